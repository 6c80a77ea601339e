from __future__ import annotations

from datetime import date

from truceline.model.dating import NOTHING
from truceline.relate.near_dates import Neighbour, places
from truceline.resources import table

ID = "0" * 16


def test_each_happening_has_a_day_a_name_and_words() -> None:
    events = table("dated_events.toml")["events"]
    assert 60 <= len(events) <= 120
    for one in events:
        assert date(2010, 1, 1) <= date.fromisoformat(one["date"]) <= date(2026, 1, 1)
        assert one["name"] and one["said"]


def test_phrases_are_of_one_happening_in_small_letters() -> None:
    said = [phrase for one in table("dated_events.toml")["events"] for phrase in one["said"]]
    assert len(said) == len(set(said))
    assert all(phrase == phrase.lower() and "’" not in phrase for phrase in said)


def test_the_learned_numbers_fit_together() -> None:
    learned = table("near_dates.toml")
    near = [Neighbour(ID, date(2031, 5, 20), 0.5)]
    (place,) = places(near, NOTHING, None, None)
    assert len(learned["weights"]) == len(place.traits) + 1
    assert len(learned["days"]) == len(learned["story"])
    assert learned["story"] == sorted(learned["story"])
    assert learned["days"] == sorted(learned["days"], reverse=True)
    assert 0 < learned["mass"] <= 1
