"""Paths to RawReport: the one place where reports are taken from the disk."""

from __future__ import annotations

import glob
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE
from collections.abc import Collection, Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path

from truceline.config import Config
from truceline.errors import Failure, InputError
from truceline.model.report import RawReport
from truceline.plugins import Reader

_GLOB_SIGNS = frozenset("*?[")
_UTF16_OR_32 = (BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_BE)


def read_reports(
    paths: Iterable[Path], readers: Mapping[str, Reader], config: Config
) -> Iterator[RawReport | Failure]:
    """The reports of all files, in the order of the paths; what cannot be read is a failure.

    `readers` are looked up by the end of a file's name; of two that know it, the longer end wins.
    """
    by_suffix = {suffix: reader for reader in readers.values() for suffix in reader.suffixes}
    for path in find_files(paths, by_suffix):
        if isinstance(path, Failure):
            yield path
            continue
        reader = by_suffix[_suffix(path, by_suffix)]
        try:
            with path.open("rb") as file:
                reports = _lines if reader.by_line else _whole
                yield from reports(_name(path), file, reader, config)
        except OSError as error:
            yield _unreadable(path, error)


def find_files(paths: Iterable[Path], suffixes: Collection[str]) -> Iterator[Path | Failure]:
    """Files as named; of folders and globs, all files with a known suffix, sorted, without hidden ones.

    A file is given once, however often it is named.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _expand(path, suffixes):
            if isinstance(found, Failure):
                yield found
            elif found not in seen:
                seen.add(found)
                yield found


def _expand(path: Path, suffixes: Collection[str]) -> Iterator[Path | Failure]:
    try:
        if path.is_file():
            yield path if _suffix(path, suffixes) else _unknown_format(path, suffixes)
        elif path.is_dir():
            yield from _or_none_found(path, _walk(path, suffixes), suffixes)
        elif path.exists():
            yield _failure(path, "no-file", "This is neither a file nor a folder; name a file or a folder.")
        elif _GLOB_SIGNS & set(str(path)):
            yield from _or_none_found(path, _matches(path, suffixes), suffixes)
        else:
            yield _failure(path, "not-found", "There is no such file or folder; check the path.")
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)


def _walk(folder: Path, suffixes: Collection[str]) -> Iterator[Path | Failure]:
    """Links to folders are not followed: they may lead round in a circle."""
    failures: list[OSError] = []
    for here, folders, names in folder.walk(on_error=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = here / name
            if not name.startswith(".") and _suffix(path, suffixes) and path.is_file():
                yield path
        while failures:
            yield _unreadable(here, failures.pop())
    for error in failures:
        yield _unreadable(folder, error)


def _matches(pattern: Path, suffixes: Collection[str]) -> Iterator[Path | Failure]:
    for name in sorted(glob.glob(str(pattern), recursive=True)):  # noqa: PTH207 (the pattern may be absolute)
        path = Path(name)
        if path.is_dir():
            yield from _walk(path, suffixes)
        elif _suffix(path, suffixes) and path.is_file():
            yield path


def _or_none_found(
    path: Path, found: Iterator[Path | Failure], suffixes: Collection[str]
) -> Iterator[Path | Failure]:
    first = next(found, None)
    if first is None:
        yield _failure(path, "no-reports", f"Nothing here ends in one of {_known(suffixes)}.")
    else:
        yield first
        yield from found


def _suffix(path: Path, suffixes: Collection[str]) -> str:
    """The longest known end of the file's name, or nothing."""
    name = path.name.lower()
    return max((suffix for suffix in suffixes if name.endswith(suffix)), key=len, default="")


def _whole(
    origin: str, file: BufferedReader, reader: Reader, config: Config
) -> Iterator[RawReport | Failure]:
    data = file.read(config.max_bytes + 1)
    if len(data) > config.max_bytes:
        yield _too_large("file", config).failure("read", origin)
    elif not data.strip():
        yield Failure("read", origin, "empty", "The file is empty; fetch it again or leave it out.")
    else:
        yield from reader.read(origin, data)


def _lines(
    origin: str, file: BufferedReader, reader: Reader, config: Config
) -> Iterator[RawReport | Failure]:
    """One report a line. No line is held in memory beyond `config.max_bytes`."""
    if _is_binary(file.peek(1024)):
        message = "The file is binary or not in UTF-8; save it as UTF-8 with one report a line."
        yield Failure("read", origin, "binary", message)
        return
    number, empty = 0, True
    while line := file.readline(config.max_bytes + 1):
        number += 1
        if len(line) > config.max_bytes and not line.endswith(b"\n"):
            _skip_line(file)
            yield _too_large("line", config).failure("read", f"{origin}#{number}")
        elif line.strip():
            yield from reader.read(f"{origin}#{number}", line)
        else:
            continue
        empty = False
    if empty:
        yield Failure("read", origin, "empty", "The file is empty; fetch it again or leave it out.")


def _is_binary(head: bytes) -> bool:
    """Such a file has no lines to speak of: one failure for it says more than one for each piece."""
    return head.startswith(_UTF16_OR_32) or head[:1024].count(0) > 8


def _skip_line(file: BufferedReader) -> None:
    while (rest := file.readline(1 << 16)) and not rest.endswith(b"\n"):
        pass


def _name(path: Path) -> str:
    """The path as given; bytes of it that are no UTF-8 cannot be stored and become U+FFFD."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _known(suffixes: Collection[str]) -> str:
    return ", ".join(sorted(suffixes))


def _failure(path: Path, code: str, message: str) -> Failure:
    return Failure("read", _name(path), code, message)


def _unknown_format(path: Path, suffixes: Collection[str]) -> Failure:
    message = f"No reader knows this kind of file; save it as one of {_known(suffixes)}."
    return _failure(path, "unknown-format", message)


def _unreadable(path: Path, error: OSError | ValueError) -> Failure:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return _failure(
        path, "unreadable", f"The system does not let us read this ({reason}); check its permissions."
    )


def _too_large(what: str, config: Config) -> InputError:
    return InputError(
        "too-large",
        f"The {what} is longer than {config.max_bytes:,} bytes; split it, or raise max_bytes.",
    )
