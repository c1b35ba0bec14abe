"""Graph files as documents to load: which graph each holds, its triples, and whether it withdraws an article."""

from __future__ import annotations

import functools
import os
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import Status
from kg.stores.fingerprint import Fingerprint, fingerprint, ntriples
from kg.vocab import KG, ONTOLOGY, PREFIXES, RDF, SCHEMA, SCHEME, VOID, data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph

__all__ = ["STDIN", "SUFFIXES", "Document", "joined", "ontology", "paths", "read"]

SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".jsonld")
STDIN = "-"
_NAMED = (KG.Article, KG.Item, VOID.Linkset)
_WITHDRAWN = frozenset({Status.WITHHELD.value, Status.CANCELED.value})
_CLAIMS = (KG.Event, KG.Statement, KG.Mention)
_UNNAMED = frozenset({".ttl", ".nt"})


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
    found = sorted(str(p) for p in folder.rglob("*") if p.suffix in SUFFIXES and not p.name.startswith("."))
    if not found:
        raise ReadError("there is no graph in this directory", where=name, advice=f"files end in {', '.join(SUFFIXES)}")
    return found


def read(name: str, graph: str | None = None) -> list[Document]:
    """Return the graphs of a file: the named ones, and what has no name as `graph` or under the IRI of its one article. Raises `ReadError`."""
    graphs = _graphs(name)
    if not any(graphs.values()):
        raise ReadError("this file holds no triple", where=name, advice="convert the article again")
    unnamed = graphs.pop("", b"")
    if unnamed:
        iri = graph or _name(unnamed, name)
        graphs[iri] = unnamed + graphs.get(iri, b"")
    source = name if name == STDIN else str(Path(name).resolve())
    return [Document(iri, source, triples, withdrawn=_withdrawn(iri, triples)) for iri, triples in graphs.items()]


def _graphs(name: str) -> dict[str, bytes]:
    """Return the N-Triples of each graph of a file by its name, which is empty for what has none."""
    quads = _quads(_bytes(name), name)
    if name == STDIN or Path(name).suffix.lower() in _UNNAMED:
        return {"": ntriples(quads)}
    found: dict[str, list[pyoxigraph.Triple]] = defaultdict(list)
    for quad in quads:
        found[getattr(quad.graph_name, "value", "")].append(quad.triple)
    return {graph: ntriples(triples) for graph, triples in found.items()}


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
    return Document(iri, name, ntriples(_quads(_bytes(name), name)))


def _bytes(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be read: {getattr(error, 'strerror', None) or error}", where=name, advice="check the path") from error


def _quads(content: bytes, name: str) -> Iterator[pyoxigraph.Quad]:
    """Parse by suffix. A remote JSON-LD context is not fetched: the parser refuses it."""
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    suffix = ".ttl" if name == STDIN else Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ReadError("this is no graph file", where=name, advice=f"files end in {', '.join(SUFFIXES)}")
    form = ox.RdfFormat.from_extension(suffix[1:])
    try:
        yield from ox.parse(content, format=form)
    except (SyntaxError, ValueError) as error:
        raise ReadError(f"no valid {form.name if form else suffix}: {error}", where=name, advice="mend the file or convert the article again") from error


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
