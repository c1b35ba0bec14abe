"""The questions that have a name: `.rq` files whose opening comment is their help."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources

from kg.errors import VocabularyError
from kg.query.answer import Answer
from kg.triples import Literal, Term
from kg.vocab import PREFIXES, XSD

__all__ = ["NAMES", "Question", "questions"]

# The names that an actor may be asked by.
NAMES = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("kg", "rdfs", "schema", "skos"))
NAMES += """SELECT DISTINCT ?name WHERE {
  GRAPH ?article {
    ?actor a ?kind .
    VALUES ?kind { kg:Person kg:Organization kg:GeopoliticalEntity kg:Group kg:Place kg:Thing }
  }
  GRAPH ?any { ?actor schema:name|schema:alternateName|rdfs:label|skos:prefLabel ?name }
}"""
_FIRST, _LAST = "0000-01-01", "9999-12-31"


# The gaps of a question are variables, with a VALUES line that gives what is asked where nobody asks otherwise.
_ACTOR, _FROM, _TO = "?asked", "?earliest", "?latest"
_GIVEN = re.compile(r"^\s*VALUES .*\n", re.MULTILINE)
_JOINED = re.compile(r'separator="([^"]*)"\) AS \?(\w+)')
_ORDER = re.compile(r"ORDER BY (.*)\Z", re.DOTALL)
_KEY = re.compile(r"(DESC\()?\?(\w+)\)?")
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: `usage` is the first line of its comment, `help` the rest; `text` is whole SPARQL, whose gaps are variables."""

    name: str
    usage: str
    help: str
    text: str

    @property
    def takes_actor(self) -> bool:
        """Whether it is asked of one actor."""
        return _ACTOR in self.text

    @property
    def takes_dates(self) -> bool:
        """Whether it is bound by --from and --to."""
        return _FROM in self.text

    def sparql(self, *, actor: str = "", start: str | None = None, end: str | None = None) -> str:
        """Return the query as it is sent: its gaps filled by literals, and the parts of a cell between separators that stand in no name."""
        filled = {_ACTOR: actor, _FROM: start or _FIRST, _TO: end or _LAST}
        text = _GIVEN.sub("", self.text, count=1) if self.takes_actor or self.takes_dates else self.text
        text = re.sub(r"\?(?:asked|earliest|latest)\b", lambda m: _literal(filled[m[0]]), text)
        return _JOINED.sub(lambda m: m[0].replace(f'"{m[1]}"', f'"{_BETWEEN}"'), text)

    def tidied(self, answer: Answer) -> Answer:
        """Return the answer in one order, of rows and of the parts of a cell: stores sort strings each in its own way, and parts in none."""
        joints = {column: joint for joint, column in _JOINED.findall(self.text)}
        rows = [tuple(_parted(term, joints.get(column, "")) for column, term in zip(answer.columns, row, strict=True)) for row in answer.rows]
        order = _ORDER.search(self.text)
        for descending, name in reversed(_KEY.findall(order[1]) if order else []):
            if name in answer.columns:
                place = answer.columns.index(name)
                rows.sort(key=lambda row, place=place: _key(row[place]), reverse=bool(descending))  # type: ignore[misc]
        return Answer(answer.columns, tuple(rows))


def _parted(term: Term | None, joint: str) -> Term | None:
    if not isinstance(term, Literal) or _BETWEEN not in term.value:
        return term
    return term._replace(value=joint.join(sorted(term.value.split(_BETWEEN))))


def _key(term: Term | None) -> tuple[int, int, str]:
    """Return by what a cell is sorted: nothing first, numbers by their value, texts by their characters."""
    if term is None:
        return 0, 0, ""
    if not isinstance(term, Literal):
        return 2, 0, term
    return (1, int(term.value), "") if term.datatype == XSD.integer and term.value.lstrip("-").isdigit() else (2, 0, term.value)


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
