"""`kg load`: graph files to a store."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg._version import __version__
from kg.errors import KgError, NoArticle, ReadError, StoreError
from kg.guard import guard
from kg.printable import printable
from kg.readers.addresses import without_secrets
from kg.stores import (
    Access,
    Action,
    Embedded,
    Journal,
    Loader,
    Older,
    is_address,
    joined,
    journal_path,
    near_miss,
    ontology,
    open_remote,
    paths,
    read,
    secrets,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.cli.speech import Speech
    from kg.stores import Document, Outcome, Store

__all__ = ["access", "load_all", "refuse_near_misses"]

_DONE = {Action.ADD: "added", Action.REPLACE: "replaced", Action.SKIP: "unchanged", Action.DELETE: "deleted"}


def refuse_near_misses(given: Mapping[str, str | None]) -> None:
    """Raise a usage error for an option whose value was meant as an address and is none."""
    for option, value in given.items():
        advice = near_miss(value) if value else ""
        if not advice and value and option.endswith("-url") and not is_address(value):
            advice = "give one that begins with http:// or https://"
        if value and advice:
            raise click.UsageError(f"{option} {without_secrets(value)!r} is no address: {advice}")


def load_all(speech: Speech, options: dict[str, Any]) -> None:
    """Load, or with `--verify` compare, and close with a summary."""
    refuse_near_misses({"--to": options["to"], "--query-url": options["query_url"], "--update-url": options["update_url"]})
    if not options["files"] and not options["prune"]:
        raise click.UsageError("give graph files or directories to load, or --prune")
    loader = _loader(options, speech)
    files = _Files(options["files"], options["graph"], speech)
    counts: Counter[str] = Counter()
    try:
        loader.start()
        for outcome in _outcomes(loader, files, options):
            _tell(outcome, counts, speech, dry=options["dry_run"])
        if not options["dry_run"] and not options["verify"]:
            loader.finish()
    except KgError as error:
        speech.error(error)
        counts["failed"] += 1
    finally:
        _close(loader, speech)
    speech.summary(_summary(counts, options))


def _outcomes(loader: Loader, files: _Files, options: dict[str, Any]) -> Iterator[Outcome]:
    if options["verify"]:
        yield from loader.verify(_with_ontology(files, options))
        return
    yield from loader.load(_with_ontology(files, options))
    if options["prune"]:
        yield from loader.prune(files.read)


def _with_ontology(files: _Files, options: dict[str, Any]) -> Iterator[Document | KgError]:
    if options["ontology"]:
        yield from ontology()
    yield from files


class _Files:
    """The documents of the command line, one file at a time; `read` names those that could be read."""

    def __init__(self, names: Iterable[str], graph: str | None, speech: Speech) -> None:
        self.names, self.graph, self.speech = names, graph, speech
        self.read: list[str] = []

    def __iter__(self) -> Iterator[Document | KgError]:
        if self.graph is None:
            yield from self._each()
            return
        found = list(self._each())
        yield from (each for each in found if isinstance(each, KgError))
        documents = [each for each in found if not isinstance(each, KgError)]
        if documents:
            yield joined(documents, self.graph)

    def _each(self) -> Iterator[Document | KgError]:
        for name in self.names:
            try:
                files = paths(name)
            except ReadError as error:
                yield error
                continue
            for path in files:
                self.speech.progress(path)
                try:
                    with guard(path):
                        documents = read(path, graph=self.graph)
                except NoArticle as nothing:
                    told = f"{nothing.what}: nothing was loaded"
                    self.speech.warning(path, f"{told}; {nothing.advice}" if nothing.advice else told)
                    self.read.append(str(Path(path).resolve()))
                except ReadError as error:
                    yield error
                else:
                    yield from documents
                    self.read.append(str(Path(path).resolve()))


def _loader(options: dict[str, Any], speech: Speech) -> Loader:
    target, dry = options["to"], options["dry_run"]
    store = _store(target, options)
    path = options["journal"] or journal_path(target)
    # A dry run makes no file.
    # A directory that is moved takes its journal along.
    name = store.name if store is not None and (options["journal"] or is_address(target)) else "."
    journal = Journal(path if path.exists() or not (dry or options["verify"]) else None, name)
    writes = not (dry or options["verify"])
    return Loader(store, journal, f"{options['base']}dataset", __version__, write=writes, told=lambda told: speech.warning(target, told))


def _store(target: str, options: dict[str, Any]) -> Store | None:
    if is_address(target):
        given = {"query": options["query_url"], "update": options["update_url"]}
        return open_remote(target, access(options), protocol=options["protocol"], parameter=options["graph_parameter"], **given)
    if "://" in target or "\0" in target:
        raise StoreError("this is no address of http or https, nor a directory", where=target, advice="give one as http://localhost:7878/store")
    looking = options["dry_run"] or options["verify"]
    if looking and not (Path(target) / "CURRENT").exists():
        if options["verify"]:
            raise StoreError("there is no store in this directory", where=target, advice="load into it first")
        return None
    return Embedded(Path(target), read_only=looking)


def access(options: dict[str, Any]) -> Access:
    """Return how a server is reached. Raises a usage error where a secret is missing."""
    user, password, token = secrets(os.environ)
    auth = options["auth"]
    if (auth in {"basic", "digest"} and not (user and password)) or (auth == "bearer" and not token):
        raise click.UsageError(f"--auth {auth} needs {'KG_STORE_TOKEN' if auth == 'bearer' else 'KG_STORE_USER and KG_STORE_PASSWORD'} in the environment")
    return Access(
        auth=auth,
        user=user,
        password=password,
        token=token,
        timeout=options["timeout"],
        retries=options["retries"],
        packed=options.get("gzip", False),
        agent=f"kg/{__version__} (news articles to a knowledge graph)",
    )


def _tell(outcome: Outcome, counts: Counter[str], speech: Speech, *, dry: bool) -> None:
    if isinstance(outcome, KgError):
        counts["failed"] += 1
        speech.error(outcome)
        return
    if isinstance(outcome, Older):
        counts["older"] += 1
        speech.warning(outcome.source, f"<{outcome.iri}> is older here ({outcome.version.told}) than in {outcome.newer} ({outcome.than.told}), which stays")
        return
    if outcome.source:
        counts[_DONE[outcome.action]] += 1
    elif outcome.action is not Action.SKIP:
        counts["ontology"] += 1
    if dry:
        click.echo("\t".join(map(printable, (outcome.action, outcome.iri, outcome.source))))


def _close(loader: Loader, speech: Speech) -> None:
    try:
        loader.close()
    except KgError as error:
        speech.error(error)


def _summary(counts: Counter[str], options: dict[str, Any]) -> str:
    older = f", {counts['older']} older than what stays" if counts["older"] else ""
    if options["verify"]:
        return f"{counts['unchanged']} as in the files, {counts['failed']} differ or failed{older}"
    told = ", ".join(f"{counts[done]} {done}" for done in (*_DONE.values(), "failed")) + older
    return f"dry run, nothing written: {told}" if options["dry_run"] else told
