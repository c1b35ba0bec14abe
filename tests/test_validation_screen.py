"""The screen never passes what pyshacl rejects, and says of the rest what pyshacl says."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pyshacl
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg import validate
from kg.errors import ReadError
from kg.model import Severity
from kg.pipeline import Settings
from kg.triples import Literal, Triple
from kg.validate.facts import Facts, Unscreenable
from kg.validate.reading import from_rdflib, to_rdflib
from kg.validate.running import Options, Source, Worker
from kg.validate.screen import Screen
from kg.validate.shapes_graph import read_shapes
from kg.vocab import KG, RDF, SH, XSD, data

ROOT = Path(__file__).parent.parent
WORKER = Worker(Options())
FACTS = ("focusNode", "resultPath", "resultMessage", "resultSeverity", "sourceShape", "sourceConstraintComponent", "value")
PREFIXES = f"""@prefix sh: <{SH}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix e: <https://a.example/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def load(name: str):
    specification = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


mutations = load("mutations")


@pytest.fixture(scope="module")
def stock_shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted(data("shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def small() -> tuple[Triple, ...]:
    """A short text with a statement, events, a date and a role."""
    text = "Minister Anna Visser zei woensdag dat het kabinet een besluit neemt. In Delft stortte een brug in."
    return kg.convert(text, published="2026-03-11", language="nl", settings=Settings(validate=False)).triples.triples


def stock(graph: rdflib.Graph, shapes: rdflib.Graph | str) -> list[tuple[str, ...]] | str:
    """Return what `pyshacl.validate` itself reports, as rows, or the name of the exception."""
    try:
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    except Exception as error:  # noqa: BLE001  (whatever pyshacl raises is what is looked for)
        return type(error).__name__
    rows = []
    for node in report.objects(None, rdflib.URIRef(SH + "result")):
        values = [report.value(node, rdflib.URIRef(SH + key)) for key in FACTS]
        values[1] = None if isinstance(values[1], rdflib.BNode) else values[1]  # a path without a name is not told
        rows.append(tuple("" if v is None else "_" if isinstance(v, rdflib.BNode) else str(v) for v in values))
    return sorted(rows)


def ours(findings) -> list[tuple[str, ...]]:
    return sorted((f.focus, f.path, f.message, SH + f.severity.value, f.shape, SH + f.component, f.value) for f in findings)


def screened(screen: Screen, triples) -> tuple[bool, list[tuple[str, ...]]]:
    try:
        verdict = screen.judge(Facts(triples))
    except Unscreenable:
        return False, []
    return verdict.passes, ours(verdict.findings)


def test_our_shapes_are_compiled_whole() -> None:
    """No shape of ours is left to pyshacl."""
    assert Screen(read_shapes()).foreign == {}


@pytest.mark.model
def test_our_own_output_passes_with_the_findings_of_pyshacl(converted, stock_shapes) -> None:
    """Warnings and infos are the screen's own, word for word."""
    triples = tuple(t for t in converted.triples.triples if t.predicate != KG.speaker)
    passes, findings = screened(Screen(read_shapes()), triples)
    assert passes
    assert {row[3] for row in findings} == {SH + "Warning", SH + "Info"}
    assert findings == stock(to_rdflib(triples), stock_shapes)


@pytest.mark.model
@pytest.mark.parametrize("block", range(2))
def test_mutated_graphs(small, stock_shapes, block) -> None:
    """Dropped, doubled, retyped and shifted triples, ill-typed literals: the same verdict and the same findings, but where spellings are judged by XSD."""
    checker, screen, passed = validate.Checker(), Screen(read_shapes()), 0
    for seed in range(block * 60, block * 60 + 60):
        content = mutations.ntriples(mutations.mutated(small, random.Random(seed)))
        file = validate.File("graph.nt", content)
        expected = stock(rdflib.Graph().parse(data=content, format="nt"), stock_shapes)
        if isinstance(expected, str):
            assert checker.check_data(file), seed
            assert not any("validator error" in f.message for f in checker.check_data(file)), seed
            continue
        passes, findings = screened(screen, file.triples())
        if passes:
            passed += 1
            assert findings == expected, seed
        else:
            apart = mutations.judged_apart(file.triples())
            blank = {str(node) for node in file.graph().all_nodes() if isinstance(node, rdflib.BNode)}
            found = sorted(tuple("_" if value in blank else value for value in row) for row in ours(checker.check_data(file)))
            assert [row for row in found if row[0] not in apart] == [row for row in expected if row[0] not in apart], seed
    assert passed, "no mutation passed: the test would not see a screen that passes too much"


TERMS = st.sampled_from(
    [
        "https://a.example/a",
        "https://a.example/b",
        "https://a.example/C",
        "https://a.example/D",
        "_:x",
        *(Literal(v, XSD.integer) for v in ("0", "1", "2", "-3", "01", "x")),
        *(Literal(v, XSD.date) for v in ("2026-03-11", "2026-03-12", "2026-99-99")),
        *(Literal(v) for v in ("", "a", "abc", "2")),
        Literal("a", language="nl"),
        Literal("b", language="nl"),
        Literal("a", language="en-gb"),
        Literal("1.5", XSD.decimal),
    ]
)
PROPERTIES = st.sampled_from([f"https://a.example/{p}" for p in "pqr"])
SUBJECTS = st.sampled_from(["https://a.example/a", "https://a.example/b", "_:x"])
GRAPHS = st.lists(st.builds(Triple, SUBJECTS, PROPERTIES, TERMS), max_size=8, unique=True)
CLASSES = st.lists(st.builds(Triple, SUBJECTS, st.just(RDF.type), st.sampled_from(["https://a.example/C", "https://a.example/D"])), max_size=3, unique=True)
# One constraint of each component that is compiled, alone and in the scope of a negation, a choice and a nested shape.
CONSTRAINTS = [
    "sh:minCount 1", "sh:minCount 2", "sh:maxCount 1", "sh:datatype xsd:integer", "sh:datatype xsd:date", "sh:datatype xsd:string",
    "sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>", "sh:nodeKind sh:IRI", "sh:nodeKind sh:BlankNodeOrLiteral",
    "sh:class e:C", "sh:in ( e:a 1 'a' 'a'@nl )", "sh:hasValue e:a", "sh:hasValue 'a'@nl", "sh:hasValue 1", "sh:pattern '^a'",
    "sh:pattern 'B' ; sh:flags 'i'", "sh:minLength 2", "sh:maxLength 1", "sh:minInclusive 1", "sh:maxInclusive 1", "sh:minExclusive 1", "sh:maxExclusive 1",
    "sh:minInclusive '2026-03-12'^^xsd:date", "sh:lessThan e:q", "sh:lessThanOrEquals e:q", "sh:equals e:q", "sh:disjoint e:q", "sh:languageIn ( 'nl' 'en' )",
    "sh:uniqueLang true", "sh:or ( [ sh:class e:C ] [ sh:class e:D ] )", "sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:integer ] )",
    "sh:and ( [ sh:class e:C ] [ sh:class e:D ] )", "sh:xone ( [ sh:class e:C ] [ sh:class e:D ] )", "sh:not [ sh:class e:C ]",
    "sh:not [ sh:minInclusive 1 ]", "sh:not [ sh:pattern 'a' ]", "sh:not [ sh:datatype xsd:integer ]",
    "sh:node [ sh:closed true ; sh:property [ sh:path e:p ] ]",
    "sh:qualifiedValueShape [ sh:class e:C ] ; sh:qualifiedMinCount 1", "sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMaxCount 1",
    "sh:class e:C, e:D", "sh:not [ sh:class e:C ], [ sh:class e:D ]", "sh:disjoint e:q, e:r", "sh:node [ sh:nodeKind sh:IRI ], [ sh:class e:C ]",
    "sh:or ( [ sh:class e:C ] [ sh:class e:D ] ), ( [ sh:nodeKind sh:IRI ] [ sh:minLength 3 ] )",
    "sh:property [ sh:path e:q ; sh:minCount 1 ; sh:message 'deeper' ]", "sh:not [ sh:path e:q ; sh:lessThan e:r ]", "sh:not [ sh:path e:q ; sh:equals e:r ]",
]  # fmt: skip
PATHS = [
    *("e:p", "[ sh:inversePath e:p ]", "( e:p e:q )", "[ sh:alternativePath ( e:p e:q ) ]", "[ sh:zeroOrMorePath e:p ]", "[ sh:oneOrMorePath e:p ]"),
    *(
        "[ sh:zeroOrOnePath e:p ]",
        "( [ sh:inversePath e:p ] e:q )",
        "[ sh:oneOrMorePath ( e:p e:q ) ]",
        "[ sh:zeroOrMorePath [ sh:alternativePath ( e:p e:q ) ] ]",
    ),
]
TARGETS = ["sh:targetClass e:C", "sh:targetNode e:a", "sh:targetSubjectsOf e:p", "sh:targetObjectsOf e:p"]


@pytest.mark.parametrize("constraint", CONSTRAINTS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    graph=GRAPHS,
    classes=CLASSES,
    path=st.sampled_from(PATHS),
    target=st.sampled_from(TARGETS),
    severity=st.sampled_from(["Violation", "Warning"]),
    hierarchy=st.booleans(),
)
def test_generated_graphs(tmp_path_factory, constraint, graph, classes, path, target, severity, hierarchy) -> None:
    """Each component that is compiled, on every kind of term."""
    file = tmp_path_factory.mktemp("shapes") / "shapes.ttl"
    shape = f"e:S a sh:PropertyShape ; {target} ; sh:path {path} ; {constraint} ; sh:message 'no' ; sh:severity sh:{severity} ."
    file.write_text(PREFIXES + shape, encoding="utf-8")
    subclass = [Triple("https://a.example/D", "http://www.w3.org/2000/01/rdf-schema#subClassOf", "https://a.example/C")] if hierarchy else []
    held = to_rdflib([*graph, *classes, *subclass])
    screen = Screen(read_shapes((file,), only=True))
    assert screen.foreign == {}
    passes, findings = screened(screen, tuple(from_rdflib(held)))
    expected = stock(held, rdflib.Graph().parse(file))
    if passes:
        assert findings == expected if all("_" not in row for row in expected) else len(findings) == len(expected)
    elif isinstance(expected, list) and not expected:
        # The screen may be careful, but only where a literal or a comparison is out of its reach.
        with pytest.raises(Unscreenable):
            screen.judge(Facts(from_rdflib(held)))


EDGES = [tuple(line.split("  |  ")) for line in (ROOT / "tests/screen/edges.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("constraint", "body"), EDGES)
def test_edges(tmp_path, constraint, body) -> None:
    """On each side of an edge the screen says what pyshacl says."""
    file = tmp_path / "shapes.ttl"
    file.write_text(f"{PREFIXES}e:S sh:targetNode e:a ; sh:path e:p ; sh:message 'no' ; {constraint} .", encoding="utf-8")
    graph = rdflib.Graph().parse(data=PREFIXES + body, format="turtle")
    expected = stock(graph, str(file))
    data_file = validate.File("a.ttl", (PREFIXES + body).encode())
    screen = Screen(read_shapes((file,), only=True))
    try:
        passes = None if screen.foreign else screen.judge(Facts(data_file.triples())).passes
    except Unscreenable:
        passes = None
    assert passes is not True or expected == []
    assert passes is not False or expected != []
    if isinstance(expected, list):
        assert [(row[0], row[5]) for row in ours(validate.Checker((file,), only=True).check_data(data_file))] == [(row[0], row[5]) for row in expected]


@given(
    st.sampled_from([XSD.integer, XSD.decimal, XSD.boolean, XSD.date, XSD.dateTime, XSD.anyURI, XSD.string]),
    st.text(max_size=12)
    | st.decimals().map(str)
    | st.from_regex(r"-?[0-9]{1,3}\.?[0-9]{0,3}", fullmatch=True)
    | st.dates().map(str)
    | st.datetimes().map(lambda d: d.isoformat()),
)
@settings(max_examples=400, derandomize=True)
def test_a_literal_that_is_taken_is_spelt_as_rdflib_spells_it(kind, value) -> None:
    """Counting the values of a property is counting their spellings."""
    try:
        Facts([("s", "p", Literal(value, kind))])
    except Unscreenable:
        return
    read = rdflib.Literal(value, datatype=rdflib.URIRef(kind))
    assert (str(read), read.ill_typed or False) == (value, False)


FOREIGN = [
    "sh:deactivated 'true'",
    "sh:qualifiedValueShape [ sh:class e:C ] ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true",
    "sh:qualifiedValueShape [ sh:class e:C ]",
    "sh:qualifiedMinCount 1",
    "sh:sparql [ sh:message 'q' ; sh:select 'SELECT $this WHERE { $this <https://a.example/p> ?x }' ]",
    "sh:minCount 1, 2",
    "sh:minCount 'one'",
    "sh:datatype rdfs:Literal",
    "sh:pattern '('",
    "sh:in ( '01'^^xsd:integer )",
    "sh:minInclusive 1.5",
    "sh:or ()",
    "sh:node e:S",
    "sh:nodeKind e:Other",
    "sh:uniqueLang 'yes'",
    "sh:ignoredProperties ( e:p )",
    "sh:unheardOf 1",
]


@pytest.mark.parametrize("constraint", FOREIGN)
def test_what_is_not_known_goes_to_pyshacl(tmp_path, constraint) -> None:
    """That shape alone, and whatever pyshacl says of it is said: its findings, its silence, or that it failed."""
    file = tmp_path / "shapes.ttl"
    known = "e:K a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:k ; sh:minCount 1 ; sh:message 'k' ; sh:severity sh:Warning ] .\n"
    file.write_text(f"{PREFIXES}{known}e:S a sh:PropertyShape ; sh:targetClass e:C ; sh:path e:p ; sh:message 'no' ; {constraint} .", encoding="utf-8")
    checker = validate.Checker((file,), only=True)
    assert list(checker.foreign) == ["https://a.example/S"] or checker.screen is None
    graph = rdflib.Graph().parse(data="@prefix e: <https://a.example/> . e:a a e:C ; e:p 1, 'x' .")
    expected = stock(graph, str(file))
    found = checker.check(graph)
    if isinstance(expected, str):
        assert any("validator error" in f.message for f in found)
    else:
        assert len(found) == len(expected)
        assert [(f.focus, f.component) for f in sorted(found)] == [(row[0], row[5].removeprefix(SH)) for row in expected]


def test_constraint_components_of_the_user_are_foreign(tmp_path) -> None:
    """They may give a meaning to any property, so no shape is compiled beside them."""
    file = tmp_path / "shapes.ttl"
    file.write_text(f"{PREFIXES}e:X a sh:ConstraintComponent . e:S a sh:NodeShape ; sh:targetClass e:C ; sh:class e:D .", encoding="utf-8")
    assert list(Screen(read_shapes((file,), only=True)).foreign) == ["https://a.example/S"]


def test_two_spellings_of_one_string_are_one_value(tmp_path) -> None:
    """RDF 1.1 has one term for them, though rdflib counts two."""
    content = b'<http://a/a> <http://a/p> "x", "x"^^<http://www.w3.org/2001/XMLSchema#string> .'
    file = tmp_path / "shapes.ttl"
    file.write_text(f"{PREFIXES}e:S a sh:NodeShape ; sh:targetNode <http://a/a> ; sh:property [ sh:path <http://a/p> ; sh:maxCount 1 ] .", encoding="utf-8")
    for engine in validate.EngineName:
        assert validate.Checker((file,), only=True, engine=engine).check_data(validate.File("a.ttl", content)) == ()


def test_engine_pyshacl_turns_the_screen_off(small) -> None:
    alone = validate.Checker(engine=validate.EngineName.PYSHACL)
    assert alone.screen is None
    graph = to_rdflib(small)
    assert alone.check(graph) == validate.Checker().check(graph)


def test_a_severity_of_the_users_own(small) -> None:
    """A shape is named by its local name; both engines then say the same."""
    graph = to_rdflib([t for t in small if t.predicate != KG.derivedBy])
    lowered = {"Event-derivedBy": Severity.INFO, "Statement-derivedBy": Severity.WARNING}
    found = validate.Checker(severities=lowered).check(graph)
    assert found == validate.Checker(severities=lowered, engine=validate.EngineName.PYSHACL).check(graph)
    assert {f.severity for f in found if f.path == KG.derivedBy} == {Severity.INFO, Severity.WARNING}
    with pytest.raises(kg.errors.ShapesError, match="no shape of this name"):
        validate.Checker(severities={"Evnt-derivedBy": Severity.INFO})


QUERY = f"""{PREFIXES} e:Q a sh:NodeShape ; sh:targetClass <{KG.Event}> ; sh:sparql [
    sh:message "{{?value}} is not allowed" ; sh:select "SELECT $this ?value WHERE {{ $this <{KG.temporality}> ?value }}" ] ."""


@pytest.mark.model
def test_a_query_is_parsed_once(converted, tmp_path, monkeypatch) -> None:
    """The findings are those of stock pyshacl; rdflib's own parser is back in its place, and was asked once."""
    from rdflib.plugins.sparql import processor

    file = tmp_path / "shapes.ttl"
    file.write_text(QUERY, encoding="utf-8")
    asked, own = [], processor.parseQuery
    monkeypatch.setattr(processor, "parseQuery", lambda query: asked.append(query) or own(query))
    counting, graph = processor.parseQuery, converted.graph()
    found = validate.Checker((file,), only=True).check(graph)
    assert processor.parseQuery is counting
    assert len(asked) == 1
    assert ours(found) == stock(graph, str(file))
    assert len(found) > 10


def test_both_parsers_read_the_same_graph() -> None:
    """pyoxigraph's triples, which the screen sees, and rdflib's, which pyshacl sees."""
    paths = [*sorted((ROOT / "tests/shapes").glob("*/*/*.ttl"))[::3], *sorted((ROOT / "tests/validation").glob("*.ttl"))]
    for path in paths:
        file = validate.File(path.name, path.read_bytes())
        with contextlib.suppress(Unscreenable):
            blank = {f"_:{n}" for n in file.graph().all_nodes() if isinstance(n, rdflib.BNode)}
            held = set(from_rdflib(file.graph()))
            assert len(set(file.triples())) == len(held), path
            assert blank or set(file.triples()) == held, path


GOOD = (ROOT / "tests/validation/good.ttl").read_bytes()


@given(
    st.binary(max_size=60)
    | st.tuples(st.integers(0, len(GOOD)), st.binary(max_size=6), st.integers(0, 40)).map(lambda c: GOOD[: c[0]] + c[1] + GOOD[c[0] + c[2] :])
)
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_checked_or_unreadable(content) -> None:
    """No file ends a run with a traceback."""
    for suffix in ("ttl", "nt", "trig", "nq", "jsonld"):
        done = WORKER.check(Source(name=f"any.{suffix}", stem="any", content=content))
        assert done.error is None or (done.error.where == f"any.{suffix}" and isinstance(done.error, ReadError)), done.error


def test_a_mistake_in_the_screen_is_told_and_passes_nothing(small, monkeypatch) -> None:
    checker, graph = validate.Checker(), to_rdflib(small)
    expected = validate.Checker(engine=validate.EngineName.PYSHACL).check(graph)
    monkeypatch.setattr(checker.screen, "_targeted", [None])
    found = checker.check(graph)
    assert [f.message for f in found if f not in expected] == ["validator error: AttributeError: 'NoneType' object has no attribute 'results'"]
    assert set(expected) < set(found)


def test_a_pattern_that_fails_in_pyshacl_is_a_finding(tmp_path) -> None:
    """What pyshacl raises for shapes of the user's own is told, whatever it is."""
    file = tmp_path / "shapes.ttl"
    file.write_text(f"{PREFIXES}e:S sh:targetNode e:a ; sh:path e:p ; sh:pattern '(' .", encoding="utf-8")
    (found,) = validate.Checker((file,), only=True).check(rdflib.Graph().parse(data=f"{PREFIXES} e:a e:p 'x' .", format="turtle"))
    assert found.message.startswith("validator error: error: missing ), unterminated subpattern")
    assert found.severity is Severity.VIOLATION


@pytest.mark.model
def test_a_conforming_article_is_checked_ten_times_faster(converted, stock_shapes) -> None:
    """Each from the file, the best of three; measured are thirty times and more (`tools/validation_benchmark.txt`)."""
    content, checker = converted.turtle().encode(), validate.Checker()

    def best(check) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            assert check()
            times.append(time.perf_counter() - start)
        return min(times)

    ours = best(lambda: all(f.severity is not Severity.VIOLATION for f in checker.check_data(validate.File("a.ttl", content))))
    stocks = best(lambda: pyshacl.validate(rdflib.Graph().parse(data=content), shacl_graph=stock_shapes, inplace=True))
    assert stocks > 10 * ours


def test_conforming_files_need_neither_rdflib_nor_pyshacl() -> None:
    """They take half a second to import."""
    check = "assert main(['validate', 'tests/validation/good.ttl']) == 0"
    code = f"import sys; from kg.cli import main; {check}; print(sorted({{'rdflib', 'pyshacl'}} & sys.modules.keys()))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "[]\n"
