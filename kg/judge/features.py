"""What can be seen of a claim that tells how likely it is true: numbers by name, the same for every language.

Whatever is asked here is a sign of an easy or a hard case: a subject that hangs on the verb itself or is fetched from elsewhere, a name that the
analyser knows or not, a long sentence, an arc that could well be another. What each is worth is learnt (`tools/train/confidence.py`).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.judge.scene import keys, placed
from kg.model import BlockKind, Certainty, EntityKind, MentionForm, Polarity, Role, Temporality
from kg.tree import universal

if TYPE_CHECKING:
    from kg.judge.scene import Scene
    from kg.model import Entity, Event, Statement

__all__ = ["of_entity", "of_event", "of_statement"]

Row = dict[str, float]

_TITLES = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})
_SPEAKS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GEOPOLITICAL_ENTITY, EntityKind.GROUP})
_FILLS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod"})
_USUAL = 16  # words of a usual sentence
# The kinds of the analyser's name types.
_SEEN = {"PER": EntityKind.PERSON, "ORG": EntityKind.ORGANIZATION, "STATE": EntityKind.GEOPOLITICAL_ENTITY, "CITY": EntityKind.PLACE, "LOC": EntityKind.PLACE}


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
    contents = [scene.within(c) for c in statement.content]
    first, words = contents[0], sum(map(len, contents))
    cue = scene.within(statement.cue[0]) if statement.cue else range(0)
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
        "no verb": not any(tree.tokens[i].upos in {"VERB", "AUX"} for inside in contents for i in inside),
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
    tree, mentions = scene.tree, placed(entity)
    names = [m for m in mentions if m.form is MentionForm.NAME and not m.derived]
    first = next((m for m in mentions if not m.derived and m.form is not MentionForm.PRONOUN), mentions[0])
    head, inside = tree.tokens[first.head], scene.within(first.span)
    row: Row = {f"kind {entity.kind.value}": 1, f"head {head.upos}": 1, f"hangs as {universal(head.deprel)}": 1}
    form = "name" if names else "derived" if all(m.derived for m in mentions) else "nominal"
    row[form] = 1
    row[f"{form} {entity.kind.value}"] = 1
    told = [scene.seen[i] for m in names for i in (m.head,) if i in scene.seen]
    agree = [n.probability for n in told if _SEEN.get(n.kind, EntityKind.THING) is entity.kind]
    loud = bool(names) and all(tree.analysis.article.words(m.span).isupper() for m in names)
    heads = {m.head for m in mentions}
    row |= {
        "seen": sum(agree) / len(names) if names else 0.0,
        "seen otherwise": bool(told) and not agree,
        "not seen": scene.typed and bool(names) and not told,
        "mentions": math.log2(len(mentions)),
        "pronouns": any(m.form is MentionForm.PRONOUN for m in mentions),
        "mixed": bool(names) and any(m.form is MentionForm.NOMINAL for m in mentions),
        "words": math.log2(max(len(inside), 1)),
        "opens": first.head == tree.sentence(first.head).start,
        "capitals": loud and len(tree.analysis.article.words(names[0].span)) > 3,  # noqa: PLR2004  (a dateline; *NAVO* is seen)
        "initials": loud,
        "plural": head.feat("Number") == "Plur",
        "twin": any(scene.twins[key] > 1 for key in keys(tree, entity)),
        "acts": not heads.isdisjoint(scene.acts),
        "fills": not heads.isdisjoint(scene.fills),
        "holds": not heads.isdisjoint(scene.holds),
        "title": all(tree.sentence(m.head).kind in _TITLES for m in mentions),
        "doubt": scene.doubt(first.head),
    }
    return row | _phrase(scene, entity, inside, named=bool(names))


def _phrase(scene: Scene, entity: Entity, inside: range, *, named: bool) -> Row:
    """What the words of the first mention tell: a noun that may stand for one of the named, a name that may go on."""
    tokens = scene.tree.tokens
    words = [tokens[i] for i in inside]
    tags = [t.upos for t in words]
    definite = not named and any(t.upos == "DET" and t.feat("Definite") == "Def" for t in words)
    beside = [tokens[i] for i in (inside.start - 1, inside.stop) if words and 0 <= i < len(tokens)]
    return {
        "definite": definite,
        "one of the named": definite and entity.kind in scene.named_kinds,
        "goes on": named and any(t.upos == "PROPN" for t in beside),
        "number": "NUM" in tags,
        "determiner": tags[:1] == ["DET"],
        "adposition": "ADP" in tags,
        "marks": "PUNCT" in tags,
    }
