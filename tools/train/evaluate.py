"""Evaluate the built-in analyser: `python tools/train/evaluate.py UD_FILE [--lang nl] [--names DIR]`.

On gold tokens and sentences, and on raw text: documents of a CoNLL-U file (or .xz) are rebuilt as running text, one block each, and system words are
aligned with gold words by their characters, after the CoNLL 2018 shared task (Zeman et al. 2018). Relations are compared by their universal part. By
source, as the documents' names tell it. With `--names`, the names of the annotated sentences that are kept aside.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from itertools import groupby, islice
from pathlib import Path

from measure import score, score_names
from treebank import Sentence, aside, lemma, read, with_names

from kg.analyse import load, network
from kg.model import Article, Block, BlockKind, Source, Span

LONGEST = 20  # sentences of a document that are put together


def main() -> None:
    """Evaluate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--lang", default="nl")
    parser.add_argument("--names", type=Path, help="folder of LANG-batch-NN.txt with done/LANG-batch-NN.tsv")
    parser.add_argument("--treebanks", type=Path, nargs="*", default=[], help="where the annotated sentences stand")
    args = parser.parse_args()
    start = time.process_time()
    loaded = network.load(args.lang)
    loaded.parse([["x"]])
    print(f"{loaded.name}: loaded in {time.process_time() - start:.2f} CPU s")
    gold = list(read(args.path))
    sources = {"all": gold} | by_source(gold)
    for name, sentences in sources.items():
        start = time.process_time()
        found = parsed(loaded, sentences)
        spent = time.process_time() - start
        words = sum(len(s.forms) for s in sentences)
        print(f"gold tokens  {name:<12} {words:6} words ", *(f"{k} {v:.3f}" for k, v in score(sentences, found).items()), f" {words / spent:.0f} words/s")
    for name, sentences in sources.items():
        print(f"raw text     {name:<12}", *(f"{k} {v:.3f}" for k, v in raw(args.lang, sentences).items()))
    if args.names:
        annotated = [s for path in args.treebanks for s in read(path)]
        with_names(annotated, sorted(args.names.glob(f"{args.lang}-batch-*.txt")), args.names / "done")
        held = [s for s in annotated if s.names is not None and aside(s)]
        print("names kept aside", score_names(held, parsed(loaded, held)))


def parsed(loaded: network.Network, sentences: list[Sentence]) -> list[list[tuple[str, str, str, int, str, str]]]:
    """Parse sentences on gold tokens, as many together as an article has."""
    out, stream = [], iter(sentences)
    while part := list(islice(stream, 25)):
        out += [[(r.upos, r.feats or "_", r.lemma, r.head, r.deprel, r.name) for r in rows] for rows in loaded.parse([s.forms for s in part])]
    return out


def by_source(sentences: list[Sentence]) -> dict[str, list[Sentence]]:
    """Group sentences by what their documents' names tell: newspapers (Alpino), Wikipedia, web and other texts (LassySmall)."""
    found = defaultdict(list)
    for sentence in sentences:
        name = sentence.document
        found["newspapers" if "Alpino" in name else "Wikipedia" if name.startswith("wiki") else "other"].append(sentence)
    return dict(sorted(found.items()))


def raw(language: str, gold: list[Sentence]) -> dict[str, float]:
    """F1 of words, tags, trees and sentences from running text."""
    analyser = load(language)
    counts = dict.fromkeys(("words", "upos", "feats", "lemma", "uas", "las", "sentences"), 0)
    total = dict.fromkeys(("tokens", "sentences"), 0)
    for _, group in groupby(gold, key=lambda s: s.document):
        run = list(group)
        for part in (run[i : i + LONGEST] for i in range(0, len(run), LONGEST)):
            text, rows, bounds = rebuild(part)
            block = Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text)))
            analysis = analyser.analyse(Article(id="x", text=text, language=language, source=Source(name="x"), blocks=(block,)))
            ours = {(t.span.start, t.span.end): t for t in analysis.tokens}
            spans = {(s.span.start, s.span.end) for s in analysis.sentences}
            counts["sentences"] += len(spans & bounds)
            total["sentences"] += len(spans) + len(bounds)
            total["tokens"] += len(rows) + len(ours)
            for begin, end, row, head in rows:
                token = ours.get((begin, end))
                if token is None:
                    continue
                above = None if token.is_root else (analysis.tokens[token.head].span.start, analysis.tokens[token.head].span.end)
                attached = above == (None if head < 0 else rows[head][:2])
                counts["words"] += 1
                counts["upos"] += token.upos == row[3]
                counts["lemma"] += token.lemma == lemma(row)
                counts["feats"] += ("|".join(f"{k}={v}" for k, v in token.feats) or "_") == "|".join(sorted(row[5].split("|")))
                counts["uas"] += attached
                counts["las"] += attached and token.deprel.partition(":")[0] == row[7].partition(":")[0]
    return {k: round(2 * n / total["sentences" if k == "sentences" else "tokens"], 4) for k, n in counts.items()}


def rebuild(sentences: list[Sentence]) -> tuple[str, list[tuple[int, int, list[str], int]], set[tuple[int, int]]]:
    """Return the running text, the gold words with offsets and heads as indices (-1 a root), and the sentences' spans."""
    text, rows, bounds = "", [], set()
    for sentence in sentences:
        first, begin = len(rows), len(text)
        for row in sentence.rows:
            rows.append((len(text), len(text) + len(row[1]), row, first + int(row[6]) - 1 if int(row[6]) else -1))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        bounds.add((begin, rows[-1][1]))
        text = text.rstrip() + " "
    return text.rstrip(), rows, bounds


if __name__ == "__main__":
    main()
