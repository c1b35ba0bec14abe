"""Warnings of one source, gathered until its end: equal ones of its items are told in one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.cli.speech import Speech

__all__ = ["Gathered"]

_NAMED = 8  # items that a line names


@dataclass(slots=True)
class Gathered:
    """Holds the warnings of the source at hand, each with the items that have it."""

    speech: Speech
    source: str | None = None
    held: dict[str, list[str]] = field(default_factory=dict)

    def add(self, source: str, item: str, message: str) -> None:
        """Take a warning about an item of a source; those of the source before are told."""
        if source != self.source:
            self.tell()
            self.source = source
        self.held.setdefault(message, []).append(item)

    def tell(self) -> None:
        """Tell what is held."""
        source, held = self.source or "", self.held
        self.held = {}
        for message, items in held.items():
            if len(items) == 1:
                self.speech.warning(items[0], message)
            else:
                numbers = [item.removeprefix(source).lstrip(":/") or item for item in items[:_NAMED]]
                more = ", ..." if len(items) > _NAMED else ""
                self.speech.warnings(source, items, f"{message} ({len(items)} items: {', '.join(numbers)}{more})", message)
