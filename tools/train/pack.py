"""Pack a trained pipeline: `python tools/train/pack.py MODEL_DIR UD_TRAIN_FILE OUT_FILE --name nl-ud --version 1.0`.

The weights become float16, the whole is one msgpack compressed by xz; `kg.analyse.packed` reads it. Abbreviations of spaCy's tokenizer
that are ordinary words in the treebank are dropped (`top.`), else they swallow the end of a sentence.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from pathlib import Path

import numpy
import spacy
import srsly
from train import fast_blas  # the callback that the configuration names

COMMON = 10  # a bare word seen this often in training is an ordinary word


def main() -> None:
    """Pack one pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("train", type=Path, help="the CoNLL-U file that it was trained on, or .xz of it")
    parser.add_argument("out", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    assert fast_blas
    nlp = spacy.load(args.model)
    config = nlp.config.copy()
    config["nlp"]["before_creation"] = None
    config["corpora"], config["training"], config["initialize"] = {}, {}, {}
    state = nlp.to_bytes(exclude=["tokenizer"])
    packed = {
        "name": args.name,
        "version": args.version,
        "config": config.to_str(interpolate=True),
        "not_abbreviations": ordinary_words(args.train, nlp.tokenizer.rules),
        "state": halve(srsly.msgpack_loads(state)),
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(lzma.compress(srsly.msgpack_dumps(packed), preset=9 | lzma.PRESET_EXTREME))
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB")


def ordinary_words(path: Path, rules: dict[str, object]) -> list[str]:
    """Name the dotted exceptions whose bare word is common in training and that are no tokens there."""
    opened = lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    with opened as lines:
        forms = Counter(line.split("\t")[1] for line in lines if line[:1].isdigit())
    return sorted(r for r in rules if r.endswith(".") and len(r) > 2 and forms[r[:-1]] >= COMMON and not forms[r])


def halve(state: object) -> object:
    """Turn the float32 parameters of every component into float16."""
    if isinstance(state, dict):
        return {key: halve(value) for key, value in state.items()}
    if isinstance(state, list):
        return [halve(item) for item in state]
    if isinstance(state, bytes) and len(state) > 1000:
        try:
            inner = srsly.msgpack_loads(state)
        except (ValueError, TypeError):
            return state
        return {"__packed__": halve(inner)} if isinstance(inner, dict) else state
    if isinstance(state, numpy.ndarray) and state.dtype == numpy.float32:
        return state.astype(numpy.float16)
    return state


if __name__ == "__main__":
    main()
