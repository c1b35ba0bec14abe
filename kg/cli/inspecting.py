"""`kg inspect`: what was seen in an article, as JSON lines."""

from __future__ import annotations

import dataclasses
import json
from enum import Enum
from typing import TYPE_CHECKING, Any

import click

from kg.cli.sources import Source, inputs
from kg.errors import AnalysisError, KgError, ReadError
from kg.guard import guard
from kg.pipeline import Settings, extract, stepped
from kg.printable import printable_json
from kg.readers import Facts, Input, language_tag, read, when
from kg.readers.source import DEFAULT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.speech import Speech
    from kg.model import Article, Extraction

__all__ = ["inspect_one"]


def inspect_one(speech: Speech, source: str, options: dict[str, Any]) -> None:
    """Print one JSON object a line: the article, then sentences with their tokens, then what was found in each."""
    from pathlib import Path  # noqa: PLC0415

    published, lang, seconds = options["published"], options["lang"], options["max_seconds"]
    try:
        facts = Facts(published=when(published) if published else None, language=language_tag(lang) if lang else None)
    except ReadError as error:
        raise click.UsageError(str(error)) from error
    settings = Settings(model=options["model"], max_seconds=seconds, min_confidence=options["min_confidence"])
    (found,) = inputs([Source(source, Path(source))], facts, {}, limit=DEFAULT_LIMIT)
    for article in stepped(read(found) if isinstance(found, Input) else iter((found,)), source, settings):
        if isinstance(article, ReadError):
            speech.error(article)
            continue
        for warning in article.warnings:
            speech.warning(article.source.name, warning)
        lines: list[str] = []
        try:
            with guard(article.source.name, seconds):
                for line in _lines(article, settings):
                    lines.append(json.dumps(line, ensure_ascii=False, default=_plain))  # noqa: PERF401  (what was made before an error is shown)
        except KgError as error:
            speech.error(error)
        for told in lines:
            click.echo(printable_json(told))


def _lines(article: Article, settings: Settings) -> Iterator[dict[str, Any]]:
    from kg import analyse  # noqa: PLC0415

    blocks = [{"kind": b.kind, "span": b.span} for b in article.blocks]
    yield {
        "article": article.id,
        **{f.name: v for f in dataclasses.fields(article) if f.name not in ("id", "text", "blocks") and (v := getattr(article, f.name))},
        "blocks": blocks,
    }
    language = article.language.partition("-")[0]
    if settings.model is None and language not in analyse.languages():
        raise AnalysisError("no pipeline for this language", where=article.source.name, advice="give one with --model")
    analysis = analyse.load(language, settings.model).analyse(article)
    for sentence in analysis.sentences:
        tokens = analysis.tokens[sentence.start : sentence.end]
        yield {
            "sentence": article.words(sentence.span),
            "span": sentence.span,
            "kind": sentence.kind,
            "tokens": list(map(dataclasses.asdict, tokens)),
        }
    yield from _found(article, extract(analysis, settings))


def _found(article: Article, extraction: Extraction) -> Iterator[dict[str, Any]]:
    for entity in extraction.entities:
        yield {
            "entity": entity.name,
            "kind": entity.kind,
            "confidence": entity.confidence,
            "mentions": [{"words": article.words(m.span), **dataclasses.asdict(m)} for m in entity.mentions],
        }
    for role in extraction.roles:
        yield {"role": article.words(role.title), **dataclasses.asdict(role)}
    for statement in extraction.statements:
        yield {"statement": [article.words(span) for span in statement.content], **dataclasses.asdict(statement)}
    for event in extraction.events:
        yield {"event": article.words(event.trigger), **dataclasses.asdict(event)}
    for claim in extraction.left_out:
        yield {"left_out": article.words(claim.span), **dataclasses.asdict(claim)}
    for signal in extraction.signals:
        yield {"signal": article.words(signal.span), "used": signal.used, **dataclasses.asdict(signal)}


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else str(value)
