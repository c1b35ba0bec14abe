"""News articles to a knowledge graph: events, actors and statements, grounded in the text."""

from __future__ import annotations

__version__ = "0.1.0"
