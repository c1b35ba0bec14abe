"""JSON Feed 1 and 1.1.

Source: JSON Feed version 1.1, jsonfeed.org.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import EntityKind
from kg.readers import Reader
from kg.readers.bylines import author
from kg.readers.draft import Draft, one_by_one
from kg.readers.json_text import Object, loads, objects, text, warned
from kg.readers.markup import from_html, from_plain
from kg.readers.xml import iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Input, Item

__all__ = ["READER", "read"]


def _recognise(head: Head) -> int:
    keys = head.json_keys
    if "items" not in keys:
        return 95 if "jsonfeed.org/version" in _slashes(head.text) and "version" in keys else 0
    return 95 if "jsonfeed.org/version" in _slashes(head.text) else 80 if keys & {"contenthtml", "contenttext"} and keys & {"id", "url", "homepageurl"} else 0


def _slashes(text: str) -> str:
    r"""Undo the escapes of slashes, as PHP writes them: `https:\/\/jsonfeed.org\/version\/1.1`."""
    return text.replace("\\/", "/").replace("\\u002f", "/").replace("\\u002F", "/")


def read(source: Input) -> Iterator[Item]:
    """Yield the articles of a feed, and a `ReadError` for each bad item. Raises `ReadError`."""
    feed, warnings = loads(source)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise ReadError("there are no items in this feed", where=source.name, advice="check the format, or choose one with --from")
    yield from warned(one_by_one(items, source, functools.partial(_article, feed)), warnings)


def _article(feed: Object, item: object, source: Input, where: str) -> Iterator[Item]:
    if not isinstance(item, dict):
        raise ReadError("this is no item of a feed", where=where, advice="an item is a JSON object")
    yield _draft(item, feed, source, where).article()


def _draft(item: Object, feed: Object, source: Input, where: str) -> Draft:
    draft = Draft(source=source, where=where, form="json-feed", bare=bool(text(item, "title")))
    draft.put("identifier", text(item, "id"), "id")
    draft.put("url", iri(text(item, "url")) or iri(text(item, "external_url")) or iri(text(item, "id")), "url")
    draft.put("headline", text(item, "title"), "title")
    draft.date("published", text(item, "date_published"), "date_published")
    draft.date("modified", text(item, "date_modified"), "date_modified")
    draft.put("language", text(item, "language"), "language")
    draft.put("language", text(feed, "language"), "feed language")
    draft.put("publisher", text(feed, "title"), "feed title")
    for owner, place in ((item, "authors"), (feed, "feed authors")):
        people = [*objects(owner, "authors"), *objects(owner, "author")]
        if "authors" not in draft.fields:
            draft.add("authors", [_author(person) for person in people], place)
    tags = item.get("tags")
    draft.add("keywords", [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [], "tags")
    summary = text(item, "summary")
    draft.pieces = from_html(text(item, "content_html")) or from_plain(text(item, "content_text"))
    draft.add("summary", [summary], "summary")
    return draft


def _author(person: Object) -> object:
    address = iri(text(person, "url"))
    name = text(person, "name")
    return author(name, None, (address,) if address else ()) or author(name, EntityKind.PERSON)


READER = Reader(
    name="json-feed",
    title="JSON Feed 1",
    recognise=_recognise,
    read=read,
    suffixes=(".json",),
    media_types=("application/feed+json",),
    many=True,
)
