"""The SPARQL of a user's shapes, parsed once: pyshacl runs a constraint's query for each focus node, and rdflib parses it anew each time."""

from __future__ import annotations

import functools
from typing import Any

__all__ = ["ParsedOnce"]


class ParsedOnce:
    """While it is entered, rdflib keeps the queries that it has parsed; nine tenths of the time of such shapes went there."""

    def __init__(self) -> None:
        from rdflib.plugins.sparql import processor  # noqa: PLC0415

        self._processor: Any = processor
        parse, translate = self._processor.parseQuery, self._processor.translateQuery
        self._own = (parse, translate)

        @functools.lru_cache(512)
        def parsed(query: str, base: str | None, names: tuple[tuple[str, str], ...]) -> Any:
            return translate(parse(query), base, dict(names))

        def translated(query: Any, base: str | None = None, names: Any = None) -> Any:
            if not isinstance(query, str):
                return translate(query, base, names)
            return parsed(query, base, tuple(sorted((names or {}).items())))

        self._cached = (lambda query: query, translated)

    def __enter__(self) -> None:
        self._processor.parseQuery, self._processor.translateQuery = self._cached

    def __exit__(self, *_: object) -> None:
        self._processor.parseQuery, self._processor.translateQuery = self._own
