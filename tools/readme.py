"""Refresh the README's Turtle, answers and figures after a change of the graph: `python tools/readme.py`. The tests only compare."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import kg  # noqa: E402  (after the path)
from tests.eye import seen  # noqa: E402
from tests.graphs import commands, replayed  # noqa: E402


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
    with tempfile.TemporaryDirectory() as name:
        session = replayed(commands(readme), Path(name))
        sentence = seen(Path(name) / "graphs", Path(name) / "graphs" / "links.ttl").sentence()
    readme = re.sub(r"```shell-session\n.*?```", lambda _: f"```shell-session\n{session}```", readme, flags=re.DOTALL)
    readme = re.sub(r"(it finds\s)(.*?)(\s\(\[the list)", lambda m: m[1] + sentence + m[3], readme, flags=re.DOTALL)
    (ROOT / "README.md").write_text(readme, encoding="utf-8")


if __name__ == "__main__":
    main()
