"""Which sentences and claims bear on which terms of an agreement, and how.

Precision first: a sentence must be written after the agreement began, be about its parties or place, and have
the words of the term (what is counted; another word for it; its deed with its object). What has less is
unsure.
Nothing here says whether a term was kept: that is left to those who say so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from truceline.known import country_of_demonym
from truceline.model.board import Bears, Binding, Sureness, What
from truceline.model.claims import EventMention, Figure, Span, Statement, Time
from truceline.model.record import Event
from truceline.model.report import ReportId, content_id
from truceline.model.when import Interval
from truceline.process import Agreement, Obligation
from truceline.relate.passages import Word, find_plain, forms, past_forms, phrases, plain, sentences, words_at
from truceline.resources import table, words

NEAR, CLOSE, BESIDE = 12, 60, 4
"""Words in which those of a term stand together; characters between who owes and what it did; and words
between a cue and what it is said of."""
_FIRE = ("cease_fire", "refrain")
_DEPENDS = ("depend", "hinge", "require", "need", "subject")
"""Words behind which what is waited for need not be called approval."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity at `[start, end)` of a text."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what the record has of it; `terms` are the spans of figures that are owed, and `events`
    are those whose mentions stand in it."""

    report: ReportId
    text: str
    body: int
    written: Interval | None
    names: tuple[Named, ...]
    statements: tuple[tuple[str, Statement], ...] = ()
    figures: tuple[tuple[str, Figure], ...] = ()
    terms: frozenset[Span] = frozenset()
    events: tuple[tuple[Event, EventMention], ...] = ()
    times: tuple[Time, ...] = ()

    @property
    def day(self) -> str | None:
        """The last day on which it can have been written."""
        return self.written.latest if self.written is not None else None


@dataclass(frozen=True, slots=True)
class Known:
    """How names lead to entities, and who vouches for what stands at a place, given the speaker, an entity or
    words: the asserter, its name, and the origin. `foreign` are those that can be parties elsewhere."""

    entity: Callable[[str], str | None]
    speaker: Callable[[ReportId, str | None], str | None]
    vouches: Callable[[Span, str | None], tuple[str, str, str]]
    foreign: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, with what the record has of it."""

    told: Told
    span: Span
    words: tuple[Word, ...]
    names: tuple[Named, ...]
    figures: tuple[tuple[str, Figure], ...] = ()
    statements: tuple[tuple[str, Statement], ...] = ()
    events: tuple[tuple[Event, EventMention], ...] = ()

    def has(self, key: str) -> bool:
        return phrases(key).first(self.words) is not None


@dataclass(frozen=True, slots=True)
class Sought:
    """A term as it is looked for. `own` are the plain words of what it is about."""

    term: Obligation
    agreement: Agreement
    who: frozenset[str]
    verbs: frozenset[str]
    past: frozenset[str]
    nouns: frozenset[str]
    counted: tuple[str, ...]
    own: frozenset[str]
    aliases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Treaty:
    """An agreement as it is looked for: who and what place it is about, and its names."""

    agreement: Agreement
    about: frozenset[str]
    parties: frozenset[str]
    aliases: tuple[tuple[str, ...], ...]
    terms: tuple[Sought, ...]


def treaties(agreements: Iterable[Agreement], known: Known) -> tuple[Treaty, ...]:
    """Agreements with their terms, as they are looked for in reports."""
    return tuple(_treaty(one, known) for one in agreements)


def _treaty(one: Agreement, known: Known) -> Treaty:
    def ids(names: Iterable[str | None]) -> frozenset[str]:
        return frozenset(found for name in names if name and (found := known.entity(name)))

    parties = ids(one.parties)
    about = parties | ids(
        (*_place_names(one.place), *(place for term in one.terms for place in _place_names(term.place)))
    )
    generic = tuple((plain(word),) for word in table("board.toml")["generic"])
    aliases = tuple(_plain(alias) for alias in (one.name, *one.aliases))
    terms = tuple(_sought(term, one, ids(term.who), ids((*term.whom, *term.decides))) for term in one.terms)
    return Treaty(
        one,
        about,
        parties | ids(name for term in one.terms for name in term.who),
        (*aliases, *generic),
        terms,
    )


def _place_names(place: str | None) -> tuple[str, ...]:
    return (place, *place.split(", ")) if place else ()


def _plain(phrase: str) -> tuple[str, ...]:
    return tuple(
        word.plain for word in words_at(phrase, 0, len(phrase)) if word.lower not in ("the", "a", "an")
    )


