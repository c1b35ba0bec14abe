"""Events: triggers that are no cues and no names, with their participants, date, certainty and sense."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.attachment import Timeline
from kg.events.arguments import participants
from kg.events.dates import dating
from kg.events.factuality import certainty, polarity, temporality
from kg.events.scene import Scene
from kg.events.senses import says_nothing, sense
from kg.events.triggers import Trigger, named_events, triggers
from kg.model import BlockKind, EntityKind, Event
from kg.tree import Tree

if TYPE_CHECKING:
    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Analysis, Mention, Statement, TimeExpression

__all__ = ["find"]

_TITLES = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})


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
    timeline = Timeline(tree, times, undated, dating(tree, scene.heads, cues, lexicon))
    found = []
    for trigger in triggers:
        i = trigger.token.i
        parts = participants(scene, trigger.token, trigger.label, trigger.type, trigger.within)
        if says_nothing(scene, trigger, parts):
            continue
        kind = sense(tree, trigger, parts, scene.kinds, lexicon)
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
) -> list[Trigger]:
    """The triggers that are no cue, no time, no name and no somebody (*de inspectie*)."""
    cues = {span for statement in statements for span in statement.cue}
    used = cues | {tree.tokens[i].span for t in times for i in tree.within(t.span)}
    names = {i for m in mentions if m.form.value == "Name" and not m.derived for i in tree.within(m.span)}
    names |= {m.head for m in mentions if m.form.value == "Nominal" and m.kind is not EntityKind.THING}
    asked = {i for s in tree.analysis.sentences if s.kind in _TITLES and tree.tokens[s.end - 1].form == "?" for i in range(s.start, s.end)}
    found = [t for t in triggers(tree, lexicon) if t.token.span not in used and (t.token.i not in names or t.pattern == "appointment")]
    found += named_events(tree, mentions, lexicon)
    return [t for t in found if t.token.i not in asked]


def _scene(tree: Tree, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...], triggers: list[Trigger], lexicon: TriggerLexicon) -> Scene:
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
