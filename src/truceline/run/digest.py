"""One report through the stages that look at it alone: clean, parse, extract, resolve within."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from hashlib import blake2b
from importlib.metadata import entry_points
from importlib.resources import files
from multiprocessing import get_context

import msgspec

from truceline.clean import clean
from truceline.config import Config
from truceline.errors import Failure, InputError
from truceline.extract import Reading, extract
from truceline.extract.asserted import with_asserters
from truceline.extract.quotations import quotations
from truceline.extract.references import sight_found
from truceline.extract.told import told
from truceline.model.digest import Digest, Traits, sort_key
from truceline.model.offsets import CleanText
from truceline.model.report import RawReport, Report
from truceline.parse import Parse, clean_text, load, pack, parse_all, unpack
from truceline.relate.credits import credited
from truceline.relate.dating import dating
from truceline.relate.lineage import shingles
from truceline.relate.stories import terms, weekdays
from truceline.relate.told_dates import text_dates
from truceline.resolve import resolve_within

BATCH_REPORTS, BATCH_CHARACTERS = 16, 80_000
"""What a worker is handed at once: enough to keep spaCy busy, little enough to lose."""
FEW = 8
"""Reports that this process reads faster itself than it starts others."""

_FINGERPRINTED = ("known", "parse", "extract", "resolve", "relate", "resources")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Digest).decode
_failures = msgspec.msgpack.Decoder(tuple[Failure, ...]).decode


def version(rules_only: bool = False) -> str:
    """A hash of the code and vocabularies that find claims, and of the plug-ins that take part. Where
    it differs from that of a stored report, its claims are found anew from the parse that is kept."""
    digest = blake2b(digest_size=8)
    for folder in _FINGERPRINTED:
        for file in sorted(files("truceline").joinpath(folder).iterdir(), key=lambda file: file.name):
            if file.name.endswith((".py", ".toml", ".txt", ".npz")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for entry in sorted(entry_points(group="truceline.extractors"), key=lambda entry: entry.name):
        installed = entry.dist.version if entry.dist else ""
        digest.update(f"{entry.name} {entry.value} {installed}\n".encode())
    digest.update(b"rules only" if rules_only else b"")
    return digest.hexdigest()


def digest_all(
    raws: Iterable[RawReport], config: Config, expected: int
) -> Iterator[tuple[list[Digest], list[Failure]]]:
    """Read reports on as many cores as the configuration says, in batches in their own order."""
    workers = config.workers or os.cpu_count() or 1
    batches = _batches(raws)
    if workers == 1 or expected <= FEW:
        for batch in batches:
            yield _unpacked(_digest_batch(batch, config))
        return
    with _pool(workers) as pool:
        waiting: list[Future[tuple[list[bytes], bytes]]] = []
        for batch in batches:
            waiting.append(pool.submit(_digest_batch, batch, config))
            if len(waiting) > 2 * workers:
                yield _unpacked(waiting.pop(0).result())
        while waiting:
            yield _unpacked(waiting.pop(0).result())


def digest_again(report: Report, pipeline: str, parse: bytes, rules_only: bool = False) -> Digest:
    """The claims of a stored report, found anew; it is parsed only where its text is now cleaned in
    another way."""
    nlp = load(pipeline)
    doc, text = unpack(parse, nlp), clean_text(report)
    if doc.text != text.text:
        doc = nlp(text.text)
        parse = pack(doc)
    return _digest(report, text, doc, pipeline, parse, rules_only)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes with one BLAS thread each; the variable must be set before numpy is imported there."""
    before = os.environ.get("OPENBLAS_NUM_THREADS")
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
        if before is None:
            del os.environ["OPENBLAS_NUM_THREADS"]
        else:
            os.environ["OPENBLAS_NUM_THREADS"] = before


def _batches(raws: Iterable[RawReport]) -> Iterator[list[RawReport]]:
    batch: list[RawReport] = []
    size = 0
    for raw in raws:
        batch.append(raw)
        size += len(raw.body)
        if len(batch) == BATCH_REPORTS or size > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unpacked(packed: tuple[list[bytes], bytes]) -> tuple[list[Digest], list[Failure]]:
    return [_decode(digest) for digest in packed[0]], list(_failures(packed[1]))


def _digest_batch(raws: list[RawReport], config: Config) -> tuple[list[bytes], bytes]:
    reports: list[Report] = []
    failures: list[Failure] = []
    for raw in raws:
        try:
            reports.append(clean(raw, config))
        except InputError as error:
            failures.append(error.failure("clean", raw.origin))
    nlp = load(config.pipeline)
    digests = []
    texts = [clean_text(report) for report in reports]
    for report, text, doc in zip(reports, texts, parse_all(nlp, [one.text for one in texts]), strict=True):
        try:
            if isinstance(doc, Exception):
                raise doc
            digests.append(_encode(_digest(report, text, doc, config.pipeline, pack(doc), config.rules_only)))
        except Exception as error:  # noqa: BLE001 - whatever a text does to us, the others are read
            message = f"Truceline could not read this text ({error!r}); please report it with the text"
            failures.append(Failure("extract", report.path, "fault", message))
    return digests, _encode(tuple(failures))


def _digest(
    report: Report, text: CleanText, doc: Parse, pipeline: str, parse: bytes, rules_only: bool
) -> Digest:
    found = extract(report, text, doc, rules_only)
    extraction = resolve_within(found, sight_found(Reading(report, text, doc, found)), report.text)
    extraction = with_asserters(
        extraction, report.text
    )  # figures within statements whose speaker is known only now
    dates = text_dates(report, told(Reading(report, text, doc, extraction)))
    bounds = dating(report.id, () if report.published else dates.reasons)
    quoted = tuple((one.start, one.end) for one in quotations(report.text) if one.end > report.body)
    traits = Traits(
        report=report.id,
        order=sort_key(report),
        published=report.published,
        shingles=shingles(report.text, report.body, quoted),
        terms=terms(report),
        weekdays=weekdays(report, extraction),
        quotations=quoted,
        credits=credited(report),
        earliest=bounds.earliest,
        latest=bounds.latest,
    )
    return Digest(report, extraction, traits, pipeline, parse, dates)
