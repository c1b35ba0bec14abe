"""A command line from its words to its exit code: whatever happens, one line and no traceback."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.ending import Stopped, flushed, of_output, silenced
from kg.cli.speech import Exit, Speech, show
from kg.errors import KgError
from kg.guard import guard

__all__ = ["Commands", "run"]


class Commands(click.Group):
    """The commands, each of which ends in what `run` can tell in a line."""

    def invoke(self, context: click.Context) -> Any:
        """Run a command. Raises Click's exceptions, `KgError` and `Stopped`."""
        told: Exception
        with guard(f"kg {context.invoked_subcommand or ''}".strip()):
            try:
                found = super().invoke(context)
                flushed()
            except (click.ClickException, click.exceptions.Exit, click.Abort) as error:
                told = error
            except OSError as error:
                stopped = of_output(error)
                if stopped is None:
                    raise
                raise stopped from error
            else:
                return found
        raise told


def run(group: click.Group, arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    speech = Speech()
    try:
        code = _run(group, arguments, speech)
        flushed()
    except Stopped as stopped:
        silenced(stopped)
        return stopped.code
    except OSError as error:  # of the help, which Click writes, or of standard error, where nothing can be said
        ended = of_output(error) or Stopped(Exit.FAILED)
        silenced(ended)
        return ended.code
    return code


def _run(group: click.Group, arguments: list[str] | None, speech: Speech) -> int:
    try:
        group.main(args=arguments, prog_name="kg", standalone_mode=False, obj=speech)
        speech.begin()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        show(error)
        return Exit.USAGE
    except click.ClickException as error:
        show(error)
        return Exit.FAILED
    except KgError as error:
        speech.begin()
        speech.error(error)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted: files written so far are whole", err=True)
        return Exit.INTERRUPTED
    except SystemExit as stop:  # Click's own end where the reader of its help went away
        raise Stopped(128 + 13) from stop
    return speech.code
