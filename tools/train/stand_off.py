"""Annotated names without their texts: `stand_off.py UD_FILE... --names DIR --batches 07 08 09 > FILE.tsv`.

A row a sentence: its UD document and `sent_id`, then `first-last:TYPE` for each name, words counted from 1. `learn.py` reads such files, too.
"""

from __future__ import annotations

import argparse
import lzma
from pathlib import Path

from treebank import annotated, spans


def identifiers(path: Path) -> dict[tuple[str, ...], str]:
    """Return the identifier of each sentence of a treebank, by its words."""
    found, document, identifier, forms = {}, "", "", []
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# doc ="):
                document = line.partition("=")[2].strip()
            elif line.startswith("# sent_id ="):
                identifier = line.partition("=")[2].strip()
            elif line[:1].isdigit() and line.split("\t")[0].isdigit():
                forms.append(line.split("\t")[1])
            elif not line.strip() and forms:
                found[tuple(" ".join(forms).split(" "))] = f"{document} {identifier}"
                forms = []
    return found


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path, nargs="+")
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--batches", nargs="+", required=True)
    parser.add_argument("--lang", default="nl")
    args = parser.parse_args()
    known = {words: identifier for path in args.treebanks for words, identifier in identifiers(path).items()}
    texts = [args.names / f"{args.lang}-batch-{number}.txt" for number in args.batches]
    for _, words, tags in annotated(texts, args.names / "done"):
        if words in known:
            print(known[words], *(f"{start + 1}-{end}:{kind}" for start, end, kind in spans(tags)), sep="\t")


if __name__ == "__main__":
    main()
