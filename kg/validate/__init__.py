"""Graphs against shapes: SHACL results as findings, by a compiled screen and by pyshacl behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.validate.checker import Checker, EngineName, check
from kg.validate.materializing import materialize
from kg.validate.reading import File, parse, to_rdflib
from kg.validate.shapes_graph import read_shapes

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

__all__ = ["Checker", "EngineName", "File", "check", "materialize", "parse", "shapes"]


def shapes(extra: tuple[Path, ...] = ()) -> rdflib.Graph:
    """Return our shapes, and those of further files, as rdflib holds them. Raises `ShapesError`."""
    return to_rdflib(read_shapes(extra).triples)
