"""Triggers: verbs that are no states and no cues, and nouns that name events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.attachment import Timeline
from kg.events.arguments import participants
from kg.events.factuality import certainty, polarity, temporality
from kg.model import EntityKind, Event, Role, Span
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Analysis, Mention, Participant, Statement, TimeExpression, Token

__all__ = ["find"]

_NOUNLIKE = frozenset({"nsubj", "obj", "obl", "xcomp"})


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A trigger before its arguments are known."""

    token: Token
    label: str
    type: str | None
    pattern: str
    particle: Span | None = None
    span: Span | None = None


def find(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    statements: tuple[Statement, ...],
    lexicon: TriggerLexicon,
) -> tuple[Event, ...]:
    """Return the events in text order."""
    tree = Tree.of(analysis)
    cues = {span for statement in statements for span in statement.cue}
    dated = {i for t in times for i in tree.within(t.span)}
    timed = {tree.tokens[i].span for i in dated}
    names = {i for m in mentions if m.form.value == "Name" and not m.derived for i in tree.within(m.span)}
    names |= {m.head for m in mentions if m.form.value == "Nominal" and m.kind is not EntityKind.THING}  # *de inspectie* as somebody
    triggers = [t for t in _triggers(tree, lexicon) if t.token.span not in cues | timed and t.token.i not in names]
    triggers += _named(tree, mentions, lexicon)
    heads = {t.token.i: t.span or t.token.span for t in triggers}
    kept = {i for i in heads if tree.case(i) not in lexicon.during}
    timeline = Timeline(tree, times, kept, _dating(tree, heads, cues, lexicon))
    kinds = {m.head: m.kind for m in mentions if not m.derived}
    actors = frozenset(i for i, kind in kinds.items() if kind not in {EntityKind.THING, None})
    places = frozenset(i for i, kind in kinds.items() if kind in {EntityKind.PLACE, EntityKind.GEOPOLITICAL_ENTITY})
    found = []
    for trigger in triggers:
        i = trigger.token.i
        parts = participants(tree, trigger.token, trigger.label, trigger.type, heads, kinds, actors, places, dated, lexicon)
        found.append(
            Event(
                trigger=trigger.span or trigger.token.span,
                head=i,
                label=trigger.label,
                pattern=trigger.pattern,
                particle=trigger.particle,
                type=trigger.type if trigger.type and _fits(tree, trigger, parts, kinds, lexicon) else None,
                participants=parts,
                time=timeline.of(i),
                certainty=certainty(tree, i, statements, lexicon),
                polarity=polarity(tree, i, statements, lexicon),
                temporality=temporality(tree, i, statements, timeline, lexicon),
            )
        )
    return tuple(sorted(found, key=lambda e: e.trigger))


def _dating(tree: Tree, heads: Mapping[int, Span], cues: set[Span], lexicon: TriggerLexicon) -> dict[int, int]:
    """Return for event nouns the verb whose date is theirs."""
    verbs = {
        i: _dating_verb(tree, i, heads, cues, lexicon)
        for i in heads
        if tree.tokens[i].upos in {"NOUN", "PROPN"} or _NOUNLIKE & {universal(tree.tokens[i].deprel)}
    }
    return {i: verb for i, verb in verbs.items() if verb is not None}


def _dating_verb(tree: Tree, i: int, heads: Mapping[int, Span], cues: set[Span], lexicon: TriggerLexicon) -> int | None:
    """Return the verb that says only that a noun takes place, is no event of its own, or happens during it (*tijdens de top*)."""
    light = lexicon.light | lexicon.occurrence | lexicon.dating | lexicon.modality["lacking"]
    relative = next((t.i for t in tree.children(i, "acl:relcl") if tree.lemma(t.i) in light), None)
    if relative is not None:
        return relative  # *het akkoord dat zij in 1991 sloten*
    token, clause = tree.tokens[i], tree.clause(i)
    relation = universal(token.deprel)
    if token.head != clause.i or clause.i == i or (clause.span in cues and tree.case(i) not in lexicon.during):
        return None
    shared = relation in _NOUNLIKE | {"compound"} if tree.lemma(clause.i) in light else clause.i not in heads and relation in {"nsubj", "obj"}
    return clause.i if shared or tree.case(i) in lexicon.during else None


def _fits(tree: Tree, trigger: _Trigger, parts: tuple[Participant, ...], kinds: Mapping[int, EntityKind | None], lexicon: TriggerLexicon) -> bool:
    """Whether a verb of several senses has the participants that its type asks for."""

    def kind(role: Role) -> set[EntityKind | None]:
        return {kinds.get(tree.named(p.phrase.head, kinds), EntityKind.THING) for p in parts if p.role is role and p.event is None}

    label, senses = trigger.label, lexicon.senses
    if label in senses["actor_undergoes"]:
        return bool(kind(Role.PATIENT) - {EntityKind.THING, EntityKind.PLACE})
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
    for token in tree.tokens:
        for rule in (_verb, _noun, _attributive):
            found = rule(tree, token, lexicon)
            if found is not None:
                yield found
                break


def _label(tree: Tree, token: Token, lexicon: TriggerLexicon) -> tuple[str, Span | None]:
    """Return the dictionary form with its particle, and where a separate particle stands."""
    particle = tree.particle(token.i)
    if particle is None or (particle.upos not in {"ADP", "ADV"} and not _listed(tree.lemma(token.i), lexicon)):
        return token.lemma, None  # *verwierf aanzien*: an object, and not as in *vond plaats*
    return tree.lemma(token.i), particle.span


def _listed(label: str, lexicon: TriggerLexicon) -> bool:
    return any(label in words for words in (lexicon.verbs, lexicon.states, lexicon.light, lexicon.occurrence))


def _verb(tree: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*nam ... over*, *is aangehouden*: a full verb that is no state and does not lend its grammar to a noun."""
    if token.upos != "VERB" or universal(token.deprel) in {"aux", "cop", "amod", "case", "mark", "fixed", "flat"}:
        return None
    label, particle = _label(tree, token, lexicon)
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


def _noun(_: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*de overname*, *vredesonderhandelingen*, *de lancering*: by list, or by its ending and a definite sense."""
    if token.upos != "NOUN" or universal(token.deprel) in {"compound", "flat", "fixed"}:
        return None
    kind = lexicon.noun_type(token.lemma)
    if kind is None and token.feat("Number") == "Sing":
        kind = lexicon.noun_type(token.form)  # where the lemma is made up (*ontslagron*)
    if kind is None:
        return None
    return _Trigger(token, token.lemma, kind, "noun")


def _attributive(tree: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*het in 2004 opgerichte bedrijf*: a participle with dependents of its own before its noun."""
    if token.upos not in {"VERB", "ADJ"} or universal(token.deprel) != "amod" or token.feat("VerbForm") != "Part":
        return None
    label, _ = _label(tree, token, lexicon)
    if label in lexicon.states or label not in lexicon.verbs or _describes(tree, token, label, lexicon):
        return None
    return _Trigger(token, label, lexicon.verbs.get(label), "attributive_participle")
