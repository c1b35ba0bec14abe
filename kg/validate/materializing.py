"""What the ontology implies, written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.triples import Graph, Literal, Triple
from kg.vocab import data

if TYPE_CHECKING:
    import rdflib

__all__ = ["materialize"]


def materialize(graph: Graph) -> Graph:
    """Return the graph with the superclasses and superproperties that the ontology and its alignment state."""
    import rdflib  # noqa: PLC0415

    ontology = rdflib.Graph()
    for path in sorted(data("ontology").glob("*.ttl")):
        ontology.parse(path, format="turtle")
    found = dict.fromkeys(graph.triples)
    for triple in graph.triples:
        if triple.predicate == str(rdflib.RDF.type) and not isinstance(triple.object, Literal):
            for above in _above(ontology, triple.object, rdflib.RDFS.subClassOf):
                found[Triple(triple.subject, triple.predicate, above)] = None
        for above in _above(ontology, triple.predicate, rdflib.RDFS.subPropertyOf):
            found[Triple(triple.subject, above, triple.object)] = None
    return Graph(graph.iri, tuple(found))


def _above(ontology: rdflib.Graph, term: str, relation: Any) -> list[str]:
    import rdflib  # noqa: PLC0415

    start = rdflib.URIRef(term)
    return sorted(str(o) for o in ontology.transitive_objects(start, relation) if o != start and isinstance(o, rdflib.URIRef))
