"""`kg convert`: options to settings, results to files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.placing import Placing, newer
from kg.cli.sources import find, inputs, output_names
from kg.errors import KgError, NoArticle, ReadError, WriteError
from kg.pipeline import Converted, Failed, Settings, run
from kg.readers import Facts, broken, language_tag, names, read_metadata, time_zone, when
from kg.readers.facts import TABLE_FIELDS
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
        ignore_embargo=options["ignore_embargo"],
    )
    if options["reader"] is not None and options["reader"] not in names():
        raise click.UsageError(f"there is no format {options['reader']!r}: choose one of {', '.join(sorted(names()))}")
    sources, errors, warnings = find(options["sources"], options["metadata"])
    target = _Target(options["output"], options["form"], options["text_out"])
    speech.held = options["report"] == "json" and target.to_stdout  # the report is all that standard error holds
    for error in errors:
        speech.error(error)
    for where, warning in warnings:
        speech.warning(where, warning)
    for plugin in broken():
        speech.warning(plugin.where, f"{plugin.what}; {plugin.advice}")
    placing = Placing(dict(zip((s.name for s in sources), output_names(sources), strict=True)))
    found = inputs(sources, facts, table, form=options["reader"], limit=options["max_size"])
    counts = [0, len(errors)]
    for result in run(found, settings, processes=options["jobs"]):
        speech.progress(result.source)
        if isinstance(result, Failed):
            counts[1] += _failed(speech, result)
            continue
        counts[0] += 1
        _told(speech, result)
        for each, name in placing.next(result):
            _put(speech, target, each, name)
    for each, name in placing.rest():
        _put(speech, target, each, name)
    for where, warning in placing.warnings:
        speech.warning(where, warning)
    target.close(speech)
    if options["min_coverage"] is not None and speech.share < options["min_coverage"]:
        speech.below(options["min_coverage"])
    if options["report"] == "json":
        click.echo(speech.report(), err=target.to_stdout)
    used = f"; {speech.signals - len(speech.unused)} of {speech.signals} cues, quotations, dates and titles used" if speech.signals else ""
    speech.summary(f"{counts[0]} converted, {counts[1]} failed{used}")


def _facts(options: dict[str, Any]) -> tuple[Facts, dict[str, Facts]]:
    """Turn what the user says into facts; what is wrong there is wrong usage."""
    try:
        facts = Facts(
            published=when(options["published"]) if options["published"] else None,
            language=language_tag(options["lang"]) if options["lang"] else None,
            url=options["url"],
            publisher=options["publisher"],
            timezone=time_zone(options["timezone"]) if options["timezone"] else None,
            columns=tuple(map(_column, options["columns"])),
        )
        return facts, read_metadata(options["metadata"]) if options["metadata"] else {}
    except ReadError as error:
        raise click.UsageError(str(error)) from error


def _column(value: str) -> tuple[str, str]:
    """Split `COLUMN=FIELD`. Raises `ReadError`."""
    column, found, field = value.partition("=")
    if not found or field.strip().lower() not in TABLE_FIELDS:
        raise ReadError(f"{value!r} maps no column", where="--map", advice=f"write it as COLUMN=FIELD, with one of {', '.join(TABLE_FIELDS)}")
    return column.strip(), field.strip().lower()


def _failed(speech: Speech, result: Failed) -> int:
    """Tell of an input that gave no graph; what holds no article has not failed."""
    if isinstance(result.error, NoArticle):
        speech.warning(result.error.where, f"{result.error.what}; {result.error.advice}")
        return 0
    speech.error(result.error)
    return 1


def _told(speech: Speech, result: Converted) -> None:
    name = result.article.source.name or result.source
    for warning in result.warnings:
        speech.warning(name, warning)
    speech.findings(name, result.findings)
    if result.extraction is not None:
        speech.coverage(name, result.article, result.extraction.signals)


def _put(speech: Speech, target: _Target, result: Converted, name: str) -> None:
    try:
        target.put(result, name)
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
        self.held: dict[str, tuple[Graph, str]] = {}
        self.warnings: list[tuple[str, str]] = []

    def put(self, result: Converted, name: str) -> None:
        """Write the graph of one article, or keep it for the one file, where the highest version stands. Raises `WriteError`."""
        if self.texts is not None:
            write_file(self.texts / f"{name}.txt", result.article.text.encode())
        if self.to_stdout:
            sys.stdout.buffer.write(serialize([result.triples], self.form))
        elif self.one_file:
            self._keep(result)
        else:
            write_file(self.path / f"{name}{FORMATS[self.form].suffix}", serialize([result.triples], self.form))

    def _keep(self, result: Converted) -> None:
        held = self.held.get(result.triples.iri)
        if held is not None:
            higher, what = newer(held[1], result)
            self.warnings.append((result.article.source.name, what))
            if not higher:
                return
        self.held[result.triples.iri] = (result.triples, result.article.version or "")

    def close(self, speech: Speech) -> None:
        """Write the one file, whole."""
        for where, warning in self.warnings:
            speech.warning(where, warning)
        if self.to_stdout:
            sys.stdout.buffer.flush()
        if self.one_file and self.held:
            try:
                write_file(self.path, serialize([graph for graph, _ in self.held.values()], self.form))
            except WriteError as error:
                speech.error(error)
