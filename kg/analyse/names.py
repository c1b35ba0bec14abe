"""The best well-formed sequence of name tags (BIOES) over the network's scores: Viterbi with the transitions that the scheme allows."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["best_tags"]

_IMPOSSIBLE = -1e9


def best_tags(scores: NDArray[np.floating[Any]], tags: tuple[str, ...]) -> list[str]:
    """Return a tag for each word; `scores` is words x tags, log probabilities."""
    moves, first, last = _allowed(tags)
    best = scores[0] + first
    came = []
    for row in scores[1:]:
        ways = best[:, None] + moves
        came.append(ways.argmax(0))
        best = ways.max(0) + row
    at = int((best + last).argmax())
    found = [at]
    for back in reversed(came):
        at = int(back[at])
        found.append(at)
    return [tags[n] for n in reversed(found)]


@functools.cache
def _allowed(tags: tuple[str, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the costs of each transition, of each first tag and of each last tag: 0 or impossible."""
    opening = np.array([0.0 if tag[0] in "OBS" else _IMPOSSIBLE for tag in tags])
    closing = np.array([0.0 if tag[0] in "OES" else _IMPOSSIBLE for tag in tags])
    moves = np.full((len(tags), len(tags)), _IMPOSSIBLE)
    for i, left in enumerate(tags):
        for j, right in enumerate(tags):
            inside = left[0] in "BI"
            if (inside and right[0] in "IE" and left[2:] == right[2:]) or (not inside and right[0] in "OBS"):
                moves[i, j] = 0.0
    return moves, opening, closing
