"""Time and memory of reading: `python tools/readers_benchmark.py > tools/readers_benchmark.txt`.

Every format is made from the example article (its paragraphs turned round from article to article), so that all readers read the same text. Pages
carry the load of real ones: navigation, scripts, teasers. Machines differ: read the ratios.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import trafilatura

from kg.model import Article
from kg.readers import Input, read

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from formats import made, page  # noqa: E402  (the tests make the same files)
from mutations import warc  # noqa: E402

PAGES = 2_000


def each_reader() -> None:
    """Print the milliseconds an article of each reader, the median of some rounds."""
    print(f"{'reader':<12}{'ms per article':>15}")
    for form, (data, count) in made().items():
        times = []
        for _ in range(1 + max(5, 60 // count)):
            start = time.perf_counter()
            found = list(read(Input(name="input", data=data)))
            times.append((time.perf_counter() - start) / count)
            assert len(found) == count, (form, found)
            assert all(isinstance(item, Article) and item.source.format == form for item in found), (form, found)
        print(f"{form:<12}{1000 * statistics.median(times[1:]):>15.2f}")


def against_trafilatura() -> None:
    """Print how the page reader and the WARC reader compare with trafilatura alone on the same pages, in turn."""
    pages = [page(n) for n in range(100)]
    archive = warc((f"https://duinpost.example/{n}", data) for n, data in enumerate(pages))
    spent = {"trafilatura": 0.0, "page reader": 0.0, "WARC reader": 0.0}
    for data in pages:
        start = time.perf_counter()
        trafilatura.bare_extraction(data, with_metadata=True)
        spent["trafilatura"] += time.perf_counter() - start
        start = time.perf_counter()
        list(read(Input(name="input", data=data, form="html")))
        spent["page reader"] += time.perf_counter() - start
    start = time.perf_counter()
    assert len(list(read(Input(name="w", data=archive)))) == len(pages)
    spent["WARC reader"] = time.perf_counter() - start
    print(f"\n{len(pages)} pages of {len(pages[0]) // 1000} KB, ms per page, and the speed as a share of trafilatura's with metadata")
    for name, value in spent.items():
        print(f"{name:<12}{1000 * value / len(pages):>15.2f}{spent['trafilatura'] / value:>8.2f}")


def memory() -> None:
    """Print the largest memory of `kg convert` on WARC files of a tenth and of all pages, without and with the analysis."""
    print(f"\n{'kg convert of a WARC':<34}{'pages':>7}{'seconds':>9}{'MB':>6}")
    with tempfile.TemporaryDirectory() as scratch:
        for count in (PAGES // 10, PAGES):
            path = Path(scratch) / f"{count}.warc"
            with path.open("wb") as file:
                for n in range(count):
                    file.write(warc([(f"https://duinpost.example/{n}", page(n))]))
            for what, options in (("read and written only (--lang fr)", ["--lang", "fr"]), ("with analysis", [])):
                seconds, peak = run("convert", str(path), "-o", f"{scratch}/out", "--no-validate", *options)
                print(f"{what:<34}{count:>7}{seconds:>9.1f}{peak:>6}")


def run(*arguments: str) -> tuple[float, int]:
    """Run a command; return its seconds and its largest resident size in MB."""
    start = time.perf_counter()
    command = subprocess.Popen([sys.executable, "-m", "kg", "-q", *arguments])
    _, status, usage = os.wait4(command.pid, 0)
    command.returncode = os.waitstatus_to_exitcode(status)
    assert command.returncode == 0, arguments
    return time.perf_counter() - start, usage.ru_maxrss // 1024


if __name__ == "__main__":
    each_reader()
    against_trafilatura()
    memory()
