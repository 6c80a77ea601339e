"""Political events against the PLOVER gold records, and false ones in news that is not of politics.

    python benchmarks/events.py DATA [--part even|odd|unseen|all] [--articles]

DATA holds `events/plover_gsr.jsonl` and `articles/world.jsonl`, and the scorer `score_events.py` lies in the
folder `score` beside it. `even` is the half of the records (by the number in the id) that the vocabulary was
drawn up beside; `unseen` are those that nobody looked at (numbers that leave 3 when divided by 4).
Beside ours stands a simple dictionary in the same run: the first verb or noun of the vocabulary, whatever
stands around it, from the name before it to the name behind it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from truceline import plugins
from truceline.extract import Reading
from truceline.extract.action_frames import nouns, verbs
from truceline.extract.events import find_all
from truceline.model.claims import EventMention, Extraction, Participant
from truceline.model.report import Report
from truceline.parse import clean_text, load

_HERE = Path(__file__).parent
_PARTS: dict[str, Callable[[int], bool]] = {
    "even": lambda number: number % 2 == 0,
    "odd": lambda number: number % 2 == 1,
    "unseen": lambda number: number % 4 == 3,
    "all": lambda number: True,
}
_FIGURES = ("events_emitted", "code_accuracy", "code_precision", "source_hit", "target_hit", "all_three")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", default="all", choices=_PARTS)
    parser.add_argument(
        "--articles", action="store_true", help="also read the articles that tell of no politics"
    )
    options = parser.parse_args()
    records = options.data / "events" / "plover_gsr.jsonl"
    scorer_file = options.data.parent / "score" / "score_events.py"
    if not records.is_file() or not scorer_file.is_file():
        sys.exit(f"skipped: this benchmark needs {records} and {scorer_file}")
    scorer = _module(scorer_file)
    gold = [row for row in scorer.load(records) if _PARTS[options.part](int(row["id"].rsplit("-")[-1]))]
    ours, simple, seconds = [], [], 0.0
    for row in gold:
        reading = read(row["id"], row["text"])
        begun = time.perf_counter()
        events = find_all(reading)
        seconds += time.perf_counter() - begun
        ours.append({"id": row["id"], "events": predictions(events)})
        simple.append({"id": row["id"], "events": dictionary(reading)})
    print(f"{len(gold)} records ({options.part}), {1000 * seconds / max(len(gold), 1):.1f} ms a record")
    print(f"{'':14}" + "".join(f"{name:>16}" for name in _FIGURES))
    for name, found in (("truceline", ours), ("dictionary", simple)):
        figures = scorer.score(gold, found)
        print(f"{name:14}" + "".join(f"{figures[key]:>16}" for key in _FIGURES))
    if options.articles:
        _articles(options.data / "articles" / "world.jsonl")
        _short(options.data / "coreference" / "ecbplus")


def _short(folder: Path) -> None:
    """How many are found in the short reports of ECB+ in labels/not_political_short.txt, of each kind."""
    if not folder.is_dir():
        sys.exit(f"skipped: this benchmark needs {folder}")
    texts: dict[str, list[str]] = defaultdict(list)
    for corpus in sorted(folder.glob("*_corpus.txt")):
        for line in corpus.read_text("utf-8").splitlines():
            document, _, rest = line.partition("\t")
            texts[document].append(rest.split("\t")[2] if rest else "\n")
    found: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for line in (_HERE / "labels" / "not_political_short.txt").read_text("utf-8").splitlines()[1:]:
        kind, name = line.split()
        if name in texts:
            articles[kind] += 1
            found[kind] += len(find_all(read(name, " ".join(texts[name]))))
    print(", ".join(f"{kind}: {found[kind]} in {count}" for kind, count in sorted(articles.items())))


def _articles(path: Path) -> None:
    """How many events are found in articles whose ids stand in labels/not_political.txt."""
    if not path.is_file():
        sys.exit(f"skipped: this benchmark needs {path}")
    chosen = set((_HERE / "labels" / "not_political.txt").read_text("utf-8").split())
    rows = (json.loads(line) for line in path.open(encoding="utf-8"))
    texts = {row["id"]: row["text"] for row in rows if row["id"] in chosen}
    found = [len(find_all(read(name, text))) for name, text in sorted(texts.items())]
    words = sum(len(text.split()) for text in texts.values())
    print(f"{len(texts)} articles that are not of politics, {words} words: {sum(found)} events")


def read(name: str, text: str) -> Reading:
    """A text with all its claims but the events."""
    report = Report(id="0" * 16, path=name, text=text)
    clean = clean_text(report)
    reading = Reading(report, clean, load("en_core_web_md")(clean.text), Extraction(report.id))
    for extractor in plugins.extractors():
        if extractor.fills in ("mentions", "times", "references"):
            claims: Any = extractor.find(reading)
            fields = {one: getattr(reading.found, one) for one in ("mentions", "times", "references")}
            reading = reading.having(Extraction(report.id, **fields | {extractor.fills: claims}))
    return reading


def predictions(events: Iterable[EventMention]) -> list[dict[str, Any]]:
    """Events as the scorer reads them."""
    return [{"code": one.code, "source": _texts(one.source), "target": _texts(one.target)} for one in events]


def _texts(participants: tuple[Participant, ...]) -> list[str]:
    return [one.text for one in participants]


def dictionary(reading: Reading) -> list[dict[str, Any]]:
    """The first word of the vocabulary, with the names around it."""
    for token in reading.doc:
        lemma = token.lemma_.lower()
        frames = verbs().get(lemma, ()) if token.pos_ == "VERB" else ()
        plain = [frame for frame in frames if not frame.rest] or list(frames)
        if token.pos_ == "NOUN" and lemma in nouns():
            plain = [nouns()[lemma]]
        if plain:
            before = [one.text for one in reading.doc[: token.i] if reading.mention_at(one) is not None]
            behind = [one.text for one in reading.doc[token.i :] if reading.mention_at(one) is not None]
            return [{"code": plain[0].code, "source": before[-1:], "target": behind[:1]}]
    return []


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
