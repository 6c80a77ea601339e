"""The vocabularies of journeys and agreements hold what the extractor of events asks of them."""

from __future__ import annotations

from truceline.resources import table


def test_verbs_of_journeys_have_prepositions() -> None:
    known = table("journeys.toml")
    for verb, prepositions in known["verbs"].items():
        assert verb == verb.lower()
        assert prepositions, verb
    assert sorted(known["ordinals"].values()) == list(range(1, 9))
    assert sorted(known["numbers"].values()) == list(range(2, 11))
    for name, listed in known["words"].items():
        assert listed == [word.lower() for word in dict.fromkeys(listed)], name


def test_every_phase_of_a_ceasefire_has_code_mode_and_one_role() -> None:
    roles = {"subject_of", "done_to", "object_of"}
    for phase in table("agreements.toml")["truces"]["phase"]:
        assert phase["code"].isupper()
        assert phase["mode"].startswith("ceasefire")
        assert len(roles & phase.keys()) == 1
        assert phase.keys() <= roles | {"code", "mode", "needs", "prepositions"}


def test_what_is_signed_is_in_lower_case() -> None:
    known = table("agreements.toml")
    for words in (*known["signings"].values(), known["truces"]["nouns"], known["truces"]["deals"]):
        assert words == [word.lower() for word in dict.fromkeys(words)]


def test_distances_have_a_direction() -> None:
    assert set(table("calendar.toml")["distances"].values()) == {1, -1}
