"""Which agreement of a process file a sentence means.

There are few of them, so that what a mention tells need only not go against one: another name, another year,
a party that has no part in it. A bare mention ("the truce") means the one that is in force when it is
written; where several are, it may be each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.process import Agreement
from truceline.relate.agreement_mentions import Mention
from truceline.relate.agreements import KnownAgreement, Meant, plain_names

_AFTER = 14
"""Days behind its end in which a bare mention may still mean an agreement."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """An agreement of a process file with the plain words that mentions of it may have."""

    agreement: Agreement
    own: frozenset[str]
    parties: frozenset[str]
    every: frozenset[str]

    def fits(self, mention: Mention) -> bool:
        """Whether nothing that a mention tells goes against it."""
        if mention.year is not None and self.agreement.date and str(mention.year) != self.agreement.date[:4]:
            return False
        if not mention.name <= self.every:
            return False
        if mention.parties and not any(party & self.parties for party in mention.parties):
            return False
        return all(party & self.every for party in mention.parties)

    def in_force(self, day: str | None) -> bool:
        """Whether it has begun, and is not long over, on a day; on a day that is not known, it may be."""
        if day is None:
            return True
        begun = not self.agreement.date or self.agreement.date[: len(day)] <= day
        return begun and not (self.agreement.end and _past(self.agreement.end, day))


def _past(end: str, day: str) -> bool:
    if len(end) < 10 or len(day) < 10:
        return day[: len(end)] > end
    return date.fromisoformat(day[:10]) > date.fromisoformat(end) + timedelta(days=_AFTER)


def fittings(agreements: Iterable[Agreement]) -> tuple[Fitting, ...]:
    """The agreements of a process file, as they are compared with mentions."""
    return tuple(_fitting(one) for one in agreements)


def _fitting(one: Agreement) -> Fitting:
    names = plain_names((one.name, *one.aliases))
    people = (*one.parties, *one.mediators, *one.guarantors, *one.monitors)
    return Fitting(
        one,
        names,
        plain_names(one.parties),
        names | plain_names((*people, *((one.place,) if one.place else ()))),
    )


def known_agreement(one: Agreement) -> KnownAgreement:
    """An agreement of a process file, as one of a list."""
    about = (*one.mediators, *one.guarantors, *((one.place,) if one.place else ()))
    return KnownAgreement(one.id, (one.name, *one.aliases), one.date, one.end, one.parties, about)


def meaning(mention: Mention, known: Sequence[Fitting], day: str | None) -> Meant | None:
    """Which agreement a mention means that is written on a day; None where it can be none of them.

    Of several that are in force, one that another followed between the same parties is meant only by name or
    year.
    """
    if mention.new and mention.plain:
        return None
    fitting = [one for one in known if one.fits(mention)]
    told = [one for one in fitting if mention.name & one.own or mention.year is not None]
    if told:
        reason = "what it is called, and its date, fit" if mention.name else "its year fits"
        return _one(told, reason)
    if mention.year is not None or mention.name:
        return _one(fitting, "nothing that it says goes against it") if fitting else None
    current = [one for one in fitting if one.in_force(day)]
    current = [one for one in current if not any(_follows(other, one) for other in current)]
    return _one(current, "it is in force when this is written") if current else None


def _one(found: Sequence[Fitting], reason: str) -> Meant:
    return Meant(len(found) == 1, tuple(one.agreement.id for one in found), (reason,))


def _follows(later: Fitting, earlier: Fitting) -> bool:
    """Whether one was made after another by two of the same parties."""
    first, last = earlier.agreement, later.agreement
    common = {*first.parties} & {*last.parties}
    return bool(first.date and last.date and last.date > first.date and len(common) > 1)
