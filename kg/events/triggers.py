"""Triggers: verbs that are no states and lend no grammar, nouns that name events, posts that somebody comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.events.subjects import nominal
from kg.events.units import units
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lexicons.triggers import Idiom, TriggerLexicon
    from kg.model import Mention, Span, Token

__all__ = ["Trigger", "named_events", "triggers"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger before its arguments are known."""

    token: Token
    label: str
    type: str | None
    pattern: str
    particle: Span | None = None
    span: Span | None = None
    within: frozenset[int] = frozenset()


def named_events(tree: Tree, mentions: tuple[Mention, ...], lexicon: TriggerLexicon) -> Iterator[Trigger]:
    """*Worldwide Developers Conference*: the name of an event, whole."""
    for mention in mentions:
        words = " ".join(tree.analysis.article.words(mention.span).split())
        if mention.form.value == "Name" and not mention.derived and len(words.split()) > 1 and lexicon.named & set(words.split()):
            yield Trigger(tree.tokens[mention.head], words, None, "named_event", span=mention.span)


def triggers(tree: Tree, lexicon: TriggerLexicon) -> Iterator[Trigger]:
    """Yield the triggers of a tree but the names, in text order."""
    idioms = dict(units(tree, lexicon))
    taken = {i for _, words in idioms.values() for i in words}
    for token in tree.tokens:
        if token.i in idioms:
            idiom, words = idioms[token.i]
            if idiom.type is not None:
                yield _unit(tree, token, idiom, words)
        elif token.i not in taken:
            found = next((t for rule in (_verb, _noun, _attributive, _appointment, _outcome) if (t := rule(tree, token, lexicon)) is not None), None)
            if found is not None:
                yield found


def _unit(tree: Tree, verb: Token, idiom: Idiom, words: frozenset[int]) -> Trigger:
    """The word that carries the meaning stands for the unit: *in **gevaar** brengen*."""
    carrying = [tree.tokens[i] for i in sorted(words) if tree.tokens[i].upos in {"NOUN", "ADJ", "ADV", "PROPN"}]
    return Trigger(verb, idiom.label, idiom.type or None, "idiom", span=carrying[-1].span if carrying else None, within=words)


def _verb(tree: Tree, token: Token, lexicon: TriggerLexicon) -> Trigger | None:
    """*nam ... over*, *is aangehouden*: a full verb that is no state and does not lend its grammar to a noun."""
    if token.upos != "VERB" or universal(token.deprel) in {"aux", "cop", "amod", "case", "mark", "fixed", "flat"} or _before_noun(tree, token):
        return None
    if nominal(tree, token):
        return None
    label, particle = _label(tree, token, lexicon)
    if not particle and _phrasal(tree, token) and (label in lexicon.light or label in lexicon.vague):
        return None  # *op de hoogte brengen*: what it means stands in no list
    pair = _with_result(tree, token, lexicon)
    if pair is not None:
        entry, result = pair
        return Trigger(token, entry.replace("-", " "), lexicon.verbs[entry], "verb", span=result.span)
    if token.lemma in lexicon.modality["never"]:
        return None  # *die kan af*
    if token.lemma in lexicon.modality["raising"] and any(t.feat("VerbForm") == "Inf" for t in tree.children(token.i, "xcomp", "advcl", "obj")):
        return None  # *valt te bezien*
    if any(f"{t.lemma}-{label}" in lexicon.states for t in tree.children(token.i, "obj", "obl", "compound", "xcomp")):
        return None  # *hield rekening met*
    if any(f"{label}-{tree.case(t.i)}" in lexicon.states for t in tree.children(token.i, "obl") if t.deprel == "obl:arg" or t.upos == "NOUN"):
        return None  # *kwam uit op vier procent*
    if token.lemma in lexicon.senses["finding"] and not particle and _found_somewhere(tree, token, lexicon):
        return Trigger(token, label, lexicon.verbs.get(label), "verb")
    if label in lexicon.states or (not particle and token.lemma in lexicon.states):
        return None
    if (token.form[:1].isupper() and token.i != tree.sentence(token.i).start) or not label.endswith(lexicon.infinitives):
        return None  # a name or an adjective that the tagger took for a verb
    if _describes(tree, token, label, lexicon):
        return None
    if (label in lexicon.light or label in lexicon.occurrence) and event_noun_beside(tree, token, lexicon):
        return None
    if _product_property(tree, token) or (label in lexicon.with_goal and not _goal(tree, token, lexicon)):
        return None
    return Trigger(token, label, lexicon.verbs.get(label), "verb", particle)


