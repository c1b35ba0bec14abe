"""One construction a row: what a sentence says, and what must not be read into it."""

from __future__ import annotations

import pytest

import kg
from kg.model import Attitude, Certainty, EntityKind, Form, Polarity, Role, Temporality
from kg.pipeline import Settings

pytestmark = pytest.mark.model
PUBLISHED = "2026-03-11"  # a Wednesday
A, F, P = Attitude, Form, Polarity


def read(text: str):
    return kg.convert(text, published=PUBLISHED, language="nl", settings=Settings(validate=False, min_confidence=0)).extraction


def said(text: str) -> list[tuple[object, ...]]:
    """Return speaker, cue, content, form and attitude of each statement."""
    return [
        (
            " / ".join(text[p.span.start : p.span.end] for p in s.speakers),
            " ".join(text[c.start : c.end] for c in s.cue),
            " … ".join(text[c.start : c.end] for c in s.content),
            s.form,
            s.attitude,
        )
        for s in read(text).statements
    ]


STATEMENTS = {
    "er with a preposition": ("De minister wees erop dat de brug onveilig is.", "De minister", "wees", "dat de brug onveilig is", F.INDIRECT, A.ASSERTION),
    "hearsay": ("De brug is naar verluidt onveilig.", "", "naar verluidt", "De brug is … onveilig", F.INDIRECT, A.ASSERTION),
    "judgement": ("Visser noemde het plan onhaalbaar.", "Visser", "noemde", "het plan onhaalbaar", F.INDIRECT, A.ASSERTION),
    "evidence": ("Uit onderzoek van de inspectie blijkt dat de brug lekt.", "de inspectie", "blijkt", "dat de brug lekt", F.INDIRECT, A.ASSERTION),
    "any verb after a quotation": (
        "“Eindelijk hebben we hier rust”, lacht burgemeester Visser.",
        "burgemeester Visser",
        "lacht",
        "Eindelijk hebben we hier rust",
        F.DIRECT,
        A.ASSERTION,
    ),
    "a quotation of whom the sentence before is about": (
        "Burgemeester Visser was tevreden. “Wij hebben hier jaren op gewacht.”",
        "Burgemeester Visser",
        "",
        "Wij hebben hier jaren op gewacht",
        F.DIRECT,
        A.ASSERTION,
    ),
    "a colon in the sentence before": (
        "Burgemeester Visser verklaarde: “Wij wachten niet langer.”",
        "Burgemeester Visser",
        "verklaarde",
        "Wij wachten niet langer",
        F.DIRECT,
        A.ASSERTION,
    ),
    "a name and a colon": ("Visser: “Wij wachten niet.”", "Visser", ":", "Wij wachten niet", F.DIRECT, A.ASSERTION),
    "a plan": ("De gemeente is van plan de brug te sluiten.", "De gemeente", "is van plan", "de brug te sluiten", F.INDIRECT, A.INTENTION),
    "a cue noun": ("De belofte van de minister dat de brug opengaat, stelt gerust.", "de minister", "belofte", "dat de brug opengaat", F.INDIRECT, A.PROMISE),
    "zo with inversion": ("De brug blijft dicht, zo meldt de provincie.", "de provincie", "meldt", "De brug blijft dicht", F.INDIRECT, A.ASSERTION),
    "aldus": ("De brug blijft dicht, aldus de provincie.", "de provincie", "aldus", "De brug blijft dicht", F.INDIRECT, A.ASSERTION),
    "a quotation in two parts": (
        "“De brug blijft dicht”, zei Visser, “tot de zomer begint.”",
        "Visser",
        "zei",
        "De brug blijft dicht … tot de zomer begint",
        F.DIRECT,
        A.ASSERTION,
    ),
    "the object alone": (
        "De provincie kondigde vrijdag de sluiting van de brug aan.",
        "De provincie",
        "kondigde aan",
        "de sluiting van de brug",
        F.INDIRECT,
        A.ANNOUNCEMENT,
    ),
    "a noun with its verb": ("De krant maakte melding van een fout.", "De krant", "maakte melding", "een fout", F.INDIRECT, A.ASSERTION),
    "a participle for what one believes": (
        "De minister is ervan overtuigd dat de brug opengaat.",
        "De minister",
        "is overtuigd",
        "dat de brug opengaat",
        F.INDIRECT,
        A.BELIEF,
    ),
    "an auxiliary that the tagger helps to find": (
        "De woordvoerder zal vrijdag toezeggen dat de brug opengaat.",
        "De woordvoerder",
        "toezeggen",
        "dat de brug opengaat",
        F.INDIRECT,
        A.PROMISE,
    ),
}


