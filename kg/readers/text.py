"""Plain text: no mark-up, no date, no byline; the layout is read from line breaks, bullets and lengths.

The canonical text is the file's text as decoded, without its byte order mark and with LF for CRLF: offsets are offsets into the file.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import Article, Block, BlockKind, Origin, Source, Span
from kg.readers import Reader, layout
from kg.readers.addresses import canonical_url, identity, without_secrets
from kg.readers.charset import MARK, decoded
from kg.readers.datelines import dateline
from kg.readers.dates import in_words
from kg.readers.draft import detect
from kg.readers.invisible import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Input

__all__ = ["READER", "decode", "read"]

# Turtle and TriG begin with a prefix or a base, N-Triples and N-Quads with an IRI or a blank node and another IRI (RDF 1.1 Turtle, N-Triples).
_RDF = re.compile(r"\s*(?:(?:#.*\n\s*)*(?:@?prefix\s+[\w.-]*:|@?base)\s*<[^<>\s]*>|(?:<[^<>\s]+:[^<>\s]+>|_:\w+)\s+<[^<>\s]+>\s+[<\"_])", re.IGNORECASE)
_SPARSE = 200  # characters of a text to each control character that damage may have left in it
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _recognise(head: Head) -> int:
    if head.root[1] or head.json_keys:
        return int(_RDF.match(head.data.decode("utf-8", "replace")) is not None)  # to say so
    return 1  # what nothing else is


def read(source: Input) -> Iterator[Article]:
    """Yield the one article of a plain text. Raises `ReadError` for what is no text."""
    facts, data = source.facts, source.read()
    text, warnings = decode(data, source.name)
    if unseen := hidden(text):
        warnings.append(f"invisible characters (soft hyphens and the like) that may part words: {unseen}; plain text is kept, take them out of the file")
    if _RDF.match(text):
        raise ReadError("this is a graph in RDF, not an article", where=source.name, advice="kg validate, load and query take graphs")
    blocks = layout.blocks(text)
    if not blocks:
        raise ReadError("there is no text in it", where=source.name, advice="give a file with an article")
    published, day_block, origins = facts.published, None, []
    if published is None:
        day_block = next((b for b in blocks[:4] if in_words(text[b.span.start : b.span.end])), None)
        if day_block is not None:
            published = in_words(text[day_block.span.start : day_block.span.end])
            origins.append(Origin(field="published", where=f"line {text.count(chr(10), 0, day_block.span.start) + 1}", confidence="derived"))
            warnings.append(f"published {published} is taken from a line of the text")
    blocks = [b for b in blocks if b is not day_block]
    title = next((text[b.span.start : b.span.end] for b in blocks if b.kind is BlockKind.HEADLINE), None)
    blocks, printed = _without_dateline(text, blocks)
    named = without_secrets(facts.url or source.url or "")
    yield Article(
        id=identity(named) if named else hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        language=facts.language or detect(text),
        source=Source(name=source.name, media_type="text/plain", sha256=hashlib.sha256(data).hexdigest(), format="text"),
        blocks=tuple(blocks),
        headline=facts.headline or (" ".join(title.split()) if title else None),
        published=published,
        publisher=facts.publisher,
        url=canonical_url(named) or named or None,
        dateline=printed or None,
        origins=tuple(origins),
        warnings=tuple(warnings),
    )


def _without_dateline(text: str, blocks: list[Block]) -> tuple[list[Block], str]:
    """Let the first paragraph begin behind its dateline; the text itself stays as it is."""
    for n, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH:
            printed, start = dateline(text[block.span.start : block.span.end])
            if start:
                return [*blocks[:n], Block(kind=block.kind, span=Span(block.span.start + start, block.span.end)), *blocks[n + 1 :]], printed
            break
    return blocks, ""


def decode(data: bytes, where: str) -> tuple[str, list[str]]:
    """Decode bytes as they are (`charset`); CRLF and lone CR become LF, a stray control character U+FFFD. Raises `ReadError` for what is no text."""
    if not data.strip():
        raise ReadError("the file is empty", where=where, advice="give a file with an article")
    text, warnings = decoded(data, where)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = _CONTROLS.findall(text)
    if len(controls) * _SPARSE > len(text):
        raise ReadError("this is a binary file, not text", where=where, advice="convert it to plain text first")
    if controls:
        warnings.append(f"{len(controls)} control character{'s' if len(controls) > 1 else ''}: read as U+FFFD")
        text = _CONTROLS.sub(MARK, text)
    return text, warnings


READER = Reader(
    name="text",
    title="Plain text: one article a file, as it is",
    recognise=_recognise,
    read=read,
    suffixes=(".txt", ".text", ""),
    media_types=("text/plain",),
)
