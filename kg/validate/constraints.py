"""The constraint components of SHACL Core that the screen knows, as plain functions over the values of a node.

Each factory takes the parameters of a constraint and returns a test: facts, focus node and value nodes to the misses. A test says exactly what
pyshacl says, also where that is stricter or laxer than the recommendation, or raises `Unscreenable`: under `sh:not` a miss too many is as wrong
as one too few.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg.triples import Literal
from kg.validate.facts import BLANK, Facts, Node, Unscreenable, datatype
from kg.vocab import RDF, RDFS, XSD

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    Test = Callable[[Facts, Node, Sequence[Node]], Sequence["Miss"]]

__all__ = ["Miss"]


class Miss(NamedTuple):
    """What a test found: the value at fault, if it is one value's, and the property where it is not the shape's own path."""

    value: Node | None = None
    path: str = ""


_MISSING = (Miss(),)


def min_count(least: int) -> Test:
    """At least so many values."""
    return lambda _facts, _focus, values: _MISSING if len(values) < least else ()


def max_count(most: int) -> Test:
    """At most so many values."""
    return lambda _facts, _focus, values: _MISSING if len(values) > most else ()


def has_datatype(wanted: str) -> Test:
    """Literals of one datatype; the facts hold well-typed ones only."""
    return lambda _facts, _focus, values: [Miss(v) for v in values if v.__class__ is not Literal or datatype(v) != wanted]


def node_kind(kinds: frozenset[str]) -> Test:
    """Nodes of these kinds: `IRI`, `BlankNode`, `Literal`."""
    return lambda _facts, _focus, values: [Miss(v) for v in values if _kind(v) not in kinds]


def _kind(node: Node) -> str:
    if isinstance(node, Literal):
        return "Literal"
    return "BlankNode" if node.startswith(BLANK) else "IRI"


def instance_of(classes: frozenset[str]) -> Test:
    """Instances of one of these classes: `sh:class`, and an `sh:or` of nothing else."""
    return lambda facts, _focus, values: [Miss(v) for v in values if not facts.is_a(v, classes)]


def one_of(members: frozenset[Node]) -> Test:
    """Members of a list: `sh:in`."""
    return lambda _facts, _focus, values: [Miss(v) for v in values if v not in members]


def has_value(wanted: Node) -> Test:
    """One value is this one."""
    return lambda _facts, _focus, values: () if wanted in values else _MISSING


def pattern(expression: re.Pattern[str]) -> Test:
    """Texts, and IRIs as texts, in which the expression is found."""
    return lambda _facts, _focus, values: [Miss(v) for v in values if _text(v) is None or expression.search(_text(v) or "") is None]


def length(least: int | None, most: int | None) -> Test:
    """Texts, and IRIs as texts, of so many characters."""

    def fits(value: Node) -> bool:
        text = _text(value)
        return text is not None and (least is None or len(text) >= least) and (most is None or len(text) <= most)

    return lambda _facts, _focus, values: [Miss(v) for v in values if not fits(v)]


def _text(node: Node) -> str | None:
    """Return what SPARQL's `str` makes of a node; None for a blank node."""
    if isinstance(node, Literal):
        return node.value
    return None if node.startswith(BLANK) else node


def in_range(fits: Callable[[int], bool], bound: Literal) -> Test:
    """Numbers, or dates, on one side of a bound; `fits` takes -1, 0 or 1 for below, equal, above."""

    def outside(value: Node) -> bool:
        if not isinstance(value, Literal):
            return True
        order = _order(value, bound)
        if order is None:
            if datatype(value) in {XSD.string, RDF.langString}:  # no text is in a range of numbers or days
                return True
            raise Unscreenable(f"{value.value!r} beside the bound {bound.value!r}")
        return not fits(order)

    return lambda _facts, _focus, values: [Miss(v) for v in values if outside(v)]


def _order(one: Literal, other: Literal) -> int | None:
    """Compare two numbers or two dates; None for all else."""
    if {datatype(one), datatype(other)} <= {XSD.integer, XSD.decimal}:
        return (Decimal(one.value) > Decimal(other.value)) - (Decimal(one.value) < Decimal(other.value))
    if datatype(one) == datatype(other) == XSD.date:
        return (one.value > other.value) - (one.value < other.value)
    return None


def less_than(predicate: str, *, or_equal: bool) -> Test:
    """Each value is below each value of another property of the focus node."""

    def test(facts: Facts, focus: Node, values: Sequence[Node]) -> Sequence[Miss]:
        others = facts.values(focus, predicate)
        if any(not isinstance(v, Literal) and v.startswith(BLANK) for v in values):
            raise Unscreenable("a blank node compared")  # pyshacl stops, also where there is nothing to compare with
        return [Miss(v) for v in values for other in others if _compared(v, other) >= (1 if or_equal else 0)]

    return test


def _compared(one: Node, other: Node) -> int:
    order = _order(one, other) if isinstance(one, Literal) and isinstance(other, Literal) else None
    if order is None:
        raise Unscreenable(f"{one!r} compared with {other!r}")
    return order


def equal_to(predicate: str) -> Test:
    """The values are those of another property."""

    def test(facts: Facts, focus: Node, values: Sequence[Node]) -> Sequence[Miss]:
        return [Miss(v) for v in dict.fromkeys((*values, *facts.values(focus, predicate))) if (v in values) != (v in facts.values(focus, predicate))]

    return test


def disjoint_with(predicate: str) -> Test:
    """No value is one of another property."""
    return lambda facts, focus, values: [Miss(v) for v in values if v in facts.values(focus, predicate)]


def language_in(ranges: frozenset[str]) -> Test:
    """Texts in one of these languages; the tag as a whole or its first part, and `*` for any."""

    def fits(value: Node) -> bool:
        tag = value.language.lower() if isinstance(value, Literal) else ""
        return bool(tag) and ("*" in ranges or tag in ranges or tag.partition("-")[0] in ranges)

    return lambda _facts, _focus, values: [Miss(v) for v in values if not fits(v)]


def unique_languages(_facts: Facts, _focus: Node, values: Sequence[Node]) -> Sequence[Miss]:
    """No two texts are in the same language."""
    tags = [v.language.lower() for v in values if isinstance(v, Literal) and v.language]
    return [Miss() for _ in {tag for tag in tags if tags.count(tag) > 1}]


def closed(allowed: frozenset[str]) -> Test:
    """Nodes that have none but these properties."""

    def test(facts: Facts, _focus: Node, values: Sequence[Node]) -> Sequence[Miss]:
        return [
            Miss(obj, predicate)
            for v in values
            for predicate, objects in facts.about.get(v, {}).items()
            if predicate not in allowed
            for obj in objects
            if (predicate, obj) != (RDF.type, RDFS.Resource)
        ]

    return test


def logical(verdict: Callable[[int, int], bool], conforming: Sequence[Callable[[Facts, Node], bool]]) -> Test:
    """`sh:and`, `sh:or`, `sh:xone`, `sh:not`, `sh:node`: the verdict takes how many shapes a value conforms to, and how many there are."""

    def test(facts: Facts, _focus: Node, values: Sequence[Node]) -> Sequence[Miss]:
        return [Miss(v) for v in values if not verdict(sum(conforms(facts, v) for conforms in conforming), len(conforming))]

    return test


def qualified(conforms: Callable[[Facts, Node], bool], fits: Callable[[int], bool]) -> Test:
    """The number of values that conform to a shape is one that fits."""
    return lambda facts, _focus, values: () if fits(sum(conforms(facts, v) for v in values)) else _MISSING
