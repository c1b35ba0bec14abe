"""Text to words, after the tokens of the Universal Dependencies treebanks: blanks part words, and marks are taken off at both ends.

What a language writes otherwise (abbreviations, clitics with an apostrophe) is data: `tokens.toml` in its folder.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Tokenizer"]

_CHUNK = re.compile(r"[^\s\u00a0\u2007\u202f\u200b\ufeff]+")
_BEFORE = re.compile(r"''|``|,,|\.\.+|--+|[\"“”„‟«»‹›‘’‚'`(\[{<|*•·…¿¡,;:!?.)\]}>—–]|-(?=[A-ZÀ-Þ\"“'‘])(?=.{3})")
_BEHIND = re.compile(r"(?:''|``|,,|\.\.+|--+|[\"“”„‟«»‹›‘’'`)\]}>|*…,;:!?.(\[{<—–])$")
_INNER = re.compile(
    r"(?<=[^\W\d_])(?:—|–|--+|\.\.\.+|…)(?=[^\W_])"  # dashes and dots that join two words
    r"|(?<=\w)[\"“”„«»](?=\w{3})"
    r"|(?<=[^\W\d_]{2})[,;:!?](?=[^\W\d_]{2})"
)
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.|[\w.+-]+@[\w-]+\.)\S*?(?=[\"”’»')\].,;:!?…>]*$)")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+|(?:[A-ZÀ-Þ][a-z]?\.-?)+")
_SMILEY = re.compile(r"[:;]-?[()DPp]")
_QUOTES = frozenset("'’‘")
_POSSESSIVE = 3  # letters from which a final apostrophe may be of the word: *Jans'*
_OPENING, _CLOSING = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """The habits of one language: `abbreviations` keep their dot, `ambiguous` ones not at the end of a block, `clitics` their apostrophe."""

    abbreviations: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    elided: tuple[str, ...] = ()
    name: str = field(default="")

    @classmethod
    def of(cls, data: bytes, name: str = "") -> Tokenizer:
        """Read a table `tokens.toml`."""
        table = tomllib.loads(data.decode())
        return cls(
            abbreviations=frozenset(table.get("abbreviations", ())),
            ambiguous=frozenset(table.get("ambiguous", ())),
            clitics=frozenset(table.get("clitics", ())),
            elided=tuple(table.get("elided", ())),
            name=name,
        )

    def spans(self, text: str) -> list[Span]:
        """Return the words of a block of text, as half-open code points of `text`."""
        found: list[Span] = []
        quoted = False
        last = len(text.rstrip())
        for chunk in _CHUNK.finditer(text):
            for start, end in self._parts(text, chunk.start(), chunk.end(), quoted=quoted, closing=chunk.end() >= last):
                if end - start == 1 and text[start] in _QUOTES:
                    quoted = text[start] != "’" if not quoted else False
                found.append(Span(start, end))
        return found

    def _parts(self, text: str, start: int, end: int, *, quoted: bool, closing: bool) -> Iterator[tuple[int, int]]:
        """Yield what is taken off in front, the words that are left, what is taken off behind."""
        whole = text[start:end]
        if _SMILEY.fullmatch(whole):
            yield start, end
            return
        while start < end and (mark := _BEFORE.match(text, start, end)) and not self._keeps_front(text[start:end]):
            yield mark.span()
            start = mark.end()
        tail: list[tuple[int, int]] = []
        while start < end and (mark := _BEHIND.search(text, start, end)) and not self._keeps_back(text[start:end], quoted=quoted, closing=closing and not tail):
            if mark.start() <= start:
                break
            tail.append(mark.span())
            end = mark.start()
        if start < end:
            yield from self._words(text, start, end)
        yield from reversed(tail)

    def _keeps_front(self, word: str) -> bool:
        """Whether the first mark belongs to the word: *'s*, *'60*, *(her)opening*, a number with a sign."""
        first = word[0]
        if first in _QUOTES:
            plain = word.replace("’", "'").replace("‘", "'").rstrip('.,;:!?)"”')
            return plain in self.clitics or bool(re.match(r"['’]\d\d\b(?!')", word)) or any(plain.startswith(c) and len(plain) > len(c) for c in self.elided)
        if first in _OPENING:
            close = word.find(_CLOSING[_OPENING.index(first)])
            return 0 < close < len(word) - 1 and word[close + 1].isalpha()
        return first in ".," and len(word) > 1 and word[1].isdigit()

    def _keeps_back(self, word: str, *, quoted: bool, closing: bool) -> bool:
        """Whether the last mark belongs to the word: a dot of an abbreviation, *bezwaar(tje)*, *Jans'* outside of quotes."""
        last = word[-1]
        if last == "." and not word.endswith(".."):
            return self._abbreviated(word, closing=closing)
        if last in _CLOSING:
            opened = word.rfind(_OPENING[_CLOSING.index(last)])
            return opened > 0 and (word[opened - 1].isalnum() or word[opened - 1] == "-")
        if last in "'’":
            return not quoted and len(word) >= _POSSESSIVE and word[-2].lower() in "sxz" and word[0] not in _QUOTES
        return False

    def _abbreviated(self, word: str, *, closing: bool) -> bool:
        low = word.lower()
        if low in self.abbreviations or word in self.abbreviations:
            return True
        if low in self.ambiguous:
            return not closing
        if _INITIAL.fullmatch(word):
            return not closing or word.count(".") > 1
        front, _, rest = low.rpartition("-")
        return bool(front) and rest in self.abbreviations

    def _words(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the words between marks inside; an address is one word."""
        if _ADDRESS.fullmatch(text, start, end):
            yield start, end
            return
        at = start
        for mark in _INNER.finditer(text, start, end):
            if mark.start() > at and mark.end() < end:
                yield at, mark.start()
                yield mark.span()
                at = mark.end()
        yield at, end
