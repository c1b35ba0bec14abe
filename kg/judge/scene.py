"""An extraction joined by token, once for all its claims."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import MentionForm, Role
from kg.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Entity, EntityKind, Extraction, Mention, NameSpan, Phrase, Span, Statement

__all__ = ["Scene", "keys", "placed"]


@dataclass(frozen=True, slots=True)
class Scene:
    """An extraction joined by token: whose mention a head is, what is told within statements, what acts, what the analyser takes for a name."""

    tree: Tree
    starts: list[int]
    ends: list[int]
    owner: dict[int, tuple[int, MentionForm]]
    entities: tuple[Entity, ...]
    told: frozenset[int]
    later: frozenset[int]
    acts: frozenset[int]
    fills: frozenset[int]
    holds: frozenset[int]
    seen: dict[int, NameSpan]
    typed: bool
    twins: dict[str, int]
    named_kinds: frozenset[EntityKind]
    arcs: tuple[float, ...] | None

    @classmethod
    def of(cls, found: Extraction) -> Scene:
        """Join an extraction."""
        tree = Tree.of(found.analysis)
        owner: dict[int, tuple[int, MentionForm]] = {}
        twins: dict[str, int] = {}
        for n, entity in enumerate(found.entities):
            for m in placed(entity):
                if not m.derived or m.head not in owner:
                    owner[m.head] = (n, m.form)
            for key in keys(tree, entity):
                twins[key] = twins.get(key, 0) + 1
        starts, ends = [t.span.start for t in tree.tokens], [t.span.end for t in tree.tokens]
        triggers = {e.trigger: e.head for e in found.events}
        fillers = [p for e in found.events for p in e.participants]
        speaking = [p.head for s in found.statements for p in s.speakers]
        return cls(
            tree=tree,
            starts=starts,
            ends=ends,
            owner=owner,
            entities=found.entities,
            told=_told(starts, ends, found.statements),
            later=frozenset(triggers[link.event] for link in found.links if link.event in triggers),
            acts=frozenset([*speaking, *(p.phrase.head for p in fillers if p.role is Role.AGENT)]),
            fills=frozenset(p.phrase.head for p in fillers if p.role is not Role.AGENT),
            holds=frozenset(i for r in found.roles for i in (r.holder, r.of) if i is not None),
            seen={i: name for name in found.analysis.names or () for i in range(name.start, name.end)},
            typed=found.analysis.names is not None,
            twins=twins,
            named_kinds=frozenset(e.kind for e in found.entities if e.name is not None),
            arcs=found.analysis.arcs,
        )

    def within(self, span: Span) -> range:
        """Return the tokens that lie within a span."""
        return _within(self.starts, self.ends, span)

    def doubt(self, i: int) -> float:
        """How likely the analyser thinks that a word hangs elsewhere."""
        return 1 - self.arcs[i] if self.arcs is not None else 0.0

    def named(self, phrase: Phrase) -> bool:
        """Whether what a phrase refers to has a name elsewhere."""
        found = self.owner.get(phrase.head)
        return found is not None and self.entities[found[0]].name is not None

    def filler(self, phrase: Phrase) -> tuple[EntityKind | None, MentionForm | None]:
        """Return the kind of what a phrase refers to and the form of the mention, None for what is nobody's."""
        found = self.owner.get(phrase.head) or self.owner.get(self.tree.named(phrase.head, self.owner))
        return (self.entities[found[0]].kind, found[1]) if found is not None else (None, None)


def placed(entity: Entity) -> tuple[Mention, ...]:
    """Return the mentions that have a word of the tree for a head; what the source marks may have none."""
    return tuple(m for m in entity.mentions if m.head >= 0)


def keys(tree: Tree, entity: Entity) -> set[str]:
    """Return the words by which two entities of an article may be one: the heads of their mentions."""
    return {tree.tokens[m.head].lemma.casefold() for m in placed(entity) if m.form is not MentionForm.PRONOUN and not m.derived}


def _within(starts: list[int], ends: list[int], span: Span) -> range:
    first = bisect.bisect_left(starts, span.start)
    return range(first, bisect.bisect_right(ends, span.end, lo=first))


def _told(starts: list[int], ends: list[int], statements: Iterable[Statement]) -> frozenset[int]:
    """Return the tokens within contents; those that lie in each other are walked once."""
    found: list[int] = []
    end = 0
    for content in sorted(c for s in statements for c in s.content):
        inside = _within(starts, ends, content)
        found += range(max(inside.start, end), inside.stop)
        end = max(end, inside.stop)
    return frozenset(found)
