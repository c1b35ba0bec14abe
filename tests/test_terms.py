"""What cannot be written as RDF cannot be built: whatever a source says, strict parsers read exactly the triples that were meant."""

from __future__ import annotations

import datetime as dt
import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import graph
from kg.errors import KgError, TermError
from kg.model import (
    Analysis,
    Article,
    Entity,
    EntityKind,
    Event,
    Extraction,
    GivenEntity,
    GivenEvent,
    GivenStatement,
    HeldRole,
    Mention,
    MentionForm,
    Participant,
    Phrase,
    Role,
    Source,
    Span,
    Statement,
    Subject,
    TimeExpression,
    Token,
)
from kg.pipeline import Failed, Settings, convert
from kg.readers import Input
from kg.readers.facts import language_tag
from kg.triples import LONGEST, XSD_STRING, Graph, Literal, Triple, form_fault, iri_fault, language_fault, term_fault
from kg.vocab import KG, SCHEMA, XSD, Minter
from kg.write import FORMATS, serialize

NASTY = (
    "nl-abc . <urn:e:s> <urn:e:p> <urn:e:o>", "nl-abc <urn:e:graph> . #", "nl-a!", "nl_NL", "x" * 300, "i-klingon", "http://[::1", "http://a b/", "urn:x:y> <z>",
    "kg:Event", "schema:x", "rdf:type", "_:b0", "@id", "@type", "//a", "http://a/../b", "http://a/%zz", "\ud800", "\0", "\x1b[31m", '"""', "\\", "\\u0022",
    "\u2028\u0085", "\r\n", "\ufffe", "\ue000", "\U000e0001", "#", "?", "a#b", "..", "", "9" * 30, "javascript:x", "https://news.example/person/x",
)  # fmt: skip
TEXT = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=12), st.builds("http://a.example/{}".format, st.text(st.characters(), max_size=6)))
SOME = st.none() | TEXT
MANY = st.lists(TEXT, max_size=2).map(tuple)
DAY = st.none() | st.dates() | st.datetimes() | st.datetimes(timezones=st.integers(-86399, 86399).map(lambda s: dt.timezone(dt.timedelta(seconds=s))))
DATE = st.none() | st.dates()
WORDS = "Anna Visser opende de kade van Delft en zei dat het goed was."
PLACE = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
GIVEN = st.builds(GivenEntity, name=TEXT, kind=st.sampled_from(EntityKind), same_as=MANY, alternate_names=MANY, about=st.booleans())


@st.composite
def extractions(draw) -> Extraction:
    """Return an extraction with hostile strings in every field of its own and of its article."""
    text = WORDS + draw(TEXT)
    article = Article(
        id=draw(TEXT), text=text, language=draw(st.sampled_from(["nl", "nl-BE"]) | TEXT), source=Source(name="x"), headline=draw(SOME), published=draw(DAY),
        modified=draw(DAY), publisher=draw(SOME), authors=tuple(draw(st.lists(GIVEN, max_size=2))), url=draw(SOME), identifier=draw(SOME), keywords=draw(MANY),
        licenses=draw(MANY), version=draw(SOME), correction=draw(SOME), embargoed=draw(st.booleans()), embargo_until=draw(DAY),
        subjects=tuple(draw(st.lists(st.builds(Subject, iri=SOME, label=SOME, language=SOME), max_size=2))),
        statements=tuple(draw(st.lists(st.builds(GivenStatement, text=TEXT, speaker=st.none() | GIVEN, span=st.none() | PLACE, date=DATE), max_size=1))),
        events=tuple(draw(st.lists(st.builds(GivenEvent, name=TEXT, start=DATE, end=DATE, place=st.none() | GIVEN, same_as=MANY), max_size=1))),
    )  # fmt: skip
    tokens, at = [], 0
    for i, form in enumerate(WORDS.split()):
        tokens.append(Token(i=i, span=Span(at, at + len(form)), form=form, lemma=draw(TEXT), upos="NOUN", head=0, deprel="root" if not i else "obj"))
        at += len(form) + 1
    heads = st.integers(0, len(tokens) - 1)
    mention = st.builds(Mention, span=PLACE, head=heads, form=st.sampled_from(MentionForm))
    entity = st.builds(
        Entity, kind=st.sampled_from(EntityKind), mentions=st.lists(mention, min_size=1, max_size=2).map(tuple), name=SOME, alternate_names=MANY, same_as=MANY
    )
    phrase = st.builds(Phrase, span=PLACE, head=heads)
    time = st.none() | st.builds(TimeExpression, span=PLACE, head=heads, start=DATE, end=DATE)
    event = st.builds(
        Event, trigger=PLACE, head=heads, label=TEXT, pattern=TEXT, type=SOME, time=time,
        participants=st.lists(st.builds(Participant, role=st.sampled_from(Role), phrase=phrase), max_size=1).map(tuple),
    )  # fmt: skip
    said = st.builds(Statement, content=PLACE.map(lambda s: (s,)), pattern=TEXT, speakers=st.lists(phrase, max_size=1).map(tuple), time=time)
    return Extraction(
        analysis=Analysis(article=article, sentences=(), tokens=tuple(tokens), analyser=draw(TEXT)),
        entities=tuple(draw(st.lists(entity, max_size=2))), roles=tuple(draw(st.lists(st.builds(HeldRole, title=PLACE, holder=heads, of=heads), max_size=1))),
        statements=tuple(draw(st.lists(said, max_size=1))), events=tuple(draw(st.lists(event, max_size=1))),
    )  # fmt: skip


