"""How likely each claim is true, and what stays of an article if only likely claims are wanted."""

from __future__ import annotations

from kg.judge.judging import judge
from kg.judge.keeping import DEFAULT_MINIMUM, keep

__all__ = ["DEFAULT_MINIMUM", "judge", "keep"]
