"""Pages that come in the place of an article: what a server answers instead, and what asks for consent first."""

from __future__ import annotations

import functools
import re

from kg.readers.words import is_said, words

__all__ = ["refusal"]

_ERROR_WORDS = 80  # of a page that says that there is none
_PAGE_WORDS = 250  # the same where its title says so
_LINE = 12
_CONSENT_WORDS = 700
_SHARE, _DATED_SHARE = 0.6, 0.9  # of the paragraphs of a page that asks for consent
_KINDS = 3


def refusal(titles: tuple[str, ...], blocks: list[str], *, dated: bool) -> str:
    """Return why a text is no article, an empty string for one that may be: its title or first line is an error, or it asks for consent."""
    size = sum(len(block.split()) for block in blocks)
    if not blocks:
        return ""
    lines = (*(titles if size <= _PAGE_WORDS else ()), *(blocks[:2] if size <= _ERROR_WORDS else ()))
    if line := next((text for text in lines if _is_error(text)), ""):
        return f"this is an error page, not an article: {line[:60]!r}"
    if size <= _CONSENT_WORDS and _asks_consent(blocks, _DATED_SHARE if dated else _SHARE):
        return f"this is a page that asks for consent, not an article: {next(filter(None, titles), blocks[0])[:60]!r}"
    return ""


@functools.cache
def _errors() -> frozenset[str]:
    return frozenset(_bare(each) for each in words("stubs", "errors"))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.replace("’", "'").replace("'", "")).strip().casefold()


def _is_error(text: str) -> bool:
    """Whether a line is an error: `403 Forbidden`, `Page not found | Site`, `Error 404`, `Access denied. Reference #18.2`."""
    if not text or len(text.split()) > _LINE * 2:
        return False
    first = re.split(r"\s+[|–—-]\s+|\s*\|\s*|(?<=[.!?…])\s+", text.strip())
    for part in first[:2]:
        bare = _bare(part)
        code = re.sub(r"\A(?:(?:http|error|fout|fehler|status|code)\s+)*[45]\d\d\b\s*|\s*\b[45]\d\d\Z", "", bare)
        if code in _errors() and len(text.split()) <= _LINE:
            return True
        if code != bare and code in ("", "error", "fout", "fehler") and bare != code and re.search(r"[a-z]", bare):
            return True
    return False


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words('stubs', name)))})(?!\w)", re.IGNORECASE)


def _asks_consent(blocks: list[str], share: float) -> bool:
    """Whether most paragraphs speak of cookies, data and consent to the reader, and nobody says anything in them."""
    paragraphs = [block for block in blocks if len(block.split()) > 3]  # noqa: PLR2004  (a button)
    text = " ".join(paragraphs)
    if (
        not paragraphs
        or sum(map(is_said, paragraphs)) > 1
        or re.search(r"(?:„|«|(?<!\w)“)[^„“”«»]{40,}", text)
        or not _pattern("asked").search(text)
        or not re.search(r"(?i)\b(?:je|jij|jouw|u|uw|you|your|Sie|Ihre[rmn]?|du|deine[rmn]?)\b", text)
    ):
        return False
    kinds = {match.casefold() for match in _pattern("consent").findall(text)}
    return len(kinds) >= _KINDS and sum(_pattern("consent").search(block) is not None for block in paragraphs) >= share * len(paragraphs)
