"""People, bodies and places named in a report, and what each name stands for in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from spacy.tokens import Doc, Token

from truceline import known
from truceline.extract import capitals
from truceline.extract.entities import SETTLED, Named, is_institution, names_in, plain, trimmed
from truceline.extract.reading import Reading
from truceline.extract.roles import NO_OFFICE, office
from truceline.model.claims import Kind, Mention, changed
from truceline.plugins import Extractor
from truceline.resources import table, words

_LONGEST_SHORT = 5
"""Letters of a name in capitals that is rather an abbreviation than a person's."""
_HARMLESS: tuple[Kind, ...] = ("place", "body", "other", "person")


def find_names(reading: Reading) -> tuple[Mention, ...]:
    """The names of a report in the order of the text. A name that the parser takes for a body here
    and for a place there is what it is taken for most often; the family name of a person named in full,
    taken for a body, is the person's. A capital that acts is its country's government, and an institution
    of any country ("Foreign Ministry") is named with the country where the report has it."""
    short_for = dict(_abbreviations(reading.doc))
    found = [changed(one, name=short_for.get(one.name, one.name)) for one in names_in(reading.doc)]
    found = list(_mended(found))
    kinds = _kinds(found)
    return tuple(_Cast(reading, found, kinds).mentions())


@dataclass(frozen=True)
class _Cast:
    """All names of one report with what each is taken for."""

    reading: Reading
    found: list[Named]
    kinds: dict[str, Kind]

    def mentions(self) -> Iterator[Mention]:
        institutions = self._institutions()
        for one in self.found:
            kind, name, role = self.kinds[one.name], one.name, NO_OFFICE
            if kind == "person":
                role = office(one.tokens, self._owner)
            elif kind == "body":
                name = institutions.get(one.tokens.start, name)
            elif kind == "place" and name in self._halves:
                name = self._halves[name]
            elif kind == "place" and (country := self._government(one)) is not None:
                kind, name = "body", country
            span = self.reading.span(one.tokens)
            yield Mention(span, one.tokens.text, kind, name, role.titles, role.role, role.of)

    def _government(self, one: Named) -> str | None:
        """The country whose government a capital stands for."""
        country = known.country_of_capital(one.name)
        return self._written(country) if country is not None and capitals.acts(one.tokens.root) else None

    def _written(self, country: known.Country) -> str:
        """How this report writes the name of a country."""
        return self._countries.get(country.name, country.name)

    @cached_property
    def _countries(self) -> dict[str, str]:
        """The most frequent spelling of each country that the report names, of equals the first."""
        written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in self.found:
            if self.kinds[one.name] == "place" and (country := known.country_named(one.name)) is not None:
                written[country.name][one.name] += 1
        return {country: names.most_common(1)[0][0] for country, names in written.items()}

    def _owner(self, token: Token) -> str | None:
        """Whom a token names, as the report writes it."""
        return self._owners.get(token.i)

    @cached_property
    def _halves(self) -> dict[str, str]:
        """ "The North" where the report names one country of the North."""
        full: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._countries.values():
            half, _, rest = name.partition(" ")
            if rest and half in ("North", "South", "East", "West"):
                full[half].add(name)
        return {half: names.pop() for half, names in full.items() if len(names) == 1}

    @cached_property
    def _owners(self) -> dict[int, str]:
        """The people, bodies and countries that can have an office, by each of their tokens."""
        owners: dict[int, str] = {}
        for entity in self.reading.doc.ents:
            if entity.label_ == "NORP" and (country := known.country_of_demonym(entity.text)) is not None:
                owners.update((token.i, self._written(country)) for token in entity)
        for one in self.found:
            if self.kinds[one.name] in ("person", "body") or known.country_named(one.name) is not None:
                owners.update((token.i, one.name) for token in one.tokens)
        return owners

    def _institutions(self) -> dict[int, str]:
        """The full name of each institution that does not name its country, and of "the Observatory", by
        their first tokens."""
        bodies = [one for one in self.found if self.kinds[one.name] == "body"]
        bare = [one for one in bodies if is_institution(one) or one.name.lower() in words("body_nouns.txt")]
        owned = {one.tokens.start: name for one in bare if (name := self._owned(one)) is not None}
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for name in {one.name for one in bodies} | set(owned.values()):
            parts = name.split()
            for i in range(len(parts)):
                holders[" ".join(parts[i:])].add(name)
                holders[parts[i]].add(name)
        for one in bare:
            longer = holders[one.name] - {one.name}
            if len(longer) == 1:
                owned.setdefault(one.tokens.start, longer.pop())
        return owned

    def _owned(self, one: Named) -> str | None:
        """ "Turkish Foreign Ministry" for "Turkey's Foreign Ministry", "the Foreign Ministry of Turkey"."""
        doc, start, end = one.tokens.doc, one.tokens.start, one.tokens.end
        at = start - 2 if start > 1 and doc[start - 1].tag_ == "POS" else start - 1
        if end + 1 < len(doc) and doc[end].lower_ == "of":
            at = next((i for i in range(end + 1, min(end + 3, len(doc))) if doc[i].ent_type_ == "GPE"), at)
        country = known.country_named(self._owners.get(at, "")) if at >= 0 else None
        return f"{country.demonyms[0]} {one.name}" if country is not None and country.demonyms else None