def _sought(term: Obligation, agreement: Agreement, who: frozenset[str], others: frozenset[str]) -> Sought:
    deed = table("obligations.toml")["deeds"][term.what]
    verbs = frozenset(form for verb in deed["verbs"] for form in forms(verb))
    names = (
        *term.who,
        *term.whom,
        *term.decides,
        *agreement.parties,
        *_place_names(term.place),
        *_place_names(agreement.place),
    )
    named = {part for name in names for part in _plain(name)}
    common = words("stop_words.txt") | set(table("board.toml")["plain"])
    own = frozenset(
        word.plain
        for word in words_at(term.text, 0, len(term.text))
        if len(word.lower) > 2
        and word.lower not in common
        and word.plain not in named | verbs
        and not word.lower[0].isdigit()
    )
    return Sought(
        term,
        agreement,
        who,
        verbs,
        frozenset(form for verb in deed["verbs"] for form in past_forms(verb)),
        frozenset(plain(noun) for noun in deed["nouns"]),
        _plain(term.counted) if term.counted else (),
        own,
        tuple(_plain(alias) for alias in term.aliases),
    )


def bind(told: Iterable[Told], agreements: Sequence[Treaty], known: Known) -> Iterator[Binding]:
    """All bindings, report by report in the order of the text. In linear time in the length of the texts."""
    for one in told:
        before: Sentence | None = None
        latest: tuple[Sought, ...] = ()
        report_names = frozenset(name.entity for name in one.names)
        for sentence in sentences_of(one):
            found: dict[str, Sought] = {}
            for treaty in agreements:
                if _too_early(one, treaty.agreement):
                    continue
                for binding, sought in _bound(sentence, treaty, known, report_names):
                    found[sought.term.id] = sought
                    yield binding
            if not found and latest and before is not None:
                yield from _going_on(sentence, latest, known)
            latest, before = tuple(found.values()), sentence


def sentences_of(told: Told) -> Iterator[Sentence]:
    """The sentences of a report, each with its words, names and claims, in linear time."""
    spans = list(sentences(told.text, told.body))
    starts = [start for start, _ in spans]
    names: defaultdict[int, list[Named]] = defaultdict(list)
    figures: defaultdict[int, list[tuple[str, Figure]]] = defaultdict(list)
    said: defaultdict[int, list[tuple[str, Statement]]] = defaultdict(list)
    events: defaultdict[int, list[tuple[Event, EventMention]]] = defaultdict(list)
    for name in told.names:
        names[bisect_right(starts, name.start) - 1].append(name)
    for claim, figure in told.figures:
        figures[bisect_right(starts, figure.span.start) - 1].append((claim, figure))
    for event, mention in told.events:
        events[bisect_right(starts, mention.trigger.start) - 1].append((event, mention))
    for claim, one in told.statements:
        places = {
            at
            for content in one.content
            for at in range(
                max(0, bisect_right(starts, content.start) - 1), bisect_right(starts, content.end - 1)
            )
        }
        for at in places:
            said[at].append((claim, one))
    for number, (start, end) in enumerate(spans):
        yield Sentence(
            told,
            Span(told.report, start, end),
            words_at(told.text, start, end),
            tuple(names[number]),
            tuple(figures[number]),
            tuple(said[number]),
            tuple(events[number]),
        )


def _too_early(told: Told, agreement: Agreement) -> bool:
    return bool(told.day and agreement.date and told.day < agreement.date[: len(told.day)])


# One sentence and one agreement ------------------------------------------------------------------


