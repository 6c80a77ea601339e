"""Copied news made by program from real articles, with what each report has from which.

`build` is given the articles and the words to exchange, which `synonyms_of` finds. No two articles that
it uses share a run of `SAME_RUN` words outside quotations; a source is used at most twice, what is
independent once.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import islice, zip_longest
from random import Random
from typing import Any, Literal

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS

from truceline.config import Config
from truceline.parse import load

type Label = Literal["wholly", "partly", "not"]
type Words = Mapping[str, str]
type Vector = Mapping[str, float]

SAME_RUN, NEAR_RUN = 25, 12
"""Words of prose in a row that tell a copy: between any two articles, and between those of a near miss."""
SAME_EVENT, OTHER_EVENT = 0.22, 0.18
"""TF-IDF cosine from which two articles of a day tell of one event, and below which of different ones."""
LEAST, MOST = 0.22, 0.43
"""Share of a partly copied report's own words that comes from the source, a little inside 20 to 45 %."""
LONGEST = 12_000

WHOLLY = ("verbatim", "edited", "cut", "reordered", "brief", "synonyms", "paraphrase")
PARTLY = ("passages", "edited passages", "lede", "background")
KINDS = len((*WHOLLY, "merged", *PARTLY, "near miss", "same quotes", "same topic"))

MARKS = "\ue000-\uf8ff"
"""Characters that stand for hidden quotations."""
QUOTED = re.compile(r'["“][^"“”\n]*(?:["”]|(?=\n)|\Z)')
WORD = re.compile(r"[^\W_\ue000-\uf8ff]+(?:[-'’.][^\W_\ue000-\uf8ff]+)*")
STOP = re.compile(rf"[.!?][)\]’']*\s+(?=[A-Z0-9(‘{MARKS}])")
ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Sgt|Capt|Cmdr|Adm|Brig|St|Jr|Sr|No|vs|Prof"
    r"|Rev|Inc|Corp|Co|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[ap]\.m|etc)\.$"
)
CREDIT = re.compile(
    r"contributed to this|^(?:Contributing|Click|Read more|Follow|Copyright|Sign up)\b|[©|]|\(Photo|Image:"
)
DATELINE = re.compile(r"\A(?:[A-Z][\w ,./'’]{2,40} )?\([A-Z][\w ]{1,25}\)\s*[-—–]+\s*")
BROKEN = re.compile("Ã|â€|�")
GLUED = re.compile(r"[a-z][.!?][”\"]?[A-Z“\"][a-z]")
KEPT = frozenset(
    ("said", "says", "told", "that", "this", "they", "with", "from", "have", "been", "were", "will")
)
PUT_IN = ("also", "now", "still", "then", "already", "reportedly", "apparently", "again")
HELPING = frozenset(("is", "are", "was", "were", "has", "have", "had", "will", "would", "could"))
SPEAKERS = ("the minister", "a spokesman", "an official", "the envoy", "a senior diplomat", "the commander")


def _rules(table: str) -> list[tuple[str, str]]:
    """(pattern, form) of each line; in a form {a} is a group within a sentence, {A} one that begins it."""
    rules = []
    for line in table.strip().split("\n"):
        pattern, form = line.split(" => ")
        for short, long in SHORT.items():
            pattern = pattern.replace(short, long)
        rules.append((pattern, form))
    return rules


