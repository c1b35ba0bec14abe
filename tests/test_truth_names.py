"""Who takes part: names and their kinds, the posts that people hold, and which mentions are one actor."""

from __future__ import annotations

import pytest

import kg
from kg.lexicons import names as names_lexicon
from kg.model import EntityKind
from kg.pipeline import Settings

pytestmark = pytest.mark.model
K = EntityKind
PER, ORG, GPE, PLACE, GROUP, THING = K.PERSON, K.ORGANIZATION, K.GEOPOLITICAL_ENTITY, K.PLACE, K.GROUP, K.THING


def read(text: str):
    return kg.convert(text, published="2026-05-07", language="nl", settings=Settings(validate=False, min_confidence=0)).extraction


def chains(text: str) -> dict[str, set[str]]:
    """Return the words of each mention, by the name of its entity."""
    return {e.name: {text[m.span.start : m.span.end] for m in e.mentions} for e in read(text).entities if e.name}


def posts(text: str) -> set[tuple[str, str, str | None]]:
    """Return holder, title and organization of each role."""
    found = read(text)
    holder = {m.head: e for e in found.entities for m in e.mentions if not m.derived}
    office = {m.head: e for e in reversed(found.entities) for m in e.mentions}
    return {
        (holder[r.holder].name or "", text[r.title.start : r.title.end], office[r.of].name if r.of in office else None)
        for r in found.roles
        if r.holder in holder and holder[r.holder].name
    }


