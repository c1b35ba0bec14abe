"""Time expressions and the days they lie in, relative to publication (after TIMEX3, ISO 24617-1)."""

from __future__ import annotations

from kg.times.finding import find

__all__ = ["find"]
