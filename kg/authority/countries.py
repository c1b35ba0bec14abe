"""The bundled authority of countries: CLDR's names (from Babel) and the EU Publications Office's IRIs, by ISO 3166 code; no file, no network."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from kg.authority.records import Kind, Record
from kg.vocab import EU_COUNTRY

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["codes", "countries"]

# Alpha-3 codes that CLDR still knows and ISO has withdrawn, where another code is of the same country now.
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
# Reserved for parts of countries and unions, never assigned.
_RESERVED = frozenset({"ASC", "CPT", "DGA", "QUU", "TAA"})


@functools.cache
def codes() -> Mapping[str, str]:
    """Return the alpha-3 code of each country by its alpha-2 code. The codes of private use (AAA, QMM to QZZ, XAA to XZZ, ZZZ) are no countries."""
    from babel.core import get_global  # noqa: PLC0415  (not for `kg --help`)

    found = {}
    for three, two in get_global("territory_aliases").items():
        private = three in {"AAA", "ZZZ"} or three[0] == "X" or "QMM" <= three <= "QZZ"
        if len(three) == 3 and three.isalpha() and len(two) == 1 and not private and three not in _WITHDRAWN | _RESERVED:  # noqa: PLR2004  (alpha-3)
            found[two[0]] = three
    return found


@functools.cache
def countries(language: str) -> tuple[Record, ...]:
    """Return the countries by their names in a language; none where CLDR does not have it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  (not for `kg --help`)

    try:
        names = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        return ()
    known = ((names[two], three) for two, three in codes().items() if two in names)
    return tuple(Record(EU_COUNTRY + three, name, frozenset({name}), Kind.COUNTRY, language) for name, three in sorted(known))
