"""How long it takes to say who is who among many people, and how well it is said.

People are made up: names from syllables of several languages, each spelled in several ways, a tenth of them
of one family. Their mentions are put into the record as the names of made-up reports, twenty a report, and
taken in a thousand reports at a time as a build does.

    uv run python benchmarks/entities.py [PEOPLE] [MENTIONS]

It prints the seconds for all and for a tenth of them, and of the pairs of spellings that were joined and that
belong together the share that is right and found.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from truceline.run.naming import count_and_group, naming_of
from truceline.store import Record, likeness, schema

A_REPORT, AT_ONCE = 20, 1000

# fmt: off
GIVEN = (
    ("Mu|A|Kha|Ha|Sa|Ra|Ya|Na|I|O|Za|Fa|Ta|Ja",
     "ham|bdul|lid|san|lim|shid|sir|dir|bra|mar|yed|rouq|riq|mil", "mad|lah|oud|een|i|him|ar|"),
    ("Vla|Bo|Mi|Dra|Zo|Ste|Ni|Sve|Yev|An|Ser|Dmi|Ole",
     "di|ri|lo|ga|ra|va|ko|tla|ge|to|gi|tri|ksa", "mir|slav|n|na|ny|y|ndr|"),
    ("Me|A|Ke|Ha|Re|Mu|Yu|O|Se|Tay|Er|Bu|Se",
     "hme|li|ma|kan|cep|sta|suf|guz|lim|yip|do|rak|dat", "t|l|han|fa|gan||er"),
    ("Jo|Pe|Ma|Lu|Hen|Wil|Ro|Ed|Cla|Ma|An|Do",
     "na|te|ri|ci|ri|li|ber|wa|ra|rga|tho|ro", "than|r|a|en|k|am|t|rd|ret|ny|thy|"),
)
FAMILY = (
    ("Dar|Ka|Ha|Ba|Al Tha|Ra|Su|Ma|Sha|Kho|Za|Qa|Ja",
     "wi|li|shi|ra|ni|fa|lei|hmou|ba|me|wa|si|zi", "sh|n|m|di|ri|man|d|ini|i|hiri|ra"),
    ("Pe|I|So|Ka|Mor|Vo|Le|Gri|Ku|Za|Po|Be",
     "tro|va|ko|ra|do|lo|be|go|zne|kha|li|re", "v|nov|lov|ich|enko|sky|din|dev|tsov|zov"),
    ("Yil|Ka|Er|De|Oz|Sa|Do|Ay|Ko|Tu|Bas",
     "ma|ra|do|mi|tur|ri|gan|di|ru|nc|bu", "z|k|gan|r|el|oglu|er|n|ay|han|g"),
    ("Wal|Har|Pem|Thorn|Stag|Bor|Mar|El|Hol|Grif|Car",
     "den|ring|ber|by|ga|el|low|ling|lo|fi|pen", "ton|ham|ly|rd|son|way|th|s|field|ter"),
)
VARIANTS = (("mm", "m"), ("ou", "u"), ("ee", "i"), ("kh", "k"), ("q", "k"), ("y", "i"), ("ah", "a"),
            ("sh", "ş"), ("dj", "j"))
# fmt: on


def people(count: int, chance: random.Random) -> list[list[str]]:
    """The spellings of each person, whose full names are all different."""
    found: list[list[str]] = []
    seen: set[str] = set()
    while len(found) < count:
        tongue = chance.randrange(len(GIVEN))
        given = [_word(GIVEN[tongue], chance) for _ in range(chance.choice((1, 1, 2, 2, 3)))]
        family = "Thanavi" if len(found) < count // 10 else _word(FAMILY[tongue], chance)
        full = " ".join([*given, family])
        key = _plain(full)
        if key in seen:
            continue
        seen.add(key)
        found.append(list(dict.fromkeys([full, *(_spelled(full, chance) for _ in range(3))])))
    return found


def _word(syllables: tuple[str, str, str], chance: random.Random) -> str:
    return "".join(chance.choice(part.split("|")) for part in syllables)


def _spelled(name: str, chance: random.Random) -> str:
    for one, other in chance.sample(VARIANTS, 3):
        name = name.replace(one, other, 1)
    return name


def _plain(name: str) -> str:
    for one, other in VARIANTS:
        name = name.lower().replace(one, other)
    return name


def reports(spellings: list[list[str]], mentions: int, chance: random.Random) -> Iterator[Counter[str]]:
    """The names of each report: few people are named often, most seldom, all at least once."""
    ranks = [1 / (rank + 10) for rank in range(len(spellings))]
    drawn = list(range(len(spellings)))[:mentions]
    drawn += chance.choices(range(len(spellings)), ranks, k=mentions - len(drawn))
    chance.shuffle(drawn)
    for batch in batched(drawn, A_REPORT):
        yield Counter(chance.choice(spellings[person]) for person in batch)


def fill(record: Record, found: Iterator[Counter[str]]) -> list[str]:
    """Put the names into a record as those of so many reports; gives the reports."""
    ids = []
    for batch in batched(enumerate(found), 10_000):
        rows, names = [], []
        for number, named in batch:
            report = f"{number:016x}"
            ids.append(report)
            rows.append({"id": report, "text": ".", "body": 0, "sort_key": report, "published": "2031-03-04"})
            names += [
                {"report": report, "name": name, "kind": "person", "mentions": times}
                for name, times in named.items()
            ]
        with record.transaction() as connection:
            connection.execute(insert(schema.reports), rows)
            connection.execute(insert(schema.names), names)
    return ids


def measure(count: int, mentions: int) -> None:
    chance = random.Random(7)
    spellings = people(count, chance)
    with TemporaryDirectory() as folder, Record.open(Path(folder) / "r", create=True) as record:
        ids = fill(record, reports(spellings, mentions, chance))
        began, processor = time.perf_counter(), time.process_time()
        for batch in batched(ids, AT_ONCE):
            with record.transaction():
                count_and_group(record, batch, naming_of(record))
        seconds, busy = time.perf_counter() - began, time.process_time() - processor
        entity = {row.name: row.entity for row in record.rows(schema.spellings.select())}
        doubts = len(likeness.doubts(record))
    own = {name: number for number, names in enumerate(spellings) for name in names}
    joined, right = (
        _pairs(Counter(entity.values())),
        _pairs(Counter((entity[one], own[one]) for one in entity)),
    )
    true = _pairs(Counter(own[one] for one in entity))
    print(
        f"{mentions:,} mentions of {count:,} people in {len(entity):,} spellings: {seconds:.1f} s "
        f"({busy:.1f} s of one core), "
        f"joined rightly {right / max(1, joined):.4f}, found {right / max(1, true):.4f}, {doubts:,} in doubt"
    )


def _pairs(sizes: Counter[object]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


if __name__ == "__main__":
    most, total = (int(one) for one in (sys.argv[1:] + ["50000", "1000000"][len(sys.argv) - 1 :]))
    measure(most // 10, total // 10)
    measure(most, total)
