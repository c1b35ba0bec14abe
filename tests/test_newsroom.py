"""What an agency does to an item after it went out: embargoes, corrections, kills, versions; and pages at an address."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
import rdflib

from kg.errors import ReadError
from kg.readers.web import fetch
from kg.vocab import KG, SCHEMA

from .mutations import case, warc

if TYPE_CHECKING:
    from pathlib import Path

PAGE = case("html/json_ld_page")


def kg(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, capture_output=True, check=False, env=environment)


def ninjs(**facts: object) -> dict[str, object]:
    return (
        {"uri": "http://duin.example/1", "type": "text", "versioncreated": "2026-03-11T09:00:00Z", "language": "nl", "pubstatus": "usable"}
        | {
            "headline": "Kade open",
            "body_text": "Wethouder Anna Visser opende gisteren de kade van Zoutwijk.",
        }
        | facts
    )


def graph(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path)


@pytest.mark.parametrize("key", ["embargoed", "embargoedUntil", "embargoeduntil"])
def test_a_running_embargo_is_refused_unless_overridden(tmp_path, key) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ninjs(**{key: "2199-01-01T00:00:00Z"})), encoding="utf-8")
    (tmp_path / "b.txt").write_text("De wethouder opende gisteren de kade van Zoutwijk.", encoding="utf-8")
    refused = kg("convert", "a.json", "b.txt", cwd=tmp_path)
    assert refused.returncode == 3
    assert b"a.json: under embargo until 2199-01-01T00:00:00+00:00; wait, or give --ignore-embargo" in refused.stderr
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["b.ttl"]
    assert kg("convert", "a.json", "--ignore-embargo", cwd=tmp_path).returncode == 0
    assert (None, rdflib.URIRef(KG.embargoUntil), rdflib.Literal("2199-01-01T00:00:00+00:00", datatype=rdflib.XSD.dateTime)) in graph(
        tmp_path / "out" / "a.ttl"
    )


def test_an_embargo_without_end_runs_and_one_that_is_over_does_not(tmp_path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ninjs(embargoed="")), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(ninjs(embargoed="2020-01-01T00:00:00Z")), encoding="utf-8")
    done = kg("convert", "a.json", "b.json", cwd=tmp_path)
    assert done.returncode == 3
    assert b"a.json: under an embargo without an end" in done.stderr
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["b.ttl"]


def test_a_killed_item_leaves_its_identity_and_no_claim(tmp_path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ninjs(pubstatus="canceled", version="2", people=[{"name": "Anna Visser", "rel": "about"}])), encoding="utf-8")
    done = kg("convert", "a.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = graph(tmp_path / "out" / "a.ttl")
    (article,) = found.subjects(rdflib.RDF.type, rdflib.URIRef(KG.Article))
    assert str(found.value(article, rdflib.URIRef(SCHEMA.creativeWorkStatus))) == "canceled"
    assert str(found.value(article, rdflib.URIRef(SCHEMA.identifier))) == "http://duin.example/1"
    assert str(found.value(article, rdflib.URIRef(SCHEMA.version))) == "2"
    kinds = {str(kind) for kind in found.objects(None, rdflib.RDF.type)}
    assert kinds == {KG.Article, "http://www.w3.org/ns/prov#Activity"}
    assert "Visser" not in (tmp_path / "out" / "a.ttl").read_text(encoding="utf-8")


def test_versions_replace_one_another(tmp_path) -> None:
    """In one file, and in one dataset of several files: the highest version stands, and that is said."""
    rows = [ninjs(version="2", headline="Kade open sinds gisteren"), ninjs(version="1"), ninjs(uri="http://duin.example/2", headline="Brug dicht")]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    done = kg("convert", "a.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"version 1 is older than version 2: left" in done.stderr
    files = sorted((tmp_path / "out" / "a").iterdir())
    assert len(files) == 2
    assert any("Kade open sinds gisteren" in f.read_text(encoding="utf-8") for f in files)
    (tmp_path / "b.json").write_text(json.dumps(ninjs(version="3", headline="Kade weer dicht")), encoding="utf-8")
    assert kg("convert", "a.json", "b.json", "-o", "all.nq", cwd=tmp_path).returncode == 0
    written = (tmp_path / "all.nq").read_text(encoding="utf-8")
    assert "Kade weer dicht" in written
    assert "Kade open sinds gisteren" not in written
    assert "Brug dicht" in written


def test_given_facts_join_what_the_text_yields(tmp_path) -> None:
    """A person that the source names with an IRI is the person of the text; an author is not whom the article is about."""
    item = ninjs(
        byline="Karel de Boer",
        person=[{"name": "Anna Visser", "rel": "about", "uri": "http://www.wikidata.org/entity/Q1"}],
        organisation=[{"name": "Stichting Haven", "rel": "mentions"}],
    )
    (tmp_path / "a.json").write_text(json.dumps(item), encoding="utf-8")
    assert kg("convert", "a.json", cwd=tmp_path).returncode == 0
    found = graph(tmp_path / "out" / "a.ttl")
    base = "https://news.example/"
    visser, boer, haven = (rdflib.URIRef(base + path) for path in ("person/anna-visser", "person/karel-de-boer", "organization/stichting-haven"))
    assert str(found.value(visser, rdflib.URIRef(SCHEMA.sameAs))) == "http://www.wikidata.org/entity/Q1"
    assert found.value(visser, rdflib.URIRef(KG.mention)) is not None
    assert found.value(visser, rdflib.URIRef(KG.origin)) is None
    assert (None, rdflib.URIRef(KG.agent), visser) in found
    assert (None, rdflib.URIRef(SCHEMA.about), visser) in found
    assert (None, rdflib.URIRef(SCHEMA.author), boer) in found
    for given in (boer, haven):
        assert found.value(given, rdflib.URIRef(KG.origin)) == rdflib.URIRef(KG.Given)
        assert found.value(given, rdflib.URIRef(KG.mention)) is None


def test_a_given_quotation_gets_its_speaker(tmp_path) -> None:
    """`p/@quote-source` names the speaker of words that the text alone leaves without one."""
    nitf = '<nitf baselang="nl"><body><body.head><hedline><hl1>Kade open</hl1></hedline></body.head><body.content><p>De kade is open.</p><bq quote-source="Anna Visser"><block><p>Wij zijn blij.</p></block></bq></body.content></body></nitf>'
    (tmp_path / "a.xml").write_text(nitf, encoding="utf-8")
    assert kg("convert", "a.xml", cwd=tmp_path).returncode == 0
    found = graph(tmp_path / "out" / "a.ttl")
    rows = [(str(found.value(s, rdflib.URIRef(KG.text))), str(o).rpartition("/")[2]) for s, o in found.subject_objects(rdflib.URIRef(KG.speaker))]
    assert rows == [("Wij zijn blij", "anna-visser")]


def test_pages_of_an_archive_become_a_folder_in_order_and_memory_stays(tmp_path) -> None:
    pages = [(f"https://duinpost.example/{n}", PAGE.replace(b"duinpost.example/kade", b"duinpost.example/kade-%d" % n)) for n in range(12)]
    (tmp_path / "w.warc").write_bytes(warc([*pages[:6], ("https://duinpost.example/leeg", b"<html></html>"), *pages[6:]]))
    one = kg("convert", "w.warc", "-o", "one", "--no-validate", cwd=tmp_path)
    two = kg("convert", "w.warc", "-o", "two", "--no-validate", "--jobs", "2", cwd=tmp_path)
    assert (one.returncode, two.returncode) == (3, 3)
    assert b"w.warc#7 https://duinpost.example/leeg: there is no text in it" in one.stderr
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.ttl"))
    assert len(files) == 12
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)


def test_a_file_in_a_program(tmp_path) -> None:
    import kg as library

    (tmp_path / "a.json").write_text(json.dumps([ninjs(), ninjs(uri="http://duin.example/2", body_text="", headline="")]), encoding="utf-8")
    good, bad = library.convert_file(tmp_path / "a.json")
    assert good.article.headline == "Kade open"
    assert "kg:Event" in good.turtle()
    assert "there is no text" in str(bad.error)


class Site(http.server.BaseHTTPRequestHandler):
    """A site with a page, a page in an old character set, a picture, an endless page, a slow one and redirects."""

    seen: list[tuple[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["User-Agent"]))
        if self.path == "/slow":
            time.sleep(3)
        if self.path in ("/loop", "/moved"):
            self.send_response(302)
            self.send_header("Location", "/loop" if self.path == "/loop" else "/page?utm_source=x")
            self.end_headers()
            return
        status = 404 if self.path == "/none" else 503 if self.path == "/down" else 200
        self.send_response(status)
        kind = {"/picture": "image/png", "/latin": "text/html; charset=iso-8859-1"}.get(self.path, "text/html; charset=utf-8")
        self.send_header("Content-Type", kind)
        self.end_headers()
        body = (
            "<p>De coördinatie van de financiën kost één miljoen, zei de wethouder van Zoutwijk gisteren tegen de verzamelde pers.</p>".encode("latin-1")
            if self.path == "/latin"
            else PAGE
        )
        try:
            for _ in range(10_000 if self.path == "/endless" else 1):
                self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_at_an_address(site, tmp_path) -> None:
    Site.seen.clear()
    done = kg("convert", f"{site}/moved", f"{site}/none", "--no-validate", cwd=tmp_path)
    assert done.returncode == 3
    assert f"{site}/none: the server answers 404".encode() in done.stderr
    (written,) = (tmp_path / "out").iterdir()
    assert 'schema:url "https://duinpost.example/kade"' in written.read_text(encoding="utf-8")
    assert [path for path, _ in Site.seen] == ["/moved", "/page?utm_source=x", "/none"]
    assert all(agent.startswith("kg/") for _, agent in Site.seen)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/picture", "this is image/png"),
        ("/endless", "more bytes than the limit"),
        ("/slow", "cannot be fetched"),
        ("/loop", "cannot be fetched"),
        ("/down", "try again later"),
    ],
)
def test_what_is_no_page(site, path, says) -> None:
    with pytest.raises(ReadError, match=says):
        fetch(site + path, agent="kg/test", limit=1_000_000, timeout=1)


def test_the_character_set_of_the_answer_counts(site, tmp_path) -> None:
    done = kg("convert", f"{site}/latin", "-o", "-", "--lang", "nl", "--no-validate", "--with-text", cwd=tmp_path)
    assert "coördinatie van de financiën kost één miljoen".encode() in done.stdout


def test_nobody_answers(tmp_path) -> None:
    done = kg("convert", "http://127.0.0.1:9/x", cwd=tmp_path)
    assert done.returncode == 3
    assert b"http://127.0.0.1:9/x: cannot be fetched" in done.stderr
    assert b"Traceback" not in done.stderr
