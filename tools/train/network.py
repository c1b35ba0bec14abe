"""The network: words by vector, characters and pieces; three BiLSTMs; heads for sentence ends, tags, lemmas, names and the tree.

Deep biaffine attention after Dozat and Manning (2017). All shapes: B sentences, T words, U different words.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass(frozen=True)
class Size:
    """Widths of the layers, and how much of them is dropped in training."""

    word: int = 100
    char: int = 160
    piece: int = 128
    hidden: int = 256
    layers: int = 3
    low: int = 1
    ends: int = 64
    arc: int = 256
    rel: int = 96
    tag: int = 256
    lemma: int = 256
    name: int = 160
    dropout: float = 0.33
    word_drop: float = 0.2


class Characters(nn.Module):
    """Convolutions over the characters of a word, the maximum of each."""

    def __init__(self, n: int, out: int, dim: int = 48, widths: tuple[int, ...] = (2, 3, 4, 5)) -> None:
        super().__init__()
        self.emb = nn.Embedding(n, dim, padding_idx=0)
        self.convs = nn.ModuleList(nn.Conv1d(dim, out // len(widths), w, padding=w // 2) for w in widths)
        self.out = nn.Linear(out, out)

    def forward(self, chars: torch.Tensor) -> torch.Tensor:  # U x L
        x = self.emb(chars).transpose(1, 2)
        h = torch.cat([conv(x).amax(2) for conv in self.convs], 1)
        h = F.relu(h)
        return h + F.relu(self.out(h))


class Locked(nn.Module):
    """Dropout with one mask for all words of a sentence (Gal and Ghahramani 2016)."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training or not self.p:
            return x
        return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.p) / (1 - self.p)


def mlp(i: int, o: int, p: float) -> nn.Sequential:
    """One hidden layer."""
    return nn.Sequential(nn.Linear(i, o), nn.LeakyReLU(0.1), Locked(p))


def ones(x: torch.Tensor) -> torch.Tensor:
    """Append a constant one to the last dimension: the bias of a biaffine form."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Network(nn.Module):
    """All of it; `table` is the fixed piece table, projected by a learnt matrix."""

    def __init__(self, sizes: dict[str, int], size: Size, table: torch.Tensor) -> None:
        super().__init__()
        self.size = size
        h, p = size.hidden, size.dropout
        self.register_buffer("table", table, persistent=False)
        self.word = nn.Embedding(sizes["words"], size.word, padding_idx=0)
        nn.init.normal_(self.word.weight, std=0.1)
        self.char = Characters(sizes["chars"], size.char)
        self.piece = nn.Linear(table.shape[1], size.piece)
        d = size.word + size.char + size.piece
        self.root = nn.Parameter(torch.randn(d) * 0.1)
        self.drop = Locked(p)
        self.layers = nn.ModuleList(nn.LSTM(d if i == 0 else 2 * h, h, bidirectional=True, batch_first=True) for i in range(size.layers))
        self.tag = nn.Sequential(mlp(2 * h, size.tag, p), nn.Linear(size.tag, sizes["tags"]))
        self.xpos = nn.Sequential(mlp(2 * h, 128, p), nn.Linear(128, sizes["xpos"]))
        self.lemma = nn.Sequential(mlp(2 * h + d, size.lemma, p), nn.Linear(size.lemma, sizes["scripts"]))
        self.name = nn.Sequential(mlp(2 * h + d, size.name, p), nn.Linear(size.name, sizes["names"]))
        self.ends = nn.LSTM(d, size.ends, bidirectional=True, batch_first=True)
        self.begins = nn.Linear(2 * size.ends, 1)
        self.arc_h, self.arc_d = mlp(2 * h, size.arc, p), mlp(2 * h, size.arc, p)
        self.rel_h, self.rel_d = mlp(2 * h, size.rel, p), mlp(2 * h, size.rel, p)
        self.arc = nn.Parameter(torch.zeros(size.arc + 1, size.arc + 1))
        self.rel = nn.Parameter(torch.zeros(sizes["deps"], size.rel + 1, size.rel + 1))

    def embed(self, words: torch.Tensor, at: torch.Tensor, chars: torch.Tensor, pieces: torch.Tensor, cuts: torch.Tensor) -> torch.Tensor:
        """B x T x d: what is known of each word by itself."""
        w = self.word(words)
        if self.training and self.size.word_drop:
            w = w * (torch.rand(words.shape).unsqueeze(2) > self.size.word_drop)
        mean = self.table[pieces].sum(1) / cuts.unsqueeze(1)
        return torch.cat([w, torch.cat([self.char(chars), self.piece(mean)], 1)[at]], 2)

    def encode(self, e: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Contextual vectors with the root in front, B x (T + 1) x ...: of the lower layer, of the top, and the input. `mask`: B x (T + 1) x 1."""
        e = torch.cat([self.root.expand(e.shape[0], 1, -1), e], 1)
        x, low = self.drop(e), e
        for i, layer in enumerate(self.layers):
            x = self.drop(layer(x)[0]) * mask
            if i == self.size.low:
                low = x
        return low, x, e

    def words_of(self, low: torch.Tensor, e: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores of tags, lemma scripts and name tags, B x T x labels."""
        both = torch.cat([low, e], 2)[:, 1:]
        return self.tag(low[:, 1:]), self.lemma(both), self.name(both)

    def arcs(self, top: torch.Tensor) -> torch.Tensor:
        """Scores of each head for each word, B x T x (T + 1)."""
        return ones(self.arc_d(top[:, 1:])) @ self.arc @ ones(self.arc_h(top)).transpose(1, 2)

    def relations(self, top: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Scores of the relations to given heads, B x T x labels."""
        h = ones(self.rel_h(top))
        h = torch.gather(h, 1, heads.unsqueeze(2).expand(-1, -1, h.shape[2])).flatten(0, 1)
        d = ones(self.rel_d(top[:, 1:])).flatten(0, 1)
        n, size, _ = self.rel.shape
        turned = (d @ self.rel.permute(1, 0, 2).reshape(size, n * size)).view(-1, n, size)
        return torch.bmm(turned, h.unsqueeze(2)).view(*heads.shape, n)

    def starts(self, e: torch.Tensor) -> torch.Tensor:
        """Score of each word to begin a sentence, B x T, from running text."""
        return self.begins(self.ends(self.drop(e))[0]).squeeze(2)
