"""What the source names joins the actors that the text yields; what finds no partner stands beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Entity, EntityKind, GivenEntity, Mention, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Article, Span, Token

__all__ = ["join"]

_PLACES = frozenset({EntityKind.PLACE, EntityKind.GEOPOLITICAL_ENTITY})


def join(article: Article, found: tuple[Entity, ...], tokens: tuple[Token, ...] = ()) -> tuple[Entity, ...]:
    """Return the entities of the text with what the source says of them, then those that only the source names.

    Inline mark-up joins by its place, a name by equality, a full name by the only shorter one that it may stand for (*Draghi*), never an
    author so: a namesake in the text is somebody else. More than one partner is none.
    """
    entities = list(found)
    extra: list[Entity] = []
    for given, author in _given(article):
        known = _partner(given, entities, author=author)
        if known is not None:
            entities[known] = _joined(entities[known], given, tokens)
            continue
        same = next((n for n, e in enumerate(extra) if _same_kind(e.kind, given.kind) and _folded(e.name) == _folded(given.name)), None)
        if same is not None:
            extra[same] = _joined(extra[same], given, tokens)
        else:
            extra.append(_joined(Entity(kind=given.kind, mentions=(), name=given.name, given=True), given, tokens))
    return (*entities, *extra)


def _given(article: Article) -> list[tuple[GivenEntity, bool]]:
    """Return what the source names, inline mark-up and longer names first, and whether it is an author; a name of blanks is none."""
    speakers = [s.speaker for s in article.statements if s.speaker is not None]
    told = [e for event in article.events for e in (event.place, *event.participants) if e is not None]
    rest = sorted((*article.entities, *speakers, *told), key=lambda e: (not e.spans, -len(e.name.split())))
    return [(e, author) for e, author in (*((e, False) for e in rest), *((e, True) for e in article.authors)) if e.name.strip()]


def _partner(given: GivenEntity, entities: list[Entity], *, author: bool) -> int | None:
    fitting = [(n, e) for n, e in enumerate(entities) if e.name and (_same_kind(e.kind, given.kind) or (e.kind is EntityKind.THING and not author))]
    marked = [n for n, e in fitting if any(m.form is MentionForm.NAME and m.span.overlaps(s) for m in e.mentions for s in given.spans)]
    if marked:
        return marked[0] if len(set(marked)) == 1 else None
    name = _folded(given.name)
    equal = [n for n, e in fitting if name in {_folded(other) for other in (e.name, *e.alternate_names)}]
    if equal or author:
        return equal[0] if len(equal) == 1 else None
    shorter = [n for n, e in fitting if _stands_for(_folded(e.name).split(), name.split(), given.kind)]
    return shorter[0] if len(shorter) == 1 else None


def _stands_for(short: list[str], long: list[str], kind: EntityKind) -> bool:
    """Whether a name of the text is a shorter form: a person's surname, the first words of an organization's name."""
    if not short or len(short) >= len(long):
        return False
    if kind is EntityKind.PERSON:
        return long[-len(short) :] == short
    return kind is EntityKind.ORGANIZATION and long[: len(short)] == short


def _same_kind(one: EntityKind, other: EntityKind) -> bool:
    return one is other or {one, other} <= _PLACES


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _joined(entity: Entity, given: GivenEntity, tokens: tuple[Token, ...]) -> Entity:
    """Add names, authorities and mentions; a full name that the source gives becomes the canonical one."""
    longer = entity.kind is not EntityKind.THING and len(given.name.split()) > len((entity.name or "").split()) and _same_kind(entity.kind, given.kind)
    name = given.name if longer else entity.name
    others = dict.fromkeys((*entity.alternate_names, entity.name, *given.alternate_names, given.name))
    places = [s for s in given.spans if not any(m.span.overlaps(s) for m in entity.mentions)]
    return replace(
        entity,
        kind=given.kind if entity.kind is EntityKind.THING else entity.kind,
        name=name,
        alternate_names=tuple(n for n in others if n and n != name),
        same_as=tuple(dict.fromkeys((*entity.same_as, *given.same_as))),
        about=entity.about or given.about,
        mentions=tuple(sorted((*entity.mentions, *_mentions(places, entity.kind, tokens)), key=lambda m: (m.span, m.derived))),
    )


def _mentions(spans: Iterable[Span], kind: EntityKind, tokens: tuple[Token, ...]) -> list[Mention]:
    found = []
    for span in spans:
        inside = [t for t in tokens if span.covers(t.span)]
        within = {t.i for t in inside}
        head = next((t.i for t in inside if t.is_root or t.head not in within), -1)
        found.append(Mention(span=span, head=head, form=MentionForm.NAME, kind=kind))
    return found
