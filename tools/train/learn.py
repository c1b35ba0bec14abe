"""Train the analyser of a language: `python tools/train/learn.py OUT_DIR --ud UD_DIR --names NAMES_DIR --pieces PIECES.npz`.

One thread, matrix products in bfloat16, weights averaged over the last epochs' steps, the best epoch of the development part kept. The log has one JSON
line an epoch.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from measure import score, score_ends, score_names
from network import Network, Size
from predict import Predictor, tensors
from treebank import Sentence, Variations, aside, lemma, read, tags, vocabularies, with_names, with_stand_off

from kg.analyse.encoding import Encoder
from kg.analyse.lemmas import script
from kg.analyse.pieces import Pieces


def arguments() -> argparse.Namespace:
    """The recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lang", default="nl")
    parser.add_argument("--ud", type=Path, required=True, help="folder of LANG-train.conllu.xz and LANG-dev.conllu.xz")
    parser.add_argument(
        "--names", type=Path, action="append", default=[], help="folder of LANG-batch-NN.txt with done/LANG-batch-NN.tsv, or a file of stand_off.py"
    )
    parser.add_argument("--pieces", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--batch", type=int, default=1500, help="words of a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def batches(lengths: list[int], most: int, draw: random.Random) -> list[list[int]]:
    """Group items of about one length into batches of at most `most` words with padding, in random order."""
    found: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i] + draw.random() * 2):
        if found and (lengths[i] + 1) * (len(found[-1]) + 1) <= most:
            found[-1].append(i)
        else:
            found.append([i])
    draw.shuffle(found)
    return found


class Paragraphs:
    """Runs of sentences as running text, to learn where sentences begin."""

    def __init__(self, sentences: list[Sentence], vary: Variations, draw: random.Random) -> None:
        self.sentences, self.vary, self.draw = sentences, vary, draw

    def take(self, words: int) -> tuple[list[list[str]], list[list[int]]]:
        """Return runs of about `words` words in all, and the first words of their sentences."""
        texts, starts, held = [], [], 0
        while held < words:
            at = self.draw.randrange(len(self.sentences))
            document, forms, begins = self.sentences[at].document, [], []
            goal = self.draw.choice((20, 40, 80, 120))
            while at < len(self.sentences) and self.sentences[at].document == document and len(forms) < goal:
                begins.append(len(forms))
                forms = forms + self.sentences[at].forms
                at += 1
            texts.append(self.vary.marks(forms)[:160])  # one style of quotation marks a text, also across sentences
            starts.append([b for b in begins if b < 160])
            held += len(texts[-1])
        return texts, starts


