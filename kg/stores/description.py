"""What a store says of itself after a load: VoID and PROV, and the token by which a journal knows it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.triples import Graph, Literal, Term, Triple
from kg.vocab import DCTERMS, ONTOLOGY, PROV, RDF, RDFS, SCHEME, VOID, XSD
from kg.write import serialize

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Description", "question"]


def question(dataset: str) -> str:
    """Return the query for the token, in the default graph or in the one that stands in for it."""
    pattern = f"<{dataset}> <{DCTERMS.identifier}> ?id"
    return f"SELECT ?id WHERE {{ {{ {pattern} }} UNION {{ GRAPH <{dataset}> {{ {pattern} }} }} }} LIMIT 1"


@dataclass(frozen=True, slots=True)
class Description:
    """A load description: `dataset` is its IRI, `identity` the store's token, `graphs` and `triples` what it holds, `version` that of `kg`."""

    dataset: str
    identity: str
    version: str
    graphs: int = 0
    triples: int = 0
    ended: dt.datetime | None = None

    @property
    def load(self) -> str:
        """The IRI of the last load."""
        return f"{self.dataset}#load"

    def ntriples(self) -> str:
        """Return the description as N-Triples. The clock is in it: it stands in the store and in no file."""
        about: list[tuple[str, str, Term]] = [
            (self.dataset, RDF.type, VOID.Dataset),
            (self.dataset, DCTERMS.identifier, Literal(self.identity)),
            (self.dataset, VOID.documents, Literal(str(self.graphs), XSD.integer)),
            (self.dataset, VOID.triples, Literal(str(self.triples), XSD.integer)),
            (self.dataset, VOID.vocabulary, ONTOLOGY),
            (self.dataset, VOID.vocabulary, SCHEME),
            (self.dataset, PROV.wasGeneratedBy, self.load),
            (self.load, RDF.type, PROV.Activity),
            (self.load, RDFS.label, Literal(f"kg {self.version} load")),
        ]
        if self.ended is not None:
            about.append((self.load, PROV.endedAtTime, Literal(self.ended.isoformat(timespec="seconds").replace("+00:00", "Z"), XSD.dateTime)))
        return serialize([Graph(self.dataset, tuple(Triple(*each) for each in about))], "ntriples").decode()

    def update(self) -> str:
        """Return the SPARQL Update that puts the description into the default graph, in place of an earlier one."""
        return f"DELETE WHERE {{ <{self.dataset}> ?p ?o }} ; DELETE WHERE {{ <{self.load}> ?p ?o }} ; INSERT DATA {{ {self.ntriples()} }}"
