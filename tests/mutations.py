"""Broken inputs for the readers: seeds from the cases of `tests/readers` and made archives, cut, flipped, doubled and spliced."""

from __future__ import annotations

import functools
import gzip
import io
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["KINDS", "case", "flipped", "seeds", "warc", "zipped"]

KINDS = ("arbitrary", "cut", "flipped", "doubled", "spliced")
_CASES = Path(__file__).parent / "readers"


def warc(pages: Iterable[tuple[str, bytes]], *, chunked: bool = False, packed: bool = False) -> bytes:
    """Return a WARC 1.0 file of responses, with transfer chunks or compressed record by record if asked for."""
    records = []
    for address, page in pages:
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(page), page) if chunked else page
        coding = b"Transfer-Encoding: chunked\r\n" if chunked else b"Content-Length: %d\r\n" % len(page)
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + coding + b"\r\n" + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-03-11T09:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(records):012}>\r\nContent-Type: application/http; msgtype=response\r\n"
        record = head.encode() + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"
        records.append(gzip.compress(record, mtime=0) if packed else record)
    return b"".join(records)


def case(name: str) -> bytes:
    """Return the input of a case of `tests/readers`."""
    found = tomllib.loads((_CASES / f"{name}.toml").read_text(encoding="utf-8"))
    return found["input"].encode(found.get("encoding", "utf-8"))


@functools.cache
def seeds() -> dict[str, tuple[bytes, ...]]:
    """Return whole inputs by format."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(_CASES.glob("*/*.toml")):
        found.setdefault(path.parent.name, []).append(case(f"{path.parent.name}/{path.stem}"))
    page = case("html/json_ld_page")
    one = warc([("https://duinpost.example/1", page), ("https://duinpost.example/2", page)])
    found["warc"] = [one, warc([("https://duinpost.example/1", page)], chunked=True), warc([("https://duinpost.example/1", page)], packed=True)]
    found["archive"] = [
        zipped({"a.html": page, "b.txt": found["text"][0]}),
        _tar({"a.html": page, "b.txt": found["text"][0]}),
        gzip.compress(_tar({"a.xml": found["nitf"][0]}), mtime=0),
    ]
    return {name: tuple(inputs) for name, inputs in found.items()}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _tar(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def flipped(data: bytes, places: Iterable[tuple[int, int]]) -> bytes:
    """Return data with bits changed: pairs of a place, taken round, and a mask."""
    changed = bytearray(data)
    for place, mask in places:
        if changed:
            changed[place % len(changed)] ^= mask
    return bytes(changed)
