"""Graphs to what a page shows. The graph says all of it; only where it names no words of a participant, the mention nearest to the trigger is taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.review.records import Claim, Document, Entity, Part
from kg.triples import Literal
from kg.validate.places import span_of
from kg.vocab import KG, NIF, RDF, RDFS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.review.records import Flaw
    from kg.validate.facts import Facts, Node
    from kg.validate.texts import Text

__all__ = ["KINDS", "ROLES", "documents", "same_events"]

_Spans = tuple[tuple[int, int], ...]
KINDS = (KG.Person, KG.Organization, KG.GeopoliticalEntity, KG.Group, KG.Place, KG.Thing)
_ANY = frozenset(KINDS)
ROLES = ("agent", "patient", "recipient", "participant", "place")
_TAKES = {
    "event": tuple((role, KG.NAMESPACE + role) for role in ROLES),
    "statement": (("speaker", KG.speaker), ("addressee", KG.addressee), ("about", KG.about)),
}
_PARTS = {
    "event": (("trigger", KG.mention), ("time", KG.timeMention)),
    "statement": (
        ("content", KG.contentMention),
        ("cue", KG.cueMention),
        ("speaker", KG.speakerMention),
        ("antecedent", KG.antecedentMention),
        ("time", KG.timeMention),
    ),
}
_CLASSES = {"statement": KG.Statement, "event": KG.Event}
_KEY = re.compile(r"#(event|statement)=([0-9]{1,12}),([0-9]{1,12})\Z")
_FARTHEST = 20_000_000  # characters; no offset of an article is larger
_SPREAD = 400  # characters between a trigger and the mention of its participant; farther off it stands in another sentence


def documents(facts: Facts, source: str, texts: dict[str, Text], flaws: Iterable[tuple[str, Flaw]]) -> Iterator[Document]:
    """Yield the articles of a graph file in the order of their IRIs; `flaws` are findings with the article that each is about."""
    articles = sorted({str(a) for kind in (KG.Article, KG.Item) for a in facts.classes.get(kind, ())})
    homes = _Homes(frozenset(articles), articles[0] if len(articles) == 1 else "")
    claims, mentions, found = (dict[str, list[Any]]() for _ in range(3))
    entities: dict[str, dict[str, list[Node]]] = {}
    for kind, of_class in _CLASSES.items():
        for node in facts.classes.get(of_class, ()):
            claims.setdefault(homes.of(node), []).append((kind, str(node)))
    for node in sorted({str(node) for kind in KINDS for node in facts.classes.get(kind, ())}):
        entities.setdefault(homes.of(node), {}).setdefault(node, [])
        for mention in facts.values(node, KG.mention):
            entities.setdefault(homes.of(mention), {}).setdefault(node, []).append(mention)
    for node in facts.classes.get(KG.Mention, ()):
        mentions.setdefault(homes.of(node), []).append(node)
    for article, flaw in flaws:
        found.setdefault(article or homes.only, []).append(flaw)
    for iri in articles:
        text, known = _text(facts, texts.get(iri), mentions.get(iri, []))
        held = {node: _entity(facts, node, told, len(text)) for node, told in entities.get(iri, {}).items()}
        made = [_claim(facts, kind, node, len(text), held, number) for number, (kind, node) in enumerate(sorted(claims.get(iri, ())))]
        # What the source's own mark-up names has no words here that would tell of which article it is.
        unsaid = {who for claim in made for _, who in claim.takes if who not in held and facts.is_a(who, _ANY)}
        held |= {node: _entity(facts, node, [], 0) for node in sorted(unsaid)}
        yield _document(facts, iri, source, (text, known), sorted(made, key=_place), held, tuple(found.get(iri, ())))


class _Homes(NamedTuple):
    """The articles of a file, and the one that is the only one."""

    articles: frozenset[str]
    only: str

    def of(self, node: Node) -> str:
        """Return the article that a node belongs to, by its IRI; an empty string if that cannot be told."""
        home = str(node).partition("#")[0]
        return home if home in self.articles else self.only


def same_events(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the events that present what another presents, each with that one."""
    for node, stated in facts.about.items():
        for other in stated.get(KG.sameEventAs, ()):
            if isinstance(other, str):
                yield str(node), other


def _document(
    facts: Facts, iri: str, source: str, text: tuple[str, _Spans], claims: list[Claim], entities: dict[str, Entity], flaws: tuple[Flaw, ...]
) -> Document:
    return Document(
        iri=iri,
        source=source,
        title=_first(facts, iri, SCHEMA.headline) or iri,
        published=_first(facts, iri, SCHEMA.datePublished),
        publisher=_named(facts, iri, SCHEMA.publisher),
        url=_first(facts, iri, SCHEMA.url),
        language=_first(facts, iri, SCHEMA.inLanguage),
        status=_first(facts, iri, SCHEMA.creativeWorkStatus),
        text=text[0],
        known=text[1],
        claims=tuple(claims),
        entities=entities,
        labels={c.iri: c.label for c in claims} | {e.iri: e.label for e in entities.values()},
        key_points=tuple(_spans(facts, iri, KG.keyPoint, len(text[0]))),
        flaws=flaws,
    )


def _place(claim: Claim) -> tuple[int, int, str]:
    """Order claims as they come in the text; those without words last, a statement before what stands in it."""
    first = min((p.start for p in claim.spans("trigger", "content")), default=_FARTHEST)
    return first, 0 if claim.kind == "statement" else 1, claim.iri


