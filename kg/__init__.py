"""News articles to a knowledge graph: events, actors and statements, grounded in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from kg.pipeline import Converted, Failed, Settings

__all__ = ["__version__", "convert", "convert_file"]

__version__ = "0.1.0"


def convert(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    source: str = "text",
    settings: Settings | None = None,
) -> Converted:
    """Convert one plain-text article to a graph.

    `published` is an ISO 8601 date, against which relative dates are resolved; `language` a BCP 47 tag, detected when not given.
    Raises `kg.errors.KgError`.
    """
    from kg.pipeline import convert_text  # noqa: PLC0415  (`import kg` is quick)

    return convert_text(text, published=published, language=language, url=url, publisher=publisher, source=source, settings=settings)


def convert_file(path: str | PathLike[str], *, form: str | None = None, settings: Settings | None = None) -> Iterator[Converted | Failed]:
    """Convert the articles of a file of any format, one after the other; one that cannot be converted is a `Failed` with its error.

    `form` is a name that `kg formats` lists; without it the format is recognised by content.
    """
    from kg.pipeline import Settings as Defaults  # noqa: PLC0415  (`import kg` is quick)
    from kg.pipeline import run  # noqa: PLC0415
    from kg.readers import Input  # noqa: PLC0415

    return run([Input(name=str(path), form=form)], settings or Defaults())
