"""The main name of whatever is known, with its kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from truceline.folding import plain_words
from truceline.known.bodies import body_named
from truceline.known.countries import cities, country_named
from truceline.known.people import people_named
from truceline.model.claims import Kind


def main_name(name: str) -> tuple[str, Kind] | None:
    """The name as shown of a country, town, body or person by any of its names, and which it is.

    A country comes before a body and a body before a person; a name of two people gives None."""
    if (country := country_named(name)) is not None:
        return country.name, "place"
    if (body := body_named(name)) is not None:
        return body.name, "body"
    if (city := _cities().get(plain_words(name))) is not None:
        return city, "place"
    found = people_named(name)
    return (found[0].name, "person") if len(found) == 1 else None


@cache
def _cities() -> Mapping[str, str]:
    return {plain_words(one): name for name, others in cities().items() for one in (name, *others)}
