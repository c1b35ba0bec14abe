"""Which events of different articles are one happening: word, type, days and participants speak for it, each with its weight.

What speaks against it ends the matter: another polarity or type, days that do not meet, other named participants in the same part, other places, another
number, sex or age. An event that is only possible, and one without a day, need more. That *the police* arrested somebody on one day is told of many days'
arrests: where nobody with a name takes part in both, the articles must have somebody with a name in common. A later presentation points to the first, if
none of those that point to it speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.vocab import KG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.linking.presentations import Argument, Event

__all__ = ["LEAST", "Ambiguous", "Link", "find", "weigh"]

# A link needs as much as word and days and one shared participant in the same part have together, less what two articles differ in telling it.
LEAST = 0.7
# Another word of the same type is little: it needs days and two participants.
_WORD, _TYPE = 0.3, 0.05
_DAYS = ((3, 0.35), (7, 0.25), (31, 0.15))
_SAME_PART, _OTHER_PART, _DESCRIBED = 0.25, 0.15, 0.1
_SHARED_MOST = 0.45
# In these A with B is B with A; who is only done to, or told, is another part.
_RECIPROCAL = frozenset({"agree", "consult", "cooperate"})
_TOGETHER = frozenset({"agent", "participant"})
_NEAR, _NEAR_DAYS = 0.05, 3


_BOTH = "those together"


class _Ground(NamedTuple):
    """A participant that two presentations share: its weight, its words for it, and whether it has a name on one side at least."""

    weight: float
    reason: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Two events that are proposed to be one: the later one, the first, the score, and what it rests on."""

    event: str
    first: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """An event that two different ones of another article fit equally well."""

    event: str
    candidates: tuple[str, ...]


def find(events: Iterable[Event], same: Mapping[str, str], least: float = LEAST) -> tuple[tuple[Link, ...], tuple[Ambiguous, ...]]:
    """Link each event to the first of an earlier article that fits; `same` maps actors to the authority that they are known by.

    Events come in order of publication. Where two different events of one article fit equally well, nothing is said and both are listed.
    """
    links: list[Link] = []
    doubts: list[Ambiguous] = []
    known: dict[str, list[Event]] = defaultdict(list)
    clusters: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        keys = _keys(event, same, least)
        earlier = {e.iri: e for key in keys for e in known[key] if e.article != event.article}
        scored = [(e, *weigh(event, e, same)) for e in earlier.values()]
        fitting = [(e, score, why) for e, score, why in scored if score >= least]
        if fitting:
            found = _first(event, fitting, lambda one, other: weigh(one, other, same, within=True)[0] > 0)
            if isinstance(found, Link):
                found = _whole(event, found, clusters[found.first], same)
            if isinstance(found, Link):
                links.append(found)
                clusters[found.first].append(event)
                clusters[event.iri] = clusters[found.first]
            else:
                doubts.append(found)
        clusters[event.iri] = clusters[event.iri] or [event]
        for key in keys:
            known[key].append(event)
    return tuple(links), tuple(doubts)


def _whole(event: Event, link: Link, cluster: list[Event], same: Mapping[str, str]) -> Link | Ambiguous:
    """Return the link, or where the event does not go with one that is linked to the same, the two that it stands between."""
    for other in cluster:
        if weigh(event, other, same, within=True)[0] <= 0:
            return Ambiguous(event.iri, tuple(sorted({link.first, other.iri})))
    return link


def _keys(event: Event, same: Mapping[str, str], least: float) -> list[str]:
    """Return under what an event is looked up: word or type, and since word and days alone are no link, with each participant."""
    kinds = [key for key in (f"word {event.label}", f"type {event.type}") if key not in {"word ", "type "}]
    if least <= _WORD + _DAYS[0][1]:
        return kinds
    parts = {same.get(a.node, a.node) for a in event.arguments if a.node}.union(*(a.words for a in event.arguments))
    return [f"{kind} {part}" for kind in kinds for part in sorted(parts)]


def _first(event: Event, fitting: list[tuple[Event, float, tuple[str, ...]]], alike: Callable[[Event, Event], bool]) -> Link | Ambiguous:
    """Return the link to the earliest article, where one event of it fits best or those that fit equally are one."""
    article = fitting[0][0].article
    there = [each for each in fitting if each[0].article == article]
    best = max(score for _, score, _ in there)
    top = [each for each in there if each[1] == best]
    first, score, why = top[0]
    if any(not alike(first, other) for other, _, _ in top[1:]):
        return Ambiguous(event.iri, tuple(sorted(e.iri for e, _, _ in top)))
    return Link(event.iri, first.iri, round(score, 2), why)


def weigh(one: Event, other: Event, same: Mapping[str, str], *, within: bool = False) -> tuple[float, tuple[str, ...]]:
    """Return how well two presentations fit, and why; 0 if something speaks against it."""
    if one.polarity != other.polarity or (one.type and other.type and one.type != other.type):
        return 0, ()
    days = _days(one, other)
    shared = _shared(one.arguments, other.arguments, same, _together(one, other))
    if days is None or shared is None or _elsewhere(one, other):
        return 0, ()
    if _of_many(one, other, shared) and not one.company & other.company:
        return 0, ()
    if KG.Possible in {one.certainty, other.certainty} and not days[0]:
        return 0, ()
    parts = [_words(one, other), days, *((ground.weight, ground.reason) for ground in shared)]
    if not days[0] and _near(one, other):
        parts.append((_NEAR, "published within three days"))
    if not within and not days[0] and not _near(one, other):
        return 0, ()
    score = sum(weight for weight, _ in parts[:2]) + min(sum(weight for weight, _ in parts[2:]), _SHARED_MOST)
    return min(score, 1), tuple(reason for weight, reason in parts if weight)


