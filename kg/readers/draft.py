"""An article while it is read: fields in order of trust, then blocks, then the canonical text with its offsets.

The canonical text is the headline and every block, separated by one blank line. Captions, furniture of the page and teasers that repeat the
text are out, with a word about how much that is; the dateline of an agency is kept as a field and cut from its sentence.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import ReadError
from kg.model import UNDETERMINED, Article, Block, BlockKind, EntityKind, GivenEntity, GivenStatement, ItemKind, Origin, Source, Span, Status
from kg.readers import furniture, words
from kg.readers.addresses import canonical_url, identity, is_global, without_secrets
from kg.readers.addresses import split as split_address
from kg.readers.bylines import authors
from kg.readers.datelines import dateline
from kg.readers.dates import read as read_date
from kg.readers.facts import language_tag
from kg.readers.furniture import LeftOut
from kg.readers.invisible import seen, visible
from kg.readers.languages import detect
from kg.readers.markup import Piece, in_place
from kg.readers.page_dates import without_dates
from kg.readers.stubs import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.readers import Item
    from kg.readers.source import Input

__all__ = ["Draft", "detect", "one_by_one"]

_Thing = TypeVar("_Thing")
_SEPARATOR = "\n\n"
_FIRST_YEAR = 1900
_MEASURED = ("published", "modified", "created", "expires", "embargo_until")


def one_by_one(items: Iterable[_Thing], source: Input, read: Callable[[_Thing, Input, str], Iterator[Item]], *, alone: bool = False) -> Iterator[Item]:
    """Read the items of a file one by one, each named by its number from 1; one that is bad is yielded as its `ReadError`."""
    for number, item in enumerate(items, 1):
        try:
            yield from read(item, source, source.name if alone else f"{source.name}#{number}")
        except ReadError as error:
            yield error


@dataclass(slots=True)
class Draft:
    """Fields and blocks of one article as they are found; the first value that a field gets stands.

    `put` and `add` take where the value stood (an element, a key). `bare` allows an article without text: a format that sends metadata alone.
    `title` is what a page calls itself, `teasers` are blocks that its mark-up ties to links.
    """

    source: Input
    where: str = ""
    form: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left: LeftOut = field(default_factory=LeftOut)
    bare: bool = False
    title: str = ""
    teasers: frozenset[str] = frozenset()

    def put(self, name: str, value: object, where: str, confidence: str = "given") -> None:
        """Set a field of `Article`, unless it has a value; empty values are none."""
        if isinstance(value, str) and not isinstance(value, Enum):
            value = " ".join(visible(value).split())
        if value and name not in self.fields:
            self.fields[name] = value
            self.origins.append(Origin(field=name, where=where, confidence=confidence))

    def add(self, name: str, values: Iterable[object], where: str) -> None:
        """Add values to a field that holds several."""
        new = [seen(v) for v in values]
        new = [v for v in dict.fromkeys(new) if v and v not in self.fields.get(name, ())]
        if new:
            if name not in self.fields:
                self.origins.append(Origin(field=name, where=where))
            self.fields[name] = (*self.fields.get(name, ()), *new)

    def date(self, name: str, value: object, where: str, confidence: str = "given") -> None:
        """Set a date field; a value that is no date is a warning and nothing else."""
        text = " ".join(str(value or "").split())
        if not text or name in self.fields:
            return
        found, note = read_date(text, self.source.facts.timezone, first=self.source.facts.day_first)
        if note:
            self.warn(f"{where}: {text[:60]!r}: {note}" + (f"; {name} stays empty" if found is None else ""))
        elif found is None:
            self.warn(f"{where}: {text[:60]!r} is no date: {name} stays empty")
        self.put(name, found, f"{where}={text}", confidence)

    def status(self, value: str, where: str) -> None:
        """Set the status from IPTC `pubStatus` or NITF `management-status`; an unknown one is a warning."""
        word = value.strip().lower().rpartition(":")[2]
        known = {"usable": None, "": None, "withheld": Status.WITHHELD, "canceled": Status.CANCELED, "cancelled": Status.CANCELED, "killed": Status.CANCELED}
        if word == "embargoed":
            self.put("embargoed", True, where)
        elif word in known:
            self.put("status", known[word], where)
        else:
            self.warn(f"{where}: unknown status {value!r} is read as usable")

    def warn(self, message: str) -> None:
        """Say something to the user, once."""
        if message not in self.warnings:
            self.warnings.append(message)

    def byline(self, text: str, where: str) -> None:
        """Set the byline as printed, and the authors that it names unless they are known."""
        self.put("byline", text, where)
        if "authors" not in self.fields:
            self.add("authors", authors(text), where)

    def block(self, kind: BlockKind, text: str, speaker: GivenEntity | None = None) -> None:
        """Add one block."""
        text = " ".join(visible(text).split())
        if text:
            self.pieces.append(Piece(kind=kind, text=text, speaker=speaker))

    # the whole

    def article(self) -> Article:
        """Return the article. Raises `ReadError` where there is neither text nor anything else to keep."""
        facts, fields = self.source.facts, self.fields
        self._headline()
        status = fields.get("status", Status.USABLE)
        kind = fields.get("kind", ItemKind.ARTICLE)
        pieces = self._body() if kind is ItemKind.ARTICLE else []
        if kind is ItemKind.ARTICLE and status is Status.USABLE and not pieces and not fields.get("statements"):
            if not self.bare:
                advice = "give the page or the full article" if fields.get("url") else "give a file with an article"
                raise ReadError("there is no text in it", where=self.where or self.source.name, advice=advice)
            self.warn("there is no text in it: metadata only")
        for message in self.left.messages():
            self.warn(message)
        if kind is ItemKind.ARTICLE and (reason := refusal((fields.get("headline", ""), self.title), [p.text for p in pieces], dated="published" in fields)):
            raise ReadError(reason, where=self.where or self.source.name, advice="fetch the article again, as its readers see it")
        text, blocks = self._text(pieces)
        language = self._language(text)
        self._dates()
        given = without_secrets(facts.url or "")
        url = canonical_url(given) or given or canonical_url(fields.get("url", "")) or None
        identifier = fields.get("identifier")
        publisher = facts.publisher or fields.get("publisher")
        named = given or (identifier if identifier and is_global(identifier) else url)
        if named is None and identifier and publisher:
            named = f"{publisher}:{identifier}"  # a number of its own file
        self._site_is_no_person(publisher, url)
        values = {k: v for k, v in fields.items() if k not in ("headline", "language", "url", "published", "publisher")}
        return Article(
            **values,
            id=identity(named) if named else hashlib.sha256((text or repr(sorted(fields.items()))).encode("utf-8", "surrogatepass")).hexdigest()[:16],
            text=text,
            language=language,
            source=Source(name=self.where or self.source.name, media_type=self.source.media_type or "", format=self.form),
            blocks=blocks,
            headline=facts.headline or fields.get("headline"),
            published=facts.published or fields.get("published"),
            publisher=publisher,
            url=url,
            origins=tuple(self.origins),
            warnings=tuple(self.warnings),
        )

    def _site_is_no_person(self, publisher: str | None, url: str | None) -> None:
        """Make an organization of an author that has the name of the publisher or of the site."""
        host = (split_address(url or "").hostname or "").removeprefix("www.")
        sites = {_bare(name) for name in (publisher, host, host.rpartition(".")[0]) if name}
        if "authors" in self.fields:
            self.fields["authors"] = tuple(
                replace(each, kind=EntityKind.ORGANIZATION) if each.kind is EntityKind.PERSON and _bare(each.name) in sites else each
                for each in self.fields["authors"]
            )

    def _headline(self) -> None:
        headline = self.fields.get("headline")
        if headline:
            signal, rest = words.split_signal(headline)
            self.fields["headline"] = rest
            if signal:
                self.put("signal", "correction" if words.correction_signal(signal) else signal, "headline", "derived")

    def _body(self) -> list[Piece]:
        """Return the blocks without furniture and repetitions, key points told from list items, the dateline cut."""
        fields = self.fields
        repeated = {
            _bare(t) for t in (fields.get("headline"), fields.get("subheadline"), fields.get("kicker"), fields.get("dateline"), fields.get("byline")) if t
        }
        teasers = {_bare(t) for t in fields.get("summary", ())}
        found: list[Piece] = []
        in_summary = False
        for piece in map(furniture.cleaned, self.pieces):
            text = _bare(piece.text)
            if words.is_key_points_label(piece.text):
                in_summary = True
                continue
            if len(found) < 4 and self._byline_or_date(piece.text, len(found)):  # noqa: PLR2004  (under the headline, behind the key points)
                continue
            if len(found) < 3 and text in repeated and not words.is_note(piece.text):  # noqa: PLR2004  (at the top)
                continue
            in_summary = in_summary and piece.kind is BlockKind.LIST_ITEM
            found.append(furniture.shown(replace(piece, kind=BlockKind.KEY_POINT) if in_summary else piece))
        while len(found) > 1 and _bare(found[0].text) in teasers and any(_bare(found[0].text) in _bare(p.text) for p in found[1:3]):
            found = found[1:]  # a teaser before the paragraph that it repeats
        if not found and fields.get("summary"):
            found = [Piece(kind=BlockKind.PARAGRAPH, text=" ".join(t.split())) for t in fields["summary"]]
            self.put("complete", False, "summary")
            self.fields["complete"] = False
            self.warn("only a summary: the article itself is not in it")
        found = furniture.body(found, self.left, page=self.form == "html", teasers=self.teasers)
        if "an appeal to subscribe" in self.left.counts:
            self.fields["complete"] = False
            self.warn("only the beginning: the text ends with an appeal to subscribe")
        first = [n for n, p in enumerate(found) if p.kind is BlockKind.PARAGRAPH][:2]
        return [self._without_dateline(p) if n in first else p for n, p in enumerate(found)]

    def _byline_or_date(self, line: str, above: int) -> bool:
        """Read a line that is only a date, a byline, or both."""
        rest, day = (line, None) if above > 1 else without_dates(line, str(self.fields.get("language") or ""))
        names = words.byline_alone(rest)
        if rest and not names:
            return False
        self.put("published", day, "a line of the text", "derived")
        if names:
            self.byline(names, "a line of the text")
        return True

    def _without_dateline(self, piece: Piece) -> Piece:
        printed, start = dateline(piece.text)
        known = self.fields.get("dateline", "")
        if not start and known and piece.text.startswith(known):
            start = len(known) + len(re.match(r"[\s\-–—:]*", piece.text[len(known) :])[0])  # type: ignore[index]
        if not start or start >= len(piece.text):
            return piece
        self.put("dateline", printed, "p", "derived")
        marks = tuple((a - start, b - start, e) for a, b, e in piece.marks if a >= start)
        return replace(piece, text=piece.text[start:], marks=marks)

    def _text(self, pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
        """Join the blocks, and place inline entities and quotations with a source in the text."""
        headline = self.source.facts.headline or self.fields.get("headline")
        if headline and self.fields.get("kind", ItemKind.ARTICLE) is ItemKind.ARTICLE:
            pieces = [Piece(kind=BlockKind.HEADLINE, text=" ".join(headline.split())), *pieces]
        at, blocks = 0, []
        marks: dict[tuple[str, str], list[Span]] = {}
        named: dict[tuple[str, str], GivenEntity] = {}
        for piece in pieces:
            blocks.append(Block(kind=piece.kind, span=Span(at, at + len(piece.text))))
            for start, end, entity in piece.marks:
                if isinstance(entity, GivenStatement):
                    self.add("statements", [in_place(entity, piece.text, start, end, at)], "quotation")
                    continue
                key = (entity.kind.value, entity.name.casefold())
                named.setdefault(key, entity)
                marks.setdefault(key, []).append(Span(at + start, at + end))
            if piece.speaker is not None:
                said = GivenStatement(text=piece.text, speaker=piece.speaker)
                self.add("statements", [in_place(said, piece.text, 0, len(piece.text), at)], "quotation")
            at += len(piece.text) + len(_SEPARATOR)
        self.add("entities", [replace(entity, spans=tuple(marks[key])) for key, entity in named.items()], "inline mark-up")
        return _SEPARATOR.join(p.text for p in pieces), tuple(blocks)

    def _language(self, text: str) -> str:
        if self.source.facts.language:
            return self.source.facts.language
        stated = str(self.fields.get("language") or "")
        if stated:
            try:
                return language_tag(stated)
            except ReadError:
                where = next((o.where for o in self.origins if o.field == "language"), "language")
                self.warn(f"{where}: there is no language {stated[:60]!r}: left out, and detected instead")
        sample = text.strip() or " ".join(s.text for s in self.fields.get("statements", ()))
        return detect(sample) if sample else UNDETERMINED

    def _dates(self) -> None:
        """Warn of dates that cannot be right."""
        tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
        for name in _MEASURED[:3]:
            found = self.fields.get(name)
            day = found.date() if isinstance(found, dt.datetime) else found
            if day is not None and (day.year < _FIRST_YEAR or day > tomorrow):
                self.warn(f"{name} {day} lies {'in the future' if day > tomorrow else f'before {_FIRST_YEAR}'}")


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
