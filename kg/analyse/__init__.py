"""Articles to sentences and tokens with Universal Dependencies labels."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import lexicons
from kg.analyse import packed
from kg.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
        return SpacyAnalyser(f"{nlp.meta['name']} {nlp.meta['version']}", nlp, *_menders(language), *_separable(language))
    import spacy  # noqa: PLC0415

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise AnalysisError("no such spaCy pipeline is installed", where=model, advice="install it, or give its folder") from error
    return SpacyAnalyser(f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}", nlp, _unmended, _no_verb)


def _unmended(form: str, lemma: str, upos: str) -> str:
    del form, upos
    return lemma


def _no_verb(form: str) -> None:
    del form


def _separable(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the separable particles and the words that strand a preposition."""
    table = lexicons.read(language, "morphology").get("verbs") if language in lexicons.languages() else None
    return tuple(frozenset(str(table[key]).split()) for key in ("particles", "stranding")) if isinstance(table, dict) else (frozenset(), frozenset())  # type: ignore[return-value]


def _menders(language: str) -> tuple[Callable[[str, str, str], str], Callable[[str], tuple[str, str] | None]]:
    """Return a corrector of lemmas and a reader of verb forms.

    What the edit trees made up (*introduceeren*) gives way to simplemma's dictionary. The reader gives the infinitive and the UD
    `VerbForm` of what the tree shows to be a verb and the tagger took for another word.
    """
    import simplemma  # noqa: PLC0415

    verbs = _Verbs.of(language)

    def looked_up(form: str) -> str | None:
        known = form if simplemma.is_known(form, lang=language) else form.lower()
        return simplemma.lemmatize(known, lang=language).replace("_", "") if simplemma.is_known(known, lang=language) else None

    def infinitive(form: str) -> str | None:
        """Look up a verb form, or what is left of it behind a separable particle: *opgekropt*, of *gekropt*."""
        word = form.lower()
        whole = verbs.strong.get(word) or looked_up(word)
        if whole is not None and whole.endswith(verbs.infinitive):
            return whole
        if word.endswith(verbs.weak) and simplemma.is_known(word + "n", lang=language):
            return word + "n"  # *matte* and *maakte* are of verbs that a dictionary may know as nouns only
        for particle in verbs.particles:
            left = word[len(particle) :] if word.startswith(particle) else ""
            rest = verbs.strong.get(left) or looked_up(left) if left else None
            if rest is not None and rest.endswith(verbs.infinitive):
                return particle + rest
        return None

    @functools.lru_cache(maxsize=50_000)
    def mend(form: str, lemma: str, upos: str) -> str:
        particle, mark, base = lemma.partition("_")  # the treebank marks where a particle or a part of a compound ends
        if mark and upos in _VERBAL and not form.lower().startswith(particle):
            lemma = base  # *viel* may be of *opvallen* and of *tegenvallen*: the tree tells its particle
        lemma = lemma.replace("_", "")
        if upos == "VERB" and lemma == form.lower() and lemma in verbs.strong:
            return verbs.strong[lemma]
        if upos == "VERB" and verbs.doubtful(form, lemma):
            word = form.lower()
            return infinitive(form) or (word if lemma.endswith(word) else lemma)
        if upos == "VERB" and lemma == form.lower() and (past := looked_up(lemma)) is not None and past.endswith(verbs.infinitive or ("",)):
            return past  # *sloegen* ends like an infinitive and is none
        if upos not in _MENDED or simplemma.is_known(lemma, lang=language):
            return lemma
        return (infinitive(form) if upos == "VERB" and verbs.infinitive else None) or looked_up(form) or lemma

    @functools.lru_cache(maxsize=10_000)
    def verb(form: str) -> tuple[str, str] | None:
        word = form.lower()
        if not verbs.infinitive or word != form:
            return None
        found = infinitive(word)
        if word.endswith(verbs.infinitive) and found in {None, word} and simplemma.is_known(word, lang=language):
            return word, "Inf"
        return (found, "Part") if found is not None else None

    return mend, verb


@dataclass(frozen=True, slots=True)
class _Verbs:
    """How verb forms of a language look (its `morphology.toml`); a language without such a list has no doubtful lemmas."""

    past: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    participle: str = ""
    weak: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    strong: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str) -> _Verbs:
        """Read the list; the longest particles come first."""
        tables = lexicons.read(language, "morphology") if language in lexicons.languages() else {}
        table, strong = tables.get("verbs"), tables.get("strong")
        if not isinstance(table, dict):
            return cls()
        particles = sorted(str(table["particles"]).split(), key=lambda p: (-len(p), p))
        return cls(
            tuple(str(table["past"]).split()),
            tuple(str(table["infinitive"]).split()),
            str(table["participle"]),
            tuple(str(table["weak"]).split()),
            tuple(particles),
            dict(strong) if isinstance(strong, dict) else {},
        )

    def doubtful(self, form: str, lemma: str) -> bool:
        """Whether a lemma is no infinitive, is a past form that was left as it was, or begins otherwise than its form (*viel*: *meevallen*)."""
        word = form.lower()
        if not self.infinitive:
            return False
        unchanged = lemma == word and lemma.endswith(self.past)
        behind = word[len(self.participle) :] if word.startswith(self.participle) else ""
        other = lemma[:1] not in {word[:1], behind[:1]}
        return unchanged or other or not lemma.endswith(self.infinitive)
