"""What the rules of events look at: the tree with what the earlier stages found on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Span, Token
    from kg.tree import Tree

__all__ = ["Scene"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The tree; triggers by head; kinds of mentions by head; heads of actors, places and adjectives of nations; verbs of idioms; tokens of dates."""

    tree: Tree
    lexicon: TriggerLexicon
    heads: Mapping[int, Span]
    kinds: Mapping[int, EntityKind | None]
    actors: frozenset[int]
    places: frozenset[int]
    nations: frozenset[int]
    units: frozenset[int]
    dated: frozenset[int]

    def kind(self, i: int) -> EntityKind | None:
        """The kind of the mention that a token heads, also by its name in apposition; a thing if there is none."""
        return self.kinds.get(self.tree.named(i, self.kinds), EntityKind.THING)

    def somebody(self, token: Token) -> bool:
        """Whether a token stands for an actor."""
        kind = self.kind(token.i)
        return (kind is not EntityKind.THING and kind is not EntityKind.PLACE) or token.feat("PronType") == "Prs"
