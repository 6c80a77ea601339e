"""The record in a database: SQLite through SQLAlchemy Core.

`Record` opens and writes it; `postings`, `trees`, `names`, `likeness`, `datings` and `stories` are what
relating asks of it, `decisions` what people add to it, `queries` what views ask.
"""

from truceline.store import datings, decisions, likeness, names, postings, queries, stories, trees
from truceline.store.record import Record

__all__ = ["Record", "datings", "decisions", "likeness", "names", "postings", "queries", "stories", "trees"]
