"""The layout of plain text: paragraphs, wrapped lines, bullets, headings, key points, told by line breaks, marks and lengths."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from kg.model import Block, BlockKind, Span
from kg.readers.words import is_key_points_label

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["blocks", "by_indent"]

_BULLET = re.compile(r"[-–—•*·▪‣]\s+|\d{1,2}[.)]\s+")
_QUOTED = re.compile(r">\s*")
_FINAL = re.compile(r"[.!?…:;,][\"'”’»)]*\Z")
_HEADING_WORDS, _HEADING_LENGTH, _LONG_LINE = 9, 80, 200
_TITLE_WORDS, _TITLE_LENGTH = 18, 140
_SEVERAL = 2


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line, -1, -1 for a blank one; blanks at the edges do not count."""
    for match in re.finditer(r"[^\n]*\n?", text):
        line = match.group()
        if not line:
            return
        bare = line.strip()
        start = match.start() + len(line) - len(line.lstrip()) if bare else -1
        yield (start, start + len(bare)) if bare else (-1, -1)


def by_indent(text: str) -> bool:
    """Whether wires have set this text: paragraphs begin with an indent, and their further lines without."""
    lines = text.split("\n")
    indented = sum(re.match(r"[ \t]{2,}\S", line) is not None for line in lines)
    return indented >= _SEVERAL and sum(line[:1].strip() != "" for line in lines[1:]) >= _SEVERAL


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return one pair a block: a line, or the wrapped lines of a paragraph together, where blank lines or indents part paragraphs."""
    lines = list(_lines(text))
    full = [line for line in lines if line[0] >= 0]
    indented = by_indent(text)
    if not _wrapped(text, lines, full) or not (indented or any(start < 0 for start, _ in lines[:-1])):
        return full
    blocks: list[tuple[int, int]] = []
    fresh = True
    for start, end in lines:
        if start < 0:
            fresh = True
        elif (
            fresh
            or (indented and text[start - 1 : start].isspace() and text[start - 1] != "\n")
            or _BULLET.match(text[start:end])
            or is_key_points_label(text[start:end])
        ):
            blocks.append((start, end))
            fresh = is_key_points_label(text[start:end])
        else:
            blocks[-1] = (blocks[-1][0], end)
    return blocks


def _wrapped(text: str, lines: list[tuple[int, int]], full: list[tuple[int, int]]) -> bool:
    """Whether lines are broken inside paragraphs: there are some that neither end nor begin a sentence, and none is long."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a[0] >= 0 and b[0] >= 0]
    broken = [1 for a, b in pairs if not _FINAL.search(text[a[0] : a[1]]) and text[b[0]].islower()]
    longest = max((end - start for start, end in full), default=0)
    return bool(broken) and longest < _LONG_LINE


def blocks(text: str) -> list[Block]:
    """Tell headline, headings, key points, list items, quotations and paragraphs apart."""
    spans = _paragraphs(text)
    blocks: list[Block] = []
    in_summary = False
    for n, (start, end) in enumerate(spans):
        line, first = text[start:end], start
        following = text[slice(*spans[n + 1])] if n + 1 < len(spans) else ""
        bullet = _BULLET.match(line)
        if is_key_points_label(line):
            in_summary = True
            continue  # the label itself says nothing
        in_summary = in_summary and bullet is not None
        if bullet:
            kind = BlockKind.KEY_POINT if in_summary else BlockKind.LIST_ITEM
            first = start + bullet.end()
        elif quoted := _QUOTED.match(line):
            kind, first = BlockKind.QUOTE, start + quoted.end()
        elif not blocks and _is_title(line, following):
            kind = BlockKind.HEADLINE
        else:
            kind = BlockKind.HEADING if _is_heading(line, following) else BlockKind.PARAGRAPH
        if first < end:
            blocks.append(Block(kind=kind, span=Span(first, end)))
    return blocks


def _is_title(line: str, following: str) -> bool:
    short = len(line.split()) <= _TITLE_WORDS and len(line) <= _TITLE_LENGTH
    return short and bool(following) and not re.search(r"[.…,;:]\Z", line)


def _is_heading(line: str, following: str) -> bool:
    short = len(line.split()) <= _HEADING_WORDS and len(line) <= _HEADING_LENGTH
    return short and not _FINAL.search(line) and len(following) > len(line) and not _BULLET.match(following)
