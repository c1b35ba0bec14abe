"""Settings: what no option has, and what cannot be meant, is told and not passed over."""

from __future__ import annotations

import json

import pytest

from kg.cli import main
from kg.vocab import checked_base, is_iri

pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]
TEXT = "De wethouder Anna Visser opende gisteren de kade van Zoutwijk. De minister zei dat het goed was.\n"
QUICK = ("--lang", "nl", "--no-validate")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def said(capsys, *arguments: str) -> tuple[int, str]:
    code = main(list(arguments))
    return code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('[convert]\nbse = "x"\n', "kg.toml: [convert] bse: kg convert has no such option; did you mean base?"),
        ('base = "https://kb.example/"\n', "kg.toml: base: write it below [convert]"),
        ('bsae = "https://kb.example/"\n', "kg.toml: bsae: there is no such setting; did you mean base?"),
        ('[covnert]\nbase = "https://kb.example/"\n', "kg.toml: [covnert]: there is no such command; did you mean convert?"),
        ('convert = "x"\n', "kg.toml: [convert]: write it as [convert]"),
        ('[convert]\nbase = ["a", "b"]\n', "[convert] base: one value is wanted"),
        ('[convert]\nbase = "kb.example"\n', "is no base of IRIs"),
        ("[convert\n", "kg.toml: no valid TOML"),
        ("[load]\nbas = 1\n", "kg.toml: [load] bas: kg load has no such option"),
    ],
)
def test_a_settings_file_that_says_nothing_known_is_wrong_usage(place, capsys, toml, says) -> None:
    (place / "kg.toml").write_text(toml, encoding="utf-8")
    code, line = said(capsys, "convert", "a.txt", *QUICK)
    assert code == 2
    assert says in line
    assert not (place / "out").exists()


def test_a_settings_file_may_spell_options_as_the_command_line_does(place, capsys) -> None:
    (place / "kg.toml").write_text('[convert]\nformat = "nquads"\nno-validate = true\nbase = "https://kb.example/"\nmap = "kop=headline"\n', encoding="utf-8")
    code, line = said(capsys, "convert", "a.txt", "--lang", "nl", "--published", "2026-03-11")
    assert (code, "note" in line) == (0, False)
    assert "<https://kb.example/article/" in (place / "out" / "a.nq").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["KG_BASE", "KG_CONVERT_BASE"])
def test_a_variable_sets_an_option_for_one_command_or_for_all(place, capsys, monkeypatch, name) -> None:
    monkeypatch.setenv(name, "https://kb.example/")
    assert said(capsys, "convert", "a.txt", *QUICK, "-o", "a.ttl")[0] == 0
    assert (place / "a.ttl").read_text(encoding="utf-8").startswith("@base <https://kb.example/article/")


def test_a_variable_that_is_no_setting_is_a_warning(place, capsys, monkeypatch) -> None:
    monkeypatch.setenv("KG_BSAE", "x")
    monkeypatch.setenv("KG_STORE_USER", "dba")
    code, line = said(capsys, "convert", "a.txt", *QUICK, "-o", "-", "--report", "json")
    assert code == 0
    messages = [row for row in json.loads(line)["messages"] if row["source"].startswith("KG_")]
    assert messages == [{"level": "warning", "source": "KG_BSAE", "message": "there is no such setting; did you mean KG_BASE?"}]
    assert "warning: KG_BSAE: there is no such setting" in said(capsys, "formats")[1]


@pytest.mark.parametrize(
    "base",
    [
        "kb.example",
        "kb.example/x/",
        "https://",
        "https:///x",
        "https://kb.example/a b/",
        "https://kb.example/#",
        "https://kb.example/?q=",
        "http://[::1",
        "localhost:8000/",
        "C:/x/",
        "",
        "urn:",
        "<https://kb.example/>",
    ],
)
def test_a_base_that_is_no_iri_is_wrong_usage(place, capsys, base) -> None:
    for arguments in (("convert", "a.txt", *QUICK), ("link", "a.ttl"), ("load", "a.ttl", "--to", "st")):
        code, line = said(capsys, *arguments, "--base", base)
        assert (code, "is no base of IRIs" in line) == (2, True), arguments
    assert not (place / "out").exists()


def test_a_base_gets_its_slash_and_that_is_said(place, capsys) -> None:
    code, line = said(capsys, "convert", "a.txt", *QUICK, "--base", "https://kb.example", "-o", "a.ttl")
    assert code == 0
    assert "--base https://kb.example: read as https://kb.example/" in line
    assert (place / "a.ttl").read_text(encoding="utf-8").startswith("@base <https://kb.example/article/")
    assert [checked_base(b) for b in ("https://kb.example/x", "urn:kg", "urn:kg:", "https://é.example/")] == [
        "https://kb.example/x/",
        "urn:kg:",
        "urn:kg:",
        "https://é.example/",
    ]


