"""Patterns that count from the day of publication: *gisteren*, *vorige maand*, *twee weken geleden*, *de komende drie maanden*."""

from __future__ import annotations

import datetime as dt

from kg.times import absolute, calendar
from kg.times.reader import UNKNOWN, Reader, Reading

__all__ = ["ago", "day", "part_of_day", "running", "shifted_unit", "unit_of", "vague", "within"]

_FAR = 100
_SATURDAY = 5


def day(reader: Reader, i: int, end: int) -> Reading | None:
    """*gisteren*, *morgen*; a noun *morgen* has a determiner, *vandaag de dag* is no day."""
    shift = reader.lexicon.days.get(reader.word(i, end))
    token = reader.tree.tokens[i]
    if shift is None or (reader.tree.children(i, "det", "case") and token.upos == "NOUN"):
        return None
    if token.upos == "NOUN" and reader.word(i - 1, end) in reader.lexicon.articles:
        return None
    if reader.word(i + 1, end) in reader.lexicon.articles and reader.lexicon.units.get(reader.word(i + 2, end)) == "day":
        return None
    stop = i + 2 if reader.word(i + 1, end) in reader.lexicon.parts else i + 1
    return Reading(i, stop, i, calendar.shifted("day", shift, reader.published) if reader.published else UNKNOWN)


def part_of_day(reader: Reader, i: int, end: int) -> Reading | None:
    """*afgelopen nacht*, *deze ochtend*, *komende avond*."""
    shift = reader.lexicon.shifts.get(reader.word(i, end))
    if shift is None or reader.word(i, end) not in reader.lexicon.near or reader.word(i + 1, end) not in reader.lexicon.parts:
        return None
    night = reader.word(i + 1, end) == reader.lexicon.night
    if reader.published is None or (shift < 0 and not night):
        return Reading(i, i + 2, i + 1, UNKNOWN)
    return Reading(i, i + 2, i + 1, (reader.published, reader.published))


def shifted_unit(reader: Reader, i: int, end: int) -> Reading | None:
    """*vorige maand*, *komend jaar*, *dit weekend*, *volgende week donderdag*, *eind vorige week*, *later dit jaar*."""
    start, kind = i, reader.lexicon.portions.get(reader.word(i, end))
    edge = reader.lexicon.edges.get(reader.word(i, end))
    i += 1 if kind in {"start", "middle", "end"} or edge else 0  # *begin dit jaar*
    if i > start and not edge and reader.word(i, end) in reader.lexicon.of:
        i += 1
    i = reader.past_article(i, end) if i > start else i
    shift, unit = reader.lexicon.shifts.get(reader.word(i, end)), reader.lexicon.units.get(reader.word(i + 1, end))
    if shift is None or unit is None or unit == "day" or reader.tree.tokens[i + 1].feat("Number") == "Plur":
        return None
    number = reader.lexicon.weekdays.get(reader.word(i + 2, end))
    stop = i + 3 if number is not None else i + 2
    if reader.published is None:
        return Reading(start, stop, i + 1, UNKNOWN, unit)
    if number is not None:
        monday = calendar.shifted("week", shift, reader.published)[0]
        return Reading(start, stop, i + 1, (monday + dt.timedelta(number),) * 2 if monday is not None else UNKNOWN)
    interval = _unit(reader, i, shift, unit)
    if start < i and edge:
        return Reading(start, stop, i + 1, _edge(edge, interval, reader.published), unit)
    return Reading(start, stop, i + 1, calendar.portion(kind or "", interval) if start < i else interval, unit)


def _unit(reader: Reader, i: int, shift: int, unit: str) -> calendar.Interval:
    anchor = reader.published
    assert anchor is not None
    near = reader.word(i, reader.tree.sentence(i).end) in reader.lexicon.near
    if unit == "decade" and shift:
        return UNKNOWN  # *het afgelopen decennium*: of the calendar, or the last ten years
    if unit == "weekend":
        return _weekend(reader, i, shift, near=near)
    if shift and near and reader.word(i - 1, i) in reader.lexicon.articles and unit in {"week", "month", "year"}:
        return calendar.running(unit, shift, anchor)  # *de komende week*: not from Monday
    return calendar.shifted(unit, shift, anchor)


def _weekend(reader: Reader, i: int, shift: int, *, near: bool) -> calendar.Interval:
    """The last weekend, this or the next: *komend* is the nearest; *volgend* is clear from Thursday on, before it may be this one."""
    anchor = reader.published
    assert anchor is not None
    late = anchor.weekday() >= _SATURDAY
    if shift == 0 and not late and reader.direction(i) < 0:
        shift = -1  # *dit weekend*, told on a Monday
    elif (shift < 0 and late) or (shift > 0 and near and not late):
        shift = 0
    elif shift > 0 and not near and anchor.weekday() < 3:  # noqa: PLR2004  (Thursday)
        return UNKNOWN
    return calendar.shifted("weekend", shift, anchor)


