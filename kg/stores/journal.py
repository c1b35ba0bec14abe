"""What was loaded where: SQLite, one row a graph, so that a load can be repeated and resumed.

A row tells the hash that the store holds. It is emptied before a graph is replaced and filled after the store has acknowledged, so that whatever
is interrupted is loaded again. The store's identity (a token in its load description) tells a wiped or other store from the one of the rows.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import StoreLost
from kg.stores.versions import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.stores.documents import Document

__all__ = ["Entry", "Journal"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS store (name TEXT PRIMARY KEY, identity TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS graph (store TEXT, iri TEXT, hash TEXT NOT NULL, count INTEGER NOT NULL, source TEXT NOT NULL, withdrawn INTEGER NOT NULL,
    version TEXT NOT NULL DEFAULT '', PRIMARY KEY (store, iri)) WITHOUT ROWID;
"""
# What journals of an earlier make do not have.
_ADDED = "ALTER TABLE graph ADD COLUMN version TEXT NOT NULL DEFAULT ''"
_ROW = "SELECT iri, hash, count, source, withdrawn, version FROM graph WHERE store = ?"


class Entry(NamedTuple):
    """A graph as it was loaded; an empty hash says that its replacing was interrupted."""

    iri: str
    digest: str
    triples: int
    source: str
    withdrawn: bool
    version: Version = Version()


class Journal:
    """The rows of one store. Raises `StoreLost` where the file cannot be used."""

    def __init__(self, path: Path | None, store: str) -> None:
        """Open or make the journal; without a path it lives in memory."""
        self.where, self.store = str(path or "journal"), store
        with self._told():
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._rows = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=30)
            # With NORMAL a power cut may lose the last rows, never the file: what they told is then loaded again.
            self._rows.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; {_SCHEMA}")
            if not any(row[1] == "version" for row in self._rows.execute("PRAGMA table_info(graph)")):
                self._rows.execute(_ADDED)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreLost(f"the journal cannot be used: {error}", where=self.where, advice="check the disk, or name another with --journal") from error

    def close(self) -> None:
        """Close the file."""
        with self._told():
            self._rows.close()

    @property
    def identity(self) -> str:
        """The token of the store that the rows are about; empty if there is none yet."""
        with self._told():
            found = self._rows.execute("SELECT identity FROM store WHERE name = ?", (self.store,)).fetchone()
        return str(found[0]) if found else ""

    def adopt(self, identity: str) -> None:
        """Start anew, for a store with this token."""
        with self._told():
            self._rows.execute("BEGIN")
            self._rows.execute("DELETE FROM graph WHERE store = ?", (self.store,))
            self._rows.execute("INSERT OR REPLACE INTO store VALUES (?, ?)", (self.store, identity))
            self._rows.execute("COMMIT")

    def entry(self, iri: str) -> Entry | None:
        """Return the row of a graph."""
        with self._told():
            row = self._rows.execute(f"{_ROW} AND iri = ?", (self.store, iri)).fetchone()
        return _entry(row) if row else None

    def entries(self) -> Iterator[Entry]:
        """Yield all rows, by name of graph."""
        with self._told():
            yield from map(_entry, self._rows.execute(f"{_ROW} ORDER BY iri", (self.store,)))

    def totals(self) -> tuple[int, int]:
        """Return how many graphs of files the store holds, and how many triples are in all of its graphs."""
        with self._told():
            row = self._rows.execute("SELECT COUNT(NULLIF(source, '')), TOTAL(count) FROM graph WHERE store = ? AND withdrawn = 0", (self.store,)).fetchone()
        return int(row[0]), int(row[1])

    def record(self, documents: Iterable[Document]) -> None:
        """Note what the store has acknowledged."""
        rows = [(self.store, d.iri, d.fingerprint.digest, d.fingerprint.triples, _stored(d.source), d.withdrawn, d.version.text) for d in documents]
        with self._told():
            self._rows.execute("BEGIN")
            self._rows.executemany("INSERT OR REPLACE INTO graph VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            self._rows.execute("COMMIT")

    def unsettle(self, iri: str) -> None:
        """Note that the store may hold anything under this name, until `record` tells what."""
        with self._told():
            self._rows.execute("UPDATE graph SET hash = '' WHERE store = ? AND iri = ?", (self.store, iri))

    def forget(self, iri: str) -> None:
        """Note that the graph is gone."""
        with self._told():
            self._rows.execute("DELETE FROM graph WHERE store = ? AND iri = ?", (self.store, iri))


def _stored(source: str) -> str | bytes:
    """Return a file's name as SQLite takes it: one that is no UTF-8 as its bytes."""
    named = os.fsencode(source)
    return source if named.decode("utf-8", "replace") == source else named


def _entry(row: tuple[str, str, int, str | bytes, int, str]) -> Entry:
    return Entry(row[0], row[1], row[2], os.fsdecode(row[3]), bool(row[4]), Version.read(row[5]))
