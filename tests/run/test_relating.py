"""The record depends on the reports, not on when or in what company they came."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
from itertools import batched
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.model.digest import Digest
from truceline.present.export import record as whole
from truceline.process import KnownActor, Process
from truceline.run import relating
from truceline.run.digest import digest_again
from truceline.store import Record, queries, stories


def built(path: Path, batches: list[list[Digest]]) -> dict[str, Any]:
    """The whole record after these batches, each a build of its own."""
    with Record.open(path, create=True) as record:
        for batch in batches:
            record.add(batch, "test")
            relating.relate_new(record)
        return whole(record)


@pytest.fixture(scope="session")
def at_once(digests: list[Digest], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return built(tmp_path_factory.mktemp("once") / "r", [digests])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.randoms(use_true_random=False), size=st.integers(1, 9))
def test_any_order_and_any_batches_give_the_same_record(
    order: random.Random,
    size: int,
    digests: list[Digest],
    at_once: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shuffled = list(digests)
    order.shuffle(shuffled)
    batches = [list(batch) for batch in batched(shuffled, size)]
    assert built(tmp_path_factory.mktemp("order") / "r", batches) == at_once


def test_one_by_one_in_either_direction_gives_the_same_record(
    digests: list[Digest], at_once: dict[str, Any], tmp_path: Path
) -> None:
    assert built(tmp_path / "forth", [[one] for one in digests]) == at_once
    assert built(tmp_path / "back", [[one] for one in reversed(digests)]) == at_once


def test_claims_found_again_give_the_same_record(
    digests: list[Digest], at_once: dict[str, Any], tmp_path: Path
) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        record.add(digests, "old")
        relating.relate_new(record)
        stories.unrelate_all(record)
        for one in digests[:5]:
            record.replace_claims([one], "new")
        relating.relate_new(record)
        assert whole(record) == at_once


def test_a_kept_parse_gives_the_same_claims(digests: list[Digest]) -> None:
    for one in digests:
        assert digest_again(one.report, one.pipeline, one.parse) == one


def test_a_process_file_joins_names_and_a_second_time_changes_nothing(
    digests: list[Digest], tmp_path: Path
) -> None:
    known = Process("Talks", (KnownActor("Oru River Front", "body", ("Front", "ORF")),))
    with Record.open(tmp_path / "before", create=True) as record:
        assert relating.adopt(record, known)
        record.add(digests, "test")
        relating.relate_new(record)
        before = whole(record)
        assert not relating.adopt(record, known)
    with Record.open(tmp_path / "after", create=True) as record:
        record.add(digests, "test")
        relating.relate_new(record)
        relating.adopt(record, known)
        assert whole(record) == before
        names = {one.name: dict(one.spellings) for one in queries.entities(record)}
    assert "Front" not in names
    assert set(names["Oru River Front"]) >= {"Front", "Oru River Front"}


_KILLED = """
import os, pickle, signal, sys
from pathlib import Path
from sqlalchemy import event
from truceline.store import Record
from truceline.run import relating

digests = pickle.loads(Path(sys.argv[1]).read_bytes())
left = int(sys.argv[3])

def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

record = Record.open(Path(sys.argv[2]), create=True)
event.listen(record._engine, "before_cursor_execute", count)
event.listen(record._engine, "commit", count)
have = record.known(one.report.id for one in digests)
for one in digests:
    if one.report.id not in have:
        record.add([one], "test")
relating.relate_new(record)
record.close()
print(left)
"""


def test_a_build_killed_at_any_moment_is_completed_by_the_next(
    digests: list[Digest], at_once: dict[str, Any], tmp_path: Path
) -> None:
    pickled = tmp_path / "digests"
    pickled.write_bytes(pickle.dumps(digests))

    def run(record: Path, statements: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", _KILLED, str(pickled), str(record), str(statements)]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))

    whole_run = run(tmp_path / "whole", 10**9)
    statements = 10**9 - int(whole_run.stdout)
    assert statements > 100
    for number in range(5):
        record = tmp_path / f"killed{number}"
        moment = 1 + (statements * (2 * number + 1)) // 10
        assert run(record, moment).returncode == -signal.SIGKILL
        with Record.open(record, create=True) as opened:
            assert queries.counts(opened)["reports"] <= len(digests)
        assert run(record, 10**9).returncode == 0
        with Record.open(record) as opened:
            assert whole(opened) == at_once
