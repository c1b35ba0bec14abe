"""Where a question is put: files of graphs, a store on disk, or a server; each answers in SPARQL JSON."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kg.errors import KgError, NoArticle, ReadError, StoreError
from kg.guard import guard
from kg.printable import printable_json
from kg.query.answer import Answer
from kg.query.dataset import Dataset, Made, asks_outside, blanked, dataset, union
from kg.stores import Embedded, Remote, paths, read
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph

__all__ = ["Endpoint", "Local", "Source", "asks_outside", "from_directory", "from_files", "prepared"]

_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


class Source(Protocol):
    """What answers a query."""

    def answer(self, query: str) -> Answer | str:
        """Return a table, or for CONSTRUCT and DESCRIBE N-Triples."""
        ...


def prepared(query: str, limit: int | None = None) -> str:
    """Return a query with the known prefixes declared, all in its first line so that messages keep their line numbers, and with a limit."""
    bare = blanked(query, iris=True)
    declared = set(re.findall(r"\bPREFIX\s+([\w-]*):", bare, re.IGNORECASE))
    used = set(re.findall(r"\b([A-Za-z][\w-]*):", bare))
    opening = "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in sorted(used & PREFIXES.keys() - declared))
    closing = f"\nLIMIT {limit}" if limit is not None and not re.search(r"\bLIMIT\s+\d+\s*\Z", bare.strip(), re.IGNORECASE) and _form(query) != "ASK" else ""
    return opening + query + closing


def _form(query: str) -> str:
    found = _FORM.search(blanked(query, iris=True))
    return found[1].upper() if found else ""


@dataclass(slots=True)
class Local:
    """Graphs in memory or on disk; what is asked outside GRAPH is asked of their union. Raises `ReadError` for bad SPARQL."""

    store: pyoxigraph.Store
    _union: Made | None = field(default=None)

    def answer(self, query: str) -> Answer | str:
        """Answer in this process."""
        import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

        try:
            found = self._asked(query).query(dataset(query).query)
            if isinstance(found, ox.QueryTriples):
                return printable_json(_once(ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"").decode())
            document = json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"{}")
        except SyntaxError as error:
            raise ReadError(f"no valid SPARQL: {error}", where="query", advice="mend the query") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"the query cannot be answered: {error}", where="query") from error
        return Answer.of(document)

    def _asked(self, query: str) -> pyoxigraph.Store:
        """Return the store that has for a default graph what the query takes for one; what is wrong with the query is told before one is made."""
        import pyoxigraph as ox  # noqa: PLC0415

        ox.Store().query(query)
        asked = dataset(query)
        if asked.is_own:
            return union(self.store, asked).store
        if not asks_outside(query):
            return self.store
        if self._union is None:
            self._union = union(self.store, Dataset(query))
        return self._union.store


def _once(ntriples: bytes) -> bytes:
    """Return N-Triples with each line once: a query that makes triples makes a set of them."""
    return b"".join(dict.fromkeys(ntriples.splitlines(keepends=True)))


class Endpoint:
    """A server's SPARQL address. Raises `StoreError`."""

    def __init__(self, remote: Remote) -> None:
        self.remote = remote

    def answer(self, query: str) -> Answer | str:
        """Answer by HTTP."""
        if _form(query) in {"CONSTRUCT", "DESCRIBE"}:
            return printable_json(_once(self.remote.ask(query, "application/n-triples, text/plain;q=0.8").content).decode("utf-8", "replace"))
        columns, rows = self.remote.select(query)
        return Answer.of({"head": {"vars": columns}, "results": {"bindings": rows}})


def from_files(names: list[str]) -> tuple[Local | None, list[KgError]]:
    """Return the graphs of files and directories, none if not one could be read, and what could not."""
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    store, errors, read_one = ox.Store(), list[KgError](), False
    for name in names:
        try:
            files = paths(name)
        except ReadError as error:
            errors.append(error)
            continue
        for path in files:
            try:
                with guard(path):
                    for document in read(path):
                        store.bulk_load(document.nquads(), ox.RdfFormat.N_QUADS)
                read_one = True
            except NoArticle as nothing:
                errors.append(nothing)
                read_one = True
            except KgError as error:
                errors.append(error)
    return (Local(store) if read_one else None), errors


def from_directory(folder: Path) -> Local | None:
    """Return the store in a directory, if there is one."""
    return Local(Embedded(folder, read_only=True).store) if os.path.exists(folder / "CURRENT") else None  # noqa: PTH110  (it is false of a name that no file can have)
