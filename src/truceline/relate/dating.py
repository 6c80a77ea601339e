"""From reasons to the interval in which an undated report was written.

Each reason gives an interval or one end of one. They are taken in the order of trust; each narrows what those
before it left, and one that leaves nothing is put aside as a contradiction, shown and not used. That is
interval intersection with a ranking, not a vote: a hundred weak reasons do not outweigh a date that the
text names.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from truceline.model.record import Confidence, DateKind, DateReason, Dating
from truceline.model.report import ReportId

_TRUST: dict[DateKind, int] = {
    "date": 8,
    "happening": 8,
    "former office": 7,
    "death": 7,
    "copy": 6,
    "weekday": 5,
    "alive": 4,
    "office": 4,
    "count": 3,
    "neighbours": 2,
}
_LOWER = 3
"""What trust a lower bound has more: a report may speak of an earlier office, hardly of a later one."""
_CERTAIN = frozenset(("date", "happening", "office", "former office", "death", "alive"))


def dating(report: ReportId, reasons: Iterable[DateReason]) -> Dating:
    """The interval that all reasons leave which can hold together, the most trusted first."""
    kept: list[DateReason] = []
    against: list[DateReason] = []
    earliest, latest = None, None
    for one in sorted(reasons, key=_order):
        low = max(filter(None, (earliest, one.earliest)), default=None)
        high = min(filter(None, (latest, one.latest)), default=None)
        if low is not None and high is not None and low > high:
            against.append(one)
        else:
            earliest, latest = low, high
            kept.append(one)
    kept.sort(key=lambda one: not _makes_end(one, earliest, latest))
    return Dating(
        report, earliest, latest, _confidence(kept, earliest, latest, against), tuple(kept), tuple(against)
    )


def _order(reason: DateReason) -> tuple[int, str, str, str]:
    trust = _TRUST[reason.kind] + (_LOWER if reason.latest is None else 0)
    return -trust, reason.latest or "", reason.earliest or "", reason.text


def _makes_end(reason: DateReason, earliest: str | None, latest: str | None) -> bool:
    """Whether one of the ends of the interval is this reason's."""
    return (reason.earliest is not None and reason.earliest == earliest) or (
        reason.latest is not None and reason.latest == latest
    )


def _confidence(
    kept: list[DateReason], earliest: str | None, latest: str | None, against: list[DateReason]
) -> Confidence:
    """Certain where facts make both ends, unsure where a reason does not fit."""
    if against or (earliest is None and latest is None):
        return "unsure"
    ends = [one for one in kept if _makes_end(one, earliest, latest)]
    return "certain" if all(one.kind in _CERTAIN for one in ends) else "likely"


def against(published: str, reasons: Iterable[DateReason], slack_days: int = 1) -> tuple[DateReason, ...]:
    """The reasons that forbid a given date (ISO), the most trusted first: what came later is told as past.

    Only lower bounds count: a report may look back as far as it likes. A day more or less (`slack_days`) is
    a matter of time zones. Reasons that rest on likeness do not count."""
    day = published[:10]
    found = [
        one
        for one in reasons
        if one.kind in _CERTAIN and one.earliest is not None and _days_behind(day, one.earliest) > slack_days
    ]
    return tuple(sorted(found, key=_order))


def contradicted(report: ReportId, reasons: tuple[DateReason, ...]) -> Dating:
    """The date of a report that its text speaks `against`: it stays, and this is shown beside it."""
    return Dating(report, None, None, "unsure", contradictions=reasons)


def _days_behind(day: str, earliest: str) -> int:
    return (date.fromisoformat(earliest) - date.fromisoformat(day)).days
