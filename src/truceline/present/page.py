"""A record as one HTML page: no network, no server, opens from disk.

The words of the page are in `templates`; here is what they are given: evidence by report, statements
by speaker, what the two pictures show. Reports are untrusted: templates escape everything, ids in
attributes are hexadecimal, and the page forbids itself whatever it does not carry.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from itertools import islice, pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from truceline.known import shown_name
from truceline.known.points import PRECISION
from truceline.model.claims import Figure
from truceline.model.report import Report, ReportId
from truceline.present import (
    board_picture,
    map_picture,
    network_picture,
    series_picture,
    side_by_side,
    terminal_board,
    timeline_picture,
)
from truceline.present.dates import between_days, headed, reason_words
from truceline.present.faces import Actor
from truceline.present.figure_notes import state_notes
from truceline.present.lineage_picture import FROM, derived, main_texts, picture, unseen
from truceline.present.lines import (
    ConflictLine,
    EntityLine,
    EventLine,
    Evidence,
    FigureLine,
    ReportLine,
    StatementLine,
    StoryLine,
    TopicLine,
)
from truceline.present.moments import OUTCOMES, MomentLine, on, on_days
from truceline.present.process_view import process_view
from truceline.present.sayings import voice_words
from truceline.present.tree import PASSAGES
from truceline.present.views import Views, by_story, many
from truceline.present.words import anchor, cut, day, days, percent, reading, safe_url
from truceline.resources import table

PIECES = 500
"""Pieces of the template that are written at once."""
ACTORS = 20
"""Rows of the picture of who met whom."""

_BLANK = re.compile(r"\s+")


def write_page(views: Views, title: str) -> Iterator[str]:
    """The page in pieces; each report's text is marked only when its turn comes."""
    style, script = (_asset(name) for name in ("page.css", "page.js"))
    template = _environment(views).get_template("page.html")
    own = {"style": style, "style_hash": _hash(style), "script": script, "script_hash": _hash(script)}
    stream = template.stream(title=title, **own, **_content(views))
    stream.enable_buffering(PIECES)
    yield from stream


def _content(views: Views) -> dict[str, Any]:
    entities = views.entities()
    marks = _marks(views, entities)
    published = sorted(report.published[:10] for report in views.texts.values() if report.published)
    dated = [line for line in views.timeline if line.when.edtf]
    placed, unplaced = map_picture.places(views.log.lines)
    return {
        "views": views,
        "board": views.present_board,
        "process": process_view(views),
        "days": published,
        "conflicts": _conflicts(views),
        "conflicts_of": _conflicts_of(views),
        "events_of": by_story(views.events),
        "statements_of": by_story(views.statements),
        "figures_of": by_story(views.figures),
        "dated": _by_day(dated),
        "undated": [line for line in views.timeline if not line.when.edtf],
        "times": timeline_picture.picture(dated),
        "matrix": _matrix(views.meetings),
        "network": network_picture.picture(views.log.network),
        "placed": placed,
        "unplaced": unplaced,
        "maps": _maps(placed),
        "precisions": PRECISION,
        "statuses": table("log.toml")["statuses"],
        "speakers": _by_speaker(views.statements),
        "spoke": Counter(line.actor.id for line in views.statements if line.actor),
        "disputes": views.said.disputes,
        "promises": [line for line in views.statements if line.pledge == "promise"],
        "threats": [line for line in views.statements if line.pledge == "threat"],
        "stance": views.said.stance,
        "entities": entities,
        "unseen": unseen(views.stories),
        "main_text": main_texts(views.stories),
        "beside_of": side_by_side.places(views.stories),
        "date_of": {line.id: line for line in views.dates},
        "several": [story for story in views.stories if len(story.reports) > 1 and derived(story)],
        "marked": lambda report: highlight(report.text, marks.get(report.id, {}).values()),
    }


def _maps(placed: Sequence[map_picture.Place]) -> list[map_picture.Picture]:
    """The map of where most events are, if it shows more than that of all places, and that of all."""
    kinds = (True, False) if map_picture.has_nearer(placed) else (False,)
    return [drawn for kind in kinds if (drawn := map_picture.picture(placed, nearer=kind)) is not None]


# The page's own code -----------------------------------------------------------------------------


