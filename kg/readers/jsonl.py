"""JSON Lines, and plain JSON: records of any names, ninjs items, schema.org nodes, one a line or in an array."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.readers import Reader, json_ld, ninjs
from kg.readers.draft import Draft, one_by_one
from kg.readers.json_text import loads, parse, warned
from kg.readers.record import day_order, fill, has_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Input, Item

__all__ = ["READER", "read"]

_WRAPPERS = ("items", "articles", "data", "results", "docs", "documents", "hits")
_DEPTH = 3
_BLANKS = b" \t\r\n\xef\xbb\xbf\x1e"  # byte order mark and record separator (RFC 7464) included


def _recognise(head: Head) -> int:
    if not head.json_keys:
        return 0
    first = head.text.partition("\n")[0].strip()
    lines = re.match(r"\{.*\}\s*\n\s*\{", head.text[: len(first) + 200], re.DOTALL) is not None and first.startswith("{") and first.endswith("}")
    return 92 if lines else 70 if has_text(head.json_keys) else 5


def read(source: Input) -> Iterator[Item]:
    """Yield the articles of a file of lines or of one JSON value, and a `ReadError` for each bad line. Raises `ReadError`.

    A file whose first line is a whole object is read line by line, so that memory does not grow with it.
    """
    if not _by_lines(source):
        data, warnings = loads(source)
        items = _items(data)
        source = _ordered((each for each in items if isinstance(each, dict)), source)
        yield from warned(one_by_one(items, source, _item, alone=len(items) == 1), warnings)
        return
    source = _ordered(_records(source), source)
    with source.open() as stream:
        for number, line in enumerate(iter(lambda: stream.readline(source.limit + 1), b""), 1):
            where = f"{source.name}:{number}"
            try:
                if len(line) > source.limit:
                    raise source.too_large(where)
                if line.strip(_BLANKS):
                    value, warnings = parse(line.strip(_BLANKS), where, source.charset)
                    yield from warned(_item(value, source, where), warnings)
            except ReadError as error:
                yield error
                if len(line) > source.limit and not _skip_line(stream, source.limit):
                    return


def _records(source: Input) -> Iterator[dict[str, object]]:
    """Yield the objects of the lines that can be read, to look at them before."""
    with source.open() as stream:
        for line in iter(lambda: stream.readline(source.limit + 1), b""):
            with contextlib.suppress(ReadError):
                value = parse(line.strip(_BLANKS), source.name)[0] if line.strip(_BLANKS) and len(line) <= source.limit else None
                if isinstance(value, dict):
                    yield value


def _ordered(records: Iterator[dict[str, object]], source: Input) -> Input:
    """Return the source with the order of its dates in numbers, told by all of its records."""
    order = day_order(records, source.facts.columns) if source.facts.day_first is None else source.facts.day_first
    return replace(source, facts=replace(source.facts, day_first=order))


def _skip_line(stream: object, size: int) -> bool:
    """Read on to the end of a line that is too long; return whether anything follows."""
    while part := stream.readline(size):  # type: ignore[attr-defined]
        if part.endswith(b"\n"):
            return True
    return False


def _by_lines(source: Input) -> bool:
    with source.open() as stream:
        first = stream.readline(source.limit + 1)
        while first and not first.strip(_BLANKS):
            first = stream.readline(source.limit + 1)
        following = stream.read(1)
    try:
        value, _ = parse(first.strip(_BLANKS), source.name, source.charset)
    except ReadError:
        return bool(re.match(rb"\s*\{.*\}\s*$", first, re.DOTALL)) and bool(following)  # a line that is broken on its own
    return isinstance(value, dict) and (bool(following) or not any(isinstance(value.get(key), list) for key in _WRAPPERS))


def _items(data: object, depth: int = 0) -> list[object]:
    """Return the records of an array, of a wrapper (`{"articles": [...]}`), or of an object of one key."""
    if isinstance(data, list):
        return data
    if isinstance(data, dict) and depth < _DEPTH and not has_text(data):
        for key in _WRAPPERS:
            if isinstance(data.get(key), (list, dict)):
                return _items(data[key], depth + 1)
        if len(data) == 1:  # fundus: a version of its parser above the record
            return _items(next(iter(data.values())), depth + 1)
    return [data]


def _item(data: object, source: Input, where: str) -> Iterator[Item]:
    if not isinstance(data, dict):
        raise ReadError("this is no JSON object", where=where, advice="an article is an object with its fields")
    if ninjs.is_ninjs(data):
        yield from ninjs.articles(data, source, where)
    elif json_ld.is_schema(data):
        yield from json_ld.articles(data, source, where)
    else:
        record = data if has_text(data, source.facts.columns) else next((v for v in data.values() if isinstance(v, dict) and has_text(v)), data)
        if not has_text(record, source.facts.columns):
            raise ReadError(f"no field holds the text, only {_named(record)}", where=where, advice="name it with --map FIELD=text")
        draft = Draft(source=source, where=where, form="jsonl")
        fill(draft, record, source.facts.columns)
        yield draft.article()


def _named(record: dict[str, object]) -> str:
    return ", ".join(list(map(str, record))[:8]) or "nothing"


READER = Reader(
    name="jsonl",
    title="JSON Lines and JSON: records of any names, ninjs items, schema.org nodes",
    recognise=_recognise,
    read=read,
    suffixes=(".jsonl", ".ndjson", ".json"),
    media_types=("application/jsonl", "application/x-ndjson"),
    many=True,
)
