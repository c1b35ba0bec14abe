"""Noun phrases of participants: where they end, and whether they stand for anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.subjects import nominal
from kg.model import Phrase, Role, Span
from kg.tree import universal

if TYPE_CHECKING:
    from kg.events.scene import Scene
    from kg.model import Token

__all__ = ["bare_adjective", "dateline", "jointly", "period", "person", "phrase_of", "strays"]


def phrase_of(scene: Scene, i: int, trigger: Token, label: str) -> Phrase:
    """The phrase of a participant, without what the parser hung on it and belongs to the trigger: *de bond | voor de stakers*."""
    tree = scene.tree
    phrase = tree.phrase(i)
    cuts = [min(tree.subtree(trigger.i))] if trigger.head == i and universal(trigger.deprel) == "acl" and trigger.i > i else []
    cuts += [min(tree.subtree(t.i)) for t in tree.children(i, "nmod") if t.i > i and (strays(scene, t, trigger, label) or _when(scene, t))]
    end = next((j for j in range(min(cuts) - 1, i - 1, -1) if tree.tokens[j].upos != "PUNCT"), i) if cuts else None
    stop = phrase.span.end if end is None or end < i else min(tree.tokens[end].span.end, phrase.span.end)
    before = [max(tree.subtree(t.i)) + 1 for t in tree.children(i, "nmod") if t.i < i and tree.case(t.i)]  # *in de grot | resten*
    start = tree.tokens[max(before)].span.start if before and max(before) <= i else phrase.span.start
    return phrase if (start, stop) == (phrase.span.start, phrase.span.end) else Phrase(span=Span(max(start, phrase.span.start), stop), head=i)


def _when(scene: Scene, token: Token) -> bool:
    """Whether a phrase says when: *het slachtoffer | in de nacht van 3 op 4 februari*."""
    words = scene.lexicon.arguments
    return (token.i in scene.dated or token.lemma in words["periods"]) and scene.tree.case(token.i) in words["place_prepositions"] | scene.lexicon.during


def strays(scene: Scene, token: Token, trigger: Token, label: str) -> bool:
    """Whether a phrase belongs to the trigger by its frame: *beschuldigt de bankier | van fraude*."""
    case = scene.tree.case(token.i)
    if trigger.upos == "NOUN":
        return scene.lexicon.strays(trigger.lemma, trigger.upos, case)
    role = scene.lexicon.verb_frames.get(f"{label.replace(' ', '-')}-{case}") if case else None
    return role is not None and (role != Role.AGENT.value or scene.somebody(token))


def period(scene: Scene, token: Token, role: Role) -> bool:
    """Whether a phrase with a preposition says when or how: *later op de dag*, *de nederlaag van het seizoen*."""
    words, case = scene.lexicon.arguments, scene.tree.case(token.i)
    if case in words["company_prepositions"] and token.lemma in words["manners"]:
        return True  # *met algemene stemmen*
    return role is not Role.PLACE and token.lemma in words["periods"] and bool(case)


def jointly(scene: Scene, i: int) -> bool:
    """Whether somebody acts together with others: *samen met collega's*."""
    case = scene.tree.child(i, "case")
    return case is not None and case.i > 0 and scene.tree.tokens[case.i - 1].form.lower() in scene.lexicon.arguments["jointly"]


def person(scene: Scene, token: Token) -> bool:
    """Whether a participle stands for somebody: *twee verdachten*."""
    if scene.tree.child(token.i, "appos") is not None and universal(token.deprel) in {"nsubj", "obj", "iobj"}:
        return True  # *neemt **branchegenoot** Credit Suisse over*, which the tagger takes for a verb
    if token.form.lower() == token.lemma and nominal(scene.tree, token):
        return True  # *ontdekten **scheuren** in de dam*
    noun = scene.tree.child(token.i, "det", "nummod", "amod", "case") is not None
    return noun and token.feat("VerbForm") == "Part" and nominal(scene.tree, token)


def dateline(scene: Scene, token: Token) -> bool:
    """Whether a word in capitals opens the sentence before a dash: 'ROTTERDAM - De haven ...'."""
    tree = scene.tree
    start = tree.sentence(token.i).start
    following = tree.tokens[token.i + 1].form if token.i + 1 < len(tree.tokens) else ""
    return token.form.isupper() and len(token.form) > 1 and token.i - start <= 2 and following in {"-", "–", "—"}  # noqa: PLR2004


def bare_adjective(scene: Scene, token: Token) -> bool:
    """Whether an adjective stands for nobody: *raakten lichtgewond*; *de gewonde*, *velen* and *Russische* (aanval) do."""
    if token.upos != "ADJ" or token.i in scene.nations:
        return False
    ended = token.form.endswith(tuple(scene.lexicon.arguments["nominalized"]))
    return scene.tree.child(token.i, "det", "amod", "nmod", "conj") is None and not ended
