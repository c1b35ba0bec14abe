"""Patterns of the calendar: weekdays, dates, months, years and their parts."""

from __future__ import annotations

import datetime as dt
import re

from kg.model import BlockKind
from kg.times import calendar
from kg.times.reader import UNKNOWN, Reader, Reading

__all__ = ["date", "fraction", "month", "numeric", "weekday", "year", "year_at"]

_BACK = 3  # how much nearer a day gone by must be for a present tense to tell of it
_MONTH_DAYS = 31
_LEAP = 29
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def weekday(reader: Reader, i: int, end: int) -> Reading | None:
    """*donderdag*, *vrijdagavond*, *afgelopen zaterdag*, *maandag 3 september*, *zondag over een week*; none for *elke zondag*."""
    start, lexicon = i, reader.lexicon
    word = reader.word(i, end)
    shift = lexicon.shifts.get(word)
    if shift is not None and reader.word(i + 1, end) in lexicon.weekdays:
        i += 1
    number = lexicon.weekdays.get(reader.word(i, end))
    if number is None:
        return None
    part = i + 2 if reader.word(i + 1, end) in lexicon.parts else i + 1
    day = date(reader, part, end)
    if day is not None:
        return Reading(start, day.end, i, day.interval, given=day.given)
    if i == start and reader.word(i - 1, end) in lexicon.open | lexicon.articles and not reader.relative(i - 1):
        return None
    behind = lexicon.behind.get(reader.word(part, end))
    stop = part + 1 if behind is not None else part
    if reader.published is None:
        return Reading(start, stop, i, UNKNOWN)
    near = shift is None or word in lexicon.near
    found = calendar.nearest(number, reader.published, behind or shift or reader.direction(i)) if near else _one_further(number, reader.published, shift or 0)
    if found is None:
        return Reading(start, stop, i, UNKNOWN)
    weeks = reader.number(stop + 1, end) if reader.word(stop, end) in lexicon.forward else None
    if weeks is not None and lexicon.units.get(reader.word(stop + 2, end)) == "week":
        found, stop = calendar.nearest(number, reader.published, 1) + dt.timedelta(7 * weeks), stop + 3
    return Reading(start, stop, i, (found, found))


def _one_further(number: int, anchor: dt.date, direction: int) -> dt.date | None:
    """*volgende vrijdag*: clear where the nearest lies in another week, or so near that it would be *morgen*; else None."""
    near = calendar.nearest(number, anchor, direction)
    if near == anchor:
        return anchor + dt.timedelta(7 * direction)
    if calendar.week(near) != calendar.week(anchor):
        return near
    return near + dt.timedelta(7 * direction) if abs((near - anchor).days) < 3 else None  # noqa: PLR2004


def date(reader: Reader, i: int, end: int) -> Reading | None:
    """*3 september*, *14 april 2006*, *1 januari jongstleden*; the year that lies nearest, by the tense where that is past or ahead."""
    day, number = reader.number(i, end), reader.lexicon.months.get(reader.word(i + 1, end))
    if day is None or number is None or not 1 <= day <= _MONTH_DAYS:
        return None
    given, stop = year_at(reader, i + 2, end)
    behind = reader.lexicon.behind.get(reader.word(stop, end))
    stop += 1 if behind is not None else 0
    if given is None and (reader.published is None or _that_year(reader, stop, end)):
        return Reading(i, stop, i + 1, UNKNOWN)
    try:
        found = dt.date(given, number, day) if given else in_nearest_year(reader, i, number, day, behind or 0)
    except ValueError:
        return None
    return Reading(i, stop, i + 1, (found, found) if found else UNKNOWN, given=bool(given))


def numeric(reader: Reader, i: int, end: int) -> Reading | None:
    """*14-03-2026*, *2026-03-14*."""
    word = reader.word(i, end)
    if found := _ISO.fullmatch(word):
        year_, month_, day = map(int, found.groups())
    elif found := _NUMERIC.fullmatch(word):
        day, month_, year_ = int(found[1]), int(found[3]), int(found[4])
    else:
        return None
    try:
        value = dt.date(year_, month_, day)
    except ValueError:
        return None
    return Reading(i, i + 1, i, (value, value), given=True)


def in_nearest_year(reader: Reader, i: int, number: int, day: int, direction: int = 0) -> dt.date | None:
    """Return the nearest such day; a past tense takes the last one, *zal* the next."""
    anchor = reader.published
    assert anchor is not None
    leap = (number, day) == (2, _LEAP)
    options = [dt.date(anchor.year + n, number, day) for n in range(-8, 9) if (leap or abs(n) < 2) and (not leap or _leaps(anchor.year + n))]  # noqa: PLR2004
    direction = direction or _sure(reader, i)
    sided = [d for d in options if (d - anchor).days * direction >= 0]
    back = _BACK if not direction and _now(reader, i) else 1
    return min(sided or options, key=lambda d: (d - anchor).days if d >= anchor else (anchor - d).days * back)


def _now(reader: Reader, i: int) -> bool:
    """Whether the clause stands in the present tense, outside a headline: *de wet gaat op 1 januari in* is more likely to be ahead."""
    clause = reader.clause(i)
    verbs = (clause, *reader.tree.children(clause.i, "aux", "cop"))
    if reader.tree.sentence(i).kind is BlockKind.HEADLINE or reader.dates_noun(i) or any(t.lemma in reader.lexicon.perfect for t in verbs[1:]):
        return False
    coming = clause.feat("VerbForm") != "Part" or any(t.lemma in reader.lexicon.coming for t in verbs)
    return coming and any(t.feat("VerbForm") == "Fin" for t in verbs)


def _leaps(number: int) -> bool:
    return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)


