"""Who is who: names to entities, within a report and across reports."""

from truceline.resolve.group import NameCount, group
from truceline.resolve.names import NameKey, Namer, name_key, person_words, plain_words
from truceline.resolve.within import resolve_within

__all__ = [
    "NameCount",
    "NameKey",
    "Namer",
    "group",
    "name_key",
    "person_words",
    "plain_words",
    "resolve_within",
]
