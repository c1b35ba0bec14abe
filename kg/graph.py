"""From an extraction to the triples of `design`: nodes are minted from spans and names, each triple stands once."""

from __future__ import annotations

import bisect
import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import EntityKind, MentionForm, Role, Span, Status
from kg.tree import Tree
from kg.triples import Graph, Literal, Term, Triple
from kg.vocab import DEFAULT_BASE, KG, KGT, NIF, PROV, RDF, RDFS, SCHEMA, XSD, Minter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Article, Entity, Event, Extraction, Phrase, Statement, TimeExpression

__all__ = ["bare", "build"]

_SPEAKS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GEOPOLITICAL_ENTITY, EntityKind.GROUP})
_OPENERS = {'"': '"', "”": "“„", "“": "„", "’": "‘", "»": "«"}  # of a closing quotation mark
_LOCATES = frozenset({EntityKind.PLACE, EntityKind.GEOPOLITICAL_ENTITY})
_PATHS = {
    EntityKind.PERSON: "person",
    EntityKind.ORGANIZATION: "organization",
    EntityKind.GEOPOLITICAL_ENTITY: "place",
    EntityKind.PLACE: "place",
    EntityKind.GROUP: "group",
    EntityKind.THING: "thing",
}


def build(extraction: Extraction, *, version: str, base: str = DEFAULT_BASE, with_text: bool = False) -> Graph:
    """Return the graph of an article and of all that was found in it."""
    return _Builder(extraction, Minter(base, extraction.analysis.article.id), version, with_text=with_text).graph()


def bare(article: Article, *, version: str, base: str = DEFAULT_BASE, with_text: bool = False) -> Graph:
    """Return the graph of an article without claims: its language has no pipeline, or it was withdrawn."""
    out = _Triples(article, Minter(base, article.id))
    _describe(out, f"kg {version}", out.minter.run(version, "none"), with_text=with_text)
    out.write_mentions()
    return out.graph()


@dataclass(slots=True)
class _Triples:
    """Triples as they come, and the mentions that they point at."""

    article: Article
    minter: Minter
    found: dict[Triple, None] = field(default_factory=dict)
    spans: dict[Span, str] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, *objects: Term) -> None:
        for obj in objects:
            self.found.setdefault(Triple(subject, predicate, obj))

    def mention(self, span: Span, form: str = "") -> str:
        """Return the node of a mention; the first form given for a span counts."""
        self.spans[span] = self.spans.get(span) or form
        return self.minter.local("char", span)

    def words(self, value: str) -> Literal:
        return Literal(value, language=self.article.language)

    def write_mentions(self) -> None:
        for span in sorted(self.spans):
            node = self.minter.local("char", span)
            self.add(node, RDF.type, KG.Mention)
            self.add(node, NIF.beginIndex, Literal(str(span.start), XSD.integer))
            self.add(node, NIF.endIndex, Literal(str(span.end), XSD.integer))
            self.add(node, NIF.anchorOf, Literal(self.article.words(span)))
            self.add(node, NIF.referenceContext, self.minter.article)
            if self.spans[span]:
                self.add(node, KG.mentionForm, KG.NAMESPACE + self.spans[span])

    def graph(self) -> Graph:
        return Graph(self.minter.article, tuple(self.found))


