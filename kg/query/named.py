"""The questions that have a name: `.rq` files whose opening comment is their help."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources

from kg.errors import VocabularyError

__all__ = ["Question", "questions"]

_FIRST, _LAST = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: `usage` is the first line of its comment, `help` the rest; `text` is SPARQL with `$ACTOR`, `$FROM` and `$TO`."""

    name: str
    usage: str
    help: str
    text: str

    @property
    def takes_actor(self) -> bool:
        """Whether it is asked of one actor."""
        return "$ACTOR" in self.text

    @property
    def takes_dates(self) -> bool:
        """Whether it is bound by --from and --to."""
        return "$FROM" in self.text

    def sparql(self, *, actor: str = "", start: str | None = None, end: str | None = None) -> str:
        """Return the query with its gaps filled by literals."""
        filled = {"$ACTOR": actor, "$FROM": start or _FIRST, "$TO": end or _LAST}
        return re.sub(r"\$(ACTOR|FROM|TO)\b", lambda m: _literal(filled[m[0]]), self.text)


def _literal(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


@functools.cache
def questions() -> dict[str, Question]:
    """Return the questions by name. Raises `VocabularyError` for one without a comment header."""
    folder = resources.files("kg.query") / "questions"
    found = sorted((p for p in folder.iterdir() if p.name.endswith(".rq")), key=lambda p: p.name)
    return {q.name: q for q in (_question(p.name.removesuffix(".rq"), p.read_text(encoding="utf-8")) for p in found)}


def _question(name: str, text: str) -> Question:
    header = re.match(r"(?:#.*\n)+", text)
    lines = [line.removeprefix("#").strip() for line in header[0].splitlines()] if header else []
    if len(lines) < 2 or lines[0].split()[0] != name:  # noqa: PLR2004  (usage and help)
        raise VocabularyError("the comment header does not name the question and say what it is", where=f"{name}.rq")
    return Question(name, lines[0], "\n".join(lines[1:]), text)
