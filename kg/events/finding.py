"""Triggers: verbs that are no states and no cues, and nouns that name events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.attachment import Timeline
from kg.events.arguments import participants
from kg.events.factuality import certainty, polarity, temporality
from kg.events.scene import Scene
from kg.events.subjects import nominal, relative
from kg.model import BlockKind, EntityKind, Event, Role, Span
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.lexicons.triggers import Idiom, TriggerLexicon
    from kg.model import Analysis, Mention, Participant, Statement, TimeExpression, Token

__all__ = ["find"]

_NOUNLIKE = frozenset({"nsubj", "obj", "obl", "xcomp"})
_TITLES = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})
_BETWEEN = frozenset({"DET", "ADJ", "ADV", "PRON", "NUM"})  # what may stand between the words of an idiom


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A trigger before its arguments are known."""

    token: Token
    label: str
    type: str | None
    pattern: str
    particle: Span | None = None
    span: Span | None = None
    within: frozenset[int] = frozenset()


def find(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    statements: tuple[Statement, ...],
    lexicon: TriggerLexicon,
) -> tuple[Event, ...]:
    """Return the events in text order."""
    tree = Tree.of(analysis)
    triggers = _candidates(tree, mentions, times, statements, lexicon)
    scene = _scene(tree, mentions, times, triggers, lexicon)
    cues = {span for statement in statements for span in statement.cue}
    undated = {i for i in scene.heads if tree.case(i) not in lexicon.during}
    timeline = Timeline(tree, times, undated, _dating(tree, scene.heads, cues, lexicon))
    found = []
    for trigger in triggers:
        i = trigger.token.i
        parts = participants(scene, trigger.token, trigger.label, trigger.type, trigger.within)
        if _says_nothing(scene, trigger, parts):
            continue
        kind = _sense(tree, trigger, parts, scene.kinds, lexicon)
        found.append(
            Event(
                trigger=trigger.span or trigger.token.span,
                head=i,
                label=trigger.label,
                pattern=trigger.pattern,
                particle=trigger.particle,
                type=kind,
                participants=parts,
                time=timeline.of(i),
                certainty=certainty(tree, i, statements, lexicon),
                polarity=polarity(tree, i, statements, lexicon),
                temporality=temporality(tree, i, statements, timeline, lexicon),
            )
        )
    heads = {e.head for e in found}
    kept = (replace(e, participants=tuple(p for p in e.participants if p.event is None or p.phrase.head in heads)) for e in found)
    return tuple(sorted(kept, key=lambda e: e.trigger))


def _candidates(
    tree: Tree, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...], statements: tuple[Statement, ...], lexicon: TriggerLexicon
) -> list[_Trigger]:
    """The triggers that are no cue, no time, no name and no somebody (*de inspectie*)."""
    cues = {span for statement in statements for span in statement.cue}
    timed = {tree.tokens[i].span for t in times for i in tree.within(t.span)}
    names = {i for m in mentions if m.form.value == "Name" and not m.derived for i in tree.within(m.span)}
    names |= {m.head for m in mentions if m.form.value == "Nominal" and m.kind is not EntityKind.THING}
    asked = [s for s in tree.analysis.sentences if s.kind in _TITLES and tree.tokens[s.end - 1].form == "?"]
    found = [t for t in _triggers(tree, lexicon) if t.token.span not in cues | timed and (t.token.i not in names or t.pattern == "appointment")]
    found += _named(tree, mentions, lexicon)
    return [t for t in found if not any(s.start <= t.token.i < s.end for s in asked)]


def _scene(tree: Tree, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...], triggers: list[_Trigger], lexicon: TriggerLexicon) -> Scene:
    kinds = {m.head: m.kind for m in mentions if not m.derived}
    return Scene(
        tree=tree,
        lexicon=lexicon,
        heads={t.token.i: t.span or t.token.span for t in triggers},
        kinds=kinds,
        actors=frozenset(i for i, kind in kinds.items() if kind not in {EntityKind.THING, None}),
        places=frozenset(i for i, kind in kinds.items() if kind in {EntityKind.PLACE, EntityKind.GEOPOLITICAL_ENTITY}),
        nations=frozenset(m.head for m in mentions if m.derived and tree.tokens[m.head].upos == "ADJ"),
        units=frozenset(t.token.i for t in triggers if t.within),
        dated=frozenset(i for t in times for i in tree.within(t.span)),
    )