def _describe(out: _Triples, maker: str, run: str, *, with_text: bool) -> None:
    """State what the source says about the article itself."""
    article, node = out.article, out.minter.article
    out.add(node, RDF.type, KG.Article)
    for predicate, value in ((SCHEMA.headline, article.headline), *((SCHEMA.keywords, k) for k in article.keywords)):
        if value:
            out.add(node, predicate, out.words(value))
    for predicate, day in ((SCHEMA.datePublished, article.published), (SCHEMA.dateModified, article.modified)):
        if day is not None:
            out.add(node, predicate, _moment(day))
    plain = (
        (SCHEMA.inLanguage, article.language),
        *((SCHEMA.author, author) for author in article.authors),
        (SCHEMA.publisher, article.publisher),
        (SCHEMA.identifier, article.identifier),
        (SCHEMA.license, article.license),
        (SCHEMA.version, article.version),
        (SCHEMA.creativeWorkStatus, article.status.value if article.status is not Status.USABLE else None),
    )
    for predicate, value in plain:
        if value:
            out.add(node, predicate, Literal(value))
    if article.url:
        out.add(node, SCHEMA.url, Literal(article.url, XSD.anyURI))
    if article.status is Status.USABLE:
        out.add(node, KG.keyPoint, *(out.mention(span) for span in article.key_points))
    out.add(node, KG.textHash, Literal(hashlib.sha256(article.text.encode()).hexdigest()))
    if with_text:
        out.add(node, NIF.isString, Literal(article.text))
    out.add(node, PROV.wasGeneratedBy, run)
    out.add(run, RDF.type, PROV.Activity)
    out.add(run, RDFS.label, Literal(maker))


def _moment(day: dt.date | dt.datetime) -> Literal:
    kind = XSD.dateTime if isinstance(day, dt.datetime) else XSD.date
    return Literal(day.isoformat(), kind)


def _holds(contents: tuple[Span, ...], span: Span) -> bool:
    return any(content.start <= span.start and span.end <= content.end for content in contents)


