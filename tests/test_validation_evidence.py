"""The evidence lock: a mention says what stands in the text, where it says so; and what holds across a set of graphs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.cli import main

ROOT = Path(__file__).parent.parent
GOOD = (ROOT / "tests/validation/good.ttl").read_text(encoding="utf-8")
TEXT = (ROOT / "tests/validation/texts/brug.txt").read_text(encoding="utf-8")
ARTICLE = "https://news.example/article/brug"


@pytest.fixture
def check(tmp_path, capsys):
    """Write a graph and a text, validate, and return the exit code and (rule, severity, line, column, problem) of each finding."""

    def run(graph: str, text: str | None = TEXT, *more: str) -> tuple[int, list[tuple]]:
        (tmp_path / "graphs").mkdir(exist_ok=True)
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "graphs" / "brug.ttl").write_text(graph, encoding="utf-8")
        arguments = [str(tmp_path / "graphs"), "--report", "json", *more]
        if text is not None:
            (tmp_path / "texts" / "brug.txt").write_bytes(text.encode())
            arguments += ["--text", str(tmp_path / "texts")]
        code = main(["validate", *arguments])
        told = json.loads(capsys.readouterr().out)
        return code, [(f["rule"], f["level"], f["line"], f["column"], f["problem"]) for f in told["findings"]]

    return run


def replaced(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_the_graph_and_its_text_agree(check) -> None:
    assert check(GOOD) == (0, [])
    assert check(GOOD, None) == (0, [])


def test_a_text_is_read_as_convert_reads_it(check) -> None:
    """A byte order mark and CRLF count for nothing."""
    assert check(GOOD, "\ufeff" + TEXT.replace("\n", "\r\n")) == (0, [])


def test_a_changed_article(check) -> None:
    """The hash tells that it is another text; each mention that moved is named at the line and column it points to."""
    code, found = check(GOOD, TEXT.replace("Minister Anna", "De minister Anna"))
    assert code == 1
    assert found[0][:2] == ("TextHash", "violation")
    words = {row[4] for row in found if row[0] == "MentionWords"}
    assert "'er Anna Vis' stands at 3:10, not 'Anna Visser': they stand at 3:13, +3 characters" in words
    moved = [row for row in found if row[0] == "MentionWords"]
    assert len(moved) == len(re.findall("a kg:Mention", GOOD)) - 1, "the one in the headline has not moved"
    assert all(row[1] == "violation" for row in moved)


def test_words_that_are_gone(check) -> None:
    code, found = check(GOOD, TEXT.replace("besluit", "akkoord"))
    assert code == 1
    assert ("MentionWords", "violation", 3, 55, "'akkoord' stands at 3:55, not 'besluit': they are not in the text") in found


def test_an_offset_behind_the_end(check) -> None:
    code, found = check(GOOD, TEXT[:105])
    assert code == 1
    assert any(row[0] == "MentionWords" and row[4].startswith("the text ends at 105, before 106") for row in found)


def test_a_shifted_offset_needs_no_text(check) -> None:
    """The IRI, the two offsets and the words give the span three times."""
    code, found = check(replaced("nif:beginIndex 75 ", "nif:beginIndex 74 "), None)
    assert (code, [row[0] for row in found]) == (1, ["MentionSpan"])
    assert found[0][4] == "the IRI says 75 to 82, the offsets say 74 to 82, and the words have 7 characters"
    assert found[0][2:4] == (GOOD.splitlines().index("<#char=75,82> a kg:Mention ;") + 1, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('nif:anchorOf "besluit"', 'nif:anchorOf "besluiten"'),
        ("nif:endIndex 82 ", "nif:endIndex 83 "),
        ("<#char=75,82> a kg:Mention", "<#char=76,83> a kg:Mention"),
        ("<#char=75,82> a kg:Mention", "<#besluit> a kg:Mention"),
        ("<#char=75,82> a kg:Mention", "<https://news.example/article/other#char=75,82> a kg:Mention"),
    ],
)
def test_each_of_the_three_is_held_to_the_others(check, old, new) -> None:
    code, found = check(replaced(old, new), None)
    assert code == 1
    assert "MentionSpan" in {row[0] for row in found}


def test_offsets_that_are_no_numbers_are_told_with_other_shapes_too(check, tmp_path) -> None:
    """The lock does not lean on our shapes."""
    shapes = tmp_path / "own.ttl"
    shapes.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetNode <urn:x> ; sh:nodeKind sh:IRI .", encoding="utf-8")
    code, found = check(replaced("nif:beginIndex 75 ", 'nif:beginIndex "x" '), None, "--shapes", str(shapes), "--only-shapes")
    assert (code, [row[0] for row in found]) == (1, ["MentionSpan"])


def test_a_text_that_is_not_there(check, tmp_path) -> None:
    """A lock without its text would pass whatever the graph says."""
    (tmp_path / "texts").mkdir()
    code, found = check(GOOD, None, "--text", str(tmp_path / "texts"))
    assert (code, [row[0] for row in found]) == (1, ["TextMissing"])


def test_a_text_of_another_name_is_found_by_its_hash(check, tmp_path) -> None:
    """One file may hold the graphs of many articles."""
    (tmp_path / "texts" / "deep").mkdir(parents=True)
    (tmp_path / "texts" / "deep" / "1.txt").write_text(TEXT, encoding="utf-8")
    assert check(GOOD, None, "--text", str(tmp_path / "texts")) == (0, [])
    shifted = GOOD.replace("nif:beginIndex 75 ", "nif:beginIndex 74 ")
    assert check(shifted, None, "--text", str(tmp_path / "texts"))[1][0][2:4] == (3, 55)


def test_a_text_that_is_no_text_is_unreadable(check, tmp_path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "brug.txt").write_bytes(b"\xff\xfe\xff")
    assert check(GOOD, None, "--text", str(tmp_path / "texts"))[0] == 3


def test_the_text_in_the_graph_locks_as_well(check) -> None:
    given = replaced('schema:inLanguage "nl" ;', f'schema:inLanguage "nl" ; nif:isString {json.dumps(TEXT)} ;')
    assert check(given, None) == (0, [])
    code, found = check(given.replace("De brug in Delft gaat", "Een brug in Delft gaat"), None)
    assert (code, [row[0] for row in found]) == (1, ["TextHash", "MentionWords"])
    code, found = check(given, TEXT + "\n")
    assert (code, {row[0] for row in found}) == (1, {"TextHash"})


def test_a_text_in_the_graph_gives_places_too(tmp_path, capsys) -> None:
    """The line of the graph file, since there is no other, and the place in the text."""
    given = replaced('schema:inLanguage "nl" ;', f'schema:inLanguage "nl" ; nif:isString {json.dumps(TEXT)} ;').replace("    kg:certainty kg:Certain ;\n", "")
    (tmp_path / "brug.ttl").write_text(given, encoding="utf-8")
    assert main(["validate", str(tmp_path / "brug.ttl")]) == 1
    line = given.splitlines().index("<#event=75,82> a kg:Event ; kg:confidence 0.90 ;") + 1
    assert f'brug.ttl:{line}:1 (text 3:55) "besluit"  kg:certainty is missing' in capsys.readouterr().out


def test_the_severity_of_a_rule_can_be_lowered(check) -> None:
    code, found = check(replaced("nif:beginIndex 75 ", "nif:beginIndex 74 "), None, "--severity", "MentionSpan=info")
    assert (code, [row[:2] for row in found]) == (0, [("MentionSpan", "info")])


OTHER = GOOD.replace("article/brug", "article/sluis")


def across(tmp_path, capsys, *graphs: str) -> tuple[int, list[tuple[str, str, str]]]:
    for number, graph in enumerate(graphs):
        (tmp_path / f"{number}.ttl").write_text(graph, encoding="utf-8")
    code = main(["validate", str(tmp_path), "--report", "json"])
    told = json.loads(capsys.readouterr().out)
    return code, [(f["rule"], f["level"], Path(f["source"]).name) for f in told["findings"]]


def test_two_articles_go_together(tmp_path, capsys) -> None:
    assert across(tmp_path, capsys, GOOD, OTHER) == (0, [])


def test_an_article_in_two_files(tmp_path, capsys) -> None:
    assert across(tmp_path, capsys, GOOD, GOOD) == (1, [("ArticleTwice", "violation", "1.ttl")])


def test_an_actor_of_two_kinds(tmp_path, capsys) -> None:
    other = OTHER.replace("person/anna-visser> a kg:Person", "person/anna-visser> a kg:Organization").replace("    kg:holdsRole <#role=21,29> .", ".")
    other = re.sub(r"<#role=21,29> a kg:Role ;\n.*?\.\n", "", other, flags=re.DOTALL).replace(
        "kg:mention <#char=30,41> ;", "kg:mention <#char=30,41>, <#char=21,29>"
    )
    assert across(tmp_path, capsys, GOOD, other) == (0, [("ActorKinds", "warning", "1.ttl")])
    local = OTHER.replace("<#organization=59,70> a kg:Organization", "<#organization=59,70> a kg:Group")
    assert across(tmp_path, capsys, GOOD, local) == (0, []), "what is unnamed stays in its article"


def test_a_link_to_an_article_that_is_not_there(tmp_path, capsys) -> None:
    link = f"kg:agent <#organization=59,70> ; kg:sameEventAs <{ARTICLE.replace('brug', 'dijk')}#event=1,5> ;"
    linked = OTHER.replace("kg:agent <#organization=59,70> ;", link)
    assert across(tmp_path, capsys, GOOD, linked) == (0, [("ArticleMissing", "warning", "1.ttl")])
    assert across(tmp_path, capsys, GOOD, linked, GOOD.replace("article/brug", "article/dijk")) == (0, [])


def test_a_node_under_another_base(check) -> None:
    """Two runs with different bases do not make one graph."""
    code, found = check(GOOD.replace("https://news.example/person/", "https://krant.example/person/"), None)
    assert (code, [(row[0], row[4]) for row in found]) == (1, [("BaseIRI", "it is not named under https://news.example/")])
