r"""Controls in JSON, N-Triples and SPARQL's TSV, spelt as these formats spell them: the same data, and nothing that a terminal obeys."""

from __future__ import annotations

import re

__all__ = ["escaped"]

# Controls but for tab and line feed, which lay out a file, and marks of direction; JSON's own writer leaves the last of these as they are.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def escaped(text: str) -> str:
    r"""Return text in which each control is an escape of four hexadecimal digits.

    >>> escaped('"\x9b31m"')
    '"\\u009b31m"'
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
