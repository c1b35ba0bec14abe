"""Blocks of a page: hints told by their links, corrections, and one of several articles on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import BlockKind
from kg.readers import words
from kg.readers.addresses import canonical_url, joined
from kg.readers.draft import Draft
from kg.readers.markup import Piece, pieces
from kg.readers.page_dates import is_date_line
from kg.readers.page_metadata import describe_part
from kg.readers.page_tree import heading
from kg.readers.xml import attribute, local, tags, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.readers import Input, Item

__all__ = ["DROPPED_HERE", "keep_corrections", "one_of_several", "teasers", "without_links"]

DROPPED_HERE = frozenset({"script", "style", "figure", "figcaption", "form", "iframe", "nav", "aside", "footer", "button", "noscript", "template"})
_LINKED = 0.6  # share of a block that is a link
_BOX = 600  # characters
_NAMED = 3  # words of a link that names an article
_OF_ALL = ("publisher", "language", "licenses", "rights", "published")
_OF_THE_FIRST = ("authors", "byline", "modified", "summary", "keywords")


def one_of_several(page: Draft, element: etree._Element, source: Input, where: str) -> Iterator[Item]:
    """Yield one of several articles of a page: what stands in it is its own, and of the page what is said of all, or of the one with its title."""
    draft = Draft(source=source, where=where, form="html", warnings=list(page.warnings))
    draft.left.counts.update(page.left.counts)
    title = heading(element)
    own = text_of(title)
    main = _bare(own) == _bare(str(page.fields.get("headline", "")))
    address = page.fields.get("url") or source.url
    link = _link(title)
    draft.put("url", canonical_url(joined(address or "", link)) if link else None, "link of the heading")
    if main:
        draft.put("url", page.fields.get("url"), "url")
    place = f"{address}#{attribute(element, 'id') or where.rpartition('#')[2]}" if address else None
    draft.put("identifier", draft.fields.get("url") or place, "place on the page")
    draft.put("headline", own, "heading")
    describe_part(element, draft)
    for name in (*_OF_ALL, *(_OF_THE_FIRST if main else ())):
        draft.put(name, page.fields.get(name), "page", "derived")
    if "published" not in draft.fields and source.facts.published is None:
        draft.warn("no date is stated: published stays empty")
    found = without_links(pieces(element, dropped=DROPPED_HERE | {"time"}), element, draft)
    draft.pieces = [piece for piece in found if piece.text != own and not is_date_line(piece.text)]
    draft.teasers = teasers(draft.pieces, element)
    keep_corrections(draft)
    yield draft.article()


def _link(title: etree._Element | None) -> str:
    """Return where a heading leads: the link in it or around it."""
    if title is None:
        return ""
    return attribute(next((each for each in (*tags(title, "a"), *title.iterancestors()) if local(each) == "a"), None), "href")


def without_links(found: list[Piece], root: etree._Element, draft: Draft) -> list[Piece]:
    """Leave out hints to other articles that are told by their links: what begins as one and is mostly a link, and the links below a label of them."""
    links = {text_of(link) for link in tags(root, "a")}
    kept: list[Piece] = []
    below = False
    for piece in found:
        linked = any(len(link) > _LINKED * len(piece.text) and link in piece.text for link in links if link)
        hint = words.opens_hint(piece.text)
        if piece.kind is not BlockKind.HEADING and linked and (hint or below):
            draft.left.add("a hint to something else", piece.text)
            continue
        below = hint and len(piece.text.split()) < 5  # noqa: PLR2004  (a label)
        kept.append(piece)
    return kept


def teasers(found: list[Piece], root: etree._Element) -> frozenset[str]:
    """Return the texts of blocks that their mark-up ties to a link: they are one, or stand in a small box with one that is not in them."""
    boxes = []
    for box in tags(root, "li", "div", "td", "tr", "article", "section", "a"):
        text = text_of(box)
        if text and len(text) < _BOX:
            links = [text_of(link) for link in tags(box, "a")]
            boxes.append((text, [link for link in links if len(link.split()) >= _NAMED]))
    return frozenset(
        piece.text
        for piece in found
        if any(piece.text in text and any(link not in piece.text or len(link) > _LINKED * len(piece.text) for link in links) for text, links in boxes)
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def keep_corrections(draft: Draft) -> None:
    """Keep a paragraph that corrects the article apart from its text."""
    kept = []
    for piece in draft.pieces:
        if re.match(r"(?:Correction|Correctie|Rectificatie|Berichtigung|Korrektur)(?:\s*\([^)]*\))?\s*:", piece.text):
            draft.put("correction", piece.text, "paragraph", "derived")
            draft.put("signal", "correction", "paragraph", "derived")
        else:
            kept.append(piece)
    draft.pieces = kept
