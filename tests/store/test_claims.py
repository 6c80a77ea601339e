"""Claims go into the record and come out as they were."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from truceline.errors import EvidenceError, Failure
from truceline.model.claims import (
    EventMention,
    Extraction,
    Figure,
    Form,
    Kind,
    Mention,
    Modality,
    Participant,
    Reference,
    Span,
    Statement,
    StatementKind,
    Term,
    Time,
    TimexType,
)
from truceline.model.digest import Digest
from truceline.store import Record, queries, schema
from truceline.store.claims import KINDS, extraction_of, rows_of, spans_of

TEXT = "In Veltra, envoys of the Front said: “Ça suffit 𝕏.”\n12 lorries\x00 came."
ID = "0123456789abcdef"
FIELDS = {
    "mention": "mentions",
    "reference": "references",
    "time": "times",
    "statement": "statements",
    "event": "events",
    "figure": "figures",
    "term": "terms",
}

spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(
    lambda place: Span(ID, place[0], min(place[0] + place[1], len(TEXT)))
)
texts = st.text(max_size=6)
perhaps = st.none() | texts
numbers = st.floats(allow_nan=False, allow_infinity=False)
bounds = st.none() | numbers

words = st.lists(texts, max_size=2).map(tuple)
kinds = st.sampled_from(get_args(Kind))
mentions = st.builds(Mention, spans, texts, kinds, texts, words, perhaps, perhaps)
forms = st.sampled_from(get_args(Form))
references = st.builds(Reference, spans, texts, forms, kinds, st.booleans(), perhaps, perhaps, words)
times = st.builds(Time, spans, texts, st.sampled_from(get_args(TimexType)), texts, perhaps, perhaps)
statements = st.builds(
    Statement,
    st.lists(spans, min_size=1, max_size=3).map(tuple),
    st.sampled_from(get_args(StatementKind)),
    st.none() | spans,
    st.none() | spans,
    perhaps,
    st.booleans(),
    perhaps,
)
participants = st.builds(Participant, spans, texts, perhaps)
several = st.lists(participants, max_size=2).map(tuple)
events = st.builds(
    EventMention,
    texts,
    spans,
    perhaps,
    several,
    several,
    several,
    st.none() | participants,
    st.none() | times,
    st.sampled_from(get_args(Modality)),
)
figures = st.builds(Figure, spans, texts, numbers, bounds, bounds, st.booleans(), *[perhaps] * 7)
terms = st.builds(Term, spans, texts, spans, numbers, perhaps, perhaps)


def some(claims: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(claims, max_size=3, unique=True).map(tuple)


extractions = st.builds(
    Extraction,
    st.just(ID),
    some(mentions),
    some(references),
    some(times),
    some(statements),
    some(events),
    some(figures),
    some(terms),
)


@given(extractions)
def test_claims_survive_as_rows(extraction: Extraction) -> None:
    rows = list(rows_of(extraction))
    assert extraction_of(ID, [(row.kind, row.data) for row in rows]) == extraction
    assert len({row.id for row in rows}) == len(rows)


@given(extractions)
def test_a_row_stands_at_the_first_place_of_its_claim_and_knows_all(extraction: Extraction) -> None:
    for row in rows_of(extraction):
        assert (row.report, row.start, row.end) == row.spans[0]
        assert row.columns().items() >= {"report": ID, "start": row.start, "end": row.end}.items()


@given(extractions)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_claims_survive_the_record(
    shared: Record,
    digest: Callable[..., Digest],
    undone: Callable[[Record], AbstractContextManager[None]],
    extraction: Extraction,
) -> None:
    with undone(shared):
        shared.add([digest(TEXT, extraction, name=ID)], "1")
        found = queries.claims_of(shared, ID)
        places = [spans_of(claim)[0] for _, _, claim in found]
        assert places == sorted(places)
        assert set(found) == {(row.id, row.kind, claim_of(row.kind, row.data)) for row in rows_of(extraction)}
        for kind, field in FIELDS.items():
            of_kind = queries.claims(shared, kind)
            assert {claim for _, claim in of_kind} == set(getattr(extraction, field))
            assert queries.claims(shared, kind, [claim for claim, _ in of_kind]) == of_kind


def claim_of(kind: str, data: str) -> Any:
    (claim,) = getattr(extraction_of(ID, [(kind, data)]), FIELDS[kind])
    return claim


def test_every_kind_of_claim_has_its_rows() -> None:
    assert KINDS.keys() == FIELDS.keys()
    assert {*FIELDS.values(), "report"} == set(Extraction.__dataclass_fields__)


HERE, THERE, OUTSIDE = Span(ID, 3, 9), Span("f" * 16, 3, 9), Span(ID, len(TEXT) - 1, len(TEXT) + 1)


def test_what_two_plug_ins_found_is_one_claim() -> None:
    twice = Extraction(ID, mentions=(Mention(HERE, "Veltra", "place", "Veltra"),) * 2)
    assert len(list(rows_of(twice))) == 1


def test_the_same_claim_at_another_place_is_another() -> None:
    mentions = tuple(Mention(Span(ID, at, at + 6), "Veltra", "place", "Veltra") for at in (3, 10))
    assert len({row.id for row in rows_of(Extraction(ID, mentions=mentions))}) == 2


def test_what_no_file_can_hold_does_not_lose_the_claim(record: Record, digest: Callable[..., Digest]) -> None:
    odd = Extraction(
        ID,
        mentions=(Mention(HERE, "Vel\udcfftra", "place", "Vel\ud800tra\x00"),),
        events=(EventMention("CONSULT", HERE, participants=(Participant(HERE, "\udfff"),)),),
    )
    record.add([digest(TEXT + "\udcff", odd, name=ID, title="\ud800", path="desk/\udcff")], "1")
    record.note_failures([Failure("read", "\udcff", "empty", "\udcff")], mended=["\udcff"])
    (report,) = record.reports()
    assert (report.text, report.title, report.path) == (TEXT + "\ufffd", "\ufffd", "desk/\ufffd")
    found = [claim for _, _, claim in queries.claims_of(record, ID)]
    assert Mention(HERE, "Vel\ufffdtra", "place", "Vel\ufffdtra\x00") in found
    assert EventMention("CONSULT", HERE, participants=(Participant(HERE, "\ufffd"),)) in found
    names = record.rows(select(schema.names.c.name))
    assert [row.name for row in names] == ["Vel\ufffdtra\x00"]
    record.note_failures([], mended=["\udcff"])
    assert queries.failures(record) == []


# Evidence ---------------------------------------------------------------------------------------


def resting_on(span: Span) -> list[Extraction]:
    """Extractions whose one claim rests on a good place and, somewhere, on this one."""
    someone = Participant(span, "Front", "Front")
    when = Time(span, "then", "DATE", "XXXX")
    return [
        Extraction(ID, mentions=(Mention(span, "Veltra", "place", "Veltra"),)),
        Extraction(ID, times=(when,)),
        Extraction(ID, statements=(Statement((HERE, span), "direct"),)),
        Extraction(ID, statements=(Statement((HERE,), "direct", cue=span),)),
        Extraction(ID, statements=(Statement((HERE,), "direct", source=span),)),
        Extraction(ID, events=(EventMention("CONSULT", span),)),
        Extraction(ID, events=(EventMention("CONSULT", HERE, source=(someone,)),)),
        Extraction(ID, events=(EventMention("CONSULT", HERE, target=(someone,)),)),
        Extraction(ID, events=(EventMention("CONSULT", HERE, participants=(someone,)),)),
        Extraction(ID, events=(EventMention("CONSULT", HERE, place=someone),)),
        Extraction(ID, events=(EventMention("CONSULT", HERE, time=when),)),
        Extraction(ID, figures=(Figure(span, "12", 12.0, 12.0, 12.0, False, None, "lorries"),)),
        Extraction(ID, terms=(Term(span, "12", HERE, 12.0, "lorries"),)),
        Extraction(ID, terms=(Term(HERE, "12", span, 12.0, "lorries"),)),
    ]


@pytest.mark.parametrize("claims", resting_on(Span(ID, 0, len(TEXT))))
def test_a_claim_may_rest_on_the_whole_text(
    record: Record, digest: Callable[..., Digest], claims: Extraction
) -> None:
    record.add([digest(TEXT, claims, name=ID)], "1")
    assert len(queries.claims_of(record, ID)) == 1


@pytest.mark.parametrize("claims", [*resting_on(OUTSIDE), *resting_on(THERE)])
def test_a_claim_outside_its_report_is_refused_and_nothing_is_stored(
    record: Record, digest: Callable[..., Digest], claims: Extraction
) -> None:
    with pytest.raises(EvidenceError, match=f"of report {ID} rests on no text"):
        record.add([digest("A good report."), digest(TEXT, claims, name=ID)], "1")
    assert set(queries.counts(record).values()) == {0}
    assert record.reports() == []


@pytest.mark.parametrize("claims", resting_on(THERE)[:1])
def test_another_report_of_the_batch_is_no_evidence(
    record: Record, digest: Callable[..., Digest], claims: Extraction
) -> None:
    with pytest.raises(EvidenceError):
        record.add([digest(TEXT, name="f" * 16), digest(TEXT + ".", claims, name=ID)], "1")
    assert record.reports() == []


def test_nothing_is_stored_even_where_a_longer_transaction_goes_on(
    record: Record, digest: Callable[..., Digest]
) -> None:
    with record.transaction():
        with pytest.raises(EvidenceError):
            record.add([digest(TEXT, resting_on(OUTSIDE)[0], name=ID)], "1")
        record.add([digest("A good report.")], "1")
    assert [report.text for report in record.reports()] == ["A good report."]


def test_claims_of_a_report_that_is_not_there_are_refused(
    record: Record, digest: Callable[..., Digest]
) -> None:
    with pytest.raises(EvidenceError, match=f"claims of report {ID} came with report {'f' * 16}"):
        record.add([digest(TEXT, resting_on(HERE)[0], name="f" * 16), digest(TEXT, name=ID)], "1")


def test_new_claims_are_held_against_the_text_too(record: Record, digest: Callable[..., Digest]) -> None:
    good = resting_on(HERE)[0]
    record.add([digest(TEXT, good, name=ID)], "1")
    with pytest.raises(EvidenceError):
        record.replace_claims([digest(TEXT, resting_on(OUTSIDE)[0], name=ID)], "2")
    assert [claim for _, _, claim in queries.claims_of(record, ID)] == list(good.mentions)
    assert record.outdated("1") == []
