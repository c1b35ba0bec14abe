"""An HTML page: the metadata by our own reader, the body by trafilatura's tree, never by its flat text.

Source of the body: A. Barbaresi, Trafilatura, ACL 2021 demonstrations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import BlockKind
from kg.readers import Reader
from kg.readers.bylines import authors
from kg.readers.charset import decoded
from kg.readers.dates import parse as parse_date
from kg.readers.draft import Draft
from kg.readers.markup import KINDS, Piece, pieces
from kg.readers.page_head import recognise
from kg.readers.page_metadata import describe
from kg.readers.schema_org import body as stated_body
from kg.readers.xml import attribute, tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.model import Article
    from kg.readers import Input
    from kg.readers.schema_org import Node

__all__ = ["READER", "decode", "read"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{2,30})", re.IGNORECASE)
_SHORT = 0.6  # share of the stated body below which a found one is taken for cut off
_TREE_KINDS: dict[str, BlockKind | None] = {
    **KINDS,
    "head": BlockKind.HEADING,
    "quote": BlockKind.QUOTE,
    "item": BlockKind.LIST_ITEM,
    "list": None,
    "p": None,
    "code": None,
    "ab": None,
}
_LAYOUT: dict[str, BlockKind | None] = dict.fromkeys(("table", "row", "cell"))
_MARKED_DROPPED = frozenset({"script", "style", "figure", "figcaption", "form", "iframe", "nav", "aside", "footer", "button", "noscript"})
_TREE_DROPPED = frozenset({"table", "graphic", "figure", "note", "comments"})


def read(source: Input) -> Iterator[Article]:
    """Yield the article of a page. Raises `ReadError`."""
    draft = Draft(source=source, form="html")
    markup = decode(source.read(), source, draft)
    root = _parse(markup, source)
    node = describe(root, draft)
    draft.put("identifier", draft.fields.get("url"), "url")
    draft.pieces = _body(root, markup, node, draft)
    _fill_gaps(markup, draft)
    _corrections(draft)
    yield draft.article()


def decode(data: bytes, source: Input, draft: Draft) -> str:
    """Decode a page as its bytes are, by HTTP header or `meta charset` where these fit (`charset`). Raises `ReadError`."""
    stated = _CHARSET.search(data[:4096])
    named = (stated[1] or stated[2] or b"").decode("ascii", "replace") if stated else ""
    markup, warnings = decoded(data, draft.where or source.name, (source.charset, named))
    for warning in warnings:
        draft.warn(warning)
    return markup


def _parse(markup: str, source: Input) -> etree._Element:
    from lxml import etree, html  # noqa: PLC0415  (with the next)

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, remove_comments=True, encoding="utf-8")
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", markup)
    try:
        root = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"no HTML can be read in it: {error}", where=source.name, advice="check the file") from error
    return root


def _body(root: etree._Element, markup: str, node: Node | None, draft: Draft) -> list[Piece]:
    """Return the blocks of the main text: trafilatura's, unless a layout table or a cut off page hides the text that the mark-up names."""
    found = _extracted(markup)
    stated = stated_body(Draft(source=draft.source), node) if node is not None else []
    named = _marked(root)
    size = _size(found)
    table = len(found) <= 2 and any(" | " in p.text or "|" in p.text[:3] for p in found)  # noqa: PLR2004  (one block, or a title and one)
    if named and (table or not found or (len(found) == 1 and _size(named) > size)):
        return named
    if stated and size < _SHORT * _size(stated):
        return stated
    if not found and len(re.findall(r"<br\b", markup, re.IGNORECASE)) > 3:  # noqa: PLR2004  (a text set with line breaks)
        bodies = tags(root, "main", "article", "body")
        return pieces(bodies[0]) if bodies else []
    return found or named or (pieces(root) if len(markup) < 4096 else [])  # noqa: PLR2004  (a fragment of a page)


def _size(blocks: list[Piece]) -> int:
    return sum(len(block.text) for block in blocks)


def _extracted(markup: str) -> list[Piece]:
    import trafilatura  # noqa: PLC0415  (600 ms)

    try:
        document = trafilatura.bare_extraction(markup, include_comments=False, include_tables=True, include_formatting=False, with_metadata=False)
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):  # its own failures on broken pages
        return []
    tree = getattr(document, "body", None)
    if tree is None:
        return []
    plain = pieces(tree, kinds=_TREE_KINDS, dropped=_TREE_DROPPED)
    cells = [pieces(cell, kinds={**_TREE_KINDS, **_LAYOUT}, dropped=_TREE_DROPPED) for cell in tags(tree, "cell")]
    largest = max(cells, key=_size, default=[])
    return largest if 2 * _size(plain) < _size(largest) else plain  # a cell that holds most of the text is the layout's middle


def _marked(root: etree._Element) -> list[Piece]:
    """Return the blocks of the element that is marked as the article's body."""
    for element in root.xpath("//*[@itemprop or @property]"):
        if "articleBody" in attribute(element, "itemprop", "property").split():
            kinds = {**KINDS, "td": None, "tr": None, "table": None, "tbody": None}
            return pieces(element, kinds=kinds, dropped=_MARKED_DROPPED)
    return []


def _fill_gaps(markup: str, draft: Draft) -> None:
    """Let trafilatura guess a title, a date and authors that no mark-up states; a name must also stand in metadata or look like nothing but one."""
    if all(name in draft.fields for name in ("headline", "published", "authors")):
        return
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415  (600 ms)

    try:
        guess = extract_metadata(markup, extensive=False)
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):  # its own failures on broken pages
        return
    draft.put("headline", guess.title, "trafilatura", "guessed")
    found = parse_date(guess.date)
    if found is not None:
        if "published" not in draft.fields:
            draft.warn(f"no metadata states when it was published: {found} is guessed from the page")
        draft.put("published", found, "htmldate", "guessed")
    if "authors" not in draft.fields and guess.author:
        names = [each for part in str(guess.author).split(";") for each in authors(part)]
        if len(names) == len(str(guess.author).split(";")):
            draft.put("authors", tuple(names), "trafilatura", "guessed")


def _corrections(draft: Draft) -> None:
    """Keep a paragraph that corrects the article apart from its text."""
    kept = []
    for piece in draft.pieces:
        if re.match(r"(?:Correction|Correctie|Rectificatie|Berichtigung|Korrektur)(?:\s*\([^)]*\))?\s*:", piece.text):
            draft.put("correction", piece.text, "paragraph", "derived")
            draft.put("signal", "correction", "paragraph", "derived")
        else:
            kept.append(piece)
    draft.pieces = kept


READER = Reader(
    name="html",
    title="HTML page of one article",
    recognise=recognise,
    read=read,
    suffixes=(".html", ".htm", ".xhtml"),
    media_types=("text/html", "application/xhtml+xml"),
)