def _sure(reader: Reader, i: int) -> int:
    """Return -1 for a past tense, 1 for a future, 0 for a present, which tells of both."""
    clause = reader.clause(i)
    verbs = (clause, *reader.tree.children(clause.i, "aux", "cop"))
    if any(t.lemma in reader.lexicon.ahead for t in verbs):
        return -1 if reader.hearsay(verbs) else 1
    return -1 if any(t.feat("Tense") == "Past" for t in verbs) else 0


def year_at(reader: Reader, i: int, end: int) -> tuple[int | None, int]:
    """Return the year that begins at `i` (*2025*, *van 2025*, *vorig jaar*, *van dit jaar*) and where it ends; else None and `i`."""
    j = i + 1 if reader.word(i, end) in reader.lexicon.of else i
    number = reader.year(j, end)
    if number is not None:
        return number, j + 1
    j = reader.past_article(j, end)
    shift = reader.lexicon.shifts.get(reader.word(j, end))
    if shift is not None and reader.lexicon.units.get(reader.word(j + 1, end)) == "year" and reader.published is not None:
        return reader.published.year + shift, j + 2
    return None, i


def _that_year(reader: Reader, i: int, end: int) -> bool:
    """Whether *van dat jaar* follows: a year that the text named before."""
    j = i + 1 if reader.word(i, end) in reader.lexicon.of else i
    return reader.word(j, end) in reader.lexicon.anaphoric and reader.lexicon.units.get(reader.word(j + 1, end)) == "year"


def month(reader: Reader, i: int, end: int) -> Reading | None:
    """*september*, *juni 2004*, *eind mei*, *afgelopen maart*, *mei vorig jaar*."""
    start, kind = i, reader.lexicon.portions.get(reader.word(i, end))
    shift = reader.lexicon.shifts.get(reader.word(i, end))
    if kind or shift is not None:
        i += 1
    number = reader.lexicon.months.get(reader.word(i, end))
    word = reader.tree.tokens[i].form if i < end else ""
    if number is None or len(word) < 3 or word.isupper() or (start == i and not _stands_as_date(reader, i, end)):  # noqa: PLR2004
        return None
    given, stop = year_at(reader, i + 1, end)
    if given is None and (reader.published is None or _that_year(reader, stop, end)):
        return Reading(start, stop, i, UNKNOWN, "month")
    interval = calendar.month(number, given) if given else _nearest_month(number, reader, i, shift)
    return Reading(start, stop, i, calendar.portion(kind, interval) if kind else interval, "month", given=bool(given))


def _stands_as_date(reader: Reader, i: int, end: int) -> bool:
    """Whether a bare month word is one: a year follows, or a preposition stands before (*in mei*), or it is written in full."""
    before = reader.before(i)
    return year_at(reader, i + 1, end)[0] is not None or before in reader.lexicon.prepositions or len(reader.word(i, end)) > 4  # noqa: PLR2004


def _nearest_month(number: int, reader: Reader, i: int, shift: int | None) -> calendar.Interval:
    anchor = reader.published
    assert anchor is not None
    ahead = (number - anchor.month) % 12
    direction = shift or reader.direction(i)
    if ahead == 0 or direction > 0:
        return calendar.month(anchor.month + ahead, anchor.year)
    return calendar.month(number, anchor.year if number < anchor.month else anchor.year - 1)


def year(reader: Reader, i: int, end: int) -> Reading | None:
    """*in 2024*, *begin 2006*, *de zomer van 2005*, *voorjaar vorig jaar*; no number that counts or names something."""
    start, kind = i, reader.lexicon.portions.get(reader.word(i, end))
    number, stop = year_at(reader, i + 1, end) if kind else (reader.year(i, end), i + 1)
    if number is None:
        return None
    head = stop - 1
    before, token = reader.word(i - 1, end) if i > 0 else "", reader.tree.tokens[head]
    lexicon = reader.lexicon
    bare = kind or before in lexicon.prepositions | {"("} | lexicon.joined or token.deprel in {"obl", "advmod", "nmod"} or before in lexicon.units
    if not bare or reader.word(stop, end) in lexicon.counted:
        return None
    if token.deprel == "nummod" and reader.tree.tokens[token.head].upos == "NOUN" and before not in lexicon.prepositions and not kind:
        return None
    interval = calendar.year(number)
    return Reading(start, stop, head, calendar.portion(kind, interval) if kind else interval, "year", given=True)


def fraction(reader: Reader, i: int, end: int) -> Reading | None:
    """*eerste kwartaal van 2025*, *tweede helft van mei*; without a year a quarter is the nearest, a half no date (that of a match)."""
    number = reader.lexicon.ordinals.get(reader.word(i, end))
    noun = reader.word(i + 1, end)
    parts = reader.lexicon.fractions.get(noun)
    if number is None or parts is None or number > parts:
        return None
    given, stop = year_at(reader, i + 2, end)
    if given is not None:
        return Reading(i, stop, i + 1, calendar.fraction(number, parts, calendar.year(given)), "quarter", given=True)
    if reader.word(i + 2, end) in reader.lexicon.of and noun not in reader.lexicon.units:
        inner = month(reader, i + 3, end)
        return inner and Reading(i, inner.end, i + 1, calendar.fraction(number, parts, inner.interval), "month", given=inner.given)
    if noun not in reader.lexicon.units or number < 0:
        return None
    if reader.published is None or _that_year(reader, i + 2, end):
        return Reading(i, i + 2, i + 1, UNKNOWN, "quarter")
    options = [calendar.fraction(number, parts, calendar.year(reader.published.year + n)) for n in (-1, 0, 1)]
    return Reading(i, i + 2, i + 1, calendar.beside(options, reader.published, reader.direction(i)), "quarter")
