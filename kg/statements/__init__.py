"""Who said what: content, speaker and cue of everything that the article attributes to a source."""

from __future__ import annotations

from kg.statements.finding import find
from kg.statements.gaps import signals

__all__ = ["find", "signals"]
