"""Who the subject of a verb is: its own, that of the clause above, the controller, or what the parser took for an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import EntityKind
from kg.tree import universal

if TYPE_CHECKING:
    from kg.events.scene import Scene
    from kg.model import Token
    from kg.tree import Tree

__all__ = ["acts_alone", "finite", "given", "light_verb", "nominal", "passive", "relative", "subject", "turned", "without_subject"]

# Types whose verbs have an actor for their subject.
_ACTED = frozenset({"accuse", "agree", "aid", "consult", "elect", "legal", "mobilize", "reject", "request", "transaction"})
_NOMINAL = frozenset({"nsubj", "obj", "iobj", "obl", "nmod"})
_CHAIN = 3  # verbs that a subject may be passed through


def relative(token: Token) -> bool:
    """Whether a word is a relative pronoun."""
    return token.feat("PronType") == "Rel" or (token.upos == "PRON" and token.feat("PronType") not in {"Prs", "Ind"} and token.feat("Poss") != "Yes")


def nominal(tree: Tree, verb: Token) -> bool:
    """Whether a form of a verb stands where a noun does: *naar **vermisten***, ***gevangenen** vrijlaten*, *Gedwongen **ontslagen** zijn*."""
    named = [t for t in tree.children(verb.i, "nsubj", "nsubj:pass") if t.feat("VerbForm") != "Part"]
    if verb.upos != "VERB" or named or tree.child(verb.i, "aux", "aux:pass", "cop", "mark", "compound:prt") is not None:
        return False
    if verb.form.lower() == verb.lemma:  # *ontdekten **scheuren** in de dam*; not *het slopen van de dam*
        beside = [t for t in tree.children(verb.i, "nmod") if t.i > verb.i and tree.child(verb.i, "det") is None]
        return bool(beside) and universal(verb.deprel) in {"obj", "nsubj"}
    if verb.feat("VerbForm") == "Part" and tree.child(verb.i, "det") is not None and tree.child(verb.i, "case") is None:
        return universal(verb.deprel) not in {"amod", "acl"} or verb.i > verb.head
    return universal(verb.deprel) in _NOMINAL or (universal(verb.deprel) == "xcomp" and verb.feat("VerbForm") in {"Fin", "Inf"})


def given(scene: Scene, verb: Token) -> bool:
    """Whether a participle says what the subject gets: *kreeg een straf opgelegd*."""
    getting, above = scene.lexicon.arguments["receiving"], scene.tree.tokens[verb.head]
    if verb.feat("VerbForm") != "Part":
        return False
    return any(t.lemma in getting for t in scene.tree.children(verb.i, "aux")) or (universal(verb.deprel) == "xcomp" and above.lemma in getting)


def finite(tree: Tree, verb: Token) -> bool:
    """Whether a conjunction tells that a verb has a subject of its own, whatever the tagger calls it: *dat prijzen stijgen*."""
    return any(t.upos not in {"ADP", "PART"} for t in tree.children(verb.i, "mark"))


def passive(scene: Scene, verb: Token, label: str) -> bool:
    """Whether the subject undergoes; *zijn gevlucht* is no passive, though it looks like one."""
    tree, words = scene.tree, scene.lexicon.arguments
    if given(scene, verb):
        return False
    if label in words["intransitive"] or any(t.lemma in scene.lexicon.modality["active"] for t in tree.children(verb.i, "aux")):
        return False
    if tree.child(verb.i, "nsubj:pass", "aux:pass") is not None:
        return True
    if verb.feat("VerbForm") != "Part" or tree.child(verb.i, "aux", "cop") is not None:
        return _done_to(scene, verb, label)
    above, relation = tree.tokens[verb.head], universal(verb.deprel)
    if relation == "xcomp" and tree.child(above.i, "obj") is not None and tree.child(verb.i, "mark") is None:
        return True  # *achten moord niet bewezen*
    if relation == "xcomp" and above.lemma in scene.lexicon.modality["raising"]:
        return True  # *de drugs zaten verstopt*
    if relation in {"amod", "acl", "advcl"} and tree.child(verb.i, "nsubj") is None:
        return True  # *de bond, opgericht door vissers*
    if any(tree.case(t.i) in words["agent_prepositions"] for t in tree.children(verb.i, "obl")):
        return True  # *een strafschop, benut door Jansen*
    bare = relation == "conj" and tree.child(verb.i, "nsubj") is None and above.feat("VerbForm") == "Part"
    return bare and tree.child(above.i, "aux:pass") is not None


def _done_to(scene: Scene, verb: Token, label: str) -> bool:
    """Whether a perfect with *zijn* is a passive: of a verb that has objects, and has none here (*is een man neergestoken*, not *is vertrokken*)."""
    tree, lexicon = scene.tree, scene.lexicon
    perfect = verb.feat("VerbForm") == "Part" and any(t.lemma in lexicon.modality["perfect_of_passive"] for t in tree.children(verb.i, "aux", "cop"))
    own = label in lexicon.arguments["intransitive"] or label.replace(" ", "-") in lexicon.arguments["unaccusative"]
    return perfect and label in lexicon.verbs and not own and tree.child(verb.i, "obj", "iobj", "ccomp", "xcomp") is None


def without_subject(scene: Scene, verb: Token) -> bool:
    """Whether a verb is an infinitive that has no subject of its own, as with *te*: what the parser calls one is its object."""
    tree = scene.tree
    above = tree.tokens[verb.head]
    raised = universal(verb.deprel) == "xcomp" and above.lemma in scene.lexicon.arguments["raising"] and tree.child(above.i, "nsubj") is not None
    if raised and verb.feat("VerbForm") == "Inf":
        return True  # *gaat de verdachte horen*
    marked = any(t.upos in {"ADP", "PART"} for t in tree.children(verb.i, "mark"))  # *dat prijzen stijgen* has one, though the tagger calls it an infinitive
    return verb.feat("VerbForm") == "Inf" and marked and tree.child(verb.i, "aux") is None


def subject(scene: Scene, verb: Token, depth: int = 0) -> int | None:
    """Return the subject: its own, the antecedent of a relative clause, or that of the verb that it depends on."""
    tree = scene.tree
    owned = [t for t in tree.children(verb.i, "nsubj") if t.form[:1].isalpha()]
    if len(owned) > 1:
        owned = [t for t in owned if t.upos != "ADJ"] or owned  # *De **Keniaanse** Faith Kipyegon won*
    own = next((t for t in owned if t.feat("Case") == "Nom"), owned[0] if owned else None)  # *Die straf legden zij op*
    if own is not None and not without_subject(scene, verb):
        if relative(own) and verb.deprel == "acl:relcl":
            return verb.head
        return None if own.feat("PronType") == "Rel" else own.i
    if own is None and tree.child(verb.i, "csubj") is not None:
        return None
    return _inherited(scene, verb, depth)


def _inherited(scene: Scene, verb: Token, depth: int) -> int | None:
    """The subject of a clause that has none: *probeert te winnen*, *won en vertrok*, *de plannen om te sluiten*."""
    tree, relation = scene.tree, universal(verb.deprel)
    above, form = tree.tokens[verb.head], verb.feat("VerbForm")
    if relation == "amod" or (relation == "acl" and form == "Part"):
        return verb.head
    if form == "Inf" and finite(tree, verb):
        return None
    if depth > _CHAIN or above.i == verb.i:
        return None
    if relation == "acl" and form == "Inf" and above.upos in {"NOUN", "PROPN", "PRON"}:
        return _holder(scene, above, depth)
    if above.upos not in {"VERB", "AUX"} and tree.child(above.i, "nsubj") is None:
        return None
    if given(scene, verb):
        return subject(scene, above, depth + 1)
    if relation == "xcomp" and form == "Part" and tree.child(above.i, "obj") is not None and tree.child(verb.i, "aux") is None:
        return tree.child(above.i, "obj").i  # type: ignore[union-attr]  # *achten moord niet bewezen*
    if relation == "xcomp":
        return _controller(scene, verb, above, depth)
    if relation == "conj" and tree.child(verb.i, "expl") is None:
        return subject(scene, above, depth + 1)
    if relation in {"advcl", "ccomp"} and (form == "Inf" or (form == "Part" and tree.child(verb.i, "aux", "cop", "mark") is None)):
        if relation == "advcl" and {above.lemma, tree.lemma(above.i)} & scene.lexicon.arguments["object_control"]:
            return _controller(scene, verb, above, depth)
        return subject(scene, above, depth + 1)
    return None


def _controller(scene: Scene, verb: Token, above: Token, depth: int) -> int | None:
    """*dwingt de eigenaar te slopen*: the object; *belooft de Kamer te slopen*: the subject; *laat slopen*: nobody that is named."""
    tree, words = scene.tree, scene.lexicon.arguments
    label = tree.lemma(above.i)
    if label in words["causative"]:
        named = tree.child(above.i, "obj", "iobj")
        acting = (
            tree.child(verb.i, "obj") is not None
            or (label in words["letting"] and acts_alone(scene, tree.lemma(verb.i)))
            or (named is not None and scene.somebody(named))
        )
        return named.i if named is not None and acting else None
    if label in words["object_control"] or above.lemma in words["object_control"]:
        told = tree.child(above.i, "iobj") or tree.child(above.i, "obj", "nsubj:pass")
        return told.i if told is not None else None
    return subject(scene, above, depth + 1)


def acts_alone(scene: Scene, label: str) -> bool:
    """Whether a verb has no object, so that who is let do it acts: *laten de spelers meedoen*."""
    words = scene.lexicon.arguments
    return label in words["intransitive"] | words["acting"] or scene.lexicon.verbs.get(label) in {"consult", "cooperate", "protest", "resign", "retreat"}


def _holder(scene: Scene, noun: Token, depth: int) -> int | None:
    """Who has the plan, the right, the task: *de poging van X om te winnen*, *X kreeg de kans om te winnen*."""
    tree, words = scene.tree, scene.lexicon.arguments
    above = tree.tokens[noun.head]
    if above.lemma in words["object_control"] and universal(noun.deprel) in {"obj", "iobj"}:
        return noun.i  # *dwingt de eigenaar om het pand te slopen*
    own = tree.child(noun.i, "nmod:poss") or next((t for t in tree.children(noun.i, "nmod") if tree.case(t.i) in words["of_prepositions"]), None)
    if own is not None:
        return own.i
    if universal(noun.deprel) in {"obj", "obl"} and above.upos == "VERB" and not passive(scene, above, tree.lemma(above.i)):
        return subject(scene, above, depth + 1)
    return None


def turned(scene: Scene, verb: Token, label: str, first: int, second: int) -> bool:
    """Whether what the parser took for the object is the subject: *De klus kreeg student Bram Feenstra*, *het boek dat de schrijver las*."""
    tree = scene.tree
    one, two = tree.tokens[first], tree.tokens[second]
    if one.upos == "PRON" or one.feat("PronType") == "Prs" or {one.upos, two.upos} - {"NOUN", "PROPN"}:
        return False
    finite = next((t for t in (verb, *tree.children(verb.i, "aux")) if t.feat("VerbForm") == "Fin"), None)
    wanted = finite.feat("Number") if finite is not None else ""
    numbers = [_number(scene, t) for t in (one, two)]
    if wanted and all(numbers) and numbers[0] != numbers[1]:
        return numbers[1] == wanted
    people = scene.kind(second) in {EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANIZATION} and not scene.somebody(one) and first not in scene.heads
    return people and (_actors_do(scene, verb, label) or tree.child(verb.i, "obj") is None)


def _actors_do(scene: Scene, verb: Token, label: str) -> bool:
    """Whether nobody but an actor does what a verb says: *schrijven*; *de wet die het parlement aannam*; not *doden*, *verrassen*."""
    return label in scene.lexicon.arguments["actor_subject"] or (verb.deprel == "acl:relcl" and scene.lexicon.verbs.get(label) in _ACTED)


def _number(scene: Scene, token: Token) -> str:
    """The number of a noun phrase as its verb has it, empty where that is not certain."""
    if scene.tree.child(token.i, "nummod", "conj", "nmod") is not None or token.upos != "NOUN":
        return ""
    return token.feat("Number")


def light_verb(scene: Scene, noun: Token) -> Token | None:
    """The verb that lends a noun its subject: *voerde een gesprek*, *kwam tot een akkoord*, *begon met de bouw*."""
    tree, words = scene.tree, scene.lexicon.arguments
    verb = tree.tokens[noun.head]
    relation, label = universal(noun.deprel), tree.lemma(verb.i)
    if relation not in {"obj", "obl", "compound", "xcomp", "nsubj"} or verb.upos not in {"VERB", "AUX"} or verb.i in scene.units:
        return None
    case = tree.case(noun.i)
    if (f"{label}-{case}" if relation == "obl" else label) in words["carrying"]:
        return verb if relation != "nsubj" else None
    lent = any(t.i != noun.i and t.feat("Reflex") != "Yes" for t in tree.children(verb.i, "obj"))
    far = relation == "obl" and (lent or case not in scene.lexicon.light_prepositions)  # *maakte in de wedstrijd een fout*
    own = tree.child(verb.i, "xcomp")
    return verb if not far and label in scene.lexicon.light and (own is None or own.upos != "ADJ" or own.i == noun.i) else None
