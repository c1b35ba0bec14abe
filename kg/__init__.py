"""News articles to a knowledge graph: events, actors and statements, grounded in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg._version import __version__

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from os import PathLike

    from kg.pipeline import Converted, Failed, Settings

__all__ = ["__version__", "convert", "convert_file"]


def convert(
    text: str,
    *,
    published: str | dt.date | dt.datetime | None = None,
    language: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    source: str = "text",
    settings: Settings | None = None,
) -> Converted:
    """Convert one plain-text article to a graph.

    `published` is a date, a datetime or either in ISO 8601, against which relative dates are resolved; `language` a BCP 47 tag, detected when not
    given. Raises `kg.errors.KgError`, and `TypeError` for an argument of another type.
    """
    from kg.calls import convert_text  # noqa: PLC0415  (`import kg` is quick)

    return convert_text(text, published=published, language=language, url=url, publisher=publisher, source=source, settings=settings)


def convert_file(
    path: str | PathLike[str],
    *,
    form: str | None = None,
    published: str | dt.date | dt.datetime | None = None,
    language: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    settings: Settings | None = None,
) -> Iterator[Converted | Failed]:
    """Convert the articles of a file of any format, one after the other; one that cannot be converted is a `Failed` with its error.

    `form` is a name that `kg formats` lists; without it the format is recognised by content. What is said here of the articles overrides what the
    file says. Raises `kg.errors.KgError` and `TypeError` for wrong arguments.
    """
    from kg.calls import convert_path  # noqa: PLC0415  (`import kg` is quick)

    return convert_path(path, form=form, published=published, language=language, url=url, publisher=publisher, settings=settings)
