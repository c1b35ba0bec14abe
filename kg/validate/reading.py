"""Graph files to triples: by pyoxigraph for the screen, by rdflib for pyshacl, which then sees what it always saw."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import ReadError
from kg.triples import XSD_STRING, Graph, Literal, Triple
from kg.triples import to_rdflib as graph_to_rdflib
from kg.validate.facts import BLANK, Node, Unscreenable

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rdflib

__all__ = ["SUFFIXES", "Built", "File", "Held", "from_oxigraph", "parse", "to_rdflib"]

_SYNTAX = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld"}
SUFFIXES = frozenset(_SYNTAX)
# RDF 1.1 has one term for "x" and "x"^^xsd:string, and so has pyoxigraph; rdflib counts two.
_EXPLICIT_STRING = re.compile(rb"\^\^[^\s;,]*string")


@dataclass(frozen=True, slots=True)
class Built:
    """A graph that was just built."""

    source: Graph

    def triples(self) -> tuple[tuple[str, str, Node], ...]:
        """Return its triples."""
        return self.source.triples

    def graph(self) -> rdflib.Graph:
        """Return it as rdflib holds it."""
        return graph_to_rdflib(self.source)


@dataclass(frozen=True, slots=True)
class Held:
    """A graph that rdflib holds."""

    source: rdflib.Graph

    def triples(self) -> tuple[tuple[str, str, Node], ...]:
        """Return its triples. Raises `Unscreenable`."""
        return tuple(from_rdflib(self.source))

    def graph(self) -> rdflib.Graph:
        """Return it."""
        return self.source


@dataclass(frozen=True)
class File:
    """A graph file: its content is parsed once for each of the two that want it."""

    name: str
    content: bytes

    @functools.cached_property
    def _triples(self) -> tuple[Triple, ...] | None:
        import pyoxigraph as ox  # noqa: PLC0415

        forms = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}
        form = forms.get(_suffix(self.name))
        if form is None or _EXPLICIT_STRING.search(self.content):
            return None
        try:
            parsed = ox.parse(self.content, form, base_iri=None if form in {ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS} else _base(self.content))
            return tuple(dict.fromkeys(map(from_oxigraph, parsed)))
        except (SyntaxError, ValueError, Unscreenable):
            return None  # rdflib reads it, or says what is wrong with it

    def triples(self) -> tuple[tuple[str, str, Node], ...]:
        """Return the triples of all its graphs. Raises `Unscreenable`, `ReadError`."""
        found = self._triples
        return found if found is not None else Held(self.graph()).triples()

    def rows(self) -> tuple[tuple[str, str, Node], ...]:
        """Return the triples of all its graphs, to look up and not to judge: all strings are one. Raises `ReadError`."""
        found = self._triples
        return found if found is not None else tuple(from_rdflib(self.graph(), strings_are_one=True))

    def graph(self) -> rdflib.Graph:
        """Return it as rdflib reads it. Raises `ReadError`."""
        return self._graph

    @functools.cached_property
    def _graph(self) -> rdflib.Graph:
        return parse(self.content, self.name)


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


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return triples, blank nodes among them, as rdflib's own parser would hold them."""
    import rdflib  # noqa: PLC0415

    def term(node: Node) -> Any:
        if not isinstance(node, Literal):
            return rdflib.BNode(node.removeprefix(BLANK)) if node.startswith(BLANK) else rdflib.URIRef(node)
        if node.language:
            return rdflib.Literal(node.value, lang=node.language)
        return rdflib.Literal(node.value, datatype=None if node.datatype == XSD_STRING else rdflib.URIRef(node.datatype))

    graph = rdflib.Graph()
    for subject, predicate, obj in triples:
        graph.add((term(subject), rdflib.URIRef(predicate), term(obj)))
    return graph


def parse(content: bytes, name: str) -> rdflib.Graph:
    """Parse a graph file by its suffix (`-` is Turtle); named graphs are joined. Raises `ReadError` with the line."""
    import rdflib  # noqa: PLC0415

    suffix = _suffix(name)
    syntax = _SYNTAX.get(suffix)
    if syntax is None:
        raise ReadError("this is no graph file", where=name, advice=f"files end in {', '.join(_SYNTAX)}")
    if suffix == ".jsonld" and _fetches(content):
        raise ReadError("its @context stands elsewhere and is not fetched", where=name, advice="write the context into the file")
    graph = rdflib.Graph() if suffix in {".ttl", ".nt"} else rdflib.Dataset(default_union=True)
    try:
        graph.parse(data=content, format=syntax, publicID=_base(content))
    except (ValueError, SyntaxError, AttributeError, TypeError, LookupError, NameError, RecursionError, OSError, rdflib.exceptions.Error) as error:
        raise ReadError(f"no valid {syntax}: {_reason(error)}", where=name, advice="mend the file or convert the article again") from error
    if not isinstance(graph, rdflib.Dataset):
        return graph
    plain = rdflib.Graph()
    for s, p, o in graph.triples((None, None, None)):
        plain.add((s, p, o))
    return plain


def _suffix(name: str) -> str:
    return f".{name.rpartition('.')[2]}".lower() if "." in name else ".ttl"


def _base(content: bytes) -> str:
    return f"https://graph.invalid/{hashlib.sha256(content).hexdigest()}"


def _fetches(content: bytes) -> bool:
    """Whether a JSON-LD parser would ask the network for a context; broken JSON is left to the parser."""
    try:
        pending = [json.loads(content)]
    except (ValueError, RecursionError):
        return False
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending += value
        elif isinstance(value, dict):
            context = value.get("@context", {})
            parts = context if isinstance(context, list) else [context]
            if "@import" in value or any(isinstance(part, str) for part in parts):
                return True
            pending += value.values()
    return False


def _reason(error: Exception) -> str:
    """Return the first line of a parser's message; its line number is in it."""
    return " ".join(str(error).split())[:200] or type(error).__name__
