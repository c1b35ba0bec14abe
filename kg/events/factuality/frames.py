"""The verbs that an event shares its grammar with: its own, its auxiliaries, and those above that only lend a mood or a phase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Token
    from kg.tree import Tree

__all__ = ["Frame", "finite", "frame", "inverted", "lemmas", "lent", "nominal"]

Words = "Mapping[str, frozenset[str]]"
_EMBEDDED = frozenset({"xcomp", "ccomp", "csubj", "obj", "obl", "advcl"})
_MOODS = ("governing.able", "governing.wanting", "governing.future", "governing.would", "governing.beginning")
_STEPS = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with what is said of it: `verbs` from the event's own to the highest that shares its grammar, `moods` their auxiliaries and modal verbs."""

    verbs: tuple[Token, ...]
    moods: tuple[Token, ...]
    auxiliaries: tuple[Token, ...]

    @property
    def own(self) -> Token:
        """The verb (or predicate noun) of the event."""
        return self.verbs[0]

    @property
    def top(self) -> Token:
        """The highest verb."""
        return self.verbs[-1]


def nominal(tree: Tree, i: int) -> bool:
    """Whether a trigger is a noun, or an infinitive used as one: *het annuleren van de reis*, *tot zwijgen brengen*."""
    token = tree.tokens[i]
    if token.upos in {"NOUN", "PROPN"}:
        return True
    relation = universal(token.deprel)
    if token.feat("VerbForm") == "Part" and relation in {"nsubj", "obj"} and token.deprel != "nsubj:pass" and not tree.children(i, "aux", "cop", "mark"):
        return True  # *gedwongen ontslagen zijn niet aan de orde*
    bare = token.feat("VerbForm") == "Inf" and not tree.children(i, "aux", "mark") and tree.tokens[token.head].lemma != token.lemma
    return bare and (tree.child(i, "det", "case") is not None and relation in {"obl", "nmod", "obj", "nsubj", "compound", "root"})


def finite(tree: Tree, verb: Token) -> Token | None:
    """Return the finite form of a verb: itself or an auxiliary."""
    if verb.feat("VerbForm") == "Fin":
        return verb
    return next((t for t in _auxiliaries(tree, verb, {}) if t.feat("VerbForm") == "Fin"), None)


def lemmas(tokens: tuple[Token, ...]) -> frozenset[str]:
    """The dictionary forms of tokens."""
    return frozenset(t.lemma for t in tokens)


def frame(tree: Tree, verb: Token, words: Mapping[str, frozenset[str]]) -> Frame:
    """Return the frame of a verb: *heeft laten zien* is one, *wil laten zien* too, *hoopt te zien* is not."""
    verbs = [verb]
    moods: list[Token] = []
    auxiliaries: list[Token] = []
    for _ in range(_STEPS):
        current = verbs[-1]
        own = _auxiliaries(tree, current, words)
        auxiliaries.extend(own)
        moods.extend(t for t in own if any(t.lemma in words[name] for name in _MOODS))
        above = _lender(tree, current, words)
        if above is None:
            break
        if any(above.lemma in words[name] for name in _MOODS):
            moods.append(above)
        verbs.append(above)
    return Frame(tuple(verbs), tuple(moods), tuple(auxiliaries))


def _auxiliaries(tree: Tree, verb: Token, words: Mapping[str, frozenset[str]]) -> tuple[Token, ...]:
    """The auxiliaries of a verb, those of its first conjunct if it has no finite one: *moest getoond en bezocht worden*.

    A participle takes *worden* and *zijn* for such, though they stand above it.
    """
    own = tree.children(verb.i, "aux", "cop")
    tensed = verb.feat("VerbForm") == "Fin" or any(t.feat("VerbForm") == "Fin" for t in own)
    if not tensed and universal(verb.deprel) == "conj":
        first = tree.tokens[verb.head]
        if first.feat("VerbForm") == verb.feat("VerbForm"):
            return (*own, *tree.children(first.i, "aux", "cop"))
    if verb.feat("VerbForm") == "Part" and universal(verb.deprel) == "xcomp":
        above = tree.tokens[verb.head]
        if any(above.lemma in words.get(name, ()) for name in ("governing.passive", "governing.perfect")):
            return (*own, above, *tree.children(above.i, "aux"))
    return own


def lent(tree: Tree, verb: Token, above: Token, words: Mapping[str, frozenset[str]]) -> str | None:
    """Return the unit of a verb and a noun that take an infinitive together: *staat op het punt te*: `staan-punt`."""
    fixed = [n for t in tree.children(above.i, "compound:prt") for n in tree.children(t.i, "fixed")]  # *is van plan*
    beside = (*tree.children(above.i, "obl", "obj"), *tree.children(verb.i, "obl", "obj"), *fixed)
    units = (f"{above.lemma}-{t.lemma}" for t in beside if t.upos == "NOUN")
    return next((unit for unit in units if any(unit in words[f"complements.{key}"] for key in ("expected", "sought"))), None)


def inverted(tree: Tree, clause: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """*Komt er geen akkoord, dan volgt een staking*: a clause that opens with its finite verb, and *dan* behind it."""
    if universal(clause.deprel) not in {"parataxis", "advcl", "ccomp"} or clause.i > clause.head:
        return False
    then = [t for t in tree.children(clause.head, "advmod") if t.form.lower() in words["adverbs.then"] and t.i > clause.i]
    first = tree.tokens[tree.subtree(clause.i)[0]]
    opening = first.feat("VerbForm") == "Fin" and clause.i in {first.i, first.head}
    return bool(then) and opening and first.i == tree.sentence(clause.i).start


def _lender(tree: Tree, verb: Token, words: Mapping[str, frozenset[str]]) -> Token | None:
    """Return the verb above that says of the event only in what mood, phase or way: *wil ... laten vallen*."""
    if verb.is_root or finite(tree, verb) is not None:
        return None
    above = tree.tokens[verb.head]
    relation = universal(verb.deprel)
    if relation == "conj":
        same = above.feat("VerbForm") == verb.feat("VerbForm") and above.upos == verb.upos and verb.feat("VerbForm")
        if not same:
            return None
        verb, relation = above, universal(above.deprel)
        above = tree.tokens[above.head]
        if verb.is_root:
            return None
    if relation not in _EMBEDDED or above.upos not in {"VERB", "AUX"} or verb.feat("VerbForm") not in {"Inf", "Part"}:
        return None
    marks = {t.form.lower() for t in tree.children(verb.i, "mark", "compound:prt")}
    if relation == "advcl" and verb.feat("VerbForm") == "Inf" and marks & words["marks.means"]:
        return above
    if marks & (words["marks.without"] | words["marks.instead"]):
        return None
    if tree.lemma(above.i) in words["complements.managed"]:
        return above
    if lent(tree, verb, above, words) is not None:
        return None
    if marks & words["marks.purpose"] and relation == "advcl":
        return None
    if tree.lemma(above.i) in words["complements.same"]:
        return above
    bare = verb.feat("VerbForm") == "Inf" and relation != "advcl" and any(above.lemma in words[name] for name in _MOODS)
    return above if bare else None
