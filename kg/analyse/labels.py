"""Parser labels that are not Universal Dependencies, mapped at the border.

spaCy's English pipelines use the CLEAR style (Choi and Palmer 2012), its German ones the TIGER scheme (Brants et al. 2004). Their tables
are `label_tables/<scheme>.toml`. Where they hang a noun below its preposition, the noun takes the preposition's place, as in UD.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["to_universal"]

_SCHEMES = ("clear", "tiger")


@functools.cache
def _scheme(name: str) -> dict[str, dict[str, str] | list[str]]:
    path = resources.files("kg.analyse") / "label_tables" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def to_universal(doc: Doc) -> tuple[list[int], list[str]]:
    """Return heads (a root is its own) and UD relations of a spaCy document."""
    heads = [t.head.i for t in doc]
    deprels = ["root" if head == i else t.dep_ or "dep" for i, (t, head) in enumerate(zip(doc, heads, strict=True))]
    labels = set(deprels)
    for name in _SCHEMES:
        table = _scheme(name)
        if labels & set(table["signs"]):
            return _mapped(doc, heads, deprels, table)
    return heads, deprels


def _mapped(doc: Doc, heads: list[int], deprels: list[str], table: dict[str, dict[str, str] | list[str]]) -> tuple[list[int], list[str]]:
    relations = table["relations"]
    assert isinstance(relations, dict)
    objects, prepositions = set(table["objects_of_prepositions"]), set(table["prepositions"])
    old_heads, old = list(heads), list(deprels)
    out = [relations.get(label, label) for label in old]
    for i, label in enumerate(old):
        above = old_heads[i]
        if label in objects and (old[above] in prepositions or doc[above].pos_ == "ADP") and above != i:
            heads[i] = old_heads[above] if old_heads[above] != above else i
            out[i] = "root" if heads[i] == i else _oblique(doc[heads[i]].pos_)
            heads[above], out[above] = i, "case"
    return heads, out


def _oblique(upos: str) -> str:
    return "nmod" if upos in {"NOUN", "PROPN", "PRON", "NUM"} else "obl"
