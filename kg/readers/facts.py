"""What the user says about an article: on the command line, or in a metadata file with a row an article."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kg.errors import ReadError
from kg.model import UNDETERMINED
from kg.vocab import is_iri

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["TABLE_FIELDS", "Facts", "iri", "language_tag", "read_metadata", "time_zone", "when"]

# What a column of a table may hold.
TABLE_FIELDS = ("author", "date", "id", "keywords", "lang", "modified", "publisher", "summary", "text", "title", "url")
_COLUMNS = ("published", "lang", "url", "publisher", "headline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the user says about an article; each fact overrides what the source says.

    `timezone` is laid on times without an offset; `columns` maps the names of a table's columns to fields; `day_first` says how dates in numbers
    are ordered (`11-3-2026`) where they do not tell themselves.
    """

    published: dt.date | dt.datetime | None = None
    language: str | None = None
    url: str | None = None
    publisher: str | None = None
    headline: str | None = None
    timezone: dt.tzinfo | None = None
    columns: tuple[tuple[str, str], ...] = field(default=())
    day_first: bool | None = None

    def over(self, other: Facts) -> Facts:
        """Return these facts, completed by those of `other`."""
        empty = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) in (None, "", ())}
        return replace(self, **empty)


def when(value: str, where: str = "--published") -> dt.date | dt.datetime:
    """Parse an ISO 8601 date or date and time. Raises `ReadError`."""
    value = value.strip()
    try:
        found = dt.date.fromisoformat(value) if re.fullmatch(r"\d{4}-?\d\d-?\d\d", value) else dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise ReadError(f"{value!r} is no date", where=where, advice=_WRITTEN) from error
    if not 1500 <= found.year <= 2200:  # noqa: PLR2004  (what news can be of, as in `dates`)
        raise ReadError(f"{value!r} is no date that news can have", where=where, advice=_WRITTEN)
    return found


_WRITTEN = "write it as 2026-03-11 or 2026-03-11T09:30:00+01:00"


def iri(value: str, where: str = "--url") -> str:
    """Return an absolute IRI as it is. Raises `ReadError`."""
    if not is_iri(value.strip()):
        raise ReadError(f"{value!r} is no address", where=where, advice="write it as https://news.example/kade-open")
    return value.strip()


def time_zone(value: str, where: str = "--timezone") -> dt.tzinfo:
    """Return a zone of the IANA database, as `Europe/Amsterdam`, or a fixed offset, as `+01:00`. Raises `ReadError`."""
    if match := re.fullmatch(r"([+-])(\d\d):?(\d\d)", value.strip()):
        sign, hours, minutes = match.groups()
        return dt.timezone((1 if sign == "+" else -1) * dt.timedelta(hours=int(hours) % 24, minutes=int(minutes) % 60))
    try:
        return ZoneInfo(value.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ReadError(f"there is no time zone {value!r}", where=where, advice="write it as Europe/Amsterdam or +01:00") from error


def language_tag(value: str, where: str = "--lang") -> str:
    """Return a BCP 47 tag in its usual form, `nl` or `nl-BE`. Raises `ReadError` for what is no tag, and for a language that does not exist."""
    import langcodes  # noqa: PLC0415  (40 ms)

    try:
        tag = str(langcodes.standardize_tag(value.strip().replace("_", "-")))
    except (ValueError, AttributeError, TypeError) as error:
        raise ReadError(f"there is no language {value[:60]!r}", where=where, advice="write it as nl, nl-BE or en") from error
    primary, dash, rest = tag.partition("-")
    known = _language(primary.lower())
    if not known:
        raise ReadError(f"there is no language {value[:60]!r}", where=where, advice="write it as nl, nl-BE or en")
    return known + dash + rest


def _language(code: str) -> str:
    """Return the shortest code of a language that ISO 639 has, by the tables of CLDR (`nld` is `nl`, `dum` has no shorter one); empty for others."""
    from babel import Locale  # noqa: PLC0415  (100 ms)
    from babel.core import get_global  # noqa: PLC0415  (with it)

    code = str(get_global("language_aliases").get(code, code)).partition("_")[0]
    special = ("zxx", "mul", "mis", UNDETERMINED)
    return code if code in special or code in Locale("en").languages or code in get_global("likely_subtags") else ""


def read_metadata(path: Path) -> dict[str, Facts]:
    """Read a CSV or TSV with one row a file: `file` (a name) or `id` (a name without suffix), then any of the facts.

    Raises `ReadError` that names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError("the metadata cannot be read", where=str(path), advice="give a CSV in UTF-8") from error
    first = text.partition("\n")[0]
    rows = csv.DictReader(text.splitlines(), delimiter="\t" if first.count("\t") > first.count(",") else ",", strict=True)
    names = [name.strip().lower() for name in rows.fieldnames or ()]
    key = next((name for name in ("file", "id") if name in names), None)
    if key is None:
        raise ReadError("the metadata has no column `file` or `id`", where=f"{path}:1", advice="name the columns in the first line")
    for name in names:
        near = difflib.get_close_matches(name, ("file", "id", *_COLUMNS), 1, 0.75)
        if near and name not in near:
            raise ReadError(f"there is no column {name!r}", where=f"{path}:1", advice=f"write {near[0]!r}")
    rows.fieldnames = names
    found = {}
    try:
        for row in rows:
            found[(row[key] or "").strip()] = _facts(row, f"{path}:{rows.line_num}")
    except csv.Error as error:
        raise ReadError(f"no valid CSV: {error}", where=f"{path}:{rows.line_num}") from error
    return found


def _facts(row: dict[str, str], where: str) -> Facts:
    value = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    return Facts(
        published=when(value["published"], where) if value["published"] else None,
        language=language_tag(value["lang"], where) if value["lang"] else None,
        url=iri(value["url"], where) if value["url"] else None,
        publisher=value["publisher"] or None,
        headline=value["headline"] or None,
    )
