"""Copies and stories find their place among others, whatever comes first."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from itertools import batched, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.model.claims import EventMention, Extraction, Mention, Participant, Span, Statement
from truceline.model.digest import Digest
from truceline.present.export import record as whole
from truceline.run import relating
from truceline.store import Record, queries

type Unparsed = Callable[..., Digest]


def built(path: Path, batches: Iterable[list[Digest]]) -> dict[str, Any]:
    """The whole record after these batches, each a build of its own."""
    with Record.open(path, create=True) as record:
        for batch in batches:
            record.add(batch, "test")
            relating.relate_new(record, workers=1)
        return whole(record)


def lineages(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["report"]: one for one in record["lineage"]}


def derived(record: dict[str, Any]) -> list[str]:
    """What each report is, in the order of publication."""
    found = lineages(record)
    return [found[one["id"]]["derived"] for one in record["reports"]]


def links(record: dict[str, Any], report: Digest) -> list[tuple[str, str | None]]:
    return [(link["kind"], link["origin"]) for link in lineages(record)[report.report.id]["links"]]


def prose(seed: int, words: int) -> str:
    """Sentences of ten invented words; the texts of two seeds share none."""
    chance = random.Random(seed)
    drawn = [f"w{seed}x{chance.randrange(10_000)}" for _ in range(words)]
    return " ".join(" ".join(drawn[at : at + 10]) + "." for at in range(0, words, 10))


# Any order --------------------------------------------------------------------------------------

_MATTERS = (
    "Shells struck the grain market of Kessary shortly before noon, killing {} traders.",
    "The health ministry of Veldenia said {} people died between the fish stalls.",
    "Mayor Ilse Kaverin ordered the market closed until the harvest festival, the mayor told AFP.",
    "Colonel Petar Aldous blamed gunners of the river Front on the hills above the town.",
    "“There were no soldiers here, only people who were buying bread and fish for a feast,” she said.",
    "Envoys of the Front and of Veldenia held talks for {} hours in a hotel on the lake in Tavrin.",
    "Halmenian minister Elira Vosse chaired the meeting, whose lists of prisoners were incomplete.",
    "Reuters reported that {} observers would be sent to the harbour of Oruhaven by the autumn.",
    "Lorries with flour queued at Harl Bridge while customs officers argued about the scanners.",
    "The charity Lantern Aid counted {} lorries at the eastern end of the bridge that evening.",
)
_AGAIN = (
    "Before noon {} traders of Kessary were killed when shells had struck its market for grain.",
    "Between stalls for fish {} people were dead, said the ministry of health in Veldenia.",
    "The market stays closed till the festival of harvest, so ordered Kaverin, its mayor.",
    "From hills above, gunners of the Front were at work on the town, blamed the colonel, Aldous.",
    "“We know the place, and we know the weapon that was used on us for the whole of a year,” he said.",
    "In Tavrin, at a lake hotel, talks of envoys from Veldenia and the Front held on for {} hours.",
    "The prisoners on incomplete lists were the matter when Vosse, minister of Halmenia, chaired.",
    "By autumn some {} observers are to be in Oruhaven harbour, it was sent out.",
    "Customs officers argued about scanners and lorries queued with their flour at the Harl Bridge.",
    "At the bridge, on its eastern end, {} lorries were counted in an evening by Lantern Aid.",
)


_BOUNDS = (("2031-05-03", None), (None, "2031-05-02"), ("2031-05-20", "2031-06-01"))
"""What the text of a report without a date may say about it."""


@st.composite
def worlds(draw: Any) -> list[dict[str, Any]]:
    """Reports on a few matters that copy, cut, edit, merge and retell each other, dated or not."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(2, 12))):
        if made and draw(st.booleans()):
            lines = list(draw(st.sampled_from(made))["lines"])
            change = draw(st.sampled_from(["same", "cut", "more", "turned", "other words"]))
            if change == "cut":
                lines = lines[draw(st.integers(0, 2)) : draw(st.integers(3, 9))]
            elif change == "more":
                lines += draw(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=4))
            elif change == "turned":
                lines.reverse()
            elif change == "other words":
                lines = [(line, not again) for line, again in lines]
        else:
            first = draw(st.integers(0, 9))
            lines = [((first + place) % 10, draw(st.booleans())) for place in range(draw(st.integers(1, 7)))]
        made.append(
            {
                "lines": lines,
                "number": draw(st.sampled_from([12, 12, 19])),
                "published": draw(
                    st.none()
                    | st.sampled_from(
                        [
                            "2031-05-01",
                            "2031-05-02",
                            "2031-05-02T08:00:00Z",
                            "2031-05-04",
                            "2031-05-09",
                            "2031-05-30",
                        ]
                    )
                ),
                "outlet": draw(st.sampled_from([None, "Courier", "Herald", "AFP"])),
                "agency": draw(st.sampled_from([None, None, None, "AFP", "Reuters"])),
                "title": draw(st.sampled_from([None, "", "Shells hit market", "Talks go on in Tavrin"])),
                "weekdays": draw(st.sampled_from(["", "2", "25"])),
                "bounds": draw(st.sampled_from([*[(None, None)] * 3, *_BOUNDS])),
                "name": str(number),
            }
        )
        if made[-1]["published"] is not None:
            made[-1]["bounds"] = (None, None)
    return made


