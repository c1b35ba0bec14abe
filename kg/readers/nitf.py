"""NITF 3.x: a file of its own, or the body of a NewsML or ninjs item.

Source: IPTC, NITF 3.6 DTD and documentation. Element names are matched by local name; the misspelt `headline` is read as `hedline`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import BlockKind, EntityKind, GivenEntity, Status, Subject
from kg.readers import Reader
from kg.readers.bylines import author, authors
from kg.readers.codes import subject_code
from kg.readers.dates import parse as parse_date
from kg.readers.draft import Draft
from kg.readers.markup import Piece, pieces
from kg.readers.xml import XML_LANG, attribute, child, descendants, iri, local, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.model import Article
    from kg.readers import Head, Input

__all__ = ["READER", "fill", "read"]

_KINDS = {
    "person": EntityKind.PERSON,
    "org": EntityKind.ORGANIZATION,
    "location": EntityKind.PLACE,
    "event": EntityKind.THING,
    "function": None,
    "object.title": EntityKind.THING,
}
_PLACES = ("city", "region", "state", "country", "sublocation")
_SCHEMES_AS_IRI = re.compile(r"https?://")


def _recognise(head: Head) -> int:
    space, name = head.root
    return (90 if "nitf" in space.lower() or not space else 0) if name.lower() == "nitf" else 0


def read(source: Input) -> Iterator[Article]:
    """Yield the article of a NITF file, and a withdrawal of the one that it takes back. Raises `ReadError`."""
    root, warnings = parse(source.read(), source.name)
    draft = Draft(source=source, form="nitf", warnings=warnings)
    element = root if local(root) == "nitf" else next(iter(descendants(root, "nitf")), None)
    if element is None:
        raise ReadError("there is no nitf element in it", where=source.name, advice="check the format, or choose one with --from")
    fill(draft, element)
    status = draft.fields.get("status", Status.USABLE)
    replaced = attribute(child(element, "head", "docdata"), "management-doc-idref")
    yield draft.article()
    if status is not Status.USABLE and replaced and replaced != draft.fields.get("identifier"):
        withdrawn = Draft(source=source, form="nitf")
        withdrawn.put("identifier", replaced, "docdata/@management-doc-idref")
        withdrawn.put("language", draft.fields.get("language"), "@baselang")
        withdrawn.put("status", status, "docdata/@management-status")
        yield withdrawn.article()


def fill(draft: Draft, root: etree._Element) -> None:
    """Put what a `nitf` element says into a draft: the fields that it does not have yet, and the blocks."""
    head, body = child(root, "head"), child(root, "body")
    language = attribute(root, "baselang", XML_LANG) or attribute(body, XML_LANG) or attribute(child(root, "body", "body.content"), XML_LANG)
    draft.put("language", language, "@baselang")
    opening = child(body, "body.head")
    _headlines(draft, opening, child(head, "title"))
    _bylines(draft, opening)
    _document(draft, head)
    draft.date("published", attribute(next(iter(descendants(root, "story.date")), None), "norm"), "story.date/@norm")
    _metadata(draft, head)
    dateline = child(opening, "dateline")
    if parse_date(text_of(dateline)) is None:  # some agencies have only the date of the story there
        draft.put("dateline", text_of(dateline), "dateline")
    abstract = child(opening, "abstract")
    draft.add("summary", [text_of(abstract)], "abstract")
    draft.pieces.extend(_body(child(body, "body.content") if body is not None else None))


def _headlines(draft: Draft, opening: etree._Element | None, title: etree._Element | None) -> None:
    lines = descendants(child(opening, "hedline") if child(opening, "hedline") is not None else child(opening, "headline"), "hl1", "hl2")
    for line in lines:
        if local(line) == "hl1":
            draft.put("headline", text_of(line), "hl1")
        elif text_of(line) != draft.fields.get("headline") and not re.fullmatch(r"[A-Z0-9_/ .-]+", text_of(line)):
            draft.put("subheadline", text_of(line), "hl2")
    if not _slug(text_of(title)):
        draft.put("headline", text_of(title), "head/title")


def _slug(title: str) -> bool:
    """Whether a title is only a code that desks use (`WK-voetbal-ned`)."""
    return " " not in title and ("-" in title or "_" in title or "/" in title)


def _bylines(draft: Draft, opening: etree._Element | None) -> None:
    for byline in descendants(opening, "byline"):
        known = "authors" in draft.fields
        draft.put("byline", text_of(byline), "byline")
        persons = descendants(byline, "person")
        found = [author(text_of(p), EntityKind.PERSON, _iris(p)) for p in persons]
        if not persons:
            plain = "".join(map(str, byline.xpath("./text() | ./*[not(local-name() = 'byttl' or local-name() = 'location')]//text()")))
            found = list(authors(plain)) or [author(text_of(each)) for each in descendants(byline, "byttl")]
        if not known:
            draft.add("authors", [*found, *(author(text_of(o), EntityKind.ORGANIZATION) for o in descendants(byline, "org"))], "byline")
    draft.put("publisher", text_of(child(opening, "distributor")), "distributor")
    draft.put("rights", text_of(child(opening, "rights")), "rights")
    draft.put("publisher", text_of(child(opening, "rights", "rights.owner")), "rights.owner")


def _document(draft: Draft, head: etree._Element | None) -> None:
    """Read `docdata`, `pubdata` and `revision-history`: identifier, status and dates."""
    data, published = child(head, "docdata"), child(head, "pubdata")
    for identifier in descendants(data, "doc-id"):
        draft.put("identifier", attribute(identifier, "id-string"), "doc-id/@id-string")
    draft.status(attribute(data, "management-status"), "docdata/@management-status")
    release = attribute(child(data, "date.release"), "norm")
    if release:  # not before this moment, which an embargo makes binding
        draft.date("embargo_until", release, "date.release/@norm")
        if "embargo_until" not in draft.fields and re.match(r"(?:2[2-9]|[3-9]\d)\d\d-?(?:0[1-9]|1[0-2])", release):
            draft.put("embargoed", value=True, where="date.release/@norm")  # never, as systems write it
    draft.date("published", release, "date.release/@norm")
    draft.date("published", attribute(child(data, "date.issue"), "norm"), "date.issue/@norm")
    draft.date("published", attribute(published, "date.publication"), "pubdata/@date.publication")
    draft.date("expires", attribute(child(data, "date.expire"), "norm"), "date.expire/@norm")
    revisions = [attribute(each, "norm") for each in descendants(head, "revision-history") if attribute(each, "norm")]
    if revisions:
        draft.date("modified", revisions[-1], "revision-history/@norm")
    draft.put("publisher", attribute(published, "name"), "pubdata/@name")
    owner = child(data, "doc.copyright")
    draft.put("rights", " ".join(filter(None, (attribute(owner, "holder"), attribute(owner, "year")))), "doc.copyright")
    draft.put("version", attribute(child(data, "du-key"), "version"), "du-key/@version")
    draft.put("url", iri(attribute(published, "ex-ref")), "pubdata/@ex-ref")
    for correction in descendants(data, "correction"):
        draft.put("signal", "correction", "docdata/correction")
        draft.put("correction", attribute(correction, "info"), "docdata/correction/@info")


def _metadata(draft: Draft, head: etree._Element | None) -> None:
    """Read subjects, keywords, places and the list of identified content."""
    for subject in descendants(head, "tobject.subject"):
        label = attribute(subject, "tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")
        source = attribute(subject, "tobject.subject.ipr").upper()
        code = subject_code(attribute(subject, "tobject.subject.refnum")) if source in ("", "IPTC") else None
        if code or label:
            draft.add("subjects", [Subject(iri=code, label=label or None, language=draft.fields.get("language"))], "tobject.subject")
    draft.add("keywords", [attribute(k, "key") for k in descendants(head, "keyword")], "key-list/keyword/@key")
    for meta in descendants(head, "meta"):
        if attribute(meta, "name").lower() == "keywords":
            draft.add("keywords", [k.strip() for k in attribute(meta, "content").split(",")], "meta[@name=keywords]")
    for place in descendants(head, "evloc"):
        name = attribute(place, "city", "county-dist", "state-prov") or text_of(place)
        if name:
            draft.add("entities", [GivenEntity(name=name, kind=EntityKind.PLACE, about=True)], "evloc")
    for each in descendants(child(head, "docdata", "identified-content"), "person", "org", "location"):
        found = _entity(each)
        draft.add("entities", [found] if found else [], "identified-content")


def _body(content: etree._Element | None) -> list[Piece]:
    """Return the blocks of `body.content`: `bq` and `p/@quote-source` are quotations with a source, a credit is its speaker."""
    if content is None:
        return []
    for quotation in descendants(content, "bq"):
        for credit in descendants(quotation, "credit"):
            quotation.set("quote-source", quotation.get("quote-source") or text_of(credit))
            credit.clear(keep_tail=True)
    return pieces(content, entity=_entity, speaker=_speaker, kinds=_BLOCKS)


_BLOCKS: dict[str, BlockKind | None] = {
    **dict.fromkeys(("hl1", "hl2", "h1", "h2", "h3", "h4"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.LIST_ITEM),
    "bq": BlockKind.QUOTE,
    **dict.fromkeys(("p", "block", "ul", "ol", "dl", "div", "nitf-table", "pre", "fn", "hedline"), None),
}


def _speaker(element: etree._Element) -> GivenEntity | None:
    name = attribute(element, "quote-source")
    return author(name) or GivenEntity(name=name, kind=EntityKind.PERSON) if name else None


def _entity(element: etree._Element) -> GivenEntity | None:
    """Return the entity of inline mark-up: `person`, `org`, `location`, with the IRI of `@idsrc` and `@value` where these make one."""
    kind = _KINDS.get(local(element))
    names = [text_of(each) for each in descendants(element, "name.given", "name.family")] if local(element) == "person" else []
    name = " ".join(names) or next((text_of(p) for p in descendants(element, *_PLACES)), "") or text_of(element)
    if kind is None or not re.search(r"\w", name):
        return None
    return GivenEntity(name=name, kind=kind, same_as=_iris(element))


def _iris(element: etree._Element) -> tuple[str, ...]:
    scheme, value = attribute(element, "idsrc"), attribute(element, "value")
    found = iri(value) or (iri(scheme + value) if value and _SCHEMES_AS_IRI.match(scheme) else None)
    return (found,) if found else ()


READER = Reader(
    name="nitf",
    title="NITF 3: News Industry Text Format (IPTC)",
    recognise=_recognise,
    read=read,
    suffixes=(".xml", ".nitf", ".ntf"),
    media_types=("application/nitf+xml", "text/vnd.iptc.nitf"),
)
