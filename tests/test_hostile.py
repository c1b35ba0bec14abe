"""Whatever the bytes: articles or a `ReadError`, within five seconds and 300 MB."""

from __future__ import annotations

import gzip
import resource

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.readers import Input, names, read

from .mutations import flipped, seeds, zipped

EACH = 120  # cases a reader; seventeen readers make 2,040
PLACES = st.lists(st.tuples(st.integers(0, 2**20), st.integers(1, 255)), min_size=1, max_size=24)


@st.composite
def broken(draw, form: str) -> bytes:
    """Return arbitrary bytes, or a sound input that was cut, flipped, doubled or spliced with one of another format."""
    whole = draw(st.sampled_from(seeds()[form]))
    kind = draw(st.sampled_from(("arbitrary", "cut", "flipped", "doubled", "spliced")))
    if kind == "arbitrary":
        return draw(st.binary(max_size=400)) + (whole[:60] if draw(st.booleans()) else b"")
    at = draw(st.integers(0, len(whole)))
    if kind == "cut":
        return whole[:at]
    if kind == "flipped":
        return flipped(whole, draw(PLACES))
    if kind == "doubled":
        end = draw(st.integers(at, len(whole)))
        return whole[:end] + whole[at:end] * draw(st.integers(1, 40)) + whole[end:]
    other = draw(st.sampled_from(seeds()[draw(st.sampled_from(sorted(seeds())))]))
    return whole[:at] + other[draw(st.integers(0, len(other))) :]


def check(data: bytes, form: str | None) -> None:
    for item in read(Input(name="hostile", data=data, form=form, limit=1_000_000)):
        assert isinstance(item, (Article, ReadError))
        assert "the reader failed" not in str(item if isinstance(item, ReadError) else ""), "an exception that is no ReadError"
        if isinstance(item, Article):
            item.text.encode()
            assert all(item.words(block.span).strip() for block in item.blocks)


@pytest.mark.parametrize("form", sorted(set(names()) & set(seeds())))
def test_broken_input(form) -> None:
    """Read by its reader whatever it looks like, and by the one that recognises it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    @settings(max_examples=EACH, deadline=5000, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(data=broken(form), forced=st.booleans())
    def run(data: bytes, forced: bool) -> None:
        check(data, form if forced else None)

    run()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # KiB on Linux


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        (
            "laughs",
            b'<!DOCTYPE n [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><nitf><body><body.content><p>&b;</p></body.content></body></nitf>',
            "entities",
        ),
        ("file", b'<!DOCTYPE n [<!ENTITY a SYSTEM "file:///etc/passwd">]><nitf><body><body.content><p>&a;</p></body.content></body></nitf>', "entities"),
        ("deep xml", b"<nitf><body><body.content>" + b"<p>" * 5000 + b"x", "XML"),
        ("deep json", b'{"@type": ' * 100_000, "nested too deeply"),
        ("deep list", b"[" * 100_000, "nested too deeply"),
        ("gzip bomb", gzip.compress(b"x" * 100_000_000, 9), "limit"),
        ("gzip bomb of lines", gzip.compress(b"\n" * 500_000_000, 9), "200 times its size"),
        ("gzip in gzip", gzip.compress(gzip.compress(b"De kade is open.")), "compressed twice"),
        ("cut gzip", gzip.compress(b"De kade is open. " * 1000)[:-20], "damaged or cut off"),
        ("long line", b'{"text": "' + b"x" * 2_000_000, "limit"),
        ("word file", zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>"}), "office document"),
    ],
    ids=lambda v: v if isinstance(v, str) else "bytes",
)
def test_known_attacks(name, data, says) -> None:
    forms = {"deep json": "json-ld", "deep list": "jsonl", "long line": "jsonl", "gzip bomb of lines": "jsonl"}
    (found,) = list(read(Input(name=name, data=data, limit=1_000_000, form=forms.get(name))))
    assert isinstance(found, ReadError)
    assert says in str(found)


def test_a_remote_dtd_and_an_include_are_not_fetched() -> None:
    """No request leaves: the address is one that cannot answer, and reading takes no time."""
    data = b'<!DOCTYPE nitf SYSTEM "http://192.0.2.1/nitf.dtd"><nitf xmlns:xi="http://www.w3.org/2001/XInclude"><body><body.content><p>De kade is open.</p><xi:include href="file:///etc/passwd"/></body.content></body></nitf>'
    (article,) = read(Input(name="x", data=data))
    assert article.text == "De kade is open."


def test_a_member_of_an_archive_is_bounded_and_goes_nowhere(tmp_path) -> None:
    data = zipped({"../../evil.txt": b"De wethouder opende gisteren de kade van Zoutwijk.", "big.txt": b"x" * 2_000_000})
    found = list(read(Input(name="a.zip", data=data, limit=1_000_000)))
    assert isinstance(found[0], Article)
    assert "limit" in str(found[1])
    assert not list(tmp_path.parent.rglob("evil*"))


def test_notes_to_editors_do_not_reach_the_graph() -> None:
    """A telephone number in a note, a notepad or a tagline is nobody's business."""
    from kg.pipeline import Settings, convert
    from kg.write import serialize

    number = "0612345678"
    sources = [
        f'<newsItem guid="urn:newsml:x:1"><itemMeta><itemClass qcode="ninat:text"/><edNote>Bel {number}</edNote></itemMeta><contentSet><inlineXML><p>De kade is open.</p></inlineXML></contentSet></newsItem>',
        f"<nitf><body><body.content><p>De kade is open.</p></body.content><body.end><tagline>{number}</tagline></body.end></body></nitf>",
        f'{{"uri": "http://x.example/1", "type": "text", "versioncreated": "2026-03-11T09:00:00Z", "ednote": "{number}", "body_text": "De kade is open."}}',
        f"<html><body><article><p>De wethouder opende gisteren de nieuwe kade van Zoutwijk, na jaren van werk.</p><h2>Notizblock</h2><p>Ansprechpartner: {number}</p></article></body></html>",
    ]
    for source in sources:
        for result in convert(Input(name="x", data=source.encode()), Settings(validate=False, with_text=True)):
            assert number.encode() not in serialize([result.triples], "ntriples")
