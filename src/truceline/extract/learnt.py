"""What was learnt beside what the rules find: one list of drafts, each passage once.

Where both find a passage, the place is the rules', which leave out "that" and the reporter's asides, and
the source the learnt one, which is right more often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.attributions import Attribution
from truceline.extract.clauses import Place
from truceline.extract.columns import Range
from truceline.extract.cues import Cue, is_relayed
from truceline.extract.drafts import Draft, kind_of, whole_quotes
from truceline.extract.page import Page
from truceline.resources import table, words

_SAME = 0.5
"""Tokens that two places have in common, of those of both, to be one."""
_TRIMMED = 0.3
"""The share of a place from which the part that the rules take is it without the reporter's asides."""
_SPOKEN = 12
"""Words from which a quotation that has no cue is more likely an utterance than not."""


def with_attributions(page: Page, drafts: list[Draft], found: Iterable[Attribution]) -> list[Draft]:
    """The drafts of the rules and what else was found, in the order of the text."""
    tokens = [frozenset(_tokens(page, draft)) for draft in drafts]
    holding: dict[int, list[int]] = {}
    for number, own in enumerate(tokens):
        for i in own:
            holding.setdefault(i, []).append(number)
    by_cue = {draft.cue.verb.i: number for number, draft in enumerate(drafts) if draft.cue is not None}
    kept: list[Draft] = []
    done: set[int] = set()
    for one in found:
        own = frozenset(i for first, end in one.content for i in range(first, end))
        same = by_cue.get(one.cue)
        if same is not None and (_is_aside(drafts[same], tokens[same], one, own) or own < tokens[same]):
            twin: int | None = same
        else:
            twin = _twin(own, tokens, holding)
        if same is not None:
            done.add(same)
        if twin is None or (twin != same and twin in done):
            draft = _draft(page, one)
            kept += [draft] if draft.contents else []
        else:
            kept.append(_sourced(page, drafts[twin], one))
            done.add(twin)
    kept += [draft for number, draft in enumerate(drafts) if number not in done and _stands(page, draft)]
    return sorted(kept, key=lambda draft: draft.order)


def _is_aside(draft: Draft, theirs: frozenset[int], one: Attribution, own: frozenset[int]) -> bool:
    """Whether the rules leave out what the reporter sets behind a clause."""
    clause = len(one.content) == 1 and draft.kind != "direct" and theirs < own
    return clause and len(theirs) >= _TRIMMED * len(own) and min(theirs) - min(own) <= 1


def _tokens(page: Page, draft: Draft) -> Iterator[int]:
    for start, end in draft.contents:
        yield from range(page.token_from(start), page.token_from(end))


def _twin(own: frozenset[int], tokens: list[frozenset[int]], holding: dict[int, list[int]]) -> int | None:
    """The draft that has most in common with a place, if that is enough."""
    shared: dict[int, int] = {}
    for i in own:
        for number in holding.get(i, ()):
            shared[number] = shared.get(number, 0) + 1
    likeness = {n: count / (len(own) + len(tokens[n]) - count) for n, count in shared.items()}
    best = max(likeness, key=lambda n: (likeness[n], -n), default=None)
    return best if best is not None and likeness[best] >= _SAME else None


def _stands(page: Page, draft: Draft) -> bool:
    """Whether a draft of the rules that was not learnt is kept: it has a cue, or is long."""
    start, end = draft.contents[0]
    return draft.governing is not None or page.text.count(" ", start, end) + 1 >= _SPOKEN


