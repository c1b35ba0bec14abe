"""Lemmas and verb forms: what the pipeline makes up gives way to the dictionary, and nothing else does."""

from __future__ import annotations

import pytest

from kg.analyse.morphology import Morphology

DUTCH = Morphology.of("nl")


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "expected"),
    [
        ("introduceert", "introduceeren", "VERB", "introduceren"),
        ("meldden", "meldden", "VERB", "melden"),
        ("viel", "meevallen", "VERB", "vallen"),
        ("viel", "op_vallen", "VERB", "vallen"),
        ("opviel", "op_vallen", "VERB", "opvallen"),
        ("sloegen", "sloegen", "VERB", "slaan"),
        ("kozen", "kozen", "VERB", "kiezen"),
        ("meegesprongen", "meegesprongen", "VERB", "meespringen"),
        ("gestreken", "afstrijken", "VERB", "strijken"),
        ("rijden", "rijden", "VERB", "rijden"),
        ("stappen", "uitstappen", "VERB", "stappen"),
        ("veroordeelden", "veroordeelde", "VERB", "veroordelen"),
        ("veroordeelde", "veroordeelde", "VERB", "veroordelen"),
        ("veroordeelde", "veroordeelden", "VERB", "veroordelen"),
        ("veroordeelde", "veroordeellen", "VERB", "veroordelen"),
        ("redde", "redden", "VERB", "redden"),
        ("geïnformeerd", "ïnformeren", "VERB", "informeren"),
        ("ontkende", "ontken", "VERB", "ontkennen"),
        ("veroordeelden", "veroordeelde", "NOUN", "veroordeelde"),
        ("onderhandelingen", "onderhandeling", "NOUN", "onderhandeling"),
        ("Visser", "Visser", "PROPN", "Visser"),
    ],
)
def test_lemma(form, lemma, upos, expected) -> None:
    assert DUTCH.lemma(form, lemma, upos) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("ontslaan", ("ontslaan", "Inf")),
        ("vragen", ("vragen", "Inf")),
        ("aangehouden", ("aanhouden", "Part")),
        ("zeeleven", None),
        ("Doden", None),
        ("fiets", None),
    ],
)
def test_verb(form, expected) -> None:
    assert DUTCH.verb(form) == expected


def test_a_pipeline_of_the_user_keeps_its_lemmas() -> None:
    plain = Morphology()
    assert plain.lemma("viel", "op_vallen", "VERB") == "op_vallen"
    assert plain.verb("ontslaan") is None
    assert Morphology.of("xx").verb("ontslaan") is None