def main() -> None:
    """Train."""
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    draw = random.Random(args.seed)
    train, dev = (list(read(args.ud / f"{args.lang}-{part}.conllu.xz")) for part in ("train", "dev"))
    for folder in args.names:
        for part in (train, dev):
            if folder.is_dir():
                with_names(part, sorted(folder.glob(f"{args.lang}-batch-*.txt")), folder / "done")
            else:
                with_stand_off(part, folder)
    held = [s for s in train + dev if s.names is not None and s.number >= 0 and aside(s)]
    vocabs = vocabularies(train)
    index = {key: {x: n for n, x in enumerate(items)} for key, items in vocabs.items()}
    loaded = np.load(args.pieces)
    encoder = Encoder(index["words"], index["chars"], Pieces.of(loaded["pieces"].tolist(), loaded["scores"].tolist()))
    size = Size()
    network = Network({key: len(items) for key, items in vocabs.items()}, size, torch.from_numpy(loaded["vectors"].astype(np.float32)))
    print(
        {k: len(v) for k, v in vocabs.items()},
        len(train),
        "sentences",
        sum(s.names is not None for s in train),
        "with names",
        len(held),
        "of them aside",
        flush=True,
    )
    args.out.mkdir(parents=True, exist_ok=True)
    settings = {"size": dataclasses.asdict(size), "vocabs": vocabs, "pieces": args.pieces.name}
    settings["recipe"] = {k: v for k, v in vars(args).items() if isinstance(v, int | float) or k == "lang"}
    (args.out / "settings.json").write_text(json.dumps(settings, ensure_ascii=False))
    labels = [_labels(s, index) for s in train]
    vary = Variations(train, draw)
    running = Paragraphs(train, vary, draw)
    optimizer = torch.optim.AdamW(network.parameters(), lr=args.rate, betas=(0.9, 0.95), weight_decay=1e-4)
    mean = {k: v.detach().clone() for k, v in network.state_dict().items()}
    best, step, cpu = 0.0, 0, time.process_time()
    for epoch in range(1, args.epochs + 1):
        network.train()
        order = batches([len(s.rows) for s in train], args.batch, draw)
        total = np.zeros(7)
        for number, chosen in enumerate(order):
            share = (epoch - 1 + number / len(order)) / args.epochs
            rate = args.rate * min(1.0, (step + 1) / 150) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * share)))
            for group in optimizer.param_groups:
                group["lr"] = rate
            losses = _losses(network, encoder, [vary(train[i]) for i in chosen], [labels[i] for i in chosen], running.take(args.batch // 3))
            weights = (0.5, 0.25, 0.5, 1.0, 1.0, 0.7, 1.0)
            optimizer.zero_grad(set_to_none=True)
            sum(w * x for w, x in zip(weights, losses, strict=True)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            step += 1
            total += [x.item() for x in losses]
            if step % 5 == 0:
                keep = min(0.995, 1 - 1 / (1 + step / 25))
                with torch.no_grad():
                    for k, v in network.state_dict().items():
                        mean[k].mul_(keep).add_(v, alpha=1 - keep)
        live = {k: v.detach().clone() for k, v in network.state_dict().items()}
        network.load_state_dict(mean, strict=False)
        predictor = Predictor(network, encoder, vocabs)
        found = predictor.parse([s.forms for s in dev])
        line = {"epoch": epoch, "cpu_min": round((time.process_time() - cpu) / 60, 1), "loss": [round(float(x), 3) for x in total / len(order)]}
        line["dev"] = score(dev, found)
        line["ends"] = score_ends(dev, predictor)
        if held:
            line["names"] = score_names(held, predictor.parse([s.forms for s in held]))
        value = line["dev"]["las"] + line["dev"]["upos"]
        if value >= best:
            best = value
            torch.save({k: v for k, v in network.state_dict().items()}, args.out / "weights.pt")
        line["kept"] = value >= best
        print(json.dumps(line), flush=True)
        network.load_state_dict(live, strict=False)


def _labels(sentence: Sentence, index: dict[str, dict[str, int]]) -> list[list[int]]:
    """Tags, language-specific tags, lemma scripts, heads, relations and name tags of a sentence; -1 where nothing is to be learnt."""
    rows = sentence.rows
    hidden = sentence.names is None or aside(sentence)
    return [
        [index["tags"].get(tags(r), 1) for r in rows],
        [index["xpos"].get(r[4], 1) for r in rows],
        [index["scripts"].get(script(r[1], lemma(r)), -1) for r in rows],
        [int(r[6]) for r in rows],
        [index["deps"][r[7]] for r in rows],
        [-1] * len(rows) if hidden else [index["names"][x] for x in sentence.names],
    ]


def _losses(network: Network, encoder: Encoder, forms: list[list[str]], labels: list[list[list[int]]], running: tuple) -> list[torch.Tensor]:
    batch = encoder.batch(forms)
    width = batch.words.shape[1]
    gold = np.full((6, len(forms), width), -1, np.int64)
    for b, each in enumerate(labels):
        for q, row in enumerate(each):
            gold[q, b, : len(forms[b])] = row[: len(forms[b])]
    target = torch.from_numpy(gold)
    text = encoder.batch(running[0])
    begins = np.full(text.words.shape, -1.0, np.float32)
    for b, starts in enumerate(running[1]):
        begins[b, : len(running[0][b])] = 0
        begins[b, starts] = 1
        begins[b, 0] = -1
    begin = torch.from_numpy(begins)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words, mask = tensors(batch)
        low, top, e = network.encode(network.embed(*words), mask)
        tag, lem, name = network.words_of(low, e)
        xpos = network.xpos(low[:, 1:])
        arc = network.arcs(top)
        rel = network.relations(top, target[3].clamp(min=0))
        start = network.starts(network.embed(*tensors(text)[0]))
    arc = arc.float().masked_fill(mask.transpose(1, 2) == 0, -1e9)

    def loss(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        if not (wanted >= 0).any():
            return scores.float().sum() * 0
        return F.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=-1)

    known = begin >= 0
    ends = F.binary_cross_entropy_with_logits(start.float()[known], begin[known])
    return [loss(tag, target[0]), loss(xpos, target[1]), loss(lem, target[2]), loss(arc, target[3]), loss(rel, target[4]), loss(name, target[5]), ends]


if __name__ == "__main__":
    main()
