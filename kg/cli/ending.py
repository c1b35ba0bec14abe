"""How a run ends that somebody ends: a closed or full output, a signal. One line or none, an exit code, and whole files."""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import TYPE_CHECKING

import click

from kg.cli.speech import Exit

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["Stopped", "end_by_signals", "flushed", "of_output", "silenced", "write_out"]

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
_CLOSED = frozenset({errno.EPIPE, errno.ESHUTDOWN})


class Stopped(BaseException):
    """The run ends here, with this exit code; no handler of ordinary exceptions may stop it."""

    def __init__(self, code: int, line: str = "") -> None:
        self.code, self.line = code, line
        super().__init__(code, line)


def of_output(error: OSError) -> Stopped | None:
    """Return how the run ends when a stream cannot be written; None where the error is of a file."""
    if isinstance(error, BrokenPipeError) or error.errno in _CLOSED:
        return Stopped(128 + 13)  # as a program that SIGPIPE ends
    if error.filename is None and error.errno in _FULL:
        return Stopped(Exit.FAILED, f"error: standard output cannot be written: {error.strerror}; write to a file, where there is room")
    return None


def write_out(data: bytes) -> None:
    """Write bytes to standard output. Raises `Stopped`."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise of_output(error) or error from error


def flushed() -> None:
    """Write what standard output still holds. Raises `Stopped`."""
    try:
        sys.stdout.flush()
    except OSError as error:
        raise of_output(error) or error from error


def silenced(stopped: Stopped) -> None:
    """Say the last line, if it can be said, and let nothing more go to a stream that does not take it."""
    try:
        if stopped.line:
            click.echo(stopped.line, err=True)
    except OSError:
        pass
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # what the interpreter flushes at its end goes nowhere
            except (OSError, ValueError):
                continue


def end_by_signals() -> None:
    """Let TERM and HUP end the run as Ctrl-C does: with its exit code 128 + n, its processes gone, its files whole."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores HUP, and means it
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)  # a second one ends at once
    raise Stopped(128 + number, f"ended by {signal.Signals(number).name}: files written so far are whole")