@pytest.mark.parametrize("row", STATEMENTS.values(), ids=STATEMENTS)
def test_statement(row) -> None:
    sentence, *expected = row
    assert tuple(expected) in said(sentence)


@pytest.mark.parametrize(("opening", "closing"), ['""', "“”", "„”", "«»", "''", "‘’", (",,", "''"), (",,", "”"), ("``", "''")], ids=lambda mark: mark)
def test_quotation_marks(opening, closing) -> None:
    """Each kind of quotation marks, those of newspapers without typographic ones among them; an apostrophe for letters left out is none."""
    text = f"{opening}Wij wachten niet langer{closing}, zei burgemeester Visser 's avonds."
    assert said(text) == [("burgemeester Visser", "zei", "Wij wachten niet langer", F.DIRECT, A.ASSERTION)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dat wil niet zeggen dat de brug dicht is.",
        "Dat kun je niet voorzien.",
        "Zij weet waarover ze praat.",
        "Volgens traditie begint het feest om acht uur.",
        "In de winkel lag het boek ‘De lange winter van vroeger’.",
    ],
)
def test_nobody_says_it(sentence) -> None:
    assert said(sentence) == []


def test_what_is_demanded_was_not_said() -> None:
    """Who is asked to make something known has not done so; who did is a speaker."""
    (statement,) = read("Oppositieleider Mark Terpstra eist dat de minister het rapport openbaar maakt.").statements
    assert statement.attitude is Attitude.DEMAND
    (statement,) = read("De minister maakte het rapport openbaar.").statements
    assert statement.attitude is Attitude.ANNOUNCEMENT


def test_nobody_denies() -> None:
    (statement,) = read("Niemand verwachtte dat de brug zou sluiten.").statements
    assert (statement.attitude, statement.polarity) == (A.EXPECTATION, P.NEGATIVE)


def test_nested_statements() -> None:
    text = "De minister vreest dat de bond eist dat de lonen stijgen."
    assert [row[:3] for row in said(text)] == [
        ("De minister", "vreest", "dat de bond eist dat de lonen stijgen"),
        ("de bond", "eist", "dat de lonen stijgen"),
    ]


def test_that_refers_to_the_sentence_before() -> None:
    """The content is the pronoun; its text and its antecedent are the sentence that it stands for."""
    text = "De brug is verouderd. Dat heeft minister Visser gezegd."
    result = kg.convert(text, published=PUBLISHED, language="nl")
    (statement,) = result.extraction.statements
    assert [text[c.start : c.end] for c in (*statement.content, *statement.antecedent)] == ["Dat", "De brug is verouderd"]
    turtle = result.turtle()
    assert 'kg:text "De brug is verouderd"@nl' in turtle
    assert "kg:antecedentMention <#char=0,20>" in turtle
    assert result.findings == ()


def test_the_text_of_a_statement_closes_its_quotation() -> None:
    turtle = kg.convert('Visser noemde het plan "een verkeerd signaal".', published=PUBLISHED, language="nl").turtle()
    assert r'kg:text "het plan \"een verkeerd signaal\""@nl' in turtle


