"""Graph files that are wrong in one place, or no graph of ours: `kg validate` and `kg load` read them alike, and none costs another."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import graph_files
from kg.errors import NoArticle, ReadError
from kg.lexical import well_formed
from kg.stores import read
from kg.validate import EngineName
from kg.validate.running import Options, Source, Worker
from kg.vocab import XSD

from .graphs import run

CASES = Path(__file__).parent / "graph_cases"
BASE = CASES / "base.ttl"
ENGINES = [Worker(Options(engine=engine)) for engine in EngineName]


def told(name: str, content: bytes | None = None, worker: Worker = ENGINES[0]):
    return worker.check(Source(name=name, stem="a", content=content if content is not None else Path(name).read_bytes()))


def rules(name: str, worker: Worker) -> dict[tuple[str, str], str]:
    """The components that a file misses, with the value, at each property."""
    return {
        (located.finding.path.rpartition("#")[2], located.finding.component): located.finding.value
        for located in told(str(CASES / name), worker=worker).findings
    }


UNREADABLE = {
    "bigint.ttl": "a number of 5003 digits",
    "bnode_graph.nq": "has no IRI for its name",
    "dirlang.ttl": "RDF 1.2",
    "nobase.ttl": "write @base",
    "quote-expected.ttl": "no valid Turtle",
    "space_iri.ttl": "Invalid IRI",
    "space_iri2.ttl": "Invalid IRI",
    "star.ttl": "RDF 1.2",
}
SOUND = ("base.ttl", "bom.ttl", "date_tz.ttl", "defaultgraph.nq", "langcase.ttl")
MISNAMED = ("splitgraph.nq", "wronggraph.nq")


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_what_cannot_be_loaded_is_unreadable_to_validation_in_the_same_words(name) -> None:
    error = told(str(CASES / name)).error
    assert isinstance(error, ReadError)
    assert UNREADABLE[name] in str(error)
    with pytest.raises(ReadError) as loading:
        read(str(CASES / name))
    assert str(loading.value) == str(error)


@pytest.mark.parametrize("name", SOUND)
def test_what_passes_loads(name) -> None:
    checked = told(str(CASES / name))
    assert (checked.error, [f for f in checked.findings if f.finding.severity.value == "Violation"]) == (None, [])
    (document,) = read(str(CASES / name))
    assert document.iri.startswith("https://news.example/article/")


@pytest.mark.parametrize(
    ("suffix", "line"),
    [
        ("ttl", "<https://a.example/u{x> a kg:Person ."),
        ("ttl", '<https://a.example/x> rdfs:label "\\uD800"@nl .'),
        ("ttl", "<https://a.example/x> rdf:reifies <<( <https://a.example/x> a kg:Person )>> ."),
        ("ttl", "<https://a.example/x> a kg:Person {| kg:score 0.5 |} ."),
        ("ttl", "<https://a.example/x> a kg:Person ~ <https://a.example/r> ."),
        ("trig", "GRAPH _:g { <https://a.example/x> a kg:Person }"),
        ("jsonld", '{"@context": "https://schema.org/", "@id": "https://a.example/x", "name": "x"}'),
        ("jsonld", '{"@graph": [{"@id": "https://a.example/x", "https://schema.org/name": [{"@value": "x"]}'),
    ],
)
def test_others_of_the_kind(tmp_path, suffix, line) -> None:
    prefixes = "@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    prefixes += "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    path = tmp_path / f"a.{suffix}"
    path.write_text(("" if suffix == "jsonld" else prefixes) + line, encoding="utf-8")
    with pytest.raises(ReadError) as loading:
        read(str(path))
    assert str(told(str(path)).error) == str(loading.value)


@pytest.mark.parametrize("worker", ENGINES, ids=list(EngineName))
@pytest.mark.parametrize(("name", "value"), [("start_is_datetime.ttl", "2026-03-10T12:05:34Z"), ("date_0230.ttl", "2026-02-30")])
def test_a_date_is_spelt_as_one_whichever_engine_checks(name, value, worker) -> None:
    assert rules(name, worker)["startDate", "DatatypeConstraintComponent"] == value
    assert told(str(CASES / "date_tz.ttl"), worker=worker).error is None
    assert ("startDate", "DatatypeConstraintComponent") not in rules("date_tz.ttl", worker)


@pytest.mark.parametrize("worker", ENGINES, ids=list(EngineName))
def test_what_cannot_be_compared_is_a_finding_and_hides_no_other(tmp_path, worker) -> None:
    found = rules("bnode_offset.ttl", worker)
    assert {c for p, c in found if p == "beginIndex"} >= {f"{name}ConstraintComponent" for name in ("Datatype", "LessThan", "MinInclusive")}
    broken = (CASES / "bnode_offset.ttl").read_text(encoding="utf-8").replace('"Lars Holmgaard"@nl', "<urn:x>").replace("kg:polarity kg:Positive ;", "", 3)
    both = told("a.ttl", broken.encode(), worker).findings
    assert {"Entity-label", "Event-polarity", "Mention-beginIndex"} <= {f.finding.shape.rpartition("#")[2] for f in both}
    assert not any("validator error" in f.finding.message for f in both)


@pytest.mark.parametrize("name", MISNAMED)
def test_a_named_graph_has_the_name_of_its_article(name) -> None:
    checked = told(str(CASES / name))
    assert {f.finding.component for f in checked.findings if f.finding.severity.value == "Violation"} == {"GraphName"}
    with pytest.raises(ReadError, match="stands in the graph <urn:other:graph>"):
        read(str(CASES / name))
    assert [d.iri for d in read(str(CASES / name), graph="urn:all")] != []


def test_two_articles_in_graphs_of_their_own_are_two_graphs() -> None:
    assert [d.iri for d in read(str(CASES / "two.trig"))] == ["https://news.example/article/a", "https://news.example/article/b"]
    assert "GraphName" not in {c for _, c in rules("two.trig", ENGINES[0])}
    crossed = (CASES / "two.trig").read_text(encoding="utf-8").replace("article/b> a", "article/a#event=1,2> a")
    assert "GraphName" in {f.finding.component for f in told("two.trig", crossed.encode()).findings}


@pytest.mark.parametrize("content", ["", "# nothing\n", "\ufeff", "<https://a.example/x> <https://a.example/p> 1 ."])
def test_a_file_with_nothing_of_ours_is_named_in_a_warning_by_both(tmp_path, content) -> None:
    (tmp_path / "a.ttl").write_text(content, encoding="utf-8")
    checked, loaded = run("validate", "a.ttl", cwd=tmp_path), run("load", "a.ttl", "--to", "store", "--no-ontology", cwd=tmp_path)
    warnings = [next(line for line in done.stderr.splitlines() if line.startswith("warning")) for done in (checked, loaded)]
    assert [done.returncode for done in (checked, loaded)] == [0, 0]
    assert [w.partition(": nothing was")[0] for w in warnings] == [f"warning: a.ttl: {graph_files.NOTHING}"] * 2
    assert "0 checked, 0 unreadable, 1 with nothing to check" in checked.stderr
    assert isinstance(told("a.ttl", content.encode()).error, NoArticle)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("packed", [True, False])
def test_packed_files_and_byte_order_marks(tmp_path, mark, packed) -> None:
    content = mark + BASE.read_bytes()
    name = "base.ttl.gz" if packed else "base.ttl"
    (tmp_path / "graphs").mkdir()
    (tmp_path / "graphs" / name).write_bytes(gzip.compress(content, mtime=0) if packed else content)
    done = run("validate", "graphs", "--report", "json", cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout)["summary"]["checked"]) == (0, 1)
    assert "1 added" in run("load", "graphs", "--to", "store", cwd=tmp_path).stderr
    assert "Lars Holmgaard" in run("query", "actors", "--store", "graphs", cwd=tmp_path).stdout


@pytest.mark.parametrize("content", [b"\x1f\x8b" + b"x" * 40, gzip.compress(b"<a", mtime=0)[:-9], BASE.read_bytes().decode().encode("utf-16")])
def test_what_cannot_be_unpacked_or_is_no_utf_8_says_so(content) -> None:
    error = told("a.ttl.gz" if content.startswith(b"\x1f") else "a.ttl", content).error
    assert isinstance(error, ReadError)
    assert "unpacked" in str(error) or "UTF-16" in str(error)


def test_a_text_of_twenty_megabytes_costs_its_own_file_only(tmp_path) -> None:
    huge = BASE.read_text(encoding="utf-8").replace('"Lars Holmgaard"@nl', '"' + "x" * 20_000_000 + '"@nl')
    (tmp_path / "huge.ttl").write_text(huge, encoding="utf-8")
    (tmp_path / "base.ttl").write_bytes(BASE.read_bytes())
    for command in (("validate",), ("load", "--to", "store"), ("link",), ("query", "actors", "--store", ".")):
        files = () if command[0] == "query" else ("huge.ttl", "base.ttl")
        done = run(*command, *files, cwd=tmp_path)
        assert done.returncode == 3, command
        assert [line for line in done.stderr.splitlines() if line.startswith("error")] == [
            "error: huge.ttl: no valid graph: a text, a name or a line is longer than the 16 MiB that the parser takes; shorten it, or leave the texts out of the graphs"
        ], command
        assert "Traceback" not in done.stderr
    report = json.loads(run("validate", "huge.ttl", "base.ttl", "--report", "json", cwd=tmp_path).stdout)
    assert (report["exit"], report["summary"]["checked"], report["summary"]["unreadable"]) == (3, 1, 1)


def test_what_nobody_thought_of_costs_the_file_that_it_is_met_in(monkeypatch) -> None:
    def breaks(*_arguments, **_more):
        raise ArithmeticError("of a kind\nthat nobody expects")

    monkeypatch.setattr("kg.validate.running.check_names", breaks)
    monkeypatch.delenv("KG_RAISE")
    error = told(str(BASE)).error
    assert str(error).startswith(f"{BASE}: a defect of kg or of a library: ArithmeticError: of a kind that nobody expects (")
    assert "please report it" in str(error)
    assert "ArithmeticError" in error.trace


def test_controls_of_a_graph_reach_no_terminal(tmp_path) -> None:
    text = BASE.read_text(encoding="utf-8").replace('anchorOf "akkoord"', 'anchorOf "ak\\u001b]0;x\\u0007\\u009b31m\\u202eoord"')
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    for report in ("text", "json", "github", "junit", "sarif"):
        done = run("validate", "a.ttl", "--report", report, cwd=tmp_path)
        assert done.returncode == 1
        assert not set("\x1b\x07\x9b\u202e") & set(done.stdout + done.stderr), report


# Spellings

WELL = {
    "date": ("2026-03-10", "2026-03-10Z", "2026-03-10+01:00", "-0044-03-15", "12026-03-10", "2024-02-29", "0000-02-29"),
    "dateTime": ("2026-03-10T12:05:34", "2026-03-10T24:00:00", "2026-03-10T12:05:34.123456789Z"),
    "integer": ("0", "-0", "+1", "01"),
    "decimal": ("1", "1.", ".5", "-1.50"),
    "double": ("1e3", "NaN", "-INF", "1"),
    "boolean": ("true", "0"),
    "gYear": ("2026", "-0001"),
    "gMonthDay": ("--02-29",),
    "duration": ("P1D", "-P1Y2MT3.5S", "PT1M"),
    "nonNegativeInteger": ("5",),
    "byte": ("-128",),
    "hexBinary": ("", "0aFF"),
    "language": ("nl-BE",),
}
ILL = {
    "date": (
        "2026-03-10T12:05:34Z",
        "2026-02-30",
        "2025-02-29",
        "1900-02-29",
        "2026-3-1",
        "02026-03-10",
        "26-03-10",
        " 2026-03-10",
        "2026-03-10\n",
        "2026-03-10+15:00",
        "",
    ),
    "dateTime": ("2026-03-10", "2026-03-10T25:00:00", "2026-03-10T24:00:01", "2026-03-10 12:05:34", "2026-03-10T12:05"),
    "integer": ("1.0", "", " 7 ", "1e3", "٣"),
    "decimal": ("1e3", ".", "one"),
    "double": ("nan", "inf", "1e"),
    "boolean": ("True", "yes", "het"),
    "gYear": ("26",),
    "gMonthDay": ("--02-30",),
    "duration": ("P", "PT", "1D", "P1S"),
    "nonNegativeInteger": ("-1",),
    "byte": ("128",),
    "hexBinary": ("0",),
    "language": ("een taal",),
}


@pytest.mark.parametrize(("spellings", "verdict"), [(WELL, True), (ILL, False)])
def test_spellings_of_xml_schema(spellings, verdict) -> None:
    kind = XSD.date.removesuffix("date")
    wrong = [(name, value) for name, values in spellings.items() for value in values if well_formed(value, kind + name) is not verdict]
    assert wrong == []
    assert well_formed("anything", kind + "string") is well_formed("anything", "https://a.example/type") is None


@given(st.dates())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_every_day_of_the_calendar_is_a_date(day) -> None:
    assert well_formed(day.isoformat(), XSD.date)
