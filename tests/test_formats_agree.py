"""The same article in every format: the same blocks, and so the same claims."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import Settings, convert
from kg.readers import Facts, Input, read, when
from kg.vocab import KG

from .formats import TEXT, made

FILES = made()
FACTS = Facts(published=when("2026-03-11"), language="nl")


def blocks(form: str) -> list[list[tuple[str, str]]]:
    items = list(read(Input(name="input", data=FILES[form][0], facts=FACTS)))
    assert all(isinstance(item, Article) for item in items), items
    assert {item.source.format for item in items} == {form}
    assert len(items) == FILES[form][1]
    return [[(block.kind.value, item.words(block.span)) for block in item.blocks] for item in items]


@pytest.mark.parametrize("form", sorted(set(FILES) - {"text"}))
def test_blocks_agree(form) -> None:
    (expected,) = blocks("text")
    assert {kind for kind, _ in expected} == {"headline", "key-point", "heading", "paragraph"}
    if form == "naf":  # it has no layout but blank lines
        (found,) = blocks(form)
        assert [words for _, words in found] == [" ".join(part.split()) for part in TEXT.split("\n\n")]
        return
    assert all(found == expected for found in blocks(form))


@pytest.mark.model
@pytest.mark.parametrize("form", ["html", "nitf", "markdown"])
def test_claims_agree(form) -> None:
    """Statements have the same words, events the same triggers, whatever they were read from."""

    def claims(name: str) -> list[tuple[str, str]]:
        (result,) = convert(Input(name="input", data=FILES[name][0], facts=FACTS), Settings(validate=False))
        wanted = {KG.text, KG.derivedBy, KG.startDate, KG.attitude, KG.certainty}
        return sorted((t.predicate, str(getattr(t.object, "value", t.object))) for t in result.triples.triples if t.predicate in wanted)

    assert claims(form) == claims("text")
