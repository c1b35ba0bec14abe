"""Pack a trained network for `kg.analyse.network`: `python tools/train/export.py RUN_DIR PIECES.npz OUT.npz --name nl-lstm --version 2.0`.

Three ONNX graphs without weights, and the weights: matrices in int8 with one scale a row (read back as float32, so that a parse does not hang on an
instruction set), the rest in float16.
"""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from network import Network, Size
from onnx import numpy_helper
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

SMALL = 2048  # arrays of fewer numbers stay in the graph


class Letters(nn.Module):
    """Characters of different words -> their part of the word vectors."""

    def __init__(self, n: Network) -> None:
        super().__init__()
        self.n = n

    def forward(self, chars: torch.Tensor) -> torch.Tensor:
        return self.n.char(chars)


class Ends(nn.Module):
    """Word vectors of running text -> probability of each word to begin a sentence."""

    def __init__(self, n: Network) -> None:
        super().__init__()
        self.n = n

    def forward(self, e: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        x = pad_packed_sequence(self.n.ends(pack_padded_sequence(e, lengths, batch_first=True, enforce_sorted=False))[0], batch_first=True)[0]
        return torch.sigmoid(self.n.begins(x).squeeze(2))


class Words(nn.Module):
    """Word vectors of sentences -> tags, lemma scripts, name scores, arc scores, and what relations are read from."""

    def __init__(self, n: Network) -> None:
        super().__init__()
        self.n = n

    def forward(self, e: torch.Tensor, lengths: torch.Tensor) -> tuple[torch.Tensor, ...]:
        n = self.n
        e = torch.cat([n.root.expand(e.shape[0], 1, -1), e], 1)
        x = low = e
        for i, layer in enumerate(n.layers):
            x = pad_packed_sequence(layer(pack_padded_sequence(x, lengths + 1, batch_first=True, enforce_sorted=False))[0], batch_first=True)[0]
            low = x if i == n.size.low else low
        tag, lem, name = n.words_of(low, e)
        tag, lem = tag[:, :, 2:].argmax(2) + 2, lem[:, :, 2:].argmax(2) + 2
        arc = torch.log_softmax(n.arcs(x), 2)
        return tag, lem, torch.log_softmax(name, 2), arc, x


class Relations(nn.Module):
    """Top vectors and heads -> relations."""

    def __init__(self, n: Network, root: int) -> None:
        super().__init__()
        self.n, self.root = n, root

    def forward(self, top: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        rel = self.n.relations(top, heads)
        closed = torch.zeros(rel.shape[2])
        closed[[0, 1, self.root]] = -1e9
        return (rel + closed).argmax(2)


def main() -> None:
    """Export and pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("pieces", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    settings = json.loads((args.run / "settings.json").read_text())
    loaded = np.load(args.pieces)
    vocabs = settings["vocabs"]
    network = Network({k: len(v) for k, v in vocabs.items()}, Size(**settings["size"]), torch.from_numpy(loaded["vectors"].astype(np.float32)))
    network.load_state_dict(torch.load(args.run / "weights.pt"), strict=False)
    network.eval()
    arrays: dict[str, np.ndarray] = {}
    d = settings["size"]["word"] + settings["size"]["char"] + settings["size"]["piece"]
    e, lengths = torch.randn(3, 7, d), torch.tensor([7, 5, 2])
    free = {0: "b", 1: "t"}
    graph(arrays, "letters", Letters(network), (torch.randint(1, 50, (9, 8)),), {"chars": {0: "u", 1: "l"}}, ["vectors"])
    graph(arrays, "ends", Ends(network), (e, lengths), {"e": free, "lengths": {0: "b"}}, ["starts"])
    graph(arrays, "words", Words(network), (e, lengths), {"e": free, "lengths": {0: "b"}}, ["tags", "scripts", "names", "arcs", "top"])
    graph(
        arrays,
        "relations",
        Relations(network, vocabs["deps"].index("root")),
        (torch.randn(3, 8, 512), torch.randint(0, 7, (3, 7))),
        {"top": free, "heads": free},
        ["relations"],
    )
    with torch.no_grad():
        projected = network.table @ network.piece.weight.T
    pack(arrays, "pieces", projected.numpy())
    arrays["piece_bias"] = network.piece.bias.detach().numpy()
    pack(arrays, "word", network.word.weight.detach().numpy())
    meta = {"name": args.name, "version": args.version, "vocabs": {k: vocabs[k] for k in ("words", "chars", "tags", "deps", "scripts", "names")}}
    meta["pieces"] = loaded["pieces"].tolist()
    arrays["scores"] = loaded["scores"].astype(np.float16)
    arrays["meta"] = np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), np.uint8)
    held = io.BytesIO()
    np.savez_compressed(held, **dict(sorted(arrays.items())))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(held.getvalue())
    print(f"{args.out}: {len(held.getvalue()) / 1e6:.2f} MB")


def graph(arrays: dict[str, np.ndarray], key: str, module: nn.Module, inputs: tuple, axes: dict, outputs: list[str]) -> None:
    """Export one graph; its large weights are taken out and packed."""
    held = io.BytesIO()
    names = list(axes)
    shown = {name: {0: "b", 1: "t"} for name in outputs}
    torch.onnx.export(module.eval(), inputs, held, input_names=names, output_names=outputs, dynamo=False, opset_version=17, dynamic_axes=axes | shown)
    model = onnx.load_from_string(held.getvalue())
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < SMALL:
            continue
        name = f"{key}/{tensor.name}"
        pack(arrays, name, values)
        tensor.ClearField("raw_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        del tensor.external_data[:]
        for k, v in (("location", "weights"), ("offset", "0"), ("length", str(values.nbytes))):
            entry = tensor.external_data.add()
            entry.key, entry.value = k, v
    arrays[f"graph/{key}"] = np.frombuffer(model.SerializeToString(), np.uint8)


def pack(arrays: dict[str, np.ndarray], name: str, values: np.ndarray) -> None:
    """Store an array: int8 with a scale for each last row, small or flat ones as float16."""
    if values.ndim < 2:
        arrays[name] = values.astype(np.float16)
        return
    scale = np.abs(values).max(-1, keepdims=True) / 127
    scale[scale == 0] = 1
    arrays[f"{name}#scale"] = scale.astype(np.float32)
    arrays[name] = np.round(values / scale).astype(np.int8)


if __name__ == "__main__":
    main()
