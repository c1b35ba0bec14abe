"""Articles to sentences and tokens with Universal Dependencies labels."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from kg import lexicons
from kg.analyse import packed
from kg.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Analyser

__all__ = ["languages", "load"]

_MENDED = frozenset({"NOUN", "VERB", "ADJ", "AUX"})
_VERBAL = frozenset({"VERB", "AUX"})


def languages() -> tuple[str, ...]:
    """Name the languages that are analysed out of the box."""
    return packed.languages()


@functools.lru_cache(maxsize=4)
def load(language: str, model: str | None = None) -> Analyser:
    """Return the analyser of a language, or the installed spaCy pipeline `model` (a package or a path).

    Raises `AnalysisError` if there is none.
    """
    from kg.analyse.spacy_border import SpacyAnalyser  # noqa: PLC0415  (imports spaCy)

    if model is None:
        if language not in packed.languages():
            raise AnalysisError("there is no pipeline for this language", where=language, advice="give one with --model")
        nlp = packed.load(language)
        return SpacyAnalyser(f"{nlp.meta['name']} {nlp.meta['version']}", nlp, _lemmas(language))
    import spacy  # noqa: PLC0415

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise AnalysisError("no such spaCy pipeline is installed", where=model, advice="install it, or give its folder") from error
    return SpacyAnalyser(f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}", nlp, _unmended)


def _unmended(form: str, lemma: str, upos: str) -> str:
    del form, upos
    return lemma


def _lemmas(language: str) -> Callable[[str, str, str], str]:
    """Return a corrector of lemmas: what the edit trees made up (*introduceeren*) gives way to simplemma's dictionary."""
    import simplemma  # noqa: PLC0415

    past, infinitive = _endings(language)

    @functools.lru_cache(maxsize=50_000)
    def mend(form: str, lemma: str, upos: str) -> str:
        lemma = lemma.replace("_", "")  # the compound marks of the treebank
        if upos in _VERBAL and lemma == form.lower() and past and lemma.endswith(past):
            base = simplemma.lemmatize(lemma, lang=language).replace("_", "")
            return base if base.endswith(infinitive) else lemma  # *meldden* is a form that the pipeline left as it was
        if upos not in _MENDED or simplemma.is_known(lemma, lang=language):
            return lemma
        known = form if simplemma.is_known(form, lang=language) else form.lower()
        return simplemma.lemmatize(known, lang=language) if simplemma.is_known(known, lang=language) else lemma

    return mend


def _endings(language: str) -> tuple[tuple[str, ...], str]:
    """Return the past-tense endings and the infinitive's of a language's `morphology.toml`; none where it has no such list."""
    if language not in lexicons.languages():
        return (), ""
    verbs = lexicons.read(language, "morphology").get("verbs")
    return (tuple(str(verbs["past"]).split()), str(verbs["infinitive"])) if isinstance(verbs, dict) else ((), "")
