"""What coreference corpora join beyond what a record does: the last passes, for the benchmark alone.

ECB+ marks pronouns, times and clauses too, and NewsWCL50 lets people of little weight stand for a country. A
record leaves all this open, since much of it is a guess.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.likeness import Vectors, join_alike
from benchmarks.pronouns import join_pronouns

from truceline.model.described import Described
from truceline.resolve.clusters import Clusters
from truceline.resolve.coreference import across, numbers
from truceline.resources import table

_ANYBODY_DOES = frozenset({"say", "be", "have", "tell"})


@dataclass(frozen=True, slots=True)
class Grain:
    """How far joining goes. `alike` is the likeness (cosine, 0 to 1) from which on sets of at most
    `small` mentions join the set most like them, `head` what the head counts in it. With `states`, people and
    bodies named at most `minor` times stand for the country they act for."""

    alike: float
    small: int
    head: float
    states: bool = False
    minor: int = 0


FINE = Grain(alike=0.8, small=5, head=0.5)
"""As in ECB+."""
COARSE = Grain(alike=0.3, small=30, head=0.2, states=True, minor=10)
"""As in NewsWCL50."""


def join_all(
    mentions: Sequence[Described], stories: Mapping[str, str], vectors: Vectors, grain: Grain
) -> Clusters:
    """As `across` joins them, and then as the corpus does."""
    found = across(mentions, stories, states=grain.states)
    _join_times(mentions, stories, found)
    _join_people(mentions, stories, found)
    join_pronouns(mentions, found)
    if grain.states:
        _join_minor(mentions, found, grain.minor)
    else:
        _join_acts(mentions, stories, found)
    join_alike(mentions, stories, vectors, found, grain.alike, grain.small, grain.head)
    return found


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
        if day is None and mention.head in calendar["near"] and not numbers(mention):
            day = first_day.get(mention.document)
        key = day or " ".join(mention.words)
        found.join(first.setdefault((stories[mention.document], key), i), i, f"both are {key!r}", 0.7)


def _weekday(mention: Described, known: Mapping[str, str]) -> str | None:
    return next((known[word.rstrip(".")] for word in mention.words if word.rstrip(".") in known), None)


def _join_people(mentions: Sequence[Described], stories: Mapping[str, str], found: Clusters) -> None:
    """People without names whose head and number are one, in one story."""
    first: dict[tuple[str, ...], int] = {}
    for i, mention in enumerate(mentions):
        if mention.sort == "person" and mention.shape in ("nominal", "clause") and not mention.country:
            number = "many" if mention.several else "one"
            key = (stories[mention.document], mention.head, *numbers(mention), number)
            found.join(first.setdefault(key, i), i, f"both are {mention.head!r}", 0.5)


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
