"""`kg query`: a question to graphs."""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.loading import access, refuse_near_misses
from kg.errors import NoArticle, ReadError, StoreError
from kg.printable import printable
from kg.query import NAMES, Answer, Endpoint, Question, asks_outside, from_directory, from_files, prepared, questions
from kg.stores import is_address, open_remote
from kg.triples import Literal

if TYPE_CHECKING:
    from kg.cli.speech import Speech
    from kg.query import Source

__all__ = ["ask"]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_SPARQL = re.compile(r"[{\s]")
_FIRST = "run kg convert first, or name graphs with --store"


def ask(speech: Speech, options: dict[str, Any]) -> None:
    """Print the answer; without a question, the named ones with their help."""
    words: tuple[str, ...] = options["question"]
    if not words and options["file"] is None:
        click.echo(_listed())
        return
    refuse_near_misses({"--store": options["store"], "--query-url": options["query_url"]})
    named = questions().get(words[0]) if words and options["file"] is None else None
    query = _filled(named, words[1:], options) if named is not None else _query(words, options)
    source = _source(options, speech)
    try:
        answer = source.answer(query)
    except ReadError as error:
        raise click.UsageError(f"{error.what}; {error.advice}") from error
    if not isinstance(answer, Answer):
        click.echo(answer, nl=False)
        return
    if named is not None:
        answer = named.tidied(answer)
    written = Answer(answer.columns, answer.rows[: options["limit"]]).written(options["form"], raw=options["raw_cells"])
    if options["form"] == "csv" and sys.stdout.isatty():  # a file holds the texts as they are; a terminal would obey them
        written = "".join(f"{printable(line)}\n" for line in written.removesuffix("\r\n").split("\r\n"))
    click.echo(written, nl=False)
    if not answer.rows and named is not None and named.takes_actor:
        _nearest(words[1], source, speech)
    if isinstance(source, Endpoint) and named is None and answer.is_empty and asks_outside(query):
        advice = "a server may keep its graphs apart: write GRAPH ?g { } around what is asked of an article"
        speech.warning("query", f"nothing stands outside the named graphs that fits; {advice}")


def _nearest(actor: str, source: Source, speech: Speech) -> None:
    """Tell of a name that no actor bears."""
    known = source.answer(NAMES)
    names = {row[0].value for row in known.rows if isinstance(row[0], Literal)} if isinstance(known, Answer) else set()
    folded = {name.casefold(): name for name in sorted(names)}
    if actor.casefold() in folded or "://" in actor:
        return
    close = [folded[name] for name in difflib.get_close_matches(actor.casefold(), folded, n=3, cutoff=0.5)]
    told = f"the nearest: {', '.join(close)}" if close else "kg query actors lists them"
    speech.warning("query", f"no actor is called {actor!r}; {told}")


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
    if not Path(store).exists():
        raise StoreError("cannot be read: there is no such file or directory", where=store, advice=_FIRST)
    local, errors = from_files([store])
    if local is None and len(errors) == 1:
        raise StoreError(errors[0].what, where=errors[0].where, advice=_FIRST)
    for error in errors:
        if isinstance(error, NoArticle):
            speech.warning(error.where, f"{error.what}: nothing to ask")
        else:
            speech.error(error)
    if local is None:
        raise StoreError("no graph in it can be read", where=store, advice=_FIRST)
    return local
