"""`kg formats` and `kg plugins`: the table of readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.errors import PluginError
from kg.printable import printable
from kg.readers import load, names, readers

if TYPE_CHECKING:
    from kg.cli.speech import Speech

__all__ = ["list_formats", "list_plugins"]


def list_formats() -> None:
    """Print a row a format: its name, what it is, the suffixes that a walked directory is searched for, and whether a file holds many articles."""
    rows = [(r.name, r.title, " ".join(s for s in r.suffixes if s) or "-", "many" if r.many else "one") for r in readers()]
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    for row in rows:
        click.echo(printable("  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3])).rstrip()))


def list_plugins(speech: Speech) -> None:
    """Print a row a reader: its name, its package with its version, and where it is; one that cannot be loaded is an error."""
    for name, entry in sorted(names().items()):
        package = f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else "unknown package"
        try:
            load(entry)
        except PluginError as error:
            speech.error(error)
        else:
            click.echo("\t".join(map(printable, (name, package, entry.value))))
