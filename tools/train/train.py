"""Train a Universal Dependencies pipeline: `python tools/train/train.py UD_DIR WORK_DIR --lang nl`.

Writes WORK_DIR/model-best and model-last. The recipe is `ud_small.cfg` beside this file.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus import convert
from spacy.cli.train import train
from spacy.util import registry
from thinc.api import get_current_ops


@registry.callbacks("kg.fast_blas.v1")
def fast_blas() -> object:
    """Return a callback that takes numpy's OpenBLAS instead of thinc's BLIS, which is several times slower here."""

    def choose(language: object) -> object:
        ops = get_current_ops()
        if hasattr(ops, "use_blis"):
            ops.use_blis = False
        return language

    return choose


def main() -> None:
    """Convert the treebank files and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ud", type=Path, help="folder with <lang>-train.conllu[.xz] and <lang>-dev.conllu[.xz]")
    parser.add_argument("work", type=Path, help="folder for the converted corpora and the models")
    parser.add_argument("--lang", default="nl")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="override a setting of the recipe")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev"):
        source = next(args.ud.glob(f"{args.lang}-{part}.conllu*"))
        count = convert(source, args.work / f"{part}.spacy", language=args.lang, vary=part == "train")
        print(f"{source.name}: {count} documents")
    overrides: dict[str, object] = {
        "paths.train": str(args.work / "train.spacy"),
        "paths.dev": str(args.work / "dev.spacy"),
        "nlp.lang": args.lang,
    }
    for item in args.set:
        key, _, value = item.partition("=")
        overrides[key] = _number(value)
    train(Path(__file__).with_name("ud_small.cfg"), args.work, overrides=overrides)


def _number(value: str) -> object:
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


if __name__ == "__main__":
    main()