# What a sentence names, and the kinds of what it names; a name that is not there must not be an entity.
NAMES = [
    ("De Sloveen Matej Kranjec won de etappe, voor de Deen Lars Holmbo.", {"Matej Kranjec": PER, "Lars Holmbo": PER}),
    ("De Keniaanse Grace Wanjala verbeterde het wereldrecord op de marathon.", {"Grace Wanjala": PER}),
    ("De 23-jarige Noorse Ingrid Solbakken sprong het verst.", {"Ingrid Solbakken": PER}),
    ("De Amsterdammer Joost Verhulst is aangehouden.", {"Joost Verhulst": PER}),
    ("Woensdag bezocht Hartog Lissabon om met Costello te praten.", {"Hartog": PER, "Lissabon": PLACE}),
    ("Dinsdag bezocht Willem Holland de fabriek.", {"Willem Holland": PER}),
    ("Distributeur Korvo liet weten dat topman Evert Maas is opgestapt.", {"Korvo": ORG, "Evert Maas": PER}),
    ("Chipmaker Altera neemt sectorgenoot Brontec over.", {"Altera": ORG, "Brontec": ORG}),
    ("Vakbond Solidair dreigt met stakingen bij vervoerder Rondo.", {"Solidair": ORG, "Rondo": ORG}),
    ("Webwinkel Blixem sluit het magazijn in Tilburg.", {"Blixem": ORG, "Tilburg": PLACE}),
    ("Modeketen Valora heeft uitstel van betaling aangevraagd.", {"Valora": ORG}),
    ("Start-up Windvang haalde 12 miljoen euro op.", {"Windvang": ORG}),
    ("Regisseur Milou Kersten won de Gouden Beer.", {"Milou Kersten": PER}),
    ("Apple CEO Steve Jobs stelde dinsdag de iPod voor.", {"Steve Jobs": PER, "Apple": ORG}),
    ("Tesla-topman Elon Musk verkocht aandelen.", {"Elon Musk": PER, "Tesla": ORG}),
    ("De schijf van 500 GB kost 120 USD.", {"GB": None, "USD": None}),
    ("De CEO van Velox stapt op.", {"CEO": None, "Velox": ORG}),
    ("Ruslands leger trekt zich terug uit Cherson.", {"Rusland": GPE}),
    ("Jans ontslag kwam als een verrassing voor Unilever.", {"Unilever": ORG}),
    ("Ajax versloeg Feyenoord met 3-1 in de Johan Cruijff ArenA.", {"Ajax": ORG, "Feyenoord": ORG}),
    ("PSV won zondag van FC Twente door een treffer van Luuk de Jong.", {"PSV": ORG, "FC Twente": ORG, "Luuk de Jong": PER}),
    ("Real Madrid en Manchester City spelen woensdag tegen elkaar.", {"Real Madrid": ORG, "Manchester City": ORG}),
    ("De VVD en GroenLinks-PvdA stemden tegen de motie van Volt.", {"VVD": ORG, "GroenLinks-PvdA": ORG, "Volt": ORG}),
    ("Kamerlid Sietske Bouma (CDA) wil opheldering van minister Van Dorp (Landbouw).", {"Sietske Bouma": PER, "CDA": ORG, "Van Dorp": PER}),
    ("De Raad van State gaf de gemeente Zwolle gelijk.", {"Raad van State": ORG, "Zwolle": (PLACE, GPE)}),
    ("De rechtbank in Arnhem veroordeelde Ronald B. tot acht jaar cel.", {"Arnhem": PLACE, "Ronald B.": PER}),
    ("Het Openbaar Ministerie eist zes jaar cel tegen Patrick de W.", {"Openbaar Ministerie": ORG, "Patrick de W": PER}),
    ("Hezbollah vuurde raketten af op Haifa.", {"Hezbollah": ORG, "Haifa": PLACE}),
    ("Een woordvoerder van Rijkswaterstaat meldt dat de A12 dicht is.", {"Rijkswaterstaat": ORG, "A12": (THING, PLACE, None)}),
    ("De orkaan Melissa trok over Jamaica.", {"Melissa": THING, "Jamaica": (GPE, PLACE)}),
    ("Zangeres Anouk Verbeek treedt op in Ahoy in Rotterdam.", {"Anouk Verbeek": PER, "Rotterdam": PLACE}),
    (
        "De Oostenrijkse kanselier Lukas Brandner en zijn Duitse collega Hanne Vogt spraken in Wenen.",
        {"Lukas Brandner": PER, "Hanne Vogt": PER, "Wenen": PLACE},
    ),
    ("Europol waarschuwt voor een toename van cybercriminaliteit in Oost-Europa.", {"Europol": ORG, "Oost-Europa": PLACE}),
    ("Volgens hoogleraar Ruud Koster van de Universiteit Leiden is de vondst uniek.", {"Ruud Koster": PER, "Universiteit Leiden": ORG}),
    ("Het KNMI heeft code oranje afgegeven voor Zeeland.", {"KNMI": ORG, "Zeeland": PLACE}),
    ("Jansen, De Boer en Van Vliet dienden de motie in.", {"Jansen": PER, "De Boer": PER, "Van Vliet": PER}),
    ("Ursula von der Leyen sprak met Recep Tayyip Erdogan.", {"Ursula von der Leyen": PER, "Recep Tayyip Erdogan": PER}),
    ("Chris van der Heijden-Smit wordt de nieuwe voorzitter van de FNV.", {"Chris van der Heijden-Smit": PER, "FNV": ORG}),
    ("Dat meldt de New York Times op basis van bronnen binnen het Pentagon.", {"New York Times": ORG, "Pentagon": ORG}),
    ("Oud-minister Gerda Lohman overleed zondag in Den Haag.", {"Gerda Lohman": PER, "Den Haag": PLACE}),
]

