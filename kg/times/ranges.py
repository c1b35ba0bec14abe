"""Patterns of two ends, and what a preposition makes of an expression: *van 3 tot 5 mei*, *tussen 2010 en 2014*, *sinds*, *voor*, *na*."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.times import calendar
from kg.times.reader import UNKNOWN, Reader, Reading
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.times.calendar import Interval

    Pattern = Callable[[Reader, int, int], Reading | None]

__all__ = ["bordered", "joined", "later", "night", "two_ends"]

_DAY = dt.timedelta(1)
_FAR = 100


def two_ends(reader: Reader, i: int, end: int, atom: Pattern) -> Reading | None:
    """*van 12 juni tot en met 30 augustus*, *tussen 3 en 5 mei*, *11-13 mei*."""
    opening = reader.word(i, end)
    between = opening in reader.lexicon.between
    if not between and opening not in reader.lexicon.ranged:
        return None
    links = reader.lexicon.joined if between else reader.lexicon.to
    found = _pair(reader, reader.past_article(i + 1, end), end, atom, links)
    return found and replace(found, start=i)


def joined(reader: Reader, i: int, end: int, atom: Pattern) -> Reading | None:
    """*1 en 2 mei*, *zaterdag en zondag*, *1998 en 1999*, *3 t/m 5 mei*; days that do not follow one another stay apart."""
    found = _pair(reader, i, end, atom, reader.lexicon.to - reader.lexicon.until | reader.lexicon.joined)
    if found is None:
        return None
    first, last = found.interval
    if first is None or last is None:
        return None
    if any(w in reader.lexicon.joined for w in reader.words[i + 1 : found.end - 1]) and not any(w in reader.lexicon.to for w in reader.words[i : found.end]):
        limit = {"day": 1 + reader.words[i : found.end].count(","), "month": 62, "year": 731}.get(found.grain, 0)
        return found if (last - first).days <= limit else None
    return found


def night(reader: Reader, i: int, end: int, atom: Pattern) -> Reading | None:
    """*de nacht van zaterdag op zondag*."""
    if reader.word(i, end) not in reader.lexicon.parts or reader.word(i + 1, end) not in reader.lexicon.of:
        return None
    found = _pair(reader, i + 2, end, atom, reader.lexicon.into)
    return found and replace(found, start=i, head=i)


def _pair(reader: Reader, i: int, end: int, atom: Pattern, links: frozenset[str]) -> Reading | None:
    left = atom(reader, i, end)
    bare = reader.number(i, end) if left is None or left.end == i + 1 else None
    middle = left.end if left is not None else i + 1
    while left is None and reader.word(middle, end) == "," and reader.number(middle + 1, end):
        middle += 2  # *5, 6 en 7 juni*
    if (left is None and bare is None) or reader.word(middle, end) not in links:
        return None
    j = middle + 1
    while reader.word(j, end) in reader.lexicon.through:
        j += 1
    j = reader.past_article(j, end)
    right = atom(reader, j, end) or _bare_year(reader, j, end, left)
    if right is None or right.interval[0] is None or right.interval[1] is None:
        return None
    if left is None:
        first = _same_month(bare or 0, right)
    else:
        first, right = _ordered(left, right)
    last = right.interval[1]
    if first is None or last is None or first > last:
        return None
    return Reading(i, right.end, left.head if left is not None else right.head, (first, last), right.grain, given=right.given)


def _bare_year(reader: Reader, i: int, end: int, left: Reading | None) -> Reading | None:
    number = reader.year(i, end)
    if left is None or left.grain != "year" or number is None:
        return None
    return Reading(i, i + 1, i, calendar.year(number), "year", given=True)


def _same_month(number: int, right: Reading) -> dt.date | None:
    """The day `number` of the month that the right end names."""
    day = right.interval[0]
    if day is None or right.grain != "day" or not 0 < number <= day.day:
        return None
    return day.replace(day=number)


def _ordered(left: Reading, right: Reading) -> tuple[dt.date | None, Reading]:
    """Bring the ends into order: a left end without a year takes the right one's, a right weekday is the first after the left one."""
    first, last = left.interval[0], right.interval[1]
    if first is None or last is None:
        return None, right
    if right.given and not left.given and left.grain == right.grain and (first.month, first.day) != (2, 29):
        moved = first.replace(year=last.year)
        return (moved if moved <= last else moved.replace(year=last.year - 1)), right
    while last < first and left.grain == right.grain == "day" and (first - last).days < 7 and not right.given:  # noqa: PLR2004
        last += 7 * _DAY
    while left.grain == right.grain == "day" and (last - first).days >= 7 and _weekday_only(left, right):  # noqa: PLR2004
        last -= 7 * _DAY
    return first, replace(right, interval=(last, last)) if right.grain == "day" else right


