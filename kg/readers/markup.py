"""Mark-up to blocks: headings, paragraphs, list items and quotations of XHTML, HTML, NITF and TEI, with inline entities and their offsets."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.model import BlockKind, GivenEntity, GivenStatement, Span
from kg.readers import layout
from kg.readers.invisible import visible
from kg.readers.xml import fragment, local, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

__all__ = ["DROPPED", "KINDS", "Piece", "from_html", "from_plain", "has_markup", "in_place", "pieces", "without_furniture"]

KINDS: dict[str, BlockKind | None] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "hl2", "head"), BlockKind.HEADING),
    **dict.fromkeys(("li", "item", "dd", "dt"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("blockquote", "bq", "quote"), BlockKind.QUOTE),
    # None: a block of the kind that is around it.
    **dict.fromkeys(
        ("p", "para", "block", "div", "section", "article", "main", "body", "ul", "ol", "dl", "list", "center", "header", "details", "summary"), None
    ),
    **dict.fromkeys(("table", "tbody", "thead", "tfoot", "tgroup", "caption"), None),
}
# What is no running text: scripts and embedded things, pictures with their captions, forms, notes and wire furniture.
DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "embed",
        "iframe",
        "object",
        "form",
        "button",
        "input",
        "select",
        "textarea",
        "svg",
        "canvas",
        "math",
        "audio",
        "video",
        "picture",
        "figure",
        "figcaption",
        "img",
        "nav",
        "aside",
        "footer",
        "media",
        "media-caption",
        "media-producer",
        "media-reference",
        "note",
        "tagline",
        "body.end",
        "hr",
        "map",
        "param",
        "source",
        "track",
        "title",
    ]
)
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell", "entry"})
_CELL = 300  # characters; a longer one is text that a table lays out
_BREAK = "\x1e"
_QUOTES = " \"'“”„«»‘’‚"
_REFERENCE = re.compile(r"&(?:#\d{2,5}|#x[0-9A-Fa-f]{2,4}|[A-Za-z]{2,8});")
_BULLET = re.compile(r"[*•·▪‣]\s+(?=\S)")

Mark = tuple[int, int, GivenEntity | GivenStatement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block before it has a place in the canonical text; marks are offsets into `text` with what the mark-up names or quotes there."""

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...] = ()
    speaker: GivenEntity | None = None


@dataclass(slots=True)
class _Walker:
    entity: Callable[[etree._Element], GivenEntity | GivenStatement | None]
    speaker: Callable[[etree._Element], GivenEntity | None]
    kinds: dict[str, BlockKind | None]
    dropped: frozenset[str]
    found: list[Piece] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    size: int = 0
    marks: list[Mark] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        """Add text with white space collapsed, references that were escaped twice resolved, and the indents of wires as line breaks."""
        text = visible(_REFERENCE.sub(lambda match: html.unescape(match[0]), text or ""))
        for number, line in enumerate(re.split(r"\n\s*\n\s*|\n[ \t]{2,}(?=\S)", text) if "\n" in text and layout.by_indent(text) else [text]):
            if number:
                self.add_break()
            self._add(line)

    def add_break(self) -> None:
        """Add a line break."""
        self.text.append(_BREAK)
        self.size += 1

    def _add(self, text: str) -> None:
        for part in re.findall(r"\s+|\S+", text):
            blank = part.isspace()
            if blank and (not self.text or self.text[-1].endswith((" ", _BREAK))):
                continue
            word = " " if blank else part
            self.text.append(word)
            self.size += len(word)

    def walk(self, element: etree._Element, kind: BlockKind, speaker: GivenEntity | None) -> None:
        self.add(element.text)
        for each in element:
            name = local(each)
            if name in self.dropped:
                pass
            elif name in ("br", "lb"):
                self.add_break()
            elif name in _ROWS:
                self.row(each, kind, speaker)
            elif name in self.kinds:
                self.flush(kind, speaker)
                inner, whose = self.kinds[name] or kind, self.speaker(each) or speaker
                self.walk(each, inner, whose)
                self.flush(inner, whose)
            elif name:
                start = self.size
                self.walk(each, kind, speaker)
                named = self.entity(each)
                if named is not None and self.size > start:
                    self.marks.append((start, self.size, named))
            self.add(each.tail)

    def row(self, row: etree._Element, kind: BlockKind, speaker: GivenEntity | None) -> None:
        """Walk a row of a table: its cells with a bar between them as one list item, or block by block where the table only lays out a page."""
        cells = [cell for cell in row if local(cell) in _CELLS and (text_of(cell) or len(cell))]
        filled = sum(bool(text_of(cell)) for cell in cells)
        lays_out = filled <= 1 or any(len(text_of(cell)) > _CELL or any(local(each) in self.kinds for each in cell.iterdescendants()) for cell in cells)
        self.flush(kind, speaker)
        for cell in cells:
            if lays_out:
                self.flush(kind, speaker)
            elif self.size:
                self.add(" | ")
            self.walk(cell, kind, speaker)
        self.flush(kind if lays_out else BlockKind.LIST_ITEM, speaker)

    def flush(self, kind: BlockKind, speaker: GivenEntity | None) -> None:
        """End a block; a line break splits it unless the line goes on in lower case."""
        text, marks = "".join(self.text), self.marks
        self.text, self.size, self.marks = [], 0, []
        start = 0
        for line in re.split(f" ?{_BREAK} ?(?!\\s*[a-zà-ÿ])", text):
            start = text.index(line, start)
            bare = line.strip(f" {_BREAK}")
            first = start + (line.index(bare) if bare else 0)
            start += len(line)
            if bare:
                inside = tuple(_trimmed(a, b, n, first, bare) for a, b, n in marks if first <= a < b <= first + len(bare) + 1)
                self.found.append(_listed(Piece(kind=kind, text=bare.replace(_BREAK, " "), marks=tuple(m for m in inside if m[0] < m[1]), speaker=speaker)))


