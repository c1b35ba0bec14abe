"""`kg review`: pages that say what the graphs say, whose every link leads somewhere, and in which nothing from outside is more than text."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import html as entities
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

import kg
from kg.query import from_files, questions
from kg.review.labels import days, plain
from kg.review.markup import data_block, esc, external
from kg.review.network import Edge, Node, picture
from kg.review.reading import documents
from kg.validate.facts import Facts
from kg.validate.reading import File
from kg.write import serialize

from .graphs import run, withdrawal
from .pages import HOSTILE, dangling, document, page, skeleton, stories, words_of

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def graphs(tmp_path_factory) -> Path:
    return stories(tmp_path_factory.mktemp("stories"))


@pytest.fixture(scope="module")
def pages(graphs) -> Path:
    done = run("review", graphs, "-o", "review", cwd=graphs.parent)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr == f"20 articles: open {Path('review') / 'index.html'}\n"
    return graphs.parent / "review"


@pytest.fixture(scope="module")
def example_page(converted, tmp_path_factory) -> bytes:
    return shown(tmp_path_factory.mktemp("one"), with_text(converted))


def with_text(converted) -> str:
    return converted.turtle().replace("    kg:textHash", f"    nif:isString {quoted(converted.article.text)} ;\n    kg:textHash")


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " else f"\\u{ord(c):04X}" for c in escaped) + '"'


def shown(folder: Path, turtle: str, *options: object) -> bytes:
    (folder / "a.ttl").write_text(turtle, encoding="utf-8")
    done = run("review", "a.ttl", "-o", "r", *options, cwd=folder)
    assert done.returncode in {0, 1}, done.stderr
    (path,) = (folder / "r" / "articles").iterdir()
    return path.read_bytes()


def rows(path: Path) -> list[list[str]]:
    tree = html.document_fromstring(path.read_bytes())
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./td|./th")] for row in tree.xpath("//table[@id='rows']/tbody/tr")]


# What the pages say


def test_every_claim_of_the_graph_stands_on_its_page(converted, example_page) -> None:
    claims = html.document_fromstring(example_page).xpath("//ol[@id='claims']/li/@data-f")
    assert sorted(claims) == sorted({s.partition("#")[2] for s, _, _ in converted.triples.triples if re.search(r"#(event|statement)=", s)})


def test_the_text_is_all_there(converted, example_page) -> None:
    assert words_of(example_page).split() == converted.article.text.split()


def test_each_mark_covers_just_the_words_of_its_mention(converted, example_page) -> None:
    """Of every claim the marked pieces are the stretches that the graph gives it, and no others."""
    tree = html.document_fromstring(example_page)
    marked: dict[tuple[str, str], str] = {}
    for piece in tree.xpath("//*[@id='text']//*[@data-c]"):
        for key in piece.get("data-c").split():
            for role in piece.get("class").split():
                marked[key, role] = marked.get((key, role), "") + piece.text_content()
    text, graph = converted.article.text, converted.turtle()
    triggers = re.findall(r"<#event=(\d+),(\d+)> a kg:Event", graph)
    assert len(triggers) > 20
    assert [t for t in triggers if text[int(t[0]) : int(t[1])] not in marked[f"e{t[0]}-{t[1]}", "t-trigger"]] == []
    whole = [(int(b), int(e)) for b, e in re.findall(r"<#statement=(\d+),(\d+)> a kg:Statement", graph) if f"kg:contentMention <#char={b},{e}> ;" in graph]
    assert len(whole) > 8
    contents = {(b, e): "".join(marked[f"s{b}-{e}", "t-content"].split()) for b, e in whole}
    outer = [(b, e) for b, e in whole if not any((b, e) != (c, d) and b < d and c < e for c, d in whole)]
    assert {span: contents[span] for span in outer} == {(b, e): "".join(text[b:e].split()) for b, e in outer}


def test_claims_are_told_in_plain_words(example_page) -> None:
    told = [" ".join(li.xpath("string(.//*[starts-with(@id, 'c-')])").split()) for li in html.document_fromstring(example_page).xpath("//ol[@id='claims']/li")]
    assert "Hanneke Veldkamp expects: dat het kabinet op 14 april een akkoord bereikt met de vissers" in told
    assert "Hanneke Veldkamp spreken with Lars Holmgaard" in told
    assert "Schone Zee fears: schade aan het zeeleven" in told


def test_a_claim_has_its_status_and_whose_view_it_is(example_page) -> None:
    (claim,) = html.document_fromstring(example_page).xpath("//li[@id='c-e657-664']")
    tags = [" ".join(tag.text_content().split()) for tag in claim.xpath(".//*[@class='tag']")]
    assert [tag for tag in tags if not tag.startswith("confidence ")] == [
        "probable",
        "future",
        "reach or sign an agreement",
        "14 April 2026",
        "as told by Hanneke Veldkamp",
    ]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-03-10", "2026-03-10", "10 March 2026"),
        ("2026-02-01", "2026-02-28", "February 2026"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2020-01-01", "2026-12-31", "2020 to 2026"),
        ("2026-03-02", "2026-03-08", "2 March 2026 to 8 March 2026"),
        ("2026-03-02", "", "from 2 March 2026"),
        ("", "2026-03-08", "until 8 March 2026"),
        ("soon", "later", "soon to later"),
    ],
)
def test_days_in_words(start, end, told) -> None:
    assert days(start, end) == told


def test_findings_stand_at_their_claim(example_page, converted) -> None:
    tree = html.document_fromstring(example_page)
    expected = {f.focus.partition("#")[2] for f in converted.findings if "#event=" in f.focus or "#statement=" in f.focus}
    assert expected
    assert {li.get("data-f") for li in tree.xpath("//ol[@id='claims']/li[p[@class='flaw']]")} == expected


def test_without_validating_there_are_no_findings(converted, tmp_path) -> None:
    assert b'<p class="flaw">' not in shown(tmp_path, with_text(converted), "--no-validate")


def test_confidence_is_shown_and_can_be_asked_for(converted, example_page, tmp_path) -> None:
    """Of each claim and each actor that has one; a graph that gives none has no such filter."""
    given = dict(re.findall(r"^<#((?:event|statement)=[\d,]+)>(?:.|\n(?!\n))*?kg:confidence ([\d.]+)", converted.turtle(), re.MULTILINE))
    tree = html.document_fromstring(example_page)
    assert len(given) > 30
    assert {li.get("data-f"): float(li.get("data-confidence")) for li in tree.xpath("//ol[@id='claims']/li")} == {f: float(c) for f, c in given.items()}
    assert tree.xpath("//td[@data-h='Confidence'][normalize-space()]")
    assert tree.xpath("//input[@id='f-confidence']")
    without = re.sub(r"    kg:confidence [\d.]+ ", "    kg:score 1 ", with_text(converted))
    assert not html.document_fromstring(shown(tmp_path, without, "--no-validate")).xpath("//input[@id='f-confidence']")


# The set


def test_every_link_leads_somewhere(pages) -> None:
    assert dangling(pages) == []


def test_each_article_has_a_page_and_a_row_the_newest_first(pages, graphs) -> None:
    local, _ = from_files([str(graphs)])
    query = "PREFIX kg: <https://w3id.org/newskg/ontology#> PREFIX schema: <https://schema.org/>"
    found = local.answer(
        f"{query} SELECT ?day ?title WHERE {{ ?a a kg:Article ; schema:headline ?title ; schema:datePublished ?day }} ORDER BY DESC(?day) ?title"
    )
    expected = [(days(day.value, day.value), title.value) for day, title in found.rows]
    assert [(row[0], row[1]) for row in rows(pages / "index.html")] == expected
    assert len(list((pages / "articles").iterdir())) == len(expected) == 20


def answer(graphs: Path, name: str) -> list[dict[str, str]]:
    local, errors = from_files([str(graphs)])
    assert errors == []
    found = questions()[name].tidied(local.answer(questions()[name].sparql()))
    return list(csv.DictReader(io.StringIO(found.written("csv", raw=True))))


def test_who_said_what_is_what_the_named_question_finds(pages, graphs) -> None:
    expected = sorted((row["how"].lower(), " ".join(row["what"].split()), row["headline"]) for row in answer(graphs, "who-said-what"))
    assert sorted((how, what, title) for _, who, how, what, title in rows(pages / "said.html") if who != "(unknown speaker)") == expected


def test_the_timeline_is_what_the_named_question_finds(pages, graphs) -> None:
    expected = sorted((days(row["start"], row["end"]), row["times"], row["headline"]) for row in answer(graphs, "timeline"))
    assert sorted((when, told, title) for when, _, _, told, title in rows(pages / "timeline.html")) == expected


def test_disagreements_are_what_the_named_question_finds(pages, graphs) -> None:
    expected = [(r["event"], r["one"], r["says"], r["other"], r["denies"]) for r in answer(graphs, "disagreements")]
    assert expected
    assert [tuple(row) for row in rows(pages / "disagreements.html")] == expected


def test_who_meets_whom_is_in_the_network(pages, graphs) -> None:
    meets = {frozenset((one, other)) for one, bond, other, _, _ in rows(pages / "network.html") if bond == "meets"}
    assert {frozenset((r["one"], r["other"])) for r in answer(graphs, "who-meets-whom")} <= meets


def test_the_actors_are_counted_as_the_named_question_counts_them(pages, graphs) -> None:
    told = {(name, articles, mentions, said) for name, _, _, articles, mentions, said, _ in rows(pages / "actors.html")}
    expected = {(r["name"], r["articles"], r["mentions"], r["statements"]) for r in answer(graphs, "actors") if r["kind"] != "Thing"}
    assert expected <= told


def test_each_row_leads_to_the_words(pages) -> None:
    for name in ("said", "timeline", "claims", "disagreements", "network"):
        tree = html.document_fromstring((pages / f"{name}.html").read_bytes())
        found = tree.xpath("//table[@id='rows']/tbody/tr")
        assert found
        assert [row for row in found if not row.xpath(".//a[starts-with(@href, 'articles/') and contains(@href, '#w-')]")] == []


def test_the_same_graphs_give_the_same_bytes_in_whatever_order(pages, graphs, tmp_path) -> None:
    files = sorted(graphs.glob("*.ttl"), reverse=True)
    assert run("-q", "review", *files, "-o", tmp_path / "again", cwd=tmp_path).returncode == 0
    bytes_of = [{p.relative_to(f).as_posix(): p.read_bytes() for p in f.rglob("*.html")} for f in (pages, tmp_path / "again")]
    assert bytes_of[0] == bytes_of[1]


def test_the_network_lies_the_same_everywhere_and_within_its_frame() -> None:
    nodes = [Node(f"n{n}", f"claims.html#{n}", n) for n in range(40)]
    edges = [Edge(n, (n * 7 + 1) % 40, "meets", n) for n in range(40)]
    made = picture(nodes, edges)
    assert made == picture(nodes, edges)
    places = [(int(x), int(y)) for x, y in re.findall(r'cx="(-?\d+)" cy="(-?\d+)"', made)]
    assert len(set(places)) == 40
    assert all(0 < x < 1000 and 0 < y < 700 for x, y in places)


def test_a_large_table_goes_over_several_pages(converted, tmp_path) -> None:
    """Each of its own rows, with links between them; those of claims lead to the page that they are on."""
    turtle = "\n".join(
        f'<#event={n},{n + 1}> a kg:Event ; rdfs:label "e{n}" ; kg:startDate "2026-03-11"^^xsd:date ; kg:agent <https://x.example/p> .' for n in range(2100)
    )
    head = "\n".join(f"@prefix {p}: <{iri}> ." for p, iri in kg.vocab.PREFIXES.items())
    graph = f'@base <https://x.example/a> .\n{head}\n<> a kg:Article .\n<https://x.example/p> a kg:Person ; rdfs:label "P" .\n{turtle}'
    shown(tmp_path, graph, "--no-validate")
    out = tmp_path / "r"
    assert [len(rows(out / f"timeline{n}.html")) for n in ("", "-2", "-3")] == [1000, 1000, 100]
    assert dangling(out) == []


# Texts that are not in the graph


def test_without_a_text_the_words_of_mentions_are_shown(converted, tmp_path) -> None:
    (tmp_path / "a.ttl").write_text(converted.turtle(), encoding="utf-8")
    done = run("review", "a.ttl", "-o", "r", cwd=tmp_path)
    assert "1 of 1 articles have no text here" in done.stderr
    (path,) = (tmp_path / "r" / "articles").iterdir()
    shown_words = words_of(path.read_bytes())
    assert "[…]" in shown_words
    assert "dat het kabinet op 14 april een akkoord bereikt met de vissers" in shown_words
    assert [w for w in shown_words.replace("[…]", " ").split() if w not in converted.article.text] == []


def test_a_folder_of_texts_gives_them(converted, tmp_path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(converted.article.text, encoding="utf-8")
    content = shown(tmp_path, converted.turtle(), "--text", "texts")
    assert words_of(content).split() == converted.article.text.split()


# Files


def test_a_bad_graph_costs_only_itself(converted, tmp_path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "bad.ttl").write_text("<a> <b", encoding="utf-8")
    (tmp_path / "g" / "empty.ttl").write_text("", encoding="utf-8")
    (tmp_path / "g" / "good.ttl.gz").write_bytes(gzip.compress(with_text(converted).encode()))
    (tmp_path / "g" / "twice.ttl").write_text(with_text(converted), encoding="utf-8")
    done = run("review", "g", "absent.ttl", "-o", "r", cwd=tmp_path)
    assert done.returncode == 3
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert [re.split(r": ", line)[1].replace("\\", "/") for line in errors] == ["g/bad.ttl", "g/twice.ttl", "absent.ttl"]
    assert "warning: g/empty.ttl: no article and no node of one stands in it: nothing to show" in done.stderr.replace("\\", "/")
    assert len(list((tmp_path / "r" / "articles").iterdir())) == 1


def test_violations_are_told_and_end_with_1(converted, tmp_path) -> None:
    (tmp_path / "a.ttl").write_text(with_text(converted).replace("kg:certainty kg:Certain ;", "", 1), encoding="utf-8")
    done = run("review", "a.ttl", "-o", "r", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("violation: a.ttl: ")


def test_where_nothing_can_be_written_one_line_says_so(converted, tmp_path) -> None:
    for n in "ab":
        (tmp_path / f"{n}.ttl").write_text(converted.turtle(), encoding="utf-8")
    (tmp_path / "r").write_text("a file", encoding="utf-8")
    done = run("review", "a.ttl", "b.ttl", "-o", "r", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.count("error:") == 1
    assert "cannot be written" in done.stderr


def test_a_withdrawn_article_and_one_file_of_many(converted, tmp_path) -> None:
    (tmp_path / "gone.ttl").write_text(withdrawal(converted, 7), encoding="utf-8")
    other = kg.convert("Minister blijft\n\nRuben Kastelein zei dat hij niet aftreedt.\n", published="2026-03-12")
    (tmp_path / "all.nq").write_bytes(serialize([converted.triples, other.triples], "nquads"))
    done = run("review", "gone.ttl", "all.nq", "-o", "r", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = {row[1]: row[3:6] for row in rows(tmp_path / "r" / "index.html")}
    assert told["Minister blijft"][0] == "1"
    assert len(told) == 3
    assert dangling(tmp_path / "r") == []


def test_the_articles_of_one_file_are_kept_apart(converted, tmp_path) -> None:
    other = kg.convert("Minister blijft\n\nRuben Kastelein zei dat hij niet aftreedt.\n", published="2026-03-12")
    path = tmp_path / "all.nq"
    path.write_bytes(serialize([converted.triples, other.triples], "nquads"))
    found = list(documents(Facts(File(str(path), path.read_bytes()).triples(), strict=False), str(path), {}, []))
    alone = [list(documents(Facts(c.triples.triples, strict=False), "", {}, [])) for c in (converted, other)]
    assert sorted((d.iri, [(c.iri, plain(d, c)) for c in d.claims], sorted(d.entities)) for d in found) == sorted(
        (d.iri, [(c.iri, plain(d, c)) for c in d.claims], sorted(d.entities)) for (d,) in alone
    )


def test_who_is_named_by_the_source_alone_has_a_name_in_each_article_of_a_file(tmp_path) -> None:
    """Quotations of mark-up have no words in the text; their speaker is one node in several articles."""
    prefixes = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in kg.vocab.PREFIXES.items())
    said = "".join(
        f'<https://x.example/{n}> {{ <https://x.example/{n}> a kg:Article . <https://x.example/p> a kg:Person ; rdfs:label "Anna Visser" ; kg:origin kg:Given .\n'
        f'<https://x.example/{n}#statement=0,9> a kg:Statement ; kg:speaker <https://x.example/p> ; kg:text "ja" ; kg:attitude kg:Assertion ; kg:origin kg:Given . }}\n'
        for n in "ab"
    )
    path = tmp_path / "two.trig"
    path.write_text(prefixes + said, encoding="utf-8")
    found = list(documents(Facts(File(str(path), path.read_bytes()).triples(), strict=False), str(path), {}, []))
    assert [plain(d, c) for d in found for c in d.claims] == ["Anna Visser says: ja"] * 2
    done = run("review", path, "-o", "r", "--no-validate", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert dangling(tmp_path / "r") == []
    assert [row[1] for row in rows(tmp_path / "r" / "said.html")] == ["Anna Visser"] * 2


def test_offsets_that_lie_cost_nothing(converted, tmp_path) -> None:
    turtle = with_text(converted).replace("nif:endIndex 664", "nif:endIndex 99999999999999999999").replace("nif:beginIndex 707", "nif:beginIndex -7")
    assert words_of(shown(tmp_path, turtle)).split() == converted.article.text.split()


# Nothing from outside is more than text

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORD = st.one_of(st.sampled_from(HOSTILE), st.tuples(TEXT, st.sampled_from(HOSTILE), TEXT).map("".join), TEXT)


@settings(max_examples=300, deadline=None)
@given(word=WORD)
@example(word="\x00")
def test_no_name_or_title_makes_an_element_or_an_attribute(word) -> None:
    """Whatever stands in them, the page has the elements and attributes that it has with a plain word."""
    assert skeleton(page(word=f"x{word}x")) == skeleton(page(word="xxx"))


@settings(max_examples=300, deadline=None)
@given(word=WORD)
def test_no_text_makes_an_element_or_an_attribute(word) -> None:
    text = f"{'x' * 40}{word}x"
    content = page(text=text)
    assert skeleton(content) == skeleton(page(text=re.sub(r"\S", "x", text)))
    assert "".join(words_of(content).split()) == "".join(entities.unescape(esc(text)).split())


@settings(max_examples=200, deadline=None)
@given(tag=WORD)
def test_no_language_makes_an_attribute(tag) -> None:
    names = {name for part in skeleton(page(language=tag)) for _, found in part for name in found}
    assert names <= {name for part in skeleton(page(language="nl")) for _, found in part for name in found}


@given(value=WORD)
def test_no_string_ends_a_block_of_data(value) -> None:
    block = data_block("x", [value])
    assert block.count("<") == 2
    (data,) = html.fragments_fromstring(block)
    assert json.loads(data.text) == [value]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example", " https://x.example", "vbscript:x"]
)
def test_only_addresses_of_the_web_are_links(address) -> None:
    assert "href" not in external(address)
    assert 'href="https://x.example/a?b=1&amp;c=2"' in external("https://x.example/a?b=1&c=2")


def test_hostile_graphs_make_whole_pages_of_the_set(tmp_path) -> None:
    """Titles, names, texts, publishers and addresses as in the list, through files and the command line."""
    (tmp_path / "g").mkdir()
    head = "\n".join(f"@prefix {p}: <{iri}> ." for p, iri in kg.vocab.PREFIXES.items())
    for n, word in enumerate(HOSTILE):
        q = quoted(word)
        (tmp_path / "g" / f"{n}.ttl").write_text(
            f"""@base <https://x.example/{n}'onclick=alert(1)&> .\n{head}
