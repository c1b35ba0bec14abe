"""`kg load` into a directory: idempotent, resumable, and honest about what it could not load."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.stores import near_miss
from kg.stores.fingerprint import canonical, fingerprint

from .graphs import brief, command, in_directory, in_files, parsed, renamed, run, surroundings, withdrawal, write_many

pytestmark = pytest.mark.model
# More than the least that is loaded in bulk.
COUNT = 80
DEFAULT = ox.DefaultGraph()


def summary(done) -> str:
    return done.stderr.strip().splitlines()[-1]


@pytest.fixture(scope="session")
def converted(text):
    return brief(text)


@pytest.fixture(scope="session")
def many(converted, tmp_path_factory) -> list[Path]:
    return write_many(converted, tmp_path_factory.mktemp("many"), COUNT)


@pytest.fixture
def few(converted, tmp_path) -> list[Path]:
    return write_many(converted, tmp_path / "graphs", 5)


def test_all_again_changed_and_withdrawn(many, converted, tmp_path) -> None:
    """The whole life of a store: bulk, nothing to do, one replaced, one gone, one more file, one file less."""
    graphs, store = tmp_path / "graphs", tmp_path / "store"
    shutil.copytree(many[0].parent, graphs)
    files = sorted(graphs.iterdir())
    assert summary(run("load", graphs, "--to", store, cwd=tmp_path)) == f"{COUNT} added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"
    assert in_directory(store) == in_files(files)
    assert summary(run("load", graphs, "--to", store, cwd=tmp_path)) == f"0 added, 0 replaced, {COUNT} unchanged, 0 deleted, 0 failed"
    files[3].write_text(files[3].read_text(encoding="utf-8").replace("Schone Zee", "Blauwe Zee"), encoding="utf-8")
    files[7].write_text(withdrawal(converted, 7), encoding="utf-8")
    assert summary(run("load", graphs, "--to", store, cwd=tmp_path)) == f"0 added, 1 replaced, {COUNT - 2} unchanged, 1 deleted, 0 failed"
    left = [*files[:7], *files[8:]]
    assert in_directory(store) == in_files(left)
    assert summary(run("load", graphs, "--to", store, cwd=tmp_path)) == f"0 added, 0 replaced, {COUNT} unchanged, 0 deleted, 0 failed"
    done = run("load", graphs, "--to", store, "--verify", cwd=tmp_path)
    assert (done.returncode, summary(done)) == (0, f"{COUNT} as in the files, 0 differ or failed")
    files[9].unlink()
    (graphs / "new.ttl").write_text(renamed(converted, 900), encoding="utf-8")
    done = run("load", graphs, "--to", store, "--prune", cwd=tmp_path)
    assert summary(done) == f"1 added, 0 replaced, {COUNT - 1} unchanged, 1 deleted, 0 failed"
    assert in_directory(store) == in_files([*(f for f in left if f != files[9]), graphs / "new.ttl"])


def test_an_article_that_comes_back_is_added(few, converted, tmp_path) -> None:
    before = few[0].read_text(encoding="utf-8")
    run("load", *few, "--to", "store", cwd=tmp_path)
    few[0].write_text(withdrawal(converted, 0), encoding="utf-8")
    assert "1 deleted" in summary(run("load", *few, "--to", "store", cwd=tmp_path))
    few[0].write_text(before, encoding="utf-8")
    assert summary(run("load", *few, "--to", "store", cwd=tmp_path)) == "1 added, 0 replaced, 4 unchanged, 0 deleted, 0 failed"


def test_another_syntax_of_the_same_graph_is_no_change(few, tmp_path) -> None:
    run("load", *few, "--to", "store", cwd=tmp_path)
    lines = reversed(ox.serialize(ox.parse(path=few[0]), format=ox.RdfFormat.N_TRIPLES).splitlines(keepends=True))
    (tmp_path / "same.nt").write_bytes(b"".join(lines))
    assert summary(run("load", "same.nt", "--to", "store", cwd=tmp_path)) == "0 added, 0 replaced, 1 unchanged, 0 deleted, 0 failed"


@pytest.mark.parametrize("form", ["trig", "nquads", "ntriples", "jsonld"])
def test_every_syntax_that_convert_writes_is_loaded(converted, tmp_path, form) -> None:
    from kg.write import FORMATS, serialize

    path = tmp_path / f"a{FORMATS[form].suffix}"
    path.write_bytes(serialize([converted.triples], form))
    assert run("load", path, "--to", "store", cwd=tmp_path).returncode == 0
    assert in_directory(tmp_path / "store") == dict([parsed(converted.turtle().encode())])


def test_the_ontology_and_a_description_are_there(few, tmp_path) -> None:
    run("load", *few, "--to", "store", cwd=tmp_path)
    held = ox.Store.read_only(str(tmp_path / "store"))
    assert held.query("ASK { GRAPH <https://w3id.org/newskg/ontology> { <https://w3id.org/newskg/ontology#Event> a ?class } }")
    assert held.query("ASK { GRAPH <https://w3id.org/newskg/event-type> { <https://w3id.org/newskg/event-type/agree> a ?class } }")
    query = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?documents ?triples WHERE { ?d a void:Dataset ; void:documents ?documents ; void:triples ?triples ; prov:wasGeneratedBy/prov:endedAtTime ?end }"""
    (row,) = held.query(query)
    assert int(row["documents"].value) == 5
    assert int(row["triples"].value) == len(held) - len(list(held.quads_for_pattern(None, None, None, DEFAULT)))


