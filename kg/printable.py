"""Text from outside, as a terminal or a line of a report may show it: controls are spelt out, never obeyed."""

from __future__ import annotations

import re

__all__ = ["printable", "printable_json"]

# C0 and DEL with C1, marks and overrides of direction (Unicode: Bidi_Control) and their deprecated kin, line and paragraph separators, and
# halves of surrogate pairs: what Python reads from a name that is no UTF-8, and what no stream can encode.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
_IN_JSON = re.compile(_UNSEEN.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))  # tab and line feed lay out a file
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BYTES = range(0xDC80, 0xDD00)  # PEP 383: a byte that no character was found for


def printable(text: str) -> str:
    r"""Return text with what steers a terminal or breaks a line spelt out, as `\x1b`; the rest stays as it is.

    >>> printable("Kade \x1b[31mopen\n")
    'Kade \\x1b[31mopen\\n'
    >>> printable("na\udcffme")
    'na\\xffme'
    """
    return _UNSEEN.sub(_spelt, text)


def printable_json(text: str) -> str:
    r"""Return JSON text of the same value in which what steers a terminal, and what no stream can encode, is escaped as JSON escapes it.

    N-Triples and SPARQL's TSV spell these escapes as JSON does.

    >>> printable_json('{"name": "na\udcffme"}')
    '{"name": "na\\udcffme"}'
    """
    return _IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _spelt(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    return _SHORT.get(character) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")  # noqa: PLR2004  (what two digits hold)
