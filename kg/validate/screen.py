"""The screen: shapes in SHACL Core compiled once into plain checks. What it passes, pyshacl would pass.

A shape with a construct that is not known here, or one that is not as SHACL wants it, is named in `Screen.foreign` and left to pyshacl.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Finding, Severity
from kg.triples import Literal
from kg.validate.compiling import Compiler
from kg.validate.components import known
from kg.validate.facts import BLANK, Facts
from kg.validate.shapes_graph import Parameters, Unsupported
from kg.vocab import RDF, RDFS, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.validate.compiling import Result, Shape
    from kg.validate.facts import Node
    from kg.validate.shapes_graph import Shapes

__all__ = ["Screen", "Verdict"]

_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_OWL_CLASS = "http://www.w3.org/2002/07/owl#Class"
_CUSTOM = frozenset({SH + "ConstraintComponent", SH + "JSTargetType", SH + "SPARQLTargetType"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the screen says of a graph: the shapes with targets that it does not pass, and the warnings and infos of those that it does."""

    failing: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether no shape is left for pyshacl to judge."""
        return not self.failing


@dataclass(frozen=True, slots=True)
class _Targeted:
    """A shape and where its focus nodes are found."""

    shape: Shape
    classes: tuple[str, ...]
    nodes: tuple[Node, ...]
    subjects_of: tuple[str, ...]
    objects_of: tuple[str, ...]

    def focus(self, facts: Facts) -> Iterable[Node]:
        """Return the focus nodes, each once."""
        if len(self.classes) == 1 and not (self.nodes or self.subjects_of or self.objects_of):
            return facts.instances(self.classes[0])
        found: dict[Node, None] = dict.fromkeys(self.nodes)
        for kind in self.classes:
            found.update(dict.fromkeys(facts.instances(kind)))
        for subject, properties in facts.about.items() if self.subjects_of or self.objects_of else ():
            if any(p in properties for p in self.subjects_of):
                found[subject] = None
            for predicate in self.objects_of:
                found.update(dict.fromkeys(properties.get(predicate, ())))
        return found

    def results(self, facts: Facts) -> Iterator[tuple[Shape, Result, str]]:
        """Yield the misses of all focus nodes."""
        for focus in self.focus(facts):
            yield from self.shape.results(facts, focus)


class Screen:
    """Compiled shapes; `judge` may be called for any number of graphs. `foreign` maps what is left to pyshacl to the reason."""

    def __init__(self, shapes: Shapes) -> None:
        parameters = Parameters(shapes.triples)
        compiler = Compiler(parameters)
        self.foreign: dict[str, str] = {}
        self._targeted: list[_Targeted] = []
        own = any(kind in _CUSTOM for rows in parameters.about.values() for kind in (*rows.get(RDF.type, ()), *rows.get(RDFS.subClassOf, ())))
        for node in _roots(parameters):
            if own:
                self.foreign[node] = "the shapes define constraint components of their own"
                continue
            try:
                self._targeted.append(_targeted(node, parameters, compiler.shape(node)))
            except Unsupported as reason:
                self.foreign[node] = str(reason)

    def judge(self, facts: Facts) -> Verdict:
        """Check a graph; a shape with a violation, or with a finding that only pyshacl can word, does not pass. Raises `Unscreenable`."""
        failing: set[str] = set()
        found: list[Finding] = []
        for each in self._targeted:
            own: list[Finding] = []
            for shape, result, component in each.results(facts):
                if shape.severity is Severity.VIOLATION or not _worded(shape):
                    failing.add(each.shape.node)
                    break
                own.append(_finding(shape, result, component))
            else:
                found += own
        return Verdict(frozenset(failing), tuple(sorted(found)))

    def findings(self, facts: Facts) -> tuple[Finding, ...]:
        """Return all findings, sorted; where a shape has no message of its own, pyshacl would word one. Raises `Unscreenable`."""
        return tuple(sorted(_finding(*result) for each in self._targeted for result in each.results(facts)))


def _worded(shape: Shape) -> bool:
    """Whether a finding of this shape says without pyshacl what pyshacl would say: it has one message and an IRI."""
    return shape.message is not None and not shape.node.startswith(BLANK)


def _finding(shape: Shape, miss: Result, component: str) -> Finding:
    return Finding(
        focus=_name(miss.focus),
        path=miss.path or shape.predicate,
        message=shape.message or "",
        severity=shape.severity,
        shape=shape.node,
        component=component,
        value="" if miss.value is None else _name(miss.value),
    )


def _name(node: Node) -> str:
    return node.value if isinstance(node, Literal) else node.removeprefix(BLANK)


def _classes(parameters: Parameters) -> set[Node]:
    """Return the classes of classes, as pyshacl knows them."""
    return {RDFS.Class, _OWL_CLASS, *(s for s, rows in parameters.about.items() if RDFS.Class in rows.get(RDFS.subClassOf, ()))}


def _roots(parameters: Parameters) -> list[str]:
    """Return the shapes that have targets: stated ones, or a shape that is a class itself."""
    classes = _classes(parameters)
    shapes = {SH + "NodeShape", SH + "PropertyShape"}

    def targets(rows: dict[str, list[Node]]) -> bool:
        kinds = set(rows.get(RDF.type, ()))
        shape = kinds & shapes or SH + "property" in rows or SH + "node" in rows
        return any(SH + name in rows for name in _TARGETS) or bool(kinds & classes and shape)

    return [node for node, rows in parameters.about.items() if targets(rows)]


def _targeted(node: str, parameters: Parameters, shape: Shape) -> _Targeted:
    implicit = (node,) if _classes(parameters).intersection(parameters.of(node).get(RDF.type, ())) else ()
    return _Targeted(
        shape=shape,
        classes=(*parameters.iris(node, "targetClass"), *implicit),
        nodes=tuple(known(parameters.all(node, "targetNode"))),
        subjects_of=tuple(parameters.iris(node, "targetSubjectsOf")),
        objects_of=tuple(parameters.iris(node, "targetObjectsOf")),
    )
