"""Which verb has the date of an event noun: *maandag begint de staking*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.subjects import relative
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Span

__all__ = ["dating"]

_NOUNLIKE = frozenset({"nsubj", "obj", "obl", "xcomp"})


def dating(tree: Tree, heads: Mapping[int, Span], cues: set[Span], lexicon: TriggerLexicon) -> dict[int, int]:
    """Return for event nouns the verb whose date is theirs."""
    verbs = {
        i: _dating_verb(tree, i, heads, cues, lexicon)
        for i in heads
        if tree.tokens[i].upos in {"NOUN", "PROPN"} or _NOUNLIKE & {universal(tree.tokens[i].deprel)}
    }
    return {i: verb for i, verb in verbs.items() if verb is not None}


def _has_for_object(tree: Tree, verb: int) -> bool:
    """Whether a relative clause is about what its verb does to the noun: *dat zij sloten*; not *waar we spijt van krijgen*."""
    return any(relative(t) for t in tree.children(verb, "obj", "nsubj"))


def _dating_verb(tree: Tree, i: int, heads: Mapping[int, Span], cues: set[Span], lexicon: TriggerLexicon) -> int | None:
    """Return the verb that says only that a noun takes place, is no event of its own, or happens during it (*tijdens de top*)."""
    light = lexicon.light | lexicon.occurrence | lexicon.dating | lexicon.modality["subjects.lacking"]
    inner = next((t.i for t in tree.children(i, "acl:relcl") if tree.lemma(t.i) in light and _has_for_object(tree, t.i)), None)
    if inner is not None:
        return inner  # *het akkoord dat zij in 1991 sloten*
    token, clause = tree.tokens[i], tree.clause(i)
    relation = universal(token.deprel)
    if token.head != clause.i or clause.i == i or (clause.span in cues and tree.case(i) not in lexicon.during):
        return None
    shared = relation in _NOUNLIKE | {"compound"} if tree.lemma(clause.i) in light else clause.i not in heads and relation in {"nsubj", "obj"}
    return clause.i if shared or tree.case(i) in lexicon.during else None
