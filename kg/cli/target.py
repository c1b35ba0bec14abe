"""Where the graphs of `kg convert` go: a folder with one file an article, one file for all, or standard output."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.ending import write_out
from kg.errors import KgError
from kg.guard import guard
from kg.write import FORMATS, serialize, write_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline import Converted
    from kg.triples import Graph

__all__ = ["STDOUT", "Target"]

STDOUT = "-"
_SUFFIX = re.compile(r"\.[A-Za-z]\w{0,7}")  # `.csv`; `graphs-1.0` and `2026.03.11` are names of folders


class Target:
    """What `-o`, `-f` and `--text-out` ask for. Raises a usage error for a file whose suffix no format has."""

    def __init__(self, output: str, form: str | None, texts: Path | None) -> None:
        by_suffix = {each.suffix: name for name, each in FORMATS.items()}
        self.path, self.texts = Path(output), texts
        self.to_stdout = output == STDOUT
        folder = self.to_stdout or output.endswith(("/", "\\")) or self.path.is_dir()
        suffix = self.path.suffix.lower()
        self.one_file = not folder and suffix in by_suffix
        if not folder and not self.one_file and (_SUFFIX.fullmatch(suffix) or self.path.is_file()):
            known = ", ".join(by_suffix)
            raise click.UsageError(f"-o {output}: no format of graphs has this suffix: name a file with one of {known}, or a folder as {output}/")
        self.form = form or (by_suffix[suffix] if self.one_file else "turtle")
        self.warning = ""
        if self.one_file and self.form != by_suffix[suffix]:
            self.warning = f"-f {self.form} is written into a file whose suffix says {by_suffix[suffix]}"
        self.held: dict[str, tuple[Graph, str]] = {}

    def put(self, result: Converted, name: str) -> None:
        """Write the graph of one article, or keep it for the one file, where a newer one takes its place. Raises `WriteError`."""
        if self.texts is not None:
            write_file(self.texts / f"{name}.txt", result.article.text.encode())
        if self.to_stdout:
            write_out(serialize([result.triples], self.form))
        elif self.one_file:
            self.held[result.triples.iri] = (result.triples, result.article.source.name or result.source)
        else:
            write_file(self.graph_file(name), serialize([result.triples], self.form))

    def graph_file(self, name: str) -> Path:
        """Where the graph of an output of this name stands."""
        return self.path / f"{name}{FORMATS[self.form].suffix}"

    def remove(self, name: str) -> None:
        """Take back an output that a newer one has replaced."""
        for path in ([] if self.to_stdout or self.one_file else [self.graph_file(name)]) + ([self.texts / f"{name}.txt"] if self.texts is not None else []):
            path.unlink(missing_ok=True)

    def close(self) -> Iterator[KgError]:
        """Write the one file, whole; yield why a graph is not in it."""
        if not self.one_file or not self.held:
            return
        graphs = [graph for graph, _ in self.held.values()]
        try:
            with guard(str(self.path)):
                data = serialize(graphs, self.form)
        except KgError:
            graphs = []
            for graph, item in self.held.values():
                try:
                    with guard(item):
                        serialize([graph], self.form)
                except KgError as error:
                    yield error
                else:
                    graphs.append(graph)
            data = serialize(graphs, self.form)
        try:
            write_file(self.path, data)
        except KgError as error:
            yield from [error] * len(graphs)
