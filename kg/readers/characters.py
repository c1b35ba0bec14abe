"""Characters that no text has: halves of surrogate pairs, which escapes in JSON and YAML can write and UTF-8 cannot, and U+0000."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from kg.model import Article

__all__ = ["HALVES", "sound", "whole"]

HALVES = "holds halves of characters (unpaired surrogates) or U+0000: written as U+FFFD"

T = TypeVar("T")
_HALF = re.compile(r"[\0\ud800-\udfff]")
_MARK = "\ufffd"


def sound(item: T) -> T:
    """Return an item of a reader; in an article each half of a pair and each U+0000 is U+FFFD, so that offsets stand, and that is a warning."""
    if not isinstance(item, Article):
        return item
    mended: Any = _mended(item)
    if mended is item:
        return item
    told: Any = replace(mended, warnings=(*mended.warnings, HALVES))
    return told  # type: ignore[no-any-return]


def whole(text: str) -> str:
    """Return a text with U+FFFD for each half of a pair."""
    return _HALF.sub(_MARK, text)


def _mended(value: Any) -> Any:
    """Return the value itself if it is sound, and else a copy that is."""
    if isinstance(value, str):
        return type(value)(whole(value)) if _HALF.search(value) else value
    if isinstance(value, tuple):
        parts = [_mended(part) for part in value]
        if all(new is old for new, old in zip(parts, value, strict=True)):
            return value
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: new for f in fields(value) if (new := _mended(old := getattr(value, f.name))) is not old}
        return replace(value, **changed) if changed else value
    return value
