"""Who copied whom, measured: copies made by program, pairs labelled by hand, peers, and the cost.

    uv run --group benchmarks python -m benchmarks.lineage DATA [--made 600] [--only TABLE] [--size 100000]

DATA is a folder with `articles/world.jsonl` and `articles/syria.jsonl`. Tables: `made` (copies of real
articles, built with a fixed seed and related in a whole record), `labelled` (pairs of real articles, by
`labels/copying.jsonl`), `candidates` (beside datasketch and rensa), `alignment` (beside difflib and
rapidfuzz), `cost` (records of synthetic families of copies, and one more report in each).
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks import copies
from rapidfuzz.distance import Indel

from truceline.config import Config
from truceline.extract.quotations import quotations
from truceline.model.claims import Extraction
from truceline.model.digest import Digest, Traits, sort_key
from truceline.model.report import Given, RawReport, Report
from truceline.relate.alignment import align
from truceline.relate.derivation import derive
from truceline.relate.lineage import shingles
from truceline.relate.stories import terms
from truceline.relate.wording import Wording, wording
from truceline.run import digest, relating
from truceline.run.tracing import Known, Tracers, post_texts, save_lineages, sharing_text
from truceline.store import Record, queries, trees

LABELS = ("wholly", "partly", "not")
SEED = 7
type Confusion = Counter[tuple[str, str]]


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path)
    options.add_argument("--made", type=int, default=600)
    options.add_argument("--size", type=int, default=100_000)
    options.add_argument("--only", choices=["made", "labelled", "candidates", "alignment", "cost"])
    given = options.parse_args()
    world = given.data / "articles" / "world.jsonl"
    if not world.exists():
        raise SystemExit(f"skipped: there is no {world}")
    wanted = [given.only] if given.only else ["labelled", "made", "candidates", "alignment", "cost"]
    if "labelled" in wanted:
        labelled(given.data / "articles")
    if {"made", "candidates", "alignment"} & set(wanted):
        articles = [json.loads(line) for line in world.read_text("utf-8").splitlines()]
        words = (word for article in articles for word in re.findall(r"[a-z]+", article["text"]))
        built = copies.build(articles, given.made, SEED, copies.synonyms_of(words))
        if "made" in wanted:
            made(built)
        if "candidates" in wanted:
            candidates(built)
        if "alignment" in wanted:
            alignment(built)
    if "cost" in wanted:
        cost(given.size)


# Right and wrong -----------------------------------------------------------------------------------


def labelled(articles: Path) -> None:
    """Pairs of real articles: how A stands to B, by the two texts and their dates alone."""
    known = {
        (name, str(article["id"])): article
        for name in ("world", "syria")
        for article in map(json.loads, (articles / f"{name}.jsonl").read_text("utf-8").splitlines())
    }
    labels = Path(__file__).parent / "labels" / "copying.jsonl"
    confusion: defaultdict[str, Confusion] = defaultdict(Counter)
    for row in map(json.loads, labels.read_text("utf-8").splitlines()):
        a, b = known[row["set"], row["a"]], known[row["set"], row["b"]]
        days = apart(a["date"], b["date"])
        found = derive(words_of(a["text"]), words_of(b["text"]), days, a["outlet"] == b["outlet"])
        for part in (row["round"], "all"):
            confusion[part][row["label"], found.derived] += 1
    for part, counts in sorted(confusion.items()):
        table(f"labelled pairs, {part}", counts)


def apart(one: str, other: str) -> int | None:
    """Days between two dates, ISO or month/day/year; None where one is missing."""
    if not one or not other:
        return None
    days = [
        date.fromisoformat(when[:10]) if "-" in when else datetime.strptime(when, "%m/%d/%Y").date()
        for when in (one, other)
    ]
    return abs((days[0] - days[1]).days)


def words_of(text: str) -> Wording:
    return wording(text, 0, [(one.start, one.end) for one in quotations(text)])


def made(built: Sequence[copies.Made]) -> None:
    """Copies made by program, in one record with what they are made from and with articles that are not.

    What an article credits to an agency is left aside here; and a copy of the same day is moved to the next,
    since which of two texts of one day was first cannot be told."""
    raws = [
        RawReport(one.id, "text", one.text, Given(one.id, one.title, one.outlet, published=day_of(one)))
        for one in built
    ]
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r", create=True) as record:
        for digests, _ in digest.digest_all(raws, Config(), len(raws)):
            record.add(digests, "benchmark")
        relating.relate_new(record)
        name = {report.id: report.name for report in record.reports()}
        links = {
            name[report]: [(name[link.origin], link.kind) for link in found.links if link.origin]
            for report, (found, _) in trees.lineages(record, name).items()
        }
        root = {name[report]: name[top] for report, top in trees.roots(record, name).items()}
    confusion: Confusion = Counter()
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    right: Counter[str] = Counter()
    for one in built:
        if one.kind == "source":
            continue
        found = links[one.id]
        derived = "not" if not found else "partly" if found[0][1] == "passages" else "wholly"
        confusion[one.label, derived] += 1
        kinds[one.kind][derived] += 1
        reached = {origin for origin, _ in found} | {root[origin] for origin, _ in found}
        right[one.kind] += bool(reached & {*one.sources, *(root[source] for source in one.sources)})
    table("made copies, in a whole record", confusion)
    print(f"  {'kind':18} {'wholly':>7} {'partly':>7} {'not':>7} {'origin':>7}")
    for kind, counts in kinds.items():
        shown = " ".join(f"{counts[label]:7}" for label in LABELS)
        print(f"  {kind:18} {shown} {right[kind]:7}")
    print()


def day_of(one: copies.Made) -> str:
    if one.kind in ("source", "near miss", "same topic"):
        return one.published
    return str(date.fromisoformat(one.published[:10]) + timedelta(days=1))


def table(title: str, confusion: Confusion) -> None:
    print(title)
    scores = []
    for label in LABELS:
        precise = sum(confusion[other, label] for other in LABELS)
        recalled = sum(confusion[label, other] for other in LABELS)
        scores.append(2 * confusion[label, label] / (precise + recalled) if precise + recalled else 1.0)
        print(f"  {label:8} F1 {scores[-1]:.3f}   {recalled:4} labelled, {precise:4} found")
    alone = sum(confusion["not", label] for label in LABELS)
    called = confusion["not", "wholly"] + confusion["not", "partly"]
    share = 100 * called / alone if alone else 0.0
    print(f"  mean F1  {sum(scores) / 3:.3f}   independent ones called copies: {share:.1f} of 100\n")


# Peers ---------------------------------------------------------------------------------------------


def candidates(built: Sequence[copies.Made]) -> None:
    """Which pairs of copy and source are proposed at all, and how many pairs in all, beside MinHash."""
    texts = {one.id: frozenset(shingles(one.text, 0, spans(one.text))) for one in built}
    true = {(one.id, source): one.kind for one in built if one.label != "not" for source in one.sources}
    print("candidates           seconds    pairs  recall  whole  brief  lede  paraphrase")
    ways: dict[str, Callable[[Mapping[str, frozenset[int]]], set[tuple[str, str]]]] = {
        "ours": by_sampled_shingles,
        "datasketch J>=.5": partial(by_datasketch, likeness=0.5),
        "datasketch J>=.2": partial(by_datasketch, likeness=0.2),
        "rensa J>=.2": partial(by_rensa, likeness=0.2),
    }
    for name, propose in ways.items():
        began = time.perf_counter()
        found = propose(texts)
        taken = time.perf_counter() - began
        hit = {pair for pair in true if pair in found or pair[::-1] in found}
        parts = [
            share(hit, [pair for pair, kind in true.items() if kind in kinds])
            for kinds in (("verbatim", "edited", "cut", "reordered"), ("brief",), ("lede",), ("paraphrase",))
        ]
        shown = "  ".join(f"{part:5.2f}" for part in parts)
        print(f"  {name:18} {taken:7.1f} {len(found):8} {share(hit, list(true)):6.2f}  {shown}")
    print()


def share(hit: set[tuple[str, str]], of: Sequence[tuple[str, str]]) -> float:
    return sum(pair in hit for pair in of) / len(of) if of else 0.0


def spans(text: str) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in quotations(text)]


def by_sampled_shingles(texts: Mapping[str, frozenset[int]]) -> set[tuple[str, str]]:
    """As the record does it, without its order: nearest and first under each sampled shingle."""
    places: defaultdict[int, list[str]] = defaultdict(list)
    for name, own in texts.items():
        for key in own if len(own) < 120 else (key for key in own if key % 8 == 0):
            places[key].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in places.values():
        for number, name in enumerate(names[1:], 1):
            for other in {names[number - 1], names[0]}:
                shared[name, other] += 1
    return {pair for pair in shared if len(texts[pair[0]] & texts[pair[1]]) >= 3}


def by_datasketch(texts: Mapping[str, frozenset[int]], likeness: float) -> set[tuple[str, str]]:
    peer: Any = import_module("datasketch")
    index = peer.MinHashLSH(threshold=likeness, num_perm=128)
    found = set()
    for name, own in texts.items():
        hashed = peer.MinHash(num_perm=128)
        hashed.update_batch([key.to_bytes(8, "big", signed=True) for key in own])
        found |= {(name, other) for other in index.query(hashed)}
        index.insert(name, hashed)
    return found


def by_rensa(texts: Mapping[str, frozenset[int]], likeness: float) -> set[tuple[str, str]]:
    peer: Any = import_module("rensa")
    index = peer.RMinHashLSH(threshold=likeness, num_perm=128, num_bands=32)
    names = list(texts)
    found = set()
    for number, own in enumerate(texts.values()):
        hashed = peer.RMinHash(num_perm=128, seed=SEED)
        hashed.update([str(key) for key in own])
        found |= {(names[number], names[other]) for other in index.query(hashed)}
        index.insert(number, hashed)
    return found


def alignment(built: Sequence[copies.Made]) -> None:
    """How many of the words that a copy has from its source are found to be from there."""
    by_id = {one.id: one for one in built}
    kinds = ("verbatim", "edited", "cut", "reordered", "merged", "passages", "synonyms")
    print("alignment: share of own words found in the source, milliseconds a pair")
    print("  " + " " * 12 + " ".join(f"{kind:>11}" for kind in (*kinds, "near miss", "ms")))
    for name, covered in {"ours": ours, "difflib": by_difflib, "rapidfuzz": by_rapidfuzz}.items():
        row = []
        pairs, taken = 0, 0.0
        for kind in (*kinds, "near miss"):
            shares = []
            for one in [one for one in built if one.kind == kind][:15]:
                own = words_of(one.text)
                parts = [words_of(by_id[source].text) for source in one.sources]
                began = time.perf_counter()
                marked = set().union(*(covered(own, part) for part in parts))
                taken += time.perf_counter() - began
                pairs += len(parts)
                shares.append(sum(not own.quoted[place] for place in marked) / max(1, own.own))
            row.append(sum(shares) / max(1, len(shares)))
        print(f"  {name:12}" + " ".join(f"{part:11.2f}" for part in row) + f" {1000 * taken / pairs:11.1f}")
    print()


def ours(one: Wording, other: Wording) -> set[int]:
    return {place for found in align(one, other) for place in range(found.here, found.here_end)}


def by_difflib(one: Wording, other: Wording) -> set[int]:
    blocks = difflib.SequenceMatcher(None, one.words, other.words, autojunk=False).get_matching_blocks()
    return {place for block in blocks if block.size >= 3 for place in range(block.a, block.a + block.size)}


def by_rapidfuzz(one: Wording, other: Wording) -> set[int]:
    found = Indel.opcodes(one.words, other.words)
    return {
        place
        for code in found
        if code.tag == "equal" and code.src_end - code.src_start >= 3
        for place in range(code.src_start, code.src_end)
    }


# Cost ----------------------------------------------------------------------------------------------


def cost(size: int) -> None:
    """Records of families of copies, a tenth as large and as large, and one more report in each."""
    print("cost: synthetic reports in families of ten, beyond their parsing")
    for number in (size // 10, size):
        lineage_alone(number)
    for number in (size // 10, size):
        with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r", create=True) as record:
            taken = 0.0
            for batch in batches(synthetic(number, SEED), 500):
                began = time.perf_counter()
                record.add([prepared(one) for one in batch], "benchmark")
                taken += time.perf_counter() - began
            began = time.perf_counter()
            relating.relate_new(record)
            related = time.perf_counter() - began
            counts = queries.counts(record)
            found = {name: counts[name] for name in ("originals", "partly", "copies", "stories")}
            more = sorted(one_more(record, report) for report in synthetic(30, SEED + 1, number))
        print(
            f"  {number:8,} reports: {taken:6.0f} s to store, {related:6.0f} s to relate"
            f" ({1000 * (taken + related) / number:.2f} ms each); one more {1000 * more[15]:.1f} ms at the"
            f" median, {1000 * more[-2]:.1f} ms at most but one; {found}"
        )


def lineage_alone(size: int) -> None:
    """The same reports with their lineage traced, but no stories made."""
    stored = traced = 0.0
    with (
        tempfile.TemporaryDirectory() as folder,
        Record.open(Path(folder) / "r", create=True) as record,
        Tracers() as tracers,
    ):
        for batch in batches(synthetic(size, SEED), relating.AT_ONCE):
            began = time.perf_counter()
            record.add([prepared(one) for one in batch], "benchmark")
            stored += time.perf_counter() - began
            began = time.perf_counter()
            with record.transaction():
                known = Known(record, tracers)
                sources = sharing_text(known, post_texts(known, [one.id for one in batch]))
                save_lineages(record, known.trace(sources, {}).values())
            traced += time.perf_counter() - began
    print(f"  lineage alone, {size:,} reports: {stored:.0f} s to store, {traced:.0f} s to trace")


def one_more(record: Record, report: Report) -> float:
    began = time.perf_counter()
    record.add([prepared(report)], "benchmark")
    relating.relate_new(record)
    return time.perf_counter() - began


def synthetic(size: int, seed: int, offset: int = 0) -> Iterator[Report]:
    """Families of ten of one invented text, 40 families a day: verbatim, cut, edited, as a brief, with
    passages of it in another text, and two of their own on the same matter."""
    chance = random.Random(seed)
    for family in range(-(-size // 10)):
        matter = chance.choices(_RARE, k=80)
        text = sentences(chance, matter, 22)
        day = date(2031, 1, 1) + timedelta(days=(offset + family) // 40)
        for member in range(min(10, size - 10 * family)):
            own = list(text)
            if member in (1, 2):
                own = [sentence for sentence in own if chance.random() < 0.7]
            elif member in (3, 4):
                own = [edited(sentence, chance) for sentence in own]
            elif member == 5:
                own = own[:3]
            elif member > 5:
                own = sentences(chance, matter, 16) + (text[4:10] if member < 8 else [])
            name = f"{seed}-{offset}-{family}-{member}"
            yield Report(
                id=RawReport(name, "text", " ".join(own), Given(id=name)).id,
                path=name,
                text=" ".join(own),
                outlet=f"Outlet {member}",
                title=own[0][:60] if own else None,
                published=(day + timedelta(days=int(member > 4))).isoformat(),
            )


_SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za", "dre", "fli", "gor", "hest", "jun")
_COMMON = [f"{a}{b}{c}" for a in _SYLLABLES for b in _SYLLABLES for c in ("", *_SYLLABLES)]
_OFTEN = [1 / (rank + 10) for rank in range(len(_COMMON))]
_RARE = [f"{word}{end}" for word in _COMMON[:3_000] for end in _SYLLABLES]


def sentences(chance: random.Random, matter: Sequence[str], number: int) -> list[str]:
    """Sentences of common words, as often as words are, and of those of a matter."""
    common = iter(chance.choices(_COMMON, _OFTEN, k=10 * number))
    found = []
    for _ in range(number):
        words = [*(next(common) for _ in range(10)), *chance.choices(matter, k=6)]
        chance.shuffle(words)
        found.append(" ".join(words).capitalize() + ".")
    return found


def edited(sentence: str, chance: random.Random) -> str:
    return " ".join(chance.choice(_COMMON) if chance.random() < 0.1 else word for word in sentence.split())


def prepared(report: Report) -> Digest:
    """What a report is stored with, without a parse: no claims, so its story is found by its words alone."""
    quoted = tuple(spans(report.text))
    traits = Traits(
        report=report.id,
        order=sort_key(report),
        published=report.published,
        shingles=shingles(report.text, 0, quoted),
        terms=terms(report),
        quotations=quoted,
    )
    return Digest(report, Extraction(report.id), traits, "none", b"")


def batches[T](items: Iterable[T], size: int) -> Iterator[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


if __name__ == "__main__":
    main()
