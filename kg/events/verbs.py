"""Who takes part in what a verb says: the frames of the word lists over the relations of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.phrases import jointly, strays
from kg.events.subjects import acts_alone, finite, given, nominal, passive, relative, subject, turned, without_subject
from kg.model import Role
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.events.scene import Scene
    from kg.model import Token

__all__ = ["of_verb"]


def of_verb(scene: Scene, verb: Token, label: str, kind: str | None, within: frozenset[int]) -> Iterator[tuple[Role, int]]:
    """Yield who does it, whom it is done to and what hangs on the verb with prepositions; `within` are the words of the verb itself."""
    tree, words = scene.tree, scene.lexicon.arguments
    undergone = passive(scene, verb, label)
    undergoes = undergone or _happens_to(scene, verb, label) or _changes(scene, verb, label)
    who = subject(scene, verb)
    if undergoes and tree.child(verb.i, "nsubj") is None and any(t.upos in {"NOUN", "PROPN", "NUM"} for t in tree.children(verb.i, "obj")):
        who = None  # *en raakten **duizenden** gewond*: what the parser calls its object
    whom = None if undergone or who is None else _second(scene, verb, who)
    yield from ((role, i) for role, i in _parties(scene, verb, label, who, whom, undergoes=undergoes) if i != who or i not in within)
    if without_subject(scene, verb):
        for token in tree.children(verb.i, "nsubj"):
            yield Role.PATIENT, token.i
    yield from _objects(scene, verb, label, within, whom, undergone=undergone and who is not None)
    for token in tree.children(verb.i, "ccomp", "xcomp") if label not in words["patient_and_clause"] else ():
        if token.upos != "ADJ" and not _means(scene, token):
            yield Role.PATIENT, token.i
    named = ("obj",) if given(scene, verb) else ("obj", "nsubj:pass", "ccomp", "xcomp")
    complete = undergoes or label in words["intransitive"] or any(t.i not in within and not nominal(tree, t) for t in tree.children(verb.i, *named))
    nouns = [t for t in tree.children(verb.i, "xcomp") if nominal(tree, t)]  # *zoeken naar tientallen **vermisten***
    for token in (*tree.children(verb.i, "obl", "nmod"), *(o for t in nouns for o in tree.children(t.i, "obl"))):
        if _counted(scene, token) and not complete:
            yield Role.PATIENT, token.i
            continue
        role = _of_oblique(scene, token, label, kind, passive=undergone or _let(scene, verb) or given(scene, verb), given=complete)
        if role is not None and token.i not in within:
            yield role, token.i
    yield from _strayed(scene, verb, label.replace(" ", "-"), kind)
    if verb.feat("VerbForm") == "Inf" and tree.child(verb.i, "det", "nmod:poss") is not None:
        yield from _of_infinitive(scene, verb, label)


def _parties(scene: Scene, verb: Token, label: str, who: int | None, whom: int | None, *, undergoes: bool) -> Iterator[tuple[Role, int]]:
    """The roles of the subject and of a second noun phrase that may be the subject: *De klus kreeg Feenstra*."""
    acts = Role.PATIENT if undergoes else Role.RECIPIENT if given(scene, verb) or _receives(scene, verb, label) else Role.AGENT
    done: Role | None = Role.PATIENT
    if who is None:
        return
    if whom is None:
        yield acts, who
        return
    if turned(scene, verb, label, who, whom):
        acts, done = Role.PATIENT, acts
    elif scene.tree.tokens[whom].deprel == "nsubj" and scene.tree.child(verb.i, "obj") is not None:
        done = Role.RECIPIENT if scene.somebody(scene.tree.tokens[whom]) else None  # *moet de Unie een boete betalen*
    elif label in scene.lexicon.arguments["recipient_and_clause"] and _asked(scene, verb, label):
        done = Role.RECIPIENT
    yield acts, who
    if done is not None:
        yield done, whom


def _of_infinitive(scene: Scene, verb: Token, label: str) -> Iterator[tuple[Role, int]]:
    """*het annuleren van het toernooi*, *het aftreden van de minister*, *zijn aftreden*: an infinitive that is a noun."""
    tree, words = scene.tree, scene.lexicon.arguments
    alone = acts_alone(scene, label) and label not in words["unaccusative"]
    for token in tree.children(verb.i, "nmod", "nmod:poss"):
        if (alone and token.deprel == "nmod:poss") or (token.deprel == "nmod" and tree.case(token.i) in words["of_prepositions"]):
            yield (Role.AGENT if alone else Role.PATIENT), token.i


def _happens_to(scene: Scene, verb: Token, label: str) -> bool:
    """Whether the subject of a verb undergoes, as it has no object: *de prijs verdubbelt*; not *Lindqvist verdubbelde de marge*."""
    if verb.i in scene.units and scene.tree.lemma(verb.i) in scene.lexicon.arguments["undergoing"]:
        return True  # *kreeg ontslag*
    if label.replace(" ", "-") not in scene.lexicon.arguments["unaccusative"]:
        return False
    objects = [t for t in scene.tree.children(verb.i) if t.deprel == "obj" and t.upos in {"NOUN", "PROPN"} and not _adjunct(scene, t, label)]
    return not objects or verb.i in scene.units or (scene.tree.child(verb.i, "nsubj") is None and (verb.feat("VerbForm") != "Inf" or finite(scene.tree, verb)))


def _changes(scene: Scene, verb: Token, label: str) -> bool:
    """Whether the subject gets less or more: *het aandeel verloor vier procent*."""
    return label in scene.lexicon.arguments["changes"] and any(
        _measure(scene, t) for t in scene.tree.children(verb.i, "obj", "obl") if not scene.tree.case(t.i)
    )


def _receives(scene: Scene, verb: Token, label: str) -> bool:
    """Whether the subject is given something: *kreeg een brief*; not *de koning ontving de premier*."""
    if label not in scene.lexicon.arguments["receiving"]:
        return False
    return label not in scene.lexicon.senses["actor_undergoes"] or not any(scene.somebody(t) for t in scene.tree.children(verb.i, "obj"))


def _counted(scene: Scene, token: Token) -> bool:
    """Whether a number or measure without a preposition says how much of what its noun names: *kostte duizenden **mensen***, *kreeg tien jaar **cel***."""
    tree, words = scene.tree, scene.lexicon.arguments["measures"]
    if tree.case(token.i) or not (token.upos == "NUM" or token.lemma in words):
        return False
    return any(t.upos == "NOUN" and t.i == token.i + 1 and t.lemma not in words for t in tree.children(token.i, "nmod"))


def _let(scene: Scene, verb: Token) -> bool:
    """Whether somebody has it done: *liet de monsters testen door een laboratorium*."""
    return universal(verb.deprel) == "xcomp" and scene.tree.tokens[verb.head].lemma in scene.lexicon.arguments["letting"]


def _strayed(scene: Scene, verb: Token, label: str, kind: str | None) -> Iterator[tuple[Role, int]]:
    """What the frame asks for and the parser hung on the object: *wijst de prijs | aan de regisseur | toe*."""
    for above in scene.tree.children(verb.i, "obj", "nsubj:pass", "obl"):
        for token in scene.tree.children(above.i, "nmod"):
            if token.i > above.i and strays(scene, token, verb, label):
                role = scene.lexicon.verb_frame(label, kind, scene.tree.case(token.i))
                against = above.i in scene.heads and role == Role.PARTICIPANT.value and scene.somebody(token)
                if role != "none" and (against or (above.i not in scene.heads and (above.deprel != "obl" or _after(scene, above, token, role)))):
                    yield Role(role), token.i


def _after(scene: Scene, above: Token, token: Token, role: str) -> bool:
    """Whether a phrase that hangs on another may be the verb's: *sprak met de boeren | over stikstof*, *verloor met 1-2 | van PSV*."""
    words, tree = scene.lexicon.arguments, scene.tree
    if tree.case(above.i) not in words["participant_prepositions"]:
        return False
    if tree.case(token.i) in words["of_prepositions"]:
        return role == Role.PARTICIPANT.value and scene.somebody(token) and not scene.somebody(above)
    return scene.somebody(above)


