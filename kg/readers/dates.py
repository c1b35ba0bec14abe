"""Dates as news formats write them: to the second and with an offset where the source gives these, and never invented."""

from __future__ import annotations

import datetime as dt
import email.utils
import functools
import re

__all__ = ["day", "in_words", "parse"]

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[+-]\d\d:?\d\d\Z|Z\Z|[T\s,]+(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[A-Z]{2,5}|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
# Zones that are written in letters, in hours (RFC 5322 has the American ones; MEZ and MESZ are German).
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip


def parse(value: object, zone: dt.tzinfo | None = None) -> dt.date | dt.datetime | None:
    """Return the date, or the date and time, that a string states; None if it states none.

    ISO 8601 in its extended and basic forms (also with a blank for the T, and with zones in letters) and RFC 5322. A date alone stays a date.
    A time without an offset stays local, unless `zone` says where it was.
    """
    text = " ".join(str(value or "").split())
    match = _ISO.fullmatch(text)
    if match is None:
        return _rfc5322(text, zone)
    year, month, date, hour, minute, second, offset = match.groups()
    try:
        if hour is None:
            return dt.date(int(year), int(month), int(date))
        moment = dt.datetime(int(year), int(month), int(date), int(hour), int(minute), int(second or 0))  # noqa: DTZ001  (local until told)
    except ValueError:
        return None
    found = _offset(offset)
    if offset and found is None:
        return None
    return _placed(moment, found or zone)


def _offset(value: str | None) -> dt.timezone | None:
    if not value:
        return None
    if value[0] in "+-":
        digits = value[1:].replace(":", "").ljust(4, "0")
        size = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return dt.timezone(-size if value[0] == "-" else size) if size < dt.timedelta(hours=24) else None
    hours = _ZONES.get(value.upper())
    return dt.timezone(dt.timedelta(hours=hours)) if hours is not None else None


def _placed(moment: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime | None:
    """Return the moment in its zone; one whose offset leaves the calendar is none."""
    placed = moment.replace(tzinfo=zone) if zone is not None else moment
    try:
        placed.utctimetuple()
    except (OverflowError, ValueError):
        return None
    return placed


def _rfc5322(text: str, zone: dt.tzinfo | None) -> dt.date | dt.datetime | None:
    if len(text) > 80 or not re.search(r"\d{1,2}\s+\w{3,9}\s+\d{2,4}", text):  # noqa: PLR2004  (the longest date)
        return None
    try:
        fields = email.utils.parsedate_tz(text)
        if fields is None or not re.search(r"\d:\d\d", text):
            return dt.date(*fields[:3]) if fields else None
        offset = dt.timezone(dt.timedelta(seconds=fields[9])) if fields[9] is not None else zone
        return _placed(dt.datetime(*fields[:6]), offset)  # noqa: DTZ001  (local until told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


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


@functools.cache
def _months() -> dict[str, int]:
    """Names of months in the languages that news formats come in (CLDR)."""
    from babel.dates import get_month_names  # noqa: PLC0415  (100 ms)

    found: dict[str, int] = {}
    for language in ("nl", "en", "de", "fr", "es", "it", "pt", "sv", "nb", "da", "fi", "pl"):
        for number, name in get_month_names("wide", locale=language).items():
            found.setdefault(str(name).casefold(), number)
    return found
