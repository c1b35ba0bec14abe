"""What a user does at the command line, with real files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import rdflib

from kg.vocab import KG, PREFIXES

ARTICLE = Path(__file__).parent / "articles" / "windpark.txt"
pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]


def kg(*arguments: str, cwd: Path, stdin: bytes | None = None, path: str = "") -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in (path, *sys.path) if p)}
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, input=stdin, capture_output=True, check=False, env=environment)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    shutil.copy(ARTICLE, folder / "windpark.txt")
    return folder


def test_inspect_shows_sentences_tokens_and_finds(folder) -> None:
    done = kg("inspect", "windpark.txt", "--published", "2026-03-11", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    text = ARTICLE.read_text(encoding="utf-8")
    assert lines[0]["language"] == "nl"
    for key in ("sentence", "entity", "role", "statement", "event"):
        assert any(key in line for line in lines), key
    for line in lines:
        for token in line.get("tokens", ()):
            assert text[token["span"]["start"] : token["span"]["end"]] == token["form"]


def test_word_lists_of_your_own_are_laid_over_ours(folder) -> None:
    (folder / "lists").mkdir()
    (folder / "lists" / "reporting.toml").write_text('[verbs]\nAssertion = "zingen"\n', encoding="utf-8")
    (folder / "gossip.txt").write_text("De burgemeester zong dat de brug morgen opengaat.\n", encoding="utf-8")
    plain = kg("convert", "gossip.txt", "--lang", "nl", "-o", "-", "--no-validate", cwd=folder)
    own = kg("convert", "gossip.txt", "--lang", "nl", "-o", "-", "--no-validate", "--lexicon", "lists", cwd=folder)
    assert b"kg:Statement" not in plain.stdout
    assert b"kg:Statement" in own.stdout


def test_the_text_that_offsets_count_in(folder) -> None:
    done = kg("convert", "windpark.txt", "-o", "graphs", "--text-out", "texts", "--no-validate", cwd=folder)
    assert done.returncode == 0
    text = (folder / "texts" / "windpark.txt").read_text(encoding="utf-8")
    graph = rdflib.Graph().parse(folder / "graphs" / "windpark.ttl")
    rows = list(graph.query("SELECT ?b ?e ?w { ?m nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?w }", initNs={"nif": PREFIXES["nif"]}))
    assert len(rows) > 100
    assert all(text[int(b) : int(e)] == str(w) for b, e, w in rows)


def test_materialize_writes_what_the_ontology_implies(folder) -> None:
    done = kg("convert", "windpark.txt", "-o", "-", "--materialize", cwd=folder)
    assert done.returncode == 0, done.stderr
    graph = rdflib.Graph().parse(data=done.stdout.decode(), format="turtle")
    people = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(KG.Person)))
    assert people
    assert people <= set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(KG.Actor)))
    assert people <= set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Person")))


@pytest.mark.parametrize(("form", "suffix"), [("turtle", "ttl"), ("trig", "trig"), ("nquads", "nq"), ("ntriples", "nt"), ("jsonld", "jsonld")])
def test_what_convert_writes_validate_accepts(folder, form, suffix) -> None:
    assert kg("convert", "windpark.txt", "-f", form, "-o", form, "--no-validate", cwd=folder).returncode == 0
    done = kg("validate", f"{form}/windpark.{suffix}", cwd=folder)
    assert done.returncode == 0, done.stderr


def test_validate_reads_standard_input(folder) -> None:
    written = kg("convert", "windpark.txt", "-o", "-", "--no-validate", cwd=folder).stdout
    assert kg("validate", "-", "--report", "json", cwd=folder, stdin=written).returncode == 0
    broken = written.replace(b"kg:polarity kg:Positive", b"kg:polarity kg:Sunny", 1)
    done = kg("validate", "-", "--report", "json", cwd=folder, stdin=broken)
    assert done.returncode == 1
    assert "Sunny" in done.stdout.decode()


UNUSED = "De directeur verscheen. “Zo gaat het.” De trein reed vrijdag of zaterdag.\n"


def test_coverage_tells_what_was_not_used_and_why(folder) -> None:
    """What the text signals (cues, quotations, dates, titles) is counted; each unused one has its words, its place and a reason."""
    (folder / "unused.txt").write_text(UNUSED, encoding="utf-8")
    done = kg("convert", "unused.txt", "--lang", "nl", "--published", "2026-03-11", "-o", "-", "--report", "json", cwd=folder)
    coverage = json.loads(done.stderr)["coverage"]
    assert coverage["signals"] == coverage["used"] + len(coverage["unused"])
    assert coverage["share"] == round(coverage["used"] / coverage["signals"], 4)
    assert coverage["unused"]
    for row in coverage["unused"]:
        assert row["reason"]
        assert row["source"] == "unused.txt"


def test_too_little_coverage_fails_in_ci(folder) -> None:
    (folder / "unused.txt").write_text(UNUSED, encoding="utf-8")
    arguments = ("convert", "unused.txt", "--lang", "nl", "--published", "2026-03-11", "-o", "-")
    assert kg(*arguments, "--min-coverage", "0.1", cwd=folder).returncode == 0
    failed = kg(*arguments, "--min-coverage", "1", cwd=folder)
    assert failed.returncode == 1
    assert b"coverage" in failed.stderr
    assert failed.stdout  # the graph is written all the same
    assert kg(*arguments, "--min-coverage", "1.5", cwd=folder).returncode == 2


def test_inspect_shows_signals(folder) -> None:
    done = kg("inspect", "windpark.txt", "--published", "2026-03-11", cwd=folder)
    signals = [line for line in map(json.loads, done.stdout.decode().splitlines()) if "signal" in line]
    assert {line["kind"] for line in signals} == {"cue", "quotation", "time", "title"}
    assert all(line["used"] is not bool(line["reason"]) for line in signals)


def test_many_articles_on_standard_input_are_no_memory_and_no_leftover(folder) -> None:
    """More than one article may be is kept in a file of its own, which goes with the process."""
    lines = "".join(
        json.dumps({"title": f"Kade {n}", "text": "De wethouder opende gisteren de kade.", "lang": "nl", "url": f"https://x.example/{n}"}) + "\n"
        for n in range(40)
    )
    before = set(Path(tempfile.gettempdir()).glob("kg-*"))
    done = kg("convert", "-", "-o", "many", "--max-size", "1000", "--no-validate", cwd=folder, stdin=lines.encode())
    assert done.returncode == 0, done.stderr
    assert len(list((folder / "many" / "stdin").iterdir())) == 40
    assert set(Path(tempfile.gettempdir()).glob("kg-*")) == before


def test_a_format_that_does_not_exist_is_wrong_usage(folder) -> None:
    done = kg("convert", "windpark.txt", "--from", "docx", cwd=folder)
    assert done.returncode == 2
    assert b"there is no format 'docx': choose one of archive" in done.stderr


def test_a_walked_directory_is_mirrored_and_says_what_it_left(folder) -> None:
    (folder / "in" / "deep").mkdir(parents=True)
    shutil.copy(ARTICLE, folder / "in" / "deep" / "a.txt")
    (folder / "in" / "b.json").write_text('{"title": "Kade open", "text": "De wethouder opende de kade.", "lang": "nl"}', encoding="utf-8")
    (folder / "in" / "c.mp3").write_bytes(b"ID3")
    done = kg("convert", "in", "-o", "mirrored", "--no-validate", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert sorted(str(p.relative_to(folder / "mirrored")) for p in (folder / "mirrored").rglob("*.ttl")) == ["b.ttl", "deep/a.ttl"]
    assert b"1 file is of no news format: .mp3 (1)" in done.stderr
