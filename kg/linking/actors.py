"""Which actors an authority knows: by their name and kind, or not at all. A name of two records is left alone and listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.authority import Authority, Kind, Record, countries
from kg.vocab import KG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.linking.presentations import Named

__all__ = ["Match", "Unclear", "match"]

_KINDS = {KG.Person: Kind.PERSON, KG.Organization: Kind.ORGANIZATION, KG.GeopoliticalEntity: Kind.COUNTRY, KG.Place: Kind.PLACE}


@dataclass(frozen=True, slots=True)
class Match:
    """An actor and the record that it is."""

    iri: str
    record: Record


@dataclass(frozen=True, slots=True)
class Unclear:
    """An actor whose name several records bear."""

    iri: str
    name: str
    records: tuple[str, ...]


def match(actors: Iterable[Named], records: Iterable[Record], *, bundled: bool = True) -> tuple[tuple[Match, ...], tuple[Unclear, ...]]:
    """Match each actor against the records, and where they do not know it against the bundled countries."""
    given = Authority.of(records)
    matches, unclear = [], []
    for actor in actors:
        found = _found(actor, given)
        if not found and bundled and KG.GeopoliticalEntity in actor.kinds:
            found = _found(actor, Authority.of(countries(actor.language)))
        if len(found) == 1:
            matches.append(Match(actor.iri, found[0]))
        elif found:
            unclear.append(Unclear(actor.iri, actor.names[0], tuple(r.iri for r in found)))
    return tuple(matches), tuple(unclear)


def _found(actor: Named, authority: Authority) -> tuple[Record, ...]:
    """Return the records of any of its names; a place that is also an actor counts as a country."""
    kinds = {_KINDS[k] for k in actor.kinds}
    records = {r.iri: r for kind in kinds for name in actor.names for r in authority.named(name, kind)}
    return tuple(records[iri] for iri in sorted(records))
