"""Output names that every file system takes, and one graph an article."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.naming import distinct, safe
from kg.cli.placing import _order
from kg.cli.sources import Source, find, output_names

from .runs import kg

pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]
TEXT = "De wethouder Anna Visser opende gisteren de kade van Zoutwijk. De minister zei dat het goed was.\n"
QUICK = ("--lang", "nl", "--no-validate")


@pytest.mark.parametrize("name", ["a", "deep/a", "kade open", "é", "a.b", "2026-03-11", "x" * 240, "..hidden", "console", "com10"])
def test_a_good_name_stays(name) -> None:
    assert safe(name) == name


BAD = [
    "CON",
    "aux",
    "nul.x",
    "Com1",
    "lpt9.tar",
    "a.",
    "a ",
    'a<b>:"|?*',
    "a\\b",
    "a\nb",
    "a\x1b]0;x",
    "kad\udce9",
    "x" * 250,
    "é" * 127,
    "aux/a",
    "a/con",
    "a./b",
]


@pytest.mark.parametrize("name", BAD, ids=range(len(BAD)))
def test_a_bad_name_is_made_good_and_always_the_same(name) -> None:
    made = safe(name)
    assert made == safe(name) != name
    for part in made.split("/"):
        part.encode()
        assert len(part.encode()) <= 240
        assert not part.endswith((".", " "))
        assert not set(part) & set('<>:"|?*\\\n\x1b')
        assert part.partition(".")[0].lower() not in {"con", "aux", "nul", "com1", "lpt9"}
    assert made.count("/") == name.count("/")


def test_no_two_names_are_one_to_any_file_system() -> None:
    stems = ["A", "a", "B", "caf\u00e9", "cafe\u0301", "Straße", "STRASSE", "aux", "AUX", "x" * 250, "x" * 251, "c", "c"]
    names = [f"{n}.txt" for n in range(len(stems))]
    made = distinct(stems, names)
    assert made == distinct(stems, names)
    assert made[2] == "B"
    assert len({name.casefold() for name in made}) == len(stems)
    assert len({safe("a:"), safe("a?"), safe("a*")}) == 3


def test_names_of_many_sources_are_found_in_no_time() -> None:
    sources = [Source(f"c/{n}.txt", Path(f"a{n % 15_000}")) for n in range(20_000)]
    assert len(set(output_names(sources))) == 20_000  # it was quadratic: minutes


def test_files_of_every_name_are_written_each_to_its_own(tmp_path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = [
        b"kad\xe9.txt",
        b"aux.txt",
        b"con.txt",
        b"A.txt",
        b"a.txt",
        b"dot..txt",
        b"q?.txt",
        b"x" * 251 + b".txt",
        b"line\nbreak.txt",
        b"esc\x1b[31m.txt",
        b"plain.txt",
    ]
    for n, name in enumerate(names):
        (folder / os.fsdecode(name)).write_bytes(f"Kade {n} open\n\n{TEXT}".encode())
    outputs = []
    for output in ("one", "two"):
        done = kg(
            "convert", "in", *QUICK, "-o", output, "--text-out", f"{output}-texts", "--jobs", output.replace("one", "1").replace("two", "2"), cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stderr
        outputs.append({p.name: p.read_bytes() for p in (tmp_path / output).iterdir()})
        assert len(list((tmp_path / f"{output}-texts").iterdir())) == len(names)
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == len({name.lower() for name in outputs[0]}) == len(names)
    assert "plain.ttl" in outputs[0]
    assert kg("convert", str(folder / os.fsdecode(names[0])), *QUICK, "-o", "-", "--report", "json", cwd=tmp_path).returncode == 0


def test_a_source_that_is_given_twice_is_read_once(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    sources, errors, warnings = find(["a.txt", "./a.txt", "."], None)
    assert ([s.name for s in sources], errors) == (["a.txt"], [])
    assert [where for where, what in warnings if "more than once" in what] == ["./a.txt", "a.txt"]


def page(folder: Path, name: str, modified: str, title: str, text: str = TEXT) -> None:
    record = {"@context": "https://schema.org", "@type": "NewsArticle", "url": "https://x.example/kade", "headline": title, "inLanguage": "nl"}
    record |= {"datePublished": "2026-03-11T09:00:00+01:00", "dateModified": modified, "articleBody": text * 3}
    (folder / name).write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize("order", [("old.json", "new.json"), ("new.json", "old.json")])
def test_the_newest_of_one_article_stands_whatever_the_order(tmp_path, monkeypatch, capsys, order) -> None:
    monkeypatch.chdir(tmp_path)
    page(tmp_path, "old.json", "2026-03-11T10:00:00+01:00", "Kade dicht")
    page(tmp_path, "new.json", "2026-03-11T09:30:00Z", "Kade open")
    assert main(["convert", *order, "--no-validate", "-o", "out", "--text-out", "texts", "--report", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["converted"], told["written"], told["failed"]) == (2, 1, 0)
    (warning,) = [m for m in told["messages"] if "https://x.example/kade" in m["message"]]
    assert warning["source"] == order[1]
    assert f"(in {order[0]})" in warning["message"]
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["new.ttl"]
    assert [p.name for p in (tmp_path / "texts").iterdir()] == ["new.txt"]
    for output in ("all.ttl", "all.nq"):
        assert main(["convert", *order, "--no-validate", "-o", output]) == 0
        written = (tmp_path / output).read_text(encoding="utf-8")
        assert ("Kade open" in written, "Kade dicht" in written) == (True, False)


def test_the_full_text_stands_over_the_summary_of_a_feed(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    page(tmp_path, "page.json", "2026-03-11T09:00:00+01:00", "Kade open")
    item = "<item><title>{}</title><link>https://x.example/{}</link><description>De kade van Zoutwijk is nu open voor schepen.</description></item>"
    items = item.format("Kade open", "kade") + item.format("Brug dicht", "brug")
    (tmp_path / "feed.xml").write_text(f'<rss version="2.0"><channel><title>x</title><language>nl</language>{items}</channel></rss>', encoding="utf-8")
    for order in (("page.json", "feed.xml"), ("feed.xml", "page.json")):
        output = order[0].partition(".")[0]
        assert main(["convert", *order, "--no-validate", "-o", output]) == 0
        line = capsys.readouterr().err
        assert "https://x.example/kade" in line
        files = sorted(str(p.relative_to(tmp_path / output)) for p in (tmp_path / output).rglob("*.ttl"))
        assert [f.partition("-")[0] for f in files] == ["feed/brug", "page.ttl"]


def test_versions_of_any_length_compare() -> None:
    assert _order("9") < _order("10") < _order("1" * 5000) < _order("2" * 5000)
    assert _order("007") == _order("7")
    assert _order("a") < _order("0")
