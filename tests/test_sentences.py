"""One construction a sentence: what must be found, and what must not."""

from __future__ import annotations

import datetime as dt

import pytest

from kg import statements
from kg.analyse.conllu import read_conllu
from kg.errors import AnalysisError
from kg.lexicons import names, reporting, times, triggers
from kg.model import Attitude, Form, Polarity, Span
from kg.pipeline import Settings, convert, extract
from kg.readers import Facts, Input

PUBLISHED = dt.date(2026, 3, 11)  # a Wednesday
pytestmark = pytest.mark.model


def extraction(sentence: str, published: dt.date | None = PUBLISHED):
    (result,) = convert(
        Input(name="x", facts=Facts(language="nl", published=published), data=sentence.encode(), form="text"), Settings(validate=False, min_confidence=0)
    )
    return result.extraction


STATEMENTS = [
    ("De minister zei dat de brug morgen opengaat.", "De minister", "zei", "dat de brug morgen opengaat", Form.INDIRECT, Attitude.ASSERTION),
    ("“Wij wachten niet langer”, zei burgemeester Anna Visser.", "burgemeester Anna Visser", "zei", "Wij wachten niet langer", Form.DIRECT, Attitude.ASSERTION),
    ("Volgens de politie is de dader gevlucht.", "de politie", "Volgens", "is de dader gevlucht", Form.INDIRECT, Attitude.ASSERTION),
    ("De vakbond eist dat het bedrijf de lonen verhoogt.", "De vakbond", "eist", "dat het bedrijf de lonen verhoogt", Form.INDIRECT, Attitude.DEMAND),
    ("Het kabinet verwacht dat de prijzen dalen.", "Het kabinet", "verwacht", "dat de prijzen dalen", Form.INDIRECT, Attitude.EXPECTATION),
    ("De organisatie vreest dat de natuur verdwijnt.", "De organisatie", "vreest", "dat de natuur verdwijnt", Form.INDIRECT, Attitude.CONCERN),
]


@pytest.mark.parametrize(("sentence", "speaker", "cue", "content", "form", "attitude"), STATEMENTS, ids=lambda v: str(v)[:30])
def test_statements(sentence, speaker, cue, content, form, attitude) -> None:
    found = extraction(sentence).statements
    rows = [
        ([sentence[p.span.start : p.span.end] for p in s.speakers], [sentence[c.start : c.end] for c in s.cue], [sentence[c.start : c.end] for c in s.content])
        for s in found
    ]
    assert ([speaker], [cue], [content]) in rows
    statement = found[rows.index(([speaker], [cue], [content]))]
    assert (statement.form, statement.attitude) == (form, attitude)


@pytest.mark.parametrize(
    "sentence",
    [
        "De brug gaat morgen open.",
        "De politie heeft een man aangehouden.",
        "Hij las het boek ‘De avonden’ in de trein.",
        "De film “Zwartboek” kwam in 2006 uit.",
        "Volgens plan vertrekt de trein om tien uur.",
    ],
)
def test_no_statement(sentence) -> None:
    assert extraction(sentence).statements == ()


def test_a_source_that_declines() -> None:
    (statement,) = extraction("De woordvoerder wilde niet zeggen of de directeur vertrekt.").statements
    assert statement.polarity is Polarity.NEGATIVE


TIMES = [
    ("De trein vertrok maandag.", "2026-03-09", "2026-03-09"),
    ("De trein vertrekt vrijdag.", "2026-03-13", "2026-03-13"),
    ("De minister vertrok gisteren.", "2026-03-10", "2026-03-10"),
    ("De minister vertrekt overmorgen.", "2026-03-13", "2026-03-13"),
    ("Het bedrijf verloor vorige maand een klant.", "2026-02-01", "2026-02-28"),
    ("De brug werd op 3 september 2024 geopend.", "2024-09-03", "2024-09-03"),
    ("De brug werd in 2024 geopend.", "2024-01-01", "2024-12-31"),
    ("De fabriek sloot twee weken geleden.", "2026-02-23", "2026-03-01"),
    ("De fabriek sluit volgend jaar.", "2027-01-01", "2027-12-31"),
    ("De fabriek werd in de zomer van 2005 gesloten.", "2005-06-01", "2005-08-31"),
]


@pytest.mark.parametrize(("sentence", "start", "end"), TIMES, ids=lambda v: str(v)[:40])
def test_times(sentence, start, end) -> None:
    (event,) = extraction(sentence).events
    assert event.time is not None
    assert (str(event.time.start), str(event.time.end)) == (start, end)


