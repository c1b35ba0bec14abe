"""The learnt weights: what each sign of a claim adds to the log odds of its being true."""

from __future__ import annotations

import functools
import math
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.errors import AnalysisError
from kg.model import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Weights", "load"]

_FILE = "confidence.toml"
_LEAST = 0.01  # no claim is certainly true, and none certainly false


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds of one kind of claim: the bias, and what each sign adds. A sign that is not listed adds nothing."""

    bias: float
    signs: Mapping[str, float]

    def probability(self, row: Mapping[str, float]) -> float:
        """Return how likely a claim with these signs is true, in hundredths."""
        odds, signs = self.bias, self.signs
        for name, value in row.items():
            if value and name in signs:
                odds += signs[name] * value
        return round(min(max(1 / (1 + math.exp(-odds)), _LEAST), 1 - _LEAST), 2)


@functools.cache
def load(language: str) -> Mapping[ClaimKind, Weights]:
    """Load the weights of a language, or those that stand for all that have none of their own. Raises `AnalysisError` if the file is damaged."""
    own = resources.files("kg") / "pipelines" / language / _FILE
    path = own if own.is_file() else resources.files("kg") / "judge" / _FILE
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return {kind: Weights(float(tables[kind]["bias"]), {name: float(w) for name, w in tables[kind]["signs"].items()}) for kind in ClaimKind}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AnalysisError("the weights of confidence are damaged", where=str(path), advice="install kg again") from error