<> a kg:Article ; schema:headline {q} ; schema:publisher <https://x.example/o> ; schema:url {q} ; nif:isString {q} ; schema:datePublished {q} .
<https://x.example/o> a kg:Organization ; rdfs:label {q} ; schema:name {q} ; kg:mention <#char=0,3> .
<https://x.example/q> a kg:Person ; rdfs:label {q} .
<#char=0,3> a kg:Mention ; nif:beginIndex 0 ; nif:endIndex 3 ; nif:referenceContext <> .
<#statement=0,3> a kg:Statement ; kg:speaker <https://x.example/o> ; kg:text {q} ; kg:contentMention <#char=0,3> ; kg:attitude kg:Denial ; kg:about <https://x.example/q> .
<#event=0,3> a kg:Event ; rdfs:label {q} ; kg:agent <https://x.example/o>, <https://x.example/q> ; kg:mention <#char=0,3> ; kg:startDate {q} ; kg:eventType kgt:consult ;
  kg:polarity kg:Positive ; kg:reportedIn <#statement=0,3> ; kg:certainty <https://x.example/'onclick=alert(1)&> ; kg:derivedBy {q} .
""",
            encoding="utf-8",
        )
    done = run("review", "g", "-o", "r", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert dangling(tmp_path / "r") == []
    known = {tag for part in skeleton(page()) for tag, _ in part} | {"table", "svg", "circle", "path", "caption", "noscript", "br", "text"}
    events = re.compile(r"^on|^style$|^srcdoc$|^action$")
    for path in (tmp_path / "r").rglob("*.html"):
        for part in skeleton(path.read_bytes()):
            assert {tag for tag, _ in part} <= known, path
            assert [name for _, names in part for name in names if events.match(name)] == []
        assert "\x1b" not in path.read_text(encoding="utf-8")


def test_the_policy_of_a_page_allows_its_own_style_and_script_alone(example_page) -> None:
    text = example_page.decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    style, script = re.search(r"<style>(.*?)</style>", text, re.DOTALL), re.search(r"<script>(.*?)</script>", text, re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(m[1].encode()).digest()).decode()}'" for m in (style, script)]
    assert policy == f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; base-uri 'none'; form-action 'none'"
    assert "style=" not in re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)


def test_the_document_of_these_tests_is_told_in_words() -> None:
    told = document(word="K")
    assert [plain(told, c) for c in told.claims] == ["Anna K says: dat K", "Anna K openen K"]
