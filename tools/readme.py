"""Refresh the README's Turtle and answer after a change of the graph: `python tools/readme.py`. The tests only compare."""

from __future__ import annotations

import re
from pathlib import Path

import kg

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Replace each shown subject by what is written now, and the answer by that of the query."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    converted = kg.convert((ROOT / "tests/articles/windpark.txt").read_text(encoding="utf-8"), published="2026-03-11")
    written = [block.strip() for block in converted.turtle().split("\n\n")]
    (turtle,) = re.findall(r"```turtle\n(.*?)```", readme, re.DOTALL)
    subjects = [block.split(" ", 1)[0] for block in turtle.strip().split("\n\n")]
    shown = "\n\n".join(block for subject in subjects for block in written if block.startswith(f"{subject} "))
    (query,) = re.findall(r"```sparql\n(.*?)```", readme, re.DOTALL)
    answer = "\n".join(" | ".join(map(str, row)) for row in converted.graph().query(query))
    readme = readme.replace(turtle, f"{shown}\n")
    readme = re.sub(r"```text\n.*?```", lambda _: f"```text\n{answer}\n```", readme, flags=re.DOTALL)
    (ROOT / "README.md").write_text(readme, encoding="utf-8")


if __name__ == "__main__":
    main()
