"""Reports a second, against bare spaCy on the same texts in the same run.

    uv run python benchmarks/speed.py DATA [--reports 200] [--record 10000]

DATA is a folder with `articles/world.jsonl`. Three tables: what Truceline adds to the parse in one
process, a whole build beside bare spaCy in as many processes, and what one more report costs in a
record of ten and in a large one. Machines differ and are shared: read the ratios. Bare spaCy is the same
model as `spacy.load` gives it; Truceline sets it up to find the same in less time, so its own parse is
printed, too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import use_ops

from truceline.clean import clean
from truceline.config import Config
from truceline.model.digest import Digest, sort_key
from truceline.model.report import RawReport, Report, content_id
from truceline.parse import _bundled_model, clean_text, load
from truceline.plugins import Reader
from truceline.plugins import load as plugins
from truceline.read import read_reports
from truceline.run import digest, relating
from truceline.store import Record

CONFIG = Config(workers=os.cpu_count() or 1)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path)
    options.add_argument("--reports", type=int, default=200)
    options.add_argument("--record", type=int, default=10_000)
    given = options.parse_args()
    source = given.data / "articles" / "world.jsonl"
    if not source.exists():
        raise SystemExit(f"skipped: there is no {source}")
    found = read_reports([source], plugins(Reader), CONFIG)
    raws = [raw for raw in found if isinstance(raw, RawReport)][: given.reports]
    texts = [clean_text(clean(raw, CONFIG)).text for raw in raws]
    print(f"{len(raws)} reports, {sum(map(len, texts)) // len(texts):,} characters each on average\n")
    in_one_process(raws, texts)
    whole_builds(raws, texts)
    one_more(raws[: min(len(raws), 200)], given.record)


def in_one_process(raws: list[RawReport], texts: list[str]) -> None:
    """spaCy alone, then everything from bytes to claims; taken by turns, so that noise hits both."""
    bare_spacy(), load(CONFIG.pipeline)
    bare, parsed, ours = [], [], []
    for _ in range(2):
        bare.append(seconds(lambda: parse_bare(texts)))
        parsed.append(seconds(lambda: parse_only(texts)))
        ours.append(seconds(lambda: list(digest.digest_all(raws, replace(CONFIG, workers=1), len(raws)))))
    table("one process", len(raws), min(bare), {"parse": min(parsed), "clean, parse and extract": min(ours)})


def whole_builds(raws: list[RawReport], texts: list[str]) -> None:
    """All with as many processes as cores, their start and the loading of the model included."""
    bare, parsed = (in_processes(parse, texts) for parse in (parse_bare, parse_only))
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r", create=True) as record:

        def build() -> None:
            for digests, _ in digest.digest_all(raws, CONFIG, len(raws)):
                record.add(digests, "benchmark")
            relating.relate_new(record)

        ours = seconds(build)
    table(f"{CONFIG.workers} processes", len(raws), bare, {"parse": parsed, "build a record": ours})


def in_processes(parse: Callable[[list[str]], None], texts: list[str]) -> float:
    step = digest.BATCH_REPORTS
    batches = [texts[at : at + step] for at in range(0, len(texts), step)]
    with one_blas_thread(), ProcessPoolExecutor(CONFIG.workers, mp_context=get_context("spawn")) as pool:
        return seconds(lambda: list(pool.map(parse, batches)))


def one_more(raws: list[RawReport], size: int) -> None:
    """The cost of one more report without its parse, in a small and in a large record.

    The large one is made of the same digests again and again, months apart and with other words, so
    that names, which are the same throughout, are as frequent as they can be. The new report is the latest
    of all, as news is.
    """
    digests = [one for found, _ in digest.digest_all(raws, CONFIG, len(raws)) for one in found]
    print("one more report, beyond its parse")
    few = added_one(digests, 10)
    many = added_one(digests, size)
    print(f"  in a record of {10:>7,}: {few * 1000:7.1f} ms")
    print(f"  in a record of {size:>7,}: {many * 1000:7.1f} ms   {many / few:.2f} times as much\n")


def added_one(digests: list[Digest], size: int) -> float:
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r", create=True) as record:
        batch: list[Digest] = []
        for number in range(size):
            batch.append(variant(digests[number % len(digests)], number // len(digests) + 1))
            if len(batch) == 200 or number == size - 1:
                record.add(batch, "benchmark")
                batch = []
        relating.relate_new(record)

        def add(one: Digest) -> None:
            record.add([one], "benchmark")
            relating.relate_new(record)

        later = size // len(digests) + 2
        new = [variant(one, later) for one in digests[:: max(1, len(digests) // 15)]]
        return statistics.median(seconds(partial(add, one)) for one in new)


def variant(one: Digest, number: int) -> Digest:
    """The same claims in another report: other words, another date."""
    published = (date(2016, 1, 1) + timedelta(days=30 * number)).isoformat()
    new = content_id(one.report.id, number)
    report: Report = replace(one.report, id=new, published=published, path=f"{new}.txt", given_id=None)
    own = digest._encode(replace(one, report=report))
    moved = digest._decode(own.replace(one.report.id.encode(), new.encode()))
    traits = replace(
        moved.traits,
        order=sort_key(report),
        published=published,
        shingles=tuple(sorted(shingle ^ (number * 0x9E3779B97F4A7) for shingle in one.traits.shingles)),
    )
    return replace(moved, traits=traits)


@cache
def bare_spacy() -> Language:
    """The bundled model as spaCy itself loads it."""
    with use_ops("numpy"):
        return spacy.load(_bundled_model())


def parse_bare(texts: list[str]) -> None:
    for _ in bare_spacy().pipe(texts):
        pass


def parse_only(texts: list[str]) -> None:
    for _ in load(CONFIG.pipeline).pipe(texts, batch_size=digest.BATCH_REPORTS):
        pass


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def one_blas_thread() -> Iterator[None]:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    yield
    del os.environ["OPENBLAS_NUM_THREADS"]


def table(title: str, reports: int, bare: float, ours: dict[str, float]) -> None:
    print(title)
    print(f"  {'bare spaCy':26} {reports / bare:7.1f} reports/s")
    for name, taken in ours.items():
        print(f"  {name:26} {reports / taken:7.1f} reports/s   {taken / bare:.2f} times as long")
    print()


if __name__ == "__main__":
    main()
