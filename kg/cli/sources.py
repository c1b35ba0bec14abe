"""Which inputs a command line names, and what their outputs are called."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, ReadError
from kg.pipeline import STDIN, Job

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.readers import Facts

__all__ = ["Input", "find", "output_names"]

_ARTICLES = frozenset({".txt", ".text", ""})


@dataclass(frozen=True, slots=True)
class Input:
    """A file, or `-`; `stem` is its output's name without suffix, with the folders of a walked directory."""

    name: str
    stem: Path


def find(sources: Iterable[str], metadata: Path | None) -> tuple[list[Input], list[KgError]]:
    """Return the inputs in the order of the command line; directories are walked by name. The metadata file is no article."""
    inputs: list[Input] = []
    errors: list[KgError] = []
    for source in sources:
        path = Path(source)
        if source == STDIN:
            inputs.append(Input(STDIN, Path("stdin")))
        elif path.is_dir():
            found = [Input(str(p), p.relative_to(path).with_suffix("")) for p in _walk(path, metadata)]
            if not found:
                errors.append(ReadError("there is no article in this directory", where=source, advice="text files end in .txt"))
            inputs.extend(found)
        else:
            inputs.append(Input(source, Path(path.stem)))
    return inputs, errors


def _walk(folder: Path, metadata: Path | None) -> list[Path]:
    files = (p for p in folder.rglob("*") if p.suffix.lower() in _ARTICLES and not p.name.startswith(".") and not p.is_dir())
    return sorted(p for p in files if metadata is None or p.resolve() != metadata.resolve())


def output_names(inputs: list[Input]) -> list[str]:
    """Return a name without suffix for each; two sources of one name get a short hash of their paths."""
    stems = [str(i.stem) for i in inputs]
    return [s if stems.count(s) == 1 else f"{s}-{hashlib.sha256(i.name.encode()).hexdigest()[:8]}" for s, i in zip(stems, inputs, strict=True)]


def jobs(inputs: list[Input], given: Facts, table: dict[str, Facts]) -> list[Job]:
    """Join each input with its facts: the command line over the metadata row of its file."""
    made = []
    for each in inputs:
        path = Path(each.name)
        row = table.get(path.name) or table.get(path.stem) or table.get(str(each.stem))
        data = sys.stdin.buffer.read() if each.name == STDIN else None
        made.append(Job(name=each.name, facts=given.over(row) if row else given, data=data))
    return made
