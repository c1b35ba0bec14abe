"""Processes: in order, without orphans, and a killed one costs what it had in hand."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import time

import pytest

from kg import temporary
from kg.errors import KgError
from kg.processes import in_order
from kg.write import write_file

from .runs import BAD, GOOD, alive, below, command, environment, failing, kg, until

PIECES = """
import os, signal, time

def double(pieces):
    found = []
    for piece in pieces:
        if piece == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if piece == "bad":
            raise ZeroDivisionError
        if piece == "unsendable":
            return [lambda: 0]
        found.append((piece * 2, os.getpid()))
    return found

def dies():
    os.kill(os.getpid(), signal.SIGKILL)

def refuses():
    raise KeyError("no")

def lost(piece, reason):
    return [(piece, reason)]

class Unsendable:
    def __reduce__(self):
        raise RecursionError("too deep")
"""


@pytest.fixture
def pieces(tmp_path, monkeypatch):
    (tmp_path / "pieces.py").write_text(PIECES, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("pieces")
    import sys

    del sys.modules["pieces"]


def test_results_come_in_the_order_of_the_work(pieces) -> None:
    found = list(in_order(pieces.double, range(300), processes=2, chunk=4))
    assert [value for value, _ in found] == [2 * n for n in range(300)]
    assert len({pid for _, pid in found} - {os.getpid()}) == 2
    assert until(lambda: not any(alive(pid) for _, pid in found), 3)


def test_work_is_taken_as_it_is_needed(pieces) -> None:
    taken = []

    def work():
        for n in range(1000):
            taken.append(n)
            yield n

    results = in_order(pieces.double, work(), processes=2, chunk=4)
    next(results)
    assert len(taken) < 60
    results.close()


def test_a_killed_process_costs_the_piece_in_its_hand(pieces) -> None:
    work = ["a", "b", "kill", "c", "d", "kill", "e"]
    found = list(in_order(pieces.double, work, processes=2, chunk=4, lost=pieces.lost))
    assert [value for value, _ in found] == ["aa", "bb", "kill", "cc", "dd", "kill", "ee"]
    assert {reason for value, reason in found if value == "kill"} == {"the process that had it in hand was killed (SIGKILL)"}


def test_what_cannot_be_handed_over_costs_itself(pieces, monkeypatch) -> None:
    monkeypatch.delenv("KG_RAISE")
    bad = pieces.Unsendable()
    found = list(in_order(pieces.double, ["a", bad, "unsendable", "bad", "b"], processes=2, chunk=4, lost=pieces.lost))
    assert [value for value, _ in found] == ["aa", bad, "unsendable", "bad", "bb"]
    assert "cannot be handed to another process" in found[1][1]
    assert "cannot be handed over" in found[2][1]
    assert "ZeroDivisionError" in found[3][1]


def test_without_a_word_for_what_is_lost_it_is_one_error(pieces) -> None:
    with pytest.raises(KgError, match="was killed"):
        list(in_order(pieces.double, ["a", "kill"], processes=2, chunk=4))


def test_processes_that_cannot_begin_are_one_error(pieces) -> None:
    with pytest.raises(KgError, match="no process can be started"):
        list(in_order(pieces.double, ["a"], processes=2, chunk=4, prepare=pieces.dies))
    with pytest.raises(KeyError):
        list(in_order(pieces.double, ["a"], processes=2, chunk=4, prepare=pieces.refuses))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killed")
    (folder / "in").mkdir()
    for n in range(60):
        (folder / "in" / f"a{n:02}.txt").write_text(GOOD + f"\nDit is artikel {n}.\n", encoding="utf-8")
    return folder


@pytest.mark.model
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=lambda v: str(int(v))
)
def test_a_run_that_is_ended_leaves_no_process_and_no_half_file(folder, number, code) -> None:
    output = folder / f"out-{int(number)}"
    arguments = command("-q", "convert", "in", "-o", output.name, "--jobs", "2", "--no-validate", "--published", "2026-03-11")
    running = subprocess.Popen(arguments, cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert until(lambda: list(output.glob("*.ttl")), 120)
    workers = below(running.pid)
    assert len([pid for pid in workers if alive(pid)]) >= 2
    running.send_signal(number)
    _, said = running.communicate(timeout=60)
    assert running.returncode == code
    assert until(lambda: not any(map(alive, workers)), 3)
    assert "Traceback" not in said
    files = [f for f in output.iterdir() if f.suffix == ".ttl"]
    assert 0 < len(files) < 60
    assert all(f.read_text(encoding="utf-8").endswith(" .\n") for f in files)
    if number != signal.SIGKILL:
        assert sorted(output.iterdir()) == sorted(files)
        assert "files written so far are whole" in said


@pytest.mark.model
def test_a_killed_worker_costs_its_article(tmp_path) -> None:
    (tmp_path / "in").mkdir()
    for name in "abcd":
        (tmp_path / "in" / f"{name}.txt").write_text(GOOD + name, encoding="utf-8")
    (tmp_path / "in" / "b2.txt").write_text(BAD.format(word="Killboem"), encoding="utf-8")
    done = kg("convert", "in", "--lang", "nl", "--jobs", "2", "--no-validate", "-o", "out", cwd=tmp_path, path=failing(tmp_path / "path"))
    assert done.returncode == 3
    (line,) = [each for each in done.stderr.splitlines() if each.startswith("error: ")]
    assert line.startswith("error: in/b2.txt: the process that had it in hand was killed (SIGKILL); convert it again")
    assert "Traceback" not in done.stderr
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.ttl", "b.ttl", "c.ttl", "d.ttl"]


# Python runs this at its start: graph files of these names end in a defect.
FAILING_GRAPHS = """
import os, signal
import kg.graph_files

