"""Authority files: SKOS and schema.org in any RDF syntax, or CSV with the columns `iri`, `name`, `aliases` and `kind`."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.authority.records import Kind, Record
from kg.errors import ReadError
from kg.vocab import KG, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["read"]

_TABLES = {".csv": ",", ".tsv": "\t"}
_NAMES = (SKOS.prefLabel, SCHEMA.name, RDFS.label)
_OTHERS = (SKOS.altLabel, SKOS.hiddenLabel, SCHEMA.alternateName)
_KINDS = {
    **dict.fromkeys((SCHEMA.Person, KG.Person), Kind.PERSON),
    **dict.fromkeys((SCHEMA.Organization, KG.Organization), Kind.ORGANIZATION),
    **dict.fromkeys((SCHEMA.Country, KG.GeopoliticalEntity), Kind.COUNTRY),
    **dict.fromkeys((SCHEMA.Place, KG.Place), Kind.PLACE),
    SKOS.Concept: Kind.ANY,
}


def read(path: Path) -> tuple[Record, ...]:
    """Return the records of a file, by its suffix. Raises `ReadError`, with the line where there is one."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=str(path), advice="check the path") from error
    delimiter = _TABLES.get(path.suffix.lower())
    records = tuple(_graph(content, path) if delimiter is None else _table(content, path, delimiter))
    if not records:
        raise ReadError("this authority names nobody", where=str(path), advice="give skos:Concept, schema.org things, or rows with iri and name")
    return records


def _table(content: bytes, path: Path, delimiter: str) -> Iterator[Record]:
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True)
        missing = {"iri", "name"} - set(rows.fieldnames or ())
        if missing:
            raise ReadError(f"there is no column {' or '.join(sorted(missing))}", where=str(path), advice="columns: iri, name, aliases, kind")
        for row in rows:
            yield _row(row, f"{path}:{rows.line_num}")
    except (csv.Error, UnicodeDecodeError) as error:
        raise ReadError(f"no valid table: {error}", where=str(path), advice="write CSV or TSV in UTF-8") from error


def _row(row: dict[str, str | None], where: str) -> Record:
    iri, name = (row["iri"] or "").strip(), (row["name"] or "").strip()
    if not (iri and name):
        raise ReadError("a record has both iri and name", where=where)
    if not urlsplit(iri).scheme or any(c in iri for c in ' <>"{}|\\^`'):
        raise ReadError(f"{iri!r} is no IRI", where=where)
    kind = (row.get("kind") or "").strip().lower()
    if kind not in set(Kind):
        raise ReadError(f"{kind!r} is no kind", where=where, advice="person, organization, country, place, or nothing")
    aliases = (row.get("aliases") or "").replace(";", "|").split("|")
    return Record(iri, name, frozenset(a.strip() for a in aliases if a.strip()), Kind(kind))


def _graph(content: bytes, path: Path) -> Iterator[Record]:
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    form = ox.RdfFormat.from_extension(path.suffix[1:].lower())
    if form is None:
        raise ReadError("this is no authority file", where=str(path), advice="CSV, TSV, or RDF as .ttl, .nt, .rdf or .jsonld")
    facts: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in ox.parse(content, format=form):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                # Much of schema.org is still written with http.
                predicate, obj = (value.replace("http://schema.org/", "https://schema.org/") for value in (quad.predicate.value, quad.object.value))
                facts[quad.subject.value][predicate].append((obj, getattr(quad.object, "language", None) or ""))
    except (SyntaxError, ValueError) as error:
        raise ReadError(f"no valid {form.name}: {error}", where=str(path), advice="mend the file") from error
    for iri, stated in sorted(facts.items()):
        yield from _record(iri, stated)


def _record(iri: str, stated: dict[str, list[tuple[str, str]]]) -> Iterator[Record]:
    """Yield the record of a subject that is a concept or a thing with a name; other subjects (schemes, collections) are none."""
    kinds = sorted({_KINDS[value] for value, _ in stated[RDF.type] if value in _KINDS}, reverse=True)
    names = next((stated[p] for p in _NAMES if stated[p]), [])
    if not kinds or not names:
        return
    name, language = min(names, key=lambda pair: (pair[1], pair[0]))
    others = {value for p in (*_NAMES, *_OTHERS) for value, _ in stated[p]}
    yield Record(iri, name, frozenset(others), kinds[0], language)
