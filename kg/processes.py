"""Work shared out to processes, with the results in the order of the work and only a few pieces of it in memory.

A process that is killed costs the piece that it had in hand; another takes its place. Each process holds one end of a pipe whose other end only
this one has: when this process ends, however it ends, the pipe closes and the others end.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg.errors import KgError
from kg.guard import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["in_order"]

W = TypeVar("W")
R = TypeVar("R")
_AHEAD = 12  # pieces a process, from the next one that is to be yielded on
_STARTS = 3  # processes that may end before they begin, one after the other
_PATIENCE = 2.0  # seconds that a process has to end by itself
_READY = -1


def in_order(
    do: Callable[[tuple[W, ...]], list[R]],
    work: Iterable[W],
    *,
    processes: int,
    chunk: int,
    prepare: Callable[[], None] | None = None,
    lost: Callable[[W, str], list[R]] | None = None,
) -> Iterator[R]:
    """Yield the results of `do` over the work; `do` and `prepare`, which each process calls once, are picklable.

    `chunk` pieces wait for each process. `lost` tells what stands for a piece whose process was killed, or that could not be handed over; without
    it that is a `KgError`, which ends the work. An exception of `do` or `prepare` is raised here.
    """
    pool = _Pool(do, prepare, lost, [], chunk)
    patience = 0.0
    try:
        for _ in range(processes):
            pool.workers.append(pool.started())
        yield from pool.results(iter(work))
        patience = _PATIENCE
    finally:
        pool.close(patience)


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the pipe to it, and the numbers of the pieces that it has, the one in hand first."""

    process: BaseProcess
    pipe: Connection
    has: deque[int] = field(default_factory=deque)
    ready: bool = False


