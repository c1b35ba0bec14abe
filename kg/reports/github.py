"""Annotations for GitHub Actions: workflow commands on standard output (Workflow commands for GitHub Actions, "Setting an error message")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Severity
from kg.printable import printable
from kg.validate.explaining import rule_of

if TYPE_CHECKING:
    from kg.reports.outcome import Outcome
    from kg.validate.running import Located

__all__ = ["github"]

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(outcome: Outcome) -> str:
    """Return a command a line; findings of the baseline are left out."""
    rows = [_command(each) for each in outcome.findings if not outcome.is_known(each)]
    rows += [f"::error {_properties({'file': error.where, 'title': 'unreadable'})}::{_data(str(error))}" for error in outcome.errors]
    return "".join(f"{row}\n" for row in rows)


def _command(each: Located) -> str:
    place = each.place
    facts: dict[str, object] = {"file": place.file.removeprefix("./")}
    if place.line:
        facts |= {"line": place.line}
        if place.end_line:
            facts |= {"endLine": place.end_line}
        if place.end_line in {0, place.line}:  # GitHub takes columns within one line only
            facts |= {"col": place.column} | ({"endColumn": place.end_column} if place.end_line else {})
    facts |= {"title": f"{rule_of(each.finding)} {place.words}".strip()}
    told = each.wrong if each.mend in {"", each.wrong} else f"{each.wrong}: {each.mend}"
    return f"::{_COMMANDS[each.finding.severity]} {_properties(facts)}::{_data(told)}"


def _properties(facts: dict[str, object]) -> str:
    return ",".join(f"{key}={_data(str(value)).replace(':', '%3A').replace(',', '%2C')}" for key, value in facts.items())


def _data(value: str) -> str:
    return printable(value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
