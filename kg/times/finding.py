"""Time expressions by their words; a pattern takes the tokens from `i` on and says how many it used."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from kg.model import Span, TimeExpression
from kg.times import absolute, periods, ranges, relative
from kg.times.reader import Reader, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.lexicons.times import TimeLexicon
    from kg.model import Analysis

__all__ = ["find"]

_ATOMS = (
    absolute.numeric,
    absolute.weekday,
    absolute.date,
    periods.century,
    absolute.fraction,
    relative.ago,
    relative.vague,
    relative.running,
    relative.within,
    relative.shifted_unit,
    relative.part_of_day,
    relative.unit_of,
    periods.season,
    relative.day,
    absolute.month,
    absolute.year,
    periods.term,
    periods.decade,
)
_PAIRS = (ranges.two_ends, ranges.night, ranges.joined)


def find(analysis: Analysis, lexicon: TimeLexicon) -> tuple[TimeExpression, ...]:
    """Return the expressions in text order; none overlaps another."""
    reader = Reader.of(analysis, lexicon)
    found: list[TimeExpression] = []
    previous: Reading | None = None
    for sentence in analysis.sentences:
        i = sentence.start
        while i < sentence.end:
            reading = _reading(reader, i, sentence.end, previous)
            if reading is None:
                i += 1
                continue
            found.append(_expression(reader, reading))
            previous, i = reading, reading.end
    return tuple(found)


def _reading(reader: Reader, i: int, end: int, previous: Reading | None) -> Reading | None:
    if not reader.lexicon.opens(reader.words[i]):
        return None
    tries = [functools.partial(pair, reader, i, end, _atom) for pair in _PAIRS]
    tries += [functools.partial(ranges.later, reader, i, end, previous), functools.partial(_atom, reader, i, end)]
    return next(filter(None, map(_in_calendar, tries)), None)


def _in_calendar(pattern: Callable[[], Reading | None]) -> Reading | None:
    """Read nothing where a day would lie in no calendar: *vorige week* in the first days of the year 1."""
    try:
        return pattern()
    except (OverflowError, ValueError):
        return None


def _atom(reader: Reader, i: int, end: int) -> Reading | None:
    """Return one expression at `i`, without prepositions."""
    if i >= end or not reader.lexicon.opens(reader.words[i]):
        return None
    if (feast := periods.feast(reader, i, end)) is not None:
        return feast  # *Goede Vrijdag* has two capitals
    if reader.in_name(i):
        return None
    return next(filter(None, (_in_calendar(functools.partial(pattern, reader, i, end)) for pattern in _ATOMS)), None)


def _expression(reader: Reader, reading: Reading) -> TimeExpression:
    tokens = reader.tree.tokens
    before = reader.before(reading.start)
    first, last = ranges.bordered(reader, reading)
    span = Span(tokens[reading.start].span.start, tokens[reading.end - 1].span.end)
    return TimeExpression(span=span, head=_head(reader, reading), start=first, end=last, attributive=_attributive(reader, reading, before))


def _attributive(reader: Reader, reading: Reading, before: str) -> bool:
    """Whether an expression dates a noun, not its verb: *de winnares van 1999*, *de begroting voor komend jaar*."""
    if before in reader.lexicon.attributive or before == "(":
        return True
    return before in reader.lexicon.before and reader.tree.tokens[reading.head].deprel == "nmod"


def _head(reader: Reader, reading: Reading) -> int:
    """Return the token that hangs the expression into the tree: its own head, or what that hangs on within it."""
    i, tokens = reading.head, reader.tree.tokens
    while reading.start <= tokens[i].head < reading.end and tokens[i].head != i:
        i = tokens[i].head
    return i