def _bound(
    sentence: Sentence, treaty: Treaty, known: Known, report_names: frozenset[str]
) -> Iterator[tuple[Binding, Sought]]:
    view = _in_view(sentence, treaty, known, report_names)
    if view is None:
        return
    figures = [one for one in sentence.figures if _inside(one[1].span, sentence.span)]
    broken = _breach(sentence)
    special = False
    for sought in treaty.terms:
        if sought.term.what in _FIRE:
            continue
        for claim, figure in figures:
            match = _counts(sought, figure)
            if match is not None:
                sure, reason = match
                bears = _figure_bears(sentence, figure)
                special = special or bears != "owed"
                yield (
                    _binding(
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
        yield _sentence_binding(sentence, sought, bears, sure, (reason, view), known, treaty), sought
    for sought in treaty.terms:
        if sought.term.what in _FIRE:
            yield from (
                (one, sought)
                for one in _fire(sentence, treaty, sought, figures, broken and not special, view, known)
            )
    yield from _events(sentence, treaty, view, known)


def _inside(span: Span, around: Span) -> bool:
    return around.start <= span.start and span.end <= around.end


def _in_view(sentence: Sentence, treaty: Treaty, known: Known, report_names: frozenset[str]) -> str | None:
    """Why a sentence may be about an agreement."""
    here = {name.entity for name in sentence.names}
    if here & treaty.about:
        return "it names " + " and ".join(
            sorted({sentence.told.text[n.start : n.end] for n in sentence.names if n.entity in treaty.about})
        )
    if len((here & known.foreign) - treaty.about) > 1 or not report_names & treaty.about:
        return None
    if any(find_plain(sentence.words, alias) is not None for alias in treaty.aliases):
        return "it speaks of the agreement, in a report that names its parties"
    return "the report is about its parties" if len(report_names & treaty.about) > 1 else None


def _counts(sought: Sought, figure: Figure) -> tuple[Sureness, str] | None:
    """Whether a figure counts what is owed."""
    if not sought.counted or not figure.counted:
        return None
    counted = _plain(figure.counted)
    head = sought.counted[-1]
    if head not in counted:
        return None
    more, less = set(counted) - set(sought.counted), set(sought.counted) - set(counted)
    sure: Sureness = "unsure" if more and less else "likely"
    return sure, f"it counts {figure.counted}"


def _figure_bears(sentence: Sentence, figure: Figure) -> Bears:
    told = getattr(figure, "told", "fact")
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


def decider_words(sentence: Sentence) -> tuple[int, int] | None:
    """Where a sentence says that something waits for somebody: the numbers of the words after that."""
    for first, last in phrases("awaits").find(sentence.words):
        behind = sentence.words[last + 1 : last + 12]
        consent = phrases("consents").first(behind)
        if consent is not None and consent[0] > 0 and _decider_within(sentence, behind[: consent[0]]):
            return last + 1, last + 1 + consent[0]
        needed = not sentence.words[first].lower.startswith(_DEPENDS)
        if consent is not None or not needed:
            return last + 1, last + 1 + len(behind)
    return None


def _decider_within(sentence: Sentence, behind: Sequence[Word]) -> bool:
    """Whether somebody is named among these words: "Israeli approval" has all that is to be known."""
    return any(
        country_of_demonym(sentence.told.text[word.start : word.end]) is not None
        or any(name.start <= word.start < name.end for name in sentence.names)
        for word in behind
    )


def _breach(sentence: Sentence) -> bool:
    return _breach_at(sentence) is not None


def _breach_at(sentence: Sentence) -> int | None:
    for first, _ in phrases("breach").find(sentence.words):
        before = sentence.words[max(0, first - 3) : first]
        if phrases("no_breach").first(before) is None:
            return first
    return None


def _fire(
    sentence: Sentence,
    treaty: Treaty,
    sought: Sought,
    figures: Sequence[tuple[str, Figure]],
    broken: bool,
    view: str,
    known: Known,
) -> Iterator[Binding]:
    """What bears on a term to cease fire: those whom fire harmed since, breaches, and who stands by it."""
    spoken = any(find_plain(sentence.words, alias) is not None for alias in treaty.aliases)
    harmed = phrases("harmed")
    for claim, figure in figures:
        counted = words_at(figure.counted or "", 0, len(figure.counted or ""))
        if harmed.first(counted) is not None and (spoken or getattr(figure, "since_day", None)):
            accused, why = _who_fired(sentence, treaty, known)
            reasons = (f"it counts {figure.counted}", "it speaks of the agreement", *why)
            yield _binding(
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
    denied = sentence.has("answers") and _breach_at(sentence) is not None
    if denied and spoken:
        yield _sentence_binding(
            sentence, sought, "denied", "unsure", ("it answers an accusation", view), known, treaty
        )
    elif broken and (spoken or sentence.names):
        yield _sentence_binding(
            sentence,
            sought,
            "breach",
            "likely",
            ("it says that the agreement was broken", view),
            known,
            treaty,
        )
    elif spoken and sentence.has("commits") and not sentence.has("negated") and not figures:
        yield _sentence_binding(
            sentence, sought, "commits", "likely", ("somebody stands by the agreement", view), known, treaty
        )


def _who_fired(sentence: Sentence, treaty: Treaty, known: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose attacks a sentence tells of: "Israeli attacks", "its attacks" of the party named before."""
    for first, _ in phrases("fire").find(sentence.words):
        before = sentence.words[max(0, first - BESIDE) : first]
        for word in reversed(before):
            named = entity_at(sentence, word, known)
            if named is not None and named in treaty.parties:
                return (named,), (f"“{word.lower}” stands before “{sentence.words[first].lower}”",)
        if any(word.lower in ("its", "their") for word in before):
            found = [
                name.entity
                for name in sentence.names
                if name.end <= sentence.words[first].start and name.entity in treaty.parties
            ]
            if found:
                return (found[-1],), ("“its” stands for the party named before",)
    return (), ()


def entity_at(sentence: Sentence, word: Word, known: Known) -> str | None:
    for name in sentence.names:
        if name.start <= word.start < name.end:
            return name.entity
    country = country_of_demonym(sentence.told.text[word.start : word.end])
    return known.entity(country.name) if country is not None else None


def _accused(
    sentence: Sentence, treaty: Treaty, known: Known, content: Span | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is said to have broken it: who stands right before the breach, else the only party named before it.
    Of what somebody says, only the words that are said tell whom they mean."""
    at = _breach_at(sentence)
    if at is None:
        return (), ()
    least = content.start if content is not None else sentence.span.start
    for word in reversed(sentence.words[max(0, at - BESIDE) : at]):
        named = entity_at(sentence, word, known) if word.start >= least else None
        if named is not None and named in treaty.parties:
            return (named,), (f"“{sentence.told.text[word.start : word.end]}” stands before the breach",)
    start = sentence.words[at].start
    found = [
        name
        for name in sentence.names
        if least <= name.start and name.end <= start and name.entity in treaty.parties
    ]
    if found and len({name.entity for name in found}) == 1:
        words_there = sentence.told.text[found[-1].start : found[-1].end]
        return (found[-1].entity,), (f"{words_there} is the only party named before it",)
    return (), ()


@dataclass(frozen=True, slots=True)
class Accusation:
    """ "A accused B of breaking it", "accusations of A and B of breaking it": who accuses, and whom."""

    by: str | None
    accused: tuple[str, ...]


def _accusation(sentence: Sentence) -> Accusation | None:
    """What a sentence tells of somebody accusing somebody of the breach."""
    at = _breach_at(sentence)
    if at is None:
        return None
    for number in range(max(0, at - NEAR), at):
        word = sentence.words[number]
        if phrases("accuses").first((word,)) is None:
            continue
        between = tuple(
            name.entity for name in sentence.names if word.end <= name.start < sentence.words[at].start
        )
        if word.lower.startswith("accusation"):
            return Accusation(None, ())
        before = [name.entity for name in sentence.names if name.end <= word.start]
        return Accusation(before[-1] if before else None, between[:1])
    return None


def _events(sentence: Sentence, treaty: Treaty, view: str, known: Known) -> Iterator[tuple[Binding, Sought]]:
    """Events whose code bears on a term: by its mode, or as an incident between the parties."""
    for event, mention in sentence.events:
        if not _inside(mention.trigger, sentence.span) or event.modality != "reported":
            continue
        for sought in treaty.terms:
            deed = table("obligations.toml")["deeds"][sought.term.what]
            own = {event.code, f"{event.code}:{event.mode}"}
            who = set(getattr(event, "sources", ()) or event.participants)
            incident = bool(getattr(event, "incident", False))
            breach = incident and bool(own & set(deed["breach"]))
            done = f"{event.code}:{event.mode}" in deed["codes"]
            if not (breach or done) or (breach and not who & (sought.who or treaty.parties)):
                continue
            if not {*event.participants, *event.places} & treaty.about:
                continue
            if event.dates and treaty.agreement.date and max(event.dates)[1] < treaty.agreement.date:
                continue
            bears: Bears = "breach" if breach else "done"
            sure: Sureness = "likely" if event.dates else "unsure"
            reasons = (f"its event is {event.mode or event.code.lower()}", view)
            accused = tuple(sorted(who & treaty.parties)) if breach else ()
            yield (
                _binding(
                    sentence,
                    sought,
                    "event",
                    event.id,
                    mention.trigger,
                    bears,
                    sure,
                    reasons,
                    known,
                    None,
                    accused,
                ),
                sought,
            )


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
            yield _binding(
                sentence, sought, "sentence", None, sentence.span, "waiting", "likely", reasons, known
            )


# Who says so -------------------------------------------------------------------------------------


def _sentence_binding(
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
        told = _accusation(sentence)
        if told is not None:
            accused, by = tuple(one for one in told.accused if one in treaty.parties), told.by
            sure = "likely" if accused and by else "unsure"
            reasons = (*reasons, "it tells of an accusation")
        else:
            content = _content(sentence)
            accused, why = _accused(sentence, treaty, known, content)
            reasons, sure = (*reasons, *why), sure if accused or content is not None else "unsure"
    made = _binding(
        sentence, sought, "sentence", None, sentence.span, bears, sure, reasons, known, None, accused, by
    )
    if bears == "breach" and made.asserter in accused:  # nobody accuses himself
        return _binding(sentence, sought, "sentence", None, sentence.span, bears, "unsure", reasons, known)
    return made


def _content(sentence: Sentence) -> Span | None:
    """What somebody says that has the breach in it."""
    at = _breach_at(sentence)
    place = sentence.words[at].start if at is not None else -1
    found = [
        one
        for _, said in sentence.statements
        for one in said.content
        if said.is_said and one.start <= place < one.end
    ]
    return min(found, key=lambda one: one.end - one.start, default=None)


def _binding(
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
    if bears == "breach" and (at := _breach_at(sentence)) is not None:
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
