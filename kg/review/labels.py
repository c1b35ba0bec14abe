"""Names of terms from the ontology, and claims in plain words."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from typing import TYPE_CHECKING

from kg.vocab import KG, PREFIXES, RDFS, SKOS, data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.review.records import Claim, Document

__all__ = ["days", "label", "moment", "name", "phrases", "plain", "short", "status"]

_ENGLISH = "en"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_UNKNOWN = "(unknown speaker)"
_SAYS = {
    KG.Assertion: ("says", "say"),
    KG.Belief: ("believes", "believe"),
    KG.Expectation: ("expects", "expect"),
    KG.Intention: ("intends", "intend"),
    KG.Demand: ("demands", "demand"),
    KG.Promise: ("promises", "promise"),
    KG.Question: ("asks", "ask"),
    KG.Denial: ("denies", "deny"),
    KG.Warning: ("warns", "warn"),
    KG.Concern: ("fears", "fear"),
    KG.Announcement: ("announces", "announce"),
}


@functools.cache
def _labels() -> dict[str, str]:
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    found: dict[str, str] = {}
    for path in sorted(data("ontology").glob("*.ttl")):
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if quad.predicate.value in {RDFS.label, SKOS.prefLabel} and getattr(quad.object, "language", None) == _ENGLISH:
                found[quad.subject.value] = quad.object.value
    return found


def label(iri: str) -> str:
    """Return what the ontology calls a term, or the last part of a foreign one."""
    return _labels().get(iri) or iri.rstrip("/#").replace("#", "/").rpartition("/")[2]


def name(document: Document, iri: str) -> str:
    """Return what an article calls a participant: an actor, or another of its events."""
    return document.labels.get(iri) or short(iri)


def short(iri: str) -> str:
    """Return an IRI with the prefix that stands for its beginning."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def plain(document: Document, claim: Claim) -> str:
    """Return a claim in plain words, without its status."""
    return "".join(text for text, _ in phrases(document, claim))


def phrases(document: Document, claim: Claim) -> tuple[tuple[str, bool], ...]:
    """Return a claim in plain words, piece by piece, each with whether it is of the article and not ours."""
    told = _said(document, claim) if claim.kind == "statement" else _happened(document, claim)
    kept = [each for each in told if each[0]]
    return tuple(piece for n, each in enumerate(kept) for piece in (((" ", False), each) if n and each[0] != ":" else (each,)))


def _said(document: Document, claim: Claim) -> list[tuple[str, bool]]:
    says, say = _SAYS.get(claim.attitude, ("says", "say"))
    speaker, to = _joined(document, claim.taking("speaker")), _joined(document, claim.taking("addressee"))
    told = [(speaker, True) if speaker else (_UNKNOWN, False), (f"does not {say}" if claim.polarity == KG.Negative else says, False)]
    told += [("to", False), (to, True)] if to else []
    return [*told, (":", False), (_line(claim.label), True) if claim.label else ("(no text)", False)]


def _happened(document: Document, claim: Claim) -> list[tuple[str, bool]]:
    told = [(_joined(document, claim.taking("agent")), True), ("not" if claim.polarity == KG.Negative else "", False)]
    told += [(_line(claim.label) or short(claim.iri), True), (_joined(document, claim.taking("patient")), True)]
    for before, role in (("to", "recipient"), ("with", "participant"), ("in", "place")):
        names = _joined(document, claim.taking(role))
        told += [(before, False), (names, True)] if names else []
    return told


def status(claim: Claim) -> tuple[str, ...]:
    """Return what else there is to say of a claim in a word each: how sure, when, of which kind."""
    found = [label(value).lower() for value in (claim.certainty, claim.temporality, claim.attitude, claim.form, claim.type) if value]
    found += ["denied"] if claim.polarity == KG.Negative else []
    found += [days(claim.start, claim.end)] if claim.start or claim.end else []
    found += ["stated by the source"] if claim.given else []
    return tuple(found)


def _joined(document: Document, iris: Iterable[str]) -> str:
    names = [_line(name(document, iri)) for iri in dict.fromkeys(iris)]
    return ", ".join(names)


def _line(text: str) -> str:
    return " ".join(text.split())


def days(start: str, end: str) -> str:
    """Return an interval in words.

    >>> days("2026-04-01", "2026-04-30"), days("2026-03-10", "2026-03-10"), days("2023-01-01", "2023-12-31"), days("", "2026-03-10")
    ('April 2026', '10 March 2026', '2023', 'until 10 March 2026')
    """
    first, last = _day(start), _day(end)
    if not start or not end:
        return f"from {moment(start)}" if start else f"until {moment(end)}"
    if first is None or last is None or first == last:
        return moment(start) if start == end or (first is not None and first == last) else f"{start} to {end}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and last.day == calendar.monthrange(last.year, last.month)[1]:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return f"{moment(start)} to {moment(end)}"


def moment(value: str) -> str:
    """Return a day in words, anything else as it is."""
    day = _day(value)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day is not None else value


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
