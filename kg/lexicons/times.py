"""Words of time expressions: weekdays and months from CLDR, the rest from `times.toml`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import lexicons
from kg.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

__all__ = ["TimeLexicon", "load"]

_RULE = r"\d{1,2}-(\d{1,2}|(mon|tue|wed|thu|fri|sat|sun)[1-5])|easter[+-]\d{1,2}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimeLexicon:
    """Word -> meaning, in lower case; weekdays count from Monday 0, months from 1."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    days: Mapping[str, int]
    units: Mapping[str, str]
    parts: frozenset[str]
    night: str
    shifts: Mapping[str, int]
    back: frozenset[str]
    forward: frozenset[str]
    span_back: frozenset[str]
    span_forward: frozenset[str]
    since: frozenset[str]
    since_past: frozenset[str]
    until: frozenset[str]
    attributive: frozenset[str]
    prepositions: frozenset[str]
    portions: Mapping[str, str]
    numbers: Mapping[str, int]
    tens: Mapping[str, int]
    coming: frozenset[str]
    articles: frozenset[str]
    of: frozenset[str]
    between: frozenset[str]
    counted: frozenset[str]
    near: frozenset[str]
    behind: Mapping[str, int]
    edges: Mapping[str, str]
    ordinals: Mapping[str, int]
    centuries: Mapping[str, int]
    fractions: Mapping[str, int]
    terms: Mapping[str, int]
    feasts: Mapping[str, tuple[str, str]]
    feast_words: frozenset[str]
    before: frozenset[str]
    before_only: frozenset[str]
    after: frozenset[str]
    within: frozenset[str]
    ranged: frozenset[str]
    to: frozenset[str]
    through: frozenset[str]
    joined: frozenset[str]
    into: frozenset[str]
    ahead: frozenset[str]
    perfect: frozenset[str]
    had: frozenset[str]
    scheduled: frozenset[str]
    deadline: frozenset[str]
    planned: frozenset[str]
    open: frozenset[str]
    anaphoric: frozenset[str]
    approximately: frozenset[str]
    vague: frozenset[str]
    later: frozenset[str]
    earlier: frozenset[str]

    @functools.lru_cache(maxsize=1 << 16)  # noqa: B019  (the few lexicons live as long as the process)
    def opens(self, word: str) -> bool:
        """Return whether a time expression may begin with a word in lower case."""
        tables: tuple[Container[str], ...] = (
            self.weekdays,
            self.months,
            self.days,
            self.shifts,
            self.forward,
            self.span_back,
            self.span_forward,
            self.portions,
            self.numbers,
            self.units,
        )
        tables += (self.edges, self.ordinals, self.centuries, self.terms, self.feast_words, self.within, self.ranged, self.between, self.parts, self.vague)
        return word[:1].isdigit() or any(word in table for table in tables)


@lexicons.once
def load(language: str, overlay: Path | None = None) -> TimeLexicon:
    """Load the list of a language. Raises `LexiconError`."""
    tables = lexicons.read(language, "times", overlay)
    directions, borders, grammar = (_table(tables, key) for key in ("directions", "borders", "grammar"))
    weekdays, months = _calendar(language)
    feasts = _table(tables, "feasts")
    parts = _words(_table(tables, "parts"), "words")
    return TimeLexicon(
        weekdays=weekdays | {f"{day}{part}": n for day, n in weekdays.items() for part in parts},
        months=months,
        days=_numbers(tables, "days"),
        units={k: str(v) for k, v in _table(tables, "units").items()},
        parts=parts,
        night=str(_table(tables, "parts").get("night", "")),
        shifts=_numbers(tables, "shifts"),
        back=_words(directions, "back"),
        forward=_words(directions, "forward"),
        span_back=_words(directions, "span_back"),
        span_forward=_words(directions, "span_forward"),
        since=_words(borders, "since"),
        until=_words(borders, "until"),
        attributive=_words(borders, "attributive"),
        prepositions=_words(borders, "prepositions"),
        portions={k: str(v) for k, v in _table(tables, "portions").items()},
        numbers=_numbers(tables, "numbers"),
        tens=_numbers(tables, "tens"),
        coming=_words(grammar, "coming"),
        articles=_words(grammar, "articles"),
        of=_words(grammar, "of"),
        between=_words(grammar, "between"),
        counted=_words(grammar, "counted"),
        ahead=_words(grammar, "ahead"),
        perfect=_words(grammar, "perfect"),
        had=_words(grammar, "had"),
        scheduled=_words(grammar, "scheduled"),
        deadline=_words(grammar, "deadline"),
        planned=_words(grammar, "planned"),
        open=_words(grammar, "open"),
        anaphoric=_words(grammar, "anaphoric"),
        approximately=_words(grammar, "approximately"),
        vague=_words(grammar, "vague"),
        later=_words(grammar, "later"),
        earlier=_words(grammar, "earlier"),
        since_past=_words(borders, "since_past"),
        before=_words(borders, "before"),
        before_only=_words(borders, "before_only"),
        after=_words(borders, "after"),
        within=_words(borders, "within"),
        ranged=_words(borders, "from"),
        to=_words(borders, "to"),
        through=_words(borders, "through"),
        joined=_words(borders, "and"),
        into=_words(borders, "into"),
        behind=_numbers(tables, "behind"),
        ordinals=_numbers(tables, "ordinals"),
        centuries=_numbers(tables, "centuries"),
        fractions=_numbers(tables, "fractions"),
        terms=_numbers(tables, "terms"),
        near=_words(_table(tables, "near"), "words"),
        edges={k: str(v) for k, v in _table(tables, "edges").items()},
        feasts={k: _days(k, str(v)) for k, v in feasts.items()},
        feast_words=frozenset(name.split()[0] for name in feasts),
    )


def _days(name: str, rule: str) -> tuple[str, str]:
    """Return the rules of a feast's first and last day."""
    first, _, last = rule.partition(" ")
    if not re.fullmatch(_RULE, first) or not re.fullmatch(_RULE, last):
        raise LexiconError(f"no rule for two days: {rule}", where=f"times.toml: feasts: {name}", advice="write two of 12-25, easter+39, 9-tue3")
    return first, last


def _table(tables: Mapping[str, object], key: str) -> dict[str, object]:
    table = tables.get(key)
    if not isinstance(table, dict):
        raise LexiconError("this table is missing", where=f"times.toml: {key}", advice="copy its form from the built-in list")
    return table


def _numbers(tables: Mapping[str, object], key: str) -> dict[str, int]:
    return {word: int(str(number)) for word, number in _table(tables, key).items()}


def _words(table: Mapping[str, object], key: str) -> frozenset[str]:
    words = table.get(key)
    if not isinstance(words, list):
        raise LexiconError("a list of words is wanted", where=f"times.toml: {key}")
    return frozenset(map(str, words))


def _calendar(language: str) -> tuple[dict[str, int], dict[str, int]]:
    from babel.dates import get_day_names, get_month_names  # noqa: PLC0415  (100 ms)

    weekdays = {str(name).lower(): number for number, name in get_day_names("wide", locale=language).items()}
    months = {str(name).lower(): number for number, name in get_month_names("wide", locale=language).items()}
    short = {str(name).lower(): number for number, name in get_month_names("abbreviated", locale=language).items()}
    return weekdays, short | {name.rstrip("."): number for name, number in short.items()} | months
