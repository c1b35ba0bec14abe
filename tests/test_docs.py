"""The README is a test: its Turtle, its question and its program are run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARTICLE = ROOT / "tests" / "articles" / "windpark.txt"

pytestmark = pytest.mark.model


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def converted():
    return kg.convert(ARTICLE.read_text(encoding="utf-8"), published="2026-03-11", source="tests/articles/windpark.txt")


def test_first_screen_has_exactly_two_commands() -> None:
    """One that converts, one that tests."""
    first, second = blocks("console")
    assert str(ARTICLE.relative_to(ROOT)) in first
    assert "pytest" in second
    assert all(block.count("\n") == 1 for block in (first, second))


def test_every_subject_of_the_turtle_stands_in_the_output(converted) -> None:
    """The Turtle that the README shows is what the command writes."""
    written = converted.turtle().split("\n\n")
    shown = [part.strip() for block in blocks("turtle") for part in block.split("\n\n")]
    assert len(shown) > 3
    missing = [part for part in shown if not part.startswith("@") and part not in [w.strip() for w in written]]
    assert missing == []


def test_the_question_has_the_answer_that_is_printed(converted) -> None:
    """The SPARQL query over the graph gives the table below it."""
    (query,) = blocks("sparql")
    (answer,) = blocks("text")
    rows = [" | ".join(str(value) for value in row) for row in converted.graph().query(query)]
    assert rows
    assert "\n".join(rows) + "\n" == answer


def test_the_program_runs(monkeypatch) -> None:
    """Three lines to an rdflib graph."""
    (program,) = blocks("python")
    assert program.count("\n") == 3
    names: dict[str, object] = {}
    monkeypatch.chdir(ROOT)
    exec(program, names)
    assert len(names["graph"]) > 100


def test_the_shown_graph_conforms(converted) -> None:
    """No violation in our own example."""
    assert [f for f in converted.findings if f.severity.value == "Violation"] == []


def test_the_table_of_formats_is_the_table_of_readers() -> None:
    """What the README lists is what is installed."""
    from kg.readers import names, readers

    ours = [r for r in readers() if names()[r.name].dist.name == "newskg"]
    rows = re.findall(r"^\| `([\w-]+)` \| (.*) \| (one|many) \|$", README, re.MULTILINE)
    assert rows == [(r.name, r.title, "many" if r.many else "one") for r in ours]


def test_the_line_for_a_reader_is_the_one_of_the_example() -> None:
    """The entry point that the README shows stands in the test package."""
    (line,) = blocks("toml")
    assert line in (ROOT / "tests" / "plugin" / "pyproject.toml").read_text(encoding="utf-8")


def test_the_readme_tells_the_name_of_the_package() -> None:
    """Who installs `kg` gets another project."""
    assert "`newskg`; the `kg` of PyPI is another project" in README
