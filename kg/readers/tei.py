"""TEI P5: every `div` of type article, or the text as one; what is marked as said, quoted or named is given by the source.

Source: TEI Consortium, P5 Guidelines, chapters 2 (header), 3 (elements for all documents) and 4 (text structure).
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import BlockKind, EntityKind, GivenEntity, GivenStatement
from kg.readers import Reader
from kg.readers.bylines import author
from kg.readers.draft import Draft, one_by_one
from kg.readers.markup import DROPPED, KINDS, pieces
from kg.readers.xml import XML_LANG, attribute, child, children, descendants, iri, local, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.readers import Head, Input, Item

__all__ = ["READER", "read"]

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NAMES = {
    "persname": EntityKind.PERSON,
    "orgname": EntityKind.ORGANIZATION,
    "placename": EntityKind.PLACE,
    "country": EntityKind.PLACE,
    "settlement": EntityKind.PLACE,
    "geogname": EntityKind.PLACE,
}
_BREAKS = ("lb", "cb", "pb", "gb", "milestone")
_HYPHENS = ("-", "\u00ad", "\u2010", "\u00ac", "=")
_TYPED = {"person": EntityKind.PERSON, "org": EntityKind.ORGANIZATION, "organisation": EntityKind.ORGANIZATION, "place": EntityKind.PLACE}
_KINDS: dict[str, BlockKind | None] = {
    **KINDS,
    "head": BlockKind.HEADING,
    "item": BlockKind.LIST_ITEM,
    **dict.fromkeys(("ab", "lg", "l", "sp", "opener", "closer", "cit", "said_block"), None),
    "quote_block": BlockKind.QUOTE,
}
_DROPPED = (DROPPED - {"title"}) | {"figdesc", "byline", "dateline", "fw", "teiheader", "notesstmt", "label", "bibl", "del", "orig", "sic", "abbr"}


def _recognise(head: Head) -> int:
    space, name = head.root
    return 95 if "tei-c.org" in space or name.lower() in ("tei", "tei.2", "teicorpus", "teicorpus.2") else 0


def read(source: Input) -> Iterator[Item]:
    """Yield the articles of a TEI file or corpus. Raises `ReadError`."""
    root, warnings = parse(source.read(), source.name)
    _join_words(root)
    texts = [root] if local(root) in ("tei", "tei.2") else descendants(root, "tei", "tei.2")
    parts = [(text, division) for text in texts or [root] for division in _divisions(text)]
    if not parts:
        raise ReadError("there is no text element in it", where=source.name, advice="check the format, or choose one with --from")
    people = {f"#{name}": each for each in descendants(root, "person", "org", "place") if (name := each.get(_ID))}
    yield from one_by_one(parts, source, functools.partial(_article, people, warnings), alone=len(parts) == 1)


def _join_words(root: etree._Element) -> None:
    """Join the parts of words that a line, a column or a page breaks: `af-<lb break="no"/>schaffing`; the hyphen is the printer's."""
    for element in [e for e in descendants(root, *_BREAKS) if attribute(e, "break") == "no"]:
        parent = element.getparent()
        if parent is None:
            continue
        _leave_hyphen(element)
        tail, behind = (element.tail or "").lstrip(), element.getnext()
        while not tail and behind is not None and local(behind) in (*_BREAKS, "fw"):  # the page and the column that begin there
            tail, further = (behind.tail or "").lstrip(), behind.getnext()
            behind.tail = None
            parent.remove(behind)
            behind = further
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        element.tail = None
        parent.remove(element)


def _leave_hyphen(element: etree._Element) -> None:
    """Leave out blanks and the hyphen before a break, also one in an element of its own (`pc`), and what else is broken there."""
    parent, before = element.getparent(), element.getprevious()
    while before is not None and not (before.tail or "").strip() and local(before) in (*_BREAKS, "pc", "fw"):
        if local(before) == "pc" and text_of(before) not in _HYPHENS:
            return
        earlier = before.getprevious()
        before.tail = None
        parent.remove(before)
        before = earlier
    if before is not None:
        before.tail = _bare(before.tail)
    else:
        parent.text = _bare(parent.text)


def _bare(text: str | None) -> str:
    text = (text or "").rstrip()
    return text[:-1] if text.endswith(_HYPHENS) else text


def _divisions(text: etree._Element) -> list[etree._Element]:
    """Return the divisions that are articles, else the body as a whole."""
    inner = next(iter(descendants(text, "text")), None)
    marked = [e for e in descendants(inner, "div", "div1", "div2", "div3") if attribute(e, "type").lower() in ("article", "artikel", "item", "newsitem")]
    outer = [e for e in marked if not any(above in marked for above in e.iterancestors())]
    whole = next((e for e in descendants(inner, "body")), inner)
    return outer or ([whole] if whole is not None else [])