def test_the_default_base_is_noted_once_a_run_until_it_is_set(place, capsys) -> None:
    (place / "b.txt").write_text(TEXT + "Nog een.", encoding="utf-8")
    assert said(capsys, "convert", "a.txt", "b.txt", *QUICK)[1].count("IRIs begin with https://news.example/") == 1
    assert "IRIs begin with" not in said(capsys, "convert", "a.txt", *QUICK, "--base", "https://news.example/")[1]
    assert said(capsys, "-q", "convert", "a.txt", *QUICK) == (0, "")


@pytest.mark.parametrize("url", ["not a url", "kb.example/a", "https://", "https://a.example/<b>", "/a/b"])
def test_an_address_that_is_none_is_wrong_usage(place, capsys, url) -> None:
    code, line = said(capsys, "convert", "a.txt", *QUICK, "--url", url)
    assert (code, "--url" in line, "is no address" in line) == (2, True, True)
    (place / "facts.csv").write_text(f'file,url\na.txt,"{url}"\n', encoding="utf-8")
    code, line = said(capsys, "convert", "a.txt", *QUICK, "--metadata", "facts.csv")
    assert (code, "facts.csv:2" in line) == (2, True)
    assert is_iri("urn:newsml:x.example:1")


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.rdf", "graphs/all.txt", "x.ttl.gz", "a.txt"])
def test_an_output_of_an_unknown_suffix_is_wrong_usage(place, capsys, name) -> None:
    code, line = said(capsys, "convert", "a.txt", *QUICK, "-o", name)
    assert (code, "no format of graphs has this suffix" in line) == (2, True)
    assert sorted(p.name for p in place.iterdir()) == ["a.txt"]


def test_a_folder_may_be_called_as_it_is(place, capsys) -> None:
    (place / "x.csv").mkdir()
    for name in ("x.csv", "y.csv/", "graphs-1.0", "2026.03.11", "v1.2/run.3"):
        assert said(capsys, "convert", "a.txt", *QUICK, "-o", name)[0] == 0
        assert (place / name / "a.ttl").is_file()
    assert said(capsys, "convert", "a.txt", *QUICK, "-o", "A.TTL")[0] == 0
    assert (place / "A.TTL").is_file()
    assert "whose suffix says turtle" in said(capsys, "convert", "a.txt", *QUICK, "-o", "b.ttl", "-f", "nquads")[1]


