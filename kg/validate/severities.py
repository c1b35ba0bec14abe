"""Severities that a user gives to shapes, in place of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import ShapesError
from kg.triples import Triple
from kg.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Severity
    from kg.validate.shapes_graph import Shapes

__all__ = ["with_severities"]


def with_severities(shapes: Shapes, severities: Mapping[str, Severity]) -> Shapes:
    """Return the shapes with other severities; a shape is named by its IRI, or by what follows the last `#` or `/`. Raises `ShapesError`."""
    found: dict[str, Severity] = {}
    known = {t.subject for t in shapes.triples if t.predicate.startswith(SH)}
    for name, severity in severities.items():
        named = [s for s in known if s == name or s.replace("#", "/").rpartition("/")[2] == name]
        if not named:
            raise ShapesError("there is no shape of this name", where=name, advice="kg shapes prints them")
        found |= dict.fromkeys(named, severity)
    kept = tuple(t for t in shapes.triples if not (t.subject in found and t.predicate == f"{SH}severity"))
    stated = (Triple(shape, f"{SH}severity", SH + severity.value) for shape, severity in found.items())
    return shapes._replace(triples=(*kept, *stated))
