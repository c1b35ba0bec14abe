"""Each claim says how likely it is true; `--min-confidence` leaves out the unlikely ones and nothing hangs in the air."""

from __future__ import annotations

import functools
import json
import statistics
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg import analyse, graph, judge, validate
from kg.judge.features import of_entity, of_event, of_statement
from kg.judge.scene import Scene
from kg.judge.weights import load
from kg.model import ClaimKind, Entity, EntityKind, EventLink, Mention, MentionForm, Span
from kg.pipeline import Settings, extract
from kg.triples import Literal
from kg.vocab import KG, RDF, SCHEMA, XSD
from tests.runs import kg as run

ARTICLE = Path(__file__).parent / "articles/windpark.txt"
pytestmark = pytest.mark.model
ALL = Settings(validate=False, min_confidence=0)
TOLD = """Burgemeester Anna Visser zei dinsdag in Delft dat de gemeente de brug sluit.

"De brug is onveilig", zegt aannemer Jan de Boer. De politie arresteerde woensdag twee mannen. Zij zouden een agent hebben bedreigd.
"""


@functools.cache
def found(text: str = ""):
    return kg.convert(text or ARTICLE.read_text(encoding="utf-8"), published="2026-03-11", language="nl", settings=ALL)


def stated(converted) -> dict[str, list[Literal]]:
    rows: dict[str, list[Literal]] = {}
    for triple in converted.triples.triples:
        if triple.predicate == KG.confidence:
            rows.setdefault(triple.subject, []).append(triple.object)
    return rows


def of_kinds(converted, *kinds: str) -> set[str]:
    return {t.subject for t in converted.triples.triples if t.predicate == RDF.type and t.object in kinds}


CLAIMS = (KG.Event, KG.Statement, KG.Person, KG.Organization, KG.GeopoliticalEntity, KG.Group, KG.Place, KG.Thing)


def test_every_claim_has_one_confidence() -> None:
    values = stated(found())
    assert set(values) == of_kinds(found(), *CLAIMS)
    assert all(len(each) == 1 and each[0].datatype == XSD.decimal and 0 < float(each[0].value) < 1 for each in values.values())
    assert len({each[0].value for each in values.values()}) > 20, "it tells claims apart"
    assert validate.check(found().triples) == tuple(f for f in validate.check(found().triples) if f.severity.value != "Violation")


def test_confidence_is_the_same_every_time() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    assert kg.convert(text, published="2026-03-11", language="nl", settings=ALL).turtle() == found().turtle()
    claims = found().extraction
    again = judge.judge(replace(claims, events=tuple(replace(e, confidence=None) for e in claims.events)))
    assert again.events == claims.events


def test_what_the_source_gives_has_none(tmp_path) -> None:
    page = '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Brug in Delft dicht", "articleBody": "De brug is dicht.", '
    page += '"inLanguage": "nl", "datePublished": "2026-03-11", "author": {"@type": "Person", "name": "Eva Bakker"}}'
    (tmp_path / "a.html").write_text(f'<html lang="nl"><script type="application/ld+json">{page}</script><p>De brug is dicht.</p></html>', encoding="utf-8")
    (converted,) = kg.convert_file(tmp_path / "a.html")
    given = {t.subject for t in converted.triples.triples if t.predicate == KG.origin}
    assert given
    assert not given & set(stated(converted))
    assert not [f for f in converted.findings if f.severity.value == "Violation"]


def test_weights_and_code_name_the_same_signs() -> None:
    """A sign that the code does not see would be learnt in vain; one of a fixed name that has no weight is one that was renamed since."""
    scene = Scene.of(found().extraction)
    claims = found().extraction
    seen = {
        ClaimKind.EVENT: {name for e in claims.events for name in of_event(scene, e)},
        ClaimKind.STATEMENT: {name for s in claims.statements for name in of_statement(scene, s)},
        ClaimKind.ENTITY: {name for e in claims.entities for name in of_entity(scene, e)},
    }
    listed = tomllib.loads((Path(judge.__file__).parent / "confidence.toml").read_text(encoding="utf-8"))
    assert set(listed) == {kind.value for kind in ClaimKind}
    for kind, names in seen.items():
        known = set(load("nl")[kind].signs)
        fixed = {name for name in known if name.split(" ")[0] not in OPEN[kind]}
        assert fixed - names == set(), kind
        assert len(known & names) > 15, kind


# Signs that take the name of a rule, a role, a kind or a relation: an article has some of them.
OPEN = {
    ClaimKind.EVENT: {"found", "type", "hangs", "agent", "patient", "recipient", "participant", "place"},
    ClaimKind.STATEMENT: {"found", "form", "attitude", "speaker"},
    ClaimKind.ENTITY: {"kind", "head", "hangs", "name", "nominal", "derived"},
}


def test_a_language_without_weights_takes_those_that_are_there() -> None:
    assert load("xx")[ClaimKind.EVENT] == load("nl")[ClaimKind.EVENT]


