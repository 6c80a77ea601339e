"""Newsroom JSON: our own fields, those of Trafilatura and those of news-please.

`resources/report_fields.toml` says under which names a field is looked for. What has the wrong type is
left out; only a report without a text is a failure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from truceline import resources
from truceline.errors import Failure
from truceline.model.report import Given, Media, RawReport
from truceline.plugins import Reader

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""JSON may escape half a character (`\\ud83d`), which no encoding can write and no store can keep."""


def _read_line(origin: str, data: bytes) -> Iterator[RawReport | Failure]:
    value = _parse(origin, data)
    yield value if isinstance(value, Failure) else _report(origin, value)


def _read_document(origin: str, data: bytes) -> Iterator[RawReport | Failure]:
    value = _parse(origin, data)
    if isinstance(value, Failure):
        yield value
        return
    several = _list_of_reports(value)
    if several is None:
        yield _report(origin, value)
    elif not several:
        yield Failure(
            "read", origin, "empty", "The list of reports is empty; check how the file was written."
        )
    else:
        for number, item in enumerate(several, start=1):
            yield _report(f"{origin}#{number}", item)


document_reader = Reader((".json",), _read_document)
line_reader = Reader((".jsonl", ".ndjson"), _read_line, by_line=True)


def _parse(origin: str, data: bytes) -> Any:
    """The JSON value, or a failure: hostile input is nested too deeply, or a number of many digits."""
    try:
        return json.loads(data)
    except UnicodeDecodeError:
        return Failure("read", origin, "bad-json", "JSON must be encoded in UTF-8; save it in that encoding.")
    except (ValueError, RecursionError) as error:
        return Failure("read", origin, "bad-json", f"This is no JSON ({error}); check how it was written.")


def _list_of_reports(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not _has_text(value):
        for name in _names("reports"):
            if isinstance(value.get(name), list):
                return list(value[name])
    return None


def _report(origin: str, value: Any) -> RawReport | Failure:
    if not isinstance(value, dict):
        return Failure("read", origin, "no-object", 'A report must be a JSON object with a "text".')
    found = _body(value)
    if found is None:
        return Failure(
            "read", origin, "no-text", 'There is no "text" in this report that is a string; add one.'
        )
    media, body = found
    return RawReport(origin, media, body, _given(value))


def _body(value: Mapping[str, Any]) -> tuple[Media, str] | None:
    for name in _names("text"):
        if text := _string(value.get(name)):
            return "text", text
    for name in _names("html"):
        if page := _string(value.get(name)):
            return ("html" if name == "html" or "</" in page else "text"), page
    return None


def _has_text(value: Mapping[str, Any]) -> bool:
    return _body(value) is not None


def _given(value: Mapping[str, Any]) -> Given:
    url = _first(value, "url", _string)
    outlet = _first(value, "outlet", _string)
    if url is not None and "://" not in url and url == _string(value.get("source")):
        # Outside Trafilatura, "source" is more often an outlet's name than an address.
        url, outlet = None, outlet or url
    return Given(
        id=_first(value, "id", _label),
        title=_first(value, "title", _string),
        outlet=outlet,
        byline=_first(value, "byline", _people),
        published=_first(value, "published", _label),
        url=url,
        language=_first(value, "language", _string),
    )


def _first(value: Mapping[str, Any], field: str, kind: Any) -> str | None:
    found: Iterable[str | None] = (kind(value.get(name)) for name in _names(field))
    return next((item for item in found if item), None)


def _string(value: Any) -> str | None:
    """A string that says something, as it was given."""
    if not isinstance(value, str) or not value.strip():
        return None
    return _LONE_SURROGATE.sub("\ufffd", value)


def _label(value: Any) -> str | None:
    """Ids and dates may come as numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    return _string(value)


def _people(value: Any) -> str | None:
    """One name, or a list of names."""
    if isinstance(value, list):
        return ", ".join(name for item in value if (name := _string(item))) or None
    return _string(value)


def _names(field: str) -> list[str]:
    names: list[str] = resources.table("report_fields.toml")[field]
    return names
