"""RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom, through feedparser, one entry at a time.

Source: RSS 2.0 specification; RFC 4287 (Atom); RFC 6721 (deleted entries); Dublin Core and content modules of RSS.
"""

from __future__ import annotations

import copy
import io
import re
from typing import IO, TYPE_CHECKING, Any

from kg.errors import ReadError
from kg.model import Status
from kg.readers import Reader
from kg.readers.bylines import author
from kg.readers.charset import MARK, decoded, recoded, told
from kg.readers.draft import Draft
from kg.readers.markup import from_html, pieces
from kg.readers.xml import attribute, declared, fragment, iri, local
from kg.readers.xml_repair import cut_off

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.readers import Head, Input, Item

__all__ = ["READER", "read"]

_ROOTS = frozenset({"rss", "feed", "rdf"})
_ENTRIES = frozenset({"item", "entry"})
_ATOM_ENTRY = "deleted-entry"
_CDATA = re.compile(rb"(>\s*)&lt;!\[CDATA\[|\]\]&gt;(\s*</)")
_NO_TEXT = re.compile(r"(?:image|audio|video|font)/|application/(?:pdf|zip|x-)")


class _Broken(Exception):  # noqa: N818  (it never leaves this module)
    """The XML of a feed is not well-formed: feedparser's own lenient parser takes over."""


def _recognise(head: Head) -> int:
    space, name = head.root
    if name.lower() not in _ROOTS:
        return 0
    if name.lower() == "rdf":
        return 90 if "purl.org/rss" in head.text or "my.netscape.com/rdf" in head.text else 0
    return 95 if name.lower() == "rss" or "atom" in space.lower() or "purl.org/atom" in space else 60


def read(source: Input) -> Iterator[Item]:
    """Yield the articles of a feed, a withdrawal for each deleted entry, and a `ReadError` for each entry without text and for one that is cut off."""
    number = 0
    try:
        for parsed in _parts(source):
            number += 1
            yield from _part(parsed, source, number)
    except _Broken as broken:
        text, _ = decoded(source.read(), source.name, (declared(source.head().data), source.charset))
        if cut_off(text):
            yield ReadError(f"the feed is cut off behind entry {number}: {broken}", where=source.name, advice="fetch it again")
            return
        whole = _parse(text.encode("utf-8", "replace"), source, "utf-8")
        if not whole.entries and not number:
            raise ReadError(f"no feed can be read in it: {broken}", where=source.name, advice="check the file, or fetch it again") from broken
        for entry in whole.entries[number:]:
            number += 1
            yield from _entry(entry, whole.feed, source, number, [f"not well-formed XML ({broken}): read leniently"])
    if not number:
        raise ReadError("there is no entry in this feed", where=source.name, advice="fetch it again later")


def _part(parsed: etree._Element | Any, source: Input, number: int) -> Iterator[Item]:
    if not hasattr(parsed, "entries"):
        yield _deleted(parsed, source, number)
        return
    for entry in parsed.entries[:1]:
        yield from _entry(entry, parsed.feed, source, number, [])


def _parts(source: Input) -> Iterator[Any]:
    """Yield each entry as a feed of its own with the same head, parsed, and each deleted entry as its element. Raises `_Broken`.

    The XML is read as a stream, so that memory does not grow with the number of entries.
    """
    from lxml import etree  # noqa: PLC0415  (kept beside its use)

    shell: etree._Element | None = None
    head = source.head().data
    with source.open() as raw:
        stream = recoded(raw, told(head, source.name, (declared(head), source.charset)))
        safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True, "remove_pis": True}
        try:
            stream.read(_before(stream))
            for _, element in etree.iterparse(stream, events=("end",), encoding="utf-8", **safe):
                parent = element.getparent()
                if local(element) not in (*_ENTRIES, _ATOM_ENTRY) or parent is None or local(parent) not in ("channel", *_ROOTS):
                    continue
                if shell is None:
                    shell = _head(parent)
                yield element if local(element) == _ATOM_ENTRY else _parse(_alone(shell, element), source, "utf-8")
                element.clear(keep_tail=False)
                parent.remove(element)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise _Broken(" ".join(str(error).partition(" (<")[0].split())) from error


def _before(stream: IO[bytes]) -> int:
    """Return how many bytes stand before the declaration of a feed: blank lines, or what the program that wrote it had to say."""
    start = stream.peek(4096)[:4096]  # type: ignore[attr-defined]
    bare = len(start) - len(start.lstrip(b"\xef\xbb\xbf \t\r\n"))
    return bare if start[bare : bare + 1] == b"<" else max(start.find(b"<?xml "), 0)


def _head(parent: etree._Element) -> etree._Element:
    """Return a copy of the feed with what stands in its channel before the first entry."""
    from lxml import etree  # noqa: PLC0415  (kept beside its use)

    top = parent.getparent()
    outer = etree.Element(top.tag if top is not None else parent.tag, (top if top is not None else parent).attrib, (top if top is not None else parent).nsmap)
    inner = outer if top is None else etree.SubElement(outer, parent.tag, parent.attrib, parent.nsmap)
    for each in top if top is not None else ():
        if each is not parent and local(each) not in _ENTRIES:
            outer.append(copy.deepcopy(each))  # RSS 1.0: the channel stands beside the items
    for each in parent:
        if local(each) in (*_ENTRIES, _ATOM_ENTRY):
            break
        inner.append(copy.deepcopy(each))
    return outer


