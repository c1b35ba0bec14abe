"""Characters that nobody sees and that part words or turn their order: soft hyphens, zero-width blanks, joiners, byte order marks, marks of direction.

Source: Unicode 16, general category Cf and section 23.2; the joiners U+200C and U+200D stay in the scripts and emoji that are written with them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import GivenEntity, GivenStatement

__all__ = ["hidden", "place", "seen", "visible"]

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<![\u0590-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\U0010ffff])"
)


def visible(text: str) -> str:
    """Return a text without what nobody sees."""
    return _HIDDEN.sub("", text)


def hidden(text: str) -> int:
    """Return how many characters of a text nobody sees."""
    return len(_HIDDEN.findall(text))


def place(text: str, at: int) -> int:
    """Return where an offset into a text lies in the visible text."""
    return at - len(_HIDDEN.findall(text, 0, at))


def seen(value: object) -> object:
    """Return a value of a field without blanks and characters that nobody sees in its words."""
    if isinstance(value, str):
        return " ".join(visible(value).split())
    if isinstance(value, GivenEntity) and visible(value.name) != value.name:
        return replace(value, name=visible(value.name))
    if isinstance(value, GivenStatement) and value.span is None and visible(value.text) != value.text:
        return replace(value, text=visible(value.text))
    return value
