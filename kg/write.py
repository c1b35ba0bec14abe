"""Graphs to bytes, the same bytes every time: Turtle that people read, and the forms that stores take."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from kg import temporary
from kg.errors import WriteError
from kg.triples import XSD_STRING, Graph, Literal, Term, Triple
from kg.vocab import PREFIXES, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = ["FORMATS", "Format", "serialize", "write_file"]

# What may follow a prefix without escapes: a subset of Turtle's PN_LOCAL.
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"} | {
    chr(c): f"\\u{c:04X}" for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\n\r\t"
}
_NEEDS_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f]')


def serialize(graphs: Iterable[Graph], form: str) -> bytes:
    """Return the graphs in one of `FORMATS`; TriG and N-Quads name each graph, the others hold them in one."""
    return FORMATS[form].write(tuple(graphs)).encode()


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises `WriteError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.sweep(path.parent)
        held = temporary.new(path.parent)
        try:
            held.write_bytes(data)
            held.replace(path)
        finally:
            held.unlink(missing_ok=True)  # it is there only if something went wrong
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteError(f"cannot be written: {reason}", where=str(path), advice="choose another place with -o") from error


def _quoted(value: str) -> str:
    if _NEEDS_ESCAPE.search(value) is None:
        return f'"{value}"'
    return '"' + _NEEDS_ESCAPE.sub(lambda m: _ESCAPES[m[0]], value) + '"'


class _Names:
    """Shortens IRIs against a base and the prefixes, and remembers which prefixes it used."""

    def __init__(self, base: str, without: Iterable[str] = ()) -> None:
        self.base = base
        self.prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix not in without}
        self.used: set[str] = set()
        self.known: dict[str, str] = {}

    def iri(self, iri: str) -> str:
        """Return an IRI in its shortest form, as Turtle writes it."""
        found = self.known.get(iri)
        if found is None:
            found = self.known[iri] = self._shortened(iri)
        return found

    def _shortened(self, iri: str) -> str:
        if iri == self.base:
            return "<>"
        if self.base and iri.startswith(self.base + "#"):
            return f"<{iri[len(self.base) :]}>"
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and _LOCAL.match(iri[len(namespace) :]):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def term(self, term: Term) -> str:
        if not isinstance(term, Literal):
            return self.iri(term)
        if term.language:
            return f"{_quoted(term.value)}@{term.language}"
        if term.datatype == XSD_STRING:
            return _quoted(term.value)
        if term.datatype == XSD.integer and term.value.isascii() and term.value.isdigit():
            return term.value
        if term.datatype == XSD.decimal and _DECIMAL.fullmatch(term.value):
            return term.value
        return f"{_quoted(term.value)}^^{self.iri(term.datatype)}"


def _by_subject(triples: Iterable[Triple]) -> Iterator[tuple[str, dict[str, list[Term]]]]:
    """Group triples by subject and property, each in order of appearance, the type first."""
    subjects: dict[str, dict[str, list[Term]]] = {}
    last: str | None = None
    properties: dict[str, list[Term]] = {}
    for subject, predicate, obj in triples:
        if subject != last:  # a builder states most of a node in one go
            last, properties = subject, subjects.setdefault(subject, {})
        if predicate in properties:
            properties[predicate].append(obj)
        else:
            properties[predicate] = [obj]
    for subject, stated in subjects.items():
        if next(iter(stated)) == RDF.type:
            yield subject, stated
        else:
            kinds = stated.pop(RDF.type, None)
            yield subject, stated if kinds is None else {RDF.type: kinds, **stated}


def _subjects(graph: Graph, names: _Names) -> str:
    blocks = []
    for subject, properties in _by_subject(graph.triples):
        lines = [f"{'a' if predicate == RDF.type else names.iri(predicate)} {', '.join(map(names.term, objects))}" for predicate, objects in properties.items()]
        blocks.append(f"{names.iri(subject)} " + " ;\n    ".join(lines) + " .\n")
    return "\n".join(blocks)


def _head(names: _Names) -> str:
    base = f"@base <{names.base}> .\n" if names.base else ""
    return base + "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in sorted(names.used)) + "\n"


def _turtle(graphs: tuple[Graph, ...]) -> str:
    """Return Turtle; the base is the article's IRI, so that its own nodes read `<#char=71,83>`."""
    parts = []
    for graph in graphs:
        names = _Names("" if "#" in graph.iri else graph.iri)
        body = _subjects(graph, names)
        parts.append(_head(names) + body)
    return "\n".join(parts)


def _trig(graphs: tuple[Graph, ...]) -> str:
    parts = []
    for graph in graphs:
        names = _Names("" if "#" in graph.iri else graph.iri)
        body = _subjects(graph, names)
        parts.append(f"{_head(names)}<{graph.iri}> {{\n\n{body}\n}}\n")
    return "\n".join(parts)


def _line(term: Term) -> str:
    if not isinstance(term, Literal):
        return f"<{term}>"
    if term.language:
        return f"{_quoted(term.value)}@{term.language}"
    return _quoted(term.value) if term.datatype == XSD_STRING else f"{_quoted(term.value)}^^<{term.datatype}>"


def _ntriples(graphs: tuple[Graph, ...]) -> str:
    return "".join(" ".join(map(_line, triple)) + " .\n" for graph in graphs for triple in graph.triples)


def _nquads(graphs: tuple[Graph, ...]) -> str:
    return "".join(" ".join(map(_line, triple)) + f" <{graph.iri}> .\n" for graph in graphs for triple in graph.triples)


def _jsonld(graphs: tuple[Graph, ...]) -> str:
    """Return JSON-LD 1.1 with the prefixes as its context and the nodes in one `@graph`."""
    # What a processor reads as a prefix may be the scheme of an IRI (`urn`, `kg`): such a prefix is not declared.
    schemes = {term.partition(":")[0] for graph in graphs for triple in graph.triples for term in triple if not isinstance(term, Literal)}
    names = _Names("", without=schemes)
    triples = itertools.chain.from_iterable(graph.triples for graph in graphs)
    nodes = [_node(subject, properties, names) for subject, properties in _by_subject(triples)]
    context = {prefix: PREFIXES[prefix] for prefix in sorted(names.used)}
    return json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def _node(subject: str, properties: dict[str, list[Term]], names: _Names) -> dict[str, object]:
    node: dict[str, object] = {"@id": subject}
    for predicate, objects in properties.items():
        if predicate == RDF.type:
            node["@type"] = [names.iri(str(o)).strip("<>") for o in objects]
        else:
            node[names.iri(predicate).strip("<>")] = [_value(o, names) for o in objects]
    return node


def _value(term: Term, names: _Names) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": term}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return {"@value": term.value} if term.datatype == XSD_STRING else {"@value": term.value, "@type": names.iri(term.datatype).strip("<>")}


class Format(NamedTuple):
    """A serialization: the suffix of its files, its media type, whether it names graphs, and its writer."""

    suffix: str
    media_type: str
    dataset: bool
    write: Callable[[tuple[Graph, ...]], str]


FORMATS = {
    "turtle": Format(".ttl", "text/turtle", False, _turtle),
    "trig": Format(".trig", "application/trig", True, _trig),
    "nquads": Format(".nq", "application/n-quads", True, _nquads),
    "ntriples": Format(".nt", "application/n-triples", False, _ntriples),
    "jsonld": Format(".jsonld", "application/ld+json", False, _jsonld),
}
