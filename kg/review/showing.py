"""One claim in full, for a terminal: in words, with its sentence, how its date came about, and its triples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.review.labels import days, label, moment, plain, short, status
from kg.review.marking import anchor
from kg.triples import Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.review.records import Claim, Document, Part
    from kg.validate.facts import Facts

__all__ = ["about", "described", "over"]

_END = re.compile(r"""(?<=[.!?])["'”’»)]*\s+(?=["'“‘«(]*[^\W\d_a-z])|\n\s*\n|\n""")
_FARTHEST = 400  # characters of a sentence before and behind its words
_PLACE = {"trigger": "event", "antecedent": "what it refers to"}


def over(document: Document, start: int, end: int) -> tuple[Claim, ...]:
    """Return the claims one of whose stretches meets this one; if some are of just these words, those alone."""
    exact = tuple(c for c in document.claims if any((p.start, p.end) == (start, end) for p in c.parts))
    return exact or tuple(c for c in document.claims if any(p.start < end and start < p.end for p in c.parts))


def about(document: Document, iri: str) -> tuple[Claim, ...]:
    """Return the claim of this name, or those in which an actor of this name takes part."""
    own = tuple(c for c in document.claims if c.iri == iri)
    return own or tuple(c for c in document.claims if any(who == iri for _, who in c.takes))


def described(facts: Facts, document: Document, claim: Claim) -> Iterator[str]:
    """Yield a claim line by line."""
    told = ", ".join(status(claim))
    yield f"{plain(document, claim)} ({told})" if told else plain(document, claim)
    yield f"  at: {place(document, claim)}"
    sentence = _sentence(document, claim)
    if sentence:
        yield f"  sentence: {sentence}"
    for part in claim.parts:
        yield f"  {_PLACE.get(part.role, part.role)}: {_words(document, part)} [{part.start},{part.end}]"
    yield from (f"  date: {line}" for line in _dated(document, claim))
    holder = next((c for c in document.claims if c.iri == claim.within), None) if claim.within else None
    if holder is not None:
        yield f"  as told in: {plain(document, holder)}"
    if claim.pattern:
        yield f"  found by: {claim.pattern}"
    if claim.confidence is not None:
        yield f"  confidence: {claim.confidence:.2f}"
    yield "  triples:"
    for predicate, objects in facts.about.get(claim.iri, {}).items():
        yield from (f"    {short(predicate)} {_term(document, each)}" for each in objects)


def place(document: Document, claim: Claim) -> str:
    """Return the IRI of a claim's words, with line and column of the text if it is at hand."""
    where = anchor(claim)
    if where is None:
        return document.iri
    iri = f"{document.iri}#char={where.start},{where.end}"
    if not document.is_whole:
        return iri
    line = document.text.count("\n", 0, where.start)
    column = where.start - (document.text.rfind("\n", 0, where.start) + 1)
    return f"{iri} (line {line + 1}, column {column + 1} of the text)"


def _sentence(document: Document, claim: Claim) -> str:
    """Return the sentence of a claim with its words between marks: [[...]] the event or cue, [...] what else belongs to it."""
    where = anchor(claim)
    if where is None or not document.is_whole:
        return ""
    before = document.text[max(0, where.start - _FARTHEST) : where.start]
    begin = where.start - len(before) + max((m.end() for m in _END.finditer(before)), default=0)
    behind = _END.search(document.text, where.end, where.end + _FARTHEST)
    end = behind.start() if behind else min(len(document.text), where.end + _FARTHEST)
    begin, end = min([begin, *(p.start for p in claim.spans("content"))]), max([end, *(p.end for p in claim.spans("content"))])
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for part in sorted(claim.parts, key=lambda p: (p.start, -p.end)):
        double = part.role in {"trigger", "cue"}
        opening[part.start] = opening.get(part.start, "") + ("[[" if double else "[")
        closing[part.end] = ("]]" if double else "]") + closing.get(part.end, "")
    marked = (closing.get(n, "") + opening.get(n, "") + document.text[n] for n in range(begin, end))
    return " ".join(("".join(marked) + closing.get(end, "")).split())


def _dated(document: Document, claim: Claim) -> Iterator[str]:
    times = claim.spans("time")
    if not claim.start and not claim.end:
        if times:
            yield f"{' '.join(_words(document, t) for t in times)!r} says no day that is sure"
        return
    published = f"published {moment(document.published)}" if document.published else "no date of publication"
    tense = f", {label(claim.temporality).lower()}" if claim.temporality else ""
    words = " ".join(_words(document, t) for t in times)
    yield (
        f"{words!r}, {published}{tense}: {days(claim.start, claim.end)}"
        if words
        else f"{days(claim.start, claim.end)}; no words of its own, {published}{tense}"
    )


def _words(document: Document, part: Part) -> str:
    return " ".join(document.text[part.start : part.end].split())


def _term(document: Document, term: str | Literal) -> str:
    if isinstance(term, Literal):
        tail = f"@{term.language}" if term.language else ""
        return f'"{term.value}"{tail}'
    local = term.removeprefix(document.iri) if term.startswith(f"{document.iri}#") else ""
    return f"<{local}>" if local else short(term)
