"""`kg query`: each named question, over files, a store on disk and real servers; the forms of an answer."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

import kg
from kg.query import Answer, asks_outside, prepared, questions
from kg.triples import Literal
from kg.vocab import XSD

from .graphs import commands, replayed, run
from .servers import free_port, oxigraph, virtuoso

pytestmark = pytest.mark.model
ROOT = Path(__file__).parent.parent
NAMES = ("actors", "disagreements", "events-with", "statements-by", "timeline", "who-meets-whom", "who-said-what")
ACTORS = {"statements-by": ["hanneke veldkamp"], "events-with": ["Denemarken"]}


@pytest.fixture(scope="module")
def graphs(converted, tmp_path_factory) -> Path:
    """The example, two short articles that contradict each other, and one without a headline."""
    import kg

    folder = tmp_path_factory.mktemp("query") / "graphs"
    folder.mkdir()
    (folder / "windpark.ttl").write_text(converted.turtle(), encoding="utf-8")
    for name, text in (
        ("a", "Minister moet weg\n\nSanne Wolthuis zei dat minister Ruben Kastelein aftreedt.\n"),
        ("b", "Minister blijft\n\nRuben Kastelein zei dat hij niet aftreedt.\n"),
        ("c", "Mirjam Tolsma sprak woensdag met Daan Ruigrok. Mirjam Tolsma zei dat de sluis weer opengaat.\n"),
    ):
        (folder / f"{name}.ttl").write_text(kg.convert(text, published="2026-03-12").turtle(), encoding="utf-8")
    return folder


def asked(graphs: Path, *arguments: str, store: object = None):
    done = run("query", *arguments, "--store", store or graphs, cwd=graphs.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout


def table(graphs: Path, *arguments: str, store: object = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(asked(graphs, *arguments, "--format", "csv", store=store))))


def test_who_said_what(graphs) -> None:
    rows = table(graphs, "who-said-what")
    assert len(rows) > 10
    assert {"date": "2026-03-02", "who": "Jonas Brandt", "how": "Warning"}.items() <= rows[0].items()
    assert rows == sorted(rows, key=lambda r: (r["date"], r["who"], r["what"]))
    assert any(r["how"] == "not Assertion" for r in rows)


@pytest.mark.parametrize(
    "question", [("who-said-what",), ("statements-by", "Mirjam Tolsma"), ("events-with", "Mirjam Tolsma"), ("timeline",), ("who-meets-whom",)]
)
def test_an_article_without_a_headline_stands_under_its_address(graphs, question) -> None:
    assert any(row["headline"].startswith("https://news.example/article/") for row in table(graphs, *question))


@pytest.mark.parametrize("actor", ["Hanneke Veldkamp", "hanneke veldkamp", "VELDKAMP", "https://news.example/person/hanneke-veldkamp"])
def test_statements_by(graphs, actor) -> None:
    rows = table(graphs, "statements-by", actor)
    everything = table(graphs, "who-said-what")
    assert len(rows) >= 5
    assert sorted(r["what"] for r in rows) == sorted(r["what"] for r in everything if r["who"] == "Hanneke Veldkamp")


@pytest.mark.parametrize("actor", ["Nobody", 'a "quoted\\ name', '"} } #', "$FROM", "Veld"])
def test_of_nobody_there_are_no_statements(graphs, actor) -> None:
    """A name is a literal, whatever stands in it, and is not a part of a name."""
    assert table(graphs, "statements-by", actor) == []


def test_events_with(graphs) -> None:
    rows = table(graphs, "events-with", "Denemarken")
    assert {(r["event"], r["as"]) for r in rows} >= {("bouwen", "agent"), ("aandringen", "agent")}
    assert {r["start"] for r in rows if r["event"] == "bouwen"} == {"2024-01-01"}


def test_timeline(graphs) -> None:
    rows = table(graphs, "timeline")
    assert len(rows) > 10
    assert [r["start"] for r in rows] == sorted(r["start"] for r in rows)
    (talk,) = [r for r in rows if r["event"] == "spreken" and r["who"] == "Hanneke Veldkamp"]
    assert (talk["start"], talk["who"], talk["whom"], talk["type"], talk["times"]) == ("2026-03-10", "Hanneke Veldkamp", "Lars Holmgaard", "consult", "1")
    (deal,) = [r for r in rows if r["event"] == "akkoord" and r["start"] == "2026-04-14"]
    assert (deal["view"], deal["says"]) == ("Probable", "Hanneke Veldkamp")


@pytest.mark.parametrize(
    ("bounds", "inside"),
    [
        (("--from", "2026-03-10", "--to", "2026-03-10"), "2026-03-10"),
        (("--to", "2023-12-31"), "2023-06-01"),
        (("--from", "2027-01-01"), "2028-06-01"),
    ],
)
def test_a_part_of_the_timeline(graphs, bounds, inside) -> None:
    rows = table(graphs, "timeline", *bounds)
    everything = table(graphs, "timeline")
    assert 0 < len(rows) < len(everything)
    low = bounds[1] if bounds[0] == "--from" else "0"
    high = bounds[-1] if bounds[-2] == "--to" else "9"
    assert rows == [r for r in everything if r["end"] >= low and r["start"] <= high]
    assert any(r["start"] <= inside <= r["end"] for r in rows)


def test_who_meets_whom(graphs) -> None:
    rows = table(graphs, "who-meets-whom")
    assert ("2026-03-10", "Hanneke Veldkamp", "Lars Holmgaard") in {(r["start"], r["one"], r["other"]) for r in rows}
    assert all(r["one"] < r["other"] for r in rows)


def test_disagreements(graphs) -> None:
    (row,) = table(graphs, "disagreements")
    assert (row["event"], row["one"], row["other"]) == ("aftreden", "Sanne Wolthuis", "Ruben Kastelein")


def test_actors(graphs) -> None:
    rows = {r["name"]: r for r in table(graphs, "actors")}
    assert (rows["Ruben Kastelein"]["articles"], rows["Ruben Kastelein"]["statements"]) == ("2", "1")
    assert rows["Denemarken"]["kind"] == "GeopoliticalEntity"
    assert int(rows["Hanneke Veldkamp"]["mentions"]) > 5


def test_linked_variants_are_one_actor_and_a_happening_stands_once(graphs, tmp_path) -> None:
    """The graph of links takes part in the questions."""
    names = {r["name"]: r["id"] for r in table(graphs, "actors")}
    links = f"""@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix schema: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://news.example/links> a <http://rdfs.org/ns/void#Linkset> .
        <{names["Kamer"]}> schema:sameAs <https://a.example/kamer> ; skos:prefLabel "Tweede Kamer der Staten-Generaal" .
        <{names["Tweede Kamer"]}> schema:sameAs <https://a.example/kamer> ; skos:prefLabel "Tweede Kamer der Staten-Generaal" ."""
    (tmp_path / "links.ttl").write_text(links, encoding="utf-8")
    for path in graphs.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    merged = {r["id"]: r for r in table(graphs, "actors", store=tmp_path)}
    assert merged["https://a.example/kamer"]["name"] == "Tweede Kamer der Staten-Generaal"
    assert merged["https://a.example/kamer"]["mentions"] == "2"
    assert "Kamer" not in {r["name"] for r in merged.values()}
    both = [*table(graphs, "events-with", "Kamer"), *table(graphs, "events-with", "Tweede Kamer")]
    assert both
    assert plain(table(graphs, "events-with", "Tweede Kamer der Staten-Generaal", store=tmp_path)) == plain(both)


