"""What kind of entity a name stands for: what its signs and the analyser tell, added up over its occurrences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mentions.signs import RULES
from kg.model import EntityKind

if TYPE_CHECKING:
    from kg.lexicons.names import NameLexicon
    from kg.model import NameSpan
    from kg.tree import Tree

__all__ = ["INHABITANT", "RULES", "TYPES", "evidence", "settle_all", "sight", "together"]

_GPE, _ORG, _PER, _PLACE = EntityKind.GEOPOLITICAL_ENTITY, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.PLACE
# The kinds of the analyser's name types, and how often a type is right (log odds) by the probability that the analyser gives it, in tenths.
TYPES = {
    "PER": _PER,
    "ORG": _ORG,
    "STATE": _GPE,
    "CITY": _PLACE,
    "LOC": _PLACE,
    "EVT": EntityKind.THING,
    "WORK": EntityKind.THING,
}
_SURETY = (0.0, 0.0, 0.3, 0.4, 0.6, 1.0, 1.3, 1.5, 1.8, 3.0, 4.2)
_SURE = 1.5  # log odds under which a kind is not said
_FAMILY, _HOUSE = 3.0, 1.5  # log odds for the last words of a person's name, and for the first word of an organization's
INHABITANT = "DEM"


def evidence(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> dict[EntityKind, float]:
    """Weigh what tells the kind of a name in its words and the words around it: log odds for each kind.

    The weight of a rule is the log odds of its being right on annotated names (tools/name_evidence.py).
    """
    found: dict[EntityKind, float] = {}
    for rule, weight in RULES:
        kind = rule(tree, run, words, lexicon)
        if kind is not None:
            found[kind] = found.get(kind, 0.0) + weight
    return found


def sight(seen: NameSpan | None) -> dict[EntityKind, float]:
    """Weigh what the analyser says of a name."""
    return {TYPES[seen.kind]: _SURETY[int(seen.probability * 10)]} if seen is not None and seen.kind in TYPES else {}


def together(rows: list[tuple[dict[EntityKind, float], dict[EntityKind, float]]]) -> dict[EntityKind, float]:
    """Add up what the occurrences of a name tell: for each kind the most that the grammar says once, and what the analyser says on average."""
    found: dict[EntityKind, float] = {}
    for kind in EntityKind:
        weight = max(words.get(kind, 0.0) for words, _ in rows) + sum(seen.get(kind, 0.0) for _, seen in rows) / len(rows)
        if weight:
            found[kind] = weight
    return found


def settled(weights: dict[EntityKind, float]) -> EntityKind | None:
    """Return the kind that most speaks for; None where too little does."""
    best = max(weights, key=lambda kind: (weights[kind], kind.value), default=None)
    return best if best is not None and weights[best] > _SURE else None


def settle_all(told: dict[str, dict[EntityKind, float]]) -> dict[str, EntityKind | None]:
    """Settle the kinds of an article's names, longer ones first: *Berg* is who *Hanneke Berg* is, and *Delta* mostly what *Delta Computer* is."""
    kinds: dict[str, EntityKind | None] = {}
    beside: dict[str, dict[EntityKind, float]] = {}
    for words in sorted(told, key=lambda name: (-name.count(" "), name)):
        weights = dict(told[words])
        for kind, weight in beside.get(words, {}).items():
            weights[kind] = weights.get(kind, 0.0) + weight
        kinds[words] = settled(weights)
        parts = words.split()
        if kinds[words] is _PER:
            for n in range(1, len(parts)):
                beside.setdefault(" ".join(parts[n:]), {})[_PER] = _FAMILY
                beside.setdefault(" ".join([parts[n].capitalize(), *parts[n + 1 :]]), {})[_PER] = _FAMILY
        elif kinds[words] is _ORG and len(parts) > 1:
            beside.setdefault(parts[0], {})[_ORG] = _HOUSE
    return kinds
