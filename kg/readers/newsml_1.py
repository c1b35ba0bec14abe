"""NewsML 1.0 to 1.2: news items with components, the body in NITF, XHTML or plain text.

Source: IPTC, NewsML 1.2 specification. Names are attributes `FormalName` of elements.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import NoArticle, ReadError
from kg.model import EntityKind, GivenEntity, ItemKind, Subject
from kg.readers import Reader
from kg.readers.bylines import author
from kg.readers.codes import subject_code
from kg.readers.draft import Draft, one_by_one
from kg.readers.newsml_g2 import rendition
from kg.readers.xml import XML_LANG, attribute, child, children, descendants, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.readers import Head, Input, Item

__all__ = ["READER", "read"]

_SUBJECTS = ("subject", "subjectmatter", "subjectdetail", "subjectqualifier")
_IN_PICTURES = re.compile("InImage", re.IGNORECASE)


def _recognise(head: Head) -> int:
    return 92 if head.root[1] == "NewsML" or head.root[1].lower() == "newsml" else 0


def read(source: Input) -> Iterator[Item]:
    """Yield the articles of a NewsML file. Raises `ReadError`."""
    root, warnings = parse(source.read(), source.name)
    items = descendants(root, "newsitem")
    if not items:
        raise ReadError("there is no NewsItem in it", where=source.name, advice="check the format, or choose one with --from")

    def article(item: etree._Element, source: Input, where: str) -> Iterator[Item]:
        draft = Draft(source=source, where=where, form="newsml-1", warnings=list(warnings))
        _fill(draft, item)
        if not draft.pieces and draft.fields.get("kind") is ItemKind.MEDIA:
            raise NoArticle("no article in it, only media", where=where, advice="give the text items that it belongs to")
        yield draft.article()

    yield from one_by_one(items, source, article, alone=len(items) == 1)


def _fill(draft: Draft, item: etree._Element) -> None:
    identity, management = child(item, "identification", "newsidentifier"), child(item, "newsmanagement")
    revision = text_of(child(identity, "revisionid"))
    public = text_of(child(identity, "publicidentifier"))
    draft.put("identifier", re.sub(rf":{re.escape(revision)}[NAU]?\Z", "", public) if revision else public, "PublicIdentifier without its revision")
    draft.put("identifier", text_of(child(identity, "newsitemid")), "NewsItemId")
    draft.put("version", revision, "RevisionId")
    draft.put("provider", text_of(child(identity, "providerid")), "ProviderId")
    draft.status(attribute(child(management, "status"), "FormalName"), "Status/@FormalName")
    if draft.fields.get("embargoed"):
        draft.date("embargo_until", text_of(child(management, "statuswillchange", "dateandtime")), "StatusWillChange")
    first, this = text_of(child(management, "firstcreated")), text_of(child(management, "thisrevisioncreated"))
    draft.date("published", first, "FirstCreated", "derived")
    if this != first:
        draft.date("modified", this, "ThisRevisionCreated")
    for each in descendants(management, "instruction"):
        if attribute(each, "FormalName").lower() in ("correction", "rectify"):
            draft.put("signal", "correction", "Instruction")
    for each in (*descendants(management, "associatedwith"), *descendants(item, "newsitemref")):
        draft.add("related", [attribute(each, "NewsItem")], "AssociatedWith")
    component = child(item, "newscomponent")
    _lines(draft, component)
    _metadata(draft, component)
    draft.put("language", attribute(component, XML_LANG) or attribute(item, XML_LANG), "@xml:lang")
    _content(draft, item)


def _lines(draft: Draft, component: etree._Element | None) -> None:
    for lines in descendants(component, "newslines"):
        draft.put("headline", text_of(child(lines, "headline")), "HeadLine")
        draft.put("subheadline", text_of(child(lines, "subheadline")), "SubHeadLine")
        draft.put("dateline", text_of(child(lines, "dateline")).rstrip(" -–—:"), "DateLine")
        for byline in children(lines, "byline"):
            draft.byline(text_of(byline), "ByLine")
        draft.put("rights", text_of(child(lines, "copyrightline")), "CopyrightLine")
        draft.add("keywords", [text_of(k) for k in (*children(lines, "slugline"), *children(lines, "keywordline"))], "KeywordLine")


def _metadata(draft: Draft, component: etree._Element | None) -> None:
    """Read the people behind the item, its language, subjects, places and keywords; who is only in a picture is not in the text."""
    administrative, descriptive = child(component, "administrativemetadata"), child(component, "descriptivemetadata")
    for name in ("source", "provider"):
        draft.put("publisher", attribute(child(administrative, name, "party"), "FormalName"), name)
    if "authors" not in draft.fields:
        for creator in children(administrative, "creator"):
            draft.byline(attribute(child(creator, "party"), "FormalName"), "Creator")
    draft.put("language", attribute(child(descriptive, "language"), "FormalName"), "Language/@FormalName")
    for code in descendants(descriptive, *_SUBJECTS):
        found = subject_code(attribute(code, "FormalName"))
        draft.add("subjects", [Subject(iri=found)] if found else [], "SubjectCode")
    for place in children(descriptive, "location"):
        values = {attribute(p, "FormalName").lower(): attribute(p, "Value") for p in children(place, "property")}
        name = values.get("city") or values.get("area") or values.get("countryname", "")
        if attribute(place, "HowPresent").lower() == "origin":
            draft.put("located", name, "Location[@HowPresent=Origin]")
        elif name:
            draft.add("entities", [GivenEntity(name=name, kind=EntityKind.PLACE, about=True)], "Location")
    for each in children(descriptive, "property"):
        if attribute(each, "FormalName").lower() == "keyword" and not _IN_PICTURES.search(attribute(each, "Role")):
            draft.add("keywords", [attribute(each, "Value")], "Property[@FormalName=Keyword]")
    for each in descendants(child(component, "rightsmetadata"), "copyrightholder"):
        draft.put("rights", text_of(each), "CopyrightHolder")


def _content(draft: Draft, item: etree._Element) -> None:
    """Read the first content that is text; of an item that has none the kind is media."""
    contents = descendants(item, "contentitem")
    for content in contents:
        for data in descendants(content, "datacontent"):
            rendition(draft, data)
            if draft.pieces:
                return
    if contents:
        draft.put("kind", ItemKind.MEDIA, "ContentItem")
    if not draft.fields.get("authors"):
        draft.add("authors", [author(text_of(by)) for by in descendants(item, "byline")], "byline")


READER = Reader(
    name="newsml-1",
    title="NewsML 1.0 to 1.2 (IPTC)",
    recognise=_recognise,
    read=read,
    suffixes=(".xml", ".newsml"),
    media_types=("application/vnd.iptc.newsml+xml",),
)