# Who holds which post where; nobody else holds one.
ROLES = [
    ("De Franse president Claire Dubois bezoekt Berlijn.", {("Claire Dubois", "president", "Frankrijk")}),
    ("Claire Dubois, de president van Frankrijk, bezoekt Berlijn.", {("Claire Dubois", "president", "Frankrijk")}),
    ("Defensieminister Bram Olthof kondigde extra geld aan.", {("Bram Olthof", "Defensieminister", None)}),
    ("Oud-premier Klaas Vinken schreef een boek.", {("Klaas Vinken", "Oud-premier", None)}),
    ("D66-Kamerlid Sanne Mulder stelde vragen.", {("Sanne Mulder", "Kamerlid", "D66")}),
    ("NAVO-chef Mark Rutte prees de bondgenoten.", {("Mark Rutte", "chef", "NAVO")}),
    ("Shell-topman Wael Haddad vertrekt.", {("Wael Haddad", "topman", "Shell")}),
    ("Politiechef Inge Terpstra bevestigt de aanhoudingen.", {("Inge Terpstra", "Politiechef", None)}),
    ("Hoofdcommissaris Pieter Roos leidt het onderzoek.", {("Pieter Roos", "Hoofdcommissaris", None)}),
    ("Volgens Tom Vermeer, directeur van Natuurmonumenten, is het bos gered.", {("Tom Vermeer", "directeur", "Natuurmonumenten")}),
    ("Anke de Wit, hoofdeconoom bij ING, verwacht groei.", {("Anke de Wit", "hoofdeconoom", "ING")}),
    ("Vicevoorzitter Pieter Storm van de FNV noemt het plan onhaalbaar.", {("Pieter Storm", "Vicevoorzitter", "FNV")}),
    ("De burgemeester van Utrecht, Sharon Kooistra, sloot het café.", {("Sharon Kooistra", "burgemeester", "Utrecht")}),
    ("Minister van Financiën Eelco Haan (VVD) presenteerde de begroting.", {("Eelco Haan", "Minister", None)}),
    ("Keeper Mats Verbruggen stopte de strafschop.", {("Mats Verbruggen", "Keeper", None)}),
    ("Viroloog Marit Koops waarschuwt voor een nieuwe golf.", {("Marit Koops", "Viroloog", None)}),
    ("Aartsbisschop Willem Eijkman vierde de mis.", {("Willem Eijkman", "Aartsbisschop", None)}),
    ("De Britse minister van Buitenlandse Zaken Emma Clarke reist naar Kiev.", {("Emma Clarke", "minister", "Verenigd Koninkrijk")}),
    ("Shell meldt dat topman Evert Maas is opgestapt.", {("Evert Maas", "topman", "Shell")}),
    ("Na Shell en Philips meldt ook topman Evert Maas verlies.", {("Evert Maas", "topman", None)}),
    (
        "Wethouder Karin Postma (GroenLinks) van Groningen en CDA-fractievoorzitter Bert Kramer botsten.",
        {("Karin Postma", "Wethouder", "Groningen"), ("Bert Kramer", "fractievoorzitter", "CDA")},
    ),
    (
        "De Amerikaanse minister van Defensie Lloyd Harker en zijn Israëlische ambtgenoot Yoav Barak bespraken de oorlog.",
        {("Lloyd Harker", "minister", "Verenigde Staten"), ("Yoav Barak", "ambtgenoot", "Israël")},
    ),
    ("Volgens PVV-leider Geert Wilders moet het kabinet aftreden.", {("Geert Wilders", "leider", "PVV")}),
    (
        "De Turkse president Erdogan en de Griekse premier Mitsotakis ontmoetten elkaar.",
        {("Erdogan", "president", "Turkije"), ("Mitsotakis", "premier", "Griekenland")},
    ),
    ("De moeder van Sven Bakker doet aangifte.", set()),
    ("Sven Bakker sprak met de minister.", set()),
]

