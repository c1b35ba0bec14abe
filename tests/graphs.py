"""Many articles' graphs for the tests of stores, made of the example by renaming, and what a store holds as its own interface tells."""

from __future__ import annotations

import base64
import functools
import json
import os
import re
import shlex
import subprocess
import sys
import urllib.parse
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

import kg
from kg.graph import bare
from kg.model import Status
from kg.write import serialize

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent
OURS = ("https://w3id.org/newskg/ontology", "https://w3id.org/newskg/event-type", "https://news.example/dataset")


def run(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kg` as a user does; the journal of servers stays in the test's folder."""
    return subprocess.run(command(*arguments), cwd=cwd, env=surroundings(cwd, **environment), capture_output=True, text=True, check=False)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, arguments)]


def surroundings(cwd: Path, **environment: str) -> dict[str, str]:
    bare_names = {k: v for k, v in os.environ.items() if not k.startswith("KG_") and "proxy" not in k.lower()}
    return bare_names | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "XDG_STATE_HOME": str(cwd / "state")} | environment


def brief(text: str):
    """The first sentences of the example, converted: a graph that stores take quickly."""
    return kg.convert(text[: text.index("\n\nDruk uit")], published="2026-03-11")


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


Lines = frozenset[bytes]
"""A graph as the set of its lines in N-Triples: quick to make of 200 articles and to compare."""


def lines(quads: Iterable[ox.Quad]) -> Lines:
    return frozenset(ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES).splitlines())


@functools.lru_cache(4096)
def parsed(turtle: bytes) -> tuple[str, Lines]:
    found = lines(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    (article,) = [line.split(b"> ")[0][1:].decode() for line in found if line.endswith(b"#Article> .")]
    return article, found


def in_files(files: list[Path]) -> dict[str, Lines]:
    return dict(parsed(path.read_bytes()) for path in files)


def in_directory(store: Path) -> dict[str, Lines]:
    held = ox.Store.read_only(str(store))
    return {g.value: lines(held.quads_for_pattern(None, None, None, g)) for g in held.named_graphs() if g.value not in OURS}


def on_server(queries: str, *, gate: dict[str, str] | None = None) -> dict[str, Lines]:
    """Every article's graph by the server's own query interface, without our client."""
    found: dict[str, Lines] = {}
    kind = "<https://w3id.org/newskg/ontology#Article>"
    for row in rows(queries, f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?a a {kind} }} }}", gate):
        iri = row["g"]["value"]
        data = _ask(queries, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}", "application/n-triples, text/plain;q=0.9", gate)
        found[iri] = lines(ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
    return found


def rows(queries: str, query: str, gate: dict[str, str] | None = None) -> list[dict[str, dict[str, str]]]:
    return json.loads(_ask(queries, query, "application/sparql-results+json", gate))["results"]["bindings"]


def _ask(queries: str, query: str, accept: str, gate: dict[str, str] | None) -> bytes:
    request = urllib.request.Request(queries, urllib.parse.urlencode({"query": query}).encode(), {"Accept": accept})
    if gate:
        pair = f"{gate['KG_STORE_USER']}:{gate['KG_STORE_PASSWORD']}"
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as reply:
        return reply.read()


def commands(readme: str) -> list[str]:
    """The commands of the README's session, without what they print."""
    (session,) = re.findall(r"^```shell-session\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    return [line.removeprefix("$ ") for line in session.splitlines() if line.startswith("$ ")]


def replayed(lines: list[str], folder: Path) -> str:
    """The session as it goes in a folder beside the repository's tests: each command and what it prints."""
    (folder / "tests").symlink_to(ROOT / "tests")
    told = []
    for line in lines:
        _, *arguments = shlex.split(line)
        done = run(*arguments, cwd=folder)
        told.append(f"$ {line}\n{done.stdout}{done.stderr}")
    return "".join(told)
