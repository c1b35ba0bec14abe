"""Links across articles: events that are one happening, and actors that an authority knows."""

from __future__ import annotations

from kg.linking.actors import Match, Unclear, match
from kg.linking.events import LEAST, Ambiguous, Link, find
from kg.linking.graph import build
from kg.linking.presentations import Story, read

__all__ = ["LEAST", "Ambiguous", "Link", "Match", "Story", "Unclear", "build", "find", "match", "read"]
