"""Graphs into a store: what is unchanged is skipped, what was withdrawn is deleted, and one bad graph stops no other."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, StoreError, StoreLost
from kg.stores.description import Description, question
from kg.stores.documents import STDIN
from kg.stores.journal import Journal
from kg.stores.outcomes import Action, Change, Older, Outcome
from kg.stores.versions import Version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.stores.documents import Document
    from kg.stores.journal import Entry
    from kg.stores.lock import Lock
    from kg.stores.outcomes import Store

__all__ = ["Loader"]

# Fewer graphs are quicker one by one.
_BULK_LEAST = 20
_IN_A_ROW = 5


@dataclass(slots=True)
class Loader:
    """Loads documents into a store; `dataset` is the IRI of the load description. Without `write` it only says what it would do.

    `told` takes what is to be said while it waits.
    """

    store: Store | None
    journal: Journal
    dataset: str
    version: str
    write: bool = True
    told: Callable[[str], None] = print
    seen: dict[str, tuple[str, Version]] = field(default_factory=dict)
    changed: bool = False
    _lock: Lock | None = None
    _batch: list[Document] = field(default_factory=list)
    _size: int = 0
    _failures: int = 0

    def start(self) -> None:
        """Hold the journal against the store: if that is another one, or was wiped, all is loaded again. Raises `StoreError`."""
        if self.store is None:
            return
        if self.write:
            self._lock = self.store.hold(self.told)
        held = self.store.identity(question(self.dataset))
        if held and held == self.journal.identity:
            return
        if not self.write:
            self.journal = Journal(None, self.store.name)  # no row counts, and none is lost by looking
            return
        identity = held or str(uuid.uuid4())
        self.journal.adopt(identity)
        if not held:
            self.store.describe(Description(self.dataset, identity, self.version))

    def load(self, documents: Iterable[Document | KgError]) -> Iterator[Outcome]:
        """Load each document, and say what was done. Raises `StoreLost`."""
        for document in documents:
            if isinstance(document, KgError):
                yield document
                continue
            if self._lock is not None:
                self._lock.renew()
            try:
                yield from self._one(document)
                self._failures = 0
            except StoreLost:
                raise
            except StoreError as error:
                yield self._failed(error, document)
        yield from self._flush()

    def _failed(self, error: StoreError, document: Document) -> StoreError:
        self._failures += 1
        told = StoreError(error.what, where=document.source or error.where, advice=error.advice)
        told.__cause__ = error.__cause__
        if self._failures >= _IN_A_ROW:
            raise StoreLost(f"{_IN_A_ROW} graphs in a row were not taken, the last: {error.what}", where=error.where, advice=error.advice) from told
        return told

    def _one(self, document: Document) -> Iterator[Outcome]:
        if document.iri in self.seen:
            first, before = self.seen[document.iri]
            if document.version.older_than(before):
                yield Older(document.iri, document.source, document.version, first, before)
                return
            if not before.older_than(document.version):
                yield StoreError(f"<{document.iri}> stands in {first} too, which was loaded", where=document.source, advice="load one of the two")
                return
            yield from self._flush()  # the older one may be among what was gathered
            yield Older(document.iri, first, before, document.source, document.version)
        self.seen[document.iri] = document.source, document.version
        entry = self.journal.entry(document.iri)
        action = self._action(document, entry)
        newer = self._newer(document, entry) if action is not Action.SKIP else None
        if newer is not None:
            yield Older(document.iri, document.source, document.version, "the store", newer)
            return
        if action is Action.ADD and self._bulk(document):
            self._batch.append(document)
            self._size += len(document.triples)
            if self.store is not None and self._size > self.store.batch_bytes:
                yield from self._flush()
            return
        if self.write and action is not Action.SKIP:
            self._apply(document, action)
        yield Change(action, document.iri, document.source)

    def _action(self, document: Document, entry: Entry | None) -> Action:
        if entry is not None and entry.digest == document.fingerprint.digest:
            return Action.SKIP
        if document.withdrawn:
            return Action.DELETE
        return Action.REPLACE if entry is not None and not entry.withdrawn else Action.ADD

    def _newer(self, document: Document, entry: Entry | None) -> Version | None:
        """Return the version in the store, or of what was withdrawn from it, if the document is older. What is new is looked for in bulk, later."""
        known = [entry.version] if entry is not None else []
        if self.store is not None and document.version != Version() and (entry is not None or not self._bulk(document)):
            known.append(self.store.version(document.iri))
        return next((version for version in known if document.version.older_than(version)), None)

    def _bulk(self, document: Document) -> bool:
        """Whether a graph may be added with others; a blank node that is sent again would be another one."""
        return self.write and self.store is not None and self.store.bulk and b"_:" not in document.triples

    def _apply(self, document: Document, action: Action) -> None:
        assert self.store is not None
        self.journal.unsettle(document.iri)
        if action is Action.DELETE:
            self.store.delete(document.iri)
        else:
            self.store.put(document)
        self.journal.record([document])
        self.changed = True

    def _flush(self) -> Iterator[Outcome]:
        """Load what was gathered: together what the store has nothing of (a journal may have been lost) if it is much, the rest one by one."""
        batch, self._batch, self._size = self._batch, [], 0
        if not batch:
            return
        assert self.store is not None
        try:
            held = self.store.held([d.iri for d in batch])
        except StoreLost:
            raise
        except StoreError as error:
            yield from (self._failed(error, d) for d in batch)
            return
        fresh = [d for d in batch if d.iri not in held]
        if len(fresh) >= _BULK_LEAST and self._together(fresh):
            yield from (Change(Action.ADD, d.iri, d.source) for d in fresh)
            batch = [d for d in batch if d.iri in held]
        for document in batch:
            try:
                there = self.store.version(document.iri) if document.iri in held else Version()
                if document.version.older_than(there):
                    yield Older(document.iri, document.source, document.version, "the store", there)
                    continue
                self._apply(document, Action.ADD)
                self._failures = 0
            except StoreLost:
                raise
            except StoreError as error:
                yield self._failed(error, document)
            else:
                yield Change(Action.ADD, document.iri, document.source)

    def _together(self, documents: list[Document]) -> bool:
        """Add graphs in bulk, and return whether the store took them; if not, one by one will tell which it does not."""
        assert self.store is not None
        try:
            self.store.add(documents)
        except StoreLost:
            raise
        except StoreError:
            return False
        self.journal.record(documents)
        self.changed = True
        return True

    def prune(self, sources: Iterable[str]) -> Iterator[Outcome]:
        """Delete the graphs of files that have gone, and those that the files of this run (`sources`) no longer hold."""
        read = set(sources)
        for entry in list(self.journal.entries()):
            gone = entry.source not in {"", STDIN} and (entry.source in read or not Path(entry.source).exists())
            if entry.iri in self.seen or not gone:
                continue
            try:
                if self.write and self.store is not None:
                    self.store.delete(entry.iri)
                    self.journal.forget(entry.iri)
                    self.changed = True
            except StoreLost:
                raise
            except StoreError as error:
                yield error
                continue
            yield Change(Action.DELETE, entry.iri, entry.source)

    def finish(self) -> None:
        """Bring the load description up to date, if anything changed. Raises `StoreError`."""
        if self.changed and self.store is not None:
            graphs, triples = self.journal.totals()
            now = dt.datetime.now(dt.UTC)
            self.store.describe(Description(self.dataset, self.journal.identity, self.version, graphs, triples, now))

    def close(self) -> None:
        """Let others write, and close the store and the journal. Raises `StoreError`."""
        try:
            if self._lock is not None:
                self._lock.leave()
        finally:
            if self.store is not None:
                self.store.close()
            self.journal.close()

    def verify(self, documents: Iterable[Document | KgError]) -> Iterator[Outcome]:
        """Compare each graph in the store with its file, by count and hash; where they differ the journal forgets it, so that a load mends it."""
        for document in documents:
            if isinstance(document, KgError):
                yield document
                continue
            try:
                yield self._compared(document)
            except StoreLost:
                raise
            except StoreError as error:
                yield self._failed(error, document)

    def _compared(self, document: Document) -> Outcome:
        assert self.store is not None
        there = self.store.fingerprint(document.iri)
        count = 0 if document.withdrawn else document.fingerprint.triples
        if there.triples == count and (document.withdrawn or there.digest == document.fingerprint.digest):
            self._failures = 0
            return Change(Action.SKIP, document.iri, document.source)
        newer = self.store.version(document.iri)
        if document.version.older_than(newer):
            return Older(document.iri, document.source, document.version, "the store", newer)
        self.journal.unsettle(document.iri)
        what = f"<{document.iri}> has {there.triples} triples in the store, {count} in the file"
        if there.triples == count:
            what = f"<{document.iri}> has other triples in the store than in the file"
        return StoreError(what, where=document.source or self.store.name, advice="load again to mend it")
