"""What all commands have: the options of speech, and the codes that they end with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["EXITS", "spoken"]

EXITS = """\b
Exit codes: 0 all converted and conforming, 1 findings against the shapes, 2 wrong usage,
3 some input could not be read, converted or loaded, 130 interrupted, 141 the reader of the
output went away, 128 + n ended by signal n; the worst wins."""


def spoken(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add -q and -v, which are taken after the command too."""
    command = click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_quieter, help="Say errors only.")(command)
    return click.option("-v", "--verbose", count=True, expose_value=False, callback=_louder, help="Say causes; -vv shows tracebacks.")(command)


def _quieter(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        context.ensure_object(Speech).verbosity = -1


def _louder(context: click.Context, _: click.Parameter, value: int) -> None:
    if value:
        context.ensure_object(Speech).verbosity = value
