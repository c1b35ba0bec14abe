"""A parse is a tree, whoever made it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse.conllu import read_conllu
from kg.analyse.mending import _sentences
from kg.analyse.repair import LONGEST, repaired, sound
from kg.model import Span, Token
from kg.pipeline import Settings, extract
from kg.tree import Tree


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(heads=st.lists(st.integers(-3, 14), min_size=1, max_size=12))
def test_any_heads_become_one_tree(heads) -> None:
    found = repaired(heads)
    roots = [i for i, head in enumerate(found) if head == i]
    assert len(roots) == 1
    for start in range(len(found)):
        steps, i = 0, start
        while found[i] != i:
            steps, i = steps + 1, found[i]
            assert steps < len(found)
    assert repaired(found) == found


@pytest.mark.parametrize(
    ("heads", "tree"),
    [
        ([1, 1, 1], [1, 1, 1]),
        ([1, 0, 1], [0, 0, 1]),  # a cycle and no root: opened at its first word
        ([2, 2, 1, 3], [2, 3, 1, 3]),  # a cycle beside a root hangs below it
        ([0, 1, 1], [0, 0, 1]),  # two roots
        ([0, 9, -4], [0, 0, 0]),  # heads outside the sentence
    ],
)
def test_as_near_as_can_be(heads, tree) -> None:
    assert repaired(heads) == tree


def test_a_chain_and_a_ring_of_200000_words_take_no_time() -> None:
    begun = time.process_time()
    assert repaired([max(i - 1, 0) for i in range(200_000)])[-1] == 199_998
    assert repaired([(i + 1) % 200_000 for i in range(200_000)])[0] == 0
    assert time.process_time() - begun < 3


def rows(heads: list[int]) -> str:
    return "\n".join(f"{i}\tzei\tzeggen\tVERB\t_\tVerbForm=Fin\t{head}\tconj\t_\t_" for i, head in enumerate(heads, 1)) + "\n"


@pytest.mark.parametrize("heads", [[2, 3, 1], [2, 1, 2], [3, 3, 2, 2], [2, 99, 1], [0, 0, 0], [2, 2, 2]], ids=str)
def test_a_cycle_of_an_analysis_never_hangs(heads) -> None:
    analysis = sound(read_conllu(rows(heads), language="nl"))
    tree = Tree.of(analysis)
    assert sum(token.is_root for token in analysis.tokens) == 1
    assert all(set(tree.subtree(i)) <= set(range(len(heads))) for i in range(len(heads)))
    extract(analysis, Settings())


def test_a_deep_chain_is_walked() -> None:
    """Each word hangs on the one before: no walk recurses."""
    analysis = sound(read_conllu(rows(list(range(3 * LONGEST))), language="nl"))
    assert max(s.end - s.start for s in analysis.sentences) <= LONGEST
    assert len(analysis.sentences) == 3
    extract(analysis, Settings())


def test_a_sound_analysis_stays_the_same() -> None:
    analysis = read_conllu(rows([0, 1, 1]), language="nl")
    assert sound(analysis) is analysis


@pytest.mark.model
@pytest.mark.parametrize("name", ["hang-28-characters.txt", "hang.txt"])
def test_texts_whose_parse_had_a_cycle(name) -> None:
    import kg

    text = (Path(__file__).parent / "attack" / name).read_text(encoding="utf-8")
    begun = time.process_time()
    assert kg.convert(text, language="nl").triples.triples
    assert time.process_time() - begun < 20


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(sizes=st.lists(st.integers(1, 6), max_size=5), draw=st.data(), first=st.integers(0, 9))
def test_a_block_is_mended_in_parts_that_no_relation_leaves(sizes, draw, first) -> None:
    """A rule that looks through its rows must not look through a whole block."""
    rows, at = [], first
    for size in sizes:
        for _ in range(size):
            i = first + len(rows)
            rows.append(Token(i=i, span=Span(i, i + 1), form="x", lemma="x", upos="X", head=draw.draw(st.integers(at, at + size - 1)), deprel="dep"))
        at += size
    parts = list(_sentences(rows))
    assert [t for part in parts for t in part] == rows
    assert len(parts) >= len(sizes)
    for part in parts:
        assert {t.head for t in part} <= {t.i for t in part}
