"""How an event is presented: certainty, polarity and temporality (after FactBank, Saurí and Pustejovsky 2009)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kg.model import Attitude, BlockKind, Certainty, Polarity, Temporality
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.attachment import Timeline
    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Statement, Token
    from kg.tree import Tree

__all__ = ["certainty", "polarity", "temporality"]

_PROBABLE = frozenset({Attitude.EXPECTATION, Attitude.INTENTION, Attitude.BELIEF, Attitude.PROMISE})
_POSSIBLE = frozenset({Attitude.DEMAND, Attitude.QUESTION, Attitude.WARNING, Attitude.CONCERN})
_AHEAD = frozenset({Attitude.EXPECTATION, Attitude.INTENTION, Attitude.DEMAND, Attitude.PROMISE, Attitude.WARNING})


def _ahead_of(tree: Tree, clause: Token, above: Token, lexicon: TriggerLexicon) -> bool:
    """Whether an infinitive lies ahead of its governor: a purpose, a plan, an attempt; not *lag te wachten*."""
    if universal(clause.deprel) not in {"xcomp", "advcl", "acl", "csubj"} or clause.feat("VerbForm") != "Inf":
        return False
    words = lexicon.modality
    purpose = {t.lemma.lower() for t in tree.children(clause.i, "mark")} & words["purpose_marks"]
    return bool(purpose) or tree.lemma(above.i) in words["possible_verbs"] | words["probable_verbs"] | words["planned_nouns"]


def _tensed(tree: Tree, verb: Token) -> Token:
    """Return the verb that a bare infinitive takes its tense from."""
    for above in tree.ancestors(verb.i):
        if above.feat("VerbForm") in {"Fin", "Part"}:
            return above
    return verb


def _predicate(tree: Tree, i: int) -> Token:
    """Return the verb whose grammar the trigger shares: itself, or the verb that a noun depends on."""
    token = tree.tokens[i]
    if token.upos != "NOUN":
        return token
    above = tree.tokens[token.head]
    verbal = above.upos == "VERB" or tree.child(above.i, "cop") is not None
    return above if universal(token.deprel) in {"obj", "nsubj", "obl", "compound", "xcomp"} and verbal else token


def _auxiliaries(tree: Tree, verb: Token) -> tuple[Token, ...]:
    own = tree.children(verb.i, "aux", "cop")
    tensed = verb.feat("VerbForm") == "Fin" or any(t.feat("VerbForm") == "Fin" for t in own)
    if not tensed and universal(verb.deprel) == "conj":  # *moest getoond en bezocht worden*
        return (*own, *tree.children(verb.head, "aux", "cop"))
    return own


def _innermost(tree: Tree, i: int, statements: tuple[Statement, ...]) -> Statement | None:
    span = tree.tokens[i].span
    holding = [s for s in statements if any(c.start <= span.start and span.end <= c.end for c in s.content)]
    return min(holding, key=lambda s: sum(map(len, s.content)), default=None)


def _governors(tree: Tree, i: int) -> Iterator[tuple[Token, Token]]:
    """Yield (clause, its governor) upward from a trigger, while the clauses are infinitives or conditions of one another."""
    token = tree.tokens[i]
    for above in tree.ancestors(i):
        if universal(token.deprel) in {"xcomp", "advcl", "acl", "ccomp", "csubj"} and token.deprel != "acl:relcl":
            yield token, above
        elif universal(token.deprel) not in {"obj", "conj", "obl", "nmod", "nsubj"} or token.upos in {"PROPN"}:
            return
        token = above


def certainty(tree: Tree, i: int, statements: tuple[Statement, ...], lexicon: TriggerLexicon) -> Certainty:
    """Return how sure the author or the speaker is: modals, adverbs, the governing verb, conditions, purposes."""
    words, verb = lexicon.modality, _predicate(tree, i)
    auxiliaries = {t.lemma if t.feat("Tense") != "Past" or t.lemma not in words["future"] else next(iter(words["would"])) for t in _auxiliaries(tree, verb)}
    adverbs = {t.lemma.lower() for t in tree.children(verb.i, "advmod", "amod")} | {t.lemma.lower() for t in tree.children(i, "advmod", "amod")}
    if auxiliaries & words["possible"] or adverbs & words["possible_adverbs"]:
        return Certainty.POSSIBLE
    if verb.feat("VerbForm") == "Inf" and {t.lemma.lower() for t in tree.children(verb.i, "mark")} & words["purpose_marks"]:
        return Certainty.POSSIBLE
    if verb.i != i and tree.lemma(verb.i) in words["wanting"] and universal(tree.tokens[i].deprel) in {"obj", "obl"}:
        return Certainty.POSSIBLE
    for clause, above in _governors(tree, i):
        marks = {t.lemma.lower() for t in tree.children(clause.i, "mark")}
        purpose = clause.feat("VerbForm") == "Inf" and marks & words["purpose_marks"]
        if marks & words["conditional_marks"] or purpose:
            return Certainty.POSSIBLE
        if universal(clause.deprel) == "advcl" and clause.feat("VerbForm") != "Inf":
            continue  # *zoals ze deed*: told beside, not embedded
        if tree.lemma(above.i) in words["possible_verbs"] | words["planned_nouns"]:
            return Certainty.POSSIBLE
        if tree.lemma(above.i) in words["probable_verbs"]:
            return Certainty.PROBABLE
    statement = None if _presupposed(tree, i, lexicon) else _innermost(tree, i, statements)
    if statement is not None and statement.attitude in _POSSIBLE:
        return Certainty.POSSIBLE
    if (statement is not None and statement.attitude in _PROBABLE) or auxiliaries & words["probable"] or adverbs & words["probable_adverbs"]:
        return Certainty.PROBABLE
    return Certainty.CERTAIN


def _presupposed(tree: Tree, i: int, lexicon: TriggerLexicon) -> bool:
    """Whether the trigger heads a relative clause of a definite noun: *de middelen die worden toegewezen* are, whatever is expected of them.

    *Geen besluit waar we spijt van krijgen* takes nothing for granted.
    """
    verb = _predicate(tree, i)
    return verb.deprel == "acl:relcl" and _definite(tree, verb.head, lexicon)


def _definite(tree: Tree, i: int, lexicon: TriggerLexicon) -> bool:
    return any(t.form.lower() in lexicon.modality["definite"] for t in tree.children(i, "det"))


def polarity(tree: Tree, i: int, lexicon: TriggerLexicon) -> Polarity:
    """Return negative for *niet*, *geen*, *zonder* over the trigger, or a verb that says it did not happen."""
    words, verb = lexicon.modality, _predicate(tree, i)
    given = verb.i != i and universal(tree.tokens[i].deprel) == "obj" and _definite(tree, i, lexicon)
    if given and tree.lemma(verb.i) not in lexicon.light | words["cancelling"]:
        verb = tree.tokens[i]  # *heeft de aanval niet opgeëist*: there was one
    near = [*tree.children(verb.i, "advmod", "det", "nsubj", "obj", "obl"), *tree.children(i, "advmod", "det")]
    near += [d for t in tree.children(verb.i, "obj", "nsubj") for d in tree.children(t.i, "det", "advmod") if t.i != i or verb.i != i]
    if any(t.form.lower() in words["negations"] and not _focused(tree, t, lexicon) and (t.form.islower() or t.i == tree.sentence(i).start) for t in near):
        return Polarity.NEGATIVE
    marks = {t.lemma.lower() for t in tree.children(verb.i, "mark", "case")} | {tree.case(i)}
    if marks & words["negative_prepositions"]:
        return Polarity.NEGATIVE
    above = tree.tokens[verb.head]
    if universal(verb.deprel) == "xcomp" and tree.lemma(above.i) in words["negative_verbs"]:
        return Polarity.NEGATIVE
    called_off = verb.i != i and tree.tokens[i].deprel in {"obj", "nsubj:pass"} and tree.lemma(verb.i) in words["cancelling"]
    if called_off or (verb.i != i and tree.tokens[i].deprel == "nsubj" and tree.lemma(verb.i) in words["lacking"]):
        return Polarity.NEGATIVE
    return Polarity.POSITIVE


def _known(tree: Tree, i: int, lexicon: TriggerLexicon) -> bool:
    """Whether a noun names what the reader knows of, mostly as it has happened: *de vrijlating is het gevolg van ...*."""
    return _definite(tree, i, lexicon) or tree.case(i) in lexicon.modality["causes"]


def _focused(tree: Tree, negation: Token, lexicon: TriggerLexicon) -> bool:
    """Whether a negation says that there is more: *niet alleen*."""
    following = tree.tokens[negation.i + 1].form.lower() if negation.i + 1 < len(tree.tokens) else ""
    return following in lexicon.modality["focus"]


def temporality(tree: Tree, i: int, statements: tuple[Statement, ...], timeline: Timeline, lexicon: TriggerLexicon) -> Temporality:
    """Return past, present or future of publication: by a date first, then by tense and auxiliaries."""
    day = tree.analysis.article.published
    today = day.date() if isinstance(day, dt.datetime) else day
    time = timeline.of(i)
    if time is not None and today is not None:
        if time.end is not None and time.end < today:
            return Temporality.PAST
        if time.start is not None and time.start > today:
            return Temporality.FUTURE
    words, verb = lexicon.modality, _predicate(tree, i)
    if verb.upos in {"NOUN", "PROPN"} and tree.child(verb.i, "cop") is None:
        clause = tree.clause(i)
        verb = clause if clause.upos in {"VERB", "AUX"} or tree.child(clause.i, "cop") is not None else verb
    above = tree.tokens[verb.head]
    helping = (*_auxiliaries(tree, verb), *([above] if universal(verb.deprel) == "xcomp" and above.lemma in words["passive"] else []))
    auxiliaries = {t.lemma for t in helping}
    past = verb.feat("Tense") == "Past" or any(t.feat("Tense") == "Past" for t in helping)
    statement = _innermost(tree, i, statements)
    announced = statement is not None and statement.attitude is Attitude.ANNOUNCEMENT and verb.feat("VerbForm") == "Inf" and not auxiliaries
    ahead = statement is not None and (statement.attitude in _AHEAD or announced) and not _presupposed(tree, i, lexicon)  # *kondigde aan te stoppen*
    if auxiliaries & words["future"] or (ahead and not past):
        return Temporality.FUTURE
    if verb.i != i and tree.lemma(verb.i) in words["wanting"] and universal(tree.tokens[i].deprel) in {"obj", "obl"}:
        return Temporality.FUTURE
    if any(_ahead_of(tree, clause, above, lexicon) for clause, above in _governors(tree, i)):
        return Temporality.FUTURE
    if verb.feat("VerbForm") == "Inf" and not _auxiliaries(tree, verb):
        verb = _tensed(tree, verb)  # *lag te wachten*, *kwam kijken*: at the time of its governor
        past = past or verb.feat("Tense") == "Past" or any(t.feat("Tense") == "Past" for t in _auxiliaries(tree, verb))
        auxiliaries |= {t.lemma for t in _auxiliaries(tree, verb)}
        if auxiliaries & words["future"]:
            return Temporality.FUTURE
    perfect = verb.feat("VerbForm") == "Part" and not auxiliaries & words["passive"]
    if past or perfect or tree.sentence(i).kind is BlockKind.HEADLINE:
        return Temporality.PAST
    if verb.upos == "NOUN" and tree.child(verb.i, "cop") is None:
        return Temporality.PAST
    if tree.tokens[i].upos == "NOUN" and _known(tree, i, lexicon) and tree.lemma(verb.i) not in lexicon.occurrence:
        return Temporality.PAST
    if _presupposed(tree, i, lexicon):
        return Temporality.PRESENT
    promised = statement is not None and statement.attitude is Attitude.ANNOUNCEMENT and auxiliaries & words["passive"]
    return Temporality.FUTURE if promised and verb.feat("VerbForm") == "Part" else Temporality.PRESENT
