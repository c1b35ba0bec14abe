"""RDF terms of our own: an IRI is a plain `str`, a literal a `Literal`; a graph is a tuple of triples in reading order.

A `Graph` holds nothing that a strict parser refuses: whoever makes one of other terms gets a `TermError`. What sources say is looked at before,
by `term_fault`, and left out with a warning.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import TermError

if TYPE_CHECKING:
    import rdflib

__all__ = ["LONGEST", "Graph", "Literal", "Term", "Triple", "form_fault", "iri_fault", "language_fault", "term_fault", "text_fault", "to_rdflib"]

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
# Bytes that a literal or an IRI may take when it is written: parsers hold 16 MiB (Oxigraph), and the quotation marks and tags go with it.
LONGEST = 15 * 1024 * 1024
_SURELY_FITS = LONGEST // 6  # characters: one is written in six bytes at most
_XSD = XSD_STRING.removesuffix("string")
_OFFSET = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_DATE = r"-?(?:[1-9]\d{4,}|\d{4})-\d\d-\d\d"
_FORMS = {
    _XSD + "integer": re.compile(r"[+-]?\d+", re.ASCII),
    _XSD + "decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII),
    _XSD + "boolean": re.compile("true|false|1|0"),
    _XSD + "date": re.compile(_DATE + _OFFSET, re.ASCII),
    _XSD + "dateTime": re.compile(_DATE + r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?" + _OFFSET, re.ASCII),
}
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?=[T+Z-]|\Z)")


class Literal(NamedTuple):
    """A literal: lexical form, datatype IRI, and a BCP 47 tag (then the datatype is not read)."""

    value: str
    datatype: str = XSD_STRING
    language: str = ""


Term = str | Literal


class Triple(NamedTuple):
    """Subject and predicate are IRIs, the object an IRI or a literal."""

    subject: str
    predicate: str
    object: Term


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of one article: the article's IRI (also the graph's name) and its triples, each once.

    `left_out` tells in sentences what the source says and no graph can hold. Raises `TermError` for a term that cannot be written.
    """

    iri: str
    triples: tuple[Triple, ...]
    left_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        sound: set[Term] = set()
        for term in (self.iri, *(each for triple in self.triples for each in triple)):
            if term in sound:
                continue
            if fault := term_fault(term):
                raise TermError(fault, where=self.iri[:200] if term is not self.iri else "", advice="give what can stand in RDF")
            sound.add(term)
        for subject, predicate, _ in self.triples:
            if isinstance(subject, Literal) or isinstance(predicate, Literal):
                raise TermError("a literal is a subject or a predicate", where=self.iri)


def term_fault(term: Term) -> str:
    """Return why a term cannot be written as RDF, an empty string if it can."""
    if not isinstance(term, Literal):
        return iri_fault(term)
    if term.language:
        return language_fault(term.language) or text_fault(term.value)
    return text_fault(term.value) or (iri_fault(term.datatype) if term.datatype != XSD_STRING else "")


def text_fault(value: str) -> str:
    """Return why a text cannot be a literal: a code point that no encoding or no store has, or its size."""
    if "\0" in value:
        return f"{_shown(value)} holds the character U+0000"
    try:
        size = len(value) if len(value) < _SURELY_FITS else len(value.encode()) + 5 * len(re.findall(r'[\x00-\x1f\x7f"\\]', value))
        if size == len(value) and not value.isascii():
            value.encode()
    except UnicodeEncodeError as error:
        return f"{_shown(value)} holds half a surrogate pair, U+{ord(value[error.start]):04X}"
    return f"a text of {len(value):,} characters is more than a literal may hold" if size > LONGEST else ""


@functools.lru_cache(maxsize=65_536)
def iri_fault(value: str) -> str:
    """Return why a string is no absolute IRI (RFC 3987), as strictly as stores read it; an empty string if it is one."""
    import pyoxigraph as ox  # noqa: PLC0415

    if not 0 < len(value) < _SURELY_FITS:
        return f"an IRI of {len(value):,} characters cannot be written"
    try:
        ox.NamedNode(value)
    except (ValueError, UnicodeError) as error:
        reason = "half a surrogate pair" if isinstance(error, UnicodeError) else _shown(str(error), quoted=False)
        return f"{_shown(value)} is no IRI ({reason})"
    return ""


@functools.lru_cache(maxsize=1024)
def language_fault(tag: str) -> str:
    """Return why a string is no language tag (BCP 47), an empty string if it is one."""
    import pyoxigraph as ox  # noqa: PLC0415

    try:
        ox.Literal("", language=tag)
    except (ValueError, UnicodeError):
        return f"{_shown(tag)} is no language tag"
    # Turtle's grammar is narrower than the parser's here and there: letters first, ASCII only.
    return "" if re.fullmatch(r"[a-zA-Z]+(?:-[a-zA-Z0-9]+)*", tag) else f"{_shown(tag)} is no language tag"


def form_fault(literal: Literal) -> str:
    """Return why a literal is not in the lexical space of its datatype; an empty string if it is, or nobody knows the datatype."""
    form = _FORMS.get(literal.datatype) if not literal.language else None
    if form is not None and (form.fullmatch(literal.value) is None or not _is_day(literal.value)):
        return f"{_shown(literal.value)} is no xsd:{literal.datatype.removeprefix(_XSD)}"
    return iri_fault(literal.value) if literal.datatype == _XSD + "anyURI" and not literal.language else ""


def _is_day(value: str) -> bool:
    day = _DAY.match(value)
    try:
        return day is None or dt.date.fromisoformat(day[1]) is not None
    except ValueError:
        return False


def _shown(value: str, *, quoted: bool = True) -> str:
    """Return a value as a message may hold it: on one line, without what a terminal obeys, and short."""
    short = value if len(value) <= 80 else f"{value[:60]}..."  # noqa: PLR2004  (half a line)
    return ascii(short) if not short.isprintable() else repr(short) if quoted else short


def to_rdflib(graph: Graph) -> rdflib.Graph:
    """Return the same graph as rdflib holds it."""
    import rdflib  # noqa: PLC0415  (200 ms that `kg --help` need not wait for)

    copy = rdflib.Graph()
    for subject, predicate, obj in graph.triples:
        copy.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), _term(obj)))
    return copy


def _term(term: Term) -> rdflib.term.Node:
    from rdflib import Literal as RdflibLiteral  # noqa: PLC0415
    from rdflib import URIRef  # noqa: PLC0415

    if isinstance(term, str):
        return URIRef(term)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    # rdflib tells "x" from "x"^^xsd:string; Turtle does not.
    return RdflibLiteral(term.value, datatype=None if term.datatype == XSD_STRING else URIRef(term.datatype), normalize=False)
