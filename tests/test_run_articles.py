"""One article never ends a run, whatever goes wrong in it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from kg.analyse.morphology import Morphology
from kg.pipeline import Converted, Settings, convert
from kg.readers import Facts, Input
from kg.times import calendar

from .runs import BAD, GOOD, failing, kg

pytestmark = pytest.mark.model
WORDS = ("Valueboem", "Recursieboem", "Geheugenboem", "Assertieboem", "Schrijfboem")
NAMES = {
    "Valueboem": "ValueError",
    "Recursieboem": "RecursionError",
    "Geheugenboem": "MemoryError",
    "Assertieboem": "AssertionError",
    "Schrijfboem": "UnicodeEncodeError",
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    return failing(tmp_path_factory.mktemp("broken") / "path")


def filled(folder, words):
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "in" / "z.txt").write_text(GOOD + "\nNog een zin.\n", encoding="utf-8")
    for word in words:
        (folder / "in" / f"{word.lower()}.txt").write_text(BAD.format(word=word), encoding="utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_kind_of_failure_costs_its_article(tmp_path, broken, jobs) -> None:
    filled(tmp_path, WORDS)
    done = kg("convert", "in", "--lang", "nl", "--jobs", jobs, "-o", "out", cwd=tmp_path, path=broken)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == len(WORDS)
    for word in WORDS:
        (line,) = [each for each in errors if f"in/{word.lower()}.txt: " in each]
        assert NAMES[word] in line
        assert "report it" in line
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.ttl", "z.ttl"]
    assert "2 converted, 5 failed" in done.stderr


def test_one_file_for_all_lacks_what_cannot_be_written_and_nothing_else(tmp_path, broken) -> None:
    filled(tmp_path, ["Schrijfboem"])
    done = kg("convert", "in", "--lang", "nl", "-o", "all.ttl", "--report", "json", cwd=tmp_path, path=broken)
    assert done.returncode == 3
    told = json.loads(done.stdout)
    assert (told["converted"], told["failed"], told["written"]) == (2, 1, 2)
    assert told["seconds"] > 0
    assert (tmp_path / "all.ttl").read_text(encoding="utf-8").count("@base") == 2


def test_tracebacks_are_for_those_who_ask(tmp_path, broken) -> None:
    filled(tmp_path, ["Valueboem"])
    arguments = ("convert", "in", "--lang", "nl", "--jobs", "2", "-o", "out")
    assert "Traceback" not in kg(*arguments, "-v", cwd=tmp_path, path=broken).stderr
    shown = kg(*arguments, "-vv", cwd=tmp_path, path=broken).stderr
    assert "Traceback" in shown
    assert 'raise ValueError("nothing that kg explains")' in shown


def test_inspect_ends_in_a_line_too(tmp_path, broken) -> None:
    filled(tmp_path, ["Valueboem"])
    done = kg("inspect", "in/valueboem.txt", "--lang", "nl", cwd=tmp_path, path=broken)
    assert done.returncode == 3
    assert done.stderr.startswith("error: in/valueboem.txt: a defect of kg or of a library: ValueError")
    assert "Traceback" not in done.stderr
    assert '"article"' in done.stdout
    wrong = kg("inspect", "in/valueboem.txt", "--published", "gisteren", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "no date" in wrong.stderr


def test_a_defect_is_loud_where_it_is_asked_for(tmp_path, broken) -> None:
    filled(tmp_path, ["Valueboem"])
    for jobs in ("1", "2"):
        done = kg("convert", "in", "--lang", "nl", "--jobs", jobs, "-o", "out", cwd=tmp_path, path=broken, KG_RAISE="1")
        assert done.returncode not in {0, 2, 3}
        assert "ValueError: nothing that kg explains" in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_article_has_a_budget_of_processor_time(tmp_path, broken, jobs) -> None:
    filled(tmp_path, ["Hangboem"])
    done = kg("convert", "in", "--lang", "nl", "--jobs", jobs, "--max-seconds", "10", "--no-validate", "-o", "out", cwd=tmp_path, path=broken)
    assert done.returncode == 3
    assert "in/hangboem.txt: takes more than 10 s of processor time" in done.stderr
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.ttl", "z.ttl"]


def test_inputs_that_ended_runs(tmp_path) -> None:
    """What was found so: dates at the ends of the calendar, half characters, words of underscores, numbers of thousands of digits."""
    (tmp_path / "in").mkdir()
    record = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Kade open", "inLanguage": "nl", "articleBody": BAD.format(word="Anna") * 3}
    for name, date in (("first", "0001-01-01T00:00:00"), ("last", "9999-12-31")):
        (tmp_path / "in" / f"{name}.json").write_text(json.dumps(record | {"datePublished": date, "url": f"https://x.example/{name}"}), encoding="utf-8")
    front = "---\ntitle: {}\nlang: nl\n---\n\nDe kade is open, zei de minister.\n"
    (tmp_path / "in" / "half.md").write_text(front.format('"a\\ud800b"'), encoding="utf-8")
    (tmp_path / "in" / "hex.md").write_text(front.format("0x" + "f" * 5000), encoding="utf-8")
    (tmp_path / "in" / "digits.md").write_text(front.format("9" * 5000), encoding="utf-8")
    (tmp_path / "in" / "score.txt").write_text("De kade ___ is open, zei de ___ minister. ____ opende gisteren de kade.\n", encoding="utf-8")
    item = {"type": "text", "uri": "http://x.example/1", "versioncreated": "2026-03-11T09:00:00Z", "language": "nl", "headline": "Kade open"}
    rows = [item | {"version": version, "body_text": BAD.format(word="Anna")} for version in ("8" * 5000, "9" * 5000, "10")]
    (tmp_path / "in" / "versions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = kg("convert", "in", "--lang", "nl", "-o", "out", "--jobs", "2", cwd=tmp_path)
    assert done.returncode == 3
    errors = [line.split(": ")[1] for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert sorted(errors) == ["in/digits.md", "in/hex.md"]
    assert "defect" not in done.stderr
    assert "unpaired surrogates" in done.stderr
    written = {str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*.ttl")}
    assert written >= {"first.ttl", "last.ttl", "half.ttl", "score.ttl"}
    (newest,) = (tmp_path / "out" / "versions").iterdir()
    assert "9" * 5000 in newest.read_text(encoding="utf-8")


TIMES = (
    "De wethouder opende gisteren de kade. De wethouder opent morgen de brug. "
    "Vorige week en vorig jaar, gisteren, morgen en afgelopen zomer. Volgende week donderdag vertrekt hij. Over drie dagen komt hij. "
    "Twee eeuwen geleden ging hij. De afgelopen vijf jaar was het stil. De komende twee eeuwen werkt hij. Op maandag kwam hij. In mei ging hij. "
    "Op 3 september kwam hij. Begin volgende maand gaat hij. Dit kwartaal en volgend kwartaal. Komende winter en afgelopen winter. Dit weekend komt hij."
)


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-04", "9999-12-31", "9999-12-27"])
def test_every_relative_date_at_the_ends_of_the_calendar(day) -> None:
    """Those within it are resolved, the others stay open; none is made up."""
    facts = Facts(published=dt.date.fromisoformat(day), language="nl")  # as a reader may find it; an option takes none of these
    (done,) = convert(Input(name="a.txt", data=TIMES.encode(), facts=facts), Settings(validate=False))
    assert isinstance(done, Converted)
    found = done.extraction
    stated = [each.time for each in (*found.events, *found.statements) if each.time is not None]
    assert any(time.start is not None for time in stated)
    assert all(time.start <= time.end for time in stated if time.start and time.end)


def test_what_leaves_the_calendar_has_no_days() -> None:
    first, last = dt.date.min, dt.date.max
    for unit in ("day", "week", "weekend", "month", "quarter", "year", "decade", "century"):
        assert calendar.shifted(unit, -1, first) == (None, None)
        assert calendar.shifted(unit, 1, last) == (None, None)
        assert calendar.span(unit, -1, first) == (None, None)
        assert calendar.span(unit, 1, last) == (None, None)
    assert calendar.nearest((first.weekday() + 1) % 7, first, -1) is None
    assert calendar.nearest((last.weekday() + 1) % 7, last, 1) is None
    assert calendar.portion("winter", calendar.year(9999)) == (None, None)
    assert calendar.decade(9995) == (None, None)
    assert calendar.year(9999) == (dt.date(9999, 1, 1), last)


def test_a_form_without_letters_is_its_own_lemma() -> None:
    dutch = Morphology.of("nl")
    for form in ("_", "___", "____"):
        for upos in ("NOUN", "VERB", "ADJ", "AUX", "PROPN"):
            assert dutch.lemma(form, form, upos) == form
    assert dutch.verb("") is None
    assert dutch.plural("") is None
