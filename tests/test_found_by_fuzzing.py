"""Inputs of kinds that fuzzing found, small: each gives an article or an error that says what is wrong, never a defect."""

from __future__ import annotations

import pytest

import kg
from kg.model import Article, EntityKind, GivenEntity, Source
from kg.pipeline import Settings
from kg.readers import Facts, Input, read
from kg.resolve import join


@pytest.mark.model
@pytest.mark.parametrize("text", ["Een zin over de brug.\n\n\u200b\n\nNog een zin.", "\u00a0\u200b", "Kop\n\n\ufeff\u200b"])
def test_a_block_without_words_has_no_sentences(text) -> None:
    try:
        done = kg.convert(text, language="nl", settings=Settings(validate=False))
    except kg.errors.ReadError:
        return
    assert all(s.end > s.start for s in done.extraction.analysis.sentences)


@pytest.mark.parametrize("address", ["http://[::1", "http://[x]/a", "https://[", "//[::"])
def test_an_address_that_cannot_be_split_costs_no_page(address) -> None:
    page = (
        f'<html lang="nl"><head><title>Kade open</title><link rel="canonical" href="{address}"><meta property="og:url" content="{address}"></head><body><article>'
        "<h1>Kade open</h1><p>De kade van Oosterwierde gaat vrijdag open, zegt havenmeester Wendel Koopstra.</p>"
        "<p>Volgens Koopstra is de oude kade te smal voor de schepen die er sinds vorig jaar liggen.</p></article></body></html>"
    )
    (article,) = read(Input(name="x", facts=Facts(url=address), data=page.encode(), form="html"))
    assert article.headline == "Kade open"


def test_a_given_name_of_blanks_is_none() -> None:
    article = Article(id="x", text="x", language="nl", source=Source(name="x"), entities=(GivenEntity(name=" ", kind=EntityKind.PERSON),))
    assert join(article, ()) == ()
