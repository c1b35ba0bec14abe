"""`kg validate` as a step of CI: what it takes, what fails it, and with which code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.validate import shapes
from kg.vocab import KG

ROOT = Path(__file__).parent.parent
GOOD, BROKEN = ROOT / "tests/validation/good.ttl", ROOT / "tests/validation/broken.ttl"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    (tmp_path / "graphs" / "deep").mkdir(parents=True)
    shutil.copy(GOOD, tmp_path / "graphs" / "a.ttl")
    broken = BROKEN.read_text(encoding="utf-8").replace("article/brug", "article/stuk")
    (tmp_path / "graphs" / "deep" / "b.ttl").write_text(broken, encoding="utf-8")
    (tmp_path / "graphs" / "note.txt").write_text("no graph", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(["validate", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def checked(capsys, *arguments: str) -> tuple[int, dict]:
    code, out, _ = run(capsys, *arguments, "--report", "json")
    return code, json.loads(out)


@pytest.mark.parametrize(
    ("arguments", "number"),
    [(["graphs"], 2), (["graphs/a.ttl"], 1), (["graphs/*.ttl"], 1), (["graphs/**/*.ttl"], 2), (["graphs", "./graphs/../graphs/a.ttl"], 2), (["graphs/*"], 1)],
)
def test_files_directories_and_patterns(capsys, folder, arguments, number) -> None:
    """Each file once; a walked directory and a pattern take graph files only."""
    assert checked(capsys, *arguments)[1]["summary"]["checked"] == number


def test_standard_input(folder) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-m", "kg", "validate", "-"]
    done = subprocess.run(command, input=BROKEN.read_bytes(), capture_output=True, check=False, env=environment)
    assert done.returncode == 1
    assert done.stdout.startswith(b"-: https://news.example/article/brug\n")


def test_exit_codes(capsys, folder) -> None:
    """0 conforming, 1 findings, 2 wrong usage, 3 unreadable; the worst wins."""
    (folder / "bad.ttl").write_text("<a> <b> .", encoding="utf-8")
    assert run(capsys, "graphs/a.ttl")[0] == 0
    assert run(capsys, "graphs")[0] == 1
    assert run(capsys, "bad.ttl")[0] == 3
    assert run(capsys, "graphs", "bad.ttl")[0] == 3
    assert run(capsys, "missing.ttl")[0] == 3
    assert run(capsys, "none/*.ttl")[0] == 3
    for wrong in (
        ["--fail-on", "never"],
        ["--severity", "Event-label"],
        ["--severity", "Nope=info"],
        ["--only-shapes"],
        ["--update-baseline"],
        ["--baseline", "no.json"],
    ):
        assert run(capsys, "graphs", *wrong)[0] == 2, wrong


def test_fail_on(capsys, folder) -> None:
    content = GOOD.read_text(encoding="utf-8").replace("    kg:agent <#organization=59,70> ;\n", "")
    (folder / "info.ttl").write_text(content, encoding="utf-8")
    assert [run(capsys, "info.ttl", "--fail-on", least)[0] for least in ("violation", "warning", "info")] == [0, 0, 1]
    (folder / "warning.ttl").write_text(content.replace("    kg:speaker <https://news.example/person/anna-visser> ;\n", ""), encoding="utf-8")
    assert [run(capsys, "warning.ttl", "--fail-on", least)[0] for least in ("violation", "warning", "info")] == [0, 1, 1]
    assert [run(capsys, "warning.ttl", "--max-warnings", most)[0] for most in ("1", "0")] == [0, 1]


def test_a_severity_in_kg_toml(capsys, folder) -> None:
    """Settings stand in the file as they do on the command line, and those win."""
    (folder / "kg.toml").write_text('[validate]\nseverity = ["Event-certainty=warning", "MentionSpan=info"]\n', encoding="utf-8")
    code, told = checked(capsys, "graphs")
    assert (code, told["summary"]["violation"], told["summary"]["warning"], told["summary"]["info"]) == (0, 0, 2, 2)
    assert run(capsys, "graphs", "--severity", "Event-certainty=violation")[0] == 1


def test_baseline(capsys, folder) -> None:
    """What is known does not fail; what is new does; what is gone is told."""
    assert run(capsys, "graphs", "--baseline", "known.json", "--update-baseline")[0] == 0
    rows = json.loads((folder / "known.json").read_text(encoding="utf-8"))["findings"]
    assert [row["focus"].rpartition("/")[2] for row in rows] == ["stuk#char=101,106", "stuk#event=75,82", "stuk#event=75,82", "stuk#statement=55,88"]
    code, out, err = run(capsys, "graphs", "--baseline", "known.json")
    assert (code, out) == (0, "")
    assert "known            4" in err
    broken = folder / "graphs" / "deep" / "b.ttl"
    broken.write_text(
        broken.read_text(encoding="utf-8").replace("nif:beginIndex 98", "nif:beginIndex 101").replace("nif:endIndex 103", "nif:endIndex 106"), encoding="utf-8"
    )
    (folder / "graphs" / "c.ttl").write_text(BROKEN.read_text(encoding="utf-8").replace("article/brug", "article/nieuw"), encoding="utf-8")
    code, told = checked(capsys, "graphs", "--baseline", "known.json")
    assert (code, told["summary"]["known"], told["summary"]["violation"]) == (1, 3, 2)
    assert "1 of the baseline no longer occur" in run(capsys, "graphs", "--baseline", "known.json")[2]
    (folder / "known.json").write_text("[]", encoding="utf-8")
    assert run(capsys, "graphs", "--baseline", "known.json")[0] == 2


def test_quiet_says_what_fails_only(capsys, folder) -> None:
    _, out, err = run(capsys, "graphs", "-q")
    assert err == ""
    assert [line.split()[0] for line in out.splitlines()[1:]] == ["violation", "violation"]


OWN = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix h: <https://house.example/> . @prefix kg: <{KG.NAMESPACE}> .
h:Event-place a sh:PropertyShape ; sh:targetClass kg:Event ; sh:path kg:place ; sh:minCount 1 ; sh:message "Say where." .
"""