def test_a_dry_run_tells_and_changes_nothing(few, tmp_path) -> None:
    done = run("load", *few, "--to", "store", "--dry-run", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "store").exists()) == (0, False)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["add"] * 7
    run("load", *few, "--to", "store", cwd=tmp_path)
    few[0].unlink()
    few[1].write_text(few[1].read_text(encoding="utf-8").replace("Schone Zee", "Blauwe Zee"), encoding="utf-8")
    before = in_directory(tmp_path / "store")
    done = run("load", *few[1:], "--to", "store", "--prune", "--dry-run", cwd=tmp_path)
    assert sorted(line.split("\t")[0] for line in done.stdout.splitlines()) == ["delete", "replace", *["skip"] * 5]
    assert in_directory(tmp_path / "store") == before
    assert "1 replaced" in summary(run("load", *few[1:], "--to", "store", cwd=tmp_path))


def test_one_graph_for_all(few, tmp_path) -> None:
    iri = "https://a.example/all"
    assert run("load", *few, "--to", "store", "--graph", iri, cwd=tmp_path).returncode == 0
    assert in_directory(tmp_path / "store") == {iri: frozenset().union(*in_files(few).values())}


def test_verify_finds_what_was_changed_behind_our_back_and_a_load_mends_it(few, tmp_path) -> None:
    run("load", *few, "--to", "store", cwd=tmp_path)
    names = sorted(in_files(few))
    held = ox.Store(str(tmp_path / "store"))
    held.remove_graph(ox.NamedNode(names[0]))
    held.add(ox.Quad(ox.NamedNode("https://a.example/"), ox.NamedNode("https://a.example/p"), ox.Literal("x"), ox.NamedNode(names[1])))
    some = next(iter(held.quads_for_pattern(None, None, None, ox.NamedNode(names[2]))))
    held.remove(some)
    held.add(ox.Quad(some.subject, some.predicate, ox.Literal("other"), some.graph_name))
    del held
    done = run("load", *few, "--to", "store", "--verify", cwd=tmp_path)
    assert (done.returncode, summary(done)) == (3, "2 as in the files, 3 differ or failed")
    assert len(done.stderr.splitlines()) == 4
    assert summary(run("load", *few, "--to", "store", cwd=tmp_path)) == "0 added, 3 replaced, 2 unchanged, 0 deleted, 0 failed"
    assert in_directory(tmp_path / "store") == in_files(few)


def test_a_store_that_was_wiped_is_loaded_again(few, tmp_path) -> None:
    """The journal stands elsewhere and must not be believed."""
    arguments = ("load", *few, "--to", "store", "--journal", "journal.sqlite")
    run(*arguments, cwd=tmp_path)
    assert "5 unchanged" in summary(run(*arguments, cwd=tmp_path))
    shutil.rmtree(tmp_path / "store")
    assert "5 added" in summary(run(*arguments, cwd=tmp_path))
    assert in_directory(tmp_path / "store") == in_files(few)


def test_a_store_that_was_moved_keeps_its_journal(few, tmp_path) -> None:
    run("load", *few, "--to", "store", cwd=tmp_path)
    (tmp_path / "store").rename(tmp_path / "moved")
    assert "5 unchanged" in summary(run("load", *few, "--to", "moved", cwd=tmp_path))