def test_without_a_date_the_expression_is_kept_and_not_resolved() -> None:
    (event,) = extraction("De trein vertrok maandag.", published=None).events
    assert event.time is not None
    assert (event.time.start, event.time.end) == (None, None)


@pytest.mark.parametrize("sentence", ["Er kwamen 2000 mensen naar het feest.", "Het huis kost 1950 euro.", "Hij liep de kamer uit."])
def test_no_time(sentence) -> None:
    assert all(event.time is None for event in extraction(sentence).events)


EVENTS = [
    ("De politie heeft een man aangehouden.", "aanhouden", "coerce", "Certain", "Positive", "Past"),
    ("Het bedrijf kan de fabriek niet verkopen.", "verkopen", "transaction", "Possible", "Negative", "Future"),
    ("De minister stapt morgen op.", "opstappen", "resign", "Certain", "Positive", "Future"),
    ("Het bedrijf heeft de fabriek niet verkocht.", "verkopen", "transaction", "Certain", "Negative", "Past"),
]


@pytest.mark.parametrize(("sentence", "label", "kind", "certainty", "polarity", "temporality"), EVENTS, ids=lambda v: str(v)[:40])
def test_events(sentence, label, kind, certainty, polarity, temporality) -> None:
    (event,) = extraction(sentence).events
    assert (event.label, event.type) == (label, kind)
    assert (event.certainty.value, event.polarity.value, event.temporality.value) == (certainty, polarity, temporality)


def test_a_light_verb_leaves_the_trigger_to_its_noun() -> None:
    (event,) = extraction("De landen sloten een akkoord.").events
    assert event.label == "akkoord"


@pytest.mark.parametrize("sentence", ["Amsterdam is een stad.", "Het huis heeft vijf kamers.", "De jongen moest naar huis."])
def test_states_are_no_events(sentence) -> None:
    assert extraction(sentence).events == ()


def test_roles_and_variants_are_one_person() -> None:
    text = "De Franse minister Claire Dubois sprak in Lyon met de vissers. Daarna vertrok Dubois."
    found = extraction(text)
    person = next(e for e in found.entities if e.name == "Claire Dubois")
    assert [text[m.span.start : m.span.end] for m in person.mentions] == ["Claire Dubois", "Dubois"]
    (role,) = found.roles
    assert text[role.title.start : role.title.end] == "minister"
    assert {e.name for e in found.entities} >= {"Frankrijk", "Lyon"}


def test_two_persons_with_one_surname_stay_two() -> None:
    found = extraction("Jan Bakker en Piet Bakker kwamen aan. Bakker vertrok gisteren.")
    assert sorted(e.name for e in found.entities if e.name) == ["Bakker", "Jan Bakker", "Piet Bakker"]


CONLLU = """\
1 Visser Visser PROPN _ _ 2 nsubj _ _
2 zei zeggen VERB _ Tense=Past|VerbForm=Fin 0 root _ _
3 dat dat SCONJ _ _ 5 mark _ _
4 hij hij PRON _ _ 5 nsubj _ _
5 wint winnen VERB _ Tense=Pres|VerbForm=Fin 2 ccomp _ SpaceAfter=No
6 . . PUNCT _ _ 2 punct _ _
"""


def test_grammar_without_a_model() -> None:
    """A hand-written tree is enough for the rules."""
    analysis = read_conllu(CONLLU, language="nl", published=PUBLISHED)
    assert analysis.article.text == "Visser zei dat hij wint."
    found = extract(analysis, Settings(min_confidence=0))
    (statement,) = found.statements
    assert (statement.cue, statement.content) == ((Span(7, 10),), (Span(11, 23),))
    assert statement.pattern == "clause"
    assert statements.find(analysis, (), (), reporting.load("nl")) != ()


def test_broken_conllu_names_its_line() -> None:
    with pytest.raises(AnalysisError, match="line 1"):
        read_conllu("1 een", language="nl")


def test_word_lists_load_and_have_headers() -> None:
    from kg import lexicons

    assert lexicons.languages() == ("nl",)
    for load in (names.load, times.load, reporting.load, triggers.load):
        assert load("nl") is load("nl")
    for name in ("names", "kinds", "nationalities", "first_names", "cities", "times", "reporting", "triggers", "morphology"):
        assert lexicons.header("nl", name)["licence"]
