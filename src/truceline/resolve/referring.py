"""Whom "the emir", "the movement" and "he" stand for in one report: a name only where one alone fits."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from truceline.folding import plain_words
from truceline.known import body_named, country_named, shown_name
from truceline.model.claims import Extraction, Mention, Reference
from truceline.model.described import Gender, Sighting
from truceline.resources import table, words

_STATES = frozenset(
    {"former", "ex", "then", "late", "acting", "deputy", "vice", "elect", "assistant", "next", "new"}
)
"""Words that make another office of an office."""
_SMALL = frozenset({"the", "of", "s", "and", "this", "that", "a", "an", "for"})
_MOST = 30
"""People of one sentence, or holders of one office, beyond which nobody is sure to be meant."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A person that came up: `who` tells them apart, `name` is None for one without a name."""

    who: str
    name: str | None
    shown: Sighting


@dataclass
class _People:
    """The people of one report as far as read: their offices and what their titles say of them."""

    offices: dict[str, dict[str, set[frozenset[str]]]] = field(default_factory=dict)
    gender: dict[str, Gender] = field(default_factory=dict)


def with_names(extraction: Extraction, sighted: Sequence[Sighting]) -> tuple[Reference, ...]:
    """The references with the names they stand for. `sighted` is what the mentions and then the
    references of the extraction show, as many as there are of both."""
    count = len(extraction.mentions)
    if len(sighted) != count + len(extraction.references):
        raise ValueError(
            f"{len(sighted)} sightings for {count} mentions and {len(extraction.references)} references"
        )
    return tuple(_Reader(extraction, sighted).read())


class _Reader:
    """Goes through a report in the order of the text."""

    def __init__(self, extraction: Extraction, sighted: Sequence[Sighting]) -> None:
        self._mentions = extraction.mentions
        self._references = extraction.references
        self._sighted = sighted
        self._people = _offices(extraction.mentions)
        self._stated = dict(self._links())
        self._people_at = sorted(one.span.start for one in extraction.mentions if one.kind == "person")
        self._sentences: defaultdict[int, list[_Seen]] = defaultdict(list)
        self._named_in: defaultdict[int, list[_Seen]] = defaultdict(list)
        for mention, shown in zip(extraction.mentions, sighted, strict=False):
            if mention.kind == "person":
                self._named_in[shown.sentence].append(_Seen(mention.name, mention.name, shown))
        self._bodies: defaultdict[str, set[str]] = defaultdict(set)
        self._last_body = "", -1

    def read(self) -> Iterator[Reference]:
        first = len(self._mentions)
        found: dict[int, Reference] = {}
        order = sorted(range(len(self._sighted)), key=lambda i: (self._sighted[i].start, i))
        for i in order:
            shown = self._sighted[i]
            if i < first:
                self._note(self._mentions[i], shown)
                continue
            reference = self._references[i - first]
            named = self._named(i, reference, shown)
            if named is not None:
                reference = replace(reference, name=named[0], reasons=(named[1],))
            found[i - first] = reference
            if reference.kind == "person" and not reference.several and shown.head not in _crowds():
                who = reference.name or f"\0{i}"
                self._sentences[shown.sentence].append(_Seen(who, reference.name, shown))
                if reference.name is not None and reference.form == "pronoun" and shown.gender is not None:
                    self._people.gender.setdefault(reference.name, shown.gender)
        yield from (found[i] for i in range(len(self._references)))

    def _note(self, mention: Mention, shown: Sighting) -> None:
        if mention.kind == "person":
            self._sentences[shown.sentence].append(_Seen(mention.name, mention.name, shown))
        elif mention.kind == "body":
            self._last_body = mention.name, shown.sentence
            body = body_named(mention.name)
            for key in {f"noun {last}" for last in plain_words(mention.name).split()[-1:]}:
                self._bodies[key].add(mention.name)
            if body is not None:
                self._bodies[f"kind {body.kind}"].add(mention.name)

    def _named(self, i: int, reference: Reference, shown: Sighting) -> tuple[str, str] | None:
        if reference.several:
            return None
        if reference.form == "pronoun":
            return self._pronoun(reference, shown)
        if self._holds_a_name(reference):
            return None  # "Director of National Intelligence X", in a list of people, is not the one before
        if i in self._stated and reference.kind == "person":
            name = self._stated[i]
            return name, f"the sentence says that {name} is meant"
        if not _is_definite(reference):
            return None
        return self._office(reference, shown) if reference.kind == "person" else self._body(reference, shown)

    def _holds_a_name(self, reference: Reference) -> bool:
        at = bisect_left(self._people_at, reference.span.start)
        return at < len(self._people_at) and self._people_at[at] < reference.span.end

    def _links(self) -> Iterator[tuple[int, str]]:
        """References that the sentence itself equates with the name of a person, either way round."""
        first = len(self._mentions)
        for i, shown in enumerate(self._sighted):
            for j in shown.states:
                for one, other in ((i, j), (j, i)):
                    if one >= first and other < first and self._mentions[other].kind == "person":
                        yield one, self._mentions[other].name

    def _office(self, reference: Reference, shown: Sighting) -> tuple[str, str] | None:
        """ "The emir": the one person of the report who is called emir, and of the same country."""
        if shown.head not in words("office_nouns.txt"):
            return None
        asked = frozenset(plain_words(reference.text).split()) - _SMALL
        known = self._people.offices.get(shown.head, {})
        if not 0 < len(known) <= _MOST:
            return None
        holders = [
            name
            for name, offices in known.items()
            if any(_one_office(asked, reference.of, office) for office in offices)
        ]
        if len(holders) != 1:
            return None
        if len(asked) == 1 and len(known) != 1:
            return None
        return holders[0], f"{holders[0]} alone is called {shown.head} in this report"

    def _body(self, reference: Reference, shown: Sighting) -> tuple[str, str] | None:
        """ "The movement": the one armed group or party named before; "the ministry", the one ministry."""
        if len(reference.text.split()) != 2 or not reference.text.lower().startswith("the "):
            return None
        kinds = table("body_kinds.toml").get(shown.head, ())
        sets = [
            self._bodies.get(key, set())
            for key in (f"noun {shown.head}", *(f"kind {kind}" for kind in kinds))
        ]
        if any(len(names) > 1 for names in sets):
            return None
        fitting = set[str]().union(*sets)
        if len(fitting) != 1:
            return None
        (name,) = fitting
        last, sentence = self._last_body
        if last != name and sentence == shown.sentence:
            return None  # another body comes to mind first
        return name, f"{name} is the only {shown.head} named before"

    def _pronoun(self, reference: Reference, shown: Sighting) -> tuple[str, str] | None:
        """The one person of the sentence so far; of the sentence before, where there is none."""
        around = self._sentences[shown.sentence - 1] + self._sentences[shown.sentence]
        if shown.quoted or len(around) > _MOST:
            return None
        here = [seen for seen in self._sentences[shown.sentence] if self._may_be(seen, shown)]
        owns = reference.text.lower() in table("pronouns.toml")["owners"]
        ahead = self._ahead(shown) if owns and not here else None
        near = here or [seen for seen in self._sentences[shown.sentence - 1] if self._may_be(seen, shown)]
        if ahead is not None and not any(seen.shown.subject for seen in near):
            return ahead, f"{ahead}, the subject behind it, is the only person in this sentence"
        if not near or len({seen.who for seen in near}) != 1:
            return None
        name = near[-1].name
        if name is None or not (here or any(seen.shown.subject for seen in near)):
            return None
        if ahead is not None and name != ahead:
            return None  # "In his speech, X said": his own, or that of the one before
        where = "this sentence so far" if here else "the sentence before"
        return name, f"{name} is the only person in {where}"

    def _ahead(self, pronoun: Sighting) -> str | None:
        """The one person of the sentence, its subject, in front of which a pronoun stands: "With his team,
        X arrived"."""
        people = self._named_in.get(pronoun.sentence, ())
        fitting = {one.name for one in people if one.shown.subject and self._may_be(one, pronoun)}
        return next(iter(fitting)) if len(fitting) == 1 == len({one.who for one in people}) else None

    def _may_be(self, seen: _Seen, pronoun: Sighting) -> bool:
        """Who is named inside a quotation is not "he" outside of it: that is who speaks. Who only
        describes a noun is not "he" at all."""
        gender = self._people.gender.get(seen.who) or seen.shown.gender
        alone = not (seen.shown.several or seen.shown.quoted or seen.shown.describes)
        return alone and gender in (None, pronoun.gender)


