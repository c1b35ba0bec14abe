"""The order of the stages, and a batch in which one bad article never stops the rest."""

from __future__ import annotations

import itertools
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import KgError, ReadError
from kg.model import Article, Extraction, Source, Status
from kg.readers import Facts
from kg.vocab import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib

    from kg.model import Analysis, Finding, Phrase
    from kg.triples import Graph

__all__ = ["Converted", "Failed", "Job", "Settings", "convert", "convert_text", "extract", "run"]

_CHUNK = 8  # inputs that a process takes at a time
STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to convert; the same for each article of a run."""

    base: str = DEFAULT_BASE
    model: str | None = None
    lexicon: Path | None = None
    with_text: bool = False
    materialize: bool = False
    validate: bool = True
    max_size: int = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One input: its name as the user gave it, its bytes if they are no file's, and what is known about it."""

    name: str
    facts: Facts = field(default_factory=Facts)
    data: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """An article, what was found in it, its graph and what the shapes say of it."""

    source: str
    article: Article
    triples: Graph
    extraction: Extraction | None = None
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()

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


def run(jobs: Iterable[Job], settings: Settings, *, processes: int = 1) -> Iterator[Converted | Failed]:
    """Convert inputs and yield one result or more an input, in the order of the inputs."""
    chunks = itertools.batched(jobs, _CHUNK) if hasattr(itertools, "batched") else _batched(jobs)
    if processes <= 1:
        for chunk in chunks:
            for job in chunk:
                yield from convert(job, settings)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        try:
            for results in pool.map(_convert_all, ((chunk, settings) for chunk in chunks)):
                yield from results
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _batched(jobs: Iterable[Job]) -> Iterator[tuple[Job, ...]]:
    stream = iter(jobs)
    while chunk := tuple(itertools.islice(stream, _CHUNK)):
        yield chunk


def _convert_all(work: tuple[tuple[Job, ...], Settings]) -> list[Converted | Failed]:
    jobs, settings = work
    return [result for job in jobs for result in convert(job, settings)]


def convert(job: Job, settings: Settings) -> Iterator[Converted | Failed]:
    """Convert one input; what `kg` can explain is a `Failed`, anything else stays loud."""
    try:
        for article in read(job, settings):
            yield _convert(article, settings, job.name)
    except KgError as error:
        yield Failed(source=job.name, error=error)


def read(job: Job, settings: Settings) -> Iterator[Article]:
    """Read an input's bytes as articles. Raises `ReadError`."""
    from kg.readers import text  # noqa: PLC0415

    data = job.data if job.data is not None else _bytes(Path(job.name), settings.max_size)
    if len(data) > settings.max_size:
        raise _too_large(job.name, len(data), settings.max_size)
    yield from text.read(data, Source(name=job.name), job.facts)


def _bytes(path: Path, limit: int) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ReadError("this is no regular file", where=str(path), advice="give a text file, a directory or -")
        with path.open("rb") as file:
            data = file.read(limit + 1)
            if len(data) > limit:
                raise _too_large(str(path), path.stat().st_size, limit)
            return data
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=str(path), advice="check the path and its permissions") from error


def _too_large(name: str, size: int, limit: int) -> ReadError:
    return ReadError(f"{size:,} bytes are more than the limit of {limit:,}", where=name, advice="raise it with --max-size")


def convert_text(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    source: str = "text",
    settings: Settings | None = None,
) -> Converted:
    """Convert one plain-text article; `published` is an ISO 8601 date. Raises `KgError`."""
    from kg.readers import language_tag, when  # noqa: PLC0415

    facts = Facts(
        published=when(published) if published else None,
        language=language_tag(language) if language else None,
        url=url,
        publisher=publisher,
    )
    result = next(convert(Job(name=source, facts=facts, data=text.encode()), settings or Settings()))
    if isinstance(result, Failed):
        raise result.error
    return result


def _convert(article: Article, settings: Settings, name: str) -> Converted:
    from kg import analyse, graph  # noqa: PLC0415  (analysis imports spaCy)

    language = article.language.partition("-")[0]
    warnings = list(article.warnings)
    extraction = None
    claims = article.status is Status.USABLE and (settings.model is not None or language in analyse.languages())
    if claims:
        extraction = extract(analyse.load(language, settings.model).analyse(article), settings)
        triples = graph.build(extraction, version=__version__, base=settings.base, with_text=settings.with_text)
    else:
        if article.status is Status.USABLE:
            warnings.append(f"no pipeline for language {article.language!r}: metadata only; give one with --model")
        triples = graph.bare(article, version=__version__, base=settings.base, with_text=settings.with_text)
    if settings.materialize:
        triples = _materialized(triples)
    findings: tuple[Finding, ...] = ()
    if settings.validate:
        from kg import validate  # noqa: PLC0415  (imports pyshacl)

        findings = validate.check(triples)
    return Converted(source=name, article=article, triples=triples, extraction=extraction, findings=findings, warnings=tuple(warnings))


def _materialized(triples: Graph) -> Graph:
    from kg import validate  # noqa: PLC0415

    return validate.materialize(triples)


def extract(analysis: Analysis, settings: Settings) -> Extraction:
    """Find mentions, times, statements and events, and resolve them. The language's word lists do not change the order."""
    from kg import coverage, events, links, mentions, resolve, statements, times  # noqa: PLC0415
    from kg.lexicons import names, reporting, triggers  # noqa: PLC0415
    from kg.lexicons import times as time_words  # noqa: PLC0415

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
    return Extraction(
        analysis=analysis,
        entities=entities,
        roles=resolve.posts(analysis, roles, entities),
        statements=said,
        events=happened,
        links=links.find(analysis, happened, entities),
        signals=coverage.find(analysis, entities, roles, said, happened, days, known, spoken),
    )
