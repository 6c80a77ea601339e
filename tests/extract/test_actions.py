"""Political events: who did what to whom, and what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.extract import Reading
from truceline.extract.actions import find_actions
from truceline.extract.events import find_all
from truceline.model.claims import EventMention, Participant

Read = Callable[..., Reading]


def texts(participants: tuple[Participant, ...]) -> str:
    return " ".join(one.text for one in participants)


def told(read: Read, text: str) -> list[tuple[str, str | None]]:
    return [(event.code, event.mode) for event in find_actions(read(text))]


def one(read: Read, text: str) -> EventMention:
    (event,) = find_actions(read(text))
    return event


@pytest.mark.parametrize(
    ("text", "code", "source", "target"),
    [
        ("Norway has agreed to send doctors to Peru.", "AGREE", "Norway", "Peru"),
        ("The government of Peru promised to release the prisoners.", "AGREE", "The government", "prisoners"),
        ("Latvia is ready to mediate between Peru and Chile.", "AGREE", "Latvia", "Peru Chile"),
        ("Chile and Peru renewed negotiations on fishing rights.", "CONSULT", "Chile Peru", ""),
        ("President Ana Ruiz praised Norway on Monday.", "SUPPORT", "Ana Ruiz", "Norway"),
        ("Chile and Peru signed a treaty on Friday.", "SUPPORT", "Chile Peru", ""),
        ("Norway apologised to Peru on Monday.", "SUPPORT", "Norway", "Peru"),
        ("Chile extradited the suspect to Norway.", "COOPERATE", "Chile", "Norway"),
        ("The United Nations sent food to Peru.", "AID", "The United Nations", "Peru"),
        ("Chile granted asylum to two Peruvian officers.", "AID", "Chile", "two Peruvian officers"),
        ("Norway lifted sanctions against Peru on Monday.", "CONCEDE", "Norway", "Peru"),
        ("The government accepted the demands of the rebels.", "CONCEDE", "The government", "rebels"),
        ("The army withdrew its troops from Chile.", "RETREAT", "The army", "Chile"),
        ("The rebels released nine Chilean soldiers.", "RETREAT", "The rebels", "nine Chilean soldiers"),
        ("Police opened an investigation into the Peruvian minister.", "INVESTIGATE", "Police", "minister"),
        ("Peru demanded the withdrawal of Chilean forces.", "REQUEST", "Peru", "Chilean forces"),
        ("Norway called on Peru to end the siege.", "REQUEST", "Norway", "Peru"),
        ("Peru said that Chile must leave the island.", "REQUEST", "Peru", "Chile"),
        ("Norway accused Peru of attacking a village.", "DISAPPROVE", "Norway", "Peru"),
        ("Peru's minister condemned Chile.", "DISAPPROVE", "minister", "Chile"),
        ("Peru rejected Norway's proposal for talks.", "REJECT", "Peru", "Norway"),
        ("The rebels refused to meet President Ana Ruiz.", "REJECT", "The rebels", "Ana Ruiz"),
        ("Peru threatened to attack Chile.", "THREATEN", "Peru", "Chile"),
        ("Chile will impose sanctions on Peru unless it disarms.", "THREATEN", "Chile", "Peru"),
        ("Thousands of teachers marched against the government.", "PROTEST", "teachers", "the government"),
        ("Students blocked roads in Lima on Monday.", "PROTEST", "Students", "Lima"),
        ("Peru massed troops along the border with Chile.", "MOBILIZE", "Peru", "Chile"),
        ("Norway imposed sanctions on Peru.", "SANCTION", "Norway", "Peru"),
        ("Peru expelled two Chilean diplomats.", "SANCTION", "Peru", "two Chilean diplomats"),
        ("Soldiers arrested nine protesters.", "COERCE", "Soldiers", "nine protesters"),
        ("Peruvian soldiers demolished Chilean homes.", "COERCE", "Peruvian soldiers", "Chilean"),
        ("The rebels killed three Peruvian farmers.", "ASSAULT", "The rebels", "three Peruvian farmers"),
        ("The minister was assassinated by separatists.", "ASSAULT", "separatists", "The minister"),
        ("The army shelled rebel positions on Sunday.", "FIGHT", "The army", "rebel"),
        ("Rebels clashed with the army near the border.", "FIGHT", "Rebels", "the army"),
    ],
)
def test_every_code(read: Read, text: str, code: str, source: str, target: str) -> None:
    event = one(read, text)
    assert event.code == code
    assert set(source.split()) <= set(texts(event.source).split())
    assert set(target.split()) <= set(texts(event.target).replace("'s", "").split())


@pytest.mark.parametrize(
    ("text", "code", "mode"),
    [
        ("Norway agreed to meet the rebels.", "AGREE", "meeting"),
        ("The army vowed to crush the rebels.", "THREATEN", "violence"),
        ("Peru demanded an end to the siege.", "REQUEST", "yield"),
        ("Peru rejected a request by Norway for aid.", "REJECT", "assist"),
        ("Peru threatened to cut off aid to Chile.", "THREATEN", "relations"),
        ("Peruvian workers began a hunger strike.", "PROTEST", "hunger"),
        ("The army imposed a curfew in Lima.", "COERCE", "curfew"),
        ("Soldiers beat Chilean prisoners.", "ASSAULT", "beat"),
        ("The prime minister of Peru resigned on Sunday.", "RETREAT", "resign"),
        ("The rebels declared a ceasefire on Sunday.", "RETREAT", "ceasefire"),
        ("Gunmen shot a Peruvian diplomat.", "ASSAULT", "firearms"),
    ],
)
def test_what_it_is_about_is_its_mode(read: Read, text: str, code: str, mode: str) -> None:
    assert told(read, text) == [(code, mode)]


@pytest.mark.parametrize(
    "text",
    [
        # sport
        "Rovers beat United 3-1 and will meet City in the final.",
        "The striker attacked well but the defence held on Saturday.",
        "The champion defended her title and fired a warning shot.",
        # trade
        "The company struck a deal to buy its rival for two million dollars.",
        "Shares hit a record as investors rallied.",
        "The bank threatened to raise its fees.",
        # figures of speech
        "She is battling cancer and fighting for her life.",
        "The storm attacked the coast and killed nine people.",
        "Critics slammed the film.",
        # not told as done
        "The army could attack the town.",
        "If Peru attacks, Norway will help.",
        "Peru did not attack Chile.",
        "Peru has no reason to attack Chile.",
        # crimes, and words of the reporter's trade
        "Police arrested a man after the robbery.",
        "The minister told reporters that it was raining.",
        "A man killed his wife.",
        # lists and tables
        "Attack, strike, sanction, protest, threat",
        "Team  Won  Lost\nLions  3  4\nBears  2  5",
    ],
)
def test_what_is_no_political_event(read: Read, text: str) -> None:
    assert told(read, text) == []


def test_each_of_two_coordinated_deeds_is_an_event(read: Read) -> None:
    text = "The rebels kidnapped two Chilean engineers and shelled the barracks of the army."
    assert [event.code for event in find_actions(read(text))] == ["COERCE", "FIGHT"]


def test_a_relative_clause_is_the_deed_of_whom_it_describes(read: Read) -> None:
    event = one(read, "The rebels, who shelled the army on Sunday, are in the hills.")
    assert (event.code, texts(event.source), texts(event.target)) == ("FIGHT", "The rebels", "the army")


def test_a_passive_without_a_doer_has_no_source(read: Read) -> None:
    event = one(read, "Nine Peruvian soldiers were killed in an ambush.")
    assert (event.code, event.source, texts(event.target)) == ("ASSAULT", (), "Nine Peruvian soldiers")


def test_a_noun_is_an_event_where_both_sides_are_named(read: Read) -> None:
    event = one(read, "A witness saw the army's attack on the rebels.")
    assert (event.code, texts(event.source), texts(event.target)) == ("ASSAULT", "the army's", "the rebels")


def test_who_he_is_who_says_what_he_will_do(read: Read) -> None:
    event = one(read, "Norway said it would lift sanctions against Peru.")
    assert (event.code, texts(event.source), texts(event.target)) == ("AGREE", "Norway", "Peru")


def test_contexts_are_those_of_the_words_around(read: Read) -> None:
    event = one(read, "Norway imposed trade sanctions on Peru over its nuclear plans.")
    assert {"economic", "cbrn"} <= set(event.contexts)


def test_what_is_denied_is_marked(read: Read) -> None:
    events = find_actions(read("Peru denied sending troops to Chile."))
    assert [event.modality for event in events] == ["denied"]


def test_talks_are_told_once(read: Read) -> None:
    events = find_all(read("Norway and Qatar held talks in Doha. Peru condemned Chile."))
    assert [(event.code, event.mode) for event in events] == [("CONSULT", "meet"), ("DISAPPROVE", None)]


@pytest.mark.parametrize(
    "word", ["attack ", "Peru attacked and ", "of ", "Peru said that ", "(", "to attack "]
)
def test_endless_text_is_read(read: Read, word: str) -> None:
    assert len(find_actions(read(word * 400))) <= 400


def test_what_is_said_not_to_be_is_denied(read: Read) -> None:
    events = find_actions(read("Peru made no commitment to Chile."))
    assert {event.modality for event in events} <= {"denied"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru welcomed the sanctions relief for Chile.",  # no sanction
        "Peru questioned the need for talks with Chile.",  # no inquiry
        "Peru singled out Chile as a partner.",
        "The minister came to make his case for war with Chile.",
    ],
)
def test_words_that_only_look_like_deeds(read: Read, text: str) -> None:
    wrong = {"SANCTION", "INVESTIGATE", "DISAPPROVE", "REQUEST"}
    assert not wrong & {event.code for event in find_actions(read(text))}


def test_an_attack_that_is_only_thought_of_is_conditional(read: Read) -> None:
    event = one(read, "If Peru attacks Chile, the talks are over.")
    assert (event.code, event.modality, event.status) == ("FIGHT", "conditional", None)
    assert (texts(event.source), texts(event.target)) == ("Peru", "Chile")
    would = one(read, "Peru would bomb Chile if its troops were shelled.")
    assert (would.code, would.modality) == ("FIGHT", "conditional")


def test_what_an_attack_of_nobody_named_did_is_told(read: Read) -> None:
    events = told(read, "The raid that killed the Chilean ambassador was condemned by Peru.")
    assert ("ASSAULT", None) in [(code, None) for code, _ in events]


def test_a_reproach_behind_a_comma_is_a_second_event(read: Read) -> None:
    codes = [code for code, _ in told(read, "Peru rejected the plan, accusing Chile of stalling.")]
    assert codes == ["REJECT", "DISAPPROVE"]


@pytest.mark.parametrize(
    "text",
    [
        "ROVERS ATTACK, UNITED DEFEND: CITY FIRE LATE WINNER",
        "- attacks\n- strikes\n- talks\n- sanctions\n",
        "Attack | Defence | Saves\n3 | 4 | 1\n2 | 5 | 7\n",
        "Peru attacked well in the first half, but the home side defended its goal.",
        "1. Meeting\n2. Call\n3. Visit\n4. Summit\n",
    ],
)
def test_headlines_lists_tables_and_matches_tell_of_nothing(read: Read, text: str) -> None:
    assert told(read, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Defence Ministry of Peru cleared General Ruiz of any wrongdoing.",
        "The envoy of Peru was shot down by the commentators.",
    ],
)
def test_who_is_cleared_or_shot_down_in_talk_is_not_attacked(read: Read, text: str) -> None:
    assert not {"ASSAULT", "FIGHT"} & {code for code, _ in told(read, text)}
