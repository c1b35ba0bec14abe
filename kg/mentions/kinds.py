"""What kind of entity a name stands for: what its signs and the analyser tell, added up over its occurrences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mentions.signs import RULES, against
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
# By kind and number of words: for ORGANIZATION, names of one word and of several.
_SURETY = {
    (_PER, False): (0.0, 0.0, 0.0, 0.0, 0.0, 0.6, 0.7, 1.1, 1.4, 2.1, 2.2),
    (_PER, True): (0.0, 0.0, 0.2, 0.4, 0.4, 0.8, 1.1, 1.3, 1.9, 2.7, 4.0),
    (_ORG, False): (0.0, 0.0, 0.0, 0.0, 0.1, 0.4, 0.8, 1.2, 1.4, 2.0, 3.2),
    (_ORG, True): (0.7, 0.7, 0.7, 0.7, 1.2, 1.6, 1.6, 1.9, 2.1, 2.2, 3.0),
}
_SEATED = (0.0, 0.2, 0.4, 0.4, 0.9, 1.2, 1.2, 1.2, 1.6, 2.2, 2.8)  # places and states
_SURE = {_PER: 1.3, _ORG: 1.1}  # log odds under which a kind is not said
_SURE_ELSE = 1.0
_STATE = 2.0  # log odds under which a state may as well be a place
_CLEAR = 0.5  # log odds by which a kind must outweigh the next one
_FAMILY, _HOUSE = 3.0, 1.5  # log odds for the last words of a person's name, and for the first word of an organization's
_HIGH = 0.97  # probability of the highest step
INHABITANT = "DEM"


def evidence(tree: Tree, run: tuple[int, ...], words: str, lexicon: NameLexicon) -> dict[EntityKind, float]:
    """Weigh what tells the kind of a name in its words and the words around it: log odds for each kind.

    The weight of a rule is the log odds of its being right on annotated names (tools/name_evidence.py).
    """
    found = against(tree, run, words, lexicon)
    for rule, weights in RULES:
        kind = rule(tree, run, words, lexicon)
        if kind is not None:
            found[kind] = found.get(kind, 0.0) + (weights if isinstance(weights, float) else weights[kind])
    return found


def sight(seen: NameSpan | None) -> dict[EntityKind, float]:
    """Weigh what the analyser says of a name."""
    if seen is None or seen.kind not in TYPES:
        return {}
    kind = TYPES[seen.kind]
    odds = _SURETY.get((kind, seen.end - seen.start > 1), _SEATED)
    return {kind: odds[10 if seen.probability >= _HIGH else int(seen.probability * 10)]}


def together(rows: list[tuple[dict[EntityKind, float], dict[EntityKind, float]]]) -> dict[EntityKind, float]:
    """Add up what the occurrences of a name tell.

    For each kind: the most that the grammar says for it and against it once, and what the analyser says on average.
    """
    found: dict[EntityKind, float] = {}
    for kind in EntityKind:
        told = [words.get(kind, 0.0) for words, _ in rows]
        weight = max(0.0, *told) + min(0.0, *told) + sum(seen.get(kind, 0.0) for _, seen in rows) / len(rows)
        if weight:
            found[kind] = weight
    return found


def settled(weights: dict[EntityKind, float]) -> EntityKind | None:
    """Return the kind that most speaks for, clearly more than for any other; None where too little does."""
    ordered = sorted(weights, key=lambda kind: (-weights[kind], kind.value))
    if not ordered or weights[ordered[0]] <= _SURE.get(ordered[0], _SURE_ELSE):
        return None
    rival = next((kind for kind in ordered[1:] if {kind, ordered[0]} != {_GPE, _PLACE}), None)
    if rival is not None and weights[ordered[0]] - weights[rival] < _CLEAR:
        return None
    return _PLACE if ordered[0] is _GPE and weights[_GPE] < _STATE else ordered[0]


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
