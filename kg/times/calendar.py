"""First and last days of intervals."""

from __future__ import annotations

import calendar
import datetime as dt

__all__ = ["Interval", "decade", "month", "nearest", "portion", "shifted", "span", "year"]

Interval = tuple[dt.date | None, dt.date | None]
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_THIRDS = {"start": (1, 3), "middle": (6, 7), "end": (10, 12)}
_WEEK = 7


def year(number: int) -> Interval:
    """All of a year."""
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def decade(number: int) -> Interval:
    """Ten years from `number`."""
    return dt.date(number, 1, 1), dt.date(number + 9, 12, 31)


def month(number: int, in_year: int) -> Interval:
    """All of a month; months beyond 12 lie in the next year."""
    in_year, number = in_year + (number - 1) // 12, (number - 1) % 12 + 1
    return dt.date(in_year, number, 1), dt.date(in_year, number, calendar.monthrange(in_year, number)[1])


def nearest(weekday: int, anchor: dt.date, direction: int) -> dt.date:
    """Return the nearest such weekday: before (-1), after (1); the anchor itself if it is one."""
    ahead = (weekday - anchor.weekday()) % _WEEK
    return anchor + dt.timedelta(ahead if direction > 0 or ahead == 0 else ahead - _WEEK)


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
        return month(end, start)[0], month(end + 2, start)[1]
    if unit == "year":
        return year(anchor.year + count)
    length = 10 if unit == "decade" else 100
    return dt.date(anchor.year + length * count, 1, 1), dt.date(anchor.year + length * count, 12, 31)


def _months_back(anchor: dt.date, count: int) -> Interval:
    total = anchor.year * 12 + anchor.month - 1 + count
    return month(total % 12 + 1, total // 12)


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


def portion(kind: str, interval: Interval) -> Interval:
    """Narrow a year or a month: its start, middle or end, or a season."""
    start, end = interval
    if start is None or end is None:
        return interval
    if (end - start).days > 300:  # a year  # noqa: PLR2004
        first, last = (_SEASONS | _THIRDS)[kind]
        return month(first, start.year)[0], month(last, start.year)[1]
    third = (end - start).days // 3
    if kind == "start":
        return start, start + dt.timedelta(third)
    if kind == "end":
        return end - dt.timedelta(third), end
    return start + dt.timedelta(third), end - dt.timedelta(third)
