"""Graph files to triples, and triples to what rdflib holds, which pyshacl checks: one parser reads for both, and one judge of spellings."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg import graph_files
from kg.lexical import well_formed
from kg.triples import XSD_STRING, Graph, Literal, Triple
from kg.validate.facts import BLANK, Node, Unscreenable

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph
    import rdflib

__all__ = ["Built", "File", "Held", "from_oxigraph", "parse", "to_rdflib"]


@dataclass(frozen=True, slots=True)
class Built:
    """A graph that was just built."""

    source: Graph

    def triples(self) -> tuple[tuple[str, str, Node], ...]:
        """Return its triples."""
        return self.source.triples

    def graph(self) -> rdflib.Graph:
        """Return it as rdflib holds it."""
        return to_rdflib(self.source.triples)


@dataclass(frozen=True, slots=True)
class Held:
    """A graph that rdflib holds."""

    source: rdflib.Graph

    def triples(self) -> tuple[tuple[str, str, Node], ...]:
        """Return its triples. Raises `Unscreenable`."""
        return tuple(from_rdflib(self.source))

    def graph(self) -> rdflib.Graph:
        """Return it, with each literal judged by its spelling."""
        import rdflib  # noqa: PLC0415

        changed = {term: judged for _, _, term in self.source if (judged := _judged(term, verdict=_verdict(term))) is not term}
        if not changed:
            return self.source
        graph = rdflib.Graph()
        for subject, predicate, obj in self.source:
            graph.add((subject, predicate, changed.get(obj, obj)))
        return graph


@dataclass(frozen=True)
class File:
    """A graph file as it was read from the disk; it is parsed once. Raises `ReadError`, as `kg load` would."""

    name: str
    packed: bytes

    @functools.cached_property
    def content(self) -> bytes:
        """The bytes of its text, unpacked."""
        return graph_files.unpacked(self.packed, self.name)

    @functools.cached_property
    def quads(self) -> list[pyoxigraph.Quad]:
        """What it states, each in its graph."""
        return graph_files.quads(self.content, self.name)

    @functools.cached_property
    def _triples(self) -> tuple[Triple, ...]:
        return tuple(dict.fromkeys(map(from_oxigraph, self.quads)))

    def triples(self) -> tuple[tuple[str, str, Node], ...]:
        """Return the triples of all its graphs."""
        return self._triples

    def graph(self) -> rdflib.Graph:
        """Return it as rdflib holds it."""
        return self._graph

    @functools.cached_property
    def _graph(self) -> rdflib.Graph:
        return to_rdflib(self._triples)


def from_oxigraph(statement: Any) -> Triple:
    """Return a triple or quad of pyoxigraph's as ours. Raises `Unscreenable` for terms of RDF 1.2."""
    return Triple(_subject(statement.subject), statement.predicate.value, _oxigraph_term(statement.object))


def _subject(term: Any) -> str:
    node = _oxigraph_term(term)
    if isinstance(node, Literal):
        raise Unscreenable(f"{node.value!r} as a subject")
    return node


def _oxigraph_term(term: Any) -> Node:
    kind = term.__class__.__name__
    if kind == "NamedNode":
        return term.value  # type: ignore[no-any-return]
    if kind == "Literal":
        language = term.language
        if language is None:
            return Literal(term.value, term.datatype.value)
        if term.direction is None:
            return Literal(term.value, language=language)
    elif kind == "BlankNode":
        return f"{BLANK}{term.value}"
    raise Unscreenable(f"the term {term}")


def from_rdflib(graph: rdflib.Graph, *, strings_are_one: bool = False) -> Iterable[Triple]:
    """Return the triples of a graph of rdflib's. Raises `Unscreenable`, also for an explicit xsd:string unless all strings are one."""
    for subject, predicate, obj in graph:
        yield Triple(str(_rdflib_term(subject)), str(predicate), _rdflib_term(obj, strings_are_one=strings_are_one))


def _rdflib_term(term: Any, *, strings_are_one: bool = False) -> Node:
    import rdflib  # noqa: PLC0415

    if isinstance(term, rdflib.URIRef):
        return str(term)
    if isinstance(term, rdflib.BNode):
        return f"{BLANK}{term}"
    if isinstance(term, rdflib.Literal) and term.language:
        return Literal(str(term), language=term.language.lower())
    if isinstance(term, rdflib.Literal) and (strings_are_one or str(term.datatype) != XSD_STRING):
        return Literal(str(term), str(term.datatype) if term.datatype is not None else XSD_STRING)
    raise Unscreenable(f"the term {term!r}")


def to_rdflib(triples: Iterable[tuple[str, str, Node]]) -> rdflib.Graph:
    """Return triples, blank nodes among them, as rdflib's own parser would hold them, with each literal judged by its spelling."""
    import rdflib  # noqa: PLC0415

    def term(node: Node) -> Any:
        if not isinstance(node, Literal):
            return rdflib.BNode(node.removeprefix(BLANK)) if node.startswith(BLANK) else rdflib.URIRef(node)
        if node.language:
            return rdflib.Literal(node.value, lang=node.language)
        verdict = well_formed(node.value, node.datatype)
        kind = None if node.datatype == XSD_STRING else rdflib.URIRef(node.datatype)
        # None leaves it to rdflib's own setting, which pyshacl changes for shapes: there `"01"^^xsd:integer` is another term than `1`.
        return _judged(rdflib.Literal(node.value, datatype=kind, normalize=False if verdict is False else None), verdict=verdict)

    graph = rdflib.Graph()
    for subject, predicate, obj in triples:
        graph.add((term(subject), rdflib.URIRef(predicate), term(obj)))
    return graph


def _judged(term: Any, *, verdict: bool | None) -> Any:
    """Return a literal of rdflib's that knows whether it is well-formed: rdflib takes `"2026-03-10T12:05:34Z"` for a day, and no year before 1 for one."""
    import rdflib  # noqa: PLC0415

    if verdict is None or verdict is not (term.ill_typed is True):
        return term
    judged = rdflib.Literal(str(term), datatype=term.datatype, normalize=False)
    judged._ill_typed = not verdict  # noqa: SLF001  (it has no parameter for it)
    if not verdict:
        judged._value = None  # noqa: SLF001
    return judged


def _verdict(term: Any) -> bool | None:
    """Return whether a term that rdflib holds is well-formed, as far as its spelling still tells: rdflib writes NaN as `nan`."""
    import rdflib  # noqa: PLC0415

    if not isinstance(term, rdflib.Literal) or term.datatype is None or str(term) in {"nan", "inf", "-inf"}:
        return None
    return well_formed(str(term), str(term.datatype))


def parse(content: bytes, name: str) -> rdflib.Graph:
    """Parse a graph file by its suffix (`-` is Turtle); named graphs are joined. Raises `ReadError` with the line."""
    return File(name, content).graph()