def _says_nothing(scene: Scene, trigger: _Trigger, parts: tuple[Participant, ...]) -> bool:
    """Whether a verb that means what its object does has nobody that acts (*het boek geeft een beeld*), or nobody undergoes it (*sluit niets uit*)."""
    undergoing = [p for p in parts if p.role is Role.PATIENT and p.event is None and scene.somebody(scene.tree.tokens[p.phrase.head])]
    if trigger.label in scene.lexicon.senses["only_actors"] and not undergoing:
        return True
    if trigger.label not in scene.lexicon.vague or trigger.span is not None:
        return False
    actors = [p for p in parts if p.role is not Role.PLACE and p.event is None and scene.somebody(scene.tree.tokens[p.phrase.head])]
    return not actors


def _dating(tree: Tree, heads: Mapping[int, Span], cues: set[Span], lexicon: TriggerLexicon) -> dict[int, int]:
    """Return for event nouns the verb whose date is theirs."""
    verbs = {
        i: _dating_verb(tree, i, heads, cues, lexicon)
        for i in heads
        if tree.tokens[i].upos in {"NOUN", "PROPN"} or _NOUNLIKE & {universal(tree.tokens[i].deprel)}
    }
    return {i: verb for i, verb in verbs.items() if verb is not None}


def _has_for_object(tree: Tree, verb: int) -> bool:
    """Whether a relative clause is about what its verb does to the noun: *dat zij sloten*; not *waar we spijt van krijgen*."""
    return any(relative(t) for t in tree.children(verb, "obj", "nsubj"))


def _dating_verb(tree: Tree, i: int, heads: Mapping[int, Span], cues: set[Span], lexicon: TriggerLexicon) -> int | None:
    """Return the verb that says only that a noun takes place, is no event of its own, or happens during it (*tijdens de top*)."""
    light = lexicon.light | lexicon.occurrence | lexicon.dating | lexicon.modality["subjects.lacking"]
    inner = next((t.i for t in tree.children(i, "acl:relcl") if tree.lemma(t.i) in light and _has_for_object(tree, t.i)), None)
    if inner is not None:
        return inner  # *het akkoord dat zij in 1991 sloten*
    token, clause = tree.tokens[i], tree.clause(i)
    relation = universal(token.deprel)
    if token.head != clause.i or clause.i == i or (clause.span in cues and tree.case(i) not in lexicon.during):
        return None
    shared = relation in _NOUNLIKE | {"compound"} if tree.lemma(clause.i) in light else clause.i not in heads and relation in {"nsubj", "obj"}
    return clause.i if shared or tree.case(i) in lexicon.during else None


def _sense(tree: Tree, trigger: _Trigger, parts: tuple[Participant, ...], kinds: Mapping[int, EntityKind | None], lexicon: TriggerLexicon) -> str | None:
    """The type that a trigger has with these participants, none where they do not fit it: *veroordeelt de dader*, *veroordeelt de aanval*."""
    undergoing = {_kind(tree, p, kinds, lexicon) for p in parts if p.role is Role.PATIENT} - {EntityKind.THING, EntityKind.PLACE}
    if trigger.label in lexicon.senses["legal_of_actor"] and undergoing & {EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANIZATION, None}:
        return "legal"
    return trigger.type if trigger.type and _fits(tree, trigger, parts, kinds, lexicon) else None


def _kind(tree: Tree, part: Participant, kinds: Mapping[int, EntityKind | None], lexicon: TriggerLexicon) -> EntityKind | None:
    """The kind of who takes part; what happens is a thing, a post (*een nieuwe leider*) is a person."""
    head = part.phrase.head
    if part.event is not None or tree.named(head, kinds) in kinds:
        return EntityKind.THING if part.event is not None else kinds[tree.named(head, kinds)]
    return EntityKind.PERSON if lexicon.post(tree.tokens[head].lemma) else EntityKind.THING


def _fits(tree: Tree, trigger: _Trigger, parts: tuple[Participant, ...], kinds: Mapping[int, EntityKind | None], lexicon: TriggerLexicon) -> bool:
    """Whether a verb of several senses has the participants that its type asks for."""

    def kind(role: Role) -> set[EntityKind | None]:
        return {_kind(tree, p, kinds, lexicon) for p in parts if p.role is role}

    label, senses = trigger.label, lexicon.senses
    if label in senses["actor_undergoes"]:
        return bool(kind(Role.PATIENT) - {EntityKind.THING, EntityKind.PLACE})
    if label in senses["thing_undergoes"]:
        return EntityKind.THING in kind(Role.PATIENT)
    if label in senses["no_place"] and any(p.role is Role.PLACE for p in parts):
        return False
    if label in senses["no_event_acts"]:
        return not any(p.role is Role.AGENT and p.event is not None for p in parts)
    if label in senses["person_acts"]:
        return EntityKind.THING not in kind(Role.AGENT)
    if label in senses["no_person"]:
        return EntityKind.PERSON not in kind(Role.AGENT) | kind(Role.PATIENT)
    return label not in senses["with_party"] or any(p.role is Role.PARTICIPANT for p in parts)