def test_a_mention_without_a_word_is_passed_over() -> None:
    """What the source marks may be of characters that are no words."""
    claims = found(TOLD).extraction
    mark = Mention(span=Span(0, 1), head=-1, form=MentionForm.NAME)
    bare = replace(claims, analysis=replace(claims.analysis, sentences=(), tokens=()), events=(), statements=(), roles=(), links=())
    assert judge.judge(replace(bare, entities=(Entity(kind=EntityKind.PLACE, mentions=(mark,), name="X", given=True),))).entities[0].confidence is None
    known = claims.entities[0]
    again = judge.judge(replace(claims, entities=(replace(known, mentions=(mark, *known.mentions)), *claims.entities[1:])))
    assert again.entities[0].confidence is not None


def test_an_analyser_without_names_or_arcs_is_no_worse_for_it() -> None:
    """What is not told is no sign of a mistake."""
    claims = found(TOLD).extraction
    silent = judge.judge(replace(claims, analysis=replace(claims.analysis, names=None, arcs=None)))
    assert all(0 < claim.confidence < 1 for claim in (*silent.events, *silent.statements, *silent.entities))
    assert not any(of_entity(Scene.of(silent), e)["not seen"] for e in silent.entities)


def test_judging_takes_little_of_the_time() -> None:
    """About 2 % of what analysis and extraction take, in processor time."""
    claims = found().extraction
    analyser = analyse.load("nl")

    def seconds(call) -> float:
        rounds = []
        for _ in range(7):
            began = time.process_time()
            call()
            rounds.append(time.process_time() - began)
        return statistics.median(rounds)

    whole = seconds(lambda: extract(analyser.analyse(claims.analysis.article), ALL))
    assert seconds(lambda: judge.judge(claims)) < 0.05 * whole


# what stays


def with_confidence(events=0.9, statements=0.9, entities=0.9, text: str = TOLD):
    claims = found(text).extraction

    def value(given, claim):
        return given(claim) if callable(given) else given

    return replace(
        claims,
        events=tuple(replace(e, confidence=value(events, e)) for e in claims.events),
        statements=tuple(replace(s, confidence=value(statements, s)) for s in claims.statements),
        entities=tuple(replace(e, confidence=value(entities, e)) for e in claims.entities),
    )


def words(claims, which: str) -> list[str]:
    return [e.label for e in claims.events] if which == "events" else [claims.analysis.article.words(s.span) for s in claims.statements]


def test_zero_keeps_everything() -> None:
    claims = with_confidence(events=0.01)
    assert judge.keep(claims, 0) is claims
    assert judge.keep(claims, 0.01) is claims, "at the least confidence a claim stays"


def test_an_unlikely_event_goes_with_its_links_and_its_part_in_others() -> None:
    claims = with_confidence(events=lambda e: 0.2 if e.label == "arresteren" else 0.9)
    kept = judge.keep(claims, 0.5)
    assert "arresteren" in words(claims, "events")
    assert "arresteren" not in words(kept, "events")
    names = [claims.analysis.article.words(e.mentions[0].span) for e in claims.entities]
    left = [claims.analysis.article.words(e.mentions[0].span) for e in kept.entities]
    assert "twee mannen" in names
    assert [n for n in names if n not in left] <= ["De politie", "twee mannen"], "only nobodies that stood in nothing else go with it"
    assert {each.kind for each in kept.left_out} <= {ClaimKind.EVENT, ClaimKind.ENTITY}


def test_what_a_statement_reports_goes_with_it() -> None:
    """Else it would stand as the article's own."""
    claims = with_confidence(statements=lambda s: 0.1 if s.cue and claims_words(s) == "zei" else 0.9)
    assert "sluiten" in words(claims, "events")
    kept = judge.keep(claims, 0.5)
    assert "sluiten" not in words(kept, "events")
    assert [each.reason for each in kept.left_out if each.kind is ClaimKind.EVENT] == ["the statement that reports it is left out"]


def claims_words(statement) -> str:
    return TOLD[statement.cue[0].start : statement.cue[0].end]


def test_an_actor_stays_while_anything_refers_to_it() -> None:
    claims = with_confidence(entities=0.1)
    kept = judge.keep(claims, 0.5)
    whole, least = (graph.build(each, version="1").triples for each in (claims, kept))
    parts = {KG.NAMESPACE + name for name in ("speaker", "agent", "patient", "recipient", "participant", "place", "roleOf", "holdsRole")}
    assert [t for t in whole if t.predicate in parts] == [t for t in least if t.predicate in parts]
    assert len(kept.entities) < len(claims.entities)
    assert [(TOLD[e.span.start : e.span.end], e.reason) for e in kept.left_out] == [("Delft", "its confidence is less than 0.50")]


