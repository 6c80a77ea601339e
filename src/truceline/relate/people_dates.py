"""What the people of a report say about when it was written: who holds or held an office, who is alive."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from truceline import known
from truceline.model.claims import Mention
from truceline.model.dating import Told, ToldPerson
from truceline.model.record import DateReason
from truceline.model.report import Report
from truceline.relate.office_terms import names_later_holder, terms_of
from truceline.resources import any_of, table

_LEDE, _FIRST = 500, 800
"""Characters in which somebody named with an office holds it, and in which somebody who acts does so now."""
_WORDS = table("dating_words.toml")
_VAGUE = frozenset(_WORDS["vague"])


def dating_words(kind: str) -> str:
    """A pattern for the words of one kind of dating_words.toml."""
    return any_of(_WORDS[kind])


_HEDGED = re.compile(rf"\b(?:{dating_words('hedges')})\b", re.IGNORECASE)
_DEAD_BEFORE = re.compile(rf"\b(?:{dating_words('dead_before')}) (?:[\w'’-]+ ){{0,4}}\Z", re.IGNORECASE)
_DEAD_BEHIND = re.compile(rf"(?:['’]s?|,)? (?:{dating_words('dead_behind')})\b", re.IGNORECASE)
_TAKING_PART = re.compile(
    rf"\b(?:{dating_words('meeting')}) (?:[\w'’,-]+ ){{0,12}}(?:with|including|and) (?:[\w'’-]+ ){{0,4}}\Z",
    re.IGNORECASE,
)
_ACTING = re.compile(rf",?[\w ,'’-]{{0,60}}?\b(?:{dating_words('acting')})\b", re.IGNORECASE)


def is_hedged(text: str, start: int) -> bool:
    """Whether words before a happening, in its sentence, say that it is no fact."""
    before = re.split(r"[.!?]\s|\n", text[max(0, start - 60) : start])[-1]
    return _HEDGED.search(before) is not None


@dataclass(frozen=True, slots=True)
class _Held:
    """A person named with an office, which he or she has, or is said to have had; and all its times."""

    told: ToldPerson
    role: str
    former: bool
    name: str
    offices: tuple[known.Office, ...]
    looked_back_to: bool = False

    @property
    def start(self) -> str | None:
        """The first day on which it can be said; None where that is not known, or the role is a vague one."""
        starts = [one.start for one in self.offices]
        vague = _is_vague(self.role) and not all(map(_is_of_one_chief, self.offices))
        return _first_day(min(filter(None, starts))) if all(starts) and not vague else None

    @property
    def end(self) -> str | None:
        """The last day on which it can be said as of somebody in office."""
        ends = [one.end for one in self.offices]
        if self.looked_back_to:
            return None
        return _last_day(max(filter(None, ends))) if all(ends) else None

    @property
    def words(self) -> str:
        of = self.offices[0].of
        return f"{self.name} as {self.role}" + ("" if of in self.role else f" of {of}")


def _is_vague(role: str) -> bool:
    return not set(role.lower().split()) - _VAGUE


def _is_of_one_chief(office: known.Office) -> bool:
    """Whether an office is of a state's agency, army or parliament, which has one head, not of a movement."""
    body = known.body_named(office.of)
    return body is not None and body.kind in table("office_titles.toml")["through"]


def from_offices(report: Report, told: Told) -> Iterator[DateReason]:
    """Who holds an office in the text, or held it. A report that names a later holder too may look back."""
    held = list(_held(report, told))
    begun = {
        (office.title, office.of): one.start or "" for one in held if not one.former for office in one.offices
    }
    named = {one.mention.name for one in told.people}
    for one in held:
        span, name = one.told.mention.span, one.name
        if one.former:
            ends = [office.end for office in one.offices]
            if all(ends):
                end = min(filter(None, ends))
                text = f"calls {name} a former {one.role}; that office ended on {end}"
                yield DateReason("former office", _first_day(end), None, text, span, fact=name)
            continue
        if one.start is not None:
            text = f"names {one.words}, an office held since {min(o.start or '' for o in one.offices)}"
            yield DateReason("office", one.start, None, text, span, fact=name)
        later = max(begun[office.title, office.of] for office in one.offices)
        if one.end is None or later >= one.end or names_later_holder(one.offices, named):
            continue
        if _acts_now(report, one.told):
            text = f"names {one.words}, an office held until {max(o.end or '' for o in one.offices)}"
            yield DateReason("office", None, one.end, text, span, fact=name)


