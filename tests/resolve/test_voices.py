"""Who a statement is given to, and the hands it went through, from what the extractors found."""

from __future__ import annotations

import time

import pytest

from truceline.model.claims import Extraction, Kind, Mention, Reference, Span, Statement, Voice
from truceline.resolve import resolve_within
from truceline.resolve.media import is_media
from truceline.resolve.sources import sort_of

REPORT = "r"


def span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(REPORT, start, start + len(words))


def said(
    text: str,
    content: str,
    source: str | None,
    cue: str | None = "said",
    speaker: str | None = None,
    *,
    anonymous: bool = False,
) -> Statement:
    return Statement(
        (span(text, content),),
        "indirect",
        span(text, cue) if cue and source else None,
        span(text, source) if source else None,
        speaker,
        anonymous,
    )


def named(text: str, kind: Kind = "body", *names: str) -> list[Mention]:
    return [Mention(span(text, name), name, kind, name) for name in names]


def read(
    text: str,
    *statements: Statement,
    mentions: list[Mention] | None = None,
    references: tuple[Reference, ...] = (),
) -> tuple[Statement, ...]:
    found = Extraction(REPORT, tuple(mentions or ()), references, statements=statements)
    return resolve_within(found, (), text).statements


def hops(one: Statement) -> list[str]:
    return [f"{hop.role} {hop.name}" for hop in one.chain]


@pytest.mark.parametrize(
    ("words", "sort", "several"),
    [
        ("a Veldenian official", "official", False),
        ("officials and sources", "official", True),
        ("Veldenian and Halmenian sources", "source", True),
        ("two diplomats from the ministry", "official", True),
        ("his office", "body", False),
        ("Veldenia’s official news agency", "media", False),
        ("witnesses in Kessary", "witness", True),
        ("spokeswoman for the Front", "spokesperson", False),
        ("A statement released by the office", "document", False),
    ],
)
def test_the_sort_of_a_source(words: str, sort: str, several: bool) -> None:
    assert sort_of(words) == (sort, several)


def test_words_that_are_no_source_have_no_sort() -> None:
    assert sort_of("they") is None
    assert sort_of("the table") is None
    assert sort_of("…") is None


def test_a_source_without_a_name_speaks_for_whom_its_words_name() -> None:
    text = "The truce holds, a Turkish official said. It will, an official of the Front said."
    first, second = read(
        text,
        said(text, "The truce holds", "a Turkish official", speaker="a Turkish official", anonymous=True),
        said(text, "It will", "an official of the Front", speaker="an official of the Front", anonymous=True),
        mentions=named(text, "body", "Front"),
    )
    assert first.voice == Voice("official", ("Turkey",))
    assert second.voice == Voice("official", ("Front",))
    assert first.anonymous
    assert first.reasons == ("the report gives no name",)


def test_residents_of_a_country_do_not_speak_for_it() -> None:
    text = "Shells fell, Turkish residents said."
    (one,) = read(
        text, said(text, "Shells fell", "Turkish residents", speaker="Turkish residents", anonymous=True)
    )
    assert one.voice == Voice("witness", (), several=True)


def test_a_reference_with_a_name_is_the_speaker() -> None:
    text = "The emir arrived. The truce holds, the emir said."
    meant = Reference(
        span(text, "the emir"),
        "the emir",
        "nominal",
        "person",
        False,
        "Ada Borel",
        reasons=("Ada Borel alone is",),
    )
    (one,) = read(
        text, said(text, "The truce holds", "the emir"), mentions=named(text, "person"), references=(meant,)
    )
    assert (one.speaker, one.anonymous, one.reasons) == ("Ada Borel", False, ("Ada Borel alone is",))


def test_it_is_the_body_that_spoke_before_where_no_other_is_named() -> None:
    text = "The Front said it would stay. It said the truce holds."
    other = text.replace("stay.", "meet Hamra.")
    for report, speaker in ((text, "Front"), (other, None)):
        _, one = read(
            report,
            said(report, "it would", "The Front", speaker="Front"),
            said(report, "the truce holds", "It"),
            mentions=[
                *named(report, "body", "Front"),
                *(named(report, "body", "Hamra") if speaker is None else []),
            ],
        )
        assert one.speaker == speaker


def test_the_observatory_is_the_one_body_with_that_word_in_its_name() -> None:
    text = "The Oru Observatory counts. Nine died, the Observatory said."
    (one,) = read(
        text, said(text, "Nine died", "the Observatory"), mentions=named(text, "body", "Oru Observatory")
    )
    assert one.speaker == "Oru Observatory"


