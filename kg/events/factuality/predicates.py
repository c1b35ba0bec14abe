"""What is said of an event in so many words: *een doorstart is uitgesloten*, *van een fusie is geen sprake*, *achtte de moord niet bewezen*."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Token
    from kg.tree import Tree

__all__ = ["effects", "names", "of_subject", "said"]


@functools.lru_cache(maxsize=16)
def effects(lexicon: TriggerLexicon, table: str) -> dict[str, str]:
    """Return word -> effect of a table of modality.toml; the first key that has the word counts."""
    found: dict[str, str] = {}
    for name, words in lexicon.modality.items():
        owner, _, effect = name.partition(".")
        if owner == table and effect not in lexicon.modality["governing.not_effects"]:
            for word in words:
                found.setdefault(word, effect)
    return found


def names(tree: Tree, word: Token) -> tuple[str, ...]:
    """Return how a predicate may be listed: its form and its dictionary form, or preposition and noun: *aan-orde*."""
    case = tree.case(word.i)
    return (f"{case}-{word.lemma.lower()}",) if case else (word.form.lower(), word.lemma.lower())


def said(tree: Tree, word: Token, lexicon: TriggerLexicon) -> str:
    """Return the effect of a predicate, an empty string for none."""
    table = effects(lexicon, "predicates")
    return next((table[name] for name in names(tree, word) if name in table), "")


def of_subject(tree: Tree, noun: Token, lexicon: TriggerLexicon) -> tuple[str, Token] | None:
    """Return what is said of a noun and the word that says it."""
    return next(((effect, word) for word in _beside(tree, noun, lexicon.modality) if (effect := said(tree, word, lexicon))), None)


def _beside(tree: Tree, noun: Token, words: Mapping[str, frozenset[str]]) -> Iterator[Token]:
    """The predicates of a noun: above it, beside it, or below it where it was taken for the predicate itself."""
    if tree.child(noun.i, "cop") is not None:
        yield from tree.children(noun.i, "nmod", "obl")  # *een overname is van de baan*
        return
    above, relation = tree.tokens[noun.head], universal(noun.deprel)
    case = tree.case(noun.i)
    if relation in {"nsubj", "csubj"}:
        yield above
        if above.lemma in words["governing.copulas"]:
            yield from (t for t in tree.children(above.i, "xcomp", "obl", "advmod") if t.i != noun.i)
    elif relation == "obj" and above.lemma in words["governing.finding"]:
        yield from tree.children(above.i, "xcomp", "advmod", "advcl")
    elif case in words["governing.of"] and relation in {"nmod", "obl"}:
        yield above  # *geen sprake van een overname*
        if above.lemma in words["governing.copulas"]:
            yield from (t for t in tree.children(above.i, "nsubj") if t.i != noun.i)