def of_world(unparsed: Unparsed, world: list[dict[str, Any]]) -> list[Digest]:
    found = []
    for one in world:
        texts = [(_AGAIN if again else _MATTERS)[line].format(one["number"]) for line, again in one["lines"]]
        rest = {key: one[key] for key in ("outlet", "agency", "title", "weekdays", "bounds", "name")}
        found.append(unparsed("\n".join(texts), one["published"], **rest))
    return found


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=worlds(), order=st.randoms(use_true_random=False), size=st.integers(1, 4))
def test_any_order_and_any_batches_of_copies_give_the_same_record(
    world: list[dict[str, Any]],
    order: random.Random,
    size: int,
    unparsed: Unparsed,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("world")
    digests = of_world(unparsed, world)
    at_once = built(folder / "once", [digests])
    shuffled = order.sample(digests, len(digests))
    assert built(folder / "order", [list(batch) for batch in batched(shuffled, size)]) == at_once


WIRE = prose(1, 200)


def told_in_order(unparsed: Unparsed) -> list[Digest]:
    """An original, copies of it of all kinds, a copy of a report that has some of it, and others."""
    herald = f"{' '.join(WIRE.split()[:60])} {prose(2, 140)}"
    return [
        unparsed(WIRE, "2031-03-04", outlet="Wire"),
        unparsed(WIRE, "2031-03-05", outlet="Courier"),
        unparsed(f"{WIRE} More soon.", "2031-03-05", outlet="Gazette"),
        unparsed(" ".join(WIRE.split()[50:110]), "2031-03-06", outlet="Brief"),
        unparsed(herald, "2031-03-06", outlet="Herald"),
        unparsed(herald, "2031-03-07", outlet="Observer"),
        unparsed(prose(3, 200), "2031-03-06", outlet="Voice"),
        unparsed(WIRE, None, outlet="Somebody"),
        unparsed(f"{prose(4, 60)} {prose(3, 40)}", None),
        unparsed("", "2031-03-06", outlet="Nobody"),
        unparsed("Rain.", None),
    ]


def test_each_way_of_copying_is_found(unparsed: Unparsed, tmp_path: Path) -> None:
    digests = told_in_order(unparsed)
    wire, courier, gazette, brief, herald, observer, voice, undated, mixed, empty, rain = digests
    record = built(tmp_path / "r", [digests])
    first = wire.report.id
    assert links(record, wire) == links(record, voice) == links(record, empty) == links(record, rain) == []
    assert links(record, courier) == links(record, undated) == [("identical", first)]
    assert links(record, gazette) == [("copy", first)]
    assert links(record, brief) == [("excerpt", first)]
    assert links(record, herald) == [("passages", first)]
    assert links(record, observer) == [("identical", herald.report.id)]
    assert links(record, mixed) == [("passages", voice.report.id)]
    found = lineages(record)
    counted = {one.report.id: found[one.report.id]["counted_as"]["report"] for one in digests}
    assert counted[observer.report.id] == counted[herald.report.id] == herald.report.id
    assert {counted[one.report.id] for one in (wire, courier, gazette, brief, undated)} == {first}
    story_of = {report: story["id"] for story in record["stories"] for report in story["reports"]}
    assert {story_of[one.report.id] for one in (wire, courier, gazette, brief, undated)} == {first}
    assert story_of[observer.report.id] == story_of[herald.report.id]


def test_a_report_of_another_time_is_kept_out_of_a_story(unparsed: Unparsed, tmp_path: Path) -> None:
    lines = [line.format(12) for line in _MATTERS[:4]]
    told = unparsed("\n".join(lines), "2031-05-02", outlet="Courier")
    texts = ["\n".join(line.format(12) for line in _AGAIN[:4]), "\n".join(reversed(lines[1:]))]
    for bounds, together in (
        ((None, None), True),
        (("2031-05-04", None), True),
        ((None, "2030-01-01"), False),
    ):
        undated = unparsed(texts[0], None, bounds=bounds)
        story_of = {
            report: story["id"]
            for story in built(tmp_path / str(bounds), [[told, undated]])["stories"]
            for report in story["reports"]
        }
        assert (story_of[told.report.id] == story_of[undated.report.id]) is together


def test_one_by_one_in_either_direction_gives_the_same_record(unparsed: Unparsed, tmp_path: Path) -> None:
    digests = told_in_order(unparsed)
    at_once = built(tmp_path / "once", [digests])
    assert built(tmp_path / "forth", [[one] for one in digests]) == at_once
    assert built(tmp_path / "back", [[one] for one in reversed(digests)]) == at_once


def test_three_reports_give_the_same_record_in_every_order(unparsed: Unparsed, tmp_path: Path) -> None:
    digests = told_in_order(unparsed)
    few = [digests[place] for place in (0, 4, 7)]
    at_once = built(tmp_path / "once", [few])
    for number, order in enumerate(permutations(few)):
        assert built(tmp_path / f"{number}", [[one] for one in order]) == at_once


def test_an_original_turns_into_a_copy_when_an_older_report_arrives(
    unparsed: Unparsed, tmp_path: Path
) -> None:
    later, last = unparsed(WIRE, "2031-03-05"), unparsed(f"{WIRE} More soon.", "2031-03-06")
    early = unparsed(WIRE, "2031-03-04")
    with Record.open(tmp_path / "r", create=True) as record:
        record.add([last], "test")
        relating.relate_new(record)
        assert derived(whole(record)) == ["not"]
        record.add([later], "test")
        relating.relate_new(record)
        assert derived(whole(record)) == ["not", "wholly"]
        assert links(whole(record), last) == [("copy", later.report.id)]
        record.add([early], "test")
        relating.relate_new(record)
        found = whole(record)
    assert derived(found) == ["not", "wholly", "wholly"]
    assert links(found, later) == [("identical", early.report.id)]
    assert links(found, last) == [("copy", early.report.id)]
    (story,) = found["stories"]
    assert (story["id"], story["origins"], story["first"]) == (early.report.id, 1, "2031-03-04")


def test_a_copy_stays_one_when_a_report_that_has_less_arrives(unparsed: Unparsed, tmp_path: Path) -> None:
    part = unparsed(f"{' '.join(WIRE.split()[:60])} {prose(2, 100)}", "2031-03-03")
    wire, copy = unparsed(WIRE, "2031-03-04"), unparsed(WIRE, "2031-03-05")
    record = built(tmp_path / "r", [[wire, copy], [part]])
    assert links(record, copy) == [("identical", wire.report.id)]
    assert links(record, wire) == [("passages", part.report.id)]


def test_a_dated_report_is_the_origin_of_an_undated_one(unparsed: Unparsed, tmp_path: Path) -> None:
    undated, dated = unparsed(WIRE, None, outlet="Courier"), unparsed(WIRE, "2031-03-04")
    record = built(tmp_path / "r", [[undated], [dated]])
    assert links(record, undated) == [("identical", dated.report.id)]


def naming(name: str) -> Callable[[str], Extraction]:
    """The claims of a report that begins with the name of a person."""
    return lambda report: Extraction(
        report, mentions=(Mention(Span(report, 0, len(name)), name, "person", name),)
    )


def test_a_name_in_the_headline_of_a_twin_is_who_it_is_in_all_reports(
    unparsed: Unparsed, tmp_path: Path
) -> None:
    """The text below the headline is that of another report, which does not have the name."""
    first = unparsed(f"No name.\n{WIRE}", "2031-03-04", body=9)
    twin = unparsed(f"Mohad Tarun\n{WIRE}", "2031-03-05", body=12, claims=naming("Mohad Tarun"))
    fuller = "Mohad bin Sela Tarun"
    other = unparsed(f"{fuller} {prose(2, 60)}", "2031-03-09", claims=naming(fuller))
    at_once = built(tmp_path / "once", [[first, twin, other]])
    (one,) = at_once["entities"]
    assert {spelling["name"] for spelling in one["spellings"]} == {"Mohad Tarun", fuller}
    assert links(at_once, twin) == [("identical", first.report.id)]
    for number, order in enumerate(permutations([first, twin, other])):
        assert built(tmp_path / f"{number}", [[one] for one in order]) == at_once


# Small and odd reports --------------------------------------------------------------------------


@pytest.mark.parametrize("title", [None, "", "Rain"])
def test_reports_of_one_sentence_or_none_have_a_place(
    unparsed: Unparsed, tmp_path: Path, title: str | None
) -> None:
    digests = [
        unparsed(text, published, title=title, outlet="Courier")
        for text in ("It rained in Veltra.", "", "…", "“Rain!”")
        for published in ("2031-03-04", None)
    ]
    record = built(tmp_path / "r", [[one] for one in digests])
    assert len(record["reports"]) == sum(len(story["reports"]) for story in record["stories"]) == 8
    assert set(derived(record)) == {"not"}


def test_a_flash_is_a_copy_of_the_same_flash(unparsed: Unparsed, tmp_path: Path) -> None:
    text = "Envoys of Veldenia and the Oru River Front left Tavrin without any result on Friday."
    digests = [unparsed(text, "2031-03-04", outlet="Wire"), unparsed(text, "2031-03-05", outlet="Courier")]
    assert derived(built(tmp_path / "r", [digests])) == ["not", "wholly"]


def test_a_statement_that_two_print_whole_has_one_origin(unparsed: Unparsed, tmp_path: Path) -> None:
    text = f"“{prose(5, 80)}”"
    digests = [unparsed(text, "2031-03-04", outlet="Wire"), unparsed(text, "2031-03-09", outlet="Courier")]
    record = built(tmp_path / "r", [digests])
    assert links(record, digests[1]) == [("identical", digests[0].report.id)]
    assert [story["origins"] for story in record["stories"]] == [1]


def test_the_same_speech_in_two_reports_has_two_origins(unparsed: Unparsed, tmp_path: Path) -> None:
    speech = f"“{prose(5, 80)}”"
    digests = [unparsed(f"{prose(seed, 80)} {speech}", "2031-03-04") for seed in (6, 7)]
    assert derived(built(tmp_path / "r", [digests])) == ["not", "not"]


# Many copies ------------------------------------------------------------------------------------

MINISTRY = "It rained, said the ministry of Veldenia. Sela Marok met Ilse Toral. "


def met(report: str) -> Extraction:
    """Claims of a report that begins with `MINISTRY`: a statement of the ministry, and a meeting."""

    def span(words: str) -> Span:
        start = MINISTRY.index(words)
        return Span(report, start, start + len(words))

    name, people = "Ministry of Veldenia", ("Sela Marok", "Ilse Toral")
    return Extraction(
        report,
        mentions=(
            Mention(span("ministry of Veldenia"), "ministry of Veldenia", "body", name),
            *(Mention(span(one), one, "person", one) for one in people),
        ),
        statements=(Statement((span("It rained"),), "indirect", span("said"), None, name),),
        events=(
            EventMention(
                "CONSULT",
                span("met"),
                "meet",
                participants=tuple(Participant(span(one), one, one) for one in people),
            ),
        ),
    )


def test_two_thousand_copies_are_related_in_seconds_and_are_one_origin(
    unparsed: Unparsed, tmp_path: Path
) -> None:
    size = 2_000
    copies = [
        unparsed(MINISTRY + WIRE, f"2031-03-04T{number // 60 % 24:02}:{number % 60:02}:00Z",
                 name=f"{number}", outlet=f"Outlet {number % 50}", claims=met)
        for number in range(size)
    ]  # fmt: skip
    began = time.process_time()
    with Record.open(tmp_path / "r", create=True) as record:
        record.add(copies[: size // 2], "test")
        relating.relate_new(record, workers=1)
        record.add(copies[size // 2 :], "test")
        relating.relate_new(record, workers=1)
        (story,) = queries.stories(record)
        (event,) = queries.events(record)
        assert queries.counts(record)["copies"] == size - 1
        one_more = time.process_time()
        record.add([unparsed(MINISTRY + WIRE, "2031-03-05", outlet="Late", claims=met)], "test")
        relating.relate_new(record, workers=1)
        assert time.process_time() - one_more < 3
    assert one_more - began < 40
    assert (len(story.reports), story.outlets, story.origins) == (size, 50, 1)
    assert (len(event.reports), event.outlets, event.origins, event.asserters) == (size, 50, 1, 1)


def test_ten_reports_that_relay_one_ministry_have_ten_origins_and_one_asserter(
    unparsed: Unparsed, tmp_path: Path
) -> None:
    matter = prose(9, 60).split()
    relayed = [
        unparsed(
            MINISTRY + " ".join(random.Random(seed).choices(matter, k=60)),
            "2031-03-04",
            outlet=f"Outlet {seed}",
            claims=met,
        )
        for seed in range(10)
    ]
    record = built(tmp_path / "r", [relayed])
    assert set(derived(record)) == {"not"}
    (story,) = record["stories"]
    assert (len(story["reports"]), story["outlets"], story["origins"]) == (10, 10, 10)
    counted = {
        (one["reports"], one["outlets"], one["origins"], one["asserters"]) for one in record["statements"]
    }
    assert counted == {(10, 10, 10, 1)}
    (event,) = record["events"]
    assert (event["origins"], event["asserters"]) == (10, 10)
    assert story["asserters"] == 11