def meant(term: str | Literal) -> tuple[str, ...]:
    if not isinstance(term, Literal):
        return (term,)
    return (term.value, "", term.language.lower()) if term.language else (term.value, term.datatype, "")


def by_oxigraph(data: bytes, form: str) -> set[tuple]:
    syntax = {
        "turtle": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "nquads": ox.RdfFormat.N_QUADS,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
    }

    def term(node) -> tuple[str, ...]:
        if isinstance(node, ox.NamedNode):
            return (node.value,)
        return (node.value, "", node.language.lower()) if node.language else (node.value, node.datatype.value, "")

    quads = ox.parse(data, syntax[form])
    return {(getattr(q.graph_name, "value", ""), term(q.subject), term(q.predicate), term(q.object)) for q in quads}


def by_rdflib(data: bytes, form: str) -> set[tuple]:
    def term(node) -> tuple[str, ...]:
        if not isinstance(node, rdflib.Literal):
            return (str(node),)
        return (str(node), "", node.language.lower()) if node.language else (str(node), str(node.datatype or XSD_STRING), "")

    found = rdflib.Dataset()
    found.parse(data=data, format={"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld"}[form])
    names = {str(name) if name and "default" not in str(name) else "": name for *_, name in found.quads()}
    return {(key, term(s), term(p), term(o)) for key, name in names.items() for s, p, o in found.graph(name or rdflib.graph.DATASET_DEFAULT_GRAPH_ID)}


def check(built: Graph) -> None:
    for form, how in FORMATS.items():
        data = serialize([built], form)
        wanted = {(built.iri if how.dataset else "", meant(s), meant(p), meant(o)) for s, p, o in built.triples}
        assert by_oxigraph(data, form) == wanted, form
        assert by_rdflib(data, form) == wanted, form


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(extraction=extractions(), with_text=st.booleans(), base=st.sampled_from(["https://news.example/", "urn:kg:", "http://a.example/é/"]))
def test_what_is_meant_is_read(extraction, with_text, base) -> None:
    check(graph.build(extraction, version="1", base=base, with_text=with_text))
    check(graph.bare(extraction.analysis.article, extraction.entities, version="1", base=base, with_text=with_text))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(value=TEXT)
def test_a_term_is_told_as_the_store_tells_it(value) -> None:
    def refused(make) -> bool:
        try:
            make()
        except (ValueError, UnicodeError):
            return True
        return False

    assert bool(iri_fault(value)) is refused(lambda: ox.NamedNode(value))
    assert language_fault(value) or not refused(lambda: ox.Literal("", language=value))


@pytest.mark.parametrize("base", ["", "news", "http://[::1", "http://a b/", "https://a.example/#", "//a/", "x\ud800:"])
def test_a_base_that_makes_no_iris_is_refused(base) -> None:
    article = Article(id="a", text="x", language="nl", source=Source(name="x"))
    with pytest.raises(TermError, match="base"):
        graph.bare(article, version="1", base=base)


