"""Stretches between quotation marks, across sentences; one that goes on in the next paragraph is a stretch in each."""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING

from kg.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lexicons.reporting import ReportingLexicon
    from kg.model import Article

__all__ = ["find", "trimmed"]

_ELISION = re.compile(r"[a-z]\b(?!['’])")  # *'s avonds*, *'t Hart*: an apostrophe for letters left out
_TRAILING = ",.;: "
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})
_PARAGRAPHS = 4  # that one quotation may run over


def find(article: Article, lexicon: ReportingLexicon) -> tuple[Span, ...]:
    """Return what stands between marks, without them; the outermost where quotations nest."""
    found: list[Span] = list(_across(article, lexicon))
    taken = tuple(found)
    for block in article.blocks:
        double = _pairs(article.text, block.span, lexicon.double_marks)
        starts = [q.start for q in double]
        found += double
        for single in _pairs(article.text, block.span, lexicon.single_marks):
            before = bisect.bisect_left(starts, single.end)
            if not before or double[before - 1].end <= single.start:
                found.append(single)
    if taken:
        found = [q for q in found if q in taken or not any(q.overlaps(t) for t in taken)]
    return tuple(sorted(found))


def _across(article: Article, lexicon: ReportingLexicon) -> Iterator[Span]:
    """Yield the parts of quotations that go on in the next paragraphs: each opens anew (“A. ¶ “B.”), or only the first does (“A. ¶ B.”)."""
    text, blocks = article.text, [b.span for b in article.blocks if b.kind in _RUNNING]
    _, any_mark = _closing(lexicon.double_marks)
    unclosed = [_unclosed(text, block, lexicon.double_marks, any_mark) for block in blocks]
    for n, start in enumerate(unclosed):
        if start is None or n + 1 == len(blocks):
            continue
        following = blocks[n + 1]
        if any_mark.match(text, following.start):
            yield _stripped(text, start, blocks[n].end)
            continue
        for later in range(n + 1, min(n + 1 + _PARAGRAPHS, len(blocks))):
            end = _first_closing(text, blocks[later], lexicon.double_marks)
            if end is not None:
                yield _stripped(text, start, blocks[n].end)
                yield from (_stripped(text, b.start, b.end) for b in blocks[n + 1 : later])
                yield _stripped(text, blocks[later].start, end)
                break
            if any_mark.search(text, blocks[later].start, blocks[later].end):
                break


def _unclosed(text: str, block: Span, marks: tuple[tuple[str, str], ...], any_mark: re.Pattern[str]) -> int | None:
    """Return where the words begin that the last mark of a paragraph opens and nothing closes."""
    pairs = _pairs(text, block, marks)
    begin = pairs[-1].end + 1 if pairs else block.start
    found = [m for m in any_mark.finditer(text, begin, block.end) if _opens(text, m.start(), m[0], block) and not text[m.end()].isspace()]
    return found[-1].end() if len(found) == 1 else None


def _first_closing(text: str, block: Span, marks: tuple[tuple[str, str], ...]) -> int | None:
    """Return where a paragraph's first mark stands if it closes."""
    match = _any({c for pair in marks for c in pair}).search(text, block.start, block.end)
    if match is None or match.start() == block.start or text[match.start() - 1].isspace():
        return None
    return match.start() if _closes(text, match, block) else None


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
