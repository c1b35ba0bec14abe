"""The article itself as triples, and the mentions that claims point at."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import TermError
from kg.model import UNDETERMINED, ItemKind, Span, Status
from kg.triples import Graph, Literal, Term, Triple, form_fault, iri_fault, language_fault, term_fault
from kg.vocab import KG, NIF, PREFIXES, PROV, RDF, RDFS, SCHEMA, XSD, Minter

if TYPE_CHECKING:
    from kg.model import Article

__all__ = ["Triples", "describe"]


@dataclass(slots=True)
class Triples:
    """Triples as they come, and the mentions that they point at. Raises `TermError` for a base that makes no IRIs.

    What cannot be written is left out, and told in `left_out`.
    """

    article: Article
    minter: Minter
    found: dict[Triple, None] = field(default_factory=dict)
    spans: dict[Span, str] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)
    language: str = ""
    sound: set[Term] = field(default_factory=set)

    def __post_init__(self) -> None:
        if iri_fault(f"{self.minter.article}#char=0,1"):
            raise TermError(f"the base {self.minter.base!r:.200} makes no IRIs", advice="give an absolute IRI without a fragment, as https://news.example/")
        fault = language_fault(self.article.language)
        self.language = UNDETERMINED if fault else self.article.language
        if fault:
            self.leave_out("schema:inLanguage", fault)

    def add(self, subject: str, predicate: str, *objects: Term, of: str = "") -> None:
        """State one triple for each object, once; `of` names what it is said of, where the user is to be told."""
        if not objects or (subject not in self.sound and not self._fits(subject, predicate, of)):
            return
        for obj in objects:
            if obj in self.sound or self._fits(obj, predicate, of):
                self.found.setdefault(Triple(subject, predicate, obj))

    def _fits(self, term: Term, predicate: str, of: str) -> bool:
        fault = term_fault(term) or (form_fault(term) if isinstance(term, Literal) else "")
        if fault:
            prefix, namespace = next((row for row in PREFIXES.items() if predicate.startswith(row[1])), ("", ""))
            self.leave_out(f"{prefix}:{predicate.removeprefix(namespace)}{f' of {of[:80]!r}' if of else ''}", fault)
            return False
        self.sound.add(term)
        return True

    def leave_out(self, name: str, fault: str) -> None:
        """Remember what is left out, and why."""
        self.left_out.setdefault(f"{name}: {fault}: left out")

    def mention(self, span: Span, form: str = "") -> str:
        """Return the node of a mention; the first form given for a span counts."""
        self.spans[span] = self.spans.get(span) or form
        return self.minter.local("char", span)

    def words(self, value: str) -> Literal:
        """Return a text in the language of the article."""
        return Literal(value, language=self.language)

    def write_mentions(self) -> None:
        """State the mentions that were asked for, in text order."""
        for span in sorted(self.spans):
            node = self.minter.local("char", span)
            self.add(node, RDF.type, KG.Mention)
            self.add(node, NIF.beginIndex, Literal(str(span.start), XSD.integer))
            self.add(node, NIF.endIndex, Literal(str(span.end), XSD.integer))
            self.add(node, NIF.anchorOf, Literal(self.article.words(span)))
            self.add(node, NIF.referenceContext, self.minter.article)
            if self.spans[span]:
                self.add(node, KG.mentionForm, KG.NAMESPACE + self.spans[span])

    def graph(self) -> Graph:
        """Return what was stated, in order."""
        return Graph(self.minter.article, tuple(self.found), tuple(self.left_out))


def describe(out: Triples, maker: str, run: str, *, with_text: bool) -> None:
    """State what the source says about the article itself; of a withdrawn one only what tells which it was."""
    article, node = out.article, out.minter.article
    usable = article.status is Status.USABLE
    whole = article.kind is ItemKind.ARTICLE
    out.add(node, RDF.type, KG.Article if whole else KG.Item)
    if usable:
        texts = ((SCHEMA.headline, article.headline), *((SCHEMA.keywords, k) for k in article.keywords), (SCHEMA.correction, article.correction))
        for predicate, value in texts:
            if value:
                out.add(node, predicate, out.words(value))
    embargo = article.embargo_until if article.embargoed else None
    for predicate, day in ((SCHEMA.datePublished, article.published), (SCHEMA.dateModified, article.modified), (KG.embargoUntil, embargo)):
        if day is not None:
            out.add(node, predicate, _moment(day))
    plain = (
        (SCHEMA.inLanguage, out.language),
        (SCHEMA.publisher, article.publisher),
        (SCHEMA.identifier, article.identifier),
        *((SCHEMA.license, each) for each in article.licenses),
        (SCHEMA.version, article.version),
        (SCHEMA.creativeWorkStatus, article.status.value if not usable else None),
    )
    for predicate, value in plain:
        if value:
            out.add(node, predicate, Literal(value))
    if article.url:
        out.add(node, SCHEMA.url, Literal(article.url, XSD.anyURI))
    if usable:
        out.add(node, KG.keyPoint, *(out.mention(span) for span in article.key_points))
    if whole:
        out.add(node, KG.textHash, Literal(hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()))
    if with_text and whole and usable:
        out.add(node, NIF.isString, Literal(article.text))
    out.add(node, PROV.wasGeneratedBy, run)
    out.add(run, RDF.type, PROV.Activity)
    out.add(run, RDFS.label, Literal(maker))


def _moment(day: dt.date | dt.datetime) -> Literal:
    kind = XSD.dateTime if isinstance(day, dt.datetime) else XSD.date
    return Literal(day.isoformat(), kind)
