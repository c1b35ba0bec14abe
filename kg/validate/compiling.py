"""From the parameters of a shape to its tests (https://www.w3.org/TR/shacl/#core-components)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Severity
from kg.triples import Literal
from kg.validate import paths
from kg.validate.components import MAKERS, MANY, NEED_PATH
from kg.validate.facts import BLANK, Facts
from kg.validate.shapes_graph import Unsupported, truth
from kg.vocab import RDF, SH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.validate.constraints import Test
    from kg.validate.facts import Node
    from kg.validate.paths import Path
    from kg.validate.shapes_graph import Parameters

__all__ = ["Compiler", "Result", "Shape"]

_DEEPEST = 10  # shapes in shapes; pyshacl gives up at 15
_LONGEST = 8  # steps of a path; pyshacl gives up at 10
# What says nothing about data: of the shape itself, and of another parameter.
_SILENT = frozenset(
    {"name", "description", "order", "group", "defaultValue", "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"}
    | {"path", "severity", "message", "flags", "ignoredProperties", "property", "deactivated", "qualifiedValueShape"}
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
        self.parameters: Parameters = parameters
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
        unknown = [name for name in names if name not in _SILENT and name not in MAKERS]
        if unknown or not self.parameters.of(node):
            raise Unsupported(f"sh:{unknown[0]}" if unknown else "a shape that is not there")
        path = self.parameters.one(node, "path")
        kinds = self.parameters.of(node).get(RDF.type, ())
        if SH + ("PropertyShape" if path is None else "NodeShape") in kinds:
            raise Unsupported("a path and a kind of shape that do not go together")
        if path is None and NEED_PATH.intersection(names):
            raise Unsupported("a parameter of property shapes on a node shape")
        if any(name in names and not others.intersection(names) for name, others in _TOGETHER.items()):
            raise Unsupported("a parameter without the one that it goes with")
        tests = [test for name in names if name in MAKERS for test in self._tests(node, name)]
        parts = [self._property(part) for part in self.parameters.iris(node, "property")]
        if truth(self.parameters.one(node, "deactivated")):
            tests, parts = [], []
        return Shape(
            node=node,
            path=None if path is None else self._path(path, 0),
            predicate=str(path) if isinstance(path, str) and not path.startswith(BLANK) else "",
            severity=self._severity(node),
            message=self._message(node),
            tests=tuple(tests),
            parts=tuple(parts),
        )

    def _tests(self, node: str, name: str) -> list[tuple[str, Test]]:
        component, make = MAKERS[name]
        values = self.parameters.all(node, name)
        if len(values) > 1 and name not in MANY:
            raise Unsupported(f"sh:{name} given twice")
        tests = [make(self, node, value) for value in values]
        return [(component, test) for test in tests if test is not None]

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

    def _path(self, path: Node, depth: int) -> Path:
        if isinstance(path, Literal) or depth > _LONGEST:
            raise Unsupported("a literal as a path, or a path too long")
        if not path.startswith(BLANK):
            return paths.predicate(path)
        rows = self.parameters.of(path)
        if RDF.first in rows:
            steps = self.parameters.items(path)
            return paths.sequence([self._path(step, depth + n) for n, step in enumerate(_several(steps), start=1)])
        (name, values), *others = rows.items() or [("", [])]
        if others or len(values) != 1:
            raise Unsupported("a path of another kind")
        if name == f"{SH}inversePath" and isinstance(values[0], str) and not values[0].startswith(BLANK):
            return paths.inverse(values[0])
        if name == f"{SH}alternativePath":
            return paths.alternative([self._path(way, depth + 1) for way in _several(self.parameters.items(values[0]))])
        if name in _REPEATED:
            return _REPEATED[name](self._path(values[0], depth + 1))
        raise Unsupported("a path of another kind")


def _several(items: list[Node]) -> list[Node]:
    """Return a list of paths, which has two members at least."""
    if len(items) < 2:  # noqa: PLR2004
        raise Unsupported("a list of one path")
    return items


_REPEATED = {f"{SH}zeroOrMorePath": paths.zero_or_more, f"{SH}oneOrMorePath": paths.one_or_more, f"{SH}zeroOrOnePath": paths.zero_or_one}
# A parameter, and those of which one must stand beside it.
_TOGETHER = {
    "ignoredProperties": {"closed"},
    "qualifiedValueShape": {"qualifiedMinCount", "qualifiedMaxCount"},
    "qualifiedMinCount": {"qualifiedValueShape"},
    "qualifiedMaxCount": {"qualifiedValueShape"},
}