def _second(scene: Scene, verb: Token, who: int) -> int | None:
    """The other noun phrase that could be the subject: a second subject, or the only object of a verb that may be turned round."""
    tree = scene.tree
    others = [t for t in tree.children(verb.i, "nsubj") if t.i != who and t.upos in {"NOUN", "PROPN"} and not relative(t)]
    if len(others) == 1:
        return others[0].i
    objects = [t for t in tree.children(verb.i) if t.deprel == "obj"]
    own = any(t.i == who or (relative(t) and who == verb.head) for t in tree.children(verb.i, "nsubj"))
    if len(objects) != 1 or objects[0].upos not in {"NOUN", "PROPN"} or not own or _measure(scene, objects[0]):
        return None
    if verb.deprel != "acl:relcl" and not who < verb.i < objects[0].i:
        return None
    return objects[0].i


def _objects(scene: Scene, verb: Token, label: str, within: frozenset[int], whom: int | None, *, undergone: bool) -> Iterator[tuple[Role, int]]:
    """What is done, to whom: *stuurt de Kamer een brief*; not *steeg drie procent*, *won drie keer*, *vergist zich*."""
    tree, words = scene.tree, scene.lexicon.arguments
    raised = _raised_object(scene, verb) or _let_object(scene, verb, label)
    if raised is not None:
        yield Role.PATIENT, raised.i
    objects = [t for t in tree.children(verb.i) if t.deprel == "obj" and t.feat("Reflex") != "Yes" and not _adjunct(scene, t, label)]
    giving = len(objects) > 1 and scene.somebody(objects[0]) and not scene.somebody(objects[1])
    caused = universal(verb.deprel) == "xcomp" and tree.tokens[verb.head].lemma in words["causative"]
    for token in tree.children(verb.i, "obj", "iobj"):
        if tree.case(token.i) in words["agent_prepositions"]:
            if _let(scene, verb):
                yield Role.AGENT, token.i
            continue
        if token.i in within or token.i == whom or token.feat("Reflex") == "Yes" or token.form.lower() in words["expletives"] or _adjunct(scene, token, label):
            continue
        if caused and token.deprel == "obj" and (label in words["intransitive"] or len(objects) > 1) and token.i == objects[0].i:
            yield Role.AGENT, token.i  # *laat de studenten een brug bouwen*
            continue
        given = objects or tree.child(verb.i, "ccomp", "xcomp") is not None  # *waarschuwde de eigenaar twee keer*: nothing is
        received = (label not in words["patient_and_clause"] and (token.deprel != "obj" and given)) or (giving and token.i == objects[0].i)
        told = label in words["recipient_and_clause"] and _asked(scene, verb, label)  # *vroeg hem te blijven*
        received = received or told or (undergone and scene.somebody(token))  # *de prijs werd hem uitgereikt*
        related = verb.deprel == "acl:relcl" and token.feat("PronType") == "Rel"
        if token.feat("PronType") == "Rel" and not related:
            continue
        yield (Role.RECIPIENT if received else Role.PATIENT), verb.head if related else token.i


