"""The record in a database: SQLite through SQLAlchemy Core.

`Record` opens and writes it, `relations` is what relating asks of it, `queries` what views ask.
"""

from truceline.store import queries, relations
from truceline.store.record import Record

__all__ = ["Record", "queries", "relations"]
