"""How much of real pages is read: `python tools/page_sets.py PAGES GOLD [OTHER] > tools/page_sets.txt`.

PAGES and GOLD are folders of pages (`x.html`) and of their texts (`x.txt`), as the source distribution of newspaper4k has them in `tests/data/html`
and `tests/data/txt`; OTHER is another checkout of kg to compare with. Words are counted as in a bag; in scripts without blanks, characters.
"""

from __future__ import annotations

import collections
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

from kg.model import Article
from kg.readers import Input, read

_SOLID = "[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]"  # Thai, Lao, Burmese, Japanese, Chinese


def main() -> None:
    """Print a line a page, and the mean."""
    pages, gold, *others = sys.argv[1:]
    if others == ["--json"]:
        print(json.dumps(measured(Path(pages), Path(gold))))
        return
    columns = {"now": measured(Path(pages), Path(gold))}
    for other in others:
        run = [sys.executable, __file__, str(Path(pages).resolve()), str(Path(gold).resolve()), "--json"]
        done = subprocess.run(run, check=True, capture_output=True, text=True, cwd=other, env={**os.environ, "PYTHONPATH": other})
        columns = {"before": json.loads(done.stdout), **columns}
    print(f"{'page':<24}{'words':>7}" + "".join(f"{name + ' precision':>18}{'recall':>8}" for name in columns))
    for name, row in columns["now"].items():
        print(f"{name:<24}{row[2]:>7}" + "".join(f"{of[name][0]:>18.3f}{of[name][1]:>8.3f}" for of in columns.values()))
    means = [[sum(row[n] for row in of.values()) / len(of) for n in (0, 1)] for of in columns.values()]
    print(f"{'mean of ' + str(len(columns['now'])):<31}" + "".join(f"{p:>18.3f}{r:>8.3f}" for p, r in means))


def measured(pages: Path, gold: Path) -> dict[str, tuple[float, float, int]]:
    """Return precision, recall and the number of gold words of each page that has a gold text."""
    found = {}
    for path in sorted(pages.glob("*.html")):
        wanted = gold / f"{path.stem}.txt"
        if wanted.exists():
            right, got = _bag(wanted.read_text(encoding="utf-8")), _bag(body(path))
            both = (right & got).total()
            found[path.stem] = (both / max(1, got.total()), both / max(1, right.total()), right.total())
    return found


def body(path: Path) -> str:
    """Return the text of a page below its headline."""
    articles = [item for item in read(Input(name=str(path))) if isinstance(item, Article)]
    return "\n".join(a.words(b.span) for a in articles for b in a.blocks if b.kind.value != "headline")


def _bag(text: str) -> collections.Counter[str]:
    text = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFKC", text)).casefold()
    return collections.Counter(re.findall(rf"{_SOLID}|(?:(?!{_SOLID})[^\W_])+", text))


if __name__ == "__main__":
    main()
