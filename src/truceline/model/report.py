"""Reports: as they came in (`RawReport`), and as they are read (`Report`)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Literal

type ReportId = str
"""Sixteen hexadecimal digits: a hash of everything that came in with the report."""

Media = Literal["text", "html"]
PublishedFrom = Literal["given", "page", "dateline", "header"]
"""Where a publication date comes from, in falling order of trust."""


def content_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone, not on the machine or the run.

    Parts are strings, numbers, None, or lists or tuples of these; or bytes.
    """
    digest = blake2b(digest_size=8)
    for part in parts:
        if isinstance(part, bytes):
            digest.update(b"b%d:" % len(part))
            digest.update(part)
        else:
            encoded = json.dumps(part, ensure_ascii=True, sort_keys=True).encode()
            digest.update(b"j%d:" % len(encoded))
            digest.update(encoded)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Given:
    """What the sender says of a report: each field as given, or None."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RawReport:
    """One report as it came in: bytes whose encoding is unknown, or text that is already decoded.

    `origin` says where it was found: a path, with `#7` behind it for the seventh line of a file.
    """

    origin: str
    media: Media
    body: bytes | str
    given: Given = Given()

    @property
    def id(self) -> ReportId:
        """The same body with the same given fields has the same id, wherever it was found."""
        return content_id(self.media, self.body, json.dumps(asdict(self.given), sort_keys=True))


@dataclass(frozen=True, slots=True)
class Report:
    """One report, ready to be parsed.

    `text` is the text exactly as given (for a web page: its main text); every span of every claim
    indexes it, in Unicode characters. `body` is the offset at which the news begins, behind a
    headline, a crawler's header and a dateline that the text carries. `published` is an ISO 8601
    date, or date and time; `agency` is the wire that the report credits with the text as a whole.
    """

    id: ReportId
    path: str
    text: str
    body: int = 0
    given_id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    url: str | None = None
    language: str | None = None

    @property
    def name(self) -> str:
        """The id under which the sender knows the report."""
        return self.given_id or self.id
