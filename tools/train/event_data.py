"""Annotated events of single sentences: `batch-NN.txt` with `done/batch-NN.tsv`, as records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROLES = {"ag": "agent", "pa": "patient", "re": "recipient", "pt": "participant", "pl": "place"}


@dataclass(slots=True)
class EventItem:
    """One event: indices count words from 0."""

    trigger: int
    type: str
    certainty: str
    polarity: str
    temporality: str
    particle: int = -1
    roles: list[tuple[str, int]] = field(default_factory=list)
    time: tuple[int, int] | None = None


@dataclass(slots=True)
class StatementItem:
    """One statement: ranges are half-open."""

    form: str
    attitude: str
    polarity: str
    content: list[tuple[int, int]] = field(default_factory=list)
    cue: list[int] = field(default_factory=list)
    speaker: tuple[int, int] | None = None
    addressee: tuple[int, int] | None = None


@dataclass(slots=True)
class Annotated:
    """A sentence with what was read in it."""

    number: int
    batch: int
    forms: list[str]
    events: list[EventItem] = field(default_factory=list)
    statements: list[StatementItem] = field(default_factory=list)


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first) - 1, int(last or first)


def load(folder: Path) -> list[Annotated]:
    """Read all batches that are done."""
    found = []
    for path in sorted(folder.glob("batch-*.txt")):
        done = folder / "done" / path.with_suffix(".tsv").name
        if not done.is_file():
            continue
        items = dict(line.rstrip("\n").partition("\t")[::2] for line in done.open(encoding="utf-8") if line.strip())
        for line in path.open(encoding="utf-8"):
            number, words = line.rstrip("\n").split("\t")
            forms = [w.rpartition("·")[0] for w in words.split(" ")]
            sentence = Annotated(int(number), int(path.stem[-2:]), forms)
            for item in filter(None, map(str.strip, items.get(number, "").split("|"))):
                _add(sentence, item.split())
            found.append(sentence)
    return found


def _add(sentence: Annotated, words: list[str]) -> None:
    if words[0] == "E" and len(words) >= 6:
        event = EventItem(int(words[1]) - 1, words[2], words[3], words[4], words[5])
        for word in words[6:]:
            key, _, value = word.partition("=")
            if key in ROLES:
                for part in value.split(","):
                    event.roles.append((ROLES[key], int(re.match(r"\d+", part)[0]) - 1))
            elif key == "prt":
                event.particle = int(value) - 1
            elif key == "ti":
                event.time = _range(value.split(",")[0])
        sentence.events.append(event)
    elif words[0] == "S" and len(words) >= 5:
        statement = StatementItem(words[1], words[2], words[3])
        for word in words[4:]:
            key, _, value = word.partition("=")
            if key == "ct":
                statement.content = [_range(p) for p in value.split(",")]
            elif key == "cue":
                statement.cue = [i for p in value.split(",") for i in range(*_range(p))]
            elif key == "sp":
                statement.speaker = _range(value.split(",")[0])
            elif key == "to":
                statement.addressee = _range(value.split(",")[0])
        sentence.statements.append(statement)
