"""Articles as no encoding refuses them: code points that no text holds, which JSON and YAML can escape, become U+FFFD, one for one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.model import Article

__all__ = ["sound"]

_REPLACED = str.maketrans(dict.fromkeys((0, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}"))


def sound(article: Article) -> Article:
    """Return an article without half surrogate pairs and U+0000, with a warning for each field that had one; offsets stay."""
    changed: dict[str, Any] = {}
    for field in fields(article):
        value = getattr(article, field.name)
        mended = _mended(value)
        if mended is not value:
            changed[field.name] = mended
    if not changed:
        return article
    told = (f"{name}: characters that no text can hold (half a surrogate pair, U+0000) are read as U+FFFD" for name in changed if name not in ("origins", "warnings"))
    warnings = (*changed.get("warnings", article.warnings), *told)
    return replace(article, **{**changed, "warnings": warnings})


def _mended(value: Any) -> Any:
    """Return the value itself where nothing is wrong with it."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value if _encodes(value) else value.translate(_REPLACED)
    if isinstance(value, tuple):
        parts = tuple(map(_mended, value))
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: (old, _mended(old)) for f in fields(value) for old in (getattr(value, f.name),)}
        changed = {name: new for name, (old, new) in parts.items() if new is not old}
        return replace(value, **changed) if changed else value
    return value


def _encodes(value: str) -> bool:
    if "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
