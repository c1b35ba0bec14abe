"""The order of the stages, and a batch in which one bad article never stops the rest."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from kg import readers
from kg._version import __version__
from kg.errors import DefectError, KgError, ReadError
from kg.guard import guard
from kg.judge.keeping import DEFAULT_MINIMUM
from kg.model import UNDETERMINED, Article, Extraction, ItemKind, Status
from kg.processes import in_order
from kg.readers import Input
from kg.vocab import DEFAULT_BASE, checked_base

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import rdflib

    from kg.model import Analysis, Finding, Phrase
    from kg.readers import Item
    from kg.triples import Graph

__all__ = ["Converted", "Failed", "Settings", "convert", "extract", "run", "stepped"]

T = TypeVar("T")
_CHUNK = 4  # articles that wait for a process that is at work
STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to convert; the same for each article of a run. Raises `VocabularyError` for a base that is no IRI, `ValueError` for what is no probability.

    `max_seconds` is the processor time that one article may take; it is kept where `kg.guard` can keep it. `min_confidence` is the least confidence of
    the claims that are kept; 0 keeps all.
    """

    base: str = DEFAULT_BASE
    model: str | None = None
    lexicon: Path | None = None
    with_text: bool = False
    materialize: bool = False
    validate: bool = True
    ignore_embargo: bool = False
    max_seconds: float | None = None
    min_confidence: float = DEFAULT_MINIMUM

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", checked_base(self.base))
        if not 0 <= self.min_confidence <= 1:
            message = f"min_confidence is a probability from 0 to 1, not {self.min_confidence}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """An article, what was found in it, its graph and what the shapes say of it."""

    source: str
    article: Article
    triples: Graph
    extraction: Extraction | None = None
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """One line: a notebook shows it."""
        counts = f"{len(self.triples.triples)} triples, {len(self.findings)} findings, {len(self.warnings)} warnings"
        return f"<Converted {self.source!r}: {self.triples.iri}, {counts}>"

    def graph(self) -> rdflib.Graph:
        """Return the graph as rdflib holds it."""
        from kg.triples import to_rdflib  # noqa: PLC0415

        return to_rdflib(self.triples)

    def turtle(self) -> str:
        """Return the graph as Turtle."""
        from kg.write import serialize  # noqa: PLC0415

        return serialize([self.triples], "turtle").decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An input that could not be converted, and why."""

    source: str
    error: KgError


def run(inputs: Iterable[Input | ReadError], settings: Settings, *, processes: int = 1) -> Iterator[Converted | Failed]:
    """Convert inputs and yield one result or more an input, in the order of the inputs.

    A file of many articles is read here, item by item, and its items are converted as inputs are, so that memory does not grow with it.
    """
    work = itertools.chain.from_iterable(_opened(each, settings) for each in inputs)
    if processes <= 1:
        for item in work:
            yield from _results(item, settings)
        return
    yield from in_order(functools.partial(_convert_all, settings=settings), work, processes=processes, chunk=_CHUNK, lost=_lost)


def _opened(source: Input | ReadError, settings: Settings) -> Iterator[tuple[str, Item]]:
    """Yield an input as it is, or the items of one that holds many; each with the name of the input that the user gave."""
    if isinstance(source, ReadError):
        yield source.where, source
    elif readers.holds_many(source):
        yield from ((source.name, item) for item in stepped(readers.items(source), source.name, settings))
    else:
        yield source.name, source


def _convert_all(chunk: tuple[tuple[str, Item], ...], settings: Settings) -> list[Converted | Failed]:
    return [result for work in chunk for result in _results(work, settings)]


def _lost(work: tuple[str, Item], reason: str) -> list[Converted | Failed]:
    """Say of an article whose process ended what it was."""
    name, item = work
    where = item.source.name if isinstance(item, Article) else name if isinstance(item, ReadError) else item.name
    advice = "convert it again; if its process ends again, it needs more memory than there is, or it is to be reported"
    return [Failed(source=name, error=ReadError(reason, where=where, advice=advice))]


def _results(work: tuple[str, Item], settings: Settings) -> Iterator[Converted | Failed]:
    name, item = work
    found: Iterator[Article | ReadError] = readers.read(item) if isinstance(item, Input) else iter((item,))
    for each in stepped(found, name, settings):
        yield Failed(source=name, error=each) if isinstance(each, ReadError) else _converted(each, settings, name)


def stepped(found: Iterator[T], where: str, settings: Settings) -> Iterator[T | ReadError]:
    """Yield what a reader yields, each step under the guard."""
    while True:
        try:
            with guard(where, settings.max_seconds):
                each = next(found, None)
        except KgError as error:
            yield error if isinstance(error, ReadError) else ReadError(error.what, where=error.where or where, advice=error.advice)
        else:
            if each is None:
                return
            yield each


def convert(source: Input, settings: Settings) -> Iterator[Converted | Failed]:
    """Convert one input; whatever goes wrong in an article is a `Failed`."""
    yield from _results((source.name, source), settings)


def _converted(article: Article, settings: Settings, name: str) -> Converted | Failed:
    try:
        with guard(article.source.name, settings.max_seconds):
            _check_embargo(article, settings)
            return _convert(article, settings, name)
    except KgError as error:
        return Failed(source=name, error=_placed(error, article))