def _named(tree: Tree, mentions: tuple[Mention, ...], lexicon: TriggerLexicon) -> Iterator[_Trigger]:
    """*Worldwide Developers Conference*: the name of an event, whole."""
    for mention in mentions:
        words = " ".join(tree.analysis.article.words(mention.span).split())
        if mention.form.value == "Name" and not mention.derived and len(words.split()) > 1 and lexicon.named & set(words.split()):
            yield _Trigger(tree.tokens[mention.head], words, None, "named_event", span=mention.span)


def _triggers(tree: Tree, lexicon: TriggerLexicon) -> Iterator[_Trigger]:
    units = dict(_units(tree, lexicon))
    taken = {i for _, words in units.values() for i in words}
    for token in tree.tokens:
        if token.i in units:
            idiom, words = units[token.i]
            if idiom.type is not None:
                yield _unit(tree, token, idiom, words)
        elif token.i not in taken:
            found = next((t for rule in (_verb, _noun, _attributive, _appointment, _outcome) if (t := rule(tree, token, lexicon)) is not None), None)
            if found is not None:
                yield found


def _units(tree: Tree, lexicon: TriggerLexicon) -> Iterator[tuple[int, tuple[Idiom, frozenset[int]]]]:
    """The verbs that mean something with other words of their clause: *brengt ... in gevaar*, *hakten knopen door*."""
    for verb in tree.tokens:
        if verb.upos not in {"VERB", "AUX"}:
            continue
        for lemma in dict.fromkeys((tree.lemma(verb.i), verb.lemma)):
            for idiom in lexicon.idioms.get(lemma, ()):
                words = _found(tree, verb, idiom.words)
                if words:
                    yield verb.i, (idiom, words)
                    break
            else:
                continue
            break


def _found(tree: Tree, verb: Token, words: tuple[str, ...]) -> frozenset[int]:
    """The words of a unit in the clause of its verb, in order, with nothing but determiners and modifiers between them; none if they are not there."""
    sentence = tree.sentence(verb.i)
    for start in range(sentence.start, sentence.end):
        if not _is(tree.tokens[start], words[0]):
            continue
        found, i = [start], start + 1
        for word in words[1:]:
            while i < sentence.end and not _is(tree.tokens[i], word) and tree.tokens[i].upos in _BETWEEN:
                i += 1
            if i >= sentence.end or not _is(tree.tokens[i], word):
                break
            found.append(i)
            i += 1
        if len(found) == len(words) and any(_hangs(tree, j, verb) for j in found):
            return frozenset(found)
    return frozenset()


def _is(token: Token, word: str) -> bool:
    return token.form.lower() == word or token.lemma == word


def _hangs(tree: Tree, i: int, verb: Token) -> bool:
    """Whether a word hangs on a verb, with no other verb between."""
    for above in tree.ancestors(i):
        if above.i == verb.i:
            return True
        if above.upos in {"VERB", "AUX"}:
            return False
    return False


def _unit(tree: Tree, verb: Token, idiom: Idiom, words: frozenset[int]) -> _Trigger:
    """The word that carries the meaning stands for the unit: *in **gevaar** brengen*."""
    carrying = [tree.tokens[i] for i in sorted(words) if tree.tokens[i].upos in {"NOUN", "ADJ", "ADV", "PROPN"}]
    return _Trigger(verb, idiom.label, idiom.type or None, "idiom", span=carrying[-1].span if carrying else None, within=words)


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


