"""Entities as triples: named ones are the same node in every article, unnamed ones stay in theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityKind
from kg.triples import Literal, Triple
from kg.vocab import KG, RDF, RDFS, SCHEMA, slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.article import Triples
    from kg.model import Entity
    from kg.vocab import Minter

__all__ = ["entity_iris", "write_entity"]

_PATHS = {
    EntityKind.PERSON: "person",
    EntityKind.ORGANIZATION: "organization",
    EntityKind.GEOPOLITICAL_ENTITY: "place",
    EntityKind.PLACE: "place",
    EntityKind.GROUP: "group",
    EntityKind.THING: "thing",
}


def entity_iris(entities: Sequence[Entity], minter: Minter) -> list[str]:
    """Mint an IRI an entity, in order; namesakes of different kinds stay apart, the later one local."""
    taken: dict[str, EntityKind] = {}
    iris = []
    for entity in entities:
        iri = _iri(entity, minter)
        if taken.setdefault(iri, entity.kind) is not entity.kind:
            iri = _local(entity, minter)
            taken[iri] = entity.kind
        iris.append(iri)
    return iris


def _iri(entity: Entity, minter: Minter) -> str:
    known = entity.name and entity.kind is not EntityKind.GROUP
    if entity.name and known and not (entity.kind is EntityKind.PERSON and len(entity.name.split()) < 2):  # noqa: PLR2004  (a single name is local)
        return minter.named(_PATHS[entity.kind], entity.name)
    return _local(entity, minter)


def _local(entity: Entity, minter: Minter) -> str:
    """Return a node of this article: by the span of its first mention, or by the name that the source gives without a mention."""
    if entity.mentions:
        return minter.local(_PATHS[entity.kind], entity.mentions[0].span)
    return minter.labelled(_PATHS[entity.kind], slug(entity.name or ""))


def write_entity(out: Triples, entity: Entity, node: str) -> None:
    """State what is known of an entity: kind, names, mentions, and authorities that the source gives."""
    first = Triple(node, RDF.type, KG.NAMESPACE + entity.kind.value) not in out.found
    out.add(node, RDF.type, KG.NAMESPACE + entity.kind.value)
    if first:
        out.add(node, RDFS.label, out.words(entity.name or " ".join(out.article.words(entity.mentions[0].span).split())))
        if entity.name:
            out.add(node, SCHEMA.name, Literal(entity.name), of=entity.name)
    out.add(node, SCHEMA.alternateName, *(Literal(name) for name in entity.alternate_names if name != entity.name))
    out.add(node, SCHEMA.sameAs, *entity.same_as, of=entity.name or "")
    if entity.given:
        out.add(node, KG.origin, KG.Given)
    out.add(node, KG.mention, *(out.mention(m.span, m.form.value) for m in entity.mentions))
