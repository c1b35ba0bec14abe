"""The commands for people who read what the graphs claim: `kg review`, `kg show`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import EXITS, spoken

if TYPE_CHECKING:
    from kg.cli.speech import Speech

__all__ = ["review", "show"]


@click.command(epilog=EXITS)
@click.argument("files", nargs=-1, required=True, metavar="GRAPHS...")
@click.option("-o", "--output", default="review", show_default=True, metavar="DIR", help="Where the pages go.")
@click.option("--text", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The articles' texts, where the graphs do not hold them.")
@click.option("--no-validate", is_flag=True, help="Do not check the graphs against the shapes.")
@spoken
@click.pass_obj
def review(speech: Speech, /, **options: Any) -> None:
    """Write pages to review graphs with: each article with its claims marked, and what the set tells. They open in a browser, without a server.

    \b
    kg review graphs/ -o review/
    kg review graphs/ links.ttl --text texts/ -o review/
    """  # noqa: D301  (Click wants the character)
    from kg.cli.reviewing import review_all  # noqa: PLC0415

    review_all(speech, options)


@click.command(epilog=EXITS)
@click.argument("claim", metavar="IRI|FILE#char=a,b")
@click.option("--store", default="out", show_default=True, metavar="DIR|FILE", help="Graph files that an IRI is looked for in.")
@click.option("--text", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The articles' texts, where the graphs do not hold them.")
@spoken
@click.pass_obj
def show(speech: Speech, /, claim: str, **options: Any) -> None:
    """Show a claim in words: its sentence with the words marked, how its date came about, its triples.

    \b
    kg show "out/article.ttl#char=657,664"
    kg show https://news.example/person/hanneke-veldkamp --store graphs/
    """  # noqa: D301  (Click wants the character)
    from kg.cli.showing import show_one  # noqa: PLC0415

    show_one(speech, claim, options)
