"""Which names of a block of documents are one: equal, a part of another, its initials."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from truceline.folding import plain_words
from truceline.model.described import Described
from truceline.resolve.clusters import Clusters

_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on"})
_MOST_HOLDERS = 200
"""A word in more names than that ("north") joins none by being part of them."""


def join_names(mentions: Sequence[Described], found: Clusters, seats: bool) -> dict[str, list[int]]:
    """Join the mentions whose names are one; the mentions of each plain name are given back.

    A shorter name joins the one longer name that ends or begins with it and is used most, rather one of
    the same document; a single word in capitals, the one name it is the initials of.
    """
    common = {m.head for m in mentions if m.shape == "nominal" and m.text.islower()}
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    by_country: defaultdict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        country = mention.country or (mention.seat if seats else None)
        if country is not None:
            by_country[country].append(i)
        elif mention.name is not None:
            plain = plain_words(mention.name)
            if plain and not (plain in common and mention.sort != "person"):
                by_name[plain].append(i)
    for country, same in by_country.items():
        for i in same[1:]:
            found.join(same[0], i, f"both stand for {country}", 0.9, sure=True)
    for plain, same in by_name.items():
        for i in same[1:]:
            found.join(same[0], i, f"both are named {plain!r}", 0.9, sure=True)
    for short, full in _full_names(mentions, by_name).items():
        found.join(by_name[short][0], by_name[full][0], f"{short!r} is short for {full!r}", 0.8)
    _join_missed(mentions, by_name, found)
    return dict(by_name)


def _full_names(mentions: Sequence[Described], by_name: dict[str, list[int]]) -> dict[str, str]:
    holders: defaultdict[str, list[str]] = defaultdict(list)
    initials: defaultdict[str, list[str]] = defaultdict(list)
    for plain in by_name:
        parts = plain.split()
        for part in set(parts):
            holders[part].append(plain)
        if len(parts) > 1:
            for letters in {
                "".join(part[0] for part in parts),
                "".join(part[0] for part in parts if part not in _SMALL_WORDS),
            }:
                initials[letters].append(plain)
    documents = {plain: {mentions[i].document for i in same} for plain, same in by_name.items()}

    def likeliest(names: list[str], near: set[str]) -> str:
        return max(names, key=lambda name: (not near.isdisjoint(documents[name]), len(by_name[name]), name))

    full = {}
    for short in by_name:
        parts = short.split()
        if len(holders[parts[-1]]) > _MOST_HOLDERS:
            continue
        ends = [one for one in holders[parts[-1]] if _is_longer(one.split(), parts)]
        if not ends and len(parts) == 1:
            ends = [one for one in holders[short] if one != short]
        if not ends and len(parts) == 1 and len(short) > 1:
            ends = initials.get(short, [])[:_MOST_HOLDERS]
        if ends:
            full[short] = likeliest(ends, documents[short])
    return full


def _is_longer(full: list[str], short: list[str]) -> bool:
    return (
        len(full) > len(short) and set(short) < set(full) and (full[-1] == short[-1] or full[0] == short[0])
    )


def _join_missed(mentions: Sequence[Described], by_name: dict[str, list[int]], found: Clusters) -> None:
    """A word with a capital that the parser took for a noun here, and that is a name elsewhere."""
    ends: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for plain, same in by_name.items():
        ends[plain.split()[-1]][plain] = len(same)
    for i, mention in enumerate(mentions):
        if mention.shape != "nominal" or mention.name or mention.country or not mention.text[:1].isupper():
            continue
        text = plain_words(mention.text)
        if mention.head in ends and (text == mention.head or text in ends[mention.head]):
            plain = max(ends[mention.head].items(), key=lambda item: (item[1], item[0]))[0]
            found.join(i, by_name[plain][0], f"{plain!r} is a name elsewhere", 0.6)
