"""Installed spaCy pipelines in the place of ours: a small one, trained here on a few articles, saved, and made into a package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import analyse
from kg.errors import AnalysisError
from kg.readers import Facts, Input, read

spacy = pytest.importorskip("spacy", reason="spaCy is an extra: newskg[spacy]")
pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore")]
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    """A pipeline with tags, lemmas and trees, trained until it knows the example article."""
    from spacy.tokens import Doc
    from spacy.training import Example

    spacy.util.fix_random_seed(0)  # the same pipeline each time
    nlp = spacy.blank("nl")
    text = (HERE / "articles" / "windpark.txt").read_text(encoding="utf-8")
    (article,) = read(Input(name="x", facts=Facts(language="nl"), data=text.encode(), form="text"))
    analysis = analyse.load("nl").analyse(article)
    examples = []
    for sentence in analysis.sentences:
        tokens = analysis.tokens[sentence.start : sentence.end]
        doc = Doc(
            nlp.vocab,
            words=[t.form for t in tokens],
            heads=[t.head - sentence.start for t in tokens],
            deps=["ROOT" if t.is_root else t.deprel for t in tokens],
            pos=[t.upos for t in tokens],
            morphs=["|".join(f"{k}={v}" for k, v in t.feats) for t in tokens],
            lemmas=[t.lemma for t in tokens],
        )
        examples.append(Example(Doc(nlp.vocab, words=[t.form for t in tokens]), doc))
    for pipe in ("morphologizer", "trainable_lemmatizer", "parser"):
        nlp.add_pipe(pipe)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    path = tmp_path_factory.mktemp("model") / "model"
    nlp.to_disk(path)
    return path


def run(*arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    import os

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [path, os.environ.get("PYTHONPATH", "")]))}
    return subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, env=environment, cwd=HERE.parent)


def test_a_folder_of_a_pipeline_takes_the_place_of_ours(trained) -> None:
    text = "De politie heeft gisteren een man aangehouden."
    (article,) = read(Input(name="x", facts=Facts(language="nl"), data=text.encode(), form="text"))
    other = analyse.load("nl", str(trained)).analyse(article)
    assert [t.form for t in other.tokens] == ["De", "politie", "heeft", "gisteren", "een", "man", "aangehouden", "."]
    assert sum(t.is_root for t in other.tokens) == len(other.sentences)
    assert other.names is None
    with pytest.raises(AnalysisError, match="no such spaCy pipeline"):
        analyse.load("nl", "nowhere")


def test_an_installed_package_takes_the_place_of_ours(trained, tmp_path) -> None:
    """Made into a package by spaCy's own command and put where Python finds it."""
    from spacy.cli.package import package as make_package

    (tmp_path / "made").mkdir()
    make_package(trained, tmp_path / "made", name="kgtest", version="1.0.0", create_sdist=False, silent=True)
    (module,) = (tmp_path / "made").glob("*/nl_kgtest")
    shutil.copy(module.parent / "meta.json", module)  # as its setup.py does
    facts = module.parent / "nl_kgtest-1.0.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: nl_kgtest\nVersion: 1.0.0\n", encoding="utf-8")
    arguments = (
        "convert",
        "tests/articles/windpark.txt",
        "-f",
        "ntriples",
        "-o",
        "-",
        "--no-validate",
        "--min-confidence",
        "0",
    )  # what is found, likely or not
    done = run(*arguments, "--model", "nl_kgtest", path=str(module.parent))
    assert done.returncode == 0, done.stderr
    assert "nl_pipeline 0.0.0" in done.stdout  # a renamed package keeps the name inside
    assert done.stdout.count("<https://w3id.org/newskg/ontology#Statement> .") > 3, done.stderr


def test_a_language_without_words_is_told_and_costs_nothing(trained, tmp_path) -> None:
    """A pipeline alone does not make a language: the words are missing, and that is said."""
    (tmp_path / "a.txt").write_text("The minister said on Thursday that the bridge will open next week.\n", encoding="utf-8")
    done = run("convert", str(tmp_path / "a.txt"), "--lang", "en", "--model", str(trained), "-o", "-")
    assert done.returncode == 0
    assert "no word lists for language 'en'" in done.stderr


@pytest.mark.parametrize(
    ("words", "heads", "labels", "tags", "expected"),
    [
        (
            ["She", "lives", "in", "Paris"],
            [1, 1, 1, 2],
            ["nsubj", "ROOT", "prep", "pobj"],
            ["PRON", "VERB", "ADP", "PROPN"],
            [("nsubj", 1), ("root", 1), ("case", 3), ("obl", 1)],
        ),
        (
            ["Sie", "sah", "den", "Hund"],
            [1, 1, 3, 1],
            ["sb", "ROOT", "nk", "oa"],
            ["PRON", "VERB", "DET", "NOUN"],
            [("nsubj", 1), ("root", 1), ("det", 3), ("obj", 1)],
        ),
    ],
    ids=["CLEAR", "TIGER"],
)
def test_other_label_sets_become_universal(words, heads, labels, tags, expected) -> None:
    import spacy
    from spacy.tokens import Doc

    from kg.analyse.labels import to_universal

    doc = Doc(spacy.blank("xx").vocab, words=words, heads=heads, deps=labels, pos=tags)
    found_heads, found = to_universal(doc)
    assert list(zip(found, found_heads, strict=True)) == expected
