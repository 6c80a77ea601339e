"""How the terms of an agreement stand on a day, by what each asserter says of them.

Nothing here decides who is right. An asserter's account has the status that follows from its own words; where
asserters differ, the term is disputed, and that is all that is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from truceline.model.board import Account, Binding, Due, Reckoning, Scope, TermState, TermStatus
from truceline.model.claims import Figure
from truceline.process import Agreement, Obligation
from truceline.process.agreements import PERIODS
from truceline.resources import table

_SAYING = frozenset({"reported", "done", "not done", "breach", "denied", "waiting", "offer", "commits"})
"""What an account rests on; what is only owed, planned or mentioned says nothing of how it stands."""
_WHOLE = 0.995
"""The share from which a quantity is called fulfilled: a figure may be rounded."""


@dataclass(frozen=True, slots=True)
class Counting:
    """A figure that is bound, with the day since which it counts, where its sentence says so."""

    figure: Figure
    since: str | None
    until: str | None


def state_of(
    term: Obligation,
    agreement: Agreement,
    bindings: Sequence[Binding],
    counted: Mapping[str, Counting],
    scopes: Sequence[Scope],
    on: str | None,
    entered: Mapping[str, str],
) -> TermState:
    """A term on a day. `counted` has the figures by binding, `entered` the days on which phases and terms of
    the agreement were told as begun or done."""
    known = [one for one in bindings if on is None or one.day is None or one.day[:10] <= on]
    phase = agreement.phase_of(term)
    due = _due(term, agreement, on)
    reckonings = tuple(
        _reckoned(one, counted[one.id], term, due, scopes, on)
        for one in known
        if one.id in counted and one.bears in ("reported", "waiting")
    )
    waits = _not_yet(term, agreement, on, entered)
    accounts = _accounts(term, known, {one.binding: one for one in reckonings}, due, waits, on)
    status, reasons = _status(accounts, waits)
    return TermState(
        term.id, agreement.id, phase.name if phase else None, term.who,
        table("obligations.toml")["deeds"][term.what]["name"], term.text, term.counted, term.amount, term.per,
        status, reasons, due, accounts, reckonings, tuple(known), ends(term, agreement),
    )  # fmt: skip


# Time --------------------------------------------------------------------------------------------


def first_day(given: str | None) -> str | None:
    """The first day of YYYY, YYYY-MM or YYYY-MM-DD."""
    return given + "-01-01"[len(given) - 4 :] if given else None


def last_day(given: str | None) -> str | None:
    """The last day of YYYY, YYYY-MM or YYYY-MM-DD."""
    if given is None or len(given) == 10:
        return given
    if len(given) == 4:
        return f"{given}-12-31"
    following = date.fromisoformat(f"{given}-28") + timedelta(days=4)
    return (following.replace(day=1) - timedelta(days=1)).isoformat()


def begins(term: Obligation, agreement: Agreement) -> str | None:
    """The day from which a term is due: its own, that of its phase, or that of the agreement; None where it
    comes after something whose day is not known."""
    phase = agreement.phase_of(term)
    if term.start:
        return first_day(term.start)
    if phase is not None and (phase.start or phase.after):
        return first_day(phase.start)
    return None if term.after else first_day(agreement.date)


def ends(term: Obligation, agreement: Agreement) -> str | None:
    """The last day of a term: its own, that of its phase where it is one of so much a day, or that of the
    agreement."""
    phase = agreement.phase_of(term)
    return last_day(term.end or (phase.end if phase is not None and term.per else None) or agreement.end)


def _not_yet(
    term: Obligation, agreement: Agreement, on: str | None, entered: Mapping[str, str]
) -> tuple[str, ...]:
    """Why a term is not due yet; empty where it is."""
    start = begins(term, agreement)
    if start is not None:
        return (f"it begins on {start}",) if on is not None and on < start else ()
    phase = agreement.phase_of(term)
    before = [*term.after, *([phase.after] if phase is not None and phase.after else [])]
    own = phase is not None and entered.get(phase.id)
    left = [] if own else [one for one in before if entered.get(one) is None]
    names = {one.id: one.name for one in agreement.phases}
    return tuple(
        f"it comes after “{names.get(one, one)}”, and nothing says that this is done" for one in left
    )


def _due(term: Obligation, agreement: Agreement, on: str | None) -> Due | None:
    """What is due to date: an amount per period since the term began, both days counted; or all of it."""
    start = begins(term, agreement)
    if term.amount is None or start is None or on is None or on < start:
        return None
    until = min(on, ends(term, agreement) or on)
    if until < start:
        return None
    days = (date.fromisoformat(until) - date.fromisoformat(start)).days + 1
    amount = term.amount * days / PERIODS[term.per] if term.per else term.amount
    return Due(start, until, days, amount)


# Quantities --------------------------------------------------------------------------------------


def _reckoned(
    one: Binding,
    counting: Counting,
    term: Obligation,
    due: Due | None,
    scopes: Sequence[Scope],
    on: str | None,
) -> Reckoning:
    figure = counting.figure
    per_day = term.amount / PERIODS[term.per] if term.amount and term.per else None
    until = min(filter(None, (counting.until or one.day, on)), default=None)
    since = counting.since or (due.start if due else None)
    days = (
        (date.fromisoformat(until[:10]) - date.fromisoformat(since)).days + 1
        if until and since and since <= until[:10]
        else None
    )
    rate = total = share = None
    told: str = "total"
    if figure.unit == "%" or (0 < figure.value < 1):
        told, share = "share", figure.value / (100 if figure.unit == "%" else 1)
        rate = share * per_day if per_day else None
        total = share * due.amount if due and one.day else None
    elif figure.period in PERIODS:
        told, rate = "rate", figure.value / PERIODS[figure.period]
        total = rate * due.days if due and one.day else None
        share = rate / per_day if per_day else None
    else:
        total = figure.value
        rate = total / days if days and term.per else None
        share = total / due.amount if due else None
    if one.bears == "waiting":
        share = None  # what waits is not yet done
    return Reckoning(
        one.id, one.asserter, one.named, one.channel, figure.text, told,  # type: ignore[arg-type]
        rate, total, days, share,
        due.amount - total if due and total is not None and share is not None else None,
        figure.low is not None and figure.high is None, one.day,
        tuple(scope for scope in scopes if scope.about == one.asserter),
    )  # fmt: skip


# Accounts ----------------------------------------------------------------------------------------


def _accounts(
    term: Obligation, bindings: Iterable[Binding], reckoned: Mapping[str, Reckoning], due: Due | None,
    waits: tuple[str, ...], on: str | None,
) -> tuple[Account, ...]:  # fmt: skip
    """What each asserter says, those with most origins first."""
    groups: defaultdict[str, list[Binding]] = defaultdict(list)
    for one in bindings:
        if one.bears in _SAYING and one.sure != "unsure":
            groups[one.asserter].append(one)
    found = []
    for asserter, own in groups.items():
        ordered = sorted(own, key=lambda one: (one.day or "", one.span))
        status, reasons = _account(term, ordered, reckoned, due, on)
        if waits and status == "not started":
            status, reasons = "not due", (*reasons, *waits)
        found.append(
            Account(
                asserter,
                ordered[0].named,
                status,
                reasons,
                tuple(one.id for one in ordered),
                len({one.origin for one in own}),
                _history(term, ordered, reckoned, due, on),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.origins, one.named, one.asserter)))


def _history(
    term: Obligation,
    ordered: Sequence[Binding],
    reckoned: Mapping[str, Reckoning],
    due: Due | None,
    on: str | None,
) -> tuple[tuple[str, TermStatus], ...]:
    """The days on which an asserter's account changed."""
    steps: list[tuple[str, TermStatus]] = []
    days = sorted({one.day[:10] for one in ordered if one.day})
    for day in days:
        status, _ = _account(
            term, [one for one in ordered if (one.day or "")[:10] <= day], reckoned, due, min(day, on or day)
        )
        if not steps or steps[-1][1] != status:
            steps.append((day, status))
    return tuple(steps)