class _Builder:
    """Joins the parts of one extraction by token and by span."""

    def __init__(self, extraction: Extraction, minter: Minter, version: str, *, with_text: bool) -> None:
        self.extraction = extraction
        self.out = _Triples(extraction.analysis.article, minter)
        self.version, self.with_text = version, with_text
        self.iris = self._entity_iris()
        self.tree = Tree.of(extraction.analysis)
        self.by_head = self._heads(derived_first=False)
        self.persons = [
            (m.span, (self.iris[n], e))
            for n, e in enumerate(extraction.entities)
            for m in e.mentions
            if e.kind is EntityKind.PERSON and m.form is MentionForm.NAME
        ]
        self.implied = self._heads(derived_first=True)
        self.events = {event.trigger: event for event in reversed(extraction.events)}
        told = [(m.span, self.iris[n]) for n, e in enumerate(extraction.entities) for m in e.mentions]
        self.told = sorted([*told, *((trigger, minter.local("event", trigger)) for trigger in self.events)])
        self.told_from = [span.start for span, _ in self.told]
        self.statements = {statement.span: statement for statement in reversed(extraction.statements)}
        sized = ((sum(map(len, s.content)), s.span, s) for s in self.statements.values())
        self.inner_first = [(size, s) for size, _, s in sorted(sized, key=lambda row: row[:2])]

    def graph(self) -> Graph:
        analyser = self.extraction.analysis.analyser
        maker = f"kg {self.version}, {analyser}"
        _describe(self.out, maker, self.out.minter.run(self.version, analyser), with_text=self.with_text)
        if self.out.article.status is not Status.USABLE:
            return self.out.graph()
        for number, entity in enumerate(self.extraction.entities):
            self._entity(entity, self.iris[number])
        claims = [
            *((s.span.start, 0, s.span.end, s) for s in self.statements.values()),
            *((e.trigger.start, 1, e.trigger.end, e) for e in self.events.values()),
        ]
        for _, is_event, _, claim in sorted(claims, key=lambda c: c[:3]):
            if is_event:
                self._event(claim)  # type: ignore[arg-type]
            else:
                self._statement(claim)  # type: ignore[arg-type]
        self.out.write_mentions()
        return self.out.graph()

    # entities

    def _entity_iris(self) -> list[str]:
        """Mint an IRI an entity; namesakes of different kinds stay apart, the later one local."""
        taken: dict[str, EntityKind] = {}
        iris = []
        for entity in self.extraction.entities:
            iri = self._entity_iri(entity)
            if taken.setdefault(iri, entity.kind) is not entity.kind:
                iri = self.out.minter.local(_PATHS[entity.kind], entity.mentions[0].span)
                taken[iri] = entity.kind
            iris.append(iri)
        return iris

    def _entity_iri(self, entity: Entity) -> str:
        path = _PATHS[entity.kind]
        name = entity.name or ""
        known = name and entity.kind is not EntityKind.GROUP
        if known and not (entity.kind is EntityKind.PERSON and len(name.split()) < 2):  # noqa: PLR2004  (a single name is local)
            return self.out.minter.named(path, name)
        return self.out.minter.local(path, entity.mentions[0].span)

    def _heads(self, *, derived_first: bool) -> dict[int, tuple[str, Entity]]:
        """Token index -> entity; a compound such as *NAVO-leden* carries two mentions, of the whole and of its part."""
        found: dict[int, tuple[str, Entity]] = {}
        every = [(n, m) for n, e in enumerate(self.extraction.entities) for m in e.mentions]
        rows = [(m.derived is not derived_first, n, m.head) for n, m in every if derived_first or not m.derived]
        for _, number, head in sorted(rows):
            found.setdefault(head, (self.iris[number], self.extraction.entities[number]))
        return found

    def _entity(self, entity: Entity, node: str) -> None:
        out = self.out
        first = Triple(node, RDF.type, KG.NAMESPACE + entity.kind.value) not in out.found
        out.add(node, RDF.type, KG.NAMESPACE + entity.kind.value)
        if first:
            out.add(node, RDFS.label, out.words(entity.name or " ".join(out.article.words(entity.mentions[0].span).split())))
            if entity.name:
                out.add(node, SCHEMA.name, Literal(entity.name))
        out.add(node, SCHEMA.alternateName, *(Literal(name) for name in entity.alternate_names if name != entity.name))
        out.add(node, KG.mention, *(out.mention(m.span, m.form.value) for m in entity.mentions))
        heads = {m.head for m in entity.mentions}
        for role in self.extraction.roles:
            if role.holder in heads and entity.kind is EntityKind.PERSON:
                self._role(role.title, role.of, node)

    def _role(self, title: Span, of: int | None, holder: str) -> None:
        out = self.out
        node = out.minter.local("role", title)
        out.add(holder, KG.holdsRole, node)
        out.add(node, RDF.type, KG.Role)
        out.add(node, KG.roleTitle, out.words(out.article.words(title)))
        at = self.implied.get(of) if of is not None else None
        if at is not None and at[1].kind in _SPEAKS and at[0] != holder:
            out.add(node, KG.roleOf, at[0])
        out.add(node, KG.mention, out.mention(title))

    # statements

    def _statement(self, statement: Statement) -> None:
        out, node = self.out, self.out.minter.local("statement", statement.span)
        out.add(node, RDF.type, KG.Statement)
        out.add(node, KG.speaker, *self._actors(statement.speakers))
        out.add(node, KG.speakerMention, *(out.mention(phrase.span) for phrase in statement.speakers))
        out.add(node, KG.cueMention, *(out.mention(span) for span in statement.cue))
        out.add(node, KG.contentMention, *(out.mention(span) for span in statement.content))
        if statement.addressee is not None:
            out.add(node, KG.addressee, *self._actors((statement.addressee,)))
        out.add(node, KG.form, KG.NAMESPACE + statement.form.value)
        out.add(node, KG.attitude, KG.NAMESPACE + statement.attitude.value)
        out.add(node, KG.polarity, KG.NAMESPACE + statement.polarity.value)
        self._time(node, statement.time)
        if statement.occasion in self.events:
            out.add(node, KG.occasion, out.minter.local("event", self.events[statement.occasion].trigger))
        outer = self._around(statement.cue[:1] or statement.content[:1], exclude=statement)
        if outer is not None:
            out.add(node, KG.partOf, out.minter.local("statement", outer.span))
        out.add(node, KG.about, *self._about(statement))
        out.add(node, KG.antecedentMention, *(out.mention(span) for span in statement.antecedent))
        out.add(node, KG.text, out.words(" … ".join(map(self._words, statement.antecedent or statement.content))))
        out.add(node, KG.derivedBy, Literal(statement.pattern))

    def _words(self, span: Span) -> str:
        """Return the words of a span on one line; the mark that closes a quotation inside it and stands right behind it belongs to it."""
        text = " ".join(self.out.article.words(span).split())
        after = self.out.article.text[span.end : span.end + 1]
        openers = _OPENERS.get(after, "")
        unclosed = sum(map(text.count, openers)) - (0 if after in openers else text.count(after))
        return text + after if openers and unclosed % 2 else text

    def _actors(self, phrases: Iterable[Phrase]) -> list[str]:
        found = map(self._referent, phrases)
        return [iri for iri, entity in filter(None, found) if entity.kind in _SPEAKS]

    def _referent(self, phrase: Phrase) -> tuple[str, Entity] | None:
        """Return the entity of a phrase: that of its head, or the person that it ends in (*Nordstroom-topman X*, *Delta CEO X*)."""
        found = self.by_head.get(self.tree.named(phrase.head, self.by_head))
        if found is not None and found[1].kind is EntityKind.ORGANIZATION:
            last = next((p for p in self.persons if p[0].end == phrase.span.end and phrase.span.covers(p[0]) and p[0] != phrase.span), None)
            return last[1] if last is not None else found
        return found

    def _about(self, statement: Statement) -> list[str]:
        """Entities and events that the content mentions, in text order."""
        told: list[str] = []
        for content in statement.content:
            inside = slice(bisect.bisect_left(self.told_from, content.start), bisect.bisect_left(self.told_from, content.end))
            told += (iri for span, iri in self.told[inside] if span.end <= content.end)
        return told

    def _around(self, spans: Iterable[Span], *, exclude: Statement | None = None) -> Statement | None:
        """Return the innermost other statement whose content holds all these spans."""
        spans = tuple(spans)
        least = sum(map(len, exclude.content)) if exclude else 0
        for size, statement in self.inner_first:
            if size > least and statement is not exclude and all(_holds(statement.content, span) for span in spans):
                return statement
        return None

    # events

    def _event(self, event: Event) -> None:
        out, node = self.out, self.out.minter.local("event", event.trigger)
        out.add(node, RDF.type, KG.Event)
        out.add(node, RDFS.label, out.words(event.label))
        out.add(node, KG.mention, out.mention(event.trigger))
        if event.particle is not None:
            out.add(node, KG.mention, out.mention(event.particle))
        if event.type:
            out.add(node, KG.eventType, KGT + event.type)
        self._participants(event, node)
        self._time(node, event.time)
        out.add(node, KG.certainty, KG.NAMESPACE + event.certainty.value)
        out.add(node, KG.polarity, KG.NAMESPACE + event.polarity.value)
        out.add(node, KG.temporality, KG.NAMESPACE + event.temporality.value)
        inside = self._around((event.trigger,))
        if inside is not None:
            out.add(node, KG.reportedIn, out.minter.local("statement", inside.span))
        for link in self.extraction.links:
            if link.event == event.trigger and link.first in self.events and link.first != event.trigger:
                out.add(node, KG.sameEventAs, out.minter.local("event", link.first))
        out.add(node, KG.derivedBy, Literal(event.pattern))

    def _participants(self, event: Event, node: str) -> None:
        """Each filler has one role: the first that was found."""
        taken = {node}
        for participant in event.participants:
            if participant.event is not None and participant.event in self.events and participant.role is not Role.PLACE:
                iri = self.out.minter.local("event", participant.event)
            else:
                iri, entity = self._referent(participant.phrase) or ("", None)
                if entity is None or (participant.role is Role.PLACE and entity.kind not in _LOCATES):
                    continue
            if iri not in taken:
                taken.add(iri)
                self.out.add(node, KG.NAMESPACE + participant.role.value, iri)

    def _time(self, node: str, time: TimeExpression | None) -> None:
        if time is None:
            return
        for predicate, day in ((KG.startDate, time.start), (KG.endDate, time.end)):
            if day is not None:
                self.out.add(node, predicate, Literal(day.isoformat(), XSD.date))
        self.out.add(node, KG.timeMention, self.out.mention(time.span))
