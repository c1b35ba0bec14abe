"""SARIF 2.1.0, which code-scanning services read (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg._version import __version__
from kg.model import Severity
from kg.printable import printable_json
from kg.reports.outcome import fingerprint
from kg.validate.explaining import rule_of
from kg.validate.rules import RULES

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.reports.outcome import Outcome
    from kg.validate.running import Located

__all__ = ["sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(outcome: Outcome) -> str:
    """Return the outcome as one run of SARIF; what the baseline holds is `unchanged` and suppressed."""
    rules: dict[str, dict[str, Any]] = {}
    for each in outcome.findings:
        rules.setdefault(rule_of(each.finding), _rule(each))
    index = {name: place for place, name in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "kg", "semanticVersion": __version__, "rules": list(rules.values())}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not outcome.errors,
                "exitCode": outcome.code,
                "toolExecutionNotifications": [_notification(error) for error in outcome.errors],
            }
        ],
        "results": [_result(each, index, outcome) for each in outcome.findings],
    }
    return printable_json(json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)) + "\n"


def _rule(each: Located) -> dict[str, Any]:
    name, finding = rule_of(each.finding), each.finding
    text = RULES[name][0] if name in RULES else finding.message
    rule: dict[str, Any] = {"id": name, "shortDescription": {"text": text}, "defaultConfiguration": {"level": _LEVELS[finding.severity]}}
    return rule | ({"properties": {"shape": finding.shape}} if finding.shape else {})


def _result(each: Located, index: dict[str, int], outcome: Outcome) -> dict[str, Any]:
    finding, place, name = each.finding, each.place, rule_of(each.finding)
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": place.column}
        if place.end_line:
            physical["region"] |= {"endLine": place.end_line, "endColumn": place.end_column, "snippet": {"text": place.words}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.focus:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.focus, "kind": "resource"}]
    words = f"“{place.words}”: " if place.words else ""
    told = each.wrong if each.mend in {"", each.wrong} else f"{each.wrong}. {each.mend}"
    result: dict[str, Any] = {
        "ruleId": name,
        "ruleIndex": index[name],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{words}{told}"},
        "locations": [location],
        "partialFingerprints": {"kgFinding/v1": fingerprint(each)},
        "properties": {"source": each.source, "path": finding.path, "value": finding.value, "component": finding.component},
    }
    if outcome.known is not None:
        known = outcome.is_known(each)
        result["baselineState"] = "unchanged" if known else "new"
        result["suppressions"] = [{"kind": "external", "justification": "in the baseline file"}] if known else []
    return result


def _notification(error: KgError) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(error.where)}}}
    return {"level": "error", "message": {"text": str(error)}, "descriptor": {"id": type(error).__name__}, "locations": [location]}


def _uri(name: str) -> str:
    """Return a relative reference for a relative path, which a service resolves against the repository; else a file: URI."""
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
