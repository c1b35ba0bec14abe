"""Whether an event did or did not, will or will not happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.factuality import seen
from kg.events.factuality.rules import Rule
from kg.model import Polarity
from kg.tree import universal

if TYPE_CHECKING:
    from kg.events.factuality.setting import Setting

__all__ = ["POLARITY"]

_UNDONE = frozenset({"cancelled", "denied", "refused", "failed", "lacking", "excluded", "without", "forbidden"})
_REAL = frozenset({"real", "due"})
_NO, _YES = Polarity.NEGATIVE, Polarity.POSITIVE


def _negated(s: Setting) -> bool:
    """*niet*, *geen* over the event: beside its verb, or on its noun."""
    if not s.noun:
        return seen.negated(s.tree, s.frame.verbs, s.words)
    own = [t for i in (s.i, _first(s)) for t in s.tree.children(i, "det", "advmod")]
    if any(seen.denies(s.tree, t, s.words) for t in own):
        return True
    return s.shares and _brought_about(s) and seen.negated(s.tree, s.frame.verbs, s.words)


def _first(s: Setting) -> int:
    """The first of the conjuncts that a noun is one of: *geen akkoord of uitstel*."""
    return s.token.head if s.token.deprel == "conj" else s.i


def _brought_about(s: Setting) -> bool:
    """Whether what is said of the verb is said of the noun: its object or subject, or *niet in een oorlog storten*; not *reageerde niet op aanvallen*."""
    relation = universal(s.tree.tokens[_first(s)].deprel)
    if relation in {"obj", "compound", "xcomp"}:
        return True
    if relation == "nsubj":  # *de top gaat niet door*; not *een toezegging brengt niets in gevaar*
        return (
            bool(s.tree.children(s.frame.verbs[0].i, "nsubj:pass"))
            or s.tree.lemma(s.frame.verbs[0].i) in s.lexicon.occurrence
            or (s.tree.lemma(s.frame.verbs[0].i) in s.lexicon.light and _alone(s))
            or s.tree.child(s.frame.verbs[0].i, "cop") is not None
        )
    return s.tree.case(s.i) in s.lexicon.light_prepositions and relation == "obl"


def _alone(s: Setting) -> bool:
    """*het akkoord komt er niet*; not *de toezegging brengt de plannen niet in gevaar*."""
    verb = s.frame.verbs[0].i
    return s.tree.child(verb, "obj", "iobj") is None and all(s.tree.case(t.i) not in s.lexicon.light_prepositions for t in s.tree.children(verb, "obl"))


def _unreal(s: Setting) -> bool:
    """*van een fusie is geen sprake*, *ontslagen zijn niet aan de orde*."""
    return s.effect in _REAL and seen.governor_negated(s)


def _without(s: Setting) -> bool:
    """*zonder overleg*."""
    return s.noun and s.tree.case(s.i) in s.words["marks.without"] and not seen.negated(s.tree, s.frame.verbs, s.words)


def _almost(s: Setting) -> bool:
    """*reed bijna tegen een auto*; not *bijna elke week*."""
    words = s.words["adverbs.almost"]
    near = [t for v in s.frame.verbs for t in s.tree.children(v.i, "advmod")] if s.shares else []
    after = [s.tree.tokens[t.i + 1] for t in near if t.form.lower() in words and t.i + 1 < len(s.tree.tokens)]
    return any(t.upos not in {"NUM", "DET", "ADJ"} for t in after)


def _raised(s: Setting) -> bool:
    """*verwacht niet dat hij komt*: the denial of the governor is that of the event."""
    word = s.governor.word
    return word is not None and word.lemma in s.words["governing.raising_negation"] and seen.governor_negated(s)


POLARITY: tuple[Rule[Polarity], ...] = (
    Rule("done against expectation", _YES, lambda s: seen.counterfactual(s) and _negated(s)),
    Rule("counterfactual", _NO, seen.counterfactual),
    Rule("prevention failed", _YES, lambda s: seen.prevented_in_fact(s) and seen.governor_negated(s)),
    Rule("prevented in fact", _NO, seen.prevented_in_fact),
    Rule("denied twice", _YES, lambda s: s.effect in _UNDONE - {"without", "denied"} and seen.governor_negated(s)),
    Rule("denied and negated", _YES, lambda s: s.effect == "denied" and _negated(s)),
    Rule("not unlikely", _YES, lambda s: s.effect == "unlikely" and seen.governor_negated(s)),
    Rule("unlikely", _NO, lambda s: s.effect == "unlikely"),
    Rule("not so", _NO, _unreal),
    Rule("not proven", _YES, lambda s: s.effect in {"proven", "indicated", "alleged"} and seen.governor_negated(s) and (s.noun or not _negated(s))),
    Rule("undone by its governor", _NO, lambda s: s.effect in _UNDONE),
    Rule("without", _NO, _without),
    Rule("almost", _NO, _almost),
    Rule("negated", _NO, _negated),
    Rule("negated above", _NO, _raised),
    Rule("asserted", _YES, lambda _: True),
)
