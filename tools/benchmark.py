"""Time and memory of a conversion: `python tools/benchmark.py > tools/benchmark.txt`.

The example article and its first sentences again make about 500 words; each figure is the median of a number of rounds in one process.
Machines differ: read the ratios.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from kg import __version__, analyse, graph, validate, write
from kg.pipeline import Settings, extract
from kg.readers import Facts, Input, text, when

ROOT = Path(__file__).parent.parent
ROUNDS = 30
WORDS = 500


def main() -> None:
    """Measure and print."""
    article = (ROOT / "tests/articles/windpark.txt").read_text(encoding="utf-8")
    again = article.split("\n\n", 2)[2].replace(". ", ".\n").splitlines(keepends=True)
    body = article + "\n"
    while len(body.split()) < WORDS:
        body += again.pop(0)
    data, facts = body.encode(), Facts(published=when("2026-03-11"), language="nl")
    start = time.perf_counter()
    analyser = analyse.load("nl")
    load = time.perf_counter() - start
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        one_round(data, facts, analyser, times)
    print(f"kg {__version__}, {len(body.split())} words, median of {ROUNDS} rounds, ms per article")
    median = {name: 1000 * statistics.median(values) for name, values in times.items()}
    for name, value in median.items():
        print(f"{name:<28}{value:8.1f}")
    own = sum(median[name] for name in ("read", "extract and resolve", "graph", "write"))
    print(f"{'read+extract+graph+write':<28}{own:8.1f}")
    print(f"{'pipeline load, s':<28}{load:8.2f}")
    print(f"{'kg --help, s':<28}{latency('--help'):8.2f}")
    print(f"{'first article, s':<28}{latency('-q', 'convert', str(ROOT / 'tests/articles/windpark.txt'), '-o', '-'):8.2f}")
    print(f"{'peak memory, MB':<28}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f}")


def one_round(data: bytes, facts: Facts, analyser: object, times: dict[str, list[float]]) -> None:
    """Run each stage once and note its time."""
    article = clock(times, "read", lambda: next(text.read(Input(name="benchmark", data=data, facts=facts))))
    analysis = clock(times, "analyse", lambda: analyser.analyse(article))
    extraction = clock(times, "extract and resolve", lambda: extract(analysis, Settings()))
    built = clock(times, "graph", lambda: graph.build(extraction, version=__version__))
    clock(times, "validate", lambda: validate.check(built))
    clock(times, "write", lambda: write.serialize([built], "turtle"))


def clock(times: dict[str, list[float]], name: str, call):
    """Call and note the wall time."""
    start = time.perf_counter()
    result = call()
    times[name].append(time.perf_counter() - start)
    return result


def latency(*arguments: str) -> float:
    """Return the wall time of a command in a process of its own, the best of three."""
    best = 99.0
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, capture_output=True)
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