SHORT = {
    "SAID": r"(?P<said>(?:said|says|added|announced|reported|warned|wrote)(?:(?: on)? \w+day)?)",
    "WHO": "(?!But|And|What|When|While|As|If|After)(?P<who>[^,;:Q]{3,70}?)",
    "PART": "(?:who|which|where|whose) [^,Q]+",
    "TIME": "(?i:after|because|when|while|although|though|before|since|unless|if)",
    "THEY": "(?:he|she|it|they|we|the|that|there|this) .{15,}",
    "Q": MARKS,
}
DROPPED = _rules(r"""
(?P<a>.+?) \([^()]*\)(?P<b>.*) => {A}{b}
(?P<a>.{15,}?), PART, (?!and|or)(?P<b>.+) => {A} {b}
(?P<a>.{15,}?), PART\. => {A}.
(?P<a>[^,Q]* [A-Z]\w+), (?:an?|the) [^,Q]{5,80}, (?!and|or|an? |the )(?P<b>.+) => {A} {b}
(?:But|And|However,|Still,|Yet|Meanwhile,|Also,|Indeed,) (?P<a>.{20,}) => {A}
""")
SHORTENED = DROPPED + _rules(r"""
(?P<a>.{40,}?),? (?:according to|TIME|amid|including|despite) [^Q]+\. => {A}.
(?P<a>.{40,}?), (?:\w+ing|and|but|as) [^Q]+\. => {A}.
(?P<a>.{40,}) (?:in|on|at|from|for|over) [^,Q]{5,60}\. => {A}.
(?P<a>.{40,}) (?:on )?[A-Z][a-z]+day\. => {A}.
""")
MOVED = DROPPED + _rules(r"""
WHO SAID (?:that )?(?!in |on |at |to |of |during |after )(?P<what>[^:]{20,})\. => {WHAT}, {who} {said}.
(?P<what>[^:]{20,}), WHO SAID\. => {WHO} {said} that {what}.
(?P<quote>[Q]), WHO SAID\. => {WHO} {said}, {quote}.
(?P<quote>[Q]), said (?P<who>[^;:]{3,90})\. => {WHO} said, {quote}.
WHO SAID[,:] (?P<quote>[Q])\. => {quote}, {who} {said}.
(?P<a>[^,Q]{10,}?) on (?P<day>[A-Z][a-z]+day)(?P<b>[ .].*) => On {day}, {a}{b}
(?P<a>[^,Q]{10,}? (?:\w+ed|said|met)) (?P<day>[A-Z][a-z]+day)(?P<b>[ .].*) => On {day}, {a}{b}
On (?P<day>[A-Z][a-z]+day), (?P<a>.+)\. => {A} on {day}.
(?P<a>.{25,}), and (?P<b>THEY) => {A}. {B}
(?P<a>.{25,}), (?P<b>but .{15,}) => {A}. {B}
(?P<a>.{25,})(?:;| —) (?P<b>THEY) => {A}. {B}
(?P<a>.{25,}) and (?P<b>THEY) => {A}. {B}
(?P<a>.{10,}?) (?:—|–|--) [^Q]{5,90}? (?:—|–|--) (?P<b>.{10,}) => {A} {b}
(?P<a>.{20,}?),? (?P<b>(?:TIME|amid|despite) [^,]{12,})\. => {B}, {a}.
(?P<a>(?:TIME|As|Despite|In|During|For|With|By|According to) [^,Q]{5,80}), (?P<b>.{20,})\. => {B} {a}.
(?P<a>.{20,}), (?P<b>according to [^,]+)\. => {B}, {a}.
(?P<a>.{25,}) (?P<b>(?:in|during|at|near|amid|under|with|by|from|for|against|over) [^,Q]{3,50})\. => {B}, {a}.
(?P<a>.{25,}), (?P<b>\w+ing [^Q]{10,})\. => {B}, {a}.
(?P<a>.{25,}), (?P<b>(?:and|with|as) [^,]{12,}\.) => {A}. {B}
""")


@dataclass(frozen=True)
class Made:
    """A report of the set: a source, or one that was made."""

    id: str
    outlet: str
    published: str
    title: str
    text: str
    label: Label
    """What its own prose, quotations aside, has from the sources."""
    kind: str
    sources: tuple[str, ...]
    """What it was made from; for "not": the report that it is a near miss of, if any."""


@dataclass(frozen=True)
class Article:
    id: str
    outlet: str
    day: date
    topic: str
    title: str
    text: str

    @cached_property
    def paragraphs(self) -> list[list[str]]:
        """The sentences of its prose, without captions, credits and headings."""
        split = [sentences(one.strip()) for one in self.text.split("\n") if not CREDIT.search(one)]
        return [one for one in split if one and prose(one[0]) and prose(one[-1])]

    @cached_property
    def sentences(self) -> list[str]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    @cached_property
    def own(self) -> list[str]:
        return own(self.text)


def prose(sentence: str) -> bool:
    return (
        re.match(r"[\w\"“‘'’$]", sentence) is not None and re.search(r"[.!?][\"”’')]*$", sentence) is not None
    )


def own(text: str) -> list[str]:
    """The words outside quotations, in lower case."""
    return [word.lower() for word in WORD.findall(QUOTED.sub(" ", text))]


