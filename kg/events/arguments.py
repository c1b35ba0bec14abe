"""Who takes part in an event: the frames of the word lists over the relations of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.nouns import of_noun
from kg.events.subjects import acts_alone, nominal, passive, relative, subject, turned, without_subject
from kg.model import Participant, Phrase, Role, Span
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.events.scene import Scene
    from kg.model import Token

__all__ = ["participants"]

_FILLERS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET", "ADJ"})


def participants(scene: Scene, trigger: Token, label: str, kind: str | None, within: frozenset[int]) -> tuple[Participant, ...]:
    """Return the fillers of an event's roles, each once; `within` are the words of the trigger itself."""
    tree, words = scene.tree, scene.lexicon.arguments
    rows = of_noun(scene, trigger, label, kind) if trigger.upos == "NOUN" else _of_verb(scene, trigger, label, kind, within)
    found: list[Participant] = []
    seen: set[int] = set(within)
    for role, i in [*rows, *_places(scene, trigger)]:
        if (
            role is Role.PARTICIPANT
            and tree.case(i) in words["company_prepositions"]
            and tree.named(i, scene.actors) not in scene.actors
            and not _jointly(scene, i)
        ):
            continue  # *met pijnstillers*: an instrument
        alone = universal(trigger.deprel) in {"amod", "acl"} and i == trigger.head  # *de aangehouden man en het slachtoffer*: one of the two
        for j in (i,) if alone else tree.conjuncts(i):
            token = tree.tokens[j]
            if j in seen or j in scene.dated or _period(scene, token, role) or j == trigger.i or token.upos not in _FILLERS | {"VERB"}:
                continue
            seen.add(j)
            if token.form.lower() in words["nobody"]:
                continue
            if (
                (token.upos == "VERB" and j not in scene.heads and not _person(scene, token))
                or token.form.isdigit()
                or _dateline(scene, token)
                or _bare_adjective(scene, token)
            ):
                continue
            found.append(Participant(role=role, phrase=_phrase(scene, j, trigger, label), event=scene.heads.get(j)))
    return tuple(found)


def _period(scene: Scene, token: Token, role: Role) -> bool:
    """Whether a phrase with a preposition says when or how: *later op de dag*, *de nederlaag van het seizoen*."""
    words, case = scene.lexicon.arguments, scene.tree.case(token.i)
    if case in words["company_prepositions"] and token.lemma in words["manners"]:
        return True  # *met algemene stemmen*
    return role is not Role.PLACE and token.lemma in words["periods"] and bool(case)


def _jointly(scene: Scene, i: int) -> bool:
    """Whether somebody acts together with others: *samen met collega's*."""
    case = scene.tree.child(i, "case")
    return case is not None and case.i > 0 and scene.tree.tokens[case.i - 1].form.lower() in scene.lexicon.arguments["jointly"]


def _phrase(scene: Scene, i: int, trigger: Token, label: str) -> Phrase:
    """The phrase of a participant, without what the parser hung on it and belongs to the trigger: *de bond | voor de stakers*."""
    tree = scene.tree
    phrase = tree.phrase(i)
    cuts = [min(tree.subtree(trigger.i))] if trigger.head == i and universal(trigger.deprel) == "acl" and trigger.i > i else []
    cuts += [min(tree.subtree(t.i)) for t in tree.children(i, "nmod") if t.i > i and (_strays(scene, t, trigger, label) or _when(scene, t))]
    end = next((j for j in range(min(cuts) - 1, i - 1, -1) if tree.tokens[j].upos != "PUNCT"), i) if cuts else None
    if end is None or end < i or tree.tokens[end].span.end >= phrase.span.end:
        return phrase
    return Phrase(span=Span(phrase.span.start, tree.tokens[end].span.end), head=i)


def _when(scene: Scene, token: Token) -> bool:
    """Whether a phrase says when: *het slachtoffer | in de nacht van 3 op 4 februari*."""
    words = scene.lexicon.arguments
    return (token.i in scene.dated or token.lemma in words["periods"]) and scene.tree.case(token.i) in words["place_prepositions"] | scene.lexicon.during


def _strays(scene: Scene, token: Token, trigger: Token, label: str) -> bool:
    """Whether a phrase belongs to the trigger by its frame: *beschuldigt de bankier | van fraude*."""
    case = scene.tree.case(token.i)
    if trigger.upos == "NOUN":
        return scene.lexicon.strays(trigger.lemma, trigger.upos, case)
    role = scene.lexicon.verb_frames.get(f"{label.replace(' ', '-')}-{case}") if case else None
    return role is not None and (role != Role.AGENT.value or scene.somebody(token))


