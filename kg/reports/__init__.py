"""Reports of a run: each is a function from its outcome to a text. `text` is told file by file, by `text.lines`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reports.github import github
from kg.reports.json_report import json_report
from kg.reports.junit import junit
from kg.reports.sarif import sarif
from kg.reports.text import lines, table
from kg.reports.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.reports.outcome import Outcome

__all__ = ["REPORTS", "lines", "table"]

REPORTS: dict[str, Callable[[Outcome], str]] = {"json": json_report, "github": github, "junit": junit, "sarif": sarif, "turtle": turtle}