def _held(report: Report, told: Told) -> Iterator[_Held]:
    for one in told.people:
        role, former = _role(one.mention)
        if role is None or _is_imagined(report, one.mention, role) or _is_told_dead(report, one.mention):
            continue
        found = _holder(one.mention, role)
        if found is not None:
            yield _Held(one, role, former, found[0].name, tuple(found[1]))
        elif (terms := terms_of(one.mention, role)) is not None:
            yield _Held(one, role, former, terms.name, terms.offices, terms.looked_back_to)


def _is_imagined(report: Report, mention: Mention, role: str) -> bool:
    """ "A President Halvany would ..." """
    before = report.text[max(0, mention.span.start - len(role) - 4) : mention.span.start].lower()
    return before.endswith((" a ", f" a {role.lower()} "))


def _role(mention: Mention) -> tuple[str | None, bool]:
    """The office that the text gives beside a name, and whether it calls it a former one."""
    titles = [title for title in mention.titles if title.lower().strip(".") not in _WORDS["polite"]]
    role = mention.role or (titles[-1] if titles else None)
    if role is None:
        return None, False
    first, *rest = role.replace("-", " ", 1).split()
    if first.lower() in _WORDS["former"] and rest:
        return " ".join(rest), True
    if first.lower() in _WORDS["not_holding"] or role.lower().endswith(("elect", "designate")):
        return None, False
    return role, False


def _holder(mention: Mention, role: str) -> tuple[known.Person, list[known.Office]] | None:
    """The one person of this name with such an office, and all the times that he or she held it."""
    people = known.people_named(mention.name)
    if not people and " " not in mention.name:
        people = tuple(one for one in known.people_with(mention.name) if _is_family_name(mention.name, one))
    of = known.shown_name(mention.of) if mention.of else known.read_title(role).of
    fitting = [
        (person, offices)
        for person in people
        if (offices := [one for one in person.offices if _is_office(role, of or one.of, one)])
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_family_name(name: str, person: known.Person) -> bool:
    """Whether a person is called by this name alone: the last of it, and no father's name."""
    *before, last = person.name.split()
    return last == name and not {"bin", "ibn", "bint"} & {*before}


def _is_office(role: str, of: str, office: known.Office) -> bool:
    """The same office, and of a body in the same words too: its prime minister is not its political head."""
    if not known.same_office(role, of, office):
        return False
    if known.country_named(of) is not None:
        return True
    return (
        _is_vague(role)
        or _is_of_one_chief(office)
        or known.read_title(role).words == known.read_title(office.title).words
    )


def _acts_now(report: Report, one: ToldPerson) -> bool:
    """Whether the text tells what the person does in the days of the report, not of a past term."""
    start, end = one.mention.span.start, one.mention.span.end
    return one.current or start < report.body + _LEDE or bool(_ACTING.match(report.text[end : end + 80]))


def from_lives(report: Report, told: Told) -> Iterator[DateReason]:
    """People who act, and so are alive; and people whose death the text speaks of."""
    for one in told.people:
        people = known.people_named(one.mention.name)
        if len(people) != 1 or people[0].died is None:
            continue
        person, died = people[0], people[0].died
        assert died is not None
        if _is_told_dead(report, one.mention):
            text = f"speaks of the death of {person.name} ({died})"
            yield DateReason("death", _first_day(died), None, text, one.mention.span, fact=person.name)
        elif _takes_part(report, one.mention):
            text = f"tells what {person.name}, who died on {died}, does"
            yield DateReason("alive", None, _last_day(died), text, one.mention.span, fact=person.name)


def _is_told_dead(report: Report, mention: Mention) -> bool:
    start, end = mention.span.start, mention.span.end
    before, behind = report.text[max(0, start - 60) : start], report.text[end : end + 40]
    if is_hedged(report.text, start):
        return False
    return bool(_DEAD_BEFORE.search(before) or _DEAD_BEHIND.match(behind))


def _takes_part(report: Report, mention: Mention) -> bool:
    """Whether a person meets somebody or speaks in the first paragraphs."""
    start, end = mention.span.start, mention.span.end
    if start > report.body + _FIRST:
        return False
    before, behind = report.text[max(0, start - 120) : start], report.text[end : end + 80]
    return bool(_TAKING_PART.search(before.replace("\n", ". ")) or _ACTING.match(behind))


def _first_day(when: str) -> str:
    return f"{when}-01-01"[:10] if len(when) == 4 else f"{when}-01"[:10]


def _last_day(when: str) -> str:
    if len(when) == 4:
        return f"{when}-12-31"
    if len(when) == 7:
        return f"{when}-{monthrange(int(when[:4]), int(when[5:]))[1]:02}"
    return when
