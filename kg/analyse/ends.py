"""Where sentences begin: the network's probabilities, with quotation marks and brackets kept on their side by the blanks around them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Span

__all__ = ["first_words"]

_LIKELY = 0.4  # probability from which a sentence begins behind a mark that may end one
_SURE = 0.95  # and behind a word: a foreign name looks like a beginning (*president Volodymyr | Zelensky reist*)
_FINAL = frozenset(".?!…:;") | {"..", "...", "...."}
_MARKS = frozenset("\"'“”„‟«»‹›‘’‚()[]{}`") | {"''", "``", ",,"}
_OPENING = frozenset("“„‟«‹‘‚([{`") | {"``", ",,"}
_CLOSING = frozenset("”»›’)]}") | {"''"}


def first_words(text: str, spans: Sequence[Span], starts: Sequence[float]) -> list[int]:
    """Return the words of a block that begin a sentence, the first always; `starts` holds the network's probability of each word."""
    words = [text[s.start : s.end] for s in spans]
    found = [0] if words else []
    i = 1
    while i < len(words):
        end = i
        while end < len(words) and words[end] in _MARKS:
            end += 1
        chance = min(1.0, sum(starts[i : end + 1]))
        before = words[i - 1]
        ends = before in _FINAL or before.endswith(".")
        if chance > (_LIKELY if ends else _SURE):
            at = i
            while at < end and _closes(text, spans, at):
                at += 1
            if at < len(words) and at > found[-1] and not _goes_on(words, at):
                found.append(at)
        i = end + 1
    return found


def _closes(text: str, spans: Sequence[Span], i: int) -> bool:
    """Whether a mark belongs to what stands before it: by its form, else by the blanks on its sides."""
    mark = text[spans[i].start : spans[i].end]
    blank_before = spans[i].start == 0 or text[spans[i].start - 1].isspace()
    blank_after = spans[i].end >= len(text) or text[spans[i].end].isspace()
    if blank_before != blank_after:
        return blank_after
    return mark in _CLOSING or (mark not in _OPENING and not blank_before and not blank_after)


def _goes_on(words: Sequence[str], at: int) -> bool:
    """Whether the word there is in lower case or a mark that begins nothing: *"Ik kom", zei hij*."""
    word = next((w for w in words[at:] if w not in _MARKS), "")
    return bool(word) and ((unicodedata.category(word[0]) == "Ll" and not word.startswith(("i", "e"))) or word[0] in ",;:)")
