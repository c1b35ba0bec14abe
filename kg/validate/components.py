"""From a parameter of a shape and its value to a test: the components of SHACL Core that are compiled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.triples import Literal
from kg.validate import constraints
from kg.validate.facts import BLANK, Facts, Unscreenable
from kg.validate.shapes_graph import Unsupported, truth, whole_number
from kg.vocab import PREFIXES, RDF, SH, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.validate.compiling import Compiler, Shape
    from kg.validate.constraints import Test
    from kg.validate.facts import Node

    Maker = Callable[[Compiler, str, Node], Test | None]

__all__ = ["MAKERS", "MANY", "NEED_PATH", "known"]

_NODE_KINDS = {
    "IRI": {"IRI"},
    "BlankNode": {"BlankNode"},
    "Literal": {"Literal"},
    "BlankNodeOrIRI": {"BlankNode", "IRI"},
    "BlankNodeOrLiteral": {"BlankNode", "Literal"},
    "IRIOrLiteral": {"IRI", "Literal"},
}


def known(values: Sequence[Node]) -> list[Node]:
    """Return terms to compare with those of a graph; what rdflib would respell is for pyshacl. Raises `Unsupported`."""
    try:
        Facts([("", "", value) for value in values])
    except Unscreenable as reason:
        raise Unsupported(str(reason)) from reason
    return list(values)


def _iri(value: Node) -> str:
    if isinstance(value, Literal) or value.startswith(BLANK):
        raise Unsupported(f"{value!r} where an IRI stands")
    return value


def _conforms(c: Compiler, value: Node) -> Callable[[Facts, Node], bool]:
    """Return whether a node conforms to a shape that is named by an IRI or blank node."""
    if isinstance(value, Literal):
        raise Unsupported("a literal as a shape")
    return c.shape(value).conforms


def _members(c: Compiler, value: Node) -> list[Shape]:
    return [c.shape(str(each)) for each in c.parameters.items(value)]


def _all_of(c: Compiler, value: Node) -> list[Callable[[Facts, Node], bool]]:
    return [shape.conforms for shape in _members(c, value)]


def _datatype(_c: Compiler, _node: str, value: Node) -> Test:
    wanted = _iri(value)
    if wanted.startswith(PREFIXES["rdfs"]):
        raise Unsupported("rdfs:Literal or rdfs:Datatype as a datatype")  # to pyshacl every literal is of these
    return constraints.has_datatype(wanted)


def _node_kind(_c: Compiler, _node: str, value: Node) -> Test:
    name = _iri(value).removeprefix(SH)
    if name not in _NODE_KINDS:
        raise Unsupported(f"the node kind {name}")
    return constraints.node_kind(frozenset(_NODE_KINDS[name]))


def _pattern(c: Compiler, node: str, value: Node) -> Test:
    flags = c.parameters.one(node, "flags")
    if not isinstance(value, Literal) or not (flags is None or isinstance(flags, Literal)):
        raise Unsupported("a pattern that is no text")
    letters = flags.value.lower() if isinstance(flags, Literal) else ""
    try:
        return constraints.pattern(re.compile(value.value, (re.IGNORECASE if "i" in letters else 0) | (re.MULTILINE if "m" in letters else 0)))
    except (re.error, OverflowError, RecursionError) as error:
        raise Unsupported(f"the pattern {value.value}") from error


def _bound(fits: Callable[[int], bool]) -> Maker:
    def make(_c: Compiler, _node: str, value: Node) -> Test:
        if not isinstance(value, Literal) or value.language or value.datatype not in {XSD.integer, XSD.date}:
            raise Unsupported(f"{value!r} as a bound")
        known([value])
        return constraints.in_range(fits, value)

    return make


def _closed(c: Compiler, node: str, value: Node) -> Test | None:
    if not truth(value):
        return None
    ignored = c.parameters.one(node, "ignoredProperties")
    own = {str(c.parameters.one(part, "path")) for part in c.parameters.iris(node, "property")}
    return constraints.closed(frozenset(own | {str(p) for p in ([] if ignored is None or ignored == RDF.nil else c.parameters.items(ignored))}))


def _or(c: Compiler, _node: str, value: Node) -> Test:
    members = _members(c, value)
    # A choice of classes, our commonest one, is one look-up.
    rows = [c.parameters.of(member.node) for member in members]
    if all(set(row) == {f"{SH}class"} and len(row[f"{SH}class"]) == 1 for row in rows):
        return constraints.instance_of(frozenset(_iri(row[f"{SH}class"][0]) for row in rows))
    return constraints.logical(lambda met, _: met > 0, [member.conforms for member in members])


def _languages(c: Compiler, _node: str, value: Node) -> Test:
    members = c.parameters.items(value)
    if not all(isinstance(m, Literal) and m.datatype == XSD.string and not m.language for m in members):
        raise Unsupported("a language that is no text")
    return constraints.language_in(frozenset(m.value.lower() for m in members if isinstance(m, Literal)))


def _qualified(fits: Callable[[int, int], bool]) -> Maker:
    def make(c: Compiler, node: str, value: Node) -> Test:
        if truth(c.parameters.one(node, "qualifiedValueShapesDisjoint")):
            raise Unsupported("sh:qualifiedValueShapesDisjoint")
        shape, number = c.parameters.one(node, "qualifiedValueShape"), whole_number(value)
        return constraints.qualified(_conforms(c, shape or Literal("")), lambda met: fits(met, number))

    return make


# Parameter -> the name of its component, and what makes the test of one value.
MAKERS: dict[str, tuple[str, Maker]] = {
    "minCount": ("MinCountConstraintComponent", lambda _c, _n, v: constraints.min_count(whole_number(v))),
    "maxCount": ("MaxCountConstraintComponent", lambda _c, _n, v: constraints.max_count(whole_number(v))),
    "datatype": ("DatatypeConstraintComponent", _datatype),
    "class": ("ClassConstraintComponent", lambda _c, _n, v: constraints.instance_of(frozenset({_iri(v)}))),
    "nodeKind": ("NodeKindConstraintComponent", _node_kind),
    "in": ("InConstraintComponent", lambda c, _n, v: constraints.one_of(frozenset(known(c.parameters.items(v))))),
    "hasValue": ("HasValueConstraintComponent", lambda _c, _n, v: constraints.has_value(known([v])[0])),
    "pattern": ("PatternConstraintComponent", _pattern),
    "minLength": ("MinLengthConstraintComponent", lambda _c, _n, v: constraints.length(whole_number(v), None)),
    "maxLength": ("MaxLengthConstraintComponent", lambda _c, _n, v: constraints.length(None, whole_number(v))),
    "minInclusive": ("MinInclusiveConstraintComponent", _bound(lambda order: order >= 0)),
    "minExclusive": ("MinExclusiveConstraintComponent", _bound(lambda order: order > 0)),
    "maxInclusive": ("MaxInclusiveConstraintComponent", _bound(lambda order: order <= 0)),
    "maxExclusive": ("MaxExclusiveConstraintComponent", _bound(lambda order: order < 0)),
    "lessThan": ("LessThanConstraintComponent", lambda _c, _n, v: constraints.less_than(_iri(v), or_equal=False)),
    "lessThanOrEquals": ("LessThanOrEqualsConstraintComponent", lambda _c, _n, v: constraints.less_than(_iri(v), or_equal=True)),
    "equals": ("EqualsConstraintComponent", lambda _c, _n, v: constraints.equal_to(_iri(v))),
    "disjoint": ("DisjointConstraintComponent", lambda _c, _n, v: constraints.disjoint_with(_iri(v))),
    "languageIn": ("LanguageInConstraintComponent", _languages),
    "uniqueLang": ("UniqueLangConstraintComponent", lambda _c, _n, v: constraints.unique_languages if truth(v) else None),
    "closed": ("ClosedConstraintComponent", _closed),
    "or": ("OrConstraintComponent", _or),
    "and": ("AndConstraintComponent", lambda c, _n, v: constraints.logical(lambda met, of: met == of, _all_of(c, v))),
    "xone": ("XoneConstraintComponent", lambda c, _n, v: constraints.logical(lambda met, _: met == 1, _all_of(c, v))),
    "not": ("NotConstraintComponent", lambda c, _n, v: constraints.logical(lambda met, _: met == 0, [_conforms(c, v)])),
    "node": ("NodeConstraintComponent", lambda c, _n, v: constraints.logical(lambda met, _: met == 1, [_conforms(c, v)])),
    "qualifiedMinCount": ("QualifiedMinCountConstraintComponent", _qualified(lambda met, least: met >= least)),
    "qualifiedMaxCount": ("QualifiedMaxCountConstraintComponent", _qualified(lambda met, most: met <= most)),
}
# Parameters that may be given more than once: each value is a constraint.
MANY = frozenset({"class", "not", "node", "or", "and", "xone", "equals", "disjoint", "lessThan", "lessThanOrEquals"})
NEED_PATH = frozenset({"minCount", "maxCount", "lessThan", "lessThanOrEquals", "uniqueLang", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShape"})
