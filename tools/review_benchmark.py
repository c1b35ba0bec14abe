"""Sizes and times of `kg review` for 1, 300 and 5,000 articles: `python tools/review_benchmark.py > tools/review_benchmark.txt`.

The articles are the twenty of tests/stories/rietmonde and copies of them under other IRIs, about persons of fifty other names each. With Playwright and
Chromium at hand the largest pages are opened as well.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
STORY = ROOT / "tests" / "stories" / "rietmonde"
WORLDS = 50
SETS = ("index", "actors", "claims", "said", "timeline", "network", "disagreements", "find")


def kg(*arguments: object) -> tuple[float, float, int]:
    """Run `kg`; return seconds, processor seconds, and the most memory in MB."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    start = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}, stderr=subprocess.PIPE)
    told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(told.decode())
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def copies(graphs: list[str], folder: Path, count: int) -> None:
    """Write so many articles, each under an IRI of its own."""
    folder.mkdir()
    for n in range(count):
        turtle, copy = graphs[n % len(graphs)], n // len(graphs)
        if copy:
            (own,) = re.findall(r"@base <[^>]*/article/([0-9a-f]+)>", turtle)
            turtle = turtle.replace(f"article/{own}", f"article/{own[:-6]}{copy:06x}")
            turtle = re.sub(r"(news\.example/person/)", rf"\g<1>{copy % WORLDS}-", turtle)
        (folder / f"{n:05d}.ttl").write_text(turtle, encoding="utf-8")


def opened(folder: Path) -> dict[str, str]:
    """Return for each page of the set how long Chromium takes to open it and to filter its rows."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  (it need not be there)
    except ImportError:
        return {}
    if chromium is None:
        return {}
    found = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in SETS:
            page = browser.new_page()
            start = time.perf_counter()
            page.goto((folder / f"{name}.html").as_uri())
            page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            ready = time.perf_counter() - start
            start = time.perf_counter()
            page.fill("#q", "kastelein")
            page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            found[name] = f"{ready * 1000:5.0f} ms to open, {(time.perf_counter() - start) * 1000:5.0f} ms to filter"
            page.close()
        browser.close()
    return found


def measured(graphs: list[str], count: int, folder: Path) -> None:
    """Measure a set of so many articles."""
    copies(graphs, folder / "graphs", count)
    for options in (("--no-validate",), ()):
        shutil.rmtree(folder / "review", ignore_errors=True)
        seconds, used, memory = kg("-q", "review", folder / "graphs", "-o", folder / "review", *options)
        how = "with the shapes" if not options else "without"
        print(f"{count:5,} articles, {how:15}: {seconds:6.1f} s ({used / count * 1000:5.1f} ms of processor time an article), {memory:4d} MB of memory")
    pages = sorted(path.stat().st_size for path in (folder / "review" / "articles").iterdir())
    whole = [path.stat().st_size for path in (folder / "review").rglob("*.html")]
    middle, largest = pages[len(pages) // 2] / 1000, pages[-1] / 1000
    print(f"      pages of articles: median {middle:.0f} kB, largest {largest:.0f} kB; {len(whole):,} files, {sum(whole) / 1e6:.1f} MB in all")
    shown = opened(folder / "review")
    for name in SETS:
        sizes = [path.stat().st_size for path in sorted((folder / "review").glob(f"{name}*.html"))]
        print(f"      {name:13} {len(sizes):4d} pages, largest {max(sizes) / 1000:7,.0f} kB   {shown.get(name, '')}".rstrip())


def main() -> None:
    """Measure and print."""
    print(f"kg review, Python {platform.python_version()}, {os.cpu_count()} cores, shared with other work; Chromium by Playwright")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kg("-q", "convert", STORY, "--metadata", STORY / "facts.csv", "-o", folder / "story", "--no-validate", "--with-text")
        graphs = [path.read_text(encoding="utf-8") for path in sorted((folder / "story").glob("*.ttl"))]
        for count in map(int, sys.argv[1:] or (1, 300, 5000)):
            (folder / str(count)).mkdir()
            measured(graphs, count, folder / str(count))
            shutil.rmtree(folder / str(count))


if __name__ == "__main__":
    main()
