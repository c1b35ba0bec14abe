"""A store behind HTTP: the SPARQL 1.1 Graph Store Protocol, and SPARQL Update where a server has no such thing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.stores.fingerprint import Fingerprint, fingerprint, ntriples
from kg.stores.lock import Lock
from kg.stores.versions import PREDICATES, Version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import httpx
    import pyoxigraph

    from kg.stores.addresses import Addresses
    from kg.stores.client import Client
    from kg.stores.description import Description
    from kg.stores.documents import Document

__all__ = ["Remote"]

_JSON = "application/sparql-results+json"
_NO_PROTOCOL = frozenset({405, 501})
# Virtuoso 7 makes some seven lines of SQL of a triple, and takes no more than 10,000 in one update.
_AT_ONCE = 1000


class Remote:
    """Graphs behind an address. Raises `StoreError`, or `StoreLost` where going on is of no use."""

    # Small enough for a server's patience, large enough to be quick.
    batch_bytes = 8_000_000

    def __init__(self, client: Client, addresses: Addresses, *, protocol: str = "auto", parameter: str = "graph") -> None:
        self.client, self.addresses, self.parameter = client, addresses, parameter
        self.name = addresses.graphs
        self.by_update = protocol == "update"
        self.bulk = bool(addresses.loader) and protocol == "auto"
        self._may_change = protocol == "auto"

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def held(self, iris: Sequence[str]) -> set[str]:
        """Return those of the graphs that have a triple."""
        values = " ".join(f"<{iri}>" for iri in iris)
        _, rows = self.select(f"SELECT DISTINCT ?g WHERE {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}")
        return {str(row["g"]["value"]) for row in rows}

    def put(self, document: Document) -> None:
        """Replace a graph: in one step by the protocol, in as few as the server takes by updates."""
        if not self.by_update and self._by_protocol("PUT", document.iri, document.turtle()):
            return
        lines = document.triples.splitlines(keepends=True)
        # A blank node's name holds within one request, and Virtuoso takes none in INSERT DATA.
        blank = b"_:" in document.triples
        size = len(lines) if blank else _AT_ONCE
        first = f"DROP SILENT GRAPH <{document.iri}> ; "
        for start in range(0, len(lines), max(size, 1)):
            part = b"".join(lines[start : start + size]).decode()
            graph = f"{{ GRAPH <{document.iri}> {{ {part} }} }}"
            self.update(f"{first}INSERT {graph} WHERE {{}}" if blank else f"{first}INSERT DATA {graph}", document.iri)
            first = ""

    def add(self, documents: Iterable[Document]) -> None:
        """Add graphs that are not there yet by the server's own bulk loader; what is sent twice is still there once, since no node is blank.

        It is no transaction: of what breaks off, a part may be there, which the next load finds and replaces.
        """
        quads = b"".join(d.nquads() for d in documents)
        response = self.client.send("POST", self.addresses.graphs, params={self.addresses.loader: ""}, data=quads, kind="application/n-quads")
        if not response.is_success:
            self.bulk = False
            raise StoreError(f"the store answers {response.status_code} to a bulk load", where=self.name)

    def delete(self, iri: str) -> None:
        """Delete a graph; it is no error if there is none."""
        if self.by_update or not self._by_protocol("DELETE", iri):
            self.update(f"DROP SILENT GRAPH <{iri}>", iri)

    def _by_protocol(self, method: str, iri: str, data: bytes = b"") -> bool:
        """Return whether the server knows the protocol; from the first refusal on, updates are used."""
        response = self.client.send(method, self.addresses.graphs, params={self.parameter: iri}, data=data)
        if response.is_success or (method == "DELETE" and response.status_code == 404):  # noqa: PLR2004
            return True
        if response.status_code in _NO_PROTOCOL and self._may_change:
            self.by_update = True
            return False
        raise self.client.refused(response, f"{method} of <{iri}>")

    def update(self, update: str, iri: str) -> None:
        """Send a SPARQL Update about a graph."""
        response = self.client.send("POST", self.addresses.updates, params={}, data={"update": update})
        if not response.is_success:
            raise self.client.refused(response, f"an update of <{iri}>")

    def select(self, query: str) -> tuple[list[str], list[dict[str, Any]]]:
        """Return the variables and the rows of a SELECT, or the one of an ASK, as SPARQL JSON holds them."""
        response = self.ask(query, _JSON)
        try:
            answer = response.json()
            if "boolean" in answer:
                return ["answer"], [{"answer": {"type": "literal", "value": str(answer["boolean"]).lower()}}]
            return list(answer["head"]["vars"]), list(answer["results"]["bindings"])
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
            advice = "check that the address is that of SPARQL queries, or give it with --query-url"
            raise StoreError("the answer is no SPARQL result in JSON", where=self.addresses.queries, advice=advice) from error

    def ask(self, query: str, accept: str) -> httpx.Response:
        """Return the answer to a query of any form."""
        response = self.client.send("POST", self.addresses.queries, params={}, data={"query": query}, accept=accept)
        if not response.is_success:
            raise self.client.refused(response, "a query")
        return response

    def _count(self, iri: str) -> int:
        _, rows = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
        return int(rows[0]["n"]["value"]) if rows else 0

    def fingerprint(self, iri: str) -> Fingerprint:
        """Return the fingerprint of a graph in the store; of none it is that of no triple.

        A server may cut a long answer in silence (Virtuoso at 10,000 rows): the store's own count tells, and the graph is then asked for by predicate.
        """
        count = self._count(iri)
        triples = list(self._triples(iri, "?p"))
        if len(triples) < count:
            _, rows = self.select(f"SELECT DISTINCT ?p WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
            triples = [t for row in rows for t in self._triples(iri, f"<{row['p']['value']}>")]
        found = fingerprint(ntriples(triples))
        if found.triples < count == len(triples):
            return found  # spellings of one value
        return Fingerprint(count, found.digest)

    def _triples(self, iri: str, predicate: str) -> Iterator[pyoxigraph.Triple]:
        import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

        _, rows = self.select(f"SELECT * WHERE {{ GRAPH <{iri}> {{ ?s {predicate} ?o }} }}")
        for row in rows:
            subject = _term(row["s"])
            verb = ox.NamedNode(row["p"]["value"] if "p" in row else predicate[1:-1])
            assert not isinstance(subject, ox.Literal)
            yield ox.Triple(subject, verb, _term(row["o"]))

    def version(self, iri: str) -> Version:
        """Return the version of the article in its graph."""
        asked = " ".join(f"<{predicate}>" for predicate in PREDICATES)
        _, rows = self.select(f"SELECT ?p ?o WHERE {{ GRAPH <{iri}> {{ <{iri}> ?p ?o }} VALUES ?p {{ {asked} }} }}")
        return Version.of((str(row["p"]["value"]), str(row["o"]["value"])) for row in rows)

    def hold(self, told: Callable[[str], None]) -> Lock:
        """Wait for the right to write, and return it."""
        lock = Lock(self, told)
        lock.take()
        return lock

    def identity(self, query: str) -> str:
        """Return the token in the load description."""
        _, rows = self.select(query)
        return str(rows[0]["id"]["value"]) if rows else ""

    def describe(self, description: Description) -> None:
        """State the load description in the default graph; where there is none, or no updates are taken, in a graph of its own."""
        if self.addresses.unnamed:
            response = self.client.send("POST", self.addresses.updates, params={}, data={"update": description.update()})
            if response.is_success:
                return
        from kg.stores.documents import Document  # noqa: PLC0415

        self.put(Document(description.dataset, "", description.ntriples().encode()))


def _term(value: dict[str, str]) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    if value["type"] == "bnode":
        return ox.BlankNode("b" + "".join(c for c in value["value"] if c.isalnum()))
    if value.get("xml:lang"):
        return ox.Literal(value["value"], language=value["xml:lang"])
    return ox.Literal(value["value"], datatype=ox.NamedNode(value["datatype"])) if value.get("datatype") else ox.Literal(value["value"])
