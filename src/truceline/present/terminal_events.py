"""The logs in the terminal: meetings, incidents, agreements, and who met whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from truceline.errors import RecordError
from truceline.folding import plain_words
from truceline.known.points import PRECISION, Unplaced
from truceline.present.log_lines import AccountLine, LogLine, PairLine, PartyLine, PlaceLine, WordsLine
from truceline.present.meant import meant_words
from truceline.present.moments import asked, chosen, on
from truceline.present.terminal_lines import SHORT_ID, Choice, counted, quoted
from truceline.present.views import Views, many
from truceline.relate.agreements import KnownAgreements
from truceline.resources import table
from truceline.run.agreement_list import agreement_list

LOGS = ("meetings", "incidents", "agreements", "network")
"""What these pages show."""
_SENTENCES = 2
_DAYS = 6
"""Days of a pair that are shown in a table."""
_NOTHING = {
    "meetings": "The record has no such meeting.",
    "incidents": "The record has no such incident.",
    "agreements": "The record has no such agreement.",
    "network": "The record tells of no meeting between two named sides.",
}


def show_log(views: Views, what: str, item: str | None, most: int, console: Console, choice: Choice) -> None:
    """Print a log: what is chosen of it, or the one line whose id begins with `item`. Raises
    `RecordError`."""
    if what == "network":
        _network(views, most, console, choice)
        return
    every: Sequence[LogLine] = getattr(views.log, what)
    if item is not None:
        found = [line for line in every if line.id.startswith(item)]
        if len(found) != 1:
            several = f"may be {len(found)}" if found else "is none"
            raise RecordError(f"{item} {several} of the {what} of the record; give more of the id")
        _print(found[0], console, True, _means(views, found[0], choice))
        return
    lines = asked_for(views, every, choice)
    if not lines:
        console.print(_NOTHING[what])
    sought = False
    for line in lines[:most] if most else lines:
        if what == "agreements" and line.event.modality != "reported" and not sought:
            console.print(Text("Only sought, planned or denied", style="bold underline"))
            sought = True
        _print(line, console, False, _means(views, line, choice))
    if most and len(lines) > most:
        console.print(f"… and {len(lines) - most:,} more: --limit 0 shows all", style="dim")


def asked_for(views: Views, lines: Iterable[LogLine], choice: Choice) -> list[LogLine]:
    """The lines that may lie between the days that are asked for, of the story and with all that are asked
    for."""
    every = {line.id: line for line in lines}
    found_by = asked(choice.actors, views.actors, views.spellings())
    moments = (line.moment for line in every.values())
    found = (every[one.id] for one in chosen(moments, choice.since, choice.until, choice.actors, found_by))
    return [line for line in found if choice.story is None or line.story.startswith(choice.story)]


# A line --------------------------------------------------------------------------------------------


def _means(views: Views, line: LogLine, choice: Choice) -> list[str]:
    """Which agreement the sentences of a line of the log of agreements mean."""
    if line.kind != "agreement":
        return []
    listed = _listed(choice.known) if choice.known is not None else None
    return list(meant_words(views, line.event, listed))


@lru_cache(maxsize=2)
def _listed(path: Path) -> KnownAgreements:
    return KnownAgreements.of(agreement_list(path))


def _print(line: LogLine, console: Console, whole: bool, means: Sequence[str] = ()) -> None:
    event = line.event
    state = "" if line.state == "reported" else f" ({line.state})"
    sorts = f", {', '.join((*line.levels, *line.formats))}" if line.levels or line.formats else ""
    head = Text.assemble(
        (line.id[:SHORT_ID] + "  ", "cyan"),
        (line.moment.on, "bold"),
        f"  {line.what}{state}{sorts}",
    )
    shown = event.evidence if whole else event.evidence[:_SENTENCES]
    inner = [
        *_details(line, whole),
        *(Text(words) for words in means),
        Text(counted(event), style="dim"),
        *map(quoted, shown),
    ]
    if len(event.evidence) > len(shown):
        what = {"meeting": "meetings", "incident": "incidents"}.get(line.kind, "agreements")
        left = f"… and {len(event.evidence) - len(shown)} more: truceline show RECORD {what} "
        inner.append(Text(left + line.id[:SHORT_ID], style="dim"))
    console.print(
        head, *(Padding(part, (0, 0, 0, SHORT_ID + 2), expand=False) for part in inner), "", sep="\n"
    )


def _details(line: LogLine, whole: bool) -> Iterator[Text]:
    if line.kind == "incident":
        for account in line.accounts:
            yield _field("done", account_words(account))
        yield _field("against", ", ".join(actor.name for actor in line.targets))
        yield _field("means", " or ".join(line.means) or "not told")
    else:
        yield _field("who", "; ".join(map(party_words, line.parties)) or "participants not named")
    for place in line.places:
        yield _field("where", place_words(place))
    yield from _passages("about", line.subjects)
    yield from _passages("outcome", line.outcomes)
    yield from _passages("harm", line.harm)
    if line.kind != "incident":
        vouchers = dict.fromkeys(voucher_words(one) for one in line.accounts if one.who is not None)
        for words in vouchers:
            yield _field("told", words)
    for clash in line.clashes:
        yield Text.assemble(("told otherwise: ", "yellow"), clash)
    if whole:
        for modality, claim in line.history:
            yield _field("told as", f"{modality} ({claim[:SHORT_ID]})")
    for plan in line.follows:
        yield _field(
            "to follow", f"{plan.what} {on(plan.when)} ({plan.event.modality}, {plan.id[:SHORT_ID]})"
        )


def party_words(party: PartyLine) -> str:
    """ "Ada Borel (foreign minister, Tarn; host)"."""
    body = party.body if party.body != party.actor.name else None
    known = party.office if party.office and (body is None or body in party.office) else None
    inside = [one for one in (party.office, None if known else body, party.part, party.sector) if one]
    return f"{party.actor.name} ({'; '.join(inside)})" if inside else party.actor.name


def place_words(place: PlaceLine) -> str:
    """ "Tarn (31.3, 34.2: the place itself)", or why there is no point."""
    point = place.point
    if isinstance(point, Unplaced):
        may = f": {'; '.join(point.candidates)}" if point.candidates else ""
        return f"{place.actor.name} (no point: {point.why}{may})"
    at = f"{point.latitude:.4g}, {point.longitude:.4g}"
    other = "" if plain_words(point.place) == plain_words(place.actor.name) else f" {point.place},"
    return f"{place.actor.name} ({at}:{other} {PRECISION[point.precision]})"


def account_words(account: AccountLine) -> str:
    """By whom according to whom: "by Tarn, according to the Oru River Front (alleged)"."""
    by = f"by {', '.join(account.sources)}" if account.sources else "not attributed"
    return f"{by}, {voucher_words(account)}"


def voucher_words(account: AccountLine) -> str:
    """Who says so: "according to the Oru River Front (alleged), 2 reports"."""
    who = f"according to {account.who}" if account.who else "no source named"
    statuses = table("log.toml")["statuses"]
    status = f" ({statuses.get(account.status, account.status)})" if account.status else ""
    return f"{who}{status}, {many(account.reports, 'report')}"


def _passages(name: str, passages: Iterable[WordsLine]) -> Iterator[Text]:
    for passage in passages:
        outlet = passage.evidence.outlet or "outlet unknown"
        yield Text.assemble((f"{name}: ", "dim"), f"“{passage.words}”", (f"  [{outlet}]", "dim"))


def _field(name: str, words: str) -> Text:
    return Text.assemble((f"{name}: ", "dim"), words) if words else Text("")


# Who meets whom ------------------------------------------------------------------------------------


def _network(views: Views, most: int, console: Console, choice: Choice) -> None:
    found = views.log.network
    kept = {line.id for line in asked_for(views, [line for line, _ in found.meetings], choice)}
    pairs = [(pair, [line for line in pair.meetings if line.id in kept]) for pair in found.pairs]
    pairs = sorted((one for one in pairs if one[1]), key=lambda one: -len(one[1]))
    if not pairs:
        console.print(_NOTHING["network"])
        return
    lines = Table("who", "whom", "meetings", "origins", "when", box=None, pad_edge=False)
    for pair, meetings in pairs[:most] if most else pairs:
        lines.add_row(*map(Text, _row(pair, meetings)))
    console.print(lines)
    if most and len(pairs) > most:
        console.print(f"… and {len(pairs) - most:,} more: --limit 0 shows all", style="dim")


def _row(pair: PairLine, meetings: Sequence[LogLine]) -> tuple[str, ...]:
    days = [f"{line.moment.on} ({line.id[:SHORT_ID]})" for line in meetings]
    more = f"; and {len(days) - _DAYS} more" if len(days) > _DAYS else ""
    origins = str(sum(line.event.origins for line in meetings))
    return pair.one.name, pair.other.name, str(len(meetings)), origins, "; ".join(days[:_DAYS]) + more
