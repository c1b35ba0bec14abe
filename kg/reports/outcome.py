"""What a run over a set of graphs came to: its findings, those that are known, and the exit code that follows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.errors import KgError
    from kg.validate.running import Located

__all__ = ["Outcome", "fingerprint", "read_baseline", "write_baseline"]

_ORDER = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)
_KEYS = ("focus", "path", "shape", "component", "value")


@dataclass(slots=True, kw_only=True)
class Outcome:
    """Counts of a run, and for the reports that come last its findings. `known` are the fingerprints of findings that are not to fail it."""

    fail_on: Severity = Severity.VIOLATION
    max_warnings: int | None = None
    known: frozenset[str] | None = None
    keeps: bool = True
    checked: int = 0
    empty: int = 0
    sources: list[str] = field(default_factory=list)
    findings: list[Located] = field(default_factory=list)
    errors: list[KgError] = field(default_factory=list)
    counts: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(_ORDER, 0))
    files: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(_ORDER, 0))
    old: int = 0
    failing: int = 0
    met: set[str] = field(default_factory=set)

    def add(self, source: str, findings: Iterable[Located]) -> None:
        """Count the findings of one file."""
        severities = set()
        if self.keeps:
            self.sources.append(source)
        for each in findings:
            if self.keeps:
                self.findings.append(each)
            if self.is_known(each):
                self.old += 1
                continue
            self.counts[each.finding.severity] += 1
            self.failing += self.fails(each)
            severities.add(each.finding.severity)
        for severity in severities:
            self.files[severity] += 1

    def is_known(self, each: Located) -> bool:
        """Whether a finding is in the baseline; remembers that it still occurs."""
        if self.known is None:
            return False
        mark = fingerprint(each)
        if mark in self.known:
            self.met.add(mark)
            return True
        return False

    def fails(self, each: Located) -> bool:
        """Whether a finding fails the run by its severity."""
        return _ORDER.index(each.finding.severity) <= _ORDER.index(self.fail_on) and not self.is_known(each)

    @property
    def too_many(self) -> bool:
        """Whether there are more warnings than are allowed."""
        return self.max_warnings is not None and self.counts[Severity.WARNING] > self.max_warnings

    @property
    def gone(self) -> int:
        """How many findings of the baseline no longer occur."""
        return len(self.known - self.met) if self.known is not None else 0

    @property
    def code(self) -> int:
        """The exit code: 0 conforming, 1 findings, 3 unreadable; the worst wins."""
        return 3 if self.errors else int(bool(self.failing or self.too_many))


def fingerprint(each: Located) -> str:
    """Name a finding by what it is about, whatever file it stands in and however it is worded."""
    facts = (each.finding.focus, each.finding.path, each.finding.shape, each.finding.component, each.finding.value)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


def read_baseline(path: Path) -> frozenset[str]:
    """Return the fingerprints in a baseline file. Raises `ReadError`."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["findings"]
        return frozenset(str(row["fingerprint"]) for row in rows)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=str(path), advice="write it with --update-baseline") from error
    except (ValueError, TypeError, KeyError) as error:
        raise ReadError("is no baseline file", where=str(path), advice="write it with --update-baseline") from error


def write_baseline(findings: Iterable[Located]) -> bytes:
    """Return a baseline file: a row a finding, sorted, to be read and compared by people."""
    rows = {fingerprint(each): {key: getattr(each.finding, key) for key in _KEYS} for each in findings}
    told = [{"fingerprint": mark, **facts} for mark, facts in sorted(rows.items(), key=lambda row: (*row[1].values(), row[0]))]
    return (json.dumps({"version": 1, "findings": told}, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
