"""What linking looks at: events as articles present them, and named actors, read from graphs."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linking.described import UNTOLD, Description, describe
from kg.vocab import KG, KGT, RDF, RDFS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.stores import Document

__all__ = ["Argument", "Event", "Named", "Story", "read"]

_ROLES = {KG.agent: "agent", KG.patient: "patient", KG.recipient: "recipient", KG.participant: "participant", KG.place: "place"}
_ACTORS = (KG.Person, KG.Organization, KG.GeopoliticalEntity, KG.Place)
# Words this short are articles and prepositions in the languages that we know, and tell two things apart in none.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant: its role, its node if that is the same in every article (else empty), its label and the words in it that tell.

    Of one without a name also what its description says, and the places with a name that stand in it.
    """

    role: str
    node: str
    label: str
    words: frozenset[str]
    described: Description = UNTOLD
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Event:
    """One event in one article; `position` is where its trigger begins, `company` are the persons and organizations with a name that the article tells of."""

    iri: str
    article: str
    published: str
    position: int
    label: str
    type: str
    polarity: str
    certainty: str
    start: dt.date | None
    end: dt.date | None
    arguments: tuple[Argument, ...]
    company: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """A named actor or place: its node, its classes, its names, and the language of its label."""

    iri: str
    kinds: frozenset[str]
    names: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Story:
    """All events in order of publication and text, and all named actors by IRI."""

    events: tuple[Event, ...]
    actors: tuple[Named, ...]


_Stated = dict[str, list[tuple[str, str]]]
_Facts = dict[str, _Stated]
_PLACES = frozenset({KG.Place, KG.GeopoliticalEntity})
_SPAN = re.compile(r"#char=(\d+),(\d+)\Z")


def read(documents: Iterable[Document]) -> Story:
    """Return the events and the named actors of articles; withdrawn ones have none."""
    events: list[Event] = []
    actors: dict[str, Named] = {}
    for document in documents:
        facts = _facts(document)
        events += _events(document.iri, facts)
        for named in _actors(facts):
            before = actors.get(named.iri)
            actors[named.iri] = named if before is None else _both(before, named)
    events.sort(key=lambda e: (e.published or "9", e.article, e.position, e.iri))
    return Story(tuple(events), tuple(actors[iri] for iri in sorted(actors)))


def _facts(document: Document) -> _Facts:
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    facts: _Facts = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(document.triples, format=ox.RdfFormat.N_TRIPLES):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            facts[quad.subject.value][quad.predicate.value].append((quad.object.value, getattr(quad.object, "language", None) or ""))
    return facts


def _events(article: str, facts: _Facts) -> Iterator[Event]:
    published = _first(facts[article], SCHEMA.datePublished)
    company = frozenset(actor.iri for actor in _actors(facts) if not actor.kinds & _PLACES and not actor.iri.startswith(f"{article}#"))
    places = {node: _spans(facts[node]) for node, stated in list(facts.items()) if _is_place(stated) and not node.startswith(f"{article}#")}
    for iri in [s for s, stated in facts.items() if (KG.Event, "") in stated[RDF.type]]:
        stated = facts[iri]
        start, end = _date(_first(stated, KG.startDate)), _date(_first(stated, KG.endDate))
        position = re.search(r"#event=(\d+)", iri)
        yield Event(
            iri=iri,
            article=article,
            published=published[:10],
            position=int(position[1]) if position else 0,
            label=_first(stated, RDFS.label).casefold(),
            type=_first(stated, KG.eventType).removeprefix(KGT),
            polarity=_first(stated, KG.polarity),
            certainty=_first(stated, KG.certainty),
            start=start,
            end=end,
            company=company,
            arguments=tuple(sorted(_arguments(article, stated, facts, places), key=lambda a: (a.role, a.label, a.node))),
        )


def _arguments(article: str, stated: _Stated, facts: _Facts, places: dict[str, list[tuple[int, int]]]) -> Iterator[Argument]:
    for predicate, role in _ROLES.items():
        for node, _ in stated[predicate]:
            label = _first(facts[node], RDFS.label)
            if not node.startswith(f"{article}#"):
                yield Argument(role, node, label, _words(label))
                continue
            own = _spans(facts[node])
            inside = frozenset(place for place, spans in places.items() if any(b <= c and d <= e for b, e in own for c, d in spans))
            person = node.removeprefix(article).startswith(("#person=", "#group="))
            yield Argument(role, "", label, _words(label), describe(label) if person else UNTOLD, inside)


def _is_place(stated: _Stated) -> bool:
    return any(value in _PLACES for value, _ in stated[RDF.type]) and bool(stated[SCHEMA.name])


def _spans(stated: _Stated) -> list[tuple[int, int]]:
    """Return where a node is mentioned, which the IRIs of its mentions tell."""
    found = (_SPAN.search(mention) for mention, _ in stated[KG.mention])
    return [(int(span[1]), int(span[2])) for span in found if span is not None]


def _actors(facts: _Facts) -> Iterator[Named]:
    for iri, stated in list(facts.items()):
        kinds = frozenset(value for value, _ in stated[RDF.type] if value in _ACTORS)
        names = tuple(dict.fromkeys(value for value, _ in stated[SCHEMA.name]))
        if kinds and names:
            yield Named(iri, kinds, names, next((language for _, language in stated[RDFS.label] if language), ""))


def _both(one: Named, other: Named) -> Named:
    return Named(one.iri, one.kinds | other.kinds, tuple(dict.fromkeys((*one.names, *other.names))), one.language or other.language)


def _first(stated: _Stated, predicate: str) -> str:
    return stated[predicate][0][0] if stated[predicate] else ""


def _date(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _words(label: str) -> frozenset[str]:
    found = re.findall(r"\w+", unicodedata.normalize("NFC", label).casefold())
    return frozenset(w for w in found if len(w) >= _SHORTEST)
