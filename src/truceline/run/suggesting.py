"""A process file with the terms that a record's reports tell of, for a person to accept."""

from __future__ import annotations

from truceline.model.claims import Statement
from truceline.model.report import Report
from truceline.process import Agreement, Obligation, Phase, Process
from truceline.relate.pledges import pledge_of
from truceline.relate.suggesting import Proposal, proposals
from truceline.run.board import Sources, told_of
from truceline.store import Record, queries


def suggest(record: Record, sources: Sources, name: str) -> tuple[Process, dict[str, Proposal]]:
    """A process file with one agreement, and what each of its terms, by id, rests on."""
    told = told_of(record, sources)
    terms = [term for _, term in queries.claims(record, "term")]
    promises = [
        said.content[0]
        for _, said in queries.claims(record, "statement")
        if said.is_said and _promise(sources.reports[said.content[0].report], said)
    ]
    found: dict[str, Proposal] = {}
    phases: dict[str, Phase] = {}
    made: list[Obligation] = []
    for one in proposals(told, terms, promises):
        key = f"{one.what}-{sum(1 for other in found if other.startswith(one.what + '-')) + 1}"
        found[key] = one
        phase = one.phase.replace(" ", "-") if one.phase else None
        if phase and one.phase:
            phases.setdefault(phase, Phase(phase, one.phase))
        made.append(
            Obligation(
                key,
                ("unknown",),
                one.what,
                one.text,
                counted=one.counted,
                amount=one.amount,
                per=one.per,
                phase=phase,
                measured=None if one.counted else "what anybody reports",
            )
        )
    agreement = Agreement("suggested", "The agreement", phases=tuple(phases.values()), terms=tuple(made))
    return Process(name, (), (agreement,) if made else ()), found


def _promise(report: Report, said: Statement) -> bool:
    cue = report.text[said.cue.start : said.cue.end] if said.cue else ""
    words = " ".join(report.text[one.start : one.end] for one in said.content)
    return pledge_of(said, cue, words) == "promise"


def commented(process: Process, sentences: dict[str, str]) -> str:
    """The file with the sentence of each term as a comment above it; it loads again."""
    lines = []
    for line in process.dump().splitlines():
        stripped = line.strip().removeprefix("- ")
        key = stripped.removeprefix("id: ").strip("'\"") if stripped.startswith("id: ") else None
        if key in sentences and line.lstrip().startswith("- "):
            indent = line[: len(line) - len(line.lstrip())]
            printable = "".join(one if one.isprintable() else " " for one in sentences[key])
            lines.append(f"{indent}# {printable}")
        lines.append(line)
    return "\n".join(lines) + "\n"
