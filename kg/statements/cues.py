"""What surrounds a cue: speaker, addressee, polarity, occasion; each asked of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Phrase, Polarity, Span
from kg.tree import universal

if TYPE_CHECKING:
    from kg.lexicons.reporting import ReportingLexicon
    from kg.model import Token
    from kg.tree import Tree

__all__ = ["addressee", "cue_spans", "lemma", "occasion", "phrases", "polarity", "speakers"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "X", "ADJ"})


def lemma(tree: Tree, token: Token, lexicon: ReportingLexicon) -> str:
    """Return the dictionary form of a verb with its separable particle: *kondigt ... aan*: aankondigen, *maakt bekend*: bekendmaken."""
    particle = _particle(tree, token, lexicon)
    if particle is not None:
        form = particle.form.lower()
        return token.lemma if token.lemma.startswith(form) else form + token.lemma
    beside = _adjective(tree, token, lexicon)
    return token.lemma if beside is None else beside.form.lower() + token.lemma


def _particle(tree: Tree, token: Token, lexicon: ReportingLexicon) -> Token | None:
    """Return the particle; not the preposition of *door te zeggen*, which the parser may take for one."""
    particle = tree.particle(token.i)
    if particle is None or particle.form.lower() + token.lemma in lexicon.verbs or token.lemma not in lexicon.verbs:
        return particle
    following = tree.tokens[particle.i + 1].form.lower() if particle.i < token.i else ""
    return None if following in lexicon.infinitive_marks else particle


def _adjective(tree: Tree, token: Token, lexicon: ReportingLexicon) -> Token | None:
    """Return *bekend* of *maakt bekend*: an adjective that makes one word with the verb, in front of it or at the end of its clause."""
    wanted = lexicon.joined.get(token.lemma)
    if not wanted:
        return None
    sentence = tree.sentence(token.i)
    near = [*tree.children(token.i), *tree.tokens[max(sentence.start, token.i - 2) : token.i]]
    return next((t for t in near if t.form.lower() in wanted), None)


def cue_spans(tree: Tree, token: Token, lexicon: ReportingLexicon) -> tuple[Span, ...]:
    """Return the verb and its particle, which stand for the attribution; auxiliaries stay out."""
    particle = _particle(tree, token, lexicon) or _adjective(tree, token, lexicon)
    spans = [token.span] if particle is None else [token.span, particle.span]
    return tuple(sorted(spans))


def speakers(tree: Tree, cue: Token, lexicon: ReportingLexicon) -> tuple[Phrase, ...]:
    """Return the subject of a reporting verb: its own, that of the verb it is coordinated with, or the noun it modifies."""
    passive = tree.child(cue.i, "nsubj:pass", "aux:pass") is not None
    if passive:
        agents = [t for t in tree.children(cue.i, "obl") if t.deprel == "obl:agent" or tree.case(t.i) in lexicon.agent_prepositions]
        return phrases(tree, agents[0].i) if len(agents) == 1 else ()
    subjects = [t for t in tree.children(cue.i, "nsubj") if t.upos in _NOMINAL]
    named = [t for t in subjects if t.form.lower() not in lexicon.dummy_subjects]  # *Dat heeft Visser gezegd*: two subjects to the parser
    subject = next(iter(named or subjects), None)
    if subject is not None and subject.feat("PronType") == "Rel":
        return phrases(tree, cue.head) if cue.deprel == "acl:relcl" else ()
    if subject is not None and subject.form.lower() not in lexicon.dummy_subjects:
        return phrases(tree, subject.i)
    if universal(cue.deprel) == "advcl" and cue.feat("VerbForm") == "Part" and tree.child(cue.i, "aux") is None:
        return ()  # *Gevraagd of hij blijft, zei Visser*: he was asked
    if subject is None and universal(cue.deprel) in {"conj", "xcomp", "advcl"} and cue.head != cue.i:
        above = tree.tokens[cue.head]
        return speakers(tree, above, lexicon) if above.upos in {"VERB", "AUX"} else ()
    if subject is None and cue.deprel == "acl:relcl":
        return phrases(tree, cue.head)
    return ()


def phrases(tree: Tree, i: int) -> tuple[Phrase, ...]:
    """Return the noun phrase of a token, one for each conjunct."""
    return tuple(tree.phrase(j) for j in tree.conjuncts(i) if tree.tokens[j].upos in _NOMINAL)


def addressee(tree: Tree, cue: Token, lexicon: ReportingLexicon) -> Phrase | None:
    """*verzekert **leden** dat*, *zei tegen **verslaggevers***."""
    found = tree.child(cue.i, "iobj")
    if found is None:
        found = next((t for t in tree.children(cue.i, "obl") if tree.case(t.i) in lexicon.addressee_prepositions), None)
    if found is None and lemma(tree, cue, lexicon) in lexicon.addressing:
        found = tree.child(cue.i, "obj")  # UD has one object of *verzekert leden dat*, as the clause is no nominal
    if found is None or found.upos not in _NOMINAL or found.feat("Reflex") == "Yes" or found.form.lower() in lexicon.dummy_subjects:
        return None
    return tree.phrase(found.i)


def polarity(tree: Tree, cue: Token, lexicon: ReportingLexicon) -> Polarity:
    """Return negative where the source declines: *wilde niet zeggen of*."""
    around = [cue, *tree.children(cue.i, "aux")]
    above = tree.tokens[cue.head]
    if universal(cue.deprel) == "xcomp":
        around += [above, *tree.children(above.i, "aux")]
    around += [t for t in tree.children(cue.i, "obj") if t.form.lower() in lexicon.joined.get(cue.lemma, ())]
    words = {t.form.lower() for a in around for t in tree.children(a.i, "advmod", "det")}
    return Polarity.NEGATIVE if words & lexicon.negations else Polarity.POSITIVE


def occasion(tree: Tree, cue: Token, lexicon: ReportingLexicon) -> Span | None:
    """*tijdens een **persconferentie***."""
    for token in tree.children(cue.i, "obl", "nmod"):
        if tree.case(token.i) in lexicon.occasion_prepositions and token.lemma.lower().endswith(tuple(lexicon.occasions)):
            return token.span
    return None
