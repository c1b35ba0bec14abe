"""Where a question is put: files of graphs, a store on disk, or a server; each answers in SPARQL JSON."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Protocol

from kg.errors import KgError, ReadError, StoreError
from kg.query.answer import Answer
from kg.stores import Embedded, Remote, paths, read
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph

__all__ = ["Endpoint", "Local", "Source", "from_directory", "from_files", "prepared"]

_NOISE = re.compile(r"""<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*""")
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


class Source(Protocol):
    """What answers a query."""

    def answer(self, query: str) -> Answer | str:
        """Return a table, or for CONSTRUCT and DESCRIBE N-Triples."""
        ...


def prepared(query: str, limit: int | None = None) -> str:
    """Return a query with the known prefixes declared, all in its first line so that messages keep their line numbers, and with a limit."""
    bare = _NOISE.sub(" ", query)
    declared = set(re.findall(r"\bPREFIX\s+([\w-]*):", query, re.IGNORECASE))
    used = set(re.findall(r"\b([A-Za-z][\w-]*):", bare))
    opening = "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in sorted(used & PREFIXES.keys() - declared))
    closing = f"\nLIMIT {limit}" if limit is not None and not re.search(r"\bLIMIT\s+\d+\s*\Z", bare.strip(), re.IGNORECASE) and _form(query) != "ASK" else ""
    return opening + query + closing


def _form(query: str) -> str:
    found = _FORM.search(_NOISE.sub(" ", query))
    return found[1].upper() if found else ""


class Local:
    """Graphs in memory or on disk; what is asked outside GRAPH is asked of all of them. Raises `ReadError` for bad SPARQL."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store

    def answer(self, query: str) -> Answer | str:
        """Answer in this process."""
        import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

        try:
            found = self.store.query(query, use_default_graph_as_union=True)
            if isinstance(found, ox.QueryTriples):
                return (found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"").decode()
            document = json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"{}")
        except SyntaxError as error:
            raise ReadError(f"no valid SPARQL: {error}", where="query", advice="mend the query") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"the query cannot be answered: {error}", where="query") from error
        return Answer.of(document)


class Endpoint:
    """A server's SPARQL address. Raises `StoreError`."""

    def __init__(self, remote: Remote) -> None:
        self.remote = remote

    def answer(self, query: str) -> Answer | str:
        """Answer by HTTP."""
        if _form(query) in {"CONSTRUCT", "DESCRIBE"}:
            return self.remote.ask(query, "application/n-triples, text/plain;q=0.8").text
        columns, rows = self.remote.select(query)
        return Answer.of({"head": {"vars": columns}, "results": {"bindings": rows}})


def from_files(names: list[str]) -> tuple[Local, list[KgError]]:
    """Return the graphs of files and directories, and what could not be read."""
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    store, errors = ox.Store(), list[KgError]()
    for name in names:
        try:
            files = paths(name)
        except ReadError as error:
            errors.append(error)
            continue
        for path in files:
            try:
                for document in read(path):
                    store.bulk_load(document.nquads(), ox.RdfFormat.N_QUADS)
            except ReadError as error:
                errors.append(error)
    return Local(store), errors


def from_directory(folder: Path) -> Local | None:
    """Return the store in a directory, if there is one."""
    return Local(Embedded(folder, read_only=True).store) if os.path.exists(folder / "CURRENT") else None  # noqa: PTH110  (it is false of a name that no file can have)
