"""From an extraction to the triples of the ontology: nodes are minted from spans and names, each triple stands once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.article import Triples, describe
from kg.graph.claims import Builder
from kg.graph.entities import entity_iris, write_entity
from kg.graph.given import write_given
from kg.model import ItemKind, Status
from kg.vocab import DEFAULT_BASE, Minter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Article, Entity, Extraction
    from kg.triples import Graph

__all__ = ["bare", "build"]


def build(extraction: Extraction, *, version: str, base: str = DEFAULT_BASE, with_text: bool = False) -> Graph:
    """Return the graph of an article and of all that was found in it."""
    return Builder(extraction, Minter(base, extraction.analysis.article.id), version, with_text=with_text).graph()


def bare(article: Article, entities: Sequence[Entity] = (), *, version: str, base: str = DEFAULT_BASE, with_text: bool = False) -> Graph:
    """Return the graph of what the source gives: its language has no pipeline, it was withdrawn, or it is no article.

    A withdrawn article keeps its identity and status, and nothing of what it said. An item that is no article is named `{base}item/<id>`.
    """
    minter = Minter(base, article.id, "article" if article.kind is ItemKind.ARTICLE else "item")
    out = Triples(article, minter)
    describe(out, f"kg {version}", minter.run(version, "none"), with_text=with_text)
    if article.status is Status.USABLE:
        iris = entity_iris(entities, minter)
        for entity, iri in zip(entities, iris, strict=True):
            write_entity(out, entity, iri)
        write_given(out, entities, iris, {})
    out.write_mentions()
    return out.graph()
