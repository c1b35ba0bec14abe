"""What stands in an article and is not of it: hints to others, notes to editors, credits, comments, appeals. Nothing is left out without a word.

A word list alone never cuts: what it names must also be short, say nothing that somebody says, and be the smaller part of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.model import BlockKind
from kg.readers import words
from kg.readers.invisible import place, visible

if TYPE_CHECKING:
    from kg.readers.markup import Piece

__all__ = ["LeftOut", "body", "cleaned", "shown"]

_LONG = 40  # characters of a block that is not said twice
_BEHIND = 0.4  # largest share of a text that may stand behind its end
_AMONG = 0.34  # largest share of a text that hints and credits can be
_NOTE = 40  # words behind a last line that are about the article and not of it
_MANY = 12  # words of a title that says what somebody says
_MIND = 2  # blocks of an article that has an end


@dataclass(slots=True)
class LeftOut:
    """How many blocks and words were left out, and as what."""

    counts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, what: str, *texts: str) -> None:
        """Count blocks; what has no words is none."""
        sizes = [len(words) for text in texts if (words := re.findall(r"\w+", text))]
        if sizes:
            blocks, size = self.counts.get(what, (0, 0))
            self.counts[what] = blocks + len(sizes), size + sum(sizes)

    def messages(self) -> list[str]:
        """Return what to tell the user, a line a reason."""
        return [f"left out as {what}: {_number(n, 'block')} of {_number(size, 'word')}" for what, (n, size) in self.counts.items()]


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def cleaned(piece: Piece) -> Piece:
    """Return a block without characters that nobody sees, its marks where they were."""
    text = visible(piece.text)
    if text == piece.text:
        return piece
    return replace(piece, text=text, marks=tuple((place(piece.text, a), place(piece.text, b), named) for a, b, named in piece.marks))


def shown(piece: Piece) -> Piece:
    """Return a block without the dashes that wires set around a heading."""
    bare = piece.text.strip(" -–—")
    return replace(piece, text=bare) if piece.kind is BlockKind.HEADING and bare and not piece.marks else piece


def body(pieces: list[Piece], left: LeftOut, *, page: bool, teasers: frozenset[str] = frozenset()) -> list[Piece]:
    """Return the blocks of an article without furniture, repetitions and what stands behind its end.

    `page` says that readers may have written below it, `teasers` which blocks its mark-up ties to links.
    """
    pieces = _without_hints(_without_notes(pieces, left), left)
    pieces = _once(_until_label(pieces, left, teasers) if page else pieces, left)
    pieces = _until_line(pieces, left)
    while pieces and (pieces[-1].kind is BlockKind.HEADING or (len(pieces) > _MIND and words.is_behind(pieces[-1].text))):
        last = pieces[-1]
        pieces = pieces[:-1]
        left.add("a heading without text" if last.kind is BlockKind.HEADING else words.is_behind(last.text), last.text)
    return pieces


def _size(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _without_notes(pieces: list[Piece], left: LeftOut) -> list[Piece]:
    """Leave out notes to editors, and what follows the label of such notes where that is the smaller part."""
    kept: list[Piece] = []
    for n, piece in enumerate(pieces):
        if not words.is_note(piece.text):
            kept.append(piece)
        elif words.is_notes_label(piece.text) and kept and (_size(pieces[n:]) < _BEHIND * _size(pieces) or _calls(pieces[n:])):
            left.add("notes to editors", *(each.text for each in pieces[n:]))
            break
        else:
            left.add("notes to editors", piece.text)
    return kept


def _calls(pieces: list[Piece]) -> bool:
    """Whether blocks say whom to call or to write to, which is for editors alone."""
    return any(re.search(r"\S+@\S+\.\w+|(?<!\w)[+(]?\d[\d\s()/.-]{7,}", piece.text) for piece in pieces)


def _without_hints(pieces: list[Piece], left: LeftOut) -> list[Piece]:
    """Leave out hints to other articles, credits and ends of wires, unless so many blocks look so that they are the text."""
    named = [words.is_furniture(piece.text) if piece.kind is not BlockKind.HEADING or n + 1 == len(pieces) else "" for n, piece in enumerate(pieces)]
    marked = [piece.text for piece, what in zip(pieces, named, strict=True) if what]
    if sum(map(len, marked)) > _AMONG * _size(pieces) and not all(map(words.is_mark, marked)):
        named = ["end" if words.is_mark(piece.text) else "" for piece in pieces]
    for piece, what in zip(pieces, named, strict=True):
        if what and not words.is_mark(piece.text):
            left.add(what, piece.text)
    return [piece for piece, what in zip(pieces, named, strict=True) if not what]


def _until_label(pieces: list[Piece], left: LeftOut, teasers: frozenset[str]) -> list[Piece]:
    """Cut what a page shows behind a label of comments, or of other articles and the author where it is short and the smaller part."""
    for n, piece in enumerate(pieces):
        rest = pieces[n + 1 :]
        if n < _MIND:
            continue
        small = _size(rest) < _BEHIND * _size(pieces)
        label = words.comments_label(piece.text)
        if label == "counted" or (label == "call" and small) or (label and _written_by_readers(rest, 1 if label == "call" else _MIND)):
            left.add("comments of readers", piece.text, *(each.text for each in rest))
            return pieces[:n]
        if small and words.is_end_label(piece.text) and (_titles(rest) or 2 * sum(each.text in teasers for each in rest) >= len(rest)):
            left.add("other articles", piece.text, *(each.text for each in rest))
            return pieces[:n]
    return pieces


def _written_by_readers(pieces: list[Piece], lines: int) -> bool:
    """Whether blocks look like comments: there are lines between them that say who wrote when, or that ask for an answer."""
    return sum(words.is_comment_line(piece.text) for piece in pieces) >= lines


def _titles(pieces: list[Piece]) -> bool:
    """Whether blocks are titles rather than paragraphs: most of them are no sentences."""
    sentences = sum(re.search(r"[.!?][\"'”’»)]*\Z", piece.text) is not None for piece in pieces)
    return 3 * sentences <= len(pieces) and not any(words.is_said(piece.text) and len(piece.text.split()) > _MANY for piece in pieces)


def _until_line(pieces: list[Piece], left: LeftOut) -> list[Piece]:
    """Drop lines that part sections; behind the last one, leave out what is about the article: who to follow, who helped."""
    lines = [n for n, piece in enumerate(pieces) if words.is_line(piece.text)]
    if lines and lines[-1] >= _MIND:
        rest = pieces[lines[-1] + 1 :]
        if sum(len(piece.text.split()) for piece in rest) <= _NOTE and all(words.is_about_article(piece.text) for piece in rest):
            left.add("a note behind the text", *(piece.text for piece in rest))
            pieces = pieces[: lines[-1]]
    return [piece for piece in pieces if re.search(r"[^\W_]", piece.text)]


def _once(pieces: list[Piece], left: LeftOut) -> list[Piece]:
    """Leave out a long block that stands word for word before: a form, a repeated pull quote."""
    first = {piece.text: n for n, piece in reversed(list(enumerate(pieces)))}
    again = [piece for n, piece in enumerate(pieces) if first[piece.text] != n and len(piece.text) >= _LONG]
    left.add("said twice", *(piece.text for piece in again))
    return [piece for n, piece in enumerate(pieces) if first[piece.text] == n or len(piece.text) < _LONG]
