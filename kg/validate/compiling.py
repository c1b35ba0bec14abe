"""From the parameters of a shape to its tests (https://www.w3.org/TR/shacl/#core-components)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Severity
from kg.triples import Literal
from kg.validate import constraints, paths
from kg.validate.facts import BLANK, Facts, Unscreenable
from kg.validate.shapes_graph import Unsupported, truth, whole_number
from kg.vocab import RDF, RDFS, SH, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.validate.constraints import Test
    from kg.validate.facts import Node
    from kg.validate.shapes_graph import Parameters

    Maker = Callable[["Compiler", str], Test | None]

__all__ = ["Compiler", "Result", "Shape", "known"]

_DEEPEST = 10  # shapes in shapes; pyshacl gives up at 15
_NODE_KINDS = {
    "IRI": {"IRI"},
    "BlankNode": {"BlankNode"},
    "Literal": {"Literal"},
    "BlankNodeOrIRI": {"BlankNode", "IRI"},
    "BlankNodeOrLiteral": {"BlankNode", "Literal"},
    "IRIOrLiteral": {"IRI", "Literal"},
}
# What says nothing about data: of the shape itself, and of another parameter.
_SILENT = frozenset(
    {"name", "description", "order", "group", "defaultValue", "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"}
    | {"path", "severity", "message", "flags", "ignoredProperties", "property", "deactivated"}
)


class Result(NamedTuple):
    """A miss of a focus node."""

    focus: Node
    value: Node | None
    path: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A compiled shape: its tests by component, and the property shapes that its values must meet. `predicate` is a path of one property."""

    node: str
    path: Callable[[Facts, Node], Sequence[Node]] | None
    predicate: str
    severity: Severity
    message: str | None
    tests: tuple[tuple[str, Test], ...]
    parts: tuple[Shape, ...]

    def results(self, facts: Facts, focus: Node) -> Iterator[tuple[Shape, Result, str]]:
        """Yield the misses of a focus node, those of the property shapes included."""
        values = (focus,) if self.path is None else self.path(facts, focus)
        for component, test in self.tests:
            for miss in test(facts, focus, values):
                yield self, Result(focus, miss.value, miss.path), component
        for part in self.parts:
            for value in values:
                yield from part.results(facts, value)

    def conforms(self, facts: Facts, focus: Node) -> bool:
        """Whether a node has no result, of whatever severity."""
        values = (focus,) if self.path is None else self.path(facts, focus)
        for _, test in self.tests:
            if test(facts, focus, values):
                return False
        return all(part.conforms(facts, value) for part in self.parts for value in values)