def hide(text: str) -> tuple[str, list[str]]:
    """The text with one character for each quotation, and the quotations, closed where they stay open.

    A comma or full stop at the end of a quotation stays in the text: what moves takes the right one along.
    """
    quotes: list[str] = []

    def mark(found: re.Match[str]) -> str:
        closed = len(found[0]) > 1 and found[0][-1] in '"”'
        quote = found[0] if closed else found[0] + ("”" if found[0][0] == "“" else '"')
        inside = re.fullmatch(r"(.+)([.,])([\"”])", quote)
        quotes.append(inside[1] + inside[3] if inside else quote)
        return chr(0xE000 + len(quotes) - 1) + (inside[2] if inside else "")

    return QUOTED.sub(mark, text), quotes


def show(text: str, quotes: Sequence[str]) -> str:
    def quotation(found: re.Match[str]) -> str:
        quote = quotes[ord(found[1]) - 0xE000]
        return quote[:-1] + found[2] + quote[-1] if quote[-1] in '"”' else quote + found[2]

    return re.sub(rf"([{MARKS}])([.,]?)", quotation, text)


def sentences(paragraph: str) -> list[str]:
    hidden, quotes = hide(paragraph)
    found, start = [], 0
    for stop in STOP.finditer(hidden):
        if not ABBREVIATED.search(hidden, start, stop.start() + 1):
            found.append(hidden[start : stop.end()].strip())
            start = stop.end()
    return [show(one, quotes) for one in [*found, hidden[start:]] if one]


def content(word: str) -> bool:
    return len(word) > 3 and word.lower() not in STOP_WORDS and word.lower() not in KEPT


# How words and clauses are changed


def raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def lowered(text: str, common: frozenset[str]) -> str:
    """Without the capital of a sentence's first word, unless it is a name."""
    first = WORD.match(text)
    word = re.split("['’]", first[0].lower())[0] if first else ""
    return text[0].lower() + text[1:] if word != "i" and word in common | STOP_WORDS else text


def common_words(text: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(text) if word.islower())


def turned(
    sentence: str, rules: Sequence[tuple[str, str]], common: frozenset[str], rng: Random, times: int
) -> str:
    """The sentence after so many of the clause edits, as far as they apply to it."""
    hidden, quotes = hide(sentence)
    for pattern, form in rng.sample(rules, len(rules)):
        found = re.fullmatch(pattern, hidden) if times else None
        if found:
            groups = found.groupdict("")
            low = {name: lowered(text, common) for name, text in groups.items()}
            hidden = form.format(**low, **{name.upper(): raised(text) for name, text in groups.items()})
            times -= 1
    return show(hidden, quotes)


def joined(parts: Sequence[str], common: frozenset[str], rng: Random) -> list[str]:
    """Some short sentences made one with the next."""
    whole: list[str] = []
    for one in parts:
        short = whole and len(whole[-1]) < 90 and len(one) < 90 and whole[-1].endswith(".")
        if short and one[0] not in '"“' and rng.random() < 0.5:
            whole[-1] = f"{whole[-1][:-1]}, and {lowered(one, common)}"
        else:
            whole.append(one)
    return whole


def edited(text: str, rng: Random, synonyms: Words) -> str:
    """8 to 12 % of the words outside quotations dropped, exchanged or added to."""
    hidden, quotes = hide(text)
    words = list(WORD.finditer(hidden))
    places = [found for found in words if found[0].islower() and found[0] not in {"not", "no", "never"}]
    count = min(len(places), round(rng.uniform(0.08, 0.12) * len(words)))
    for found in sorted(rng.sample(places, count), key=lambda one: -one.start()):
        word = found[0]
        options = ["", synonyms.get(word, "")]
        if word.endswith("ed") or word in HELPING:
            added = [word, rng.choice(PUT_IN)]
            options = [" ".join(added if word in HELPING else reversed(added))] * 3 + options
        hidden = hidden[: found.start()] + rng.choice(options) + hidden[found.end() :]
    hidden = re.sub(r"^ +|(?<= ) +| +(?=[,.;:\n])", "", hidden, flags=re.MULTILINE)
    return show(hidden, quotes)


def exchanged(text: str, rng: Random, synonyms: Words, share: float) -> str:
    """This share of the content words outside quotations exchanged, never a name."""
    hidden, quotes = hide(text)
    common = common_words(hidden)
    words = [found for found in WORD.finditer(hidden) if content(found[0])]
    able = [
        found
        for found in words
        if found[0].lower() in synonyms and (found[0].islower() or found[0].lower() in common)
    ]
    chosen = rng.sample(able, min(len(able), round(share * len(words))))
    for found in sorted(chosen, key=lambda one: -one.start()):
        new = synonyms[found[0].lower()]
        before = hidden[: found.start()]
        if re.search(r"\b[Aa]n? $", before):
            before = re.sub(r"n? $", "n " if new[0] in "aeiou" else " ", before)
        hidden = before + (new if found[0].islower() else raised(new)) + hidden[found.end() :]
    return show(hidden, quotes)


