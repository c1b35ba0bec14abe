"""A graph against shapes: the screen first, pyshacl for what the screen does not pass or does not know."""

from __future__ import annotations

import functools
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.validate.engine import Engine, failure
from kg.validate.facts import Facts, Unscreenable
from kg.validate.reading import Built, Held
from kg.validate.screen import Screen, Verdict
from kg.validate.severities import with_severities
from kg.validate.shapes_graph import read_shapes
from kg.vocab import RDF, RDFS, SH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Protocol

    import rdflib

    from kg.model import Finding, Severity
    from kg.triples import Graph
    from kg.validate.facts import Node

    class Data(Protocol):
        """A graph that can be had as plain triples and as rdflib holds it."""

        def triples(self) -> tuple[tuple[str, str, Node], ...]: ...
        def graph(self) -> rdflib.Graph: ...


__all__ = ["Checker", "EngineName", "check"]

_TARGETS = {SH + name for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")}


class EngineName(StrEnum):
    """Who checks: the screen with pyshacl behind it, or pyshacl alone."""

    SCREEN = "screen"
    PYSHACL = "pyshacl"


class Checker:
    """The shapes, set up once; `check` may be called for any number of graphs.

    `extra` are files with further shapes, instead of ours with `only`. `severities` maps shapes, by IRI or local name, to the severity of their
    findings.
    """

    def __init__(
        self,
        extra: tuple[Path, ...] = (),
        *,
        only: bool = False,
        engine: EngineName = EngineName.SCREEN,
        severities: Mapping[str, Severity] | None = None,
    ) -> None:
        self.shapes = with_severities(read_shapes(extra, only=only), severities or {})
        self.screen = Screen(self.shapes) if engine is EngineName.SCREEN else None
        if extra and self.screen is not None and self._engine.refusal() is not None:
            self.screen = None

    @property
    def foreign(self) -> Mapping[str, str]:
        """The shapes that the screen leaves to pyshacl, and why."""
        return self.screen.foreign if self.screen is not None else {}

    @functools.cached_property
    def _engine(self) -> Engine:
        return Engine(self.shapes)

    @functools.cached_property
    def _foreign_engine(self) -> Engine:
        """Set pyshacl up for the shapes that the screen does not know: the others lose their targets, and are there to be referred to."""
        classes = {RDFS.Class, "http://www.w3.org/2002/07/owl#Class"}
        kept = tuple(
            t for t in self.shapes.triples if t.subject in self.foreign or not (t.predicate in _TARGETS or (t.predicate == RDF.type and t.object in classes))
        )
        return Engine(self.shapes._replace(triples=kept))

    def check(self, graph: rdflib.Graph) -> tuple[Finding, ...]:
        """Return the findings for a graph of rdflib's, sorted. A failure of the validator is a finding, never a pass."""
        return self.check_data(Held(graph))

    def check_data(self, data: Data) -> tuple[Finding, ...]:
        """Return the findings for a graph, sorted. Raises `ReadError` for a file that is none."""
        verdict = self._judged(data)
        if not verdict.passes:
            return tuple(sorted((*verdict.findings, *self._engine.check(data.graph()))))
        if not self.foreign:
            return verdict.findings
        return tuple(sorted((*verdict.findings, *self._foreign_engine.check(data.graph()))))

    def _judged(self, data: Data) -> Verdict:
        if self.screen is None:
            return Verdict(passes=False)
        try:
            return self.screen.judge(Facts(data.triples()))
        except Unscreenable:
            return Verdict(passes=False)
        except KgError:
            raise
        except Exception as error:  # noqa: BLE001  (a mistake in the screen is told, and passes nothing)
            return Verdict(passes=False, findings=(failure(error),))


@functools.cache
def _checker() -> Checker:
    return Checker()


def check(graph: Graph) -> tuple[Finding, ...]:
    """Check a graph that was just built against our shapes."""
    return _checker().check_data(Built(graph))