raw = kg.graph_files.raw


def read(name):
    if "killboem" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "waardeboem" in name:
        raise ValueError("nothing that kg explains")
    return raw(name)


kg.graph_files.raw = read
"""


@pytest.fixture(scope="module")
def graphs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("graphs")
    (folder / "path").mkdir()
    (folder / "path" / "sitecustomize.py").write_text(FAILING_GRAPHS, encoding="utf-8")
    for name in ("a", "waardeboem", "z"):
        (folder / f"{name}.txt").write_text(f"De wethouder zei dat kade {name} open is.\n", encoding="utf-8")
    assert kg("convert", *(f"{name}.txt" for name in ("a", "waardeboem", "z")), "--lang", "nl", "-o", "graphs", cwd=folder).returncode == 0
    return folder


@pytest.mark.model
def test_a_killed_worker_costs_its_graph_file(graphs) -> None:
    (graphs / "some").mkdir()
    for name in ("a", "killboem", "m", "z"):
        (graphs / "some" / f"{name}.ttl").write_bytes((graphs / "graphs" / "a.ttl").read_bytes())
    done = kg("validate", "some", "--jobs", "2", cwd=graphs, path=graphs / "path")
    assert done.returncode == 3
    (line,) = [each for each in done.stderr.splitlines() if each.startswith("error: ")]
    assert line.startswith("error: some/killboem.ttl: the process that had it in hand was killed (SIGKILL); check it again")
    assert "Traceback" not in done.stderr
    assert "3 checked, 1 unreadable" in done.stderr


@pytest.mark.model
@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "graphs"),
        ("validate", "graphs", "--jobs", "2"),
        ("load", "graphs", "--to", "store"),
        ("query", "who-said-what", "--store", "graphs"),
        ("link", "graphs"),
    ],
    ids=lambda v: "-".join(v[::2]),
)
def test_a_defect_costs_the_graph_file_that_it_is_met_in(graphs, arguments) -> None:
    done = kg(*arguments, cwd=graphs, path=graphs / "path")
    assert done.returncode == 3
    (line,) = [each for each in done.stderr.splitlines() if each.startswith("error: ")]
    assert line.startswith("error: graphs/waardeboem.ttl: a defect of kg or of a library: ValueError: nothing that kg explains (sitecustomize.py:")
    assert "Traceback" not in done.stderr
    assert arguments[0] != "query" or ("kade a open is" in done.stdout and "kade z open is" in done.stdout)


def ended() -> int:
    """The number of a process that has gone."""
    gone = subprocess.Popen(["true"])
    gone.wait()
    return gone.pid


def test_what_a_killed_run_left_is_swept_and_nothing_else(tmp_path) -> None:
    running = subprocess.Popen(["sleep", "60"])
    try:
        mine = temporary.new(tmp_path).name
        left, theirs = (mine.replace(f"-{os.getpid()}-", f"-{pid}-") for pid in (ended(), running.pid))
        foreign = f".kg-00000000-{running.pid}-00000000.tmp"
        old = f".kg-00000000-{running.pid}-11111111.tmp"
        others = [mine, theirs, foreign, ".kg-notes.tmp", "kg.tmp", ".a.ttl.x1"]
        for name in (left, old, *others):
            (tmp_path / name).write_bytes(b"half")
        long_ago = time.time() - 3 * 24 * 3600
        for name in (old, ".kg-notes.tmp"):
            os.utime(tmp_path / name, (long_ago, long_ago))
        write_file(tmp_path / "a.ttl", b"whole")
        assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*others, "a.ttl"])
    finally:
        running.kill()
        running.wait()


def test_a_file_of_the_longest_name_is_written(tmp_path) -> None:
    name = "a" * 251 + ".ttl"
    write_file(tmp_path / name, b"whole")
    assert (tmp_path / name).read_bytes() == b"whole"
