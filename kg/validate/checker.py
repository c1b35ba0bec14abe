"""A graph against shapes: the screen first, pyshacl for what the screen does not pass or does not know."""

from __future__ import annotations

import functools
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.validate.engine import Engine
from kg.validate.facts import Facts, Unscreenable
from kg.validate.guarding import failure
from kg.validate.reading import Built, Held
from kg.validate.screen import Screen
from kg.validate.severities import with_severities
from kg.validate.shapes_graph import read_shapes

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


_NAMED = ("http:", "https:", "urn:", "file:")


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

    def check(self, graph: rdflib.Graph) -> tuple[Finding, ...]:
        """Return the findings for a graph of rdflib's, sorted. A failure of the validator is a finding, never a pass."""
        return self.check_data(Held(graph))

    def check_data(self, data: Data) -> tuple[Finding, ...]:
        """Return the findings for a graph, sorted. Raises `ReadError` for a file that is none."""
        if self.screen is None:
            return self._engine.check(data.graph())
        try:
            verdict = self.screen.judge(Facts(data.triples()))
        except Unscreenable:
            return self._engine.check(data.graph())
        except KgError:
            raise
        except Exception as error:  # noqa: BLE001  (a mistake in the screen is told, and passes nothing)
            return tuple(sorted((failure(error), *self._engine.check(data.graph()))))
        left = verdict.failing | self.foreign.keys()
        if not left:
            return verdict.findings
        if not all(node.startswith(_NAMED) for node in left):  # pyshacl takes a choice of shapes by IRIs of these schemes only
            return self._engine.check(data.graph())
        return tuple(sorted((*verdict.findings, *self._engine.check(data.graph(), left))))


@functools.cache
def _checker() -> Checker:
    return Checker()


def check(graph: Graph) -> tuple[Finding, ...]:
    """Check a graph that was just built against our shapes."""
    return _checker().check_data(Built(graph))
