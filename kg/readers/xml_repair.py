"""XML that is not well-formed: the slips that programs make are mended in the text, each is named, and the rest of the text stays as it is.

Source: XML 1.0, 2.2 (characters), 4.1 (references) and 4.6 (the five entities that need no declaration).
"""

from __future__ import annotations

import html
import html.entities
import re
from collections import Counter

from kg.errors import ReadError

__all__ = ["cut_off", "mend"]

_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NO_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
_TOKENS = re.compile(
    r"(?P<kept><!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>)"
    r"|&(?:#(?P<number>\d{1,8}|[xX][0-9A-Fa-f]{1,7});|(?P<name>[A-Za-z][\w.-]{0,40});|(?P<amp>))"
    r"|<(?P<less>(?![A-Za-z_:/!?]))",
    re.DOTALL,
)
_ROOT = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<([A-Za-z_][\w:.-]*)", re.DOTALL | re.IGNORECASE)
_SHOWN = 5
_HIGHEST = 0x10FFFF


def cut_off(text: str) -> bool:
    """Whether the end of a document is missing: the end tag of its root stands nowhere."""
    root = _ROOT.match(text)
    return root is None or re.search(rf"</{re.escape(root[1])}\s*>|<{re.escape(root[1])}\b[^<>]*/>", text) is None


def mend(text: str, where: str) -> tuple[str, list[str]]:
    """Return a document with its slips mended, and what was done. Raises `ReadError` for a reference that nobody knows."""
    done: Counter[str] = Counter()
    names: list[str] = []

    def one(match: re.Match[str]) -> str:
        if match["kept"]:
            return match[0]
        if match["name"] is not None:
            return _named(match["name"], names, where) or match[0]
        if match["number"] is not None:
            return match[0] if _allowed(match["number"]) else (done.update(["reference to no character"]) or "\ufffd")
        what, character = ("bare &", "&amp;") if match["amp"] is not None else ("bare <", "&lt;")
        done.update([what])
        return character

    text, controls = re.subn(_NO_XML, "\ufffd", text)
    text = _TOKENS.sub(one, text)
    told = [f"{count} {what}{'s' if count > 1 and what[-1].isalpha() else ''}" for what, count in done.items()]
    if names:
        different = list(dict.fromkeys(names))
        shown = " ".join(f"&{name};" for name in different[:_SHOWN]) + (" ..." if len(different) > _SHOWN else "")
        told.append(f"{len(names)} reference{'s' if len(names) > 1 else ''} of HTML ({shown})")
    if controls:
        told.append(f"{controls} control character{'s' if controls > 1 else ''} (now U+FFFD)")
    return text, told


def _named(name: str, names: list[str], where: str) -> str:
    """Return the character of a reference of HTML, as XML may hold it; an empty string for one that XML has itself."""
    if name in _PREDEFINED:
        return ""
    found = html.entities.html5.get(f"{name};")
    if found is None:
        raise ReadError(f"unknown entity &{name};", where=where, advice="declare no entities; write the character itself")
    names.append(name)
    return html.escape(found)


def _allowed(number: str) -> bool:
    """Whether a character may stand in XML."""
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code in (9, 10, 13) or (32 <= code <= _HIGHEST and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF))  # noqa: PLR2004
