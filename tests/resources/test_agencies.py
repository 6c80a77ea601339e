"""The list of news agencies."""

import re
from itertools import chain

from truceline import resources

AGENCIES = resources.table("agencies.toml")["agency"]


def test_every_agency_has_a_name_and_a_country() -> None:
    assert len(AGENCIES) >= 40
    for agency in AGENCIES:
        assert agency.keys() <= {"name", "country", "aliases", "sites", "signs"}
        assert agency["name"].strip() == agency["name"] != ""
        assert re.fullmatch("[A-Z]{2}", agency["country"]), agency


def test_the_great_ones_are_there() -> None:
    names = {agency["name"] for agency in AGENCIES}
    assert names >= {
        "AFP",
        "AP",
        "Reuters",
        "dpa",
        "ANSA",
        "EFE",
        "TASS",
        "Xinhua",
        "Kyodo",
        "Yonhap",
        "PTI",
        "Anadolu",
    }
    assert names >= {
        "MENA",
        "WAFA",
        "SANA",
        "IRNA",
        "QNA",
        "SPA",
        "WAM",
        "KUNA",
        "Petra",
        "Interfax",
        "ANI",
        "UPI",
    }


def test_no_credit_and_no_site_names_two_agencies() -> None:
    for key in ("aliases", "sites"):
        every = list(chain.from_iterable({*agency.get(key, ())} for agency in AGENCIES))
        assert len(every) == len(set(every))
    credits_ = [{agency["name"], *agency.get("aliases", ())} for agency in AGENCIES]
    folded = [{re.sub("^the ", "", credit.casefold()) for credit in some} for some in credits_]
    assert sum(map(len, folded)) == len(set().union(*folded))


def test_sites_are_hosts() -> None:
    for agency in AGENCIES:
        for site in agency.get("sites", ()):
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", site), site
