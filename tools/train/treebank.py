"""Treebanks and annotated names as training examples: reading, vocabularies, and the variations that treebanks lack."""

from __future__ import annotations

import collections
import lzma
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analyse.encoding import folded
from kg.analyse.lemmas import script

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator
    from pathlib import Path

DOUBLE = {'"', "“", "”", "''", "``", ",,", "„"}
STYLES = (("“", "”"), ("„", "”"), ("«", "»"), ("‘", "’"), ("'", "'"), ("”", "”"), ('"', '"'))
TYPES = ("PER", "ORG", "STATE", "CITY", "LOC", "EVT", "WORK", "DEM")
NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in TYPES for place in "BIES"))
BLOCK, ASIDE = 50, 7  # of every ten runs of 50 sentences, number 7 is kept aside for measuring names


@dataclass(slots=True)
class Sentence:
    """One treebank sentence: the ten columns of each word, its document, and its name tags (None: not annotated)."""

    document: str
    rows: list[list[str]]
    names: list[str] | None = None
    number: int = -1
    identifier: str = ""
    forms: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.forms = [row[1] for row in self.rows]


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a `.conllu` or `.conllu.xz` file; multiword and empty rows are passed over."""
    opened = lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    document, identifier, rows = "", "", []
    with opened as lines:
        for line in lines:
            if line.startswith("# doc ="):
                document = line.partition("=")[2].strip()
            elif line.startswith("# sent_id ="):
                identifier = line.partition("=")[2].strip()
            elif line[:1].isdigit():
                columns = line.rstrip("\n").split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line.strip() and rows:
                yield Sentence(document, rows, identifier=f"{document} {identifier}")
                rows = []
    if rows:
        yield Sentence(document, rows, identifier=f"{document} {identifier}")


def lemma(row: list[str]) -> str:
    """The lemma of a row without the compound marks of UD Dutch."""
    return row[2].replace("_", "") if row[2] != "_" else row[1]


def tags(row: list[str]) -> str:
    """UPOS and features as one label."""
    return row[3] + "\t" + ("" if row[5] == "_" else "|".join(sorted(row[5].split("|"))))


# --- names -------------------------------------------------------------------------------------------------------------------------------------

_CODE = re.compile(r'(\d+|\+)=(?:"([^"]*)":([A-Z]+)|([A-Z]+|<))(?=\s|$)')
_MARK = re.compile(r"\[(\d+):([^\]]*)\]")


def annotated(texts: Iterable[Path], done: Path) -> Iterator[tuple[int, tuple[str, ...], list[str]]]:
    """Yield (number, tokens, name tags) for each sentence of the annotated batches; what has no finished batch is passed over."""
    for path in sorted(texts):
        finished = done / path.with_suffix(".tsv").name
        if not finished.is_file():
            continue
        codes = dict(line.rstrip("\n").partition("\t")[::2] for line in finished.open(encoding="utf-8") if line.strip())
        for line in path.open(encoding="utf-8"):
            number, marked = line.rstrip("\n").split("\t")
            yield (int(number), *_spans(marked, codes[number]))


def _spans(marked: str, codes: str) -> tuple[tuple[str, ...], list[str]]:
    tokens: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    for piece in re.split(r"(\[\d+:[^\]]*\])", marked):
        if found := _MARK.fullmatch(piece):
            words = found[2].split(" ")
            places[found[1]] = (len(tokens), len(tokens) + len(words))
            tokens += words
        else:
            tokens += piece.split()
    out = ["O"] * len(tokens)
    for key, words, label, short in _CODE.findall(codes):
        kind = label or short
        if kind in {"<", "O"}:
            continue
        start, end = places.get(key, (-1, -1))
        if words:
            start, end = _nearest(tokens, words.split(" "), start)
        if start >= 0:
            _tag(out, start, end, kind)
    return tuple(tokens), out


def _nearest(tokens: list[str], words: list[str], start: int) -> tuple[int, int]:
    """Find where a run of words stands: the occurrence nearest to the candidate that it corrects."""
    found = [i for i in range(len(tokens) - len(words) + 1) if tokens[i : i + len(words)] == words]
    if not found:
        return -1, -1
    best = min(found, key=lambda i: abs(i - start)) if start >= 0 else found[0]
    return best, best + len(words)


def _tag(out: list[str], start: int, end: int, kind: str) -> None:
    if end - start == 1:
        out[start] = f"S-{kind}"
        return
    out[start : start + 1] = [f"B-{kind}"]
    for i in range(start + 1, end - 1):
        out[i] = f"I-{kind}"
    out[end - 1] = f"E-{kind}"


def with_names(sentences: list[Sentence], texts: Iterable[Path], done: Path) -> None:
    """Give annotated sentences their name tags; a sentence that no batch lists has no capital inside, hence no name."""
    texts = list(texts)
    listed = {tuple(_MARK.sub(r"\2", line.rstrip("\n").split("\t")[1]).split(" ")) for path in texts for line in path.open(encoding="utf-8")}
    known = {tokens: (number, names) for number, tokens, names in annotated(texts, done)}
    for sentence in sentences:
        key = tuple(" ".join(sentence.forms).split(" "))
        if key in known:
            sentence.number, sentence.names = known[key]
            if len(sentence.names) != len(sentence.rows):
                sentence.names = None
        elif key not in listed:
            sentence.names = ["O"] * len(sentence.rows)


def with_stand_off(sentences: list[Sentence], path: Path) -> None:
    """Give sentences the names of a file of `stand_off.py`."""
    rows = (line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8") if not line.startswith("#"))
    known = {identifier: spans for identifier, *spans in rows}
    for sentence in sentences:
        if sentence.identifier in known:
            sentence.names = ["O"] * len(sentence.rows)
            for span in known[sentence.identifier]:
                place, _, kind = span.partition(":")
                first, _, last = place.partition("-")
                _tag(sentence.names, int(first) - 1, int(last), kind)


def aside(sentence: Sentence) -> bool:
    """Whether the names of a sentence are kept for measuring."""
    return sentence.number >= 0 and sentence.number // BLOCK % 10 == ASIDE


# --- vocabularies ------------------------------------------------------------------------------------------------------------------------------


def vocabularies(sentences: list[Sentence], *, words: int = 2, chars: int = 3, labels: int = 2, scripts: int = 3) -> dict[str, list[str]]:
    """Count what training knows; each list opens with padding and the unknown, the name tags excepted."""
    counts = {key: collections.Counter[str]() for key in ("words", "chars", "tags", "xpos", "deps", "scripts")}
    for sentence in sentences:
        for row in sentence.rows:
            counts["words"][folded(row[1])] += 1
            counts["chars"].update(row[1])
            counts["tags"][tags(row)] += 1
            counts["xpos"][row[4]] += 1
            counts["deps"][row[7]] += 1
            counts["scripts"][script(row[1], lemma(row))] += 1
    least = {"words": words, "chars": chars, "tags": labels, "xpos": 3, "deps": 1, "scripts": scripts}
    found = {key: ["<pad>", "<unk>", *(x for x, n in sorted(c.items(), key=lambda p: (-p[1], p[0])) if n >= least[key])] for key, c in counts.items()}
    return found | {"names": list(NAME_TAGS)}


# --- variations --------------------------------------------------------------------------------------------------------------------------------


class Variations:
    """Other quotation marks, apostrophes, missing final stops and exchanged names: what news has and treebanks lack."""

    def __init__(self, sentences: list[Sentence], draw: random.Random, *, names: float = 0.15, stops: float = 0.05) -> None:
        self.draw, self.names, self.stops = draw, names, stops
        self.spans: dict[tuple[str, int], list[list[str]]] = collections.defaultdict(list)
        for sentence in sentences:
            for start, end, kind in spans(sentence.names or []) if not aside(sentence) else ():
                self.spans[kind, end - start].append(sentence.forms[start:end])

    def __call__(self, sentence: Sentence) -> list[str]:
        """Return the forms to train on; a shorter list has lost its final stop."""
        forms = list(sentence.forms)
        forms = self.marks(forms)
        if sentence.names and self.draw.random() < self.names:
            for start, end, kind in spans(sentence.names):
                if kind in {"PER", "ORG", "CITY", "STATE"}:
                    forms[start:end] = self.draw.choice(self.spans.get((kind, end - start)) or [forms[start:end]])
        last = sentence.rows[-1]
        if last[1] == "." and len(forms) > 2 and self.draw.random() < self.stops and all(row[6] != last[0] for row in sentence.rows):
            forms.pop()
        return forms

    def marks(self, forms: list[str]) -> list[str]:
        """Return the forms with other quotation marks and apostrophes, now and then."""
        if any(form in DOUBLE for form in forms) and self.draw.random() < 0.5:
            forms = self._requoted(forms)
        if self.draw.random() < 0.3:
            forms = [form.replace("'", "’") if form not in DOUBLE and len(form) > 1 else form for form in forms]
        return forms

    def _requoted(self, forms: list[str]) -> list[str]:
        style, opened, out = self.draw.choice(STYLES), False, []
        for form in forms:
            if form in DOUBLE:
                out.append(style[opened])
                opened = not opened
            else:
                out.append(form)
        return out


def spans(names: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, type) of well-formed BIOES spans."""
    start = -1
    for i, tag in enumerate(names):
        place, _, kind = tag.partition("-")
        if place == "S":
            yield i, i + 1, kind
        elif place == "B":
            start = i
        elif place == "E" and start >= 0 and names[start].partition("-")[2] == kind:
            yield start, i + 1, kind
            start = -1
        elif place != "I":
            start = -1
