"""What the output of each article is called, and which of several versions of one article stands."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline import Converted

__all__ = ["Placing"]


@dataclass(frozen=True, slots=True)
class _Known:
    """A version that stands: what tells it from another, and the name of its output, empty while it is held."""

    source: str
    item: str
    version: str
    moment: dt.date | dt.datetime | None
    complete: bool
    length: int
    name: str = ""


@dataclass(slots=True)
class Placing:
    """Names results in the order in which they come; `stems` are the names of the sources' outputs.

    A source with one article keeps its name, one with several becomes a folder: the first article of a source is held until the next one tells.
    Of several versions of one article the newest stands; that another was left or replaced is a warning. `superseded` are the outputs that have to
    go once the newer one is written, each with the IRI of its graph.
    """

    stems: dict[str, str]
    warnings: list[tuple[str, str, str]] = field(default_factory=list)
    superseded: list[tuple[str, str]] = field(default_factory=list)
    source: str | None = None
    count: int = 0
    held: Converted | None = None
    known: dict[str, _Known] = field(default_factory=dict)

    def next(self, result: Converted) -> Iterator[tuple[Converted, str]]:
        """Yield what can be written now that this result is there, each with its name without suffix."""
        if result.source != self.source:
            yield from self.rest()
            self.source, self.count = result.source, 0
        self.count += 1
        stands = self._stands(result)
        if self.held is not None:
            first, self.held = self.held, None
            if not stands or first.triples.iri != result.triples.iri:
                yield self._placed(first)
        if stands and self.count == 1:
            self.held = result
        elif stands:
            yield self._placed(result)

    def rest(self) -> Iterator[tuple[Converted, str]]:
        """Yield the article that was the only one of its source."""
        if self.held is not None:
            only, self.held = self.held, None
            yield self._placed(only, self.stems[only.source])

    def _placed(self, result: Converted, name: str = "") -> tuple[Converted, str]:
        name = name or self._named(result)
        self.known[result.triples.iri] = _facts(result, name)
        return result, name

    def _named(self, result: Converted) -> str:
        """Return the name of one of several: its identifier, and before that the number of its row where it has no address or identifier of its own."""
        article = result.article
        row = re.search(r"[#:](\d+)\Z", article.source.name) if article.url is None and article.identifier is None else None
        return f"{self.stems[result.source]}/{row[1] + '-' if row else ''}{article.id}"

    def _stands(self, result: Converted) -> bool:
        """Whether a result is new, or newer than the one of the same article that came before."""
        old, new = self.known.get(result.triples.iri), _facts(result)
        if old is not None:
            newer, what = _newer(old, new)
            other = f" (in {old.item})" if old.source != new.source else ""
            self.warnings.append((new.source, new.item, f"{result.article.identifier or result.article.url or result.article.id}{other}: {what}"))
            if not newer:
                return False
            if old.name and old.name != self._named(result):
                self.superseded.append((old.name, result.triples.iri))
        self.known[result.triples.iri] = new
        return True


def _facts(result: Converted, name: str = "") -> _Known:
    article = result.article
    moment = article.modified or article.published
    return _Known(result.source, article.source.name or result.source, article.version or "", moment, article.complete, len(article.text), name)


def _newer(old: _Known, new: _Known) -> tuple[bool, str]:
    """Return whether a version takes the place of an earlier one, and a sentence: by number, by date, by completeness; else the later in one file."""
    if old.version and new.version and (by := _compared(_order(old.version), _order(new.version))):
        return (
            by > 0,
            f"replaced by version {_short(new.version)}" if by > 0 else f"version {_short(new.version)} is older than version {_short(old.version)}: left",
        )
    if old.moment and new.moment and (by := _compared(*_moments(old.moment, new.moment))):
        return by > 0, f"replaced by the one of {new.moment}" if by > 0 else f"the one of {new.moment} is older than the one of {old.moment}: left"
    if old.source == new.source:
        return True, f"replaced by version {_short(new.version)}" if new.version else "replaced by a later item"
    if by := _compared((old.complete, old.length), (new.complete, new.length)):
        return by > 0, "the same article; replaced by one with more text" if by > 0 else "the same article with less text: left"
    return False, "the same article again: left"


def _compared(old: tuple[object, ...], new: tuple[object, ...]) -> int:
    return (new > old) - (new < old)


def _moments(old: dt.date | dt.datetime, new: dt.date | dt.datetime) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Return two moments in a form that compares: to the second where both have a time, and an offset both or neither."""
    if isinstance(old, dt.datetime) and isinstance(new, dt.datetime) and (old.tzinfo is None) == (new.tzinfo is None):
        return (old,), (new,)
    return (old.timetuple()[:3],), (new.timetuple()[:3],)


def _order(version: str) -> tuple[int, str]:
    """Order numbers by size, of whatever length, before words."""
    digits = version.lstrip("0") if version.isascii() and version.isdecimal() else ""
    return (len(digits) + 1, digits) if version.isascii() and version.isdecimal() else (0, version)


def _short(version: str) -> str:
    return version if len(version) <= 40 else f"{version[:40]}..."  # noqa: PLR2004  (a line)
