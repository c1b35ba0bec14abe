"""Plain text: no mark-up, no date, no byline; the layout is read from line breaks, bullets and lengths.

The canonical text is the file's text as decoded, without its byte order mark and with LF for CRLF: offsets are offsets into the file.
"""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import lexicons
from kg.errors import ReadError
from kg.model import Article, Block, BlockKind, Source, Span
from kg.vocab import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Facts

__all__ = ["read"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BULLET = re.compile(r"[-–—•*·▪‣]\s+|\d{1,2}[.)]\s+")
_QUOTED = re.compile(r">\s*")
_FINAL = re.compile(r"[.!?…:;,][\"'”’»)]*\Z")
# What the news of the last decades was saved in; Western tables first, as a short text fits several.
_ENCODINGS = ("cp1252", "iso8859_15", "mac_roman", "utf_16", "cp1251", "cp1253", "koi8_r", "shift_jis", "big5", "gb18030", "euc_kr")
_HEADING_WORDS, _HEADING_LENGTH, _LONG_LINE = 9, 80, 200
_TITLE_WORDS, _TITLE_LENGTH = 18, 140
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(data: bytes, source: Source, facts: Facts) -> Iterator[Article]:
    """Yield the one article of a plain text. Raises `ReadError` for what is no text."""
    text, warnings = _decode(data, source.name)
    blocks = _blocks(text)
    if not blocks:
        raise ReadError("there is no text in it", where=source.name, advice="give a file with an article")
    published, day_block = facts.published, None
    if published is None:
        day_block = next((b for b in blocks[:4] if _date_line(text[b.span.start : b.span.end])), None)
        if day_block is not None:
            published = _date_line(text[day_block.span.start : day_block.span.end])
            warnings.append(f"published {published} is taken from a line of the text")
    blocks = [b for b in blocks if b is not day_block]
    title = next((text[b.span.start : b.span.end] for b in blocks if b.kind is BlockKind.HEADLINE), None)
    yield Article(
        id=_identity(text, facts.url),
        text=text,
        language=facts.language or _detect(text),
        source=replace(source, sha256=hashlib.sha256(data).hexdigest()),
        blocks=tuple(blocks),
        headline=facts.headline or (" ".join(title.split()) if title else None),
        published=published,
        publisher=facts.publisher,
        url=facts.url,
        warnings=tuple(warnings),
    )


def _decode(data: bytes, where: str) -> tuple[str, list[str]]:
    """Decode by byte order mark, then as UTF-8, then by detection with a warning; CRLF and lone CR become LF."""
    if not data.strip():
        raise ReadError("the file is empty", where=where, advice="give a file with an article")
    warnings: list[str] = []
    mark, encoding = next(((m, e) for m, e in _BOMS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        text, encoding = _detected(data, where, error)
        warnings.append(f"not UTF-8 (byte {error.start}): read as {encoding}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROLS.search(text):
        raise ReadError("this is a binary file, not text", where=where, advice="convert it to plain text first")
    return text, warnings


def _detected(data: bytes, where: str, cause: UnicodeDecodeError) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (60 ms, rarely needed)

    best = from_bytes(data[:100_000], cp_isolation=list(_ENCODINGS)).best() if b"\x00" not in data else None
    if best is not None:
        try:
            return data.decode(best.encoding), best.encoding
        except (UnicodeDecodeError, LookupError):
            pass
    raise ReadError(f"this is no text: invalid UTF-8 at byte {cause.start}", where=where, advice="save it as UTF-8") from cause


def _identity(text: str, url: str | None) -> str:
    if url:
        tail = re.sub(r"[?#].*", "", url).rstrip("/").rpartition("/")[2].rpartition(".")
        return f"{slug(tail[0] or tail[2])[:60]}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _detect(text: str) -> str:
    import py3langid  # noqa: PLC0415  (loads its model)

    return str(py3langid.classify(text[:20_000])[0])


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line, -1, -1 for a blank one; blanks at the edges do not count."""
    for match in re.finditer(r"[^\n]*\n?", text):
        line = match.group()
        if not line:
            return
        bare = line.strip()
        start = match.start() + len(line) - len(line.lstrip()) if bare else -1
        yield (start, start + len(bare)) if bare else (-1, -1)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return one pair a block: a line, or with blank lines between paragraphs their wrapped lines together."""
    lines = list(_lines(text))
    full = [line for line in lines if line[0] >= 0]
    if not _wrapped(text, lines, full):
        return full
    blocks: list[tuple[int, int]] = []
    fresh = True
    for start, end in lines:
        if start < 0:
            fresh = True
        elif fresh or _BULLET.match(text[start:end]) or _label(text[start:end]):
            blocks.append((start, end))
            fresh = _label(text[start:end])
        else:
            blocks[-1] = (blocks[-1][0], end)
    return blocks


def _wrapped(text: str, lines: list[tuple[int, int]], full: list[tuple[int, int]]) -> bool:
    """Whether lines are broken inside paragraphs: there are blank lines, and lines that neither end nor begin a sentence."""
    if all(start >= 0 for start, _ in lines[:-1]):
        return False
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a[0] >= 0 and b[0] >= 0]
    broken = [1 for a, b in pairs if not _FINAL.search(text[a[0] : a[1]]) and text[b[0]].islower()]
    longest = max((end - start for start, end in full), default=0)
    return bool(broken) and longest < _LONG_LINE


def _label(line: str) -> bool:
    return line.strip().rstrip(":").casefold() in _labels()


def _labels() -> frozenset[str]:
    found: set[str] = set()
    for language in lexicons.languages():
        table = lexicons.read(language, "layout")["key_points"]
        assert isinstance(table, dict)
        found.update(label.casefold() for label in table["labels"])
    return frozenset(found)


def _blocks(text: str) -> list[Block]:
    """Tell headline, headings, key points, list items, quotations and paragraphs apart."""
    spans = _paragraphs(text)
    blocks: list[Block] = []
    in_summary = False
    for n, (start, end) in enumerate(spans):
        line, first = text[start:end], start
        following = text[slice(*spans[n + 1])] if n + 1 < len(spans) else ""
        bullet = _BULLET.match(line)
        if _label(line):
            in_summary = True
            continue  # the label itself says nothing
        in_summary = in_summary and bullet is not None
        if bullet:
            kind = BlockKind.KEY_POINT if in_summary else BlockKind.LIST_ITEM
            first = start + bullet.end()
        elif quoted := _QUOTED.match(line):
            kind, first = BlockKind.QUOTE, start + quoted.end()
        elif not blocks and _is_title(line, following):
            kind = BlockKind.HEADLINE
        else:
            kind = BlockKind.HEADING if _is_heading(line, following) else BlockKind.PARAGRAPH
        if first < end:
            blocks.append(Block(kind=kind, span=Span(first, end)))
    return blocks


def _is_title(line: str, following: str) -> bool:
    short = len(line.split()) <= _TITLE_WORDS and len(line) <= _TITLE_LENGTH
    return short and bool(following) and not re.search(r"[.…,;:]\Z", line)


def _is_heading(line: str, following: str) -> bool:
    short = len(line.split()) <= _HEADING_WORDS and len(line) <= _HEADING_LENGTH
    return short and not _FINAL.search(line) and len(following) > len(line) and not _BULLET.match(following)


def _date_line(line: str) -> dt.date | None:
    """Read a line that is only a date: ISO, or day, month and year in words of a known language."""
    line = line.strip().rstrip(".")
    if not re.fullmatch(r"(?:\w+,?\s+)?(?:\d{1,2}\.?\s+\w+,?\s+\d{4}|\w+\s+\d{1,2},\s+\d{4}|\d{4}-\d\d-\d\d)", line):
        return None
    if match := re.search(r"\d{4}-\d\d-\d\d", line):
        return dt.date.fromisoformat(match.group())
    month = next((n for word in re.findall(r"[^\W\d]+", line) if (n := _months().get(word.casefold()))), None)
    numbers = [int(n) for n in re.findall(r"\d+", line)]
    try:
        return dt.date(max(numbers), month, min(numbers)) if month else None
    except ValueError:
        return None


def _months() -> dict[str, int]:
    from babel.dates import get_month_names  # noqa: PLC0415

    found = {}
    for language in (*lexicons.languages(), "en"):
        found.update({str(name).casefold(): number for number, name in get_month_names("wide", locale=language).items()})
    return found