def _label(tree: Tree, token: Token, lexicon: TriggerLexicon) -> tuple[str, Span | None]:
    """Return the dictionary form with its particle, and where a separate particle stands."""
    particle = tree.particle(token.i)
    if particle is None:
        beside = (t for t in tree.children(token.i, "advmod", "xcomp") if t.upos == "ADJ" and t.form.lower() + token.lemma in lexicon.verbs)
        free = next(beside, None)  # *sprak de arts **vrij***
        if free is not None:
            return free.form.lower() + token.lemma, free.span
    if particle is None or (particle.upos not in {"ADP", "ADV"} and not _listed(tree.lemma(token.i), lexicon)):
        return token.lemma, None  # *verwierf aanzien*: an object, and not as in *vond plaats*
    if tree.child(particle.i, "fixed") is not None:
        return token.lemma, None  # *op de hoogte blijven*: no particle verb
    return tree.lemma(token.i), particle.span


def _listed(label: str, lexicon: TriggerLexicon) -> bool:
    return any(label in words for words in (lexicon.verbs, lexicon.states, lexicon.light, lexicon.occurrence))


def _with_result(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> tuple[str, Token] | None:
    """*raakte gewond*, *ging failliet*: an entry of a verb and what it makes of somebody, which is the word that tells it."""
    beside = tree.children(verb.i, "xcomp", "advmod", "amod", "compound", "advcl", "obl", "obj")
    fixed = [n for t in tree.children(verb.i, "compound:prt") for n in tree.children(t.i, "fixed")]  # *om het leven*
    pairs = ((f"{t.form.lower()}-{verb.lemma}", t) for t in (*beside, *fixed))
    return next(((entry, t) for entry, t in pairs if entry in lexicon.verbs), None)


def _found_somewhere(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> bool:
    """Whether a thing is found and no opinion held: *vonden in de grot botten*, *is gevonden door duikers*; not *vindt de prijs hoog*."""
    if tree.child(verb.i, "xcomp", "ccomp", "compound:prt") is not None or event_noun_beside(tree, verb, lexicon):
        return False
    if any(t.upos == "ADJ" for t in tree.children(verb.i, "advmod", "amod", "advcl")):
        return False
    if tree.child(verb.i, "nsubj:pass", "aux:pass") is not None:
        return True
    beside = [*tree.children(verb.i, "obl"), *(n for t in tree.children(verb.i, "obj") for n in tree.children(t.i, "nmod") if n.i < t.i)]
    where = any(tree.case(t.i) in lexicon.arguments["place_prepositions"] | lexicon.during for t in beside)
    concrete = any(t.deprel == "obj" and t.upos in {"NOUN", "PROPN"} for t in tree.children(verb.i))
    return concrete and (where or verb.feat("VerbForm") == "Part")


def _goal(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> bool:
    """Whether a verb of motion moves somewhere: *kwam naar Nederland*; not *kwam te laat*."""
    return any(t.upos in {"NOUN", "PROPN"} and tree.case(t.i) in lexicon.arguments["goal_prepositions"] for t in tree.children(verb.i, "obl"))


def event_noun_beside(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> bool:
    relations = ("obj", "obl", "nsubj:pass", "compound", "xcomp") + (("nsubj",) if verb.lemma in lexicon.occurrence or verb.feat("VerbForm") == "Inf" else ())
    for noun in tree.children(verb.i, *relations):
        oblique = universal(noun.deprel) == "obl" and verb.lemma not in lexicon.occurrence
        if oblique and tree.particle(verb.i) is not None:
            continue  # *biedt in reactie op de vraag een hoesje aan*
        if noun.upos == "NOUN" and lexicon.noun_type(noun.lemma) is not None and not (oblique and tree.case(noun.i) not in lexicon.light_prepositions):
            return True
    return False


def _describes(tree: Tree, verb: Token, label: str, lexicon: TriggerLexicon) -> bool:
    """Whether a participle tells how somebody is or does: *grinnikend*, *is teleurgesteld*, *keek onthutst*."""
    if verb.feat("VerbForm") != "Part":
        return False
    if any(verb.form.lower() == verb.lemma + ending for ending in lexicon.present_participles):
        return True
    return label in lexicon.moods and tree.child(verb.i, "obl:agent") is None


def _product_property(tree: Tree, verb: Token) -> bool:
    """Whether a verb without any dependent that could take part stands alone, as in labels and captions."""
    return verb.is_root and not [t for t in tree.children(verb.i) if t.upos not in {"PUNCT", "ADV"}]


def _phrasal(tree: Tree, verb: Token) -> bool:
    """Whether a verb has a fixed phrase for a particle."""
    return any(tree.child(t.i, "fixed") is not None for t in tree.children(verb.i, "compound:prt"))


def _before_noun(tree: Tree, token: Token) -> bool:
    """Whether a participle stands before the noun that it hangs on: *de door Duitsers gebouwde brug*."""
    relation = token.deprel if token.deprel == "acl" else universal(token.deprel)
    return relation in {"acl", "amod"} and token.feat("VerbForm") == "Part" and token.i < token.head and tree.child(token.i, "aux", "nsubj") is None


def _attributive(tree: Tree, token: Token, lexicon: TriggerLexicon) -> Trigger | None:
    """*het in 2004 opgerichte bedrijf*: a participle with dependents of its own before its noun."""
    if token.upos not in {"VERB", "ADJ"} or not _before_noun(tree, token) or tree.tokens[token.head].upos == "PRON":
        return None
    if lexicon.noun_type(tree.lemma(token.head)) is not None and not tree.children(token.i):
        return None  # ***gedwongen** ontslagen*: how it happens
    label, _ = _label(tree, token, lexicon)
    told = label in lexicon.verbs or (tree.child(token.i, "obl:agent") is not None and label not in lexicon.light | lexicon.vague)
    if label in lexicon.states or not told or _describes(tree, token, label, lexicon):
        return None
    return Trigger(token, label, lexicon.verbs.get(label), "attributive_participle")


def _noun(tree: Tree, token: Token, lexicon: TriggerLexicon) -> Trigger | None:
    """*de overname*, *vredesonderhandelingen*, *de lancering*: by list, or by its ending and a definite sense."""
    if token.upos != "NOUN" or universal(token.deprel) in {"compound", "flat", "fixed"} or _of_name(tree, token):
        return None
    kind = lexicon.noun_type(token.lemma)
    if kind is None and token.feat("Number") == "Sing":
        kind = lexicon.noun_type(token.form)  # where the lemma is made up (*ontslagron*)
    if kind is None or _told_of_event(tree, token, lexicon) or (lexicon.ambiguous(token.lemma) and not _takes_place(tree, token, lexicon)):
        return None
    return Trigger(token, token.lemma, kind, "noun")


def _of_name(tree: Tree, noun: Token) -> bool:
    """Whether a noun with a capital stands before a name: *directeur Operatie Eric Wiegers*."""
    return noun.form[:1].isupper() and noun.i != tree.sentence(noun.i).start and tree.child(noun.i, "flat") is not None


def _told_of_event(tree: Tree, noun: Token, lexicon: TriggerLexicon) -> bool:
    """Whether a noun only says what another event is: *het akkoord is een **doorbraak***."""
    verdict = noun.lemma in lexicon.arguments["verdicts"] and tree.child(noun.i, "cop") is not None
    about = tree.child(noun.i, "nsubj") if verdict else None
    return about is not None and about.upos == "NOUN" and lexicon.noun_type(about.lemma) is not None


def _takes_place(tree: Tree, noun: Token, lexicon: TriggerLexicon) -> bool:
    """Whether a noun that also names people or a thing is what happens here: *tijdens de top*, *organiseert een top*; not *de top zwijgt*."""
    words, verb = lexicon.arguments, tree.tokens[noun.head]
    if tree.case(noun.i) in words["occasion_prepositions"]:
        return True
    return universal(noun.deprel) in {"obj", "nsubj"} and tree.lemma(verb.i) in words["holding"] | lexicon.occurrence


def _appointment(tree: Tree, token: Token, lexicon: TriggerLexicon) -> Trigger | None:
    """*Vera Smit wordt de nieuwe topvrouw van Delta*: a post that somebody comes to."""
    if token.upos != "NOUN" or not lexicon.post(token.lemma):
        return None
    above = tree.tokens[token.head]
    becoming = above.lemma in lexicon.modality["passive"] and universal(token.deprel) == "xcomp"
    if not becoming and not any(t.lemma in lexicon.modality["passive"] for t in tree.children(token.i, "cop")):
        return None
    return Trigger(token, lexicon.appointed, "appoint", "appointment")


def _outcome(tree: Tree, token: Token, lexicon: TriggerLexicon) -> Trigger | None:
    """*Noorwegen is de winnaar van de estafette*: a noun that says what its subject has done."""
    if token.upos != "NOUN" or token.lemma not in lexicon.outcomes or tree.child(token.i, "cop") is None:
        return None
    label = lexicon.outcomes[token.lemma]
    return Trigger(token, label, lexicon.verbs.get(label), "outcome")
