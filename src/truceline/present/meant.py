"""Which agreement the sentences of a line mean: one of the process file, or of a list that the user has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from truceline.present.lines import EventLine
from truceline.present.views import Views
from truceline.relate.agreement_meaning import fittings, meaning
from truceline.relate.agreement_mentions import mentions
from truceline.relate.agreements import KnownAgreements, Meant, meant


def meant_words(views: Views, event: EventLine, listed: KnownAgreements | None = None) -> Iterator[str]:
    """In words what each sentence means, each meaning once: "means “Oru truce” (it is called so)". Of
    mentions that may mean several, or none that is known, nothing surer is said; "the deal" of
    others than the parties of the process is none of its."""
    process = views.process
    own = fittings(process.agreements) if process is not None else ()
    names = {one.agreement.id: one.agreement.name for one in own}
    found: dict[str, None] = {}
    told = any(views.of_the_process.get(actor.id, 0) > 1 for actor in event.participants)
    for one in event.evidence:
        text = views.texts[one.report].text
        for mention in mentions(text, one.sentence_start, one.sentence_end):
            given = meaning(mention, own, one.published) if own and (told or not mention.plain) else None
            if given is not None:
                found.setdefault(_words(given, names))
            elif listed is not None and (other := meant(mention, listed)) is not None:
                found.setdefault(_words(other, _titles(listed)))
    yield from found


def _words(given: Meant, names: dict[str, str]) -> str:
    shown = [f"“{names.get(one, one)}”" for one in given.agreements]
    why = "; ".join(given.reasons)
    return f"means {shown[0]} ({why})" if given.sure else f"unsure: may mean {' or '.join(shown)} ({why})"


@lru_cache(maxsize=2)
def _titles(listed: KnownAgreements) -> dict[str, str]:
    return {one.known.id: _title(one.known.names[0], one.known.date) for one in listed.entries}


def _title(name: str, date: str | None) -> str:
    short = " ".join(name.split())
    short = short if len(short) <= 90 else short[:90].rsplit(" ", 1)[0] + " …"
    return f"{short}, {date}" if date else short