def _listed(piece: Piece) -> Piece:
    """Make a list item of a paragraph that begins with a bullet."""
    bullet = _BULLET.match(piece.text)
    if bullet is None or piece.kind is not BlockKind.PARAGRAPH or piece.marks:
        return piece
    return replace(piece, kind=BlockKind.LIST_ITEM, text=piece.text[bullet.end() :])


def _trimmed(start: int, end: int, named: GivenEntity | GivenStatement, first: int, text: str) -> Mark:
    """Place a mark in its block, without the blanks at its edges."""
    start, end = start - first, min(end - first, len(text))
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())), named


def pieces(
    root: etree._Element,
    *,
    entity: Callable[[etree._Element], GivenEntity | GivenStatement | None] = lambda _: None,
    speaker: Callable[[etree._Element], GivenEntity | None] = lambda _: None,
    kinds: dict[str, BlockKind | None] = KINDS,
    dropped: Iterable[str] = DROPPED,
) -> list[Piece]:
    """Return the blocks below an element in document order.

    `entity` tells what inline mark-up names, `speaker` whose words a block is; `kinds` and `dropped` say what elements are, by local name.
    """
    walker = _Walker(entity, speaker, kinds, frozenset(dropped))
    kind = kinds.get(local(root)) or BlockKind.PARAGRAPH
    walker.walk(root, kind, speaker(root))
    walker.flush(kind, speaker(root))
    return walker.found


# Classes by which agencies mark what stands around the text in an HTML body.
_FURNITURE = frozenset(
    ["vignette", "source", "dat", "dateline", "byline", "credit", "credit-line", "creditline", "teaser", "slugline", "notepad", "notes", "caption"]
)


def without_furniture(root: etree._Element) -> etree._Element:
    """Empty the elements of an agency's HTML body that repeat metadata: a header, `h1`, and what its class says is a dateline or a credit."""
    for element in list(root.iter()):
        if local(element) in ("header", "h1", "time") or _FURNITURE & set((element.get("class") or "").lower().split()):
            element.clear(keep_tail=True)
    return root


def has_markup(text: str) -> bool:
    """Whether a string holds HTML elements."""
    return re.search(r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|span|a|b|i|em|strong|table|figure|img)\b[^<>]*>", text, re.IGNORECASE) is not None


def from_html(markup: str) -> list[Piece]:
    """Return the blocks of HTML in a string, escaped once more or not."""
    if not has_markup(markup) and has_markup(html.unescape(markup)):
        markup = html.unescape(markup)
    if not has_markup(markup):
        return from_plain(html.unescape(markup))
    return pieces(fragment(markup))


def from_plain(text: str) -> list[Piece]:
    """Return the blocks of plain text, as a file of it has them; a first line that looks like a title is a heading."""
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    found = ((BlockKind.HEADING if b.kind is BlockKind.HEADLINE else b.kind, text[b.span.start : b.span.end]) for b in layout.blocks(text))
    return [Piece(kind=kind, text=" ".join(words.split())) for kind, words in found]


def in_place(said: GivenStatement, text: str, start: int, end: int, at: int) -> GivenStatement:
    """Give a statement its place: the words of a block, which stands at `at`, without quotation marks and full stop, as statements have them."""
    inner = text[start:end]
    bare = inner.strip(_QUOTES).removesuffix(".").rstrip(_QUOTES)
    first = start + inner.find(bare) if bare else start
    words = bare or inner
    return replace(said, text=words, span=Span(at + first, at + first + len(words)))
