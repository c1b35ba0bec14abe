"""JSON of foreign origin: parsed within bounds, and its texts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import Article
from kg.readers.characters import HALVES, whole
from kg.readers.charset import MARK, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Item
    from kg.readers.source import Input

__all__ = ["Object", "loads", "objects", "parse", "text", "warned"]

MARK_NAME = "U+FFFD"  # in a warning

Object = dict[str, object]


def loads(source: Input) -> tuple[object, list[str]]:
    """Return the JSON value of an input, and warnings about its bytes. Raises `ReadError`."""
    return parse(source.read(), source.name, source.charset)


def parse(data: bytes, where: str, charset: str | None = None) -> tuple[object, list[str]]:
    """Return a JSON value, control characters in strings allowed, and warnings; each half of a surrogate pair is U+FFFD. Raises `ReadError`."""
    written, warnings = decoded(data, where, (charset,))
    written = written.lstrip("\ufeff")
    try:
        value = json.loads(written, strict=False)
        if "\\ud" in written.lower():
            written = json.dumps(value, ensure_ascii=False)
            if whole(written) != written:
                value, warnings = json.loads(whole(written)), [*warnings, HALVES]
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and _cut_off(written, error):
            raise ReadError(f"no valid JSON: it is cut off: {error}", where=where, advice="fetch it again") from error
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ReadError(f"no valid JSON: {reason}", where=where, advice="mend it, or fetch it again") from error
    return value, warnings


def _cut_off(written: str, error: json.JSONDecodeError) -> bool:
    """Whether JSON ends where more must follow: an error at its end, or within a string that is not closed."""
    return error.pos >= len(written.rstrip()) or error.msg.startswith("Unterminated string")


def warned(items: Iterator[Item], warnings: list[str]) -> Iterator[Item]:
    """Give the warnings about the bytes of a file to its articles: those about what is lost to the ones that lost it."""
    if not warnings:
        yield from items
        return
    lost = any(MARK_NAME in warning for warning in warnings)
    for item in items:
        yield replace(item, warnings=(*warnings, *item.warnings)) if isinstance(item, Article) and (not lost or _marked(item)) else item


def _marked(article: Article) -> bool:
    return any(
        MARK in part for part in (article.text, article.headline or "", article.publisher or "", article.byline or "", *article.summary, *article.keywords)
    )


def text(item: Object, *names: str) -> str:
    """Return the first of these values that is a text or a number, as text without blanks at its ends."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
    return ""


def objects(item: Object, *names: str) -> list[Object]:
    """Return the objects under these keys, alone or in arrays."""
    found = [item.get(name) for name in names]
    return [each for value in found for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
