"""Zip and tar archives: each file in them is an input of its own. Nothing is written to disk, so a path in an archive leads nowhere.

Source: PKWARE APPNOTE 6.3; POSIX.1-2001 (pax).
"""

from __future__ import annotations

import re
import tarfile
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from kg.errors import NoArticle, ReadError
from kg.readers import Reader
from kg.readers.source import Input

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Item

__all__ = ["READER", "read"]

_MEMBERS = 1_000_000
_HEADER = 512  # bytes of a tar header
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    LookupError,
)


def _recognise(head: Head) -> int:
    data = head.data
    return 99 if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or data[257:262] == b"ustar" else 0


def read(source: Input) -> Iterator[Item]:
    """Yield each file of an archive as an `Input`, and a `ReadError` for each that is damaged, secret or too large. Raises `ReadError`."""
    with source.open() as stream:
        start = stream.peek(4)[:4] if hasattr(stream, "peek") else source.head().data[:4]
        zipped = start.startswith(b"PK")
        if zipped and source.packing:
            raise ReadError("a zip file within compression", where=source.name, advice="unpack it first")
        count = 0
        try:
            for item in _zip(stream, source) if zipped else _tar(stream, source):
                count += 1
                if count > _MEMBERS:
                    raise ReadError(f"more than {_MEMBERS:,} files in it", where=source.name, advice="unpack it first")
                yield item
        except _BROKEN as error:
            raise ReadError(f"damaged archive: {_reason(error)}", where=source.name, advice="fetch the file again") from error
    if not count:
        raise NoArticle("an empty archive", where=source.name, advice="give one with articles")


def _zip(stream: IO[bytes], source: Input) -> Iterator[Item]:
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        _check_kind({info.filename for info in members[:_MEMBERS]}, source)
        for info in _pages(members):
            where = f"{source.name}/{info.filename}"
            if info.is_dir() or _hidden(info.filename):
                continue
            if info.flag_bits & 1:
                yield ReadError("the file is encrypted", where=where, advice="unpack it first")
            elif info.file_size > source.limit:
                yield source.too_large(where)
            else:
                try:
                    with archive.open(info) as member:
                        yield _member(member, source, where)
                except _BROKEN as error:
                    yield ReadError(f"damaged in the archive: {_reason(error)}", where=where, advice="fetch the archive again")


_OFFICE = (("word/", "an office document (Word)"), ("xl/", "an office document (Excel)"), ("ppt/", "an office document (PowerPoint)"))


def _check_kind(names: set[str], source: Input) -> None:
    """Refuse what is a zip file and no archive of articles. Raises `ReadError`."""
    what = ""
    if "[Content_Types].xml" in names:
        what = next((kind for folder, kind in _OFFICE if any(name.startswith(folder) for name in names)), "an office document")
    elif "META-INF/container.xml" in names:
        what = "an electronic book (EPUB)"
    elif "mimetype" in names or {"content.xml", "META-INF/manifest.xml"} <= names:
        what = "an office document (OpenDocument)"
    elif any(name.endswith(".iwa") for name in names):
        what = "an office document of iWork"
    elif {"META-INF/MANIFEST.MF", "AndroidManifest.xml"} & names:
        what = "a program"
    if what:
        raise ReadError(f"this is {what}, not an archive of articles", where=source.name, advice="save it as HTML or text first")


def _pages(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the files that may be articles; of a WACZ the web archives alone, for its indexes and lists of pages are none (WACZ 1.1.1)."""
    records = [info for info in members if re.match(r"archive/.*\.warc(?:\.gz)?\Z", info.filename, re.IGNORECASE)]
    return records if records and any(info.filename == "datapackage.json" for info in members) else members


def _tar(stream: IO[bytes], source: Input) -> Iterator[Item]:
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Bounded) as archive:
        for info in archive:
            where = f"{source.name}/{info.name}"
            if not info.isreg() or _hidden(info.name):
                continue
            if info.size > source.limit:
                yield source.too_large(where)
                continue
            member = archive.extractfile(info)
            if member is not None:
                yield _member(member, source, where)
            archive.members = []  # type: ignore[attr-defined]  # tarfile keeps every header; memory is not to grow with their number


def _hidden(path: str) -> bool:
    """Whether a file is one that systems put beside the user's: a name with a dot before it, a resource fork."""
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in path.split("/"))


class _Bounded(tarfile.TarInfo):
    """A header whose long names and records are bounded: a size in a header is read into memory whole."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        kinds = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
        if self.type in kinds and self.size > 1_000_000:  # noqa: PLR2004  (a name or a record; both are short)
            message = "a header of more than 1 MB"
            raise tarfile.ReadError(message)
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]


def _member(stream: IO[bytes], source: Input, where: str) -> Item:
    data = stream.read(source.limit + 1)
    if len(data) > source.limit:
        return source.too_large(where)
    return Input(name=where, data=data, facts=source.facts, limit=source.limit)


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


READER = Reader(
    name="archive",
    title="Zip and tar archives of any of these",
    recognise=_recognise,
    read=read,
    suffixes=(".zip", ".tar", ".tgz"),
    media_types=("application/zip", "application/x-tar"),
    many=True,
)