def _verb(tree: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
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
        return _Trigger(token, entry.replace("-", " "), lexicon.verbs[entry], "verb", span=result.span)
    if token.lemma in lexicon.modality["never"]:
        return None  # *die kan af*
    if token.lemma in lexicon.modality["raising"] and any(t.feat("VerbForm") == "Inf" for t in tree.children(token.i, "xcomp", "advcl", "obj")):
        return None  # *valt te bezien*
    if any(f"{t.lemma}-{label}" in lexicon.states for t in tree.children(token.i, "obj", "obl", "compound", "xcomp")):
        return None  # *hield rekening met*
    if any(f"{label}-{tree.case(t.i)}" in lexicon.states for t in tree.children(token.i, "obl") if t.deprel == "obl:arg" or t.upos == "NOUN"):
        return None  # *kwam uit op vier procent*
    if label in lexicon.states or (not particle and token.lemma in lexicon.states):
        return None
    if (token.form[:1].isupper() and token.i != tree.sentence(token.i).start) or not label.endswith(lexicon.infinitives):
        return None  # a name or an adjective that the tagger took for a verb
    if _describes(tree, token, label, lexicon):
        return None
    if (label in lexicon.light or label in lexicon.occurrence) and _event_noun_beside(tree, token, lexicon):
        return None
    if _product_property(tree, token) or (label in lexicon.with_goal and not _goal(tree, token, lexicon)):
        return None
    return _Trigger(token, label, lexicon.verbs.get(label), "verb", particle)


def _with_result(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> tuple[str, Token] | None:
    """*raakte gewond*, *ging failliet*: an entry of a verb and what it makes of somebody, which is the word that tells it."""
    beside = tree.children(verb.i, "xcomp", "advmod", "amod", "compound", "advcl", "obl", "obj")
    fixed = [n for t in tree.children(verb.i, "compound:prt") for n in tree.children(t.i, "fixed")]  # *om het leven*
    pairs = ((f"{t.form.lower()}-{verb.lemma}", t) for t in (*beside, *fixed))
    return next(((entry, t) for entry, t in pairs if entry in lexicon.verbs), None)


def _goal(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> bool:
    """Whether a verb of motion moves somewhere: *kwam naar Nederland*; not *kwam te laat*."""
    return any(t.upos in {"NOUN", "PROPN"} and tree.case(t.i) in lexicon.arguments["goal_prepositions"] for t in tree.children(verb.i, "obl"))


def _event_noun_beside(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> bool:
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


def _noun(tree: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*de overname*, *vredesonderhandelingen*, *de lancering*: by list, or by its ending and a definite sense."""
    if token.upos != "NOUN" or universal(token.deprel) in {"compound", "flat", "fixed"} or _of_name(tree, token):
        return None
    kind = lexicon.noun_type(token.lemma)
    if kind is None and token.feat("Number") == "Sing":
        kind = lexicon.noun_type(token.form)  # where the lemma is made up (*ontslagron*)
    if kind is None or _told_of_event(tree, token, lexicon) or (lexicon.ambiguous(token.lemma) and not _takes_place(tree, token, lexicon)):
        return None
    return _Trigger(token, token.lemma, kind, "noun")


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


def _phrasal(tree: Tree, verb: Token) -> bool:
    """Whether a verb has a fixed phrase for a particle."""
    return any(tree.child(t.i, "fixed") is not None for t in tree.children(verb.i, "compound:prt"))


def _before_noun(tree: Tree, token: Token) -> bool:
    """Whether a participle stands before the noun that it hangs on: *de door Duitsers gebouwde brug*."""
    relation = token.deprel if token.deprel == "acl" else universal(token.deprel)
    return relation in {"acl", "amod"} and token.feat("VerbForm") == "Part" and token.i < token.head and tree.child(token.i, "aux", "nsubj") is None


def _appointment(tree: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*Vera Smit wordt de nieuwe topvrouw van Delta*: a post that somebody comes to."""
    if token.upos != "NOUN" or not lexicon.post(token.lemma):
        return None
    above = tree.tokens[token.head]
    becoming = above.lemma in lexicon.modality["passive"] and universal(token.deprel) == "xcomp"
    if not becoming and not any(t.lemma in lexicon.modality["passive"] for t in tree.children(token.i, "cop")):
        return None
    return _Trigger(token, lexicon.appointed, "appoint", "appointment")


def _outcome(tree: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*Noorwegen is de winnaar van de estafette*: a noun that says what its subject has done."""
    if token.upos != "NOUN" or token.lemma not in lexicon.outcomes or tree.child(token.i, "cop") is None:
        return None
    label = lexicon.outcomes[token.lemma]
    return _Trigger(token, label, lexicon.verbs.get(label), "outcome")


def _attributive(tree: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*het in 2004 opgerichte bedrijf*: a participle with dependents of its own before its noun."""
    if token.upos not in {"VERB", "ADJ"} or not _before_noun(tree, token):
        return None
    label, _ = _label(tree, token, lexicon)
    told = label in lexicon.verbs or (tree.child(token.i, "obl", "obl:agent") is not None and label not in lexicon.light | lexicon.vague)
    if label in lexicon.states or not told or _describes(tree, token, label, lexicon):
        return None
    return _Trigger(token, label, lexicon.verbs.get(label), "attributive_participle")