def test_prune_leaves_what_came_by_standard_input(few, tmp_path) -> None:
    done = subprocess.run(command("load", "-", "--to", "store"), input=few[0].read_bytes(), cwd=tmp_path, env=surroundings(tmp_path), capture_output=True)
    assert done.returncode == 0
    assert summary(run("load", few[1], "--to", "store", "--prune", cwd=tmp_path)) == "1 added, 0 replaced, 0 unchanged, 0 deleted, 0 failed"
    assert in_directory(tmp_path / "store") == in_files(few[:2])


def test_a_store_whose_journal_was_lost_gets_no_doubles(many, tmp_path) -> None:
    run("load", *many[:60], "--to", "store", cwd=tmp_path)
    for path in (tmp_path / "store").glob("kg-journal*"):
        path.unlink()
    done = run("load", *many[:60], "--to", "store", cwd=tmp_path)
    assert (done.returncode, "60 added" in summary(done)) == (0, True)
    assert in_directory(tmp_path / "store") == in_files(many[:60])


@pytest.mark.parametrize("wait", [0.4, 0.6, 0.8])
def test_killed_at_any_moment_and_resumed(many, tmp_path, wait) -> None:
    """kill -9 of the load itself: what is left is loaded by the next."""
    arguments = ("load", many[0].parent, "--to", "store")
    process = subprocess.Popen(command(*arguments), cwd=tmp_path, env=surroundings(tmp_path), stderr=subprocess.DEVNULL)
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert run(*arguments, cwd=tmp_path).returncode == 0
    assert in_directory(tmp_path / "store") == in_files(many)


def test_a_bad_file_among_good_ones(few, tmp_path) -> None:
    few[2].write_text("<> a <https://broken", encoding="utf-8")
    (few[0].parent / "empty.ttl").write_text("", encoding="utf-8")
    (few[0].parent / "other.ttl").write_text("<https://a.example/x> <https://a.example/p> 1 .", encoding="utf-8")
    (few[0].parent / "twice.ttl").write_bytes(few[0].read_bytes())
    done = run("load", few[0].parent, "missing.ttl", "a.txt", "--to", "store", cwd=tmp_path)
    assert (done.returncode, summary(done)) == (3, "4 added, 0 replaced, 0 unchanged, 0 deleted, 4 failed")
    errors = done.stderr.splitlines()[:-1]
    assert len(errors) == 6
    for word in ("0002.ttl: no valid", "empty.ttl: no article", "other.ttl: no article", "twice.ttl: <", "missing.ttl: cannot", "a.txt: "):
        assert sum(word in line for line in errors) == 1, word
    assert in_directory(tmp_path / "store") == in_files([few[0], few[1], few[3], few[4]])


def test_prune_keeps_the_graph_of_a_file_that_cannot_be_read(few, tmp_path) -> None:
    run("load", *few, "--to", "store", cwd=tmp_path)
    expected = in_files(few)
    few[2].write_text("<> a <https://broken", encoding="utf-8")
    assert summary(run("load", few[0].parent, "--to", "store", "--prune", cwd=tmp_path)) == "0 added, 0 replaced, 4 unchanged, 0 deleted, 1 failed"
    assert in_directory(tmp_path / "store") == expected


