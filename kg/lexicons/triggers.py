"""Words for events: triggers and types, states, light verbs, marks of modality, prepositions of arguments."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import lexicons
from kg.errors import LexiconError
from kg.model import Role
from kg.vocab import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Idiom", "TriggerLexicon", "load"]

_UNTYPED = "other"
_NO_EVENT = "none"
_ROLES = {role.value.lower(): role.value for role in Role} | {_NO_EVENT: _NO_EVENT}
_SHORTEST_PART = 4  # letters of a noun that may end a compound


@dataclass(frozen=True, slots=True, kw_only=True)
class Idiom:
    """A verb with words that together mean something else: `type` is None where that is no event."""

    words: tuple[str, ...]
    label: str
    type: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TriggerLexicon:
    """Dictionary form -> type (an empty string for none), frames (`word-preposition` -> role), idioms by verb, and named sets of words.

    Those of modality.toml are called `table.key`.
    """

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
    verb_frames: Mapping[str, str]
    noun_frames: Mapping[str, str]
    idioms: Mapping[str, tuple[Idiom, ...]]
    vague: frozenset[str]
    people: frozenset[str]
    posts: frozenset[str]
    appointed: str
    outcomes: Mapping[str, str]

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

    @functools.lru_cache(maxsize=1 << 16)  # noqa: B019
    def noun_part(self, lemma: str) -> str:
        """Return the listed noun that a word is or ends in, else the word itself."""
        word = lemma.lower()
        if word in self.nouns:
            return word
        parts = (word[cut:].lstrip("-") for cut in range(1, len(word) - _SHORTEST_PART))
        return next((part for part in parts if part in self.nouns and len(part) > _SHORTEST_PART), word)

    @functools.lru_cache(maxsize=1 << 16)  # noqa: B019
    def post(self, lemma: str) -> bool:
        """Whether a noun names a post, or is a compound that ends in one (*partijvoorzitter*)."""
        word = lemma.lower()
        return any(word[cut:].lstrip("-") in self.posts for cut in range(max(1, len(word) - _SHORTEST_PART)))

    @functools.lru_cache(maxsize=1 << 16)  # noqa: B019
    def spot(self, lemma: str) -> bool:
        """Whether a noun names a place where things happen, or is a compound that ends in one (*gemeentehuis*)."""
        word, spots = lemma.lower(), self.arguments["spots"]
        return word in spots or any(word[cut:].lstrip("-") in spots for cut in range(1, len(word) - _SHORTEST_PART))

    def occasion(self, label: str) -> bool:
        """Whether an event noun has no object (*finale*), or is a compound that ends in one (*halve-finalewedstrijd*); not *bezoek* for *ek*."""
        occasions = self.arguments["occasions"]
        return label in occasions or any(label.endswith(word) for word in occasions if len(word) >= _SHORTEST_PART)

    def ambiguous(self, lemma: str) -> bool:
        """Whether a noun also names people or a thing (*top*), unless it is a listed compound (*klimaattop*)."""
        return self.noun_part(lemma) in self.people

    def verb_frame(self, label: str, kind: str | None, case: str) -> str:
        """Return the role of what hangs on a verb with a preposition, by the verb, else by its type; empty if no frame tells."""
        return self.verb_frames.get(f"{label}-{case}") or self.verb_frames.get(f"@{kind}-{case}", "")

    def noun_frame(self, base: str, kind: str | None, case: str) -> str:
        """Return the role of what hangs on a noun with a preposition, by the noun, else by its type; empty if no frame tells."""
        return self.noun_frames.get(f"{base}-{case}") or self.noun_frames.get(f"@{kind}-{case}", "")

    def strays(self, lemma: str, upos: str, case: str) -> bool:
        """Whether a phrase with this preposition belongs to an event noun, wherever the parser hung it: *aanslagen van A | op B*."""
        if upos != "NOUN" or not case or case in self.arguments["of_prepositions"]:
            return False
        kind = self.noun_type(lemma)
        if kind is not None and case in self.arguments["agent_prepositions"]:
            return True
        return kind is not None and self.noun_frame(self.noun_part(lemma), kind, case) not in {"", "none"}


@lexicons.once
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
        vague=_set(light["vague"]),
        people=_set(none["people"]),
        light_prepositions=_set(light["prepositions"]),
        senses={key: _set(words) for key, words in _table(tables, "senses").items()},
        modality={key: _set(words) for key, words in _table(tables, "modality").items()} | _modality(lexicons.read(language, "modality", overlay)),
        arguments={key: _set(words) for key, words in _table(tables, "arguments").items()},
        verb_frames=_frames(_table(tables, "verb_frames")),
        noun_frames=_frames(_table(tables, "noun_frames")),
        idioms=_idioms(_table(tables, "idioms")),
        posts=_set(_table(tables, "posts")["words"]),
        outcomes=_outcomes(_table(tables, "outcomes")),
        appointed=" ".join(sorted(_set(_table(tables, "posts")["label"]))),
    )


def _modality(tables: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """Return the words of modality.toml as `table.key`."""
    return {f"{name}.{key}": _set(words) for name in tables for key, words in _table(tables, name).items()}


def _frames(table: Mapping[str, object]) -> dict[str, str]:
    """Turn roles with their words round: `word-preposition` -> role."""
    found: dict[str, str] = {}
    for role, words in table.items():
        if role not in _ROLES:
            raise LexiconError(f"{role!r} is no role", where="triggers.toml", advice=f"use one of {', '.join(sorted(_ROLES))}")
        found |= dict.fromkeys(sorted(_set(words)), _ROLES[role])
    return found


def _outcomes(table: Mapping[str, object]) -> dict[str, str]:
    """Turn verbs with the nouns for who did it round: noun -> verb."""
    return {noun: verb for verb, nouns in table.items() for noun in sorted(_set(nouns))}


def _idioms(table: Mapping[str, object]) -> dict[str, tuple[Idiom, ...]]:
    """Read `words verb` or `words verb = label`, by verb; those of most words come first."""
    found: dict[str, list[Idiom]] = {}
    for name, units in table.items():
        for unit in units if isinstance(units, list) else [units]:
            form, _, label = str(unit).partition("=")
            *words, verb = form.split()
            kind = None if name == _NO_EVENT else "" if name == _UNTYPED else name
            found.setdefault(verb, []).append(Idiom(words=tuple(words), label=label.strip() or " ".join([*words, verb]), type=kind))
    return {verb: tuple(sorted(each, key=lambda idiom: -len(idiom.words))) for verb, each in found.items()}


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