def _words(one: Event, other: Event) -> tuple[float, str]:
    if one.label and one.label == other.label:
        return _WORD, f"same word: {one.label}"
    return (_TYPE, f"same type: {one.type}") if one.type and one.type == other.type else (0, "")


def _days(one: Event, other: Event) -> tuple[float, str] | None:
    """Return what the days weigh: the shorter the longer of two meeting intervals the more, nothing if one is open, `None` if they do not meet."""
    if (one.end and other.start and one.end < other.start) or (other.end and one.start and other.end < one.start):
        return None
    if not (one.start and one.end and other.start and other.end):
        return 0, ""
    longest = max((e.end - e.start).days + 1 for e in (one, other) if e.start and e.end)
    weight = next((w for most, w in _DAYS if longest <= most), 0)
    start, end = max(one.start, other.start), min(one.end, other.end)
    return weight, f"same days: {start}" + (f" to {end}" if end != start else "")


def _near(one: Event, other: Event) -> bool:
    import datetime as dt  # noqa: PLC0415

    if not (one.published and other.published):
        return False
    return abs((dt.date.fromisoformat(one.published) - dt.date.fromisoformat(other.published)).days) <= _NEAR_DAYS


def _shared(mine: tuple[Argument, ...], theirs: tuple[Argument, ...], same: Mapping[str, str], parts: Callable[[str], str]) -> list[_Ground] | None:
    """Return the participants that both have, `None` if a part is filled by different ones."""
    for role in sorted({parts(a.role) for a in mine} & {parts(a.role) for a in theirs}):
        here, there = [a for a in mine if parts(a.role) == role], [a for a in theirs if parts(a.role) == role]
        if _others(here, there, same, together=role == _BOTH):
            return None
    found: dict[str, _Ground] = {}
    for a in mine:
        for b in theirs:
            if _one(a, b, same):
                reason = f"same {a.role}: {a.label}" if a.role == b.role else f"{a.label}: {a.role} and {b.role}"
                part = _Ground(_SAME_PART if parts(a.role) == parts(b.role) else _OTHER_PART, reason)
                found[_known(a, same)] = max(found.get(_known(a, same), _Ground(0, "")), part._replace(named=True))
            elif parts(a.role) == parts(b.role) and a.words & b.words:
                words = " ".join(sorted(a.words & b.words))
                found.setdefault(words, _Ground(_DESCRIBED, f"{a.role} with the same words: {words}", named=bool(a.node or b.node)))
    return list(found.values())


def _others(here: list[Argument], there: list[Argument], same: Mapping[str, str], *, together: bool) -> bool:
    """Whether a part is filled by others: by none with a name that both have, or by somebody of whom other things are said.

    Of two who act `together` each side names both: who is left over on both sides is another.
    """
    named, theirs = [a for a in here if a.node], [b for b in there if b.node]
    met = [(a, b) for a in named for b in theirs if _one(a, b, same) or _may_be(a, b)]
    if named and theirs and not met:
        return True
    if together and {a.label for a in named} - {a.label for a, _ in met} and {b.label for b in theirs} - {b.label for _, b in met}:
        return True
    told = [(a, b) for a in here for b in there if not (a.node and b.node)]
    if len(here) == len(there) == 1 and told:
        ((a, b),) = told
        return a.described.differs(b.described) or bool(a.places and b.places and not a.places & b.places)
    return False


def _elsewhere(one: Event, other: Event) -> bool:
    """Whether one event is at a place, and of the other's participants a place is told, and none is the same."""
    for at, told in ((one, other), (other, one)):
        where = {a.node for a in at.arguments if a.role == "place" and a.node}
        inside = frozenset().union(*(a.places for a in told.arguments))
        if where and inside and not any(a.role == "place" for a in told.arguments) and not where & inside:
            return True
    return False


def _of_many(one: Event, other: Event, shared: list[_Ground]) -> bool:
    """Whether what is shared may be so of many happenings: nobody with a name, or somebody who does it to one newcomer here, and to one there."""
    if not any(ground.named for ground in shared):
        return True
    here, there = ([a for a in e.arguments if a.role == "patient"] for e in (one, other))
    newcomers = [a for a in (*here, *there) if a.described.new]
    return bool(here and there) and len(newcomers) == len(here) + len(there) and not any(a.words & b.words for a in here for b in there)


def _together(one: Event, other: Event) -> Callable[[str], str]:
    """Return how parts are compared: in reciprocal events those who act together have one."""
    if (one.type or other.type) in _RECIPROCAL:
        return lambda role: _BOTH if role in _TOGETHER else role
    return str


def _known(argument: Argument, same: Mapping[str, str]) -> str:
    return same.get(argument.node, argument.node)


def _one(a: Argument, b: Argument, same: Mapping[str, str]) -> bool:
    return bool(a.node) and _known(a, same) == _known(b, same)


def _may_be(a: Argument, b: Argument) -> bool:
    """Whether one name is part of the other: no ground for a link, and none against it."""
    return bool(a.words & b.words)
