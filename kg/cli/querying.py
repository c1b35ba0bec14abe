"""`kg query`: a question to graphs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.loading import access
from kg.errors import KgError, ReadError
from kg.query import Answer, Endpoint, Question, from_directory, from_files, prepared, questions
from kg.stores import is_address, open_remote

if TYPE_CHECKING:
    from kg.cli.speech import Speech
    from kg.query import Source

__all__ = ["ask"]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_SPARQL = re.compile(r"[{\s]")


def ask(speech: Speech, options: dict[str, Any]) -> None:
    """Print the answer; without a question, the named ones with their help."""
    words: tuple[str, ...] = options["question"]
    if not words and options["file"] is None:
        click.echo(_listed())
        return
    query = _query(words, options)
    source = _source(options, speech)
    try:
        answer = source.answer(query)
    except ReadError as error:
        raise click.UsageError(f"{error.what}; {error.advice}") from error
    if isinstance(answer, Answer):
        kept = Answer(answer.columns, answer.rows[: options["limit"]])
        click.echo(kept.written(options["form"]), nl=False)
    else:
        click.echo(answer, nl=False)


def _listed() -> str:
    told = []
    for question in questions().values():
        first, *more = question.help.splitlines()
        told += [f"{question.usage}\n  {first}", *(f"    {line}" for line in more)]
    return "\n".join(told)


def _query(words: tuple[str, ...], options: dict[str, Any]) -> str:
    if options["file"] is not None:
        if words:
            raise click.UsageError("give a question or --file, not both")
        return prepared(_text(options["file"]), options["limit"])
    named = questions().get(words[0])
    if named is not None:
        return prepared(_filled(named, words[1:], options), options["limit"])
    if len(words) > 1 or not _SPARQL.search(words[0]):
        raise click.UsageError(f"there is no question {words[0]!r}: {', '.join(questions())}; SPARQL text is one argument, in quotes")
    return prepared(words[0], options["limit"])


def _filled(named: Question, words: tuple[str, ...], options: dict[str, Any]) -> str:
    start, end = options["start"], options["end"]
    if len(words) != named.takes_actor:
        raise click.UsageError(f"usage: kg query {named.usage}; a name of several words stands in quotes")
    if (start or end) and not named.takes_dates:
        raise click.UsageError(f"{named.name} takes no --from or --to")
    for date in (start, end):
        if date and not _DATE.match(date):
            raise click.UsageError(f"{date!r} is no date as 2026-03-11")
    return named.sparql(actor=words[0] if words else "", start=start, end=end)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot be read: {getattr(error, 'strerror', None) or error}", where=str(path), advice="check the path") from error


def _source(options: dict[str, Any], speech: Speech) -> Source:
    store = options["store"]
    if is_address(store):
        return Endpoint(open_remote(store, access(options), query=options["query_url"]))
    held = from_directory(Path(store))
    if held is not None:
        return held
    errors: list[KgError]
    local, errors = from_files([store])
    for error in errors:
        speech.error(error)
    return local
