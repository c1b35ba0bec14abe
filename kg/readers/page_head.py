"""How an HTML page is told from other texts: by its first tag, whatever it is, and by blocks behind a line of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.readers import Head

__all__ = ["recognise"]

_TAGS = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|section|article|main|meta|title|span|h1|h2|table|script|link|ul|br)\b", re.IGNORECASE)
_ELEMENTS = re.compile(
    "a|abbr|aside|b|base|blockquote|button|center|dl|em|fieldset|figure|font|footer|form|h[3-6]|header|hr|i|iframe|img|main|nav|noscript|ol|pre|small|strong"
    "|style|svg|table|tbody|template|time|tr|u|video",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"\A(?:\s*<!--.*?-->|\s*<\?.*?\?>)+\s*", re.DOTALL)
_BLOCK_ENDS = re.compile(r"</(?:p|div|h[1-6]|li|ul|blockquote|td)>|<br\b", re.IGNORECASE)


def recognise(head: Head) -> int:
    """Return how sure it is that an input is an HTML page."""
    space, name = head.root
    if name.lower() == "html":
        return 90 if space else 60
    text = _COMMENTS.sub("", head.text, count=1)
    if head.text.startswith("<?xml") and name and not _TAGS.match(text) and not _ELEMENTS.fullmatch(name):
        return 0  # XML of another kind
    if _TAGS.match(text) or re.search(r"<html\b|<body\b|<!doctype\s+html", text[:2048], re.IGNORECASE):
        return 50
    if space or head.json_keys or not re.search(r"</(?:p|div|h[1-6]|li|ul|blockquote|td|body|html)>|<br\b", text, re.IGNORECASE):
        return 0
    opened = text.startswith("<") and _ELEMENTS.fullmatch(name) is not None
    blocks = len(_BLOCK_ENDS.findall(text))
    return 48 if opened else 42 if blocks > 1 and not name else 0  # mark-up behind a line of text
