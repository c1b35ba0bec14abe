"""The shapes as triples: where they come from, and how a shape's parameters are read from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import ShapesError
from kg.triples import Literal, Triple
from kg.validate.reading import from_oxigraph, from_rdflib
from kg.vocab import RDF, SH, XSD, data

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import rdflib

    from kg.validate.facts import Node

__all__ = ["Parameters", "Shapes", "Unsupported", "read_shapes"]


class Unsupported(Exception):  # noqa: N818  (it is no error: such a shape is left to pyshacl)
    """A shape uses what the screen does not know."""


class Shapes(NamedTuple):
    """A shapes graph: its triples, and the prefixes that its SPARQL may use."""

    triples: tuple[Triple, ...]
    prefixes: dict[str, str]


def read_shapes(extra: Sequence[Path] = (), *, only: bool = False) -> Shapes:
    """Return our shapes and those of further files, or those of the files only. Raises `ShapesError`."""
    import pyoxigraph as ox  # noqa: PLC0415

    found: dict[Triple, None] = {}
    prefixes: dict[str, str] = {}
    for path in () if only else sorted(data("shapes").glob("*.ttl")):
        parsed = ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri(), rename_blank_nodes=True)
        found.update(dict.fromkeys(map(from_oxigraph, parsed)))
        prefixes |= parsed.prefixes
    for path in extra:
        graph = _users_shapes(path)
        found.update(dict.fromkeys(from_rdflib(graph, strings_are_one=True)))
        prefixes |= {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
    return Shapes(tuple(found), prefixes)


def _users_shapes(path: Path) -> rdflib.Graph:
    """Return a file as pyshacl reads it: `01` is the number 1, and the switches of SHACL are `true`, not `1`. Raises `ShapesError`."""
    import rdflib  # noqa: PLC0415
    from pyshacl.monkey import rdflib_bool_patch, rdflib_bool_unpatch  # noqa: PLC0415

    rdflib_bool_patch()
    try:
        return rdflib.Graph().parse(path, format="turtle")
    except Exception as error:  # rdflib's parser raises whatever it meets on broken Turtle
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise ShapesError(f"these shapes cannot be read: {reason}", where=str(path), advice="give Turtle") from error
    finally:
        rdflib_bool_unpatch()


class Parameters:
    """What the shapes graph says of each shape; a parameter that is not as SHACL wants it raises `Unsupported`, and pyshacl judges it."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.about: dict[str, dict[str, list[Node]]] = {}
        for subject, predicate, obj in triples:
            self.about.setdefault(subject, {}).setdefault(predicate, []).append(obj)

    def of(self, shape: str) -> dict[str, list[Node]]:
        """Return all that is said of a shape."""
        return self.about.get(shape, {})

    def all(self, shape: str, name: str) -> list[Node]:
        """Return the values of a `sh:` parameter."""
        return self.of(shape).get(SH + name, [])

    def one(self, shape: str, name: str) -> Node | None:
        """Return the one value of a `sh:` parameter, or None."""
        values = self.all(shape, name)
        if len(values) > 1:
            raise Unsupported(f"sh:{name} given twice")
        return values[0] if values else None

    def iris(self, shape: str, name: str) -> list[str]:
        """Return the values of a parameter, which are IRIs or blank nodes."""
        values = self.all(shape, name)
        if any(isinstance(v, Literal) for v in values):
            raise Unsupported(f"a literal as sh:{name}")
        return [str(v) for v in values]

    def items(self, head: Node) -> list[Node]:
        """Return the members of an RDF list of one member or more."""
        found: list[Node] = []
        seen: set[Node] = set()
        while head != RDF.nil:
            row = {} if isinstance(head, Literal) or head in seen else self.of(head)
            if len(row.get(RDF.first, ())) != 1 or len(row.get(RDF.rest, ())) != 1:
                raise Unsupported("a list that is none")
            seen.add(head)
            found += row[RDF.first]
            head = row[RDF.rest][0]
        if not found:
            raise Unsupported("an empty list")
        return found


def whole_number(value: Node) -> int:
    """Return the value of a count or length."""
    if not isinstance(value, Literal) or value.datatype != XSD.integer or not value.value.isascii() or not value.value.isdigit():
        raise Unsupported(f"{value!r} as a number")
    return int(value.value)


def truth(value: Node | None) -> bool:
    """Return the value of a switch; one that is not set is off."""
    if value is None:
        return False
    if not isinstance(value, Literal) or value.datatype != XSD.boolean or value.value not in {"true", "false"}:
        raise Unsupported(f"{value!r} as a truth value")
    return value.value == "true"
