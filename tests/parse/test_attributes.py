"""The quick attribute ruler sets exactly what spaCy's own does."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline.attributeruler import AttributeRuler

from truceline.parse import BUNDLED, _bundled_model, load
from truceline.parse.attributes import QuickAttributeRuler, quicken

TEXTS = [
    "The envoys ain't gonna leave. Let's see what they've got to say, y'all; c'mon.",
    "There is no truce, and there're no talks. It's said that it was me whom you saw.",
    "ORU CITY – He does what he did: do they? “I'd go,” said Ms. Ann Roe\n\n\t to her, 3 May.",
    "Who's that? Which of these has had to be done ?!  \n\n\n x",
    "",
    "\n \n",
    "has has have been being ai n't gon na got ta to to",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(_bundled_model())


@pytest.mark.parametrize("text", TEXTS)
def test_both_rulers_set_the_same(plain: Language, text: str) -> None:
    quick = load(BUNDLED)
    assert any(isinstance(pipe, QuickAttributeRuler) for _, pipe in quick.pipeline)
    for _ in range(2):  # from memory, the second time
        for ours, theirs in zip(quick(text), plain(text), strict=True):
            assert (ours.tag_, ours.pos_, str(ours.morph), ours.lemma_, ours.dep_, ours.norm_) == (
                theirs.tag_,
                theirs.pos_,
                str(theirs.morph),
                theirs.lemma_,
                theirs.dep_,
                theirs.norm_,
            )


def test_other_patterns_stay_with_spacy() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"ORTH": "Oru"}]], {"TAG": "NNP"})
    quicken(nlp)
    assert type(nlp.get_pipe("attribute_ruler")) is AttributeRuler
    assert [token.tag_ for token in nlp("Oru")] == ["NNP"]


def test_later_rules_have_precedence() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"LOWER": "oru"}]], {"POS": "NOUN", "TAG": "NN"})
    ruler.add([[{"LOWER": "oru"}, {"LOWER": "river"}]], {"POS": "PROPN"}, index=0)
    ruler.add([[{"LOWER": "river"}]], {"POS": "VERB"})
    quicken(nlp)
    assert [(token.pos_, token.tag_) for token in nlp("Oru river oru")] == [
        ("PROPN", "NN"),
        ("VERB", ""),
        ("NOUN", "NN"),
    ]
