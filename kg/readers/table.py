"""CSV and TSV: a row an article, columns by their names (RFC 4180; text/tab-separated-values)."""

from __future__ import annotations

import csv
import io
import re
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.readers import Reader
from kg.readers.charset import MARK, Encoding, recoded, told
from kg.readers.draft import Draft
from kg.readers.record import day_order, fields_of, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Input, Item

__all__ = ["READER", "read"]

_DELIMITERS = (",", ";", "\t", "|")
_COLUMNS = 2  # known ones that make a table
_SEP = re.compile(r"\A\"?sep=(.)\"?[ \t]*(?:\n|\Z)", re.IGNORECASE)  # which spreadsheets write first
_ROWS = 3  # of one width that make a table, whatever its columns are called
_NAME = 40  # characters of a column's name


def _recognise(head: Head) -> int:
    names, delimiter = _header(head.text)
    fields = fields_of(names)
    if len(fields) >= _COLUMNS and fields.keys() & {"text", "title", "summary"}:
        return 55
    if _SEP.match(head.text):
        return 50
    return 20 if not head.root[1] and not head.json_keys and _regular(head.text, names, delimiter) else 0  # to say which column is not known


def _regular(text: str, names: list[str], delimiter: str) -> bool:
    """Whether the lines are rows of one width below a line of names."""
    if len(names) < _COLUMNS + (delimiter == ",") or len(set(names)) < len(names) or not all(0 < len(n) < _NAME and n[-1] not in ".!?:" for n in names):
        return False
    try:
        rows = [row for row in csv.reader(io.StringIO(text[:20_000]), delimiter=delimiter) if row][1 : 2 * _ROWS]
    except csv.Error:
        return False
    return len(rows) >= _ROWS and {len(row) for row in rows[:-1]} == {len(names)}


def _header(text: str) -> tuple[list[str], str]:
    """Return the names in the first line and the delimiter: the one that the file names, else the one that gives most known names."""
    stated = _SEP.match(text)
    lines = text[stated.end() if stated else 0 :][:20_000].splitlines()
    line = next((each for each in lines if each.strip()), "")
    found = [([cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])], mark) for mark in ((stated[1],) if stated else _DELIMITERS)]
    return max(found, key=lambda pair: (len(fields_of(pair[0])), len(pair[0])))


def read(source: Input) -> Iterator[Item]:
    """Yield an article a row, read as a stream, and a `ReadError` for each row without text or cut off. Raises `ReadError`."""
    csv.field_size_limit(min(max(csv.field_size_limit(), source.limit), sys.maxsize))
    head = source.head()
    found = _encoding(source)
    text = head.data[found.skip :].decode(found.codec, "replace").replace("\r\n", "\n").lstrip("\ufeff")
    names, delimiter = _header(text)
    columns = source.facts.columns
    if not fields_of(names, columns).keys() & {"text", "summary"}:
        shown = ", ".join(names[:8])
        raise ReadError(f"no column holds the text, only {shown}", where=source.name, advice="name it with --map COLUMN=text")
    table = _Table(source, found, names, delimiter, preamble=bool(_SEP.match(text)))
    if source.facts.day_first is None:
        order = day_order((dict(zip(names, row.cells, strict=False)) for row in table.rows()), columns)
        source = replace(source, facts=replace(source.facts, day_first=order))
    for row in table.rows():
        yield _article(row, names, source, found)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is no header: its number from 1, its cells, and whether the file ends within it."""

    number: int
    cells: list[str]
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    source: Input
    found: Encoding
    names: list[str]
    delimiter: str
    preamble: bool

    def rows(self) -> Iterator[_Row]:
        """Yield the rows below the header. Raises `ReadError`."""
        with self.source.open() as stream, io.TextIOWrapper(recoded(stream, self.found), "utf-8", newline="") as text:
            lines = _Lines(text, self.source)
            rows = csv.reader(lines, delimiter=self.delimiter)
            number = -1 - self.preamble
            try:
                for cells in rows:
                    number += bool(cells)
                    quotes, lines.quotes = lines.quotes, 0
                    if number > 0 and cells:
                        yield _Row(number, cells, quotes % 2 == 1 and lines.ended)
            except csv.Error as error:
                what = "a cell is larger than the limit" if "field larger" in str(error) else f"no valid CSV: {error}"
                advice = "check the quotation marks, or raise --max-size"
                raise ReadError(f"{what} (line {rows.line_num})", where=f"{self.source.name}#{number + 1}", advice=advice) from error


class _Lines:
    """The lines of a table, none longer than the limit; the quotation marks since they were last counted, and whether the end is reached."""

    def __init__(self, text: io.TextIOWrapper, source: Input) -> None:
        self.text, self.source = text, source
        self.number = self.quotes = 0
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.source.limit + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        if len(line) > self.source.limit:
            raise self.source.too_large(f"{self.source.name}:{self.number}")
        self.quotes += line.count('"')
        return line


def _article(row: _Row, names: list[str], source: Input, found: Encoding) -> Item:
    where = f"{source.name}#{row.number}"
    if row.open:
        return ReadError("the row is cut off: a quotation mark is not closed", where=where, advice="fetch the file again, or close it")
    draft = Draft(source=source, where=where, form="csv", warnings=list(found.warnings))
    if len(row.cells) > len(names):
        draft.warn("more cells than columns: the rest is left")
    lost = sum(cell.count(MARK) for cell in row.cells)
    if lost:
        draft.warn(f"{lost} bad byte{'s' if lost > 1 else ''} in {found.codec}: read as U+FFFD")
    fill(draft, dict(zip(names, row.cells, strict=False)), source.facts.columns)
    try:
        return draft.article()
    except ReadError as error:
        return error


def _encoding(source: Input) -> Encoding:
    """Return what a table is set in, told by its first part that is not plain ASCII."""
    with source.open() as stream:
        start = part = stream.read(65_536)
        while part and part.isascii():
            part = stream.read(65_536)
    found = told(_whole(start), source.name, (source.charset,))
    return found if not part or part is start or found.skip else told(_whole(part), source.name, (source.charset,))


def _whole(part: bytes) -> bytes:
    """Leave out the last line, in whose middle a character may be cut."""
    return part[: part.rfind(b"\n") + 1] or part if len(part) >= 65_536 and b"\x00" not in part else part  # noqa: PLR2004  (the part that is read)


READER = Reader(
    name="csv",
    title="CSV and TSV: a row an article",
    recognise=_recognise,
    read=read,
    suffixes=(".csv", ".tsv", ".tab"),
    media_types=("text/csv", "text/tab-separated-values"),
    many=True,
)