def test_prune_takes_what_a_file_no_longer_holds(few, tmp_path) -> None:
    quads = [line[:-1] + f"<{iri}> .\n".encode() for iri, held in in_files(few).items() for line in held]
    (tmp_path / "all.nq").write_bytes(b"".join(quads))
    assert "5 added" in summary(run("load", "all.nq", "--to", "store", cwd=tmp_path))
    first = min(in_files(few))
    lines = (tmp_path / "all.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "all.nq").write_text("".join(line for line in lines if f"<{first}> ." not in line), encoding="utf-8")
    assert "1 deleted" in summary(run("load", "all.nq", "--to", "store", "--prune", cwd=tmp_path))
    assert set(in_directory(tmp_path / "store")) == set(in_files(few)) - {first}


def test_two_writers_on_one_directory(few, tmp_path) -> None:
    run("load", few[0], "--to", "store", cwd=tmp_path)
    held = ox.Store(str(tmp_path / "store"))
    done = run("load", *few, "--to", "store", cwd=tmp_path)
    del held
    assert done.returncode == 3
    assert "another program has this store open" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_directory_of_other_things_is_no_store(few, tmp_path) -> None:
    done = run("load", few[0], "--to", few[0].parent, cwd=tmp_path)
    assert (done.returncode, "holds other files" in done.stderr) == (3, True)
    assert sorted(few[0].parent.iterdir()) == few


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int):
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(many, tmp_path) -> None:
    """One line, exit code 3; what was there before is whole."""
    disk = tmp_path / "disk"
    with small_disk(disk, 8):
        assert run("load", *many[:3], "--to", disk / "store", cwd=tmp_path).returncode == 0
        done = run("load", *many, "--to", disk / "store", cwd=tmp_path)
        assert done.returncode == 3
        errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        assert errors
        assert all("No space" in line or "full" in line for line in errors)
        assert "Traceback" not in done.stderr
        held = in_directory(disk / "store")
        expected = in_files(many)
        assert all(triples == expected[iri] for iri, triples in held.items())
        assert set(in_files(many[:3])) <= set(held)


def test_a_journal_that_is_none(few, tmp_path) -> None:
    (tmp_path / "journal.sqlite").write_text("this is no database, but a text that is long enough to be looked at" * 20, encoding="utf-8")
    done = run("load", *few, "--to", "store", "--journal", "journal.sqlite", cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "the journal cannot be used" in done.stderr


def test_usage(few, tmp_path) -> None:
    assert run("load", "--to", "store", cwd=tmp_path).returncode == 2
    assert run("load", few[0], cwd=tmp_path).returncode == 2
    assert run("load", few[0], "--to", "store", "--verify", cwd=tmp_path).returncode == 3


def test_the_journal_has_a_row_a_graph(few, tmp_path) -> None:
    run("load", *few, "--to", "store", cwd=tmp_path)
    rows = sqlite3.connect(tmp_path / "store" / "kg-journal.sqlite").execute("SELECT iri, hash, count, source FROM graph WHERE source <> ''").fetchall()
    expected = {(iri, len(triples), str(path.resolve())) for path in few for iri, triples in in_files([path]).items()}
    assert {(iri, count, source) for iri, _, count, source in rows} == expected
    assert all(len(digest) == 64 for _, digest, _, _ in rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b'<a:s> <a:p> "x"@NL-be .', b'<a:s> <a:p> "x"@nl-BE .'),
        (b'<a:s> <a:p> "01"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> .', b'<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
        (b'<a:s> <a:p> "0.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .', b'<a:s> <a:p> "0.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .'),
        (b'<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#boolean> .', b'<a:s> <a:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .'),
        (
            b'<a:s> <a:p> "2026-03-11T09:30:00.500+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .',
            b'<a:s> <a:p> "2026-03-11T09:30:00.5Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .',
        ),
    ],
)
def test_spellings_of_one_value_are_one(one, other) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b'<a:s> <a:p> "x"@nl .', b'<a:s> <a:p> "x" .'),
        (b'<a:s> <a:p> "X"@nl .', b'<a:s> <a:p> "x"@nl .'),
        (b'<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .', b'<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#decimal> .'),
        (b'<a:s> <a:p> "01" .', b'<a:s> <a:p> "1" .'),
        (
            b'<a:s> <a:p> "2026-03-11T09:30:00+01:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .',
            b'<a:s> <a:p> "2026-03-11T09:30:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .',
        ),
    ],
)
def test_different_values_stay_different(one, other) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_environment_is_clean() -> None:
    """The helper must not leak the user's own settings into the runs."""
    os.environ["KG_LOAD_TO"] = "elsewhere"
    try:
        assert not any(k.startswith("KG_") for k in surroundings(Path()))
    finally:
        del os.environ["KG_LOAD_TO"]


# Versions


def versioned(turtle: str, modified: str = "", number: str = "", word: str = "Schone Zee") -> str:
    """The article with a date of change and a number, and something else in it."""
    said = f' ; <https://schema.org/dateModified> "{modified}"^^<http://www.w3.org/2001/XMLSchema#dateTime>' if modified else ""
    said += f' ; <https://schema.org/version> "{number}"' if number else ""
    return turtle.replace("<> a kg:Article", f"<> a kg:Article{said}", 1).replace("Schone Zee", word)


