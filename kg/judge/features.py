"""What can be seen of a claim that tells how likely it is true: numbers by name, the same for every language.

Whatever is asked here is a sign of an easy or a hard case: a subject that hangs on the verb itself or is fetched from elsewhere, a name that the
analyser knows or not, a long sentence, an arc that could well be another. What each is worth is learnt (`tools/train/confidence.py`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import BlockKind, Certainty, EntityKind, MentionForm, Polarity, Role, Temporality
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Entity, Event, Extraction, NameSpan, Phrase, Statement

__all__ = ["Scene", "of_entity", "of_event", "of_statement"]

Row = dict[str, float]

_TITLES = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})
_SPEAKS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GEOPOLITICAL_ENTITY, EntityKind.GROUP})
_FILLS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod"})
_USUAL = 16  # words of a usual sentence
# The kinds of the analyser's name types.
_SEEN = {"PER": EntityKind.PERSON, "ORG": EntityKind.ORGANIZATION, "STATE": EntityKind.GEOPOLITICAL_ENTITY, "CITY": EntityKind.PLACE, "LOC": EntityKind.PLACE}


@dataclass(frozen=True, slots=True)
class Scene:
    """An extraction joined by token: whose mention a head is, what is told within statements, what acts, what the analyser takes for a name."""

    tree: Tree
    owner: dict[int, tuple[int, MentionForm]]
    entities: tuple[Entity, ...]
    told: frozenset[int]
    later: frozenset[int]
    acts: frozenset[int]
    fills: frozenset[int]
    holds: frozenset[int]
    seen: dict[int, NameSpan]
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
            for m in entity.mentions:
                if not m.derived or m.head not in owner:
                    owner[m.head] = (n, m.form)
            for key in _keys(tree, entity):
                twins[key] = twins.get(key, 0) + 1
        starts = {e.trigger: e.head for e in found.events}
        fillers = [p for e in found.events for p in e.participants]
        speaking = [p.head for s in found.statements for p in s.speakers]
        return cls(
            tree=tree,
            owner=owner,
            entities=found.entities,
            told=_told(tree, found.statements),
            later=frozenset(starts[link.event] for link in found.links if link.event in starts),
            acts=frozenset([*speaking, *(p.phrase.head for p in fillers if p.role is Role.AGENT)]),
            fills=frozenset(p.phrase.head for p in fillers if p.role is not Role.AGENT),
            holds=frozenset(i for r in found.roles for i in (r.holder, r.of) if i is not None),
            seen={i: name for name in found.analysis.names or () for i in range(name.start, name.end)},
            twins=twins,
            named_kinds=frozenset(e.kind for e in found.entities if e.name is not None),
            arcs=found.analysis.arcs,
        )

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


def _keys(tree: Tree, entity: Entity) -> set[str]:
    """Return the words by which two entities of an article may be one: the heads of their mentions."""
    return {tree.tokens[m.head].lemma.casefold() for m in entity.mentions if m.form is not MentionForm.PRONOUN and not m.derived}


def _told(tree: Tree, statements: Iterable[Statement]) -> frozenset[int]:
    """Return the tokens within contents; those that lie in each other are walked once."""
    found: list[int] = []
    end = 0
    for content in sorted(c for s in statements for c in s.content):
        inside = tree.within(content)
        found += range(max(inside.start, end), inside.stop)
        end = max(end, inside.stop)
    return frozenset(found)


def _long(words: int) -> float:
    return math.log2(max(words, 1) / _USUAL)


def of_event(scene: Scene, event: Event) -> Row:
    """Return what can be seen of an event."""
    tree, head = scene.tree, scene.tree.tokens[event.head]
    sentence, relation = tree.sentence(event.head), universal(head.deprel)
    row: Row = {f"found by {event.pattern}": 1, f"type {event.type}": 1, f"hangs as {head.deprel if head.deprel == 'acl:relcl' else relation}": 1}
    row |= _participants(scene, event) | _verb(scene, event)
    row |= {
        "alone": not event.participants,
        "dated": event.time is not None and event.time.start is not None,
        "time unsettled": event.time is not None and event.time.start is None and event.time.end is None,
        "future": event.temporality is Temporality.FUTURE,
        "present": event.temporality is Temporality.PRESENT,
        "uncertain": event.certainty is not Certainty.CERTAIN,
        "denied": event.polarity is Polarity.NEGATIVE,
        "told": event.head in scene.told,
        "told later": event.head in scene.later,
        "title": sentence.kind in _TITLES,
        "particle": event.particle is not None,
        "length": _long(sentence.end - sentence.start),
        "doubt": scene.doubt(event.head),
    }
    return row


def _participants(scene: Scene, event: Event) -> Row:
    """Who takes part, where the tree has them, how they refer, and how far off they are."""
    tree, row = scene.tree, Row()
    weakest, furthest, longest, nobody, patients = 0.0, 0, 0, 0, 0
    for part in event.participants:
        role, token = part.role.value, tree.tokens[part.phrase.head]
        row[role] = 1
        weakest = max(weakest, scene.doubt(token.i))
        furthest = max(furthest, abs(token.i - event.head))
        longest = max(longest, len(part.phrase.span))
        conjunct = token.deprel == "conj"
        patients += part.role is Role.PATIENT and not conjunct
        if token.head != event.head and not (conjunct and part.role is not Role.AGENT):
            row[f"{role} elsewhere"] = 1
        if part.event is not None:
            row[f"{role} event"] = 1
            continue
        kind, form = scene.filler(part.phrase)
        nobody += kind is None
        row[f"{role} {kind.value if kind else 'nobody'}"] = 1
        if form is MentionForm.PRONOUN:
            row[f"{role} pronoun"] = 1
        elif form is MentionForm.NOMINAL and scene.named(part.phrase):
            row["named by a noun"] = 1
    return row | {
        "participants": min(len(event.participants), 4),
        "patients apart": patients > 1,
        "nobody": nobody,
        "weakest": weakest,
        "furthest": math.log2(1 + furthest),
        "longest": math.log2(1 + longest),
    }


def _verb(scene: Scene, event: Event) -> Row:
    """What form the trigger has, and what hangs on it and takes no part."""
    tree, head = scene.tree, scene.tree.tokens[event.head]
    taken = {p.phrase.head for p in event.participants}
    relations = set()
    left_over = 0
    for child in tree.children(event.head):
        relation = universal(child.deprel)
        relations.add(relation if child.deprel != "aux:pass" else child.deprel)
        if child.i in taken or relation not in _FILLS or child.upos not in {"NOUN", "PROPN", "PRON"}:
            continue
        left_over += event.time is None or not event.time.span.overlaps(child.span)
    form = head.feat("VerbForm")
    return {
        "left over": min(left_over, 3),
        "passive": "aux:pass" in relations,
        "no subject": bool(form) and "nsubj" not in relations,
        "bare participle": form == "Part" and not relations & {"aux", "aux:pass"},
        "infinitive": form == "Inf",
        "past tense": head.feat("Tense") == "Past",
        "clause below": bool(relations & {"ccomp", "xcomp", "advcl"}),
        "coordinated": "conj" in relations,
    }


def of_statement(scene: Scene, statement: Statement) -> Row:
    """Return what can be seen of a statement."""
    tree = scene.tree
    first = tree.within(statement.content[0])
    words = sum(len(tree.within(c)) for c in statement.content)
    cue = tree.within(statement.cue[0]) if statement.cue else range(0)
    row: Row = {f"found by {statement.pattern}": 1, f"form {statement.form.value}": 1, f"attitude {statement.attitude.value}": 1}
    weakest = 0.0
    for phrase in statement.speakers:
        kind, form = scene.filler(phrase)
        row[f"speaker {kind.value if kind is not None and kind in _SPEAKS else 'nobody'}"] = 1
        row[f"speaker {form.value if form else 'unknown'}"] = 1
        weakest = max(weakest, scene.doubt(phrase.head))
        if first and tree.sentence_of[phrase.head] != tree.sentence_of[first.start]:
            row["speaker elsewhere"] = 1
    sentence = tree.sentence(first.start) if first else None
    row |= {
        "no speaker": not statement.speakers,
        "several speakers": len(statement.speakers) > 1,
        "no cue": not statement.cue,
        "cue behind": bool(cue and first and cue.start > first.start),
        "gap": math.log2(1 + min(abs(cue.start - first.stop), abs(first.start - cue.stop))) if cue and first else 0.0,
        "words": _long(words),
        "few words": words < 4,  # noqa: PLR2004  (*een schande*)
        "no verb": not any(tree.tokens[i].upos in {"VERB", "AUX"} for c in statement.content for i in tree.within(c)),
        "parts": len(statement.content) > 1,
        "denied": statement.polarity is Polarity.NEGATIVE,
        "dated": statement.time is not None,
        "nested": bool(cue and cue.start in scene.told),
        "refers": bool(statement.antecedent),
        "title": sentence is not None and sentence.kind in _TITLES,
        "length": _long(sentence.end - sentence.start) if sentence is not None else 0.0,
        "doubt": scene.doubt(cue.start) if cue else 0.0,
        "weakest": weakest,
    }
    return row


def of_entity(scene: Scene, entity: Entity) -> Row:
    """Return what can be seen of an entity that the text names."""
    tree = scene.tree
    names = [m for m in entity.mentions if m.form is MentionForm.NAME and not m.derived]
    first = next((m for m in entity.mentions if not m.derived and m.form is not MentionForm.PRONOUN), entity.mentions[0])
    head, inside = tree.tokens[first.head], tree.within(first.span)
    row: Row = {f"kind {entity.kind.value}": 1, f"head {head.upos}": 1, f"hangs as {universal(head.deprel)}": 1}
    form = "name" if names else "derived" if all(m.derived for m in entity.mentions) else "nominal"
    row[form] = 1
    row[f"{form} {entity.kind.value}"] = 1
    told = [scene.seen[i] for m in names for i in (m.head,) if i in scene.seen]
    agree = [n.probability for n in told if _SEEN.get(n.kind, EntityKind.THING) is entity.kind]
    loud = bool(names) and all(tree.analysis.article.words(m.span).isupper() for m in names)
    heads = {m.head for m in entity.mentions}
    row |= {
        "seen": sum(agree) / len(names) if names else 0.0,
        "seen otherwise": bool(told) and not agree,
        "not seen": bool(names) and not told,
        "mentions": math.log2(len(entity.mentions)),
        "pronouns": any(m.form is MentionForm.PRONOUN for m in entity.mentions),
        "mixed": bool(names) and any(m.form is MentionForm.NOMINAL for m in entity.mentions),
        "words": math.log2(max(len(inside), 1)),
        "opens": first.head == tree.sentence(first.head).start,
        "capitals": loud and len(tree.analysis.article.words(names[0].span)) > 3,  # noqa: PLR2004  (a dateline; *NAVO* is seen)
        "initials": loud,
        "number": any(tree.tokens[i].upos == "NUM" for i in inside),
        "determiner": bool(inside) and tree.tokens[inside.start].upos == "DET",
        "plural": head.feat("Number") == "Plur",
        "twin": any(scene.twins[key] > 1 for key in _keys(tree, entity)),
        "acts": not heads.isdisjoint(scene.acts),
        "fills": not heads.isdisjoint(scene.fills),
        "holds": not heads.isdisjoint(scene.holds),
        "title": all(tree.sentence(m.head).kind in _TITLES for m in entity.mentions),
        "doubt": scene.doubt(first.head),
    }
    return row | _phrase(scene, entity, inside, named=bool(names))


def _phrase(scene: Scene, entity: Entity, inside: range, *, named: bool) -> Row:
    """What the words of the first mention tell: a noun that may stand for one of the named, a name that may go on."""
    tokens = scene.tree.tokens
    words = [tokens[i] for i in inside]
    definite = not named and any(t.upos == "DET" and t.feat("Definite") == "Def" for t in words)
    beside = [tokens[i] for i in (inside.start - 1, inside.stop) if words and 0 <= i < len(tokens)]
    return {
        "definite": definite,
        "one of the named": definite and entity.kind in scene.named_kinds,
        "goes on": named and any(t.upos == "PROPN" for t in beside),
        "adposition": any(t.upos == "ADP" for t in words),
        "marks": any(t.upos == "PUNCT" for t in words),
    }
