"""pyshacl: set up once for its shapes, used for every graph. Its report is the one that is shown."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from kg.model import Finding, Severity
from kg.validate.guarding import Guarded, failure
from kg.validate.queries import ParsedOnce
from kg.validate.reading import to_rdflib
from kg.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Collection

    import rdflib

    from kg.validate.shapes_graph import Shapes

__all__ = ["Engine", "failure"]

_RESULT = ("focusNode", "resultPath", "resultMessage", "resultSeverity", "sourceShape", "sourceConstraintComponent", "value")


class Engine:
    """A validator of pyshacl's; `check` may be called for any number of graphs."""

    def __init__(self, shapes: Shapes) -> None:
        import rdflib  # noqa: PLC0415  (200 ms that a graph which passes the screen need not wait for)
        from pyshacl.graph_abstraction import DataGraph  # noqa: PLC0415
        from pyshacl.monkey import apply_patches, rdflib_bool_patch, rdflib_bool_unpatch  # noqa: PLC0415
        from pyshacl.validator import Validator  # noqa: PLC0415

        apply_patches()
        self._wrap = DataGraph.from_rdflib
        rdflib_bool_patch()  # as pyshacl does while it loads shapes: the switches of SHACL are `true`, not `1`
        try:
            graph = to_rdflib(shapes.triples)
        finally:
            rdflib_bool_unpatch()
        asks = {f"{SH}select", f"{SH}ask"}
        self._queries = ParsedOnce() if any(t.predicate in asks for t in shapes.triples) else contextlib.nullcontext()
        self._guarded = Guarded()
        for prefix, namespace in shapes.prefixes.items():
            graph.bind(prefix, namespace)
        self._validator = Validator(self._wrap(rdflib.Graph()), shacl_graph=graph, options={"inplace": True})

    def refusal(self) -> Exception | None:
        """Return why pyshacl does not take the shapes for shapes, or None; each check then says so, too."""
        try:
            len(self._validator.shacl_graph.shapes)
        except Exception as reason:  # noqa: BLE001  (a user's shapes may be wrong in any way; nothing is hidden)
            return reason
        return None

    def check(self, graph: rdflib.Graph, targeted: Collection[str] = ()) -> tuple[Finding, ...]:
        """Return the results for a graph, sorted, of all shapes or of these with their targets. A failure of the validator is a finding, never a pass."""
        self._validator.options["use_shapes"] = sorted(targeted) or None
        self._validator.data_graph = self._wrap(graph)
        self._validator._target_graph = None  # noqa: SLF001  (as pyshacl's own `run` fills it once; measured: set-up is a fifth of the time)
        try:
            with self._queries, self._guarded:
                len(self._validator.shacl_graph.shapes)  # all are read, so that those in use find what they refer to
                _, report, _ = self._validator.run()
        except Exception as error:  # noqa: BLE001  (a user's pattern or query may raise anything; rdflib raises Exception itself)
            return (failure(error),)
        return tuple(sorted((*_findings(report), *self._guarded.failures.values())))


def _findings(report: Any) -> list[Finding]:
    """Return the results of a report; what `sh:detail` says below a result is part of that result."""
    import rdflib  # noqa: PLC0415

    found = []
    for node in report.objects(None, rdflib.URIRef(f"{SH}result")):
        values = {key: report.value(node, rdflib.URIRef(SH + key)) for key in _RESULT}
        if isinstance(values["resultPath"], rdflib.BNode):
            values["resultPath"] = None  # a path of more than one property has no name, and its label is another in each run
        facts = {key: "" if value is None else str(value) for key, value in values.items()}
        found.append(
            Finding(
                focus=facts["focusNode"],
                path=facts["resultPath"],
                message=facts["resultMessage"],
                severity=_severity(facts["resultSeverity"]),
                shape=facts["sourceShape"],
                component=facts["sourceConstraintComponent"].removeprefix(SH),
                value=facts["value"],
            )
        )
    return found


def _severity(iri: str) -> Severity:
    """Return the severity; one of the user's own making counts as a violation."""
    return {f"{SH}{severity.value}": severity for severity in Severity}.get(iri, Severity.VIOLATION)
