"""Each constraint bites: a graph is broken in one way, and the shape that is meant for it says so."""

from __future__ import annotations

import pyshacl
import pytest
import rdflib
from rdflib import RDF, RDFS, XSD, Literal, URIRef

from kg import validate
from kg.vocab import KG, NIF, PREFIXES, SCHEMA, data

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHAPES = "https://w3id.org/newskg/shapes#"
CHECKER = validate.Checker()


def test_shapes_pass_the_meta_shapes() -> None:
    conforms, _, report = pyshacl.validate(rdflib.Graph(), shacl_graph=validate.shapes(), meta_shacl=True)
    assert conforms, report


def test_property_shapes_have_iris_and_messages() -> None:
    shapes = validate.shapes()
    found = set(shapes.subjects(RDF.type, SH.PropertyShape))
    assert len(found) > 60
    assert all(isinstance(s, URIRef) and shapes.value(s, SH.message) for s in found)


def first(graph: rdflib.Graph, kind: str) -> URIRef:
    return min(graph.subjects(RDF.type, URIRef(kind)))


def property_shapes() -> list[tuple[str, str, str]]:
    """Yield (shape, class of its targets, path) of the property shapes of the closed node shapes."""
    shapes = validate.shapes()
    rows = []
    for node in shapes.subjects(SH.closed, Literal(True)):
        target = str(min(shapes.objects(node, SH.targetClass)))
        rows += [(str(p), target, str(shapes.value(p, SH.path))) for p in shapes.objects(node, SH.property)]
    return sorted(rows)


@pytest.mark.parametrize(("shape", "kind", "path"), property_shapes(), ids=lambda v: v.rpartition("#")[2])
def test_a_wrong_value_is_found(converted, shape, kind, path) -> None:
    """A value of a wrong sort beside or instead of the right ones fails in the shape of that property."""
    graph = converted.graph()
    focus = next(iter(sorted(graph.subjects(RDF.type, URIRef(kind)))), None)
    if focus is None:
        focus = URIRef("https://a.example/x")
        graph.add((focus, RDF.type, URIRef(kind)))
    literal_wanted = path in {SCHEMA.sameAs, KG.sameEventAs}
    graph.add((focus, URIRef(path), Literal("wrong", datatype=XSD.boolean) if literal_wanted else URIRef("https://a.example/wrong")))
    graph.add((focus, URIRef(path), Literal("also wrong", datatype=XSD.gMonth)))
    assert shape in {f.shape for f in CHECKER.check(graph)}


REQUIRED = [
    (KG.Article, KG.textHash),
    (KG.Article, SCHEMA.inLanguage),
    (KG.Mention, NIF.beginIndex),
    (KG.Mention, NIF.endIndex),
    (KG.Mention, NIF.anchorOf),
    (KG.Mention, NIF.referenceContext),
    (KG.Person, str(RDFS.label)),
    (KG.Role, KG.roleTitle),
    (KG.Role, KG.mention),
    (KG.Event, KG.certainty),
    (KG.Event, KG.polarity),
    (KG.Event, KG.temporality),
    (KG.Event, KG.derivedBy),
    (KG.Statement, KG.form),
    (KG.Statement, KG.attitude),
    (KG.Statement, KG.polarity),
    (KG.Statement, KG.text),
]


@pytest.mark.parametrize(("kind", "path"), REQUIRED, ids=lambda v: v.rpartition("#")[2])
def test_a_missing_value_is_found(converted, kind, path) -> None:
    """Removing a shape or its `sh:minCount` fails here."""
    graph = converted.graph()
    focus = first(graph, kind)
    graph.remove((focus, URIRef(path), None))
    assert any(f.focus == str(focus) and f.path == path and f.component == "MinCountConstraintComponent" for f in CHECKER.check(graph))


@pytest.mark.parametrize(
    ("kind", "path", "shape"),
    [(KG.Person, KG.mention, "Evidence"), (KG.Event, KG.mention, "EventEvidence"), (KG.Statement, KG.contentMention, "StatementEvidence")],
)
def test_no_evidence_no_claim(converted, kind, path, shape) -> None:
    graph = converted.graph()
    focus = first(graph, kind)
    graph.remove((focus, URIRef(path), None))
    assert SHAPES + shape in {f.shape for f in CHECKER.check(graph)}
    graph.add((focus, URIRef(KG.origin), URIRef(KG.Given)))
    assert SHAPES + shape not in {f.shape for f in CHECKER.check(graph)}


def test_dates_and_offsets_are_in_order(converted) -> None:
    graph = converted.graph()
    mention, event = first(graph, KG.Mention), first(graph, KG.Event)
    graph.set((mention, URIRef(NIF.beginIndex), Literal(10**6)))
    graph.set((event, URIRef(KG.startDate), Literal("2026-03-12", datatype=XSD.date)))
    graph.set((event, URIRef(KG.endDate), Literal("2026-03-11", datatype=XSD.date)))
    found = {(f.focus, f.component) for f in CHECKER.check(graph)}
    assert (str(mention), "LessThanConstraintComponent") in found
    assert (str(event), "LessThanOrEqualsConstraintComponent") in found


def test_closed(converted) -> None:
    graph = converted.graph()
    event = first(graph, KG.Event)
    graph.add((event, URIRef(PREFIXES["schema"] + "name"), Literal("x")))
    assert ("ClosedConstraintComponent", str(event)) in {(f.component, f.focus) for f in CHECKER.check(graph)}


def test_severities(converted) -> None:
    """A statement without a speaker is a warning, an event without participants an info."""
    graph = converted.graph()
    statement, event = first(graph, KG.Statement), first(graph, KG.Event)
    graph.remove((statement, URIRef(KG.speaker), None))
    for role in ("agent", "patient", "recipient", "participant", "place"):
        graph.remove((event, URIRef(KG.NAMESPACE + role), None))
    found = {(f.focus, f.severity.value) for f in CHECKER.check(graph)}
    assert {(str(statement), "Warning"), (str(event), "Info")} <= found


def test_closed_shapes_leave_room_for_what_materialize_adds() -> None:
    """The superproperties that the ontology states of a shape's properties, and no others, are ignored by its closure."""
    shapes, ontology = validate.shapes(), rdflib.Graph()
    for path in sorted(data("ontology").glob("*.ttl")):
        ontology.parse(path)
    for node in shapes.subjects(SH.closed, Literal(True)):
        own = {shapes.value(p, SH.path) for p in shapes.objects(node, SH.property)}
        above = {o for p in own for o in ontology.transitive_objects(p, RDFS.subPropertyOf)} - own
        assert set(shapes.items(shapes.value(node, SH.ignoredProperties))) == above | {RDF.type}, node
