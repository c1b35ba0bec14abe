"""Which of two versions of an article is the older one, as far as they say."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from kg.vocab import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PREDICATES", "Version", "version_in"]

PREDICATES = (SCHEMA.dateModified, SCHEMA.datePublished, SCHEMA.version)
_NUMBER = re.compile(r"[vV]?(\d{1,9}(?:\.\d{1,9})*)\Z")
_DAY = 10  # characters of a day


class Version(NamedTuple):
    """When an article was last changed, or else published, and the number that its publisher gives it; empty where it does not say."""

    moment: str = ""
    number: str = ""

    @classmethod
    def of(cls, stated: Iterable[tuple[str, str]]) -> Version:
        """Return the version that properties and values tell."""
        found = dict(stated)
        return cls(found.get(SCHEMA.dateModified) or found.get(SCHEMA.datePublished, ""), found.get(SCHEMA.version, ""))

    @classmethod
    def read(cls, text: str) -> Version:
        """Return the version that `text` of one holds."""
        moment, _, number = text.partition(" ")
        return cls(moment, number)

    @property
    def text(self) -> str:
        """The version in one line, for the journal."""
        return f"{self.moment} {self.number}".rstrip() if self.moment or self.number else ""

    @property
    def told(self) -> str:
        """The version in words."""
        return " ".join(part for part in (self.moment, f"version {self.number}" if self.number else "") if part) or "without a date"

    def older_than(self, other: Version) -> bool:
        """Whether this is surely the older one: by the moment, and where that does not tell by the number."""
        return (_order(_moments(self.moment, other.moment)) or _order(_numbers(self.number, other.number))) < 0


def version_in(triples: bytes, iri: str) -> Version:
    """Return the version of an article that its N-Triples tell."""
    return Version.of((predicate, value) for predicate in PREDICATES for value in _values(triples, iri, predicate))


def _values(triples: bytes, iri: str, predicate: str) -> Iterable[str]:
    start = f'<{iri}> <{predicate}> "'.encode()
    found = triples.find(start)
    if found >= 0:
        yield triples[found + len(start) : triples.index(b'"', found + len(start))].decode("utf-8", "replace")


def _order(pair: tuple[object, object] | None) -> int:
    if pair is None:
        return 0
    one, other = pair
    return int(one > other) - int(one < other)  # type: ignore[operator]


def _moments(one: str, other: str) -> tuple[object, object] | None:
    """Return two moments as what compares them: days, where one of them is a day."""
    if min(len(one), len(other)) <= _DAY:
        one, other = one[:_DAY], other[:_DAY]
    try:
        here, there = dt.datetime.fromisoformat(one), dt.datetime.fromisoformat(other)
    except ValueError:
        return None
    return tuple(m if m.tzinfo is not None else m.replace(tzinfo=dt.UTC) for m in (here, there))  # type: ignore[return-value]


def _numbers(one: str, other: str) -> tuple[object, object] | None:
    here, there = _NUMBER.match(one.strip()), _NUMBER.match(other.strip())
    if here is None or there is None:
        return None
    return tuple(tuple(map(int, found[1].split("."))) for found in (here, there))  # type: ignore[return-value]
