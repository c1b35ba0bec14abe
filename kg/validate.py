"""Graphs against shapes: SHACL results as findings. pyshacl's validator is set up once and used for every graph."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from kg.errors import ReadError, ShapesError
from kg.model import Finding, Severity
from kg.triples import Graph, Literal, Triple, to_rdflib
from kg.vocab import data

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

__all__ = ["Checker", "check", "materialize", "parse", "shapes"]

_SH = "http://www.w3.org/ns/shacl#"
_SYNTAX = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld"}


def shapes(extra: tuple[Path, ...] = ()) -> rdflib.Graph:
    """Return our shapes, and those of further files. Raises `ShapesError`."""
    import rdflib  # noqa: PLC0415  (200 ms)

    graph = rdflib.Graph()
    for path in (*sorted(data("shapes").glob("*.ttl")), *extra):
        try:
            graph.parse(path, format="turtle")
        except (OSError, ValueError, SyntaxError) as error:
            raise ShapesError(f"these shapes cannot be read: {_reason(error)}", where=str(path), advice="give Turtle") from error
    return graph


class Checker:
    """The shapes, set up once; `check` may be called for any number of graphs."""

    def __init__(self, extra: tuple[Path, ...] = ()) -> None:
        import rdflib  # noqa: PLC0415
        from pyshacl.graph_abstraction import DataGraph  # noqa: PLC0415
        from pyshacl.monkey import apply_patches  # noqa: PLC0415
        from pyshacl.validator import Validator  # noqa: PLC0415

        apply_patches()
        self._wrap = DataGraph.from_rdflib
        self._validator = Validator(self._wrap(rdflib.Graph()), shacl_graph=shapes(extra), options={"inplace": True})

    def check(self, graph: rdflib.Graph) -> tuple[Finding, ...]:
        """Return the results for a graph, sorted. A failure of the validator is a finding, never a pass."""
        import pyparsing  # noqa: PLC0415
        import rdflib  # noqa: PLC0415
        from pyshacl.errors import ValidationFailure  # noqa: PLC0415

        self._validator.data_graph = self._wrap(graph)
        self._validator._target_graph = None  # noqa: SLF001  (as pyshacl's own `run` fills it once; measured: set-up is a fifth of the time)
        # A user's shapes may hold a broken pattern (re.error) or query (pyparsing); pyshacl lets both through as they are.
        broken = (ValidationFailure, RuntimeError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, re.error)
        try:
            _, report, _ = self._validator.run()
        except (*broken, pyparsing.ParseBaseException, rdflib.exceptions.Error) as error:
            return (Finding(focus="", path="", message=f"validator error: {type(error).__name__}: {error}"),)
        return tuple(sorted(_findings(report)))


def _findings(report: Any) -> list[Finding]:
    import rdflib  # noqa: PLC0415

    found = []
    for node in report.subjects(rdflib.RDF.type, rdflib.URIRef(f"{_SH}ValidationResult")):
        facts = {key: str(report.value(node, rdflib.URIRef(_SH + key)) or "") for key in _RESULT}
        found.append(
            Finding(
                focus=facts["focusNode"],
                path=facts["resultPath"],
                message=facts["resultMessage"],
                severity=_severity(facts["resultSeverity"]),
                shape=facts["sourceShape"],
                component=facts["sourceConstraintComponent"].removeprefix(_SH),
                value=facts["value"],
            )
        )
    return found


def _severity(iri: str) -> Severity:
    """Return the severity; one of the user's own making counts as a violation."""
    return {f"{_SH}{severity.value}": severity for severity in Severity}.get(iri, Severity.VIOLATION)


_RESULT = ("focusNode", "resultPath", "resultMessage", "resultSeverity", "sourceShape", "sourceConstraintComponent", "value")


@functools.cache
def _checker() -> Checker:
    return Checker()


def check(graph: Graph) -> tuple[Finding, ...]:
    """Check a graph that was just built against our shapes."""
    return _checker().check(to_rdflib(graph))


def parse(content: bytes, name: str) -> rdflib.Graph:
    """Parse a graph file by its suffix (`-` is Turtle); named graphs are joined. Raises `ReadError` with the line."""
    import rdflib  # noqa: PLC0415

    suffix = f".{name.rpartition('.')[2]}".lower() if "." in name else ".ttl"
    syntax = _SYNTAX.get(suffix)
    if syntax is None:
        raise ReadError("this is no graph file", where=name, advice=f"files end in {', '.join(_SYNTAX)}")
    if suffix == ".jsonld" and _fetches(content):
        raise ReadError("its @context stands elsewhere and is not fetched", where=name, advice="write the context into the file")
    graph = rdflib.Graph() if suffix in {".ttl", ".nt"} else rdflib.Dataset(default_union=True)
    try:
        graph.parse(data=content, format=syntax, publicID=f"https://graph.invalid/{hashlib.sha256(content).hexdigest()}")
    except (ValueError, SyntaxError, AttributeError, TypeError, LookupError, NameError, RecursionError, OSError, rdflib.exceptions.Error) as error:
        raise ReadError(f"no valid {syntax}: {_reason(error)}", where=name, advice="mend the file or convert the article again") from error
    plain = rdflib.Graph()
    for s, p, o in graph.triples((None, None, None)):
        plain.add((s, p, o))
    return plain


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


def materialize(graph: Graph) -> Graph:
    """Return the graph with the superclasses and superproperties that the ontology and its alignment state."""
    import rdflib  # noqa: PLC0415

    ontology = rdflib.Graph()
    for path in sorted(data("ontology").glob("*.ttl")):
        ontology.parse(path, format="turtle")
    found = dict.fromkeys(graph.triples)
    for triple in graph.triples:
        if triple.predicate == str(rdflib.RDF.type) and not isinstance(triple.object, Literal):
            for above in _above(ontology, triple.object, rdflib.RDFS.subClassOf):
                found[Triple(triple.subject, triple.predicate, above)] = None
        for above in _above(ontology, triple.predicate, rdflib.RDFS.subPropertyOf):
            found[Triple(triple.subject, above, triple.object)] = None
    return Graph(graph.iri, tuple(found))


def _above(ontology: rdflib.Graph, term: str, relation: Any) -> list[str]:
    import rdflib  # noqa: PLC0415

    start = rdflib.URIRef(term)
    return sorted(str(o) for o in ontology.transitive_objects(start, relation) if o != start and isinstance(o, rdflib.URIRef))
