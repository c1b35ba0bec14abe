"""What is read of files, as a Markdown table: `python tools/reading.py FILE|DIR... > table.md`.

One row a file: format, and of its first article title, date, language, authors, first and last words; then how many articles and errors there are, and
what was said. For looking over a folder of real files before they are converted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import NoArticle, ReadError
from kg.model import Article
from kg.readers import Input, choose, read

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = 4


def main() -> None:
    """Print the table."""
    print("| file | format | title | date | language | authors | first words … last words | articles, errors | said |\n|---|---|---|---|---|---|---|---|---|")
    for name in sys.argv[1:]:
        root = Path(name)
        for path in sorted(p for p in root.rglob("*") if p.is_file()) if root.is_dir() else [root]:
            print("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row(path, root)) + " |")


def row(path: Path, root: Path) -> Iterator[str]:
    """Yield the cells of a file."""
    yield str(path.relative_to(root) if root.is_dir() else path)
    items = list(read(Input(name=str(path))))
    articles = [item for item in items if isinstance(item, Article)]
    errors = [item for item in items if isinstance(item, ReadError)]
    first = articles[0] if articles else None
    yield first.source.format if first else recognised(path)
    yield first.headline or "-" if first else "-"
    yield first.published.isoformat() if first and first.published else "-"
    yield first.language if first else "-"
    yield ", ".join(author.name for author in first.authors) or "-" if first else "-"
    yield body(first) if first else "-"
    yield f"{len(articles)}, {sum(not isinstance(error, NoArticle) for error in errors)}"
    said = dict.fromkeys([w for a in articles for w in a.warnings] + [f"{e.where.removeprefix(str(path))} {e.what}".strip() for e in errors])
    yield "; ".join(said) or "-"


def body(article: Article) -> str:
    """Return the first and last words below the headline, or what an item without text holds."""
    words = " ".join(article.words(b.span) for b in article.blocks if b.kind.value != "headline").split()
    if words:
        return f"{' '.join(words[:WORDS])} … {' '.join(words[-WORDS:])}"
    named = [f"{event.name} {event.start}" for event in article.events] + [said.text[:40] for said in article.statements] + [e.name for e in article.entities]
    return f"({article.kind.value}: {', '.join(named[:3]) or 'metadata only'})"


def recognised(path: Path) -> str:
    """Return the format, or why there is none."""
    try:
        return choose(Input(name=str(path))).name
    except ReadError as error:
        return error.what


if __name__ == "__main__":
    main()
