"""Scores on gold tokens: the CoNLL 2018 measures with universal relations, names by strict spans, sentence ends by first words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from treebank import Sentence, lemma, spans

if TYPE_CHECKING:
    from predict import Predictor, Row


def score(gold: list[Sentence], found: list[list[Row]]) -> dict[str, float]:
    """Shares of words with the right UPOS, features, lemma, head, and head with relation."""
    counts, words = dict.fromkeys(("upos", "feats", "lemma", "uas", "las"), 0), 0
    for sentence, rows in zip(gold, found, strict=True):
        for want, got in zip(sentence.rows, rows, strict=True):
            words += 1
            attached = int(want[6]) == got[3]
            counts["upos"] += want[3] == got[0]
            counts["feats"] += ("_" if want[5] == "_" else "|".join(sorted(want[5].split("|")))) == got[1]
            counts["lemma"] += lemma(want) == got[2]
            counts["uas"] += attached
            counts["las"] += attached and want[7].partition(":")[0] == got[4].partition(":")[0]
    return {key: round(n / words, 4) for key, n in counts.items()}


def score_names(gold: list[Sentence], found: list[list[Row]]) -> dict[str, float]:
    """F1 of name spans with and without their types, and the number of names."""
    want = {(n, *span) for n, s in enumerate(gold) for span in spans(s.names or [])}
    got = {(n, *span) for n, rows in enumerate(found) for span in spans([r[5] for r in rows])}
    bare = len({w[:3] for w in want} & {g[:3] for g in got})
    total = max(1, len(want) + len(got))
    return {"typed": round(2 * len(want & got) / total, 4), "untyped": round(2 * bare / total, 4), "names": len(want)}


def score_ends(gold: list[Sentence], predictor: Predictor, longest: int = 12) -> float:
    """F1 of sentences in running text of up to `longest` sentences a document, on gold tokens."""
    right = total = 0
    for _, group in groupby(gold, key=lambda s: s.document):
        run = list(group)
        for part in (run[i : i + longest] for i in range(0, len(run), longest)):
            forms = [form for s in part for form in s.forms]
            at, want = 0, set()
            for s in part:
                want.add((at, at + len(s.forms)))
                at += len(s.forms)
            begins = [i for i, p in enumerate(predictor.starts([forms])[0]) if not i or p > 0.5]
            got = set(zip(begins, [*begins[1:], len(forms)], strict=True))
            right += len(want & got)
            total += len(want) + len(got)
    return round(2 * right / total, 4)
