"""A record is opened, written in whole transactions, and closed as one file."""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Connection

from truceline.errors import Failure, RecordError
from truceline.model.claims import Extraction, Mention, Span
from truceline.model.digest import Digest
from truceline.store import Record, database, queries, schema, stories

# Opening ----------------------------------------------------------------------------------------


def test_a_missing_record_is_not_made_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "none.truceline"
    with pytest.raises(RecordError, match=r"there is no record .*none\.truceline; `truceline build"):
        Record.open(path)
    assert not path.exists()


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder; name a record file"):
        Record.open(tmp_path, create=True)


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    "content", [b"Talks in Veltra ended.\n" * 99, b"\x00" * 4096, b"SQLite format 3\x00" + b"x" * 5000]
)
def test_a_file_of_something_else_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, create: bool
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"notes\.txt is no record of Truceline"):
        Record.open(path, create=create)
    assert path.read_bytes() == content


def a_foreign_database(folder: Path, *statements: str) -> Path:
    path = folder / "bank.db"
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE accounts (owner TEXT)",),
        ("CREATE TABLE meta (owner TEXT)",),
        (META,),
        (META, "INSERT INTO meta VALUES ('schema', 'draft')"),
        (META, "INSERT INTO meta VALUES ('schema', '1')"),
        (META, "CREATE TABLE reports (id)", "CREATE TABLE claims (id)"),
        ("CREATE VIEW numbers AS SELECT 1",),
    ],
)
def test_a_foreign_database_is_refused(tmp_path: Path, statements: tuple[str, ...], create: bool) -> None:
    path = a_foreign_database(tmp_path, *statements)
    before = path.read_bytes()
    with pytest.raises(RecordError, match=r"bank\.db is no record of Truceline"):
        Record.open(path, create=create)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_is_no_record_until_one_is_made_of_it(tmp_path: Path) -> None:
    path = tmp_path / "record.truceline"
    path.touch()
    with pytest.raises(RecordError, match="is no record of Truceline"):
        Record.open(path)
    with Record.open(path, create=True) as record:
        assert record.reports() == []


def test_a_record_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"record\.truceline cannot be made: there is no folder .*missing;"):
        Record.open(tmp_path / "missing" / "record.truceline", create=True)


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be opened: File name too long"):
        Record.open(tmp_path / ("r" * 300), create=True)


def test_a_record_is_never_in_memory_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Record.open(Path(":memory:"), create=True).close()
    assert [file.name for file in tmp_path.iterdir()] == [":memory:"]


@pytest.mark.parametrize(
    "name",
    [
        "the record.truceline",
        "протокол.truceline",
        "a#b.truceline",
        "why?.truceline",
        "50%25.truceline",
    ],
)
def test_a_record_lies_where_it_was_asked_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    Record.open(path, create=True).close()
    assert [file.name for file in tmp_path.iterdir()] == [name]
    with Record.open(path) as record:
        assert record.path == path


def test_a_record_that_is_opened_again_is_as_it_was(tmp_path: Path, digest: Callable[..., Digest]) -> None:
    path = tmp_path / "record.truceline"
    one = digest(published="2031-03-04", title="Talks end")
    with Record.open(path, create=True) as record:
        record.add([one], "1")
    with Record.open(path, create=True) as record:
        assert record.reports() == [one.report]
        assert record.traits([one.report.id]) == {one.report.id: one.traits}
        assert list(record.parses([one.report.id])) == [(one.report, one.pipeline, one.parse)]


def test_a_closed_record_is_one_file(tmp_path: Path, digest: Callable[..., Digest]) -> None:
    path = tmp_path / "record.truceline"
    with Record.open(path, create=True) as record:
        record.add([digest()], "1")
    assert list(tmp_path.iterdir()) == [path]


def test_a_closed_record_is_whole_while_another_reads_it(
    tmp_path: Path, digest: Callable[..., Digest]
) -> None:
    path, copy = tmp_path / "record.truceline", tmp_path / "copy.truceline"
    writer, reader = Record.open(path, create=True), Record.open(path)
    writer.add([digest()], "1")
    writer.close()
    copy.write_bytes(path.read_bytes())
    with Record.open(copy) as record:
        assert len(record.reports()) == 1
    reader.close()


