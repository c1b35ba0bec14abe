"""Which later presentations are of an event told before: head, type and arguments agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EventLink

if TYPE_CHECKING:
    from kg.model import Analysis, Entity, Event

__all__ = ["find"]


def find(analysis: Analysis, events: tuple[Event, ...], entities: tuple[Entity, ...]) -> tuple[EventLink, ...]:
    """Link an event to the first with the same word, type and polarity whose participants overlap and do not conflict."""
    owner = {m.head: n for n, entity in enumerate(entities) for m in entity.mentions}
    found = []
    firsts: list[tuple[Event, dict[str, set[int]]]] = []
    for event in events:
        roles = _roles(event, owner)
        same = [first for first, theirs in firsts if _agree(analysis, event, first, roles, theirs)]
        if same:
            found.append(EventLink(event=event.trigger, first=same[0].trigger))
        else:
            firsts.append((event, roles))
    return tuple(found)


def _roles(event: Event, owner: dict[int, int]) -> dict[str, set[int]]:
    roles: dict[str, set[int]] = {}
    for participant in event.participants:
        if participant.phrase.head in owner:
            roles.setdefault(participant.role.value, set()).add(owner[participant.phrase.head])
    return roles


def _agree(analysis: Analysis, event: Event, first: Event, mine: dict[str, set[int]], theirs: dict[str, set[int]]) -> bool:
    if event.label != first.label or event.polarity is not first.polarity or event.type != first.type:
        return False
    if event.time and first.time and (event.time.start, event.time.end) != (first.time.start, first.time.end):
        return False
    shared = [role for role in mine if role in theirs]
    if any(not mine[role] & theirs[role] for role in shared):
        return False
    definite = analysis.tokens[event.head].upos == "NOUN" and not mine
    return bool(shared) or definite
