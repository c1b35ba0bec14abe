"""The triples of a graph, ordered for a check: by subject and property, with the literals that are surely what they say."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from kg.triples import Literal
from kg.vocab import RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["BLANK", "Facts", "Node", "Unscreenable", "datatype"]

Node = str | Literal  # an IRI or a blank node (`_:x`), or a literal
BLANK = "_:"
_NONE: dict[str, list[Node]] = {}
_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\.[0-9]{1,9}\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{6})?(?:[+-][0-9]{2}:[0-9]{2})?\Z")


class Unscreenable(Exception):  # noqa: N818  (it is no error: the graph then goes to pyshacl)
    """The plain checks cannot tell what pyshacl would say."""


class Facts:
    """A graph as subject -> property -> objects. If `strict`, raises `Unscreenable` for a literal that could mean another than it spells.

    rdflib, and so pyshacl, reads `"01"^^xsd:integer` as 1 and joins it with a 1 beside it. Counting values is only safe where no such
    literal stands, so those that are not in the one form that rdflib itself writes are left to it.
    """

    __slots__ = ("_above", "about", "classes", "objects")

    def __init__(self, triples: Iterable[tuple[str, str, Node]], *, strict: bool = True) -> None:
        about: dict[Node, dict[str, list[Node]]] = {}
        for subject, predicate, obj in triples:
            if strict and obj.__class__ is Literal:
                _sure(obj)
            properties = about.get(subject)
            if properties is None:
                about[subject] = {predicate: [obj]}
            elif predicate in properties:
                properties[predicate].append(obj)
            else:
                properties[predicate] = [obj]
        self.about = about
        self.classes: dict[Node, list[Node]] = {}
        for node, stated in about.items():
            for each in stated.get(RDF.type, ()):
                self.classes.setdefault(each, []).append(node)
        self._above = {s: tuple(p[RDFS.subClassOf]) for s, p in about.items() if RDFS.subClassOf in p}
        self.objects: dict[str, dict[Node, list[Node]]] = {}

    def values(self, node: Node, predicate: str) -> Sequence[Node]:
        """Return the objects of a node and a property."""
        return self.about.get(node, _NONE).get(predicate, ())

    def sources(self, node: Node, predicate: str) -> Sequence[Node]:
        """Return the subjects that have a node as the object of a property."""
        found = self.objects.get(predicate)
        if found is None:
            found = self.objects[predicate] = {}
            for subject, properties in self.about.items():
                for obj in properties.get(predicate, ()):
                    found.setdefault(obj, []).append(subject)
        return found.get(node, ())

    def is_a(self, node: Node, kinds: frozenset[str]) -> bool:
        """Whether a node is an instance of one of these classes, or of a subclass that the graph itself states."""
        types = self.about.get(node, _NONE).get(RDF.type, ())
        for each in types:
            if each in kinds:
                return True
        return bool(self._above) and not kinds.isdisjoint(self._closure(types))

    def instances(self, kind: str) -> Sequence[Node]:
        """Return the instances of a class and of its subclasses."""
        if not self._above:
            return self.classes.get(kind, ())
        return list(dict.fromkeys(s for each, subjects in self.classes.items() if kind in self._closure((each,)) for s in subjects))

    def _closure(self, kinds: Iterable[Node]) -> set[Node]:
        found: set[Node] = set()
        pending = list(kinds)
        while pending:
            kind = pending.pop()
            if kind not in found:
                found.add(kind)
                pending += self._above.get(kind, ())
        return found


def datatype(literal: Literal) -> str:
    """Return the datatype of a literal, as SPARQL's function of that name does."""
    return RDF.langString if literal.language else literal.datatype


def _sure(literal: Literal) -> None:
    """Raise `Unscreenable` unless the literal is well-typed and spelt as rdflib spells it."""
    value, kind, language = literal
    if language or kind in {XSD.string, XSD.anyURI} or (kind == XSD.integer and _INTEGER.match(value)):
        return
    if (kind == XSD.boolean and value in {"true", "false"}) or (kind == XSD.decimal and _DECIMAL.match(value)):
        return
    try:
        if kind == XSD.date and _DATE.match(value) and date.fromisoformat(value):
            return
        if kind == XSD.dateTime and _MOMENT.match(value) and datetime.fromisoformat(value).isoformat() == value:
            return
    except ValueError:
        pass
    raise Unscreenable(f"{value!r} of datatype {kind}")
