"""The best tree with one root over arc scores: greedy where that is a tree, else Chu-Liu/Edmonds (Edmonds 1967)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["one_rooted"]

_CLOSED = -1e12  # score of an arc that may not be used
_CYCLES = 150  # that are opened; the worst of 600 sentences of the treebank has 61
_TOLL = 1e7  # what a word pays to hang below the root: more than all other arcs together


def one_rooted(scores: NDArray[np.floating[Any]]) -> list[int]:
    """Return the head of each word, 0 for the root, of the highest-scoring tree with exactly one root; the best heads as they are where no tree is near.

    `scores` is words x (words + 1): the log score of each head (column 0 the root) for each word.
    """
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and not _cycle([0, *heads.tolist()]):
        return [int(h) for h in heads]
    n = len(scores)
    full = np.full((n + 1, n + 1), _CLOSED, dtype=np.float64)
    full[1:] = scores
    full[1:, 0] -= _TOLL  # the best tree then pays it once (Stanojević and Cohen 2021)
    best = _spanning(full)
    return [int(h) for h in (heads if best is None else best[1:])]


def _cycle(heads: list[int]) -> list[int]:
    """Return the nodes of one cycle, or none; `heads[0]` is the root's and is not looked at."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node and not seen[node]:
            seen[node] = start
            path.append(node)
            node = heads[node]
        if node and seen[node] == start:
            return path[path.index(node) :]
    return []


def _spanning(scores: NDArray[np.float64]) -> NDArray[np.int64] | None:
    """Return the head of each node of the maximum spanning arborescence below node 0: cycles are contracted one by one, then opened again.

    None where there are more cycles than a sentence has (a wall of quotation marks): it would take the third power of its length.
    """
    undone: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]] = []
    while True:
        scores = scores.copy()
        np.fill_diagonal(scores, -np.inf)
        heads: NDArray[np.int64] = scores.argmax(1)
        heads[0] = 0
        cycle = _cycle(heads.tolist())
        if not cycle:
            break
        if len(undone) == _CYCLES:
            return None
        ring = np.array(cycle)
        rest = np.setdiff1d(np.arange(len(heads)), ring)
        m = len(rest)
        smaller = np.full((m + 1, m + 1), -np.inf)
        smaller[:m, :m] = scores[np.ix_(rest, rest)]
        entering = scores[np.ix_(ring, rest)] - scores[ring, heads[ring]][:, None]
        leaving = scores[np.ix_(rest, ring)]
        smaller[m, :m], smaller[:m, m] = entering.max(0), leaving.max(1)
        smaller[0] = -np.inf
        undone.append((heads, ring, rest, entering.argmax(0), leaving.argmax(1)))
        scores = smaller
    for before, ring, rest, enter, leave in reversed(undone):
        out, m = before.copy(), len(rest)
        for k in range(1, m):
            out[rest[k]] = ring[leave[k]] if heads[k] == m else rest[heads[k]]
        out[ring[enter[heads[m]]]] = rest[heads[m]]
        out[0] = 0
        heads = out
    return heads
