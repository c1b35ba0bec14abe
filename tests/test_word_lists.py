"""Each entry of the lists of cues and triggers in a sentence of its own: an entry that nothing can reach is a defect."""

from __future__ import annotations

import pytest

import kg
from kg.lexicons import reporting, triggers
from kg.pipeline import Settings

pytestmark = pytest.mark.model
SPOKEN, ACTED = reporting.load("nl"), triggers.load("nl")
SETTINGS = Settings(validate=False, min_confidence=0)

# What the tagger does not know as verbs, so that only their finite forms are found.
UNKNOWN_INFINITIVES = {
    *("bestoken", "berichten", "commentaargeven", "duidelijkmaken", "gebieden", "gewagmaken", "grappen", "kenbaarmaken", "koersen", "manen", "martelen"),
    *("mededelen", "meldingmaken", "onderwerpen", "overtuigd", "plannen", "pleiten", "proclameren", "schetsen", "tekenen", "vergasten", "verzoeken"),
    *("vetoën", "vonnissen"),
}
# In the sentences below these mean something else: *een plan draaien*, *het huis maken*, and *prijzen* is said.
OTHER_SENSES = {"draaien", "maken", "prijzen"}
# An inspection may be people, a top the leaders; a question has no *dat*; the tagger takes the last two for something else.
OTHER_NOUNS = {"inspectie", "top", "vraag", "gastcollege", "verraad"}


def read(text: str):
    return kg.convert(text, published="2026-03-11", language="nl", settings=SETTINGS).extraction


def missed(entries, sentences, found) -> list[str]:
    """Return the entries for which no sentence gives what is wanted."""
    return [entry for entry in sorted(entries) if not any(found(entry, text, read(text)) for text in (s.format(entry) for s in sentences))]


def test_reporting_verbs() -> None:
    def found(verb, text, extraction) -> bool:
        return any(
            s.attitude is SPOKEN.verbs[verb] and any(text[c.start : c.end] == verb for c in s.cue) and text[s.span.start : s.span.end] == "dat de brug opengaat"
            for s in extraction.statements
        )

    assert missed(set(SPOKEN.verbs) - SPOKEN.modals - UNKNOWN_INFINITIVES, ["De woordvoerder zal vrijdag {} dat de brug opengaat."], found) == []


def test_cue_nouns() -> None:
    def found(noun, text, extraction) -> bool:
        return any(s.attitude is SPOKEN.nouns[noun] and any(noun in text[c.start : c.end] for c in s.cue) for s in extraction.statements)

    assert missed(set(SPOKEN.nouns) - OTHER_NOUNS, ["De {} van de minister dat de brug opengaat, is bekend."], found) == []


def test_prepositional_verbs() -> None:
    def found(verb, text, extraction) -> bool:
        return any(s.attitude is SPOKEN.prepositional_attitudes[verb] and "de brug" in text[s.span.start : s.span.end] for s in extraction.statements)

    wrong = []
    for verb, prepositions in sorted(SPOKEN.prepositional.items()):
        if verb not in UNKNOWN_INFINITIVES:
            wrong += missed({verb}, [f"De minister zal vrijdag {{}} {p} de brug." for p in sorted(prepositions)], found)
    assert wrong == []


def test_trigger_verbs() -> None:
    def found(verb, text, extraction) -> bool:
        return any((e.type or "") == ACTED.verbs[verb] and text[e.trigger.start : e.trigger.end] == verb for e in extraction.events)

    with_participants = frozenset().union(*ACTED.senses.values())
    listed = {v for v in ACTED.verbs if "-" not in v} - with_participants - set(SPOKEN.verbs) - UNKNOWN_INFINITIVES - OTHER_SENSES
    assert missed(listed, ["De gemeente zal de directeur vrijdag {}.", "De directeur wil het huis {}.", "Vrijdag gaat de gemeente het plan {}."], found) == []


def test_trigger_nouns() -> None:
    def found(noun, text, extraction) -> bool:
        return any((e.type or "") == ACTED.nouns[noun] and text[e.trigger.start : e.trigger.end] == noun for e in extraction.events)

    assert missed(set(ACTED.nouns) - OTHER_NOUNS, ["De {} was vrijdag in Utrecht.", "Er was vrijdag een {} in Utrecht."], found) == []


def test_states_are_no_events() -> None:
    def found(verb, text, extraction) -> bool:
        return all(text[e.trigger.start : e.trigger.end] != verb for e in extraction.events)

    assert missed({v for v in ACTED.states if "-" not in v} - UNKNOWN_INFINITIVES, ["De directeur zal vrijdag {}."], found) == []