EVENTS = {
    # sentence: label, type, {role: phrase}, certainty, polarity, temporality
    "Twee agenten raakten gewond.": ("gewond raken", "die-injure", {Role.PATIENT: "Twee agenten"}, "Certain", "Positive", "Past"),
    "Het bedrijf ging failliet.": ("failliet gaan", "legal", {Role.PATIENT: "Het bedrijf"}, "Certain", "Positive", "Past"),
    "Honderden mensen zijn gevlucht.": ("vluchten", None, {Role.AGENT: "Honderden mensen"}, "Certain", "Positive", "Past"),
    "De gemeente zal de man ontslaan.": ("ontslaan", "resign", {Role.AGENT: "De gemeente", Role.PATIENT: "de man"}, "Certain", "Positive", "Future"),
    "Niet alleen de burgemeester vertrekt.": ("vertrekken", "resign", {}, "Certain", "Positive", "Present"),
    "De club lijkt te verhuizen.": ("verhuizen", None, {Role.AGENT: "De club"}, "Probable", "Positive", "Future"),
}


@pytest.mark.parametrize("sentence", EVENTS, ids=lambda s: s[:40])
def test_event(sentence) -> None:
    label, kind, roles, *factuality = EVENTS[sentence]
    (event,) = read(sentence).events
    assert (event.label, event.type) == (label, kind)
    found = {p.role: sentence[p.phrase.span.start : p.phrase.span.end] for p in event.participants}
    assert {role: found.get(role) for role in roles} == roles
    assert [event.certainty, event.polarity, event.temporality] == [Certainty(factuality[0]), Polarity(factuality[1]), Temporality(factuality[2])]


@pytest.mark.parametrize(
    "sentence",
    [
        "De speler was onthutst.",
        "Hij hield rekening met regen.",
        "Zij speelde een rol.",
        "De jas kan niet af.",
        "Het fabricaat komt te laat.",
    ],
)
def test_moods_idioms_and_modals_are_no_events(sentence) -> None:
    assert read(sentence).events == ()


@pytest.mark.parametrize(("sentence", "kind"), [("De leden kozen een voorzitter.", "elect"), ("De leden kozen een kleur.", None)])
def test_a_type_holds_where_its_participants_fit(sentence, kind) -> None:
    (event,) = read(sentence).events
    assert event.type == kind


def test_a_relative_pronoun_gives_way_to_its_antecedent() -> None:
    text = "De fabriek die hij verkocht, staat leeg."
    (event,) = read(text).events
    assert {p.role: text[p.phrase.span.start : p.phrase.span.end] for p in event.participants} == {Role.AGENT: "hij", Role.PATIENT: "De fabriek"}


def test_what_is_called_off_does_not_happen() -> None:
    text = "De gemeente heeft het feest afgelast."
    polarity = {e.label: e.polarity for e in read(text).events}
    assert polarity == {"feest": Polarity.NEGATIVE, "afgelasten": Polarity.POSITIVE}


@pytest.mark.parametrize("text", ["Jan Mulder vertrok.", "Tijdens Roze Zaterdag zong het koor."])
def test_a_name_holds_no_date(text) -> None:
    assert all(event.time is None for event in read(text).events)


def mentions(text: str) -> dict[str, set[str]]:
    return {
        e.name or text[e.mentions[0].span.start : e.mentions[0].span.end]: {text[m.span.start : m.span.end] for m in e.mentions} for e in read(text).entities
    }


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Delta meldde dat het de fabriek verkoopt.", "Delta", {"Delta", "het"}),
        ("Topman Jan Smit van Delta nam de rivaal over. Deze laatste maakt verlies.", "Delta", {"Delta", "Deze laatste"}),
        ("De Europese Centrale Bank (ECB) verlaagde de rente. De ECB wacht af.", "Europese Centrale Bank", {"Europese Centrale Bank", "ECB"}),
        ("Delta Inc. en Delta Records procederen.", "Delta Inc.", {"Delta Inc."}),
        ("Anna Visser won. “Ik ben blij met deze zege”, zei Visser.", "Anna Visser", {"Anna Visser", "Visser", "Ik"}),
    ],
    ids=["het", "deze laatste", "abbreviation", "two companies", "ik"],
)
def test_one_entity(text, name, expected) -> None:
    assert mentions(text)[name] == expected


