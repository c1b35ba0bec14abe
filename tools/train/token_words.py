"""Which dotted words are tokens of a treebank: `python tools/train/token_words.py UD_FILE...` prints lists for `tokens.toml`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from treebank import read


def main() -> None:
    """Print abbreviations (mostly dotted) and ambiguous ones (dotted and bare before a final stop)."""
    dotted, bare, ends = Counter[str](), Counter[str](), Counter[str]()
    for path in sys.argv[1:]:
        for sentence in read(Path(path)):
            for n, form in enumerate(sentence.forms):
                low = form.lower()
                if low.endswith(".") and len(low) > 2 and low.strip(".").replace(".", "").isalpha():
                    dotted[low] += 1
                elif n + 1 < len(sentence.forms) and sentence.forms[n + 1] == "." and "SpaceAfter=No" in sentence.rows[n][9]:
                    ends[low + "."] += 1
                bare[low + "."] += 1
    sure = sorted(w for w, n in dotted.items() if n >= ends[w] and bare[w] <= 20 * n)
    print("abbreviations =", [w for w in sure if not ends[w] or dotted[w] > 3 * ends[w]])
    print("ambiguous =", [w for w in sure if ends[w] and dotted[w] <= 3 * ends[w]])


if __name__ == "__main__":
    main()
