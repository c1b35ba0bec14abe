"""An article as a record of named fields: a row of a table, an object of JSON, the front matter of a page.

Names are read by a table (`layout.toml`, `columns`), without regard to case and separators; the records that trafilatura, news-please and fundus
write are among them.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from kg.model import BlockKind
from kg.readers.bylines import author
from kg.readers.dates import ambiguous, day_first
from kg.readers.markup import Piece, from_html, from_plain, has_markup
from kg.readers.words import words
from kg.readers.xml import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.readers.draft import Draft

__all__ = ["FIELDS", "day_order", "fields_of", "fill", "has_text", "plain"]

FIELDS = ("author", "date", "id", "keywords", "lang", "license", "modified", "publisher", "summary", "text", "title", "url")
_MOST_TAGS = 50


def plain(name: object) -> str:
    """Return the name of a field in lower case without separators: `date_published` -> `datepublished`."""
    return re.sub(r"[\W_]+", "", str(name)).casefold()


@functools.cache
def _ranks() -> dict[str, tuple[str, int]]:
    return {name: (field, rank) for field in FIELDS for rank, name in enumerate(words("columns", field))}


def fields_of(names: Iterable[object], columns: tuple[tuple[str, str], ...] = ()) -> dict[str, list[str]]:
    """Return which of these names hold each field, the surest name first; `columns` are pairs that the user gives, and they alone count then."""
    found: dict[str, list[tuple[int, str]]] = {}
    own = {plain(column): field for column, field in columns}
    for name in map(str, names):
        field, rank = (own[plain(name)], -1) if plain(name) in own else _ranks().get(plain(name), ("", 0))
        if field and (rank < 0 or field not in own.values()):
            found.setdefault(field, []).append((rank, name))
    return {field: [name for _, name in sorted(rows)] for field, rows in found.items()}


def has_text(names: Iterable[object], columns: tuple[tuple[str, str], ...] = ()) -> bool:
    """Whether one of these names holds the text of an article."""
    return "text" in fields_of(names, columns)


def day_order(records: Iterable[Mapping[str, object]], columns: tuple[tuple[str, str], ...] = ()) -> bool | None:
    """Tell whether the dates of records begin with the day: all those of a column are written alike, and one above 12 decides.

    None where none decides, where two speak against each other, and where the first date needs no deciding.
    """
    names: list[str] = []
    found: set[bool] = set()
    for number, record in enumerate(records):
        if not number:
            fields = fields_of(record, columns)
            names = [*fields.get("date", ()), *fields.get("modified", ())]
        values = [_one(record.get(name)) for name in names]
        if not number and not any(ambiguous(v) or day_first(v) is not None for v in values):
            return None
        found |= {order for v in values if (order := day_first(v)) is not None}
        if len(found) > 1:
            return None
    return next(iter(found), None)


def fill(draft: Draft, record: Mapping[str, object], columns: tuple[tuple[str, str], ...] = ()) -> None:
    """Put the fields of a record into a draft that does not have them yet, its text as blocks."""
    names = fields_of(record, columns)
    values = {field: [(name, record[name]) for name in found if record[name] not in (None, "", [], {})] for field, found in names.items()}
    for field, target in (("id", "identifier"), ("title", "headline"), ("lang", "language")):
        for name, value in values.get(field, ()):
            draft.put(target, _one(value), name)
    for field in ("url", "publisher"):  # trafilatura calls the address `source`
        for name, value in values.get(field, ()):
            draft.put("url", iri(_one(value)), name)
            draft.put("publisher", _one(value) if field == "publisher" and iri(_one(value)) is None else None, name)
    for field, target in (("date", "published"), ("modified", "modified")):
        for name, value in values.get(field, ()):
            draft.date(target, _one(value), name)
    for name, value in values.get("author", ()):
        _people(draft, value, name)
    for name, value in values.get("keywords", ()):
        draft.add("keywords", _many(value)[:_MOST_TAGS], name)
    for name, value in values.get("license", ()):
        draft.add("licenses", [iri(_one(value))], name)
    for name, value in values.get("summary", ()):
        draft.add("summary", [_one(value)], name)
    for _, value in values.get("text", ()):
        if not draft.pieces:
            draft.pieces = _blocks(draft, value)


def _one(value: object) -> str:
    """Return a value as one text: the first of a list, the name of an object."""
    if isinstance(value, (list, tuple)):
        return next((t for t in map(_one, value) if t), "")
    if isinstance(value, dict):
        return next((t for key in ("name", "title", "url", "$date") if (t := _one(value.get(key)))), "")
    return "" if value is None or isinstance(value, bool) else str(value).strip()


def _many(value: object) -> list[str]:
    parts = [_one(each) for each in value] if isinstance(value, (list, tuple)) else re.split(r"[;,|]", _one(value))
    return [part.strip() for part in parts if part.strip()]


def _people(draft: Draft, value: object, where: str) -> None:
    """Read authors from a list of names or objects, or from a byline; trafilatura sets semicolons between them."""
    if not isinstance(value, (list, tuple)):
        draft.byline(_one(value), where)
    elif "authors" not in draft.fields:
        draft.add("authors", [author(_one(each)) for each in value], where)


def _blocks(draft: Draft, value: object) -> list[Piece]:
    """Return the blocks of a text or of mark-up; of a list of paragraphs; of sections with headings, as fundus has them."""
    if isinstance(value, (list, tuple)):
        return [piece for each in value for piece in _blocks(draft, each)]
    if isinstance(value, dict):
        draft.add("summary", [_one(part) for part in value.get("summary") or ()] if isinstance(value.get("summary"), list) else [], "body/summary")
        if isinstance(value.get("sections"), list):
            return [piece for section in value["sections"] for piece in _section(section)]
        return _blocks(draft, next((value[key] for key in ("text", "html", "value", "paragraphs") if key in value), None))
    text = value if isinstance(value, str) else ""
    return from_html(text) if has_markup(text) else from_plain(text)


def _section(section: object) -> list[Piece]:
    if not isinstance(section, dict):
        return []
    rows = ((BlockKind.HEADING, section.get("headline")), (BlockKind.PARAGRAPH, section.get("paragraphs")))
    texts = [(kind, str(each)) for kind, value in rows for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
    return [Piece(kind=kind, text=" ".join(text.split())) for kind, text in texts if text.strip()]
