"""Pronouns to what they stand for, by gender, number and how near and prominent it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from truceline.model.described import Described
from truceline.resolve.clusters import Clusters
from truceline.resources import table

_WINDOW, _SENTENCES = 25, 3
"""Mentions, and sentences, that are looked back."""


def join_pronouns(mentions: Sequence[Described], found: Clusters) -> None:
    """Each pronoun joins the best mention before it in its document, if any agrees with it."""
    left_out = table("pronouns.toml")["indefinite"]
    documents: defaultdict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        documents[mention.document].append(i)
    for places in documents.values():
        places.sort(key=lambda i: (mentions[i].start, mentions[i].end))
        for place, i in enumerate(places):
            mention = mentions[i]
            if mention.shape != "pronoun" or mention.states or mention.head in left_out:
                continue
            before = [
                (prominence(mention, mentions[j]), -back, j)
                for back, j in enumerate(reversed(places[max(0, place - _WINDOW) : place]))
                if mention.sentence - mentions[j].sentence <= _SENTENCES and agree(mention, mentions[j])
            ]
            if before:
                found.join(i, max(before)[2], "the nearest that the pronoun agrees with", 0.5)


def prominence(pronoun: Described, other: Described) -> float:
    """How much a mention before a pronoun comes to mind: near, a subject, a name."""
    distance = pronoun.sentence - other.sentence
    return 2.0 * (distance == 0) - distance + other.subject + 0.5 * (other.name is not None)


def agree(pronoun: Described, other: Described) -> bool:
    """Whether gender, number and sort allow that a pronoun stands for a mention."""
    if other.shape == "clause" or other.sort == "time":
        return False
    if pronoun.several != other.several and not (pronoun.several and other.sort == "body"):
        return False
    if pronoun.gender in ("male", "female"):
        likely = other.sort == "person" or (other.sort == "other" and other.shape == "name")
        return likely and other.gender in (None, pronoun.gender)
    if pronoun.gender == "thing":
        return other.sort != "person" and other.gender in (None, "thing")
    return pronoun.sort != "person" or other.sort in ("person", "other")
