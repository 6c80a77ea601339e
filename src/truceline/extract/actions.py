"""Political events in PLOVER codes: who did what to whom. The words are in plover.toml.

What a verb of attitude governs is no event of its own ("threatened to attack" is a threat): it is the mode.
A plan or promise of a cooperative deed is AGREE, of a hostile one THREATEN, as in CAMEO.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from truceline.extract import circumstances, parties
from truceline.extract.action_codes import Matches, coded
from truceline.extract.action_matches import Match, matches
from truceline.extract.action_sides import source_of, target_of
from truceline.extract.action_told import (
    hangs_on_a_condition,
    has_sides,
    is_done,
    is_governed,
    is_political,
    is_supposed,
    is_supposed_attack,
)
from truceline.extract.actors import Stage, sector_of
from truceline.extract.hidden_deeds import alleged, awaited, fall, regretted
from truceline.extract.incident_details import VIOLENT, harm, is_alleged, is_usual, means
from truceline.extract.reading import Reading
from truceline.model.claims import EventMention, Participant
from truceline.resources import table

_UNARMED = frozenset({"refugee", "civilian", "media", "NGO", "education", "religious", "labor"})
_SAME_TALKS = 250
"""Characters within which two mentions of talks are taken for one."""
_CONTEXT_REACH = 30


def find_actions(reading: Reading) -> tuple[EventMention, ...]:
    """The political events of a report in the order of the text, meetings among them."""
    stage = Stage(reading)
    found = matches(stage)
    events = []
    for i in sorted(found):
        match = found[i]
        if is_supposed(match):
            event = _event(stage, match, found, supposed=True)
        elif match.frame.of:
            event = fall(stage, match)
        elif is_governed(match, found):
            event = alleged(stage, match, found) or regretted(stage, match, found)
        else:
            event = _event(stage, match, found)
        if event is not None:
            events.append(event)
    events += awaited(stage)
    return tuple(sorted(events, key=lambda one: one.trigger))


def beside_meetings(
    meetings: tuple[EventMention, ...], actions: Iterable[EventMention]
) -> tuple[EventMention, ...]:
    """Both in the order of the text; talks near those that the meetings' own words tell of are left out."""
    starts = sorted(one.trigger.start for one in meetings)
    others = [
        one
        for one in actions
        if not _is_near(starts, one.trigger.start, _SAME_TALKS if one.code == "CONSULT" else 1)
    ]
    return tuple(sorted((*meetings, *others), key=lambda one: one.trigger))


def _is_near(starts: Sequence[int], at: int, within: int) -> bool:
    first = bisect_right(starts, at - within)
    return first < len(starts) and starts[first] < at + within


def _event(stage: Stage, match: Match, found: Matches, *, supposed: bool = False) -> EventMention | None:
    code_and_mode = coded(match, found)
    if code_and_mode is None:
        return None
    code, mode = code_and_mode
    if not supposed and match.verb is not None and not is_done(match.verb, code, match.frame.code):
        if not hangs_on_a_condition(match.verb):
            return None
        supposed = True
    if supposed:
        code, mode = match.frame.code, match.frame.mode
    source = source_of(stage, match)
    target = target_of(stage, match, source)
    if (
        code == "FIGHT"
        and mode != "mass"
        and target
        and all(sector_of(stage, one) in _UNARMED for one in target)
    ):
        code = "ASSAULT"  # as CAMEO has violence against those who do not fight
    if not has_sides(match, source, target) or not is_political(stage, code, mode, source, target):
        return None
    deed = "ASSAULT" if code == "ASSAULT" else match.frame.code
    if supposed and not is_supposed_attack(stage, code, match, source, target):
        return None
    token = match.token
    modality = circumstances.modality(match.verb, token if match.verb != token else None)
    if any(
        left.lower_ == "no" for one in (match.last, match.object) if one is not None for left in one.lefts
    ):
        modality = "denied"  # "made no commitment"
    if modality == "conditional" and code == deed and not supposed:
        return None
    if supposed:
        modality = "conditional"
    hostile = code in VIOLENT
    if hostile and modality == "reported" and is_usual(token, match.verb):
        modality = "habitual"
    return EventMention(
        code,
        stage.reading.span(token),
        mode,
        source,
        target,
        parties.joined(source, target),
        circumstances.place(stage.reading, (token,)),
        circumstances.time(stage.reading, token, (token,)),
        modality,
        contexts=_contexts(token),
        means=means(token, match.verb) if hostile else None,
        harm=harm(stage.reading, token, match.verb) if hostile else (),
        status="alleged" if hostile and is_alleged(token) else None,
        sectors=_sectors(stage, (*source, *target)),
    )


def _sectors(stage: Stage, actors: Iterable[Participant]) -> tuple[tuple[str, str], ...]:
    found = {one.text: sector for one in actors if (sector := sector_of(stage, one)) is not None}
    return tuple(found.items())


def _contexts(token: Token) -> tuple[str, ...]:
    """What it is about, by the words around it in its sentence: military, economic, election ..."""
    doc, near = token.doc, []
    for i in range(token.i - 1, max(token.i - _CONTEXT_REACH, -1), -1):
        if doc[i + 1].is_sent_start:
            break
        near.append(doc[i])
    for other in doc[token.i : token.i + _CONTEXT_REACH]:
        if other.i > token.i and other.is_sent_start:
            break
        near.append(other)
    words = {one.lemma_.lower() for one in near} | {one.lower_ for one in near}
    text = " ".join(one.lemma_.lower() for one in sorted(near, key=lambda one: one.i))
    return tuple(
        context
        for context, listed in table("plover.toml")["contexts"].items()
        if any(word in words if " " not in word else f" {word} " in f" {text} " for word in listed)
    )
