"""Learn how likely each claim is true, and tell how well that is known: `python tools/train/confidence.py --scorer DIR --gold FILE...`.

A logistic regression with L2 for each kind of claim learns the worth of the signs of `kg/judge/features.py` from labelled claims (`claims.py`). Gold and eye
share the weights and have biases of their own, since gold is stricter; the bias of the eye is the one that is shipped. Folds are by document. Writes
`kg/judge/confidence.toml` and `tools/confidence.txt`; the same input gives the same bytes.

The claims read by eye are kept with their signs in `eye_claims.jsonl`, as they were when they were read (`--eye DIR` makes it). Those that still stand after
the rules were mended on the same texts would be a choice of the true ones, and a confidence learnt from them too high.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from claims import Claim, Document, freeze, of_eye, of_gold, thaw
from confidence_tables import KINDS, report

ROOT = Path(__file__).parent.parent.parent
FROZEN = Path(__file__).parent / "eye_claims.jsonl"
FOLDS, SEED = 5, 7
RARE = {"event": 8, "statement": 10, "entity": 8}  # a sign of fewer claims is not learnt
RIDGE = {"event": 8.0, "statement": 2.0, "entity": 10.0}
SURE = {"event": 2.0, "statement": 8.0, "entity": 4.0}  # how much more a verdict of a reader counts than a label by matching


def main() -> None:
    """Label, learn, measure, write."""
    options = arguments()
    sys.path.insert(0, str(options.scorer))
    labelled: list[Claim] = []
    documents: list[Document] = []
    for path in options.gold:
        claims, read = of_gold(path)
        labelled += claims
        documents += read
    if options.eye is not None:
        freeze(of_eye(options.eye), FROZEN)
    labelled += thaw(FROZEN)
    by_kind = {kind: [c for c in labelled if c.kind == kind] for kind in KINDS}
    held = {kind: held_out(claims) for kind, claims in by_kind.items()}
    found = {kind: held_out([replace(c, right=c.found) for c in by_kind[kind] if c.source == "gold"]) for kind in ("event", "statement")}
    told = report(held, found, documents)
    print(told)
    if not options.dry_run:
        (ROOT / "tools/confidence.txt").write_text(told + "\n", encoding="utf-8")
        (ROOT / "kg/judge/confidence.toml").write_text(toml({kind: fit(claims) for kind, claims in by_kind.items()}), encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", type=Path, required=True, help="folder of score.py")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="gold documents with actors, events and statements")
    parser.add_argument(
        "--eye", type=Path, help="folder with texts/, new/ (graphs) and new.csv (verdicts); read anew, only with the code that wrote the graphs"
    )
    parser.add_argument("--dry-run", action="store_true")
    return parser.parse_args()


@dataclass(frozen=True)
class Model:
    """A bias for verdicts of the eye, what gold adds to it, and weights by sign."""

    bias: float
    gold: float
    weights: dict[str, float]

    def odds(self, claim: Claim) -> float:
        return self.bias + sum(self.weights[name] * value for name, value in claim.row.items() if name in self.weights)


def fit(claims: list[Claim]) -> Model:
    """Fit by Newton steps; biases are free, weights have the ridge of their kind."""
    kind = claims[0].kind
    counts = Counter(name for c in claims for name, value in c.row.items() if value)
    names = sorted(name for name, n in counts.items() if n >= RARE[kind])
    at = {name: n + 2 for n, name in enumerate(names)}
    x = np.zeros((len(claims), len(names) + 2))
    for row, c in enumerate(claims):
        x[row, 0], x[row, 1] = 1, c.source == "gold"
        for name, value in c.row.items():
            if name in at:
                x[row, at[name]] = value
    y = np.array([c.right for c in claims], float)
    sure = np.array([SURE[kind] if c.source == "eye" else 1.0 for c in claims])
    ridge = np.diag([1e-3, 1e-3] + [RIDGE[kind]] * len(names))
    w = np.zeros(len(names) + 2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (sure * p * (1 - p))[:, None]).T @ x + ridge, x.T @ (sure * (y - p)) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return Model(float(w[0]), float(w[1]), dict(zip(names, w[2:].tolist(), strict=True)))


def folds(claims: list[Claim]) -> dict[str, int]:
    """Deal the documents out, those of each source evenly."""
    chance = np.random.default_rng(SEED)
    dealt = {}
    for source in ("eye", "gold"):
        documents = sorted({c.document for c in claims if c.source == source})
        dealt |= {documents[k]: n % FOLDS for n, k in enumerate(chance.permutation(len(documents)))}
    return dealt


def held_out(claims: list[Claim]) -> list[tuple[Claim, float, float]]:
    """Return each claim with its probability to be right for the eye and for gold, by a model that has not seen its document."""
    dealt, out = folds(claims), []
    for fold in range(FOLDS):
        model = fit([c for c in claims if dealt[c.document] != fold])
        for c in claims:
            if dealt[c.document] == fold:
                odds = model.odds(c)
                out.append((c, sigmoid(odds), sigmoid(odds + model.gold)))
    return out


def sigmoid(odds: float) -> float:
    """Turn log odds into a probability."""
    return float(1 / (1 + np.exp(-odds)))


def toml(models: dict[str, Model]) -> str:
    """Write the weights with their recipe."""
    lines = ["# What each sign of a claim adds to the log odds of its being wholly true, learnt by tools/train/confidence.py; see MODEL_CARD.md.", ""]
    for kind in KINDS:
        model = models[kind]
        lines += [f"[{kind}]", f"bias = {model.bias:.3f}", "", f"[{kind}.signs]"]
        lines += [f'"{name}" = {weight:.3f}' for name, weight in sorted(model.weights.items())]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
