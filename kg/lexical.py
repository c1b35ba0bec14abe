"""The lexical spaces of XML Schema (https://www.w3.org/TR/xmlschema11-2/): which spellings a datatype has.

RDF takes a spelling as it stands: white space around a number, which XML would drop, makes it ill-typed.
"""

from __future__ import annotations

import calendar
import re

__all__ = ["well_formed"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_DATE = rf"{_YEAR}-{_MONTH}-{_DAY}"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_MONTHS_LONG, _DAYS_LONG = r"(?:\d+Y)?(?:\d+M)?", r"(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_FLOAT = rf"(?:{_NUMBER}(?:[Ee][+-]?\d+)?|[+-]?INF|NaN)"
_FORMS = {
    "integer": r"[+-]?\d+",
    "decimal": _NUMBER,
    "double": _FLOAT,
    "float": _FLOAT,
    "boolean": r"true|false|1|0",
    "date": rf"{_DATE}{_ZONE}?",
    "dateTime": rf"{_DATE}T{_TIME}{_ZONE}?",
    "dateTimeStamp": rf"{_DATE}T{_TIME}{_ZONE}",
    "time": rf"{_TIME}{_ZONE}?",
    "gYear": rf"{_YEAR}{_ZONE}?",
    "gYearMonth": rf"{_YEAR}-{_MONTH}{_ZONE}?",
    "gMonth": rf"--{_MONTH}{_ZONE}?",
    "gMonthDay": rf"--{_MONTH}-{_DAY}{_ZONE}?",
    "gDay": rf"---{_DAY}{_ZONE}?",
    "duration": rf"-?P(?=.){_MONTHS_LONG}{_DAYS_LONG}",
    "yearMonthDuration": rf"-?P(?=.){_MONTHS_LONG}",
    "dayTimeDuration": rf"-?P(?=.){_DAYS_LONG}",
    "hexBinary": r"(?:[0-9A-Fa-f]{2})*",
    "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
}
_COMPILED = {f"{_XSD}{name}": re.compile(rf"(?:{form})\Z", re.ASCII) for name, form in _FORMS.items()}
# Least and most of the integers; None for no bound.
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for name, bits in (("long", 64), ("int", 32), ("short", 16), ("byte", 8))},
    **{f"unsigned{name}": (0, 2**bits - 1) for name, bits in (("Long", 64), ("Int", 32), ("Short", 16), ("Byte", 8))},
}
_LONGEST = 4000  # digits that Python turns into a number
_DATED = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)", re.ASCII)
_OF_ANY_YEAR = re.compile(r"--(\d\d)-(\d\d)", re.ASCII)


def well_formed(value: str, datatype: str) -> bool | None:
    """Return whether a spelling is one of the datatype's, and None for a datatype that takes all or that is not one of XML Schema's.

    >>> well_formed("2026-03-10T12:05:34Z", "http://www.w3.org/2001/XMLSchema#date")
    False
    """
    if not datatype.startswith(_XSD):
        return None
    name = datatype.removeprefix(_XSD)
    if name in _BOUNDS:
        return _within(value, *_BOUNDS[name])
    form = _COMPILED.get(datatype)
    return None if form is None else form.match(value) is not None and _in_calendar(value)


def _within(value: str, least: int | None, most: int | None) -> bool:
    if len(value) > _LONGEST or not _COMPILED[f"{_XSD}integer"].match(value):
        return False
    number = int(value)
    return (least is None or number >= least) and (most is None or number <= most)


def _in_calendar(value: str) -> bool:
    """Whether the month of a date has the day."""
    found = _DATED.match(value)
    if found is not None:
        # The calendar repeats every 400 years, so that the digits at the end tell the leap years.
        year = int(found[1][-9:].lstrip("-")) * (-1 if found[1].startswith("-") else 1)
        return int(found[3]) <= calendar.monthrange(year % 400 + 400, int(found[2]))[1]
    found = _OF_ANY_YEAR.match(value)
    return found is None or int(found[2]) <= calendar.monthrange(2000, int(found[1]))[1]
