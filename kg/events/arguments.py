"""Who takes part in an event, by the relations of the tree; one function a construction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityKind, Participant, Role
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Span, Token
    from kg.tree import Tree

__all__ = ["participants"]

_UNDERGONE = frozenset({"appoint", "coerce", "die-injure", "legal", "sanction"})  # *zijn arrestatie*, *haar benoeming*
_FILLERS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET", "ADJ"})


def participants(
    tree: Tree,
    trigger: Token,
    label: str,
    kind: str | None,
    heads: Mapping[int, Span],
    kinds: Mapping[int, EntityKind | None],
    actors: frozenset[int],
    places: frozenset[int],
    dated: set[int],
    lexicon: TriggerLexicon,
) -> tuple[Participant, ...]:
    """Return the fillers of an event's roles, each once."""
    rows = _of_noun(tree, trigger, label, kind, lexicon) if trigger.upos == "NOUN" else _of_verb(tree, trigger, label, kinds, lexicon)
    found: list[Participant] = []
    seen: set[int] = set()
    for role, i in [*rows, *_places(tree, trigger, places, heads, lexicon)]:
        if role is Role.PARTICIPANT and tree.case(i) in lexicon.arguments["company_prepositions"] and tree.named(i, actors) not in actors and i not in heads:
            continue  # *met pijnstillers*: an instrument
        alone = universal(trigger.deprel) == "amod" and i == trigger.head  # *de aangehouden man en het slachtoffer*: one of the two
        for j in (i,) if alone else tree.conjuncts(i):
            token = tree.tokens[j]
            if j in seen or j in dated or j == trigger.i or token.upos not in _FILLERS | {"VERB"}:
                continue
            seen.add(j)
            if (token.upos == "VERB" and j not in heads) or token.form.isdigit() or _dateline(tree, token) or _bare_adjective(tree, token, lexicon):
                continue
            found.append(Participant(role=role, phrase=tree.phrase(j), event=heads.get(j)))
    return tuple(found)


def _dateline(tree: Tree, token: Token) -> bool:
    """Whether a word in capitals opens the sentence before a dash: 'ROTTERDAM - De haven ...'."""
    start = tree.sentence(token.i).start
    following = tree.tokens[token.i + 1].form if token.i + 1 < len(tree.tokens) else ""
    return token.form.isupper() and len(token.form) > 1 and token.i - start <= 2 and following in {"-", "–", "—"}  # noqa: PLR2004


def _bare_adjective(tree: Tree, token: Token, lexicon: TriggerLexicon) -> bool:
    """Whether an adjective stands for nobody: *raakten lichtgewond*; *de gewonde* and *velen* do."""
    return (
        token.upos == "ADJ" and tree.child(token.i, "det", "amod", "nmod", "conj") is None and not token.form.endswith(tuple(lexicon.arguments["nominalized"]))
    )


def _somebody(tree: Tree, token: Token, kinds: Mapping[int, EntityKind | None]) -> bool:
    kind = kinds.get(tree.named(token.i, kinds), EntityKind.THING)
    return (kind is not EntityKind.THING and kind is not EntityKind.PLACE) or token.feat("PronType") == "Prs"


def _of_verb(tree: Tree, verb: Token, label: str, kinds: Mapping[int, EntityKind | None], lexicon: TriggerLexicon) -> Iterator[tuple[Role, int]]:
    words = lexicon.arguments
    passive = _passive(tree, verb, label, lexicon) or universal(verb.deprel) == "amod" or _reduced_passive(tree, verb, lexicon)
    undergoes = passive or label.replace(" ", "-") in words["unaccusative"]
    subject = _subject(tree, verb, lexicon)
    if subject is not None:
        yield (Role.PATIENT if undergoes else Role.AGENT), subject
    others = [t for t in tree.children(verb.i, "nsubj") if t.i != subject and t.upos in {"NOUN", "PROPN"}]
    if len(others) == 1 and subject is not None and others[0].i > subject and not passive:
        yield Role.PATIENT, others[0].i  # a second subject is an object that the parser misread
    if _without_subject(tree, verb, lexicon):
        for token in tree.children(verb.i, "nsubj"):
            yield Role.PATIENT, token.i
    raised = _raised_object(tree, verb, lexicon)
    if raised is not None:
        yield Role.PATIENT, raised.i
    objects = [t for t in tree.children(verb.i) if t.deprel == "obj" and t.feat("Reflex") != "Yes" and t.lemma not in words["frequencies"]]
    giving = len(objects) == 2 and _somebody(tree, objects[0], kinds) and not _somebody(tree, objects[1], kinds)  # noqa: PLR2004  (*stuurt de Kamer een brief*)
    for token in tree.children(verb.i, "obj", "iobj"):
        if token.feat("Reflex") != "Yes" and token.form.lower() not in words["expletives"] and token.lemma not in words["frequencies"]:
            relative = verb.deprel == "acl:relcl" and token.feat("PronType") == "Rel"
            received = token.deprel != "obj" or (giving and token.i == objects[0].i)
            yield (Role.RECIPIENT if received else Role.PATIENT), verb.head if relative else token.i
    for token in tree.children(verb.i, "ccomp", "xcomp"):
        if token.upos != "ADJ" and not _means(tree, token, lexicon):
            yield Role.PATIENT, token.i
    given = tree.child(verb.i, "obj", "nsubj:pass", "ccomp", "xcomp") is not None
    for token in tree.children(verb.i, "obl"):
        case = tree.case(token.i)
        if token.deprel == "obl:agent" or (passive and case in words["agent_prepositions"]):
            yield Role.AGENT, token.i
        elif case in words["recipient_prepositions"]:
            if given and label not in words["unaccusative"]:
                yield Role.RECIPIENT, token.i
        elif case in words["participant_prepositions"] or (case in words["of_prepositions"] and label in words["contests"]):
            yield Role.PARTICIPANT, token.i


