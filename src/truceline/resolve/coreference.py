"""Which mentions of the reports of a story are one, found in passes from the surest to the least sure.

The order of passes follows the multi-pass sieve of Raghunathan et al. (2010) and Lee et al. (2013): what is
known, what a sentence says outright, names, roles, heads. Each pass sees what the passes before it joined.
All of them find their candidates through indexes, so the time grows with the number of mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from truceline.folding import plain_words
from truceline.model.described import Described
from truceline.resolve.clusters import Clusters
from truceline.resolve.same_names import join_names

_CLEARLY = 0.6
"""The share of those who are called by a role that one must have to be meant by it alone."""
_NAMED, _KNOWN = 0.25, 0.5
"""The share of names, or of definite mentions, in a set that documents are about."""
_MOST_HOLDERS = 100
"""People called by one role, beyond which it tells nobody apart."""


def across(mentions: Sequence[Described], stories: Mapping[str, str], *, states: bool = True) -> Clusters:
    """The mentions of some documents, joined. `stories` says of which story each document is: names are
    looked for everywhere, other words in one story only. With `states`, unnamed people and bodies of a
    country ("Turkish officials"), and its capital where that acts, stand for the country."""
    found = Clusters(mentions)
    _join_known(mentions, found)
    for i, mention in enumerate(mentions):
        for j in mention.states:
            if _one_sort(mention, mentions[j]):
                found.join(i, j, "the sentence says that they are the same", 0.9)
    names = join_names(mentions, found, states)
    _join_roles(mentions, stories, found)
    if states:
        _join_nations(mentions, found)
    _join_heads(mentions, stories, names, found)
    return found


def main_sets(mentions: Sequence[Described], found: Clusters, least: int) -> frozenset[int]:
    """What the documents are about: the sets, by the mention that stands for each, of at least `least`
    mentions that are named, or spoken of as known ("the deal", not "deals"); of twice as many where none of
    them is an entity of the record; no times."""
    kept = set()
    for top in found.tops():
        members = [mentions[i] for i in found.members(top)]
        if len(members) < least or mentions[top].sort == "time":
            continue
        if not found.is_known(top) and len(members) < 2 * least:
            continue
        names = sum(mention.shape == "name" for mention in members)
        definite = sum(mention.definite for mention in members)
        if names >= _NAMED * len(members) or definite >= _KNOWN * len(members):
            kept.add(top)
    return frozenset(kept)


def _join_known(mentions: Sequence[Described], found: Clusters) -> None:
    """Who is who by name is settled before, for the whole record."""
    first: dict[str, int] = {}
    for i, mention in enumerate(mentions):
        if mention.entity is not None:
            found.join(first.setdefault(mention.entity, i), i, mention.why or "one by name", 0.95, sure=True)


def _one_sort(one: Described, other: Described) -> bool:
    """Whether an apposition can be one: a parser at times sees people in apposition to things."""
    if (one.entity and other.sort == "other") or (other.entity and one.sort == "other"):
        return False
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
        if found.is_known(i) or not (mention.of or _is_bare(mention)):
            continue
        for scope in (f"d {mention.document}", f"s {stories[mention.document]}"):
            called: Mapping[int, int] = holders.get((scope, mention.head), {})
            if len(called) > _MOST_HOLDERS:
                continue
            known = {
                top: count for top, count in called.items() if mention.of is None or of.get(top) == mention.of
            }
            if known:
                best, count = max(known.items(), key=lambda item: (item[1], -item[0]))
                if count >= _CLEARLY * sum(known.values()):
                    found.join(i, best, f"{mentions[best].text!r} is called {mention.head!r}", 0.7)
                    break


def _is_bare(mention: Described) -> bool:
    """ "The chief", not "the movement's military chief"."""
    return mention.definite and len(mention.text.split()) == 2


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


def _join_heads(
    mentions: Sequence[Described], stories: Mapping[str, str], names: Mapping[str, list[int]], found: Clusters
) -> None:
    """Things with one head are one in a story where number and numbers agree; people only where one
    document speaks of them as known, and of one country: there are many officials."""
    first: dict[tuple[str, ...], int] = {}
    for i, mention in enumerate(mentions):
        if mention.shape == "pronoun" or mention.country or mention.sort == "time" or found.is_known(i):
            continue
        if mention.name is not None and plain_words(mention.name) in names:
            continue
        key = (stories[mention.document], mention.head, *numbers(mention))
        if mention.sort == "person":
            if not mention.definite:
                continue
            key = (*key, "many" if mention.several else "one", mention.of or "", mention.document)
        found.join(first.setdefault(key, i), i, f"both are {mention.head!r}", 0.5)


def numbers(mention: Described) -> tuple[str, ...]:
    return tuple(word for word in mention.words if any(character.isdigit() for character in word))
