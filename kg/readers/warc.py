"""WARC 1.0 and 1.1: the HTML pages among the responses, each an input of its own.

Source: ISO 28500:2017. A record's date is when it was fetched and never when it was published.
"""

from __future__ import annotations

import contextlib
import io
import zlib
from typing import TYPE_CHECKING, Any

from kg.errors import NoArticle, ReadError
from kg.readers import Reader
from kg.readers.source import Input

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Item

__all__ = ["READER", "read"]

_PAGES = ("text/html", "application/xhtml+xml")
_DECODED = ("", "identity", "gzip", "x-gzip", "deflate")
_OK = "200"


def _recognise(head: Head) -> int:
    return 99 if head.data.startswith(b"WARC/1.") else 0


def read(source: Input) -> Iterator[Item]:
    """Yield each page that was answered with 200 as an `Input`, and a `ReadError` for each damaged record; what follows damage is lost.

    Records are read one by one from a stream. Raises `ReadError` for a file that cannot be read on.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (50 ms)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415  (with it)

    pages = number = faults = 0
    with source.open() as stream:
        try:
            archive = ArchiveIterator(stream)
            for record in _records(archive):
                if archive.err_count > faults:
                    faults = archive.err_count
                    advice = "fetch the file again, if it matters"
                    yield ReadError("the record does not end where its length says: it may be cut off", where=f"{source.name}#{number}", advice=advice)
                number += 1
                if record is not None and _is_page(record):
                    pages += 1
                    yield _page(record, source, f"{source.name}#{number}")
        except (ArchiveLoadFailed, EOFError, ValueError, zlib.error, OSError, AttributeError, TypeError, LookupError) as error:  # its failures on damage
            reason = " ".join(str(error).split()) or type(error).__name__
            raise ReadError(f"damaged or cut off behind record {number}: {reason}", where=source.name, advice="fetch the file again") from error
    if not pages:
        raise NoArticle(f"no HTML page in it, only {number - 1} other records", where=source.name, advice="give a file with responses")


def _records(archive: Any) -> Iterator[Any]:
    """Yield the records, and None at the end; what warcio prints of damaged ones is told by its count."""
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(archive, None)
        yield record
        if record is None:
            return


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type == "resource":
        return str(record.rec_headers.get_header("Content-Type") or "").lower().startswith(_PAGES)
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != _OK:
        return False
    return str(headers.get_header("Content-Type") or "").lower().startswith(_PAGES)


def _page(record: Any, source: Input, where: str) -> Item:
    """Return the page of a record, its transfer and content encodings undone."""
    headers = record.http_headers
    coding = str(headers.get_header("Content-Encoding") or "").strip().lower() if headers is not None else ""
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    where = f"{where} {address}".strip()
    if coding not in _DECODED:
        return ReadError(f"its content encoding {coding!r} is not read", where=where, advice="unpack the record first")
    parts: list[bytes] = []
    size = 0
    content = record.content_stream()
    while size <= source.limit and (part := content.read(65_536)):
        parts.append(part)
        size += len(part)
    if size > source.limit:
        return source.too_large(where)
    if getattr(record.raw_stream, "limit", 0) > 0:
        return ReadError("the record is cut off", where=where, advice="fetch the file again")
    kind = str((headers if headers is not None else record.rec_headers).get_header("Content-Type") or "")
    charset = kind.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return Input(
        name=where,
        data=b"".join(parts),
        facts=source.facts,
        url=address or None,
        media_type=kind.partition(";")[0].strip().lower(),
        charset=charset,
        limit=source.limit,
        form="html",
    )


READER = Reader(
    name="warc",
    title="WARC: pages of a web archive",
    recognise=_recognise,
    read=read,
    suffixes=(".warc",),
    media_types=("application/warc",),
    many=True,
)
