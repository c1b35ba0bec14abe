"""Where the three protocols of a SPARQL server live, told from the one address that the user gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

__all__ = ["Addresses", "find", "is_address", "near_miss"]

# (end of the address, graphs, queries, updates, whether triples can stand outside named graphs), longest ends first; `{}` is what stands before.
_LOADERS = {"/store": "no_transaction"}
_KNOWN = (
    ("/sparql-graph-crud-auth", "{}/sparql-graph-crud-auth", "{}/sparql-auth", "{}/sparql-auth", False),  # Virtuoso
    ("/sparql-graph-crud", "{}/sparql-graph-crud", "{}/sparql", "{}/sparql", False),
    ("/sparql-auth", "{}/sparql-graph-crud-auth", "{}/sparql-auth", "{}/sparql-auth", False),
    ("/rdf-graphs/service", "{}/rdf-graphs/service", "{}", "{}/statements", True),  # RDF4J, GraphDB
    ("/statements", "{}/rdf-graphs/service", "{}", "{}/statements", True),
    ("/store", "{}/store", "{}/query", "{}/update", True),  # Oxigraph
    ("/data", "{}/data", "{}/query", "{}/update", True),  # Fuseki
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of the Graph Store Protocol, of queries and of updates.

    `unnamed` tells whether there is a default graph to write to, `loader` which parameter of a POST of N-Quads calls the store's own bulk loader.
    """

    graphs: str
    queries: str
    updates: str
    unnamed: bool = True
    loader: str = ""


def find(address: str, *, query: str | None = None, update: str | None = None) -> Addresses:
    """Return the addresses beside the given one where the server's habits are known, else that one for all; what is given wins."""
    address = address.rstrip("/")
    for end, graphs, queries, updates, unnamed in _KNOWN:
        if address.endswith(end):
            stem = address.removesuffix(end)
            return Addresses(graphs.format(stem), query or queries.format(stem), update or updates.format(stem), unnamed, _LOADERS.get(end, ""))
    return Addresses(address, query or address, update or address)


_HOST = r"(?:[\w-]+(?:\.[\w-]+)*|\[[0-9A-Fa-f:.]+\])"
_WITH_PORT = re.compile(rf"(?://)?(?:[^/@\s]*@)?({_HOST}:\d{{1,5}}(?:[/?#].*)?)\Z")
_WITHOUT_PORT = re.compile(r"(?://)?((?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:.]+\]|www\.[\w.-]+)(?:[/?#].*)?)\Z", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):[/\\]*(.*)\Z", re.DOTALL)


def is_address(target: str) -> bool:
    """Whether a store is named by an address, not by a directory."""
    return re.match(r"https?://", target, re.IGNORECASE) is not None


def near_miss(target: str) -> str:
    """Return what to write in place of a name that is neither a path nor an http(s) address; empty for what is one of them."""
    if is_address(target):
        return _unusable(target)
    if Path(target).exists():
        return ""
    found = _WITH_PORT.match(target) or _WITHOUT_PORT.match(target)
    if found is not None:
        return f"write http://{found[1]}, or ./{target.lstrip('/')} for a directory"
    scheme = _SCHEME.match(target)
    if scheme is None:
        return ""
    name, rest = scheme[1].lower(), scheme[2]
    if name == "file":
        return f"write the path alone: {'/' if target.lower().startswith('file:/') else ''}{rest.lstrip('/')}"
    if "//" in target or "/" in rest or name.startswith("http"):
        return f"write http://{rest} or https://{rest}" if rest else "write http://HOST:PORT/store"
    return ""


def _unusable(address: str) -> str:
    """Return what is wrong with an http(s) address."""
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or re.search(r"[\s<>\"]", address):
        return "write http://HOST:PORT/store"
    return ""
