"""Each constraint bites: `tests/shapes/<shape>/bad` has a graph for it that breaks it and nothing else, `good` has graphs that keep to it.

The first line of a bad file names the shape and the constraint component. The last test takes every constraint out of the shapes, one by one, and
looks for a file that tells the difference.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, RDFS, Literal, URIRef

from kg import validate
from kg.validate.engine import Engine
from kg.validate.explaining import rule_of
from kg.validate.facts import Facts, Unscreenable
from kg.validate.screen import Screen
from kg.validate.shapes_graph import Parameters, Shapes, read_shapes
from kg.vocab import KG, KGS, data
from kg.vocab import RDF as RDF_TERMS
from kg.vocab import SH as SH_TERMS

SH = rdflib.Namespace(SH_TERMS)
CASES = Path(__file__).parent / "shapes"
FILES = sorted(CASES.glob("*/*/*.ttl"))
# What a shape asks for, where it looks, and how grave it is; `sh:path` is left out, since a shape without one is no shape.
CONSTRAINTS = frozenset(
    {"class", "closed", "datatype", "in", "lessThan", "lessThanOrEquals", "maxCount", "maxInclusive", "minCount", "minInclusive", "minLength", "nodeKind", "or"}
    | {"pattern", "property", "severity", "targetClass", "targetSubjectsOf", "uniqueLang", "xone", "ignoredProperties"}
)
LISTS = frozenset({"in", "or", "xone", "ignoredProperties"})


@functools.cache
def stock() -> validate.Checker:
    return validate.Checker(engine=validate.EngineName.PYSHACL)


@functools.cache
def read(path: Path) -> validate.File:
    return validate.File(path.name, path.read_bytes())


def test_shapes_pass_the_meta_shapes() -> None:
    conforms, _, report = pyshacl.validate(rdflib.Graph(), shacl_graph=validate.shapes(), meta_shacl=True)
    assert conforms, report


def test_an_inverse_path_is_of_one_property() -> None:
    """Other engines do not read `[ sh:inversePath [ sh:alternativePath (…) ] ]`: npm's shacl-engine finds nothing with it."""
    shapes = validate.shapes()
    assert all(isinstance(path, URIRef) for path in shapes.objects(None, SH.inversePath))


def test_shapes_have_iris_and_messages() -> None:
    """A finding names its shape and says how to mend it."""
    shapes = validate.shapes()
    found = set(shapes.subjects(RDF.type, SH.PropertyShape))
    assert len(found) > 80
    assert all(isinstance(s, URIRef) and shapes.value(s, SH.message) for s in found)
    silent = {KGS + name for name in ("OrphanMention", "RoleHeld", "StatementSource")}  # their one property shape speaks
    nodes = set(shapes.subjects(RDF.type, SH.NodeShape))
    assert {str(s) for s in nodes if shapes.value(s, SH.message) is None} == silent


def test_every_constraint_is_one_that_the_last_test_takes_out() -> None:
    used = {t.predicate.removeprefix(SH_TERMS) for t in read_shapes().triples if t.predicate.startswith(SH_TERMS) and t.subject.startswith(KGS)}
    assert used - CONSTRAINTS - {"path", "message"} == set()


def test_every_shape_has_its_files() -> None:
    """A bad one for each property shape and each node shape that asks for something itself, and good ones."""
    shapes = validate.shapes()
    nested = {o for s in shapes.subjects(SH["or"], None) for o in shapes.items(shapes.value(s, SH["or"]))}
    named = {str(s).removeprefix(KGS) for s in shapes.subjects(SH.path, None) if isinstance(s, URIRef) and s not in nested}
    assert named - {path.parent.parent.name for path in FILES if path.parent.name == "bad"} == set()
    assert (
        named
        - {path.parent.parent.name for path in FILES if path.parent.name == "good"}
        - {f"Mention-{p}" for p in ("beginIndex", "endIndex", "anchorOf", "referenceContext")}
        == set()
    )


