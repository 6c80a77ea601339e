"""What was said, made of the record's utterances: each with its wordings, its chains and who vouches for
it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from truceline.folding import plain_words
from truceline.model.claims import Mention, Span, Statement, Voice
from truceline.model.record import Alike, Dispute, Echo, Utterance, Wire
from truceline.model.report import Report, ReportId, content_id
from truceline.present.differences import differences
from truceline.present.faces import Actor
from truceline.present.lines import DisputeLine, Evidence, HopLine, Side, StanceLine, TopicLine, Use, Variant
from truceline.relate.pledges import Pledge, pledge_of
from truceline.relate.sameness import telling, words_of
from truceline.relate.stance import Loaded, Stance, loaded_words
from truceline.relate.topics import topics
from truceline.resources import words as words_in

ALIKE: Mapping[Alike, str] = {
    "same": "the same words",
    "cut": "cut differently",
    "edited": "words changed",
    "reworded": "in other words",
    "translated": "another translation",
    "unsure": "may be the same",
}


def grouped(
    claims: Mapping[str, Statement],
    utterances: Iterable[Utterance],
    key: Callable[[str, Statement], tuple[object, ...]],
) -> Iterator[tuple[Utterance | None, list[str]]]:
    """The utterances with the claims of each. Reports with the very words of another have no utterances of
    their own: their statements go with those of the same `key`, and with none stay by themselves."""
    found = list(utterances)
    by_key: dict[tuple[object, ...], int] = {}
    groups: list[tuple[Utterance | None, list[str]]] = []
    known: set[str] = set()
    for one in found:
        own = [claim for claim in one.evidence if claim in claims]
        known.update(own)
        for claim in own:
            by_key.setdefault(key(claim, claims[claim]), len(groups))
        groups.append((one, own))
    for claim in sorted(claims.keys() - known):
        place = by_key.setdefault(key(claim, claims[claim]), len(groups))
        if place == len(groups):
            groups.append((None, []))
        groups[place][1].append(claim)
    return ((one, own) for one, own in groups if own)


def said_words(report: Report, said: Statement) -> str:
    """The words of a statement on one line."""
    parts = (report.text[span.start : span.end] for span in said.content)
    return " … ".join(" ".join(part.split()) for part in parts)


def pledge(report: Report, said: Statement) -> Pledge | None:
    cue = report.text[said.cue.start : said.cue.end] if said.cue is not None else ""
    return pledge_of(said, cue, said_words(report, said))


def chain(
    report: Report,
    said: Statement,
    entities: Mapping[str, str],
    actors: Mapping[str, Actor],
    wire: Wire | None,
) -> tuple[HopLine, ...]:
    """All hops of a statement: those of the text, then the agency and the outlet of the report."""
    hops = [
        HopLine(one.role, one.name, actors.get(entities.get(one.name, "")), one.span, "text")
        for one in said.chain
    ]
    named = {plain_words(one.name) for one in hops}
    agency = report.agency or (wire.agency if wire is not None else None)
    if agency is not None and plain_words(agency) not in named:
        span, rests_on = _credit(report, agency, wire)
        hops.append(HopLine("agency", agency, actors.get(entities.get(agency, "")), span, rests_on))
    if report.outlet is not None and plain_words(report.outlet) not in named | {plain_words(agency or "")}:
        hops.append(HopLine("outlet", report.outlet, None, None, "outlet"))
    return tuple(hops)


_ENDS = 200
"""Characters at the end of a text where a credit stands."""


def _credit(report: Report, agency: str, wire: Wire | None) -> tuple[Span | None, str]:
    """Where a report credits an agency with its text: in the lines before the news, or at the end."""
    if report.agency is None:
        return None, f"lineage: {wire.reason}" if wire is not None else "lineage"
    at = report.text.find(agency, 0, report.body)
    if at >= 0:
        return Span(report.id, at, at + len(agency)), "dateline"
    at = report.text.rfind(agency, max(report.body, len(report.text) - _ENDS))
    if at >= 0:
        return Span(report.id, at, at + len(agency)), "last line"
    return None, "byline" if agency in (report.byline or "") else "outlet"


def variants(
    shown: str, members: Sequence[tuple[str, str, Evidence]], echoes: Iterable[Echo]
) -> tuple[Variant, ...]:
    """The other wordings among `members` (claim, words, where): each once, with all reports that have it."""
    how = {echo.claim: echo for echo in echoes}
    by_words: defaultdict[str, list[tuple[str, str, Evidence]]] = defaultdict(list)
    for member in members:
        by_words[plain_words(member[1])].append(member)
    found = []
    for plain, same in by_words.items():
        claim, words, _ = same[0]
        if plain == plain_words(shown):
            continue
        echo = next((how[one] for one, _, _ in same if one in how), Echo("same", 1.0, (), claim))
        changes = differences(shown, words) if echo.kind not in ("reworded", "translated") else ()
        evidence = tuple(where for _, _, where in same)
        found.append(Variant(words, echo.kind, echo.score, echo.reasons, changes, evidence))
    return tuple(found)


def voice_words(voice: Voice | None, shown: Callable[[str], str]) -> str:
    """A source without a name in words: "official for Turkey, one"."""
    if voice is None:
        return ""
    of = f" for {' and '.join(map(shown, voice.of))}" if voice.of else ""
    return f"{voice.sort}{of}, {'several' if voice.several else 'one'}"


def by_topic[L](
    lines: Sequence[L], words: Callable[[L], str], often: Mapping[str, int], total: int
) -> list[TopicLine[L]]:
    """Lines by what they are about; `often` says how many of all `total` statements have each stem."""
    said = [words_of(words(line)) for line in lines]
    matters = telling(tuple(words_in("process_words.txt")))
    found, rest = topics([one.telling for one in said], often, total, matters)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in said:
        for word in one.plain:
            for stem in telling((word,)):
                written[stem][word] += 1
    made = [
        TopicLine(_most(written[topic.stem]) or topic.stem, tuple(lines[number] for number in topic.members))
        for topic in found
    ]
    if rest:
        made.append(TopicLine(None, tuple(lines[number] for number in rest)))
    return made


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda word: (-counts[word], word), default="")


def loaded(
    report: Report,
    statements: Iterable[tuple[str, Statement]],
    mentions: Iterable[Mention],
    quotations: Sequence[tuple[int, int]],
) -> list[Loaded]:
    """The loaded words of a report."""
    names = [(one.span.start, one.span.end) for one in mentions]
    return list(loaded_words(report.text, statements, quotations, names))


def stance_lines(uses: Iterable[tuple[Loaded, Use]]) -> list[StanceLine]:
    """Loaded words, those first that most reports use as their own."""
    found: defaultdict[tuple[str, str], list[Use]] = defaultdict(list)
    for one, use in uses:
        found[one.term, one.family].append(use)
    lines = []
    for (term, family), own in found.items():
        reports: dict[Stance, set[ReportId]] = {}
        for use in own:
            reports.setdefault(use.stance, set()).add(use.evidence.report)
        counts = {stance: len(ids) for stance, ids in sorted(reports.items())}
        lines.append(StanceLine(content_id("stance", term, family), term, family, counts, tuple(own)))
    return sorted(
        lines, key=lambda line: (-line.reports.get("asserted", 0), -sum(line.reports.values()), line.term)
    )


def dispute_line(dispute: Dispute, side: Callable[[str], Side]) -> DisputeLine:
    return DisputeLine(
        dispute.id, dispute.story, dispute.kind, tuple(map(side, dispute.evidence)), dispute.reasons
    )
