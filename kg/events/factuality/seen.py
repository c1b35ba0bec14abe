"""Small questions to a setting that more than one table asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.factuality import frames
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.events.factuality.setting import Setting
    from kg.model import Statement, Token
    from kg.tree import Tree

__all__ = [
    "able",
    "actual",
    "anyone",
    "asked",
    "attributed",
    "commanded",
    "consequent",
    "counterfactual",
    "governed_past",
    "governed_simple_past",
    "governor_negated",
    "modal",
    "negated",
    "prevented_in_fact",
    "quoted",
    "some",
    "unreal",
]

_AHEAD = frozenset({"prevented", "expected", "sought", "condition", "purpose", "goal"})


def able(s: Setting) -> bool:
    """*kan*, *mag*, *moet*, *hoeft* over the event."""
    return s.mood("able")


def counterfactual(s: Setting) -> bool:
    """*had moeten ingrijpen*, *hadden geen overleg hoeven houden*: it was not so."""
    had = any(t.lemma in s.words["governing.perfect"] and t.feat("Tense") == "Past" for t in s.frame.auxiliaries)
    return s.shares and had and any(t.lemma in s.words["governing.able"] and t.feat("VerbForm") != "Fin" for t in s.frame.moods)


def actual(s: Setting) -> bool:
    """*kon de bal houden*, *heeft kunnen winnen*, *moest wachten*: the past of a modal tells what was done, unless somebody else says so."""
    if not able(s) or s.would or s.mood("wanting"):
        return False
    return s.perfect or (s.past and s.effect == "" and (s.statement is None or not s.statement.cue))


def modal(s: Setting) -> bool:
    """*kan winnen*, *moet aftreden*, *zou kunnen komen*: open."""
    return able(s) and not actual(s)


def unreal(s: Setting) -> bool:
    """*zou* in a condition or in what follows from one."""
    return s.would and (consequent(s) or s.effect == "condition")


def consequent(s: Setting) -> bool:
    """*als de rente stijgt, valt de bouw stil*; *anders komen er verkiezingen*: holds only under a condition."""
    if not s.shares or (s.past and not s.would) or s.perfect:
        return False
    return any(_conditional(s.tree, clause, s.words) for v in s.frame.verbs for clause in s.tree.children(v.i, "advcl", "parataxis")) or _otherwise(s)


def _conditional(tree: Tree, clause: Token, words: Mapping[str, frozenset[str]]) -> bool:
    finite = frames.finite(tree, clause)
    if frames.inverted(tree, clause, words):
        return True
    if clause.form.lower() in words["marks.suppose"]:
        return tree.child(clause.i, "ccomp") is not None
    opening = {t.form.lower() for t in tree.children(clause.i, "mark")}
    if finite is None:
        return False
    return bool(opening & words["marks.condition"] or (opening & words["marks.condition_or_time"] and finite.feat("Tense") != "Past"))


def _otherwise(s: Setting) -> bool:
    adverbs = [t for v in s.frame.verbs for t in s.tree.children(v.i, "advmod") if t.form.lower() in s.words["adverbs.otherwise"]]
    if s.would and any(t.form.lower() in s.words["adverbs.then"] for v in s.frame.verbs for t in s.tree.children(v.i, "advmod")):
        return True  # *dan zou het bedrijf sluiten*
    following = [s.tree.tokens[t.i + 1] for t in adverbs if t.i + 1 < len(s.tree.tokens)]
    return any(t.feat("VerbForm") == "Fin" for t in following)


def asked(s: Setting) -> bool:
    """*Gaat hij weg?*: a question that asks whether; *waarom ging hij weg?* takes it for granted."""
    sentence = s.tree.sentence(s.i)
    words = s.tree.tokens[sentence.start : sentence.end]
    if not s.shares or all(t.form != "?" for t in words[-2:]):
        return False
    return not any(t.form.lower() in s.words["adverbs.asking"] for t in words)


def anyone(s: Setting) -> bool:
    """*wie wint, speelt in de finale*, in quotation marks too: of nobody in particular."""
    sentence = s.tree.sentence(s.i)
    tokens = s.tree.tokens[sentence.start : sentence.end]
    opener = next((t.form.lower() for t in tokens if t.upos != "PUNCT"), "")
    opens = opener in s.words["adverbs.whoever"] and all(t.form != "?" for t in tokens)
    return opens and s.shares and not s.noun and not s.past and not s.perfect and not s.headline


def some(s: Setting) -> bool:
    """*elke toezegging brengt de plannen in gevaar*: whichever comes."""
    determined = any(t.form.lower() in s.words["known.any"] for t in s.tree.children(s.i, "det", "amod"))
    return s.noun and determined and not s.past and not s.perfect


def commanded(s: Setting) -> bool:
    """*Garneer het ijs*: a verb that opens its sentence, in the present, without subject."""
    verb = s.frame.own
    if s.noun or s.headline or verb.feat("VerbForm") != "Fin" or verb.feat("Tense") == "Past" or s.tree.child(verb.i, "nsubj", "csubj", "expl") is not None:
        return False
    if universal(verb.deprel) not in {"root", "parataxis", "ccomp"} or verb.feat("Number") == "Plur":
        return False
    start = s.tree.sentence(verb.i).start
    return all(t.upos in {"PUNCT", "CCONJ", "INTJ"} for t in s.tree.tokens[start : verb.i])


def governed_past(s: Setting) -> bool:
    """Whether the governor stands in the past."""
    word = s.governor.word
    if word is None:
        return False
    if word.upos not in {"VERB", "AUX"} and s.tree.child(word.i, "cop") is None:
        word = next((t for t in s.tree.ancestors(word.i) if t.upos in {"VERB", "AUX"}), word)
    frame = frames.frame(s.tree, word, s.words)
    tensed = [t for t in (*frame.verbs, *frame.auxiliaries) if t.feat("VerbForm") == "Fin"]
    perfect = word.feat("VerbForm") == "Part" and not any(t.lemma in s.words["governing.passive"] and t.feat("Tense") != "Past" for t in frame.auxiliaries)
    would = any(t.lemma in s.words["governing.future"] for t in frame.moods)
    return not would and (perfect or any(t.feat("Tense") == "Past" for t in tensed))


def governed_simple_past(s: Setting) -> bool:
    """Whether the governor is told in the past tense, not in the perfect."""
    word = s.governor.word
    if word is None:
        return False
    frame = frames.frame(s.tree, word, s.words)
    return any(t.feat("Tense") == "Past" and t.feat("VerbForm") == "Fin" for t in (*frame.verbs, *frame.auxiliaries))


def prevented_in_fact(s: Setting) -> bool:
    """*voorkwam een ramp*: it was prevented; *wil een ramp voorkomen* is open."""
    if s.effect != "prevented" or s.governor.word is None or not governed_past(s):
        return False
    word = s.governor.word
    frame = frames.frame(s.tree, word, s.words)
    marks = {t.form.lower() for t in s.tree.children(word.i, "mark")}
    open_mood = any(t.lemma in s.words["governing.wanting"] | s.words["governing.future"] for t in frame.moods)
    infinitive = frames.finite(s.tree, frame.top) is None and word.feat("VerbForm") == "Inf"
    return word.upos == "VERB" and not infinitive and not open_mood and not marks & s.words["marks.purpose"]


def governor_negated(s: Setting) -> bool:
    """Whether the governor is denied, or the copula that it was hung on."""
    word = s.governor.word
    if word is None:
        return False
    verbs = frames.frame(s.tree, word, s.words).verbs
    above = s.tree.tokens[word.head]
    lends = word.upos not in {"VERB", "AUX"} or word.feat("VerbForm") == "Part"
    copula = (above,) if lends and above.lemma in s.words["governing.copulas"] | s.words["governing.finding"] | s.lexicon.light else ()
    return negated(s.tree, (*verbs, *copula), s.words)


def negated(tree: Tree, verbs: tuple[Token, ...], words: Mapping[str, frozenset[str]]) -> bool:
    """*niet*, *nooit*, *geen* and *niemand* beside one of the verbs."""
    near = [t for v in verbs for t in tree.children(v.i, "advmod", "obl", "nsubj", "obj", "det", "discourse")]
    near += [d for v in verbs for t in tree.children(v.i, "advmod") if t.form.lower() in words["adverbs.deniable"] for d in tree.children(t.i, "advmod")]
    near += [d for v in verbs for t in tree.children(v.i, "obj", "nsubj", "obl:arg", "compound", "xcomp") for d in tree.children(t.i, "det")]
    return any(denies(tree, t, words) for t in near)


def denies(tree: Tree, token: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word denies: *niet*, but not *niet alleen*, and no name that looks like one."""
    if token.form.lower() not in words["adverbs.negations"] or not (token.form.islower() or token.i == tree.sentence(token.i).start):
        return False
    following = tree.tokens[token.i + 1].form.lower() if token.i + 1 < len(tree.tokens) else ""
    return following not in words["adverbs.focus"]


def quoted(s: Setting) -> bool:
    """Whether the event noun is what the content of its statement is about: *eist het ontslag van de trainer*."""
    if s.statement is None or not s.noun:
        return False
    head = s.tree.tokens[s.token.head]
    return s.token.is_root or not any(c.start <= head.span.start and head.span.end <= c.end for c in s.statement.content)


def attributed(s: Setting) -> Statement | None:
    """Return the statement whose attitude holds for the event, if any.

    What a definite noun or its relative clause takes for granted has none: *de middelen die worden toegewezen* are, whatever is expected of them.
    """
    if s.statement is None or not (s.shares or quoted(s)) or presupposed(s):
        return None
    return s.statement


def presupposed(s: Setting) -> bool:
    """Whether the event heads a relative clause of a definite noun; *geen besluit waar we spijt van krijgen* takes nothing for granted."""
    from kg.events.factuality.setting import known  # noqa: PLC0415

    top = s.frame.top
    return s.shares and top.deprel == "acl:relcl" and known(s.tree, top.head, s.words)