def test_a_speaker_is_not_his_own_he() -> None:
    text = "Jan Smit was blij. “Ik heb hem niet gekozen”, zei Smit."
    assert "hem" not in mentions(text)["Jan Smit"]


ROLES = {
    "Chief executive officer Anna Visser van Delta Foods vertrekt.": ("Chief executive officer", "Anna Visser"),
    "Anna Visser, hoogleraar in Leiden, vertrekt.": ("hoogleraar", "Anna Visser"),
    "Volgens een woordvoerder van de politie is de man gevlucht.": ("woordvoerder", None),
    "De Franse president Claire Dubois vertrekt.": ("president", "Claire Dubois"),
}


@pytest.mark.parametrize("text", ROLES, ids=lambda s: s[:30])
def test_role(text) -> None:
    title, holder = ROLES[text]
    found = read(text)
    (role,) = found.roles
    assert text[role.title.start : role.title.end] == title
    held = next(e for e in found.entities if any(m.head == role.holder for m in e.mentions))
    assert (held.kind, held.name) == (EntityKind.PERSON, holder)


def test_a_post_has_the_organization_that_is_named_elsewhere() -> None:
    """*van het concern Delta*, and *topman Smit* once *Delta-topman Jan Smit* was said."""
    text = "Topman Jan Smit van het Deense concern Delta Foods vertrekt. Topman Jan Smit wil rust."
    found = read(text)
    assert len(found.roles) == 2
    offices = {next(e.name for e in found.entities if any(m.head == role.of for m in e.mentions)) for role in found.roles}
    assert offices == {"Delta Foods"}


def test_an_attributive_date_is_not_when_it_happens() -> None:
    (event,) = read("De winnares van 1999 vertrok gisteren.").events
    assert str(event.time.start) == "2026-03-10"


def test_a_relative_clause_is_taken_for_granted() -> None:
    """What the speaker expects is the main clause; the relative clause is so, now."""
    text = "De minister verwacht dat de middelen die worden toegewezen, de plannen vertragen."
    allotted, slowed = read(text).events
    assert (allotted.label, allotted.certainty, allotted.temporality) == ("toewijzen", Certainty.CERTAIN, Temporality.PRESENT)
    assert (slowed.certainty, slowed.temporality) == (Certainty.PROBABLE, Temporality.FUTURE)


def test_a_purpose_lies_ahead() -> None:
    events = {e.label: e for e in read("Het doel is om toekomstige agressie af te schrikken.").events}
    assert (events["afschrikken"].certainty, events["afschrikken"].temporality) == (Certainty.POSSIBLE, Temporality.FUTURE)


def test_a_relative_clause_of_no_definite_noun_takes_nothing_for_granted() -> None:
    events = {e.label: e for e in read("De minister wil geen maatregel nemen die de vissers verjaagt.").events}
    assert events["verjagen"].certainty is not Certainty.CERTAIN


@pytest.mark.parametrize("text", ["De uitslag viel tegen.", "Hij lag de hele dag te wachten."])
def test_how_a_thing_is_or_who_waits_is_no_event(text) -> None:
    assert not read(text).events


def test_an_object_that_the_tagger_took_for_an_infinitive() -> None:
    text = "De organisatie vreest dat de bouw bruinvissen verjaagt."
    found = {e.label: {p.role: text[p.phrase.span.start : p.phrase.span.end] for p in e.participants} for e in read(text).events}
    assert found["verjagen"] == {Role.AGENT: "de bouw", Role.PATIENT: "bruinvissen"}
    assert "bruinvissen" not in found


def test_a_surname_with_a_particle_is_a_subject(converted) -> None:
    """*Van Loon stapt op 1 mei op* in the example article, whatever the tagger makes of *Van*."""
    (event,) = (e for e in converted.extraction.events if e.label == "opstappen")
    assert [converted.article.text[p.phrase.span.start : p.phrase.span.end] for p in event.participants if p.role is Role.AGENT] == ["Van Loon"]


