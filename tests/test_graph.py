"""The graph of the example: grounded, valid, the same in every syntax and on every run."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import to_isomorphic

import kg
from kg import validate, vocab, write
from kg.triples import Graph, Literal, Triple
from kg.vocab import KG, NIF

ROOT = Path(__file__).parent.parent
PACKAGE = Path(kg.__file__).parent
RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld"}
OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


def violations(graph: Graph) -> list[str]:
    return [f"{f.shape} {f.focus} {f.value}" for f in validate.check(graph) if f.severity.value == "Violation"]


def test_every_mention_repeats_its_words(converted, text) -> None:
    """An offset shifted by one fails here."""
    graph = converted.graph()
    mentions = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(KG.Mention)))
    assert len(mentions) > 50
    for mention in mentions:
        start, end = (int(graph.value(mention, rdflib.URIRef(p))) for p in (NIF.beginIndex, NIF.endIndex))
        assert str(graph.value(mention, rdflib.URIRef(NIF.anchorOf))) == text[start:end]
        assert str(mention).endswith(f"#char={start},{end}")


def test_conforms(converted) -> None:
    assert violations(converted.triples) == []


def test_no_blank_nodes(converted) -> None:
    assert not any(isinstance(term, rdflib.BNode) for triple in converted.graph() for term in triple)


@pytest.mark.parametrize("form", sorted(write.FORMATS))
def test_rdflib_and_oxigraph_read_the_same_graph(converted, form) -> None:
    """What is written is what was built, for two parsers."""
    data = write.serialize([converted.triples], form)
    read = rdflib.Dataset(default_union=True) if write.FORMATS[form].dataset else rdflib.Graph()
    read.parse(data=data, format=RDFLIB[form])
    plain = rdflib.Graph()
    for triple in read.triples((None, None, None)):
        plain.add(triple)
    assert to_isomorphic(plain) == to_isomorphic(converted.graph())
    quads = list(pyoxigraph.parse(data, format=OXIGRAPH[form]))
    assert len({(q.subject, q.predicate, q.object) for q in quads}) == len(converted.graph())


@pytest.mark.parametrize("value", ['"', "\\", "a\nb", "\t\r\x0b\x7f", "é”„", "\u2028", "\U0001f600", 'x"""y', "\x01"])
@pytest.mark.parametrize("form", sorted(write.FORMATS))
def test_strings_survive(value, form) -> None:
    graph = Graph("https://a.example/x", (Triple("https://a.example/x#a", KG.text, Literal(value, language="nl")),))
    (quad,) = pyoxigraph.parse(write.serialize([graph], form), format=OXIGRAPH[form])
    assert quad.object.value == value


def test_rapper_reads_it(converted, tmp_path) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("rapper (raptor2-utils) is not installed")
    path = tmp_path / "a.ttl"
    path.write_text(converted.turtle(), encoding="utf-8")
    done = subprocess.run(["rapper", "-q", "-c", "-i", "turtle", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_same_bytes_whatever_the_hash_seed_folder_jobs_and_order(tmp_path, text) -> None:
    """Two processes that differ in everything but the input."""
    articles = tmp_path / "in"
    articles.mkdir()
    (articles / "a.txt").write_text(text, encoding="utf-8")
    (articles / "b.txt").write_text(text.replace("Veldkamp", "Waterman"), encoding="utf-8")
    outputs = []
    for seed, jobs, names in (("0", "1", ["a.txt", "b.txt"]), ("7", "2", ["b.txt", "a.txt"])):
        out = tmp_path / f"out{seed}"
        command = [sys.executable, "-m", "kg", "-q", "convert", *(str(articles / n) for n in names), "--published", "2026-03-11", "-o", str(out)]
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([*command, "--jobs", jobs], check=True, cwd=tmp_path if jobs == "1" else articles, env=environment)
        outputs.append([(out / f"{n}.ttl").read_bytes() for n in "ab"])
    assert outputs[0] == outputs[1]


def test_vocabulary_and_ontology_hold_the_same_terms() -> None:
    graph = rdflib.Graph().parse(vocab.data("ontology") / "kg.ttl")
    defined = {str(s) for s in graph.subjects(rdflib.RDFS.isDefinedBy, None)}
    constants = {v for k, v in vars(KG).items() if not k.startswith("_") and k != "NAMESPACE"}
    structural = {KG.NAMESPACE + n for n in ("MentionForm", "Certainty", "Polarity", "Temporality", "Form", "Attitude", "Origin")}
    assert constants == defined - structural


def test_each_term_has_label_definition_and_home() -> None:
    graph = rdflib.Graph().parse(vocab.data("ontology") / "kg.ttl")
    terms = set(graph.subjects(rdflib.RDFS.isDefinedBy, None))
    assert len(terms) > 70
    for term in terms:
        assert {label.language for label in graph.objects(term, rdflib.RDFS.label)} == {"en", "nl"}
        assert graph.value(term, rdflib.SKOS.definition)


def test_event_types_are_the_scheme() -> None:
    graph = rdflib.Graph().parse(vocab.data("ontology") / "event-types.ttl")
    assert {str(c).removeprefix(vocab.KGT) for c in graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept)} == vocab.EVENT_TYPES


def test_every_term_in_the_code_exists() -> None:
    """A misspelt `KG.x` fails here."""
    classes = {name: getattr(vocab, name) for name in ("KG", "NIF", "SCHEMA", "PROV", "RDF", "RDFS", "XSD")}
    used = [
        (path.name, node.value.id, node.attr)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in classes
    ]
    assert len(used) > 60
    assert [u for u in used if not hasattr(classes[u[1]], u[2]) and "rdflib" not in u[0] and u[0] != "validate.py"] == []


def test_only_the_vocabulary_writes_iris() -> None:
    assert [p.name for p in PACKAGE.rglob("*.py") if "w3id.org" in p.read_text(encoding="utf-8")] == ["vocab.py"]


def test_shapes_use_defined_terms_only() -> None:
    ontology = rdflib.Graph()
    for path in vocab.data("ontology").glob("*.ttl"):
        ontology.parse(path)
    terms = set(ontology.subjects())
    used = {t for triple in validate.shapes() for t in triple if str(t).startswith((KG.NAMESPACE, vocab.KGT))}
    assert used - terms == set()
