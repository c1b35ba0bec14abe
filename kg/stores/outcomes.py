"""What the loader asks of a store, and what it says was done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.stores.description import Description
    from kg.stores.documents import Document
    from kg.stores.fingerprint import Fingerprint
    from kg.stores.lock import Lock
    from kg.stores.versions import Version

__all__ = ["Action", "Change", "Older", "Outcome", "Store"]


class Store(Protocol):
    """What the loader asks of a store."""

    name: str
    bulk: bool
    batch_bytes: int

    def held(self, iris: Sequence[str]) -> set[str]: ...  # noqa: D102
    def put(self, document: Document) -> None: ...  # noqa: D102
    def add(self, documents: Iterable[Document]) -> None: ...  # noqa: D102
    def delete(self, iri: str) -> None: ...  # noqa: D102
    def fingerprint(self, iri: str) -> Fingerprint: ...  # noqa: D102
    def version(self, iri: str) -> Version: ...  # noqa: D102
    def hold(self, told: Callable[[str], None]) -> Lock | None: ...  # noqa: D102
    def identity(self, query: str) -> str: ...  # noqa: D102
    def describe(self, description: Description) -> None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


class Action(StrEnum):
    """What is done with a graph."""

    ADD = "add"
    REPLACE = "replace"
    SKIP = "skip"
    DELETE = "delete"


class Change(NamedTuple):
    """What was done, or would be, with a graph; `source` is empty for our own graphs."""

    action: Action
    iri: str
    source: str


class Older(NamedTuple):
    """A version of an article that was left out, since there is a newer one: where both are, and what they say of their age."""

    iri: str
    source: str
    version: Version
    newer: str
    than: Version


Outcome = Change | Older | KgError
