"""Files of graphs, read in one way by all who read them, so that what `kg validate` passes `kg load` takes.

The suffix tells the syntax, and `.gz` behind it that the file is packed. A byte order mark is no part of the graph. Graphs are RDF 1.1: what only RDF 1.2
has, many stores and tools cannot hold.
"""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.vocab import KG, ONTOLOGY, RDF, SCHEME, VOID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph

__all__ = ["NAME_IT", "NOTHING", "PACKED", "STDIN", "SUFFIXES", "content", "is_graph", "misnamed", "of_ours", "quads", "raw", "suffix", "unpacked"]

SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".jsonld")
PACKED = ".gz"
NOTHING = "no article and no node of one stands in it"
NAME_IT = "name the graph by the IRI of its article"
STDIN = "-"
_MEND = "mend the file or convert the article again"
_BOM = b"\xef\xbb\xbf"
# What a packed file may come to: one that says little and unpacks to all of the memory is no graph.
_MOST = 4_000_000_000
_PIECE = 1 << 20
# Python turns no longer number into an integer, and no offset is as long.
_DIGITS = 4000
# What stands in a file that may hold one of the things that are refused; most hold none, and their terms need no look.
_SUSPECT = re.compile(rb"<<|\{\||~|--|direction|\\[uU]|[0-9]{%d}" % _DIGITS)
_NAMING = frozenset({".nq", ".trig", ".jsonld"})
_INTEGERS = re.compile(r"http://www\.w3\.org/2001/XMLSchema#(?:\w*[Ii]nteger|(?:unsigned)?(?:[Ll]ong|[Ii]nt|[Ss]hort|[Bb]yte))\Z")


def suffix(name: str) -> str:
    """Return the suffix that tells the syntax of a file; standard input is Turtle."""
    if name == STDIN:
        return ".ttl"
    path = Path(name)
    return (Path(path.stem) if path.suffix.lower() == PACKED else path).suffix.lower()


def is_graph(path: Path) -> bool:
    """Whether a file of a directory is one of a graph, by its name."""
    return suffix(path.name) in SUFFIXES and not path.name.startswith(".") and path.is_file()


def raw(name: str) -> bytes:
    """Return the bytes of a file or of standard input. Raises `ReadError`."""
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be read: {getattr(error, 'strerror', None) or error}", where=name, advice="check the path") from error


def content(name: str) -> bytes:
    """Return the bytes of a file or of standard input, unpacked and without a byte order mark. Raises `ReadError`."""
    return unpacked(raw(name), name)


def unpacked(given: bytes, name: str) -> bytes:
    """Return bytes unpacked, if the name or their first two say that they are packed, and without a byte order mark. Raises `ReadError`."""
    if name.lower().endswith(PACKED) or given.startswith(b"\x1f\x8b"):
        given = _gunzipped(given, name)
    if given.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("this is UTF-16, and graphs are UTF-8", where=name, advice="save it as UTF-8")
    return given.removeprefix(_BOM)


def _gunzipped(given: bytes, name: str) -> bytes:
    import io  # noqa: PLC0415

    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(given)) as packed:
            while part := packed.read(_PIECE):
                parts.append(part)
                size += len(part)
                if size > _MOST:
                    raise ReadError(f"unpacks to more than {_MOST // 10**9} GB", where=name, advice="split the file")
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"cannot be unpacked: {error}", where=name, advice="pack it again") from error
    return b"".join(parts)


def quads(given: bytes, name: str) -> list[pyoxigraph.Quad]:
    """Return the quads of a file by its suffix, all or none. A remote JSON-LD context is not fetched: the parser refuses it. Raises `ReadError`."""
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    ending = suffix(name)
    if ending not in SUFFIXES:
        raise ReadError("this is no graph file", where=name, advice=f"files end in {', '.join(SUFFIXES)}, or in one of them and {PACKED}")
    form = ox.RdfFormat.from_extension(ending[1:])
    assert form is not None
    try:
        found = list(ox.parse(given, format=form))
    except (SyntaxError, ValueError) as error:
        raise ReadError(f"no valid {form.name}: {error}", where=name, advice=_advice(str(error))) from error
    except MemoryError as error:
        what = "no valid graph: a text, a name or a line is longer than the 16 MiB that the parser takes"
        raise ReadError(what, where=name, advice="shorten it, or leave the texts out of the graphs") from error
    if ending in _NAMING or _SUSPECT.search(given):
        _check(found, name)
    return found


def _advice(reason: str) -> str:
    if "No scheme found" in reason:
        return "its addresses are relative to none: write @base, as kg convert does"
    return _MEND


def _check(found: list[pyoxigraph.Quad], name: str) -> None:
    """Refuse what not every store and validator takes as it stands. Raises `ReadError`."""
    for quad in found:
        term = quad.object
        kind = term.__class__.__name__
        if kind == "Triple":
            raise ReadError("a triple inside a triple is RDF 1.2, and graphs are RDF 1.1", where=name, advice="say it by a node of its own")
        if kind == "Literal":
            _check_literal(term, name)  # type: ignore[arg-type]
        if quad.graph_name.__class__.__name__ == "BlankNode":
            raise ReadError(f"the graph {quad.graph_name} has no IRI for its name", where=name, advice="name it by the IRI of its article")


def _check_literal(term: pyoxigraph.Literal, name: str) -> None:
    if term.direction is not None:
        raise ReadError(f"{str(term)[-40:]} has a direction, which is RDF 1.2, and graphs are RDF 1.1", where=name, advice="leave the direction out")
    if len(term.value) > _DIGITS and _INTEGERS.match(term.datatype.value):
        raise ReadError(f"a number of {len(term.value)} digits", where=name, advice=f"write one of at most {_DIGITS}")


def of_ours(found: Iterable[pyoxigraph.Quad]) -> bool:
    """Whether there is anything of what `kg` makes: a term of the ontology, or a set of links."""
    for quad in found:
        predicate = quad.predicate.value
        if predicate.startswith(KG.NAMESPACE) or (predicate == RDF.type and getattr(quad.object, "value", "").startswith((KG.NAMESPACE, VOID.Linkset))):
            return True
    return False


def misnamed(found: Iterable[pyoxigraph.Quad]) -> Iterator[tuple[str, str]]:
    """Yield what stands in a named graph of another name than its article's, with a sentence; each article once a graph.

    Graphs without a name take that of their one article, and are no matter here.
    """
    subjects: dict[str, dict[str, None]] = {}
    articles: dict[str, list[str]] = {}
    kept = {ONTOLOGY, SCHEME}
    ours: dict[str, str] = {}
    for quad in found:
        graph, subject = getattr(quad.graph_name, "value", ""), getattr(quad.subject, "value", "")
        subjects.setdefault(graph, {})[subject] = None
        if quad.predicate.value == RDF.type:
            kind = getattr(quad.object, "value", "")
            if kind in {KG.Article, KG.Item}:
                articles.setdefault(subject, []).append(graph)
            elif kind in {VOID.Linkset, VOID.Dataset} and subject == graph:
                kept.add(graph)
        if graph and quad.predicate.value.startswith(KG.NAMESPACE):
            ours.setdefault(graph, subject)
    for graph, held in subjects.items():
        if not graph or graph in kept:
            continue
        strangers = dict.fromkeys(a for s in held if (a := s.partition("#")[0]) in articles and a != graph)
        yield from ((article, f"it, or a node of it, stands in the graph <{graph}>") for article in strangers)
        if not strangers and graph not in articles and graph in ours:
            yield ours[graph], f"it stands in the graph <{graph}>, which holds no article of that name"