def _environment(views: Views) -> Environment:
    environment = Environment(
        loader=PackageLoader("truceline.present"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    own: dict[str, Callable[..., Any]] = {
        "anchor": anchor, "link": _link, "spot": _spot, "cut": cut, "day": day, "days": days, "many": many,
        "percent": percent,
        "reading": reading, "safe_url": safe_url, "sentence": partial(_sentence, views.texts),
        "source": partial(_source, views.reports), "support": _support, "called": _called,
        "told": _most_told, "whole": _whole, "from": FROM.__getitem__, "passage": PASSAGES.__getitem__,
        "line": views.reports.__getitem__, "headed": headed, "reason": reason_words, "dated": _dated,
        "outcome": OUTCOMES.__getitem__, "on_days": on_days, "capitalized": _capital,
        "voiced": partial(voice_words, shown=shown_name), "topics": partial(_topics, views),
        "picture": partial(picture, reports=views.reports),
        "notes": state_notes, "series_picture": series_picture.picture,
        "bars": board_picture.bars, "tally": board_picture.by_day_and_place,
        "due_words": terminal_board.due_words, "reckoned": terminal_board.reckoned_words,
        "account": terminal_board.account_words, "waits": partial(terminal_board.wait_words, views),
        "grade": terminal_board.grade_of, "counted_of": terminal_board.counted_words,
        "alleged": partial(terminal_board.violation_words, views),
        "chosen": side_by_side.chosen, "beside": partial(side_by_side.pairs, texts=views.texts),
    }  # fmt: skip
    environment.filters.update(own)
    return environment


def _link(item: str, prefix: str) -> str:
    """Where a thing stands: on this page."""
    return f"#{anchor(item, prefix)}"


def _spot(one: Evidence) -> str:
    """Where a sentence stands."""
    return _link(one.claim, "c")


def _asset(name: str) -> Markup:
    """Our own style or script, which goes into the page as it is."""
    return Markup(files("truceline.present").joinpath("templates", name).read_text(encoding="utf-8"))


def _hash(content: str) -> str:
    """By which the page's policy knows its style and its script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


# Words of the reports ------------------------------------------------------------------------------


def _sentence(texts: Mapping[ReportId, Report], evidence: Evidence) -> Markup:
    """The sentence with the words that a line rests on marked in it."""
    text = texts[evidence.report].text
    ends = evidence.sentence_start, evidence.start, evidence.end, evidence.sentence_end
    before, words, after = (_BLANK.sub(" ", text[a:b]) for a, b in pairwise(ends))
    return Markup("{}<b>{}</b>{}").format(before.lstrip(), words, after.rstrip())


def _source(reports: Mapping[ReportId, ReportLine], evidence: Evidence) -> Markup:
    """The outlet; where it is unknown, the title says which report is meant."""
    return _called(reports[evidence.report])


def _called(report: ReportLine) -> Markup:
    if report.outlet:
        return Markup("<bdi>{}</bdi>").format(report.outlet)
    return Markup("Outlet unknown (<bdi>{}</bdi>)").format(cut(report.title, 50))


def _support(line: EventLine | StatementLine | FigureLine | StoryLine) -> Markup:
    """How many reports, and how many of them count: outlets, independent texts, those who vouch."""
    reports = len(line.reports) if isinstance(line, StoryLine) else line.reports
    outlets = f"{many(line.outlets, 'outlet')}, " if line.outlets else ""
    told = f"{many(reports, 'report')}, {outlets}<strong>{many(line.origins, 'origin')}</strong>, "
    words = (
        (told + many(line.asserters, "asserter"))
        .replace(" ", "\N{NO-BREAK SPACE}")
        .replace(",\N{NO-BREAK SPACE}", ", ")
    )
    return Markup(f'<span class="support">{words}</span>')  # numbers and our own words alone


def _most_told[L: (EventLine, StatementLine, FigureLine)](lines: Sequence[L], most: int) -> Sequence[L]:
    """All lines of a story in their order, or as many of those that most reports tell."""
    if len(lines) <= most:
        return lines
    return sorted(lines, key=lambda line: (-line.reports, -line.origins))[:most]


def _whole(line: StatementLine) -> bool:
    """Whether the first sentence shows all words of a statement."""
    return bool(line.evidence) and line.words in line.evidence[0].sentence


def _dated(report: ReportLine) -> str:
    """The interval of a report without a date."""
    between = between_days(report.earliest, report.latest, day)
    return f"undated, {between}" if between else "undated"


# What the sections are given ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that disagree, with what stands for it."""

    value: str
    evidence: tuple[Evidence, ...]


def _sides(conflict: ConflictLine, figure_of: Mapping[str, Figure]) -> tuple[Side, ...]:
    """The values side by side; where it cannot be told which evidence is whose, the last has none
    of its own and all of it."""
    groups: defaultdict[object, list[Evidence]] = defaultdict(list)
    for one in conflict.evidence:
        figure = figure_of.get(one.claim)
        groups[(figure.value, figure.low, figure.high) if figure else None].append(one)
    if len(groups) != len(conflict.values):
        return (Side(" / ".join(conflict.values), conflict.evidence),)
    return tuple(
        Side(value, tuple(group)) for value, group in zip(conflict.values, groups.values(), strict=True)
    )


def _conflicts(views: Views) -> dict[str, list[tuple[ConflictLine, tuple[Side, ...]]]]:
    """Disagreements by kind, in the order of the record."""
    figure_of = {one.claim: line.figure for line in views.figures for one in line.evidence}
    found: defaultdict[str, list[tuple[ConflictLine, tuple[Side, ...]]]] = defaultdict(list)
    for conflict in views.conflicts:
        found[conflict.kind].append((conflict, _sides(conflict, figure_of)))
    return found


def _conflicts_of(views: Views) -> dict[str, list[ConflictLine]]:
    """Each figure's disagreements."""
    line_of = {one.claim: line.id for line in views.figures for one in line.evidence}
    found: defaultdict[str, list[ConflictLine]] = defaultdict(list)
    for conflict in views.conflicts:
        for line in dict.fromkeys(line_of.get(one.claim) for one in conflict.evidence):
            if line is not None:
                found[line].append(conflict)
    return found


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker with all statements; `name` is None where it is unsure who speaks."""

    name: str | None
    actor: Actor | None
    anonymous: bool
    lines: list[StatementLine]


def _by_speaker(statements: Iterable[StatementLine]) -> list[Speaker]:
    """Those who have names before those who have none, who speaks most first, the unsure at the end.

    Sources without a name go by the words of the reports, which may stand for several people.
    """
    found: dict[tuple[bool, str | None], Speaker] = {}
    for line in statements:
        name = line.actor.name if line.actor else line.speaker
        key = line.anonymous, line.actor.id if line.actor else name and name.casefold()
        found.setdefault(key, Speaker(name, line.actor, line.anonymous, [])).lines.append(line)
    return sorted(
        found.values(), key=lambda one: (one.name is None, one.anonymous, -len(one.lines), one.name or "")
    )


type Day = tuple[str, str, list[MomentLine]]
"""A heading, the steps of the order that it stands for, and the events below it."""


TOPICS = 6
"""Statements of a speaker from which on they are told apart by what they are about."""


def _topics(views: Views, group: Speaker) -> Sequence[TopicLine[StatementLine]]:
    if group.actor is None or len(group.lines) < TOPICS:
        return [TopicLine(None, tuple(group.lines))]
    return views.said.topics(group.lines)


def _by_day(lines: Iterable[MomentLine]) -> list[Day]:
    """The events of each day or interval, in the order of the timeline."""
    found: defaultdict[tuple[str, int, int], list[MomentLine]] = defaultdict(list)
    for line in lines:
        found[on(line.when, short=True), line.first, line.last].append(line)
    return [(_capital(when), _steps(first, last), moments) for (when, first, last), moments in found.items()]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _steps(first: int, last: int) -> str:
    return f"step {first + 1}" if first == last else f"steps {first + 1} to {last + 1}"


type Meetings = list[tuple[Actor, Actor, list[EventLine]]]


def _matrix(meetings: Meetings) -> list[tuple[Actor, list[tuple[Actor, str, int]]]]:
    """The most frequent participants, each with those above it: the id of the pair, and how often."""
    frequency: Counter[str] = Counter()
    actors: dict[str, Actor] = {}
    pairs: dict[tuple[str, str], tuple[str, int]] = {}
    for one, other, events in meetings:
        for this, that in ((one, other), (other, one)):
            frequency[this.id] += len(events)
            actors[this.id] = this
            pairs[this.id, that.id] = one.id + other.id, len(events)
    order = sorted(frequency, key=lambda actor: (-frequency[actor], actors[actor].name, actor))[:ACTORS]
    return [
        (actors[row], [(actors[other], *pairs.get((row, other), ("", 0))) for other in order[:number]])
        for number, row in enumerate(order)
    ]


# Evidence in its report --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """What a claim rests on in a report, the sentence around it, and the address of the line it is for."""

    start: int
    end: int
    sentence: tuple[int, int]
    kind: str
    claim: str
    line: str
    label: str


def _marks(views: Views, entities: Sequence[EntityLine]) -> dict[ReportId, dict[str, Mark]]:
    """All evidence by report, gathered in one pass over the lines."""
    found: defaultdict[ReportId, dict[str, Mark]] = defaultdict(dict)

    def add(kind: str, prefix: str, line: str, label: str, evidence: Iterable[Evidence]) -> None:
        for one in evidence:
            sentence = one.sentence_start, one.sentence_end
            mark = Mark(one.start, one.end, sentence, kind, one.claim, _link(line, prefix), label)
            found[one.report].setdefault(one.claim, mark)

    for statement in views.statements:
        who = statement.actor.name if statement.actor else statement.speaker or "unsure"
        add("statement", "s", statement.id, f"Statement, speaker: {cut(who, 80)}", statement.evidence)
    for loaded in views.said.stance:
        label = f"Loaded word: {loaded.term}"
        add("loaded", "l", loaded.id, label, (use.evidence for use in loaded.uses))
    for event in views.events:
        who = ", ".join(actor.name for actor in event.participants[:6])
        add("event", "e", event.id, f"Event: {event.what}, {cut(who, 120)}", event.evidence)
    for figure in views.figures:
        label = f"Figure: {cut(figure.figure.text, 40)} {cut(figure.figure.counted or '', 80)}".rstrip()
        add("figure", "f", figure.id, label, figure.evidence)
    for entity in entities:
        add("name", "n", entity.actor.id, f"First mention of {cut(entity.actor.name, 80)}", entity.evidence)
    return found


def highlight(text: str, marks: Iterable[Mark]) -> Markup:
    """The text with its evidence marked; without its tags it is the text again.

    Spans may overlap in any way, so the text is cut at every boundary, and each piece is a link to
    the line of the innermost claim. Claims of overlapping sentences stand in one block.
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.claim))
    parts: list[str] = []
    done = 0
    for start, end, inside in _blocks(ordered, len(text)):
        parts.append(Markup.escape(text[done:start]))
        parts.append(Markup('<span class="sentence">{}</span>').format(_block(text, start, end, inside)))
        done = end
    parts.append(Markup.escape(text[done:]))
    return Markup("").join(parts)


