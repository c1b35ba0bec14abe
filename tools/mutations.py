"""Graphs made wrong in one to three places: triples dropped, doubled, retyped or shifted, and literals that are ill-typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.triples import Literal, Triple
from kg.vocab import KG, NIF, PREFIXES, RDF, SCHEMA, XSD

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

ILL_TYPED = (
    *(Literal(value, XSD.integer) for value in ("abc", "", "01", "-0", "+1", "1.0", "9" * 30, " 7 ")),
    *(Literal(value, XSD.date) for value in ("2026-13-45", "2026-3-1", "2026-03-11Z", "yesterday", "02026-03-11", "-0044-03-15", "")),
    *(Literal(value, XSD.dateTime) for value in ("2026-03-11T10:00:00Z", "2026-03-11", "2026-03-11T25:00:00", "2026-03-11T10:00:00.5")),
    *(Literal(value, XSD.boolean) for value in ("true", "1", "maybe")),
    *(Literal(value, XSD.decimal) for value in ("1.5", "1.50", "one", "1")),
    *(Literal(value, PREFIXES["xsd"] + kind) for value, kind in (("NaN", "double"), ("1e3", "float"), ("x", "gYear"), ("5", "nonNegativeInteger"))),
    Literal("no URI at all", XSD.anyURI),
    Literal("tekst", language="nl"),
    Literal("text", language="en-GB"),
    Literal("", language="nl"),
    Literal(""),
    Literal("x", "https://a.example/type"),
)  # fmt: skip
CLASSES = tuple(
    KG.NAMESPACE + name for name in ("Person", "Organization", "Group", "Place", "Thing", "Event", "Statement", "Mention", "Role", "Article", "Item")
)
NODES = ("https://a.example/nobody", "_:b0", RDF.type, KG.Given, KG.Positive, KG.Certain, KG.Name)


def mutated(triples: Sequence[Triple], chance: random.Random) -> list[Triple]:
    """Return the triples with one to three changes."""
    rows = list(triples)
    for _ in range(chance.randint(1, 3)):
        if rows:
            chance.choice(CHANGES)(rows, chance)
    return list(dict.fromkeys(rows))


def _drop(rows: list[Triple], chance: random.Random) -> None:
    rows.pop(chance.randrange(len(rows)))


def _drop_node(rows: list[Triple], chance: random.Random) -> None:
    node = chance.choice(rows).subject
    rows[:] = [row for row in rows if row.subject != node]


def _drop_type(rows: list[Triple], chance: random.Random) -> None:
    typed = [row for row in rows if row.predicate == RDF.type]
    if typed:
        rows.remove(chance.choice(typed))


def _double(rows: list[Triple], chance: random.Random) -> None:
    """Give a node the value that another has for the same property."""
    row = chance.choice(rows)
    rows.append(Triple(row.subject, row.predicate, chance.choice([r.object for r in rows if r.predicate == row.predicate])))


def _retype(rows: list[Triple], chance: random.Random) -> None:
    place = chance.randrange(len(rows))
    row = rows[place]
    if row.predicate == RDF.type:
        rows[place] = row._replace(object=chance.choice(CLASSES))
    elif isinstance(row.object, Literal):
        kind = chance.choice((XSD.string, XSD.integer, XSD.date, XSD.dateTime, XSD.anyURI, XSD.boolean))
        rows[place] = row._replace(object=chance.choice((Literal(row.object.value, kind), Literal(row.object.value, language="nl"), chance.choice(NODES))))
    else:
        rows[place] = row._replace(object=Literal(row.object))


def _ill_type(rows: list[Triple], chance: random.Random) -> None:
    """Put a strange literal in place of a value, or beside it."""
    place = chance.randrange(len(rows))
    row = rows[place]._replace(object=chance.choice(ILL_TYPED))
    if chance.random() < 0.5:
        rows[place] = row
    else:
        rows.append(row)


def _shift(rows: list[Triple], chance: random.Random) -> None:
    """Move an offset or a date."""
    counted = [n for n, row in enumerate(rows) if row.predicate in {NIF.beginIndex, NIF.endIndex, KG.startDate, KG.endDate} and isinstance(row.object, Literal)]
    if counted:
        place = chance.choice(counted)
        obj = rows[place].object
        value = str(int(obj.value) + chance.choice((-1000, -1, 1, 1000))) if obj.value.isdigit() else chance.choice(("1999-12-31", "2031-01-01"))
        rows[place] = rows[place]._replace(object=obj._replace(value=value))


def _rename(rows: list[Triple], chance: random.Random) -> None:
    """Give a triple another property, of this graph or of none."""
    place = chance.randrange(len(rows))
    rows[place] = rows[place]._replace(predicate=chance.choice((chance.choice(rows).predicate, SCHEMA.name, "https://a.example/property")))


def _point(rows: list[Triple], chance: random.Random) -> None:
    """Let a triple point elsewhere."""
    place = chance.randrange(len(rows))
    rows[place] = rows[place]._replace(object=chance.choice((chance.choice(rows).subject, *NODES)))


def _class_hierarchy(rows: list[Triple], chance: random.Random) -> None:
    """State a subclass in the data, which SHACL takes into account."""
    rows.append(Triple(chance.choice(CLASSES), "http://www.w3.org/2000/01/rdf-schema#subClassOf", chance.choice(CLASSES)))


CHANGES: tuple[Callable[[list[Triple], random.Random], None], ...] = (
    _drop,
    _drop_node,
    _drop_type,
    _double,
    _double,
    _retype,
    _retype,
    _ill_type,
    _ill_type,
    _shift,
    _rename,
    _point,
    _class_hierarchy,
)


def ntriples(triples: Sequence[Triple]) -> bytes:
    """Return the triples as N-Triples, blank nodes among them."""
    from kg.write import FORMATS  # noqa: PLC0415

    graph = type("Rows", (), {"triples": triples, "iri": ""})()
    return FORMATS["ntriples"].write((graph,)).replace("<_:b0>", "_:b0").encode()


def judged_apart(triples: Sequence[Triple]) -> set[str]:
    """Return the subjects with a literal whose spelling rdflib judges otherwise than XML Schema, or writes anew: there alone may findings differ."""
    import rdflib  # noqa: PLC0415

    from kg.lexical import well_formed  # noqa: PLC0415

    found = set()
    for subject, _, obj in triples:
        if isinstance(obj, Literal) and (verdict := well_formed(obj.value, obj.datatype)) is not None:
            held = rdflib.Literal(obj.value, datatype=rdflib.URIRef(obj.datatype))
            if verdict is (held.ill_typed is True) or (not verdict and str(held) != obj.value):
                found.add(subject)
    return found