def test_whom_the_source_names_stays(tmp_path) -> None:
    page = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Brug dicht", "articleBody": "In Delft is de brug dicht.", "inLanguage": "nl"}
    page |= {"datePublished": "2026-03-11", "about": [{"@type": "Place", "name": "Delft"}]}
    (tmp_path / "a.jsonld").write_text(json.dumps(page), encoding="utf-8")
    (converted,) = kg.convert_file(tmp_path / "a.jsonld", settings=Settings(min_confidence=1))
    about = [t.object for t in converted.triples.triples if t.predicate == SCHEMA.about]
    assert [iri.rsplit("/", 1)[-1] for iri in about] == ["delft"]
    assert not converted.extraction.events
    assert [e.name for e in converted.extraction.entities] == ["Delft"]


def test_a_later_presentation_points_to_the_first_that_stays() -> None:
    claims = with_confidence()
    one, two, three = (e.trigger for e in claims.events[:3])
    claims = replace(claims, links=(EventLink(event=two, first=one), EventLink(event=three, first=one)))
    first = replace(claims.events[0], confidence=0.1)
    kept = judge.keep(replace(claims, events=(first, *claims.events[1:])), 0.5)
    triggers = {e.trigger for e in kept.events}
    assert all(link.event in triggers and link.first in triggers for link in kept.links)
    assert (EventLink(event=three, first=two) in kept.links) is ({two, three} <= triggers)


@pytest.mark.parametrize("least", [0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
def test_no_graph_points_at_what_is_left_out(least) -> None:
    claims = judge.keep(found().extraction, least)
    built = graph.build(claims, version="1")
    assert [f for f in validate.check(built) if f.severity.value == "Violation"] == []
    subjects = {t.subject for t in built.triples}
    local = {t.object for t in built.triples if not isinstance(t.object, Literal) and t.object.startswith(built.iri + "#")}
    assert local <= subjects
    kept = {(e.kind, e.span) for e in claims.left_out}
    assert len(kept) == len(claims.left_out), "each is told once"
    whole = found().extraction
    before = len(whole.events) + len(whole.statements) + len(whole.entities)
    assert before == len(claims.events) + len(claims.statements) + len(claims.entities) + len(claims.left_out)
    inside = {t.subject: t.object for t in found().triples.triples if t.predicate == KG.reportedIn}
    for triple in built.triples:
        if triple.predicate == RDF.type and triple.object == KG.Event and triple.subject in inside:
            assert inside[triple.subject] in subjects, "a reported event is never the article's own"


@pytest.mark.parametrize("least", [-0.1, 1.5, float("nan")])
def test_settings_take_a_probability(least) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        Settings(min_confidence=least)


# the command line


def test_the_option_leaves_out_and_says_so(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(TOLD, encoding="utf-8")
    options = ("--published", "2026-03-11", "--lang", "nl", "--base", "https://kb.example/")
    whole = run("convert", "a.txt", *options, "-o", "-", "--min-confidence", "0", cwd=tmp_path)
    assert "left out" not in whole.stderr
    assert whole.stdout.count("kg:confidence") > 8
    none = run("-v", "convert", "a.txt", *options, "-o", "-", "--min-confidence", "1", cwd=tmp_path)
    assert none.returncode == 0
    assert "kg:confidence" not in none.stdout
    assert "claims of a confidence under 1.00 left out" in none.stderr
    assert "left out: a.txt: event at" in none.stderr
    told = run("convert", "a.txt", *options, "-o", "x", "--min-confidence", "1", "--report", "json", cwd=tmp_path)
    coverage = json.loads(told.stdout or told.stderr)["coverage"]
    assert len(coverage["left_out"]) == whole.stdout.count("kg:confidence")
    assert {row["kind"] for row in coverage["left_out"]} == {"event", "statement", "entity"}
    assert "its claim is left out for want of confidence" in {row["reason"] for row in coverage["unused"]}


def test_the_option_in_kg_toml_and_its_range(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(TOLD, encoding="utf-8")
    assert run("convert", "a.txt", "--min-confidence", "1.5", cwd=tmp_path).returncode == 2
    (tmp_path / "kg.toml").write_text("[convert]\nmin-confidence = 1\n", encoding="utf-8")
    assert "kg:confidence" not in run("convert", "a.txt", "--lang", "nl", "-o", "-", cwd=tmp_path).stdout
    for bad in ("2", "nan", '"much"'):
        (tmp_path / "kg.toml").write_text(f"[convert]\nmin-confidence = {bad}\n", encoding="utf-8")
        done = run("convert", "a.txt", "--lang", "nl", "-o", "-", cwd=tmp_path)
        assert done.returncode == 2, bad
        assert "Traceback" not in done.stderr


def test_inspect_shows_confidence(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(TOLD, encoding="utf-8")
    lines = [json.loads(line) for line in run("inspect", "a.txt", "--lang", "nl", cwd=tmp_path).stdout.splitlines()]
    assert all(0 < line["confidence"] < 1 for line in lines if line.keys() & {"event", "statement", "entity"})
    lines = [json.loads(line) for line in run("inspect", "a.txt", "--lang", "nl", "--min-confidence", "1", cwd=tmp_path).stdout.splitlines()]
    assert not [line for line in lines if line.keys() & {"event", "statement", "entity"}]
    assert [line for line in lines if "left_out" in line]