def _blocks(ordered: Iterable[Mark], length: int) -> list[tuple[int, int, list[Mark]]]:
    """Sentences that hold evidence, those that overlap as one, each with its marks."""
    blocks: list[tuple[int, int, list[Mark]]] = []
    for start, end, mark in sorted(
        ((min(mark.sentence[0], mark.start), max(mark.sentence[1], mark.end), mark) for mark in ordered),
        key=lambda block: block[0],
    ):
        end = min(end, length)
        if blocks and start < blocks[-1][1]:
            first, last, inside = blocks[-1]
            inside.append(mark)
            blocks[-1] = first, max(last, end), inside
        else:
            blocks.append((start, end, [mark]))
    return blocks


def _block(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """A stretch of text cut at every boundary; each claim's id stands where the claim begins."""
    begins: defaultdict[int, list[Mark]] = defaultdict(list)
    ends: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.claim)):
        begins[mark.start].append(mark)
        ends[min(mark.end, end)].append(mark)
    active: dict[str, Mark] = {}  # in the order of the text, so that the last is the innermost
    kinds: Counter[str] = Counter()
    parts = []
    for here, there in pairwise(sorted({start, end, *begins, *ends})):
        for mark in ends[here]:
            del active[mark.claim]
            kinds[mark.kind] -= 1
        for mark in begins[here]:
            active[mark.claim] = mark
            kinds[mark.kind] += 1
        parts += [
            Markup('<span id="{}"></span>').format(anchor(mark.claim, "c")) for mark in begins[here][:-1]
        ]
        first = begins[here][-1].claim if begins[here] else None
        parts.append(_piece(text[here:there], active, +kinds, first))
    return Markup("").join(parts)


def _piece(words: str, active: dict[str, Mark], kinds: Iterable[str], first: str | None) -> Markup:
    """Words that claims rest on, as a link to the line of the innermost; `first` begins here."""
    if not active:
        return Markup.escape(words)
    inner = list(islice(reversed(active.values()), 3))
    labels = [mark.label for mark in inner] + ([f"and {len(active) - 3} more"] if len(active) > 3 else [])
    others = " ".join(anchor(mark.claim, "c") for mark in inner if mark.claim != first)
    return Markup('<a class="m {}"{}{} href="{}" title="{}">{}</a>').format(
        " ".join(sorted(kinds)),
        Markup(' id="{}"').format(anchor(first, "c")) if first else "",
        Markup(' data-c="{}"').format(others) if others else "",
        inner[0].line,
        "; ".join(labels),
        words,
    )
