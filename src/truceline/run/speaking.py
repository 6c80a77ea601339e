"""The statements of one story as they are compared: who says them by the record's names, in what words, and
whose text they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from truceline.folding import plain_words
from truceline.known import shown_name
from truceline.model.claims import Statement
from truceline.model.record import Passage
from truceline.model.report import Report, ReportId
from truceline.relate.origins import AGENCY, Origins
from truceline.relate.sameness import sentence_of, words_of
from truceline.relate.sayers import Said, Source

_LONGEST = 600
"""Characters of a passage that says of two statements in it that they are one; a longer one holds many."""
_NAME = 200
"""Characters of a name that are compared."""
_LIVE = frozenset({"quotation", "verbatim", "edited", "rewritten"})


class Speaking:
    """Reads statements by the meanings of the names of a story's reports."""

    def __init__(self, names: Mapping[ReportId, Mapping[str, str]], origins: Origins) -> None:
        self._names = names
        self._origins = origins
        self._shown = {
            shown_name(name): entity
            for _, entities in sorted(names.items())
            for name, entity in sorted(entities.items())
        }

    def read(
        self, number: int, report: Report, statements: Iterable[tuple[str, Statement]]
    ) -> Iterator[Said]:
        """The statements of a report, the so manieth of its story."""
        passages = sorted(
            (one for one in self._origins.passages(report.id) if one.kind in _LIVE),
            key=lambda one: (one.here.start, one.here.end),
        )
        starts = [one.here.start for one in passages]
        for claim, said in statements:
            first = said.content[0]
            source = self.source(report.id, said)
            text = " ".join(report.text[one.start : one.end] for one in said.content)
            origin = self._origins.counted(self._origins.at(first))
            speaker = source.entity or said.speaker
            at = bisect_right(starts, first.start)
            yield Said(
                claim=claim,
                report=report.id,
                order=(number, first.start),
                words=words_of(text, sentence_of(report.text, first.start, first.end), said.kind == "direct"),
                kind=said.kind,
                source=source,
                origin=origin,
                asserter=self._origins.asserter(
                    first, speaker, unnamed=said.anonymous or source.entity is None
                ),
                relay=self._relay(said, origin),
                passages=tuple(_places(passages[max(0, at - 3) : at], first.start)),
            )

    def source(self, report: ReportId, said: Statement) -> Source:
        """Who says it, as the record knows it."""
        entity = None if said.anonymous else self._names[report].get(said.speaker or "")
        if entity is not None:
            return Source(entity, name=(said.speaker or "")[:_NAME])
        if said.voice is None:
            plain = plain_words(said.speaker or "")
            return (
                Source(sort=plain[:_NAME], is_body=not said.anonymous, name=plain[:_NAME])
                if plain
                else Source()
            )
        is_body = said.voice.sort in ("body", "media") and not said.anonymous
        if not is_body and not said.anonymous:
            return Source()
        sort = plain_words(said.speaker or "").split()[-1:] if is_body else [said.voice.sort]
        of = frozenset(self._entity(report, name) for name in said.voice.of)
        name = (said.speaker or "")[:_NAME] if is_body else ""
        return Source(None, sort[0] if sort else said.voice.sort, of, said.voice.several, is_body, name)

    def _entity(self, report: ReportId, name: str) -> str:
        shown = shown_name(name)
        return self._names[report].get(name) or self._shown.get(shown, shown)

    def _relay(self, said: Statement, origin: str) -> str:
        """Who passes it on first, the agency or outlet where nobody else does."""
        for hop in said.chain:
            if hop.role == "relay":
                return plain_words(shown_name(hop.name))
        return plain_words(origin.removeprefix(AGENCY).removeprefix("outlet "))


def _places(passages: Iterable[Passage], at: int) -> Iterator[tuple[ReportId, int, int]]:
    for one in passages:
        if at < one.here.end and one.there is not None and one.here.end - one.here.start <= _LONGEST:
            yield one.there.report, one.there.start, one.there.end