def _passive(tree: Tree, verb: Token, label: str, lexicon: TriggerLexicon) -> bool:
    """Whether the subject undergoes; *zijn gevlucht* is no passive, though it looks like one."""
    if label in lexicon.arguments["intransitive"] or any(t.lemma in lexicon.modality["active"] for t in tree.children(verb.i, "aux")):
        return False
    if tree.child(verb.i, "nsubj:pass", "aux:pass") is not None:
        return True
    above = tree.tokens[verb.head]
    bare = verb.feat("VerbForm") == "Part" and tree.child(verb.i, "aux", "cop", "nsubj") is None
    return bare and universal(verb.deprel) == "conj" and above.feat("VerbForm") == "Part" and tree.child(above.i, "aux:pass") is not None


def _reduced_passive(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> bool:
    """Whether a participle stands without auxiliary and with an agent: *een strafschop, benut door Jansen*."""
    if verb.feat("VerbForm") != "Part" or tree.child(verb.i, "aux", "cop") is not None:
        return False
    return any(tree.case(t.i) in lexicon.arguments["agent_prepositions"] for t in tree.children(verb.i, "obl"))


def _without_subject(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> bool:
    """Whether a verb is an infinitive that has no subject of its own, as with *te*: what the parser calls one is its object."""
    above = tree.tokens[verb.head]
    raised = universal(verb.deprel) == "xcomp" and above.lemma in lexicon.arguments["raising"] and tree.child(above.i, "nsubj") is not None
    if raised and verb.feat("VerbForm") == "Inf":
        return True  # *gaat de verdachte horen*
    return verb.feat("VerbForm") == "Inf" and tree.child(verb.i, "mark") is not None and tree.child(verb.i, "aux") is None


def _means(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> bool:
    """Whether an infinitive says by what means: *door camera's te plaatsen*, where the preposition may hang on the object."""
    prepositions = lexicon.arguments["agent_prepositions"]
    own = any(t.form.lower() in prepositions for t in tree.children(verb.i, "mark", "case"))
    return own or any(tree.case(t.i) in prepositions for t in tree.children(verb.i, "obj"))


def _raised_object(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> Token | None:
    """Return the object of a verb above that takes none, which is this one's: *door subsidie te blijven verlenen*."""
    above = tree.tokens[verb.head]
    if universal(verb.deprel) != "xcomp" or above.lemma not in lexicon.arguments["raising"] or tree.child(verb.i, "obj") is not None:
        return None
    return tree.child(above.i, "obj")


def _subject(tree: Tree, verb: Token, lexicon: TriggerLexicon, depth: int = 0) -> int | None:
    """Return the subject: its own, the antecedent of a relative clause, or that of the verb that it depends on."""
    own = next((t for t in tree.children(verb.i, "nsubj") if t.form[:1].isalpha()), None)
    own = None if own is not None and _without_subject(tree, verb, lexicon) else own
    if own is not None:
        if own.feat("PronType") == "Rel" or (own.upos == "PRON" and own.feat("PronType") != "Prs" and verb.deprel == "acl:relcl"):
            return verb.head if verb.deprel == "acl:relcl" else None
        return own.i
    relation = universal(verb.deprel)
    if relation == "amod":
        return verb.head
    above = tree.tokens[verb.head]
    if depth > 3 or above.i == verb.i or above.upos not in {"VERB", "AUX"}:  # noqa: PLR2004  (a chain of verbs)
        return None
    if relation == "xcomp":
        free = _means(tree, verb, lexicon) or above.lemma in lexicon.arguments["raising"]
        controller = None if free else tree.child(above.i, "iobj") or tree.child(above.i, "obj")
        return controller.i if controller is not None and controller.upos in _FILLERS else _subject(tree, above, lexicon, depth + 1)
    if relation == "conj" or (relation == "advcl" and verb.feat("VerbForm") == "Inf"):
        return _subject(tree, above, lexicon, depth + 1)
    return None


def _of_noun(tree: Tree, noun: Token, label: str, kind: str | None, lexicon: TriggerLexicon) -> Iterator[tuple[Role, int]]:
    """*de overname van X door Y*, *zijn vertrek*, *gesprekken tussen X en Y*."""
    words = lexicon.arguments
    acts = label in words["intransitive_nouns"]
    light = _light_verb(tree, noun, lexicon)
    for token in tree.children(noun.i, "nmod", "det"):
        case = tree.case(token.i)
        if label.endswith(tuple(words["occasions"])) and case in words["of_prepositions"] | words["patient_prepositions"]:
            continue
        if (
            case in words["of_prepositions"]
            and tree.child(token.i, "nummod") is not None
            and any(t.lemma.lower() in words["measures"] for t in (token, *tree.children(token.i)))
        ):
            continue  # *een contract van twee miljoen euro*
        if case in words["of_prepositions"]:
            yield (Role.AGENT if acts else Role.PATIENT), token.i
        elif case in words["agent_prepositions"]:
            yield Role.AGENT, token.i
        elif case in words["participant_prepositions"] or case in words["between_prepositions"]:
            yield Role.PARTICIPANT, token.i
        elif case in words["recipient_prepositions"]:
            yield Role.RECIPIENT, token.i
        elif case in words["patient_prepositions"]:
            yield Role.PATIENT, token.i
        elif token.deprel == "nmod:poss" or token.feat("Poss") == "Yes":
            yield (Role.PATIENT if kind in _UNDERGONE else Role.AGENT), token.i
    if light is not None:
        subject = _subject(tree, light, lexicon)
        if subject is not None and subject != noun.i:
            passive = tree.child(light.i, "aux:pass") is not None or light.lemma in words["undergoing"]
            yield (Role.PATIENT if passive else Role.AGENT), subject
        for token in tree.children(light.i, "obl"):
            if tree.case(token.i) in words["participant_prepositions"]:
                yield Role.PARTICIPANT, token.i
            elif token.deprel == "obl:agent":
                yield Role.AGENT, token.i
        for token in tree.children(light.i, "obj"):
            if token.i != noun.i and token.feat("Reflex") != "Yes":
                yield Role.PATIENT, token.i


def _light_verb(tree: Tree, noun: Token, lexicon: TriggerLexicon) -> Token | None:
    verb = tree.tokens[noun.head]
    linked = universal(noun.deprel) in {"obj", "obl", "compound", "xcomp", "nsubj"} and verb.upos in {"VERB", "AUX"}
    far = universal(noun.deprel) == "obl" and tree.case(noun.i) not in lexicon.light_prepositions
    own = tree.child(verb.i, "xcomp")
    return verb if linked and not far and tree.lemma(verb.i) in lexicon.light and (own is None or own.upos != "ADJ") else None


def _places(tree: Tree, trigger: Token, places: frozenset[int], heads: Mapping[int, Span], lexicon: TriggerLexicon) -> Iterator[tuple[Role, int]]:
    """*in Den Haag*: a place that hangs on the trigger or, for a noun, on its verb."""
    above = tree.tokens[trigger.head]
    topic = tree.case(trigger.i) in lexicon.arguments["patient_prepositions"]  # *spraken in Berlijn over de oorlog*: not the war
    around = [trigger.i] if trigger.upos != "NOUN" or above.upos != "VERB" or topic else [trigger.i, above.i]
    for i in around:
        for token in tree.children(i, "obl", "nmod"):
            if token.i in places and tree.case(token.i) in lexicon.arguments["place_prepositions"]:
                yield Role.PLACE, token.i
            for inner in tree.children(token.i, "nmod") if token.i not in heads else ():
                if inner.i in places and tree.case(inner.i) in lexicon.arguments["place_prepositions"] and universal(token.deprel) == "obl":
                    yield Role.PLACE, inner.i