def _alone(shell: etree._Element, entry: etree._Element) -> bytes:
    from lxml import etree  # noqa: PLC0415  (kept beside its use)

    whole = copy.deepcopy(shell)
    inner = next((each for each in whole if local(each) == "channel" and local(whole) == "rss"), whole)
    inner.append(copy.deepcopy(entry))
    return bytes(etree.tostring(whole, encoding="utf-8", xml_declaration=True))


def _parse(data: bytes, source: Input, charset: str) -> Any:
    """Let feedparser read bytes; as a stream, since it takes a string for an address."""
    import feedparser  # noqa: PLC0415  (100 ms)

    headers = {"content-type": f"application/xml; charset={charset}", "content-location": source.url or ""}
    try:
        return feedparser.parse(
            io.BytesIO(_CDATA.sub(_unwrapped, data)), response_headers=headers, sanitize_html=False
        )  # scripts are dropped when the mark-up is read
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError) as error:  # its own failures on broken feeds
        raise ReadError(f"feedparser fails on it: {type(error).__name__}: {error}", where=source.name, advice="fetch the feed again") from error


def _unwrapped(match: re.Match[bytes]) -> bytes:
    """Undo a CDATA section that was escaped, at the beginning or the end of a text: feedparser takes it for a comment and drops it."""
    return match[1] or match[2] or b""


def _deleted(element: etree._Element, source: Input, number: int) -> Item:
    draft = Draft(source=source, where=f"{source.name}#{number}", form="feed")
    draft.put("identifier", attribute(element, "ref"), "at:deleted-entry/@ref")
    draft.put("status", Status.CANCELED, "at:deleted-entry")
    draft.date("modified", attribute(element, "when"), "at:deleted-entry/@when")
    return draft.article()


def _entry(entry: Any, feed: Any, source: Input, number: int, warnings: list[str]) -> Iterator[Item]:
    """Yield the article of one entry. What the entry does not say, the feed may."""
    draft = Draft(source=source, where=f"{source.name}#{number}", form="feed", bare=bool(entry.get("title")), warnings=list(warnings))
    draft.put("identifier", entry.get("id"), "guid")
    draft.put("url", iri(entry.get("link") or ""), "link")
    draft.put("headline", _plain(entry.get("title")), "title")
    # What feedparser aliases (updated for published, summary for content) is read from the dictionary itself.
    draft.date("published", dict.get(entry, "published"), "published")
    draft.date("modified", dict.get(entry, "updated"), "updated")
    draft.date("created", dict.get(entry, "created"), "created")
    draft.date("expires", dict.get(entry, "expired"), "expired")
    _people(draft, entry, feed)
    origin = entry.get("source") or {}
    draft.put("publisher", _plain(origin.get("title")) or _plain(feed.get("publisher")) or _plain(feed.get("title")), "source or feed title")
    draft.add("keywords", [str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", ())], "category")
    draft.put("rights", _plain(dict.get(entry, "rights")) or _plain(feed.get("rights")), "rights")
    draft.add("licenses", [iri(link.get("href") or "") for link in entry.get("links", ()) if link.get("rel") == "license"], "license")
    _body(draft, entry)
    for detail in (*entry.get("content", ()), entry.get("title_detail") or {}, feed, feed.get("title_detail") or {}):
        draft.put("language", str(detail.get("language") or "").strip(), "language")
    lost = sum(piece.text.count(MARK) for piece in draft.pieces) + str(draft.fields.get("headline") or "").count(MARK)
    if lost:
        draft.warn(f"{lost} bad byte{'s' if lost > 1 else ''}: read as U+FFFD")
    try:
        yield draft.article()
    except ReadError as error:
        yield error


def _plain(value: object) -> str:
    """Return a title as text: feedparser leaves mark-up and references in it."""
    return " ".join(piece.text for piece in pieces(fragment(value))) if isinstance(value, str) and re.search(r"[<&]", value) else str(value or "")


def _people(draft: Draft, entry: Any, feed: Any) -> None:
    for owner, where in ((entry, "author"), (feed, "feed author")):
        if "authors" in draft.fields:
            return
        for person in owner.get("authors", ()):
            name, address = str(person.get("name") or ""), iri(person.get("href") or "")
            draft.add("authors", [author(name, None, (address,) if address else ())], where)
        draft.byline(_plain(owner.get("author")), where)


def _body(draft: Draft, entry: Any) -> None:
    """Take the longest content that is text; a description alone is a teaser, unless it is long."""
    contents = [c for c in entry.get("content", ()) if not _NO_TEXT.match(str(c.get("type") or "")) and str(c.get("value") or "").strip()]
    best = max(contents, key=lambda c: len(c["value"]), default=None)
    summary = str(dict.get(entry, "summary") or "")
    if best is not None:
        draft.pieces = pieces(fragment(best["value"])) if "<" in best["value"] else from_html(best["value"])
    if draft.pieces:
        draft.add("summary", [_plain(summary)] if best is not None and summary != best["value"] else [], "summary")
    elif summary:
        draft.pieces = from_html(summary)
        draft.fields["complete"] = False
        draft.warn("only a summary: the article itself is not in the feed")


READER = Reader(
    name="feed",
    title="RSS and Atom feeds",
    recognise=_recognise,
    read=read,
    suffixes=(".rss", ".atom", ".xml", ".rdf"),
    media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    many=True,
)
