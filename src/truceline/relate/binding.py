"""Which sentences and claims bear on which terms of an agreement, and how.

Precision first: a sentence must be written after the agreement began, be about its parties or place, and have
the words of the term (what is counted; another word for it; its deed with its object). What has less is
unsure.
Nothing here says whether a term was kept: that is left to those who say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from truceline.model.board import Bears, Binding, Sureness
from truceline.model.claims import Figure
from truceline.process import Agreement
from truceline.relate.agreement_meaning import meaning
from truceline.relate.agreement_mentions import NO_MENTION, mentions
from truceline.relate.board_breach import BESIDE, NEAR, breach
from truceline.relate.board_deciders import decider_words
from truceline.relate.board_events import event_bindings
from truceline.relate.board_fire import fire
from truceline.relate.board_sentences import Known, Sentence, Told, inside, sentences_of
from truceline.relate.board_speakers import binding_of, sentence_binding
from truceline.relate.board_terms import FIRE, Sought, Treaty, plain_phrase, speaks_of
from truceline.relate.passages import find_plain, phrases
from truceline.resources import table

CLOSE = 60
"""Characters between who owes and what it did."""


def bind(told: Iterable[Told], agreements: Sequence[Treaty], known: Known) -> Iterator[Binding]:
    """All bindings, report by report in the order of the text. In linear time in the length of the texts."""
    for one in told:
        before: Sentence | None = None
        current = [treaty for treaty in agreements if not _too_early(one, treaty.agreement)]
        latest: tuple[Sought, ...] = ()
        report_names = frozenset(name.entity for name in one.names)
        for sentence in sentences_of(one):
            found: dict[str, Sought] = {}
            meant = _meant(sentence, current)
            for treaty in current:
                if treaty.agreement.id not in meant:
                    continue
                for binding, sought in _bound(sentence, treaty, known, report_names):
                    found[sought.term.id] = sought
                    yield binding
            if not found and latest and before is not None:
                yield from _going_on(sentence, latest, known)
            latest, before = tuple(found.values()), sentence


def _meant(sentence: Sentence, current: Sequence[Treaty]) -> frozenset[str]:
    """The agreements that a sentence may be about: those that it speaks of, else those in force."""
    known = [treaty.fitting for treaty in current]
    given = mentions(sentence.told.text, sentence.span.start, sentence.span.end, sentence.words)
    found = [one for one in given if not (one.new and one.plain)] or [NO_MENTION]
    means = [one for mention in found if (one := meaning(mention, known, sentence.told.day)) is not None]
    return frozenset(one for meant in means for one in meant.agreements)


def _too_early(told: Told, agreement: Agreement) -> bool:
    return bool(told.day and agreement.date and told.day < agreement.date[: len(told.day)])


# One sentence and one agreement ------------------------------------------------------------------


def _bound(
    sentence: Sentence, treaty: Treaty, known: Known, report_names: frozenset[str]
) -> Iterator[tuple[Binding, Sought]]:
    view = _in_view(sentence, treaty, known, report_names)
    if view is None:
        return
    figures = [one for one in sentence.figures if inside(one[1].span, sentence.span)]
    broken = breach(sentence)
    special = False
    for sought in treaty.terms:
        if sought.term.what in FIRE:
            continue
        for claim, figure in figures:
            match = _counts(sought, figure)
            if match is not None:
                sure, reason = match
                bears = _figure_bears(sentence, figure)
                special = special or bears != "owed"
                yield (
                    binding_of(
                        sentence,
                        sought,
                        "figure",
                        claim,
                        figure.span,
                        bears,
                        sure,
                        (reason, view),
                        known,
                        figure,
                    ),
                    sought,
                )
        fits = _match(sentence, sought)
        counted = any(_counts(sought, figure) is not None for _, figure in figures)
        if fits is None and not (counted and broken):
            continue
        sure, reason = fits or ("likely", f"it counts {sought.term.counted}")
        bears = _bears(sentence, sought, broken)
        if bears in ("done", "mentions", "waiting") and counted:
            continue  # the figure says it better
        special = special or bears == "breach"
        yield sentence_binding(sentence, sought, bears, sure, (reason, view), known, treaty), sought
    broken_terms = set()
    for sought in treaty.terms:
        if sought.term.what in FIRE:
            for one in fire(sentence, treaty, sought, figures, broken and not special, view, known):
                broken_terms.add(one.term)
                yield one, sought
    for one, sought in event_bindings(sentence, treaty, view, known):
        if one.bears != "breach" or one.term not in broken_terms:  # the words say it better
            yield one, sought


def _in_view(sentence: Sentence, treaty: Treaty, known: Known, report_names: frozenset[str]) -> str | None:
    """Why a sentence may be about an agreement."""
    here = {name.entity for name in sentence.names}
    if here & treaty.about:
        return "it names " + " and ".join(
            sorted({sentence.told.text[n.start : n.end] for n in sentence.names if n.entity in treaty.about})
        )
    if len((here & known.foreign) - treaty.about) > 1 or not report_names & treaty.about:
        return None
    if speaks_of(sentence, treaty):
        return "it speaks of the agreement, in a report that names its parties"
    return "the report is about its parties" if len(report_names & treaty.about) > 1 else None


def _counts(sought: Sought, figure: Figure) -> tuple[Sureness, str] | None:
    """Whether a figure counts what is owed."""
    if not sought.counted or not figure.counted:
        return None
    counted = plain_phrase(figure.counted)
    head = sought.counted[-1]
    if head not in counted:
        return None
    more, less = set(counted) - set(sought.counted), set(sought.counted) - set(counted)
    sure: Sureness = "unsure" if more and less else "likely"
    return sure, f"it counts {figure.counted}"


def _figure_bears(sentence: Sentence, figure: Figure) -> Bears:
    told = figure.told
    if figure.span in sentence.told.terms or told in ("promised", "possible"):
        return "owed"
    if decider_words(sentence) is not None:
        return "waiting"
    return "denied" if told == "denied" else "reported"


def _match(sentence: Sentence, sought: Sought) -> tuple[Sureness, str] | None:
    """Whether a sentence has the words of a term."""
    for alias in sought.aliases:
        if alias and find_plain(sentence.words, alias) is not None:
            return "likely", f"“{' '.join(alias)}” is a word for it"
    deeds = [
        number for number, word in enumerate(sentence.words) if word.plain in sought.verbs | sought.nouns
    ]
    best: frozenset[str] = frozenset()
    for number in deeds:
        near = sentence.words[max(0, number - NEAR // 2) : number + NEAR]
        hits = frozenset(word.plain for word in near if word.plain in sought.own)
        hits |= {sentence.words[number].plain} if sentence.words[number].plain in sought.verbs else set()
        best = max(best, hits, key=len)
    if len(best) >= 3 or (best and len(sought.own) < 3 and best >= sought.own):
        return "likely", f"it has the words {', '.join(f'“{word}”' for word in sorted(best))}"
    if (
        len(best) == 2
        and (verb := best & sought.past)
        and best & sought.own
        and _by_who(sentence, sought, verb)
    ):
        return "likely", f"it has “{min(verb)}” behind who owes it, and “{min(best & sought.own)}”"
    if len(best) == 2:
        return "unsure", f"it has only the words {', '.join(f'“{word}”' for word in sorted(best))}"
    if not sought.own:
        for number in deeds:
            word = sentence.words[number]
            if word.plain in sought.verbs and any(
                name.entity in sought.who and -CLOSE < name.start - word.start < CLOSE // 2
                for name in sentence.names
            ):
                return "likely", f"it has “{word.lower}” beside who owes it"
    return None


def _by_who(sentence: Sentence, sought: Sought, verbs: frozenset[str]) -> bool:
    """Whether who owes it stands close before one of these verbs."""
    return any(
        word.plain in verbs and name.entity in sought.who and 0 < word.start - name.end < CLOSE // 2
        for word in sentence.words
        for name in sentence.names
    )


def _bears(sentence: Sentence, sought: Sought, broken: bool) -> Bears:
    if decider_words(sentence) is not None:
        return "waiting"
    if sentence.has("offers") and not sentence.has("negated"):
        return "offer"
    if broken:
        return "breach"
    if sentence.has("planned"):
        return "planned"
    done = [word for word in sentence.words if word.plain in sought.past]
    own = [
        word
        for word in done
        if any(name.entity in sought.who and 0 < word.start - name.end < CLOSE for name in sentence.names)
    ]
    if own:
        before = sentence.words[max(0, sentence.words.index(own[0]) - BESIDE) : sentence.words.index(own[0])]
        return "not done" if phrases("negated").first(before) else "done"
    return "mentions"


def _going_on(sentence: Sentence, latest: Sequence[Sought], known: Known) -> Iterator[Binding]:
    """ "These issues will depend on …" is about what the sentence before it is about."""
    first = next((word for word in sentence.words[:2]), None)
    if (
        first is not None
        and first.lower in table("board.toml")["goes_on"]
        and decider_words(sentence) is not None
    ):
        for sought in latest:
            reasons = (f"“{first.lower}” goes on from the sentence before",)
            yield binding_of(
                sentence, sought, "sentence", None, sentence.span, "waiting", "likely", reasons, known
            )
