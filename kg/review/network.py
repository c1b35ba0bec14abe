"""The network of a set as a picture: places for its nodes by forces, in plain arithmetic and from a fixed start, so that it is the same everywhere."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from kg.review.markup import esc

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MOST", "Edge", "Node", "picture"]

MOST = 60  # nodes that a picture can show
_WIDTH, _HEIGHT = 1000, 700
_MARGIN = 60
_ROUNDS = 150
_SPREAD = (0.7548776662466927, 0.5698402909980532)  # points that lie evenly, of products alone: sines differ from machine to machine
_LONGEST = 28  # characters of a label


class Node(NamedTuple):
    """An actor: its name, where it leads, how often it is met."""

    label: str
    target: str
    weight: int


class Edge(NamedTuple):
    """Two nodes by number, how they are bound, and how often."""

    one: int
    other: int
    kind: str
    weight: int


def picture(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """Return the network as SVG: lines between those who meet or speak of one another, each node a link."""
    places = _places(len(nodes), edges)
    lines = []
    for edge in edges:
        (x1, y1), (x2, y2) = places[edge.one], places[edge.other]
        wide = min(6, 1 + edge.weight // 2)
        bow = 6 if edge.kind == "speaks" else -6  # two bonds of one pair lie beside each other
        lines.append(f'<path class="{edge.kind}" fill="none" stroke-width="{wide}" d="M{x1} {y1}Q{(x1 + x2) // 2 + bow} {(y1 + y2) // 2 + bow} {x2} {y2}"/>')
    dots = []
    for node, (x, y) in zip(nodes, places, strict=True):
        text = node.label if len(node.label) <= _LONGEST else f"{node.label[: _LONGEST - 1]}…"
        size = min(16, 7 + int(math.sqrt(node.weight)))
        right = x <= _WIDTH - 220  # room for a label
        at = f'x="{x + size + 4}"' if right else f'x="{x - size - 4}" text-anchor="end"'
        dots.append(f'<a href="{esc(node.target)}"><circle cx="{x}" cy="{y}" r="{size}"/><text {at} y="{y + 4}">{esc(text)}</text></a>')
    title = "Who meets (solid) and who speaks of whom (dashed); the table below says the same"
    return f'<svg class="net" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group" aria-label="{title}">{"".join(lines)}{"".join(dots)}</svg>'


def _places(count: int, edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """Return a place for each node: all push each other away, bound ones pull (Fruchterman and Reingold, 1991)."""
    xs, ys = ([n * share % 1 for n in range(1, count + 1)] for share in _SPREAD)
    ideal = 0.8 / math.sqrt(max(count, 1))
    for turn in range(_ROUNDS):
        _step(xs, ys, edges, ideal, 0.1 * (1 - turn / _ROUNDS))
    return list(zip(_scaled(xs, _WIDTH), _scaled(ys, _HEIGHT), strict=True))


def _step(xs: list[float], ys: list[float], edges: Sequence[Edge], ideal: float, most: float) -> None:
    dx, dy = [0.5 - x for x in xs], [0.5 - y for y in ys]  # towards the middle, so that parts do not drift away
    for one in range(len(xs)):
        for other in range(one):
            _pull(xs, ys, dx, dy, one, other, -(ideal**2))
    for edge in edges:
        if edge.one != edge.other:
            _pull(xs, ys, dx, dy, edge.one, edge.other, 0, ideal)
    for node in range(len(xs)):
        far = math.sqrt(dx[node] ** 2 + dy[node] ** 2)
        share = min(far, most) / far if far else 0
        xs[node] += dx[node] * share
        ys[node] += dy[node] * share


def _pull(xs: list[float], ys: list[float], dx: list[float], dy: list[float], one: int, other: int, push: float, ideal: float = 0) -> None:
    x, y = xs[other] - xs[one], ys[other] - ys[one]
    far = max(math.sqrt(x * x + y * y), 0.001)
    force = push / far if not ideal else far * far / ideal
    dx[one] += x / far * force
    dy[one] += y / far * force
    dx[other] -= x / far * force
    dy[other] -= y / far * force


def _scaled(values: list[float], size: int) -> list[int]:
    if not values:
        return []
    least, span = min(values), (max(values) - min(values)) or 1.0
    return [round(_MARGIN + (value - least) / span * (size - 2 * _MARGIN)) for value in values]