def _edge(edge: str, interval: calendar.Interval, anchor: dt.date) -> calendar.Interval:
    first, last = interval
    if first is None or last is None or not first <= anchor <= last:
        return UNKNOWN
    return (anchor, last) if edge == "rest" else (first, anchor)


def ago(reader: Reader, i: int, end: int) -> Reading | None:
    """*twee weken geleden*, *over drie dagen*; *ruim een jaar geleden* is as good; with a past tense *over drie jaar* is a duration."""
    start, forward = i, reader.word(i, end) in reader.lexicon.forward
    n = i + 1 if forward else i
    n += 1 if forward and reader.word(n, end) in reader.lexicon.approximately else 0
    count, unit = reader.number(n, end), reader.lexicon.units.get(reader.word(n + 1, end))
    if count is None or unit is None:
        return None
    back = reader.word(n + 2, end) in reader.lexicon.back
    if back == forward or (forward and not _ahead(reader, n + 1)):
        return None
    if not forward and reader.word(start - 1, end) in reader.lexicon.approximately:
        start -= 1
    known = reader.published is not None and count < _FAR and unit not in {"decade", "century"}
    interval = calendar.shifted(unit, -count if back else count, reader.published) if known and reader.published else UNKNOWN
    return Reading(start, n + 3 if back else n + 2, n + 1, interval, unit)


def _ahead(reader: Reader, head: int) -> bool:
    """Whether a noun phrase with *over* tells when, not what is talked about: it hangs on a verb that is not past."""
    token, following = reader.tree.tokens[head], reader.tree.tokens[head + 1 : head + 2]
    if following and following[0].upos == "NOUN" and token.head != following[0].head:
        return False  # *over drie jaar oorlog*
    return token.deprel.partition(":")[0] in {"obl", "advmod", "root"} and reader.direction(head) > 0


def running(reader: Reader, i: int, end: int) -> Reading | None:
    """*de afgelopen vijf jaar*, *de komende drie maanden*, *de laatste weken*."""
    word = reader.word(i, end)
    sign = -1 if word in reader.lexicon.span_back else 1 if word in reader.lexicon.span_forward else 0
    count = reader.number(i + 1, end)
    n = i + 1 if count is None else i + 2
    if count is None and reader.word(n, end) in reader.lexicon.vague:
        n += 1
    unit = reader.lexicon.units.get(reader.word(n, end))
    plural = n < end and (reader.tree.tokens[n].feat("Number") == "Plur" or n > i + 1)
    if not sign or unit is None or not plural:
        return None
    known = reader.published is not None and count is not None and count < _FAR
    interval = calendar.span(unit, sign * (count or 0), reader.published) if known and reader.published and count else UNKNOWN
    return Reading(i, n + 1, n, interval, unit)


def within(reader: Reader, i: int, end: int) -> Reading | None:
    """*binnen zes maanden*: from publication on."""
    if reader.word(i, end) not in reader.lexicon.within:
        return None
    count, unit = reader.number(i + 1, end), reader.lexicon.units.get(reader.word(i + 2, end))
    if count is None or unit is None:
        return None
    known = reader.published is not None and count < _FAR and reader.direction(i + 2) > 0
    return Reading(i, i + 3, i + 2, calendar.span(unit, count, reader.published) if known and reader.published else UNKNOWN, unit)


def vague(reader: Reader, i: int, end: int) -> Reading | None:
    """*een paar jaar geleden*, *enkele weken geleden*, *anderhalf jaar geleden*: past, and no date."""
    n = i + 1 if reader.word(i, end) in reader.lexicon.numbers else i
    if reader.word(n, end) not in reader.lexicon.vague:
        return None
    n += 1
    if reader.lexicon.units.get(reader.word(n, end)) is None or reader.word(n + 1, end) not in reader.lexicon.back:
        return None
    return Reading(i, n + 2, n, UNKNOWN, "vague")


def unit_of(reader: Reader, i: int, end: int) -> Reading | None:
    """*de week van 16 maart*, *het weekend van 3 en 4 mei*."""
    unit = reader.lexicon.units.get(reader.word(i, end))
    if unit not in {"week", "weekend"} or reader.word(i + 1, end) not in reader.lexicon.of:
        return None
    inner = absolute.weekday(reader, i + 2, end) or absolute.date(reader, i + 2, end)
    if inner is None or inner.interval[0] is None:
        return None
    first, last = calendar.week(inner.interval[0])
    return Reading(i, inner.end, i, (first + dt.timedelta(5 if unit == "weekend" else 0), last) if first is not None else UNKNOWN, unit)