def _asked(scene: Scene, verb: Token, label: str) -> bool:
    """Whether a clause or a complement says what somebody is asked: *vraagt de gemeenschap om hulp*."""
    if scene.tree.child(verb.i, "ccomp", "xcomp") is not None:
        return True
    beside = [*scene.tree.children(verb.i, "obl"), *(n for t in scene.tree.children(verb.i, "obj", "iobj") for n in scene.tree.children(t.i, "nmod"))]
    return any(scene.lexicon.verb_frames.get(f"{label}-{scene.tree.case(t.i)}") == Role.PATIENT.value for t in beside)


def _measure(scene: Scene, token: Token) -> bool:
    """Whether a phrase says how much or how long: *drie procent*, *acht miljoen euro*."""
    words = scene.lexicon.arguments["measures"]
    counted = token.upos == "NUM" or scene.tree.child(token.i, "nummod", "det", "amod") is not None
    return counted and any(t.lemma.lower() in words for t in (token, *(t for t in scene.tree.children(token.i) if not scene.tree.case(t.i))))


def _adjunct(scene: Scene, token: Token, label: str) -> bool:
    """Whether an object is none: how often, how long, or how much a thing rises or falls."""
    words = scene.lexicon.arguments
    if token.lemma in words["frequencies"]:
        return True
    if not _measure(scene, token):
        return False
    return token.lemma in words["durations"] or label.replace(" ", "-") in words["unaccusative"] | words["changes"]


