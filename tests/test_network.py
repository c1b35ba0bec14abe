"""The built-in analyser, part by part: words, pieces, lemmas, trees, names, sentence ends, and that a parse hangs on its article alone."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse import network
from kg.analyse.ends import first_words
from kg.analyse.lemmas import apply, script
from kg.analyse.names import best_tags
from kg.analyse.pieces import Pieces
from kg.analyse.tokens import Tokenizer
from kg.analyse.trees import one_rooted
from kg.errors import AnalysisError
from kg.model import Span


@pytest.fixture(scope="module")
def dutch() -> Tokenizer:
    return Tokenizer.of((network.resources.files("kg") / "pipelines" / "nl" / "tokens.toml").read_bytes())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zij kwam, zag en ging.", "Zij kwam , zag en ging ."),
        ("Dhr. Van 't Hof en mr. J.P. de Wit", "Dhr. Van 't Hof en mr. J.P. de Wit"),
        ("“Dat kan”, zei ze.", "“ Dat kan ” , zei ze ."),
        ("'Dat kan', zei ze.", "' Dat kan ' , zei ze ."),
        ("zo’n 5.000 euro (ruim 3,5%)", "zo’n 5.000 euro ( ruim 3,5% )"),
        ("een (her)opening en bezwaar(tje)s", "een (her)opening en bezwaar(tje)s"),
        ("Kijk op www.duinpost.example/nieuws.", "Kijk op www.duinpost.example/nieuws ."),
        ("in '68 of 's avonds", "in '68 of 's avonds"),
        ("wachten... en nog eens", "wachten ... en nog eens"),
        ("de oost–westverbinding—een oud plan", "de oost – westverbinding — een oud plan"),
        ("Hij zag een ster.", "Hij zag een ster ."),
        ("Op 3 nov. begon het, o.a. in Zwolle.", "Op 3 nov. begon het , o.a. in Zwolle ."),
        ("het duurde tot nov.", "het duurde tot nov ."),
        ("", ""),
    ],
)
def test_words_are_the_treebanks(dutch, text, words) -> None:
    assert " ".join(text[s.start : s.end] for s in dutch.spans(text)) == words


@given(st.text(alphabet="ab.'’\"“”( ),;!?-…\n", max_size=60))
def test_words_cover_all_but_blanks_in_order(text) -> None:
    spans = Tokenizer().spans(text)
    assert "".join(text[s.start : s.end] for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_the_most_probable_pieces() -> None:
    pieces = Pieces.of(["<unk>", "▁de", "▁d", "e", "▁dij", "k", "ij"], [0.0, -2.0, -5.0, -4.0, -6.0, -4.0, -5.0])
    assert pieces.cut("de") == [1]
    assert pieces.cut("dijk") == [4, 5]
    assert pieces.cut("dx") == [2, 0]


@given(st.text(alphabet="abcdeéïIJA", min_size=1, max_size=9), st.text(alphabet="abcdeéïIJA", min_size=1, max_size=9))
def test_a_script_makes_the_lemma_that_it_was_made_from(form, lemma) -> None:
    assert apply(form, script(form, lemma)).lower() == lemma.lower()


def test_a_script_fits_other_words() -> None:
    assert apply("stopte", script("werkte", "werken")) == "stopen"  # an edit of letters, which knows no spelling
    assert apply("Werkte", script("werkte", "werken")) == "werken"
    assert apply("Parijs", script("Londen", "Londen")) == "Parijs"


def best_by_trying(scores: np.ndarray) -> float:
    n = len(scores)

    def tree(heads: tuple[int, ...]) -> bool:
        if heads.count(0) != 1:
            return False
        for i in range(n):
            seen, at = set(), i
            while heads[at]:
                if at in seen:
                    return False
                seen.add(at)
                at = heads[at] - 1
        return True

    return max(sum(scores[i, h] for i, h in enumerate(heads)) for heads in itertools.product(range(n + 1), repeat=n) if tree(heads))


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_best_tree_with_one_root(n, seed) -> None:
    scores = np.random.RandomState(seed).normal(size=(n, n + 1)).round(2) * 3
    scores[np.arange(n), np.arange(1, n + 1)] = -1e9
    heads = one_rooted(scores)
    assert sum(scores[i, h] for i, h in enumerate(heads)) == pytest.approx(best_by_trying(scores))


def test_names_are_well_formed() -> None:
    tags = ("O", "B-PER", "I-PER", "E-PER", "S-PER", "B-ORG", "I-ORG", "E-ORG", "S-ORG")
    scores = np.full((3, len(tags)), -5.0)
    scores[0, tags.index("B-PER")] = scores[1, tags.index("E-ORG")] = scores[2, tags.index("O")] = 0.0
    found = best_tags(scores, tags)
    assert found in (["B-PER", "E-PER", "O"], ["B-ORG", "E-ORG", "O"])


@pytest.mark.parametrize(
    ("text", "starts", "begin"),
    [
        ("Ja . Nee .", {2: 0.9}, ["Ja", "Nee"]),
        ("Ja .” Nee .", {2: 0.7}, ["Ja", "Nee"]),  # the closing mark stays behind
        ("Ja . “Nee .", {3: 0.6}, ["Ja", "“"]),  # the opening one goes with what follows
        ("president Wolo Zelens reist", {2: 0.8}, ["president"]),  # behind a word only what is sure
        ("“Ja .” zei hij", {3: 0.9}, ["“"]),  # nothing begins with a small letter
    ],
)
def test_where_sentences_begin(dutch, text, starts, begin) -> None:
    spans = dutch.spans(text)
    found = first_words(text, spans, [starts.get(i, 0.0) for i in range(len(spans))])
    assert [text[spans[i].start : spans[i].end] for i in found] == begin


@pytest.mark.model
def test_an_article_is_parsed_alike_alone_and_in_company() -> None:
    loaded = network.load("nl")
    sentences = [["De", "minister", "vertrekt", "."], ["Zij", "sprak", "met", "Anna", "Visser", "."], ["Nee", "."]]
    assert loaded.parse(sentences) == loaded.parse(sentences)
    assert [row.head for row in loaded.parse(sentences)[0]] == [2, 3, 0, 3]


@pytest.mark.model
@pytest.mark.parametrize("words", [["."], ["x"] * 300, ["\u200b"], ["a" * 5000], ['"'] * 50])
def test_no_words_are_too_odd(words) -> None:
    loaded = network.load("nl")
    (rows,) = loaded.parse([words])
    assert len(rows) == len(words)
    assert sum(row.head == 0 for row in rows) == 1
    assert len(loaded.starts([words])[0]) == len(words)


def test_a_damaged_file_is_named(tmp_path, monkeypatch) -> None:
    (tmp_path / "pipelines" / "nl").mkdir(parents=True)
    (tmp_path / "pipelines" / "nl" / "analyser.npz").write_bytes(b"PK\x03\x04 nothing")
    monkeypatch.setattr(network.resources, "files", lambda _: tmp_path)
    with pytest.raises(AnalysisError, match="damaged"):
        network.load("nl")


def test_spans_are_code_points(dutch) -> None:
    assert dutch.spans("😀 é") == [Span(0, 1), Span(2, 3)]
