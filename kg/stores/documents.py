"""Graph files as documents to load: which graph each holds, its triples, and whether it withdraws an article."""

from __future__ import annotations

import functools
import os
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import NoArticle, ReadError
from kg.graph_files import NAME_IT, NOTHING, STDIN, SUFFIXES, content, is_graph, misnamed, of_ours, quads, suffix
from kg.model import Status
from kg.stores.fingerprint import Fingerprint, fingerprint, ntriples
from kg.stores.versions import Version, version_in
from kg.vocab import KG, ONTOLOGY, PREFIXES, RDF, SCHEMA, SCHEME, VOID, data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph

__all__ = ["STDIN", "SUFFIXES", "Document", "joined", "ontology", "paths", "read"]

_NAMED = (KG.Article, KG.Item, VOID.Linkset)
_WITHDRAWN = frozenset({Status.WITHHELD.value, Status.CANCELED.value})
_CLAIMS = (KG.Event, KG.Statement, KG.Mention)
_UNNAMED = frozenset({".ttl", ".nt"})
_ANYWAY = "name the graph with --graph to load it as it is"


@dataclass(frozen=True)
class Document:
    """A graph to load: its name, the file it comes from (empty for our own), its N-Triples, and whether it withdraws an article."""

    iri: str
    source: str
    triples: bytes
    withdrawn: bool = False

    @functools.cached_property
    def fingerprint(self) -> Fingerprint:
        """The number of triples and their hash."""
        return fingerprint(self.triples)

    @functools.cached_property
    def version(self) -> Version:
        """The version of the article."""
        return version_in(self.triples, self.iri)

    def nquads(self) -> bytes:
        """The graph as N-Quads: a line break inside a literal is escaped, so that each line ends a triple."""
        return self.triples.replace(b" .\n", b" <" + self.iri.encode() + b"> .\n")

    def turtle(self) -> bytes:
        """The graph as Turtle: a fourth of the bytes."""
        import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

        return ox.serialize(ox.parse(self.triples, format=ox.RdfFormat.N_TRIPLES), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def paths(name: str) -> list[str]:
    """Return the graph files that a name of the command line stands for: a file, `-`, or a directory, walked. Raises `ReadError`."""
    folder = Path(name)
    if name == STDIN or not os.path.isdir(name):  # noqa: PTH112  (it is false of a name that no file can have)
        return [name]
    found = sorted(str(p) for p in folder.rglob("*") if is_graph(p))
    if not found:
        raise ReadError("there is no graph in this directory", where=name, advice=f"files end in {', '.join(SUFFIXES)}")
    return found


def read(name: str, graph: str | None = None) -> list[Document]:
    """Return the graphs of a file: the named ones, and what has no name as `graph` or under the IRI of its one article.

    Raises `ReadError`, and `NoArticle` for a file that holds nothing of ours.
    """
    found = quads(content(name), name)
    if not found or (graph is None and not of_ours(found)):
        raise NoArticle(NOTHING, where=name, advice=_ANYWAY if found else "")
    for where, what in misnamed(found) if graph is None else ():
        raise ReadError(f"<{where}>: {what}", where=name, advice=NAME_IT)
    graphs = _graphs(found, name)
    unnamed = graphs.pop("", b"")
    if unnamed:
        iri = graph or _name(unnamed, name)
        graphs[iri] = unnamed + graphs.get(iri, b"")
    source = name if name == STDIN else str(Path(name).resolve())
    return [Document(iri, source, triples, withdrawn=_withdrawn(iri, triples)) for iri, triples in graphs.items()]


def _graphs(found: list[pyoxigraph.Quad], name: str) -> dict[str, bytes]:
    """Return the N-Triples of each graph of a file by its name, which is empty for what has none."""
    if suffix(name) in _UNNAMED:
        return {"": ntriples(found)}
    graphs: dict[str, list[pyoxigraph.Triple]] = defaultdict(list)
    for quad in found:
        graphs[getattr(quad.graph_name, "value", "")].append(quad.triple)
    return {graph: ntriples(triples) for graph, triples in graphs.items()}


def joined(documents: Iterable[Document], iri: str) -> Document:
    """Return one document of the given name with the triples of all that are not withdrawn."""
    given = list(documents)
    lines = dict.fromkeys(line for d in given if not d.withdrawn for line in d.triples.split(b"\n") if line)
    return Document(iri, given[0].source, b"".join(line + b"\n" for line in lines))


def ontology() -> list[Document]:
    """Return the ontology with its alignment, and the scheme of event types, each under its own IRI."""
    scheme = "event-types.ttl"
    files = sorted(data("ontology").glob("*.ttl"))
    ours = joined((_whole(str(p), ONTOLOGY) for p in files if p.name != scheme), ONTOLOGY)
    return [replace(d, source="") for d in (ours, _whole(str(data("ontology") / scheme), SCHEME))]


def _whole(name: str, iri: str) -> Document:
    return Document(iri, name, ntriples(quads(content(name), name)))


def _name(triples: bytes, name: str) -> str:
    """Return the one subject that gives a graph its name."""
    for kind in _NAMED:
        subjects = sorted(set(_of_kind(kind, triples)))
        if len(subjects) == 1:
            return subjects[0]
        if subjects:
            raise ReadError(f"{len(subjects)} articles stand in one unnamed graph", where=name, advice="name it with --graph, or write TriG or N-Quads")
    raise ReadError("no article in it gives the graph its name", where=name, advice="name the graph with --graph")


def _withdrawn(iri: str, triples: bytes) -> bool:
    """Whether a graph says that its article is withdrawn, and nothing of what it said."""
    says = any(f'<{iri}> <{SCHEMA.creativeWorkStatus}> "{status}" .\n'.encode() in triples for status in _WITHDRAWN)
    return says and not any(True for kind in _CLAIMS for _ in _of_kind(kind, triples))


def _of_kind(kind: str, triples: bytes) -> Iterator[str]:
    """Yield the subjects of a class. In N-Triples each stands in a line that ends in this way; to look for that is far quicker than to look at terms."""
    end = f"> <{RDF.type}> <{kind}> .\n".encode()
    found = triples.find(end)
    while found >= 0:
        yield triples[triples.rfind(b"\n", 0, found) + 2 : found].decode()
        found = triples.find(end, found + 1)
