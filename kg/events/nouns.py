"""Who takes part in what a noun names: *de aanval van X op Y*, *Russische steun voor X*, *zijn vertrek*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.subjects import given, light_verb, subject
from kg.model import Role
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.events.scene import Scene
    from kg.model import Token

__all__ = ["of_noun"]

_GIVEN = frozenset({"aid", "support", "transaction"})  # *kreeg steun*: who gets it is no patient
_UNDERGONE = frozenset({"appoint", "coerce", "die-injure", "legal", "sanction"})  # *zijn arrestatie*, *haar benoeming*
# Types whose adjective of a nation tells who acts: *Amerikaanse sancties*; not *Amerikaanse verkiezingen*.
_NATIONAL = frozenset({"accuse", "aid", "assault", "mobilize", "protest", "reject", "request", "retreat", "sanction", "support", "threaten"})


def of_noun(scene: Scene, noun: Token, label: str, kind: str | None) -> Iterator[tuple[Role, int]]:
    """Yield the roles in a noun phrase, then those that its verb lends."""
    if label == scene.lexicon.appointed and scene.lexicon.post(noun.lemma):
        who = subject(scene, noun if scene.tree.child(noun.i, "cop") is not None else scene.tree.tokens[noun.head])
        if who is not None and who != noun.i:
            yield Role.PATIENT, who
        return
    if noun.lemma in scene.lexicon.outcomes:
        yield from _of_outcome(scene, noun)
        return
    base = scene.lexicon.noun_part(label)
    occasion = scene.lexicon.occasion(label)
    phrases = list(_phrases(scene, noun, base, kind))
    framed = {role for role, _ in phrases}
    for token in scene.tree.children(noun.i, "nmod", "det"):
        role = None if _measured(scene, token) else _of_owner(scene, token, base, kind, framed, occasion=occasion)
        if role is not None:
            yield role, token.i
    yield from phrases
    if kind in _NATIONAL or base in scene.lexicon.arguments["acting_nouns"]:
        yield from ((Role.AGENT, t.i) for t in scene.tree.children(noun.i, "amod") if t.i in scene.nations)
    yield from _of_light_verb(scene, noun, base, kind, framed)
    yield from _of_occurrence(scene, noun)


def _of_outcome(scene: Scene, noun: Token) -> Iterator[tuple[Role, int]]:
    """*X is de winnaar van Y*: the subject has done it."""
    who = subject(scene, noun)
    if who is not None:
        yield Role.AGENT, who
    yield from ((Role.PATIENT, t.i) for t in scene.tree.children(noun.i, "nmod") if scene.tree.case(t.i) in scene.lexicon.arguments["of_prepositions"])


def _of_occurrence(scene: Scene, noun: Token) -> Iterator[tuple[Role, int]]:
    """*Tussen supporters en agenten ontstond een vechtpartij*: between whom a thing happens."""
    tree, verb = scene.tree, scene.tree.tokens[noun.head]
    if universal(noun.deprel) == "nsubj" and tree.lemma(verb.i) in scene.lexicon.occurrence:
        yield from ((Role.PARTICIPANT, t.i) for t in tree.children(verb.i, "obl") if tree.case(t.i) in scene.lexicon.arguments["between_prepositions"])


def _of_owner(scene: Scene, token: Token, base: str, kind: str | None, framed: set[Role], *, occasion: bool) -> Role | None:
    """*zijn*, *van X*: who acts where it can be nobody else, or where the one who undergoes is named; else who undergoes."""
    words, case = scene.lexicon.arguments, scene.tree.case(token.i)
    if case in words["of_prepositions"]:
        if occasion:
            return None
        fixed = scene.lexicon.noun_frame(base, kind, case)
        if fixed:
            return None if fixed == "none" else Role(fixed)
        acting = base in words["acting_nouns"] or Role.PATIENT in framed or (base in words["acting_of_actors"] and scene.somebody(token))
        if acting and (token.i in scene.heads or not any(c.isalpha() for c in token.form) or token.lemma in words["periods"]):
            return None  # *de fout van de wedstrijd*, *een zege van 2-0*
        return Role.AGENT if acting else Role.PATIENT
    if token.deprel == "nmod:poss" or token.feat("Poss") == "Yes":
        return Role.PATIENT if kind in _UNDERGONE and base not in words["acting_nouns"] and Role.PATIENT not in framed else Role.AGENT
    return None


def _phrases(scene: Scene, noun: Token, base: str, kind: str | None) -> Iterator[tuple[Role, int]]:
    """The prepositional phrases of a noun but *van*, also one that the parser hung on the noun before it: *aanslagen van A op B*."""
    tree = scene.tree
    for token in tree.children(noun.i, "nmod"):
        role = _of_preposition(scene, token, base, kind)
        if role is not None:
            yield role, token.i
        for inner in tree.children(token.i, "nmod"):
            if token.i not in scene.heads and scene.lexicon.strays(noun.lemma, noun.upos, tree.case(inner.i)):
                stray = _of_preposition(scene, inner, base, kind)
                if stray is not None:
                    yield stray, inner.i


def _of_preposition(scene: Scene, token: Token, base: str, kind: str | None) -> Role | None:
    words, case = scene.lexicon.arguments, scene.tree.case(token.i)
    if not case or case in words["of_prepositions"] or _measured(scene, token):
        return None
    fixed = scene.lexicon.noun_frame(base, kind, case)
    if fixed:
        return None if fixed == "none" else Role(fixed)
    if scene.lexicon.occasion(base) and case in words["patient_prepositions"]:
        return None
    for role, prepositions in (
        (Role.AGENT, "agent_prepositions"),
        (Role.PARTICIPANT, "participant_prepositions"),
        (Role.PARTICIPANT, "between_prepositions"),
        (Role.RECIPIENT, "recipient_prepositions"),
    ):
        if case in words[prepositions]:
            return role
    return Role.PATIENT if case in words["patient_prepositions"] and token.i not in scene.places else None


def _measured(scene: Scene, token: Token) -> bool:
    """Whether a phrase says how much or how long: *een contract van twee miljoen euro*."""
    measures = scene.lexicon.arguments["measures"]
    counted = scene.tree.child(token.i, "nummod") is not None
    return counted and any(t.lemma.lower() in measures for t in (token, *scene.tree.children(token.i)))


def _about(scene: Scene, token: Token, noun: Token) -> bool:
    """Whether a phrase of the verb says what its noun is about: *stelt een onderzoek in naar het lek*; not *doet in de haven onderzoek*."""
    spot = scene.lexicon.spot(scene.tree.tokens[token.i].lemma)
    return token.i > noun.i and token.i not in scene.places and not spot


def _of_light_verb(scene: Scene, noun: Token, base: str, kind: str | None, framed: set[Role]) -> Iterator[tuple[Role, int]]:
    """*voerde een gesprek met X*, *kreeg een boete van X*, *spande een zaak aan tegen X*."""
    tree, words = scene.tree, scene.lexicon.arguments
    verb = light_verb(scene, noun)
    if verb is None or (noun.deprel == "nsubj" and tree.child(verb.i, "obj") is not None):
        return  # *de fusie heeft geen gevolgen*
    who = subject(scene, verb)
    if who == noun.i:
        who = next((t.i for t in tree.children(verb.i, "nsubj", "obj") if t.i != noun.i and scene.somebody(t)), who)  # *de eerste treffer maakte Olsson*
    passive = tree.child(verb.i, "aux:pass", "nsubj:pass") is not None
    receives = bool({verb.lemma, tree.lemma(verb.i)} & words["undergoing"])
    if who is not None and who != noun.i:
        got = (receives and kind in _GIVEN) or (given(scene, verb) and kind not in _UNDERGONE)
        yield (Role.RECIPIENT if got else Role.PATIENT if passive or receives else Role.AGENT), who
    for token in tree.children(verb.i, "obl"):
        case = tree.case(token.i)
        if token.deprel == "obl:agent" or (passive and case in words["agent_prepositions"]) or (receives and case in words["of_prepositions"]):
            yield Role.AGENT, token.i
            continue
        role = scene.lexicon.noun_frame(base, kind, case)
        if role and role != "none" and (case not in words["place_prepositions"] - words["patient_prepositions"] or _about(scene, token, noun)):
            yield Role(role), token.i
        elif case in words["participant_prepositions"]:
            yield Role.PARTICIPANT, token.i
        elif case in words["recipient_prepositions"] and scene.somebody(token):
            yield (Role.PATIENT if kind in _UNDERGONE else Role.RECIPIENT), token.i  # *een petitie aangeboden aan de minister*
    for token in tree.children(verb.i, "obj", "iobj"):
        if token.i != noun.i and token.feat("Reflex") != "Yes" and Role.PATIENT not in framed:
            got = token.deprel == "iobj" and universal(noun.deprel) == "obj" and kind not in _UNDERGONE
            yield (Role.RECIPIENT if got else Role.PATIENT), token.i
