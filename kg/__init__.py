"""News articles to a knowledge graph: events, actors and statements, grounded in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.pipeline import Converted, Settings

__all__ = ["__version__", "convert"]

__version__ = "0.1.0"


def convert(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    source: str = "text",
    settings: Settings | None = None,
) -> Converted:
    """Convert one plain-text article to a graph.

    `published` is an ISO 8601 date, against which relative dates are resolved; `language` a BCP 47 tag, detected when not given.
    Raises `kg.errors.KgError`.
    """
    from kg.pipeline import convert_text  # noqa: PLC0415  (`import kg` is quick)

    return convert_text(text, published=published, language=language, url=url, publisher=publisher, source=source, settings=settings)
