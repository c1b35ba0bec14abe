"""`python -m kg`, and the `kg` command."""

from __future__ import annotations

import io
import sys

__all__ = ["run"]


def run() -> None:
    """Run the command line and exit with its code."""
    from kg.cli import main  # noqa: PLC0415
    from kg.cli.ending import Stopped, end_by_signals, silenced  # noqa: PLC0415

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # one that is not UTF-8 shows what it has no character for
    try:
        end_by_signals()
        code = main()
    except Stopped as stopped:  # a signal at the very beginning or end
        silenced(stopped)
        code = stopped.code
    sys.exit(code)


if __name__ == "__main__":
    run()
