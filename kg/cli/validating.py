"""`kg validate`: files to findings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.speech import Exit
from kg.errors import KgError, ReadError
from kg.validate import Checker, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.speech import Speech
    from kg.model import Finding

__all__ = ["validate_all"]

_SUFFIXES = frozenset({".ttl", ".nt", ".nq", ".trig", ".jsonld"})


def validate_all(speech: Speech, files: tuple[str, ...], shapes: tuple[Path, ...], report: str, max_warnings: int | None) -> None:
    """Check each file and close with a summary; findings are data, so they go to standard output."""
    checker = Checker(shapes)
    warnings = checked = 0
    for name in files:
        for path in _files(name, speech):
            speech.progress(path)
            try:
                findings = checker.check(parse(_bytes(path), path))
            except KgError as error:
                speech.error(error)
                continue
            checked += 1
            warnings += sum(f.severity.value == "Warning" for f in findings)
            _report(speech, path, findings, report)
    if max_warnings is not None and warnings > max_warnings:
        speech.code = max(speech.code, Exit.FINDINGS)
        speech.warning("warnings", f"{warnings} are more than --max-warnings {max_warnings}")
    if report == "json":
        click.echo(speech.report())
    speech.summary(f"{checked} checked")


def _files(name: str, speech: Speech) -> Iterator[str]:
    path = Path(name)
    if name == "-" or not path.is_dir():
        yield name
        return
    found = sorted(str(p) for p in path.rglob("*") if p.suffix in _SUFFIXES)
    if not found:
        speech.error(ReadError("there is no graph in this directory", where=name, advice="files end in .ttl, .nt, .nq, .trig or .jsonld"))
    yield from found


def _bytes(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=name, advice="check the path") from error


def _report(speech: Speech, name: str, findings: tuple[Finding, ...], report: str) -> None:
    for finding in findings:
        level = finding.severity.value.lower()
        if level == "violation":
            speech.code = max(speech.code, Exit.FINDINGS)
        speech.rows.append(
            {
                "level": level,
                "source": name,
                "focus": finding.focus,
                "path": finding.path,
                "message": finding.message,
                "shape": finding.shape,
                "component": finding.component,
                "value": finding.value,
            }
        )
        if report == "text" and (level == "violation" or speech.verbosity >= 0):
            click.echo(f"{name}: {level}: {finding.focus}: {finding.message}")
