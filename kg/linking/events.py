"""Which events of different articles are one happening: word, type, days and participants speak for it, each with its weight.

What speaks against it ends the matter: another polarity or type, days that do not meet, other named participants in the same part. An event that is
only possible, and one without a day, need more. A later presentation points to the first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
_NEAR, _NEAR_DAYS = 0.05, 3


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
    for event in events:
        keys = _keys(event, same, least)
        earlier = {e.iri: e for key in keys for e in known[key] if e.article != event.article}
        scored = [(e, *weigh(event, e, same)) for e in earlier.values()]
        fitting = [(e, score, why) for e, score, why in scored if score >= least]
        if fitting:
            found = _first(event, fitting, lambda one, other: weigh(one, other, same, within=True)[0] > 0)
            if isinstance(found, Link):
                links.append(found)
            else:
                doubts.append(found)
        for key in keys:
            known[key].append(event)
    return tuple(links), tuple(doubts)


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
    shared = _shared(one.arguments, other.arguments, same)
    if days is None or shared is None:
        return 0, ()
    if KG.Possible in {one.certainty, other.certainty} and not days[0]:
        return 0, ()
    parts = [_words(one, other), days, *shared]
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


def _shared(mine: tuple[Argument, ...], theirs: tuple[Argument, ...], same: Mapping[str, str]) -> list[tuple[float, str]] | None:
    """Return the participants that both have, `None` if a part is filled by different named ones and nothing is shared in it."""
    found: dict[str, tuple[float, str]] = {}
    for role in sorted({a.role for a in mine} & {a.role for a in theirs}):
        here, there = [a for a in mine if a.role == role and a.node], [a for a in theirs if a.role == role and a.node]
        if here and there and not any(_one(a, b, same) or _may_be(a, b) for a in here for b in there):
            return None
    for a in mine:
        for b in theirs:
            if _one(a, b, same):
                part = (_SAME_PART, f"same {a.role}: {a.label}") if a.role == b.role else (_OTHER_PART, f"{a.label}: {a.role} and {b.role}")
                found[_known(a, same)] = max(found.get(_known(a, same), (0, "")), part)
            elif a.role == b.role and a.words & b.words:
                words = " ".join(sorted(a.words & b.words))
                found.setdefault(words, (_DESCRIBED, f"{a.role} with the same words: {words}"))
    return list(found.values())


def _known(argument: Argument, same: Mapping[str, str]) -> str:
    return same.get(argument.node, argument.node)


def _one(a: Argument, b: Argument, same: Mapping[str, str]) -> bool:
    return bool(a.node) and _known(a, same) == _known(b, same)


def _may_be(a: Argument, b: Argument) -> bool:
    """Whether one name is part of the other: no ground for a link, and none against it."""
    return bool(a.words & b.words)
