"""Who is who: names to entities, within a report and across reports."""

from truceline.resolve.blocking import blocking_keys
from truceline.resolve.compare import NameComparison, compare_names
from truceline.resolve.group import Bonds, NameCount, cluster, entity_of, pair
from truceline.resolve.judging import Face, Judgement, compare, compared_by, judge, keys_of
from truceline.resolve.namer import Namer, is_person, words_of
from truceline.resolve.names import NameKey, name_key, person_words
from truceline.resolve.within import resolve_within

__all__ = [
    "Bonds",
    "Face",
    "Judgement",
    "NameComparison",
    "NameCount",
    "NameKey",
    "Namer",
    "blocking_keys",
    "cluster",
    "compare",
    "compare_names",
    "compared_by",
    "entity_of",
    "is_person",
    "judge",
    "keys_of",
    "name_key",
    "pair",
    "person_words",
    "resolve_within",
    "words_of",
]