def _weekday_only(left: Reading, right: Reading) -> bool:
    return left.end - left.start == right.end - right.start == 1


def later(reader: Reader, i: int, end: int, previous: Reading | None) -> Reading | None:
    """*twee dagen later*, *drie weken eerder*: counted from the day named just before, if there is one; else no date."""
    count, unit = reader.number(i, end), reader.lexicon.units.get(reader.word(i + 1, end))
    word = reader.word(i + 2, end)
    sign = 1 if word in reader.lexicon.later else -1 if word in reader.lexicon.earlier else 0
    if count is None or unit is None or not sign:
        return None
    start, anchor = i, previous.interval[0] if previous is not None and previous.grain == "day" and previous.interval[0] == previous.interval[1] else None
    interval = UNKNOWN
    if anchor is not None and previous is not None and count < _FAR and _near(reader, previous, i):
        interval = calendar.shifted(unit, sign * count, anchor) if unit != "weekend" else UNKNOWN
    return Reading(start, i + 3, i + 1, interval, unit)


def _near(reader: Reader, previous: Reading, i: int) -> bool:
    """Whether an expression stands in the sentence before, or in this one."""
    first = reader.tree.sentence(i).start
    return previous.start >= (reader.tree.sentence(first - 1).start if first else 0)


def bordered(reader: Reader, reading: Reading) -> Interval:
    """Return the interval with what the preposition before it says: *sinds*, *tot*, *voor*, *na*."""
    lexicon, word, (first, last) = reader.lexicon, reader.before(reading.start), reading.interval
    if first is None or last is None:
        return reading.interval
    published = reader.published
    if word in lexicon.since:
        return first, published if published and first < published else None
    if word in lexicon.until and not _since_until(reader, reading.start):
        return None, last
    if word in lexicon.before_only:
        return None, first - _DAY
    if word in lexicon.before:
        return _before(reader, reading)
    if word in lexicon.after:
        return last + _DAY, published if published and last < published and reader.direction(reading.head) < 0 else None
    return first, last


def _since_until(reader: Reader, i: int) -> bool:
    """Whether *tot* stands behind *van*, as in *van vandaag tot zondag*."""
    return reader.word(i - 2, i) in reader.lexicon.since


def _before(reader: Reader, reading: Reading) -> Interval:
    """*voor dinsdag*: a deadline behind *moet*; of a noun (*de begroting voor 2027*) the time itself; else it may mean either."""
    token = reader.tree.tokens[reading.head]
    if universal(token.deprel) == "nmod":
        return reading.interval
    clause = reader.clause(reading.head)
    if clause.lemma in reader.lexicon.planned:
        return reading.interval  # *gepland voor dinsdag*
    verbs = (clause, *reader.tree.children(clause.i, "aux", "advmod"), *reader.tree.ancestors(clause.i))
    first = reading.interval[0]
    if any(t.lemma.lower() in reader.lexicon.deadline for t in verbs) and first is not None:
        return None, first - _DAY
    return UNKNOWN
