"""Time expressions by their words; a pattern takes the tokens from `i` on and says how many it used."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import BlockKind, Span, TimeExpression
from kg.times import calendar
from kg.tree import Tree

if TYPE_CHECKING:
    from kg.lexicons.times import TimeLexicon
    from kg.model import Analysis
    from kg.times.calendar import Interval

__all__ = ["find"]

_UNKNOWN: Interval = (None, None)
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_MONTH_DAYS = 31
_HALF_YEAR = 6
_SPAN_LONG = 100


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a pattern made of tokens `start <= i < end`; `head` carries the expression in the tree."""

    start: int
    end: int
    head: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class _Reader:
    """The words of one article, its publication date and the lexicon."""

    tree: Tree
    lexicon: TimeLexicon
    published: dt.date | None
    words: tuple[str, ...]

    def word(self, i: int, end: int) -> str:
        return self.words[i] if i < end else ""

    def number(self, i: int, end: int) -> int | None:
        word = self.word(i, end)
        return int(word) if re.fullmatch(r"\d{1,4}", word) else self.lexicon.numbers.get(word)

    def year(self, i: int, end: int) -> int | None:
        word = self.word(i, end)
        found = int(word) if re.fullmatch(r"\d{4}", word) else 0
        return found if _FIRST_YEAR <= found <= _LAST_YEAR else None

    def in_name(self, i: int) -> bool:
        """Whether a capital beside another one makes a weekday or a month part of a name: *Jan Mulder*, *Roze Zaterdag*."""
        if not self.tree.tokens[i].form[:1].isupper():
            return False
        sentence = self.tree.sentence(i)
        beside = [j for j in (i - 1, i + 1) if sentence.start < j < sentence.end]
        return any(self.tree.tokens[j].form[:1].isupper() and self.words[j] not in self.lexicon.months for j in beside)

    def direction(self, i: int) -> int:
        """Return -1 or 1 by the tense of the clause; a headline's present tense tells of the past."""
        clause = self.tree.clause(i)
        verbs = (clause, *self.tree.children(clause.i, "aux", "cop"))
        if any(t.feat("Tense") == "Past" for t in verbs):
            return -1
        participle = clause.feat("VerbForm") == "Part"
        if participle and not any(t.lemma in self.lexicon.coming for t in verbs):
            return -1
        if self.tree.sentence(i).kind is BlockKind.HEADLINE:
            return -1
        return 1 if any(t.feat("VerbForm") in {"Fin", "Inf"} for t in verbs) else -1


def find(analysis: Analysis, lexicon: TimeLexicon) -> tuple[TimeExpression, ...]:
    """Return the expressions in text order; none overlaps another."""
    day = analysis.article.published
    words = tuple(token.form.lower() for token in analysis.tokens)
    reader = _Reader(Tree.of(analysis), lexicon, day.date() if isinstance(day, dt.datetime) else day, words)
    found = []
    for sentence in analysis.sentences:
        i = sentence.start
        while i < sentence.end:
            opens = lexicon.opens(words[i]) and not reader.in_name(i)
            reading = next(filter(None, (pattern(reader, i, sentence.end) for pattern in _PATTERNS)), None) if opens else None
            if reading is None:
                i += 1
                continue
            found.append(_expression(reader, reading))
            i = reading.end
    return tuple(found)


def _expression(reader: _Reader, reading: _Reading) -> TimeExpression:
    tokens = reader.tree.tokens
    start, interval = reading.start, reading.interval
    before = tokens[start - 1].form.lower() if start > reader.tree.sentence(start).start else ""
    first, last = interval
    if before in reader.lexicon.since:
        interval = (first, reader.published if first and reader.published and first <= reader.published else None)
    elif before in reader.lexicon.until and (start < 2 or tokens[start - 2].form.lower() not in reader.lexicon.since):  # noqa: PLR2004
        interval = (None, last)
    span = Span(tokens[start].span.start, tokens[reading.end - 1].span.end)
    return TimeExpression(span=span, head=reading.head, start=interval[0], end=interval[1], attributive=before in reader.lexicon.attributive)