# Which mentions are one entity: the name, words that must be of it, words that must not.
CHAINS = [
    ("Hanneke van den Berg stapt op. Van den Berg was sinds 2019 directeur.", "Hanneke van den Berg", {"Van den Berg"}, set()),
    ("Philips verkoopt een divisie. Het concern wil schulden aflossen.", "Philips", {"Het concern"}, set()),
    ("Philips en Siemens werken samen. Het concern wil groeien.", "Philips", set(), {"Het concern"}),
    ("Ajax verloor met 2-0. De club staat nu vierde.", "Ajax", {"De club"}, set()),
    ("Premier Jan Hartveld ontving de koning. De premier sprak van een goed gesprek.", "Jan Hartveld", {"De premier"}, set()),
    ("De NAVO vergadert in Brussel. Het bondgenootschap wil meer uitgeven.", "NAVO", {"Het bondgenootschap"}, set()),
    ("De Nederlandse Zorgautoriteit (NZa) deelt boetes uit. De NZa is streng.", "Nederlandse Zorgautoriteit", {"NZa"}, set()),
    ("De AFM (Autoriteit Financiële Markten) waarschuwt beleggers.", "Autoriteit Financiële Markten", {"AFM"}, set()),
    ("Apple Computer presenteert cijfers. Apple maakte meer winst.", "Apple Computer", {"Apple"}, set()),
    ("Het kopstuk Karim Belhaj is opgepakt. Justitie had een beloning uitgeloofd voor de tip die zou leiden tot zijn arrestatie.", "Justitie", set(), {"zijn"}),
    ("Anna Visser sprak met Peter Smit. Zij was tevreden.", "Anna Visser", {"Zij"}, set()),
    ("Anna Visser sprak met Peter Smit. Hij was tevreden.", "Peter Smit", {"Hij"}, set()),
    ("Kees Smit en Peter de Haan reden naar huis. Hij was moe.", "Kees Smit", set(), {"Hij"}),
    ("Minister Anna Visser verdedigt het plan. Volgens haar is er geen alternatief.", "Anna Visser", {"haar"}, set()),
    ("Chet Verbeek is overleden. Verbeek was gitarist. Chester Burton Verbeek werd 77 jaar.", "Chet Verbeek", {"Verbeek"}, set()),
    ("De Europese Commissie dwingt Apple zijn prijzen te verlagen.", "Europese Commissie", set(), {"zijn"}),
    ("De Franse autofabrikant Renault en het Japanse Nissan zetten hun samenwerking voort.", "Renault", set(), {"hun"}),
    ("Het Iers Republikeins Leger (Ira) zwijgt. Het Ira wil niet onderhandelen.", "Iers Republikeins Leger", {"Ira"}, set()),
    ("Joe Kerner trouwde met Lisa Kerner. Kerner is acteur.", "Lisa Kerner", set(), {"Kerner"}),
    ("ASML verhoogt de winst. Het bedrijf verwacht dat zijn omzet stijgt.", "ASML", {"Het bedrijf", "zijn"}, set()),
]


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[row[0] for row in NAMES])
def test_names_and_their_kinds(text, names) -> None:
    kinds = {e.name: e.kind for e in read(text).entities if e.name}
    for name, kind in names.items():
        assert kinds.get(name) in (kind if isinstance(kind, tuple) else (kind,)), (name, kinds)


@pytest.mark.parametrize(("text", "held"), ROLES, ids=[row[0] for row in ROLES])
def test_posts(text, held) -> None:
    assert posts(text) == held


@pytest.mark.parametrize(("text", "name", "same", "others"), CHAINS, ids=[row[0] for row in CHAINS])
def test_one_actor(text, name, same, others) -> None:
    words = chains(text).get(name, set())
    assert same <= words
    assert not others & words


def _names(text: str) -> set[str]:
    return {e.name for e in read(text).entities if e.name}


def test_a_heading_in_capitals_is_no_name() -> None:
    told = "De minister zei gisteren dat de kade open is, na jaren van werk."
    assert _names(f"BUITENLAND\n\n{told}\n\nSPORT.\n\nDe NAVO zei dat Nederland wint.\n\nKUNST EN CULTUUR\n\n{told}") == {"NAVO", "Nederland"}
    assert "Anna Visser" in _names(f"VISSER OPENT KADE\n\n{told} Anna Visser is blij.")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("verleden", None),
        ("vaccinatie", None),
        ("bestuursleden", GROUP),
        ("vechtpartij", None),
        ("regeringspartij", ORG),
        ("voorraad", None),
        ("gemeenteraad", ORG),
    ],
)
def test_what_only_ends_like_a_word_for_somebody_names_nobody(word, kind) -> None:
    assert names_lexicon.load("nl").kind(word) in {kind, THING if kind is None else kind}


def test_figures_that_are_cited_are_no_people() -> None:
    kinds = {e.mentions[0].span: e.kind for e in read("De winst stijgt volgens deze cijfers met tien procent.").entities}
    assert set(kinds.values()) <= {THING}


def test_a_preposition_parts_two_names_unless_a_list_has_the_whole() -> None:
    assert _names("Bij de aanslagen van de Garda op Velmark op 7 mei stierven twaalf mensen.") == {"Garda", "Velmark"}
    assert "Bergen op Zoom" in _names("De burgemeester van Bergen op Zoom opende de brug.")
