"""The record in a database: SQLite through SQLAlchemy Core.

`Record` opens and writes it; `postings`, `trees`, `names` and `stories` are what relating asks of it,
`queries` what views ask.
"""

from truceline.store import names, postings, queries, stories, trees
from truceline.store.record import Record

__all__ = ["Record", "names", "postings", "queries", "stories", "trees"]
