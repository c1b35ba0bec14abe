"""Lemmas and verb forms put right by a dictionary, where the statistical pipeline made them up."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import lexicons

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Morphology"]

_MENDED = frozenset({"NOUN", "VERB", "ADJ", "AUX"})
_VERBAL = frozenset({"VERB", "AUX"})
_PARTED = "äëïöü"  # a vowel that opens its syllable behind another
_PARTED_LETTERS = str.maketrans(_PARTED, "aeiou")
_CACHED = 50_000  # forms; a newspaper's year holds about as many that are frequent


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Morphology:
    """How the verb forms of a language look, by its `morphology.toml`, and simplemma's dictionary of it.

    Without a `language` every lemma stays as it is, which is how a pipeline that the user brings is taken.
    """

    language: str = ""
    past: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    participle: str = ""
    participle_endings: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    inseparable: tuple[str, ...] = ()
    complementizers: frozenset[str] = frozenset()
    announcing: tuple[str, ...] = ()
    bound: frozenset[str] = frozenset()
    surname_particles: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    plural_nouns: Mapping[str, str] = field(default_factory=dict)
    strong: Mapping[str, str] = field(default_factory=dict)
    phrasal: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str) -> Morphology:
        """Read the list of a language; the longest particles come first."""
        tables = lexicons.read(language, "morphology") if language in lexicons.languages() else {}
        verbs, strong, phrasal = tables.get("verbs"), tables.get("strong"), tables.get("phrasal")
        if not isinstance(verbs, dict):
            return cls(language=language)
        words = {key: tuple(str(value).split()) for key, value in verbs.items()}
        return cls(
            language=language,
            past=words["past"],
            infinitive=words["infinitive"],
            participle=str(verbs["participle"]),
            participle_endings=words["participle_endings"],
            weak=words["weak"],
            present=words.get("present", ()),
            ambiguous=words["ambiguous"],
            particles=tuple(sorted(words["particles"], key=lambda p: (-len(p), p))),
            inseparable=words["inseparable"],
            complementizers=frozenset(words["complementizers"]),
            announcing=words["announcing"],
            bound=frozenset(words["bound"]),
            surname_particles=frozenset(words["surname_particles"]),
            conjunctions=frozenset(words["conjunctions"]),
            plural_nouns={plural: noun for plural, _, noun in (word.partition(":") for word in words["plural_nouns"])},
            strong=dict(strong) if isinstance(strong, dict) else {},
            phrasal={verb: frozenset(str(words).split()) for verb, words in phrasal.items()} if isinstance(phrasal, dict) else {},
        )

    @functools.lru_cache(maxsize=_CACHED)  # noqa: B019  (the few languages live as long as the process)
    def lemma(self, form: str, lemma: str, upos: str) -> str:
        """Return the lemma, corrected: *introduceeren* to *introduceren*, *meldden* to *melden*, *viel*: *meevallen* to *vallen*."""
        if not self.language:
            return lemma
        particle, mark, base = lemma.partition("_")  # the treebank marks where a particle or a part of a compound ends
        word = form.lower()
        if mark and upos in _VERBAL and not word.startswith(particle):
            lemma = base  # *viel* may be of *opvallen* and of *tegenvallen*: the tree tells its particle
        lemma = lemma.replace("_", "") or form  # a form of underscores is its own lemma
        if lemma[:1] in _PARTED:
            lemma = lemma[:1].translate(_PARTED_LETTERS) + lemma[1:]  # *geïnformeerd*: *informeren*
        if upos == "VERB" and self.infinitive:
            return self._verb_lemma(word, lemma)
        return lemma if upos not in _MENDED or _known(lemma, self.language) else self._looked_up(form) or lemma

    def feats(self, form: str, feats: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Return the features, corrected: a strong past that was taken for a present (*bezweek*, *stal*), a present that was taken for a past (*ingaat*)."""
        if ("VerbForm", "Fin") not in feats:
            return feats
        if ("Tense", "Pres") in feats and form.lower() in self.strong:
            return tuple(("Tense", "Past") if pair == ("Tense", "Pres") else pair for pair in feats)
        if self.present and ("Tense", "Past") in feats and form.endswith(self.present) and not self._strong_past(form.lower()):
            return tuple(("Tense", "Pres") if pair == ("Tense", "Past") else pair for pair in feats)
        return feats

    @functools.lru_cache(maxsize=_CACHED)  # noqa: B019
    def _strong_past(self, word: str) -> bool:
        """Whether a form is a strong past, with what may stand before it: *sloot*, *besloot*, *afsloot*."""
        return word in self.strong or any(
            word.startswith(p) and self._strong_past(word[len(p) :]) for p in (*self.particles, *self.inseparable) if len(word) > len(p)
        )

    def _verb_lemma(self, word: str, lemma: str) -> str:
        if word in self.strong:
            return self.strong[word]
        if self._doubtful(word, lemma):
            return self._prefixed(word) or self._infinitive(word) or (word if lemma.endswith(word) else lemma)
        found = self._looked_up(word) if lemma == word and not word.endswith(self.ambiguous) else None
        if found is not None and found.endswith(self.infinitive):
            return found  # *sloegen* ends like an infinitive and is none; *rijden* may be the past of *rijen* and rarely is
        return lemma if _known(lemma, self.language) else self._prefixed(word) or self._infinitive(word) or self._looked_up(word) or lemma

    def _doubtful(self, word: str, lemma: str) -> bool:
        """Whether a lemma is no infinitive, is a past form that was left as it was, or begins otherwise than its form (*viel*: *meevallen*)."""
        unchanged = lemma == word and lemma.endswith(self.past)
        whole = self._looked_up(lemma)
        if whole is not None and whole != lemma and whole.startswith(lemma) and whole.endswith(self.infinitive):
            return True  # *ontken*, of *ontkennen*: a stem that ends like an infinitive
        unchanged = unchanged or (lemma == word + "n" and word.endswith(self.weak))  # *veroordeelde*: *veroordeelden*
        return unchanged or lemma[:1] not in self._first_letters(word) or not lemma.endswith(self.infinitive)

    def _first_letters(self, word: str) -> set[str]:
        """Return the letters that the infinitive of a form may begin with."""
        inner = word[len(self.participle) : len(self.participle) + 1].translate(_PARTED_LETTERS)
        return {word[:1], inner} if word.startswith(self.participle) else {word[:1]}

    @functools.lru_cache(maxsize=_CACHED)  # noqa: B019
    def verb(self, form: str) -> tuple[str, str] | None:
        """Read a form as a verb's: its infinitive and UD `VerbForm`; None where no verb has it."""
        word = form.lower()
        if not self.infinitive or word != form:
            return None
        found = self._infinitive(word)
        if word.endswith(self.infinitive) and found in {None, word} and _known(word, self.language):
            return word, "Inf"
        return (found, "Part") if found is not None and word.endswith(self.participle_endings) else None

    def plural(self, form: str) -> str | None:
        """Return the singular of a form that the dictionary knows as another word's, written small: *Vissers*: *visser*."""
        found = self._looked_up(form.lower()) if self.language else None
        return found if found is not None and found != form.lower() else None

    def _infinitive(self, word: str) -> str | None:
        """Look up a verb form, or what is left of it behind a separable particle: *opgekropt*, of *gekropt*."""
        whole = self.strong.get(word) or self._looked_up(word)
        if whole is not None and whole.endswith(self.infinitive):
            ends = (whole[cut:] for cut in range(len(whole)) if whole[cut] in self._first_letters(word) and _known(whole[cut:], self.language))
            return next(ends, whole)  # the dictionary has *gestreken* of *afstrijken*
        if word.endswith(self.weak) and _known(word + "n", self.language):
            return word + "n"  # *matte*, of *matten*: to the dictionary mats and no verb
        for particle in self.particles:
            left = word[len(particle) :] if word.startswith(particle) else ""
            rest = self.strong.get(left) or self._looked_up(left) if left else None
            if rest is not None and rest.endswith(self.infinitive):
                return particle + rest
        return None

    def _prefixed(self, word: str) -> str | None:
        """Look up a verb by what follows its prefix: the dictionary has *veroordeelden* as people who are convicted, and *oordeelden* as a verb."""
        for prefix in self.inseparable:
            left = word.removeprefix(prefix) if word.startswith(prefix) else ""
            rest = self.strong.get(left) or self._looked_up(left) if left else None
            if rest is not None and rest.endswith(self.infinitive) and rest != left and _known(prefix + rest, self.language):
                return prefix + rest
        return None

    def _looked_up(self, form: str) -> str | None:
        import simplemma  # noqa: PLC0415

        known = form if _known(form, self.language) else form.lower()
        return simplemma.lemmatize(known, lang=self.language).replace("_", "") if _known(known, self.language) else None


def _known(word: str, language: str) -> bool:
    import simplemma  # noqa: PLC0415  (loads dictionaries)

    return bool(word) and simplemma.is_known(word, lang=language)
