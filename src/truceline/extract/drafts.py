"""Statements by rule: words in quotation marks, and what a reporting verb reports without them.

What stands in marks goes to the cue beside it; a clause goes to the verb that governs it in the
parse; a fragment in marks goes to the reporting verb above it. Where none is sure, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens

from truceline.extract.clauses import Place, reported_clause
from truceline.extract.cues import Cue
from truceline.extract.page import Page
from truceline.extract.quotations import Quotation
from truceline.model.claims import StatementKind

_TERMINAL = ".!?…"
_FEWEST_WORDS = 4
_LONGEST_GAP = 160


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is known; places are characters of `page.text`. `like` is the
    statement whose cue and source it shares, until the two are joined."""

    contents: tuple[Place, ...]
    kind: StatementKind
    cue: Cue | None = None
    like: Draft | None = None
    bare: Tokens | None = None
    """The words of a cue without a source: "is expected"."""

    @property
    def governing(self) -> Cue | None:
        return self.cue or (self.like.cue if self.like is not None else None)

    @property
    def origin(self) -> Draft:
        """The statement that has the cue."""
        return self.like or self

    @property
    def order(self) -> tuple[Place, ...]:
        return self.contents


def drafts_by_rule(page: Page) -> list[Draft]:
    """What the rules find, in the order of the text."""
    drafts = list(_beside(page))
    used = {draft.cue.verb.i for draft in drafts if draft.cue is not None}
    drafts += _clauses(page, used, _covered(page, drafts))
    covered = _covered(page, drafts)
    drafts += _fragments(page, covered)
    drafts += _without_cue(page, sorted(drafts, key=lambda d: d.order), _covered(page, drafts))
    return sorted(_joined(drafts), key=lambda draft: draft.order)


def _joined(drafts: list[Draft]) -> list[Draft]:
    """What goes on without a cue of its own is one statement with what it goes on from."""
    further: dict[Draft, list[Place]] = {}
    for draft in drafts:
        if draft.like is not None:
            further.setdefault(draft.like, []).extend(draft.contents)
    whole = []
    for draft in drafts:
        more = further.get(draft, [])
        if more:
            kind: StatementKind = "mixed" if draft.kind == "indirect" else draft.kind
            draft = replace(draft, contents=tuple(sorted((*draft.contents, *more))), kind=kind)
        if draft.like is None:
            whole.append(draft)
    return whole


def _covered(page: Page, drafts: Iterable[Draft]) -> set[Quotation]:
    """The quotations that have their statement."""
    places = sorted(place for draft in drafts for place in draft.contents)
    covered: set[Quotation] = set()
    at, reach = 0, -1
    for quote in page.quotes:
        while at < len(places) and places[at][0] <= quote.start:
            reach = max(reach, places[at][1])
            at += 1
        if quote.start < reach:
            covered.add(quote)
    return covered


# Quotations with their cue beside them


def _beside(page: Page) -> Iterator[Draft]:
    """`"...," he said` and `He said: "..."`, with the paragraphs that continue the quotation."""
    done = -1
    open_draft: Draft | None = None
    for number, quote in enumerate(page.quotes):
        if number <= done:
            continue
        cue = page.cue_behind(quote) or page.cue_before(quote)
        contents = [(quote.start, quote.end)]
        following = page.quotes[number + 1] if number + 1 < len(page.quotes) else None
        if cue is not None and following is not None and _is_cut(page, quote, cue, following):
            contents.append((following.start, following.end))
            done = number + 1
        if cue is not None:
            draft = Draft(tuple(contents), "direct", cue)
        elif open_draft is not None:
            draft = Draft(tuple(contents), "direct", like=open_draft.origin)
        else:
            continue
        yield draft
        open_draft = draft if page.quotes[max(done, number)].goes_on else None


def _is_cut(page: Page, quote: Quotation, cue: Cue, following: Quotation) -> bool:
    """Whether the cue stands within one sentence: `"We will," he said, "go on."`"""
    start = cue.tokens.end_char
    if not quote.outer_end <= start <= following.outer_start or quote.paragraph != following.paragraph:
        return False
    gap = page.text[start : following.outer_start].rstrip()
    between = range(cue.tokens.end, page.token_from(following.outer_start))
    ends = any(i in page.cues or page.doc[i].text in _TERMINAL for i in between)
    return gap.endswith(",") and len(gap) < _LONGEST_GAP and not ends


# Clauses that a reporting verb governs


