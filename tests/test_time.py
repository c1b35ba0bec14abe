"""No input takes more than its share of time: what was quadratic is measured at two sizes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.lexicons import reporting
from kg.model import Article, Block, BlockKind, Source, Span
from kg.pipeline import Settings, convert
from kg.readers import Head, Input
from kg.spans import Covering
from kg.statements import quotes

ATTACK = Path(__file__).parent / "attack"
QUOTED = {
    "marks": lambda n: '"' * n,
    "pairs": lambda n: '"a" ' * (n // 4),
    "nested": lambda n: "“" * (n // 2) + "Hij zei dat." + "”" * (n // 2),
    "nested kinds": lambda n: "Hij zei: " + "\"'" * (n // 4) + " ja " + "'\"" * (n // 4) + ".",
    "opened": lambda n: "‘Ja „" * (n // 5),
}


def taken(run) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


@pytest.mark.parametrize("kind", sorted(QUOTED))
def test_quotation_marks(kind) -> None:
    """Of 200,000 characters, which took minutes."""
    text = QUOTED[kind](200_000)
    article = Article(id="a", text=text, language="nl", source=Source(name="x"), blocks=(Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text))),))
    lexicon = reporting.load("nl", None)
    assert taken(lambda: quotes.find(article, lexicon)) < 5


@pytest.mark.parametrize(
    "data",
    [b"<" + b"a" * 60_000, b"<" + b"a:" * 30_000, b"<a " + b"b='" * 20_000, (ATTACK / "lt30k.txt").read_bytes()],
    ids=["letters", "colons", "marks", "file"],
)
def test_a_tag_that_never_ends(data) -> None:
    assert taken(lambda: Head(data).root) < 1


@pytest.mark.parametrize("name", ["soup-185dd54443db", "soup-f15a72766f3c", "reader-158dcca8367d", "reader-16ab57d12647"])
def test_inputs_that_fuzzing_found(name) -> None:
    """Each is an article or a sentence, and never an exception."""
    data = (ATTACK / name).read_bytes()
    for form in ("text",) if name.startswith("soup") else (None,):
        assert list(convert(Input(name=name, data=data, form=form), Settings()))


def test_what_holds_a_span() -> None:
    spans = [(Span(0, 10), 0), (Span(2, 5), 1), (Span(20, 30), 2), (Span(20, 25), 3)]
    held = Covering(spans)
    for start in range(32):
        for end in range(start + 1, 33):
            for owner in range(-1, 4):
                one = Span(start, end)
                assert held.by_another(one, owner) is any(span.covers(one) for span, whose in spans if whose != owner)
