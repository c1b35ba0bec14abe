"""`kg convert`: options to settings, results to files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.sources import find, jobs, output_names
from kg.errors import KgError, ReadError, WriteError
from kg.pipeline import Converted, Failed, Settings, run
from kg.readers import Facts, language_tag, read_metadata, when
from kg.write import FORMATS, serialize, write_file

if TYPE_CHECKING:
    from kg.cli.speech import Speech
    from kg.triples import Graph

__all__ = ["convert_all"]

STDOUT = "-"


def convert_all(speech: Speech, options: dict[str, Any]) -> None:
    """Convert each source, write each graph, and close with a summary."""
    facts, table = _facts(options)
    settings = Settings(
        base=options["base"],
        model=options["model"],
        lexicon=options["lexicon"],
        with_text=options["with_text"],
        materialize=options["materialize"],
        validate=not options["no_validate"],
        max_size=options["max_size"],
    )
    inputs, errors = find(options["sources"], options["metadata"])
    target = _Target(options["output"], options["form"], options["text_out"])
    speech.held = options["report"] == "json" and target.to_stdout  # the report is all that standard error holds
    for error in errors:
        speech.error(error)
    names = dict(zip((i.name for i in inputs), output_names(inputs), strict=True))
    counts = [0, 0]
    for result in run(jobs(inputs, facts, table), settings, processes=options["jobs"]):
        speech.progress(result.source)
        counts[isinstance(result, Failed)] += 1
        _report(speech, target, result, names)
    target.close(speech)
    if options["min_coverage"] is not None and speech.share < options["min_coverage"]:
        speech.below(options["min_coverage"])
    if options["report"] == "json":
        click.echo(speech.report(), err=target.to_stdout)
    used = f"; {speech.signals - len(speech.unused)} of {speech.signals} cues, quotations, dates and titles used" if speech.signals else ""
    speech.summary(f"{counts[0]} converted, {counts[1] + len(errors)} failed{used}")


def _facts(options: dict[str, Any]) -> tuple[Facts, dict[str, Facts]]:
    """Turn what the user says into facts; what is wrong there is wrong usage."""
    try:
        facts = Facts(
            published=when(options["published"]) if options["published"] else None,
            language=language_tag(options["lang"]) if options["lang"] else None,
            url=options["url"],
            publisher=options["publisher"],
        )
        return facts, read_metadata(options["metadata"]) if options["metadata"] else {}
    except ReadError as error:
        raise click.UsageError(str(error)) from error


def _report(speech: Speech, target: _Target, result: Converted | Failed, names: dict[str, str]) -> None:
    if isinstance(result, Failed):
        speech.error(result.error)
        return
    for warning in result.warnings:
        speech.warning(result.source, warning)
    speech.findings(result.source, result.findings)
    if result.extraction is not None:
        speech.coverage(result.source, result.article, result.extraction.signals)
    try:
        target.put(result, names[result.source])
    except KgError as error:
        speech.error(error)


class _Target:
    """Where graphs go: a folder with one file an article, one file for all, or standard output."""

    def __init__(self, output: str, form: str | None, texts: Path | None) -> None:
        by_suffix = {each.suffix: name for name, each in FORMATS.items()}
        self.path, self.texts = Path(output), texts
        self.to_stdout = output == STDOUT
        self.one_file = not self.to_stdout and not self.path.is_dir() and self.path.suffix in by_suffix
        self.form = form or (by_suffix[self.path.suffix] if self.one_file else "turtle")
        self.held: list[Graph] = []

    def put(self, result: Converted, name: str) -> None:
        """Write the graph of one article, or keep it for the one file. Raises `WriteError`."""
        if self.texts is not None:
            write_file(self.texts / f"{name}.txt", result.article.text.encode())
        if self.to_stdout:
            sys.stdout.buffer.write(serialize([result.triples], self.form))
        elif self.one_file:
            self.held.append(result.triples)
        else:
            write_file(self.path / f"{name}{FORMATS[self.form].suffix}", serialize([result.triples], self.form))

    def close(self, speech: Speech) -> None:
        """Write the one file, whole."""
        if self.to_stdout:
            sys.stdout.buffer.flush()
        if self.one_file and self.held:
            try:
                write_file(self.path, serialize(self.held, self.form))
            except WriteError as error:
                speech.error(error)
