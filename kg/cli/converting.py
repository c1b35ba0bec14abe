"""`kg convert`: options to settings, results to files."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from kg.cli.gathering import Gathered
from kg.cli.placing import Placing
from kg.cli.sources import find, inputs, output_names, unmatched
from kg.cli.target import Target
from kg.errors import KgError, LexiconError, NoArticle, ReadError
from kg.guard import guard
from kg.lexicons.checking import check
from kg.pipeline import Failed, Settings, run
from kg.readers import Facts, broken, iri, language_tag, names, read_metadata, time_zone, when
from kg.readers.facts import TABLE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.speech import Speech
    from kg.pipeline import Converted

__all__ = ["convert_all"]

# What the options and the metadata file call these fields.
_ALSO = {"published": "date", "headline": "title"}


def convert_all(speech: Speech, options: dict[str, Any]) -> None:
    """Convert each source, write each graph, and close with a summary."""
    began = time.monotonic()
    facts, table = _facts(options)
    settings = _settings(options)
    if options["reader"] is not None and options["reader"] not in names():
        raise click.UsageError(f"there is no format {options['reader']!r}: choose one of {', '.join(sorted(names()))}")
    target = Target(options["output"], options["form"], options["text_out"])
    speech.held = options["report"] == "json" and target.to_stdout  # the report is all that standard error holds
    speech.begin()
    sources, errors, warnings = find(options["sources"], options["metadata"])
    for error in errors:
        speech.error(error)
    for where, warning in (*warnings, *unmatched(sources, table, options["metadata"])):
        speech.warning(where, warning)
    for plugin in broken():
        speech.warning(plugin.where, f"{plugin.what}; {plugin.advice}")
    placing = Placing(dict(zip((s.name for s in sources), output_names(sources), strict=True)))
    work = _Run(speech, target, placing, settings, failed=len(errors))
    found = inputs(sources, facts, table, form=options["reader"], limit=options["max_size"])
    try:
        for result in run(found, settings, processes=options["jobs"]):
            work.take(result)
    finally:
        work.gathered.tell()
    work.close()
    speech.counts = {"converted": work.converted, "failed": work.failed, "written": work.written, "seconds": round(time.monotonic() - began, 3)}
    if not options["base_given"] and work.converted:
        speech.note(f"IRIs begin with {settings.base}, which is nobody's: give your own with --base, or base in kg.toml")
    if options["min_coverage"] is not None and speech.share < options["min_coverage"]:
        speech.below(options["min_coverage"])
    if options["report"] == "json":
        click.echo(speech.report(), err=target.to_stdout)
    used = f"; {speech.signals - len(speech.unused)} of {speech.signals} cues, quotations, dates and titles used" if speech.signals else ""
    unlikely = f"; {len(speech.left_out)} claims of a confidence under {settings.min_confidence:.2f} left out" if speech.left_out else ""
    speech.summary(f"{work.converted} converted, {work.failed} failed{used}{unlikely}")


def _settings(options: dict[str, Any]) -> Settings:
    try:
        check(options["lexicon"])
    except LexiconError as error:
        raise click.UsageError(f"--lexicon: {error}") from error
    return Settings(
        base=options["base"],
        model=options["model"],
        lexicon=options["lexicon"],
        with_text=options["with_text"],
        materialize=options["materialize"],
        validate=not options["no_validate"],
        ignore_embargo=options["ignore_embargo"],
        max_seconds=options["max_seconds"],
        min_confidence=options["min_confidence"],
    )


def _facts(options: dict[str, Any]) -> tuple[Facts, dict[str, Facts]]:
    """Turn what the user says into facts; what is wrong there is wrong usage."""
    try:
        facts = Facts(
            published=when(options["published"]) if options["published"] else None,
            language=language_tag(options["lang"]) if options["lang"] else None,
            url=iri(options["url"]) if options["url"] else None,
            publisher=options["publisher"],
            timezone=time_zone(options["timezone"]) if options["timezone"] else None,
            columns=tuple(map(_column, options["columns"])),
            day_first=options["day_first"],
        )
        return facts, read_metadata(options["metadata"]) if options["metadata"] else {}
    except ReadError as error:
        raise click.UsageError(str(error)) from error


def _column(value: str) -> tuple[str, str]:
    """Split `COLUMN=FIELD`. Raises `ReadError`."""
    column, found, name = value.partition("=")
    name = _ALSO.get(name.strip().lower(), name.strip().lower())
    if not found or not column.strip() or name not in TABLE_FIELDS:
        known = ", ".join(sorted({*TABLE_FIELDS, *_ALSO}))
        raise ReadError(f"{value!r} maps no column", where="--map", advice=f"write it as COLUMN=FIELD, with one of {known}")
    return column.strip(), name


@dataclass(slots=True)
class _Run:
    """What a run counts and holds while results come."""

    speech: Speech
    target: Target
    placing: Placing
    settings: Settings
    failed: int
    converted: int = 0
    written: int = 0
    undated: int = 0
    open_dates: int = 0
    unwritten: set[str] = field(default_factory=set)
    gathered: Gathered = field(init=False)

    def __post_init__(self) -> None:
        self.gathered = Gathered(self.speech)

    def take(self, result: Converted | Failed) -> None:
        """Tell what there is to tell of a result, and write what can be written now."""
        self.speech.progress(result.source)
        if isinstance(result, Failed):
            self._failed(result)
            return
        self.converted += 1
        item = result.article.source.name or result.source
        try:
            with guard(item, self.settings.max_seconds):
                self._told(result, item)
                ready = list(self.placing.next(result))
        except KgError as error:
            self._refused(error)
            return
        for source, where, warning in self.placing.warnings:
            self.gathered.add(source, where, warning)
        self.placing.warnings.clear()
        self._write(ready)

    def close(self) -> None:
        """Write what was held back, take back what a newer article has replaced, and tell what the run as a whole lacks."""
        self._write(self.placing.rest())
        for name, iri_ in self.placing.superseded:
            if iri_ in self.unwritten:
                continue
            self.written -= 1
            if self.target.to_stdout:
                self.speech.warning(name, "is in standard output beside the newer one, which came later")
            try:
                with guard(name):
                    self.target.remove(name)
            except KgError as error:
                self.speech.error(error)
        for lost in self.target.close():
            self.written -= 1
            self._refused(lost)
        if self.target.warning:
            self.speech.warning("", self.target.warning)
        if self.undated:
            articles = f"{self.undated} article{'s have' if self.undated > 1 else ' has'} no date of publication"
            dates = "one relative date stays" if self.open_dates == 1 else f"{self.open_dates} relative dates stay"
            told = f"{articles}, so that {dates} open" if self.open_dates else articles
            self.speech.warning("", f"{told}: give one with --published or --metadata")

    def _write(self, ready: Iterator[tuple[Converted, str]] | list[tuple[Converted, str]]) -> None:
        for result, name in ready:
            try:
                with guard(result.article.source.name or result.source, self.settings.max_seconds):
                    self.target.put(result, name)
            except KgError as error:
                self.unwritten.add(result.triples.iri)
                self._refused(error)
            else:
                self.written += 1

    def _refused(self, error: KgError) -> None:
        """Count an article that was converted as one that failed: there is nothing to show for it."""
        self.speech.error(error)
        self.converted -= 1
        self.failed += 1

    def _failed(self, result: Failed) -> None:
        """Tell of an input that gave no graph; what holds no article has not failed."""
        if isinstance(result.error, NoArticle):
            self.gathered.add(result.source, result.error.where or result.source, f"{result.error.what}; {result.error.advice}")
            return
        self.speech.error(result.error)
        self.failed += 1

    def _told(self, result: Converted, item: str) -> None:
        for warning in result.warnings:
            self.gathered.add(result.source, item, warning)
        self.speech.findings(item, result.findings)
        found = result.extraction
        if found is None:
            return
        self.speech.coverage(item, result.article, found.signals)
        self.speech.unlikely(item, result.article, found.left_out)
        if result.article.published is None:
            stated = [*(e.time for e in found.events), *(s.time for s in found.statements)]
            times = {time.span: time for time in stated if time is not None}
            self.undated += 1
            self.open_dates += sum(time.start is None and time.end is None for time in times.values())