@dataclass(slots=True)
class _Pool(Generic[W, R]):
    """The processes and what is under way: `open` holds pieces that wait or are in hand, `done` results that wait for their turn."""

    do: Callable[[tuple[W, ...]], list[R]]
    prepare: Callable[[], None] | None
    lost: Callable[[W, str], list[R]] | None
    workers: list[_Worker]
    chunk: int
    open: dict[int, W] = field(default_factory=dict)
    waiting: deque[int] = field(default_factory=deque)
    done: dict[int, list[R]] = field(default_factory=dict)
    vain: int = 0

    def started(self) -> _Worker:
        """Start a process; from its beginning it leaves an interrupt from the terminal to this one."""
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.do, self.prepare), daemon=True)
        with _uninterrupted():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def results(self, work: Iterator[W]) -> Iterator[R]:
        """Hand out the work, and yield results in its order."""
        first, taken, more = 0, 0, True
        while more or self.open or self.done:
            room = more and taken - first < _AHEAD * len(self.workers) and len(self.waiting) < len(self.workers)
            if room:
                try:
                    self.open[taken] = next(work)
                except StopIteration:
                    more = False
                else:
                    self.waiting.append(taken)
                    taken += 1
            self._hand_out()
            if self.open:
                self._listen(0 if room or first in self.done else None)
            while first in self.done:
                yield from self.done.pop(first)
                first += 1

    def _hand_out(self) -> None:
        """Give waiting pieces to the processes that have the fewest."""
        while self.waiting:
            worker = min(self.workers, key=lambda w: len(w.has))
            if len(worker.has) >= self.chunk:
                return
            number = self.waiting.popleft()
            try:
                with guard("a piece of work"):
                    message = pickle.dumps((number, self.open[number]))
            except KgError as error:
                self._give_up(number, f"it cannot be handed to another process: {error.what}")
                continue
            try:
                worker.pipe.send_bytes(message)
            except OSError:
                self.waiting.appendleft(number)
                self._bury(worker)
            else:
                worker.has.append(number)

    def _listen(self, timeout: float | None) -> None:
        """Take what processes have sent; one that is gone is replaced."""
        pipes = {worker.pipe: worker for worker in self.workers}
        for pipe in connection.wait(list(pipes), timeout):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._take(worker, message)

    def _take(self, worker: _Worker, message: bytes) -> None:
        try:
            with guard("the result of another process"):
                number, found, error = pickle.loads(message)  # noqa: S301  (of our own process)
        except KgError as broken:
            self._give_up(worker.has.popleft(), f"its result cannot be handed over: {broken.what}")
            return
        if isinstance(error, BaseException):
            raise error
        if number == _READY:
            worker.ready, self.vain = True, 0
            return
        worker.has.remove(number)
        if error is not None:
            self._give_up(number, error)
        else:
            del self.open[number]
            self.done[number] = found

    def _bury(self, worker: _Worker) -> None:
        """Give up what a process had in hand, if it had begun, and put another in its place, which gets the rest."""
        worker.pipe.close()
        worker.process.join(_PATIENCE)
        how = _ending(worker.process.exitcode)
        if worker.ready and worker.has:
            self._give_up(worker.has.popleft(), f"the process that had it in hand {how}")
        elif not worker.ready:
            self.vain += 1
            if self.vain > _STARTS:
                raise KgError(f"no process can be started: the last one {how}", advice="use fewer with --jobs")
        self.waiting.extendleft(reversed(worker.has))
        self.workers[self.workers.index(worker)] = self.started()

    def _give_up(self, number: int, reason: str) -> None:
        piece = self.open.pop(number)
        if self.lost is None:
            raise KgError(reason, advice="run it again, or use fewer processes with --jobs")
        self.done[number] = self.lost(piece, reason)

    def close(self, patience: float) -> None:
        """Let the processes end, and end those that do not."""
        for worker in self.workers:
            worker.pipe.close()
            if not patience:
                worker.process.kill()
        for worker in self.workers:
            worker.process.join(patience or _PATIENCE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"ended with code {code}"
    try:
        return f"was killed ({signal.Signals(-code).name})"
    except ValueError:
        return f"was killed (signal {-code})"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a process that is started here ignore Ctrl-C from its first instruction."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(pipe: Connection, do: Callable[[tuple[Any, ...]], list[Any]], prepare: Callable[[], None] | None) -> None:
    """Do what comes through the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pieces: queue.SimpleQueue[tuple[int, Any, KgError | None]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, pieces), daemon=True).start()
    try:
        if prepare is not None:
            prepare()
    except Exception as error:  # noqa: BLE001  (it is raised in the process that waits)
        _send(pipe, _READY, [], error)
        return
    _send(pipe, _READY, [], None)
    while True:
        number, piece, broken = pieces.get()
        if broken is not None:
            _send(pipe, number, [], broken.what)
            continue
        try:
            with guard("a piece of work"):
                found = do((piece,))
        except KgError as error:
            _send(pipe, number, [], error.what)
        except Exception as error:  # noqa: BLE001  (asked for: see `kg.guard`)
            _send(pipe, number, [], error)
        else:
            _send(pipe, number, found, None)


def _receive(pipe: Connection, pieces: queue.SimpleQueue[tuple[int, Any, KgError | None]]) -> None:
    """Take pieces off the pipe as they come; when it closes, the other process is gone or done, and this one ends at once."""
    while True:
        try:
            message = pipe.recv_bytes()
        except (EOFError, OSError):
            os._exit(0)
        number = _READY
        try:
            with guard("a piece of work"):
                number, piece = pickle.loads(message)  # noqa: S301  (of our own process)
        except KgError as error:
            pieces.put((number, None, error))
        else:
            pieces.put((number, piece, None))


def _send(pipe: Connection, number: int, found: list[Any], error: BaseException | str | None) -> None:
    try:
        with guard("a result"):
            message = pickle.dumps((number, found, error))
    except KgError as broken:
        message = pickle.dumps((number, [], f"its result cannot be handed over: {broken.what}"))
    try:
        pipe.send_bytes(message)
    except OSError:
        os._exit(0)  # nobody waits for it