def _article(people: dict[str, etree._Element], warnings: list[str], part: tuple[etree._Element, etree._Element], source: Input, where: str) -> Iterator[Item]:
    text, division = part
    draft = Draft(source=source, where=where, form="tei", warnings=list(warnings))
    marked = local(division).startswith("div")
    if marked:
        _own(draft, division)
    _header(draft, child(text, "teiheader", "filedesc"), marked=marked)
    draft.put("language", attribute(division, XML_LANG) or attribute(child(text, "text"), XML_LANG) or attribute(text, XML_LANG), "@xml:lang")
    languages = descendants(child(text, "teiheader", "profiledesc"), "language")
    draft.put("language", attribute(languages[0], "ident") if len(languages) == 1 else "", "langUsage/language")
    for term in descendants(child(text, "teiheader", "profiledesc"), "term"):
        draft.add("keywords", [text_of(term)], "keywords/term")
    _blocks_marked(division)
    draft.pieces = pieces(division, entity=functools.partial(_named, people), speaker=functools.partial(_speaker, people), kinds=_KINDS, dropped=_DROPPED)
    yield draft.article()


def _own(draft: Draft, division: etree._Element) -> None:
    """Read what an article of a newspaper's page says of itself."""
    draft.put("identifier", attribute(division, _ID), "div/@xml:id")
    head = child(division, "head")
    draft.put("headline", text_of(head), "div/head")
    draft.byline(text_of(next(iter(descendants(division, "byline")), None)), "byline")
    draft.put("dateline", text_of(next(iter(descendants(division, "dateline")), None)).rstrip(" -–—:"), "dateline")
    for opening in descendants(division, "dateline", "opener"):
        for date in descendants(opening, "date"):
            draft.date("published", attribute(date, "when", "when-iso"), "dateline/date/@when")


def _header(draft: Draft, facts: etree._Element | None, *, marked: bool) -> None:
    """Read the header; in a corpus of articles its title is the newspaper's and not the article's."""
    title, published = child(facts, "titlestmt", "title"), child(facts, "publicationstmt")
    bibl = child(facts, "sourcedesc")
    places = (("sourceDesc", bibl), ("publicationStmt", published))
    for journal in descendants(bibl, "title"):
        draft.put("publisher", text_of(journal) if attribute(journal, "level") == "j" else "", "sourceDesc/title[@level=j]")
    draft.put("publisher" if marked else "headline", text_of(title), "titleStmt/title")
    for each in descendants(child(facts, "titlestmt"), "author") if "authors" not in draft.fields else ():
        reference = iri(attribute(each, "ref"))
        draft.add("authors", [author(text_of(each), None, (reference,) if reference else ())], "titleStmt/author")
    for name, each in places:
        for date in descendants(each, "date"):
            draft.date("published", attribute(date, "when", "when-iso", "from") or text_of(date), f"{name}/date")
    draft.put("publisher", text_of(child(published, "publisher")), "publicationStmt/publisher")
    for number in descendants(published, "idno"):
        draft.put("url", iri(text_of(number)), "idno")
        draft.put("identifier", "" if marked else text_of(number), "idno")
    for licence in descendants(published, "licence", "license"):
        draft.add("licenses", [iri(attribute(licence, "target"))], "availability/licence")
    draft.put("rights", text_of(child(published, "availability")), "availability")
    draft.put("located", text_of(next(iter(descendants(bibl, "pubplace")), None)), "pubPlace")


def _blocks_marked(division: etree._Element) -> None:
    """Rename quotations and speech that hold paragraphs of their own: those are blocks, others stand in a sentence."""
    for element in descendants(division, "quote", "said", "q"):
        within = any(local(above) in ("p", "ab", "head", "item") for above in element.iterancestors())
        if children(element, "p", "ab", "lg", "l") or not within:
            element.set("was", local(element))
            element.tag = "quote_block" if local(element) == "quote" else "said_block"


def _speaker(people: dict[str, etree._Element], element: etree._Element) -> GivenEntity | None:
    return _who(people, attribute(element, "who", "source")) if local(element) in ("said_block", "quote_block", "said", "sp") else None


def _who(people: dict[str, etree._Element], reference: str) -> GivenEntity | None:
    """Return the person or organization that `@who` points at: a record of the header, or an IRI with no name, which is nobody."""
    record = people.get(reference.partition(" ")[0]) if reference else None
    if record is None:
        return None
    kind = {"org": EntityKind.ORGANIZATION, "place": EntityKind.PLACE}.get(local(record), EntityKind.PERSON)
    name = text_of(next(iter(descendants(record, "persname", "orgname", "placename")), None))
    iris = filter(None, (iri(attribute(record, "sameAs")), *(iri(text_of(n)) for n in descendants(record, "idno"))))
    return GivenEntity(name=name, kind=kind, same_as=tuple(iris)) if name else None


def _named(people: dict[str, etree._Element], element: etree._Element) -> GivenEntity | GivenStatement | None:
    """Return what inline mark-up gives: a name with its IRI, or the words that somebody said."""
    kind = _NAMES.get(local(element)) or (_TYPED.get(attribute(element, "type").lower()) if local(element) in ("name", "rs") else None)
    if kind is not None and re.search(r"\w", text_of(element)):
        reference = attribute(element, "ref", "key")
        known = _who(people, reference)
        found = iri(reference)
        full = known.name if known is not None else text_of(element)
        return GivenEntity(name=full, kind=kind, same_as=(found,) if found else known.same_as if known is not None else ())
    if local(element) == "said" and text_of(element):
        return GivenStatement(text=text_of(element), speaker=_who(people, attribute(element, "who")), direct=attribute(element, "direct") != "false")
    return None


READER = Reader(
    name="tei",
    title="TEI P5: texts and corpora of articles",
    recognise=_recognise,
    read=read,
    suffixes=(".tei", ".xml"),
    media_types=("application/tei+xml",),
)
