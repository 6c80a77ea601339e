"""spaCy's attribute ruler, with what it did to a word like this one kept in mind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline.attributeruler import AttributeRuler
from spacy.tokens import Doc, Span
from spacy.tokens._retokenize import set_token_attrs

_LOOKED_AT = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
_MOST = 200_000
"""Kinds of words that are kept in mind."""
_FACTORY = "quick_attribute_ruler"


@dataclass(frozen=True, slots=True)
class _Known:
    """The rules of one token that hold for a word, what they set together, and whether a rule of more tokens
    may begin with it."""

    rules: tuple[int, ...]
    set: dict[Any, Any]
    begins: bool


class QuickAttributeRuler(AttributeRuler):
    """Sets exactly what `AttributeRuler` sets, several times as fast.

    Its patterns look only at a token's word, tag and label: which of them match is found out once for each
    such three.
    """

    _known: dict[tuple[int, ...], _Known] | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self._known is None or len(self._known) > _MOST:
            self._begin()
        assert self._known is not None
        known, more = [], defaultdict[int, list[int]](list)
        for i, word in enumerate(map(tuple, doc.to_array(["LOWER", "TAG", "DEP"]).tolist())):
            one = self._known.get(word)
            if one is None:
                one = self._known[word] = self._learn(doc[i : i + 1])
            known.append(one)
            if one.begins:
                for rule, start, _ in self._matched(self._together, doc[i : i + self._longest]):
                    if start == 0:
                        more[i + self.indices[rule]].append(rule)
        for i, one in enumerate(known):
            if i in more:
                set_token_attrs(doc[i], self._all_of(sorted((*one.rules, *more[i]))))
            elif one.set:
                set_token_attrs(doc[i], one.set)
        return doc

    def _begin(self) -> None:
        """What `Matcher` needs to match a word alone, rules of several tokens, and the first of these."""
        self._known = {}
        alone, together, first = (defaultdict[str, list[Any]](list) for _ in range(3))
        self._longest = 1
        rules: Any = self.patterns
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                (alone if len(pattern) == 1 else together)[str(number)].append(pattern)
                if len(pattern) > 1:
                    first[str(number)].append(pattern[:1])
                self._longest = max(self._longest, len(pattern))
        self._alone, self._together, self._first = map(self._matcher, (alone, together, first))

    def _matcher(self, patterns: dict[str, list[Any]]) -> Matcher:
        matcher = Matcher(self.vocab)
        for key, found in patterns.items():
            matcher.add(key, found)
        return matcher

    def _learn(self, word: Span) -> _Known:
        rules = tuple(sorted(rule for rule, _, _ in self._matched(self._alone, word)))
        return _Known(rules, self._all_of(rules), bool(self._matched(self._first, word)))

    def _matched(self, matcher: Matcher, tokens: Span) -> list[tuple[int, int, int]]:
        found = matcher(tokens, allow_missing=True)
        return [(int(self.vocab.strings[rule]), start, end) for rule, start, end in found]

    def _all_of(self, rules: Iterable[int]) -> dict[Any, Any]:
        """What rules set together: later ones have precedence."""
        return {name: value for rule in rules for name, value in self.attrs[rule].items()}


@Language.factory(_FACTORY)
def _make(nlp: Language, name: str) -> QuickAttributeRuler:
    return QuickAttributeRuler(nlp.vocab, name)


def quicken(nlp: Language) -> None:
    """Put the quick ruler in the place of a pipeline's own, where its patterns allow it."""
    for name in nlp.pipe_names:
        ruler = nlp.get_pipe(name)
        if type(ruler) is AttributeRuler and _is_plain(ruler):
            nlp.replace_pipe(name, _FACTORY)
            quick = nlp.get_pipe(name)
            assert isinstance(quick, QuickAttributeRuler)
            quick.add_patterns(ruler.patterns)


def _is_plain(ruler: AttributeRuler) -> bool:
    """Whether its patterns look at nothing but word, tag and label, and each sets its own first tokens."""
    rules: Any = ruler.patterns
    tokens = (token for rule in rules for pattern in rule["patterns"] for token in pattern)
    return all(_LOOKED_AT.issuperset(token) for token in tokens) and all(rule["index"] >= 0 for rule in rules)
