"""The articles that mentions point into: from a folder, or from the graph itself."""

from __future__ import annotations

import bisect
import functools
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.triples import Literal
from kg.vocab import KG, NIF

if TYPE_CHECKING:
    from pathlib import Path

    from kg.validate.facts import Facts

__all__ = ["Text", "Texts"]


@dataclass(frozen=True)
class Text:
    """A canonical text and the file it stands in; no file for a text in the graph."""

    content: str
    file: str = ""

    @functools.cached_property
    def digest(self) -> str:
        """Its SHA-256, as `kg:textHash` gives it."""
        return hashlib.sha256(self.content.encode("utf-8", "surrogatepass")).hexdigest()

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [0, *(n + 1 for n, char in enumerate(self.content) if char == "\n")]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, from 1."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Texts:
    """Finds the text of an article: in the folder under the name of the graph file or by its hash, or in the graph."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def of(self, facts: Facts, article: str, stem: str) -> Text | None:
        """Return the text of an article; `stem` is the path of its graph file below the folder it was found in, without suffix."""
        hashes = {v.value for v in facts.values(article, KG.textHash) if isinstance(v, Literal)}
        if self.folder is not None:
            named = self.folder / f"{stem}.txt"
            text = _read(named) if named.is_file() else None
            if text is not None and (not hashes or text.digest in hashes):
                return text
            same = next((self._by_hash[h] for h in sorted(hashes) if h in self._by_hash), None)
            if same is not None or text is not None:
                return _read(same) if same is not None else text
        given = [v.value for v in facts.values(article, NIF.isString) if isinstance(v, Literal)]
        return Text(given[0]) if len(given) == 1 else None

    @functools.cached_property
    def _by_hash(self) -> dict[str, Path]:
        return {_read(path).digest: path for path in sorted(self.folder.rglob("*.txt"), reverse=True)} if self.folder is not None else {}


def _read(path: Path) -> Text:
    """Read a text as `kg convert` does: without byte order mark, with LF for CRLF. Raises `ReadError`."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=str(path), advice="check the path") from error
    except UnicodeDecodeError as error:
        raise ReadError("is no UTF-8 text", where=str(path), advice="give the texts that kg convert --text-out writes") from error
    return Text(content.replace("\r\n", "\n"), str(path))
