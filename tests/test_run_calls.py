"""The library: arguments of every sensible type, and a sentence for the others."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg
from kg.errors import KgError, ReadError
from kg.pipeline import Failed, Settings

pytestmark = pytest.mark.model
TEXT = "De wethouder Anna Visser opende gisteren de kade van Zoutwijk."
QUICK = Settings(validate=False)
ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "published", ["2026-03-11", dt.date(2026, 3, 11), dt.datetime.fromisoformat("2026-03-11T09:30"), dt.datetime(2026, 3, 11, 9, 30, tzinfo=dt.UTC)]
)
def test_dates_are_taken_as_text_and_as_dates(published, tmp_path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    given = {"published": published, "language": "nl", "url": "https://x.example/kade", "publisher": "De Kade", "settings": QUICK}
    one, (other,) = kg.convert(TEXT, **given), kg.convert_file(tmp_path / "a.txt", **given)
    assert other.turtle() == one.turtle()
    assert 'kg:startDate "2026-03-10"^^xsd:date' in one.turtle()
    assert "<https://x.example/kade>" in one.turtle() or '"https://x.example/kade"' in one.turtle()
    assert "De Kade" in one.turtle()


@pytest.mark.parametrize("text", [None, b"De kade is open.", 5, ["De kade"]])
def test_a_text_of_another_type_is_a_type_error_that_says_what_to_give(text) -> None:
    with pytest.raises(TypeError, match="give the article as a str"):
        kg.convert(text)
    with pytest.raises(TypeError, match=r"path: a str or a path is wanted.*kg\.convert" if not isinstance(text, str) else ""):
        kg.convert_file(text)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("published", 20260311, "datetime.date"),
        ("language", b"nl", "give a str"),
        ("url", 5, "give a str"),
        ("publisher", ["x"], "give a str"),
        ("source", None, "give a name"),
    ],
)
def test_a_fact_of_another_type_is_a_type_error(name, value, says) -> None:
    with pytest.raises(TypeError, match=f"^{name}: .*{says}"):
        kg.convert(TEXT, **{name: value})


@pytest.mark.parametrize(("name", "value"), [("published", "gisteren"), ("language", "qqq9"), ("url", "not a url")])
def test_a_wrong_fact_is_called_as_the_argument_is(name, value) -> None:
    for call in (kg.convert, kg.convert_file):
        with pytest.raises(ReadError, match=f"^{name}: ") as told:
            call(TEXT, **{name: value})
        assert "--" not in str(told.value)
    with pytest.raises(ReadError, match="there is no format 'pdf'"):
        kg.convert_file("a.txt", form="pdf")


def test_a_base_is_checked() -> None:
    with pytest.raises(KgError, match="is no base of IRIs"):
        Settings(base="kb.example")
    assert Settings(base="https://kb.example").base == "https://kb.example/"


def test_a_result_is_one_line_in_a_notebook() -> None:
    shown = repr(kg.convert(TEXT, language="nl", settings=QUICK))
    assert len(shown) < 200
    assert "\n" not in shown
    assert "triples" in shown


def test_half_a_character_is_written_as_none() -> None:
    found = kg.convert("De wethouder Anna\ud800 Visser opende de kade.", language="nl", settings=QUICK)
    found.turtle().encode()
    assert any("surrogates" in warning for warning in found.warnings)


def test_a_defect_is_told_as_one_and_keeps_its_cause(monkeypatch) -> None:
    def extract(analysis, settings):
        raise ZeroDivisionError

    monkeypatch.setattr("kg.pipeline.extract", extract)
    with pytest.raises(ZeroDivisionError):
        kg.convert(TEXT, language="nl")
    monkeypatch.delenv("KG_RAISE")
    with pytest.raises(KgError, match="ZeroDivisionError") as told:
        kg.convert(TEXT, language="nl")
    assert isinstance(told.value.__cause__, ZeroDivisionError)


def test_a_file_that_cannot_be_read_is_a_result() -> None:
    (found,) = kg.convert_file("nowhere.txt")
    assert isinstance(found, Failed)


def test_types_are_seen_from_outside(tmp_path) -> None:
    pytest.importorskip("mypy", reason="mypy is a tool of the developers")
    """The package is marked as typed, and its calls have types."""
    assert (Path(kg.__file__).parent / "py.typed").is_file()
    program = 'import datetime as dt\nimport kg\nreveal_type(kg.convert("x", published=dt.date(2026, 3, 11)))\nkg.convert(b"x")\n'
    (tmp_path / "t.py").write_text(program, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "t.py"], cwd=tmp_path, capture_output=True, text=True)
    assert 'Revealed type is "kg.pipeline.Converted"' in done.stdout
    assert 'incompatible type "bytes"; expected "str"' in done.stdout
    assert "import-untyped" not in done.stdout


def test_the_licence_names_that_of_the_weights_too() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0 AND CC-BY-SA-4.0"
    licences = [path for pattern in project["license-files"] for path in Path(kg.__file__).parent.parent.glob(pattern)]
    assert any("CC BY-SA 4.0" in p.read_text(encoding="utf-8") or "Attribution-ShareAlike 4.0" in p.read_text(encoding="utf-8") for p in licences)
