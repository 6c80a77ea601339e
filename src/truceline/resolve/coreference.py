"""Which mentions of a block of documents are one, found in passes from the surest to the least sure.

The order of passes follows the multi-pass sieve of Raghunathan et al. (2010) and Lee et al. (2013): what a
sentence says outright, names, roles, heads, pronouns. Each pass sees what the passes before it joined. All
of them find their candidates through indexes, so the time grows with the number of mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.folding import plain_words
from truceline.model.described import Described
from truceline.resolve.clusters import Clusters
from truceline.resolve.likeness import Vectors, join_alike
from truceline.resolve.pronouns import join_pronouns
from truceline.resolve.same_names import join_names
from truceline.resources import table

_CLEARLY = 0.6
"""The share of those who are called by a role that one must have to be meant by it alone."""
_NAMED, _KNOWN = 0.25, 0.5
"""The share of names, or of definite mentions, in a set that documents are about."""
_MOST_HOLDERS = 100
"""People called by one role, beyond which it tells nobody apart."""
_ANYBODY_DOES = frozenset({"say", "be", "have", "tell"})


@dataclass(frozen=True, slots=True)
class Grain:
    """How far joining goes. `alike` is the likeness (cosine, 0 to 1) from which on sets of at most
    `small` mentions join the set most like them. With `states`, people and bodies named at most `minor`
    times stand for the country they act for, as in NewsWCL50."""

    alike: float = 0.8
    small: int = 5
    minor: int = 0
    states: bool = False
    head: float = 0.5
    acts: bool = True


FINE = Grain()
COARSE = Grain(alike=0.3, small=30, minor=10, states=True, head=0.2, acts=False)
BROAD = replace(COARSE, alike=0.7, small=3)
"""As COARSE, for mentions that nobody has chosen: what is like nothing stays alone."""


def across(
    mentions: Sequence[Described],
    stories: Mapping[str, str],
    vectors: Vectors,
    grain: Grain = FINE,
) -> Clusters:
    """The mentions of some documents, joined. `stories` says of which story each document is: names are
    looked for everywhere, other words in one story only."""
    found = Clusters(mentions)
    for i, mention in enumerate(mentions):
        for j in mention.states:
            if _one_sort(mention, mentions[j]):
                found.join(i, j, "the sentence says that they are the same", 0.9)
    names = join_names(mentions, found, grain.states)
    _join_roles(mentions, stories, found)
    if grain.states:
        _join_nations(mentions, found)
    _join_times(mentions, stories, found)
    _join_heads(mentions, stories, names, found)
    join_pronouns(mentions, found)
    if grain.acts:
        _join_acts(mentions, stories, found)
    if grain.states:
        _join_minor(mentions, found, grain.minor)
    join_alike(mentions, stories, vectors, found, grain.alike, grain.small, grain.head)
    return found


def main_sets(mentions: Sequence[Described], found: Clusters, least: int) -> frozenset[int]:
    """What the documents are about: the sets, by the mention that stands for each, of at least `least`
    mentions that are named, or spoken of as known ("the deal", not "deals"); no times."""
    kept = set()
    for top in found.tops():
        members = [mentions[i] for i in found.members(top)]
        if len(members) < least or mentions[top].sort == "time":
            continue
        names = sum(mention.shape == "name" for mention in members)
        definite = sum(mention.definite for mention in members)
        if names >= _NAMED * len(members) or definite >= _KNOWN * len(members):
            kept.add(top)
    return frozenset(kept)


def _one_sort(one: Described, other: Described) -> bool:
    """Whether an apposition can be one: a parser at times sees people in apposition to things."""
    people = [mention.sort == "person" for mention in (one, other)]
    unsure = any(mention.sort == "other" and mention.shape in ("pronoun", "name") for mention in (one, other))
    return all(people) or not any(people) or unsure


def _join_roles(mentions: Sequence[Described], stories: Mapping[str, str], found: Clusters) -> None:
    """ "The president" is who is called president with a name, in the document, or else in the story."""
    holders: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    of: dict[int, str] = {}
    for i, mention in enumerate(mentions):
        if mention.name is not None and mention.sort == "person" and not mention.several:
            top = found.top(i)
            if mention.of:
                of.setdefault(top, mention.of)
            for role in mention.roles:
                for scope in (f"d {mention.document}", f"s {stories[mention.document]}"):
                    holders[scope, role][top] += 1
    for i, mention in enumerate(mentions):
        if mention.shape != "nominal" or mention.sort != "person" or mention.several or mention.states:
            continue
        for scope in (f"d {mention.document}", f"s {stories[mention.document]}"):
            called: Mapping[int, int] = holders.get((scope, mention.head), {})
            if len(called) > _MOST_HOLDERS:
                continue
            known = {
                top: count
                for top, count in called.items()
                if mention.of is None or of.get(top) in (None, mention.of)
            }
            if known:
                best, count = max(known.items(), key=lambda item: (item[1], -item[0]))
                if count >= _CLEARLY * sum(known.values()):
                    found.join(i, best, f"{mentions[best].text!r} is called {mention.head!r}", 0.7)
                    break


def _join_nations(mentions: Sequence[Described], found: Clusters) -> None:
    """ "Turkish officials" stand for Turkey, where Turkey itself is named."""
    countries: dict[str, int] = {}
    for i, mention in enumerate(mentions):
        if mention.country or mention.seat:
            countries.setdefault(mention.country or mention.seat or "", i)
    for i, mention in enumerate(mentions):
        collective = mention.sort == "body" or (mention.sort == "person" and mention.several)
        if collective and mention.shape == "nominal" and mention.of in countries:
            found.join(i, countries[mention.of], f"they are of {mention.of}", 0.6, sure=True)


def _join_acts(mentions: Sequence[Described], stories: Mapping[str, str], found: Clusters) -> None:
    """Those of one story to whom the same is done, or who do the same, are one, if one has no name."""
    first: dict[tuple[str, ...], int] = {}
    for i, mention in enumerate(mentions):
        if mention.act is None or mention.sort == "time" or mention.shape == "pronoun":
            continue
        if mention.act.rpartition(" ")[2] in _ANYBODY_DOES:
            continue
        key = (stories[mention.document], mention.act, mention.sort, str(mention.several))
        j = first.setdefault(key, i)
        if mentions[j].shape == "nominal" or mention.shape == "nominal":
            found.join(i, j, f"both are those {mention.act!r}", 0.4)


def _join_times(mentions: Sequence[Described], stories: Mapping[str, str], found: Clusters) -> None:
    """In one story, a weekday is one day, and so is a date with its month and day. "This morning" is
    the first weekday that its document names."""
    calendar = table("calendar_nouns.toml")
    known = {short: day for day, others in calendar["days"].items() for short in (day, *others)}
    days = {i: _weekday(mention, known) for i, mention in enumerate(mentions) if mention.sort == "time"}
    first_day: dict[str, str] = {}
    for i, day in days.items():
        if day is not None:
            first_day.setdefault(mentions[i].document, day)
    first: dict[tuple[str, str], int] = {}
    for i, day in days.items():
        mention = mentions[i]
        if day is None and mention.head in calendar["near"] and not _numbers(mention):
            day = first_day.get(mention.document)
        key = day or " ".join(mention.words)
        found.join(first.setdefault((stories[mention.document], key), i), i, f"both are {key!r}", 0.7)


def _weekday(mention: Described, known: Mapping[str, str]) -> str | None:
    return next((known[word.rstrip(".")] for word in mention.words if word.rstrip(".") in known), None)


def _join_heads(
    mentions: Sequence[Described], stories: Mapping[str, str], names: Mapping[str, list[int]], found: Clusters
) -> None:
    """Nouns with one head are one in a story where number and numbers agree."""
    first: dict[tuple[str, ...], int] = {}
    for i, mention in enumerate(mentions):
        if mention.shape == "pronoun" or mention.country or mention.sort == "time":
            continue
        if mention.name is not None and plain_words(mention.name) in names:
            continue
        key = (stories[mention.document], mention.head, *_numbers(mention))
        if mention.sort == "person":
            key = (*key, "many" if mention.several else "one")
        found.join(first.setdefault(key, i), i, f"both are {mention.head!r}", 0.5)


def _numbers(mention: Described) -> tuple[str, ...]:
    return tuple(word for word in mention.words if any(character.isdigit() for character in word))


def _join_minor(mentions: Sequence[Described], found: Clusters, most: int) -> None:
    """People and bodies of whom little is said stand for the country they are of; those of whom no
    country is said, for the one that most people and bodies of their document, or of all, are of."""
    countries: dict[str, int] = {}
    acting: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for i, mention in enumerate(mentions):
        country = mention.country or mention.seat
        if country:
            countries.setdefault(country, i)
        if mention.of and (mention.sort in ("person", "body") or mention.seat):
            acting[mention.document][mention.of] += 1
    everywhere = sum(acting.values(), Counter[str]())
    for top in found.tops():
        members = [mentions[i] for i in found.members(top)]
        if len(members) > most or found.country(top) is not None:
            continue
        sort = Counter(mention.sort for mention in members).most_common(1)[0][0]
        if sort not in ("person", "body"):
            continue
        of = Counter(mention.of for mention in members if mention.of)
        near = sum((acting[mention.document] for mention in members), Counter[str]())
        likely = Counter({c: n for c, n in (of or near or everywhere).items() if c in countries})
        if likely:
            country = max(likely.items(), key=lambda item: (item[1], item[0]))[0]
            found.join(top, countries[country], f"they act for {country}", 0.3, sure=True)
