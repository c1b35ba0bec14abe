"""Which time expression belongs to which predicate, by the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.tree import CLAUSES, Tree, universal

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from kg.model import TimeExpression

__all__ = ["Timeline"]


class Timeline:
    """The time expressions of an article by the predicates that they hang below.

    `holders` are the nouns that keep what hangs on them from the verb (*de staking op maandag*), `sharing` tells for those that have the
    date of a verb which one it is (*maandag begint de staking*).
    """

    def __init__(self, tree: Tree, times: tuple[TimeExpression, ...], holders: Container[int] = (), sharing: Mapping[int, int] | None = None) -> None:
        self.tree = tree
        self.sharing = sharing or {}
        self.below: dict[int, list[TimeExpression]] = {}
        for time in times:
            for predicate in _predicates(tree, time, holders):
                self.below.setdefault(predicate, []).append(time)

    def of(self, predicate: int) -> TimeExpression | None:
        """Return the expression that hangs on a verb or noun: below it within its clause; of several the nearest."""
        own = self.below.get(predicate, [])
        if not own and predicate in self.sharing:
            own = self.below.get(self.sharing[predicate], [])
        if not own:
            own = self._opening(predicate)
        return min(own, key=lambda t: (abs(t.head - predicate), t.span), default=None)

    def _opening(self, predicate: int) -> list[TimeExpression]:
        """Return what opens a sentence for both of two verbs with one subject: *Zondag viel hij en brak een been*."""
        token = self.tree.tokens[predicate]
        first = self.tree.tokens[token.head]
        joined = token.deprel == "conj" and token.upos == first.upos == "VERB" and self.tree.child(predicate, "nsubj") is None
        if not joined or token.feat("Tense") != first.feat("Tense") or token.feat("VerbForm") != first.feat("VerbForm"):
            return []
        opens = self.tree.sentence(predicate).start + 2
        return [t for t in self.below.get(first.i, []) if t.head <= opens and t.head < first.i]


def _predicates(tree: Tree, time: TimeExpression, holders: Container[int]) -> list[int]:
    """Return the tokens above an expression, as far as no other clause stands between; of an attributive one only its noun."""
    token = tree.tokens[time.head]
    if token.is_root:  # *Het museum opende begin maart*, read as a noun with a clause
        return [t.i for t in tree.children(token.i) if t.upos == "VERB"][:1]
    found: list[int] = []
    for above in tree.ancestors(time.head):
        relation = universal(token.deprel)
        if (found or time.attributive) and (relation in CLAUSES or (relation == "conj" and token.upos == "VERB")):
            break
        found.append(above.i)
        if relation == "nmod" and (time.attributive or above.i in holders):
            break
        token = above
    return found
