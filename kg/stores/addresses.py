"""Where the three protocols of a SPARQL server live, told from the one address that the user gives."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Addresses", "find"]

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
