"""Stores of graphs, a directory or a server: load, skip what is unchanged, verify."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import StoreLost
from kg.readers.addresses import without_secrets
from kg.stores.addresses import find, is_address, near_miss
from kg.stores.client import Access, Client
from kg.stores.documents import Document, joined, ontology, paths, read
from kg.stores.embedded import JOURNAL, Embedded
from kg.stores.journal import Journal
from kg.stores.loading import Loader
from kg.stores.outcomes import Action, Change, Older, Outcome, Store
from kg.stores.remote import Remote

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Access",
    "Action",
    "Change",
    "Document",
    "Embedded",
    "Journal",
    "Loader",
    "Older",
    "Outcome",
    "Remote",
    "Store",
    "is_address",
    "joined",
    "journal_path",
    "near_miss",
    "ontology",
    "open_remote",
    "paths",
    "read",
    "secrets",
]


def open_remote(
    address: str, access: Access, *, query: str | None = None, update: str | None = None, protocol: str = "auto", parameter: str = "graph"
) -> Remote:
    """Return the store at an address; nothing is sent yet. Raises `StoreLost` for an address with a password, which would be seen in messages."""
    try:
        address.encode()
        place = urlsplit(address).netloc
    except ValueError as error:
        raise StoreLost(f"no usable address: {error}", where=address, advice="give one as http://localhost:7878/store") from error
    if "@" in place or without_secrets(address) != address:
        raise StoreLost("an address holds no secrets", where=without_secrets(address), advice="set KG_STORE_USER and KG_STORE_PASSWORD, and --auth")
    return Remote(Client(access, address), find(address, query=query, update=update), protocol=protocol, parameter=parameter)


def secrets(environment: Mapping[str, str]) -> tuple[str, str, str]:
    """Return user, password and token from the environment, the one place for them."""
    return environment.get("KG_STORE_USER", ""), environment.get("KG_STORE_PASSWORD", ""), environment.get("KG_STORE_TOKEN", "")


def journal_path(target: str) -> Path:
    """Return where the journal of a store is kept: inside the directory, or for a server in the user's state folder."""
    if not is_address(target):
        return Path(target) / JOURNAL
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "kg" / "journal.sqlite"