OLD, NEW = {"word": "Oude Zee"}, {"modified": "2026-03-12T09:00:00Z", "word": "Nieuwe Zee"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, NEW),
        (OLD | {"modified": "2026-03-12T10:30:00+02:00"}, NEW),
        (OLD | {"number": "9"}, NEW | {"modified": "", "number": "10"}),
        (OLD | NEW | {"number": "1", "word": "Oude Zee"}, NEW | {"number": "1.1"}),
    ],
)
def test_a_newer_version_stays_in_one_run_and_across_runs(converted, tmp_path, old, new) -> None:
    turtle = renamed(converted, 1)
    (tmp_path / "1.ttl").write_text(versioned(turtle, **old), encoding="utf-8")
    (tmp_path / "2.ttl").write_text(versioned(turtle, **new), encoding="utf-8")
    expected = in_files([tmp_path / "2.ttl"])
    for number, files in enumerate((("1.ttl", "2.ttl"), ("2.ttl", "1.ttl"))):
        done = run("load", *files, "--to", f"one-{number}", cwd=tmp_path)
        assert (done.returncode, in_directory(tmp_path / f"one-{number}")) == (0, expected)
        (told,) = [line for line in done.stderr.splitlines() if "is older here" in line]
        assert "1.ttl: " in told
        assert "2.ttl (" in told
    for file in ("1.ttl", "2.ttl"):
        assert run("load", file, "--to", "across", cwd=tmp_path).returncode == 0
    again = run("load", "1.ttl", "--to", "across", cwd=tmp_path)
    assert (again.returncode, summary(again)) == (0, "0 added, 0 replaced, 0 unchanged, 0 deleted, 0 failed, 1 older than what stays")
    assert "than in the store" in again.stderr
    for path in (tmp_path / "across").glob("kg-journal*"):
        path.unlink()
    assert "1 older" in summary(run("load", "1.ttl", "--to", "across", cwd=tmp_path))
    assert in_directory(tmp_path / "across") == expected


def test_an_older_version_does_not_bring_back_what_was_withdrawn(converted, tmp_path) -> None:
    turtle = renamed(converted, 1)
    (tmp_path / "1.ttl").write_text(versioned(turtle, **OLD), encoding="utf-8")
    (tmp_path / "2.ttl").write_text(versioned(withdrawal(converted, 1), modified="2026-03-12T09:00:00Z"), encoding="utf-8")
    assert "1 added" in summary(run("load", "1.ttl", "--to", "store", cwd=tmp_path))
    assert "1 deleted" in summary(run("load", "2.ttl", "--to", "store", cwd=tmp_path))
    assert "1 older" in summary(run("load", "1.ttl", "--to", "store", cwd=tmp_path))
    assert in_directory(tmp_path / "store") == {}


# Near misses


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("localhost:7979/store", "write http://localhost:7979/store"),
        ("127.0.0.1:7979/store", "write http://127.0.0.1:7979/store"),
        ("[::1]:7979/store", "write http://[::1]:7979/store"),
        ("news.example:80", "write http://news.example:80"),
        ("localhost/store", "write http://localhost/store"),
        ("htp://news.example/store", "write http://news.example/store"),
        ("ftp://news.example/store", "write http://news.example/store"),
        ("sparql+http://news.example/sparql", "write http://news.example/sparql"),
        ("https:/news.example/store", "write http://news.example/store"),
        ("http:news.example", "write http://news.example"),
        ("http://", "write http://HOST:PORT/store"),
        ("http://news.example:port/store", "write http://HOST:PORT/store"),
        ("file:///tmp/store", "write the path alone: /tmp/store"),
    ],
)
def test_what_is_nearly_an_address_is_wrong_usage(few, tmp_path, address, advice) -> None:
    assert advice in near_miss(address)
    if address in {"localhost:7979/store", "https:/news.example/store"}:
        before = sorted(tmp_path.iterdir())
        for command in (("load", *few, "--to", address), ("query", "actors", "--store", address)):
            done = run(*command, cwd=tmp_path)
            assert (done.returncode, advice in done.stderr) == (2, True), command
        assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "path", ["store", "./localhost:1", "/tmp/a b", "graphs/2026", "C:\\store", "urn:x", "https://news.example/store", "http://localhost:7878"]
)
def test_paths_and_addresses_are_taken(path) -> None:
    assert near_miss(path) == ""
