"""No rule for a document: `python tools/gold_names.py GOLD...` looks for the names of annotated persons and companies in rules and word lists.

Prints each find and exits 1 if there is one. Names of countries, states, places and of the public institutions in `names.toml` stand in word lists for their
own sake and are not looked for; nor are names of one word, which may be anybody's.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.lexicons.names import load as names_load

PACKAGE = Path(__file__).parent.parent / "kg"
SOUGHT = {"person", "organization"}


def main() -> int:
    """Read the gold files and search."""
    names = {name for path in sys.argv[1:] for document in documents(Path(path)) for name in actors(document)}
    names -= names_load("nl").organizations
    files = [p for p in PACKAGE.rglob("*") if p.suffix in {".py", ".toml"}]
    found = [(p.relative_to(PACKAGE), name) for p in files for name in sorted(names) if name in p.read_text(encoding="utf-8")]
    for path, name in found:
        print(f"{path}: {name}")
    print(f"{len(names)} names, {len(files)} files, {len(found)} found")
    return 1 if found else 0


def documents(path: Path) -> list[dict]:
    """Read JSON Lines or one document."""
    text = path.read_text(encoding="utf-8")
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def actors(document: dict) -> list[str]:
    """Return the names of two words or more of annotated persons and organizations, from either kind of annotation."""
    names = [a["name"] for a in document.get("actors", []) if str(a.get("type", "")).lower() in SOUGHT]
    names += [document["text"][e["start"] : e["end"]] for e in document.get("entities", []) if e.get("type") in {"PER", "ORG"}]
    return [name for name in names if " " in name]


if __name__ == "__main__":
    sys.exit(main())
