"""Runs of the command line in processes of their own, as a user has them, and a package that fails on demand."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

GOOD = (Path(__file__).parent / "articles" / "windpark.txt").read_text(encoding="utf-8")
BAD = "De wethouder {word} opende gisteren de kade van Zoutwijk. De minister zei dat het goed was.\n"

# Python runs this at its start, in the process of a run and in those that it starts.
FAILING = """
import os, signal, time
import kg.pipeline
import kg.write

analysed, written = kg.pipeline.extract, kg.write.FORMATS["turtle"].write


def deep(n):
    return deep(n + 1) + 1


def extract(analysis, settings):
    text = analysis.article.text
    if "Valueboem" in text:
        raise ValueError("nothing that kg explains")
    if "Recursieboem" in text:
        deep(0)
    if "Geheugenboem" in text:
        raise MemoryError
    if "Assertieboem" in text:
        assert not text
    if "Killboem" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    while "Hangboem" in text:
        pass
    return analysed(analysis, settings)


def turtle(graphs):
    found = written(graphs)
    if "Schrijfboem" in found:
        raise UnicodeEncodeError("utf-8", "x", 0, 1, "surrogates not allowed")
    return found


kg.pipeline.extract = extract
kg.write.FORMATS["turtle"] = kg.write.FORMATS["turtle"]._replace(write=turtle)
"""


def environment(path: Path | None = None, **more: str) -> dict[str, str]:
    """The environment of a user: a defect is told and does not stay loud."""
    found = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in (str(path or ""), *sys.path) if p), "OMP_NUM_THREADS": "1"} | more
    return {name: value for name, value in found.items() if name != "KG_RAISE" or name in more}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kg", *arguments]


def kg(*arguments: str, cwd: Path, path: Path | None = None, stdin: bytes | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command(*arguments), cwd=cwd, input=stdin, capture_output=True, env=environment(path, **more))
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def failing(folder: Path) -> Path:
    """A folder for PYTHONPATH with which some words end in a defect."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(FAILING, encoding="utf-8")
    return folder


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def below(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=,ppid=", "-A"], capture_output=True, text=True, check=True).stdout.split()
    return [int(child) for child, parent in zip(found[::2], found[1::2], strict=True) if int(parent) == pid]


def until(what, seconds: float) -> bool:
    """Wait until something is so; return whether it is."""
    end = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < end:
        time.sleep(0.05)
    return bool(found)
