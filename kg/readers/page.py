"""An HTML page: the metadata by our own reader, the body by trafilatura's tree, never by its flat text.

Source of the body: A. Barbaresi, Trafilatura, ACL 2021 demonstrations.
"""

from __future__ import annotations

import collections
import copy
import functools
import re
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import BlockKind
from kg.readers import Reader
from kg.readers.bylines import authors
from kg.readers.charset import decoded
from kg.readers.dates import parse as parse_date
from kg.readers.draft import Draft, one_by_one
from kg.readers.invisible import visible
from kg.readers.markup import KINDS, Piece, pieces
from kg.readers.page_dates import is_date_line
from kg.readers.page_head import recognise
from kg.readers.page_metadata import describe
from kg.readers.page_parts import DROPPED_HERE, keep_corrections, one_of_several, teasers, without_links
from kg.readers.page_tree import articles, lead, paragraphs, prose, tidy
from kg.readers.schema_org import body as stated_body
from kg.readers.schema_org import types
from kg.readers.xml import attribute, tags, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.readers import Input, Item
    from kg.readers.schema_org import Node

__all__ = ["READER", "decode", "read"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{2,30})", re.IGNORECASE)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, section 2.2
_SHORT = 0.6  # share of the stated body below which a found one may be cut off
_ENOUGH = 50  # words of the one paragraph of a page
_FEW = 2  # paragraphs that a page shows of an article at least
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
_TREE_DROPPED = frozenset({"graphic", "figure", "note", "comments"})


def read(source: Input) -> Iterator[Item]:
    """Yield the article of a page, or the articles of a page of several, and a `ReadError` for each of them that is bad. Raises `ReadError`."""
    draft = Draft(source=source, form="html")
    markup = decode(source.read(), source, draft)
    root = _parse(markup, source)
    node = describe(root, draft)
    draft.put("identifier", draft.fields.get("url"), "url")
    tidy(root, draft.left)
    several = articles(root)
    if len(several) > 1 and "LiveBlogPosting" not in types(node):
        yield from one_by_one(several, source, functools.partial(one_of_several, draft))
        return
    draft.pieces = without_links(_body(root, markup, node, draft), root, draft)
    draft.teasers = teasers(draft.pieces, root)
    _tell_what_is_missing(root, draft)
    draft.title = text_of(next(iter(tags(root, "title")), None))
    _fill_gaps(markup, draft)
    if "published" not in draft.fields and source.facts.published is None:
        draft.warn("no date is stated: published stays empty")
    keep_corrections(draft)
    yield draft.article()


def decode(data: bytes, source: Input, draft: Draft) -> str:
    """Decode a page as its bytes are, by HTTP header or `meta charset` where these fit (`charset`). Raises `ReadError`."""
    stated = _CHARSET.search(data[:4096])
    named = (stated[1] or stated[2] or b"").decode("ascii", "replace") if stated else ""
    markup, warnings = decoded(data, draft.where or source.name, (source.charset, named))
    for warning in warnings:
        draft.warn(warning)
    return markup


def _writable(text: str) -> str:
    """Return a text without what XML cannot hold; a form feed parts words."""
    return _UNWRITABLE.sub("", text.replace("\x0b", " ").replace("\x0c", " "))


def _parse(markup: str, source: Input) -> etree._Element:
    from lxml import etree, html  # noqa: PLC0415  (with the next)

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, remove_comments=True, encoding="utf-8")
    clean = _writable(markup)
    try:
        root = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"no HTML can be read in it: {error}", where=source.name, advice="check the file") from error
    for element in root.iter():  # a reference (`&#1;`) may stand for what no text may hold
        element.text, element.tail = (part and visible(_writable(part)) for part in (element.text, element.tail))
    return root


def _body(root: etree._Element, markup: str, node: Node | None, draft: Draft) -> list[Piece]:
    """Return the blocks of the main text: trafilatura's, unless a layout table or a cut off page hides the text that the mark-up names."""
    found = _with_lead(_extracted(root), root, str(draft.fields.get("headline", "")))
    stated = stated_body(Draft(source=draft.source), node) if node is not None else []
    named = _marked(root)
    table = len(found) <= 2 and any(" | " in p.text or "|" in p.text[:3] for p in found)  # noqa: PLR2004  (one block, or a title and one)
    if named and (table or not found or (len(found) == 1 and _size(named) > _size(found))):
        return named
    if node is not None and node.get("liveBlogUpdate") and stated:
        return found if _shared(stated, found) > _SHORT else [*(p for p in found if p not in stated), *stated]
    if stated and _size(found) < _SHORT * _size(stated):
        if _instead(found, stated, draft, shown=bool(prose(root))):
            return stated
        more = sum(len(p.text.split()) for p in stated) - sum(len(p.text.split()) for p in found)
        draft.warn(f"articleBody of the JSON-LD has {more:,} words more than the page shows: the page's text is taken")
    if not found and len(re.findall(r"<br\b", markup, re.IGNORECASE)) > 3:  # noqa: PLR2004  (a text set with line breaks)
        bodies = tags(root, "main", "article", "body")
        return pieces(bodies[0]) if bodies else []
    return found or named or (pieces(root) if len(markup) < 4096 else [])  # noqa: PLR2004  (a fragment of a page)


