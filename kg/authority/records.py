"""Authorities: who is meant by a name, and under which IRI. A name that two records bear is ambiguous, and said to be so."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Authority", "Kind", "Record"]


class Kind(StrEnum):
    """What a record is about; `ANY` where the authority does not say."""

    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    PLACE = "place"
    ANY = ""

    def fits(self, other: Kind) -> bool:
        """Whether two kinds may be of one thing; a country is a place."""
        places = {Kind.COUNTRY, Kind.PLACE}
        return Kind.ANY in {self, other} or self is other or {self, other} == places


@dataclass(frozen=True, slots=True)
class Record:
    """One entry: its IRI, its one canonical name with a language if it has one, all its names, and its kind."""

    iri: str
    name: str
    names: frozenset[str]
    kind: Kind = Kind.ANY
    language: str = ""


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@dataclass(slots=True)
class Authority:
    """Records by name."""

    _by_name: dict[str, dict[str, Record]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, records: Iterable[Record]) -> Authority:
        """Index records."""
        made = cls()
        for record in records:
            for name in {record.name, *record.names}:
                made._by_name[_key(name)][record.iri] = record
        return made

    def named(self, name: str, kind: Kind) -> tuple[Record, ...]:
        """Return the records that bear a name and may be of the kind: none, the one, or those between which nothing decides."""
        found = [r for _, r in sorted(self._by_name.get(_key(name), {}).items()) if r.kind.fits(kind)]
        # A record of just this kind goes before one of a kind that could be.
        exact = [r for r in found if r.kind is kind]
        return tuple(exact or found)
