"""First and last days of intervals."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Interval", "beside", "century", "day_of", "decade", "fraction", "month", "nearest", "portion", "running", "shifted", "span", "week", "year"]

Interval = tuple[dt.date | None, dt.date | None]
P = ParamSpec("P")
_UNKNOWN: Interval = (None, None)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_THIRDS = {"start": (1, 3), "middle": (6, 7), "end": (10, 12)}
_WEEK = 7
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _in_calendar(counted: Callable[P, Interval]) -> Callable[P, Interval]:
    """Give no days where one of them lies in no calendar: *vorig jaar* in the year 1."""

    @functools.wraps(counted)
    def checked(*given: P.args, **named: P.kwargs) -> Interval:
        try:
            return counted(*given, **named)
        except (OverflowError, ValueError):
            return _UNKNOWN

    return checked


@_in_calendar
def year(number: int) -> Interval:
    """All of a year."""
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


@_in_calendar
def decade(number: int) -> Interval:
    """Ten years from `number`."""
    return dt.date(number, 1, 1), dt.date(number + 9, 12, 31)


@_in_calendar
def century(number: int) -> Interval:
    """All of a century: the 19th runs from 1801."""
    return dt.date(100 * number - 99, 1, 1), dt.date(100 * number, 12, 31)


@_in_calendar
def fraction(number: int, of: int, interval: Interval) -> Interval:
    """Return part `number` of `of` equal ones of a year in months, of a month in days; -1 is the last."""
    start, end = interval
    if start is None or end is None:
        return interval
    number = of if number < 0 else number
    if (end - start).days > 300:  # a year  # noqa: PLR2004
        length = 12 // of
        return _from_to(month(length * (number - 1) + 1, start.year), month(length * number, start.year))
    half = start + dt.timedelta(14)
    return (start, half) if number == 1 else (half + dt.timedelta(1), end)


@_in_calendar
def week(day: dt.date) -> Interval:
    """Return the week, from Monday, that holds a day."""
    monday = day - dt.timedelta(day.weekday())
    return monday, monday + dt.timedelta(6)


def day_of(rule: str, in_year: int) -> dt.date:
    """Return the day that a rule names: `12-25`, `easter+39`, `9-tue3` (the third Tuesday of September)."""
    if rule.startswith("easter"):
        return _easter(in_year) + dt.timedelta(int(rule.removeprefix("easter") or 0))
    number, _, day = rule.partition("-")
    if day.isdigit():
        return dt.date(in_year, int(number), int(day))
    first = dt.date(in_year, int(number), 1)
    ahead = (_WEEKDAYS.index(day[:3]) - first.weekday()) % _WEEK
    return first + dt.timedelta(ahead + _WEEK * (int(day[3:]) - 1))


def _easter(in_year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = in_year % 19, divmod(in_year, 100)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - b // 4 - g + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(in_year, number, day + 1)


@_in_calendar
def month(number: int, in_year: int) -> Interval:
    """All of a month; months beyond 12 lie in the next year."""
    in_year, number = in_year + (number - 1) // 12, (number - 1) % 12 + 1
    return dt.date(in_year, number, 1), dt.date(in_year, number, calendar.monthrange(in_year, number)[1])


def nearest(weekday: int, anchor: dt.date, direction: int) -> dt.date:
    """Return the nearest such weekday: before (-1), after (1); the anchor itself if it is one."""
    ahead = (weekday - anchor.weekday()) % _WEEK
    return anchor + dt.timedelta(ahead if direction > 0 or ahead == 0 else ahead - _WEEK)


@_in_calendar
def shifted(unit: str, count: int, anchor: dt.date) -> Interval:
    """Return the unit that lies `count` units from the anchor's own: last month, this week, next year."""
    if unit == "day":
        day = anchor + dt.timedelta(count)
        return day, day
    if unit in {"week", "weekend"}:
        monday = anchor - dt.timedelta(anchor.weekday()) + dt.timedelta(_WEEK * count)
        return (monday + dt.timedelta(5 if unit == "weekend" else 0)), monday + dt.timedelta(6)
    if unit == "month":
        return month(anchor.month + count, anchor.year) if anchor.month + count > 0 else _months_back(anchor, count)
    if unit == "quarter":
        first = 3 * ((anchor.month - 1) // 3 + count)
        start, end = anchor.year + first // 12, first % 12 + 1
        return _from_to(month(end, start), month(end + 2, start))
    if unit == "year":
        return year(anchor.year + count)
    if unit == "decade":
        return decade(anchor.year // 10 * 10 + 10 * count)
    return century((anchor.year - 1) // 100 + 1 + count)


def _from_to(first: Interval, last: Interval) -> Interval:
    return (first[0], last[1]) if first[0] is not None and last[1] is not None else _UNKNOWN


@_in_calendar
def _months_back(anchor: dt.date, count: int) -> Interval:
    total = anchor.year * 12 + anchor.month - 1 + count
    return month(total % 12 + 1, total // 12)


@_in_calendar
def span(unit: str, count: int, anchor: dt.date) -> Interval:
    """Return the interval that runs over `count` units up to the anchor (negative) or from it."""
    days = {"day": 1, "week": _WEEK, "weekend": _WEEK, "month": 30, "quarter": 91, "year": 365, "decade": 3652, "century": 36524}[unit]
    if unit in {"year", "decade", "century"}:
        years = count * {"year": 1, "decade": 10, "century": 100}[unit]
        other = _moved(anchor, years)
    elif unit == "month":
        total = anchor.year * 12 + anchor.month - 1 + count
        last = calendar.monthrange(total // 12, total % 12 + 1)[1]
        other = dt.date(total // 12, total % 12 + 1, min(anchor.day, last))
    else:
        other = anchor + dt.timedelta(days * count)
    return (other, anchor) if count < 0 else (anchor, other)


@_in_calendar
def running(unit: str, sign: int, anchor: dt.date) -> Interval:
    """Return the unit that just went by or comes now: the seven days before today or from today, the twelve months before this one."""
    if unit in {"year", "month"} and sign < 0:
        months = 12 if unit == "year" else 1
        return _months_back(anchor, -months)[0], _months_back(anchor, -1)[1]
    first, last = span(unit, sign, anchor)
    return (first, last - dt.timedelta(1)) if first is not None and last is not None else _UNKNOWN


def _moved(day: dt.date, years: int) -> dt.date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return dt.date(day.year + years, day.month, min(day.day, last))


@_in_calendar
def portion(kind: str, interval: Interval) -> Interval:
    """Narrow a year or a month: its start, middle or end, or a season."""
    start, end = interval
    if start is None or end is None:
        return interval
    length = (end - start).days
    if length > 1000:  # noqa: PLR2004
        parts = {"start": (0, 2), "middle": (4, 6), "end": (7, 9)} if length < 4000 else {"start": (0, 29), "middle": (40, 59), "end": (70, 99)}  # noqa: PLR2004
        opening, closing = parts.get(kind, (0, length // 365))
        return dt.date(start.year + opening, 1, 1), dt.date(start.year + closing, 12, 31)
    if length > 300:  # a year  # noqa: PLR2004
        first, last = (_SEASONS | _THIRDS)[kind]
        return _from_to(month(first, start.year), month(last, start.year))
    if length < 10 or kind in _SEASONS:  # *begin deze week*  # noqa: PLR2004
        return interval
    opening, closing = {"start": (1, 10), "middle": (11, 20), "end": (21, end.day)}[kind]
    return start.replace(day=opening), start.replace(day=closing)


@_in_calendar
def beside(options: list[Interval], anchor: dt.date, direction: int) -> Interval:
    """Return the last option that has begun, or the first that has not ended."""
    if direction < 0:
        return next((o for o in reversed(options) if o[0] is not None and o[0] <= anchor), (None, None))
    return next((o for o in options if o[1] is not None and o[1] >= anchor), (None, None))
