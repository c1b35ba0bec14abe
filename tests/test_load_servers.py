"""`kg load` into real servers on loopback: Oxigraph and Virtuoso 7, and a gate that refuses."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from .graphs import OURS, brief, command, in_files, on_server, rows, run, surroundings, withdrawal, write_many
from .servers import Gate, free_port, oxigraph, virtuoso

pytestmark = pytest.mark.model
COUNT = 200
DBA = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "secret"}
IRI = "<https://news.example/dataset>"


@pytest.fixture(scope="session")
def converted(text):
    return brief(text)


@pytest.fixture(scope="session")
def many(converted, tmp_path_factory) -> list[Path]:
    return write_many(converted, tmp_path_factory.mktemp("many"), COUNT)


@pytest.fixture
def few(many, tmp_path) -> list[Path]:
    (tmp_path / "graphs").mkdir()
    return [Path(shutil.copy(path, tmp_path / "graphs")) for path in many[:4]]


def summary(done) -> str:
    return done.stderr.strip().splitlines()[-1]


def life(many, converted, tmp_path, load, held) -> None:
    """Load all, again, with one changed and one withdrawn; `held` is what the server itself tells."""
    graphs = tmp_path / "graphs"
    shutil.copytree(many[0].parent, graphs)
    files = sorted(graphs.iterdir())
    assert summary(load(graphs)) == f"{COUNT} added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"
    assert held() == in_files(files)
    assert summary(load(graphs)) == f"0 added, 0 replaced, {COUNT} unchanged, 0 deleted, 0 failed"
    files[3].write_text(files[3].read_text(encoding="utf-8").replace("Schone Zee", "Blauwe Zee"), encoding="utf-8")
    files[7].write_text(withdrawal(converted, 7), encoding="utf-8")
    assert summary(load(graphs)) == f"0 added, 1 replaced, {COUNT - 2} unchanged, 1 deleted, 0 failed"
    assert held() == in_files([*files[:7], *files[8:]])
    assert summary(load(graphs, "--verify")) == f"{COUNT} as in the files, 0 differ or failed"


def test_the_life_of_an_oxigraph(many, converted, tmp_path) -> None:
    with oxigraph(tmp_path / "db") as server:
        queries = server.url.replace("/store", "/query")
        life(many, converted, tmp_path, lambda *a: run("load", *a, "--to", server.url, cwd=tmp_path), lambda: on_server(queries))
        (row,) = rows(queries, f"SELECT ?n WHERE {{ {IRI} <http://rdfs.org/ns/void#documents> ?n }}")
        assert int(row["n"]["value"]) == COUNT - 1
        named = {row["g"]["value"] for row in rows(queries, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")}
        assert named - set(on_server(queries)) == set(OURS[:2])
        check_values(lambda *a: run("load", *a, "--to", server.url, cwd=tmp_path), tmp_path)


def test_the_life_of_a_virtuoso(many, converted, tmp_path) -> None:
    (tmp_path / "db").mkdir()
    with virtuoso(tmp_path / "db") as server:
        queries = server.url.replace("sparql-graph-crud-auth", "sparql")

        def load(*arguments):
            return run("load", *arguments, "--to", server.url, "--auth", "digest", cwd=tmp_path, **DBA)

        life(many, converted, tmp_path, load, lambda: on_server(queries))
        # It has no default graph: the description stands in a graph of its own.
        (row,) = rows(queries, f"SELECT ?n WHERE {{ GRAPH {IRI} {{ {IRI} <http://rdfs.org/ns/void#documents> ?n }} }}")
        assert int(row["n"]["value"]) == COUNT - 1
        wrong = run("load", many[0], "--to", server.url, "--auth", "digest", cwd=tmp_path, **DBA | {"KG_STORE_PASSWORD": "wrong"})
        assert (wrong.returncode, len([line for line in wrong.stderr.splitlines() if line.startswith("error")])) == (3, 1)
        assert "401" in wrong.stderr
        by_update = load(*many[:3], "--protocol", "update", "--journal", "other.sqlite")
        assert summary(by_update) == "3 added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"
        assert summary(load(*many[:3], "--verify")) == "3 as in the files, 0 differ or failed"
        check_long_graph(load, tmp_path)
        check_values(load, tmp_path)


VALUES = (
    '"2026-03-11T09:30:00+01:00"^^xsd:dateTime',
    '"2026-03-11T23:30:00-05:00"^^xsd:dateTime',
    '"2026-03-11T09:30:00"^^xsd:dateTime',
    '"2026-03-11T09:30:00.5Z"^^xsd:dateTime',
    '"2026-03-11"^^xsd:date',
    '"https://a.example/x?y=1&z"^^xsd:anyURI',
    '"een \\"woord\\" en é”„ en 😀"@nl-BE',
    '"a\\nb\\tc\\\\d"',
    f'"{"x" * 70_000}"@nl',
    "0.95, 1e5, true, 007, -1.50",
    "<https://a.example/%C3%A9t%C3%A9?a=b#c>, <https://a.example/été>",
)


def check_values(load, tmp_path) -> None:
    """Every kind of value that our graphs hold comes back as the same value."""
    (tmp_path / "values").mkdir()
    for n, value in enumerate(VALUES):
        article = f"<https://news.example/article/value{n}> a <https://w3id.org/newskg/ontology#Article> ; <https://a.example/p> {value} ."
        (tmp_path / "values" / f"{n}.ttl").write_text(f"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . {article}", encoding="utf-8")
    assert summary(load("values")) == f"{len(VALUES)} added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"
    done = load("values", "--verify")
    assert summary(done) == f"{len(VALUES)} as in the files, 0 differ or failed", done.stderr


def check_long_graph(load, tmp_path) -> None:
    """Virtuoso cuts answers at 10,000 rows in silence; a verification does not take that for a difference, nor a difference for that."""
    article = "<https://news.example/article/long>"
    lines = [f"{article} a <https://w3id.org/newskg/ontology#Article> .\n"]
    lines += [f'<https://news.example/article/long#{n}> <https://a.example/p{n % 3}> "{n}"@nl .\n' for n in range(12_000)]
    (tmp_path / "long.ttl").write_text("".join(lines), encoding="utf-8")
    assert summary(load("long.ttl")) == "1 added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"
    assert summary(load("long.ttl", "--verify")) == "1 as in the files, 0 differ or failed"
    lines[-1] = lines[-1].replace("11999", "12000")
    (tmp_path / "long.ttl").write_text("".join(lines), encoding="utf-8")
    assert summary(load("long.ttl", "--verify")) == "0 as in the files, 1 differ or failed"


def wait_until_more_than(count: int, server) -> None:
    """Return as soon as the server holds more than so many articles."""
    query = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?a a <https://w3id.org/newskg/ontology#Article> } }"
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if int(rows(server.url.replace("/store", "/query"), query)[0]["n"]["value"]) > count:
            return
        time.sleep(0.02)
    raise AssertionError("the load does not get on")


def test_oxigraph_killed_in_mid_load_and_resumed(many, tmp_path) -> None:
    """kill -9 of the server: the load waits for it, or fails and is resumed; then the store holds exactly the files."""
    with oxigraph(tmp_path / "db") as server:
        arguments = ("load", many[0].parent, "--to", server.url)
        process = subprocess.Popen(command(*arguments, "--retries", "1"), cwd=tmp_path, env=surroundings(tmp_path), stderr=subprocess.PIPE, text=True)
        wait_until_more_than(0, server)
        server.kill()
        _, said = process.communicate(timeout=60)
        assert process.returncode == 3
        assert "cannot be reached" in said
        assert len(said.splitlines()) == 2
        server.start()
        before = on_server(server.url.replace("/store", "/query"))
        assert 0 < len(before) < COUNT
        again = subprocess.Popen(command(*arguments), cwd=tmp_path, env=surroundings(tmp_path), stderr=subprocess.PIPE, text=True)
        wait_until_more_than(len(before), server)
        server.kill()
        time.sleep(1)
        server.start()
        _, said = again.communicate(timeout=120)
        assert again.returncode == 0, said
        assert on_server(server.url.replace("/store", "/query")) == in_files(many)
        assert summary(run(*arguments, "--verify", cwd=tmp_path)) == f"{COUNT} as in the files, 0 differ or failed"


@pytest.fixture
def gate(tmp_path):
    with oxigraph(tmp_path / "db") as server:
        gate = Gate(server.port, user="editor", password="pässword:1")
        yield gate
        gate.close()


EDITOR = {"KG_STORE_USER": "editor", "KG_STORE_PASSWORD": "pässword:1"}


def through(gate, tmp_path, *arguments, **environment):
    return run("load", *arguments, "--no-ontology", "--to", gate.url, "--auth", "basic", cwd=tmp_path, **EDITOR | environment)


def test_an_unreachable_store(few, tmp_path) -> None:
    done = run("load", *few, "--to", f"http://127.0.0.1:{free_port()}/store", "--retries", "0", cwd=tmp_path)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 2
    assert "cannot be reached" in done.stderr
    done = run("load", *few, "--to", "http://no-such-host.invalid/store", "--retries", "0", cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 2)


def test_a_password_in_the_address_is_refused_and_not_repeated(few, tmp_path) -> None:
    done = run("load", *few, "--to", "http://editor:s3cret@127.0.0.1:1/store", cwd=tmp_path)
    assert (done.returncode, "KG_STORE_PASSWORD" in done.stderr, "s3cret" in done.stderr) == (3, True, False)


def test_a_wrong_password_is_told_once(gate, few, tmp_path) -> None:
    done = through(gate, tmp_path, *few, KG_STORE_PASSWORD="wrong")
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 2)
    assert "401" in done.stderr
    assert "wrong" not in done.stderr
    assert len(gate.seen) == 1
    none = run("load", *few, "--to", gate.url, "--auth", "basic", cwd=tmp_path)
    assert (none.returncode, "KG_STORE_USER" in none.stderr) == (2, True)


@pytest.mark.parametrize(("status", "tries"), [(400, 1), (413, 1), (415, 1), (500, 2)])
def test_a_refused_graph_is_one_line_and_the_rest_is_loaded(gate, few, tmp_path, status, tries) -> None:
    """A final answer is not asked for again; 500 is, once."""
    gate.refuse(status, times=tries)
    done = through(gate, tmp_path, *few)
    assert done.returncode == 3
    assert summary(done) == "3 added, 0 replaced, 0 unchanged, 0 deleted, 1 failed"
    (error,) = done.stderr.splitlines()[:-1]
    assert str(status) in error
    assert str(few[0]) in error
    assert sum(method == "PUT" for method, *_ in gate.seen) == len(few) - 1 + tries
    assert summary(through(gate, tmp_path, *few)) == "1 added, 0 replaced, 3 unchanged, 0 deleted, 0 failed"


@pytest.mark.parametrize("status", [408, 429, 502, 503, 504])
def test_what_passes_is_tried_again(gate, few, tmp_path, status) -> None:
    gate.refuse(status, times=2, Retry_After="0")
    assert summary(through(gate, tmp_path, *few)) == "4 added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"
    assert [seen[2] for seen in gate.seen if seen[0] == "PUT"] == [status, status, 201, 201, 201, 201]


def test_retry_after_is_honoured(gate, few, tmp_path) -> None:
    gate.refuse(503, times=1, Retry_After="2")
    start = time.monotonic()
    assert through(gate, tmp_path, few[0]).returncode == 0
    assert time.monotonic() - start > 2


def test_a_store_that_takes_nothing_is_given_up(gate, many, tmp_path) -> None:
    """Five graphs in a row: no hour of retries over a full store."""
    gate.refuse(507, times=999, path="/store")
    done = through(gate, tmp_path, many[0].parent)
    assert done.returncode == 3
    assert "5 graphs in a row" in done.stderr
    assert sum(method == "PUT" for method, *_ in gate.seen) == 5


def test_a_store_without_the_protocol_is_updated(gate, few, converted, tmp_path) -> None:
    """405 to the first PUT: the rest goes by SPARQL Update, and replaces and deletes as well."""
    gate.refuse(405, times=999)
    assert summary(through(gate, tmp_path, *few)) == "4 added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"
    assert sum(method == "PUT" for method, *_ in gate.seen) == 1
    few[0].write_text(few[0].read_text(encoding="utf-8").replace("Schone Zee", "Blauwe Zee"), encoding="utf-8")
    few[1].write_text(withdrawal(converted, 1), encoding="utf-8")
    assert summary(through(gate, tmp_path, *few)) == "0 added, 1 replaced, 2 unchanged, 1 deleted, 0 failed"
    assert on_server(f"http://127.0.0.1:{gate_port(gate)}/query", gate=EDITOR) == in_files([few[0], *few[2:]])
    forced = through(gate, tmp_path, *few, "--protocol", "gsp", "--journal", "other.sqlite")
    assert (forced.returncode, "405" in forced.stderr, "--protocol update" in forced.stderr) == (3, True, True)


def test_a_store_that_takes_nothing_in_bulk_takes_it_one_by_one(gate, many, tmp_path) -> None:
    """As behind a proxy with a low limit."""
    gate.refuse(413, times=999, path="no_transaction")
    assert summary(through(gate, tmp_path, *many[:30])) == "30 added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"
    assert [seen[2] for seen in gate.seen if "no_transaction" in seen[1]] == [413]
    assert sum(seen[0] == "PUT" for seen in gate.seen) == 30


def test_a_failing_question_loses_no_graph_in_silence(gate, many, few, tmp_path) -> None:
    """Each graph that was not loaded is told, also where only the question failed whether it is there."""
    run("load", *few, "--to", gate.url, "--auth", "basic", cwd=tmp_path, **EDITOR)
    gate.refuse(400, path="/query", after=2)
    done = through(gate, tmp_path, *many[10:13])
    assert (done.returncode, summary(done)) == (3, "0 added, 0 replaced, 0 unchanged, 0 deleted, 3 failed")
    assert all(sum(str(path) in line for line in done.stderr.splitlines()) == 1 for path in many[10:13])
    gate.refuse(400, path="/query", after=1)
    done = through(gate, tmp_path, *few, "--verify")
    assert (done.returncode, summary(done)) == (3, "3 as in the files, 1 differ or failed")


def test_bulk_over_http_doubles_nothing(gate, converted, tmp_path) -> None:
    """The journal is lost, the store is not: what is there is replaced, what is not is added."""
    many = write_many(converted, tmp_path / "graphs", 50)
    assert summary(through(gate, tmp_path, *many[:25])).startswith("25 added")
    assert sum(seen[0] == "PUT" for seen in gate.seen) == 0
    shutil.rmtree(tmp_path / "state")
    many[3].write_text(many[3].read_text(encoding="utf-8").replace("Schone Zee", "Blauwe Zee"), encoding="utf-8")
    assert summary(through(gate, tmp_path, *many[:50])).startswith("50 added")
    assert on_server(f"http://127.0.0.1:{gate_port(gate)}/query", gate=EDITOR) == in_files(many[:50])


def test_a_store_that_takes_no_updates_is_described_in_a_graph_of_its_own(gate, few, tmp_path) -> None:
    gate.refuse(403, times=999, path="/update")
    assert summary(through(gate, tmp_path, *few)).startswith("4 added")
    held = rows(
        f"http://127.0.0.1:{gate_port(gate)}/query", f"SELECT ?n WHERE {{ GRAPH {IRI} {{ {IRI} <http://rdfs.org/ns/void#documents> ?n }} }}", gate=EDITOR
    )
    assert [row["n"]["value"] for row in held] == ["4"]
    assert summary(through(gate, tmp_path, *few)).startswith("0 added, 0 replaced, 4 unchanged")


def gate_port(gate: Gate) -> int:
    return gate.server.server_address[1]


def test_bodies_are_packed_and_the_graph_parameter_has_the_name_asked_for(gate, few, tmp_path) -> None:
    assert through(gate, tmp_path, few[0], "--gzip").returncode == 0
    ((_, path, status, packed, headers),) = [seen for seen in gate.seen if seen[0] == "PUT"]
    assert (status, headers["Content-Encoding"], "?graph=" in path) == (201, "gzip", True)
    assert through(gate, tmp_path, few[1]).returncode == 0
    assert [seen for seen in gate.seen if seen[0] == "PUT"][-1][3] > 3 * packed
    through(gate, tmp_path, few[2], "--graph-parameter", "graph-uri")
    assert "?graph-uri=" in [seen for seen in gate.seen if seen[0] == "PUT"][-1][1]


def test_a_bearer_token_and_a_slow_answer(tmp_path, few) -> None:
    with oxigraph(tmp_path / "db") as server:
        gate = Gate(server.port)
        arguments = ("load", few[0], "--to", gate.url, "--auth", "bearer", "--no-ontology")
        assert run(*arguments, cwd=tmp_path, KG_STORE_TOKEN="t0ken").returncode == 0
        assert all(seen[4]["Authorization"] == "Bearer t0ken" for seen in gate.seen)
        assert run(*arguments, cwd=tmp_path).returncode == 2
        gate.delay = 1.5
        done = run(*arguments, "--timeout", "0.5", "--retries", "0", cwd=tmp_path, KG_STORE_TOKEN="t0ken")
        assert (done.returncode, "no answer within 0.5 s" in done.stderr) == (3, True)
        gate.close()


def test_a_server_that_was_wiped_is_loaded_again(few, tmp_path) -> None:
    with oxigraph(tmp_path / "db") as server:
        arguments = ("load", *few, "--to", server.url)
        run(*arguments, cwd=tmp_path)
        server.kill()
        shutil.rmtree(tmp_path / "db")
        server.start()
        plan = run(*arguments, "--dry-run", cwd=tmp_path)
        assert {line.split("\t")[0] for line in plan.stdout.splitlines()} == {"add"}
        assert "4 added" in summary(run(*arguments, cwd=tmp_path))
        assert on_server(server.url.replace("/store", "/query")) == in_files(few)


def test_a_directory_that_was_loaded_can_be_served(few, tmp_path) -> None:
    run("load", *few, "--to", "store", cwd=tmp_path)
    with oxigraph(tmp_path / "store") as server:
        assert on_server(server.url.replace("/store", "/query")) == in_files(few)
        locked = run("load", *few, "--to", "store", cwd=tmp_path)
        assert (locked.returncode, "another program" in locked.stderr) == (3, True)


# Redirections


class Elsewhere:
    """A server that has moved: it sends each request to the same place of another."""

    def __init__(self, status: int, to: str) -> None:
        class Handler(BaseHTTPRequestHandler):
            def moved(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.send_response(status)
                self.send_header("Location", to + self.path)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_PUT = do_POST = do_DELETE = moved  # noqa: N815

            def log_message(self, *_arguments) -> None:
                """Be quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirection_that_keeps_the_method_is_followed_but_not_with_secrets(few, tmp_path, status) -> None:
    with oxigraph(tmp_path / "db") as server:
        elsewhere = Elsewhere(status, server.url.removesuffix("/store"))
        try:
            done = run("load", *few, "--to", f"{elsewhere.url}/store", cwd=tmp_path)
            assert (done.returncode, summary(done)) == (0, "4 added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"), done.stderr
            assert on_server(server.url.replace("/store", "/query")) == in_files(few)
            guarded = run("load", *few, "--to", f"{elsewhere.url}/store", "--auth", "basic", cwd=tmp_path, **DBA)
        finally:
            elsewhere.server.shutdown()
            elsewhere.server.server_close()
    assert guarded.returncode == 3
    assert "secrets are sent to no other server; give that address" in guarded.stderr


