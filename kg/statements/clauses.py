"""Reporting verbs with what they report: a clause, an infinitive, the sentence before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Attitude, Form, Statement
from kg.statements.cues import lemma, phrases
from kg.statements.page import Page, made, parts, said_by, sounded_by
from kg.statements.quotes import trimmed
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Phrase, Token

__all__ = ["anaphoric", "as_what", "by_words", "clause", "content_clause", "evident", "parenthetic", "told_tokens", "valued", "willing"]

_REACH = 12  # tokens between a cue and the conjunction that opens its clause


def clause(page: Page) -> Iterator[Statement]:
    """'Veldkamp zei dat er meer tijd nodig is.'."""
    for cue, attitude in page.verbs:
        told = content_clause(page, cue)
        word = lemma(page.tree, cue, page.lexicon)
        if told is not None and word in page.lexicon.knowing and not {t.lemma for t in page.tree.children(told.i, "mark")} & page.lexicon.clause_openers:
            continue  # *weet waarover ze praat*
        if told is None or (word in page.lexicon.modals and lemma(page.tree, told, page.lexicon) in page.lexicon.verbs):
            continue  # *wilde niet zeggen of*: the second verb is the cue
        speakers = said_by(page, cue)
        if word in page.lexicon.modals and not willing(page, speakers):
            continue  # *het toeval wil dat*
        if any(page.tree.tokens[p.head].feat("PronType") == "Int" for p in speakers):
            continue  # *wie zegt dat*: nobody did
        if not speakers and page.tree.child(cue.i, "nsubj:pass", "aux:pass", "csubj", "expl") is None:
            continue  # *dat wil niet zeggen dat*: nobody did
        if word in page.lexicon.judging and valued(page, cue):
            continue  # *vindt het een schande dat*
        around = {cue.i, *(t.i for t in page.tree.children(cue.i, "aux"))}
        found = made(page, cue, parts(page, told_tokens(page, cue, told, speakers), around), speakers, attitude)
        if found is not None:
            yield found


def willing(page: Page, speakers: tuple[Phrase, ...]) -> bool:
    """Whether somebody is there to will or to judge."""
    return any(page.is_actor(p.head) or page.tree.tokens[p.head].upos in {"PRON", "PROPN"} for p in speakers)


def told_tokens(page: Page, cue: Token, told: Token, speakers: tuple[Phrase, ...]) -> set[int]:
    """Return the tokens of a content clause: without the speaker that the parser drew into it, and with its end.

    A Dutch subordinate clause ends in its verb; what follows its relative clause up to the end of the sentence is part of it, unless
    it has a subject of its own or reports.
    """
    tree = page.tree
    inside = set(tree.subtree(told.i)) - {cue.i}
    if not any(told.i in tree.within(p.span) for p in speakers):
        inside -= {i for p in speakers for i in tree.within(p.span)}
    sentence = tree.sentence(cue.i)
    mark = tree.child(told.i, "mark") or _opener_apart(page, cue, inside)
    if mark is not None and mark.i > cue.i:
        inside |= set(range(mark.i, min(inside, default=mark.i)))
    rest = range(max(inside, default=sentence.end) + 1, sentence.end)
    words = [tree.tokens[i] for i in rest if tree.tokens[i].upos != "PUNCT"]
    open_ended = mark is not None and mark.form.lower() in page.lexicon.clause_openers and mark.i > cue.i
    own = any(universal(t.deprel) in {"nsubj", "cc"} or t.upos == "CCONJ" or t.form.lower() in page.lexicon.source_prepositions for t in words)
    if open_ended and len(words) > 1 and words[-1].upos in {"VERB", "AUX"} and not own and not page.verbs_in(rest.start, rest.stop):
        inside |= set(rest)
    return inside


def _opener_apart(page: Page, cue: Token, inside: set[int]) -> Token | None:
    """Return *dat* right behind the verb where the parser hung it, with the first words of the clause, elsewhere."""
    beside = page.tree.tokens[cue.i + 1 : min(inside, default=cue.i)]
    return beside[0] if beside and beside[0].upos == "SCONJ" and beside[0].form.lower() in page.lexicon.clause_openers else None


def content_clause(page: Page, cue: Token) -> Token | None:
    """Return the clause that is said: an object clause, or an infinitive that the verb takes."""
    tree = page.tree
    for token in tree.children(cue.i, "ccomp"):
        if token.upos != "ADV":  # *zo meldde de politie*
            return token
    told = _clause_of_object(page, cue)
    if told is not None:
        return told
    infinitive = lemma(tree, cue, page.lexicon) in page.lexicon.infinitive_verbs
    for token in tree.children(cue.i, "xcomp", "advcl", "csubj", "acl", "obj"):
        mark = tree.child(token.i, "mark")
        if universal(token.deprel) == "obj" and not (infinitive and mark is not None):
            continue
        opened = mark is not None and mark.lemma in page.lexicon.openers
        verbal = token.upos in {"VERB", "AUX", "ADJ", "NOUN"} and token.feat("VerbForm") in {"Inf", "Fin", ""}
        if opened and universal(token.deprel) != "acl":
            return token
        nominal = tree.child(token.i, "det", "case") is not None
        if infinitive and not nominal and universal(token.deprel) in {"xcomp", "obj"} and verbal and (token.upos == "VERB" or mark is not None):
            return token
    return None


def _clause_of_object(page: Page, cue: Token) -> Token | None:
    """Return the clause that the object of a verb holds: *schetste de situatie **dat scholen zonder leraren komen te zitten***."""
    tree = page.tree
    for held in tree.children(cue.i, "obj"):
        if held.upos != "NOUN" or held.i < cue.i or held.lemma.lower() in page.lexicon.nouns:
            continue
        for told in tree.children(held.i, "acl"):
            mark = tree.child(told.i, "mark")
            if told.deprel == "acl" and mark is not None and mark.upos == "SCONJ" and mark.form.lower() in page.lexicon.clause_openers:
                return told
    return None


def by_words(page: Page) -> Iterator[Statement]:
    """'Visser verklaarde ook dat hij blijft', where the parser hung the clause elsewhere: from *dat* to the end."""
    tokens = page.tree.tokens
    for cue, attitude in page.verbs:
        sentence = page.tree.sentence(cue.i)
        opener = None
        for token in tokens[cue.i + 1 : min(sentence.end, cue.i + _REACH)]:
            if token.form.lower() in page.lexicon.clause_openers and token.upos in {"SCONJ", "PRON", "ADV"}:
                opener = token
                break
            if token.feat("VerbForm") == "Fin":
                break
        passive = page.tree.child(cue.i, "nsubj:pass")
        told = passive is not None and passive.form.lower() in page.lexicon.anaphors
        if opener is not None and opener.upos == "PRON" and opener.head == cue.i:
            continue  # *bestrijdt dat*
        if lemma(page.tree, cue, page.lexicon) in page.lexicon.judging and valued(page, cue):
            continue
        if opener is None or opener.i + 2 >= sentence.end or _relative(page, cue, opener) or told:
            continue
        if not any(t.feat("VerbForm") == "Fin" for t in tokens[opener.i + 1 : sentence.end]):
            continue
        end = next((v.i for v, _ in page.verbs_in(opener.i + 1, sentence.end) if universal(v.deprel) == "conj" and v.head == cue.i), sentence.end)
        indices = range(opener.i, end)
        while len(indices) > 1 and tokens[indices[-1]].upos in {"PUNCT", "CCONJ"}:
            indices = indices[:-1]
        speakers = said_by(page, cue)
        unwilling = cue.lemma in page.lexicon.modals and not willing(page, speakers)
        if unwilling or any(tokens[p.head].feat("PronType") == "Int" for p in speakers) or _coordinated(page, cue, opener):
            continue
        found = made(page, cue, (page.tree.span(tuple(indices)),), speakers, attitude)
        if found is not None and found.speakers:
            yield found


def _coordinated(page: Page, cue: Token, opener: Token) -> bool:
    """Whether the clause goes on with an object: *benadrukte het belang van steun **en dat** er haast is*."""
    tree = page.tree
    before = tree.tokens[opener.i - 1]
    return before.upos == "CCONJ" and lemma(tree, cue, page.lexicon) in page.lexicon.object_verbs and tree.child(cue.i, "obj") is not None


def _relative(page: Page, cue: Token, opener: Token) -> bool:
    """Whether *dat* follows a noun that it may refer to (*een bandje dat*) and no noun that tells a time or a place, or who says it."""
    before = page.tree.tokens[opener.i - 1]
    if before.head == cue.i and universal(before.deprel) == "nsubj" and page.tree.child(cue.i, "obj") is None:
        return False  # *Dinsdag meldde het bedrijf dat ...*: without the clause nothing is said
    neuter = before.feat("Gender") == "Neut" and before.upos == "NOUN" and opener.upos == "PRON"
    return neuter and before.head != opener.head


def parenthetic(page: Page) -> Iterator[Statement]:
    """'De kabel is niet rendabel, zegt Brandt.' The content is the root, the cue its parataxis."""
    sounding = ((t, Attitude.ASSERTION) for t in page.tree.tokens if t.lemma in page.lexicon.sounding and sounded_by(page, t))
    for cue, attitude in (*page.verbs, *sounding):
        if universal(cue.deprel) != "parataxis" or content_clause(page, cue) is not None:
            continue
        speakers = said_by(page, cue)
        if not speakers:
            continue
        inner = set(page.tree.subtree(cue.i))
        found = made(page, cue, parts(page, page.tree.subtree(cue.head), inner), speakers, attitude)
        if found is not None:
            yield found


def as_what(page: Page, cue: Token, judged: Token | None) -> list[Token]:
    """Return what an object is judged to be: *onhaalbaar*, *een schande*, *als een kans*."""
    tree = page.tree
    bare = lemma(tree, cue, page.lexicon) in page.lexicon.judging_bare
    found = [t for t in tree.children(cue.i, "xcomp", "advmod", "obl", "amod") if t.upos in {"ADJ", "NOUN", "PROPN"} and not tree.children(t.i, "mark")]
    found = [t for t in found if (bare and (universal(t.deprel) == "xcomp" or t.upos == "ADJ")) or tree.case(t.i) in page.lexicon.judged_as]
    if judged is None:
        return found
    found += [t for t in tree.children(judged.i, "appos") if t.upos == "NOUN"]
    if bare:
        found += [t for t in tree.children(judged.i, "nmod") if t.upos in {"NOUN", "ADJ"} and not tree.children(t.i)]  # *noemde het doorgaan **essentieel***
        found += [t for t in tree.children(cue.i, "obj") if t.i != judged.i and t.upos == "NOUN"]
    return found


def valued(page: Page, cue: Token) -> bool:
    """Whether *het* stands for the clause that is judged: *vindt **het** een schande dat*, *vindt **het** onterecht dat*."""
    tree, i = page.tree, cue.i + 1
    beside = tree.tokens[i] if i < tree.sentence(cue.i).end else None
    it = tree.child(cue.i, "expl") or beside
    return it is not None and it.form.lower() in page.lexicon.dummy_subjects and bool(as_what(page, cue, None)) and it.deprel in {"expl", "obj", "det"}


def evident(page: Page) -> Iterator[Statement]:
    """'Uit onderzoek van de inspectie blijkt dat de brug onveilig is.' Whose research it is speaks."""
    tree = page.tree
    for cue in tree.tokens:
        if cue.upos != "VERB" or lemma(tree, cue, page.lexicon) not in page.lexicon.evident:
            continue
        source = next((t for t in tree.children(cue.i, "obl") if tree.case(t.i) in page.lexicon.evident_prepositions), None)
        told = next((t for t in tree.children(cue.i, "ccomp", "csubj") if tree.child(t.i, "mark")), None)
        subject = tree.child(cue.i, "nsubj")
        if source is None:
            continue
        speakers = _evidence(page, source)
        if told is not None:
            content = parts(page, tree.subtree(told.i), set())
        elif subject is not None and subject.form.lower() in page.lexicon.anaphors:
            content = (subject.span,)
        else:
            continue
        found = made(page, cue, content, speakers, Attitude.ASSERTION)
        if found is not None:
            yield found


def _evidence(page: Page, source: Token) -> tuple[Phrase, ...]:
    """Return the actor that the evidence is of (*cijfers van **het CBS***, *cijfers die door **het CBS** zijn gepubliceerd*), else none."""
    tree = page.tree
    for clause_ in tree.children(source.i, "acl"):
        for agent in tree.children(clause_.i, "obl"):
            if tree.case(agent.i) in page.lexicon.agent_prepositions and page.is_actor(agent.i):
                return phrases(tree, agent.i)
    for token in tree.children(source.i, "nmod", "appos"):
        if tree.case(token.i) in page.lexicon.evidence_owners and page.is_actor(token.i):
            return phrases(tree, token.i)
    return ()


def anaphoric(page: Page) -> Iterator[Statement]:
    """'Dat heeft Veldkamp gezegd.', 'Dit werd gisteren aangekondigd.' The content is the pronoun, its antecedent the sentence before."""
    tree = page.tree
    for cue, attitude in page.verbs:
        fronted = (t for t in tree.children(cue.i, "obj", "nsubj:pass", "nsubj") if t.i < cue.i)
        content = next((t for t in fronted if t.form.lower() in page.lexicon.anaphors), None)
        sentence = tree.sentence_of[cue.i]
        if content is None or content_clause(page, cue) is not None or sentence == 0:
            continue
        speakers = tuple(p for p in said_by(page, cue) if p.head != content.i and page.is_actor(p.head))
        passive = content.deprel == "nsubj:pass" and content.i == tree.analysis.sentences[sentence].start
        told = passive and lemma(tree, cue, page.lexicon) in page.lexicon.object_verbs
        before = tree.analysis.sentences[sentence - 1]
        found = made(page, cue, (content.span,), speakers, attitude)
        if found is not None and (speakers or told):
            yield replace(found, antecedent=(trimmed(page.text, before.span),), form=Form.INDIRECT)