def test_shapes_of_your_own(capsys, folder) -> None:
    (folder / "own.ttl").write_text(OWN, encoding="utf-8")
    _, both = checked(capsys, "graphs", "--shapes", "own.ttl")
    assert {f["rule"] for f in both["findings"]} == {"Event-place", "EventArguments", "Event-certainty", "StatementSource-speaker", "MentionSpan"}
    code, alone = checked(capsys, "graphs", "--shapes", "own.ttl", "--only-shapes")
    assert (code, {f["rule"] for f in alone["findings"]}) == (1, {"Event-place", "MentionSpan"})
    assert "Say where." in {f["message"] for f in alone["findings"]}
    (folder / "none.ttl").write_text("this is no Turtle", encoding="utf-8")
    assert run(capsys, "graphs", "--shapes", "none.ttl")[0] == 2


def test_shapes_of_your_own_with_sparql_and_prefixes(capsys, folder) -> None:
    """What the screen does not know goes to pyshacl, with the prefixes that the file declares."""
    query = "SELECT $this ?value WHERE { $this own:polarity ?value }"
    declared = f'h: sh:declare [ sh:prefix "own" ; sh:namespace "{KG.NAMESPACE}"^^<http://www.w3.org/2001/XMLSchema#anyURI> ] .'
    own = f'h:Q a sh:NodeShape ; sh:targetClass kg:Event ; sh:sparql [ sh:message "q" ; sh:prefixes h: ; sh:select "{query}" ] . {declared}'
    (folder / "own.ttl").write_text(OWN + own, encoding="utf-8")
    code, told = checked(capsys, "graphs/a.ttl", "--shapes", "own.ttl", "--severity", "Event-place=info")
    assert (code, {(f["rule"], f["level"]) for f in told["findings"]}) == (1, {("Event-place", "info"), ("Q", "violation")})
    (folder / "own.ttl").write_text(OWN + 'h:Q a sh:NodeShape ; sh:targetClass kg:Event ; sh:sparql [ sh:select "SELECT nonsense" ] .', encoding="utf-8")
    code, told = checked(capsys, "graphs/a.ttl", "--shapes", "own.ttl", "--severity", "Event-place=info")
    assert code == 1
    assert any("validator error" in f["message"] for f in told["findings"])


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("engine", ["screen", "pyshacl"])
def test_engines_and_processes_say_the_same(capsys, folder, jobs, engine) -> None:
    expected = run(capsys, "graphs", "--report", "json")[:2]
    assert run(capsys, "graphs", "--report", "json", "--jobs", jobs, "--engine", engine)[:2] == expected


def test_a_file_of_many_articles(capsys, folder) -> None:
    """The report is grouped by article."""
    other = BROKEN.read_text(encoding="utf-8").replace("article/brug", "article/dijk")
    (folder / "many.ttl").write_text(BROKEN.read_text(encoding="utf-8") + "\n" + other, encoding="utf-8")
    _, out, _ = run(capsys, "many.ttl")
    headings = [line for line in out.splitlines() if not line.startswith(" ")]
    assert headings == ["many.ttl: https://news.example/article/brug", "many.ttl: https://news.example/article/dijk"]


def test_every_shape_can_be_named_on_the_command_line(capsys, folder) -> None:
    names = sorted({str(s).rpartition("#")[2] for s in shapes().subjects() if "newskg/shapes#" in str(s)})
    assert len(names) > 80
    assert run(capsys, "graphs/a.ttl", *(part for name in names for part in ("--severity", f"{name}=info")))[0] == 0
