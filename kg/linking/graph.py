"""Links as a graph of their own: the triples themselves, and for each link between events a statement with its score and reasons."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kg.triples import Graph, Literal, Term, Triple
from kg.vocab import KG, RDF, SCHEMA, SKOS, VOID, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.linking.actors import Match
    from kg.linking.events import Link

__all__ = ["build"]


def build(links: Iterable[Link], matches: Iterable[Match], *, base: str) -> Graph:
    """Return the graph of links, `{base}links`."""
    iri = f"{base}links"
    stated: list[tuple[str, str, Term]] = [(iri, RDF.type, VOID.Linkset)]
    for match in matches:
        stated += _actor(match)
    for link in links:
        stated += _event(link, iri)
    return Graph(iri, tuple(dict.fromkeys(Triple(*each) for each in stated)))


def _actor(match: Match) -> Iterator[tuple[str, str, Term]]:
    yield match.iri, SCHEMA.sameAs, match.record.iri
    yield match.iri, SKOS.prefLabel, Literal(match.record.name, language=match.record.language)


def _event(link: Link, iri: str) -> Iterator[tuple[str, str, Term]]:
    node = f"{iri}#{hashlib.sha256(f'{link.event} {link.first}'.encode()).hexdigest()[:16]}"
    yield link.event, KG.sameEventAs, link.first
    yield node, RDF.type, RDF.Statement
    yield node, RDF.subject, link.event
    yield node, RDF.predicate, KG.sameEventAs
    yield node, RDF.object, link.first
    # Stores drop the zeros at the end of a decimal.
    yield node, KG.score, Literal(f"{link.score:.2f}".rstrip("0").rstrip("."), XSD.decimal)
    for reason in link.reasons:
        yield node, KG.reason, Literal(reason)