def _text(facts: Facts, text: Text | None, mentions: list[Node]) -> tuple[str, _Spans]:
    """Return a text with the stretches of it that are known: where it is not at hand, what the mentions tell of it, with spaces for the rest."""
    if text is not None:
        return text.content, ((0, len(text.content)),)
    pieces: list[tuple[int, int, str]] = []
    for node in mentions:
        span, words = _span(facts, node), _first(facts, node, NIF.anchorOf)
        if span is not None and span[1] - span[0] == len(words):
            pieces.append((*span, words))
    known: list[tuple[int, int]] = []
    told: list[str] = []
    end = 0
    for start, stop, words in sorted(pieces):
        if stop <= end:
            continue
        if start > end or not known:
            told.append(" " * (start - end))
            known.append((start, stop))
        else:
            known[-1] = (known[-1][0], stop)
        told.append(words[max(0, end - start) :])
        end = stop
    return "".join(told), tuple(known)


def _entity(facts: Facts, node: str, mentions: list[Node], size: int) -> Entity:
    """Return an entity as one article tells of it, whose mentions of it these are."""
    spans = tuple(sorted(_within(facts, mentions, size)))
    kind = next((kind for kind in KINDS if kind in facts.values(node, RDF.type)), KG.Thing)
    titles = (_first(facts, role, KG.roleTitle) for role in facts.values(node, KG.holdsRole) if isinstance(role, str))
    label = _first(facts, node, RDFS.label) or _first(facts, node, SCHEMA.name) or node
    confidence = _number(_first(facts, node, KG.confidence))
    return Entity(iri=node, kind=kind, label=label, roles=tuple(dict.fromkeys(t for t in titles if t)), spans=spans, confidence=confidence)


def _claim(facts: Facts, kind: str, node: str, size: int, entities: dict[str, Entity], number: int) -> Claim:
    parts = [Part(*span, role) for role, predicate in _PARTS[kind] for span in _spans(facts, node, predicate, size)]
    takes = [(role, str(other)) for role, predicate in _TAKES[kind] for other in facts.values(node, predicate) if isinstance(other, str)]
    if kind == "event":
        parts += _participants(facts, node, takes, entities, size, tuple(p.start for p in parts if p.role == "trigger"))
    found = _KEY.search(node)
    confidence = _number(_first(facts, node, KG.confidence))
    text = facts.values(node, KG.text if kind == "statement" else RDFS.label)
    literal = next((t for t in text if isinstance(t, Literal)), Literal(""))
    same = sorted(str(other) for other in facts.values(node, KG.sameEventAs) if isinstance(other, str))
    return Claim(
        iri=node,
        key=f"{found[1][0]}{found[2]}-{found[3]}" if found else f"n{number}",
        kind=kind,
        label=literal.value,
        language=literal.language or "",
        type=_first(facts, node, KG.eventType),
        attitude=_first(facts, node, KG.attitude),
        form=_first(facts, node, KG.form),
        certainty=_first(facts, node, KG.certainty),
        polarity=_first(facts, node, KG.polarity),
        temporality=_first(facts, node, KG.temporality),
        start=_first(facts, node, KG.startDate),
        end=_first(facts, node, KG.endDate),
        confidence=confidence,
        pattern=_first(facts, node, KG.derivedBy),
        given=KG.Given in facts.values(node, KG.origin),
        within=_first(facts, node, KG.reportedIn) or _first(facts, node, KG.partOf),
        takes=tuple(takes),
        same=tuple(same),
        parts=tuple(sorted(set(parts))),
    )


def _participants(facts: Facts, node: str, takes: list[tuple[str, str]], entities: dict[str, Entity], size: int, triggers: tuple[int, ...]) -> Iterator[Part]:
    """Yield the words of each participant: those that the graph gives, else the mention nearest to the trigger."""
    told = {role: list(_spans(facts, node, f"{KG.NAMESPACE}{role}Mention", size)) for role in ROLES}
    for role, spans in told.items():
        yield from (Part(*span, role) for span in spans)
    for role, other in takes:
        if told[role] or other not in entities or not triggers:
            continue
        near = min(entities[other].spans, key=lambda span: (min(abs(span[0] - t) for t in triggers), span), default=None)
        if near is not None and min(abs(near[0] - t) for t in triggers) <= _SPREAD:
            yield Part(*near, role)


def _spans(facts: Facts, node: Node, predicate: str, size: int) -> Iterator[tuple[int, int]]:
    yield from _within(facts, facts.values(node, predicate), size)


def _within(facts: Facts, mentions: Iterable[Node], size: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of mentions that lie within a text."""
    for mention in mentions:
        span = _span(facts, mention) if isinstance(mention, str) else None
        if span is not None and span[1] <= size:
            yield span


def _span(facts: Facts, mention: Node) -> tuple[int, int] | None:
    """Return the offsets of a mention, as its properties give them or else its IRI."""
    begin, end = (_offset(_first(facts, mention, each)) for each in (NIF.beginIndex, NIF.endIndex))
    if begin is None or end is None:
        begin, end = span_of(str(mention)) or (None, None)
    return (begin, end) if begin is not None and end is not None and 0 <= begin < end <= _FARTHEST else None


def _offset(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else None  # noqa: PLR2004  (digits of `_FARTHEST`, and a few)


def _number(value: str) -> float | None:
    return float(value) if re.fullmatch(r"[01](?:\.[0-9]{1,18})?", value) else None


def _named(facts: Facts, node: str, predicate: str) -> str:
    """Return the name of the first object, or the object itself."""
    first = _first(facts, node, predicate)
    return (_first(facts, first, RDFS.label) or _first(facts, first, SCHEMA.name) or first) if first else ""


def _first(facts: Facts, node: Node, predicate: str) -> str:
    """Return one value of a property as text, the least if there are several."""
    found = facts.values(node, predicate)
    return min((each.value if isinstance(each, Literal) else each for each in found), default="")
