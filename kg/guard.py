"""The one guard round an article: whatever goes wrong in it costs it and nothing else.

    with guard("feed.xml#7", seconds=60):
        ...

leaves with a `KgError` or not at all. What kg can explain passes as it is; anything else becomes a `DefectError` that asks to be reported, and
work that takes more processor time than allowed becomes a `ReadError`. With KG_RAISE=1 in the environment a defect stays the exception that it
is, which is what a debugger wants.
"""

from __future__ import annotations

import os
import signal
import threading
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DefectError, KgError, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

__all__ = ["RAISE", "defect", "guard"]

RAISE = "KG_RAISE"
_AGAIN = 0.5  # seconds after which the alarm rings again, if a library swallowed it
_LONGEST = 300  # characters of a foreign message
_PANIC = "PanicException"  # what a library in Rust raises; it derives from BaseException


class _OverTime(BaseException):
    """The processor time is used up; no `except Exception` of a library may stop it."""


@contextmanager
def guard(where: str, seconds: float | None = None) -> Iterator[None]:
    """Let nothing but `KgError` out of the work on one article; `seconds` is the processor time that it may take.

    The time is kept in the main thread of a process on systems that have interval timers (not on Windows); elsewhere the work has no limit.
    A library that computes in C and never returns to Python is stopped only when it returns.
    """
    try:
        with _limited(seconds):
            yield
    except KgError:
        raise
    except _OverTime as error:
        if seconds and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)  # it may have rung while it was being turned off
        raise ReadError(f"takes more than {seconds:g} s of processor time" if seconds else "takes too long", where=where, advice=_MORE) from error
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        if os.environ.get(RAISE) or not (isinstance(error, Exception) or type(error).__name__ == _PANIC):
            raise
        raise defect(error, where) from error


_MORE = "leave it out, or allow more with --max-seconds"


def defect(error: BaseException, where: str) -> DefectError:
    """Return the one line about an exception that is no `KgError`: its type, its words, and the place in the code."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    words = " ".join(str(error).split())
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}..."
    told = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return DefectError(f"a defect of kg or of a library: {told}{place}", where=where, trace="".join(traceback.format_exception(error)))


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    """Raise `_OverTime` in the work when it has used so much processor time."""
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _ring)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _ring(_: int, __: FrameType | None) -> None:
    raise _OverTime
