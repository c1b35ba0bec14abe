"""Findings in words: what is wrong, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.validate.rules import RULES
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from kg.model import Finding

__all__ = ["explain", "rule_of", "short"]

_WRONG = {
    "MinCount": "{path} is missing",
    "MaxCount": "there is more than one {path}",
    "Datatype": "{path} {value} is not of the datatype that is asked for",
    "Class": "{path} leads to {value}, which is not of the class that is asked for",
    "NodeKind": "{path} {value} is not the kind of node that is asked for",
    "In": "{path} {value} is not in the list",
    "HasValue": "{path} has not the value that is asked for",
    "Pattern": "{path} {value} is not of the form that is asked for",
    "MinLength": "{path} {value} is too short",
    "MaxLength": "{path} {value} is too long",
    "MinInclusive": "{path} {value} is too low",
    "MinExclusive": "{path} {value} is too low",
    "MaxInclusive": "{path} {value} is too high",
    "MaxExclusive": "{path} {value} is too high",
    "LessThan": "{path} {value} is not before its counterpart",
    "LessThanOrEquals": "{path} {value} is after its counterpart",
    "Closed": "{path} {value} does not belong here",
    "Or": "{path} {value} is none of what is asked for",
    "UniqueLang": "two {path} are in one language",
}


def explain(finding: Finding) -> tuple[str, str]:
    """Return what is wrong and how to mend it. A rule of ours says both, a shape says how to mend."""
    if finding.component in RULES:
        what, _, advice = finding.message.rpartition("; ")
        return what, advice
    if not finding.component:  # the validator itself failed
        return finding.message, "mend the shapes, or tell us"
    component = finding.component.removesuffix("ConstraintComponent")
    if not finding.path and component in {"Or", "Xone"}:
        return "none of the alternatives is given", finding.message
    pattern = _WRONG.get(component, "{path} {value} is not as it is asked for")
    return pattern.format(path=short(finding.path) if finding.path else "the node", value=_value(finding.value)).replace("  ", " "), finding.message


def _value(value: str) -> str:
    named = short(value)
    if named != value:
        return named
    words = " ".join(value.split())
    return f"<{value}>" if "://" in value and " " not in value else repr(words if len(words) <= 60 else f"{words[:59]}…")  # noqa: PLR2004


def short(iri: str) -> str:
    """Return an IRI with a prefix, if there is one for it."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def rule_of(finding: Finding) -> str:
    """Return the name of what a finding is against: the shape's local name, or that of the rule or component."""
    return finding.shape.replace("#", "/").rpartition("/")[2] or finding.component.removesuffix("ConstraintComponent") or "Validator"
