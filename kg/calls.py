"""The calls of the library: arguments checked as Python programmers expect, then the pipeline."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.pipeline import Failed, Settings, convert, run
from kg.readers import Facts, Input, iri, language_tag, names, when
from kg.readers.characters import HALVES, whole
from kg.readers.source import DEFAULT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline import Converted

__all__ = ["convert_path", "convert_text"]


def convert_text(
    text: str,
    *,
    published: str | dt.date | dt.datetime | None = None,
    language: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    source: str = "text",
    settings: Settings | None = None,
) -> Converted:
    """Convert one plain-text article; `published` is a date or an ISO 8601 one. Raises `KgError`, and `TypeError` for an argument of another type."""
    _check_type("text", text, str, "give the article as a str; bytes of a file are read by kg.convert_file")
    _check_type("source", source, str, "give a name for messages")
    facts = _facts(published, language, url, publisher)
    data, limit = whole(text).encode(), max(DEFAULT_LIMIT, 4 * len(text))
    result = next(convert(Input(name=source, facts=facts, data=data, form="text", limit=limit), settings or Settings()))
    if isinstance(result, Failed):
        raise result.error
    return result if whole(text) == text else replace(result, warnings=(*result.warnings, HALVES))


def convert_path(
    path: str | PathLike[str],
    *,
    form: str | None = None,
    published: str | dt.date | dt.datetime | None = None,
    language: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    settings: Settings | None = None,
) -> Iterator[Converted | Failed]:
    """Convert the articles of a file; facts that are given override the file's. Raises `KgError` and `TypeError` for wrong arguments."""
    if not isinstance(path, (str, PathLike)):
        message = f"path: a str or a path is wanted, not {type(path).__name__}; text itself is converted by kg.convert"
        raise TypeError(message)
    if form is not None and form not in names():
        raise ReadError(f"there is no format {form!r}", where="form", advice=f"choose one of {', '.join(sorted(names()))}")
    return run([Input(name=str(path), form=form, facts=_facts(published, language, url, publisher))], settings or Settings())


def _facts(published: str | dt.date | dt.datetime | None, language: str | None, url: str | None, publisher: str | None) -> Facts:
    for name, value in (("language", language), ("url", url), ("publisher", publisher)):
        _check_type(name, value, (str, type(None)), "give a str")
    _check_type("published", published, (str, dt.date, type(None)), "give a datetime.date, a datetime.datetime or a str as 2026-03-11")
    return Facts(
        published=when(published, "published") if published and isinstance(published, str) else published or None,
        language=language_tag(language, "language") if language else None,
        url=iri(url, "url") if url else None,
        publisher=publisher,
    )


def _check_type(name: str, value: object, wanted: type | tuple[type, ...], advice: str) -> None:
    if not isinstance(value, wanted):
        message = f"{name}: {type(value).__name__} is of the wrong type; {advice}"
        raise TypeError(message)
