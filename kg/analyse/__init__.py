"""Articles to sentences and tokens with Universal Dependencies labels."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from kg.analyse import network
from kg.analyse.morphology import Morphology
from kg.errors import AnalysisError

if TYPE_CHECKING:
    from kg.model import Analyser

__all__ = ["languages", "load"]


def languages() -> tuple[str, ...]:
    """Name the languages that are analysed out of the box."""
    return network.languages()


@functools.lru_cache(maxsize=4)
def load(language: str, model: str | None = None) -> Analyser:
    """Return the analyser of a language, or the installed spaCy pipeline `model` (a package or a path).

    Raises `AnalysisError` if there is none.
    """
    if model is not None:
        return _spacy(model)
    if language not in network.languages():
        raise AnalysisError("there is no pipeline for this language", where=language, advice="give one with --model")
    from kg.analyse.built_in import BuiltInAnalyser  # noqa: PLC0415

    return BuiltInAnalyser(network.load(language), Morphology.of(language))


def _spacy(model: str) -> Analyser:
    """Return an installed spaCy pipeline as an analyser."""
    try:
        import spacy  # noqa: PLC0415  (an extra)

        from kg.analyse.spacy_border import SpacyAnalyser  # noqa: PLC0415
    except ImportError as error:
        raise AnalysisError("spaCy is not installed", where=f"--model {model}", advice="pip install 'newskg[spacy]'") from error
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise AnalysisError("no such spaCy pipeline is installed", where=model, advice="install it, or give its folder") from error
    return SpacyAnalyser(f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}", nlp)
