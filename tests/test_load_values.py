"""A value that a store spells in its own way is the same value: the fingerprint of a file is that of the store's graph."""

from __future__ import annotations

import datetime as dt

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.stores.fingerprint import fingerprint, ntriples

XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = ox.NamedNode("https://a.example/g")


def typed(kind: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[ox.Literal]:
    return values.map(lambda value: ox.Literal(value, datatype=ox.NamedNode(XSD + kind)))


digits = st.text("0123456789", min_size=1, max_size=12)
signed = st.builds(lambda sign, number: sign + number, st.sampled_from(["", "+", "-"]), digits)
decimals = st.builds(lambda whole, part: f"{whole}.{part}", signed, digits)
offsets = st.sampled_from(["", "Z", "+00:00", "-00:00", "+01:00", "-11:30"])
moments = st.builds(
    lambda moment, fraction, offset: f"{moment:%Y-%m-%dT%H:%M:%S}{fraction}{offset}".rjust(19, "0"),
    st.datetimes(min_value=dt.datetime(1000, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["", ".5", ".500", ".123456", ".0"]),
    offsets,
)
literals = st.one_of(
    typed("integer", signed),
    typed("nonNegativeInteger", digits),
    typed("int", st.integers(-(2**31), 2**31 - 1).map(str)),
    typed("decimal", decimals),
    typed("double", st.floats(allow_nan=False, allow_infinity=False).map(repr)),
    typed("double", decimals.map(lambda d: f"{d}E2")),
    typed("float", st.floats(width=32, allow_nan=False, allow_infinity=False).map(repr)),
    typed("boolean", st.sampled_from(["true", "false", "1", "0"])),
    typed("dateTime", moments),
    typed("date", st.dates().map(str)),
    typed("integer", st.just("no number")),
    st.text().map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), st.text(), st.sampled_from(["nl", "NL-be", "en-GB", "zh-Hant"])),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), literals), min_size=1, max_size=8))
def test_the_store_keeps_the_fingerprint(pairs) -> None:
    triples = [ox.Triple(ox.NamedNode(f"https://a.example/{n}"), ox.NamedNode("https://a.example/p"), value) for n, value in pairs]
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, GRAPH) for t in triples)
    held = ntriples(q.triple for q in store.quads_for_pattern(None, None, None, GRAPH))
    assert fingerprint(held) == fingerprint(ntriples(triples))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=8), st.randoms())
def test_names_of_blank_nodes_and_order_do_not_count(pairs, random) -> None:
    def named(names: list[str]) -> bytes:
        triples = [ox.Triple(ox.BlankNode(names[a]), ox.NamedNode("https://a.example/p"), ox.BlankNode(names[b])) for a, b in pairs]
        random.shuffle(triples)
        return ntriples(triples)

    assert fingerprint(named(["a", "b", "c", "d"])) == fingerprint(named(["x4", "x3", "x2", "x1"]))