@pytest.mark.parametrize(
    ("text", "names"), [("Vissers uit Urk protesteerden zaterdag.", {"Urk"}), ("Timmermans uit Urk protesteerde zaterdag.", {"Timmermans", "Urk"})]
)
def test_a_plural_that_opens_a_sentence_is_no_name(text, names) -> None:
    assert {e.name for e in read(text).entities if e.name} == names


def test_whose_post_it_is_does_not_hide_the_name_behind_it() -> None:
    text = "Het bedrijf kondigde vrijdag aan dat het zijn topman Pieter van Loon vervangt."
    found = read(text)
    assert {e.name or text[e.mentions[0].span.start : e.mentions[0].span.end] for e in found.entities} == {"Het bedrijf", "Pieter van Loon"}


def test_an_institution_is_not_the_organization_named_before() -> None:
    text = "Aurelia lag in de haven. De politie heeft de kapitein opgepakt."
    (event,) = (e for e in read(text).events if e.label == "oppakken")
    ship = next(e for e in read(text).entities if e.name == "Aurelia")
    assert [text[m.span.start : m.span.end] for m in ship.mentions] == ["Aurelia"]
    assert {p.role: text[p.phrase.span.start : p.phrase.span.end] for p in event.participants}[Role.AGENT] == "De politie"


def test_how_often_is_not_what() -> None:
    (event,) = read("De inspecteur waarschuwde de eigenaar twee keer.").events
    assert [p.role for p in event.participants] == [Role.AGENT, Role.PATIENT]


@pytest.mark.parametrize(
    ("text", "label", "roles"),
    [
        ("De politie gaat de verdachte ondervragen.", "ondervragen", {Role.AGENT: "De politie", Role.PATIENT: "de verdachte"}),
        ("Agenten verhoorden de verdachte urenlang.", "verhoren", {Role.AGENT: "Agenten", Role.PATIENT: "de verdachte"}),
        ("De gemeente hoopt de criminaliteit af te schrikken door camera's te plaatsen.", "plaatsen", {Role.AGENT: "De gemeente", Role.PATIENT: "camera's"}),
        ("De regering zal zeer binnenkort de cijfers publiceren.", "publiceren", {Role.AGENT: "De regering", Role.PATIENT: "de cijfers"}),
    ],
)
def test_who_does_what(text, label, roles) -> None:
    event = next(e for e in read(text).events if e.label == label)
    assert {p.role: text[p.phrase.span.start : p.phrase.span.end] for p in event.participants} == roles
    assert "verdenken" not in {e.label for e in read(text).events}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Burgemeester Elise Drenthof van Oosterhaven noemt de schade enorm.", {"Elise Drenthof", "Oosterhaven"}),
        ("Elise Drenthof eist dat de minister de schade vergoedt.", {"Elise Drenthof"}),
        ("De directeur, Jorrit van den Berg, stapt op.", {"Jorrit van den Berg"}),
        ("Minister Van Weel van Justitie vindt dat de politie meer geld nodig heeft.", {"Van Weel", "Justitie"}),
        ("Rusland ontkent betrokkenheid bij de sabotage van de gasleiding.", {"Rusland"}),
        ("Wilders noemt het akkoord een drama.", {"Wilders"}),
        ("De Oekraïense president Volodymyr Zelensky reist naar Washington.", {"Oekraïne", "Volodymyr Zelensky", "Washington"}),
        ("De onrust onder Zuid-Europese KNMI-medewerkers groeit.", {"KNMI"}),
        ("President Zelensky heeft generaal Zaloezjny ontslagen.", {"Zelensky", "Zaloezjny"}),
    ],
)
def test_a_first_name_goes_with_the_surname_and_not_with_the_place(text, names) -> None:
    assert {e.name for e in read(text).entities if e.name} == names


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Zaterdag waarschuwde de burgemeester dat de brug onveilig is.", "de burgemeester", "dat de brug onveilig is"),
        ("Dinsdag meldde het bedrijf dat de fabriek sluit.", "het bedrijf", "dat de fabriek sluit"),
        ("Premier Schoof liet woensdag weten dat hij niet opstapt.", "Premier Schoof", "dat hij niet opstapt"),
        ("Het bedrijf kondigt aan 500 banen te schrappen.", "Het bedrijf", "500 banen te schrappen"),
        ("De brug is onveilig, zo liet de minister weten.", "de minister", "De brug is onveilig"),
        ("De bezorgdheid onder vissers dat de vangst daalt, groeit.", "vissers", "dat de vangst daalt"),
        ("De gemeenteraad verwierp het plan om de markt te verplaatsen.", "", "om de markt te verplaatsen"),
    ],
)
def test_who_said_it(text, speaker, content) -> None:
    ((said_by, _, what, _, _),) = said(text)
    assert (said_by, what) == (speaker, content)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Wethouder Anna Visser verzekert bewoners van Delfzijl dat de markt niet verdwijnt.", "bewoners van Delfzijl"),
        ("De burgemeester waarschuwde de inwoners dat de brug onveilig is.", "de inwoners"),
        ("De minister riep burgers op om water te sparen.", "burgers"),
        ("Visser zei tegen verslaggevers dat hij blijft.", "verslaggevers"),
        ("De minister beloofde een onderzoek.", None),
        ('"Ik kom terug", zei de minister.', None),
    ],
)
def test_whom_it_is_said_to(text, to) -> None:
    (statement,) = read(text).statements
    assert to == (text[statement.addressee.span.start : statement.addressee.span.end] if statement.addressee else None)


