"""NAF 2 and 3: a text with layers of annotation; the entity layer is given by the source and joins what `kg` finds itself.

Source: A. Fokkens et al., NAF and GAF: linking linguistic annotations, ISA-10, 2014; NAF 3.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import BlockKind, EntityKind, GivenEntity
from kg.readers import Reader
from kg.readers.draft import Draft
from kg.readers.markup import Piece
from kg.readers.xml import XML_LANG, attribute, child, children, descendants, iri, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kg.model import Article
    from kg.readers import Head, Input

__all__ = ["READER", "read"]

# Types of the entity layer as modules write them; others (dates, numbers) are no entities here.
_KINDS = {
    **dict.fromkeys(("per", "person", "people"), EntityKind.PERSON),
    **dict.fromkeys(("org", "organization", "organisation", "company"), EntityKind.ORGANIZATION),
    **dict.fromkeys(("gpe", "country", "nation"), EntityKind.GEOPOLITICAL_ENTITY),
    **dict.fromkeys(("loc", "location", "place", "fac", "facility"), EntityKind.PLACE),
    **dict.fromkeys(("misc", "product", "work_of_art", "law", "pro"), EntityKind.THING),
}
_LONGEST_NAME = 12  # words

Mark = tuple[int, int, GivenEntity]


def _recognise(head: Head) -> int:
    return 95 if head.root[1].lower() == "naf" else 0


def read(source: Input) -> Iterator[Article]:
    """Yield the article of a NAF file. Raises `ReadError`."""
    root, warnings = parse(source.read(), source.name)
    draft = Draft(source=source, form="naf", warnings=warnings)
    facts, public = child(root, "nafheader", "filedesc"), child(root, "nafheader", "public")
    draft.put("identifier", attribute(public, "uri", "publicid"), "public/@uri")
    draft.put("url", iri(attribute(public, "uri")), "public/@uri")
    draft.put("language", attribute(root, XML_LANG, "lang"), "@xml:lang")
    draft.put("headline", attribute(facts, "title"), "fileDesc/@title")
    draft.byline(attribute(facts, "author"), "fileDesc/@author")
    draft.date("published", attribute(facts, "creationtime"), "fileDesc/@creationtime", "derived")
    draft.put("publisher", attribute(facts, "publisher", "magazine"), "fileDesc/@publisher")
    name = PurePath(attribute(facts, "filename")).name
    draft.put("identifier", name if re.search(r"\d{4,}", name) else "", "fileDesc/@filename")
    raw = child(root, "raw")
    text = "".join(map(str, raw.itertext())) if raw is not None else ""
    words = descendants(child(root, "text"), "wf")
    places, text = _places(words, text)
    if not text.strip():
        raise ReadError("there is no raw text and no text layer in it", where=source.name, advice="give a NAF file with its raw layer")
    draft.pieces = _paragraphs(text, _marks(root, places, text, draft))
    yield draft.article()


def _places(words: list[etree._Element], text: str) -> tuple[dict[str, tuple[int, int]], str]:
    """Return where each word stands, by its identifier; without a raw layer the text is set from the words at their offsets."""
    rows = []
    for word in words:
        try:
            rows.append((int(attribute(word, "offset")), attribute(word, "id", "wid"), text_of(word)))
        except ValueError:
            continue
    if not text.strip():
        longest = sum(len(word) + 2 for _, _, word in rows) + 10_000  # an offset may not call for gigabytes of blanks
        letters: list[str] = []
        size = 0
        for at, _, word in sorted(rows):
            if size <= at <= longest:
                letters += [" " * (at - size), word]
                size = at + len(word)
        text = "".join(letters)
    return {name: (at, at + len(word)) for at, name, word in rows if text[at : at + len(word)] == word}, text


def _marks(root: etree._Element, places: dict[str, tuple[int, int]], text: str, draft: Draft) -> list[Mark]:
    """Return the mentions of the entity layer; a word that is not where its offset says gives none."""
    terms = {attribute(term, "id", "tid"): [attribute(t, "id") for t in descendants(term, "target")] for term in children(child(root, "terms"), "term")}
    found: list[Mark] = []
    lost = 0
    for entity in children(child(root, "entities"), "entity"):
        kind = _KINDS.get(attribute(entity, "type").lower())
        iris = tuple(dict.fromkeys(filter(None, (iri(attribute(ref, "reference")) for ref in descendants(entity, "externalref")))))
        for span in descendants(entity, "span") if kind is not None else ():
            names = [attribute(target, "id") for target in children(span, "target")]
            words = [word for name in names for word in terms.get(name, [name])]
            known = [places[word] for word in words if word in places]
            lost += not known
            if known and kind is not None and len(known) <= _LONGEST_NAME and min(known)[0] < max(known)[1] - 2:
                start, end = min(known)[0], max(known)[1]
                end -= 2 * text[start:end].endswith(("'s", "’s"))  # the possessive is a word of its own in the layer
                found.append((start, end, GivenEntity(name=" ".join(text[start:end].split()), kind=kind, same_as=iris[:3])))
    if lost:
        draft.warn(f"{lost} entities point at words that are not in the text: left")
    return found


def _paragraphs(text: str, marks: list[Mark]) -> list[Piece]:
    """Split a text at blank lines, or at line breaks where there are none, with the marks in each part moved along."""
    boundary = r"\n\s*\n" if re.search(r"\n\s*\n", text) else r"\n"
    edges = [0, *(edge for match in re.finditer(boundary, text) for edge in match.span()), len(text)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        bare, at = _squeezed(text, start, end)
        if bare:
            inside = [(at[a], at[b - 1] + 1, entity) for a, b, entity in marks if start <= a < b <= end and a in at and b - 1 in at]
            found.append(Piece(kind=BlockKind.PARAGRAPH, text=bare, marks=tuple(inside)))
    return found


def _squeezed(text: str, start: int, end: int) -> tuple[str, dict[int, int]]:
    """Return a part of a text with single blanks, and where each of its characters went."""
    words = list(re.finditer(r"\S+", text[start:end]))
    at: dict[int, int] = {}
    size = 0
    for word in words:
        at.update((start + word.start() + n, size + n) for n in range(len(word.group())))
        size += len(word.group()) + 1
    return " ".join(word.group() for word in words), at


READER = Reader(
    name="naf",
    title="NAF 2 and 3: text with linguistic layers",
    recognise=_recognise,
    read=read,
    suffixes=(".naf", ".xml"),
    media_types=("application/naf+xml",),
)
