"""Which time expression belongs to which predicate, by the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.tree import CLAUSES, Tree, universal

if TYPE_CHECKING:
    from kg.model import TimeExpression

__all__ = ["time_of"]


def time_of(tree: Tree, times: tuple[TimeExpression, ...], predicate: int, *, inherit: bool = True) -> TimeExpression | None:
    """Return the expression that hangs on a verb or noun: below it within its clause, else (`inherit`) in the clause around a noun.

    Of several the nearest counts.
    """
    own = [t for t in times if _below(tree, t.head, predicate)]
    if not own and inherit and tree.tokens[predicate].upos in {"NOUN", "PROPN"}:
        clause = tree.clause(predicate).i
        own = [t for t in times if clause != predicate and _below(tree, t.head, clause)]
    return min(own, key=lambda t: (abs(t.head - predicate), t.span), default=None)


def _below(tree: Tree, i: int, predicate: int) -> bool:
    """Whether token `i` hangs below the predicate without another clause between them."""
    if i == predicate:
        return False
    token = tree.tokens[i]
    for above in tree.ancestors(i):
        if universal(token.deprel) in CLAUSES or (universal(token.deprel) == "conj" and token.upos == "VERB"):
            return False
        if above.i == predicate:
            return True
        token = above
    return False