@pytest.mark.parametrize("folder", sorted({path.parent.parent for path in FILES}), ids=lambda path: path.name)
def test_cases(folder) -> None:
    """A good file has no finding; a bad one has the one that it names, and no other. The screen agrees with pyshacl on each."""
    for path in FILES:
        if path.parent.parent != folder:
            continue
        found = stock().check_data(read(path))
        head = path.read_text(encoding="utf-8").splitlines()[0]
        expected = [head.removeprefix("# ")] if path.parent.name == "bad" else []
        assert [f"{rule_of(f)} {f.component}" for f in found] == expected, path
        assert all(rule_of(f) == folder.name for f in found), f"{path} belongs to another folder"
        assert validate.Checker().check_data(read(path)) == found, path


def mutants() -> list[tuple[str, Shapes]]:
    """Return the shapes without one constraint, target, severity or list member each, and the name of what is gone."""
    shapes = read_shapes()
    parameters = Parameters(shapes.triples)
    found = []
    for triple in shapes.triples:
        name = triple.predicate.removeprefix(SH_TERMS)
        if not triple.predicate.startswith(SH_TERMS) or name not in CONSTRAINTS:
            continue
        owner = owner_of(shapes, triple.subject)
        found.append((f"{owner} sh:{name} {triple.object}", shapes._replace(triples=tuple(t for t in shapes.triples if t != triple))))
        members = parameters.items(triple.object) if name in LISTS else []
        if len(members) > 1:
            found += [(f"{owner} sh:{name} without {member}", without_member(shapes, parameters, triple.object, n)) for n, member in enumerate(members)]
    return found


def owner_of(shapes: Shapes, node: str) -> str:
    """Return the named shape that a blank node is part of."""
    while not node.startswith(KGS):
        node = next(t.subject for t in shapes.triples if t.object == node)
    return node.removeprefix(KGS)


def without_member(shapes: Shapes, parameters: Parameters, head, number: int) -> Shapes:
    cells = [head]
    while (following := parameters.of(cells[-1])[RDF_TERMS.rest][0]) != RDF_TERMS.nil:
        cells.append(following)
    gone, after = cells[number], parameters.of(cells[number])[RDF_TERMS.rest][0]
    kept = [t._replace(object=after) if t.object == gone else t for t in shapes.triples if t.subject != gone]
    return shapes._replace(triples=tuple(kept))


def told_apart(name: str, shapes: Shapes) -> bool:
    """Whether a file has other findings than it has with the whole shapes; those of the shape itself come first."""
    screen = Screen(shapes)
    for path in sorted(FILES, key=lambda path: path.parent.parent.name != name.partition(" ")[0]):
        facts, expected = judged(path)
        own = path.parent.parent.name == name.partition(" ")[0]
        if facts is None or screen.foreign:
            if own and Engine(shapes).check(read(path).graph()) != stock().check_data(read(path)):
                return True
        elif screen.findings(facts) != expected:
            return True
    return False


@functools.cache
def judged(path: Path):
    try:
        facts = Facts(read(path).triples())
        return facts, Screen(read_shapes()).findings(facts)
    except Unscreenable:
        return None, ()


def test_no_constraint_can_go_unnoticed() -> None:
    """The mutation test over the shapes graph."""
    every = mutants()
    assert len(every) > 400
    assert [name for name, shapes in every if not told_apart(name, shapes)] == []


def first(graph: rdflib.Graph, kind: str) -> URIRef:
    return min(graph.subjects(RDF.type, URIRef(kind)))


@pytest.mark.model
def test_severities(converted) -> None:
    """A statement without a speaker is a warning, an event without participants an info, in a graph of our own making."""
    graph = converted.graph()
    statement, event = first(graph, KG.Statement), first(graph, KG.Event)
    graph.remove((statement, URIRef(KG.speaker), None))
    for role in ("agent", "patient", "recipient", "participant", "place"):
        graph.remove((event, URIRef(KG.NAMESPACE + role), None))
    found = {(f.focus, f.severity.value) for f in validate.Checker().check(graph)}
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