def test_a_named_one_among_unnamed_ones_leaves_the_speaker_unsure() -> None:
    text = "Nine died, sources in the town and the Oru Observatory said."
    words = "sources in the town and the Oru Observatory"
    (one,) = read(
        text,
        said(text, "Nine died", words, speaker=words, anonymous=True),
        mentions=named(text, "body", "Oru Observatory"),
    )
    assert (one.speaker, one.anonymous) == (None, False)
    assert one.reasons[0].startswith("several speak together")


def test_a_document_is_a_channel_and_its_issuer_the_speaker() -> None:
    text = "The truce holds, a statement released by the Oru Front on Monday said."
    (one,) = read(
        text,
        said(text, "The truce holds", "a statement released by the Oru Front on Monday"),
        mentions=named(text, "body", "Oru Front"),
    )
    assert one.speaker == "Oru Front"
    assert hops(one) == ["channel a statement", "speaker Oru Front"] or hops(one) == [
        "speaker Oru Front",
        "channel a statement",
    ]


def test_the_chain_has_channel_and_relay_each_with_its_place() -> None:
    text = "The truce holds, Ada Borel said in a written statement carried by Anadolu."
    (one,) = read(
        text,
        said(text, "The truce holds", "Ada Borel", speaker="Ada Borel"),
        mentions=[*named(text, "person", "Ada Borel"), *named(text, "body", "Anadolu")],
    )
    assert hops(one) == ["speaker Ada Borel", "channel a written statement", "relay Anadolu"]
    assert [text[hop.span.start : hop.span.end] for hop in one.chain] == [
        "Ada Borel",
        "a written statement",
        "Anadolu",
    ]


def test_whom_an_outlet_cites_speaks_and_the_outlet_passes_it_on() -> None:
    text = "The truce holds, TRT reported, citing the Oru Front."
    (one,) = read(
        text,
        said(text, "The truce holds", "TRT", cue="reported", speaker="TRT"),
        mentions=named(text, "body", "TRT", "Oru Front"),
    )
    assert one.speaker == "Oru Front"
    assert hops(one) == ["speaker Oru Front", "relay TRT"]
    assert one.reasons == ("TRT passes on what Oru Front said",)


def test_the_office_at_the_end_of_the_sentence_passes_on() -> None:
    text = "Ada Borel told the envoys the truce holds but must grow, her office said."
    first, office = read(
        text,
        said(text, "the truce holds", "Ada Borel", cue="told", speaker="Ada Borel"),
        said(text, "the truce holds but must grow", "her office"),
        mentions=named(text, "person", "Ada Borel"),
    )
    assert office.speaker == "her office"
    assert office.voice == Voice("body", ("Ada Borel",))
    assert hops(first) == ["speaker Ada Borel", "relay her office"]


def test_what_is_told_within_a_statement_has_its_speaker_behind_the_outer_one() -> None:
    text = "The Oru Front confirmed that Ada Borel said the truce holds."
    outer, inner = read(
        text,
        said(text, "Ada Borel said the truce holds", "The Oru Front", cue="confirmed", speaker="Oru Front"),
        said(text, "the truce holds", "Ada Borel", speaker="Ada Borel"),
        mentions=[*named(text, "body", "Oru Front"), *named(text, "person", "Ada Borel")],
    )
    assert hops(outer) == ["speaker Oru Front"]
    assert hops(inner) == ["speaker Ada Borel", "relay Oru Front"]


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("AFP", True),
        ("Agence France-Presse", True),
        ("The National", True),
        ("Oru River News", True),
        ("Channel 12", True),
        ("Tavrin News Agency", True),
        ("Oru River Front", False),
        ("National Security Council", False),
        ("the post", False),
        ("", False),
    ],
)
def test_outlets_and_agencies(name: str, media: bool) -> None:
    assert is_media(name) is media


def test_many_statements_in_one_sentence_take_linear_time() -> None:
    text = "his office said x and " * 5_000
    length = len("his office said x and ")
    statements = tuple(
        Statement(
            (Span(REPORT, at + 16, at + 17),),
            "indirect",
            Span(REPORT, at + 11, at + 15),
            Span(REPORT, at, at + 10),
        )
        for at in range(0, len(text), length)
    )
    began = time.perf_counter()
    assert len(read(text, *statements)) == 5_000
    assert time.perf_counter() - began < 20


def test_a_name_of_ten_thousand_characters_is_a_name() -> None:
    name = "Ada " + "of the " * 1_500 + "Borel"
    text = f"The truce holds, {name} said."
    (one,) = read(
        text, said(text, "The truce holds", name, speaker=name), mentions=named(text, "person", name)
    )
    assert one.speaker == name
    assert hops(one) == [f"speaker {name}"]
