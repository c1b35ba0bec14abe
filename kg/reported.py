"""Which statement reports what: the innermost one whose content holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Span, Statement

__all__ = ["Reported"]

_STRETCH = 256  # code points


def _holds(contents: tuple[Span, ...], span: Span) -> bool:
    return any(content.start <= span.start and span.end <= content.end for content in contents)


def _stretches(spans: tuple[Span, ...]) -> set[int]:
    return {n for span in spans for n in range(span.start // _STRETCH, span.end // _STRETCH + 1)}


class Reported:
    """Statements by stretches of the text, so that what holds a word is not looked for among all."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.by_stretch: dict[int, list[Statement]] = {}
        for statement in statements:
            self.add(statement)

    def add(self, statement: Statement) -> None:
        """Add a statement."""
        for stretch in _stretches(statement.content):
            self.by_stretch.setdefault(stretch, []).append(statement)

    def beside(self, spans: tuple[Span, ...]) -> Iterator[Statement]:
        """Yield the statements that may have characters in common with these spans, some of them more than once."""
        for stretch in _stretches(spans):
            yield from self.by_stretch.get(stretch, ())

    def over(self, span: Span) -> list[Statement]:
        """Return the statements that a content of theirs holds this span of, in their order."""
        return [s for s in self.by_stretch.get(span.start // _STRETCH, ()) if _holds(s.content, span)]

    def event(self, trigger: Span) -> Statement | None:
        """Return the statement that reports an event."""
        return self._around((trigger,))

    def statement(self, statement: Statement) -> Statement | None:
        """Return the statement that another is part of: the one around its cue, or around its content if it has none."""
        return self._around(statement.cue[:1] or statement.content[:1], exclude=statement)

    def _around(self, spans: tuple[Span, ...], *, exclude: Statement | None = None) -> Statement | None:
        """Return the innermost other statement whose content holds all these spans."""
        least = sum(map(len, exclude.content)) if exclude else 0
        for size, _, statement in self._holders(spans[0]) if spans else ():
            if size > least and statement is not exclude and all(_holds(statement.content, span) for span in spans):
                return statement
        return None

    def _holders(self, span: Span) -> list[tuple[int, Span, Statement]]:
        """Return the statements that a content of theirs holds this span of, the smallest first."""
        found = self.by_stretch.get(span.start // _STRETCH, ())
        return sorted(((sum(map(len, s.content)), s.span, s) for s in found if _holds(s.content, span)), key=lambda row: row[:2])