def _placed(error: KgError, article: Article) -> KgError:
    """Name the article in an error that a stage raised without knowing it."""
    if error.where or isinstance(error, DefectError):
        return error
    placed = type(error)(error.what, where=article.source.name, advice=error.advice)
    placed.__cause__ = error.__cause__
    return placed


def _check_embargo(article: Article, settings: Settings) -> None:
    """Refuse an article under an embargo that runs, or whose end nobody knows. Raises `ReadError`."""
    if settings.ignore_embargo or not (article.embargoed or article.embargo_until) or article.status is not Status.USABLE:
        return
    until = article.embargo_until
    if until is None:
        what = "under an embargo without an end"
    elif isinstance(until, dt.datetime):
        now = dt.datetime.now(dt.UTC) if until.tzinfo else dt.datetime.now()  # noqa: DTZ005  (a local time is compared with the local clock)
        what = f"under embargo until {until.isoformat()}" if until > now else ""
    else:
        what = f"under embargo until {until.isoformat()}" if until > dt.datetime.now(dt.UTC).date() else ""
    if what:
        raise ReadError(what, where=article.source.name, advice="wait, or give --ignore-embargo if you may use it")


def _convert(article: Article, settings: Settings, name: str) -> Converted:
    from kg import analyse, graph, resolve  # noqa: PLC0415  (analysis imports onnxruntime)
    from kg.analyse import repair  # noqa: PLC0415

    language = article.language.partition("-")[0]
    warnings = list(article.warnings)
    extraction = None
    usable = article.status is Status.USABLE and article.kind is ItemKind.ARTICLE
    lacking = _lacking(language, article.language, settings)
    if usable and article.blocks and not lacking:
        analysis = analyse.load(language, settings.model).analyse(article)
        extraction = extract(analysis, settings)
        if any(s.end - s.start >= repair.LONGEST for s in analysis.sentences):
            warnings.append(f"sentences of {repair.LONGEST} words and more are cut for the analysis")
        triples = graph.build(extraction, version=__version__, base=settings.base, with_text=settings.with_text)
    else:
        if usable and article.blocks:
            warnings.append(lacking)
        triples = graph.bare(article, resolve.join(article, ()), version=__version__, base=settings.base, with_text=settings.with_text)
    warnings.extend(triples.left_out)
    if settings.materialize:
        triples = _materialized(triples)
    findings: tuple[Finding, ...] = ()
    if settings.validate:
        from kg import validate  # noqa: PLC0415  (imports pyshacl)

        findings = validate.check(triples)
    return Converted(source=name, article=article, triples=triples, extraction=extraction, findings=findings, warnings=tuple(warnings))


def _lacking(language: str, tag: str, settings: Settings) -> str:
    """Say what a language lacks to be analysed, words or a pipeline; nothing where it has both."""
    from kg import analyse, lexicons  # noqa: PLC0415

    if language == UNDETERMINED:
        return "the language cannot be told: metadata only; name it with --lang"
    words = language in lexicons.languages() or (settings.lexicon is not None and (settings.lexicon / language).is_dir())
    if settings.model is None and language not in analyse.languages():
        return f"no pipeline for language {tag!r}: metadata only" + ("; give one with --model" if words else "")
    return "" if words else f"no word lists for language {tag!r}: metadata only; give them with --lexicon"


def _materialized(triples: Graph) -> Graph:
    from kg import validate  # noqa: PLC0415

    return validate.materialize(triples)


def extract(analysis: Analysis, settings: Settings) -> Extraction:
    """Find mentions, times, statements and events, resolve and judge them, and keep what is likely enough.

    The language's word lists do not change the order.
    """
    from kg import coverage, events, judge, links, mentions, resolve, statements, times  # noqa: PLC0415
    from kg.analyse import repair  # noqa: PLC0415
    from kg.lexicons import names, reporting, triggers  # noqa: PLC0415
    from kg.lexicons import times as time_words  # noqa: PLC0415

    analysis = repair.sound(analysis)
    language = analysis.article.language.partition("-")[0]
    known = names.load(language, settings.lexicon)
    spoken = reporting.load(language, settings.lexicon)
    acted = triggers.load(language, settings.lexicon)
    found = mentions.find(analysis, known)
    roles = mentions.roles(analysis, found, known)
    days = times.find(analysis, time_words.load(language, settings.lexicon))
    said = statements.find(analysis, found, days, spoken)
    happened = events.find(analysis, found, days, said, acted)
    phrases: list[Phrase] = [p.phrase for e in happened for p in e.participants if p.event is None]
    phrases += [p for s in said for p in (*s.speakers, *([s.addressee] if s.addressee else []))]
    entities = resolve.entities(analysis, found, roles, tuple(phrases), known, said)
    judged = judge.judge(
        Extraction(
            analysis=analysis,
            entities=resolve.join(analysis.article, entities, analysis.tokens),
            roles=resolve.posts(analysis, roles, entities),
            statements=said,
            events=happened,
            links=links.find(analysis, happened, entities),
        )
    )
    kept = judge.keep(judged, settings.min_confidence)
    return replace(kept, signals=coverage.find(judged, kept, days, known, spoken))
