"""NewsML-G2: news messages, news items, packages, concept and knowledge items, and bare fragments of these.

Source: IPTC, NewsML-G2 specification 2.35. Elements are matched by local name, since files without the namespace exist; what a QCode means is in
`kg.readers.codes`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import NoArticle, ReadError
from kg.model import EntityKind, GivenEntity, ItemKind
from kg.readers import Reader
from kg.readers.bylines import author
from kg.readers.codes import Codes
from kg.readers.dates import parse as parse_date
from kg.readers.draft import Draft
from kg.readers.g2_concepts import asserted, concepts, events, subjects
from kg.readers.markup import from_html, from_plain, has_markup, pieces, without_furniture
from kg.readers.xml import XML_LANG, attribute, child, children, descendants, iri, local, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.model import Article
    from kg.readers import Head, Input

__all__ = ["READER", "read", "rendition"]

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_ITEMS = ("newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem")
_FRAGMENTS = ("contentmeta", "contentset")
_LOGIN = re.compile(r"[a-zäöüß]+(?:[._][a-zäöüß]+)*|[A-ZÄÖÜ]{1,3}")


def _recognise(head: Head) -> int:
    space, name = head.root
    if name.lower() not in (*_ITEMS, *_FRAGMENTS, "newsmessage"):
        return 0
    return 95 if space == _NAMESPACE else 80


def read(source: Input) -> Iterator[Article | ReadError]:
    """Yield the articles and concepts of a file; of several versions of one item the highest. Raises `ReadError`."""
    root, warnings = parse(source.read(), source.name)
    items = [root] if local(root) in (*_ITEMS, *_FRAGMENTS) else [e for e in descendants(root, *_ITEMS) if _item_above(e) is None]
    if not items:
        raise ReadError("there is no NewsML-G2 item in it", where=source.name, advice="check the format, or choose one with --from")
    newest = _newest(items)
    passed: list[str] = []
    found = 0
    for number, item in enumerate(items, 1):
        if newest.get(attribute(item, "guid"), item) is not item:
            continue
        where = source.name if len(items) == 1 else f"{source.name}#{number}"
        draft = Draft(source=source, where=where, form="newsml-g2", warnings=list(warnings))
        kind = _kind(item)
        _fill(draft, item, kind)
        if kind not in (ItemKind.ARTICLE, ItemKind.CONCEPT) and not (draft.fields.get("entities") or draft.fields.get("events")):
            passed.append(f"{kind.value} {attribute(item, 'guid') or number}")
            continue
        try:
            found += 1
            yield draft.article()
        except ReadError as error:
            yield error
    if not found:
        raise NoArticle(f"no article in it, only {', '.join(passed[:3])}", where=source.name, advice="give the text items that it refers to")


def _item_above(element: etree._Element) -> etree._Element | None:
    return next((e for e in element.iterancestors() if local(e) in _ITEMS), None)


def _newest(items: list[etree._Element]) -> dict[str, etree._Element]:
    newest: dict[str, etree._Element] = {}
    for item in items:
        guid = attribute(item, "guid")
        if guid and (guid not in newest or _version(item) >= _version(newest[guid])):
            newest[guid] = item
    return newest


def _version(item: etree._Element) -> int:
    return _number(attribute(item, "version"))


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 19 else 0  # noqa: PLR2004  (digits of a long)


def _kind(item: etree._Element) -> ItemKind:
    """Tell articles from concepts, packages, plans and media, by the item and its class (`ninat:`, Reuters' `icls:`)."""
    name = local(item)
    if name in ("conceptitem", "knowledgeitem"):
        return ItemKind.CONCEPT
    if name in ("packageitem", "planningitem", "catalogitem"):
        return ItemKind.PACKAGE if name == "packageitem" else ItemKind.PLANNING
    stated = child(item, "itemmeta", "itemclass")
    word = re.split(r"[:/]", attribute(stated, "qcode", "uri"))[-1].lower()
    media = word in ("picture", "graphic", "video", "audio", "animation", "component", "still", "photo")
    return ItemKind.MEDIA if media else ItemKind.ARTICLE


def _fill(draft: Draft, item: etree._Element, kind: ItemKind) -> None:
    codes = Codes(item)
    meta = item if local(item) == "contentmeta" else child(item, "contentmeta")
    about = child(item, "itemmeta")
    draft.put("kind", kind, f"itemClass of {local(item)}")
    draft.put("identifier", attribute(item, "guid"), "@guid")
    draft.put("url", iri(attribute(item, "guid")), "@guid")
    draft.put("version", attribute(item, "version"), "@version")
    draft.put("language", attribute(child(meta, "language"), "tag"), "language/@tag")
    _management(draft, about, codes)
    _dates(draft, about, meta)
    _lines(draft, meta, about)
    _people(draft, meta, about, codes)
    details = asserted(item)
    subjects(draft, meta, codes, details)
    _rights(draft, child(item, "rightsinfo"))
    for link in [*descendants(about, "link"), *descendants(child(item, "groupset"), "itemref")]:
        draft.add("related", [attribute(link, "residref", "href")], local(link))
    draft.bare = True
    if kind is ItemKind.CONCEPT:
        concepts(draft, item, codes)
    elif kind is ItemKind.ARTICLE:
        _content(draft, item if local(item) == "contentset" else child(item, "contentset"))
        _notes(draft, item)
    draft.put("language", attribute(item, XML_LANG), "@xml:lang")


def _management(draft: Draft, about: etree._Element | None, codes: Codes) -> None:
    status = child(about, "pubstatus")
    draft.status(attribute(status, "qcode") or attribute(status, "uri").rpartition("/")[2], "pubStatus")
    for signal in children(about, "signal"):
        word = re.split(r"[:/]", attribute(signal, "qcode", "uri"))[-1].lower()
        draft.put("signal", {"correct": "correction", "corr": "correction", "updatestep": "update"}.get(word, word), "signal")
    embargo = child(about, "embargoed")
    if embargo is not None:
        draft.put("embargoed", True, "embargoed")
        draft.date("embargo_until", text_of(embargo), "embargoed")
    provider = child(about, "provider")
    name = text_of(child(provider, "name")) or attribute(provider, "literal") or attribute(provider, "qcode").partition(":")[2]
    draft.put("provider", name or attribute(provider, "uri") or codes.of(provider), "provider")


def _dates(draft: Draft, about: etree._Element | None, meta: etree._Element | None) -> None:
    """G2 has no date of publication: the first creation stands for it, else that of this version."""
    first, version = text_of(child(about, "firstcreated")), text_of(child(about, "versioncreated"))
    draft.date("published", first, "firstCreated", "derived")
    draft.date("published", version, "versionCreated", "derived")
    if first and version and parse_date(first) != parse_date(version):
        draft.date("modified", version, "versionCreated")
    created = text_of(child(meta, "contentcreated"))
    if not re.fullmatch(r"\d{4}(-\d\d)?", created):  # a year or a month is no date
        draft.date("created", created, "contentCreated")
    draft.date("expires", text_of(child(about, "expires")), "expires")


def _lines(draft: Draft, meta: etree._Element | None, about: etree._Element | None) -> None:
    """Read headlines by rank and role, dateline, slugline, keywords and descriptions."""
    headlines = sorted(children(meta, "headline"), key=lambda e: _number(attribute(e, "rank")))
    for headline in headlines:
        role = attribute(headline, "role", "roleuri").lower()
        field = "subheadline" if "sub" in role else "kicker" if "kick" in role or "overline" in role or attribute(headline, "rank") == "3" else "headline"
        draft.put(field, text_of(headline), f"headline[@role={role}]" if role else "headline")
    draft.put("language", attribute(next(iter(headlines), None), XML_LANG), "headline/@xml:lang")
    dateline = text_of(child(meta, "dateline")).rstrip(" -–—:")
    if dateline and parse_date(dateline) is None:
        draft.put("dateline", dateline, "dateline")
    located = child(meta, "located")
    draft.put("located", text_of(child(located, "name")) or attribute(located, "literal") or attribute(located, "qcode").partition(":")[2], "located")
    for description in children(meta, "description"):
        role = re.split(r"[:/]", attribute(description, "role", "roleuri"))[-1].lower()
        if role != "caption":
            draft.add("summary", [text_of(description)], "description")
    draft.add("keywords", [text_of(k) for k in children(meta, "keyword")], "keyword")
    draft.add("keywords", [text_of(k) for k in children(meta, "slugline")], "slugline")
    if child(about, "title") is not None and "headline" not in draft.fields and draft.fields["kind"] is not ItemKind.CONCEPT:
        title = text_of(child(about, "title"))
        draft.put("headline", title if " " in title else "", "itemMeta/title")


def _people(draft: Draft, meta: etree._Element | None, about: etree._Element | None, codes: Codes) -> None:
    """Read authors from the byline, then from creators with a name that is no login; the source of information publishes."""
    for byline in children(meta, "by"):
        draft.byline(text_of(byline), "by")
    for creator in children(meta, "creator") if "authors" not in draft.fields else ():
        name = text_of(child(creator, "name"))
        iris = tuple(filter(None, [codes.of(creator)]))
        organization = "organisation" in attribute(creator, "type", "typeuri").lower()
        if name and not _LOGIN.fullmatch(name):
            found = author(name, EntityKind.ORGANIZATION if organization else None, iris)
            draft.add("authors", [found or GivenEntity(name=name, kind=EntityKind.ORGANIZATION, same_as=iris)], "creator")
    for source in children(meta, "infosource"):
        draft.put("publisher", text_of(child(source, "name")) or attribute(source, "literal"), "infoSource")
    draft.put("publisher", text_of(child(meta, "creditline")), "creditline")
    provider = child(about, "provider")
    draft.put("publisher", text_of(child(provider, "name")), "provider/name")
    code = draft.fields.get("provider", "")
    draft.put("publisher", "" if iri(code) or "." in code else code, "provider")


def _rights(draft: Draft, rights: etree._Element | None) -> None:
    parts = [text_of(each) for each in (*children(rights, "copyrightnotice"), *children(rights, "usageterms"))]
    draft.put("rights", " ".join(filter(None, parts)) or text_of(child(rights, "copyrightholder", "name")), "rightsInfo")
    licences = [iri(attribute(e, "href")) for e in descendants(rights, "link", "licence", "license") if "license" in attribute(e, "rel", "href").lower()]
    draft.add("licenses", licences, "rightsInfo/link")


def _notes(draft: Draft, item: etree._Element) -> None:
    """Notes to editors are for editors: they are dropped, and that is said."""
    if any(text_of(note) for note in descendants(child(item, "itemmeta"), "ednote")):
        draft.warn("a note to editors (edNote) is left out")


def _content(draft: Draft, content: etree._Element | None) -> None:
    """Read the first rendition that has text."""
    for part in children(content, "inlinexml", "inlinedata"):
        rendition(draft, part)
        if draft.pieces:
            return


def rendition(draft: Draft, part: etree._Element) -> None:
    """Read a body in whatever form it is: NITF, XHTML, bare paragraphs, or text, which may be escaped mark-up."""
    from kg.readers import nitf  # noqa: PLC0415  (kept beside its use)

    inner = next(iter(descendants(part, "nitf")), None)
    if inner is not None:
        nitf.fill(draft, inner)
    elif events(draft, part):
        draft.fields["kind"] = ItemKind.CONCEPT
    elif len(part):
        _xhtml(draft, part)
    else:
        text = "".join(map(str, part.itertext()))
        draft.pieces.extend(from_html(text) if has_markup(text) or "&lt;" in text else from_plain(text))


def _xhtml(draft: Draft, part: etree._Element) -> None:
    """Read an XHTML body, in whatever namespace; a header repeats the metadata, a teaser the text."""
    head = next(iter(descendants(part, "head")), None)
    body = next(iter(descendants(part, "body")), None)
    body = body if body is not None else part
    draft.put("headline", text_of(next(iter(descendants(body, "h1")), None)), "h1")
    draft.put("headline", text_of(child(head, "title")), "head/title")
    for element in descendants(body, "p", "div", "span"):
        classes = attribute(element, "class").lower().split()
        if "teaser" in classes:
            draft.add("summary", [text_of(element)], ".teaser")
        elif "dateline" in classes:
            draft.put("dateline", text_of(element).rstrip(" -–—:"), ".dateline")
        elif "byline" in classes and local(element) != "div":
            draft.byline(text_of(element), ".byline")
    without_furniture(body)
    draft.pieces.extend(pieces(body))


READER = Reader(
    name="newsml-g2",
    title="NewsML-G2: news messages, news, package, concept and knowledge items (IPTC)",
    recognise=_recognise,
    read=read,
    suffixes=(".xml", ""),
    media_types=("application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml"),
)