def test_a_record_can_be_read_while_it_is_written(tmp_path: Path, digest: Callable[..., Digest]) -> None:
    path = tmp_path / "record.truceline"
    with Record.open(path, create=True) as writer, Record.open(path) as reader:
        with writer.transaction():
            writer.add([digest()], "1")
            assert reader.reports() == []
        assert len(reader.reports()) == 1


def test_a_record_is_opened_and_closed_while_it_is_written(
    tmp_path: Path, digest: Callable[..., Digest]
) -> None:
    path = tmp_path / "record.truceline"
    with Record.open(path, create=True) as writer:
        writer.add([digest()], "1")
        with writer.transaction():
            writer.add([digest("Another report.")], "1")
            with Record.open(path, create=True) as reader:
                assert queries.counts(reader)["reports"] == 1
    assert list(tmp_path.iterdir()) == [path]


def test_two_writers_at_once_are_told_so(
    tmp_path: Path, digest: Callable[..., Digest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT", 50)
    path = tmp_path / "record.truceline"
    with Record.open(path, create=True) as one, Record.open(path) as other:
        with one.transaction():
            one.reports()
            with pytest.raises(RecordError, match=r"is in use: another build is writing to it"):
                other.add([digest()], "1")
            one.add([digest("Another report.")], "1")
        other.add([digest()], "1")
        assert len(one.reports()) == len(other.reports()) == 2


def test_a_writer_waits_for_the_other_to_end(tmp_path: Path, digest: Callable[..., Digest]) -> None:
    path = tmp_path / "record.truceline"
    held = Event()

    def write() -> None:
        with Record.open(path) as one, one.transaction():
            one.add([digest()], "1")
            held.set()
            time.sleep(0.1)

    with Record.open(path, create=True) as other:
        thread = Thread(target=write)
        thread.start()
        held.wait(5)
        other.add([digest("Another report.")], "1")
        thread.join()
        assert len(other.reports()) == 2


def test_a_full_disk_is_told_and_what_was_finished_is_kept(
    record: Record, digest: Callable[..., Digest]
) -> None:
    record.add([digest()], "1")
    with record.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(RecordError, match="the disk is full"), record.transaction():
        record.set_note("process", "small")
        record.add([digest("x" * 1_000_000)], "1")
    assert len(record.reports()) == 1
    assert record.note("process") is None


def test_a_damaged_record_is_told(tmp_path: Path, digest: Callable[..., Digest]) -> None:
    path = tmp_path / "record.truceline"
    with Record.open(path, create=True) as record:
        record.add([digest(f"Report {number}.") for number in range(200)], "1")
    data = path.read_bytes()
    path.write_bytes(data[: 4096 * 4] + b"\xff" * (len(data) - 4096 * 4))
    with pytest.raises(RecordError, match="is damaged"), Record.open(path) as record:
        record.reports()
        queries.counts(record)


def test_a_closed_record_says_so(tmp_path: Path) -> None:
    record = Record.open(tmp_path / "record.truceline", create=True)
    record.close()
    record.close()
    with pytest.raises(RecordError, match="is closed"):
        record.reports()
    with pytest.raises(RecordError, match="is closed"):
        record.set_note("process", "{}")


def test_a_record_that_nobody_closed_leaves_nothing_open(
    tmp_path: Path, digest: Callable[..., Digest]
) -> None:
    path = tmp_path / "record.truceline"
    record = Record.open(path, create=True)
    record.add([digest()], "1")
    file = record._connection.connection.dbapi_connection
    assert file is not None
    del record
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        file.cursor()
    assert list(tmp_path.iterdir()) == [path]


# Versions ---------------------------------------------------------------------------------------


def set_version(path: Path, version: int) -> None:
    with Record.open(path, create=True) as record:
        record.set_note("schema", str(version))


def test_a_newer_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.truceline"
    set_version(path, schema.VERSION + 1)
    with pytest.raises(RecordError, match=r"made by a newer Truceline \(schema .*update Truceline"):
        Record.open(path)


def test_an_older_record_that_no_step_leads_from_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.truceline"
    set_version(path, schema.VERSION)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 2)
    monkeypatch.setitem(schema.MIGRATIONS, schema.VERSION - 1, lambda connection: None)
    with pytest.raises(RecordError, match=r"made by an older Truceline \(schema .*build it anew"):
        Record.open(path)


def test_a_new_record_is_of_this_version(record: Record) -> None:
    assert record.note("schema") == str(schema.VERSION)


def test_migrations_run_step_by_step(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "VERSION", 9)
    done: list[int] = []

    def step(version: int) -> Callable[[Connection], None]:
        return lambda connection: done.append(version)

    steps = {version: step(version) for version in (5, 6, 7, 8, 9)}
    with record.transaction() as connection:
        schema.migrate(connection, 6, steps)
    assert done == [6, 7, 8]
    assert record.note("schema") == "9"


def test_a_record_of_this_version_is_not_migrated(record: Record) -> None:
    with record.transaction() as connection:
        schema.migrate(connection, schema.VERSION, {})


def test_a_step_can_change_the_tables_and_keeps_the_reports(
    tmp_path: Path, digest: Callable[..., Digest], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.truceline"
    with Record.open(path, create=True) as record:
        record.add([digest()], "1")
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setitem(
        schema.MIGRATIONS,
        schema.VERSION - 1,
        lambda connection: connection.exec_driver_sql("ALTER TABLE failures ADD seen"),
    )
    with Record.open(path) as record:
        assert record.note("schema") == str(schema.VERSION)
        assert len(record.reports()) == 1


_THIRD_VERSION = """
ALTER TABLE digests DROP COLUMN earliest;
ALTER TABLE digests DROP COLUMN latest;
ALTER TABLE digests DROP COLUMN dates;
ALTER TABLE vectors DROP COLUMN earliest;
ALTER TABLE vectors DROP COLUMN latest;
DROP TABLE datings; DROP TABLE utterances; DROP TABLE disputes;
UPDATE digests SET related = 1;
UPDATE names SET entity = 'e1';
INSERT INTO entities VALUES ('e1', 'place', 'Veltra', 0, NULL);
INSERT INTO postings VALUES (2, 7, 'x');
INSERT INTO decisions VALUES (1, '2031-03-04', 'desk', 'merge', 'Veltra', '{}');
UPDATE meta SET value = '3' WHERE key = 'schema';
"""
_SECOND_VERSION = f"""
{_THIRD_VERSION}
DROP TABLE forms; DROP TABLE form_keys; DROP TABLE likenesses; DROP TABLE faces;
DROP TABLE spellings; DROP TABLE entities;
CREATE TABLE spellings (
    name VARCHAR NOT NULL, kind VARCHAR NOT NULL, block VARCHAR NOT NULL, mentions INTEGER NOT NULL,
    entity VARCHAR(16), PRIMARY KEY (name, kind)
);
CREATE INDEX ix_spellings_block ON spellings (block);
CREATE TABLE entities (
    id VARCHAR(16) NOT NULL, block VARCHAR NOT NULL, kind VARCHAR NOT NULL, name TEXT NOT NULL,
    short INTEGER NOT NULL, PRIMARY KEY (id)
);
CREATE INDEX ix_entities_block ON entities (block);
ALTER TABLE names DROP COLUMN titles;
ALTER TABLE names DROP COLUMN roles;
INSERT INTO spellings VALUES ('Veltra', 'place', 'b', 1, 'e1');
INSERT INTO entities VALUES ('e1', 'b', 'place', 'Veltra', 0);
UPDATE meta SET value = '2' WHERE key = 'schema';
"""
_FIRST_VERSION = f"""
{_SECOND_VERSION}
DROP TABLE wires; DROP TABLE vectors; DROP TABLE edges; DROP TABLE lineage; DROP TABLE members;
ALTER TABLE digests DROP COLUMN terms;
ALTER TABLE digests DROP COLUMN quotations;
ALTER TABLE digests DROP COLUMN credits;
ALTER TABLE digests ADD COLUMN features TEXT NOT NULL DEFAULT '[]';
CREATE TABLE lineage (
    report VARCHAR(16) NOT NULL, kind VARCHAR NOT NULL, origin VARCHAR(16), share FLOAT NOT NULL, agency TEXT,
    root VARCHAR(16) NOT NULL, PRIMARY KEY (report),
    FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE
);
CREATE INDEX ix_lineage_origin ON lineage (origin);
CREATE TABLE members (
    report VARCHAR(16) NOT NULL, parent VARCHAR(16), story VARCHAR(16) NOT NULL, PRIMARY KEY (report),
    FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE
);
CREATE INDEX ix_members_parent ON members (parent);
CREATE INDEX ix_members_story ON members (story);
INSERT INTO lineage SELECT id, 'original', NULL, 0.0, NULL, id FROM reports;
INSERT INTO members SELECT id, NULL, id FROM reports;
UPDATE meta SET value = '1' WHERE key = 'schema';
"""


def schema_of(path: Path) -> dict[str, set[str]]:
    """{table: its columns}, and {index: none}."""
    connection = sqlite3.connect(path)
    there = connection.execute(
        "SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    ).fetchall()
    found = {
        name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        if kind == "table"
        else set()
        for name, kind in there
    }
    connection.close()
    return found


@pytest.mark.parametrize(
    "older", [_FIRST_VERSION, _SECOND_VERSION, _THIRD_VERSION], ids=["first", "second", "third"]
)
def test_a_record_of_an_older_version_keeps_its_reports_and_is_related_anew(
    tmp_path: Path, digest: Callable[..., Digest], older: str
) -> None:
    path, new = tmp_path / "record.truceline", tmp_path / "new.truceline"
    Record.open(new, create=True).close()
    one = digest("Talks in Veltra ended.")
    found = Extraction(
        one.report.id, mentions=(Mention(Span(one.report.id, 9, 15), "Veltra", "place", "Veltra"),)
    )
    with Record.open(path, create=True) as record:
        record.add([digest("Talks in Veltra ended.", found)], "1")
    connection = sqlite3.connect(path)
    connection.executescript(older)
    connection.close()
    with Record.open(path) as record:
        assert record.note("schema") == str(schema.VERSION)
        assert record.reports() == [one.report]
        assert list(record.parses([one.report.id])) == [(one.report, one.pipeline, one.parse)]
        assert [claim for _, _, claim in queries.claims_of(record, one.report.id)] == list(found.mentions)
        assert stories.unrelated(record, 9) == [one.report.id]
        assert [one.number for one in queries.decisions(record)] == [1]
        assert not queries.lineages(record)
        assert not queries.meanings(record)
        assert not queries.entities(record)
        assert not queries.stories(record)
        assert record.outdated("2") == [one.report.id]
        record.replace_claims([one], "2")
        assert record.traits([one.report.id]) == {one.report.id: one.traits}
    assert schema_of(path) == schema_of(new)


def test_a_step_that_fails_leaves_the_record_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.truceline"
    Record.open(path, create=True).close()
    version = schema.VERSION

    def fail(connection: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", version + 2)
        patch.setitem(
            schema.MIGRATIONS, version, lambda connection: connection.exec_driver_sql("DROP TABLE failures")
        )
        patch.setitem(schema.MIGRATIONS, version + 1, fail)
        with pytest.raises(RuntimeError, match="the disk is full"):
            Record.open(path)
    with Record.open(path) as record:
        assert record.note("schema") == str(version)
        assert queries.failures(record) == []


# Writing ----------------------------------------------------------------------------------------

LATE = Failure("read", "late.txt", "empty", "the file is empty")


def test_a_transaction_is_taken_back_as_a_whole(record: Record, digest: Callable[..., Digest]) -> None:
    with pytest.raises(RuntimeError), record.transaction():
        record.add([digest()], "1")
        record.note_failures([LATE])
        record.set_note("process", "{}")
        with record.transaction():
            record.add([digest("Another report.")], "1")
        raise RuntimeError
    assert set(queries.counts(record).values()) == {0}
    assert record.note("process") is None
    record.add([digest()], "1")
    assert len(record.reports()) == 1


def test_a_report_is_stored_once(record: Record, digest: Callable[..., Digest]) -> None:
    record.add([digest()], "1")
    with pytest.raises(RecordError, match="UNIQUE"):
        record.add([digest("Another report."), digest()], "1")
    assert len(record.reports()) == 1


def test_known_reports(record: Record, digest: Callable[..., Digest]) -> None:
    digests = [digest(f"Report {number}.") for number in range(1200)]
    with record.transaction():
        record.add(digests, "1")
    ids = [one.report.id for one in digests]
    assert record.known(iter([*ids, "f" * 16])) == set(ids)
    assert record.known([]) == set()


def test_reports_come_in_the_order_of_publication(record: Record, digest: Callable[..., Digest]) -> None:
    texts = {
        "Undated.": None,
        "Third.": "2031-03-05",
        "First, and longer.": "2031-03-04",
        "Second.": "2031-03-04",
    }
    record.add([digest(text, published=published) for text, published in texts.items()], "1")
    ordered = ["First, and longer.", "Second.", "Third.", "Undated."]
    assert [report.text for report in record.reports()] == ordered
    ids = [report.id for report in record.reports()]
    assert [report.text for report in record.reports(reversed(ids[1:]))] == ordered[1:]


def test_where_reports_were_found(record: Record, digest: Callable[..., Digest]) -> None:
    one = digest(path="desk/b.txt")
    record.add([one], "1")
    record.add_paths({one.report.id: ["desk/c.txt", "desk/a.txt", "desk/b.txt"]})
    record.add_paths({one.report.id: ["desk/a.txt"]})
    record.add_paths({})
    assert queries.paths(record) == {one.report.id: ("desk/a.txt", "desk/b.txt", "desk/c.txt")}
    assert [report.path for report in record.reports()] == ["desk/a.txt"]


def test_failures_are_kept_until_they_are_mended(record: Record) -> None:
    early = Failure("read", "early.txt", "binary", "the file is no text")
    record.note_failures([LATE, early])
    assert queries.failures(record) == [early, LATE]
    changed = Failure("clean", "late.txt", "no-article", "the page has no article")
    record.note_failures([changed], mended=["early.txt", "other.txt"])
    assert queries.failures(record) == [changed]
    record.note_failures([changed], mended=["late.txt"])
    assert queries.failures(record) == [changed]
    record.note_failures([], mended=(f"{number}.txt" for number in range(1200)))
    assert queries.failures(record) == [changed]


def test_better_extractors_put_their_claims_in_the_place_of_the_old(
    record: Record, digest: Callable[..., Digest]
) -> None:
    one = digest("Talks in Veltra ended.")
    place = Span(one.report.id, 9, 15)
    before = Extraction(one.report.id, mentions=(Mention(place, "Veltra", "person", "Veltra"),))
    after = Extraction(one.report.id, mentions=(Mention(place, "Veltra", "place", "Veltra"),))
    record.add([digest("Talks in Veltra ended.", before), digest("Another report.")], "1")
    record.replace_claims([digest("Talks in Veltra ended.", after)], "2")
    assert [claim for _, _, claim in queries.claims_of(record, one.report.id)] == list(after.mentions)
    assert record.outdated("2") == [digest("Another report.").report.id]
    assert len(record.reports()) == 2


def test_notes_are_set_and_set_again(record: Record) -> None:
    assert record.note("process") is None
    record.set_note("process", "one")
    record.set_note("process", "two")
    assert record.note("process") == "two"


# What the tables themselves refuse --------------------------------------------------------------


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 3)])
def test_no_program_can_store_a_claim_without_a_place(
    record: Record, digest: Callable[..., Digest], start: int, end: int
) -> None:
    one = digest()
    record.add([one], "1")
    row = {
        "id": "0" * 16,
        "report": one.report.id,
        "kind": "mention",
        "start": start,
        "end": end,
        "data": "{}",
    }
    with (
        pytest.raises(RecordError, match="CHECK constraint failed: evidence"),
        record.transaction() as connection,
    ):
        connection.execute(schema.claims.insert(), row)


def test_no_program_can_store_a_claim_of_no_report(record: Record) -> None:
    row = {"id": "0" * 16, "report": "f" * 16, "kind": "mention", "start": 0, "end": 3, "data": "{}"}
    with pytest.raises(RecordError, match="FOREIGN KEY"), record.transaction() as connection:
        connection.execute(schema.claims.insert(), row)


DECISION = {"number": 1, "made": "2031-03-04", "by": "desk", "action": "merge", "subject": "a", "detail": "b"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET detail = 'c'",
        "DELETE FROM decisions",
        "REPLACE INTO decisions VALUES (1, '2031-03-05', 'other', 'split', 'a', 'c')",
    ],
)
def test_a_decision_stands(record: Record, statement: str) -> None:
    with record.transaction() as connection:
        connection.execute(schema.decisions.insert(), DECISION)
    with pytest.raises(RecordError, match="append-only"), record.transaction() as connection:
        connection.exec_driver_sql(statement)
    assert [decision.detail for decision in queries.decisions(record)] == ["b"]


def test_decisions_come_in_the_order_they_were_made(record: Record) -> None:
    with record.transaction() as connection:
        for number in (2, 1, 3):
            connection.execute(schema.decisions.insert(), {**DECISION, "number": number})
    assert [decision.number for decision in queries.decisions(record)] == [1, 2, 3]