def _person(scene: Scene, token: Token) -> bool:
    """Whether a participle stands for somebody: *twee verdachten*."""
    noun = scene.tree.child(token.i, "det", "nummod", "amod", "case") is not None
    return noun and token.feat("VerbForm") == "Part" and nominal(scene.tree, token)


def _dateline(scene: Scene, token: Token) -> bool:
    """Whether a word in capitals opens the sentence before a dash: 'ROTTERDAM - De haven ...'."""
    tree = scene.tree
    start = tree.sentence(token.i).start
    following = tree.tokens[token.i + 1].form if token.i + 1 < len(tree.tokens) else ""
    return token.form.isupper() and len(token.form) > 1 and token.i - start <= 2 and following in {"-", "–", "—"}  # noqa: PLR2004


def _bare_adjective(scene: Scene, token: Token) -> bool:
    """Whether an adjective stands for nobody: *raakten lichtgewond*; *de gewonde*, *velen* and *Russische* (aanval) do."""
    if token.upos != "ADJ" or token.i in scene.nations:
        return False
    ended = token.form.endswith(tuple(scene.lexicon.arguments["nominalized"]))
    return scene.tree.child(token.i, "det", "amod", "nmod", "conj") is None and not ended


def _of_verb(scene: Scene, verb: Token, label: str, kind: str | None, within: frozenset[int]) -> Iterator[tuple[Role, int]]:
    tree, words = scene.tree, scene.lexicon.arguments
    undergone = passive(scene, verb, label)
    undergoes = undergone or _happens_to(scene, verb, label) or _changes(scene, verb, label)
    acts, done = (Role.PATIENT if undergoes else Role.RECIPIENT if _receives(scene, verb, label) else Role.AGENT), Role.PATIENT
    who = subject(scene, verb)
    whom = None if undergone or who is None else _second(scene, verb, who)
    if who is not None:
        if whom is not None and turned(scene, verb, label, who, whom):
            acts, done = done, acts
        if who not in within:
            yield acts, who
    if whom is not None:
        yield done, whom
    if without_subject(scene, verb):
        for token in tree.children(verb.i, "nsubj"):
            yield Role.PATIENT, token.i
    yield from _objects(scene, verb, label, within, whom, undergone=undergone and who is not None)
    for token in tree.children(verb.i, "ccomp", "xcomp") if label not in words["patient_and_clause"] else ():
        if token.upos != "ADJ" and not _means(scene, token):
            yield Role.PATIENT, token.i
    given = undergone or any(t.i not in within for t in tree.children(verb.i, "obj", "nsubj:pass", "ccomp", "xcomp"))
    for token in tree.children(verb.i, "obl", "nmod"):
        if _counted(scene, token) and not given:
            yield Role.PATIENT, token.i
            continue
        role = _of_oblique(scene, token, label, kind, passive=undergone or _let(scene, verb), given=given)
        if role is not None and token.i not in within:
            yield role, token.i
    yield from _strayed(scene, verb, label.replace(" ", "-"), kind)
    if verb.feat("VerbForm") == "Inf" and tree.child(verb.i, "det", "nmod:poss") is not None:
        yield from _of_infinitive(scene, verb, label)


def _of_infinitive(scene: Scene, verb: Token, label: str) -> Iterator[tuple[Role, int]]:
    """*het annuleren van het toernooi*, *het aftreden van de minister*, *zijn aftreden*: an infinitive that is a noun."""
    tree, words = scene.tree, scene.lexicon.arguments
    alone = acts_alone(scene, label) and label not in words["unaccusative"]
    for token in tree.children(verb.i, "nmod", "nmod:poss"):
        if token.deprel == "nmod:poss" or tree.case(token.i) in words["of_prepositions"]:
            if alone or token.deprel != "nmod:poss":
                yield (Role.AGENT if alone else Role.PATIENT), token.i


def _happens_to(scene: Scene, verb: Token, label: str) -> bool:
    """Whether the subject of a verb undergoes, as it has no object: *de prijs verdubbelt*; not *Lindqvist verdubbelde de marge*."""
    if label.replace(" ", "-") not in scene.lexicon.arguments["unaccusative"]:
        return False
    objects = [t for t in scene.tree.children(verb.i) if t.deprel == "obj" and t.upos in {"NOUN", "PROPN"} and not _adjunct(scene, t, label)]
    return not objects or verb.i in scene.units or scene.tree.child(verb.i, "nsubj") is None


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
            if token.i > above.i and _strays(scene, token, verb, label):
                role = scene.lexicon.verb_frame(label, kind, scene.tree.case(token.i))
                if above.i in scene.heads and not (role == Role.PARTICIPANT.value and scene.somebody(token)):
                    continue
                if role != "none" and (above.deprel != "obl" or _after(scene, above, token)):
                    yield Role(role), token.i


