"""A reader of another package: the wire of an agency that sets `##` before each field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.readers import Reader
from kg.readers.draft import Draft
from kg.readers.markup import from_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Article
    from kg.readers import Head, Input


def _recognise(head: Head) -> int:
    return 90 if head.text.startswith("##DUIN") else 0


def read(source: Input) -> Iterator[Article]:
    """Yield the article of a message."""
    draft = Draft(source=source, form="duin")
    head, _, body = source.read().decode("utf-8", "replace").partition("\n\n")
    for line in head.splitlines():
        name, _, value = line.removeprefix("##").partition(" ")
        draft.put({"KOP": "headline", "ID": "identifier", "TAAL": "language"}.get(name, "provider"), value, f"##{name}")
        if name == "DATUM":
            draft.date("published", value, "##DATUM")
    draft.pieces = from_plain(body)
    yield draft.article()


READER = Reader(name="duin", title="Duin wire", recognise=_recognise, read=read, suffixes=(".duin",))
