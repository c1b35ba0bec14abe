"""Which sense a trigger has with those who take part, and whether it tells anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityKind, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.events.scene import Scene
    from kg.events.triggers import Trigger
    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Participant
    from kg.tree import Tree

__all__ = ["says_nothing", "sense"]


def says_nothing(scene: Scene, trigger: Trigger, parts: tuple[Participant, ...]) -> bool:
    """Whether a verb that means what its object does has nobody that acts (*het boek geeft een beeld*), or nobody undergoes it (*sluit niets uit*)."""
    undergoing = [p for p in parts if p.role is Role.PATIENT and p.event is None and scene.somebody(scene.tree.tokens[p.phrase.head])]
    if trigger.label in scene.lexicon.senses["only_actors"] and not undergoing:
        return True
    if trigger.pattern == "verb" and not trigger.type and not parts:
        return True  # *er wordt gemeten*: no list knows it and nobody takes part
    if trigger.label not in scene.lexicon.vague or trigger.span is not None:
        return False
    actors = [p for p in parts if p.role is not Role.PLACE and p.event is None and scene.somebody(scene.tree.tokens[p.phrase.head])]
    return not actors


def sense(tree: Tree, trigger: Trigger, parts: tuple[Participant, ...], kinds: Mapping[int, EntityKind | None], lexicon: TriggerLexicon) -> str | None:
    """The type that a trigger has with these participants, none where they do not fit it: *veroordeelt de dader*, *veroordeelt de aanval*."""
    undergoing = {_kind(tree, p, kinds, lexicon) for p in parts if p.role is Role.PATIENT} - {EntityKind.THING, EntityKind.PLACE}
    if trigger.label in lexicon.senses["legal_of_actor"] and undergoing & {EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANIZATION, None}:
        return "legal"
    return trigger.type if trigger.type and _fits(tree, trigger, parts, kinds, lexicon) else None


def _kind(tree: Tree, part: Participant, kinds: Mapping[int, EntityKind | None], lexicon: TriggerLexicon) -> EntityKind | None:
    """The kind of who takes part; what happens is a thing, a post (*een nieuwe leider*) is a person."""
    head = part.phrase.head
    if part.event is not None or tree.named(head, kinds) in kinds:
        return EntityKind.THING if part.event is not None else kinds[tree.named(head, kinds)]
    return EntityKind.PERSON if tree.tokens[head].upos == "VERB" or lexicon.post(tree.tokens[head].lemma) else EntityKind.THING  # *twee verdachten*


def _fits(tree: Tree, trigger: Trigger, parts: tuple[Participant, ...], kinds: Mapping[int, EntityKind | None], lexicon: TriggerLexicon) -> bool:
    """Whether a verb of several senses has the participants that its type asks for."""

    def kind(role: Role) -> set[EntityKind | None]:
        return {_kind(tree, p, kinds, lexicon) for p in parts if p.role is role}

    label, senses = trigger.label, lexicon.senses
    if label in senses["actor_undergoes"]:
        return bool(kind(Role.PATIENT) - {EntityKind.THING, EntityKind.PLACE})
    if label in senses["thing_undergoes"]:
        return EntityKind.THING in kind(Role.PATIENT)
    if label in senses["no_place"] and any(p.role is Role.PLACE for p in parts):
        return False
    if label in senses["of_nations"]:
        parties = kind(Role.AGENT) | kind(Role.PARTICIPANT) | kind(Role.PATIENT)
        return not parties or EntityKind.GEOPOLITICAL_ENTITY in parties
    if label in senses["no_event_acts"]:
        return not any(p.role in {Role.AGENT, Role.PATIENT} and p.event is not None for p in parts)  # nor *vernietigde het besluit*
    if label in senses["person_acts"]:
        return EntityKind.THING not in kind(Role.AGENT)
    if label in senses["no_person"]:
        return EntityKind.PERSON not in kind(Role.AGENT) | kind(Role.PATIENT)
    return label not in senses["with_party"] or any(p.role is Role.PARTICIPANT for p in parts)
