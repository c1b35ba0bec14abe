"""Names whole, surnames that are posts, posts and their organizations, and what a noun before a name calls it."""

from __future__ import annotations

import pytest

import kg
from kg.model import EntityKind
from kg.pipeline import Settings

pytestmark = pytest.mark.model
K = EntityKind
PER, ORG, PLACE = K.PERSON, K.ORGANIZATION, K.PLACE


def read(text: str):
    return kg.convert(text, published="2026-05-07", language="nl", settings=Settings(validate=False, min_confidence=0)).extraction


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("De Rechtbank Den Haag veroordeelde de man tot vier jaar cel.", {"Rechtbank Den Haag": ORG}),
        ("De Hogeschool Utrecht begint een opleiding.", {"Hogeschool Utrecht": ORG}),
        ("De rechtbank in Den Haag veroordeelde de man tot vier jaar cel.", {"Den Haag": PLACE}),
        ("Van den Berg wordt de nieuwe burgemeester van Alphen aan den Rijn.", {"Van den Berg": PER, "Alphen aan den Rijn": PLACE}),
        ("De Raad van State vernietigde het plan.", {"Raad van State": ORG}),
        ("De Veiligheidsregio Zeeland stuurde een NL-Alert.", {"Veiligheidsregio Zeeland": ORG}),
        ("Albert Heijn en Jumbo verhogen de prijzen.", {"Albert Heijn": ORG, "Jumbo": ORG}),
        ("De plannen blijven, zegt minister Judith Prins.", {"Judith Prins": PER}),
        ("Apple CEO Steve Jobs stelde dinsdag de speler voor.", {"Apple": ORG, "Steve Jobs": PER}),
        ("Premier Mark de Wit ontving koning Felipe.", {"Mark de Wit": PER, "Felipe": PER}),
        ("Zangeres Noor Vos treedt op in Zwolle.", {"Noor Vos": PER, "Zwolle": PLACE}),
        ("De Noor Erik Solbakken won de slalom.", {"Erik Solbakken": PER}),
        ("Marieke van Dam (directeur Natuurmonumenten) is blij.", {"Marieke van Dam": PER, "Natuurmonumenten": ORG}),
        ("De burgemeester van Urk, Cees van den Bos, verbiedt het feest.", {"Urk": PLACE, "Cees van den Bos": PER}),
        ("Hoogleraar Staatsrecht Geert Blom noemt het besluit onverstandig.", {"Geert Blom": PER}),
    ],
)
def test_names_are_whole_and_of_their_kind(text: str, wanted: dict[str, EntityKind]) -> None:
    assert {e.name: e.kind for e in read(text).entities if e.name} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peter Kuiper is sinds dinsdag directeur van de Kamer van Koophandel.", {("Peter Kuiper", "directeur", "Kamer van Koophandel")}),
        ("Anna Visser wordt benoemd tot directeur van Shell.", {("Anna Visser", "directeur", "Shell")}),
        ("Anna Visser zal worden benoemd tot directeur van Shell.", set()),
        ("Ruud Bakker was tot 2019 wethouder van Meppel.", {("Ruud Bakker", "wethouder", "Meppel")}),
        ("Karin Smit is geen directeur van Shell.", set()),
        ("Jan de Boer is niet de nieuwe voorzitter van de KNVB.", set()),
        ("Tom Visser is mogelijk de nieuwe voorzitter van de KNVB.", set()),
        ("Marieke van Dam (directeur Natuurmonumenten) is blij.", {("Marieke van Dam", "directeur", "Natuurmonumenten")}),
        ("Voorzitter Ingrid Thijssen (VNO-NCW) reageert boos.", {("Ingrid Thijssen", "Voorzitter", "VNO-NCW")}),
        ("Burgemeester Koen Schuiling (Groningen) reageert boos.", {("Koen Schuiling", "Burgemeester", None)}),
        ("Oud-burgemeester Wim Kolkman van Zutphen is overleden.", {("Wim Kolkman", "Oud-burgemeester", "Zutphen")}),
        ("Sociaal-psycholoog Ap Reitsma spreekt van een trend.", {("Ap Reitsma", "Sociaal-psycholoog", None)}),
        ("Peter de Jong (trainer) was blij.", {("Peter de Jong", "trainer", None)}),
    ],
)
def test_posts_are_told_of_their_holder(text: str, wanted: set[tuple[str, str, str | None]]) -> None:
    found = read(text)
    holders = {m.head: e.name for e in found.entities for m in e.mentions if not m.derived}
    offices = {m.head: e.name for e in reversed(found.entities) for m in e.mentions}
    assert {(holders[r.holder], text[r.title.start : r.title.end], offices.get(r.of)) for r in found.roles} == wanted


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("De gemeente Groningen verhoogt de tarieven. De gemeente verwacht 2 miljoen euro extra.", "Groningen", "De gemeente"),
        ("De gemeente Tynaarlo kapt bomen. De gemeente plant nieuwe aan.", "Tynaarlo", "De gemeente"),
        ("Woningcorporatie Zuidwonen sloopt de flats. Nordstroom protesteert. De corporatie wil bouwen.", "Zuidwonen", "De corporatie"),
    ],
)
def test_a_noun_that_stood_right_before_a_name_is_its_own(text: str, name: str, noun: str) -> None:
    (entity,) = [e for e in read(text).entities if e.name == name]
    assert noun in {text[m.span.start : m.span.end] for m in entity.mentions}


def test_a_name_without_the_word_for_what_it_names() -> None:
    text = "Volgens Lindermeer is het kanaal dicht. Het besluit van Waterwegbedrijf Lindermeer verraste de schippers."
    assert [e.name for e in read(text).entities if e.kind is ORG] == ["Waterwegbedrijf Lindermeer"]


def test_a_noun_before_two_names_is_neithers() -> None:
    text = "De gemeente Groningen helpt de gemeente Assen met geld. De gemeente verwacht protest."
    named = [e for e in read(text).entities if e.name in {"Groningen", "Assen"}]
    assert len(named) == 2
    assert all("De gemeente" not in {text[m.span.start : m.span.end] for m in e.mentions} for e in named)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Secretaris-generaal Mark Rutte verzekert leden hulp.", "Mark Rutte"),
        ("Hoogleraar Staatsrecht Geert Blom noemt het besluit onverstandig.", "Geert Blom"),
    ],
)
def test_a_post_right_before_a_name_is_no_second_person(text: str, name: str) -> None:
    assert [e.name for e in read(text).entities if e.kind is PER] == [name]
