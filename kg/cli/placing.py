"""What the output of each article is called: a source with one article keeps its name, one with several becomes a folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline import Converted

__all__ = ["Placing", "newer"]


@dataclass(slots=True)
class Placing:
    """Names results in the order in which they come; `stems` are the names of the sources' outputs.

    The first article of a source is held until the next one tells whether it was the only one. Of several versions of one article the highest
    stands; that another was left or replaced is a warning.
    """

    stems: dict[str, str]
    warnings: list[tuple[str, str]] = field(default_factory=list)
    source: str | None = None
    held: Converted | None = None
    versions: dict[str, str] = field(default_factory=dict)

    def next(self, result: Converted) -> Iterator[tuple[Converted, str]]:
        """Yield what can be written now that this result is there, each with its name without suffix."""
        if result.source != self.source:
            yield from self.rest()
            self.source, self.held, self.versions = result.source, result, {result.article.id: result.article.version or ""}
            return
        if self.held is not None:
            first, self.held = self.held, None
            if first.article.id != result.article.id:
                yield first, self._name(first)
            elif not self._newer(result):
                yield first, self._name(first)
                return
        elif result.article.id in self.versions and not self._newer(result):
            return
        self.versions[result.article.id] = result.article.version or ""
        yield result, self._name(result)

    def rest(self) -> Iterator[tuple[Converted, str]]:
        """Yield the article that was the only one of its source."""
        if self.held is not None:
            only, self.held = self.held, None
            yield only, self.stems[only.source]

    def _name(self, result: Converted) -> str:
        return f"{self.stems[result.source]}/{result.article.id}"

    def _newer(self, result: Converted) -> bool:
        """Whether a result takes the place of one of the same identifier; a version that is no higher is left, unless there are none."""
        higher, what = newer(self.versions[result.article.id], result)
        self.warnings.append((result.article.source.name, what))
        return higher


def newer(old: str, result: Converted) -> tuple[bool, str]:
    """Return whether a result takes the place of an earlier one of the same article, which is of version `old`, and a sentence about it."""
    new = result.article.version or ""
    higher = not (old and new) or _order(new) >= _order(old)
    what = f"replaced by version {new}" if higher and new else "replaced by a later item" if higher else f"version {new} is older than version {old}: left"
    return higher, f"{result.article.identifier or result.article.id}: {what}"


def _order(version: str) -> tuple[int, str]:
    return (int(version), "") if version.isdecimal() else (0, version)
