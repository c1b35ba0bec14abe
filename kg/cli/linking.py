"""`kg link`: from graphs to a graph of links across them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import authority, linking
from kg.errors import NoArticle, ReadError
from kg.guard import guard
from kg.stores import paths, read
from kg.write import serialize, write_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.speech import Speech
    from kg.stores import Document

__all__ = ["link_all"]


def link_all(speech: Speech, options: dict[str, Any]) -> None:
    """Find the links, write them, and list what was ambiguous."""
    records = [record for path in options["authority"] for record in authority.read(path)]
    story = linking.read(_documents(options["files"], speech))
    matches, unclear = linking.match(story.actors, records, bundled=options["countries"])
    same = {m.iri: m.record.iri for m in matches}
    links, doubts = linking.find(story.events, same, options["min_score"])
    for each in unclear:
        speech.warning(each.iri, f"{each.name!r} may be {' or '.join(f'<{iri}>' for iri in each.records)}: left alone")
    for doubt in doubts:
        speech.warning(doubt.event, f"may be {' or '.join(f'<{iri}>' for iri in doubt.candidates)}: left alone")
    graph = serialize([linking.build(links, matches, base=options["base"])], "turtle")
    if options["output"] == "-":
        sys.stdout.buffer.write(graph)
        sys.stdout.buffer.flush()
    else:
        write_file(Path(options["output"]), graph)
    speech.summary(f"{len(links)} links between {len(story.events)} events, {len(matches)} actors known, {len(unclear) + len(doubts)} ambiguous and left alone")


def _documents(names: tuple[str, ...], speech: Speech) -> Iterator[Document]:
    """Yield the graphs of the files, each once; links of an earlier run have no events and do no harm."""
    seen: set[str] = set()
    for name in names:
        try:
            for path in paths(name):
                speech.progress(path)
                yield from _read(path, seen, speech)
        except ReadError as error:
            speech.error(error)


def _read(path: str, seen: set[str], speech: Speech) -> Iterator[Document]:
    try:
        with guard(path):
            documents = read(path)
    except NoArticle as nothing:
        speech.warning(path, f"{nothing.what}: nothing to link")
        return
    except ReadError as error:
        speech.error(error)
        return
    for document in documents:
        if document.iri in seen:
            speech.error(ReadError(f"<{document.iri}> stands in another file too", where=path, advice="give one of the two"))
            continue
        seen.add(document.iri)
        yield document
