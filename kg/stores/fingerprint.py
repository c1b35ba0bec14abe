"""What a graph is, whatever store or syntax holds it: the number of its triples and a hash of them.

Stores keep values, not spellings: a language tag comes back in lower case, `01` as `1`, `+00:00` as `Z`. Both sides are brought to one spelling
before they are compared. Blank nodes are named by RDFC-1.0.
"""

from __future__ import annotations

import hashlib
import re
import struct
from typing import TYPE_CHECKING, NamedTuple

from kg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyoxigraph

__all__ = ["Fingerprint", "canonical", "fingerprint", "ntriples"]

_LANGUAGE = re.compile(rb'"@([A-Za-z0-9-]+) \.\Z')
_TYPED = re.compile(rb'"([^"]*)"\^\^<http://www\.w3\.org/2001/XMLSchema#(\w+)> \.\Z')
_INTEGERS = frozenset(
    {
        *("integer", "int", "long", "short", "byte", "negativeInteger", "positiveInteger", "nonNegativeInteger", "nonPositiveInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    }
)


class Fingerprint(NamedTuple):
    """The number of triples and the SHA-256 of their sorted lines."""

    triples: int
    digest: str


def ntriples(triples: Iterable[pyoxigraph.Triple] | Iterable[pyoxigraph.Quad]) -> bytes:
    """Return the triples as N-Triples, one a line, blank nodes under names that depend on the content alone."""
    import pyoxigraph as ox  # noqa: PLC0415  (not for `kg --help`)

    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    if b"_:" not in data:
        return data
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return ox.serialize((q.triple for q in dataset), format=ox.RdfFormat.N_TRIPLES) or b""


def fingerprint(data: bytes) -> Fingerprint:
    """Return the fingerprint of N-Triples as `ntriples` writes them."""
    lines = sorted({canonical(line) for line in data.split(b"\n") if line})
    return Fingerprint(len(lines), hashlib.sha256(b"\n".join(lines)).hexdigest())


def canonical(line: bytes) -> bytes:
    """Return a line of N-Triples with its literal in the one spelling that is compared."""
    found = _LANGUAGE.search(line)
    if found is not None:
        return line[: found.start(1)] + found[1].lower() + line[found.end(1) :]
    found = _TYPED.search(line)
    if found is None:
        return line
    name = found[2].decode()
    spell = _spelling(name)
    if spell is None:
        return line
    kind = XSD.integer.encode() if name in _INTEGERS else b"http://www.w3.org/2001/XMLSchema#" + found[2]
    return line[: found.start(1)] + spell(found[1].decode()).encode() + b'"^^<' + kind + b"> ."


def _spelling(name: str) -> Callable[[str], str] | None:
    if name in _INTEGERS:
        return _integer
    return {"decimal": _decimal, "double": _double, "float": _float, "boolean": _boolean, "dateTime": _moment}.get(name)


def _integer(value: str) -> str:
    return str(int(value)) if re.fullmatch(r"[+-]?[0-9]{1,4000}", value) else value


def _decimal(value: str) -> str:
    found = re.fullmatch(r"([+-]?)0*([0-9]*)(?:\.([0-9]*?)0*)?", value)
    if found is None or not any(c.isdigit() for c in value):
        return value
    whole, part = found[2] or "0", found[3] or ""
    sign = "-" if found[1] == "-" and (whole != "0" or part) else ""
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def _double(value: str) -> str:
    try:
        return repr(float(value))
    except ValueError:
        return value


def _float(value: str) -> str:
    """Return what 32 bits keep of a number."""
    try:
        return repr(struct.unpack("f", struct.pack("f", float(value)))[0])
    except (ValueError, OverflowError):
        return value


def _boolean(value: str) -> str:
    return {"1": "true", "0": "false"}.get(value, value)


def _moment(value: str) -> str:
    """Drop zeros of the fraction and write UTC as Z; the offset is part of what was said and stays."""
    value = re.sub(r"[+-]00:00\Z", "Z", value)
    return re.sub(r"(:\d\d)(?:\.(\d*?)0*)(?=Z|[+-]\d\d:\d\d|\Z)", lambda m: m[1] + (f".{m[2]}" if m[2] else ""), value)
