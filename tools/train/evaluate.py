"""Evaluate a shipped pipeline on raw text: `python tools/train/evaluate.py UD_FILE [--lang nl]`.

Documents of a CoNLL-U file (or .xz) are rebuilt as running text, one block each; system words are aligned with gold words by their characters, after the CoNLL
2018 shared task (Zeman et al. 2018). Prints F1 for words, UPOS, features, lemma, UAS, LAS and sentences.
"""

from __future__ import annotations

import argparse
import lzma
import time
from pathlib import Path

from kg import analyse
from kg.model import Article, Block, BlockKind, Source, Span

Row = tuple[int, int, str, str, str, str, int, str]


def main() -> None:
    """Evaluate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--lang", default="nl")
    args = parser.parse_args()
    analyser = analyse.load(args.lang)
    counts = dict.fromkeys(("words", "upos", "feats", "lemma", "uas", "las", "sentences"), 0)
    system = gold = gold_sentences = system_sentences = 0
    spent = 0.0
    for sentences in documents(args.path):
        text, rows, bounds = rebuild(sentences)
        article = Article(id="x", text=text, language=args.lang, source=Source(name="x"), blocks=(Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text))),))
        start = time.process_time()
        analysis = analyser.analyse(article)
        spent += time.process_time() - start
        ours = {(t.span.start, t.span.end): t for t in analysis.tokens}
        found = {(s.span.start, s.span.end) for s in analysis.sentences}
        counts["sentences"] += len(found & bounds)
        gold_sentences, system_sentences = gold_sentences + len(bounds), system_sentences + len(found)
        gold, system = gold + len(rows), system + len(ours)
        for begin, end, lemma, upos, feats, deprel, head, _ in rows:
            token = ours.get((begin, end))
            if token is None:
                continue
            above = analysis.tokens[token.head].span if token.head != token.i else None
            target = (rows[head][0], rows[head][1]) if head >= 0 else None
            attached = target == ((above.start, above.end) if above else None)
            counts["words"] += 1
            counts["upos"] += token.upos == upos
            counts["lemma"] += token.lemma == lemma
            counts["feats"] += "|".join(f"{k}={v}" for k, v in token.feats) == feats
            counts["uas"] += attached
            counts["las"] += attached and token.deprel.partition(":")[0] == deprel.partition(":")[0]
    for name, right in counts.items():
        total = gold_sentences + system_sentences if name == "sentences" else gold + system
        print(f"{name:<10} F1 {2 * right / total:.3f}")
    print(f"{gold} words, {gold_sentences} sentences, {gold / spent:.0f} words per CPU second")


def documents(path: Path):
    """Yield documents as lists of sentences, each the rows of its words with SpaceAfter."""
    opened = lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    name, held, rows = None, [], []
    with opened as lines:
        for line in lines:
            if line.startswith("# doc"):
                if held and line.partition("=")[2].strip() != name:
                    yield held
                    held = []
                name = line.partition("=")[2].strip()
            elif line[:1].isdigit() and line.split("\t")[0].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                held.append(rows)
                rows = []
                if len(held) >= 20:
                    yield held
                    held = []
    if held:
        yield held


def rebuild(sentences) -> tuple[str, list[Row], set[tuple[int, int]]]:
    """Return the running text, the gold words with offsets and heads as indices (-1 a root), and the sentences' spans."""
    text, rows, bounds = "", [], set()
    for sentence in sentences:
        first, begin = len(rows), len(text)
        for cells in sentence:
            start = len(text)
            text += cells[1]
            feats = "|".join(sorted(f for f in cells[5].split("|") if f != "_"))
            head = int(cells[6])
            rows.append((start, len(text), cells[2].replace("_", "") or "_", cells[3], feats, cells[7], first + head - 1 if head else -1, cells[1]))
            text += "" if "SpaceAfter=No" in cells[9] else " "
        bounds.add((begin, rows[-1][1]))
        text = text.rstrip() + " "
    return text.rstrip(), rows, bounds


if __name__ == "__main__":
    main()
