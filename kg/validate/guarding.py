"""pyshacl, held to what SHACL says where it stops or is too kind: what cannot be compared is a result, and one node's trouble is its own.

pyshacl raises where `sh:lessThan` meets a blank node, and with it all findings of a graph are lost. Here the component is asked again for each node
alone, and what still raises is told of that node.
"""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING, Any

from kg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Guarded", "failure"]

_LOG = logging.getLogger(__name__)
# Two values that cannot be compared are a result (https://www.w3.org/TR/shacl/#LessThanConstraintComponent and the bounds of 4.3).
_COMPARING = frozenset(
    {"LessThan", "LessThanOrEquals", "MinExclusive", "MinInclusive", "MaxExclusive", "MaxInclusive"}
)  # fmt: skip


def failure(error: Exception, *, focus: str = "", shape: str = "") -> Finding:
    """Return the finding that a validator could not do its work, on all of a graph or on one node."""
    return Finding(focus=focus, path="", message=f"validator error: {type(error).__name__}: {error}", shape=shape)


class Guarded:
    """While it is entered, pyshacl's components keep their exceptions to the node that they are about; `failures` tells of them, each once a shape."""

    def __init__(self) -> None:
        from pyshacl.constraints import ALL_CONSTRAINT_COMPONENTS  # noqa: PLC0415
        from pyshacl.constraints.core.value_constraints import DatatypeConstraintComponent  # noqa: PLC0415
        from pyshacl.constraints.sparql.sparql_based_constraint_components import BoundShapeValidatorComponent  # noqa: PLC0415

        self.failures: dict[tuple[str, str], Finding] = {}
        components: list[Any] = [*ALL_CONSTRAINT_COMPONENTS, BoundShapeValidatorComponent]
        self._own = [(kind, "evaluate", kind.evaluate) for kind in components]
        self._ours = [(kind, "evaluate", self._guarded(kind.evaluate)) for kind in components]
        self._own.append((DatatypeConstraintComponent, "_assert_actual_datatype", DatatypeConstraintComponent._assert_actual_datatype))  # noqa: SLF001
        self._ours.append((DatatypeConstraintComponent, "_assert_actual_datatype", _well_formed))

    def __enter__(self) -> None:
        self.failures.clear()
        for kind, name, function in self._ours:
            setattr(kind, name, function)

    def __exit__(self, *_: object) -> None:
        for kind, name, function in self._own:
            setattr(kind, name, function)

    def _guarded(self, evaluate: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(evaluate)
        def guarded(component: Any, executor: Any, graph: Any, values: dict[Any, Any], path: list[Any]) -> tuple[bool, list[Any]]:
            asked = len(path)
            try:
                return evaluate(component, executor, graph, values, path)  # type: ignore[no-any-return]
            except Exception as error:  # noqa: BLE001  (each node is asked again, and what it raises is told)
                _LOG.debug("each node is asked again", exc_info=error)
                del path[asked:]
            reports: list[Any] = []
            conforms = True
            for focus, some in values.items():
                for value in some:
                    good, found = self._alone(evaluate, component, (executor, graph, {focus: {value}}, path))
                    conforms = conforms and good
                    reports += found
            return conforms, reports

        return guarded

    def _alone(self, evaluate: Callable[..., Any], component: Any, asked: tuple[Any, Any, dict[Any, Any], list[Any]]) -> tuple[bool, list[Any]]:
        """Ask about one value of one node; what cannot be told of it does not conform."""
        _, graph, values, path = asked
        depth = len(path)
        try:
            return evaluate(component, *asked)  # type: ignore[no-any-return]
        except Exception as error:  # noqa: BLE001  (a user's pattern or query may raise anything)
            del path[depth:]
            ((focus, (value,)),) = values.items()
            if component.constraint_name().removesuffix("ConstraintComponent") in _COMPARING:
                return False, [component.make_v_result(graph, focus, value_node=value)]
            shape = str(component.shape.node)
            self.failures.setdefault((shape, str(error)), failure(error, focus=str(focus), shape=shape))
            return False, []


def _well_formed(_component: object, value: Any, _datatype: object) -> bool:
    """Whether a literal of the right datatype is spelt as one: the graph's literals know."""
    return value.ill_typed is not True
