"""The report for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.printable import printable_json
from kg.reports.outcome import fingerprint
from kg.validate.explaining import rule_of

if TYPE_CHECKING:
    from kg.reports.outcome import Outcome
    from kg.validate.running import Located

__all__ = ["json_report"]


def json_report(outcome: Outcome) -> str:
    """Return the outcome as JSON: exit code, counts, findings, and files that could not be read."""
    counts = {severity.value.lower(): count for severity, count in outcome.counts.items()}
    summary = {"checked": outcome.checked, **counts, "known": outcome.old, "unreadable": len(outcome.errors)}
    errors = [{"source": error.where, "message": str(error)} for error in outcome.errors]
    rows = [_row(each, known=outcome.is_known(each)) for each in outcome.findings]
    report = {"exit": outcome.code, "summary": summary, "findings": rows, "errors": errors}
    return printable_json(json.dumps(report, ensure_ascii=False, indent=1)) + "\n"


def _row(each: Located, *, known: bool) -> dict[str, object]:
    finding, place = each.finding, each.place
    return {
        "level": finding.severity.value.lower(),
        "rule": rule_of(finding),
        "source": each.source,
        "article": place.article,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "textLine": place.in_text[0] if place.in_text else 0,
        "textColumn": place.in_text[1] if place.in_text else 0,
        "words": place.words,
        "problem": each.wrong,
        "advice": each.mend,
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "message": finding.message,
        "shape": finding.shape,
        "component": finding.component,
        "known": known,
        "fingerprint": fingerprint(each),
    }
