"""JSON of foreign origin: parsed within bounds, and its texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import ReadError

if TYPE_CHECKING:
    from kg.readers.source import Input

__all__ = ["Object", "loads", "objects", "parse", "text"]

Object = dict[str, object]


def loads(source: Input) -> object:
    """Return the JSON value of an input. Raises `ReadError`."""
    return parse(source.read(), source.name)


def parse(data: bytes, where: str) -> object:
    """Return a JSON value, control characters in strings allowed; halves of surrogate pairs become question marks. Raises `ReadError`."""
    try:
        value = json.loads(data, strict=False)
        if b"\\ud" in data.lower():
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ReadError(f"no valid JSON: {reason}", where=where, advice="mend it, or fetch it again") from error
    return value


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
