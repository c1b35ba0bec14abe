"""What the word that governs an event says of it: hoped for, asked for, prevented, called off, denied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.events.factuality import frames, predicates
from kg.events.factuality.predicates import effects
from kg.model import BlockKind
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Token
    from kg.tree import Tree

__all__ = ["NOTHING", "Governor", "of_clause", "of_noun"]

_SHORTEST_PART = 4  # letters of a noun that may end a compound
_STEPS = 8
_OF_CLAUSES = frozenset({"expected", "sought", "denied", "decided", "unlikely", "excluded", "indicated", "proven", "given"})  # of what *dat* opens


@dataclass(frozen=True, slots=True)
class Governor:
    """An effect (a key of modality.toml, an empty string for none), the word that has it, and the word that it has it on."""

    effect: str
    word: Token | None = None
    on: Token | None = None


NOTHING = Governor("")


def _of_word(lexicon: TriggerLexicon, noun: Token) -> str:
    """Return the effect of a noun, or of the noun that it ends in: *sluitingsplan*."""
    table, word = effects(lexicon, "nouns"), noun.lemma.lower()
    if word in table or word in lexicon.modality["known.scheduled"]:
        return table.get(word, "")  # *wedstrijd* is no *strijd*
    parts = (word[cut:] for cut in range(2, len(word) - _SHORTEST_PART + 1))
    return next((table[part] for part in parts if part in table), "")


def of_noun(tree: Tree, i: int, lexicon: TriggerLexicon) -> Governor:
    """Return what governs a noun: the verb whose object it is, or the noun that it complements."""
    token, words = tree.tokens[i], lexicon.modality
    case = tree.case(i)
    if (adposition := _of_adposition(tree, token, lexicon)).effect:
        return adposition
    for _ in range(_STEPS):
        said = predicates.of_subject(tree, token, lexicon)
        if said is not None:
            return Governor(said[0], said[1], token)
        if token.is_root:
            return NOTHING
        above, relation = tree.tokens[token.head], universal(token.deprel)
        if relation in {"conj", "appos", "flat", "fixed"} and above.upos in {"NOUN", "PROPN", "VERB"}:
            token, case = above, case if relation == "conj" and tree.case(i) else tree.case(above.i)
            continue
        if above.upos == "VERB":
            return _beside_verb(tree, token, above, case, lexicon)
        if relation in {"nmod", "obl"} and above.upos in {"NOUN", "PROPN", "ADJ", "ADV"}:
            if above.lemma in words["nouns.containers"] and not _own(tree, above):
                token, case = above, tree.case(above.i)
                continue
            return _beside_noun(tree, token, above, case, lexicon)
        if relation in {"obl", "nsubj", "csubj"} and tree.child(above.i, "cop") is not None:
            return _beside_noun(tree, token, above, case, lexicon) if relation == "obl" else NOTHING
        if tree.child(token.i, "cop") is not None or relation not in {"xcomp", "ccomp"}:
            return NOTHING
        token = above
    return NOTHING


def _of_adposition(tree: Tree, noun: Token, lexicon: TriggerLexicon) -> Governor:
    """*op verdenking van fraude*, *in afwachting van een vonnis*, *in plaats van een boete*, *ter publicatie*."""
    case, words = tree.child(noun.i, "case"), lexicon.modality
    if case is None:
        return NOTHING
    fixed = tree.children(case.i, "fixed")
    if not fixed and case.form.lower() in words["marks.to_be"]:
        return Governor("purpose", tree.tokens[noun.head], noun)
    if case.form.lower() in words["marks.occasion"] and _supposed(tree, noun, words):
        return Governor("condition", tree.tokens[noun.head], noun)
    table = effects(lexicon, "adpositions")
    return next((Governor(table[t.lemma], t, noun) for t in fixed if t.lemma in table), NOTHING)


def _supposed(tree: Tree, noun: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """*bij een staking vallen vluchten uit*; not *bij een brand vielen doden*, not *bij de brand*, not *bij branden*."""
    above, determiner = tree.tokens[noun.head], tree.child(noun.i, "det")
    if (
        above.upos != "VERB"
        or determiner is None
        or determiner.form.lower() in words["known.definite"]
        or tree.sentence(noun.i).kind is not BlockKind.PARAGRAPH
    ):
        return False
    verbs = (above, *tree.children(above.i, "aux"))
    return above.feat("VerbForm") != "Part" and any(t.feat("VerbForm") == "Fin" and t.feat("Tense") != "Past" for t in verbs)


def _own(tree: Tree, noun: Token) -> bool:
    return tree.child(noun.i, "nmod:poss") is not None


def _beside_verb(tree: Tree, noun: Token, verb: Token, case: str, lexicon: TriggerLexicon) -> Governor:
    relation, label = noun.deprel, tree.lemma(verb.i)
    if label in lexicon.modality["governing.answering"] and any(noun.lemma.lower().endswith(w) for w in lexicon.modality["governing.spoken"]):
        return NOTHING  # *wijst het verzoek af*, *ontkent de beschuldiging*: it was made, whatever the answer
    passive = verb.feat("VerbForm") == "Part" and any(t.lemma in lexicon.modality["governing.perfect"] for t in tree.children(verb.i, "cop"))
    if relation == "nsubj" and not passive:
        return Governor(effects(lexicon, "subjects").get(label, ""), verb, noun)
    if universal(relation) in {"obj", "nsubj", "xcomp", "ccomp", "iobj"} and not case:
        return Governor(effects(lexicon, "objects").get(label, ""), verb, noun)
    if universal(relation) in {"obl", "nmod", "xcomp"} and case:
        effect = effects(lexicon, "objects").get(f"{label}:{case}", "")
        if effect == "opposed":
            return NOTHING if harm(noun, lexicon) else Governor("sought", verb, noun)
        if effect:
            return Governor(effect, verb, noun)
        for other in tree.children(verb.i, "obj", "nsubj", "compound", "xcomp", "obl"):  # *nemen een besluit over*, *maken kans op*, *is sprake van*
            unit = effects(lexicon, "objects").get(f"{verb.lemma}-{other.lemma}:{case}", "")
            if unit:
                return Governor(unit, verb, noun)  # *houdt rekening met brandstichting*
            lent = verb.lemma in lexicon.light and other.deprel in {"obj", "nsubj:pass"}
            if other.upos == "NOUN" and other.i != noun.i and (lent or other.i == _before(tree, noun)):
                return _beside_noun(tree, noun, other, case, lexicon)
    return NOTHING


def harm(noun: Token, lexicon: TriggerLexicon) -> bool:
    """Whether an event is of a kind that is told after it was: a crime, an accident, a death."""
    words, lemma = lexicon.modality, noun.lemma.lower()
    return lexicon.noun_type(lemma) in words["governing.harm_types"] or any(lemma.endswith(word) for word in words["governing.harm_nouns"])


def _before(tree: Tree, noun: Token) -> int:
    """Return the token right before the phrase of a noun."""
    return min(t.i for t in (noun, *tree.children(noun.i, "case", "det", "amod", "nmod:poss", "nummod"))) - 1


def _beside_noun(tree: Tree, noun: Token, above: Token, case: str, lexicon: TriggerLexicon) -> Governor:
    words = lexicon.modality
    if case in words["nouns.settled_prepositions"] and any(above.lemma.lower().endswith(w) for w in words["nouns.settled"]):
        return Governor("sought", above, noun)
    if above.upos in {"ADJ", "ADV"} and above.lemma in words["governing.agreed"]:
        return Governor("decided" if case in words["governing.agreed_prepositions"] else "", above, noun)
    if case in words["governing.opposed_prepositions"] and above.lemma in words["governing.judging"]:
        return Governor("sought", above, noun)
    if case not in words["nouns.about_prepositions"]:
        return NOTHING
    if above.lemma.lower() in words["governing.inquiry"]:
        return Governor("given" if harm(noun, lexicon) else "", above, noun)
    effect = _of_word(lexicon, above)
    if effect == "condition" and any(t.form.lower() in words["known.definite"] for t in tree.children(noun.i, "det")):
        return NOTHING  # *in het geval van de moord*: a case, and no condition
    return Governor(effect, above, noun)


def of_clause(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> Governor:
    """Return what governs a clause: a conjunction, the verb or the noun that it complements."""
    words = lexicon.modality
    for _ in range(_STEPS):
        if verb.is_root:
            return NOTHING
        relation, above = universal(verb.deprel), tree.tokens[verb.head]
        marks = {t.form.lower() for t in tree.children(verb.i, "mark", "case", "compound:prt")}
        marks |= {t.form.lower() for mark in tree.children(verb.i, "mark", "case") for t in tree.children(mark.i, "fixed")}
        if relation == "conj":
            verb = above
            if above.upos not in {"VERB", "AUX", "NOUN", "ADJ"}:
                return NOTHING
            continue
        if (relation == "parataxis" and marks & words["marks.condition"]) or frames.inverted(tree, verb, words):
            return Governor("condition", above, verb)
        if (verb.deprel == "acl:relcl" and not marks) or relation in {"parataxis", "appos", "nmod", "nsubj", "obj"}:
            return NOTHING
        if above.upos in {"VERB", "AUX"} and above.form.lower() in words["marks.suppose"] and relation == "ccomp":
            return Governor("condition", above, verb)  # *stel dat hij komt*
        found = _by_mark(tree, verb, above, relation, marks, words)
        effect = _complement(tree, verb, above, relation, marks, lexicon)
        if effect and not (found and found.effect in {"without", "condition"}):
            return Governor(effect, above, verb)
        return found or NOTHING
    return NOTHING


def _by_mark(tree: Tree, verb: Token, above: Token, relation: str, marks: set[str], words: Mapping[str, frozenset[str]]) -> Governor | None:
    bare = verb.feat("VerbForm") == "Inf" and relation in {"advcl", "acl", "csubj", "ccomp", "xcomp"}
    if marks & words["marks.condition"] and relation in {"advcl", "ccomp", "acl"}:
        return Governor("condition", above, verb)
    if marks & (words["marks.condition_or_time"] | words["marks.until"]) and relation == "advcl" and _now(tree, verb):
        return Governor("condition", above, verb)
    if marks & words["marks.result"] and relation == "advcl" and _now(tree, verb):
        return Governor("goal", above, verb)
    if marks & (words["marks.without"] | words["marks.instead"]) and relation in {"advcl", "acl", "obl", "xcomp", "ccomp"}:
        return Governor("without", above, verb)
    if bare and marks & words["marks.purpose"]:
        return Governor("purpose" if relation == "advcl" else "goal", above, verb)
    if relation == "acl" and verb.feat("VerbForm") == "Inf" and marks:
        return Governor("goal", above, verb)  # *een nog aan te wijzen scheidsrechter*
    if marks & words["marks.question"] and relation in {"ccomp", "csubj", "acl", "xcomp", "advcl"}:
        return Governor("asked", above, verb)
    return None


def _of_verb(tree: Tree, verb: Token, above: Token, lexicon: TriggerLexicon) -> str:
    """*hoopt dat*; with the word that tells: *staat op het punt te*, *lijkt onwaarschijnlijk dat*, *de kans bestaat dat*."""
    table, words = effects(lexicon, "complements"), lexicon.modality
    if (lent := frames.lent(tree, verb, above, words)) is not None:
        return table[lent]
    if above.lemma in words["governing.copulas"]:
        beside = [t for t in tree.children(above.i, "xcomp", "nsubj", "obl", "advmod") if t.i != verb.i]
        exists = above.lemma in words["governing.existing"]
        found = next(
            filter(None, (predicates.said(tree, t, lexicon) or (_of_word(lexicon, t) if exists and universal(t.deprel) == "nsubj" else "") for t in beside)), ""
        )
        if found in _OF_CLAUSES:
            return found
    effect = table.get(tree.lemma(above.i), "")
    return _of_noun_before(tree, verb, lexicon) or effect if effect in {"", "seeming"} else effect


def _of_noun_before(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> str:
    """*lijkt op een poging de kool te sparen*: the noun right before an infinitive's phrase, whatever the parser hung that on."""
    first = tree.subtree(verb.i)[0]
    noun = tree.tokens[first - 1] if verb.feat("VerbForm") == "Inf" and first > tree.sentence(verb.i).start else verb
    return _of_word(lexicon, noun) if noun.upos == "NOUN" else ""


def _now(tree: Tree, verb: Token) -> bool:
    """Whether a clause stands in the present tense or the present perfect."""
    tensed = frames.finite(tree, verb)
    return tensed is not None and tensed.feat("Tense") != "Past"


def _complement(tree: Tree, verb: Token, above: Token, relation: str, marks: set[str], lexicon: TriggerLexicon) -> str:
    infinitive = verb.feat("VerbForm") == "Inf"
    if relation not in {"xcomp", "ccomp", "csubj", "acl"} and not (relation == "advcl" and infinitive):
        return ""
    if above.upos in {"VERB", "AUX"} or above.lemma in lexicon.modality["complements.decided"]:
        if relation == "advcl" and not marks & lexicon.modality["marks.purpose"] and not infinitive:
            return ""
        return _of_verb(tree, verb, above, lexicon)
    effect = predicates.said(tree, above, lexicon) or _of_word(lexicon, above)
    return effect if infinitive or effect in _OF_CLAUSES else ""