def headline(title: str, text: str, rng: Random, synonyms: Words) -> str:
    """Another headline: the title with words exchanged, or the first words of the text."""
    other = exchanged(title, rng, synonyms, 0.5)
    if other != title and rng.random() < 0.5:
        return other
    first = next(one for one in text.split("\n") if len(one.split()) > 5 and prose(one))
    return raised(" ".join(first.split()[: rng.randint(6, 10)]).strip(',;:."“”'))


# The kinds


def blocks(parts: Sequence[str], least: int, most: int, rng: Random) -> list[str]:
    """Runs of so many sentences, each a paragraph."""
    found, start = [], 0
    while start < len(parts):
        end = start + rng.randint(least, most)
        found.append(" ".join(parts[start:end]))
        start = end
    return found


def wholly(kind: str, article: Article, rng: Random, synonyms: Words) -> str:
    """The whole report, or the part of it that `kind` says, told the way it says."""
    parts = [" ".join(one) for one in article.paragraphs]
    match kind:
        case "verbatim":
            lines = DATELINE.sub("", article.text).split("\n")
            parts = [one.strip() for one in lines if one.strip() and not CREDIT.search(one)]
            parts[0] = rng.choice(("From agencies\n\n", "By our staff\n\n", "(Agencies) - ")) + parts[0]
        case "edited":
            return edited("\n\n".join(parts), rng, synonyms)
        case "cut":
            parts = parts if len(parts) >= 8 else article.sentences
            kept = rng.sample(range(len(parts)), round(rng.uniform(0.32, 0.68) * len(parts)))
            parts = [parts[one] for one in sorted(kept)]
        case "reordered":
            by_paragraph = rng.random() < 0.5 and len(parts) >= 8
            parts = parts if by_paragraph else blocks(article.sentences, 1, 3, rng)
            rng.shuffle(parts)
        case "brief":
            common, first = common_words(article.text), article.sentences[: rng.randint(2, 4)]
            if len(own(" ".join(first))) < 40:  # almost all of it quotations
                first = article.sentences[:4]
            return " ".join(turned(one, SHORTENED, common, rng, 2) for one in first)
        case "synonyms":
            return reworded(article, rng, synonyms, share=0.25, often=0.5, times=1)
        case "paraphrase":
            return reworded(article, rng, synonyms, share=rng.uniform(0.41, 0.45), often=1, times=2)
    return "\n\n".join(parts)


def reworded(
    article: Article, rng: Random, synonyms: Words, *, share: float, often: float, times: int
) -> str:
    """Clause edits in this part of the sentences, then this share of the content words exchanged."""
    common, told = common_words(article.text), []
    for paragraph in article.paragraphs:
        parts = [turned(one, MOVED, common, rng, times if rng.random() < often else 0) for one in paragraph]
        told.append(" ".join(joined(parts, common, rng)))
    return exchanged("\n\n".join(told), rng, synonyms, share)


def merged(one: Article, other: Article, rng: Random) -> str:
    """A half or so of each, by turns."""
    halves = []
    for article in (one, other):
        length = round(rng.uniform(0.4, 0.6) * len(article.sentences))
        start = rng.randint(0, len(article.sentences) - length)
        halves.append(blocks(article.sentences[start : start + length], 2, 4, rng))
    turns = zip_longest(*halves, fillvalue="")
    return "\n\n".join(block for turn in turns for block in turn if block)


def mixed(kind: str, source: Article, host: Article, rng: Random, synonyms: Words) -> str | None:
    """Part of the host's report with what `kind` says of the source; None if the share comes out wrong."""
    if kind == "same quotes":
        return same_quotes(source, host, rng)
    if kind == "lede":
        taken = [" ".join(source.sentences[: rng.randint(3, 4)])]
    elif kind == "background":
        taken = [" ".join(source.sentences[-rng.randint(4, 6) :])]
    else:
        runs = blocks(source.sentences, 2, 4, rng)
        taken = [runs[one] for one in sorted(rng.sample(range(len(runs)), min(len(runs), rng.randint(2, 4))))]
    if kind == "edited passages":
        taken = [edited(one, rng, synonyms) for one in taken]
    words = len(own("\n".join(taken)))
    share, rest = rng.uniform(LEAST, MOST), list[str]()
    for paragraph in host.paragraphs:
        if len(own("\n".join(rest))) < words / share - words:
            rest.append(" ".join(paragraph))
    ends = {"lede": [0], "background": [len(rest)]}
    if len(taken) >= len(rest) or not words:
        return None
    places = ends.get(kind) or sorted(rng.sample(range(1, len(rest)), len(taken)))
    for place, block in reversed(list(zip(places, taken, strict=True))):
        rest.insert(place, block)
    text = "\n\n".join(rest)
    return text if LEAST <= words / len(own(text)) <= MOST else None


