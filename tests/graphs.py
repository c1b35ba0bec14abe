"""Many articles' graphs for the tests of stores, made of the example by renaming, and what a store holds as its own interface tells."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.parse
import urllib.request
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph import bare
from kg.model import Status
from kg.write import serialize

if TYPE_CHECKING:
    from pathlib import Path

OURS = ("https://w3id.org/newskg/ontology", "https://w3id.org/newskg/event-type", "https://news.example/dataset")


def run(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kg` as a user does; the journal of servers stays in the test's folder."""
    return subprocess.run(command(*arguments), cwd=cwd, env=surroundings(cwd, **environment), capture_output=True, text=True, check=False)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, arguments)]


def surroundings(cwd: Path, **environment: str) -> dict[str, str]:
    bare_names = {k: v for k, v in os.environ.items() if not k.startswith("KG_") and "proxy" not in k.lower()}
    return bare_names | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "XDG_STATE_HOME": str(cwd / "state")} | environment


def renamed(converted, number: int) -> str:
    """The example's Turtle as another article about other people."""
    old = converted.triples.iri.rpartition("/")[2]
    turtle = converted.turtle().replace(old, f"{old[:-4]}{number:04d}")
    return turtle.replace("hanneke-veldkamp", f"hanneke-veldkamp-{number}").replace("Hanneke Veldkamp", f"Hanneke Veldkamp {number}")


def write_many(converted, folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{n:04d}.ttl" for n in range(count)]
    for number, path in enumerate(files):
        path.write_text(renamed(converted, number), encoding="utf-8")
    return files


def withdrawal(converted, number: int) -> str:
    """What `kg convert` writes of a canceled article, under the name of a renamed one."""
    article = replace(converted.article, status=Status.CANCELED, id=f"{converted.article.id[:-4]}{number:04d}")
    return serialize([bare(article, version="0")], "turtle").decode()


def triples(path: Path) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(path=path)}


def name(path: Path) -> str:
    return next(t.subject.value for t in triples(path) if getattr(t.object, "value", "").endswith("#Article"))


def in_files(files: list[Path]) -> dict[str, set[ox.Triple]]:
    return {name(path): triples(path) for path in files}


def in_directory(store: Path) -> dict[str, set[ox.Triple]]:
    held = ox.Store.read_only(str(store))
    return {g.value: {q.triple for q in held.quads_for_pattern(None, None, None, g)} for g in held.named_graphs() if g.value not in OURS}


def on_server(queries: str, *, virtuoso: str = "") -> dict[str, set[ox.Triple]]:
    """Every article's graph by the server's own query interface, without our client."""
    found: dict[str, set[ox.Triple]] = {}
    kind = "<https://w3id.org/newskg/ontology#Article>"
    for row in rows(queries, f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?a a {kind} }} }}", virtuoso):
        iri = row["g"]["value"]
        data = _ask(queries, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}", "application/n-triples, text/plain;q=0.9", virtuoso)
        found[iri] = {q.triple for q in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)}
    return found


def rows(queries: str, query: str, virtuoso: str = "") -> list[dict[str, dict[str, str]]]:
    return json.loads(_ask(queries, query, "application/sparql-results+json", virtuoso))["results"]["bindings"]


def _ask(queries: str, query: str, accept: str, virtuoso: str) -> bytes:
    request = urllib.request.Request(queries, urllib.parse.urlencode({"query": query}).encode(), {"Accept": accept})
    handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
    if virtuoso:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, queries, "dba", virtuoso)
        handlers.append(urllib.request.HTTPDigestAuthHandler(passwords))
    with urllib.request.build_opener(*handlers).open(request, timeout=30) as reply:
        return reply.read()