def test_what_ends_like_an_infinitive_behind_an_auxiliary_has_happened() -> None:
    (event,) = read("In Amsterdam is zondagavond een 34-jarige man neergestoken.").events
    assert (event.temporality, str(event.time.start), event.participants[0].role) == (Temporality.PAST, "2026-03-08", Role.PATIENT)


def test_what_is_not_done_to_an_event_does_not_deny_it() -> None:
    found = {e.label: e.polarity for e in read("Israël heeft de aanval niet opgeëist.").events}
    assert found == {"aanval": P.POSITIVE, "opeisen": P.NEGATIVE}


def test_found_dead_is_no_opinion() -> None:
    assert not read("De vrouw die vorige week werd vermist, is dood gevonden.").statements


def test_what_is_announced_lies_ahead() -> None:
    (event,) = read("De minister kondigde aan het plan in te trekken.").events
    assert (event.label, event.temporality) == ("intrekken", Temporality.FUTURE)


def test_what_is_talked_about_is_elsewhere() -> None:
    text = "Bondskanselier Merz en president Macron spraken zondag in Berlijn over de oorlog in Oekraïne."
    found = {e.label: [text[p.phrase.span.start : p.phrase.span.end] for p in e.participants if p.role is Role.PLACE] for e in read(text).events}
    assert found == {"spreken": ["Berlijn"], "oorlog": ["Oekraïne"]}


def test_an_infinitive_that_looks_like_a_participle_lies_ahead() -> None:
    (event,) = read("Het kabinet wil de btw verhogen.").events
    assert (event.label, event.temporality) == ("verhogen", Temporality.FUTURE)


@pytest.mark.parametrize("text", ["Het dak van de hal bezweek vrijdagavond onder de sneeuw.", "De dief stal zaterdag een fiets."])
def test_a_strong_past_is_past(text) -> None:
    (event,) = read(text).events
    assert event.temporality is Temporality.PAST
    assert event.time.start.isoformat() < "2026-03-11"


def test_the_foreign_is_no_country() -> None:
    text = "Denemarken betaalt de kabel.\n\nEr kwam druk uit het buitenland."
    denmark = next(e for e in read(text).entities if e.name == "Denemarken")
    assert [text[m.span.start : m.span.end] for m in denmark.mentions] == ["Denemarken"]


def test_what_comes_of_a_decision_does_not_date_it() -> None:
    events = {e.label: e for e in read("De minister neemt geen besluit waar de vissers over twee jaar spijt van krijgen.").events}
    assert events["besluit"].time is None
