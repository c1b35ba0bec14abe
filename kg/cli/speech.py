"""What the command line says, and the exit code that sums it up. Speech goes to standard error, data to standard output."""

from __future__ import annotations

import io
import json
import os
import sys
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from kg.errors import DefectError
from kg.printable import printable, printable_json

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.model import Article, Finding, LeftOut, Signal

__all__ = ["Exit", "Speech", "show"]


class Exit:
    """Exit codes; the worst wins."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


@dataclass(slots=True)
class Speech:
    """Messages of one run: `verbosity` -1 says errors only, 1 adds the cause, 2 the traceback.

    `held` keeps them for the report, where that takes the place of speech on standard error. `early` are warnings about settings, which wait
    until that is known; `counts` is what the report says of the run.
    """

    verbosity: int = 0
    held: bool = False
    code: int = Exit.OK
    done: int = 0
    rows: list[dict[str, object]] = field(default_factory=list)
    signals: int = 0
    counts: dict[str, object] = field(default_factory=dict)
    early: list[tuple[str, str]] = field(default_factory=list)
    unused: list[dict[str, object]] = field(default_factory=list)
    left_out: list[dict[str, object]] = field(default_factory=list)

    def error(self, error: KgError) -> None:
        """Tell of an input or output that failed."""
        from kg.readers.addresses import without_secrets  # noqa: PLC0415  (not for `kg --help`)

        self.code = max(self.code, Exit.FAILED)
        error.where = without_secrets(error.where)  # where it was typed as a file, too
        self._say("error", "red", str(error))
        self.rows.append({"level": "error", "source": error.where, "message": str(error)})
        if self.verbosity > 0 and error.__cause__ is not None:
            self._say("cause", "red", f"{type(error.__cause__).__name__}: {error.__cause__}")
        if self.verbosity > 1:
            self._trace(error)

    def warning(self, source: str, message: str) -> None:
        """Tell of something that the user should know; it does not change the exit code."""
        self.warnings(source, [source], message, message)

    def warnings(self, source: str, items: list[str], summed: str, message: str) -> None:
        """Tell of what is the same in several items of a source: one line, and in the report one row an item."""
        self.rows += [{"level": "warning", "source": item, "message": message} for item in items]
        if self.verbosity >= 0:
            self._say("warning", "yellow", f"{source}: {summed}" if source else summed)

    def note(self, message: str) -> None:
        """Tell of something about the run that is as it should be, and that the user may want otherwise."""
        self.rows.append({"level": "note", "source": "", "message": message})
        if self.verbosity >= 0:
            self._say("note", "cyan", message)

    def begin(self) -> None:
        """Tell what waited until it was known where speech goes."""
        early, self.early = self.early, []
        for source, message in early:
            self.warning(source, message)

    def findings(self, source: str, findings: tuple[Finding, ...]) -> None:
        """Tell of violations, and with -v of warnings and infos."""
        for finding in findings:
            violation = finding.severity.value == "Violation"
            if violation:
                self.code = max(self.code, Exit.FINDINGS)
            self.rows.append({"level": finding.severity.value.lower(), "source": source, "focus": finding.focus, "message": finding.message})
            if violation or self.verbosity > 0:
                self._say(finding.severity.value.lower(), "red" if violation else "yellow", f"{source}: {finding.focus}: {finding.message}")

    def coverage(self, source: str, article: Article, signals: tuple[Signal, ...]) -> None:
        """Count what the text signals; with -v tell what was not used, and why."""
        self.signals += len(signals)
        for signal in signals:
            if signal.used:
                continue
            words = " ".join(article.words(signal.span).split())
            row = {"kind": signal.kind.value, "words": words, "begin": signal.span.start, "end": signal.span.end, "reason": signal.reason}
            self.unused.append({"source": source, **row})
            if self.verbosity > 0:
                self._say("unused", "yellow", f"{source}: {signal.kind.value} at {signal.span.start}, {words!r}: {signal.reason}")

    def unlikely(self, source: str, article: Article, claims: tuple[LeftOut, ...]) -> None:
        """Count the claims that are left out for want of confidence; with -v tell which, and why."""
        for claim in claims:
            words = " ".join(article.words(claim.span).split())
            row = {"kind": claim.kind.value, "words": words, "begin": claim.span.start, "end": claim.span.end}
            self.left_out.append({"source": source, **row, "confidence": claim.confidence, "reason": claim.reason})
            if self.verbosity > 0:
                what = f"{claim.kind.value} at {claim.span.start}, {words!r}, confidence {claim.confidence:.2f}"
                self._say("left out", "yellow", f"{source}: {what}: {claim.reason}")

    @property
    def share(self) -> float:
        """The share of signals that a node was made of; 1 where the text signals nothing."""
        return 1 - len(self.unused) / self.signals if self.signals else 1.0

    def below(self, wanted: float) -> None:
        """Tell that too little of the text was used."""
        self.code = max(self.code, Exit.FINDINGS)
        message = f"coverage {self.share:.2f} is below {wanted:.2f}: see the unused cues, quotations, dates and titles with -v or --report json"
        self.rows.append({"level": "violation", "source": "", "message": message})
        self._say("violation", "red", message)

    def summary(self, text: str) -> None:
        """Close the run with one line."""
        if self.verbosity >= 0 and not self.held:
            click.echo(printable(text), err=True)

    def progress(self, name: str) -> None:
        """Show the input at hand, on a terminal only."""
        if self.verbosity >= 0 and sys.stderr.isatty() and not self.held:
            click.echo(f"\r\x1b[K{self.done + 1}  {printable(name)}\r", err=True, nl=False)
        self.done += 1

    def report(self) -> str:
        """Return all that was said as JSON."""
        coverage = {
            "signals": self.signals,
            "used": self.signals - len(self.unused),
            "share": round(self.share, 4),
            "unused": self.unused,
            "left_out": self.left_out,
        }
        return printable_json(json.dumps({"exit": self.code, **self.counts, "messages": self.rows, "coverage": coverage}, ensure_ascii=False, indent=1))

    def _trace(self, error: KgError) -> None:
        trace = error.trace if isinstance(error, DefectError) and error.trace else "".join(traceback.format_exception(error))
        if not self.held:
            for line in trace.rstrip("\n").split("\n"):
                click.echo(printable(line), err=True)

    def _say(self, level: str, colour: str, text: str) -> None:
        if self.held:
            return
        line = printable(" ".join(text.split()))
        plain = "NO_COLOR" in os.environ or not sys.stderr.isatty()
        click.echo(f"{level}: {line}" if plain else f"{click.style(level, fg=colour)}: {line}", err=True)


def show(error: click.ClickException) -> None:
    """Show what is wrong with the usage; the lines repeat words of the user."""
    shown = io.StringIO()
    error.show(shown)
    for line in shown.getvalue().rstrip("\n").split("\n"):
        click.echo("\t".join(map(printable, line.split("\t"))), err=True)
