"""`kg validate`: files to findings."""

from __future__ import annotations

import glob
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.speech import Exit
from kg.errors import KgError, NoArticle, ReadError, ShapesError
from kg.graph_files import STDIN, SUFFIXES, is_graph, suffix, unpacked
from kg.model import Severity
from kg.reports import REPORTS, lines, table
from kg.reports.outcome import Outcome, read_baseline, write_baseline
from kg.validate.across import Across
from kg.validate.checker import EngineName
from kg.validate.explaining import explain
from kg.validate.places import Place, line_of
from kg.validate.running import Located, Options, Source, run
from kg.write import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.speech import Speech
    from kg.model import Finding

__all__ = ["validate_all"]

_WILD = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user asks for beside how to check."""

    files: tuple[str, ...]
    report: str
    output: Path | None
    baseline: Path | None
    update: bool
    jobs: int


def validate_all(speech: Speech, options: dict[str, Any]) -> None:
    """Check each file, report, and close with a table; findings are data, so they go to standard output."""
    settings, asked, outcome = _settings(options)
    speech.held = asked.report == "json" and asked.output is None
    across = Across(settings.severities)
    text: list[str] = []
    try:
        for checked in run(_sources(asked.files, outcome, speech), settings, processes=asked.jobs):
            speech.progress(checked.source)
            if isinstance(checked.error, NoArticle):
                outcome.empty += 1
                speech.warning(checked.source, f"{checked.error.what}: nothing was checked")
                continue
            if checked.error is not None:
                _unreadable(checked.error, outcome, speech)
                continue
            outcome.checked += 1
            across.add(checked.source, checked.summary)
            _told(checked.source, checked.findings, outcome, asked, speech, text)
    except ShapesError as error:  # the shapes are an option: what is wrong with them is wrong usage
        raise click.UsageError(str(error)) from error
    for source, found in across.findings():
        _told(source, (_between(source, found),), outcome, asked, speech, text)
    _close(outcome, asked, speech, text)


def _settings(options: dict[str, Any]) -> tuple[Options, _Asked, Outcome]:
    """Turn options into what to check and what to tell; what is wrong there is wrong usage."""
    if options["only_shapes"] and not options["shapes"]:
        raise click.UsageError("--only-shapes leaves nothing to check against: give --shapes, too")
    if options["update_baseline"] and options["baseline"] is None:
        raise click.UsageError("--update-baseline needs --baseline FILE")
    settings = Options(
        shapes=options["shapes"],
        only=options["only_shapes"],
        engine=EngineName(options["engine"]),
        severities=dict(map(_severity, options["severity"])),
        texts=options["text"],
    )
    report, baseline, update = options["report"], options["baseline"], options["update_baseline"]
    asked = _Asked(options["files"], report, options["output"], baseline, update, options["jobs"])
    known = None
    if baseline is not None and not (update and not baseline.exists()):
        try:
            known = read_baseline(baseline)
        except ReadError as error:
            raise click.UsageError(str(error)) from error
    keeps = report != "text" or update
    return settings, asked, Outcome(fail_on=Severity(options["fail_on"].title()), max_warnings=options["max_warnings"], known=known, keeps=keeps)


def _severity(value: str) -> tuple[str, Severity]:
    """Split `SHAPE=SEVERITY`."""
    shape, found, severity = value.rpartition("=")
    levels = {s.value.lower(): s for s in Severity}
    if not found or severity.strip().lower() not in levels:
        raise click.UsageError(f"--severity {value!r} names no severity: write it as SHAPE=SEVERITY, with one of {', '.join(levels)}")
    return shape.strip(), levels[severity.strip().lower()]


def _sources(names: tuple[str, ...], outcome: Outcome, speech: Speech) -> Iterator[Source]:
    """Yield each file once, in order: files, those of directories and of patterns, standard input."""
    seen = set()
    for name in names:
        found = list(_found(name))
        if not found:
            advice = f"files end in {', '.join(SUFFIXES)}, or in one of them and .gz"
            _unreadable(ReadError("there is no graph in this place", where=name, advice=advice), outcome, speech)
        for path, stem in found:
            real = path if path == STDIN else str(Path(path).resolve())
            if real not in seen:
                seen.add(real)
                yield Source(name=path, stem=stem, content=sys.stdin.buffer.read() if path == STDIN else None)


def _found(name: str) -> Iterator[tuple[str, str]]:
    """Yield the files that an argument means, and the path of each below the folder, without suffix."""
    path = Path(name)
    if name == STDIN:
        yield name, name
    elif os.path.isdir(name):  # noqa: PTH112  (it is false of a name that no file can have)
        for each in sorted(p for p in path.rglob("*") if is_graph(p)):
            yield str(each), _stem(each.relative_to(path))
    elif not os.path.exists(name) and _WILD.intersection(name):  # noqa: PTH110  (the same)
        for match in sorted(glob.glob(name, recursive=True)):  # noqa: PTH207  (a pattern may be absolute)
            if is_graph(Path(match)):
                yield match, _stem(Path(Path(match).name))
    else:
        yield name, _stem(Path(path.name))


def _stem(path: Path) -> str:
    """Return a path without the suffixes that say that it is a graph, and that it is packed."""
    whole = path.as_posix()
    ending = suffix(whole)
    end = whole.lower().rfind(ending) if ending else len(whole)
    return whole[:end]


def _unreadable(error: KgError, outcome: Outcome, speech: Speech) -> None:
    outcome.errors.append(error)
    speech.error(error)


def _told(source: str, findings: tuple[Located, ...], outcome: Outcome, asked: _Asked, speech: Speech, text: list[str]) -> None:
    """Count findings, and tell those that are not known; with -q only those that fail the run."""
    outcome.add(source, findings)
    if asked.report != "text":
        return
    shown = [f for f in findings if not outcome.is_known(f) and (speech.verbosity >= 0 or outcome.fails(f))]
    for line in lines(shown):
        if asked.output is not None:
            text.append(line)
        else:
            click.echo(line)


def _between(source: str, finding: Finding) -> Located:
    """Place a finding of the whole set at its node in the graph file."""
    try:
        content = "" if source == STDIN else unpacked(Path(source).read_bytes(), source).decode("utf-8", "replace")
    except (OSError, ReadError):
        content = ""  # it was read before; the finding stands without a line
    wrong, mend = explain(finding)
    article = finding.focus.partition("#")[0] if "#" in finding.focus else ""
    line = line_of(content, finding.focus, article or finding.focus)
    return Located(finding=finding, source=source, place=Place(file=source, line=line, column=min(line, 1), article=article), wrong=wrong, mend=mend)


def _close(outcome: Outcome, asked: _Asked, speech: Speech, text: list[str]) -> None:
    if asked.update and asked.baseline is not None:
        write_file(asked.baseline, write_baseline(outcome.findings))
        outcome.failing, outcome.max_warnings = 0, None
    report = "".join(f"{line}\n" for line in text) if asked.report == "text" else REPORTS[asked.report](outcome)
    if asked.output is not None:
        write_file(asked.output, report.encode("utf-8", "surrogatepass"))
    else:
        click.echo(report, nl=False)
    if outcome.too_many:
        speech.warning(f"--max-warnings {outcome.max_warnings}", f"there are {outcome.counts[Severity.WARNING]}")
    speech.code = max(speech.code, Exit.FINDINGS if outcome.failing or outcome.too_many else Exit.OK)
    for line in table(outcome):
        speech.summary(line)
