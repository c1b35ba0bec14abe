"""Who takes part in an event, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.nouns import of_noun
from kg.events.phrases import bare_adjective, dateline, jointly, period, person, phrase_of
from kg.events.places import places
from kg.events.verbs import of_verb
from kg.model import Participant, Role
from kg.tree import universal

if TYPE_CHECKING:
    from kg.events.scene import Scene
    from kg.model import Token

__all__ = ["participants"]

_FILLERS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET", "ADJ"})


def participants(scene: Scene, trigger: Token, label: str, kind: str | None, within: frozenset[int]) -> tuple[Participant, ...]:
    """Return the fillers of an event's roles, each once; `within` are the words of the trigger itself."""
    tree, words = scene.tree, scene.lexicon.arguments
    rows = of_noun(scene, trigger, label, kind) if trigger.upos == "NOUN" else of_verb(scene, trigger, label, kind, within)
    found: list[Participant] = []
    seen: set[int] = set(within)
    for role, i in [*rows, *places(scene, trigger)]:
        if (
            role is Role.PARTICIPANT
            and tree.case(i) in words["company_prepositions"]
            and tree.named(i, scene.actors) not in scene.actors
            and not jointly(scene, i)
        ):
            continue  # *met pijnstillers*: an instrument
        alone = universal(trigger.deprel) in {"amod", "acl"} and i == trigger.head  # *de aangehouden man en het slachtoffer*: one of the two
        for j in (i,) if alone else tree.conjuncts(i):
            token = tree.tokens[j]
            if tree.child(j, "case") is not None and tree.case(j) != tree.case(i):
                continue  # *schoot in de lucht en daarna **op** de agenten*
            if trigger.i in scene.units and token.form.lower() in words["expletives"] and role is Role.PATIENT:
                continue  # *werden **het** eens*
            if j in seen or j in scene.dated or period(scene, token, role) or j == trigger.i or token.upos not in _FILLERS | {"VERB"}:
                continue
            seen.add(j)
            if token.form.lower() in words["nobody"]:
                continue
            if (
                (token.upos == "VERB" and j not in scene.heads and not person(scene, token))
                or token.form.isdigit()
                or dateline(scene, token)
                or bare_adjective(scene, token)
            ):
                continue
            found.append(Participant(role=role, phrase=phrase_of(scene, j, trigger, label), event=scene.heads.get(j)))
    return tuple(found)
