"""`kg review`: graphs to pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import NoArticle, ReadError
from kg.graph_files import suffix
from kg.review import review
from kg.stores import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.speech import Speech
    from kg.review import Reviewed

__all__ = ["found", "review_all"]


def review_all(speech: Speech, options: dict[str, Any]) -> None:
    """Write the pages, and tell what could not be read, what has no text, and what the shapes find."""
    folder = Path(options["output"])
    articles, without = 0, 0
    for done in review(found(options["files"], speech), folder, texts=options["text"], validating=not options["no_validate"]):
        speech.progress(done.source)
        articles += done.articles
        without += len(done.without_text)
        _told(done, speech)
    if without:
        speech.warning(
            "", f"{without} of {articles} articles have no text here: their pages show the words of mentions alone; give --text, or convert --with-text"
        )
    speech.summary(f"{articles} articles: open {folder / 'index.html'}")


def _told(done: Reviewed, speech: Speech) -> None:
    for error in done.errors:
        if isinstance(error, NoArticle):
            speech.warning(done.source, f"{error.what}: nothing to show")
        else:
            speech.error(error)
    speech.findings(done.source, done.findings)


def found(names: tuple[str, ...], speech: Speech) -> Iterator[tuple[str, str]]:
    """Yield the graph files of the arguments, each once, with their paths below their folder without suffix."""
    seen: set[str] = set()
    for name in names:
        try:
            files = paths(name)
        except ReadError as error:
            speech.error(error)
            continue
        for path in files:
            real = str(Path(path).resolve())
            if real not in seen:
                seen.add(real)
                yield path, _stem(Path(path).relative_to(name) if path != name else Path(Path(path).name))


def _stem(path: Path) -> str:
    """Return a path without the suffixes that say that it is a graph, and that it is packed."""
    whole, ending = path.as_posix(), suffix(path.name)
    end = whole.lower().rfind(ending) if ending else len(whole)
    return whole[:end]
