"""What was said, in the terminal: each statement with its wordings and the hands it went through; what one
speaker said, by what it is about; promises, threats and loaded words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from truceline.known import shown_name
from truceline.present.differences import Piece
from truceline.present.lines import DisputeLine, Evidence, HopLine, StanceLine, StatementLine, Variant
from truceline.present.sayings import ALIKE, voice_words
from truceline.present.terminal_lines import Choice, counted, quoted
from truceline.present.views import Views, many

ARROW = " → "
_STYLES = {"same": "", "out": "red strike", "in": "green"}
_USES = 3
"""Uses of a loaded word that are shown in a list, of each stance."""
type Shown = Callable[[StatementLine], object]


def statement(line: StatementLine, whole: bool) -> tuple[Text, list[Text | str], Sequence[Evidence]]:
    """Head, details and evidence of a statement; of the `whole` one every chain."""
    speaker = line.actor.name if line.actor else line.speaker or "speaker unsure"
    marks = [
        *([line.how] if line.how else []),
        line.kind,
        *(["unnamed"] if line.anonymous else []),
        *([voice_words(line.voice, shown_name)] if line.voice else []),
        *([f"to {line.told_to}"] if line.told_to else []),
    ]
    office = f", {line.office}" if line.office else ""
    head = Text.assemble((speaker, "bold"), office, f" ({', '.join(marks)}): {line.words}")
    details: list[Text | str] = [f"{counted(line)}, {many(line.relays, 'relay')}"]
    details += [chain_words(hops) for hops in _different(line.chains if whole else line.chains[:1])]
    if whole or line.speaker is None:
        details += [f"who says it: {reason}" for reason in line.reasons]
    for variant in line.variants:
        details += list(_variant(variant))
    if whole:
        details += [f"may be {echo.claim[:6]}: {'; '.join(echo.reasons)}" for echo in line.maybe]
    return head, details, line.evidence


def chain_words(hops: Iterable[HopLine]) -> str:
    """ "Ilse Kaverin → in a statement → told AFP → the Courier"."""
    return ARROW.join(hop_words(hop) for hop in hops)


def hop_words(hop: HopLine) -> str:
    name = hop.actor.name if hop.actor is not None else hop.name
    match hop.role:
        case "channel":
            return f"in {name}" if name.split()[:1] and name.split()[0].islower() else f"on {name}"
        case "relay":
            return f"by way of {name}"
        case "agency":
            return f"{name} ({hop.rests_on.partition(':')[0]})"
        case "outlet":
            return f"printed by {name}"
    return name


def _different(chains: Iterable[tuple[HopLine, ...]]) -> list[tuple[HopLine, ...]]:
    found = {chain_words(hops): hops for hops in chains if hops}
    return list(found.values())


def _variant(variant: Variant) -> Iterator[Text | str]:
    where = ", ".join(dict.fromkeys(_where(one) for one in variant.evidence))
    head = f"{ALIKE[variant.kind]} [{where}]: "
    if variant.changes:
        yield Text.assemble((head, "italic"), *map(_piece, variant.changes))
    else:
        yield Text.assemble((head, "italic"), variant.words)
    if variant.reasons:
        yield f"    since {'; '.join(variant.reasons)}"


def _piece(piece: Piece) -> tuple[str, str]:
    return f"{_MARKS[piece.kind].format(piece.words)} ", _STYLES[piece.kind]


_MARKS = {"same": "{}", "out": "[-{}-]", "in": "[+{}+]"}


def _where(one: Evidence) -> str:
    return f"{one.outlet or 'outlet unknown'}, {one.published[:10] if one.published else 'undated'}"


# Lists -------------------------------------------------------------------------------------------


def show_speaker(
    views: Views, entity: str, choice: Choice, most: int, console: Console, block: Shown
) -> None:
    """What one speaker said, by what it is about, each topic by time; then promises and threats."""
    lines = [line for line in views.said.by(entity) if choice.has(line)]
    actor = views.actors[entity]
    console.print(Text.assemble((f"What {actor.name} said: ", "bold"), many(len(lines), "statement")))
    console.print()
    left = most or len(lines)
    for topic in views.said.topics(lines):
        if left <= 0:
            break
        about = f"about “{topic.word}”" if topic.word else "about other matters"
        console.print(Text(f"{about} ({len(topic.lines):,})", style="bold underline"))
        for line in topic.lines[:left]:
            console.print(block(line))
        left -= len(topic.lines)
    for pledge, title in (("promise", "Promises"), ("threat", "Threats")):
        own = [line for line in lines if line.pledge == pledge]
        if own:
            console.print(Text(f"{title} ({len(own):,})", style="bold underline"))
            for line in own[:most] if most else own:
                console.print(Text(f"{line.day or 'undated'}  {line.id[:6]}  {line.words}"))
            console.print()
    if most and len(lines) > most:
        console.print(f"… and {len(lines) - most:,} more: --limit 0 shows all", style="dim")


def show_disputes(lines: Sequence[DisputeLine], most: int, console: Console) -> None:
    """The same words given to two, with both sentences."""
    for line in lines[:most] if most else lines:
        names = " / ".join(one.actor.name if one.actor else one.speaker or "unsure" for one in line.sides)
        head = (line.id[:6] + "  ", "cyan"), (line.kind, "bold red"), f"  who said it: {names}"
        console.print(Text.assemble(*head))
        console.print(Padding(Text("; ".join(line.reasons), style="dim"), (0, 0, 0, 8), expand=False))
        for side in line.sides:
            console.print(Padding(quoted(side.evidence), (0, 0, 0, 8), expand=False))
        console.print()


def show_stance(views: Views, most: int, console: Console) -> None:
    """Loaded words, and whether reports use them as their own."""
    lines = views.said.stance
    if not lines:
        console.print("The record has no loaded words.")
    for line in lines[:most] if most else lines:
        _stance(line, views, console)
    if most and len(lines) > most:
        console.print(f"… and {len(lines) - most:,} more: --limit 0 shows all", style="dim")


def _stance(line: StanceLine, views: Views, console: Console) -> None:
    counts = ", ".join(f"{stance} in {many(number, 'report')}" for stance, number in line.reports.items())
    console.print(Text.assemble((line.term, "bold"), f"  ({line.family})  {counts}"))
    for stance in line.reports:
        uses = [use for use in line.uses if use.stance == stance]
        for use in uses[:_USES]:
            who = use.actor.name if use.actor else use.speaker
            whose = f" to {who}" if who else " to nobody named" if stance == "attributed" else ""
            console.print(
                Padding(
                    Text.assemble((f"{stance}{whose}: ", "italic"), quoted(use.evidence)),
                    (0, 0, 0, 4),
                    expand=False,
                )
            )
        if len(uses) > _USES:
            more = f"… and {len(uses) - _USES:,} more {stance}"
            console.print(Padding(Text(more, style="dim"), (0, 0, 0, 4), expand=False))
    console.print()
