"""Which of many spans hold another: asked in logarithmic time."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Span

__all__ = ["Covering"]


class Covering:
    """Spans with an owner each (a number)."""

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        rows = sorted((span.start, span.end, owner) for span, owner in spans)
        self.starts = [start for start, _, _ in rows]
        # Of the spans up to each one: the furthest end, whose it is, and the furthest end of anybody else's.
        self.furthest: list[tuple[int, int, int]] = []
        best, whose, second = -1, -1, -1
        for _, end, owner in rows:
            if owner == whose:
                best = max(best, end)
            elif end > best:
                best, whose, second = end, owner, best
            else:
                second = max(second, end)
            self.furthest.append((best, whose, second))

    def by_another(self, span: Span, owner: int = -1) -> bool:
        """Whether a span of another owner holds this one."""
        at = bisect.bisect_right(self.starts, span.start) - 1
        if at < 0:
            return False
        best, whose, second = self.furthest[at]
        return (second if whose == owner else best) >= span.end

    def overlap(self, span: Span) -> bool:
        """Whether a span has a character in common with this one."""
        at = bisect.bisect_left(self.starts, span.end) - 1
        return at >= 0 and self.furthest[at][0] > span.start
