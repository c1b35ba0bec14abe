"""What a query is asked of: all graphs as one, those that it names itself (FROM), or named graphs alone.

A triple that stands in several graphs is one triple of their union (SPARQL 1.1, 13.2: the RDF merge). pyoxigraph 0.5 counts it once a graph
(https://github.com/oxigraph/oxigraph/issues/1919), so that the union is made here, in a store of its own.
"""

from __future__ import annotations

import itertools
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph

__all__ = ["Dataset", "asks_outside", "blanked", "dataset", "union"]

_STRINGS = r'"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''|" + r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
_IRI = r"""<[^<>"{}|^`\\\s]*>"""
_NOISE = re.compile(rf"({_IRI})|{_STRINGS}|#[^\n]*", re.DOTALL)
_FROM = re.compile(rf"\bFROM\s+(NAMED\s+)?({_IRI}|[\w.-]*:[\w.:%-]*)", re.IGNORECASE)
_PREFIX = re.compile(rf"\bPREFIX\s+([\w.-]*):\s*({_IRI})", re.IGNORECASE)
_BASE = re.compile(rf"\bBASE\s*({_IRI})", re.IGNORECASE)
_GRAPH = re.compile(rf"\bGRAPH\s+(?:{_IRI}|[?$]\w+|[\w.-]*:[\w.:%-]*)\s*{{", re.IGNORECASE)
_GROUP = re.compile(r"\{[^{}]*\}")
_CALLS = re.compile(r"\([^()]*\)")
_VALUES = re.compile(r"\bVALUES\s*(?:[?$]\w+|\([^)]*\))\s*\{[^}]*\}", re.IGNORECASE)
# More is kept on the disk and not in memory.
_IN_MEMORY = 300_000


@dataclass(frozen=True, slots=True)
class Dataset:
    """A query without its FROM clauses, and the graphs that they name."""

    query: str
    merged: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the query says itself what it is asked of."""
        return bool(self.merged or self.named)


def blanked(query: str, *, iris: bool = False) -> str:
    """Return a query with spaces for its strings and comments, and if asked for its IRIs: what is left is syntax, in its places."""
    return _NOISE.sub(lambda m: m[0] if m[1] and not iris else re.sub(r"[^\n]", " ", m[0]), query)


def dataset(query: str) -> Dataset:
    """Take the FROM clauses out of a query."""
    bare = blanked(query)
    prefixes = PREFIXES | {name: iri[1:-1] for name, iri in _PREFIX.findall(bare)}
    base = _BASE.search(bare)
    found: dict[bool, list[str]] = {False: [], True: []}
    kept, last = [], 0
    for clause in _FROM.finditer(bare):
        name = clause[2]
        if not name.startswith("<"):
            prefix, _, local = name.partition(":")
            if prefix not in prefixes:
                continue  # the parser says so
            name = f"<{prefixes[prefix]}{local}>"
        found[bool(clause[1])].append(urljoin(base[1][1:-1], name[1:-1]) if base else name[1:-1])
        kept.append(query[last : clause.start()])
        last = clause.end()
    return Dataset("".join(kept) + query[last:], tuple(found[False]), tuple(found[True]))


def asks_outside(query: str) -> bool:
    """Whether a query may ask something of the default graph; where it cannot be told, it may."""
    bare = blanked(query)
    if re.search(r"\bDESCRIBE\b", bare, re.IGNORECASE):
        return True
    start = bare.find("{")
    if re.search(r"\bCONSTRUCT\s*\{", bare[: start + 1], re.IGNORECASE):
        start = bare.find("{", _closing(bare, start))
    body = _VALUES.sub(" ", bare[start:]) if start >= 0 else ""
    while (block := _GRAPH.search(body)) is not None:
        end = _closing(body, block.end() - 1)
        body = f"{body[: block.start()]} {body[end:]}"
    return any(_patterns(group) for group in _groups(body))


def _closing(text: str, opening: int) -> int:
    """Return the place behind the brace that closes one."""
    depth = 0
    for place in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    return len(text)


def _groups(body: str) -> Iterator[str]:
    """Yield what stands in each group, the inner ones first; what it was a part of keeps a mark for it."""
    while (group := _GROUP.search(body)) is not None:
        yield group[0][1:-1]
        body = f"{body[: group.start()]}§{body[group.end() :]}"


def _patterns(group: str) -> bool:
    """Whether there is a pattern of triples in a group: a term that is no part of a call, a keyword or a block of values."""
    while (shorter := _CALLS.sub("@", group)) != group:
        group = shorter
    group = re.sub(r"\bSELECT\b.*?(?:\bWHERE\b|(?=§))", " ", group, flags=re.IGNORECASE | re.DOTALL)
    group = re.sub(r"\b(?:GROUP|ORDER)\s+BY\b.*", " ", group, flags=re.IGNORECASE | re.DOTALL)
    return re.search(r"[?$]\w|<|\w:|\[", group) is not None


@dataclass(slots=True)
class Made:
    """A store that was made for a query, and the folder that it is in, if it is too large for memory."""

    store: pyoxigraph.Store
    folder: tempfile.TemporaryDirectory[str] | None = field(default=None)


def union(store: pyoxigraph.Store, asked: Dataset) -> Made:
    """Return a store whose default graph is the union of all graphs, or of those that the query names, each triple once."""
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    folder = tempfile.TemporaryDirectory(prefix="kg-") if len(store) > _IN_MEMORY else None
    made = ox.Store(str(Path(folder.name) / "union")) if folder is not None else ox.Store()
    if not asked.is_own:
        merged: Iterator[pyoxigraph.Quad] = iter(store)
        named: Iterator[pyoxigraph.Quad] = (q for q in store if not isinstance(q.graph_name, ox.DefaultGraph))
    else:
        merged, named = (
            itertools.chain.from_iterable(store.quads_for_pattern(None, None, None, ox.NamedNode(iri)) for iri in iris) for iris in (asked.merged, asked.named)
        )
    made.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in merged)
    made.bulk_extend(named)
    return Made(made, folder)