class Compiler:
    """Compiles shapes, each once. `shape` raises `Unsupported`."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self._done: dict[str, Shape] = {}
        self._open: list[str] = []

    def shape(self, node: str) -> Shape:
        """Return a shape and all that it refers to. Raises `Unsupported`, also for one that refers to itself."""
        if node in self._open:
            raise Unsupported("shapes that refer to themselves")
        if len(self._open) > _DEEPEST:
            raise Unsupported("shapes nested too deep")
        if node not in self._done:
            self._open.append(node)
            try:
                self._done[node] = self._compiled(node)
            finally:
                self._open.pop()
        return self._done[node]

    def _compiled(self, node: str) -> Shape:
        names = [p.removeprefix(SH) for p in self.parameters.of(node) if p.startswith(SH)]
        unknown = [name for name in names if name not in _SILENT and name not in _MAKERS]
        if unknown or not self.parameters.of(node):
            raise Unsupported(f"sh:{unknown[0]}" if unknown else "a shape that is not there")
        path = self.parameters.one(node, "path")
        kinds = self.parameters.of(node).get(RDF.type, ())
        if SH + ("PropertyShape" if path is None else "NodeShape") in kinds:
            raise Unsupported("a path and a kind of shape that do not go together")
        if (path is None and _NEEDS_PATH.intersection(names)) or ("ignoredProperties" in names and "closed" not in names):
            raise Unsupported("a parameter where it does not belong")
        tests = [(_MAKERS[name][0], _MAKERS[name][1](self, node)) for name in names if name in _MAKERS]
        parts = [self._property(part) for part in self.parameters.iris(node, "property")]
        if truth(self.parameters.one(node, "deactivated")):
            tests, parts = [], []
        return Shape(
            node=node,
            path=None if path is None else self._path(path),
            predicate=str(path) if isinstance(path, str) and not path.startswith(BLANK) else "",
            severity=self._severity(node),
            message=self._message(node),
            tests=tuple((component, test) for component, test in tests if test is not None),
            parts=tuple(parts),
        )

    def _property(self, node: str) -> Shape:
        if not self.parameters.all(node, "path"):
            raise Unsupported("a property shape without a path")
        return self.shape(node)

    def _severity(self, node: str) -> Severity:
        stated = self.parameters.one(node, "severity")
        return {SH + s.value: s for s in Severity}.get(str(stated), Severity.VIOLATION)

    def _message(self, node: str) -> str | None:
        """Return the message; None where pyshacl words one itself, or has several to choose from."""
        messages = self.parameters.all(node, "message")
        return messages[0].value if len(messages) == 1 and isinstance(messages[0], Literal) else None

    def _path(self, path: Node) -> Callable[[Facts, Node], Sequence[Node]]:
        if isinstance(path, Literal):
            raise Unsupported("a literal as a path")
        if not path.startswith(BLANK):
            return paths.predicate(path)
        rows = self.parameters.of(path)
        if RDF.first in rows:
            return paths.sequence([self._path(step) for step in self.parameters.items(path)])
        if len(rows) == 1 and (way := self.parameters.one(path, "inversePath")) is not None and isinstance(way, str) and not way.startswith(BLANK):
            return paths.inverse(way)
        if len(rows) == 1 and (ways := self.parameters.one(path, "alternativePath")) is not None:
            return paths.alternative([self._path(way) for way in self.parameters.items(ways)])
        raise Unsupported("a path of another kind")

    def number(self, node: str, name: str) -> int:
        """Return a parameter that is a number."""
        return whole_number(self.parameters.one(node, name) or "")

    def iri(self, node: str, name: str) -> str:
        """Return a parameter that is an IRI."""
        value = self.parameters.one(node, name)
        if not isinstance(value, str) or value.startswith(BLANK):
            raise Unsupported(f"{value!r} as sh:{name}")
        return value

    def iri_or_blank(self, node: str, name: str) -> str:
        """Return a parameter that is another shape."""
        value = self.parameters.one(node, name)
        if not isinstance(value, str):
            raise Unsupported(f"{value!r} as sh:{name}")
        return value

    def members(self, node: str, name: str) -> list[Shape]:
        """Return the shapes in a list."""
        return [self.shape(str(each)) for each in self.parameters.items(self.parameters.one(node, name) or "")]


def _conforming(shapes: Sequence[Shape]) -> list[Callable[[Facts, Node], bool]]:
    return [shape.conforms for shape in shapes]


def _datatype(c: Compiler, node: str) -> Test:
    wanted = c.iri(node, "datatype")
    if wanted.startswith(RDFS.label.removesuffix("label")):
        raise Unsupported("rdfs:Literal or rdfs:Datatype as a datatype")
    return constraints.has_datatype(wanted)


def _class(c: Compiler, node: str) -> Test:
    return constraints.instance_of(frozenset({c.iri(node, "class")}))


def _node_kind(c: Compiler, node: str) -> Test:
    name = c.iri(node, "nodeKind").removeprefix(SH)
    if name not in _NODE_KINDS:
        raise Unsupported(f"the node kind {name}")
    return constraints.node_kind(frozenset(_NODE_KINDS[name]))


def known(values: Sequence[Node]) -> list[Node]:
    """Return terms to compare with those of a graph; what rdflib would respell is for pyshacl."""
    try:
        Facts([("", "", value) for value in values])
    except Unscreenable as reason:
        raise Unsupported(str(reason)) from reason
    return list(values)


def _in(c: Compiler, node: str) -> Test:
    return constraints.one_of(frozenset(known(c.parameters.items(c.parameters.one(node, "in") or ""))))


def _has_value(c: Compiler, node: str) -> Test:
    return constraints.has_value(known([c.parameters.one(node, "hasValue") or ""])[0])


def _pattern(c: Compiler, node: str) -> Test:
    expression, flags = c.parameters.one(node, "pattern"), c.parameters.one(node, "flags")
    if not isinstance(expression, Literal) or not (flags is None or isinstance(flags, Literal)):
        raise Unsupported("a pattern that is no text")
    letters = flags.value.lower() if isinstance(flags, Literal) else ""
    try:
        return constraints.pattern(re.compile(expression.value, (re.IGNORECASE if "i" in letters else 0) | (re.MULTILINE if "m" in letters else 0)))
    except (re.error, OverflowError, RecursionError) as error:
        raise Unsupported(f"the pattern {expression.value}") from error


def _bound(name: str, fits: Callable[[int], bool]) -> Maker:
    def make(c: Compiler, node: str) -> Test:
        bound = c.parameters.one(node, name)
        if not isinstance(bound, Literal) or bound.language or bound.datatype not in {XSD.integer, XSD.date}:
            raise Unsupported(f"{bound!r} as sh:{name}")
        known([bound])
        return constraints.in_range(fits, bound)

    return make


def _closed(c: Compiler, node: str) -> Test | None:
    if not truth(c.parameters.one(node, "closed")):
        return None
    ignored = c.parameters.one(node, "ignoredProperties")
    own = {str(c.parameters.one(part, "path")) for part in c.parameters.iris(node, "property")}
    return constraints.closed(frozenset(own | {str(p) for p in (c.parameters.items(ignored) if ignored not in {None, RDF.nil} else ())}))


def _or(c: Compiler, node: str) -> Test:
    members = c.members(node, "or")
    # A choice of classes, our commonest one, is one look-up.
    rows = [c.parameters.of(member.node) for member in members]
    if all(set(row) == {f"{SH}class"} and len(row[f"{SH}class"]) == 1 for row in rows):
        return constraints.instance_of(frozenset(c.iri(member.node, "class") for member in members))
    return constraints.logical(lambda n, _: n > 0, _conforming(members))


def _unique_languages(c: Compiler, node: str) -> Test | None:
    return constraints.unique_languages if truth(c.parameters.one(node, "uniqueLang")) else None


def _languages(c: Compiler, node: str) -> Test:
    members = c.parameters.items(c.parameters.one(node, "languageIn") or "")
    if not all(isinstance(m, Literal) and m.datatype == XSD.string and not m.language for m in members):
        raise Unsupported("a language that is no text")
    return constraints.language_in(frozenset(m.value.lower() for m in members if isinstance(m, Literal)))


# Parameter -> the name of its component, and what makes the test.
_MAKERS: dict[str, tuple[str, Maker]] = {
    "minCount": ("MinCountConstraintComponent", lambda c, n: constraints.min_count(c.number(n, "minCount"))),
    "maxCount": ("MaxCountConstraintComponent", lambda c, n: constraints.max_count(c.number(n, "maxCount"))),
    "datatype": ("DatatypeConstraintComponent", _datatype),
    "class": ("ClassConstraintComponent", _class),
    "nodeKind": ("NodeKindConstraintComponent", _node_kind),
    "in": ("InConstraintComponent", _in),
    "hasValue": ("HasValueConstraintComponent", _has_value),
    "pattern": ("PatternConstraintComponent", _pattern),
    "minLength": ("MinLengthConstraintComponent", lambda c, n: constraints.length(c.number(n, "minLength"), None)),
    "maxLength": ("MaxLengthConstraintComponent", lambda c, n: constraints.length(None, c.number(n, "maxLength"))),
    "minInclusive": ("MinInclusiveConstraintComponent", _bound("minInclusive", lambda order: order >= 0)),
    "minExclusive": ("MinExclusiveConstraintComponent", _bound("minExclusive", lambda order: order > 0)),
    "maxInclusive": ("MaxInclusiveConstraintComponent", _bound("maxInclusive", lambda order: order <= 0)),
    "maxExclusive": ("MaxExclusiveConstraintComponent", _bound("maxExclusive", lambda order: order < 0)),
    "lessThan": ("LessThanConstraintComponent", lambda c, n: constraints.less_than(c.iri(n, "lessThan"), or_equal=False)),
    "lessThanOrEquals": ("LessThanOrEqualsConstraintComponent", lambda c, n: constraints.less_than(c.iri(n, "lessThanOrEquals"), or_equal=True)),
    "equals": ("EqualsConstraintComponent", lambda c, n: constraints.equal_to(c.iri(n, "equals"))),
    "disjoint": ("DisjointConstraintComponent", lambda c, n: constraints.disjoint_with(c.iri(n, "disjoint"))),
    "languageIn": ("LanguageInConstraintComponent", _languages),
    "uniqueLang": ("UniqueLangConstraintComponent", _unique_languages),
    "closed": ("ClosedConstraintComponent", _closed),
    "or": ("OrConstraintComponent", _or),
    "and": ("AndConstraintComponent", lambda c, n: constraints.logical(lambda met, of: met == of, _conforming(c.members(n, "and")))),
    "xone": ("XoneConstraintComponent", lambda c, n: constraints.logical(lambda met, _: met == 1, _conforming(c.members(n, "xone")))),
    "not": ("NotConstraintComponent", lambda c, n: constraints.logical(lambda met, _: met == 0, _conforming([c.shape(c.iri_or_blank(n, "not"))]))),
    "node": ("NodeConstraintComponent", lambda c, n: constraints.logical(lambda met, _: met == 1, _conforming([c.shape(c.iri_or_blank(n, "node"))]))),
}
_NEEDS_PATH = frozenset({"minCount", "maxCount", "lessThan", "lessThanOrEquals", "uniqueLang"})
