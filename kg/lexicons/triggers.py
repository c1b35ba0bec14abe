"""Words for events: triggers and types, states, light verbs, marks of modality, prepositions of arguments."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import lexicons
from kg.errors import LexiconError
from kg.vocab import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["TriggerLexicon", "load"]

_UNTYPED = "other"
_SHORTEST_PART = 4  # letters of a noun that may end a compound


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TriggerLexicon:
    """Dictionary form -> type (an empty string for none), and named sets of words; those of modality.toml are called `table.key`."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    states: frozenset[str]
    things: frozenset[str]
    with_goal: frozenset[str]
    infinitives: tuple[str, ...]
    moods: frozenset[str]
    present_participles: tuple[str, ...]
    named: frozenset[str]
    light: frozenset[str]
    occurrence: frozenset[str]
    dating: frozenset[str]
    during: frozenset[str]
    light_prepositions: frozenset[str]
    senses: Mapping[str, frozenset[str]]
    modality: Mapping[str, frozenset[str]]
    arguments: Mapping[str, frozenset[str]]

    @functools.lru_cache(maxsize=1 << 16)  # noqa: B019  (the few lexicons live as long as the process)
    def noun_type(self, lemma: str) -> str | None:
        """Return the type of an event noun or of the noun that a compound ends in, None if it names no event."""
        word = lemma.lower()
        if word in self.things:
            return None
        if word in self.nouns:
            return self.nouns[word]
        for cut in range(1, len(word) - _SHORTEST_PART):
            part = word[cut:].lstrip("-")
            if part in self.nouns and len(part) > _SHORTEST_PART:
                return self.nouns[part]
            if part in self.things:
                return None
        return None


@functools.lru_cache(maxsize=8)
def load(language: str, overlay: Path | None = None) -> TriggerLexicon:
    """Load the list of a language. Raises `LexiconError`."""
    tables = lexicons.read(language, "triggers", overlay)
    none, light = _table(tables, "not_events"), _table(tables, "light")
    return TriggerLexicon(
        verbs=_types(_table(tables, "verbs")),
        nouns=_types(_table(tables, "nouns")),
        states=_set(none["verbs"]),
        things=_set(none["nouns"]),
        with_goal=_set(none["without_goal"]),
        infinitives=tuple(sorted(_set(none["infinitives"]))),
        moods=_set(none["moods"]),
        present_participles=tuple(sorted(_set(none["present_participles"]))),
        named=_set(_table(tables, "named")["words"]),
        light=_set(light["verbs"]),
        occurrence=_set(light["occurrence"]),
        dating=_set(light["dating"]),
        during=_set(light["during"]),
        light_prepositions=_set(light["prepositions"]),
        senses={key: _set(words) for key, words in _table(tables, "senses").items()},
        modality={key: _set(words) for key, words in _table(tables, "modality").items()} | _modality(lexicons.read(language, "modality", overlay)),
        arguments={key: _set(words) for key, words in _table(tables, "arguments").items()},
    )


def _modality(tables: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """Return the words of modality.toml as `table.key`."""
    return {f"{name}.{key}": _set(words) for name in tables for key, words in _table(tables, name).items()}


def _table(tables: Mapping[str, object], key: str) -> dict[str, object]:
    table = tables.get(key)
    if not isinstance(table, dict):
        raise LexiconError("this table is missing", where=f"triggers.toml: {key}", advice="copy its form from the built-in list")
    return table


def _set(value: object) -> frozenset[str]:
    return frozenset(value.split() if isinstance(value, str) else map(str, value))  # type: ignore[call-overload]


def _types(table: Mapping[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in table.items():
        if name != _UNTYPED and name not in EVENT_TYPES:
            raise LexiconError(f"{name!r} is no event type", where="triggers.toml", advice=f"use one of {', '.join(sorted(EVENT_TYPES))}")
        for word in sorted(_set(words)):
            found.setdefault(word, "" if name == _UNTYPED else name)
    return found
