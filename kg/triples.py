"""RDF terms of our own: an IRI is a plain `str`, a literal a `Literal`; a graph is a tuple of triples in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import rdflib

__all__ = ["Graph", "Literal", "Term", "Triple", "to_rdflib"]

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Literal(NamedTuple):
    """A literal: lexical form, datatype IRI, and a BCP 47 tag (then the datatype is not read)."""

    value: str
    datatype: str = XSD_STRING
    language: str = ""


Term = str | Literal


class Triple(NamedTuple):
    """Subject and predicate are IRIs, the object an IRI or a literal."""

    subject: str
    predicate: str
    object: Term


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of one article: the article's IRI (also the graph's name) and its triples, each once."""

    iri: str
    triples: tuple[Triple, ...]


def to_rdflib(graph: Graph) -> rdflib.Graph:
    """Return the same graph as rdflib holds it."""
    import rdflib  # noqa: PLC0415  (200 ms that `kg --help` need not wait for)

    copy = rdflib.Graph()
    for subject, predicate, obj in graph.triples:
        copy.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), _term(obj)))
    return copy


def _term(term: Term) -> rdflib.term.Node:
    from rdflib import Literal as RdflibLiteral  # noqa: PLC0415
    from rdflib import URIRef  # noqa: PLC0415

    if isinstance(term, str):
        return URIRef(term)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    # rdflib tells "x" from "x"^^xsd:string; Turtle does not.
    return RdflibLiteral(term.value, datatype=None if term.datatype == XSD_STRING else URIRef(term.datatype), normalize=False)
