"""Predictions of a network in training, by the same decoding as at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from kg.analyse.lemmas import apply
from kg.analyse.names import best_tags
from kg.analyse.trees import one_rooted

if TYPE_CHECKING:
    from network import Network

    from kg.analyse.encoding import Batch, Encoder

Row = tuple[str, str, str, int, str, str]
"""UPOS, features, lemma, head (from 1, 0 the root), relation, name tag."""


def tensors(batch: Batch) -> tuple[tuple[torch.Tensor, ...], torch.Tensor]:
    """What `embed` takes, and the mask with the root in front."""
    mask = np.arange(batch.words.shape[1] + 1)[None, :, None] <= batch.lengths[:, None, None]
    return tuple(map(torch.from_numpy, (batch.words, batch.at, batch.chars, batch.pieces, batch.cuts))), torch.from_numpy(mask.astype(np.float32))


class Predictor:
    """A network and its vocabularies."""

    def __init__(self, network: Network, encoder: Encoder, vocabs: dict[str, list[str]]) -> None:
        self.network, self.encoder, self.vocabs = network, encoder, vocabs

    @torch.no_grad()
    def parse(self, sentences: list[list[str]], most: int = 2000) -> list[list[Row]]:
        """Analyse sentences given as lists of forms."""
        self.network.eval()
        out: list[list[Row]] = [[] for _ in sentences]
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        while order:
            chosen = [order.pop(0)]
            while order and len(sentences[order[0]]) <= len(sentences[chosen[0]]) + 2 and (len(sentences[order[0]]) + 1) * (len(chosen) + 1) <= most:
                chosen.append(order.pop(0))
            for i, rows in zip(chosen, self._batch([sentences[i] for i in chosen]), strict=True):
                out[i] = rows
        return out

    def _batch(self, sentences: list[list[str]]) -> list[list[Row]]:
        words, mask = tensors(self.encoder.batch(sentences))
        low, top, e = self.network.encode(self.network.embed(*words), mask)
        tag, lem, name = self.network.words_of(low, e)
        tag[:, :, :2] = lem[:, :, :2] = -1e9
        arc = torch.log_softmax(self.network.arcs(top).masked_fill(mask.transpose(1, 2) == 0, -1e9), 2).numpy()
        heads = np.zeros(words[0].shape, np.int64)
        for b, s in enumerate(sentences):
            heads[b, : len(s)] = one_rooted(arc[b, : len(s), : len(s) + 1])
        rel = self.network.relations(top, torch.from_numpy(heads))
        rel[:, :, :2] = -1e9
        rel[:, :, self.vocabs["deps"].index("root")] = -1e9
        tags, scripts, deps = (x.argmax(2).numpy() for x in (tag, lem, rel))
        names = torch.log_softmax(name, 2).numpy()
        return [self._rows(s, tags[b], scripts[b], heads[b], deps[b], names[b, : len(s)]) for b, s in enumerate(sentences)]

    def _rows(self, forms: list[str], tags: np.ndarray, scripts: np.ndarray, heads: np.ndarray, deps: np.ndarray, names: np.ndarray) -> list[Row]:
        v, found = self.vocabs, best_tags(names, tuple(self.vocabs["names"]))
        rows = []
        for k, form in enumerate(forms):
            upos, _, feats = v["tags"][tags[k]].partition("\t")
            head = int(heads[k])
            rows.append((upos, feats or "_", apply(form, v["scripts"][scripts[k]]), head, v["deps"][deps[k]] if head else "root", found[k]))
        return rows

    @torch.no_grad()
    def starts(self, texts: list[list[str]]) -> list[list[float]]:
        """Probability of each word of running texts to begin a sentence."""
        self.network.eval()
        out = []
        for forms in texts:
            words, _ = tensors(self.encoder.batch([forms]))
            out.append(torch.sigmoid(self.network.starts(self.network.embed(*words)))[0].tolist())
        return out
