"""What happened in the project's own five reports, by hand: meetings, signings, deployments, strikes."""

from __future__ import annotations

import logging
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from truceline import build
from truceline.model.claims import EventMention
from truceline.model.record import Event
from truceline.present.views import Views
from truceline.store import Record, queries

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GOLD = tomllib.loads((Path(__file__).parent / "seeds_events.toml").read_text(encoding="utf-8"))["event"]
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason=f"there are no reports in {SEEDS.parent.name}/seeds"
)

log = logging.getLogger(__name__)
"""`pytest --log-cli-level=INFO` shows the figures."""
FLOORS = {
    "found": 0.79,  # share of the mentions that are found with one of the right codes
    "real": 0.97,  # share of what is found that is in the list, counted or optional
    "who": 0.88,  # of those found: all who took part and nobody else
    "place": 1.0,  # of those found that have a place: that place
    "day": 0.69,  # of those found whose day the record can know: that day, in the event
    "modality": 1.0,  # of those found
    "joined": 0.92,  # of the pairs of mentions found that are one event: joined
    "one": 1.0,  # of the pairs that are joined: one event
}

type Pair = tuple[str, EventMention, Event, dict[str, Any]]


class Read:
    """The record's events beside the labels."""

    def __init__(self, path: Path) -> None:
        with Record.open(path) as record:
            views = Views(record)
            self.events = queries.events(record)
            told: dict[str, EventMention] = dict(queries.claims(record, "event"))
            texts = {Path(one.path).name[:3]: one for one in views.texts.values()}
            self.names = {key: one.name for key, one in views.actors.items()}
            self.meanings = views.meanings
        event_of = {claim: one for one in self.events for claim in one.evidence}
        places = []
        for label in GOLD:
            report = texts[label["seed"]]
            start = report.text.index(label["words"])
            places.append((report.id, start, start + len(label["words"]), label))
        self.pairs: list[Pair] = []
        self.optional: list[Pair] = []
        self.false: list[tuple[EventMention, str]] = []
        self.text = {one.id: one.text for one in texts.values()}
        for claim, one in sorted(told.items(), key=lambda item: (item[1].trigger, item[0])):
            here = [
                label
                for report, start, end, label in places
                if report == one.trigger.report and start <= one.trigger.start < end
            ]
            fitting = [label for label in here if one.code in label["code"]]
            if not fitting or claim not in event_of:
                self.false.append((one, one.code))
            elif fitting[0].get("optional"):
                self.optional.append((claim, one, event_of[claim], fitting[0]))
            else:
                self.pairs.append((claim, one, event_of[claim], fitting[0]))
        found = [id(label) for _, _, _, label in self.pairs]
        self.missed = [one for one in GOLD if not one.get("optional") and id(one) not in found]

    def who(self, one: EventMention) -> set[str]:
        known = self.meanings[one.trigger.report]
        return {self.names[known[who.entity]] for who in one.participants if who.entity in known}

    def place(self, one: EventMention) -> str | None:
        known = self.meanings[one.trigger.report]
        entity = known.get(one.place.entity or "") if one.place else None
        return self.names[entity] if entity else None


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    path = tmp_path_factory.mktemp("seeds") / "record"
    build([SEEDS], path)
    return Read(path)


def check(what: str, right: int, of: int, wrong: object) -> None:
    share = right / of if of else 1.0
    log.info("%s: %d of %d, %.3f; %s", what, right, of, share, wrong)
    assert share >= FLOORS[what], f"{what}: {share:.3f}, {wrong}"


def test_events_are_found_and_are_real(read: Read) -> None:
    labels = [one for one in GOLD if not one.get("optional")]
    missed = [f"{one['seed']} {one['words']}" for one in read.missed]
    check("found", len(labels) - len(missed), len(labels), missed)
    real = len(read.pairs) + len(read.optional)
    false = [
        read.text[one.trigger.report][one.trigger.start - 30 : one.trigger.end + 30] for one, _ in read.false
    ]
    check("real", real, real + len(false), false)


def test_who_took_part_where_and_when(read: Read) -> None:
    wrong = []
    for _, one, _, label in read.pairs:
        who, maybe = read.who(one), {*label["who"], *label.get("maybe", ())}
        ways = [set(label["who"]), *map(set, label.get("instead", ()))]
        if not any(way <= who for way in ways) or not who <= maybe | set().union(*ways):
            wrong.append((label["words"], sorted(who)))
    check("who", len(read.pairs) - len(wrong), len(read.pairs), wrong)
    placed = [(one, label) for _, one, _, label in read.pairs if "place" in label]
    elsewhere = [
        (label["words"], read.place(one)) for one, label in placed if read.place(one) != label["place"]
    ]
    check("place", len(placed) - len(elsewhere), len(placed), elsewhere)
    dated = [(event, label) for _, _, event, label in read.pairs if "day" in label]
    undated = [
        (label["words"], event.dates) for event, label in dated if tuple(label["day"]) not in event.dates
    ]
    check("day", len(dated) - len(undated), len(dated), undated)


def test_modality(read: Read) -> None:
    wrong = [
        (label["words"], one.modality)
        for _, one, _, label in read.pairs
        if one.modality not in label.get("modality", "reported")
    ]
    check("modality", len(read.pairs) - len(wrong), len(read.pairs), wrong)


def test_what_several_mentions_tell_is_one_event(read: Read) -> None:
    together = joined = right = 0
    wrong = []
    for (_, _, event, label), (_, _, other, like) in combinations([*read.pairs, *read.optional], 2):
        is_one = "same" in label and label["same"] == like.get("same")
        is_joined = event.id == other.id
        together += is_one
        joined += is_joined
        right += is_one and is_joined
        if is_one != is_joined and label is not like:
            wrong.append((label["seed"], label["words"], like["seed"], like["words"], is_one))
    check("joined", right, together, wrong)
    check("one", right, joined, wrong)


def test_the_meeting_with_hamas_is_one_event_of_three_reports_and_two_origins(read: Read) -> None:
    met = [event for _, _, event, label in read.pairs if label.get("same") == "hamas"]
    (event,) = {one.id: one for one in met}.values()
    assert len(event.reports) == 3
    assert event.origins == 2
    assert event.dates == (("2025-10-21", "2025-10-21"),)
    assert not event.clashes
