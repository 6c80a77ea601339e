"""What bears on a term to cease fire: those whom fire harmed since, breaches, and who stands by it.

Such terms are named in nearly every sentence on a truce, so that their words alone say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from truceline.model.board import Binding
from truceline.model.claims import Figure
from truceline.relate.board_breach import breach_at, who_fired
from truceline.relate.board_sentences import Known, Sentence
from truceline.relate.board_speakers import binding_of, sentence_binding
from truceline.relate.board_terms import Sought, Treaty, speaks_of
from truceline.relate.passages import find_plain, phrases, words_at


def fire(
    sentence: Sentence,
    treaty: Treaty,
    sought: Sought,
    figures: Sequence[tuple[str, Figure]],
    broken: bool,
    view: str,
    known: Known,
) -> Iterator[Binding]:
    """What bears on a term to cease fire: those whom fire harmed since, breaches, and who stands by it."""
    spoken = speaks_of(sentence, treaty)
    harmed = phrases("harmed")
    for claim, figure in figures:
        counted = words_at(figure.counted or "", 0, len(figure.counted or ""))
        if harmed.first(counted) is not None and _since(sentence, treaty, figure):
            accused, why = who_fired(sentence, treaty, known)
            reasons = (f"it counts {figure.counted}", "it counts since the agreement", *why)
            yield binding_of(
                sentence,
                sought,
                "figure",
                claim,
                figure.span,
                "breach",
                "likely" if accused else "unsure",
                reasons,
                known,
                figure,
                accused,
            )
    denied = sentence.has("answers") and breach_at(sentence) is not None
    if denied and spoken:
        yield sentence_binding(
            sentence, sought, "denied", "unsure", ("it answers an accusation", view), known, treaty
        )
    elif broken and (spoken or sentence.names):
        yield sentence_binding(
            sentence,
            sought,
            "breach",
            "likely",
            ("it says that the agreement was broken", view),
            known,
            treaty,
        )
    elif (
        spoken
        and sentence.has("commits")
        and not (sentence.has("negated") or sentence.has("hopes"))
        and not figures
    ):
        yield sentence_binding(
            sentence, sought, "commits", "likely", ("somebody stands by the agreement", view), known, treaty
        )


def _since(sentence: Sentence, treaty: Treaty, figure: Figure) -> bool:
    """Whether a figure counts from the agreement on: "since the truce began", "since then" in a sentence on
    it, or since a day that is not before it. Whom the war harmed before says nothing of the agreement."""
    start = treaty.agreement.date
    if figure.since_day is not None:
        return bool(start) and figure.since_day[: len(start or "")] >= (start or "")
    for first, last in phrases("counted_since").find(sentence.words):
        behind = sentence.words[last + 1 : last + 6]
        if any(find_plain(behind, alias) is not None for alias in treaty.aliases):
            return True
        if sentence.words[first].lower == "since" and behind and behind[0].lower == "then":
            return speaks_of(sentence, treaty)
    return False
