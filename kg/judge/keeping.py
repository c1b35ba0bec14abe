"""What stays of an article where only claims of a least confidence are wanted, so that nothing left hangs on what went."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import ClaimKind, Entity, Event, EventLink, LeftOut, MentionForm
from kg.reported import Reported
from kg.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Article, Extraction, Phrase, Span, Statement

    Claim = Event | Statement | Entity

__all__ = ["DEFAULT_MINIMUM", "keep"]

# The least confidence of what is kept by default: see tools/confidence.txt.
DEFAULT_MINIMUM = 0.1


def keep(found: Extraction, minimum: float) -> Extraction:
    """Return the extraction without the claims of less confidence than this, and without what would say something else if they go.

    What a statement reports goes with it, since it would read as the article's own; what has a part in an event that goes stays out of the rest; a
    presentation that pointed to one that goes points to the first that stays. An entity stays if anything that stays refers to it, or the source names it.
    """
    if minimum <= 0:
        return found
    gone = list(_unlikely(found, minimum))
    lost = {id(claim) for claim, _ in gone}
    gone += _told_in(found, lost)
    lost |= {id(claim) for claim, _ in gone}
    events = tuple(e for e in found.events if id(e) not in lost)
    statements = tuple(s for s in found.statements if id(s) not in lost)
    if not lost and all(e.confidence is None or e.confidence >= minimum for e in found.entities):
        return found
    triggers = {e.trigger for e in events}
    events = tuple(replace(e, participants=tuple(p for p in e.participants if p.event is None or p.event in triggers)) for e in events)
    statements = tuple(s if s.occasion is None or s.occasion in triggers else replace(s, occasion=None) for s in statements)
    kept, without = _entities(found, events, statements, minimum)
    heads = {m.head for e in kept for m in e.mentions}
    out = [_left_out(claim, reason) for claim, reason in [*gone, *without]]
    return replace(
        found,
        entities=kept,
        roles=tuple(r for r in found.roles if r.holder in heads),
        events=events,
        statements=statements,
        links=tuple(_links(found.links, triggers)),
        left_out=tuple(sorted(out, key=lambda each: (each.span, each.kind.value))),
    )


def _unlikely(found: Extraction, minimum: float) -> Iterator[tuple[Event | Statement, str]]:
    claims: tuple[Event | Statement, ...] = (*found.events, *found.statements)
    for claim in claims:
        if claim.confidence is not None and claim.confidence < minimum:
            yield claim, f"its confidence is less than {minimum:.2f}"


def _told_in(found: Extraction, lost: set[int]) -> list[tuple[Event | Statement, str]]:
    """Return what is reported in a statement that goes, and goes with it."""
    if not any(id(s) in lost for s in found.statements):
        return []
    reported = Reported(found.statements)
    outer = [(s, reported.statement(s)) for s in found.statements]
    gone = {s.span for s in found.statements if id(s) in lost} - {s.span for s in found.statements if id(s) not in lost}
    more: dict[int, Statement] = {}
    while new := [s for s, around in outer if around is not None and around.span in gone and id(s) not in lost and id(s) not in more]:
        more |= {id(s): s for s in new}
        gone |= {s.span for s in new}
    around = ((e, reported.event(e.trigger)) for e in found.events if id(e) not in lost)
    events = [e for e, statement in around if statement is not None and statement.span in gone]
    claims: list[Event | Statement] = [*more.values(), *events]
    return [(claim, "the statement that reports it is left out") for claim in claims]


def _entities(
    found: Extraction, events: Iterable[Event], statements: Iterable[Statement], minimum: float
) -> tuple[tuple[Entity, ...], list[tuple[Entity, str]]]:
    """Return the entities that stay, and those that do not: unlikely ones, and nameless ones that only stood in what went."""
    by_head: dict[int, set[int]] = {}
    by_end: dict[int, set[int]] = {}
    for n, entity in enumerate(found.entities):
        for m in entity.mentions:
            by_head.setdefault(m.head, set()).add(n)
            by_end.setdefault(m.span.end, set()).add(n)
    tree = Tree.of(found.analysis)

    def referents(phrases: Iterable[Phrase]) -> set[int]:
        heads = {i for p in phrases for i in (p.head, tree.named(p.head, by_head))}
        return {n for i in heads for n in by_head.get(i, ())} | {n for p in phrases for n in by_end.get(p.span.end, ())}

    before, after = referents(_phrases(found.events, found.statements)), referents(_phrases(events, statements))
    sourced = _sourced(found.analysis.article)
    reasons: dict[int, str] = {}
    for n, entity in enumerate(found.entities):
        if n in after or entity.confidence is None or not sourced.isdisjoint((entity.name, *entity.alternate_names)):
            continue
        if entity.confidence < minimum:
            reasons[n] = f"its confidence is less than {minimum:.2f}"
        elif n in before and all(m.form is not MentionForm.NAME for m in entity.mentions):
            reasons[n] = "all claims that it has a part in are left out"
    for role in found.roles:  # whoever stays keeps the post, and with it where the post is
        if role.of is not None and any(n not in reasons for n in by_head.get(role.holder, ())):
            for n in by_head.get(role.of, ()):
                reasons.pop(n, None)
    kept = tuple(e for n, e in enumerate(found.entities) if n not in reasons)
    return kept, [(found.entities[n], reason) for n, reason in reasons.items()]


def _sourced(article: Article) -> frozenset[str]:
    """Return the names that the source itself gives: whom they name stays."""
    told = [e for event in article.events for e in (event.place, *event.participants)]
    told += [statement.speaker for statement in article.statements]
    return frozenset(e.name for e in (*article.entities, *article.authors, *told) if e is not None)


def _phrases(events: Iterable[Event], statements: Iterable[Statement]) -> list[Phrase]:
    found = [p.phrase for e in events for p in e.participants if p.event is None]
    return found + [p for s in statements for p in (*s.speakers, *((s.addressee,) if s.addressee else ()))]


def _links(links: Iterable[EventLink], triggers: set[Span]) -> Iterator[EventLink]:
    """Point to the first presentation that stays."""
    firsts: dict[Span, Span] = {}
    for link in links:
        if link.event in triggers:
            first = link.first if link.first in triggers else firsts.setdefault(link.first, link.event)
            if first != link.event:
                yield EventLink(event=link.event, first=first)


def _left_out(claim: Claim, reason: str) -> LeftOut:
    confidence = claim.confidence or 0.0
    if isinstance(claim, Entity):
        return LeftOut(kind=ClaimKind.ENTITY, span=claim.mentions[0].span, confidence=confidence, reason=reason)
    if isinstance(claim, Event):
        return LeftOut(kind=ClaimKind.EVENT, span=claim.trigger, confidence=confidence, reason=reason)
    return LeftOut(kind=ClaimKind.STATEMENT, span=claim.span, confidence=confidence, reason=reason)