def _clauses(page: Page, used: set[int], covered: set[Quotation]) -> Iterator[Draft]:
    taken = {(quote.start, quote.end) for quote in covered}
    for cue in page.cues.values():
        if cue.verb.i in used:
            continue
        places = reported_clause(page, cue)
        places = [place for place in (whole_quotes(page, place) for place in places) if place[0] < place[1]]
        if not places or any(s < b and a < e for s, e in places for a, b in taken):
            continue
        yield Draft(tuple(places), kind_of(page, places), cue)


def kind_of(page: Page, places: list[Place]) -> StatementKind:
    inside = [q for s, e in places for q in page.quotes_within(s, e) if s <= q.start and q.end <= e]
    if not inside:
        return "indirect"
    whole = [(quote.start, quote.end) for quote in inside] == sorted(places)
    direct = whole and (page.text[places[0][0]].isupper() or _is_clause(page, inside[0]))
    return "direct" if direct else "mixed"


def _is_clause(page: Page, quote: Quotation) -> bool:
    """Whether the marks hold a clause with its subject, and no "that" of the reporter's is before them."""
    first, end = page.token_from(quote.start), page.token_from(quote.end)
    if page.text[max(0, quote.outer_start - 6) : quote.outer_start].rstrip().endswith("that"):
        return False
    subjects = (token for token in page.doc[first:end] if token.dep_ in ("nsubj", "nsubjpass"))
    return any(first <= subject.head.i < end for subject in subjects)


def whole_quotes(page: Page, place: Place) -> Place:
    """A quotation is not cut in two, and marks around all of it are left out."""
    start, end = place
    touching = page.quotes_within(start, end)
    for quote in touching:
        if quote.outer_start < end < quote.outer_end and start <= quote.outer_start:
            end = quote.outer_end
        if start == quote.start and end > quote.end:
            start = quote.outer_start
        begins = start in (quote.outer_start, quote.start)
        if begins and end == quote.end - 1 and page.text[end] == ".":
            end = quote.end  # its full stop hangs on the reporter's verb
        if end == quote.end and start < quote.start:
            end = quote.outer_end
    for quote in touching:
        if quote.outer_start <= start and end <= quote.outer_end:
            return max(start, quote.start), min(end, quote.end)
    return start, end


# Fragments in marks, and quotations without a cue


def _fragments(page: Page, covered: set[Quotation]) -> Iterator[Draft]:
    """`He called it "a farce"`: the reporting verb above the fragment in the parse."""
    for quote in page.quotes:
        if quote not in covered and not page.is_title(quote):
            cue = page.cue_above(quote)
            if cue is not None:
                yield Draft(((quote.start, quote.end),), "mixed", cue)


def _without_cue(page: Page, drafts: list[Draft], covered: set[Quotation]) -> Iterator[Draft]:
    """Whole utterances without a cue; one that follows a statement in its paragraph goes on with it."""
    previous: Draft | None = None
    waiting = iter(drafts)
    following = next(waiting, None)
    for quote in page.quotes:
        while following is not None and following.contents[0] < (quote.start, quote.end):
            previous, following = following, next(waiting, None)
        if quote in covered or not _is_utterance(page, quote):
            continue
        like = previous.origin if previous is not None and _follows(page, quote, previous) else None
        if like is None and page.text.count(" ", quote.start, quote.end) + 1 < _FEWEST_WORDS:
            continue
        previous = Draft(((quote.start, quote.end),), "direct", like=like)
        yield previous


def _is_utterance(page: Page, quote: Quotation) -> bool:
    said = page.text[quote.start : quote.end].strip()
    before = page.text[max(0, quote.outer_start - 3) : quote.outer_start].rstrip(" ")[-1:]
    ends = said[-1] in _TERMINAL or page.text[quote.outer_end : quote.outer_end + 1] in _TERMINAL
    starts = said[0].isupper() and (not before or before in _TERMINAL + '\n"”’»')
    return ends and starts


def _follows(page: Page, quote: Quotation, previous: Draft) -> bool:
    """Whether nothing but the end of the sentence stands between a statement and the quotation."""
    if previous.governing is None:
        return False
    ends = [end for _, end in previous.contents]
    if previous.cue is not None:
        ends.append(page.doc[previous.cue.end - 1].idx)
    gap = page.text[max(ends) : quote.outer_start]
    if len(gap) >= _LONGEST_GAP or "\n" in gap:
        return False
    between = range(page.token_from(max(ends)), page.token_from(quote.outer_start))
    return sum(page.doc[i].text in _TERMINAL for i in between) <= 1
