"""Statements: who said what, who holds what, and where the report says so.

Rules find what is said with a reporting verb or in quotation marks. What was learnt from labelled articles
adds the rest: beliefs, plans, claims told by a noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from truceline.extract import phrases
from truceline.extract.acts import act_of
from truceline.extract.attributions import find_attributions, shipped
from truceline.extract.cues import told_to
from truceline.extract.drafts import Draft, drafts_by_rule
from truceline.extract.learnt import with_attributions
from truceline.extract.page import Page, read_page
from truceline.extract.reading import Reading
from truceline.extract.speakers import NOBODY, Speaker, addressee, speaker
from truceline.model.claims import Statement
from truceline.plugins import Extractor


def find_statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of a report in the order of the text."""
    page = read_page(reading)
    drafts = drafts_by_rule(page)
    weights = None if reading.rules_only else shipped()
    if weights is not None:
        drafts = with_attributions(page, drafts, find_attributions(page, weights))
    return tuple(_named(page, drafts))


def _named(page: Page, drafts: list[Draft]) -> Iterator[Statement]:
    unnamed: dict[str, set[str]] = {}
    previous: tuple[Draft, Speaker] | None = None
    for draft in drafts:
        who = _who(page, draft, previous)
        if who.sort == "unsure" and who.noun is not None and len(unnamed.get(who.noun, ())) == 1:
            who = Speaker("unnamed", min(unnamed[who.noun]), who.noun)  # "the soldier", where there is one
        elif who.sort == "unnamed" and who.name and who.noun and _is_one(draft):
            unnamed.setdefault(who.noun, set()).add(who.name)
        statement = _statement(page, draft, who)
        if statement.is_said and not _is_within(draft, previous):
            previous = (draft, who)
        yield statement


def _is_within(draft: Draft, previous: tuple[Draft, Speaker] | None) -> bool:
    """Whether it is told within what the one before says."""
    if draft.cue is None or previous is None:
        return draft.cue is None
    return any(start <= draft.cue.verb.idx < end for start, end in previous[0].contents)


def _who(page: Page, draft: Draft, previous: tuple[Draft, Speaker] | None) -> Speaker:
    if draft.cue is None:
        return NOBODY
    who = speaker(page.reading, draft.cue.source, page.people)
    if who.name is not None and who.sort != "unnamed":
        return who
    definite = page.is_definite(draft.cue.source)
    pronoun = who.sort in ("pronoun", "group")
    if previous is None or not (pronoun or (who.noun is not None and definite)):
        return replace(who, sort="unsure") if pronoun else who
    before, same = previous
    if not _is_near(page, before, draft):
        return NOBODY if who.sort == "group" else who
    if who.sort == "group":
        return same if _is_group(before, same) and not _groups(page, before, draft) else NOBODY
    if who.sort == "pronoun":
        one = same.sort == "person" or (same.sort == "unnamed" and _is_one(before))
        return same if one and not _rivals(page, before, draft, same) else NOBODY
    one = draft.cue.source.tag_ in ("NN", "NNP")  # "the soldier" is none of "soldiers"
    return same if same.sort == "unnamed" and same.noun == who.noun and one == _is_one(before) else who


def _is_one(draft: Draft) -> bool:
    """Whether the source is one, and not many: "a soldier"."""
    source = draft.governing.source if draft.governing is not None else None
    return source is not None and source.tag_ == "NN" and not any(phrases.children(source, "conj"))


def _is_group(draft: Draft, same: Speaker) -> bool:
    """Whether "they" may be who spoke before: a body, or several without a name."""
    source = draft.governing.source if draft.governing is not None else None
    if source is None or source.lower_ == "it":
        return False
    return same.sort == "body" or (same.sort == "unnamed" and not _is_one(draft))


def _groups(page: Page, before: Draft, draft: Draft) -> bool:
    """Whether others who may be "they" are spoken of since, outside of quotation marks."""
    cue, own = before.governing, draft.cue
    assert cue is not None and own is not None
    for token in page.doc[cue.source_phrase.end : own.source.i]:
        if token.i in page.quoted or token.pos_ not in ("NOUN", "PROPN"):
            continue
        mention = page.reading.mention_at(token)
        several = token.tag_ in ("NNS", "NNPS") and (
            phrases.is_person_noun(token) or token.ent_type_ == "NORP"
        )
        subject = token.dep_ in phrases.SUBJECTS
        named = mention is not None and mention.kind in ("body", "place") and subject
        if several or named or (subject and (token.tag_ == "NNS" or phrases.is_body_noun(token))):
            return True
    return False


def _is_near(page: Page, before: Draft, draft: Draft) -> bool:
    """In the same paragraph or the next, and not one within the other."""
    cue, source = before.governing, draft.cue
    if cue is None or source is None:
        return False
    at = source.source.idx
    within = any(start <= at < end for start, end in before.contents)
    reach = page.paragraph_number(at) - page.paragraph_number(before.contents[0][0])
    return not within and 0 <= reach <= 1 and cue.source.i < source.source.i


def _rivals(page: Page, before: Draft, draft: Draft, same: Speaker) -> bool:
    """Whether another person is named, outside of quotation marks, between the two sources."""
    cue, own = before.governing, draft.cue
    assert cue is not None and own is not None
    last = (same.name or "").split()[-1:]
    for i in range(cue.source.i + 1, own.source.i):
        mention = page.reading.mention_at(page.doc[i])
        named = mention is not None and mention.kind == "person" and i not in page.quoted
        if named and mention is not None and mention.name.split()[-1:] != last:
            return True
    return False


def _statement(page: Page, draft: Draft, who: Speaker) -> Statement:
    reading, cue = page.reading, draft.governing
    contents = tuple(reading.chars(*page.trimmed(place)) for place in draft.contents)
    verb = cue.verb if cue is not None else draft.bare.root if draft.bare is not None else None
    quoted = verb is not None and verb.i in page.quoted
    done = act_of(verb, cue.source if cue is not None else None, draft.kind, quoted)
    tokens = cue.tokens if cue is not None else draft.bare
    return Statement(
        contents,
        draft.kind,
        cue=reading.span(tokens) if tokens is not None else None,
        source=reading.span(cue.source_phrase) if cue is not None else None,
        speaker=who.name,
        anonymous=who.anonymous,
        told_to=addressee(reading, told_to(cue)) if cue is not None else None,
        act=done.act,
        negated=done.negated,
        conditional=done.conditional,
    )


extractor = Extractor(fills="statements", find=find_statements, after=("mentions", "times"))
