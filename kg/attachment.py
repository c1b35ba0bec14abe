"""Which time expression belongs to which predicate, by the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.tree import CLAUSES, Tree, universal

if TYPE_CHECKING:
    from kg.model import TimeExpression

__all__ = ["Timeline"]


class Timeline:
    """The time expressions of an article by the predicates that they hang below."""

    def __init__(self, tree: Tree, times: tuple[TimeExpression, ...]) -> None:
        self.tree = tree
        self.below: dict[int, list[TimeExpression]] = {}
        for time in times:
            for predicate in _predicates(tree, time.head, attributive=time.attributive):
                self.below.setdefault(predicate, []).append(time)

    def of(self, predicate: int, *, inherit: bool = True) -> TimeExpression | None:
        """Return the expression that hangs on a verb or noun: below it within its clause, else (`inherit`) in the clause around a noun.

        Of several the nearest counts.
        """
        own = self.below.get(predicate, [])
        if not own and inherit and self.tree.tokens[predicate].upos in {"NOUN", "PROPN"}:
            clause = self.tree.clause(predicate).i
            own = self.below.get(clause, []) if clause != predicate else own
        return min(own, key=lambda t: (abs(t.head - predicate), t.span), default=None)


def _predicates(tree: Tree, i: int, *, attributive: bool) -> list[int]:
    """Return the tokens above token `i`, as far as no other clause stands between; of an attributive one only its noun."""
    found = []
    token = tree.tokens[i]
    for above in tree.ancestors(i):
        relation = universal(token.deprel)
        if relation in CLAUSES or (relation == "conj" and token.upos == "VERB"):
            break
        found.append(above.i)
        if attributive and relation == "nmod":
            break
        token = above
    return found
