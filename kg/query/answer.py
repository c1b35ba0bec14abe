"""Answers as people and programs want them: an aligned table, CSV, TSV, or SPARQL JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.printable import printable, printable_json
from kg.triples import XSD_STRING, Literal, Term
from kg.vocab import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FORMS", "Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A table of terms; `None` where a variable has no value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    @classmethod
    def of(cls, document: dict[str, Any]) -> Answer:
        """Return the answer that a SPARQL JSON document holds; that of an ASK has one column."""
        if "boolean" in document:
            return cls(("answer",), ((Literal(str(document["boolean"]).lower()),),))
        columns = tuple(document["head"]["vars"])
        return cls(columns, tuple(tuple(_term(row.get(c)) for c in columns) for row in document["results"]["bindings"]))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: no row, or one that counts nought."""
        return not self.rows or (len(self.rows) == 1 and all(term is None or (isinstance(term, Literal) and term.value in _NOUGHT) for term in self.rows[0]))

    def written(self, form: str, *, raw: bool = False) -> str:
        """Return the answer in one of `FORMS`; `raw` leaves cells of CSV that a spreadsheet would take for formulas as they are."""
        return {"table": self._table, "csv": self._safe_csv if not raw else self._csv, "tsv": self._tsv, "json": self._json}[form]()

    def _table(self) -> str:
        cells = [list(self.columns), *([printable(" ".join(_plain(t, short=True).split())) for t in row] for row in self.rows)]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        cells.insert(1, ["-" * w for w in widths])
        lines = ("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
        return "".join(f"{line}\n" for line in lines) + ("" if self.rows else "(0 rows)\n")

    def _csv(self, cell: Callable[[str], str] = str) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([_plain(t) if t is None or _is_number(t) else cell(_plain(t)) for t in row] for row in self.rows)
        return out.getvalue()

    def _safe_csv(self) -> str:
        return self._csv(_no_formula)

    def _tsv(self) -> str:
        lines = ["\t".join(f"?{c}" for c in self.columns), *("\t".join(map(_encoded, row)) for row in self.rows)]
        return "".join(f"{line}\n" for line in lines)

    def _json(self) -> str:
        bindings = [{c: _object(t) for c, t in zip(self.columns, row, strict=True) if t is not None} for row in self.rows]
        text = json.dumps({"head": {"vars": self.columns}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1)
        return printable_json(text) + "\n"


FORMS = ("table", "csv", "tsv", "json")
_BLANK = "_:"
_NOUGHT = frozenset({"0", "false", ""})
# What a spreadsheet runs (https://owasp.org/www-community/attacks/CSV_Injection), also where it takes full-width signs for their ASCII kin.
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_NUMBERS = frozenset(getattr(XSD, kind) for kind in ("integer", "decimal"))


def _no_formula(cell: str) -> str:
    """Return a cell that is text to a spreadsheet: an apostrophe before what would be a formula, also where white space stands before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell


def _is_number(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype in _NUMBERS and re.fullmatch(r"[+-]?[0-9.]+", term.value) is not None


def _term(value: dict[str, Any] | None) -> Term | None:
    if value is None:
        return None
    if value["type"] == "uri":
        return str(value["value"])
    if value["type"] == "bnode":
        return _BLANK + str(value["value"]).removeprefix(_BLANK)
    return Literal(str(value["value"]), str(value.get("datatype", XSD_STRING)), str(value.get("xml:lang", "")))


def _plain(term: Term | None, *, short: bool = False) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    for prefix, namespace in PREFIXES.items():
        if short and term.startswith(namespace):
            return f"{prefix}:{term.removeprefix(namespace)}"
    return term


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _encoded(term: Term | None) -> str:
    """Return a term as SPARQL TSV writes it."""
    if term is None:
        return ""
    if not isinstance(term, Literal):
        return term if term.startswith(_BLANK) else f"<{term}>"
    text = term.value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    text = printable_json(text)
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"' if term.datatype == XSD_STRING else f'"{text}"^^<{term.datatype}>'


def _object(term: Term) -> dict[str, str]:
    if not isinstance(term, Literal):
        blank = term.startswith(_BLANK)
        return {"type": "bnode" if blank else "uri", "value": term.removeprefix(_BLANK)}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype != XSD_STRING:
        found["datatype"] = term.datatype
    return found