def _of_oblique(scene: Scene, token: Token, label: str, kind: str | None, *, passive: bool, given: bool) -> Role | None:
    """The role of a prepositional phrase: by the frame of the verb, of its type, else by the preposition."""
    words, case = scene.lexicon.arguments, scene.tree.case(token.i)
    if jointly(scene, token.i):
        return Role.PARTICIPANT
    if token.deprel == "obl:agent" or (case in words["agent_prepositions"] and (passive or label in words["unaccusative"])):
        return Role.AGENT if passive or token.deprel == "obl:agent" or scene.somebody(token) else None  # *stierf door een val*: a cause
    role = scene.lexicon.verb_frame(label.replace(" ", "-"), kind, case)
    if role:
        if role == Role.PATIENT.value and given and label not in words["recipient_and_clause"] and _has_object(scene, scene.tree.tokens[token.head]):
            return None  # *trekt een miljoen uit voor de boeren*: one thing undergoes
        aimed = role == Role.RECIPIENT.value and (token.i in scene.places - scene.actors or (case in words["goal_prepositions"] and not scene.somebody(token)))
        return None if role == "none" or aimed else Role(role)  # *stuurt fregatten naar de Rode Zee*
    if universal(token.deprel) == "nmod" or not case:
        return None
    if case in words["recipient_prepositions"] and token.deprel != "obl:arg":
        return Role.RECIPIENT if given and scene.somebody(token) and label not in words["unaccusative"] and token.i not in scene.places - scene.actors else None
    if case in words["participant_prepositions"]:
        return Role.PARTICIPANT
    if token.deprel == "obl:arg" and case not in words["agent_prepositions"] | (words["place_prepositions"] - words["patient_prepositions"]) and not given:
        return Role.PATIENT  # *deelnemen aan*, *aandringen op*: a complement that no frame speaks of
    return None


def _has_object(scene: Scene, verb: Token) -> bool:
    """Whether somebody or something undergoes what a verb says, apart from what hangs on it with prepositions."""
    objects = scene.tree.children(verb.i, "obj", "nsubj:pass")
    return any(t.upos in {"NOUN", "PROPN", "NUM"} and t.feat("Reflex") != "Yes" for t in objects)


def _means(scene: Scene, verb: Token) -> bool:
    """Whether an infinitive says by what means: *door camera's te plaatsen*, where the preposition may hang on the object."""
    tree, prepositions = scene.tree, scene.lexicon.arguments["agent_prepositions"]
    own = any(t.form.lower() in prepositions for t in tree.children(verb.i, "mark", "case"))
    return own or any(tree.case(t.i) in prepositions for t in tree.children(verb.i, "obj"))


def _raised_object(scene: Scene, verb: Token) -> Token | None:
    """Return the object of a verb above that takes none, which is this one's: *door subsidie te blijven verlenen*."""
    tree = scene.tree
    above = tree.tokens[verb.head]
    if universal(verb.deprel) != "xcomp" or above.lemma not in scene.lexicon.arguments["raising"] or tree.child(verb.i, "obj") is not None:
        return None
    return tree.child(above.i, "obj")


def _let_object(scene: Scene, verb: Token, label: str) -> Token | None:
    """Return the object of *laten* that undergoes what is done: *liet de monsters testen*; not *liet de kinderen spelen*."""
    if not _let(scene, verb) or acts_alone(scene, label) or scene.tree.child(verb.i, "obj", "nsubj") is not None:
        return None
    let = scene.tree.child(verb.head, "obj")
    return let if let is not None and not scene.somebody(let) else None