def _with_lead(found: list[Piece], root: etree._Element, title: str) -> list[Piece]:
    """Put the lead before the text that does not have it."""
    running = next((piece.text for piece in found if len(piece.text.split()) > 7), "")  # noqa: PLR2004  (a line)
    known = _bare(" ".join(piece.text for piece in found))
    first = [Piece(kind=BlockKind.PARAGRAPH, text=text) for text in lead(root, title, running[:60]) if _bare(text)[:60] not in known and not is_date_line(text)]
    first = [piece for piece in first if piece.text not in teasers(first, root)]
    return [*first, *found] if found and len(first) <= _FEW else found


def _tell_what_is_missing(root: etree._Element, draft: Draft) -> None:
    """Tell how much of the articles on the page is not in the text: other articles, what stands beside it, paragraphs that trafilatura passes over."""
    others = prose(root)
    absent = [words for words in others if _absent(words, draft.pieces)]
    draft.left.add("another article on the page", *absent)
    if len(others) - len(absent) > 1:
        draft.warn(f"the page has {len(others) - len(absent)} articles without headings of their own: read as one")
    known = _bare(" ".join(piece.text for piece in draft.pieces) + " ".join(absent))
    missing = [(text, beside) for text, beside in paragraphs(root) if _bare(text) not in known and not is_date_line(text)]
    boxed = teasers([Piece(kind=BlockKind.PARAGRAPH, text=text) for text, _ in missing], root)
    for text, beside in missing:
        if text not in boxed:
            draft.left.add("beside the text" if beside else "no part of the text by its place on the page", text)


def _absent(words: str, found: list[Piece]) -> bool:
    """Whether most words of an article on the page are not in the text."""
    return _shared([Piece(kind=BlockKind.PARAGRAPH, text=words)], found) < _SHORT


def _instead(found: list[Piece], stated: list[Piece], draft: Draft, *, shown: bool) -> bool:
    """Whether the body of the JSON-LD stands for a page that shows little of it: a line or two, the free beginning of what is paid for, another text."""
    running = [piece for piece in found if len(piece.text.split()) > 7]  # noqa: PLR2004  (a line of a menu)
    short = len(running) < _FEW and sum(len(piece.text.split()) for piece in running) < _ENOUGH
    return short or draft.fields.get("complete") is False or (not shown and _shared(found, stated) < _SHORT)


def _shared(some: list[Piece], others: list[Piece]) -> float:
    """Return the share of the words of some blocks that stand in others."""
    one, other = (collections.Counter(re.findall(r"\w+", " ".join(p.text for p in each).casefold())) for each in (some, others))
    return (one & other).total() / max(1, one.total())


def _size(blocks: list[Piece]) -> int:
    return sum(len(block.text) for block in blocks)


def _extracted(root: etree._Element) -> list[Piece]:
    import trafilatura  # noqa: PLC0415  (600 ms)

    seen = copy.deepcopy(root)
    for script in tags(seen, "script"):
        script.text = None  # it would take the body of the JSON-LD
    try:
        document = trafilatura.bare_extraction(seen, include_comments=False, include_tables=True, include_formatting=False, with_metadata=False)
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):  # its own failures on broken pages
        return []
    tree = getattr(document, "body", None)
    if tree is None:
        return []
    plain = pieces(tree, kinds=_TREE_KINDS, dropped=_TREE_DROPPED | {"table"})
    cells = [pieces(cell, kinds=_TREE_KINDS, dropped=_TREE_DROPPED) for cell in tags(tree, "cell")]
    largest = max(cells, key=_size, default=[])
    if 2 * _size(plain) < _size(largest):
        return largest  # a cell that holds most of the text is the layout's middle
    return pieces(tree, kinds=_TREE_KINDS, dropped=_TREE_DROPPED)


def _marked(root: etree._Element) -> list[Piece]:
    """Return the blocks of the element that is marked as the article's body."""
    for element in root.xpath("//*[@itemprop or @property]"):
        if "articleBody" in attribute(element, "itemprop", "property").split():
            return pieces(element, kinds=KINDS, dropped=DROPPED_HERE)
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
        if len(names) == len(str(guess.author).split(";")) and not any(_is_site(each.name, draft) for each in names):
            draft.put("authors", tuple(names), "trafilatura", "guessed")


def _is_site(name: str, draft: Draft) -> bool:
    """Whether a guessed name is made of the site's: `Wadkrant Nl` of wadkrant.nl."""
    return re.search(r"\s(?:Nl|Be|De|Com|Org|Net|Eu|At|Ch|Fr|Uk|Info|Tv|News)\Z", name) is not None or _bare(name) == _bare(
        str(draft.fields.get("publisher", ""))
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


READER = Reader(
    name="html",
    title="HTML page of one article",
    recognise=recognise,
    read=read,
    suffixes=(".html", ".htm", ".xhtml"),
    media_types=("text/html", "application/xhtml+xml"),
)
