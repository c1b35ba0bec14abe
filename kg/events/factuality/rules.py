"""Rules in a table: the first that holds decides, and its name says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.events.factuality.setting import Setting

__all__ = ["Rule", "first"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """`name` says what was seen, `holds` whether it is so, `value` what it means."""

    name: str
    value: T
    holds: Callable[[Setting], bool]


def first(rules: Iterable[Rule[T]], setting: Setting) -> Rule[T]:
    """Return the first rule that holds; the last of a table always does."""
    return next(rule for rule in rules if rule.holds(setting))
