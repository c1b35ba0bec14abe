"""SHACL property paths as functions (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.validate.facts import Facts, Node

    Path = Callable[[Facts, Node], Sequence[Node]]

__all__ = ["alternative", "inverse", "one_or_more", "predicate", "sequence", "zero_or_more", "zero_or_one"]


def predicate(iri: str) -> Path:
    """Follow one property."""
    return lambda facts, node: facts.values(node, iri)


def inverse(iri: str) -> Path:
    """Follow one property against its direction."""
    return lambda facts, node: facts.sources(node, iri)


def sequence(steps: Sequence[Path]) -> Path:
    """Follow one path after the other; a value is one value however many ways lead to it."""

    def follow(facts: Facts, node: Node) -> Sequence[Node]:
        found: Sequence[Node] = (node,)
        for step in steps:
            found = list(dict.fromkeys(value for each in found for value in step(facts, each)))
        return found

    return follow


def alternative(ways: Sequence[Path]) -> Path:
    """Follow each of the paths."""
    return lambda facts, node: list(dict.fromkeys(value for way in ways for value in way(facts, node)))


def zero_or_more(step: Path) -> Path:
    """Follow a path any number of times; the node itself is a value."""
    return lambda facts, node: _reached(facts, [node], step)


def one_or_more(step: Path) -> Path:
    """Follow a path once and again; the node itself is a value if a way leads back to it."""
    return lambda facts, node: _reached(facts, step(facts, node), step)


def zero_or_one(step: Path) -> Path:
    """Follow a path or stay."""
    return lambda facts, node: list(dict.fromkeys((node, *step(facts, node))))


def _reached(facts: Facts, start: Sequence[Node], step: Path) -> Sequence[Node]:
    found: dict[Node, None] = {}
    pending = list(start)
    while pending:
        node = pending.pop()
        if node not in found:
            found[node] = None
            pending += step(facts, node)
    return list(found)
