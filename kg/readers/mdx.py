"""Tags of components in Markdown (MDX): they go, over several lines too, and the text between them stays; a film, a frame or a script goes whole.

Source: MDX 3, JSX: attributes in quotation marks or in braces, which nest.
"""

from __future__ import annotations

import re

__all__ = ["without_tags"]

_LONGEST = 5000  # characters of a tag
_START = re.compile(r"</?(?:[A-Za-z][\w.:-]*)?(?=[\s/>{])")
_OPEN_MEDIA = ("video", "audio", "iframe", "script", "style", "object", "svg")
_FENCE = re.compile(r"^(?:```.*?^```|~~~.*?^~~~)[ \t]*$|`[^`\n]+`|<!--.*?-->", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)


def without_tags(text: str) -> str:
    """Return Markdown without the tags of components; those of HTML on one line stay, for Markdown reads them."""
    parts, at = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_without(text[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join([*parts, _without(text[at:])])


def _without(text: str) -> str:
    text = _COMMENT.sub(lambda match: match[0] if "truncate" in match[0] else "", text)
    parts: list[str] = []
    at = 0
    for match in _START.finditer(text):
        if match.start() < at:
            continue
        end = _end(text, match.end())
        tag = text[match.start() : end]
        if not end or not _component(match[0], tag):
            continue
        name = match[0].strip("</").lower()
        close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, end) if name in _OPEN_MEDIA and not tag.endswith("/>") and tag[1] != "/" else None
        parts.append(text[at : match.start()])
        alone = _alone(text, match.start(), end)
        parts.append("\n\n" if alone else "")
        at = close.end() if close is not None else end
    return "".join(parts) + text[at:]


def _component(start: str, tag: str) -> bool:
    """Whether a tag is one of MDX: of a component, with braces, a fragment, or over several lines."""
    name = start.strip("</")
    return not name or name[0].isupper() or "." in name or "{" in tag or "\n" in tag or name.lower() in _OPEN_MEDIA


def _end(text: str, at: int) -> int:
    """Return where a tag ends, its quotation marks and braces closed; 0 for what is no tag."""
    depth, quote = 0, ""
    for n in range(at, min(len(text), at + _LONGEST)):
        char = text[n]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'`" and (depth or text[n - 1] == "="):
            quote = char
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif depth == 0 and char == "<":
            return 0
        elif depth == 0 and char == ">":
            return n + 1
    return 0


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a tag stands on lines of its own."""
    before, behind = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return not text[before:start].strip() and not text[end : behind if behind >= 0 else len(text)].strip()
