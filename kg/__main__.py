"""`python -m kg`, and the `kg` command."""

from __future__ import annotations

import sys

__all__ = ["run"]


def run() -> None:
    """Run the command line and exit with its code."""
    from kg.cli import main  # noqa: PLC0415

    sys.exit(main())


if __name__ == "__main__":
    run()