def same_quotes(source: Article, host: Article, rng: Random) -> str | None:
    """The host's report with quotations of the source, and others to have said them."""
    quotes = [one[1:-1].strip() for one in QUOTED.findall(source.text) if one[-1] in '"”']
    quotes = [one for one in quotes if 8 <= len(one.split()) <= 50]
    if len(quotes) < 2:
        return None
    rest = [" ".join(one) for one in host.paragraphs]
    for quote in rng.sample(quotes, min(len(quotes), rng.randint(2, 4))):
        said = f"“{raised(quote).rstrip(',.')},” {rng.choice(SPEAKERS)} said."
        rest.insert(rng.randint(1, len(rest)), said)
    return "\n\n".join(rest)


# Which articles


def runs_of(words: Sequence[str], length: int) -> set[int]:
    return {hash(tuple(words[one : one + length])) for one in range(len(words) - length + 1)}


def usable(articles: Iterable[Mapping[str, Any]]) -> list[Article]:
    """Those with a date and enough prose, without what has a run of words of an earlier one."""
    seen, found = set[int](), list[Article]()
    for row in articles:
        if not row["date"] or len(row["text"]) > LONGEST or BROKEN.search(row["title"] + row["text"]):
            continue
        day = date.fromisoformat(row["date"])
        one = Article(row["id"], row["outlet"], day, row["topic"], row["title"], row["text"])
        runs = runs_of(one.own, SAME_RUN)
        whole = len(one.sentences) >= 10 and len(one.paragraphs) >= 5 and len(GLUED.findall(one.text)) < 3
        if whole and seen.isdisjoint(runs):
            found.append(one)
            seen |= runs
    return found


def vectors_of(articles: Sequence[Article]) -> dict[str, Vector]:
    """{id: TF-IDF of its names and content words}, of length 1."""
    counts = {one.id: Counter(filter(content, one.own)) for one in articles}
    spread = Counter(word for count in counts.values() for word in count)
    found = dict[str, Vector]()
    for name, count in counts.items():
        weights = {w: (1 + math.log(k)) * math.log(len(articles) / spread[w]) for w, k in count.items()}
        norm = math.hypot(*weights.values())
        found[name] = {word: weight / norm for word, weight in weights.items()}
    return found


def cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(word, 0) for word, weight in one.items())


def near_misses(articles: Sequence[Article], vectors: Mapping[str, Vector]) -> list[tuple[Article, Article]]:
    """Pairs of a day on one event, the likest first, each article once, neither with a run of the other."""
    ordered = sorted(articles, key=lambda one: (one.day, one.id))
    pairs = [
        (cosine(vectors[one.id], vectors[other.id]), one, other)
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 : place + 20]
        if (other.day - one.day).days <= 1 and other.outlet != one.outlet
    ]
    found, used = list[tuple[Article, Article]](), set[str]()
    for likeness, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        apart = runs_of(one.own, NEAR_RUN).isdisjoint(runs_of(other.own, NEAR_RUN))
        if apart and likeness >= SAME_EVENT and not {one.id, other.id} & used:
            found.append((one, other))
            used |= {one.id, other.id}
    return found


