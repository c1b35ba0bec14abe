"""The `sh:ValidationReport` of a run (https://www.w3.org/TR/shacl/#validation-report)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.printable import printable
from kg.triples import Graph, Literal, Triple
from kg.vocab import KGS, RDF, SH, XSD
from kg.write import serialize

if TYPE_CHECKING:
    from kg.reports.outcome import Outcome
    from kg.validate.facts import Node
    from kg.validate.running import Located

__all__ = ["turtle"]

_REPORT = "urn:kg:report"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*\Z")


def turtle(outcome: Outcome) -> str:
    """Return the results of all graphs as one report. Its nodes are named, so that the same run gives the same bytes."""
    rows = [Triple(_REPORT, RDF.type, f"{SH}ValidationReport"), Triple(_REPORT, f"{SH}conforms", Literal(str(not outcome.findings).lower(), XSD.boolean))]
    results = [(f"{_REPORT}#result={number}", each) for number, each in enumerate(outcome.findings, start=1)]
    rows += [Triple(_REPORT, f"{SH}result", node) for node, _ in results]
    for node, each in results:
        rows += [Triple(node, predicate, obj) for predicate, obj in _result(each)]
    return serialize([Graph(_REPORT, tuple(rows))], "turtle").decode("utf-8", "replace")


def _result(each: Located) -> list[tuple[str, Node]]:
    finding = each.finding
    own = not finding.component.endswith("ConstraintComponent")
    found: list[tuple[str, Node]] = [
        (RDF.type, f"{SH}ValidationResult"),
        (f"{SH}resultSeverity", SH + finding.severity.value),
        (f"{SH}sourceConstraintComponent", f"{KGS}{finding.component or 'Validator'}" if own else SH + finding.component),
        (f"{SH}focusNode", _node(finding.focus or f"urn:kg:graph:{each.source}")),
        (f"{SH}resultMessage", Literal(finding.message)),
    ]
    if finding.path and _IRI.match(finding.path):
        found.append((f"{SH}resultPath", finding.path))
    if finding.shape and _IRI.match(finding.shape):
        found.append((f"{SH}sourceShape", finding.shape))
    if finding.value:
        found.append((f"{SH}value", each.value if isinstance(each.value, Literal) else _node(finding.value)))
    return found


def _node(value: str) -> Node:
    """Return an IRI, or as a literal what cannot be one: a blank node's label, a literal as a focus node."""
    shown = printable(value)
    return shown if _IRI.match(shown) else Literal(shown)
