"""Words cut into subword pieces by a unigram language model (Kudo 2018, *Subword Regularization*), as SentencePiece does.

Only the part that a sentence encoder's piece table needs: one word at a time, the most probable cut, no sampling.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Pieces"]

_START = "▁"  # how SentencePiece writes the blank before a word
_LONGEST = 64  # characters of a word that are looked at; what is longer is no word
UNKNOWN = 0


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces with their log probabilities; row 0 of the table that goes with them stands for what is unknown."""

    rows: dict[str, int]
    scores: Sequence[float]
    longest: int = field(default=0)
    unknown: float = field(default=0.0)

    @classmethod
    def of(cls, pieces: Sequence[str], scores: Sequence[float]) -> Pieces:
        """Index pieces (the first is the unknown one) by their text."""
        return cls({piece: n for n, piece in enumerate(pieces) if n}, scores, max(map(len, pieces)), min(scores) - 10.0)

    def cut(self, word: str) -> list[int]:
        """Return the rows of the most probable pieces of a word, in order; never empty."""
        text = _START + unicodedata.normalize("NFKC", word[:_LONGEST].replace("’", "'")).replace(" ", _START)
        best = [0.0] + [-math.inf] * len(text)
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(text) + 1)
        for i in range(len(text)):
            for j in range(i + 1, min(len(text), i + self.longest) + 1):
                row = self.rows.get(text[i:j])
                if row is None and j > i + 1:
                    continue
                score = best[i] + (self.unknown if row is None else self.scores[row])
                if score > best[j]:
                    best[j], came[j] = score, (i, UNKNOWN if row is None else row)
        found, at = [], len(text)
        while at:
            at, row = came[at]
            found.append(row)
        return found[::-1] or [UNKNOWN]
