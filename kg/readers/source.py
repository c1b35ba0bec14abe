"""An input as bytes: opened within limits, unpacked as a stream, and its head, by which a reader recognises it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from kg.errors import ReadError
from kg.readers.charset import BOMS, wide
from kg.readers.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BOMS", "DEFAULT_LIMIT", "DEPTH", "HEAD", "PACKINGS", "Head", "Input"]

HEAD = 65_536  # bytes that recognition sees
DEFAULT_LIMIT = 10_000_000
DEPTH = 3  # archives within archives
_NOISE = 2048  # characters that may stand before an XML declaration
_RATIO = 200  # text packs to a tenth; a bomb to a thousandth

PACKINGS: dict[str, bytes] = {"gz": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ\x00"}
_OPENERS: dict[str, Callable[[IO[bytes]], Readable]] = {"gz": lambda raw: gzip.GzipFile(fileobj=raw), "bz2": bz2.BZ2File, "xz": lzma.LZMAFile}


class Readable(Protocol):
    """A stream that is read and closed."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes."""

    def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input: its name as the user knows it, its bytes if they are no file's, and what is known about it.

    `path` is where the bytes are if not at `name`, `url` where they came from; the page may know a better one. `packing` is the compression of a
    stream, `limit` the largest size of one article's bytes, `form` a format that the user or an archive names, `depth` how many archives it is in.
    """

    name: str
    data: bytes | None = None
    path: Path | None = None
    facts: Facts = field(default_factory=Facts)
    url: str | None = None
    media_type: str = ""
    charset: str | None = None
    packing: str = ""
    form: str | None = None
    limit: int = DEFAULT_LIMIT
    depth: int = 0

    def open(self) -> IO[bytes]:
        """Open the bytes as a stream; unpacked ones are refused when they grow out of proportion. Raises `ReadError`."""
        if self.data is not None:
            raw: IO[bytes] = io.BytesIO(self.data)
        else:
            path = self.path or Path(self.name)
            try:
                if path.exists() and not path.is_file():
                    raise ReadError("this is no regular file", where=self.name, advice="give a file, a directory, a URL or -")
                raw = path.open("rb")
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                raise ReadError(f"cannot be read: {reason}", where=self.name, advice="check the path and its permissions") from error
        return io.BufferedReader(_Unpacked(raw, self)) if self.packing else raw

    def read(self) -> bytes:
        """Return all bytes. Raises `ReadError` for more than `limit`."""
        with self.open() as stream:
            try:
                data = stream.read(self.limit + 1)
            except OSError as error:
                raise ReadError(f"cannot be read: {error.strerror or error}", where=self.name, advice="check the file") from error
        if len(data) > self.limit:
            raise self.too_large()
        return data

    def head(self) -> Head:
        """Return the first bytes. Raises `ReadError`."""
        with self.open() as stream:
            try:
                return Head(stream.read(HEAD), self.name, self.media_type)
            except OSError as error:
                raise ReadError(f"cannot be read: {error.strerror or error}", where=self.name, advice="check the file") from error

    def too_large(self, where: str = "") -> ReadError:
        """The error for what is larger than the limit."""
        return ReadError(f"more bytes than the limit of {self.limit:,}", where=where or self.name, advice="raise it with --max-size")


class _Unpacked(io.RawIOBase):
    """A decompressed stream that tells a bomb by its ratio, and a damaged one in a sentence."""

    def __init__(self, raw: IO[bytes], source: Input) -> None:
        self.raw, self.source = raw, source
        self.inner = _OPENERS[source.packing](raw)
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self.inner.read(len(buffer))
        except (EOFError, OSError, zlib.error, lzma.LZMAError, ValueError) as error:
            advice = "fetch the file again"
            raise ReadError(f"damaged or cut off ({self.source.packing}): {error}", where=self.source.name, advice=advice) from error
        self.given += len(data)
        if self.given > self.source.limit and self.given > _RATIO * max(self.raw.tell(), 1):
            raise ReadError(f"unpacks to more than {_RATIO} times its size", where=self.source.name, advice="unpack it yourself if you trust it")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.inner.close()
        self.raw.close()
        super().close()


_XML_SKIP = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
# Nothing is tried twice: without its `>` a tag of 30,000 letters would else cost the square of them.
_START_TAG = re.compile(r"\s*<(?:([\w.-]++):)?([\w.-]++)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")


@dataclass(frozen=True)
class Head:
    """The first bytes of an input, and what they tell: `name` and `media_type` may break a tie but decide nothing alone."""

    data: bytes
    name: str = ""
    media_type: str = ""

    @cached_property
    def text(self) -> str:
        """The bytes as text by byte order mark, else UTF-8 with replacements; without leading white space, with LF for CRLF."""
        mark, encoding = next(((m, e) for m, e in BOMS if self.data.startswith(m)), (b"", wide(self.data) or "utf-8"))
        return self.data[len(mark) :].decode(encoding, "replace").replace("\r\n", "\n").lstrip("\ufeff \t\r\n\x1e")

    @cached_property
    def root(self) -> tuple[str, str]:
        """Namespace and local name of the first start tag of an XML document; two empty strings for anything else."""
        text, at = self.text, 0
        if not text.startswith("<"):
            at = max(text.find("<?xml ", 0, _NOISE), 0)  # a message of the program that wrote it, before the document
        while match := _XML_SKIP.match(text, at):
            at = match.end()
        tag = _START_TAG.match(text, at)
        if tag is None:
            return "", ""
        prefix, name, attributes = tag.groups()
        wanted = f"xmlns:{prefix}" if prefix else "xmlns"
        space = re.search(rf"(?:^|\s){re.escape(wanted)}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", attributes)
        return ((space[1] or space[2] or "") if space else ""), name

    @cached_property
    def json_keys(self) -> frozenset[str]:
        """The keys of a JSON document, of any depth, in lower case without separators; none for anything else."""
        if not self.text.startswith(("{", "[")):
            return frozenset()
        return frozenset(re.sub(r"[_-]", "", key).lower() for key in re.findall(r"\"([^\"\\]{1,60})\"\s*:", self.text))
