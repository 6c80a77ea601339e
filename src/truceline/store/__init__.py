"""The record in a database: SQLite through SQLAlchemy Core.

`Record` opens and writes it; `postings`, `trees`, `names`, `likeness` and `stories` are what relating asks
of it, `decisions` what people add to it, `queries` what views ask.
"""

from truceline.store import decisions, likeness, names, postings, queries, stories, trees
from truceline.store.record import Record

__all__ = ["Record", "decisions", "likeness", "names", "postings", "queries", "stories", "trees"]
