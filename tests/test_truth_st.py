"""Who says what, by kind of attribution: speaker, cue and content of every statement of a text, and texts that attribute nothing."""

from __future__ import annotations

import pytest

import kg
from kg.model import EntityKind, SignalKind
from kg.pipeline import Settings

pytestmark = pytest.mark.model


def read(text: str):
    return kg.convert(text, published="2026-05-07", language="nl", settings=Settings(validate=False, min_confidence=0)).extraction


def said(text: str) -> set[tuple[str, str, str]]:
    def words(spans) -> str:
        return " … ".join(text[s.start : s.end] for s in spans)

    return {(words(p.span for p in s.speakers), " ".join(text[c.start : c.end] for c in s.cue), words(s.content)) for s in read(text).statements}


ROWS = [
    ("De vakbond pleit voor een kortere werkweek.", {("De vakbond", "pleit", "een kortere werkweek")}),
    ("Minister Anna Kolk drong bij de provincies aan op snelle maatregelen.", {("Minister Anna Kolk", "drong aan", "snelle maatregelen")}),
    ("De trainer sprak van een gemiste kans.", {("De trainer", "sprak", "een gemiste kans")}),
    ("Voorzitter Ruud Staal heeft het over een historische fout.", {("Voorzitter Ruud Staal", "heeft het", "een historische fout")}),
    ("De ombudsman wees op de lange wachttijden bij het loket.", {("De ombudsman", "wees", "de lange wachttijden bij het loket")}),
    ("De burgemeester waarschuwde voor nieuwe overstromingen.", {("De burgemeester", "waarschuwde", "nieuwe overstromingen")}),
    ("De bewoners klagen over stank uit de fabriek.", {("De bewoners", "klagen", "stank uit de fabriek")}),
    ("De analisten gaan ervan uit dat de rente in juni daalt.", {("De analisten", "gaan uit", "dat de rente in juni daalt")}),
    ("De advocaat hield vol dat zijn cliënt niets wist van de betaling.", {("De advocaat", "hield vol", "dat zijn cliënt niets wist van de betaling")}),
    ("De wethouder wijst erop dat het budget op is.", {("De wethouder", "wijst", "dat het budget op is")}),
    ("De Kamer drong erop aan dat de minister de stukken vrijgeeft.", {("De Kamer", "drong aan", "dat de minister de stukken vrijgeeft")}),
    ("De directeur rekent erop dat de bouw in mei begint.", {("De directeur", "rekent", "dat de bouw in mei begint")}),
    ("De oppositie pleit ervoor om de wet in te trekken.", {("De oppositie", "pleit", "om de wet in te trekken")}),
    ("De gemeente wil het oude zwembad slopen.", {("De gemeente", "wil", "het oude zwembad slopen")}),
    ("Ook de coalitie wil dat de maatregel verdwijnt.", {("de coalitie", "wil", "dat de maatregel verdwijnt")}),
    (
        "Oprichter Sven Molenaar wilde het bedrijf van de beurs halen, maar zijn bod werd verworpen.",
        {("Oprichter Sven Molenaar", "wilde", "het bedrijf van de beurs halen")},
    ),
    ("De club wil de spits verkopen en een nieuwe keeper aantrekken.", {("De club", "wil", "de spits verkopen en een nieuwe keeper aantrekken")}),
    ("De regisseur is van plan de film in Antwerpen op te nemen.", {("De regisseur", "is van plan", "de film in Antwerpen op te nemen")}),
    ("Waterbedrijf Delta wil af van de oude leidingen.", {("Waterbedrijf Delta", "wil", "af van de oude leidingen")}),
    ("Dat wil niet zeggen dat de dijk veilig is.", set()),
    (
        "De ministers bespreken meer dan details, liet staatssecretaris Jelle Ruiter doorschemeren.",
        {("staatssecretaris Jelle Ruiter", "liet doorschemeren", "De ministers bespreken meer dan details")},
    ),
    ("De premier liet doorschemeren dat hij in het najaar vertrekt.", {("De premier", "liet doorschemeren", "dat hij in het najaar vertrekt")}),
    ("Het bedrijf laat weten dat de storing is verholpen.", {("Het bedrijf", "laat weten", "dat de storing is verholpen")}),
    ("De politie maakte bekend dat twee mannen zijn opgepakt.", {("De politie", "maakte bekend", "dat twee mannen zijn opgepakt")}),
    ("Het hof stelde vast dat de vergunning ongeldig was.", {("Het hof", "stelde vast", "dat de vergunning ongeldig was")}),
    ("De arts gaf aan dat de patiënt snel herstelt.", {("De arts", "gaf aan", "dat de patiënt snel herstelt")}),
    ("De rector is van mening dat de universiteit moet bezuinigen.", {("De rector", "is van mening", "dat de universiteit moet bezuinigen")}),
    ("De hoogleraar vroeg zich af hoe het virus het dorp bereikte.", {("De hoogleraar", "vroeg af", "hoe het virus het dorp bereikte")}),
    ("De kapitein vraagt zich af of het schip nog te redden is.", {("De kapitein", "vraagt af", "of het schip nog te redden is")}),
    (
        "De wethouder schetste de situatie dat scholen zonder leraren komen te zitten.",
        {("De wethouder", "schetste", "dat scholen zonder leraren komen te zitten")},
    ),
    (
        "De secretaris-generaal benadrukte het belang van het verdrag en dat alle landen moeten meebetalen.",
        {("De secretaris-generaal", "benadrukte", "het belang van het verdrag en dat alle landen moeten meebetalen")},
    ),
    ("Het OM is opgelucht dat de dader is gepakt.", {("Het OM", "is opgelucht", "dat de dader is gepakt")}),
    ("Trainer Joost Vink is blij dat zijn ploeg weer wint.", {("Trainer Joost Vink", "is blij", "dat zijn ploeg weer wint")}),
    ("Bewoners zijn bezorgd over de komst van de windmolens.", {("Bewoners", "zijn bezorgd", "de komst van de windmolens")}),
    ("De directie is ervan overtuigd dat de fusie slaagt.", {("De directie", "is overtuigd", "dat de fusie slaagt")}),
    ("De minister is bang dat de kosten verder oplopen.", {("De minister", "is bang", "dat de kosten verder oplopen")}),
    ("De auto is zo groot dat hij niet in de garage past.", set()),
    ("Oppositieleider Carla Smit noemt het voorstel onaanvaardbaar.", {("Oppositieleider Carla Smit", "noemt", "het voorstel onaanvaardbaar")}),
    ("De curator vindt het een schande dat het doek verkocht wordt.", {("De curator", "vindt", "het een schande dat het doek verkocht wordt")}),
    ("De rechter achtte de man schuldig aan diefstal.", {("De rechter", "achtte", "de man schuldig aan diefstal")}),
    ("De baby werd dood gevonden in een container.", set()),
    ("De vraag of de brug open blijft, houdt het dorp bezig.", {("", "vraag", "of de brug open blijft")}),
    ("De oproep van de bond om het werk neer te leggen kreeg weinig gehoor.", {("de bond", "oproep", "om het werk neer te leggen")}),
    ("De minister kreeg kritiek op haar aanpak van de crisis.", set()),
    ("De belofte van de minister dat niemand erop achteruitgaat, is verbroken.", {("de minister", "belofte", "dat niemand erop achteruitgaat")}),
    ("De gemeente wees het verzoek van de ondernemers om uitstel af.", {("de ondernemers", "verzoek", "uitstel")}),
    ("Naar verluidt vertrekt de spits deze zomer.", {("", "Naar verluidt", "vertrekt de spits deze zomer")}),
    ("Volgens een rapport van de inspectie is de tunnel onveilig.", {("een rapport van de inspectie", "Volgens", "is de tunnel onveilig")}),
    ("Volgens ingewijden staat het bedrijf te koop.", {("ingewijden", "Volgens", "staat het bedrijf te koop")}),
    (
        "Volgens het kantoor van premier Hartveld heeft Norland een lijst ontvangen.",
        {("het kantoor van premier Hartveld", "Volgens", "heeft Norland een lijst ontvangen")},
    ),
    ("Alles verliep volgens plan.", set()),
    (
        "De woordvoerder zei dat de trein ontspoorde en dat niemand gewond raakte.",
        {("De woordvoerder", "zei", "dat de trein ontspoorde en dat niemand gewond raakte")},
    ),
    ("De bank zegt dat klanten geen geld verliezen als de fusie doorgaat.", {("De bank", "zegt", "dat klanten geen geld verliezen als de fusie doorgaat")}),
    (
        "De raad besloot het plan uit te stellen, zei wethouder Piet Blom, die over verkeer gaat.",
        {("wethouder Piet Blom", "zei", "De raad besloot het plan uit te stellen")},
    ),
    (
        "Zij beloofde de huren te bevriezen en de wachtlijst te verkorten, maar haar partij stemde tegen.",
        {("Zij", "beloofde", "de huren te bevriezen en de wachtlijst te verkorten")},
    ),
    ("“We hebben verdiend gewonnen”, aldus trainer Joost Vink.", {("trainer Joost Vink", "aldus", "We hebben verdiend gewonnen")}),
    ("“Dit is een zwarte dag voor de haven”, klinkt het bij vakbond Havenkracht.", {("vakbond Havenkracht", "klinkt", "Dit is een zwarte dag voor de haven")}),
    (
        "“De schade is groot”, zegt Mila Brandt, directeur van het museum. “Maar de collectie is gered.”",
        {("Mila Brandt, directeur van het museum", "zegt", "De schade is groot"), ("Mila Brandt, directeur van het museum", "", "Maar de collectie is gered")},
    ),
    ("Zegt Karel Bos: “Ik heb hier twintig jaar gewerkt.”", {("Karel Bos", "Zegt", "Ik heb hier twintig jaar gewerkt")}),
    ("De verdachte noemde de aanklacht “een politiek spel”.", {("De verdachte", "noemde", "de aanklacht “een politiek spel")}),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_statements(text, expected) -> None:
    assert said(text) == expected


def test_a_quotation_is_not_of_somebody_just_left() -> None:
    text = (
        "“De vondst is uniek”, legt student Bram Feenstra uit. Met die conclusie ging hij naar curator Lize Hartog, die het team leidt. "
        "“Alles wat hij opschreef hebben we nagekeken.”"
    )
    assert ("", "", "Alles wat hij opschreef hebben we nagekeken") in said(text)


def test_volgens_of_the_next_paragraph_is_about_what_follows() -> None:
    text = "“Wij zijn er klaar voor”, zegt kapitein Noor Dekker.\n\nVolgens bondscoach Wim Kaas is de ploeg fit. “We hebben drie maanden hard getraind.”"
    assert said(text) == {
        ("kapitein Noor Dekker", "zegt", "Wij zijn er klaar voor"),
        ("bondscoach Wim Kaas", "Volgens", "is de ploeg fit"),
        ("bondscoach Wim Kaas", "", "We hebben drie maanden hard getraind"),
    }


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = "“We bouwen eerst de school”, zegt wethouder Piet Blom. “Dan pas komen de huizen.\n\n“Dan volgt de weg naar het dorp.”"
    assert said(text) == {
        ("wethouder Piet Blom", "zegt", "We bouwen eerst de school"),
        ("wethouder Piet Blom", "", "Dan pas komen de huizen"),
        ("wethouder Piet Blom", "", "Dan volgt de weg naar het dorp"),
    }


def test_several_that_speak_are_a_group() -> None:
    assert any(e.kind is EntityKind.GROUP for e in read("Volgens ingewijden staat de fabriek te koop.").entities)


def test_the_alarm_names_a_cue_without_statement() -> None:
    text = "Het toeval wil slopen."
    unused = [s for s in read(text).signals if s.kind is SignalKind.CUE and s.reason]
    assert [text[s.span.start : s.span.end] for s in unused] == ["wil"]
