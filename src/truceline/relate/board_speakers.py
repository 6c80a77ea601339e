"""Who vouches for what bears on a term: a figure's own asserter, whom the sentence names beside a document,
the speaker of the words, or else the report's own text."""

from __future__ import annotations

from truceline.model.board import Bears, Binding, Sureness, What
from truceline.model.claims import Figure, Span
from truceline.model.report import content_id
from truceline.relate.board_breach import accusation, accused_of, breach_at, content_of_breach
from truceline.relate.board_sentences import Known, Sentence
from truceline.relate.board_terms import Sought, Treaty
from truceline.resources import table, words


def sentence_binding(
    sentence: Sentence,
    sought: Sought,
    bears: Bears,
    sure: Sureness,
    reasons: tuple[str, ...],
    known: Known,
    treaty: Treaty,
) -> Binding:
    accused: tuple[str, ...] = ()
    by: str | None = None
    if bears == "breach":
        told = accusation(sentence)
        if told is not None:
            accused, by = tuple(one for one in told.accused if one in treaty.parties), told.by
            sure = "likely" if accused and by else "unsure"
            reasons = (*reasons, "it tells of an accusation")
        else:
            content = content_of_breach(sentence)
            accused, why = accused_of(sentence, treaty, known, content)
            reasons, sure = (*reasons, *why), sure if accused or content is not None else "unsure"
    made = binding_of(
        sentence, sought, "sentence", None, sentence.span, bears, sure, reasons, known, None, accused, by
    )
    if bears == "breach" and made.asserter in accused:  # nobody accuses himself
        return binding_of(sentence, sought, "sentence", None, sentence.span, bears, "unsure", reasons, known)
    return made


def binding_of(
    sentence: Sentence, sought: Sought, what: What, claim: str | None, span: Span, bears: Bears,
    sure: Sureness, reasons: tuple[str, ...], known: Known, figure: Figure | None = None,
    accused: tuple[str, ...] = (), by: str | None = None,
) -> Binding:  # fmt: skip
    speaker, channel, statement = _speaker(sentence, span, figure, known, bears)
    speaker = by or speaker
    asserter, named, origin = known.vouches(span, speaker)
    if statement is not None and what == "sentence":
        what, claim = "statement", statement
    name = content_id("binding", sought.term.id, span.report, span.start, span.end, bears)
    return Binding(
        name,
        sought.term.id,
        what,
        claim,
        span,
        bears,
        sure,
        reasons,
        asserter,
        named,
        origin,
        sentence.told.day,
        channel,
        accused,
    )


def _speaker(
    sentence: Sentence, span: Span, figure: Figure | None, known: Known, bears: Bears
) -> tuple[str | None, str | None, str | None]:
    """Who says it: as an entity or words, in what, and the statement. A figure has its own asserter; words
    that are said are the speaker's; a document or dashboard is of whom the sentence names beside it."""
    channel = _channel(sentence, span)
    if figure is not None and figure.asserted_by:
        return known.speaker(span.report, figure.asserted_by) or figure.asserted_by, channel[0], None
    if figure is not None and channel[1] is not None:
        return channel[1], channel[0], None
    covering = [
        (claim, said)
        for claim, said in sentence.statements
        if said.is_said and any(_covers(one, span, sentence, bears) for one in said.content)
    ]
    if covering:
        claim, said = min(covering, key=lambda item: sum(one.end - one.start for one in item[1].content))
        if said.speaker is not None:
            own = None if said.anonymous else known.speaker(span.report, said.speaker)
            return own or said.speaker, channel[0], claim
    return None, channel[0], None


def _covers(content: Span, span: Span, sentence: Sentence, bears: Bears) -> bool:
    """Whether what is said has what is bound: a figure within it; of a sentence, the breach or most of it."""
    if span != sentence.span:
        return content.start <= span.start and span.end <= content.end
    if bears == "breach" and (at := breach_at(sentence)) is not None:
        return content.start <= sentence.words[at].start < content.end
    common = min(content.end, span.end) - max(content.start, span.start)
    return common > 0.5 * (span.end - span.start) or (bears == "commits" and common > 0)


def _channel(sentence: Sentence, span: Span) -> tuple[str | None, str | None]:
    """What a figure stands in ("data"), and of whom that is where the sentence says so: "COGAT's data", "the
    dashboard of the United Nations"."""
    nouns = words("document_nouns.txt") | set(table("board.toml")["channels"])
    for word in sentence.words:
        if word.lower not in nouns or (
            sentence.told.text[span.start : span.end].casefold().find(word.lower) >= 0
            and span != sentence.span
        ):
            continue
        near = [
            name
            for name in sentence.names
            if -4 <= word.start - name.end <= 24 or 0 <= name.start - word.end <= 12
        ]
        if near:
            return word.lower, min(near, key=lambda name: abs(name.start - word.start)).entity
        if word.end <= span.start or span == sentence.span:
            return word.lower, None
    return None, None