@dataclass
class Desk:
    """What is left to make reports of, and what was made."""

    rng: Random
    synonyms: Words
    uses: list[Article]
    hosts: list[Article]
    made: list[Made] = field(default_factory=list)

    def add(self, label: Label, kind: str, text: str, sources: Sequence[Article], host: Article) -> None:
        """With a new outlet; what is not published as it is, with another headline and day as well."""
        title, day = host.title, host.day
        if text != host.text:
            title = headline(host.title, text, self.rng, self.synonyms)
            day = max(one.day for one in sources) + timedelta(self.rng.randint(0, 1))
        name, outlet = f"made-{len(self.made) + 1:04}", f"Outlet {self.rng.randint(1, 40)}"
        origin = tuple(one.id for one in sources)
        self.made.append(Made(name, outlet, day.isoformat(), title, text, label, kind, origin))

    def wholly(self, kind: str) -> None:
        used = {one.sources for one in self.made if one.kind == kind}
        source = next(one for one in reversed(self.uses) if (one.id,) not in used)
        self.uses.remove(source)
        self.add("wholly", kind, wholly(kind, source, self.rng, self.synonyms), [source], source)

    def merged(self) -> None:
        one = self.uses.pop()
        others = [other for other in self.uses if other.outlet != one.outlet]
        other = min(others, key=lambda other: (other.topic != one.topic, abs((other.day - one.day).days)))
        self.uses.remove(other)
        self.add("wholly", "merged", merged(one, other, self.rng), [one, other], one)

    def on_host(self, label: Label, kind: str) -> None:
        """A report that keeps much of an independent one, of the same topic or of any."""
        topical = self.rng.random() < 0.5
        pairs = (
            (source, host)
            for source in reversed(self.uses)
            for host in sorted(self.hosts, key=lambda one: topical and one.topic != source.topic)
            if host.outlet != source.outlet
        )
        for source, host in pairs:
            if text := mixed(kind, source, host, self.rng, self.synonyms):
                self.add(label, kind, text, [source], host)
                self.uses.remove(source)
                self.hosts.remove(host)
                return


def build(
    articles: Sequence[Mapping[str, Any]], size: int, seed: int, synonyms: Mapping[str, str]
) -> list[Made]:
    """The source articles, then about `size` reports; fewer where there are too few articles."""
    rng, pool = Random(seed), usable(articles)
    each, vectors = min(size, len(pool)) // KINDS, vectors_of(pool)
    pairs = near_misses(pool, vectors)[:each]
    paired = {one.id for pair in pairs for one in pair}
    rest = [one for one in pool if one.id not in paired]
    rng.shuffle(rest)
    # Of each kind there are 15 uses, two of a source at most: those of near misses have one left.
    count = 8 * each - len(pairs)
    sources, free = [one for one, _ in pairs] + rest[:count], rest[count:]
    news = [vectors[one.id] for one in sources]
    far = (one for one in free if all(cosine(vectors[one.id], other) < OTHER_EVENT for other in news))
    topical = list(islice(far, each))
    uses = sources + rest[:count]
    rng.shuffle(uses)
    desk = Desk(rng, synonyms, uses, [one for one in free if one not in topical])
    for kind in ("same quotes", *PARTLY) * each:
        desk.on_host("not" if kind == "same quotes" else "partly", kind)
    for _ in range(each):
        desk.merged()
        for kind in WHOLLY:
            desk.wholly(kind)
    for source, near in pairs:
        desk.add("not", "near miss", near.text, [source], near)
    for one in topical:
        desk.add("not", "same topic", one.text, [], one)
    given = [
        Made(one.id, one.outlet, one.day.isoformat(), one.title, one.text, "not", "source", ())
        for one in sources
    ]
    return given + desk.made


def synonyms_of(words: Iterable[str]) -> dict[str, str]:
    """{word: its nearest neighbour among the words that is of the same part of speech and another stem}.

    The pipeline's table has one vector for many words: of equally near ones the most frequent is taken.
    """
    nlp = load(Config().pipeline)
    vectors, stored = nlp.vocab.vectors, nlp.vocab.strings
    known = [
        word
        for word, _ in Counter(sorted(words)).most_common()
        if re.fullmatch("[a-z]{3,}", word) and content(word) and stored[word] in vectors.key2row
    ]
    table = vectors.data[[vectors.key2row[stored[word]] for word in known]]
    table = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    docs = nlp.pipe(known, disable=["parser", "ner", "lemmatizer"], batch_size=1000)
    tags = np.array([hash(doc[0].tag_) for doc in docs])
    found = {}
    for start in range(0, len(known), 1000):
        chunk = slice(start, start + 1000)
        likeness = table[chunk] @ table.T - 1e-6 * np.arange(len(known))
        likeness[tags[chunk, None] != tags[None]] = -1
        nearest = np.argsort(-likeness, axis=1)[:, :40]
        for word, row, order in zip(known[chunk], likeness, nearest, strict=True):
            options = (
                known[one]
                for one in order
                if row[one] >= 0.5 - 1e-6 * len(known) and known[one][:4] != word[:4]
            )
            if new := next(options, ""):
                found[word] = new
    return found
