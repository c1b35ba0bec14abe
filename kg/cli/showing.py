"""`kg show`: what a graph claims of a stretch of text, an event, a statement or an actor, in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.reviewing import found
from kg.errors import KgError, NoArticle, ReadError
from kg.graph_files import raw
from kg.guard import guard
from kg.printable import printable
from kg.review.making import held
from kg.review.showing import about, described, over
from kg.validate.facts import Facts
from kg.validate.reading import File
from kg.validate.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.speech import Speech
    from kg.review.records import Claim, Document

__all__ = ["show_one"]

_SPAN = re.compile(r"char=([0-9]{1,12}),([0-9]{1,12})\Z")
_FIRST = "run kg convert first, or name graphs with --store"


def show_one(speech: Speech, asked: str, options: dict[str, Any]) -> None:
    """Print the claims that are asked for, each with its evidence; none is an error."""
    address, _, part = asked.partition("#")
    is_iri = "://" in address or address.startswith("urn:")
    if not part and not is_iri:
        raise click.UsageError(f"{asked!r} names no claim: give an IRI, or FILE#char=71,83")
    store = options["store"] if is_iri else address
    if is_iri and not Path(store).exists():
        raise ReadError("cannot be read: there is no such file or directory", where=store, advice=_FIRST)
    shelf = Texts(options["text"])
    told = 0
    for facts, document in _documents(store, shelf, speech):
        for claim in _claims(document, asked if is_iri else "", part):
            click.echo("\n".join(printable(line) for line in [*([""] if told else []), *described(facts, document, claim)]))
            told += 1
    if not told:
        raise ReadError("no claim is made there", where=asked, advice="kg query lists questions that find claims; kg review shows them all")


def _documents(store: str, shelf: Texts, speech: Speech) -> Iterator[tuple[Facts, Document]]:
    for name, stem in found((store,), speech):
        try:
            with guard(name):
                facts = Facts(File(name, raw(name)).triples(), strict=False)
                held_here = list(held(facts, name, stem, shelf, []))
        except NoArticle:
            continue
        except KgError as error:
            speech.error(error)
            continue
        yield from ((facts, document) for document in held_here)


def _claims(document: Document, iri: str, part: str) -> tuple[Claim, ...]:
    span = _SPAN.match(part)
    home = iri.partition("#")[0]
    if span is not None:
        return over(document, int(span[1]), int(span[2])) if home in {"", document.iri} else ()
    return about(document, iri or f"{document.iri}#{part}")
