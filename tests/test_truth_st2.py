"""Attributions of news seen to go wrong before: offices and lawyers as speakers, sources amid a sentence, long quotations, headings."""

from __future__ import annotations

import pytest
import rdflib

import kg
from kg.pipeline import Settings
from kg.vocab import KG

pytestmark = pytest.mark.model


def said(text: str) -> set[tuple[str, str]]:
    found = kg.convert(text, published="2026-05-07", language="nl", settings=Settings(validate=False, min_confidence=0)).extraction

    def words(spans) -> str:
        return " … ".join(text[s.start : s.end] for s in spans)

    return {(words(p.span for p in s.speakers), words(s.content)) for s in found.statements}


ROWS = [
    ("De advocaat van Karel Bos zegt dat zijn cliënt onschuldig is.", {("De advocaat van Karel Bos", "dat zijn cliënt onschuldig is")}),
    (
        "Volgens de burgemeester is de brug veilig en kan het verkeer weer rijden.",
        {("de burgemeester", "is de brug veilig en kan het verkeer weer rijden")},
    ),
    ("De oorzaak is volgens de brandweer nog onduidelijk.", {("de brandweer", "De oorzaak is … nog onduidelijk")}),
    (
        '"De prijs is te hoog. Wij doen niet mee. Dat is jammer", aldus directeur Piet Smit.',
        {("directeur Piet Smit", "De prijs is te hoog. Wij doen niet mee. Dat is jammer")},
    ),
    ("De wethouder is naar eigen zeggen niet op de hoogte gebracht.", {("De wethouder", "De wethouder is … niet op de hoogte gebracht")}),
    ("De minister belooft de wachtlijsten te verkorten.", {("De minister", "de wachtlijsten te verkorten")}),
    ("De officier van justitie had zes jaar cel geëist.", set()),
    ("De brandweer wist de brand snel te blussen.", set()),
    ("Minister Kolk: 'De belasting gaat omlaag'", {("Kolk", "De belasting gaat omlaag")}),
    ("'De belasting gaat omlaag', zegt minister Kolk", {("minister Kolk", "De belasting gaat omlaag")}),
    ("De minister liet weten dat het plan van tafel is.", {("De minister", "dat het plan van tafel is")}),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[r[0][:50] for r in ROWS])
def test_who_says_what(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Volgens het kantoor van premier Hartveld heeft Norland een lijst ontvangen.", "het kantoor van premier Hartveld"),
        ("Het kantoor van premier Hartveld meldt dat de lijst zoek is.", "Het kantoor van premier Hartveld"),
        ("Delta-topman Anna Visser zei dat de fabriek sluit.", "Anna Visser"),
    ],
)
def test_who_speaks_in_the_graph(text, speaker) -> None:
    """The office of somebody is not that person."""
    graph = rdflib.Graph().parse(data=kg.convert(text, published="2026-05-07", language="nl", settings=Settings(validate=False)).turtle(), format="turtle")
    (found,) = graph.objects(None, rdflib.URIRef(KG.speaker))
    assert str(graph.value(found, rdflib.RDFS.label)) == speaker
