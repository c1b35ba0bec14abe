"""Verbs that mean something with other words of their clause: *brengt ... in gevaar*, *hakten knopen door*."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.lexicons.triggers import Idiom, TriggerLexicon
    from kg.model import Token
    from kg.tree import Tree

__all__ = ["units"]

_BETWEEN = frozenset({"DET", "ADJ", "ADV", "PRON", "NUM"})  # what may stand between the words of an idiom


def units(tree: Tree, lexicon: TriggerLexicon) -> Iterator[tuple[int, tuple[Idiom, frozenset[int]]]]:
    """The verbs that mean something with other words of their clause: *brengt ... in gevaar*, *hakten knopen door*."""
    places: dict[str, list[int]] = {}
    indexed = -1
    for verb in tree.tokens:
        if verb.upos not in {"VERB", "AUX"}:
            continue
        if indexed != tree.sentence_of[verb.i]:
            indexed, places = tree.sentence_of[verb.i], _places(tree, verb.i)
        for lemma in dict.fromkeys((tree.lemma(verb.i), verb.lemma)):
            for idiom in lexicon.idioms.get(lemma, ()):
                words = _found(tree, verb, idiom.words, places.get(idiom.words[0], ()))
                if words:
                    yield verb.i, (idiom, words)
                    break
            else:
                continue
            break


def _places(tree: Tree, i: int) -> dict[str, list[int]]:
    """Where the words of a sentence stand, by form and by lemma."""
    found: dict[str, list[int]] = {}
    sentence = tree.sentence(i)
    for token in tree.tokens[sentence.start : sentence.end]:
        for word in {token.form.lower(), token.lemma}:
            found.setdefault(word, []).append(token.i)
    return found


def _found(tree: Tree, verb: Token, words: tuple[str, ...], starts: Iterable[int]) -> frozenset[int]:
    """The words of a unit in the clause of its verb, in order, with nothing but determiners and modifiers between them; none if they are not there."""
    sentence = tree.sentence(verb.i)
    for start in starts:
        found, i = [start], start + 1
        for word in words[1:]:
            while i < sentence.end and not _is(tree.tokens[i], word) and tree.tokens[i].upos in _BETWEEN:
                i += 1
            if i >= sentence.end or not _is(tree.tokens[i], word):
                break
            found.append(i)
            i += 1
        if len(found) == len(words) and any(_hangs(tree, j, verb) for j in found):
            return frozenset(found)
    return frozenset()


def _is(token: Token, word: str) -> bool:
    return token.form.lower() == word or token.lemma == word


def _hangs(tree: Tree, i: int, verb: Token) -> bool:
    """Whether a word hangs on a verb, with no other verb between."""
    for above in tree.ancestors(i):
        if above.i == verb.i:
            return True
        if above.upos in {"VERB", "AUX"}:
            return False
    return False
