"""Time and memory of `kg validate` beside stock pyshacl: `python tools/validation_benchmark.py [GRAPHS] > tools/validation_benchmark.txt`.

Outputs of `kg convert` (of the articles in tests/, whole and by two paragraphs, or the Turtle files of a folder) are checked in turn by each engine, in
one process and interleaved; each figure is the median over the rounds of the mean over the files. Machines differ: read the ratios.
"""

from __future__ import annotations

import logging
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import kg
from kg.pipeline import Settings
from kg.validate import Checker, EngineName, File, check
from kg.validate.across import Across
from kg.validate.reading import Held
from kg.validate.running import Options, Source, Worker, run
from kg.vocab import data
from kg.write import serialize

ROOT = Path(__file__).parent.parent
ROUNDS, FILES, STEP = 5, 5000, 1000


def main() -> None:
    """Measure and print."""
    import rdflib  # noqa: PLC0415  (the check of many files is to hold what it needs only)

    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        graphs, texts = Path(folder) / "graphs", Path(folder) / "texts"
        built = converted(graphs, texts) if len(sys.argv) < 2 else []
        sources = sorted((Path(sys.argv[1]) if len(sys.argv) > 1 else graphs).rglob("*.ttl"))
        triples = [len(File(path.name, path.read_bytes()).triples()) for path in sources]
        print(f"kg {kg.__version__}, pyshacl {version('pyshacl')}, rdflib {rdflib.__version__}: {len(sources)} outputs of kg convert,")
        print(f"{min(triples)} to {max(triples)} triples, median {statistics.median(triples):.0f}; median of {ROUNDS} rounds, ms per article\n")
        compare(sources, built, texts if built else None)
        largest = max(sources, key=lambda path: path.stat().st_size)
        print(f"\nthe largest alone, {max(triples)} triples, ms")
        compare([largest], [], None, short=True)
        many(sources, Path(folder) / "many")
        # In a process of its own, which holds neither spaCy nor pyshacl.
        sys.stdout.flush()
        subprocess.run([sys.executable, "-W", "ignore", __file__, "--many", str(Path(folder) / "many")], check=True)


def converted(graphs: Path, texts: Path) -> list:
    """Write graphs and texts of articles and of each two paragraphs of theirs; return the graphs as they were built."""
    graphs.mkdir()
    texts.mkdir()
    built = []
    for path in sorted((ROOT / "tests/articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        parts = text.split("\n\n")
        for number, each in enumerate((text, *("\n\n".join(parts[n : n + 2]) for n in range(0, len(parts), 2)))):
            graph = kg.convert(each, published="2026-03-11", language="nl", settings=Settings(validate=False)).triples
            (graphs / f"{path.stem}-{number}.ttl").write_bytes(serialize([graph], "turtle"))
            (texts / f"{path.stem}-{number}.txt").write_text(each, encoding="utf-8")
            built.append(graph)
    return built


def compare(sources: list[Path], built: list, texts: Path | None, *, short: bool = False) -> None:
    """Check the same files with each engine in turn."""
    import pyshacl  # noqa: PLC0415
    import rdflib  # noqa: PLC0415

    shapes = rdflib.Graph()
    for path in sorted(data("shapes").glob("*.ttl")):
        shapes.parse(path)
    ours, alone = Checker(), Checker(engine=EngineName.PYSHACL)
    contents = [(path.name, path.read_bytes()) for path in sources]
    parsed = [File(name, content).graph() for name, content in contents]
    broken = [(name, re.sub(rb"    kg:polarity kg:\w+ ;\n", b"", content, count=1)) for name, content in contents if b"kg:polarity" in content]
    worker = Worker(Options(texts=texts))
    named = [Source(name=str(path), stem=path.stem) for path in sources]
    ways = {
        "stock pyshacl.validate": lambda: [pyshacl.validate(rdflib.Graph().parse(data=c), shacl_graph=shapes, inplace=True) for _, c in contents],
        "pyshacl, shapes set up once": lambda: [alone.check_data(File(*each)) for each in contents],
        "kg validate, shapes": lambda: [ours.check_data(File(*each)) for each in contents],
    }
    if not short:
        ways |= {
            "kg validate, all of it": lambda: [worker.check(each) for each in named],
            "one polarity missing, stock": lambda: [pyshacl.validate(rdflib.Graph().parse(data=c), shacl_graph=shapes, inplace=True) for _, c in broken],
            "one polarity missing, kg": lambda: [ours.check_data(File(*each)) for each in broken],
            "an rdflib graph": lambda: [ours.check_data(Held(graph)) for graph in parsed],
        }
    if built:
        ways["kg convert's own check"] = lambda: [check(graph) for graph in built]
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            found = way()
            times[name].append(1000 * (time.perf_counter() - start) / len(found))
    median = {name: statistics.median(values) for name, values in times.items()}
    for name, value in median.items():
        print(f"{name:<30}{value:>9.2f}{median['stock pyshacl.validate'] / value:>8.1f} times")


def many(sources: list[Path], folder: Path) -> None:
    """Write thousands of files, each with names of its own."""
    folder.mkdir()
    originals = [path.read_text(encoding="utf-8") for path in sources]
    for number in range(FILES):
        content = re.sub(r"/article/[0-9a-z]+", rf"/article/n{number}", originals[number % len(originals)])
        content = re.sub(r"/(person|organization|place|thing)/", rf"/\1/n{number}-", content)
        (folder / f"{number}.ttl").write_text(content, encoding="utf-8")


def check_many(folder: Path) -> None:
    """Check the files of a folder, and print the memory as it goes: of the checks alone, and with the register of all names that the cross-file checks keep."""
    sources = [Source(name=str(path), stem=path.stem) for path in sorted(folder.iterdir())]
    columns = []
    for register in (False, True):
        across, start, findings, column = Across({}), time.perf_counter(), 0, []
        for number, checked in enumerate(run(sources, Options()), start=1):
            findings += len(checked.findings)
            if register:
                across.add(checked.source, checked.summary)
            if number % STEP == 0 or number == 1:
                column.append((number, resident()))
        wall = time.perf_counter() - start
        columns.append(column)
    print(f"\n{FILES} files, each with names of its own; resident MB\n{'files':>6}{'checks':>10}{'and register':>15}")
    for (number, alone), (_, registered) in zip(*columns, strict=True):
        print(f"{number:>6}{alone:>10.1f}{registered:>15.1f}")
    print(f"{findings} warnings and infos, {len(list(across.findings()))} across files; {wall:.1f} s, {1000 * wall / FILES:.2f} ms per file")
    start = time.perf_counter()
    counted = sum(1 for _ in run(sources, Options(), processes=2))
    print(f"with 2 processes: {counted} files in {time.perf_counter() - start:.1f} s, {os.cpu_count()} cores")


def resident() -> float:
    """Return the resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    if sys.argv[1:2] == ["--many"]:
        check_many(Path(sys.argv[2]))
    else:
        main()
