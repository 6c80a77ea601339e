"""The order of the stages: a folder of reports to a record, a text to its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

from truceline import plugins
from truceline.config import Config
from truceline.errors import Failure
from truceline.model.claims import Extraction
from truceline.model.report import RawReport, Report, ReportId
from truceline.process import Process
from truceline.read import read_reports
from truceline.run import digest, relating
from truceline.store import Record, stories

DEFAULT_RECORD = Path("record.truceline")
REREAD_AT_ONCE = 50

type Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many of it are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What one build did, in numbers of reports: `added` are new, `known` were in the record, `reread`
    had their claims found anew by better extractors, `related` found their place. `adopted` says
    that a new process file was taken up."""

    record: Path
    added: int
    known: int
    reread: int
    related: int
    adopted: bool
    failures: tuple[Failure, ...]

    @property
    def changed(self) -> bool:
        return bool(self.added or self.reread or self.related or self.adopted)


def build(
    reports: Iterable[str | Path],
    record: str | Path = DEFAULT_RECORD,
    *,
    process: str | Path | None = None,
    config: Config | None = None,
    progress: Progress = lambda *_: None,
) -> BuildSummary:
    """Read files, folders and globs into a record, which is made where there is none.

    Reports that the record has are not read again. A build that was killed is completed by the next
    one. What cannot be read becomes a `Failure` of the summary and of the record; `process` is a
    process file, which the record keeps. Raises `RecordError` for a record that cannot be used,
    `ConfigError` for a process file that cannot, `ParserError` for a missing language pipeline.
    """
    config = config or Config()
    known_process = Process.load(Path(process)) if process is not None else None
    sources = [Path(source) for source in reports]
    with Record.open(Path(record), create=True) as store:
        adopted = known_process is not None and relating.adopt(store, known_process)
        version = digest.version(config.rules_only)
        reread = _reread(store, version, config.rules_only, progress)
        found = _look_through(_read(sources, config))
        known = store.known(found.paths)
        new = found.paths.keys() - known
        failures = list(found.failures)
        done = 0
        for digests, unreadable in digest.digest_all(_only(new, _read(sources, config)), config, len(new)):
            with store.transaction():
                store.add(digests, version)
                store.note_failures(unreadable)
            failures.extend(unreadable)
            done += len(digests) + len(unreadable)
            progress("Reading", done, len(new))
        _note_sources(store, found, failures)
        related = relating.relate_new(store, lambda done: progress("Comparing", done, done), config.workers)
        added = done - (len(failures) - len(found.failures))
        return BuildSummary(Path(record), added, len(known), reread, related, adopted, tuple(failures))


def extract(
    reports: Iterable[str | Path], *, config: Config | None = None
) -> Iterator[tuple[Report, Extraction] | Failure]:
    """The claims of each report of files, folders and globs, without any record."""
    config = config or Config()
    sources = [Path(source) for source in reports]
    found = _look_through(_read(sources, config))
    yield from found.failures
    everything = _only(set(found.paths), _read(sources, config))
    for digests, unreadable in digest.digest_all(everything, config, len(found.paths)):
        yield from ((one.report, one.extraction) for one in digests)
        yield from unreadable


@dataclass(frozen=True, slots=True)
class _Found:
    """A first look at the sources: where each report lies, and what cannot be opened."""

    paths: dict[ReportId, list[str]]
    failures: tuple[Failure, ...]


def _read(sources: list[Path], config: Config) -> Iterator[RawReport | Failure]:
    return read_reports(sources, plugins.load(plugins.Reader), config)


def _look_through(items: Iterable[RawReport | Failure]) -> _Found:
    paths: dict[ReportId, list[str]] = {}
    failures = []
    for item in items:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            paths.setdefault(item.id, []).append(item.origin)
    return _Found(paths, tuple(failures))


def _only(wanted: Set[ReportId], items: Iterable[RawReport | Failure]) -> Iterator[RawReport]:
    """Each wanted report once."""
    left = set(wanted)
    for item in items:
        if isinstance(item, RawReport) and item.id in left:
            left.remove(item.id)
            yield item


def _note_sources(store: Record, found: _Found, failures: list[Failure]) -> None:
    """Keep where each report lies, and which items could not be read; forget those that now could."""
    with store.transaction():
        there = store.known(found.paths)
        store.add_paths({report: paths for report, paths in found.paths.items() if report in there})
        readable = (path for report in there for path in found.paths[report])
        store.note_failures(failures, mended=readable)


def _reread(store: Record, version: str, rules_only: bool, progress: Progress) -> int:
    """Find the claims of reports anew that older extractors read; nothing is parsed again."""
    outdated = store.outdated(version)
    if outdated:
        stories.unrelate_all(store)
    done = 0
    for batch in batched(outdated, REREAD_AT_ONCE):
        store.replace_claims(
            [digest.digest_again(*kept, rules_only) for kept in store.parses(batch)], version
        )
        done += len(batch)
        progress("Reading again", done, len(outdated))
    return done
