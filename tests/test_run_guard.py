"""The guard round an article lets out what kg can explain, and nothing else."""

from __future__ import annotations

import multiprocessing
import pickle
import threading
import time

import pytest

from kg.errors import DefectError, KgError, ReadError, WriteError
from kg.guard import RAISE, guard


@pytest.fixture
def as_for_users(monkeypatch) -> None:
    monkeypatch.delenv(RAISE)


class Panic(BaseException):
    pass


Panic.__name__ = "PanicException"


@pytest.mark.usefixtures("as_for_users")
@pytest.mark.parametrize(
    "error", [ValueError("a\nb"), RecursionError(), MemoryError(), AssertionError("x" * 5000), UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"), Panic("rust")]
)
def test_any_failure_is_one_line_that_asks_to_report(error) -> None:
    with pytest.raises(DefectError) as told, guard("feed.xml#7"):
        raise error
    line = str(told.value)
    assert line.startswith("feed.xml#7: a defect of kg or of a library: ")
    assert type(error).__name__ in line
    assert "test_run_guard.py:" in line
    assert "report it" in line
    assert "\n" not in line
    assert len(line) < 600
    assert "Traceback" in told.value.trace


@pytest.mark.usefixtures("as_for_users")
def test_what_kg_explains_and_what_ends_a_run_passes() -> None:
    with pytest.raises(WriteError), guard("x"):
        raise WriteError("full")
    for stop in (KeyboardInterrupt, SystemExit, GeneratorExit):
        with pytest.raises(stop), guard("x"):
            raise stop


def test_a_defect_stays_loud_where_it_is_asked_for(monkeypatch) -> None:
    monkeypatch.setenv(RAISE, "1")
    with pytest.raises(ZeroDivisionError), guard("x"):
        raise ZeroDivisionError


def test_a_defect_crosses_a_process_border_with_its_traceback() -> None:
    error = DefectError("what", where="a.txt", trace="Traceback of a worker")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.trace, type(again)) == (str(error), error.trace, DefectError)


def endless() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001  (as a library does)
            continue


def test_endless_work_ends_and_a_library_cannot_swallow_the_end() -> None:
    begun = time.process_time()
    with pytest.raises(ReadError, match=r"more than 0\.3 s of processor time.*--max-seconds"), guard("slow.txt", 0.3):
        endless()
    assert 0.2 < time.process_time() - begun < 5


def test_an_endless_regular_expression_ends() -> None:
    import re

    with pytest.raises(ReadError), guard("slow.txt", 0.3):
        re.match(r"(a+)+b", "a" * 60)


def test_the_alarm_is_off_behind_the_guard() -> None:
    with guard("quick.txt", 0.2):
        pass
    end = time.process_time() + 0.5
    while time.process_time() < end:
        pass


def test_another_thread_has_no_limit_and_no_trouble() -> None:
    found: list[KgError | None] = []

    def work() -> None:
        with guard("x", 0.05):
            end = time.thread_time() + 0.2
            while time.thread_time() < end:
                pass
        found.append(None)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [None]
    assert multiprocessing.active_children() == []
