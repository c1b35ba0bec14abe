"""Tables of a set, a thousand rows a page, each row with a link to the words it rests on."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from kg.review.markup import esc, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["ROWS", "Cell", "Row", "Table", "numbered", "pages", "plain_cell"]

ROWS = 1000


class Cell(NamedTuple):
    """A cell as HTML; `is_number` puts it right, `is_head` makes it the name of its row."""

    html: str
    is_number: bool = False
    is_head: bool = False


class Row(NamedTuple):
    """Cells, an `id` if the row can be linked to, and the days that it lies in."""

    cells: tuple[Cell, ...]
    id: str = ""
    day: str = ""
    until: str = ""


class Table(NamedTuple):
    """A table over several pages; `before` stands above it on each."""

    file: str
    title: str
    columns: tuple[str, ...]
    hint: str
    before: str = ""
    dated: bool = False


def plain_cell(text: str, *, tongue: str = "", head: bool = False) -> Cell:
    """Return a cell of text."""
    return Cell(f"<bdi{tongue}>{esc(text)}</bdi>", is_head=head)


def numbered(file: str, number: int) -> str:
    """Return the name of a page of a table; the first has no number.

    >>> numbered("actors.html", 0), numbered("actors.html", 1)
    ('actors.html', 'actors-2.html')
    """
    return file if number == 0 else file.replace(".html", f"-{number + 1}.html")


def pages(table: Table, rows: Iterable[Row], total: int, write: Callable[[str, bytes], None]) -> None:
    """Write a table page by page."""
    count = max(1, -(-total // ROWS))
    given = iter(rows)
    for number in range(count):
        held = list(itertools.islice(given, ROWS))
        where = f"{number * ROWS + 1:,} to {number * ROWS + len(held):,} of {total:,}" if count > 1 else f"{total:,}"
        body = f"""<h1>{table.title}</h1>
<p class="hint">{table.hint}</p>
{table.before}
{_filter(table, len(held))}
{_pager(table, number, count)}
<div class="scroll"><table id="rows" class="rows"><caption>{table.title}: {where}</caption>
<thead><tr>{"".join(f'<th scope="col">{esc(name)}</th>' for name in table.columns)}</tr></thead>
<tbody>
{"".join(_row(table, row) for row in held)}</tbody></table></div>
{_pager(table, number, count, below=True)}"""
        write(numbered(table.file, number), page(table.title, body, here=table.file))


def _filter(table: Table, count: int) -> str:
    days = "".join(f'<div><label for="{n}">{t}</label><input type="date" id="{n}"></div>' for n, t in (("from", "From"), ("to", "To"))) if table.dated else ""
    return (
        '<form id="rows-filter" aria-label="Filter this page" hidden><div><label for="q">Words in a row</label><input type="search" id="q" autocomplete="off">'
        f'</div>{days}<button type="reset">Clear</button><output id="rows-count">{count} of {count} rows</output></form>'
    )


def _pager(table: Table, number: int, count: int, *, below: bool = False) -> str:
    if count == 1:
        return ""
    near = sorted({0, count - 1, *range(max(0, number - 3), min(count, number + 4))})
    told = []
    for n in near:
        here = ' aria-current="page"' if n == number else ""
        told.append(f'<li><a href="{numbered(table.file, n)}"{here}><span class="sr">Page </span>{n + 1}</a></li>')
    return f'<nav aria-label="Pages of the table{", below" if below else ""}"><ul>{"".join(told)}</ul></nav>'


def _row(table: Table, row: Row) -> str:
    given = (f' id="{row.id}"' if row.id else "") + (f' data-day="{esc(row.day)}" data-to="{esc(row.until or row.day)}"' if row.day else "")
    return f"<tr{given}>{''.join(_cells(table, row))}</tr>\n"


def _cells(table: Table, row: Row) -> Iterator[str]:
    for name, cell in zip(table.columns, row.cells, strict=True):
        number = ' class="n"' if cell.is_number else ""
        if cell.is_head:
            yield f'<th scope="row"{number}>{cell.html}</th>'
        else:
            yield f'<td{number} data-h="{esc(name)}">{cell.html}</td>'
