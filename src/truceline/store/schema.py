"""The tables of a record, and the steps from each older shape of them to this one."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from truceline.errors import RecordError

VERSION = 5
"""The shape described here. A change of shape adds a step to `MIGRATIONS`."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

reports = Table(
    "reports",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("given_id", String, index=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("byline", Text),
    Column("agency", Text),
    Column("dateline", Text),
    Column("published", String),
    Column("published_from", String),
    Column("url", Text),
    Column("language", String),
    Column("text", Text, nullable=False),
    Column("body", Integer, nullable=False),
    Column("sort_key", String, nullable=False, unique=True),
)

paths = Table(
    "paths",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("path", String, primary_key=True),
)
"""Where a report was found; the same report may lie in several places."""

digests = Table(
    "digests",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("extractor", String, nullable=False),
    Column("pipeline", String, nullable=False),
    Column("parse", LargeBinary, nullable=False),
    Column("shingles", LargeBinary, nullable=False),
    Column("terms", Text, nullable=False),
    Column("weekdays", String, nullable=False),
    Column("quotations", LargeBinary, nullable=False),
    Column("credits", Text, nullable=False),
    Column("earliest", String),
    Column("latest", String),
    Column("dates", Text),
    Column("related", Integer, nullable=False, index=True),
)
"""What is kept so that nothing is parsed twice; `related` is 0 until the report has its place. `dates` is
what the text says about its date, and `earliest` and `latest` the ends that this gives one without a date."""

claims = Table(
    "claims",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("data", Text, nullable=False),
    CheckConstraint('start >= 0 AND "end" > start', name="evidence"),
    Index("claims_by_report", "report", "kind"),
    Index("claims_by_kind", "kind"),
)

failures = Table(
    "failures",
    metadata,
    Column("item", String, primary_key=True),
    Column("stage", String, nullable=False),
    Column("code", String, nullable=False),
    Column("message", Text, nullable=False),
)

names = Table(
    "names",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("titles", Text, nullable=False, server_default="[]"),
    Column("roles", Text, nullable=False, server_default="[]"),
    Column("entity", String(16), index=True),
    Index("names_by_name", "name", "kind"),
)
"""The names of a report, with the titles and the `[office, of whom]` that it gives them, and the entity each
stands for there."""

spellings = Table(
    "spellings",
    metadata,
    Column("name", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("form", String, nullable=False, index=True),
    Column("mentions", Integer, nullable=False),
    Column("entity", String(16), index=True),
)
"""The names of all reports together. Those of one `form` differ in nothing that tells names apart."""

forms = Table(
    "forms",
    metadata,
    Column("form", String, primary_key=True),
    Column("name", String, nullable=False),
    sqlite_with_rowid=False,
)
"""The name by which each form is compared with others."""

form_keys = Table(
    "form_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("form", String, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Blocking keys: forms are compared only if they share one."""

likenesses = Table(
    "likenesses",
    metadata,
    Column("form", String, primary_key=True),
    Column("other", String, primary_key=True, index=True),
    Column("named", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("data", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Pairs of forms, the smaller first, that may be one: what the names alone say (`named`, `data`), and the
`verdict` and `score` with what reports tell of both."""

faces = Table(
    "faces",
    metadata,
    Column("name", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("what", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("of", String, primary_key=True),
    sqlite_with_rowid=False,
)
"""The titles and offices that any report gives a name; `of` is "" where nobody is named."""

entities = Table(
    "entities",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("short", Integer, nullable=False),
    Column("known", String),
)
"""People, bodies and places; `known` is the main name of one that is known beforehand."""

postings = Table(
    "postings",
    metadata,
    Column("space", Integer, primary_key=True),
    Column("key", Integer, primary_key=True),
    Column("sort_key", String, primary_key=True),
    sqlite_with_rowid=False,
)
"""Reports by what they share (shingles, terms), in the order of publication under each key."""

lineage = Table(
    "lineage",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("derived", String, nullable=False),
    Column("origin", String(16), index=True),
    Column("root", String(16), nullable=False, index=True),
    Column("twin", String(16)),
    Column("data", Text, nullable=False),
)
"""Where each text comes from: `origin` is the report that most of it is from, `root` the first of the
tree that the origins form; `twin` is the origin where it has the very same words."""

wires = Table(
    "wires",
    metadata,
    Column("root", String(16), primary_key=True),
    Column("data", Text, nullable=False),
)
"""The agency behind the texts of a tree, where one is known."""

vectors = Table(
    "vectors",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("sort_key", String, nullable=False),
    Column("published", String),
    Column("weekdays", String, nullable=False),
    Column("earliest", String),
    Column("latest", String),
    Column("keys", LargeBinary, nullable=False),
    Column("weights", LargeBinary, nullable=False),
)
"""What each report that is no copy is compared by for its story: hashed terms with their weights."""

datings = Table(
    "datings",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("story", String(16), nullable=False, index=True),
    Column("data", Text, nullable=False),
)
"""When each report without a date was written, and the dates that a text contradicts; made with the story."""

edges = Table(
    "edges",
    metadata,
    Column("later", String(16), primary_key=True),
    Column("earlier", String(16), primary_key=True, index=True),
    Column("likeness", Float, nullable=False),
    sqlite_with_rowid=False,
)
"""Reports that are alike enough to be, with others, of one story."""

members = Table(
    "members",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("anchor", String(16), nullable=False, index=True),
    Column("story", String(16), nullable=False, index=True),
)
"""Which story each report is of. A copy goes with its `anchor`, the report that it is a copy of."""

stories = Table(
    "stories",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("first", String),
    Column("last", String),
    Column("data", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("story", String(16), nullable=False, index=True),
    Column("first", String),
    Column("data", Text, nullable=False),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("story", String(16), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("data", Text, nullable=False),
)

series = Table(
    "series",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("story", String(16), nullable=False, index=True),
    Column("data", Text, nullable=False),
)
"""Figures of one story that count the same thing, over time."""

feeds = Table(
    "feeds",
    metadata,
    Column("feed", String, primary_key=True),
    Column("value_of", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("value", Float, nullable=False),
    Column("source", Text, nullable=False),
)
"""Values of series that were brought in from outside, by the name of their feed in the process file."""

utterances = Table(
    "utterances",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("story", String(16), nullable=False, index=True),
    Column("data", Text, nullable=False),
)
"""What somebody said once, by the statements of one story that give it."""

disputes = Table(
    "disputes",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("story", String(16), nullable=False, index=True),
    Column("data", Text, nullable=False),
)
"""The same words given to two speakers."""

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("made", String, nullable=False),
    Column("by", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("detail", Text, nullable=False),
)
"""Append-only: triggers refuse to change, replace or delete a row. `detail` has names, which outlive ids."""

_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5(title, text, content='reports', content_rowid='rowid', "
    "tokenize='porter unicode61')",
    "CREATE TRIGGER reports_searched AFTER INSERT ON reports BEGIN "
    "INSERT INTO search(rowid, title, text) VALUES (new.rowid, new.title, new.text); END",
    "CREATE TRIGGER reports_forgotten AFTER DELETE ON reports BEGIN "
    "INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text); END",
    # REPLACE deletes the old row without the trigger for it
    "CREATE TRIGGER decisions_new BEFORE INSERT ON decisions "
    "WHEN EXISTS (SELECT 1 FROM decisions WHERE number = new.number) BEGIN "
    "SELECT RAISE(ABORT, 'decisions are append-only'); END",
    "CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN "
    "SELECT RAISE(ABORT, 'decisions are append-only'); END",
    "CREATE TRIGGER decisions_last BEFORE DELETE ON decisions BEGIN "
    "SELECT RAISE(ABORT, 'decisions are append-only'); END",
)


def _from_1(connection: Connection) -> None:
    """Lineage by passages, stories by clusters: all that is found anew is emptied, and the next build fills
    it from the parses that are kept."""
    for table in ("lineage", "members", "postings", "stories", "events", "conflicts"):
        connection.exec_driver_sql(f"DROP TABLE {table}")
    for column in ("features", "shingles", "weekdays"):
        connection.exec_driver_sql(f"ALTER TABLE digests DROP COLUMN {column}")
    for column, empty in (
        ("terms", "TEXT NOT NULL DEFAULT '[]'"),
        ("shingles", "BLOB NOT NULL DEFAULT ''"),
        ("weekdays", "TEXT NOT NULL DEFAULT ''"),
        ("quotations", "BLOB NOT NULL DEFAULT ''"),
        ("credits", "TEXT NOT NULL DEFAULT '[]'"),
    ):
        connection.exec_driver_sql(f"ALTER TABLE digests ADD COLUMN {column} {empty}")
    connection.exec_driver_sql("UPDATE digests SET related = 0")
    connection.exec_driver_sql("UPDATE names SET entity = NULL")
    for table in ("spellings", "entities"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    metadata.create_all(connection)


def _from_2(connection: Connection) -> None:
    """Names with titles and offices, compared by forms: who is who is found anew by the next build."""
    for table in ("spellings", "entities"):
        connection.exec_driver_sql(f"DROP TABLE {table}")
    for column in ("titles", "roles"):
        connection.exec_driver_sql(f"ALTER TABLE names ADD COLUMN {column} TEXT NOT NULL DEFAULT '[]'")
    _unrelate(connection)
    metadata.create_all(connection)


def _from_3(connection: Connection) -> None:
    """What texts say about their dates: the next build goes through all of them again, from the parses that
    are kept."""
    for column in ("earliest VARCHAR", "latest VARCHAR", "dates TEXT"):
        connection.exec_driver_sql(f"ALTER TABLE digests ADD COLUMN {column}")
    _unrelate(connection)
    connection.exec_driver_sql("DROP TABLE vectors")
    for table in ("spellings", "faces", "forms", "form_keys", "likenesses", "entities"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql("UPDATE digests SET extractor = ''")
    metadata.create_all(connection)


def _from_4(connection: Connection) -> None:
    """What figures say besides their number, and series of them: the next build goes through all reports
    again."""
    _unrelate(connection)
    for table in (
        "utterances",
        "disputes",
        "datings",
        "spellings",
        "faces",
        "forms",
        "form_keys",
        "likenesses",
        "entities",
    ):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql("UPDATE digests SET extractor = ''")
    metadata.create_all(connection)


def _unrelate(connection: Connection) -> None:
    """Empty what is found of reports together."""
    for table in (
        "postings",
        "vectors",
        "edges",
        "lineage",
        "wires",
        "members",
        "stories",
        "events",
        "conflicts",
    ):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql("UPDATE digests SET related = 0")
    connection.exec_driver_sql("UPDATE names SET entity = NULL")


MIGRATIONS: dict[int, Callable[[Connection], None]] = {1: _from_1, 2: _from_2, 3: _from_3, 4: _from_4}
"""{version: the step from that version to the next}."""


def create(connection: Connection) -> None:
    metadata.create_all(connection)
    for statement in _SQLITE:
        connection.exec_driver_sql(statement)
    connection.execute(meta.insert(), {"key": "schema", "value": str(VERSION)})


def migrate(
    connection: Connection, found: int, steps: dict[int, Callable[[Connection], None]] | None = None
) -> None:
    """Bring a record of version `found` to `VERSION`, step by step. Raises `RecordError`."""
    steps = MIGRATIONS if steps is None else steps
    if found > VERSION:
        raise RecordError(
            f"this record was made by a newer Truceline (schema {found}, this one knows {VERSION});"
            " update Truceline"
        )
    if missing := set(range(found, VERSION)) - steps.keys():
        raise RecordError(
            f"this record was made by an older Truceline (schema {min(missing)}), which this one cannot"
            " read; build it anew from its reports"
        )
    for version in range(found, VERSION):
        steps[version](connection)
    if found != VERSION:
        connection.execute(meta.update().where(meta.c.key == "schema").values(value=str(VERSION)))
