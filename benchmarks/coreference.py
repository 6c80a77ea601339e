"""Who is who across documents, against NewsWCL50 and the entities of ECB+.

    python -m benchmarks.coreference DATA

DATA holds `coreference/newswcl50.tsv` and `coreference/ecbplus/<Part>_Entity_gold_mentions.json` with
`<Part>_corpus.txt`; the scorer `score_coreference.py` lies in the folder `score` beside it. A part of
them will do. Documents are compared within their topic, as the corpora do. Figures are the CoNLL F1
(the mean of MUC, B-cubed and CEAF-e):

- *gold mentions*: the corpus says which words are mentions, the program which of them are one;
- *end to end*: the cast of the stories of a record of each topic, as `truceline show RECORD cast` has it: the
  program finds the texts, the stories, the mentions, and which of them are one.

With gold mentions, what a record leaves open is joined as the corpus does (`benchmarks/corpora.py`): coarsely
for NewsWCL50, which puts what is said of a topic into some twenty broad groups, with officials under their
country, and finely for ECB+. Beside it: all mentions with one head lemma, and names by spaCy with one string.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import re
import sys
import tempfile
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.corpora import COARSE, FINE, Grain, join_all
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from truceline import build, open_record
from truceline.extract.described import as_mentions, describe
from truceline.extract.names import find_names
from truceline.extract.reading import Reading
from truceline.model.claims import Extraction, Span
from truceline.model.described import Described
from truceline.model.report import Report
from truceline.parse import BUNDLED, clean_text, load, parse_all

type Place = tuple[str, int, tuple[int, ...]]
"""Document, sentence, tokens."""

_MORE = 20
"""Tokens by which a corpus may part words further than we do."""
_ALIKE = 0.09
"""The mean cosine from which on two groups of documents of a topic tell one story."""
_CLOSES = re.compile(r"^([.,;:!?%)\]}]|''|n't|n’t|['’](s|re|ve|ll|d|m|S)?)$")
_OPENS = frozenset({"(", "[", "$", "“", "‘"})


@dataclass(frozen=True)
class Document:
    """The parse of a document, and where each token of the corpus stands in its text."""

    name: str
    reading: Reading
    places: Mapping[tuple[int, int], tuple[int, int]]

    @property
    def topic(self) -> str:
        return self.name.split("_")[0]

    def marked(self, places: Sequence[Place]) -> list[Tokens]:
        ends = [
            (self.places[sent, tokens[0]][0], self.places[sent, tokens[-1]][1]) for _, sent, tokens in places
        ]
        return as_mentions(self.reading.doc, ends)

    def place(self, tokens: Tokens) -> Place | None:
        """The tokens of the corpus that these tokens of ours cover; None across sentences."""
        start, end = tokens.start_char, tokens.end_char
        first = bisect_right(self._ordered, start, key=lambda item: item[1][1])
        over = [
            at
            for at, (begins, _) in islice(self._ordered, first, first + len(tokens) + _MORE)
            if begins < end
        ]
        sentences = {sentence for sentence, _ in over}
        if len(sentences) != 1:
            return None
        return self.name, sentences.pop(), tuple(token for _, token in over)

    @cached_property
    def _ordered(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        return sorted(self.places.items(), key=lambda item: item[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    folder = options.data / "coreference"
    scorer_file = options.data.parent / "score" / "score_coreference.py"
    if not folder.is_dir() or not scorer_file.is_file():
        sys.exit(f"skipped: this benchmark needs {folder} and {scorer_file}")
    scorer = _module(scorer_file)
    print(f"{'':44}{'ours':>8}{'head':>8}{'string':>8}{'seconds':>9}")
    news = folder / "newswcl50.tsv"
    if news.is_file():
        gold, sentences = scorer.read_newswcl(str(news))
        documents = parsed(_by_document(sentences))
        gold_mentions(scorer, "NewsWCL50, gold mentions", gold, documents, COARSE, stories=False)
        through_records(scorer, gold, _by_document(sentences), documents)
    for mentions in sorted((folder / "ecbplus").glob("*_Entity_gold_mentions.json")):
        part = mentions.name.split("_")[0]
        gold = scorer.read_ecb(str(mentions))
        documents = parsed(_ecb_documents(mentions.with_name(f"{part}_corpus.txt")))
        gold_mentions(scorer, f"ECB+ entities, {part}, gold mentions", gold, documents, FINE, stories=True)


def gold_mentions(
    scorer: Any, name: str, gold: Any, documents: Sequence[Document], grain: Grain, *, stories: bool
) -> None:
    begun = time.perf_counter()
    found, heads = _joined(gold, documents, grain, stories=stories)
    strings = {place: cluster for place, cluster in _strings(documents).items() if place in gold}
    figures = [scorer.score(gold, one)["conll_F"] for one in (found, heads, strings)]
    _line(name, figures, begun)


def joined_coarsely(gold: Any, documents: Sequence[Document]) -> tuple[dict[Any, str], dict[Any, str]]:
    """The clusters of the marked mentions of NewsWCL50, and those by their heads alone."""
    return _joined(gold, documents, COARSE, stories=False)


def _joined(
    gold: Any, documents: Sequence[Document], grain: Grain, *, stories: bool
) -> tuple[dict[Any, str], dict[Any, str]]:
    places: defaultdict[str, set[Place]] = defaultdict(set)
    for document, sentence, tokens, _ in gold:
        places[document].add((document, sentence, tokens))
    marked = {one.name: sorted(places[one.name]) for one in documents}
    found: dict[Any, str] = {}
    heads: dict[Any, str] = {}
    for topic in topics(documents):
        described, where = _described(topic, {one.name: one.marked(marked[one.name]) for one in topic})
        at = [(*marked[document][i], 0) for document, i in where]
        clusters = join_all(described, stories_of(topic) if stories else _one_story(topic), vector, grain)
        found.update((place, str(clusters.top(i))) for i, place in enumerate(at))
        heads.update((place, one.head) for place, one in zip(at, described, strict=True))
    return found, heads


def through_records(
    scorer: Any,
    gold: Any,
    documents: Mapping[str, list[tuple[int, list[str]]]],
    parses: Sequence[Document],
) -> None:
    """Whom and what the stories of a record are about, a record for each topic. An entity of the record is
    one in all stories; what the record has no entity of is one within its story."""
    begun = time.perf_counter()
    texts = {name: text_of(sentences) for name, sentences in documents.items()}
    found: dict[Any, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for topic in sorted({name.split("_")[0] for name in texts}):
            rows = [{"id": name, "text": texts[name][0]} for name in texts if name.split("_")[0] == topic]
            reports = Path(folder) / f"{topic}.jsonl"
            reports.write_text("\n".join(map(json.dumps, rows)), "utf-8")
            build([reports], Path(folder) / topic)
            with open_record(Path(folder) / topic) as views:
                for story in views.stories:
                    for number, member in enumerate(views.cast(story.id)):
                        for wording in member.wordings:
                            name = views.reports[wording.span.report].name
                            place = _place(name, texts[name][1], wording.span)
                            if place is not None:
                                found[*place, 0] = member.entity or f"{story.id} {number}"
    strings = scorer.score(gold, _strings(parses), "end")["conll_F"]
    _line("NewsWCL50, end to end", [scorer.score(gold, found, "end")["conll_F"], None, strings], begun)


def _place(document: str, places: Mapping[tuple[int, int], tuple[int, int]], span: Span) -> Place | None:
    tokens = sorted(at for at, (start, end) in places.items() if start < span.end and end > span.start)
    if len({sentence for sentence, _ in tokens}) != 1:
        return None
    return document, tokens[0][0], tuple(number for _, number in tokens)


def _line(name: str, figures: Sequence[float | None], begun: float) -> None:
    cells = "".join(f"{'' if figure is None else f'{figure:.3f}':>8}" for figure in figures)
    print(f"{name:44}{cells:24}{time.perf_counter() - begun:>9.1f}")


def topics(documents: Sequence[Document]) -> Iterator[list[Document]]:
    grouped: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        grouped[document.topic].append(document)
    yield from (sorted(grouped[topic], key=lambda one: one.name) for topic in sorted(grouped))


def _described(
    topic: Sequence[Document], marked: Mapping[str, Sequence[Tokens]]
) -> tuple[list[Described], list[tuple[str, int]]]:
    """The descriptions of all mentions of a topic, and the document and number of each."""
    found: list[Described] = []
    where: list[tuple[str, int]] = []
    for document in topic:
        before = len(found)
        described = describe(document.reading.doc, marked[document.name], document.name)
        found += [replace(one, states=tuple(before + state for state in one.states)) for one in described]
        where += [(document.name, i) for i in range(len(described))]
    return found, where


def _one_story(topic: Sequence[Document]) -> dict[str, str]:
    return {document.name: document.topic for document in topic}


def stories_of(topic: Sequence[Document]) -> dict[str, str]:
    """Which documents of a topic tell one story: average linkage over the words that two or more share."""
    counts = [_words(document.reading.doc) for document in topic]
    spread = Counter(word for one in counts for word in one)
    columns = {word: i for i, word in enumerate(sorted(word for word in spread if spread[word] > 1))}
    table = np.zeros((len(topic), len(columns) + 1))
    for row, one in zip(table, counts, strict=True):
        for word, count in one.items():
            if word in columns:
                row[columns[word]] = (1 + math.log(count)) * math.log((len(topic) + 0.5) / spread[word])
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths, lengths, 1)
    likeness = table @ table.T
    groups = [[i] for i in range(len(topic))]
    while len(groups) > 1:
        pairs = ((a, b) for a in range(len(groups)) for b in range(a))
        alike, a, b = max((float(likeness[np.ix_(groups[a], groups[b])].mean()), a, b) for a, b in pairs)
        if alike < _ALIKE:
            break
        groups[b] += groups.pop(a)
    return {topic[i].name: f"{topic[i].topic}/{number}" for number, group in enumerate(groups) for i in group}


def _words(doc: Doc) -> Counter[str]:
    kept = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    return Counter(token.lemma_.lower() for token in doc if token.pos_ in kept and not token.is_stop)


def _strings(documents: Sequence[Document]) -> dict[Any, str]:
    """spaCy's entities, those with one string joined."""
    found = {}
    for document in documents:
        for entity in document.reading.doc.ents:
            place = document.place(entity)
            if place is not None:
                found[*place, 0] = entity.text.lower()
    return found


