"""Work shared out to processes, with the results in the order of the work and only a few chunks of it in memory."""

from __future__ import annotations

import itertools
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["in_order"]

W = TypeVar("W")
R = TypeVar("R")
_AHEAD = 3  # chunks that wait for each process


def in_order(
    do: Callable[[tuple[W, ...]], list[R]],
    work: Iterable[W],
    *,
    processes: int,
    chunk: int,
    prepare: Callable[[], None] | None = None,
) -> Iterator[R]:
    """Yield the results of `do` over chunks of the work; `do` and `prepare`, which each process calls once, are picklable."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=prepare) as pool:
        pending: deque[Future[list[R]]] = deque()
        pieces = iter(work)
        try:
            while piece := tuple(itertools.islice(pieces, chunk)):
                pending.append(pool.submit(do, piece))
                if len(pending) > _AHEAD * processes:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
