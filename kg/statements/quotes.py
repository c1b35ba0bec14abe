"""Stretches between quotation marks, across sentences, within one block."""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from kg.lexicons.reporting import ReportingLexicon
    from kg.model import Article

__all__ = ["find", "trimmed"]

_ELISION = re.compile(r"[a-z]\b(?!['’])")  # *'s avonds*, *'t Hart*: an apostrophe for letters left out
_TRAILING = ",.;: "


def find(article: Article, lexicon: ReportingLexicon) -> tuple[Span, ...]:
    """Return what stands between marks, without them; the outermost where quotations nest."""
    found: list[Span] = []
    for block in article.blocks:
        double = _pairs(article.text, block.span, lexicon.double_marks)
        starts = [q.start for q in double]
        found += double
        for single in _pairs(article.text, block.span, lexicon.single_marks):
            before = bisect.bisect_left(starts, single.end)
            if not before or double[before - 1].end <= single.start:
                found.append(single)
    return tuple(sorted(found))


def _pairs(text: str, block: Span, marks: tuple[tuple[str, str], ...]) -> list[Span]:
    closing, any_mark = _closing(marks)
    found = []
    spent: set[str] = set()  # opening marks that nothing closes any more: not to be looked for again
    i = block.start
    while (match := any_mark.search(text, i, block.end)) is not None:
        i, opening = match.start(), match[0]
        if opening not in spent and _opens(text, i, opening, block):
            start = i + len(opening)
            end = next((m for m in closing[opening].finditer(text, start, block.end) if _closes(text, m, block)), None)
            if end is None:
                spent.add(opening)
            elif text[start : end.start()].strip():
                found.append(_stripped(text, start, end.start()))
                i = end.end() - len(opening)
        i += len(opening)
    return found


@functools.lru_cache(maxsize=16)
def _closing(marks: tuple[tuple[str, str], ...]) -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    """Return a pattern for the closing marks of each opening one, and a pattern that finds an opening one; the longest first."""
    openings = {opening for opening, _ in marks}
    return {opening: _any({c for o, c in marks if o == opening}) for opening in openings}, _any(openings)


def _any(marks: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(mark) for mark in sorted(marks, key=lambda mark: (-len(mark), mark))))


def _opens(text: str, i: int, mark: str, block: Span) -> bool:
    before = text[i - 1] if i > block.start else " "
    return not before.isalnum() and i + len(mark) < block.end and not _doubled(text, i, mark) and not (mark in "'’‘" and _ELISION.match(text, i + 1))


def _closes(text: str, match: re.Match[str], block: Span) -> bool:
    after = text[match.end()] if match.end() < block.end else " "
    return not after.isalnum() and not _doubled(text, match.start(), match[0])


def _doubled(text: str, i: int, mark: str) -> bool:
    """Whether a single mark is half of a double one: two apostrophes close what two commas open."""
    return len(mark) == 1 and mark in "'`" and (text[i - 1 : i] == mark or text[i + 1 : i + 2] == mark)


def _stripped(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def trimmed(text: str, span: Span) -> Span:
    """Return a span without final full stop, comma or blank."""
    end = span.end
    while end > span.start + 1 and text[end - 1] in _TRAILING:
        end -= 1
    return Span(span.start, end)
