"""What happened, happens, will or might happen: one event a trigger, as the article presents it."""

from __future__ import annotations

from kg.events.finding import find

__all__ = ["find"]
