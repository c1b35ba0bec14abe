"""The words of layouts: labels of key points, page furniture, bylines, what wires put before a headline."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

__all__ = [
    "byline_alone",
    "correction_signal",
    "is_behind",
    "is_end_label",
    "is_furniture",
    "is_key_points_label",
    "is_note",
    "opens_comments",
    "split_signal",
    "words",
]


_CAPTION = 250  # characters
_PICTURE = re.compile(r"(?:^|[.!?…)\"”’]\s+|\w\s+)(?:Image|Photo|Picture|Foto|Beeld|Bild)s?:\s[^.:]{2,60}\.?\Z")  # `Fans wait. Image: A. Name.`
# `Mobile: +31 (0)6 12345678`, `press@agency.example`, `For more information contact:`
_CONTACT = re.compile(
    r"(?:[\w -]{2,30}:\s*)?(?:\S+@\S+\.\S+|[+(]?\d[\d\s()/.-]{7,})|.{0,120}\b(?:contact|information|informatie|informationen|auskunft|rückfragen)\b.{0,40}:",
    re.IGNORECASE,
)
# What a desk says in brackets: `(Adds comment, detail)`, `(Reporting by A. Name; editing by B. Name)`
_DESK = re.compile(
    r"\((?:(?:(?:additional |extra )?(?:reporting|writing|editing|compiled|reportage)"
    r"|adds|updates|recasts|corrects|refiles|repeats|fixes|writes through)\b)[^()]*\)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"[a-z]{2,4}(?:-[a-z]{2,4})*/[a-z]{2,4}")  # initials of writers and editors: `bur-dar-gl/fz`


@functools.cache
def words(table: str, name: str) -> tuple[str, ...]:
    """Return a list of `layout.toml`."""
    tables = tomllib.loads(resources.files("kg.readers").joinpath("layout.toml").read_text(encoding="utf-8"))
    return tuple(tables[table][name])


@functools.cache
def _folded(table: str, name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words(table, name))


@functools.cache
def _openings(table: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words(table, 'openings')))})(?!\w)", re.IGNORECASE)


def is_key_points_label(text: str) -> bool:
    """Whether a line or heading alone opens the bullets of a summary."""
    return text.strip().strip("#*:").strip().casefold() in _folded("key_points", "labels")


def is_furniture(text: str) -> bool:
    """Whether a short block is part of the page and not of the article."""
    bare = text.strip()
    if not re.search(r"\w", bare) or bare.casefold() in _folded("furniture", "alone"):
        return True
    if len(bare) < _CAPTION and (_PICTURE.search(bare) or _SIGNATURE.fullmatch(bare)):
        return True
    if _DESK.fullmatch(bare):
        return True
    if re.fullmatch(r"\((?:©\s*)?[\w .&/-]{2,25}\)|©.{0,80}", bare):  # a credit line
        return True
    return len(bare) < 160 and _openings("furniture").match(bare) is not None and not re.search(r"[.!?]\s+\w", bare)  # noqa: PLR2004


def byline_alone(text: str) -> str:
    """Return a line that is only a byline (`Door Anna Visser`), an empty string for any other."""
    prefixes = "|".join(map(re.escape, words("byline", "prefixes")))
    bare = text.strip()
    names = r"[A-ZÀ-Þ][\w.'’-]+(?:\s+[\w.'’-]+){1,3}"
    either = "|".join(map(re.escape, words("byline", "and")))
    return bare if re.fullmatch(rf"(?i:(?:{prefixes}|von)\b):?\s+{names}(?:(?:,|\s(?:{either}))\s+{names}){{0,2}}", bare) and not bare.endswith(".") else ""


def is_end_label(text: str) -> bool:
    """Whether a block alone names what a page shows behind an article: other articles, its author."""
    return re.fullmatch(r"[_*#=-]{3,}", text.strip()) is not None or text.strip().strip(":").casefold() in _folded("furniture", "ends")


def opens_comments(text: str) -> bool:
    """Whether a block alone stands above what readers wrote, perhaps with their number: `Reacties (12)`."""
    return re.sub(r"[\s:(\d).]+\Z|\A\d+\s+", "", text).casefold() in _folded("furniture", "comments")


def is_behind(text: str) -> bool:
    """Whether a last short block is no part of the article: it asks the reader for money or an address, or says whom to call."""
    if _CONTACT.fullmatch(text.strip()):
        return True
    found = {word.casefold() for word in re.findall(r"\w+", text)} if len(text) < _CAPTION * 2 else set()
    return bool(found & _folded("furniture", "appeals") and found & _folded("furniture", "pronouns"))


def is_note(text: str) -> bool:
    """Whether a block or a heading is addressed to editors and not to readers."""
    return _openings("notes").match(text.strip()) is not None


@functools.cache
def _signal() -> re.Pattern[str]:
    either = "|".join(words("signals", "openings"))
    return re.compile(rf"((?:{either})(?:\s*\d+)?)\s*(?:[-–—:]+\s*|(?<=\.)\s+)(?=\S)")


def split_signal(headline: str) -> tuple[str | None, str]:
    """Cut what a wire puts before a headline (`UPDATE 1-`, `CORRECTED-`) or behind it (`(Update 2)`); return it and the rest."""
    if (match := _signal().match(headline)) and match.end() < len(headline):
        return match[1], headline[match.end() :]
    if match := re.search(r"\s*\(((?:update|aktualisierung|korrektur|correctie)\s*\d*)\)\s*\Z", headline, re.IGNORECASE):
        return match[1], headline[: match.start()]
    return None, headline


def correction_signal(signal: str) -> bool:
    """Whether a signal says that this version corrects an older one."""
    return any(signal.upper().startswith(word) for word in words("signals", "correction"))
