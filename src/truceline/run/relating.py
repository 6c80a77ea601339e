"""New reports find their place among the others: lineage, entities, stories, events, conflicts.

Each step looks at the new reports, their neighbours and the stories they touch, never at the whole
record, and its result depends on the reports alone, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from truceline.model.report import ReportId
from truceline.process import Process
from truceline.run.naming import count_and_group, group_all, naming_of
from truceline.run.placing import place
from truceline.run.telling import tell
from truceline.run.tracing import Tracers
from truceline.store import Record, stories
from truceline.store.names import reports_naming

AT_ONCE = 1000
"""Reports related in one transaction: what a killed build has to do again at most."""


def relate_new(record: Record, progress: Callable[[int], None] = lambda _: None, workers: int = 0) -> int:
    """Give every report that has none its place, on so many cores, all with 0; says how many there were."""
    done = 0
    with Tracers(workers) as tracers:
        while new := stories.unrelated(record, AT_ONCE):
            _relate(record, new, tracers)
            done += len(new)
            progress(done)
    return done


def _relate(record: Record, new: list[ReportId], tracers: Tracers) -> None:
    with record.transaction():
        touched = place(record, new, tracers)
        renamed = count_and_group(record, new, naming_of(record))
        tell(record, touched | stories.stories_of(record, {*renamed, *new}), renamed)
        stories.mark_related(record, new)


def adopt(record: Record, process: Process) -> bool:
    """Set what is known of the process, and group all names by it; False where it was known."""
    before, now = record.note("process"), msgspec.json.encode(process).decode()
    if now == before:
        return False
    with record.transaction():
        record.set_note("process", now)
        regroup(record)
    return True


def regroup(record: Record) -> None:
    """Group all names anew, by what is known of the process and by what people decided. What a short name
    stands for in a story may change where the name itself does not."""
    with record.transaction():
        naming = naming_of(record)
        renamed = group_all(record, naming)
        decided = reports_naming(record, {name for one in naming.decisions for name in one.names()})
        tell(record, stories.stories_of(record, renamed | decided), renamed)