def _relative_day(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*gisteren*, *morgen*; a noun *morgen* has a determiner."""
    shift = reader.lexicon.days.get(reader.word(i, end))
    token = reader.tree.tokens[i]
    if shift is None or reader.tree.children(i, "det", "case"):
        return None
    if token.upos == "NOUN" and i > 0 and reader.word(i - 1, end) in reader.lexicon.articles:
        return None
    stop = i + 2 if reader.word(i + 1, end) in reader.lexicon.parts else i + 1
    return _Reading(i, stop, i, calendar.shifted("day", shift, reader.published) if reader.published else _UNKNOWN)


def _weekday(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*donderdag*, *vrijdagavond*, *afgelopen zaterdag*, *maandag 3 september*."""
    start = i
    shift = reader.lexicon.shifts.get(reader.word(i, end))
    if shift is not None and reader.word(i + 1, end) in reader.lexicon.weekdays:
        i += 1
    weekday = reader.lexicon.weekdays.get(reader.word(i, end))
    if weekday is None:
        return None
    date = _day_and_month(reader, i + 1, end)
    if date is not None:
        return _Reading(start, date.end, i, date.interval)
    stop = i + 2 if reader.word(i + 1, end) in reader.lexicon.parts else i + 1
    if reader.published is None:
        return _Reading(start, stop, i, _UNKNOWN)
    day = calendar.nearest(weekday, reader.published, shift or reader.direction(i))
    return _Reading(start, stop, i, (day, day))


def _day_and_month(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*3 september*, *14 april 2006*; the year that lies nearest in the direction of the tense."""
    day, month = reader.number(i, end), reader.lexicon.months.get(reader.word(i + 1, end))
    if day is None or month is None or not 1 <= day <= _MONTH_DAYS:
        return None
    year = reader.year(i + 2, end)
    stop = i + 3 if year else i + 2
    try:
        if year:
            date = dt.date(year, month, day)
        elif reader.published:
            date = _in_nearest_year(month, day, reader.published)
        else:
            return _Reading(i, stop, i + 1, _UNKNOWN)
    except ValueError:
        return None
    return _Reading(i, stop, i, (date, date))


def _in_nearest_year(month: int, day: int, anchor: dt.date) -> dt.date:
    years = [anchor.year + n for n in (-1, 0, 1) if dt.MINYEAR <= anchor.year + n <= dt.MAXYEAR]
    options = [dt.date(year, month, day) for year in years]
    return min(options, key=lambda d: abs((d - anchor).days))


def _month(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*september*, *juni 2004*, *eind mei*, *afgelopen maart*."""
    start, portion = i, reader.lexicon.portions.get(reader.word(i, end))
    shift = reader.lexicon.shifts.get(reader.word(i, end))
    if portion or shift is not None:
        i += 1
    month = reader.lexicon.months.get(reader.word(i, end))
    word = reader.tree.tokens[i].form if i < end else ""
    if month is None or len(word) < 3 or word.isupper() or (start == i and not _stands_as_date(reader, i, end)):  # noqa: PLR2004
        return None
    year = reader.year(i + 1, end)
    stop = i + 2 if year else i + 1
    if year is None and reader.published is None:
        return _Reading(start, stop, i, _UNKNOWN)
    interval = calendar.month(month, year) if year else _nearest_month(month, reader, i, shift)
    return _Reading(start, stop, i, calendar.portion(portion, interval) if portion in {"start", "middle", "end"} else interval)


def _stands_as_date(reader: _Reader, i: int, end: int) -> bool:
    """Whether a bare month word is one: a year follows, or a preposition stands before (*in mei*), or it is written in full."""
    before = reader.word(i - 1, end) if i else ""
    return bool(reader.year(i + 1, end)) or before in reader.lexicon.prepositions or len(reader.word(i, end)) > 4  # noqa: PLR2004


def _nearest_month(month: int, reader: _Reader, i: int, shift: int | None) -> Interval:
    anchor = reader.published
    assert anchor is not None
    ahead = (month - anchor.month) % 12
    direction = shift or reader.direction(i)
    if ahead == 0 or direction > 0:
        return calendar.month(anchor.month + ahead, anchor.year)
    return calendar.month(month, anchor.year if month < anchor.month else anchor.year - 1)


def _year(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*in 2024*, *begin 2006*, *de zomer van 2005*, *tussen 2000 en 2004*, *2003-2004*."""
    start, portion = i, reader.lexicon.portions.get(reader.word(i, end))
    if portion:
        i += 1
        if reader.word(i, end) in reader.lexicon.of:
            i += 1
    year = reader.year(i, end)
    if year is None:
        return None
    before = reader.word(i - 1, end) if i > 0 else ""
    token = reader.tree.tokens[i]
    bare = before in reader.lexicon.prepositions or portion or token.deprel in {"obl", "advmod", "nmod"} or before == "(" or before in reader.lexicon.units
    if not bare or reader.word(i + 1, end) in reader.lexicon.counted:
        return None
    if token.deprel == "nummod" and reader.tree.tokens[token.head].upos == "NOUN" and before not in reader.lexicon.prepositions:
        return None
    interval = calendar.year(year)
    if before in reader.lexicon.between and (second := reader.year(i + 2, end)):
        return _Reading(start, i + 3, i, (interval[0], calendar.year(second)[1]))
    return _Reading(start, i + 1, i, calendar.portion(portion, interval) if portion else interval)


def _season(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*afgelopen zomer*, *dit najaar*."""
    shift, portion = reader.lexicon.shifts.get(reader.word(i, end)), reader.lexicon.portions.get(reader.word(i + 1, end))
    if shift is None or portion in {None, "start", "middle", "end"}:
        return None
    if reader.published is None:
        return _Reading(i, i + 2, i + 1, _UNKNOWN)
    own = calendar.portion(portion or "", calendar.year(reader.published.year))
    first, last = own
    if shift < 0 and first is not None and first > reader.published:
        own = calendar.portion(portion or "", calendar.year(reader.published.year - 1))
    elif shift > 0 and last is not None and last < reader.published:
        own = calendar.portion(portion or "", calendar.year(reader.published.year + 1))
    return _Reading(i, i + 2, i + 1, own)


def _shifted_unit(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*vorige maand*, *komend jaar*, *dit weekend*, *volgende week donderdag*."""
    start, portion = i, reader.lexicon.portions.get(reader.word(i, end))
    i += 1 if portion in {"start", "middle", "end"} else 0  # *begin dit jaar*
    shift, unit = reader.lexicon.shifts.get(reader.word(i, end)), reader.lexicon.units.get(reader.word(i + 1, end))
    if shift is None or unit is None or unit == "day" or reader.tree.tokens[i + 1].feat("Number") == "Plur":
        return None
    weekday = reader.lexicon.weekdays.get(reader.word(i + 2, end))
    stop = i + 3 if weekday is not None else i + 2
    if reader.published is None:
        return _Reading(start, stop, i + 1, _UNKNOWN)
    if unit == "weekend" and shift == 0 and reader.published.weekday() < 5 and reader.direction(start) < 0:  # noqa: PLR2004  (Saturday)
        shift = -1  # *dit weekend*, told on a Monday
    if unit == "weekend" and shift < 0 and reader.published.weekday() >= 5:  # noqa: PLR2004  (Saturday)
        shift = 0
    interval = calendar.shifted(unit, shift, reader.published)
    if weekday is not None and interval[0] is not None:
        day = calendar.shifted("week", shift, reader.published)[0]
        interval = (calendar.later(day, weekday),) * 2 if day is not None else _UNKNOWN
    return _Reading(start, stop, i + 1, calendar.portion(portion or "", interval) if start < i and unit in {"year", "month"} else interval)


def _ago(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*twee weken geleden*, *over drie dagen*, *een jaar geleden*."""
    forward = reader.word(i, end) in reader.lexicon.forward
    n = i + 1 if forward else i
    count, unit = reader.number(n, end), reader.lexicon.units.get(reader.word(n + 1, end))
    if count is None or unit is None:
        return None
    back = reader.word(n + 2, end) in reader.lexicon.back
    if not back and not forward:
        return None
    stop = n + 3 if back else n + 2
    sign = -1 if back else 1
    interval = calendar.shifted(unit, sign * count, reader.published) if reader.published and count < _SPAN_LONG else _UNKNOWN
    return _Reading(i, stop, n + 1, interval)


def _running(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*de afgelopen vijf jaar*, *de komende drie maanden*, *de laatste weken*."""
    word = reader.word(i, end)
    sign = -1 if word in reader.lexicon.span_back else 1 if word in reader.lexicon.span_forward else 0
    count = reader.number(i + 1, end)
    n = i + 1 if count is None else i + 2
    unit = reader.lexicon.units.get(reader.word(n, end))
    if not sign or unit is None or (count is None and reader.tree.tokens[n].feat("Number") != "Plur"):
        return None
    known = reader.published is not None and count is not None and count < _SPAN_LONG
    interval = calendar.span(unit, sign * (count or 0), reader.published) if known and reader.published and count else _UNKNOWN
    return _Reading(i, n + 1, n, interval)


def _decade(reader: _Reader, i: int, end: int) -> _Reading | None:
    """*de jaren negentig*, *de jaren 80*."""
    if reader.lexicon.units.get(reader.word(i, end)) != "year" or reader.tree.tokens[i].feat("Number") != "Plur":
        return None
    word = reader.word(i + 1, end).strip("'’")
    number = int(word) if re.fullmatch(r"\d0", word) else reader.lexicon.tens.get(word, 0)
    return _Reading(i, i + 2, i, calendar.decade(1900 + number)) if number else None


_PATTERNS = (
    _weekday,
    _day_and_month,
    _ago,
    _running,
    _shifted_unit,
    _season,
    _relative_day,
    _month,
    _year,
    _decade,
)
