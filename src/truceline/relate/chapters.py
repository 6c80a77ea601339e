"""Which earlier story of the same process a story goes on from: the next round of talks, the next day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from datetime import date

from truceline.model.record import Story
from truceline.model.report import ReportId
from truceline.relate.wording import content

FAR_DAYS = 60
"""Days after which the same people are on another matter."""
SHARED = 2
"""People and bodies that both stories are mainly about."""
COMMON, COMMON_SHARE = 8, 0.03
"""Who is among the main actors of more stories, and of a larger part of all, is of the process."""
WORDS = 1
"""Content words that both titles have beside the names."""
_LOOKED_AT = 20
"""Earlier stories of one actor that are looked at, the latest first."""
_MOST = 2


def earlier_stories(stories: Sequence[Story], actors: Set[str]) -> dict[ReportId, list[tuple[Story, str]]]:
    """For each story the earlier ones that it goes on from, the nearest first, each with the reason.

    Both must be mainly about two of the same people or bodies (`actors`), share a word of their titles, and
    be at most `FAR_DAYS` apart; stories without a date go on from none.
    """
    common = Counter(entity for one in stories for entity in one.entities)
    often = max(COMMON, COMMON_SHARE * len(stories))
    dated = sorted((one for one in stories if one.first), key=lambda one: (one.first or "", one.id))
    of_actor: defaultdict[str, list[Story]] = defaultdict(list)
    found: dict[ReportId, list[tuple[Story, str]]] = {one.id: [] for one in stories}
    for story in dated:
        main = [one for one in story.entities if one in actors and common[one] <= often]
        shared = Counter(one.id for actor in main for one in of_actor[actor][-_LOOKED_AT:])
        by_id = {one.id: one for actor in main for one in of_actor[actor][-_LOOKED_AT:]}
        likely = []
        for other, times in shared.items():
            earlier = by_id[other]
            days = _days(earlier.last, story.first)
            words = content(story.title.casefold().split()) & content(earlier.title.casefold().split())
            if times >= SHARED and 0 < days <= FAR_DAYS and len(words) >= WORDS:
                likely.append((days, -times, -len(words), earlier))
        likely.sort(key=lambda one: (*one[:3], one[3].id))
        found[story.id] = [(one[3], _reason(-one[1], one[0])) for one in likely[:_MOST]]
        for actor in main:
            of_actor[actor].append(story)
    return found


def _reason(shared: int, days: int) -> str:
    return f"{shared} main people and bodies in common, {days} day{'s' if days > 1 else ''} before"


def _days(earlier: str | None, later: str | None) -> int:
    if not earlier or not later:
        return -1
    return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
