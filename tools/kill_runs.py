"""Kill `kg convert --jobs 2` at random moments: what it leaves must end by itself, and a rerun must give what a clean run gives.

    python tools/kill_runs.py [KILLS] | tee tools/kill_runs.txt

Each kill is SIGKILL to the parent alone. Counted are processes of the run that are there 3 seconds later, files that are not whole, and files of
a rerun into the same folder that differ from those of a clean run, temporary files included.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLES = 24
GRACE = 3.0  # seconds that a worker has to end


def command(folder, output):
    """Return the command line of a run."""
    return [sys.executable, "-m", "kg", "-q", "convert", str(folder), "-o", str(output), "--jobs", "2", "--published", "2026-03-11", "--no-validate"]


def digests(folder):
    """Return the hash of each file below a folder."""
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def children(pid):
    """Return the processes below one, as long as it lives."""
    found = subprocess.run(["ps", "-o", "pid=,ppid=", "-A"], capture_output=True, text=True, check=True).stdout.split()
    parents = {int(child): int(parent) for child, parent in zip(found[::2], found[1::2], strict=True)}
    return children_of(pid, parents)


def children_of(pid, parents):
    """Return the processes below one, by the parents of all."""
    below = [child for child, parent in parents.items() if parent == pid]
    return below + [each for child in below for each in children_of(child, parents)]


def alive(pid):
    """Whether a process runs, and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def main():
    """Kill, count and compare."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    rng = random.Random(2026)
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    text = (ROOT / "tests" / "articles" / "windpark.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        folder, clean = Path(place) / "in", Path(place) / "clean"
        folder.mkdir()
        for n in range(ARTICLES):
            (folder / f"a{n:02}.txt").write_text(text + f"\nDit is artikel {n}.\n", encoding="utf-8")
        began = time.monotonic()
        subprocess.run(command(folder, clean), env=environment, check=True)
        length, wanted = time.monotonic() - began, digests(clean)
        print(f"{len(wanted)} graphs in a clean run of {length:.1f} s; {kills} kills between 0 and {1.1 * length:.1f} s")
        counts = dict.fromkeys(("killed", "ended before", "workers", "orphans", "unwhole files", "temporary files", "reruns that differ"), 0)
        for _ in range(kills):
            output = Path(place) / "out"
            shutil.rmtree(output, ignore_errors=True)
            running = subprocess.Popen(command(folder, output), env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
            time.sleep(rng.uniform(0, 1.1 * length))
            below = children(running.pid)
            counts["killed" if running.poll() is None else "ended before"] += 1
            running.send_signal(signal.SIGKILL)
            running.wait()
            counts["workers"] += len(below)
            time.sleep(GRACE)
            counts["orphans"] += sum(map(alive, below))
            left = digests(output) if output.is_dir() else {}
            counts["temporary files"] += sum(name.endswith(".tmp") for name in left)
            counts["unwhole files"] += sum(wanted.get(name) != digest for name, digest in left.items() if not name.endswith(".tmp"))
            subprocess.run(command(folder, output), env=environment, check=True)
            counts["reruns that differ"] += digests(output) != wanted
        for name, count in counts.items():
            print(f"{name}: {count}")
        sys.exit(bool(counts["orphans"] or counts["unwhole files"] or counts["reruns that differ"]))


if __name__ == "__main__":
    main()
