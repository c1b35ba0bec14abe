"""What can go wrong, as a family of exceptions.

    KgError
    ├── ReadError         an input that cannot be read as an article
    │   ├── NoArticle     an input that is sound and holds no article: a picture, a package
    │   └── DefectError   an input at which kg or a library fails: to be reported
    ├── LexiconError      a word list that does not follow its form
    ├── AnalysisError     no analyser for the language or the name asked for
    ├── TermError         what cannot stand in RDF: a base that is no IRI, a tag that is none
    ├── VocabularyError   a term or a data file of the ontology that is not there
    ├── ShapesError       shapes that cannot be read
    ├── StoreError        a store that does not take or give a graph
    │   └── StoreLost     a store that takes nothing any more: unreachable, locked, full, access refused
    ├── WriteError        an output that cannot be written
    └── PluginError       an entry point that cannot be loaded

Each builds its own one-line sentence: what, where, and what to do about it.
"""

from __future__ import annotations

__all__ = [
    "AnalysisError",
    "DefectError",
    "KgError",
    "LexiconError",
    "NoArticle",
    "PluginError",
    "ReadError",
    "ShapesError",
    "StoreError",
    "StoreLost",
    "TermError",
    "VocabularyError",
    "WriteError",
]


class KgError(Exception):
    """Anything that `kg` can explain to its user in one line.

    `where` is a file, URL, key or line; `what` says what is wrong; `advice` what to do, if anything can be done.
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what = what
        self.where = where
        self.advice = advice
        super().__init__(what, where, advice)

    def __str__(self) -> str:
        sentence = f"{self.where}: {self.what}" if self.where else self.what
        return f"{sentence}; {self.advice}" if self.advice else sentence

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the three facts when the error crosses a process border."""
        return _rebuild, (type(self), self.what, self.where, self.advice)


def _rebuild(kind: type[KgError], what: str, where: str, advice: str) -> KgError:
    return kind(what, where=where, advice=advice)


class ReadError(KgError):
    """The input cannot be read as an article."""


class NoArticle(ReadError):  # noqa: N818  (it is told as a warning)
    """The input is sound and holds no article: a picture, a package of references."""


class DefectError(ReadError):
    """Kg or a library fails at the input, and cannot say why. `trace` is the traceback, which crosses a process border with it."""

    def __init__(self, what: str, *, where: str = "", advice: str = "please report it, with this input, to the developers of kg", trace: str = "") -> None:
        self.trace = trace
        super().__init__(what, where=where, advice=advice)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_defect, (self.what, self.where, self.advice, self.trace)


def _rebuild_defect(what: str, where: str, advice: str, trace: str) -> DefectError:
    return DefectError(what, where=where, advice=advice, trace=trace)


class LexiconError(KgError):
    """A word list does not follow its form."""


class AnalysisError(KgError):
    """There is no analyser for this language or of this name."""


class TermError(KgError):
    """A term that cannot be written as RDF: a base that is no IRI, a language tag that is none."""


class VocabularyError(KgError):
    """A term or a data file of the ontology is not there."""


class ShapesError(KgError):
    """The shapes cannot be read."""


class StoreError(KgError):
    """The store does not take or give a graph."""


class StoreLost(StoreError):  # noqa: N818  (it is a state of the store)
    """The store takes nothing any more: it cannot be reached, is locked or full, or refuses access. Going on is of no use."""


class WriteError(KgError):
    """The output cannot be written."""


class PluginError(KgError):
    """An entry point cannot be loaded."""
