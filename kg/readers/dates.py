"""Dates as news formats write them: to the second and with an offset where the source gives these, and never invented."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import NamedTuple

from kg.readers.zones import read_zone

__all__ = ["Found", "ambiguous", "day", "day_first", "in_words", "parse", "read"]

_FIRST, _LAST = 1500, 2200  # years; what lies outside stands for "none" and "never"
# Midnights from which systems count, and which stand for "none": Unix, Windows, OLE, SQL.
_NEVER = frozenset(dt.datetime(*day) for day in ((1970, 1, 1), (1601, 1, 1), (1899, 12, 30), (1900, 1, 1)))  # noqa: DTZ001  (in any zone)
_TIME = r"(?:[T\s,]+|\s*,?\s+(?:at|om|um|à|a las|kl\.?)\s+)(?P<hour>\d\d?)[:.]?(?P<minute>\d\d)(?:[:.]?(?P<second>\d\d)(?:[.,]\d+)?)?"
_HALF = r"(?:\s*(?P<half>[AaPp])\.?[Mm]\b\.?)?"
_ZONE = r"\s*(?P<zone>(?:Z|[+-]\d|\[|\(|[A-Za-z]).{0,60})?"
_BEHIND = rf"(?:(?:{_TIME}{_HALF}{_ZONE})|(?P<only>Z|[+-]\d\d:?\d\d))?"
_WEEKDAY = r"(?:[^\W\d]{2,12}\.?,?\s+)?"
_MONTH = r"(?P<name>[^\W\d]{3,12})\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})(?:-?(?P<month>\d\d)-?(?P<day>\d\d)){_BEHIND}",
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?){_BEHIND}",
        rf"{_WEEKDAY}(?P<day>\d\d?)(?:\.|st|nd|rd|th)?[\s-]+(?:de\s+)?{_MONTH},?[\s-]+(?:de\s+)?(?P<year>\d{{4}}|\d\d){_BEHIND}",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_BEHIND}",
        rf"[^\W\d]{{3,9}},?\s+{_MONTH}\s+(?P<day>\d\d?){_TIME}\s+(?:(?P<zone>[+-]\d{{4}}|[A-Z]{{1,5}})\s+)?(?P<year>\d{{4}})",
    )
)
_NUMBERS = re.compile(rf"(?P<one>\d\d?)(?P<mark>[-/.])(?P<two>\d\d?)(?P=mark)(?P<year>\d{{4}}){_BEHIND}", re.IGNORECASE)


class Found(NamedTuple):
    """A date, or the date and time, that a string states, None where it states none; and what is to be said about it."""

    value: dt.date | dt.datetime | None
    note: str = ""


def parse(value: object, zone: dt.tzinfo | None = None) -> dt.date | dt.datetime | None:
    """Return the date, or the date and time, that a string states; None if it states none. See `read`."""
    return read(value, zone).value


def read(value: object, zone: dt.tzinfo | None = None, *, first: bool | None = None) -> Found:
    """Return the date, or the date and time, that a string states.

    ISO 8601 in its extended and basic forms, RFC 5322 and its brothers: months in words, the time with AM and PM, offsets and zones in letters or
    by the names of IANA. A date alone stays a date. A time without an offset stays local, unless `zone` says where it was; a time whose zone
    nobody knows stays local, with a note. `first` says whether the day comes first where numbers alone do not (`11-3-2026`).
    """
    text = " ".join(str(value or "").split())
    match = next((m for form in _FORMS if (m := form.fullmatch(text))), None) if len(text) <= 120 else None  # noqa: PLR2004  (the longest date)
    if match is not None:
        month = match.groupdict().get("month") or _month(match["name"])
        return _made(match, int(match["year"]), int(month), int(match["day"]), zone)
    match = _NUMBERS.fullmatch(text) if len(text) <= 120 else None  # noqa: PLR2004  (the same)
    if match is None:
        return Found(None)
    decided = day_first(text)
    decided = first if decided is None else decided
    if decided is None and match["one"] != match["two"]:
        return Found(None, "may begin with the day or with the month: give --day-first or --month-first")
    one, two = int(match["one"]), int(match["two"])
    return _made(match, int(match["year"]), two if decided else one, one if decided else two, zone)


def ambiguous(value: object) -> bool:
    """Whether a string is a date in numbers whose order it does not tell."""
    text = " ".join(str(value or "").split())
    match = _NUMBERS.fullmatch(text) if len(text) <= 120 else None  # noqa: PLR2004  (the longest date)
    return match is not None and day_first(text) is None and match["one"] != match["two"]


def day_first(value: object) -> bool | None:
    """Whether a date in numbers begins with its day: told by a number above 12, and by the dot, which no land that begins with the month writes."""
    match = _NUMBERS.fullmatch(" ".join(str(value or "").split())[:120])
    if match is None:
        return None
    one, two = int(match["one"]), int(match["two"])
    if match["mark"] == "." or (one > 12 >= two):  # noqa: PLR2004  (months)
        return True
    return False if two > 12 >= one else None  # noqa: PLR2004  (the same)


def _made(match: re.Match[str], year: int, month: int, day: int, zone: dt.tzinfo | None) -> Found:
    """Return the date of the fields of a match; what the calendar does not have, or no news can have, is none."""
    part = match.groupdict()
    if len(match["year"]) == 2:  # noqa: PLR2004  (RFC 5322: the century is left out)
        year += 1900 if year >= 69 else 2000  # noqa: PLR2004  (POSIX: from 69 on it is the last one)
    if not _FIRST <= year <= _LAST:
        return Found(None)
    try:
        if part.get("hour") is None:
            return Found(dt.date(year, month, day))
        hour = int(part["hour"]) if not part.get("half") else int(part["hour"]) % 12 + 12 * (part["half"] in "Pp")
        moment = dt.datetime(year, month, day, hour, int(part["minute"]), int(part.get("second") or 0))  # noqa: DTZ001  (local until told)
    except ValueError:
        return Found(None)
    if moment in _NEVER:
        return Found(None)
    if not (written := (part.get("zone") or "").strip()):
        return Found(moment.replace(tzinfo=zone) if zone is not None else moment)
    known, offset = read_zone(written, moment)
    return Found(moment.replace(tzinfo=offset)) if known else Found(moment, f"its zone {written!r} is not known: kept without one")


def day(value: object) -> dt.date | None:
    """Return the day that a string states, with or without a time."""
    found = parse(value)
    return found.date() if isinstance(found, dt.datetime) else found


def in_words(line: str) -> dt.date | None:
    """Read a line that is only a date: ISO, or day, month and year in words of a known language."""
    line = line.strip().rstrip(".")
    if not re.fullmatch(r"(?:\w+,?\s+)?(?:\d{1,2}\.?\s+(?:de\s+)?\w+,?\s+(?:de\s+)?\d{4}|\w+\s+\d{1,2},\s+\d{4}|\d{4}-\d\d-\d\d)", line):
        return None
    if match := re.search(r"\d{4}-\d\d-\d\d", line):
        return day(match.group())
    month = next((n for word in re.findall(r"[^\W\d]+", line) if (n := _months().get(word.casefold()))), None)
    numbers = [int(n) for n in re.findall(r"\d+", line)]
    try:
        return dt.date(max(numbers), month, min(numbers)) if month else None
    except ValueError:
        return None


_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month(name: str) -> int:
    """Return the number of a month: the English three letters, which feeds have, without CLDR."""
    name = name.casefold()
    return _ENGLISH.index(name) + 1 if name in _ENGLISH else _months().get(name, 0)


@functools.cache
def _months() -> dict[str, int]:
    """Names of months in the languages that news formats come in (CLDR)."""
    from babel.dates import get_month_names  # noqa: PLC0415  (100 ms)

    found: dict[str, int] = {}
    for language in ("nl", "en", "de", "fr", "es", "it", "pt", "sv", "nb", "da", "fi", "pl"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found.setdefault(str(name).casefold().rstrip("."), number)
    return found
