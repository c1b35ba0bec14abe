"""Words as the numbers that the network reads: one code for training and for running, so that the two cannot differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.analyse.pieces import Pieces

__all__ = ["Batch", "Encoder", "folded"]

_HALF = 12  # characters of a long word that are read at each end
_SHORTEST = 6  # characters that the widest convolution needs
UNKNOWN = 1


def folded(word: str) -> str:
    """Return the key of a word's vector: lower case, digits alike, one apostrophe."""
    return "".join("0" if c.isdigit() else c for c in word.lower().replace("’", "'"))


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences as arrays. `words`, `at`: sentences x longest; `chars`, `pieces`: different words x longest; `lengths`: words a sentence.

    `at` gives each word's row in `chars` and `pieces`; row 0 is padding. `cuts` is the number of pieces of each different word.
    """

    words: NDArray[np.int64]
    at: NDArray[np.int64]
    chars: NDArray[np.int64]
    pieces: NDArray[np.int64]
    cuts: NDArray[np.int64]
    lengths: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The vocabularies of a network."""

    words: dict[str, int]
    chars: dict[str, int]
    pieces: Pieces
    _cut: dict[str, list[int]] = field(default_factory=dict)
    _spelt: dict[str, list[int]] = field(default_factory=dict)

    def batch(self, sentences: Sequence[Sequence[str]]) -> Batch:
        """Encode sentences, lists of forms."""
        longest = max(map(len, sentences))
        words = np.zeros((len(sentences), longest), np.int64)
        at = np.zeros((len(sentences), longest), np.int64)
        known: dict[str, int] = {}
        for b, forms in enumerate(sentences):
            for t, form in enumerate(forms):
                words[b, t] = self.words.get(folded(form), UNKNOWN)
                at[b, t] = known.setdefault(form, len(known) + 1)
        spelt = [self.spelling(form) for form in known]
        cut = [self.cut(form) for form in known]
        chars = np.zeros((len(known) + 1, max(_SHORTEST, *map(len, spelt))), np.int64)
        pieces = np.zeros((len(known) + 1, max(map(len, cut))), np.int64)
        for n, (letters, rows) in enumerate(zip(spelt, cut, strict=True), 1):
            chars[n, : len(letters)] = letters
            pieces[n, : len(rows)] = rows
        return Batch(words, at, chars, pieces, np.array([1, *map(len, cut)], np.int64), np.array([len(s) for s in sentences], np.int64))

    def spelling(self, form: str) -> list[int]:
        """Return the characters of a word; of a long one both ends."""
        found = self._spelt.get(form)
        if found is None:
            self._bound(self._spelt)
            shown = form if len(form) <= 2 * _HALF else form[:_HALF] + form[-_HALF:]
            found = self._spelt[form] = [self.chars.get(c, UNKNOWN) for c in shown]
        return found

    def cut(self, form: str) -> list[int]:
        """Return the pieces of a word."""
        found = self._cut.get(form)
        if found is None:
            self._bound(self._cut)
            found = self._cut[form] = self.pieces.cut(form)
        return found

    @staticmethod
    def _bound(cache: dict[str, list[int]], most: int = 65536) -> None:
        """Keep the memory of a long run flat."""
        if len(cache) >= most:
            cache.clear()
