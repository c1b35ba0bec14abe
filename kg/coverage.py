"""What the text signals and what was made of it: every cue, quotation, date word and title, used or not, and why not."""

from __future__ import annotations

import bisect
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import MentionForm, Signal, SignalKind
from kg.spans import Covering
from kg.statements import signals as spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.lexicons.names import NameLexicon
    from kg.lexicons.reporting import ReportingLexicon
    from kg.model import Analysis, Entity, Event, Extraction, HeldRole, Span, Statement, TimeExpression

__all__ = ["find"]

NO_CLAUSE = "no event or statement in its clause"
NO_PERSON = "nobody is named beside it"
UNLIKELY = "its claim is left out for want of confidence"


def find(found: Extraction, kept: Extraction, times: tuple[TimeExpression, ...], names: NameLexicon, reporting: ReportingLexicon) -> tuple[Signal, ...]:
    """Return the signals of an article in text order; of what was `found` only what is `kept` counts as used."""
    signals = _of(found, times, names, reporting)
    if kept is found:
        return signals
    used = {(s.kind, s.span) for s in _of(kept, times, names, reporting) if s.used}
    return tuple(replace(s, reason=UNLIKELY) if s.used and (s.kind, s.span) not in used else s for s in signals)


def _of(found: Extraction, times: tuple[TimeExpression, ...], names: NameLexicon, reporting: ReportingLexicon) -> tuple[Signal, ...]:
    statements, events = found.statements, found.events
    signals = list(spoken(found.analysis, statements, {span for e in events for span in (e.trigger, e.particle) if span is not None}, reporting))
    signals += _dated(times, statements, events)
    signals += _titled(found.analysis, found.roles, found.entities, names)
    return tuple(sorted(signals, key=lambda s: (s.span, s.kind.value)))


def _dated(times: tuple[TimeExpression, ...], statements: tuple[Statement, ...], events: tuple[Event, ...]) -> Iterator[Signal]:
    used = {s.time.span for s in statements if s.time is not None} | {e.time.span for e in events if e.time is not None}
    for time in times:
        yield Signal(kind=SignalKind.TIME, span=time.span, reason="" if time.span in used else NO_CLAUSE)


def _titled(analysis: Analysis, roles: tuple[HeldRole, ...], entities: tuple[Entity, ...], names: NameLexicon) -> Iterator[Signal]:
    """Yield titles; a phrase that stands for a person (*de minister*) uses its own, and so does a name."""
    held = [role.title for role in roles]
    held += [m.span for entity in entities for m in entity.mentions if m.form is not MentionForm.PRONOUN and not m.derived]
    around = Covering((span, 0) for span in held)
    inside = sorted(held)
    for token in analysis.tokens:
        if token.upos == "NOUN" and names.title(token.lemma):
            yield Signal(kind=SignalKind.TITLE, span=token.span, reason="" if around.by_another(token.span) or _holds(token.span, inside) else NO_PERSON)


def _holds(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span holds one of others, which are sorted."""
    first = bisect.bisect_left(others, span.start, key=lambda other: other.start)
    return first < len(others) and any(span.covers(other) for other in others[first : bisect.bisect_left(others, span.end, key=lambda o: o.start)])
