"""What a record found of people and bodies as a process file, for a person to edit."""

from __future__ import annotations

from collections import defaultdict

from truceline.folding import plain_words
from truceline.known import shown_name
from truceline.model.record import Entity
from truceline.process import KnownActor, Process, Role
from truceline.resolve import person_words
from truceline.run.actors import Actors, actors_of, person_of
from truceline.run.bonds import Standing, standing
from truceline.store import Record, queries
from truceline.store import names as store_names

type Seen = dict[tuple[str, str], list[str]]
"""{(office, of whom or ""): the days of the reports that give it}"""


def learn(record: Record, name: str) -> tuple[Process, dict[str, str]]:
    """The people and bodies of a record as actors of a process of this name, with what is decided on them;
    and a note on each for the one who edits it. Those of whom only a short name is known are left out.

    What the process file of the record says of an actor is kept."""
    actors = actors_of(record)
    mains = queries.main_names(record)
    decided = [one for one in standing(queries.decisions(record)) if one.action == "split"]
    seen = _offices(record)
    taken: dict[str, str] = {}
    found: list[KnownActor] = []
    notes: dict[str, str] = {}
    for entity in queries.entities(record):
        if entity.kind not in ("person", "body") or entity.short or plain_words(entity.name) in taken:
            continue
        actor = _actor(record, entity, mains.get(entity.id), actors, decided, seen[entity.id], taken)
        found.append(actor)
        notes[actor.name] = _note(entity, actor, seen[entity.id])
    rest = tuple(one for one in actors.actors if not taken.keys() & {plain_words(one.name)})
    return Process(name, (*found, *rest)), notes


def _actor(
    record: Record,
    entity: Entity,
    main: str | None,
    actors: Actors,
    decided: list[Standing],
    seen: Seen,
    taken: dict[str, str],
) -> KnownActor:
    before = actors.named(main) if main else None
    person = person_of(before, main) if main and entity.kind == "person" else None
    spelled = [row.name for row in store_names.names_of_entity(record, entity.id)]
    names = [*(before.aliases if before else ()), *([before.name] if before else []), *spelled]
    if entity.kind == "person":
        names = [one for one in names if len(person_words(one)) > 1 or (before and one in before.aliases)]
    aliases = []
    taken[plain_words(entity.name)] = entity.name
    for one in dict.fromkeys(names):
        plain = plain_words(one)
        if (
            plain
            and taken.setdefault(plain, entity.name) == entity.name
            and plain != plain_words(entity.name)
        ):
            aliases.append(one)
    own = {plain_words(one) for one in (entity.name, *aliases)}
    never = [*(before.never if before else ())]
    for split in decided:
        for here, there in (
            (split.detail.names, split.detail.apart_from),
            (split.detail.apart_from, split.detail.names),
        ):
            if any(one in spelled for one, _ in here):
                never += [one for one, _ in there]
    return KnownActor(
        entity.name,
        entity.kind,
        tuple({plain_words(one): one for one in aliases}.values()),
        before.roles if before and before.roles else _roles(seen),
        before.side if before else None,
        (before and before.wikidata) or (person.wikidata if person else None),
        tuple(dict.fromkeys(one for one in never if plain_words(one) not in own)),
    )


def _roles(seen: Seen) -> tuple[Role, ...]:
    """Offices without dates: reports say when somebody was called so, not since when it was true."""
    return tuple(Role(title, of) for title, of in seen if of)


def _note(entity: Entity, actor: KnownActor, seen: Seen) -> str:
    mentions = sum(times for _, times in entity.spellings)
    lines = [f"named {mentions:,} times" + ("" if actor.side else "; side: ?")]
    for (title, of), days in seen.items():
        dated = sorted(filter(None, days))
        when = f", {dated[0]} to {dated[-1]}" if dated else ""
        reports = f"{len(days)} report{'' if len(days) == 1 else 's'}"
        lines.append(f"{title}{f' of {of}' if of else ''}: {reports}{when}")
    return "\n".join(lines)


def _offices(record: Record) -> defaultdict[str, Seen]:
    found: defaultdict[str, Seen] = defaultdict(dict)
    for one in queries.named(record):
        for title, of in one.roles:
            days = found[one.entity].setdefault((title, shown_name(of) if of else ""), [])
            days.append(one.published[:10] if one.published else "")
    return found
