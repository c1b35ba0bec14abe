"""What the source itself states, as triples with the origin `kg:Given`: authors, subjects, quotations, claims, events."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from kg.model import Attitude, Certainty, EntityKind, Form, Polarity, Temporality
from kg.triples import Literal, Triple, language_fault
from kg.vocab import KG, RDF, RDFS, SCHEMA, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.graph.article import Triples
    from kg.model import Entity, GivenEntity, GivenEvent, GivenStatement, Span

__all__ = ["write_given"]

_ACTORS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GEOPOLITICAL_ENTITY})
_PLACES = frozenset({EntityKind.PLACE, EntityKind.GEOPOLITICAL_ENTITY})
_PATTERN = "markup"


def write_given(out: Triples, entities: Sequence[Entity], iris: Sequence[str], extracted: Mapping[Span, bool]) -> None:
    """State what an article's source gives. `extracted` maps the spans of statements found in the text to whether their speaker was."""
    article, node = out.article, out.minter.article
    known = _Known(entities, iris)
    out.add(node, SCHEMA.author, *filter(None, map(known.iri, article.authors)))
    out.add(node, SCHEMA.about, *(iri for entity, iri in zip(entities, iris, strict=True) if entity.about))
    for subject in article.subjects:
        if subject.iri:
            out.add(node, SCHEMA.about, subject.iri, of=subject.label or "")
        elif subject.label:
            out.add(node, SCHEMA.keywords, out.words(subject.label))
    for event in article.events:
        _event(out, event, known)
    for statement in article.statements:
        _statement(out, statement, known, extracted)
    for subject in article.subjects:
        if subject.iri and subject.label:
            language = subject.language or out.language
            if fault := language_fault(language):
                out.leave_out(f"the language of the subject {subject.label[:80]!r}", fault)
                language = out.language
            out.add(subject.iri, RDF.type, SKOS.Concept)
            out.add(subject.iri, SKOS.prefLabel, Literal(subject.label, language=language), of=subject.label)


class _Known:
    """The nodes of given entities, by name and kind."""

    def __init__(self, entities: Sequence[Entity], iris: Sequence[str]) -> None:
        self.rows: dict[str, list[tuple[EntityKind, str]]] = {}
        for entity, iri in zip(entities, iris, strict=True):
            for name in filter(None, (entity.name, *entity.alternate_names)):
                self.rows.setdefault(name.casefold(), []).append((entity.kind, iri))

    def iri(self, given: GivenEntity | None) -> str | None:
        """Return the node of an entity that the source names, joined or not."""
        rows = self.rows.get(given.name.casefold(), ()) if given is not None else ()
        fitting = _PLACES if given is not None and given.kind in _PLACES else frozenset({given.kind} if given is not None else ())
        return next((iri for kind, iri in rows if kind in fitting), None)


def _event(out: Triples, event: GivenEvent, known: _Known) -> None:
    node = out.minter.labelled("event", _key(event.name, str(event.start)))
    out.add(node, RDF.type, KG.Event)
    out.add(node, RDFS.label, out.words(event.name))
    out.add(node, KG.origin, KG.Given)
    out.add(node, KG.participant, *dict.fromkeys(filter(None, map(known.iri, event.participants))))
    place = known.iri(event.place)
    if place is not None:
        out.add(node, KG.place, place)
    for predicate, day in ((KG.startDate, event.start), (KG.endDate, event.end)):
        if day is not None:
            out.add(node, predicate, Literal(day.isoformat(), XSD.date))
    out.add(node, SCHEMA.sameAs, *event.same_as, of=event.name)
    when = _temporality(event, out.article.published)
    certainty = Certainty.PROBABLE if when is Temporality.FUTURE else Certainty.CERTAIN
    for predicate, facet in ((KG.certainty, certainty), (KG.polarity, Polarity.POSITIVE), (KG.temporality, when)):
        out.add(node, predicate, KG.NAMESPACE + facet.value)
    out.add(node, KG.derivedBy, Literal(_PATTERN))
    if event.about:
        out.add(out.minter.article, SCHEMA.about, node)


def _temporality(event: GivenEvent, published: dt.date | dt.datetime | None) -> Temporality:
    """Tell past, present and future by the days that the source gives; an event without days is what the article is about now."""
    today = published.date() if isinstance(published, dt.datetime) else published
    last = event.end or event.start
    if today is None or last is None:
        return Temporality.PRESENT
    if last < today:
        return Temporality.PAST
    return Temporality.FUTURE if event.start is not None and event.start > today else Temporality.PRESENT


def _statement(out: Triples, statement: GivenStatement, known: _Known, extracted: Mapping[Span, bool]) -> None:
    """State a quotation or a claim, unless the same words were found with a speaker; without one, that statement gets the given one."""
    speaker = known.iri(statement.speaker) if statement.speaker is not None and statement.speaker.kind in _ACTORS else None
    inside = [(span, spoken) for span, spoken in extracted.items() if statement.span is not None and statement.span.covers(span)]
    if inside:
        nodes = [out.minter.local("statement", span) for span, spoken in inside if not spoken]
        for node in nodes:
            if speaker is not None and Triple(node, RDF.type, KG.Statement) in out.found:
                out.add(node, KG.speaker, speaker)
        return
    span = statement.span
    node = out.minter.local("statement", span) if span is not None else out.minter.labelled("statement", _key(statement.text, ""))
    out.add(node, RDF.type, KG.Statement)
    out.add(node, KG.origin, KG.Given)
    out.add(node, KG.speaker, *filter(None, (speaker,)))
    if span is not None:
        out.add(node, KG.contentMention, out.mention(span))
    out.add(node, KG.form, KG.NAMESPACE + (Form.DIRECT if statement.direct else Form.INDIRECT).value)
    out.add(node, KG.attitude, KG.NAMESPACE + Attitude.ASSERTION.value)
    out.add(node, KG.polarity, KG.NAMESPACE + Polarity.POSITIVE.value)
    if statement.date is not None:
        out.add(node, KG.startDate, Literal(statement.date.isoformat(), XSD.date))
        out.add(node, KG.endDate, Literal(statement.date.isoformat(), XSD.date))
    out.add(node, KG.text, out.words(" ".join(statement.text.split())))
    out.add(node, KG.derivedBy, Literal(_PATTERN))


def _key(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
