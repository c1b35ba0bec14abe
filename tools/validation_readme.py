"""Refresh what the README shows of `kg validate`: `python tools/validation_readme.py`. The tests only compare."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

from kg.cli import main as kg

ROOT = Path(__file__).parent.parent
SHOWN = re.compile(r"```sh\n(kg validate [^\n]+)\n```\n\n```(\w+)\n(.*?)```\n", re.DOTALL)


def shown(readme: str) -> list[tuple[str, str]]:
    """Return the commands of the README and what it says they print."""
    return [(found[1], found[3]) for found in SHOWN.finditer(readme)]


def printed(command: str) -> str:
    """Return what a command prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        kg(shlex.split(command)[1:])
    return out.getvalue()


def main() -> None:
    """Replace each block by what is printed now."""
    path = ROOT / "README.md"
    readme = path.read_text(encoding="utf-8")
    told = SHOWN.sub(lambda found: f"```sh\n{found[1]}\n```\n\n```{found[2]}\n{printed(found[1])}```\n", readme)
    path.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