def _account(
    term: Obligation,
    own: Sequence[Binding],
    reckoned: Mapping[str, Reckoning],
    due: Due | None,
    on: str | None,
) -> tuple[TermStatus, tuple[str, ...]]:
    """What follows from one asserter's own words: the newest figures first, then deeds."""
    figures = [reckoned[one.id] for one in own if one.id in reckoned and reckoned[one.id].share is not None]
    newest = [one for one in figures if one.day == figures[-1].day]
    over = bool(term.end and on and on > (last_day(term.end) or on))
    shares = [(one, one.share) for one in newest if one.share is not None]
    if shares:
        words = tuple(_share_words(one) for one, _ in shares)
        whole = [share >= _WHOLE for _, share in shares]
        if any(whole) and not all(whole):
            return "disputed", (*words, "the same asserter gives figures that differ")
        if all(whole):
            return "fulfilled", words
        if all(share == 0 for _, share in shares):
            return ("overdue" if over else "not started"), words
        return ("overdue" if over else "partly"), words
    kinds = {one.bears for one in own}
    if "breach" in kinds:
        counts = all(one.what == "figure" for one in own if one.bears == "breach")
        return "disputed", ("counts people whom fire harmed since" if counts else "says that it was broken",)
    if "denied" in kinds:
        return "disputed", ("denies that it was broken",)
    if "done" in kinds:
        return "partly", ("tells it as done, without saying that it is all",)
    if "not done" in kinds:
        return ("overdue" if over else "not started"), ("says that it was not done",)
    if kinds & {"waiting", "offer"}:
        return "not started", ("says that it waits for somebody",) if "waiting" in kinds else (
            "it is only offered",
        )
    return "unknown", ("stands by it" if "commits" in kinds else "gives no figure that can be compared",)


def _share_words(one: Reckoning) -> str:
    least = "at least " if one.low else ""
    return f"“{one.text}” is {least}{one.share:.0%} of what is due" if one.share is not None else one.text


def _status(accounts: Sequence[Account], waits: tuple[str, ...]) -> tuple[TermStatus, tuple[str, ...]]:
    """What the accounts come to together: theirs where they agree, else disputed."""
    said = {one.status for one in accounts} - {"unknown"}
    if waits and said <= {"not due", "not started"}:
        return "not due", waits
    if not said:
        return "unknown", ("nobody in the record says how it stands",)
    if len(said) == 1:
        (status,) = said
        named = ", ".join(one.named for one in accounts if one.status == status)
        return status, (f"so by the words of {named}",)
    return "disputed", tuple(f"{one.named}: {one.status}" for one in accounts if one.status != "unknown")


def entered(agreements: Iterable[Agreement], states: Iterable[TermState]) -> dict[str, str]:
    """The days on which terms were told as wholly done by anybody. A phase is done when all its terms are."""
    full = {
        state.id: account.history[-1][0]
        for state in states
        for account in state.accounts
        if account.status == "fulfilled" and account.history
    }
    found = dict(full)
    for agreement in agreements:
        for phase in agreement.phases:
            terms = [term.id for term in agreement.terms if term.phase == phase.id]
            if terms and all(term in full for term in terms):
                found[phase.id] = max(full[term] for term in terms)
    return found


def scored(state: TermState, score: int | None) -> TermState:
    return replace(state, score=score) if score is not None else state