def _after(scene: Scene, above: Token, token: Token) -> bool:
    """Whether a phrase that hangs on an adjunct may be the verb's: *sprak met de boeren | over stikstof*; not *won in de finale van de beker*."""
    return scene.somebody(token) or (scene.tree.case(token.i) not in scene.lexicon.arguments["of_prepositions"] and scene.somebody(above))


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
        told = label in words["recipient_and_clause"] and tree.child(verb.i, "ccomp", "xcomp") is not None  # *vroeg hem te blijven*
        received = received or told or (undergone and scene.somebody(token))  # *de prijs werd hem uitgereikt*
        related = verb.deprel == "acl:relcl" and token.feat("PronType") == "Rel"
        if token.feat("PronType") == "Rel" and not related:
            continue
        yield (Role.RECIPIENT if received else Role.PATIENT), verb.head if related else token.i


def _measure(scene: Scene, token: Token) -> bool:
    """Whether a phrase says how much or how long: *drie procent*, *acht miljoen euro*."""
    words = scene.lexicon.arguments["measures"]
    counted = token.upos == "NUM" or scene.tree.child(token.i, "nummod", "det", "amod") is not None
    return counted and any(t.lemma.lower() in words for t in (token, *scene.tree.children(token.i)))


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
    if _jointly(scene, token.i):
        return Role.PARTICIPANT
    if token.deprel == "obl:agent" or (case in words["agent_prepositions"] and (passive or label in words["unaccusative"])):
        return Role.AGENT if passive or token.deprel == "obl:agent" or scene.somebody(token) else None  # *stierf door een val*: a cause
    role = scene.lexicon.verb_frame(label.replace(" ", "-"), kind, case)
    if role:
        return None if role == "none" else Role(role)
    if universal(token.deprel) == "nmod" or not case:
        return None
    if case in words["recipient_prepositions"] and token.deprel != "obl:arg":
        return Role.RECIPIENT if given and scene.somebody(token) and label not in words["unaccusative"] and token.i not in scene.places - scene.actors else None
    if case in words["participant_prepositions"]:
        return Role.PARTICIPANT
    if token.deprel == "obl:arg" and case not in words["agent_prepositions"] | (words["place_prepositions"] - words["patient_prepositions"]) and not given:
        return Role.PATIENT  # *deelnemen aan*, *aandringen op*: a complement that no frame speaks of
    return None


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


def _places(scene: Scene, trigger: Token) -> Iterator[tuple[Role, int]]:
    """*in Den Haag*: a place that hangs on the trigger or, for a noun, on its verb."""
    tree, words = scene.tree, scene.lexicon.arguments
    above = tree.tokens[trigger.head]
    # *In Berlijn begon een oorlog*; not *spraken in Berlijn over de oorlog*, *brak na de schok in Gediz brand uit*.
    shared = universal(trigger.deprel) in {"nsubj", "obj"} or tree.case(trigger.i) in scene.lexicon.during
    around = [trigger.i, above.i] if trigger.upos == "NOUN" and above.upos == "VERB" and shared else [trigger.i]
    for i in around:
        for token in tree.children(i, "obl", "nmod"):
            if i != trigger.i and tree.case(token.i) in words["goal_prepositions"]:
                continue  # *het toernooi wordt naar Mexico verplaatst*
            if tree.case(token.i) in words["place_prepositions"] and (tree.named(token.i, scene.places) in scene.places or _spot(scene, token)):
                yield Role.PLACE, token.i
            for inner in tree.children(token.i, "nmod") if token.i not in scene.heads and tree.case(token.i) in words["place_prepositions"] else ():
                if inner.i in scene.places and tree.case(inner.i) in words["place_prepositions"] and universal(token.deprel) == "obl":
                    yield Role.PLACE, inner.i


def _spot(scene: Scene, token: Token) -> bool:
    """Whether a common noun names where something is done: *in het stadhuis*, *bij de grens*."""
    words = scene.lexicon
    return token.upos == "NOUN" and token.i not in scene.heads and words.spot(token.lemma) and scene.tree.child(token.i, "det", "nmod:poss", "amod") is not None
