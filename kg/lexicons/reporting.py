"""Words that attribute: reporting verbs, cue nouns, source prepositions, quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import lexicons
from kg.errors import LexiconError
from kg.model import Attitude

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["ReportingLexicon", "load"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingLexicon:
    """Lemma -> attitude, and sets of lemmas and forms."""

    verbs: Mapping[str, Attitude]
    nouns: Mapping[str, Attitude]
    joined: Mapping[str, frozenset[str]]
    prepositional: Mapping[str, frozenset[str]]
    prepositional_attitudes: Mapping[str, Attitude]
    predicates: Mapping[str, frozenset[str]]
    predicate_attitudes: Mapping[str, Attitude]
    predicative: frozenset[str]
    degree: frozenset[str]
    sounding: frozenset[str]
    sounding_prepositions: frozenset[str]
    adverbials: Mapping[tuple[str, ...], Attitude]
    own_words: frozenset[tuple[str, ...]]
    judging: frozenset[str]
    judged_as: frozenset[str]
    judging_bare: frozenset[str]
    infinitive_marks: frozenset[str]
    active_only: frozenset[str]
    complements: frozenset[str]
    knowing: frozenset[str]
    evident: frozenset[str]
    evident_prepositions: frozenset[str]
    evidence_owners: frozenset[str]
    object_verbs: frozenset[str]
    infinitive_verbs: frozenset[str]
    modals: frozenset[str]
    reflexive_is_event: frozenset[str]
    noun_prepositions: frozenset[str]
    noun_complements: Mapping[str, frozenset[str]]
    asking: frozenset[str]
    others: frozenset[str]
    owners: frozenset[str]
    source_prepositions: frozenset[str]
    not_sources: frozenset[str]
    documents: tuple[str, ...]
    issuers: frozenset[str]
    negations: frozenset[str]
    declining: frozenset[str]
    addressing: frozenset[str]
    addressee_prepositions: frozenset[str]
    agent_prepositions: frozenset[str]
    occasion_prepositions: frozenset[str]
    occasions: frozenset[str]
    dummy_subjects: frozenset[str]
    openers: frozenset[str]
    anaphors: frozenset[str]
    suppositions: frozenset[str]
    clause_openers: frozenset[str]
    generic: frozenset[str]
    nobody: frozenset[str]
    first_persons: frozenset[str]
    double_marks: tuple[tuple[str, str], ...]
    single_marks: tuple[tuple[str, str], ...]


@lexicons.once
def load(language: str, overlay: Path | None = None) -> ReportingLexicon:
    """Load the list of a language. Raises `LexiconError`."""
    tables = lexicons.read(language, "reporting", overlay)
    frames, grammar, noun_frames = (_table(tables, key) for key in ("frames", "grammar", "noun_frames"))
    frames_with, minds = _table(tables, "prepositional"), _table(tables, "predicates")
    sources, marks = _table(tables, "sources"), _table(tables, "quotation_marks")
    return ReportingLexicon(
        verbs=_attitudes(_table(tables, "verbs")),
        nouns=_attitudes(_table(tables, "nouns")),
        joined={verb: _set(words) for verb, words in _table(tables, "joined").items()},
        prepositional=_prepositions(frames_with),
        prepositional_attitudes=_attitudes_of_rows(frames_with),
        predicates=_prepositions(minds),
        predicate_attitudes=_attitudes_of_rows(minds),
        predicative=_set(frames["predicative"]),
        degree=_set(frames["degree"]),
        sounding=_set(frames["sounding"]),
        sounding_prepositions=_set(frames["sounding_prepositions"]),
        adverbials={phrase: attitude for name, rows in _table(tables, "adverbials").items() for phrase, attitude in _phrases(name, rows)},
        own_words=frozenset(tuple(str(row).split()) for row in _strings(grammar["own_words"])),
        judging=_set(frames["judging"]),
        judged_as=_set(frames["judged_as"]),
        judging_bare=_set(frames["judging_bare"]),
        infinitive_marks=_set(grammar["infinitive_marks"]),
        active_only=_set(frames["active_only"]),
        complements=_set(frames["complements"]),
        knowing=_set(frames["knowing"]),
        evident=_set(frames["evident"]),
        evident_prepositions=_set(frames["evident_prepositions"]),
        evidence_owners=_set(frames["evidence_owners"]),
        object_verbs=_set(frames["object"]),
        infinitive_verbs=_set(frames["infinitive"]),
        modals=_set(frames["modal"]),
        reflexive_is_event=_set(frames["reflexive_is_event"]),
        noun_prepositions=_set(noun_frames["prepositions"]),
        noun_complements=_prepositions({"complements": noun_frames["complements"]}),
        asking=_set(noun_frames["asking"]),
        owners=_set(noun_frames["owners"]),
        others=_set(noun_frames["others"]),
        source_prepositions=_set(sources["prepositions"]),
        not_sources=_set(sources["not_sources"]),
        documents=tuple(sorted(_set(sources["documents"]))),
        issuers=_set(sources["issuers"]),
        negations=_set(grammar["negations"]),
        declining=_set(grammar["declining"]),
        addressing=_set(grammar["addressing"]),
        addressee_prepositions=_set(grammar["addressee_prepositions"]),
        agent_prepositions=_set(grammar["agent_prepositions"]),
        occasion_prepositions=_set(grammar["occasion_prepositions"]),
        occasions=_set(grammar["occasions"]),
        dummy_subjects=_set(grammar["dummy_subjects"]),
        openers=_set(grammar["openers"]),
        anaphors=_set(grammar["anaphors"]),
        suppositions=_set(grammar["suppositions"]),
        clause_openers=_set(grammar["clause_openers"]),
        generic=_set(grammar["generic"]),
        nobody=_set(grammar["nobody"]),
        first_persons=_set(grammar["first_persons"]),
        double_marks=_pairs(marks["double"]),
        single_marks=_pairs(marks["single"]),
    )


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    pairs = [tuple(pair.split()) for pair in sorted(_set(value))]
    if any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004
        raise LexiconError("each pair is an opening mark, a blank and a closing mark", where="reporting.toml: quotation_marks", advice='write "“ ”"')
    return tuple((pair[0], pair[1]) for pair in pairs)


def _table(tables: Mapping[str, object], key: str) -> dict[str, object]:
    table = tables.get(key)
    if not isinstance(table, dict):
        raise LexiconError("this table is missing", where=f"reporting.toml: {key}", advice="copy its form from the built-in list")
    return table


def _set(value: object) -> frozenset[str]:
    return frozenset(value.split() if isinstance(value, str) else map(str, value))  # type: ignore[call-overload]


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _prepositions(table: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """`wijzen:op` -> prepositions by verb."""
    found: dict[str, set[str]] = {}
    for rows in table.values():
        for row in _set(rows):
            verb, colon, preposition = row.partition(":")
            found.setdefault(verb, set()).update([preposition] if colon else [])
    return {verb: frozenset(words) for verb, words in found.items()}


def _attitudes_of_rows(table: Mapping[str, object]) -> dict[str, Attitude]:
    """`wijzen:op` -> the attitude of the verb."""
    return _attitudes({name: [str(row).partition(":")[0] for row in sorted(_set(rows))] for name, rows in table.items()})


def _phrases(name: str, rows: object) -> list[tuple[tuple[str, ...], Attitude]]:
    (attitude,) = _attitudes({name: "x"}).values()
    return [(tuple(row.split()), attitude) for row in _strings(rows)]


def _attitudes(table: Mapping[str, object]) -> dict[str, Attitude]:
    """Return word -> attitude; a word in two rows keeps the first."""
    found: dict[str, Attitude] = {}
    for name, words in table.items():
        try:
            attitude = Attitude(name)
        except ValueError as error:
            raise LexiconError(f"{name!r} is no attitude", where="reporting.toml", advice=f"use one of {', '.join(Attitude)}") from error
        for word in sorted(_set(words)):
            found.setdefault(word.replace("-zijn", "").replace("laten-", ""), attitude)
    return found