def _offices(mentions: Sequence[Mention]) -> _People:
    people = _People()
    known = table("pronouns.toml")
    for mention in mentions:
        if mention.kind != "person":
            continue
        for title in mention.titles:
            plain = title.casefold().rstrip(".")
            if plain in known["male"]:
                people.gender.setdefault(mention.name, "male")
            elif plain in known["female"]:
                people.gender.setdefault(mention.name, "female")
        for text in (*mention.titles, mention.role or ""):
            parts = [part for part in plain_words(text).split() if part not in _SMALL]
            heads = [part for part in parts if part in words("office_nouns.txt")]
            if heads:
                head = heads[-1] if parts[-1] in heads else heads[0]
                office = frozenset(parts) | _of(mention.of)
                people.offices.setdefault(head, {}).setdefault(mention.name, set()).add(office)
                for head, office in _chief_of(heads, mention.of):
                    people.offices.setdefault(head, {}).setdefault(mention.name, set()).add(office)
    return people


def _chief_of(heads: Sequence[str], whom: str | None) -> Iterator[tuple[str, frozenset[str]]]:
    """What the head of a known body is called as well, each with the noun that it ends in: the director of a
    country's intelligence service is its "intelligence chief"."""
    known, called = body_named(whom) if whom else None, table("chiefs.toml")
    if known is None or known.of is None or not set(heads) & set(called["heads"]):
        return
    for word in called["fields"].get(known.kind, ()):
        for head in called["heads"]:
            yield head, frozenset({word, head}) | _of(known.of)


def _crowds() -> frozenset[str]:
    """Nouns for several people at once, of whom none is "he"."""
    return words("crowd_nouns.txt")


def _of(whom: str | None) -> frozenset[str]:
    return frozenset({_owner(whom)}) if whom else frozenset()


def _owner(whom: str) -> str:
    """The same for all names of a country or body: a report that writes Türkiye has Turkish ministers."""
    return f"of {plain_words(shown_name(whom))}"


def _one_office(asked: frozenset[str], of: str | None, office: frozenset[str]) -> bool:
    """Whether what a reference says of an office fits one that somebody has."""
    if asked & _STATES != office & _STATES:
        return False
    owners = {word for word in office if word.startswith("of ")}
    if of is None:
        return asked <= office
    return _owner(of) in owners and asked <= office | _words_for(of)


@cache
def _words_for(whom: str) -> frozenset[str]:
    """The words by which a country or body is named, with those for its people: what else an office is called
    by tells which one it is."""
    country, body = country_named(whom), body_named(whom)
    names: list[str | None] = [whom]
    if country is not None:
        names += (country.name, country.official, *country.demonyms, *country.aliases)
    if body is not None:
        names += (body.name, *body.aliases)
    return frozenset(word for name in names if name for word in plain_words(name).split())


def _is_definite(reference: Reference) -> bool:
    text = reference.text.lower()
    return text.startswith("the ") or (reference.of is not None and not text.startswith(("a ", "an ")))
