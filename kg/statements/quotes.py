"""Stretches between quotation marks, across sentences, within one block."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from kg.lexicons.reporting import ReportingLexicon
    from kg.model import Article

__all__ = ["find", "trimmed"]

_TRAILING = ",.;: "


def find(article: Article, lexicon: ReportingLexicon) -> tuple[Span, ...]:
    """Return what stands between marks, without them; the outermost where quotations nest."""
    found: list[Span] = []
    for block in article.blocks:
        for marks in (lexicon.double_marks, lexicon.single_marks):
            found += [q for q in _pairs(article.text, block.span, marks) if not any(f.overlaps(q) for f in found)]
    return tuple(sorted(found))


def _pairs(text: str, block: Span, marks: tuple[str, ...]) -> list[Span]:
    closing, any_mark = _closing(marks)
    found = []
    i = block.start
    while (match := any_mark.search(text, i, block.end)) is not None:
        i = match.start()
        if _opens(text, i, block):
            end = next((j for j in range(i + 1, block.end) if text[j] in closing[text[i]] and _closes(text, j, block)), None)
            if end is not None and text[i + 1 : end].strip():
                found.append(_stripped(text, i + 1, end))
                i = end
        i += 1
    return found


@functools.lru_cache(maxsize=16)
def _closing(marks: tuple[str, ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the closing marks of each opening one, and a pattern that finds an opening one."""
    closing = {pair[0]: "".join(p[1] for p in marks if p[0] == pair[0]) for pair in marks}
    return closing, re.compile("[" + re.escape("".join(closing)) + "]")


def _opens(text: str, i: int, block: Span) -> bool:
    before = text[i - 1] if i > block.start else " "
    return not before.isalnum() and i + 1 < block.end


def _closes(text: str, j: int, block: Span) -> bool:
    after = text[j + 1] if j + 1 < block.end else " "
    return not after.isalnum() and not (text[j] in "'’" and text[j - 1].isspace() and after.isalnum())


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
