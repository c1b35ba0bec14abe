"""`kg show`: one claim in words, with its evidence; and the page of the docs that tells of it and of `kg review`."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from .graphs import run
from .test_review import with_text

pytestmark = pytest.mark.model
ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BASE = "https://news.example"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory, converted) -> Path:
    folder = tmp_path_factory.mktemp("show") / "graphs"
    folder.mkdir()
    (folder / "windpark.ttl").write_text(with_text(converted), encoding="utf-8")
    return folder


def show(graphs: Path, asked: str, *options: object, code: int = 0) -> list[str]:
    done = run("show", asked, *options, cwd=graphs.parent)
    assert done.returncode == code, done.stderr
    return (done.stdout if code == 0 else done.stderr).splitlines()


def first_lines(lines: list[str]) -> list[str]:
    return [line for n, line in enumerate(lines) if n == 0 or lines[n - 1] == ""]


def test_the_docs_show_what_it_prints(graphs) -> None:
    (block,) = re.findall(r"```text\n(.*?)```", (DOCS / "review.md").read_text(encoding="utf-8"), re.DOTALL)
    printed = show(graphs, "graphs/windpark.ttl#char=657,664")
    assert [line for line in printed[: printed.index("  triples:")] if not line.startswith("  confidence: ")] == block.splitlines()


def test_a_file_an_iri_and_a_store_give_the_same(graphs, converted) -> None:
    iri = converted.triples.iri
    told = show(graphs, "graphs/windpark.ttl#event=657,664")
    assert told == show(graphs, f"{iri}#event=657,664", "--store", "graphs") == show(graphs, f"{iri}#char=657,664", "--store", "graphs/windpark.ttl")
    assert '    kg:startDate "2026-04-14"' in told


def test_the_triples_are_those_of_the_graph(graphs, converted) -> None:
    told = show(graphs, "graphs/windpark.ttl#event=657,664")
    count = len([t for t in converted.triples.triples if t.subject.endswith("#event=657,664")])
    assert len(told) - told.index("  triples:") - 1 == count > 10


def test_words_of_a_claim_that_are_not_its_own_show_all_that_rest_on_them(graphs) -> None:
    told = first_lines(show(graphs, "graphs/windpark.ttl#char=640,660"))
    assert [line.partition(" (")[0] for line in told] == [
        "Hanneke Veldkamp expects: dat het kabinet op 14 april een akkoord bereikt met de vissers",
        "Kabinet akkoord with de vissers",
    ]


def test_an_actor_shows_all_its_claims(graphs) -> None:
    told = first_lines(show(graphs, f"{BASE}/person/jonas-brandt", "--store", "graphs"))
    assert [line.partition(":")[0] for line in told] == ["Jonas Brandt warns", "Jonas Brandt says"]


def test_the_sentence_and_how_its_date_came_about(graphs) -> None:
    told = show(graphs, "graphs/windpark.ttl#char=928,939")
    sentence = "[De Duitse minister Jonas Brandt] [[waarschuwde]] [vorige week] [dat de kabel zonder Noorderdiep niet rendabel is]."
    assert f"  sentence: {sentence}" in told
    assert "  date: 'vorige week', published 11 March 2026: 2 March 2026 to 8 March 2026" in told


def test_without_a_text_there_is_no_sentence(graphs, converted, tmp_path) -> None:
    (tmp_path / "a.ttl").write_text(converted.turtle(), encoding="utf-8")
    told = show(tmp_path / "a.ttl", "a.ttl#char=657,664")
    assert "  event: akkoord [657,664]" in told
    assert not [line for line in told if line.startswith("  sentence:")]
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(converted.article.text, encoding="utf-8")
    again = show(tmp_path / "a.ttl", "a.ttl#char=657,664", "--text", "texts")
    assert [line for line in again if line.startswith("  sentence:")]


@pytest.mark.parametrize(
    ("asked", "code", "what"),
    [
        ("graphs/windpark.ttl", 2, "names no claim"),
        ("graphs/windpark.ttl#char=9999,10000", 3, "no claim is made there"),
        ("graphs/absent.ttl#char=1,2", 3, "cannot be read"),
        (f"{BASE}/person/nobody", 3, "no such file or directory"),
    ],
)
def test_what_is_not_there_is_one_line(graphs, asked, code, what) -> None:
    told = show(graphs, asked, code=code)
    assert what in "\n".join(told)
    assert len([line for line in told if line.lower().startswith("error")]) >= 1


def test_controls_in_names_are_spelt_out(graphs, converted, tmp_path) -> None:
    (tmp_path / "a.ttl").write_text(with_text(converted).replace('"Jonas Brandt"@nl', '"Jonas \\u001B[31m\\u202EBrandt"@nl'), encoding="utf-8")
    done = run("show", "a.ttl#char=928,939", cwd=tmp_path)
    assert "Jonas \\x1b[31m\\u202eBrandt warns" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_pictures_of_the_docs_are_there_and_small() -> None:
    told = set(re.findall(r"\((review-\w+\.png)\)", (DOCS / "review.md").read_text(encoding="utf-8")))
    assert told == {path.name for path in DOCS.glob("*.png")}
    assert [path.name for path in DOCS.glob("*.png") if path.stat().st_size > 300_000] == []


@pytest.mark.parametrize("question", ["who-said-what", "timeline", "who-meets-whom", "events-with", "statements-by"])
def test_the_claims_that_the_named_questions_find_can_be_shown(graphs, question) -> None:
    actor = ["Hanneke Veldkamp"] if question in {"events-with", "statements-by"} else []
    done = run("query", question, *actor, "--store", "graphs", "--format", "csv", cwd=graphs.parent)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    for row in rows[:2]:
        told = show(graphs, row["at"], "--store", "graphs")
        assert (row.get("what") or row.get("event")) in told[0]
