"""First and last days of intervals. What leaves the calendar, which has the years 1 to 9999, is an interval without days."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Interval", "decade", "later", "month", "nearest", "portion", "shifted", "span", "year"]

Interval = tuple[dt.date | None, dt.date | None]
P = ParamSpec("P")
_UNKNOWN: Interval = (None, None)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_THIRDS = {"start": (1, 3), "middle": (6, 7), "end": (10, 12)}
_WEEK = 7


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
def month(number: int, in_year: int) -> Interval:
    """All of a month; months beyond 12 lie in the next year."""
    in_year, number = in_year + (number - 1) // 12, (number - 1) % 12 + 1
    return dt.date(in_year, number, 1), dt.date(in_year, number, calendar.monthrange(in_year, number)[1])


def nearest(weekday: int, anchor: dt.date, direction: int) -> dt.date | None:
    """Return the nearest such weekday: before (-1), after (1); the anchor itself if it is one."""
    ahead = (weekday - anchor.weekday()) % _WEEK
    return later(anchor, ahead if direction > 0 or ahead == 0 else ahead - _WEEK)


def later(day: dt.date, days: int) -> dt.date | None:
    """Return the day that lies so many days on, or back."""
    try:
        return day + dt.timedelta(days)
    except OverflowError:
        return None


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
    length = 10 if unit == "decade" else 100
    return dt.date(anchor.year + length * count, 1, 1), dt.date(anchor.year + length * count, 12, 31)


def _from_to(first: Interval, last: Interval) -> Interval:
    return (first[0], last[1]) if first[0] is not None and last[1] is not None else _UNKNOWN


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


def _moved(day: dt.date, years: int) -> dt.date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return dt.date(day.year + years, day.month, min(day.day, last))


@_in_calendar
def portion(kind: str, interval: Interval) -> Interval:
    """Narrow a year or a month: its start, middle or end, or a season."""
    start, end = interval
    if start is None or end is None:
        return interval
    if (end - start).days > 300:  # a year  # noqa: PLR2004
        first, last = (_SEASONS | _THIRDS)[kind]
        return _from_to(month(first, start.year), month(last, start.year))
    third = (end - start).days // 3
    if kind == "start":
        return start, start + dt.timedelta(third)
    if kind == "end":
        return end - dt.timedelta(third), end
    return start + dt.timedelta(third), end - dt.timedelta(third)
