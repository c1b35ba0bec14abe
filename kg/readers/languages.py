"""The language of a text, where nothing states it."""

from __future__ import annotations

from kg.model import UNDETERMINED

__all__ = ["detect"]

_LIKELIER = 3.0  # natural logarithm of how much likelier a language is than the next


def detect(text: str) -> str:
    """Return the language of a text as an ISO 639 code, `und` where two languages are about as likely (a headline, a few words)."""
    import py3langid  # noqa: PLC0415  (loads its model)

    (first, one), (_, two) = py3langid.rank(text[:20_000])[:2]
    return str(first) if one - two > _LIKELIER else UNDETERMINED
