"""The map of places: what it frames, what it draws, and that names do not overlap."""

from __future__ import annotations

import random
import re
import time

import pytest

from truceline.known.outlines import outlines
from truceline.present.map_frame import clipped, framed
from truceline.present.map_labels import HEIGHT, LETTER, labels
from truceline.present.map_picture import Chart, Place, has_nearer, main_places, picture


def place(name: str, latitude: float, longitude: float, precision: int = 1, events: int = 1) -> Place:
    return Place(name, name, None, latitude, longitude, precision, events)


def charts(*places: Place, nearer: bool = False) -> list[Chart]:
    drawn = picture(places, nearer)
    assert drawn is not None
    return [chart for _, chart in drawn.charts]


def test_no_place_makes_no_map() -> None:
    assert picture([]) is None
    assert not has_nearer([])


def test_one_place_stands_in_the_middle_of_some_land() -> None:
    for chart in charts(place("Cairo", 30.06, 31.25)):
        (dot,) = chart.dots
        assert dot.x == pytest.approx(chart.width / 2, abs=1)
        assert dot.y == pytest.approx(chart.height / 2, abs=1)
        assert chart.land
        assert [label.words for label in chart.labels] == ["Cairo"]
        assert 20 <= chart.bar[1] <= chart.width / 2
        assert chart.bar[0] in (20, 50, 100, 200)


@pytest.mark.parametrize("width", [324, 680])
@pytest.mark.parametrize(
    "points",
    [
        [(178.4, -18.1), (-171.8, -13.8)],
        [(-179.9, 65.0), (179.9, 65.0)],
        [(0.0, 0.0), (120.0, 10.0), (-120.0, -10.0)],
        [(10.0, 89.0), (20.0, -89.0)],
        [(10.0, 89.9)],
        [(31.0, 30.0), (31.0, 30.0)],
        [(-180.0, 0.0), (180.0, 0.0)],
    ],
)
def test_every_point_lies_within_the_frame(points: list[tuple[float, float]], width: int) -> None:
    frame = framed(points, width)
    for longitude, latitude in points:
        x, y = frame.at(frame.near(longitude), latitude)
        assert 0 <= x <= frame.width
        assert 0 <= y <= frame.height
    assert frame.width == width
    assert width / 8 < frame.height <= width * 1.2
    assert frame.box[2] - frame.box[0] <= 360


def test_the_map_goes_over_the_antimeridian() -> None:
    for chart in charts(place("Suva", -18.1, 178.4), place("Apia", -13.8, -171.8)):
        suva, apia = sorted(chart.dots, key=lambda dot: dot.x)
        assert (suva.place.name, apia.place.name) == ("Suva", "Apia")
        assert chart.land  # the islands of both sides


def test_lengths_are_true_in_both_directions_at_the_middle() -> None:
    frame = framed([(24.0, 59.0), (26.0, 61.0)], 680)
    one, other = frame.at(25.0, 60.0), frame.at(26.0, 60.0)
    above = frame.at(25.0, 60.5)
    assert abs(other[0] - one[0]) == pytest.approx(abs(above[1] - one[1]), rel=0.02)  # cos 60° = 1/2


def test_a_far_capital_does_not_make_the_nearer_map_one_of_the_world() -> None:
    near = [place(f"Town {n}", 35 + n / 4, 37 + n / 4, events=4) for n in range(5)]
    far = place("Washington", 38.9, -77.0, events=2)
    found = [*near, far]
    assert has_nearer(found)
    assert main_places(found) == near
    drawn = picture(found, nearer=True)
    assert drawn is not None
    assert drawn.outside == (far,)
    assert set(drawn.places) == set(found)
    assert not has_nearer(near)


def test_what_is_less_exact_is_drawn_and_told_so() -> None:
    exact, wide = place("Tarn", 35, 37), place("Syria", 35, 38, precision=6)
    assert exact.is_exact
    assert not wide.is_exact
    assert "the country" in wide.words
    assert "of them near" in Place("a", "Tarn", None, 1, 1, 1, 3, 2).words


def many(number: int) -> list[Place]:
    draw = random.Random(3)
    return [
        place(f"Place {n}", draw.uniform(-60, 75), draw.uniform(-180, 180), draw.choice([1, 2, 6]), 1 + n % 9)
        for n in range(number)
    ]


def test_five_hundred_places_are_drawn_and_few_lead_on() -> None:
    outlines()
    started = time.perf_counter()
    drawn = picture(many(500))
    assert time.perf_counter() - started < 3
    assert drawn is not None
    for _, chart in drawn.charts:
        assert len(chart.dots) == 500
        assert sum(dot.is_linked for dot in chart.dots) == 60
        assert len(chart.land) + len(chart.borders) < 90_000
        areas = []
        for label in chart.labels:
            long = len(label.words) * LETTER
            left = label.x - {"start": 0, "middle": long / 2, "end": long}[label.anchor]
            areas.append((left, label.y - HEIGHT + 3, left + long, label.y + 3))
        for number, (a, b, c, d) in enumerate(areas):
            assert a >= 0
            assert c <= chart.width
            assert b >= 0
            assert d <= chart.height
            assert not any(a < g and e < c and b < h and f < d for e, f, g, h in areas[number + 1 :])


def test_the_same_places_make_the_same_map_in_any_order() -> None:
    assert picture(many(60)) == picture(many(60)[::-1])


def test_paths_are_paths() -> None:
    for chart in charts(*many(40)):
        assert re.fullmatch(r"(M-?[\d.]+ -?[\d.]+l(-?[\d.]+ ?)+z)+", chart.land)
        assert re.fullmatch(r"(M-?[\d.]+ -?[\d.]+l(-?[\d.]+ ?)+)+", chart.borders)


def test_a_ring_is_cut_at_the_frame() -> None:
    ring = [(-10.0, -10.0), (30.0, -10.0), (30.0, 30.0), (-10.0, 30.0)]
    found = clipped(ring, 20, 20)
    assert {(round(x), round(y)) for x, y in found} == {(0, 0), (20, 0), (20, 20), (0, 20)}
    assert clipped([(-5.0, -5.0), (-1.0, -5.0), (-1.0, -1.0)], 20, 20) == []


def test_the_more_important_name_is_written_where_two_collide() -> None:
    dots = [(50.0, 50.0, 4.0, "Great town"), (52.0, 51.0, 4.0, "Small town"), (51.0, 50.0, 4.0, "Third")]
    found = list(labels(dots, 200, 60, 9, (0.0, 0.0, 1.0, 1.0)))
    assert found[0].words == "Great town"
    assert len(found) < 3


def test_hostile_names_are_cut() -> None:
    for chart in charts(place("T" * 100_000, 10, 10), place("", 11, 11), place("城" * 400, 12, 12)):
        assert all(len(label.words) <= 23 for label in chart.labels)


def test_outlines_are_whole() -> None:
    world = outlines()
    assert len(world.land) > 500
    assert len(world.borders) > 300
    for line in (*world.land, *world.borders):
        assert -90 <= line.box[1] <= line.box[3] <= 90
        assert all(abs(a[0] - b[0]) < 180 for a, b in zip(line.points, line.points[1:], strict=False)) or (
            line.box[1] == -90
        )