@pytest.mark.parametrize(
    "term",
    [
        "a b",
        "http://[::1",
        Literal("x", language="nl-a!"),
        Literal("x", "urn:a b"),
        Literal("\ud800"),
        Literal("a\0b"),
        Literal("x" * (LONGEST + 1)),
        Literal('"' * LONGEST),
    ],
    ids=lambda t: repr(t)[:30],
)
def test_a_graph_of_ill_formed_terms_cannot_be_made(term) -> None:
    assert term_fault(term)
    with pytest.raises(TermError):
        Graph("urn:a:b", (Triple("urn:a:s", "urn:a:p", term),))


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        (XSD.date, ["2026-03-11", "0001-01-01", "2024-02-29"], ["2026-02-30", "2026-3-1", "2026-03-11T00:00:00", "٢٠٢٦-03-11", "2026-03-11\n"]),
        (
            XSD.dateTime,
            ["2026-03-11T09:30:00+01:00", "2026-03-11T09:30:00Z"],
            ["2026-03-11", "2026-03-11T25:00:00", "2026-03-11T09:30:00+15:00", "2026-03-11T09:30:00+01:00:30"],
        ),
        (XSD.integer, ["0", "-12"], ["1.0", "²", "", "1e5"]),
        (XSD.anyURI, ["https://a.example/"], ["http://[::1", "a b"]),
    ],
)
def test_lexical_forms(form, good, bad) -> None:
    assert not any(form_fault(Literal(value, form)) for value in good)
    assert all(form_fault(Literal(value, form)) for value in bad)


def test_ordinary_identifiers_stay_and_others_are_escaped() -> None:
    assert Minter("https://n.example/", "kade-open-1a2b").article == "https://n.example/article/kade-open-1a2b"
    assert Minter("https://n.example/", "a b#c/é").article == "https://n.example/article/a%20b%23c%2F%C3%A9"
    assert len(Minter("https://n.example/", "a").named("person", "a" * 5000)) < 300


@pytest.mark.parametrize(
    "tag", ["nl-abc . <urn:e:s> <urn:e:p> <urn:e:o>", "nl-a!", "nl-abc <urn:e:graph> . #", "nl-toolongsubtag", "nl-", "nl-b", "en\nnl", '"nl']
)
def test_a_language_that_is_none_is_left_out_and_named(tag) -> None:
    page = '<html lang="{}"><head><title>Kade</title></head><body><article><p>De wethouder opende gisteren de nieuwe kade van Zoutwijk, na jaren van werk.</p></article></body></html>'
    (result,) = convert(Input(name="x", data=page.format(tag.replace("<", "&lt;").replace('"', "&quot;")).encode()), Settings(validate=False))
    assert result.article.language == "nl"
    assert any("html/@lang" in w and "left out" in w for w in result.warnings)
    assert {q[0] for q in by_oxigraph(serialize([result.triples], "nquads"), "nquads")} == {result.triples.iri}
    assert not [t for t in result.triples.triples if "urn:e:" in str(t)]


@pytest.mark.parametrize(
    ("given", "tag"), [("nl", "nl"), ("NL_be", "nl-BE"), ("zh-hans-cn", "zh-Hans-CN"), ("ca-VALENCIA", "ca-valencia"), ("de-1996", "de-1996")]
)
def test_tags_in_their_usual_form(given, tag) -> None:
    assert language_tag(given) == tag


def test_an_authority_that_is_no_iri_is_left_out_and_named() -> None:
    source = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Kade open", "inLanguage": "nl",
        "articleBody": "De wethouder Anna Visser opende gisteren de nieuwe kade van Zoutwijk, na jaren van werk.",
        "author": {"@type": "Person", "name": "Anna Visser", "sameAs": ["http://[::1", "https://www.wikidata.org/wiki/Q1"]},
    }  # fmt: skip
    (result,) = convert(Input(name="x", data=json.dumps(source).encode()), Settings())
    assert any("schema:sameAs of 'Anna Visser'" in w and "http://[::1" in w and "left out" in w for w in result.warnings)
    assert [t.object for t in result.triples.triples if t.predicate == SCHEMA.sameAs] == ["https://www.wikidata.org/wiki/Q1"]
    check(result.triples)


@pytest.mark.parametrize("half", ["\\ud800", "\\u0000", "\\udfff\\ud800"])
def test_half_characters_of_a_source_are_replaced(half) -> None:
    data = f'{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Kade {half} open","inLanguage":"nl","articleBody":"De wethouder Anna Visser opende {half} gisteren de kade."}}'
    (result,) = convert(Input(name="x", data=data.encode()), Settings(validate=False, with_text=True))
    assert not isinstance(result, Failed)
    assert "Kade ?" in result.article.text or "Kade \ufffd" in result.article.text
    check(result.triples)


def test_the_library_refuses_half_characters() -> None:
    import kg

    try:
        result = kg.convert("De man \ud800 zei dat.", language="nl")
    except KgError:
        return
    check(result.triples)


def test_a_text_that_no_store_takes_is_left_out_by_name() -> None:
    article = Article(id="a", text="x" * (LONGEST + 1), language="nl", source=Source(name="x"))
    built = graph.bare(article, version="1", with_text=True)
    assert any(w.startswith("nif:isString") and "left out" in w for w in built.left_out)
    assert any(t.predicate == KG.textHash for t in built.triples)
