"""Broken inputs into every reader: `python tools/fuzz_readers.py [--cases 50000] [--samples DIR] [--seed 1] > tools/fuzz_readers.txt`.

Seeds are the cases of `tests/readers`, made archives, and with `--samples` the files of a folder (each under 300 KB). A case is arbitrary bytes, or a
seed that was cut, flipped, doubled or spliced with another. It fails if anything but articles and `ReadError` comes of it, if it takes more than
5 seconds of the processor, or if the process needs 300 MB more than it had after start. Failing inputs are kept in `out/fuzz/`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.readers import Input, names, read

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from mutations import flipped, seeds  # noqa: E402  (the tests make the same inputs)

SECONDS, BYTES, LARGEST = 5.0, 300_000_000, 300_000
KINDS = ("arbitrary", "cut", "flipped", "doubled", "spliced")


def main() -> int:
    """Run the cases in two processes and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    size = 500
    chunks = [(args.seed * 1_000_000 + n, min(size, args.cases - n * size), args.samples) for n in range(-(-args.cases // size))]
    counts: Counter[str] = Counter()
    slowest, peak, failures = (0.0, ""), 0, []
    with ProcessPoolExecutor(args.jobs, mp_context=get_context("spawn")) as pool:
        for found, slow, grown, failed in pool.map(run, *zip(*chunks, strict=True)):
            counts += found
            slowest, peak = max(slowest, slow), max(peak, grown)
            failures += failed
    print(f"{counts['cases']:,} cases, seed {args.seed}, {'with' if args.samples else 'without'} the sample files")
    for kind in KINDS:
        print(f"{kind:<12}{counts[kind]:>8}")
    print(f"{'read as':<12}" + "  ".join(f"{name[3:]} {count}" for name, count in sorted(counts.items()) if name.startswith("as ")))
    print(f"{'articles':<12}{counts['articles']:>8}\n{'errors':<12}{counts['errors']:>8}")
    print(f"slowest case {slowest[0]:.2f} s ({slowest[1]}); memory grew by {peak / 1e6:.0f} MB at most")
    print(f"{len(failures)} failures")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


def run(seed: int, cases: int, samples: Path | None) -> tuple[Counter[str], tuple[float, str], int, list[str]]:
    """Run some cases in this process; return counts, the slowest, the growth of memory in bytes, and the failures."""
    rng = random.Random(seed)
    whole = [(form, data) for form, found in sorted(seeds().items()) for data in found]
    files = sorted(samples.rglob("*")) if samples else []
    whole += [(path.parent.name, path.read_bytes()) for path in files if path.is_file() and path.stat().st_size < LARGEST]
    forms = sorted(names())
    one(whole[0][1], None)
    start = memory()
    resource.setrlimit(resource.RLIMIT_AS, (virtual() + BYTES, resource.RLIM_INFINITY))
    counts: Counter[str] = Counter()
    slowest, failures = (0.0, ""), []
    for _ in range(cases):
        name, data = rng.choice(whole)
        kind = rng.choice(KINDS)
        broken = mutate(rng, kind, data, rng.choice(whole)[1])
        form = name if name in forms and rng.random() < 0.4 else rng.choice(forms) if rng.random() < 0.2 else None
        begun = time.process_time()
        articles, errors, wrong = one(broken, form)
        took = time.process_time() - begun
        counts.update(["cases", kind, f"as {form or 'recognised'}"])
        counts["articles"] += articles
        counts["errors"] += errors
        slowest = max(slowest, (took, f"{kind} {name}, {len(broken):,} bytes"))
        if wrong or took > SECONDS:
            failures.append(keep(broken, f"{kind} of {name} as {form}: {wrong or f'{took:.1f} s'}"))
    return counts, slowest, memory() - start, failures


def mutate(rng: random.Random, kind: str, data: bytes, other: bytes) -> bytes:
    """Return a broken input of the kind."""
    at, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    if kind == "arbitrary":
        return rng.randbytes(rng.randrange(2000)) if rng.random() < 0.5 else data[: rng.randrange(200)] + rng.randbytes(rng.randrange(500))
    if kind == "cut":
        return data[:at]
    if kind == "flipped":
        return flipped(data, [(rng.randrange(2**20), rng.randrange(1, 256)) for _ in range(rng.randrange(1, 60))])
    if kind == "doubled":
        return data[:end] + data[at:end] * rng.randrange(1, 20) + data[end:]
    return data[:at] + other[rng.randrange(len(other) + 1) :]


def one(data: bytes, form: str | None) -> tuple[int, int, str]:
    """Read one input; return how many articles and errors it gave, and what went wrong."""
    articles = errors = 0
    try:
        for item in read(Input(name="input", data=data, form=form)):
            articles += isinstance(item, Article)
            errors += isinstance(item, ReadError)
            if isinstance(item, ReadError) and "the reader failed" in str(item):
                return articles, errors, str(item)
            if isinstance(item, Article):
                item.text.encode()
    except Exception as error:  # noqa: BLE001  (this is what is looked for)
        return articles, errors, f"{type(error).__name__}: {error}"
    return articles, errors, ""


def keep(data: bytes, what: str) -> str:
    """Write a failing input and return a line about it."""
    folder = ROOT / "out" / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:12]
    path.write_bytes(data)
    return f"{path.name}: {' '.join(what.split())[:300]}"


def memory() -> int:
    """Return the largest resident size of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def virtual() -> int:
    """Return the virtual size of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    sys.exit(main())
