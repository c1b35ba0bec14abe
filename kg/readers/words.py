"""The words of layouts: labels of key points, page furniture, bylines, what wires put before a headline."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

__all__ = [
    "byline_alone",
    "comments_label",
    "correction_signal",
    "holds_several",
    "is_about_article",
    "is_appeal",
    "is_behind",
    "is_comment_line",
    "is_end_label",
    "is_furniture",
    "is_hint",
    "is_key_points_label",
    "is_line",
    "is_mark",
    "is_note",
    "is_notes_label",
    "is_said",
    "opens_hint",
    "split_signal",
    "words",
]


_CAPTION = 250  # characters
_HINT = 160
_APPEAL = 500
_TITLE = 14  # words
_NAMED = 8
_FEW = 35
_SEVERAL = 2
_PICTURE = re.compile(r"(?:^|[.!?…)\"”’]\s+|\w\s+)(?:Image|Photo|Picture|Foto|Beeld|Bild)s?:\s[^.:]{2,60}\.?\Z")  # `Fans wait. Image: A. Name.`
# `Mobile: +31 (0)6 12345678`, `press@agency.example`, `For more information contact:`
_CONTACT = re.compile(
    r"(?:[\w -]{2,30}:\s*)?(?:\S+@\S+\.\S+|[+(]?\d[\d\s()/.-]{7,})|.{0,120}\b(?:contact|information|informatie|informationen|auskunft|rückfragen)\b.{0,40}:",
    re.IGNORECASE,
)
# `(Reuters)`, `(Beeld: A. Name)`, `© Name`
_CREDIT = re.compile(
    r"\((?:©\s*)?(?:[A-ZÀ-Þ][\w.&'’/-]*:?|van|de|der|den|von|and|en|und|of|[&/-])(?:\s+(?:[A-ZÀ-Þ][\w.&'’/-]*|van|de|der|den|von|and|en|und|of|[&/-])){0,4}\)|©.{0,80}"
)
# What a desk says in brackets: `(Adds comment, detail)`, `(Reporting by A. Name; editing by B. Name)`
_DESK = re.compile(
    r"\((?:(?:(?:additional |extra )?(?:reporting|writing|editing|compiled|reportage)"
    r"|adds|updates|recasts|corrects|refiles|repeats|fixes|writes through)\b)[^()]*\)",
    re.IGNORECASE,
)
# `, grapt dokter Anna Visser.`, `, Visser joked.`
_ATTRIBUTED = re.compile(
    r",[\"'”’]?\s+(?:[a-zà-ÿ]{3,}\s+(?:[a-zà-ÿ]+\s+){0,4}(?:[A-ZÀ-Þ][\w'’-]+\s?){1,4}|(?:[A-ZÀ-Þ][\w'’-]+\s+){1,3}[a-zà-ÿ]{4,})[.!?][\"'”’]?\Z"
)
_ORDERS = re.compile(
    r"\b(?:neem|word|lees|probeer|start|sluit|steun|get|join|try|become|subscribe|unlock|support|choose|nimm|teste|testen|werde|werden sie|sichern|lesen)\b|\?",
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


@functools.cache
def _any_of(table: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words(table, name)))})(?!\w)", re.IGNORECASE)


def is_said(text: str) -> bool:
    """Whether somebody says something in a block: a word of reporting stands in it, or it ends as a quotation does (`..., grapt dokter Anna Visser.`)."""
    return _any_of("speech", "words").search(text) is not None or _ATTRIBUTED.search(text) is not None


def holds_several(text: str) -> bool:
    """Whether a block holds several sentences."""
    return re.search(r"[^\W\d_]{3}[.!?][\"'”’»)]*\s+\W*[A-ZÀ-Þ]", text) is not None


def is_mark(text: str) -> bool:
    """Whether a block is only a mark of an end or of a place for advertisements, which says nothing."""
    bare = text.strip()
    return not is_line(bare) and (not re.search(r"\w", bare) or bare.casefold() in _folded("furniture", "alone"))


def is_line(text: str) -> bool:
    """Whether a block is a line that parts sections."""
    return re.fullmatch(r"[_*#=~–—-]{3,}|\* \* \*", text.strip()) is not None


def is_furniture(text: str) -> str:
    """Return what a short block is if it is no part of the article, by its form and its words; an empty string for any other."""
    bare = text.strip()
    if is_mark(bare):
        return "a mark"
    if _DESK.fullmatch(bare) or _SIGNATURE.fullmatch(bare):
        return "a note of the desk"
    if _CREDIT.fullmatch(bare):
        return "a credit"
    picture = _PICTURE.search(bare) if len(bare) < _CAPTION else None
    if picture is not None and not is_said(bare) and not holds_several(bare[: picture.start()]):
        return "a picture's caption"
    if is_said(bare) or holds_several(bare):
        return ""
    return "a hint to something else" if is_hint(bare) else ""


def is_hint(text: str) -> bool:
    """Whether a block sends the reader elsewhere: it begins so, and goes on as a label, as a title, or about a newsletter or a network."""
    bare = text.strip()
    opening = _openings("furniture").match(bare)
    if opening is None or len(bare) >= _HINT:
        return False
    rest = bare[opening.end() :]
    if opening[0].endswith(":") or re.match(r"\s*(?:[:>»›|–-]|\Z)", rest):
        return True
    if _any_of("furniture", "elsewhere").search(bare):
        return True
    return re.search(r"[.!?…][\"'”’»)]*\Z", bare) is None and len(bare.split()) <= _TITLE


def byline_alone(text: str) -> str:
    """Return a line that is only a byline (`Door Anna Visser`), an empty string for any other."""
    prefixes = "|".join(map(re.escape, words("byline", "prefixes")))
    bare = text.strip()
    names = r"[A-ZÀ-Þ][\w.'’-]+(?:\s+[\w.'’-]+){1,3}"
    either = "|".join(map(re.escape, words("byline", "and")))
    return bare if re.fullmatch(rf"(?i:(?:{prefixes}|von)\b):?\s+{names}(?:(?:,|\s(?:{either}))\s+{names}){{0,2}}", bare) and not bare.endswith(".") else ""


def is_end_label(text: str) -> bool:
    """Whether a block alone names what a page shows behind an article: other articles."""
    return text.strip().strip(":").casefold() in _folded("furniture", "ends")


def opens_hint(text: str) -> bool:
    """Whether a short block begins as hints do, whatever follows: a link may tell the rest."""
    return len(text) < _CAPTION and _openings("furniture").match(text.strip()) is not None and not holds_several(text)


def comments_label(text: str) -> str:
    """Return how a block alone announces what readers wrote: `counted` (`Reacties (12)`), `call` (`Leave a reply`), `bare`, or not at all."""
    bare = text.strip().strip(":")
    plain = re.sub(r"\A\(?\d[\d.,]*\)?\s+|[\s:]*[(\[]?\d[\d.,]*[)\]]?\Z", "", bare)
    if plain != bare and plain.casefold() in _folded("furniture", "comments"):
        return "counted"
    if bare.casefold() in _folded("furniture", "calls"):
        return "call"
    return "bare" if bare.casefold() in _folded("furniture", "comments") else ""


def is_comment_line(text: str) -> bool:
    """Whether a short line says who wrote a comment and when, or asks for an answer to it; a sentence is none."""
    bare = text.strip()
    if len(bare.split()) > _NAMED or re.search(r"[.!?]\Z", bare):
        return False
    return _any_of("furniture", "answers").search(bare) is not None or re.search(r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b", bare) is not None


def is_about_article(text: str) -> bool:
    """Whether a short block behind a line is about the article: where its writer is found, who helped."""
    return re.search(r"https?://\S+|(?<!\w)@\w+|\S+@\S+\.\w+", text) is not None or _any_of("furniture", "helped").search(text) is not None


def is_behind(text: str) -> str:
    """Return what a last short block is if it is no part of the article: an appeal to the reader, or whom to call; an empty string for any other."""
    if _CONTACT.fullmatch(text.strip()):
        return "a contact"
    if len(text) >= _APPEAL or is_said(text):
        return ""
    if is_appeal(text):
        return "an appeal to subscribe"
    if holds_several(text) and len(text.split()) > _FEW:
        return ""
    found = {word.casefold() for word in re.findall(r"\w+", text)}
    return "an appeal to readers" if found & _folded("furniture", "appeals") and found & _folded("furniture", "pronouns") else ""


def is_appeal(text: str) -> bool:
    """Whether a block asks the reader to subscribe or to log in before the article goes on."""
    found = len({match.casefold() for match in _any_of("paywall", "words").findall(text)})
    if _openings("paywall").match(text.strip()) is not None:
        return found >= 1
    return found >= _SEVERAL and (_any_of("paywall", "readers").search(text) is not None or _ORDERS.search(text) is not None)


def is_note(text: str) -> bool:
    """Whether a block or a heading is addressed to editors and not to readers: it is a label for them, or begins with one."""
    bare = text.strip()
    opening = _openings("notes").match(bare)
    if opening is None or is_said(bare):
        return False
    rest = bare[opening.end() :]
    return re.match(r"\W*\Z|\s*[:–—-]|[)\]]", rest) is not None or (
        len(bare.split()) <= _TITLE and re.match(r"\s+(?:tot|bis|until|till)\b.*\d", rest) is not None
    )


def is_notes_label(text: str) -> bool:
    """Whether a block is only the label of notes to editors."""
    return is_note(text) and len(text.split()) < 6  # noqa: PLR2004  (a label)


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
