"""First loads by `kg load` against each store's own bulk loader, in one run: `python tools/load_benchmark.py > tools/load_benchmark.txt`.

The example's graph is renamed into many; each loader gets the same graphs and an empty store. Rounds alternate, and the median of the ratios counts.
The stores' own loaders are given one N-Quads file that is ready, `kg load` a directory of Turtle, which it parses, checks and hashes.
CPU seconds are those of the processes themselves (our client, the server). Machines differ: read the ratios.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import pyoxigraph as ox  # noqa: E402  (after the path)

import kg  # noqa: E402
from tests.graphs import command, renamed, surroundings  # noqa: E402
from tests.servers import Oxigraph, virtuoso  # noqa: E402

ARTICLES = 400
ROUNDS = 3
DBA = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "secret"}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        quads = make(folder)
        print(f"kg {kg.__version__}, {ARTICLES} articles, {quads} quads, {(folder / 'all.nq').stat().st_size / 1e6:.0f} MB of N-Quads, {ROUNDS} rounds")
        print(f"{'first load':<46}{'seconds':>9}{'kquads/s':>10}{'ratio':>8}{'client CPU s':>14}{'store CPU s':>13}{'client share':>14}")
        for title, loaders in (("Oxigraph", oxigraph_rounds(folder)), ("Virtuoso", virtuoso_rounds(folder))):
            report(title, loaders, quads)


def make(folder: Path) -> int:
    """Write the graphs as files of Turtle and as one of N-Quads; return the number of quads."""
    converted = kg.convert((ROOT / "tests/articles/windpark.txt").read_text(encoding="utf-8"), published="2026-03-11")
    (folder / "graphs").mkdir()
    quads = 0
    with (folder / "all.nq").open("wb") as file:
        for number in range(ARTICLES):
            turtle = renamed(converted, number)
            (folder / "graphs" / f"{number:05d}.ttl").write_text(turtle, encoding="utf-8")
            triples = [q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]
            graph = ox.NamedNode(f"{converted.triples.iri[:-4]}{number:04d}")
            ox.serialize((ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples), file, format=ox.RdfFormat.N_QUADS)
            quads += len(triples)
    return quads


class Times:
    """Seconds of the wall, of our client, and of the store, a round each."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.client: list[float] = []
        self.store: list[float] = []

    def clock(self, arguments: list[str], folder: Path, *, server: int = 0, ours: bool = True, **environment: str) -> None:
        """Run a loader and note its times."""
        before, served = resource.getrusage(resource.RUSAGE_CHILDREN), cpu(server)
        start = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True, cwd=folder, env=surroundings(folder, **environment))
        self.wall.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.client.append(used if ours else 0)
        self.store.append(cpu(server) - served if server else 0 if ours else used)


def cpu(process: int) -> float:
    """Return the CPU seconds of a process so far."""
    if not process:
        return 0
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def oxigraph_rounds(folder: Path) -> dict[str, Times]:
    """Load by `oxigraph load`, into a directory, and over HTTP."""
    own, embedded, served = Times(), Times(), Times()
    binary = str(Path(sys.executable).parent / "oxigraph")
    for _ in range(ROUNDS):
        clean(folder)
        own.clock([binary, "load", "--location", "own", "--file", "all.nq"], folder, ours=False)
        embedded.clock(command("load", "graphs", "--to", "embedded", "--no-ontology"), folder)
        server = Oxigraph(folder / "served")
        served.clock(command("load", "graphs", "--to", server.url, "--no-ontology"), folder, server=server.process.pid)
        server.kill()
    return {"its own loader (oxigraph load)": own, "kg load --to DIR": embedded, "kg load --to http://": served}


def virtuoso_rounds(folder: Path) -> dict[str, Times]:
    """Load by `rdf_loader_run`, and over HTTP into another server of the same settings."""
    own, served = Times(), Times()
    more = {"NumberOfBuffers": "170000", "MaxDirtyBuffers": "130000"}
    for _ in range(ROUNDS):
        clean(folder)
        (folder / "own").mkdir()
        with virtuoso(folder / "own", more=more) as server:
            (folder / "own" / "in").mkdir()
            os.link(folder / "all.nq", folder / "own" / "in" / "all.nq")
            sql = f"ld_dir('{folder}/own/in', '*.nq', 'urn:default'); rdf_loader_run(); checkpoint;"
            own.clock(["isql-vt", server.sql, "dba", server.password, f"exec={sql}"], folder, server=server.process, ours=False)
        (folder / "served").mkdir()
        with virtuoso(folder / "served", more=more) as server:
            arguments = command("load", "graphs", "--to", server.url, "--auth", "digest", "--no-ontology")
            served.clock(arguments, folder, server=server.process, **DBA)
    return {"its own loader (rdf_loader_run)": own, "kg load --to http://": served}


def clean(folder: Path) -> None:
    """Remove stores and journals."""
    for name in ("own", "embedded", "served", "state"):
        shutil.rmtree(folder / name, ignore_errors=True)


def report(title: str, loaders: dict[str, Times], quads: int) -> None:
    """Print a line a loader; the first one is the store's own."""
    base = next(iter(loaders.values()))
    for name, times in loaders.items():
        ratio = statistics.median(t / b for t, b in zip(times.wall, base.wall, strict=True))
        wall, client, store = (statistics.median(v) for v in (times.wall, times.client, times.store))
        share = f"{client / (client + store):.0%}" if client and store else "-" if not client else "in process"
        print(f"{title + ', ' + name:<46}{wall:9.1f}{quads / wall / 1000:10.0f}{ratio:8.2f}{client:14.1f}{store:13.1f}{share:>14}")


if __name__ == "__main__":
    main()