def _draft(page: Page, one: Attribution) -> Draft:
    tokens = _words_of_cue(page.doc[one.cue])
    ranges = _with_object(page.doc[one.cue], one.content)
    behind = [(tokens.end if one.cue < first < tokens.end else first, end) for first, end in ranges]
    places = [whole_quotes(page, _place(page, *each)) for each in behind if each[0] < each[1]]
    contents = tuple(place for place in places if place[0] < place[1])
    kind = kind_of(page, list(contents))
    if not one.source:
        return Draft(contents, kind, bare=tokens)
    phrase = _phrase(page, one)
    label = len(phrase) == 1 and phrase[0].lower_ in words("label_words.txt")
    if label or (tokens.root.is_punct and not _is_speaker(page, phrase)):
        return Draft((), kind)
    return Draft(contents, kind, Cue(tokens.root, tokens, phrase.root, phrase=phrase))


def _with_object(cue: Token, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """ "Criticised Norway for its strike" is about Norway, too."""
    first, end = content[0]
    opening = cue.doc[first]
    thing = phrases.child(cue, "dobj")
    verbs = table("reporting_verbs.toml")
    entry = verbs["verbs"].get(cue.lemma_.lower(), {"takes": ()})
    if "addressee" in entry["takes"] or cue.lemma_.lower() in verbs["relaying"]:
        return content  # the object is who is told, or speaks
    if (
        thing is None
        or thing.pos_ == "PRON"
        or opening.dep_ != "prep"
        or opening.i != first
        or opening.head.i not in (cue.i, thing.i)
    ):
        return content
    begin = thing.left_edge.i
    return ((begin, end), *content[1:]) if cue.i < begin < thing.i + 1 <= first else content


def _is_speaker(page: Page, label: Tokens) -> bool:
    """Whether who stands before a colon or a dash can speak: "Envoy: ...", not "Factbox: ..."."""
    first, head = label[0], label.root
    if {first.lower_, head.lower_} & words("label_words.txt"):
        return False
    named = (page.reading.mention_at(token) for token in label)
    if any(mention is not None and mention.kind != "other" for mention in named):
        return True
    return (
        phrases.is_person_noun(head)
        or phrases.is_body_noun(head)
        or head.lemma_.lower() in words("document_nouns.txt")
    )


def _sourced(page: Page, draft: Draft, one: Attribution) -> Draft:
    cue = draft.governing
    if not one.source or (cue is not None and is_relayed(cue.verb)):
        return draft
    phrase = _phrase(page, one)
    if cue is None:
        tokens = _words_of_cue(page.doc[one.cue])
        return replace(draft, cue=Cue(tokens.root, tokens, phrase.root, phrase=phrase))
    source = cue.source if phrase.start <= cue.source.i < phrase.end else phrase.root
    return replace(draft, cue=replace(cue, source=source, phrase=phrase), like=None)


def _phrase(page: Page, one: Attribution) -> Tokens:
    """The source without the "'s" of an owner or a "what" before it, and with the bracket that closes it."""
    doc, (first, end) = page.doc, one.source[0]
    while first < end - 1 and doc[first].tag_ in ("WP", "WDT"):  # "what one expert said"
        first += 1
    while end > first + 1 and doc[end - 1].tag_ == "POS":
        end -= 1
    marks = [token.text for token in doc[first:end] if token.text in "()"]
    if marks and marks[-1] == "(" and end < len(doc) and doc[end].text == ")":
        end += 1
    return doc[first:end]


def _words_of_cue(cue: Token) -> Tokens:
    """The token with what belongs to it: "pointed out", "according to"."""
    end = cue.i + 1
    following = cue.nbor() if end < len(cue.doc) else None
    verbs = table("reporting_verbs.toml")["verbs"]
    longer = following is not None and f"{cue.lemma_.lower()} {following.lower_}" in verbs
    particle = following is not None and following.dep_ == "prt" and following.head.i == cue.i
    if (
        particle
        or longer
        or (cue.lower_ == "according" and following is not None and following.lower_ == "to")
    ):
        end += 1
    return cue.doc[cue.i : end]


def _place(page: Page, first: int, end: int) -> Place:
    doc = page.doc
    while first < end - 1 and doc[first].lower_ == "that" and doc[first].dep_ == "mark":
        first += 1
    return page.place(first, end)
