"""Inputs to articles: which reader for these bytes, and the table of readers (entry points of the group `kg.readers`).

A reader is one small module with a `Reader` at its end: it recognises its format by content and turns bytes into articles. The built-in
ones are registered in `pyproject.toml` as those of others are.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from kg.errors import KgError, PluginError, ReadError
from kg.guard import guard
from kg.readers.characters import sound
from kg.readers.facts import Facts, iri, language_tag, read_metadata, time_zone, when
from kg.readers.foreign import foreign
from kg.readers.source import DEPTH, PACKINGS, Head, Input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.metadata import EntryPoint

    from kg.model import Article

__all__ = [
    "GROUP",
    "Facts",
    "Head",
    "Input",
    "Item",
    "Reader",
    "broken",
    "choose",
    "holds_many",
    "iri",
    "items",
    "language_tag",
    "names",
    "read",
    "read_metadata",
    "readers",
    "time_zone",
    "when",
]

GROUP = "kg.readers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A format: how it is recognised and read.

    `recognise` returns how sure it is, from 0 to 100: 90 for a name that no other format has, 50 for a habit, 1 for what is left over. `read`
    yields articles, a `ReadError` for each item that is bad on its own, and an `Input` for each part that has a format of its own; it raises
    `ReadError` when nothing more can be read. `many` says that a file holds many articles, which are read one by one.
    """

    name: str
    title: str
    recognise: Callable[[Head], int]
    read: Callable[[Input], Iterator[Item]]
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    many: bool = False


@functools.cache
def names() -> dict[str, EntryPoint]:
    """The entry points of all readers that are installed, by name; nothing is imported."""
    found = sorted(entry_points(group=GROUP), key=lambda e: (e.dist is None or e.dist.name != "newskg", e.name))
    return {entry.name: entry for entry in reversed(found)}


def readers() -> tuple[Reader, ...]:
    """All readers that can be loaded, by name."""
    return _loaded()[0]


def broken() -> tuple[PluginError, ...]:
    """Why the others cannot: one that is broken costs its own format and no other."""
    return tuple(_loaded()[1].values())


@functools.cache
def _loaded() -> tuple[tuple[Reader, ...], dict[str, PluginError]]:
    found: list[Reader] = []
    failed: dict[str, PluginError] = {}
    for name, entry in sorted(names().items()):
        try:
            found.append(load(entry))
        except PluginError as error:
            failed[name] = error
    return tuple(found), failed


def load(entry: EntryPoint) -> Reader:
    """Import a reader. Raises `PluginError`, whatever goes wrong in the foreign module."""
    try:
        found = entry.load()
    except Exception as error:
        raise PluginError(f"the reader cannot be loaded: {error}", where=entry.value, advice="mend or uninstall its package") from error
    if not isinstance(found, Reader) or found.name != entry.name:
        raise PluginError(f"this is no kg.readers.Reader of the name {entry.name!r}", where=entry.value, advice="mend or uninstall its package")
    return found


def choose(source: Input) -> Reader:
    """Return the reader of an input: the one that is asked for, else the one that recognises the content best.

    Raises `ReadError`, and `PluginError` for a reader that is asked for and cannot be loaded.
    """
    if source.form is not None:
        return next((r for r in readers() if r.name == source.form), None) or _no_reader(source)
    head = source.head()
    if not head.data.strip(b" \t\r\n\xef\xbb\xbf\x00"):
        raise ReadError("the file is empty", where=source.name, advice="give a file with an article")
    ranked = sorted(((r.recognise(head), r.name, r) for r in readers()), key=lambda row: (-row[0], row[1]))
    sure = ranked[0][0] if ranked else 0
    if (known := foreign(head)) is not None and sure < known[2]:
        raise ReadError(f"this is {known[0]}", where=source.name, advice=known[1])
    return ranked[0][2] if sure > 0 else _no_reader(source)


def _no_reader(source: Input) -> Reader:
    if source.form in _loaded()[1]:
        raise _loaded()[1][source.form]
    root = "" if source.form else source.head().root[1]
    what = f"no format is recognised: XML of another kind, with the root element {root[:40]}" if root else "no format is recognised"
    wanted = f"there is no format {source.form!r}" if source.form else what
    raise ReadError(wanted, where=source.name, advice=f"choose one with --from: {', '.join(names())}")


def items(source: Input) -> Iterator[Item]:
    """Yield the articles of an input, and a `ReadError` for each bad item; a file of many parts yields each part as an `Input`, unread.

    A part is read by `items` in turn, in this process or in another.
    """
    try:
        with guard(source.name):
            source = _unpacked(source)
            reader = choose(source)
            for item in reader.read(source):
                yield replace(item, depth=source.depth + 1) if isinstance(item, Input) else sound(item)
    except KgError as error:
        yield error if isinstance(error, ReadError) else ReadError(error.what, where=error.where or source.name, advice=error.advice)


def _unpacked(source: Input) -> Input:
    """Return an input that is opened through its compression, told by its first bytes."""
    if source.depth > DEPTH:
        raise ReadError(f"archives within archives, more than {DEPTH} deep", where=source.name, advice="unpack it first")
    with source.open() as stream:
        try:
            start = stream.read(8)
        except OSError as error:
            raise ReadError(f"cannot be read: {error.strerror or error}", where=source.name, advice="check the file") from error
    packing = next((name for name, magic in PACKINGS.items() if start.startswith(magic)), "")
    if not packing:
        return source
    opened = replace(source, packing=packing)
    with opened.open() as stream:
        start = stream.read(8)
    if any(start.startswith(magic) for magic in PACKINGS.values()):
        raise ReadError("compressed twice", where=source.name, advice="unpack it first")
    return opened


def holds_many(source: Input) -> bool:
    """Whether an input is of a format that holds many articles, which are better read one by one. False for what cannot be read at all."""
    try:
        with guard(source.name):
            return choose(_unpacked(source)).many
    except KgError:
        return False


def read(source: Input) -> Iterator[Article | ReadError]:
    """Yield all articles of an input, parts of parts included, and a `ReadError` for each bad item."""
    for item in items(source):
        if isinstance(item, Input):
            yield from read(item)
        else:
            yield item


if TYPE_CHECKING:
    Item = Article | Input | ReadError
else:
    Item = object
