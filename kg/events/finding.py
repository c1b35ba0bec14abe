"""Triggers: verbs that are no states and no cues, and nouns that name events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.attachment import Timeline
from kg.events.arguments import participants
from kg.events.factuality import certainty, polarity, temporality
from kg.model import Event, Span
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Analysis, Mention, Statement, TimeExpression, Token

__all__ = ["find"]


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
    timeline = Timeline(tree, times)
    cues = {span for statement in statements for span in statement.cue}
    dated = {i for t in times for i in tree.within(t.span)}
    timed = {tree.tokens[i].span for i in dated}
    names = {i for m in mentions if m.form.value == "Name" and not m.derived for i in tree.within(m.span)}
    triggers = [t for t in _triggers(tree, lexicon) if t.token.span not in cues | timed and t.token.i not in names]
    triggers += _named(tree, mentions, lexicon)
    heads = {t.token.i: t.span or t.token.span for t in triggers}
    places = {m.head for m in mentions if m.kind is not None and m.kind.value in {"Place", "GeopoliticalEntity"} and not m.derived}
    found = []
    for trigger in triggers:
        i = trigger.token.i
        found.append(
            Event(
                trigger=trigger.span or trigger.token.span,
                head=i,
                label=trigger.label,
                pattern=trigger.pattern,
                particle=trigger.particle,
                type=trigger.type or None,
                participants=participants(tree, trigger.token, trigger.label, trigger.type, heads, places, dated, lexicon),
                time=timeline.of(i),
                certainty=certainty(tree, i, statements, lexicon),
                polarity=polarity(tree, i, lexicon),
                temporality=temporality(tree, i, statements, timeline, lexicon),
            )
        )
    return tuple(sorted(found, key=lambda e: e.trigger))


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


def _label(tree: Tree, token: Token) -> tuple[str, Span | None]:
    """Return the dictionary form with its particle, and where a separate particle stands."""
    particle = tree.particle(token.i)
    if particle is None:
        return token.lemma, None
    form = particle.form.lower()
    return (token.lemma if token.lemma.startswith(form) else form + token.lemma), particle.span


def _verb(tree: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*nam ... over*, *is aangehouden*: a full verb that is no state and does not lend its grammar to a noun."""
    if token.upos != "VERB" or universal(token.deprel) in {"aux", "cop", "amod", "case", "mark", "fixed", "flat"}:
        return None
    label, particle = _label(tree, token)
    if label in lexicon.states or (not particle and token.lemma in lexicon.states):
        return None
    if (label in lexicon.light or label in lexicon.occurrence) and _event_noun_beside(tree, token, lexicon):
        return None
    if _product_property(tree, token):
        return None
    return _Trigger(token, label, lexicon.verbs.get(label), "verb", particle)


def _event_noun_beside(tree: Tree, verb: Token, lexicon: TriggerLexicon) -> bool:
    relations = ("obj", "obl", "nsubj:pass", "compound", "xcomp") + (("nsubj",) if verb.lemma in lexicon.occurrence else ())
    return any(
        t.upos == "NOUN" and lexicon.noun_type(t.lemma) is not None for t in tree.children(verb.i) if t.deprel in relations or universal(t.deprel) in relations
    )


def _product_property(tree: Tree, verb: Token) -> bool:
    """Whether a verb without any dependent that could take part stands alone, as in labels and captions."""
    return verb.is_root and not [t for t in tree.children(verb.i) if t.upos not in {"PUNCT", "ADV"}]


def _noun(_: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*de overname*, *vredesonderhandelingen*, *de lancering*: by list, or by its ending and a definite sense."""
    if token.upos != "NOUN" or universal(token.deprel) in {"compound", "flat", "fixed"}:
        return None
    kind = lexicon.noun_type(token.lemma)
    if kind is None:
        return None
    return _Trigger(token, token.lemma, kind, "noun")


def _attributive(tree: Tree, token: Token, lexicon: TriggerLexicon) -> _Trigger | None:
    """*het in 2004 opgerichte bedrijf*: a participle with dependents of its own before its noun."""
    if token.upos not in {"VERB", "ADJ"} or universal(token.deprel) != "amod" or token.feat("VerbForm") != "Part":
        return None
    label, _ = _label(tree, token)
    if label in lexicon.states or label not in lexicon.verbs:
        return None
    return _Trigger(token, label, lexicon.verbs.get(label), "attributive_participle")