@cache
def vector(word: str) -> Any:
    return load(BUNDLED).vocab.get_vector(word)


def parsed(documents: Mapping[str, list[tuple[int, list[str]]]]) -> list[Document]:
    """The documents as the program reads them, from `{name: [(sentence, tokens)]}`."""
    texts = {name: text_of(sentences) for name, sentences in documents.items()}
    reports = [Report(id="0" * 16, path=name, text=text) for name, (text, _) in texts.items()]
    cleaned = [clean_text(report) for report in reports]
    found = []
    docs = parse_all(load(BUNDLED), [one.text for one in cleaned])
    for report, clean, doc in zip(reports, cleaned, docs, strict=True):
        if isinstance(doc, Exception):
            raise doc
        empty = Reading(report, clean, doc, Extraction(report.id))
        reading = empty.having(Extraction(report.id, mentions=find_names(empty)))
        found.append(Document(report.path, reading, texts[report.path][1]))
    return found


def text_of(sentences: Sequence[tuple[int, list[str]]]) -> tuple[str, dict[tuple[int, int], tuple[int, int]]]:
    """The text that tokens make, and `{(sentence, token): (start, end)}`. Marks are set as in print."""
    text, places, in_quotation = "", {}, False
    for sentence, tokens in sentences:
        glued = True
        for number, token in enumerate(tokens):
            if token.strip() in ("", "\\n"):
                text = text.rstrip(" ") + "\n\n"
                places[sentence, number] = (len(text) - 1, len(text))
                glued = True
                continue
            word = '"' if set(token) == {'"'} else token
            closes = bool(_CLOSES.match(word)) or (word == '"' and in_quotation)
            if text and not glued and not closes and not text[-1].isspace():
                text += " "
            places[sentence, number] = (len(text), len(text) + len(word))
            text += word
            if word == '"':
                in_quotation = not in_quotation
            glued = word in _OPENS or (word == '"' and in_quotation)
        if text and not text[-1].isspace():
            text += " "
    return text, places


def _by_document(sentences: Mapping[tuple[str, int], list[str]]) -> dict[str, list[tuple[int, list[str]]]]:
    found: defaultdict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for (document, sentence), tokens in sorted(sentences.items()):
        found[document].append((sentence, tokens))
    return dict(found)


def _ecb_documents(corpus: Path) -> dict[str, list[tuple[int, list[str]]]]:
    """From lines of document, sentence, token number, token and chain, parted by tabs."""
    sentences: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for line in corpus.read_text(encoding="utf-8").splitlines():
        document, _, rest = line.partition("\t")
        if rest:
            sentence, _, token = rest.split("\t")[:3]
            sentences[document, int(sentence)].append(token)
    return _by_document(sentences)


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