@pytest.mark.parametrize("status", [301, 302, 303])
def test_another_redirection_is_named(few, tmp_path, status) -> None:
    with oxigraph(tmp_path / "db") as server:
        gate = Gate(server.port)
        try:
            gate.refuse(status, times=999, path="/", Location="https://news.example/data/query?x=1")
            done = run("load", *few, "--to", gate.url, cwd=tmp_path)
        finally:
            gate.close()
    assert done.returncode == 3
    assert "moved to https://news.example/data/query; give that address" in done.stderr


# Two loads at once


@pytest.mark.parametrize("apart", [False, True])
def test_two_loads_at_once_end_with_the_right_graphs(many, tmp_path, apart) -> None:
    """With one journal, and as from two machines with one each."""
    with oxigraph(tmp_path / "db") as server:
        arguments = ("load", *many[:40], "--to", server.url)
        loads = []
        for number in range(2):
            folder = tmp_path / f"user{number if apart else 0}"
            folder.mkdir(exist_ok=True)
            loads.append(subprocess.Popen(command(*arguments), cwd=folder, env=surroundings(folder), stderr=subprocess.PIPE, text=True))
        said = [load.communicate()[1] for load in loads]
        assert [load.returncode for load in loads] == [0, 0], said
        assert on_server(server.url.replace("/store", "/query")) == in_files(many[:40])
        done = run(*arguments, "--verify", cwd=tmp_path / "user0")
        assert (done.returncode, summary(done)) == (0, "40 as in the files, 0 differ or failed")
        assert rows(server.url.replace("/store", "/query"), "SELECT ?s WHERE { GRAPH <urn:kg:load-lock> { ?s ?p ?o } }") == []


def test_the_claim_of_a_load_that_was_killed_is_taken_away(many, few, tmp_path) -> None:
    with oxigraph(tmp_path / "db") as server:
        killed = subprocess.Popen(command("load", many[0].parent, "--to", server.url), cwd=tmp_path, env=surroundings(tmp_path), stderr=subprocess.DEVNULL)
        queries = server.url.replace("/store", "/query")
        end = time.monotonic() + 60
        while not rows(queries, "SELECT ?s WHERE { GRAPH <urn:kg:load-lock> { ?s ?p ?o } }") and time.monotonic() < end:
            time.sleep(0.02)
        killed.kill()
        killed.wait()
        start = time.monotonic()
        assert run("load", *few, "--to", server.url, cwd=tmp_path).returncode == 0
        assert time.monotonic() - start < 60