def _mended(found: list[Named]) -> Iterator[Named]:
    """ "Assads regime" in a text that has lost its apostrophes, where the report names Assad too; and "Ann
    Roe Ann", where a caption runs into the next sentence, if it names Ann Roe."""
    votes: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    for one in found:
        votes[one.name][one.kind] += one.weight
    for one in found:
        name = one.name[:-1]
        lost = one.name.endswith("s") and one.tokens.root.tag_ != "NNPS" and _known_kind(one.name) is None
        if lost and (name in votes or known.country_named(name) is not None):
            kind = votes[name].most_common(1)[0][0] if name in votes else "place"
            yield replace(one, name=name, kind=kind)
        else:
            yield changed(one, name=_said_once(one.name, votes))


def _said_once(name: str, names: Container[str]) -> str:
    parts = name.split()
    for less, left_out in ((parts[:-1], parts[-1:]), (parts[1:], parts[:1])):
        if len(less) > 1 and left_out[0] in less and " ".join(less) in names:
            return " ".join(less)
    return name


def _kinds(found: Iterable[Named]) -> dict[str, Kind]:
    taken_for: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    for one in found:
        taken_for[one.name][one.kind] += one.weight
    likely = {name: _likely(name, votes) for name, votes in taken_for.items()}
    family = {_family(name) for name, kind in likely.items() if kind == "person" and " " in name}
    return {
        name: "person" if name in family and _known_kind(name) is None else kind
        for name, kind in likely.items()
    }


def _family(name: str) -> str:
    """ "Assad" of "Bashar al-Assad"."""
    particle, _, rest = name.rpartition(" ")[2].partition("-")
    return rest if particle.lower() in words("particles.txt") else name.rpartition(" ")[2]


def _abbreviations(doc: Doc) -> Iterator[tuple[str, str]]:
    """(short, long) for each "National Intelligence Organization (MIT)"."""
    entities = {entity.start: entity for entity in doc.ents}
    for entity in doc.ents:
        inner = entities.get(entity.end + 1)
        if (
            inner is not None
            and entity.label_ == "ORG"
            and doc[entity.end].text == "("
            and inner.end < len(doc)
            and doc[inner.end].text == ")"
            and len(inner) == 1
            and inner.text.isupper()
        ):
            long = trimmed(entity)
            if long is not None:
                yield inner.text, plain(long)


def _likely(name: str, votes: Counter[Kind]) -> Kind:
    """What a name most likely stands for; of equals, what harms least if wrong."""
    if max(votes.values()) < SETTLED:
        settled = _known_kind(name)
        if settled is not None:
            return settled
        if "person" in votes and name.isupper() and " " not in name and len(name) <= _LONGEST_SHORT:
            return "body"
    return min(votes, key=lambda kind: (-votes[kind], _HARMLESS.index(kind)))


@lru_cache(maxsize=65536)
def _known_kind(name: str) -> Kind | None:
    """The kind of the countries, bodies and agencies that the vocabularies know."""
    if known.country_named(name) is not None or name in known.cities():
        return "place"
    if known.body_named(name) is not None or name.casefold() in _agencies():
        return "body"
    return None


@cache
def _agencies() -> frozenset[str]:
    agencies = table("agencies.toml")["agency"]
    return frozenset(name.casefold() for one in agencies for name in (one["name"], *one.get("aliases", ())))


extractor = Extractor(fills="mentions", find=find_names)
