"""What is known before any report is read: countries, bodies, people and their offices."""

from __future__ import annotations

from truceline.known.bodies import Body, bodies, body_named
from truceline.known.countries import (
    Country,
    cities,
    countries,
    country_named,
    country_of_capital,
    country_of_demonym,
    country_of_seat,
)
from truceline.known.names import main_name
from truceline.known.offices import Office, Title, read_title, same_office, shown_name
from truceline.known.people import (
    Person,
    alive,
    held_on,
    holders,
    known_until,
    people,
    people_named,
    people_with,
)

__all__ = [
    "Body",
    "Country",
    "Office",
    "Person",
    "Title",
    "alive",
    "bodies",
    "body_named",
    "cities",
    "countries",
    "country_named",
    "country_of_capital",
    "country_of_demonym",
    "country_of_seat",
    "held_on",
    "holders",
    "known_until",
    "main_name",
    "people",
    "people_named",
    "people_with",
    "read_title",
    "same_office",
    "shown_name",
]
