"""Which later presentations are of an event told before: head, type and arguments agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EventLink

if TYPE_CHECKING:
    from kg.model import Analysis, Entity, Event

__all__ = ["find"]

_MOST = 64  # events of one word and participant that a later one is compared with


def find(analysis: Analysis, events: tuple[Event, ...], entities: tuple[Entity, ...]) -> tuple[EventLink, ...]:
    """Link an event to the first with the same word, type and polarity whose participants overlap and do not conflict.

    Of the events of one word with one participant the first 64 are looked at, so that a text that repeats itself takes no longer.
    """
    owner = {m.head: n for n, entity in enumerate(entities) for m in entity.mentions}
    found = []
    firsts: list[tuple[Event, dict[str, set[int]]]] = []
    told: dict[object, list[int]] = {}  # where in `firsts` an event of that word has that participant, or any
    for event in events:
        roles = _roles(event, owner)
        alike = (event.label, event.polarity, event.type)
        keys = [(alike, role, number) for role, numbers in roles.items() for number in numbers]
        nominal = analysis.tokens[event.head].upos == "NOUN"
        near = sorted({n for key in keys for n in told.get(key, ())}) if keys else told.get(alike, []) if nominal else []
        same = next((firsts[n][0] for n in near if _agree(analysis, event, firsts[n][0], roles, firsts[n][1])), None)
        if same is not None:
            found.append(EventLink(event=event.trigger, first=same.trigger))
        else:
            for key in (alike, *keys):
                if len(known := told.setdefault(key, [])) < _MOST:
                    known.append(len(firsts))
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
