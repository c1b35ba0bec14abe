"""Where an event takes place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Role
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.events.scene import Scene
    from kg.model import Token

__all__ = ["places"]


def places(scene: Scene, trigger: Token) -> Iterator[tuple[Role, int]]:
    """*in Den Haag*: a place that hangs on the trigger or, for a noun, on its verb."""
    tree, words = scene.tree, scene.lexicon.arguments
    above = tree.tokens[trigger.head]
    # *In Berlijn begon een oorlog*; not *spraken in Berlijn over de oorlog*, *brak na de schok in Gediz brand uit*.
    shared = universal(trigger.deprel) in {"nsubj", "obj"} or tree.case(trigger.i) in scene.lexicon.during
    around = [trigger.i, above.i] if trigger.upos == "NOUN" and above.upos == "VERB" and shared else [trigger.i]
    for i in around:
        strayed = [n for t in tree.children(i, "obj") for n in tree.children(t.i, "nmod") if n.i < t.i]  # *vonden in de grot | resten*
        for token in (*tree.children(i, "obl", "nmod"), *strayed):
            if tree.case(token.i) in words["goal_prepositions"] & words["place_prepositions"] - scene.lexicon.during and (
                i != trigger.i or not _moves(scene, trigger)
            ):
                continue  # *het toernooi wordt naar Mexico verplaatst*, *blokkeert de wegen naar Schiphol*
            if tree.case(token.i) in words["place_prepositions"] and (tree.named(token.i, scene.places) in scene.places or _spot(scene, token)):
                yield Role.PLACE, token.i
            occasion = tree.case(token.i) in scene.lexicon.during and trigger.upos == "VERB"  # *kwam om bij een lawine in Tirol*
            for inner in (
                tree.children(token.i, "nmod") if occasion or (token.i not in scene.heads and tree.case(token.i) in words["place_prepositions"]) else ()
            ):
                if inner.i in scene.places and tree.case(inner.i) in words["place_prepositions"] and universal(token.deprel) == "obl":
                    yield Role.PLACE, inner.i


def _moves(scene: Scene, trigger: Token) -> bool:
    """Whether what a trigger tells of goes somewhere: *reisde naar Oslo*, *stuurt schepen naar Jemen*, *een vlucht naar Faro*."""
    words = scene.lexicon.arguments
    if trigger.upos == "NOUN" or scene.tree.child(trigger.i, "obj") is None:
        return True
    return scene.tree.lemma(trigger.i) in words["moving"] | words["intransitive"]


def _spot(scene: Scene, token: Token) -> bool:
    """Whether a common noun names where something is done: *in het stadhuis*, *bij de grens*."""
    words = scene.lexicon
    return token.upos == "NOUN" and token.i not in scene.heads and words.spot(token.lemma) and scene.tree.child(token.i, "det", "nmod:poss") is not None
