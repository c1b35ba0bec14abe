"""CoNLL-U treebanks as spaCy training documents.

Sentences of one source document stay together, so that the parser learns where sentences end. Half of the documents carry
another style of quotation marks: treebanks hold few typographic ones, and a pipeline that never saw them tags them as words.
"""

from __future__ import annotations

import lzma
import random
from itertools import groupby
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc, DocBin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.vocab import Vocab

Rows = list[list[str]]
"""One sentence: its rows of ten CoNLL-U columns."""

DOUBLE_QUOTES = (("“", "”"), ("„", "”"), ("«", "»"), ("‘", "’"), ("'", "'"), ("”", "”"), ('"', '"'))
LONGEST_DOCUMENT = 12
"""Sentences in one training document at most."""


def sentences(path: Path) -> Iterator[tuple[str, Rows]]:
    """Yield (document name, rows) for each sentence of a `.conllu` or `.conllu.xz` file."""
    opener = lzma.open if path.suffix == ".xz" else open
    name, rows = "", []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# doc ="):
                name = line.partition("=")[2].strip()
            elif line[:1].isdigit():
                columns = line.rstrip("\n").split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line.strip() and rows:
                yield name, rows
                rows = []
    if rows:
        yield name, rows


def documents(path: Path) -> Iterator[list[Rows]]:
    """Yield runs of at most `LONGEST_DOCUMENT` sentences of one source; lone sentences of one corpus are put together."""

    def source(item: tuple[str, Rows]) -> str:
        name = item[0]
        corpus, _, rest = name.partition(":")
        return name if rest.startswith(("WR-", "wiki-")) else corpus

    for _, group in groupby(sentences(path), key=source):
        run: list[Rows] = []
        for _, rows in group:
            run.append(rows)
            if len(run) >= LONGEST_DOCUMENT:
                yield run
                run = []
        if run:
            yield run


def requote(run: list[Rows], draw: random.Random) -> list[Rows]:
    """Give every pair of quotation marks of the document one drawn style."""
    style = draw.choice(DOUBLE_QUOTES)
    out: list[Rows] = []
    for rows in run:
        opened = False
        changed: Rows = []
        for row in rows:
            if row[1] in {'"', "“", "”", "''", "``", ",,", "„"}:
                mark = style[1] if opened else style[0]
                opened = not opened
                changed.append([row[0], mark, mark, *row[3:]])
            else:
                changed.append(row)
        out.append(changed)
    return out


def to_doc(run: list[Rows], vocab: Vocab) -> Doc:
    """Turn a run of sentences into one reference `Doc` with every layer we train."""
    rows = [row for sentence in run for row in sentence]
    heads, starts, offset = [], [], 0
    for sentence in run:
        for position, row in enumerate(sentence):
            head = int(row[6])
            heads.append(offset + (position if head == 0 else head - 1))
            starts.append(position == 0)
        offset += len(sentence)
    return Doc(
        vocab,
        words=[row[1].replace(" ", "_") for row in rows],
        spaces=["SpaceAfter=No" not in row[9] for row in rows],
        lemmas=[row[2].replace("_", "") if row[2] != "_" else row[1] for row in rows],
        pos=[row[3] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        heads=heads,
        deps=["ROOT" if row[7] == "root" else row[7] for row in rows],
        sent_starts=starts,
    )


def convert(path: Path, target: Path, *, language: str, vary: bool, seed: int = 0) -> int:
    """Write `path` as a DocBin at `target`; return the number of documents."""
    draw = random.Random(seed)
    vocab = spacy.blank(language).vocab
    store = DocBin(attrs=["ORTH", "LEMMA", "POS", "MORPH", "HEAD", "DEP", "SENT_START", "SPACY"])
    count = 0
    for run in _augmented(documents(path), draw, vary=vary):
        store.add(to_doc(run, vocab))
        count += 1
    store.to_disk(target)
    return count


def _augmented(runs: Iterable[list[Rows]], draw: random.Random, *, vary: bool) -> Iterator[list[Rows]]:
    for run in runs:
        yield requote(run, draw) if vary and draw.random() < 0.5 else run
