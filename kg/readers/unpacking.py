"""The body of an answer, unpacked piece by piece, so that a small one cannot fill the memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["ACCEPTED", "PackingError", "unpacked"]

ACCEPTED = "gzip, deflate"
_PIECE = 65_536
_LAYERS = 3
_HEAD = 2  # bytes that tell a form
_MEMBER = b"\x1f\x8b"  # RFC 1952, 2.3.1
_GZIP, _ZLIB, _RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


class PackingError(Exception):
    """A body that cannot be unpacked; the message says why."""


def unpacked(body: Iterable[bytes], encodings: str) -> Iterator[bytes]:
    """Yield a body in pieces of at most 64 KiB. `encodings` is a Content-Encoding (RFC 9110, 8.4). Raises `PackingError`."""
    names = [n for n in (n.strip().lower() for n in encodings.split(",")) if n not in ("", "identity")]
    if len(names) > _LAYERS:
        raise PackingError(f"packed {len(names)} times")
    for name in reversed(names):
        if name not in ("gzip", "x-gzip", "deflate"):
            raise PackingError(f"packed as {name[:20]}, which was not asked for")
        body = _inflated(body, gzip=name != "deflate")
    yield from body


def _inflated(body: Iterable[bytes], *, gzip: bool) -> Iterator[bytes]:
    """Yield what one layer holds: the members of gzip one after another; deflate with the head of zlib or, as some servers have it, without."""
    head, engine = b"", None
    for chunk in body:
        data = head + chunk
        if engine is None:
            head = data if len(data) < _HEAD else b""
            if head:
                continue
            engine = zlib.decompressobj(_GZIP if gzip else _window(data))
        while data:
            if engine.eof:
                if not gzip or not data.startswith(_MEMBER):  # what stands behind the end is filling
                    return
                engine = zlib.decompressobj(_GZIP)
            yield _piece(engine, data)  # an empty one, too: the reader looks at the clock
            data = engine.unconsumed_tail or engine.unused_data
        while not engine.eof and (piece := _piece(engine, b"")):  # a full piece may leave something behind when all was taken
            yield piece
    if head or not (engine is None or engine.eof):
        raise PackingError("cut off")


def _piece(engine: zlib._Decompress, data: bytes) -> bytes:
    try:
        return engine.decompress(data, _PIECE)
    except zlib.error as error:
        raise PackingError(f"damaged ({error})") from error


def _window(data: bytes) -> int:
    """Whether two bytes are a head of zlib (RFC 1950, 2.2)."""
    return _ZLIB if data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:_HEAD]) % 31 == 0 else _RAW
