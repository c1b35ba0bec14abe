"""Patterns of what the calendar does not print: seasons, terms, decades, centuries, feasts."""

from __future__ import annotations

import datetime as dt
import re

from kg.times import absolute, calendar
from kg.times.reader import UNKNOWN, Reader, Reading

__all__ = ["century", "decade", "feast", "season", "term"]

_TWO_YEARS = re.compile(r"(\d{4})[-/–](\d{4}|\d{2})")


def term(reader: Reader, i: int, end: int) -> Reading | None:
    """*het seizoen 2024/25*, *2003-2004*."""
    opens = reader.lexicon.terms.get(reader.word(i, end))
    j = i if opens is None else i + 1
    found = _TWO_YEARS.fullmatch(reader.word(j, end))
    if found is None:
        return None
    first = int(found[1])
    last = int(found[2]) if len(found[2]) == 4 else first - first % 100 + int(found[2])  # noqa: PLR2004
    if not 1000 <= first < last <= 2100 or (opens is not None and last != first + 1):  # noqa: PLR2004
        return None
    if opens in {None, 1}:
        return Reading(i, j + 1, i, (dt.date(first, 1, 1), dt.date(last, 12, 31)), "year", given=True)
    return Reading(i, j + 1, i, (dt.date(first, opens or 1, 1), dt.date(last, opens or 1, 1) - dt.timedelta(1)), "year", given=True)


def season(reader: Reader, i: int, end: int) -> Reading | None:
    """*afgelopen zomer*, *dit najaar*, *na de zomer*; a bare *in de zomer* may be each year's."""
    shift = reader.lexicon.shifts.get(reader.word(i, end))
    j = i if shift is None else i + 1
    kind = reader.lexicon.portions.get(reader.word(j, end))
    if kind in {None, "start", "middle", "end"}:
        return None
    bordered = reader.before(i) in reader.lexicon.after | reader.lexicon.before | reader.lexicon.before_only
    if shift is None and not bordered:
        return None
    if reader.published is None:
        return Reading(i, j + 1, j, UNKNOWN, "season")
    options = [calendar.portion(kind or "", calendar.year(reader.published.year + n)) for n in (-2, -1, 0, 1, 2)]
    if shift == 0:
        own = calendar.beside(options, reader.published, 1)
        return Reading(i, j + 1, j, own if _started(own, reader.published) else calendar.beside(options, reader.published, reader.direction(i)), "season")
    ended = [o for o in options if o[1] is not None and o[1] < reader.published]
    coming = [o for o in options if o[0] is not None and o[0] > reader.published]
    direction = shift or reader.direction(i)
    own = next(iter(ended[::-1] if direction < 0 else coming), UNKNOWN)
    far = shift is not None and reader.word(i, end) not in reader.lexicon.near
    if far and own[0] is not None and own[0].year == reader.published.year:
        return Reading(i, j + 1, j, UNKNOWN, "season")  # *volgende zomer*, told in May: this year's or the next
    return Reading(i, j + 1, j, own, "season")


def _started(interval: calendar.Interval, anchor: dt.date) -> bool:
    return interval[0] is not None and interval[0] <= anchor


def decade(reader: Reader, i: int, end: int) -> Reading | None:
    """*de jaren negentig*, *de jaren 80*, *eind jaren zestig*, *halverwege de jaren tachtig*."""
    start, kind = i, reader.lexicon.portions.get(reader.word(i, end))
    if kind in {"start", "middle", "end"}:
        i = reader.past_article(i + 2 if reader.word(i + 1, end) in reader.lexicon.of else i + 1, end)
    elif kind:
        return None
    if reader.lexicon.units.get(reader.word(i, end)) != "year" or reader.tree.tokens[i].feat("Number") == "Sing":
        return None
    word = reader.word(i + 1, end).strip("'’")
    number = int(word) if re.fullmatch(r"\d0", word) else reader.lexicon.tens.get(word, 0)
    interval = calendar.decade(1900 + number)
    return Reading(start, i + 2, i, calendar.portion(kind, interval) if kind else interval, "decade", given=True) if number else None


def century(reader: Reader, i: int, end: int) -> Reading | None:
    """*de 19e eeuw*, *eind negentiende eeuw*."""
    start, kind = i, reader.lexicon.portions.get(reader.word(i, end))
    if kind in {"start", "middle", "end"}:
        i = reader.past_article(i + 2 if reader.word(i + 1, end) in reader.lexicon.of else i + 1, end)
    figures = re.fullmatch(r"(\d{1,2})(e|ste|de)", reader.word(i, end))
    number = int(figures[1]) if figures else reader.lexicon.centuries.get(reader.word(i, end), 0)
    if not number or number > 21 or reader.lexicon.units.get(reader.word(i + 1, end)) != "century":  # noqa: PLR2004
        return None
    interval = calendar.century(number)
    return Reading(start, i + 2, i + 1, calendar.portion(kind, interval) if kind else interval, "century", given=True)


def feast(reader: Reader, i: int, end: int) -> Reading | None:
    """*met Kerst*, *op Goede Vrijdag 1998*, *afgelopen Koningsdag*; the nearest by the tense."""
    start, shift = i, reader.lexicon.shifts.get(reader.word(i, end))
    i += 0 if shift is None else 1
    name = next((n for n in (f"{reader.word(i, end)} {reader.word(i + 1, end)}", reader.word(i, end)) if n in reader.lexicon.feasts), None)
    if name is None:
        return None
    head = i + name.count(" ")
    given, stop = absolute.year_at(reader, head + 1, end)
    if given is None and reader.published is None:
        return Reading(start, stop, head, UNKNOWN)
    first, last = reader.lexicon.feasts[name]
    if given is not None:
        return Reading(start, stop, head, (calendar.day_of(first, given), calendar.day_of(last, given)), given=True)
    anchor = reader.published
    assert anchor is not None
    options: list[calendar.Interval] = [(calendar.day_of(first, anchor.year + n), calendar.day_of(last, anchor.year + n)) for n in (-1, 0, 1)]
    return Reading(start, stop, head, calendar.beside(options, anchor, shift or reader.direction(i)))
