"""CSV and TSV: a row an article, columns by their names (RFC 4180; text/tab-separated-values)."""

from __future__ import annotations

import codecs
import csv
import io
import sys
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.readers import Reader
from kg.readers.draft import Draft
from kg.readers.record import fields_of, fill
from kg.readers.source import BOMS
from kg.readers.text import guessed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Input, Item

__all__ = ["READER", "read"]

_DELIMITERS = (",", ";", "\t", "|")
_COLUMNS = 2  # known ones that make a table


def _recognise(head: Head) -> int:
    names = _header(head.text)[0]
    fields = fields_of(names)
    return 55 if len(fields) >= _COLUMNS and fields.keys() & {"text", "title", "summary"} else 0


def _header(text: str) -> tuple[list[str], str]:
    """Return the names in the first line and the delimiter, which is the one that gives most known names."""
    line = next((each for each in text[:20_000].splitlines() if each.strip()), "")
    found = [([cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])], mark) for mark in _DELIMITERS]
    return max(found, key=lambda pair: (len(fields_of(pair[0])), len(pair[0])))


def read(source: Input) -> Iterator[Item]:
    """Yield an article a row, read as a stream, and a `ReadError` for each row without text. Raises `ReadError`."""
    csv.field_size_limit(min(max(csv.field_size_limit(), source.limit), sys.maxsize))
    head = source.head().data
    encoding, mark, warnings = _encoding(head, source)
    names, delimiter = _header(head[len(mark) :].decode(encoding, "replace"))
    columns = source.facts.columns
    if not fields_of(names, columns).keys() & {"text", "summary"}:
        told = ", ".join(names[:8])
        raise ReadError(f"no column holds the text, only {told}", where=source.name, advice="name it with --map COLUMN=text")
    with source.open() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        stream.read(len(mark))
        rows = csv.reader(_lines(text, source), delimiter=delimiter)
        number = -1
        try:
            for cells in rows:
                number += bool(cells)
                if number > 0 and cells:
                    yield _article(dict(zip(names, cells, strict=False)), source, f"{source.name}#{number}", len(cells) > len(names), warnings)
        except csv.Error as error:
            what = "a cell is larger than the limit" if "field larger" in str(error) else f"no valid CSV: {error}"
            raise ReadError(
                f"{what} (line {rows.line_num})", where=f"{source.name}#{number + 1}", advice="check the quotation marks, or raise --max-size"
            ) from error


def _article(record: dict[str, str], source: Input, where: str, longer: bool, warnings: list[str]) -> Item:  # noqa: FBT001
    draft = Draft(source=source, where=where, form="csv", warnings=list(warnings))
    if longer:
        draft.warn("more cells than columns: the rest is left")
    fill(draft, record, source.facts.columns)
    try:
        return draft.article()
    except ReadError as error:
        return error


def _lines(text: io.TextIOWrapper, source: Input) -> Iterator[str]:
    """Yield lines, none longer than the limit; an error names the line."""
    number = 0
    try:
        while line := text.readline(source.limit + 1):
            number += 1
            if len(line) > source.limit:
                raise source.too_large(f"{source.name}:{number}")
            yield line
    except UnicodeDecodeError as error:
        raise ReadError(f"no valid {error.encoding} behind line {number}", where=source.name, advice="save it as UTF-8") from error


def _encoding(head: bytes, source: Input) -> tuple[str, bytes, list[str]]:
    """Return encoding and byte order mark: by the mark, then UTF-8, then by detection with a warning."""
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding, mark, []
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        found = guessed(head)
        if found is None:
            raise ReadError("this is no text: invalid UTF-8", where=source.name, advice="save it as UTF-8") from None
        return found, b"", [f"not UTF-8: read as {found}"]
    return "utf-8", b"", []


READER = Reader(
    name="csv",
    title="CSV and TSV: a row an article",
    recognise=_recognise,
    read=read,
    suffixes=(".csv", ".tsv", ".tab"),
    media_types=("text/csv", "text/tab-separated-values"),
    many=True,
)
