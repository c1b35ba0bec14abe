"""The links of the running story held against a list made by eye: which word of which article tells of which happening."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.vocab import KG

STORIES = Path(__file__).parent / "stories"


class Seen(NamedTuple):
    """What the eye finds: links that are right, links that are not, and the happenings of several articles that are found, and that are not."""

    right: list[tuple[str, str]]
    wrong: list[tuple[tuple[str, str], tuple[str, str]]]
    found: set[str]
    missed: set[str]

    def sentence(self) -> str:
        """What the README says of it."""
        links, several = len(self.right) + len(self.wrong), len(self.found) + len(self.missed)
        return (
            f"{links} links, of which {len(self.right)} are right; {len(self.found)} of the {several} happenings that several of the articles tell of are found"
        )


def seen(graphs: Path, links: Path) -> Seen:
    words, gold = triggers(graphs), happenings()
    right, wrong = [], []
    for later, first in links_of(links):
        happening = gold.get(words[later])
        if happening is not None and happening == gold.get(words[first]):
            right.append((later, first))
        else:
            wrong.append((words[later], words[first]))
    files = defaultdict(set)
    for (file, _), happening in gold.items():
        files[happening].add(file)
    several = {happening for happening, where in files.items() if len(where) > 1}
    found = {gold[words[later]] for later, _ in right}
    return Seen(right, wrong, found, several - found)


def happenings() -> dict[tuple[str, str], str]:
    with (STORIES / "happenings.csv").open(encoding="utf-8") as file:
        return {(row["file"], word): row["happening"] for row in csv.DictReader(file) for word in row["words"].split()}


def triggers(graphs: Path) -> dict[str, tuple[str, str]]:
    """The file and the word of each event."""
    found = {}
    for path in sorted(graphs.glob("[0-9]*.ttl")):
        text = (STORIES / "rietmonde" / f"{path.stem}.txt").read_text(encoding="utf-8")
        for quad in ox.parse(path=path):
            span = re.search(r"#event=(\d+),(\d+)$", quad.subject.value)
            if span:
                found[quad.subject.value] = (path.stem, text[int(span[1]) : int(span[2])])
    return found


def links_of(path: Path) -> list[tuple[str, str]]:
    return [(q.subject.value, q.object.value) for q in ox.parse(path=path) if q.predicate.value == KG.sameEventAs]