LISTS = {
    "trigger.toml": ('[verbs]\nagree = "appen"\n', "no word list has this name; did you mean 'triggers.toml'?"),
    "nl/reportng.toml": ('[verbs]\nAssertion = "appen"\n', "no word list has this name; did you mean 'reporting.toml'?"),
    "nll/reporting.toml": ('[verbs]\nAssertion = "appen"\n', "no language has this folder; did you mean 'nl'?"),
    "nl/x/reporting.toml": ('[verbs]\nAssertion = "appen"\n', "no language has this folder"),
    "reporting.txt": ("appen\n", "no word list has this name"),
    "reporting.toml": ('[verb]\nAssertion = "appen"\n', "reporting.toml: verb: there is no such table; did you mean 'verbs'?"),
    "nl/reporting.toml": ('[verbs]\nAsertion = "appen"\n', "reporting.toml: verbs.Asertion: there is no such key; did you mean 'Assertion'?"),
    "nl/names.toml": ('[titles]\nword = "dijkgraaf"\n', "names.toml: titles.word: there is no such key; did you mean 'words'?"),
    "times.toml": ('[days]\ngister = "x"\n', "times.toml: days.gister: a whole number is wanted"),
    "nl/triggers.toml": ("[light]\nverbs = 5\n", "triggers.toml: light.verbs: words, in one string or in a list of strings are wanted"),
    "kinds.toml": ("Person = 5\n", "kinds.toml: Person: this is a table"),
    "morphology.toml": ('[strong]\nbroken = "breken"\n', "cannot be changed"),
    "nl/kinds.toml": ("[Person\n", "no valid TOML"),
    "names.toml": ('[countries]\nXX1 = ["Nergens"]\n', "cannot be used"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_word_list_that_would_not_be_used_is_wrong_usage(place, capsys, name) -> None:
    toml, says = LISTS[name]
    (place / "lex" / name).parent.mkdir(parents=True)
    (place / "lex" / name).write_text(toml, encoding="utf-8")
    code, line = said(capsys, "convert", "a.txt", *QUICK, "--lexicon", "lex")
    assert code == 2
    assert says in line
    assert not (place / "out").exists()


def test_an_empty_folder_of_word_lists_is_wrong_usage(place, capsys) -> None:
    (place / "lex").mkdir()
    code, line = said(capsys, "convert", "a.txt", *QUICK, "--lexicon", "lex")
    assert (code, "there is no word list in this folder" in line) == (2, True)


@pytest.mark.parametrize("name", ["reporting.toml", "nl/reporting.toml"])
@pytest.mark.parametrize("words", ['"appen brommen"', '["appen", "brommen"]'])
def test_word_lists_are_used_from_both_places_and_in_both_forms(place, capsys, name, words) -> None:
    (place / "b.txt").write_text("De burgemeester appte dat de brug morgen opengaat. De wethouder zei dat de kade open is.\n", encoding="utf-8")
    (place / "lex" / name).parent.mkdir(parents=True)
    (place / "lex" / name).write_text(f"[verbs]\nAssertion = {words}\n", encoding="utf-8")
    counts = []
    for more in ((), ("--lexicon", "lex")):
        code, told = said(capsys, "convert", "b.txt", *QUICK, "-o", "b.nt", *more)
        assert code == 0, told
        counts.append((place / "b.nt").read_text(encoding="utf-8").count("ontology#Statement> ."))
    assert counts[1] == counts[0] + 1 > 1


def test_articles_without_a_date_are_counted_once_a_run(place, capsys) -> None:
    (place / "b.txt").write_text(TEXT + "Nog een.", encoding="utf-8")
    line = said(capsys, "convert", "a.txt", "b.txt", *QUICK)[1]
    assert line.count("no date of publication") == 1
    assert "2 articles have no date of publication, so that 2 relative dates stay open: give one with --published or --metadata" in line
    assert "date of publication" not in said(capsys, "convert", "a.txt", *QUICK, "--published", "2026-03-11")[1]


def test_columns_have_the_names_that_the_metadata_file_has(place, capsys) -> None:
    (place / "t.csv").write_text('kop,datum,tekst\nKade open,2026-03-11,"De wethouder Anna Visser opende gisteren de kade van Zoutwijk."\n', encoding="utf-8")
    for mapping in (("kop=headline", "datum=published"), ("kop=title", "datum=date")):
        options = [o for column in (*mapping, "tekst=text") for o in ("--map", column)]
        assert said(capsys, "convert", "t.csv", *options, *QUICK, "-o", "t.ttl")[0] == 0
        written = (place / "t.ttl").read_text(encoding="utf-8")
        assert '"Kade open"' in written
        assert '"2026-03-11"^^xsd:date' in written
    code, line = said(capsys, "convert", "t.csv", "--map", "kop=heading")
    assert (code, "headline" in line, "published" in line) == (2, True, True)


def test_metadata_that_goes_with_nothing_is_told(place, capsys) -> None:
    (place / "facts.csv").write_text("file,published\nb.txt,2026-03-11\na.txt,2026-03-11\n", encoding="utf-8")
    assert "1 row goes with no source of this run: 'b.txt'" in said(capsys, "convert", "a.txt", *QUICK, "--metadata", "facts.csv")[1]
    (place / "facts.csv").write_text("file,publised\na.txt,2026-03-11\n", encoding="utf-8")
    code, line = said(capsys, "convert", "a.txt", *QUICK, "--metadata", "facts.csv")
    assert (code, "there is no column 'publised'; write 'published'" in line) == (2, True)


def test_warnings_name_the_item_and_equal_ones_are_one_line(place, capsys) -> None:
    rows = [("nl", TEXT)] * 2 + [("lb", "Moien.")] + [("nl", TEXT)] * 2
    lines = [f'https://x.example/{n},Kop {n},{lang},"{text.strip()}"\n' for n, (lang, text) in enumerate(rows)]
    (place / "full.csv").write_text("url,title,lang,text\n" + "".join(lines), encoding="utf-8")
    line = said(capsys, "convert", "full.csv", "--no-validate")[1]
    assert "warning: full.csv#3: no pipeline for language 'lb'" in line
    entries = "".join(
        f"<item><title>Kop {n}</title><link>https://y.example/{n}</link><description>De kade van Zoutwijk is nu open voor schepen.</description></item>"
        for n in range(12)
    )
    (place / "feed.xml").write_text(f'<rss version="2.0"><channel><title>x</title><language>nl</language>{entries}</channel></rss>', encoding="utf-8")
    told = said(capsys, "convert", "feed.xml", "--no-validate")[1]
    (summed,) = [each for each in told.splitlines() if "only a summary" in each]
    assert summed.startswith("warning: feed.xml: only a summary")
    assert summed.endswith("(12 items: #1, #2, #3, #4, #5, #6, #7, #8, ...)")
    main(["convert", "feed.xml", "--no-validate", "-o", "-", "--report", "json"])
    messages = json.loads(capsys.readouterr().err)["messages"]
    assert [m["source"] for m in messages if "only a summary" in m["message"]] == [f"feed.xml#{n}" for n in range(1, 13)]


def test_the_report_has_counts(place, capsys) -> None:
    (place / "empty.txt").write_text("", encoding="utf-8")
    main(["convert", "a.txt", "empty.txt", *QUICK, "--report", "json"])
    told = json.loads(capsys.readouterr().out)
    assert {k: told[k] for k in ("exit", "converted", "failed", "written")} == {"exit": 3, "converted": 1, "failed": 1, "written": 1}
    assert 0 < told["seconds"] < 600


def test_an_output_that_cannot_be_written_is_counted_as_failed(place, capsys) -> None:
    code, line = said(capsys, "convert", "a.txt", *QUICK, "-o", "/proc/x")
    assert (code, "0 converted, 1 failed" in line) == (3, True)
    assert line.count("cannot be written") == 1


def test_the_help_says_where_settings_may_stand(capsys) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("kg.toml", "KG_CONVERT_BASE", "KG_BASE", "KG_RAISE"))
