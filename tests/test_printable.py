"""Text from outside never steers a terminal: what is shown has no control in it, and all else stays."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.printable import printable


def test_controls_are_spelt_out():
    assert printable("Kade\x1b]0;PWN\x07 \x9b31m\x7f\x00") == r"Kade\x1b]0;PWN\x07 \x9b31m\x7f\x00"
    assert printable("a\nb\rc\td\x0b\x85\u2028\u2029") == r"a\nb\rc\td\x0b\x85\u2028\u2029"
    assert printable("\u202egnp.exe\u2066\u2069\u200f\u061c") == r"\u202egnp.exe\u2066\u2069\u200f\u061c"


def test_names_that_are_no_utf8_show_their_bytes():
    assert printable(b"kaf\xe9.txt".decode("utf-8", "surrogateescape")) == r"kaf\xe9.txt"
    assert printable("\ud83d") == r"\ud83d"


def test_text_that_steers_nothing_stays():
    for text in ("De kade is open, zei Visser.", "’s-Gravenhage – 50 € ½", "日本語 العربية हिन्दी", "👩‍🚀\N{ZERO WIDTH NON-JOINER}", "C:\\kade\\x1b"):
        assert printable(text) == text


@given(st.text(st.characters(codec=None)))
def test_whatever_comes_nothing_unseen_is_left(text):
    shown = printable(text)
    assert shown.encode("utf-8").decode() == shown
    assert {unicodedata.category(c) for c in shown}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert {unicodedata.bidirectional(c) for c in shown}.isdisjoint({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
    assert printable(shown) == shown
