"""How sure the author or the speaker is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.factuality import seen, setting
from kg.events.factuality.rules import Rule, first
from kg.model import Attitude, Certainty

if TYPE_CHECKING:
    from kg.events.factuality.setting import Setting

__all__ = ["CERTAINTY"]

_PROBABLE = frozenset({Attitude.EXPECTATION, Attitude.INTENTION, Attitude.PROMISE})
_POSSIBLE = frozenset({Attitude.DEMAND, Attitude.QUESTION, Attitude.WARNING, Attitude.CONCERN})
_SETTLED = frozenset({"denied", "refused", "failed", "cancelled", "lacking", "nearing", "decided", "without"})
_UNSURE = frozenset({"unlikely", "indicated", "alleged"})
_OPEN = frozenset({"sought", "forbidden", "attempted", "prevented", "excluded", "goal", "purpose"})


def _told(s: Setting) -> bool:
    """What is past is told, even by somebody who fears or asks: *klachten dat hij had gelogen*."""
    return s.shares and s.frame.own.upos == "VERB" and (s.past or s.perfect) and not s.moods


def _attitude(s: Setting) -> Attitude | None:
    statement = seen.attributed(s)
    return statement.attitude if statement is not None else None


def _cued(s: Setting, key: str) -> bool:
    """Whether a cue of the statement is one of the words of this key."""
    statement = seen.attributed(s)
    if statement is None:
        return False
    tree = s.tree
    return any(tree.tokens[i].lemma in s.words[f"governing.{key}"] for span in statement.cue for i in tree.within(span))


def _excluded(s: Setting) -> bool:
    return s.effect == "excluded" and not seen.governor_negated(s)


def _unproven(s: Setting) -> bool:
    """*er zijn geen aanwijzingen dat hij is vermoord*, *niets wijst op fraude*."""
    return s.effect in {"proven", "indicated", "alleged"} and seen.governor_negated(s)


def _on_cause(s: Setting) -> bool:
    """*vermoedelijk door kortsluiting ontstaan*: unsure is the cause, not what came of it."""
    tree, words = s.tree, s.words
    if s.noun or not (s.shares and (s.past or s.perfect)) or tree.child(s.frame.own.i, "nsubj:pass") is not None:
        return False
    guesses = words["adverbs.probable"] | words["adverbs.possible"] | words["adverbs.probable_nouns"]
    near = [t for v in s.frame.verbs for t in tree.children(v.i, "advmod", "obl") if t.lemma.lower() in guesses or t.form.lower() in guesses]
    near += [t for v in s.frame.verbs for o in tree.children(v.i, "obl") for t in tree.children(o.i, "advmod") if t.form.lower() in guesses]
    following = [tree.tokens[t.i + 1] for t in near if t.i + 1 < len(tree.tokens)]
    return any(t.form.lower() in words["governing.cause"] for t in following)


def _as_governor(s: Setting, value: Certainty) -> bool:
    """*de overname moet worden goedgekeurd*: what is decided or called off is as sure as that."""
    word = s.governor.word
    if s.effect not in {"decided", "cancelled"} or word is None or word.upos != "VERB" or word.i == s.i:
        return False
    return first(CERTAINTY, setting.of(s.tree, word.i, s.statements, s.lexicon)).value is value


def _probably(s: Setting) -> bool:
    """*waarschijnlijk*, *naar verwachting*."""
    if s.adverbs & s.words["adverbs.probable"] or s.adjectives & s.words["adjectives.expected"]:
        return True
    if not s.adverbs & s.words["adverbs.probable_nouns"]:
        return False
    obliques = [t for v in s.frame.verbs for t in s.tree.children(v.i, "obl", "advmod")]
    return any(t.lemma.lower() in s.words["adverbs.probable_nouns"] and s.tree.case(t.i) in s.words["adverbs.probable_prepositions"] for t in obliques)


def _backshifted(s: Setting) -> bool:
    """*zei dat hij zou komen*: what he said was *zal*."""
    return seen.attributed(s) is not None and bool(s.statement and s.statement.cue) and not s.perfect


CERTAINTY: tuple[Rule[Certainty], ...] = (
    Rule("counterfactual", Certainty.CERTAIN, seen.counterfactual),
    Rule("modal", Certainty.POSSIBLE, seen.modal),
    Rule("prevented in fact", Certainty.CERTAIN, seen.prevented_in_fact),
    Rule("excluded", Certainty.CERTAIN, _excluded),
    Rule("as open as its governor", Certainty.POSSIBLE, lambda s: _as_governor(s, Certainty.POSSIBLE)),
    Rule("as probable as its governor", Certainty.PROBABLE, lambda s: _as_governor(s, Certainty.PROBABLE)),
    Rule("unproven", Certainty.POSSIBLE, _unproven),
    Rule("due", Certainty.POSSIBLE, lambda s: s.effect == "due" and not seen.governor_negated(s)),
    Rule("settled by its governor", Certainty.CERTAIN, lambda s: s.effect in _SETTLED),
    Rule("condition", Certainty.POSSIBLE, lambda s: s.effect == "condition"),
    Rule("asked whether", Certainty.POSSIBLE, lambda s: s.effect == "asked" or seen.asked(s)),
    Rule("open by its governor", Certainty.POSSIBLE, lambda s: s.effect in _OPEN),
    Rule("under a condition", Certainty.POSSIBLE, seen.consequent),
    Rule("whoever", Certainty.POSSIBLE, seen.anyone),
    Rule("any", Certainty.POSSIBLE, seen.some),
    Rule("commanded", Certainty.POSSIBLE, seen.commanded),
    Rule("unsure by its governor", Certainty.PROBABLE, lambda s: s.effect in _UNSURE),
    Rule("unsure of the cause", Certainty.CERTAIN, _on_cause),
    Rule("possibly", Certainty.POSSIBLE, lambda s: bool(s.adverbs & s.words["adverbs.possible"] or s.adjectives & s.words["adjectives.sought"])),
    Rule("probably", Certainty.PROBABLE, _probably),
    Rule("wanted", Certainty.PROBABLE, lambda s: s.mood("wanting")),
    Rule("expected by its governor", Certainty.PROBABLE, lambda s: s.effect in {"expected", "seeming"}),
    Rule("said to be so", Certainty.PROBABLE, lambda s: s.shares and s.would and not _backshifted(s)),
    Rule("taken for granted", Certainty.CERTAIN, lambda s: s.effect in {"given", "due", "real", "proven"}),
    Rule("feared", Certainty.POSSIBLE, lambda s: _cued(s, "fearing")),
    Rule("told", Certainty.CERTAIN, lambda s: _told(s) and _attitude(s) in _POSSIBLE),
    Rule("given", Certainty.CERTAIN, lambda s: _attitude(s) is Attitude.CONCERN and s.noun and not s.shares),
    Rule("attitude of doubt", Certainty.POSSIBLE, lambda s: _attitude(s) in _POSSIBLE),
    Rule("attitude of hope", Certainty.PROBABLE, lambda s: _attitude(s) in _PROBABLE or _cued(s, "guessing")),
    Rule("stated", Certainty.CERTAIN, lambda _: True),
)
