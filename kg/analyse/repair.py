"""Parses as trees, whoever made them: one root a sentence, no cycle, no head outside the sentence; and sentences of a length that can be walked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Analysis, Token

__all__ = ["LONGEST", "repaired", "sound"]

# Words of a sentence. What is longer is a list, a table or an attack, and a parser has nothing to say of it.
LONGEST = 500
_HUNG = "parataxis"  # relation of a second root: two clauses side by side


def repaired(heads: Sequence[int]) -> list[int]:
    """Return heads of a tree with one root (which is its own head), as near to these as can be; indices count from 0 in the sentence.

    The first root stays, further ones and what points outside hang below it; a cycle is opened at its first word. In linear time.
    """
    size = len(heads)
    found = [head if 0 <= head < size else -1 for head in heads]
    root = next((i for i, head in enumerate(heads) if head == i), None)
    if root is None:
        root = next((i for i, head in enumerate(found) if head < 0), None)
    done = [False] * size
    for start in range(size):
        path, i = [], start
        on_path: set[int] = set()
        while not done[i] and i not in on_path and found[i] not in (-1, i):
            path.append(i)
            on_path.add(i)
            i = found[i]
        if i in on_path:
            opened = min(path[path.index(i) :])
            root = opened if root is None else root
            found[opened] = -1
        for each in (*path, i):
            done[each] = True
    for i, head in enumerate(found):
        if head in (-1, i):
            found[i] = root if root is not None else i
    return found


def sound(analysis: Analysis) -> Analysis:
    """Return the analysis with each sentence a tree of at most `LONGEST` words; the same one where nothing is to be mended."""
    sentences = tuple(_pieces(analysis))
    tokens: list[Token] | None = None
    for sentence in sentences:
        rows = analysis.tokens[sentence.start : sentence.end]
        heads = [row.head - sentence.start for row in rows]
        mended = repaired(heads)
        if mended == heads:
            continue
        tokens = tokens if tokens is not None else list(analysis.tokens)
        for row, old, new in zip(rows, heads, mended, strict=True):
            if new != old:
                own = row.i == sentence.start + new
                deprel = "root" if own else _HUNG if row.deprel == "root" else row.deprel
                tokens[row.i] = replace(row, head=sentence.start + new, deprel=deprel)
    if tokens is None and len(sentences) == len(analysis.sentences):
        return analysis
    return replace(analysis, sentences=sentences, tokens=analysis.tokens if tokens is None else tuple(tokens))


def _pieces(analysis: Analysis) -> Iterator[Sentence]:
    """Yield the sentences, one that is too long in parts of about the same length, cut behind a mark where there is one."""
    for sentence in analysis.sentences:
        start = sentence.start
        while sentence.end - start > LONGEST:
            marks = (i + 1 for i in range(start + LONGEST - 1, start + LONGEST // 2, -1) if analysis.tokens[i].upos == "PUNCT")
            end = next(marks, start + LONGEST)
            yield _piece(analysis, sentence, start, end)
            start = end
        yield sentence if start == sentence.start else _piece(analysis, sentence, start, sentence.end)


def _piece(analysis: Analysis, sentence: Sentence, start: int, end: int) -> Sentence:
    span = Span(analysis.tokens[start].span.start, analysis.tokens[end - 1].span.end)
    return Sentence(start=start, end=end, span=span, kind=sentence.kind, block=sentence.block)