def plain(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """Rows in no order."""
    return sorted(tuple(r.values()) for r in rows)


@pytest.mark.parametrize("kind", ["directory", "oxigraph", "virtuoso"])
def test_every_store_gives_the_same_answers(graphs, tmp_path, kind) -> None:
    expected = {name: table(graphs, name, *ACTORS.get(name, [])) for name in NAMES}
    assert all(expected.values())
    (tmp_path / "db").mkdir()
    if kind == "directory":
        assert run("load", graphs, "--to", tmp_path / "store", cwd=tmp_path).returncode == 0
        check(graphs, expected, tmp_path / "store")
    elif kind == "oxigraph":
        with oxigraph(tmp_path / "db") as server:
            assert run("load", graphs, "--to", server.url, cwd=tmp_path).returncode == 0
            check(graphs, expected, server.url)
            broken = run("query", "SELECT * WHERE { ?s", "--store", server.url, cwd=tmp_path)
            assert (broken.returncode, len(broken.stderr.splitlines())) == (3, 1)
            built = run("query", "CONSTRUCT { ?s a ?o } WHERE { GRAPH ?g { ?s a kg:Article ; a ?o } }", "--store", server.url, cwd=tmp_path)
            assert len(list(ox.parse(built.stdout, format=ox.RdfFormat.N_TRIPLES))) == len(list(graphs.iterdir()))
    else:
        with virtuoso(tmp_path / "db") as server:
            secrets = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": server.password}
            assert run("load", graphs, "--to", server.url, "--auth", "digest", cwd=tmp_path, **secrets).returncode == 0
            check(graphs, expected, server.url.replace("-graph-crud-auth", ""))


def check(graphs: Path, expected: dict[str, list[dict[str, str]]], store: object) -> None:
    for name, rows in expected.items():
        assert table(graphs, name, *ACTORS.get(name, []), store=store) == rows, name


def test_the_forms_of_an_answer(graphs) -> None:
    query = 'SELECT ?text ?n ?article ?none WHERE { ?article a kg:Article ; schema:headline ?text . BIND (STRLEN(?text) AS ?n) FILTER (CONTAINS(?text, "windpark")) }'
    document = json.loads(asked(graphs, query, "--format", "json"))
    assert document["head"]["vars"] == ["text", "n", "article", "none"]
    (row,) = document["results"]["bindings"]
    assert row["text"] == {"type": "literal", "value": "Kabinet stelt besluit over windpark Noorderdiep uit", "xml:lang": "nl"}
    assert row["n"] == {"type": "literal", "value": "51", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    assert row["article"]["type"] == "uri"
    assert "none" not in row
    head, line = asked(graphs, query, "--format", "tsv").splitlines()
    assert head == "?text\t?n\t?article\t?none"
    assert line.startswith('"Kabinet stelt besluit over windpark Noorderdiep uit"@nl\t"51"^^<http://www.w3.org/2001/XMLSchema#integer>\t<https://news.example/')
    columns, rule, shown = asked(graphs, query).splitlines()
    assert columns.startswith("text")
    assert len(rule) >= len(shown) - 1
    assert set(rule) == {"-", " "}


def test_text_with_tabs_quotes_and_line_breaks_survives() -> None:
    answer = Answer(("a", "b"), ((Literal('x\t"y"\nz'), None), (Literal("日本", language="ja"), "_:b0")))
    assert list(csv.reader(io.StringIO(answer.written("csv")))) == [["a", "b"], ['x\t"y"\nz', ""], ["日本", "_:b0"]]
    assert answer.written("tsv").splitlines() == ["?a\t?b", '"x\\t\\"y\\"\\nz"\t', '"日本"@ja\t_:b0']
    assert Answer.of(json.loads(answer.written("json"))) == answer
    assert answer.written("table").splitlines()[2:] == ['x "y" z', "日本     _:b0"]


def test_sparql_from_a_file_with_a_limit(graphs) -> None:
    (graphs.parent / "people.rq").write_text("# people\nSELECT ?name WHERE { ?p a kg:Person ; schema:name ?name } ORDER BY ?name", encoding="utf-8")
    everything = table(graphs, "--file", "people.rq")
    assert len(everything) > 3
    assert table(graphs, "--file", "people.rq", "--limit", "2") == everything[:2]
    assert table(graphs, "SELECT ?name WHERE { ?p a kg:Person ; schema:name ?name } ORDER BY ?name LIMIT 3", "--limit", "2") == everything[:2]
    assert asked(graphs, "ASK { ?s a kg:Event }").split() == ["answer", "------", "true"]
    assert asked(graphs, "ASK { ?s a kg:Evnt }", "--limit", "1").split()[-1] == "false"


def test_prefixes_are_declared_once_and_keep_the_lines() -> None:
    own = "PREFIX kg: <https://a.example/>\nSELECT * WHERE { ?s a kg:X ; schema:name 'skos:Concept' }  # void:Dataset"
    made = prepared(own)
    assert made.count("PREFIX kg:") == 1
    assert "PREFIX schema:" in made
    assert "PREFIX skos:" not in made
    assert "PREFIX void:" not in made
    assert len(made.splitlines()) == 2


def test_what_is_wrong_is_told_in_one_line(graphs, tmp_path) -> None:
    for arguments, code in (
        (("no-such-question",), 2),
        (("statements-by",), 2),
        (("actors", "Hanneke"), 2),
        (("actors", "--from", "2026-01-01"), 2),
        (("timeline", "--from", "yesterday"), 2),
        (("SELECT * WHERE { ?s",), 2),
        (("actors", "--file", "people.rq"), 2),
        (("--file", "missing.rq"), 3),
    ):
        done = run("query", *arguments, "--store", graphs, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (code, ""), arguments
        assert "Traceback" not in done.stderr
    dead = run("query", "actors", "--store", f"http://127.0.0.1:{free_port()}/query", "--retries", "0", cwd=tmp_path)
    assert (dead.returncode, len(dead.stderr.splitlines())) == (3, 1)
    nothing = run("query", "actors", "--store", "missing", cwd=tmp_path)
    assert (nothing.returncode, "cannot be read" in nothing.stderr) == (3, True)


def test_a_bad_file_among_good_ones_is_named_and_the_rest_answers(graphs, tmp_path) -> None:
    (tmp_path / "good.ttl").write_bytes((graphs / "windpark.ttl").read_bytes())
    (tmp_path / "bad.ttl").write_text("<a", encoding="utf-8")
    done = run("query", "actors", "--store", tmp_path, cwd=tmp_path)
    assert done.returncode == 3
    assert "bad.ttl: no valid Turtle" in done.stderr
    assert "Hanneke Veldkamp" in done.stdout


def test_without_a_question_those_with_a_name_are_listed(graphs) -> None:
    listed = asked(graphs)
    assert tuple(questions()) == NAMES
    for question in questions().values():
        assert question.usage in listed
        assert question.help.splitlines()[0] in listed


def test_every_word_of_a_question_is_in_the_ontology() -> None:
    """A misspelt term would answer nothing, for ever."""
    from kg import vocab

    known = {v for c in (vocab.KG, vocab.SCHEMA, vocab.RDFS, vocab.SKOS) for v in vars(c).values() if isinstance(v, str)}
    for question in questions().values():
        body = re.sub(r"(?m)^#.*$", "", question.text)
        for prefix, local in re.findall(r"\b(kg|schema|rdfs|skos|kgt):(\w+)", body):
            iri = vocab.PREFIXES[prefix] + local
            assert iri in known or (prefix == "kgt" and local in vocab.EVENT_TYPES), (question.name, iri)


def test_the_session_of_the_readme(tmp_path) -> None:
    """Each named question, over twenty articles: what the README prints is what is printed."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = commands(readme)
    assert {name for name in NAMES if any(f"kg query {name} " in line for line in lines)} == set(NAMES)
    assert f"```shell-session\n{replayed(lines, tmp_path)}```" in readme


# A triple of several graphs is one triple

SAYS = "SELECT ?who (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?different) WHERE { ?s a kg:Statement ; kg:speaker/schema:name ?who } GROUP BY ?who ORDER BY ?who"
PERSON = "https://news.example/person/ruben-kastelein"


@pytest.fixture(scope="module")
def stored(graphs, tmp_path_factory) -> Path:
    store = tmp_path_factory.mktemp("stored") / "store"
    assert run("load", graphs, "--to", store, cwd=graphs.parent).returncode == 0
    return store


@pytest.fixture(scope="module")
def merged(graphs) -> ox.Store:
    """The same graphs as one, by pyoxigraph alone."""
    store = ox.Store()
    for path in graphs.iterdir():
        store.load(path=str(path), to_graph=ox.DefaultGraph())
    return store


@pytest.mark.parametrize("kind", ["files", "directory"])
def test_own_sparql_counts_a_triple_once(graphs, stored, merged, kind) -> None:
    store = stored if kind == "directory" else graphs
    rows = [(r["who"], r["n"], r["different"]) for r in table(graphs, SAYS, store=store)]
    assert rows == [tuple(term.value for term in row) for row in merged.query(prepared(SAYS))]
    assert all(n == different for _, n, different in rows)
    names = "SELECT ?name WHERE { ?person a kg:Person ; schema:name ?name } ORDER BY ?name"
    assert [r["name"] for r in table(graphs, names, store=store)] == [row[0].value for row in merged.query(prepared(names))]
    both = "SELECT (COUNT(*) AS ?n) WHERE { ?person a kg:Person ; schema:name ?name . GRAPH ?g { ?person kg:mention ?m } }"
    inside = len({(q.subject, q.object) for q in merged.quads_for_pattern(None, ox.NamedNode("https://w3id.org/newskg/ontology#mention"), None)})
    assert 0 < int(table(graphs, both, store=store)[0]["n"]) <= inside


@pytest.mark.parametrize("kind", ["files", "directory"])
@pytest.mark.parametrize("query", [f"DESCRIBE <{PERSON}>", f"CONSTRUCT {{ <{PERSON}> schema:name ?n }} WHERE {{ GRAPH ?g {{ <{PERSON}> schema:name ?n }} }}"])
def test_made_triples_are_a_set(graphs, stored, kind, query) -> None:
    lines = asked(graphs, query, store=stored if kind == "directory" else graphs).splitlines()
    assert len(lines) == len(set(lines)) > 0


def test_from_names_what_is_asked_and_counts_a_triple_once(graphs) -> None:
    articles = [r["a"] for r in table(graphs, f"SELECT ?a WHERE {{ GRAPH ?a {{ <{PERSON}> a kg:Person }} }} ORDER BY ?a")]
    assert len(articles) == 2
    clauses = " ".join(f"FROM <{article}>" for article in articles)
    assert table(graphs, f"SELECT ?n {clauses} WHERE {{ <{PERSON}> schema:name ?n }}") == [{"n": "Ruben Kastelein"}]
    assert table(graphs, f"SELECT ?g FROM NAMED <{articles[0]}> WHERE {{ GRAPH ?g {{ <{PERSON}> schema:name ?n }} }}") == [{"g": articles[0]}]
    assert table(graphs, f"PREFIX a: <{articles[0][:-4]}> SELECT ?n FROM a:{articles[0][-4:]} WHERE {{ <{PERSON}> schema:name ?n }}") == [
        {"n": "Ruben Kastelein"}
    ]


@pytest.mark.parametrize(
    ("query", "outside"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", False),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } ?s a <x:y> }", True),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } OPTIONAL { ?s <x:y> 1 } }", True),
        ("SELECT * { VALUES ?g { <a:b> } GRAPH ?g { ?s ?p ?o . FILTER (?o > 1) } BIND (1 AS ?z) }", False),
        ("SELECT ?s (COUNT(?o) AS ?n) { { SELECT ?s ?o { GRAPH <a:b> { ?s ?p ?o } } } FILTER (?s != ?o) } GROUP BY ?s", False),
        ("ASK { FILTER EXISTS { ?s ?p ?o } }", True),
        ("ASK { FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }", False),
        ("CONSTRUCT { ?s a ?o } WHERE { GRAPH ?g { ?s a ?o } }", False),
        ("CONSTRUCT WHERE { ?s a ?o }", True),
        ("DESCRIBE <x:y>", True),
        ('SELECT * { GRAPH ?g { ?s ?p "} ?s ?p ?o" } }', False),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } # } ?s ?p ?o\n}", False),
    ],
)
def test_whether_a_query_asks_outside_named_graphs(query, outside) -> None:
    assert asks_outside(query) is outside


# The questions in other programs


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_whole_sparql_as_it_stands(graphs, name) -> None:
    """In rdflib's parser and in pyoxigraph; unfilled, it asks of everybody and of all days."""
    text = (Path(kg.__file__).parent / "query" / "questions" / f"{name}.rq").read_text(encoding="utf-8")
    prepareQuery(text)
    store = ox.Store()
    for path in graphs.iterdir():
        article = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("@base")).split("<")[1].split(">")[0]
        store.load(path=str(path), to_graph=ox.NamedNode(article))
    rows = list(store.query(text))
    assert rows
    if name not in ACTORS:
        assert len(rows) == len(table(graphs, name))
    else:
        assert len(rows) > len(table(graphs, name, *ACTORS[name]))


# What is told where nothing is found


def test_an_unknown_actor_is_told_with_the_nearest(graphs) -> None:
    for question in ("statements-by", "events-with"):
        done = run("query", question, "Hanneke Veldkmap", "--store", graphs, cwd=graphs.parent)
        assert done.returncode == 0
        assert "no actor is called 'Hanneke Veldkmap'; the nearest: Hanneke Veldkamp" in done.stderr
        assert done.stdout.splitlines()[-1] == "(0 rows)"
    silent = run("query", "statements-by", "Lars Holmgaard", "--store", graphs, cwd=graphs.parent)
    assert (silent.stdout.splitlines()[-1], silent.stderr) == ("(0 rows)", "")


def test_an_empty_folder_says_what_to_do(tmp_path) -> None:
    for arguments in ((), ("--store", ".")):
        done = run("query", "actors", *arguments, cwd=tmp_path)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
        assert "run kg convert first, or name graphs with --store" in done.stderr


def test_an_empty_answer_of_a_server_names_graph(graphs, tmp_path) -> None:
    with oxigraph(tmp_path / "db") as server:
        run("load", graphs, "--to", server.url, cwd=tmp_path)
        for query in ("SELECT ?n WHERE { ?p a kg:Person ; schema:name ?n }", "SELECT (COUNT(*) AS ?n) WHERE { ?p a kg:Person }", "ASK { ?p a kg:Person }"):
            done = run("query", query, "--store", server.url, cwd=tmp_path)
            assert (done.returncode, "write GRAPH ?g { }" in done.stderr) == (0, True), query
        inside = run("query", "SELECT ?n WHERE { GRAPH ?g { ?p a kg:Person ; schema:name ?n } }", "--store", server.url, cwd=tmp_path)
        assert (inside.returncode, inside.stderr) == (0, "")


# Text from outside is text


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1+2", "@SUM(1)", "\t=1", "\r=1", " =1", "\uff1d1", "\n=1"])
def test_cells_of_csv_are_no_formulas(cell) -> None:
    answer = Answer(("a",), ((Literal(cell),),))
    assert list(csv.reader(io.StringIO(answer.written("csv"), newline=""))) == [["a"], [f"'{cell}"]]
    assert list(csv.reader(io.StringIO(answer.written("csv", raw=True), newline=""))) == [["a"], [cell]]


def test_numbers_and_plain_texts_stay_in_csv(graphs) -> None:
    answer = Answer(("a", "b"), ((Literal("-5", XSD.integer), Literal("a=b - c")),))
    assert answer.written("csv") == "a,b\r\n-5,a=b - c\r\n"
    query = 'SELECT ("=1" AS ?x) WHERE { }'
    assert asked(graphs, query, "--format", "csv").splitlines()[1] == "'=1"
    assert asked(graphs, query, "--format", "csv", "--raw-cells").splitlines()[1] == "=1"


def test_controls_are_spelt_out_in_answers() -> None:
    answer = Answer(("a",), ((Literal("x\x1b]0;y\x07\x9b31m\u202ez\nw\tv"),),))
    assert answer.written("table").splitlines()[2] == "x\\x1b]0;y\\x07\\x9b31m\\u202ez w v"
    for form in ("table", "tsv", "json"):
        assert not set("\x1b\x07\x9b\u202e") & set(answer.written(form)), form
    assert Answer.of(json.loads(answer.written("json"))) == answer
    assert next(iter(ox.parse_query_results(answer.written("tsv").encode(), ox.QueryResultsFormat.TSV)))["a"].value == "x\x1b]0;y\x07\x9b31m\u202ez\nw\tv"
