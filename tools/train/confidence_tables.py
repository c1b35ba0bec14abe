"""What `confidence.py` tells of the learnt confidence: how it is calibrated, what a least confidence leaves, and what that costs."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg import __version__, graph, judge, write
from kg.graph.entities import entity_iris
from kg.judge import DEFAULT_MINIMUM
from kg.vocab import DEFAULT_BASE, Minter

if TYPE_CHECKING:
    from claims import Claim, Document

    Held = dict[str, list[tuple[Claim, float, float]]]  # by kind: each claim with its held-out probability for the eye and for gold

KINDS = ("event", "statement", "entity")
PLURALS = {"event": "events", "statement": "statements", "entity": "entities", "event and statement": "events and statements"}
STEPS = np.arange(0, 0.95, 0.05)
WANTED, BEARABLE = 0.65, 0.10  # shares TRUE and FALSE by eye


def brier(rows: list[tuple[float, bool]]) -> float:
    """Return the mean squared error."""
    return float(np.mean([(p - y) ** 2 for p, y in rows]))


def auc(rows: list[tuple[float, bool]]) -> float:
    """Return how often a right claim has more than a wrong one."""
    good, bad = [p for p, y in rows if y], [p for p, y in rows if not y]
    return float(np.mean([(g > b) + (g == b) / 2 for g in good for b in bad])) if good and bad else float("nan")


def report(held: Held, found: Held, documents: list[Document]) -> str:
    """Write the tables; `found` are probabilities of a model that learns only whether a claim is matched to gold at all."""
    lines = ["How likely each claim is true, learnt by tools/train/confidence.py. All figures are held out, in five folds by document."]
    lines += ["The claims read by eye stand as they stood when they were read; the rules were mended since, so that today's are true somewhat more often.", ""]
    lines += [f"{'kind':<11}{'source':<7}{'claims':>7}{'right':>7}{'mean p':>8}{'Brier':>8}{'base':>7}{'AUC':>7}"]
    for kind in KINDS:
        for source in ("eye", "gold"):
            rows = [(eye if source == "eye" else gold, c.right) for c, eye, gold in held[kind] if c.source == source]
            rate = float(np.mean([y for _, y in rows]))
            mean = float(np.mean([p for p, _ in rows]))
            lines.append(f"{kind:<11}{source:<7}{len(rows):>7}{rate:>7.2f}{mean:>8.2f}{brier(rows):>8.3f}{rate * (1 - rate):>7.3f}{auc(rows):>7.2f}")
    for kind in (*KINDS, "event and statement"):
        lines += ["", f"Reliability on texts read by eye, {PLURALS[kind]}: confidence, claims, mean confidence, share true", *reliability(kind, held)]
    lines += ["", *thresholds(held), "", *costs(held, documents), "", *vetoes(held, found, documents)]
    return "\n".join(lines)


def eyes(kind: str, held) -> list[tuple[Claim, float]]:
    """Return the claims read by eye, with their held-out probability."""
    kinds = ("event", "statement") if kind == "event and statement" else (kind,)
    return [(c, p) for k in kinds for c, p, _ in held[k] if c.source == "eye"]


def reliability(kind: str, held) -> list[str]:
    """Compare confidence with truth, in ten bins."""
    rows = eyes(kind, held)
    lines = []
    for low in np.arange(0, 1, 0.1):
        inside = [(p, c.right) for c, p in rows if low <= p < low + 0.1]
        if inside:
            lines.append(f"  {low:.1f}-{low + 0.1:.1f}{len(inside):>7}{np.mean([p for p, _ in inside]):>8.2f}{np.mean([y for _, y in inside]):>8.2f}")
    return lines


def thresholds(held) -> list[str]:
    """Tell for each least confidence what share of the claims read by eye stays, and how much of that is true and false."""
    lines = ["Claims read by eye that stay at a least confidence: events and statements (kept, TRUE, FALSE), entities (kept, right)"]
    first = 0.0
    claims, actors = eyes("event and statement", held), eyes("entity", held)
    for least in STEPS:
        kept, stays = [c for c, p in claims if p >= least], [c for c, p in actors if p >= least]
        if len(kept) < 10:
            break
        true, false = np.mean([c.right for c in kept]), np.mean([c.grave for c in kept])
        right = np.mean([c.right for c in stays]) if stays else float("nan")
        first = first or (least if true >= WANTED and false < BEARABLE else 0.0)
        lines.append(f"  {least:.2f}{len(kept) / len(claims):>8.2f}{true:>7.2f}{false:>7.2f}{len(stays) / len(actors):>10.2f}{right:>7.2f}")
    lines.append(f"Two settings: from {first:.2f} on TRUE is {WANTED:.2f} or more and FALSE under {BEARABLE:.2f}, but see below what is lost for it;")
    lines.append(f"the default, {DEFAULT_MINIMUM:.2f}, is the most that costs no more than about .02 of any F1 there.")
    return lines


_FIGURES = (("actors", "typed"), ("events", "trigger"), ("events", "arguments"), ("statements", "attribution"), ("times", "exact"))


def costs(held: Held, documents: list[Document]) -> list[str]:
    """Tell what a least confidence costs by the scorer, with held-out confidences, on the gold that has actors."""
    import score  # noqa: PLC0415  (from --scorer)

    likely = {(c.document, c.node): p for kind in KINDS for c, p, _ in held[kind]}
    lines = [f"F1 by score.py at a least confidence ({', '.join(' '.join(figure) for figure in _FIGURES)}); the default is {DEFAULT_MINIMUM:.2f}"]
    sets = defaultdict(list)
    for document in documents:
        if document.gold["actors"]:
            sets[document.path].append(document)
    for path, each in sets.items():
        for least in (0, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6):
            with tempfile.TemporaryDirectory() as folder:
                for document in each:
                    built = graph.build(judge.keep(_with(document, likely), least), version=__version__)
                    Path(folder, f"{score.file_stem(document.gold)}.ttl").write_bytes(write.serialize([built], "turtle"))
                scores = score.evaluate([d.gold for d in each], folder)["scores"]
            lines.append(f"  {path.stem:<16}{least:.2f}" + "".join(f"{scores[layer][figure]['f1']:>8.3f}" for layer, figure in _FIGURES))
    return lines


def _with(document: Document, likely: dict[tuple[str, str], float]):
    """Return what was found with held-out confidences; what the annotation does not judge stays in."""
    found = document.found
    minter = Minter(DEFAULT_BASE, found.analysis.article.id)

    def value(node: str) -> float:
        return likely.get((document.name, node), 1.0)

    return replace(
        found,
        events=tuple(replace(e, confidence=value(minter.local("event", e.trigger))) for e in found.events),
        statements=tuple(replace(s, confidence=value(minter.local("statement", s.span))) for s in found.statements),
        entities=tuple(replace(e, confidence=value(iri)) for e, iri in zip(found.entities, entity_iris(found.entities, minter), strict=True)),
    )


def vetoes(held: Held, found: Held, documents: list[Document]) -> list[str]:
    """Tell whether leaving out unlikely claims finds more on gold than the rules leave in."""
    lines = ["As a veto, held out on gold: F1 of claims that are matched at all / that are right in all that is annotated, by least probability"]
    right = {(c.document, c.node): c.right for kind in found for c, _, _ in held[kind]}
    for kind in found:
        models = {"confidence": [(c, p) for c, _, p in held[kind] if c.source == "gold"], "is it one": [(c, p) for c, p, _ in found[kind]]}
        for name, of in (("all", ""), ("newspaper sentences, even", "even/")):
            there = sum(len(d.gold[PLURALS[kind]]) for d in documents if d.name.startswith(of))
            for model, rows in models.items():
                cells = []
                for least in (0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4):
                    kept = [c for c, p in rows if p >= least and c.document.startswith(of)]
                    both = [2 * sum(each) / (len(kept) + there) for each in ([c.found for c in kept], [right[c.document, c.node] for c in kept])]
                    cells.append(f"{least:.2f} {both[0]:.3f}/{both[1]:.3f}")
                lines.append(f"  {PLURALS[kind]}, {name}, {model}: " + "  ".join(cells))
    return lines
