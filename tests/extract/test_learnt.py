"""What was learnt of statements: acts, places, and texts that mean harm."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc

from truceline.extract import Reading, statements
from truceline.extract.attributions import shipped
from truceline.extract.columns import code, columns
from truceline.extract.contents import candidates
from truceline.extract.forest import Forest, hashed
from truceline.extract.page import read_quotes
from truceline.extract.statements import find_statements
from truceline.model.claims import Statement
from truceline.parse import clean_text

Read = Callable[..., Reading]


def said(reading: Reading) -> list[tuple[str, str, str]]:
    """Source, act and content of each statement."""
    return [
        (
            reading.text(one.source) if one.source else "",
            one.act,
            " … ".join(reading.text(span) for span in one.content),
        )
        for one in find_statements(reading)
    ]


def about(found: list[tuple[str, str, str]], words: str) -> tuple[str, str, str]:
    return next(one for one in found if words in one[2])


@pytest.mark.parametrize(
    ("text", "source", "act", "words"),
    [
        ("Karl Weber wants to sign the truce before the winter.", "Karl Weber", "wished", "sign the truce"),
        ("Ana Ruiz believes that the truce is dead.", "Ana Ruiz", "believed", "the truce is dead"),
        ("Karl Weber denied that he had left the talks.", "Karl Weber", "denied", "he had left the talks"),
        ("Ana Ruiz urged both sides to keep the truce.", "Ana Ruiz", "urged", "keep the truce"),
        ("Karl Weber promised to open the road by May.", "Karl Weber", "promised", "open the road"),
        ("Ana Ruiz threatened to leave the talks.", "Ana Ruiz", "threatened", "leave the talks"),
        ("Karl Weber criticized the ceasefire plan.", "Karl Weber", "blamed", "the ceasefire plan"),
        ("The envoy is expected to return on Monday.", "", "expected", "return on Monday"),
        ("Norway called for an end to the siege.", "Norway", "urged", "an end to the siege"),
    ],
)
def test_what_one_does_with_the_words(read: Read, text: str, source: str, act: str, words: str) -> None:
    found = about(said(read(text)), words)
    assert found[:2] == (source, act)


def test_what_is_believed_is_not_said(read: Read) -> None:
    (believed,) = find_statements(read("Ana Ruiz believes that the truce is dead."))
    (uttered,) = find_statements(read("Ana Ruiz said that the truce is dead."))
    assert (believed.is_said, uttered.is_said) == (False, True)


def test_a_headline_with_a_colon(read: Read) -> None:
    text = "Ana Ruiz: Truce will hold until May.\n\nThe envoy spoke in Oslo on Monday about the truce."
    assert about(said(read(text)), "Truce will hold")[0] == "Ana Ruiz"


def test_rules_alone(read: Read) -> None:
    """Without weights, what is said is still found, and nothing else."""
    text = "Ana Ruiz said that the truce was dead. Karl Weber wants to sign the truce before the winter."
    reading = replace(read(text), rules_only=True)
    assert said(reading) == [("Ana Ruiz", "said", "the truce was dead")]


def test_without_the_file_of_weights_the_rules_are_used(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "shipped", lambda: None)
    assert said(read("Ana Ruiz said that the truce was dead.")) == [
        ("Ana Ruiz", "said", "the truce was dead")
    ]


def test_the_weights_are_small_and_say_where_they_come_from() -> None:
    folder = files("truceline.resources")
    assert len(folder.joinpath("statements.npz").read_bytes()) < 2_000_000
    manifest = json.loads(folder.joinpath("statements.json").read_text(encoding="utf-8"))
    assert manifest["trained_on"] and manifest["date"] and manifest["dev"]["content_overlap"] > 0.66
    assert shipped() is not None


def test_a_tree_goes_right_above_its_limit() -> None:
    tree = Forest(
        np.array([[0, 1, 1]], np.uint8),
        np.array([[0.5, 1.0, 2.0]], np.float32),
        np.array([[1, 2, 3, 4]], np.float32),
        bias=0.5,
    )
    rows = np.array([[0.5, 1.0], [0.5, 1.5], [0.6, 2.0], [0.6, 2.1]], np.float32)
    assert tree.score(rows).tolist() == [1.5, 2.5, 3.5, 4.5]
    assert tree.score(rows[:0]).tolist() == []


def test_hashes_depend_on_the_template_and_on_the_order() -> None:
    one, other = np.array([7], np.uint64), np.array([11], np.uint64)
    found = hashed(18, [(one, other), (one, other), (other, one), (one,)])
    assert found.shape == (1, 4)
    assert len(set(found[0].tolist())) == 4
    assert found.max() < 2**18


def test_every_candidate_leaves_the_cue_out_and_is_there_once(read: Read) -> None:
    cols = columns(
        read_quotes(read("“We will go,” said Karl Weber of Oslo, “and we will come back.” He left."))
    )
    cue = cols.lower.index(code("said"))
    found = [one.ranges for one in candidates(cols, cue)]
    assert len(set(found)) == len(found) > 3
    assert not any(first <= cue < end for ranges in found for first, end in ranges)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 400,
        "”“" * 400,
        "\"'" * 400,
        "«" * 200 + "»" * 200,
        ": " * 400,
        "said " * 400,
        "He said “" * 60,
        "“".join(f"level {n} said " for n in range(12)) + "”" * 12,
        "‘“«" * 4 + "Karl Weber said the truce holds" + "»”’" * 4,
    ],
)
def test_nothing_but_marks_is_no_error(read: Read, text: str) -> None:
    find_statements(read(text))


def test_the_rest_of_a_report_is_read(read: Read) -> None:
    text = "“" * 300 + "\n\n“It was never closed.\n\nAna Ruiz said that the truce was dead."
    assert about(said(read(text)), "the truce was dead")[0] == "Ana Ruiz"


def _long(read: Read, times: int) -> Reading:
    """A text that one mark opens and none closes, of the same parse again and again."""
    one = read("Ana Ruiz said that Karl Weber wants to sign the truce and believes “it will hold for now. ")
    doc = Doc.from_docs([one.doc] * times)
    report = replace(one.report, text=doc.text)
    return Reading(report, clean_text(report), doc, one.found)


def test_time_is_linear(read: Read) -> None:
    """Twice the text, about twice the time."""

    def seconds(times: int) -> float:
        reading = _long(read, times)
        begun = time.process_time()
        find_statements(reading)
        return time.process_time() - begun

    seconds(50)
    short, long = min(seconds(200) for _ in range(2)), seconds(800)
    assert long < 8 * short + 0.5


DATA = Path(__file__).parents[3] / "shared" / "data"


def test_figures_do_not_fall(read: Read) -> None:
    """On a small part of PolNeAR's dev, where it is there."""
    folder, scorer_file = DATA / "attributions" / "dev", DATA.parent / "score" / "score_attributions.py"
    if not folder.is_dir() or not scorer_file.is_file():
        pytest.skip(f"needs {folder} and {scorer_file}")
    scorer = _module(scorer_file)
    gold = dict(list(scorer.load_gold(str(folder)).items())[::7])
    found = {name: [_label(one) for one in find_statements(read(text))] for name, (text, _) in gold.items()}
    figures = scorer.score(gold, found)
    assert figures["content_overlap_F"] > 0.66
    assert figures["relation_F"] > 0.60
    assert figures["quoted_relation_F"] > 0.72
    assert figures["plain_relation_F"] > 0.50


def _label(one: Statement) -> dict[str, Any]:
    def place(span: Any) -> list[list[int]] | None:
        return [[span.start, span.end]] if span else None

    return {
        "source": place(one.source),
        "cue": place(one.cue),
        "content": [[s.start, s.end] for s in one.content],
    }


def _module(path: Path) -> Any:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
