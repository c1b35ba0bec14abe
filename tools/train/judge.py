"""Train the judges of events on annotated sentences: `python tools/train/judge.py RUN_DIR PIECES.npz EVENTS_DIR [--out weights.pt] [--folds]`.

The parser's network stays as it is; small heads read its vectors: whether a word is an event's trigger, its type, certainty, polarity and
temporality, and which word fills which role. `--folds` prints figures for each batch, trained on the others.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from event_data import Annotated, load
from network import Network, Size, ones
from predict import Predictor, tensors
from torch import nn

from kg.analyse.encoding import Encoder
from kg.analyse.paths import FAR, way
from kg.analyse.pieces import Pieces

TYPES = (
    "-",
    *[
        "agree",
        "consult",
        "support",
        "concede",
        "cooperate",
        "aid",
        "retreat",
        "request",
        "accuse",
        "reject",
        "threaten",
        "protest",
        "sanction",
        "mobilize",
        "coerce",
        "assault",
        "appoint",
        "resign",
        "transaction",
        "launch",
        "legal",
        "elect",
        "die-injure",
        "accident",
        "produce",
    ],
)
ROLES = ("none", "agent", "patient", "recipient", "participant", "place")
CERTAINTY = ("certain", "probable", "possible")
POLARITY = ("+", "-")
TEMPORALITY = ("past", "present", "future")
PATHS = 160
WIDTH = 128


class Judge(nn.Module):
    """Heads over the vectors of words: `x` sentences x words x width of the three layers together."""

    def __init__(self, width: int, p: float = 0.4) -> None:
        super().__init__()
        self.squeeze = nn.Sequential(nn.Dropout(0.3), nn.Linear(width, 256), nn.LeakyReLU(0.1), nn.Dropout(p))
        self.trigger = nn.Sequential(nn.Linear(256, 96), nn.LeakyReLU(0.1), nn.Dropout(p), nn.Linear(96, 1))
        self.kind = nn.Linear(256, len(TYPES))
        self.certainty = nn.Linear(256, 3)
        self.polarity = nn.Linear(256, 2)
        self.temporality = nn.Linear(256, 3)
        self.source = nn.Sequential(nn.Linear(256, WIDTH), nn.LeakyReLU(0.1), nn.Dropout(p))
        self.filler = nn.Sequential(nn.Linear(256, WIDTH), nn.LeakyReLU(0.1), nn.Dropout(p))
        self.path = nn.Embedding(PATHS, len(ROLES))
        self.pair = nn.Parameter(torch.zeros(len(ROLES), WIDTH + 1, WIDTH + 1))
        nn.init.zeros_(self.path.weight)

    def words(self, x: torch.Tensor) -> torch.Tensor:
        return self.squeeze(x)

    def roles(self, h: torch.Tensor, triggers: torch.Tensor, paths: torch.Tensor) -> torch.Tensor:
        """Scores of roles, triggers x words x roles, of one sentence `h` words x 256; `paths`: triggers x words."""
        s, f = ones(self.source(h[triggers])), ones(self.filler(h))
        return torch.einsum("td,rde,we->twr", s, self.pair, f) + self.path(paths)


class Example:
    """One sentence: vectors, ways through its tree, and the gold."""

    def __init__(self, sentence: Annotated, x: torch.Tensor, rows: list) -> None:
        self.sentence, self.x = sentence, x
        self.heads = [r[3] - 1 if r[3] else i for i, r in enumerate(rows)]
        self.deprels = [r[4] for r in rows]
        self.cases = [""] * len(rows)
        self.upos = [r[0] for r in rows]
        for i, r in enumerate(rows):
            if r[4] == "case" and r[3] and not self.cases[r[3] - 1]:
                self.cases[r[3] - 1] = sentence.forms[i].lower()
        self.paths: torch.Tensor | None = None

    def ways(self, t: int) -> list[str]:
        return [way(self.heads, self.deprels, self.cases, t, j) for j in range(len(self.heads))]


@torch.no_grad()
def vectors(network: Network, encoder: Encoder, forms: list[str]) -> torch.Tensor:
    """Input, lower and top vectors of one sentence, words x width."""
    words, mask = tensors(encoder.batch([forms]))
    low, top, e = network.encode(network.embed(*words), mask)
    return torch.cat([e, low, top], 2)[0, 1:]


def train(examples: list[Example], ways: dict[str, int], epochs: int, seed: int) -> Judge:
    """Train on examples."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    judge = Judge(examples[0].x.shape[1])
    optimizer = torch.optim.AdamW(judge.parameters(), lr=2e-3, weight_decay=1e-2)
    mean = {k: v.detach().clone() for k, v in judge.state_dict().items()}
    order, step, total = list(range(len(examples))), 0, epochs * (len(examples) // 16 + 1)
    for _ in range(epochs):
        judge.train()
        draw.shuffle(order)
        for at in range(0, len(order), 16):
            losses = [loss(judge, examples[i], ways) for i in order[at : at + 16]]
            for group in optimizer.param_groups:
                group["lr"] = 2e-3 * min(1, (step + 1) / 30) * max(0.03, 1 - step / total)
            optimizer.zero_grad()
            (sum(losses) / len(losses)).backward()
            optimizer.step()
            step += 1
            keep = min(0.99, 1 - 1 / (1 + step / 5))
            for k, v in judge.state_dict().items():
                mean[k].mul_(keep).add_(v, alpha=1 - keep)
    judge.load_state_dict(mean)
    judge.eval()
    return judge


def loss(judge: Judge, example: Example, ways: dict[str, int]) -> torch.Tensor:
    """Trigger, status and role losses of one sentence."""
    h = judge.words(example.x.unsqueeze(0))[0]
    events = example.sentence.events
    target = torch.zeros(len(h))
    for event in events:
        target[event.trigger] = 1
    out = F.binary_cross_entropy_with_logits(judge.trigger(h).squeeze(1), target, reduction="sum") * 0.3
    if not events:
        return out
    at = torch.tensor([e.trigger for e in events])
    out = out + F.cross_entropy(judge.kind(h[at]), torch.tensor([TYPES.index(e.type) for e in events]), reduction="sum") * 0.5
    out = out + F.cross_entropy(judge.certainty(h[at]), torch.tensor([CERTAINTY.index(e.certainty) for e in events]), reduction="sum")
    out = out + F.cross_entropy(judge.polarity(h[at]), torch.tensor([POLARITY.index(e.polarity) for e in events]), reduction="sum") * 0.5
    out = out + F.cross_entropy(judge.temporality(h[at]), torch.tensor([TEMPORALITY.index(e.temporality) for e in events]), reduction="sum")
    if example.paths is None:
        example.paths = torch.tensor([[ways.get(w, 0) for w in example.ways(e.trigger)] for e in events])
    gold = torch.zeros(len(events), len(h), dtype=torch.long)
    for n, event in enumerate(events):
        for role, j in event.roles:
            if j < len(h):
                gold[n, j] = ROLES.index(role)
    scores = judge.roles(h, at, example.paths)
    return out + F.cross_entropy(scores.flatten(0, 1), gold.flatten(), reduction="sum") * 0.3


@torch.no_grad()
def figures(judge: Judge, examples: list[Example], ways: dict[str, int]) -> dict[str, float]:
    """Figures on sentences that were not trained on."""
    right = dict.fromkeys(("trigger", "role", "kind", "certainty", "polarity", "temporality"), 0)
    got = {"trigger": 0, "role": 0}
    gold = {"trigger": 0, "role": 0}
    confusion: dict[str, dict[tuple[str, str], int]] = {"certainty": {}, "temporality": {}}
    for example in examples:
        h = judge.words(example.x.unsqueeze(0))[0]
        found = {i for i, p in enumerate(torch.sigmoid(judge.trigger(h)).squeeze(1).tolist()) if p > 0.5}
        events = example.sentence.events
        gold["trigger"] += len(events)
        got["trigger"] += len(found)
        right["trigger"] += len(found & {e.trigger for e in events})
        if not events:
            continue
        at = torch.tensor([e.trigger for e in events])
        for key, labels in (("kind", TYPES), ("certainty", CERTAINTY), ("polarity", POLARITY), ("temporality", TEMPORALITY)):
            for e, k in zip(events, getattr(judge, key)(h[at]).argmax(1).tolist(), strict=True):
                right[key] += labels[k] == getattr(e, "type" if key == "kind" else key)
                if key in confusion:
                    pair = (getattr(e, key), labels[k])
                    confusion[key][pair] = confusion[key].get(pair, 0) + 1
        paths = torch.tensor([[ways.get(w, 0) for w in example.ways(e.trigger)] for e in events])
        roles = judge.roles(h, at, paths).argmax(2).tolist()
        for e, row in zip(events, roles, strict=True):
            want = {(j, r) for r, j in e.roles}
            have = {(j, ROLES[r]) for j, r in enumerate(row) if r}
            gold["role"] += len(want)
            got["role"] += len(have)
            right["role"] += len(want & have)
    n = gold["trigger"]
    out = {k: round(2 * right[k] / (got[k] + gold[k]), 3) for k in ("trigger", "role")}
    out |= {k: round(right[k] / n, 3) for k in ("kind", "certainty", "polarity", "temporality")}
    for key, pairs in confusion.items():
        labels = sorted({a for a, _ in pairs})
        f = [2 * pairs.get((a, a), 0) / max(1, sum(v for p, v in pairs.items() if p[0] == a) + sum(v for p, v in pairs.items() if p[1] == a)) for a in labels]
        out[f"{key} macro"] = round(sum(f) / len(f), 3)
    return out


def main() -> None:
    """Train and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("pieces", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--folds", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    settings = json.loads((args.run / "settings.json").read_text())
    vocabs = settings["vocabs"]
    index = {k: {x: n for n, x in enumerate(v)} for k, v in vocabs.items()}
    loaded = np.load(args.pieces)
    network = Network({k: len(v) for k, v in vocabs.items()}, Size(**settings["size"]), torch.from_numpy(loaded["vectors"].astype(np.float32)))
    network.load_state_dict(torch.load(args.run / "weights.pt"), strict=False)
    network.eval()
    encoder = Encoder(index["words"], index["chars"], Pieces.of(loaded["pieces"].tolist(), loaded["scores"].tolist()))
    sentences = load(args.events)
    parsed = Predictor(network, encoder, vocabs).parse([s.forms for s in sentences])
    examples = [Example(s, vectors(network, encoder, s.forms), rows) for s, rows in zip(sentences, parsed, strict=True)]
    counts: dict[str, int] = {}
    for example in examples:
        for event in example.sentence.events:
            for _, j in event.roles:
                if j < len(example.heads):
                    w = example.ways(event.trigger)[j]
                    counts[w] = counts.get(w, 0) + 1
    kept = sorted(counts, key=lambda w: (-counts[w], w))[: PATHS - 2]
    ways = {w: n + 2 for n, w in enumerate(kept) if w != FAR} | {FAR: 1}
    batches = sorted({s.batch for s in sentences})
    print(len(sentences), "sentences", sum(len(s.events) for s in sentences), "events", len(ways), "ways")
    if args.folds:
        for batch in batches:
            judge = train([e for e in examples if e.sentence.batch != batch], ways, args.epochs, 0)
            print(batch, figures(judge, [e for e in examples if e.sentence.batch == batch], ways), flush=True)
    if args.out:
        judge = train(examples, ways, args.epochs, 0)
        torch.save({"state": judge.state_dict(), "ways": ways}, args.out)


if __name__ == "__main__":
    main()
