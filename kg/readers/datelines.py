"""Datelines: where, when and by which agency a report was written, before its first sentence."""

from __future__ import annotations

import re

__all__ = ["dateline"]

_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w.'’-]*(?:[ /,-]+(?:[A-ZÀ-Þ][\w.'’-]*|\d{1,2}|de|den|het|la|le))*?(?:, \d{1,2}\.? [\w.]+| \d{1,2}\.?)?)"
    r"\s*(?:\((?P<agency>[A-Za-zÀ-ÿ][\w .&/-]{1,24})\)\.?\s*(?:[-–—]+|:)\s+|\s(?:--|[-–—])\s+(?=[A-ZÀ-Þ\"'“„‘]))"
)
_DATELINE_LENGTH = 60
# `(Agency) - `, or place and date in brackets.
_CREDIT = re.compile(r"\((?=[^()]{2,50}\))(?:([A-ZÀ-Þ][^()]*)\)\s*[-–—]+\s+|([A-ZÀ-Þ][^()]*\s[-–—]\s[^()]*\d[^()]*)\)\s+(?=[A-ZÀ-Þ]))")
_PLACED = re.compile(r"([A-ZÀ-Þ][\w.'’ -]{1,30}, (?:\d{1,2}\.? \w{3,9}|\w{3,9}\.? \d{1,2}))\s+[-–—]+\s+(?=\S)")


def dateline(text: str) -> tuple[str, int]:
    """Return the dateline that opens a paragraph (`BRUSSELS (ANP) - `) without its dash, and where the sentence begins; "", 0 without one."""
    match = _DATELINE.match(text)
    if match is None and (match := _CREDIT.match(text)) is not None and match.end() < len(text):
        placed = _PLACED.match(text, match.end())  # `(ANSA) - Rome, October 11 - `
        if placed is not None and placed.end() < len(text):
            return f"{match[0]}{placed[1]}", placed.end()
        return match[1] or match[2], match.end()
    if match is None or match.end() > _DATELINE_LENGTH or match.end() >= len(text):
        return "", 0
    if match["agency"] is None and not match["place"].split(",")[0].isupper():
        return "", 0
    return text[: match.end()].rstrip(" -–—:").removesuffix("."), match.end()
