"""What tells the kind of a name: how often each rule and the network are right on annotated names, and the joined result on a part kept aside.

    python tools/name_evidence.py TREEBANK... --names BATCHES > tools/name_evidence.txt

TREEBANK: .conllu or .conllu.xz files; BATCHES: the folder of annotated batches, with its finished ones in `done/`. Rules are counted on names that
are not kept aside (every tenth run of 50 sentences is). The network has learnt from those, so its probabilities are counted on the part kept aside.
"""

from __future__ import annotations

import argparse
import collections
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent / "train"))

from treebank import Sentence, aside, read, spans, with_names

from kg.analyse import load
from kg.lexicons import names as lexicon_of
from kg.mentions import find, kinds
from kg.model import Article, Block, BlockKind, EntityKind, MentionForm, Source, Span
from kg.tree import Tree

if TYPE_CHECKING:
    from kg.model import Analysis

_KINDS = {**kinds.TYPES, "O": None}
_PLACES = {EntityKind.PLACE, EntityKind.GEOPOLITICAL_ENTITY}
Counts = collections.Counter[tuple[str, bool]]
Gold = dict[tuple[int, int], EntityKind | None]


def main() -> None:
    """Print three tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("treebanks", nargs="+", type=Path)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=4000, help="sentences not kept aside on which rules are counted")
    options = parser.parse_args()
    sentences = [s for path in options.treebanks for s in read(path)]
    with_names(sentences, sorted(options.names.glob("nl-batch-*.txt")), options.names / "done")
    sentences = [s for s in sentences if s.number >= 0 and s.names is not None]
    analyse, lexicon = load("nl").analyse, lexicon_of.load("nl", None)
    rules: Counts = collections.Counter()
    for sentence in [s for s in sentences if not aside(s)][: options.limit]:
        article, gold = laid_out(sentence)
        count_rules(analyse(article), gold, lexicon, rules)
    network: Counts = collections.Counter()
    joined: Counts = collections.Counter()
    confused: collections.Counter[tuple[str, str]] = collections.Counter()
    for sentence in [s for s in sentences if aside(s)]:
        article, gold = laid_out(sentence)
        analysis = analyse(article)
        count_network(analysis, gold, network)
        count_joined(analysis, gold, lexicon, joined, confused)
    table("rules, names not kept aside", rules)
    table("network by type and tenth of probability, names kept aside", network)
    print("\njoined, names kept aside")
    found, right, gold_names = (joined[key, True] for key in ("found", "right", "gold"))
    typed, placed = joined["typed", True], joined["placed", True]
    print(f"  spans P {right / found:.3f} R {right / gold_names:.3f}, kind of right spans {typed / right:.3f}, places and states as one {placed / right:.3f}")
    for (want, got), n in confused.most_common(14):
        print(f"  {want:20} read as {got:20} {n:5}")


def laid_out(sentence: Sentence) -> tuple[Article, Gold]:
    """Return a sentence as an article, and its names by place."""
    text, places = "", []
    for row in sentence.rows:
        places.append((len(text), len(text) + len(row[1])))
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    text = text.rstrip()
    blocks = (Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text))),)
    gold = {(places[b][0], places[e - 1][1]): _KINDS[k] for b, e, k in spans(sentence.names) if k != kinds.INHABITANT}
    return Article(id="x", text=text, language="nl", source=Source(name="x"), blocks=blocks), gold


def count_rules(analysis: Analysis, gold: Gold, lexicon: lexicon_of.NameLexicon, into: Counts) -> None:
    """Count for each rule whether it is right on the annotated names."""
    tree = Tree.of(analysis)
    for (start, end), kind in gold.items():
        run = tuple(t.i for t in analysis.tokens if start <= t.span.start and t.span.end <= end)
        if not run:
            continue
        words = " ".join(analysis.article.text[start:end].split())
        for rule, _ in kinds.RULES:
            said = rule(tree, run, words, lexicon)
            if said is not None:
                into[rule.__name__, said is kind] += 1
                into[f"{rule.__name__} {said.value}", said is kind] += 1


def count_network(analysis: Analysis, gold: Gold, into: Counts) -> None:
    """Count how often a type is right by its probability; a span that is no name is wrong."""
    for name in analysis.names or ():
        if name.kind == kinds.INHABITANT:
            continue
        place = (analysis.tokens[name.start].span.start, analysis.tokens[name.end - 1].span.end)
        right = place in gold and gold[place] is _KINDS[name.kind]
        for key in (name.kind, "all"):
            into[f"{key} {int(name.probability * 10) / 10:.1f}", right] += 1


def count_joined(analysis: Analysis, gold: Gold, lexicon: lexicon_of.NameLexicon, into: Counts, confused: collections.Counter[tuple[str, str]]) -> None:
    """Count the names that rules and network find together."""
    into["gold", True] += len(gold)
    for mention in find(analysis, lexicon):
        if mention.form is not MentionForm.NAME or mention.derived:
            continue
        into["found", True] += 1
        place = (mention.span.start, mention.span.end)
        if place not in gold:
            continue
        kind = mention.kind or EntityKind.THING
        want = gold[place] or EntityKind.THING
        into["right", True] += 1
        into["typed", True] += kind is want
        into["placed", True] += kind is want or {kind, want} <= _PLACES
        if kind is not want:
            confused[want.value, kind.value] += 1


def table(title: str, counts: Counts) -> None:
    """Print right of all, share and log odds for each key."""
    print(f"\n{title}")
    for key in sorted({key for key, _ in counts}):
        right, wrong = counts[key, True], counts[key, False]
        odds = math.log((right + 0.5) / (wrong + 0.5))
        print(f"  {key:36} {right:5} of {right + wrong:5}  {right / (right + wrong):.3f}  {odds:5.1f}")


if __name__ == "__main__":
    main()
