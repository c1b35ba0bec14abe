"""A store on disk, without a server: pyoxigraph in a directory. What it holds `oxigraph serve --location DIR` serves."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from kg.errors import StoreLost
from kg.stores.fingerprint import Fingerprint, fingerprint, ntriples
from kg.stores.versions import PREDICATES, Version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.stores.description import Description
    from kg.stores.documents import Document

__all__ = ["JOURNAL", "Embedded"]

JOURNAL = "kg-journal.sqlite"
_LOCKED = "lock"


class Embedded:
    """Graphs in a directory. Raises `StoreLost` where it is locked, full or no store."""

    bulk = True
    # A bulk load is one transaction; this much is held in memory for it.
    batch_bytes = 64_000_000

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

        self.name, self._read_only = str(folder.resolve()), read_only
        self._ox = ox
        with self._told():
            if read_only:
                self.store = ox.Store.read_only(self.name)
            else:
                _fit(folder)
                folder.mkdir(parents=True, exist_ok=True)
                self.store = ox.Store(self.name)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = " ".join(str(error).split())
            if _LOCKED in reason.lower():
                raise StoreLost("another program has this store open", where=self.name, advice="stop it, or load over its HTTP address") from error
            raise StoreLost(f"the store cannot be used: {reason}", where=self.name, advice="free space or check the directory, then load again") from error

    def close(self) -> None:
        """Bring all to the disk."""
        if not self._read_only:
            with self._told():
                self.store.flush()

    def held(self, iris: Sequence[str]) -> set[str]:
        """Return those of the graphs that are there."""
        with self._told():
            return {iri for iri in iris if self.store.contains_named_graph(self._ox.NamedNode(iri))}

    def put(self, document: Document) -> None:
        """Replace a graph, in two steps; the journal knows of a graph between them."""
        self.delete(document.iri)
        with self._told():
            self.store.load(document.triples, self._ox.RdfFormat.N_TRIPLES, to_graph=self._ox.NamedNode(document.iri))

    def add(self, documents: Iterable[Document]) -> None:
        """Add graphs that are not there yet, all or none."""
        with self._told():
            self.store.bulk_load(b"".join(d.nquads() for d in documents), self._ox.RdfFormat.N_QUADS)

    def delete(self, iri: str) -> None:
        """Delete a graph; it is no error if there is none."""
        with self._told():
            self.store.remove_graph(self._ox.NamedNode(iri))

    def fingerprint(self, iri: str) -> Fingerprint:
        """Return the fingerprint of a graph in the store; of none it is that of no triple."""
        with self._told():
            return fingerprint(ntriples(q.triple for q in self.store.quads_for_pattern(None, None, None, self._ox.NamedNode(iri))))

    def version(self, iri: str) -> Version:
        """Return the version of the article in its graph."""
        node = self._ox.NamedNode(iri)
        with self._told():
            found = [(p, q.object) for p in PREDICATES for q in self.store.quads_for_pattern(node, self._ox.NamedNode(p), None, node)]
        return Version.of((predicate, str(getattr(term, "value", ""))) for predicate, term in found)

    def hold(self, _told: Callable[[str], None]) -> None:
        """Return nothing: the directory is locked while it is open."""

    def identity(self, query: str) -> str:
        """Return the token in the load description."""
        with self._told():
            return next((str(row[0].value) for row in self.store.query(query)), "")  # type: ignore[union-attr]

    def describe(self, description: Description) -> None:
        """State the load description in the default graph, in place of an earlier one."""
        with self._told():
            self.store.update(description.update())


def _fit(folder: Path) -> None:
    """Refuse a directory with other things in it: a store among someone's files is a mistyped path."""
    others = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    if others and not (folder / "CURRENT").exists() and others != [JOURNAL]:
        raise StoreLost(f"this directory holds other files ({others[0]})", where=str(folder), advice="name an empty or new directory")
