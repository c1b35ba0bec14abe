"""A confidence for each claim that was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.judge import features, weights
from kg.judge.scene import Scene
from kg.model import ClaimKind

if TYPE_CHECKING:
    from kg.model import Extraction

__all__ = ["judge"]


def judge(found: Extraction) -> Extraction:
    """Return the extraction with the confidence of its events, statements and entities; what only the source names is not judged."""
    scene = Scene.of(found)
    known = weights.load(found.analysis.article.language.partition("-")[0])
    event, statement, entity = (known[kind].probability for kind in (ClaimKind.EVENT, ClaimKind.STATEMENT, ClaimKind.ENTITY))
    return replace(
        found,
        events=tuple(replace(e, confidence=event(features.of_event(scene, e))) for e in found.events),
        statements=tuple(replace(s, confidence=statement(features.of_statement(scene, s))) for s in found.statements),
        entities=tuple(
            e if e.given or all(m.head < 0 for m in e.mentions) else replace(e, confidence=entity(features.of_entity(scene, e))) for e in found.entities
        ),
    )
