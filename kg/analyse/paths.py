"""The way through the tree from one word to another, as a short string: what a judge of roles knows of the syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FAR", "way"]

FAR = "far"
_STEPS = 3  # relations that a way has at most


def way(heads: Sequence[int], deprels: Sequence[str], cases: Sequence[str], start: int, end: int) -> str:
    """Return the way from word `start` to word `end`: `^` up by a relation, `/` down by one with its preposition; `far` for a long one.

    `heads` are indices in the sentence, a root its own; `cases` the preposition of each word, or nothing.
    """
    if start == end:
        return "."
    up = _chain(heads, start)
    down = _chain(heads, end)
    meets = next((n for n, i in enumerate(up) if i in down), None)
    if meets is None:
        return FAR
    below = down[: down.index(up[meets])]
    if meets + len(below) > _STEPS:
        return FAR
    steps = [f"^{deprels[i]}" for i in up[:meets]]
    steps += [f"/{deprels[i]}" + (f":{cases[i]}" if n == 0 and cases[i] else "") for n, i in reversed(list(enumerate(below)))]
    return "".join(steps)


def _chain(heads: Sequence[int], i: int) -> list[int]:
    """A word, its head, and so on, as far as a way may go."""
    found = [i]
    while heads[i] != i and len(found) <= _STEPS:
        i = heads[i]
        found.append(i)
    return found
