"""Entities, posts, statements and events of one extraction as triples."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from kg.graph.article import Triples, describe
from kg.graph.entities import entity_iris, write_entity
from kg.graph.given import write_given
from kg.model import EntityKind, MentionForm, Role
from kg.reported import Reported
from kg.tree import Tree
from kg.triples import Graph, Literal
from kg.vocab import KG, KGT, RDF, RDFS, XSD, Minter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Entity, Event, Extraction, HeldRole, Phrase, Span, Statement, TimeExpression

__all__ = ["Builder"]

_SPEAKS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GEOPOLITICAL_ENTITY, EntityKind.GROUP})
_OPENERS = {'"': '"', "”": "“„", "“": "„", "’": "‘", "»": "«"}  # of a closing quotation mark
_LOCATES = frozenset({EntityKind.PLACE, EntityKind.GEOPOLITICAL_ENTITY})


class Builder:
    """Joins the parts of one extraction by token and by span."""

    def __init__(self, extraction: Extraction, minter: Minter, version: str, *, with_text: bool) -> None:
        self.extraction = extraction
        self.out = Triples(extraction.analysis.article, minter)
        self.version, self.with_text = version, with_text
        self.iris = entity_iris(extraction.entities, minter)
        self.tree = Tree.of(extraction.analysis)
        self.judged: set[str] = set()
        self.by_head = self._heads(derived_first=False)
        self.persons: dict[int, list[tuple[Span, tuple[str, Entity]]]] = {}  # by where their names end
        for n, e in enumerate(extraction.entities):
            for m in e.mentions if e.kind is EntityKind.PERSON else ():
                if m.form is MentionForm.NAME:
                    self.persons.setdefault(m.span.end, []).append((m.span, (self.iris[n], e)))
        self.implied = self._heads(derived_first=True)
        self.events = {event.trigger: event for event in reversed(extraction.events)}
        told = [(m.span, self.iris[n]) for n, e in enumerate(extraction.entities) for m in e.mentions]
        self.told = sorted([*told, *((trigger, minter.local("event", trigger)) for trigger in self.events)])
        self.told_from = [span.start for span, _ in self.told]
        self.statements = {statement.span: statement for statement in reversed(extraction.statements)}
        self.reported = Reported(self.statements.values())
        self.first_of: dict[Span, list[Span]] = {}
        for link in extraction.links:
            self.first_of.setdefault(link.event, []).append(link.first)
        self.roles_of: dict[int, list[tuple[int, HeldRole]]] = {}
        for n, role in enumerate(extraction.roles):
            self.roles_of.setdefault(role.holder, []).append((n, role))

    def graph(self) -> Graph:
        """Return the graph: the article, its entities, its claims in text order, what the source gives, the mentions."""
        analyser = self.extraction.analysis.analyser
        describe(self.out, f"kg {self.version}, {analyser}", self.out.minter.run(self.version, analyser), with_text=self.with_text)
        for entity, iri in zip(self.extraction.entities, self.iris, strict=True):
            write_entity(self.out, entity, iri)
            self._confidence(iri, entity.confidence)
            self._roles(entity, iri)
        claims = [
            *((s.span.start, 0, s.span.end, s) for s in self.statements.values()),
            *((e.trigger.start, 1, e.trigger.end, e) for e in self.events.values()),
        ]
        for _, is_event, _, claim in sorted(claims, key=lambda c: c[:3]):
            if is_event:
                self._event(claim)  # type: ignore[arg-type]
            else:
                self._statement(claim)  # type: ignore[arg-type]
        found = {span: any(self._actors(s.speakers)) for s in self.statements.values() for span in (s.span, *s.content)}
        write_given(self.out, self.extraction.entities, self.iris, found)
        self.out.write_mentions()
        return self.out.graph()

    def _confidence(self, node: str, confidence: float | None) -> None:
        """State a confidence once: two entities of one name and kind are one node, with the confidence of the first."""
        if confidence is not None and node not in self.judged:
            self.judged.add(node)
            hundredths = f"{confidence:.2f}".removesuffix("0")  # stores write 0.9, whatever they are given
            self.out.add(node, KG.confidence, Literal(hundredths, XSD.decimal))

    # entities

    def _heads(self, *, derived_first: bool) -> dict[int, tuple[str, Entity]]:
        """Token index -> entity; a compound such as *NAVO-leden* carries two mentions, of the whole and of its part."""
        found: dict[int, tuple[str, Entity]] = {}
        every = [(n, m) for n, e in enumerate(self.extraction.entities) for m in e.mentions]
        rows = [(m.derived is not derived_first, n, m.head) for n, m in every if derived_first or not m.derived]
        for _, number, head in sorted(rows):
            found.setdefault(head, (self.iris[number], self.extraction.entities[number]))
        return found

    def _roles(self, entity: Entity, node: str) -> None:
        heads = {m.head for m in entity.mentions}
        if entity.kind is EntityKind.PERSON:
            for _, role in sorted((row for head in heads for row in self.roles_of.get(head, ())), key=lambda row: row[0]):
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
        outer = self.reported.statement(statement)
        if outer is not None:
            out.add(node, KG.partOf, out.minter.local("statement", outer.span))
        out.add(node, KG.about, *self._about(statement))
        out.add(node, KG.antecedentMention, *(out.mention(span) for span in statement.antecedent))
        out.add(node, KG.text, out.words(" … ".join(map(self._words, statement.antecedent or statement.content))))
        out.add(node, KG.derivedBy, Literal(statement.pattern))
        self._confidence(node, statement.confidence)

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
        head = self.tree.named(phrase.head, self.by_head)
        found = self.by_head.get(head)
        if found is not None and found[1].kind is EntityKind.ORGANIZATION:
            last = next((p for p in self.persons.get(phrase.span.end, ()) if phrase.span.covers(p[0]) and p[0] != phrase.span), None)
            noun = last is not None and any(m.head == head and m.form is MentionForm.NOMINAL for m in found[1].mentions)
            return last[1] if last is not None and not noun else found  # *het kantoor van premier X* is not X
        return found

    def _about(self, statement: Statement) -> list[str]:
        """Entities and events that the content mentions, in text order."""
        told: list[str] = []
        for content in statement.content:
            inside = slice(bisect.bisect_left(self.told_from, content.start), bisect.bisect_left(self.told_from, content.end))
            told += (iri for span, iri in self.told[inside] if span.end <= content.end)
        return told

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
        inside = self.reported.event(event.trigger)
        if inside is not None:
            out.add(node, KG.reportedIn, out.minter.local("statement", inside.span))
        for first in self.first_of.get(event.trigger, ()):
            if first in self.events and first != event.trigger:
                out.add(node, KG.sameEventAs, out.minter.local("event", first))
        out.add(node, KG.derivedBy, Literal(event.pattern))
        self._confidence(node, event.confidence)

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
