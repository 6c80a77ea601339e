"""The documents of a process: its agreements with who made, mediated, guarantees and watches them; who was at
which round; and agreements made by the way. All but the first is what reports tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from truceline.present.faces import Actor
from truceline.present.log_lines import LogLine
from truceline.present.meant import meant_words
from truceline.present.views import Views
from truceline.process import Agreement


@dataclass(frozen=True, slots=True)
class Document:
    """An agreement of the process file; `terms` is how many terms it has."""

    agreement: Agreement
    terms: int

    @property
    def roles(self) -> list[tuple[str, tuple[str, ...]]]:
        """Who made it, and who has which part in it, where the file says so."""
        one = self.agreement
        given = (
            ("parties", one.parties), ("mediators", one.mediators), ("guarantors", one.guarantors),
            ("monitors", one.monitors),
        )  # fmt: skip
        return [(role, names) for role, names in given if names]


@dataclass(frozen=True, slots=True)
class ByTheWay:
    """An agreement that reports tell of, with which one of those known its sentences mean."""

    line: LogLine
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcessView:
    """`rounds` are the meetings of those whom the process file names, in the order of the timeline;
    `attended` says how many of these each was at, the most first; `mediated` who is told to have hosted or
    mediated, with how often."""

    name: str
    documents: tuple[Document, ...]
    rounds: tuple[LogLine, ...]
    attended: tuple[tuple[Actor, int], ...]
    mediated: tuple[tuple[Actor, str, int], ...]
    signed: tuple[ByTheWay, ...]


def process_view(views: Views) -> ProcessView | None:
    """None where the record keeps no process file. A meeting belongs to the process if two of those whom the
    file names were there, or a party of it and somebody else; of what was signed, one of them is enough."""
    process = views.process
    if process is None:
        return None
    weights = views.of_the_process

    def concerned(line: LogLine) -> int:
        return sum(weights.get(actor.id, 0) for actor in line.event.participants)

    rounds = [
        one
        for one in views.log.meetings
        if one.event.modality == "reported" and concerned(one) > 1 and len(one.event.participants) > 1
    ]
    attended = Counter(party.actor for one in rounds for party in {p.actor: p for p in one.parties}.values())
    mediated = Counter((party.actor, party.part) for one in rounds for party in one.parties if party.part)
    signed = [one for one in views.log.agreements if one.event.modality == "reported" and concerned(one)]
    return ProcessView(
        process.name,
        tuple(Document(one, len(one.terms)) for one in process.agreements),
        tuple(rounds),
        tuple(sorted(attended.items(), key=lambda item: (-item[1], item[0].name))),
        tuple(
            (actor, part, number)
            for (actor, part), number in sorted(
                mediated.items(), key=lambda item: (-item[1], item[0][0].name, item[0][1] or "")
            )
            if part is not None
        ),
        tuple(ByTheWay(one, tuple(meant_words(views, one.event))) for one in signed),
    )
