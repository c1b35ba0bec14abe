"""What a parser of Dutch gets wrong in ways that grammar can tell: parts of speech and relations put right, sentence by sentence.

Each function takes the rows of one sentence, the index of its first token in the article, and the words of the language, and returns the rows.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.analyse.morphology import Morphology
    from kg.model import Token

__all__ = ["mended"]


def mended(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Return the rows of a block with what is certainly wrong in them put right."""
    if not words.language:
        return rows  # a pipeline of the user's is taken as it is
    found: list[Token] = []
    for part in _sentences(rows):
        for rule in _RULES:
            part = rule(part, first + len(found), words)  # noqa: PLW2901  (one rule after the other)
        found += part
    return found


def _sentences(rows: list[Token]) -> Iterator[list[Token]]:
    """Yield the parts of a block that no relation leaves, so that a rule that looks through its rows takes no longer in a long block."""
    if not rows:
        return
    first, start, furthest = rows[0].i, 0, -1
    back = [*itertools.accumulate((min(t.i, t.head) for t in reversed(rows)), min)][::-1]  # the first token that this one or a later one hangs on
    for n, token in enumerate(rows, 1):
        furthest = max(furthest, token.i, token.head)
        if furthest < first + n and (n == len(rows) or back[n] >= first + n):
            yield rows[start:n]
            start = n


def _announcing(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Hang *erop*, *ervan* below the verb that announces a clause with it, where the parser made it a preposition of the clause: *wees erop dat*."""
    for n, token in enumerate(rows):
        clause = rows[token.head - first]
        verb = rows[clause.head - first]
        stands = token.deprel == "case" and token.upos == "ADV" and token.form.lower().startswith(words.announcing)
        if stands and n < clause.i - first and clause.deprel in {"ccomp", "advcl", "csubj"} and any(t.head == clause.i and t.deprel == "mark" for t in rows):
            rows[n] = replace(token, head=verb.i, deprel="obl")
    return rows


def _relatives(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make a content clause of a relative one whose pronoun does not agree with its noun: *de belofte van de minister dat de brug opengaat*."""
    for n, opener in enumerate(rows):
        clause = rows[opener.head - first]
        noun = rows[clause.head - first]
        if opener.form not in words.complementizers or opener.upos != "PRON" or clause.deprel != "acl:relcl" or ("Gender", "Com") not in noun.feats:
            continue
        if ("Number", "Sing") not in noun.feats:
            continue
        rows[n] = replace(opener, upos="SCONJ", deprel="mark", feats=())
        own = [t for t in rows if t.head == clause.i and t.deprel in {"nsubj", "obj"} and t.i > opener.i]
        if own and not any(t.deprel == "nsubj" for t in own):
            rows[own[0].i - first] = replace(own[0], deprel="nsubj")
        outer = rows[noun.head - first]
        head = outer if noun.deprel == "nmod" and outer.upos == "NOUN" and outer.i < noun.i else noun
        rows[clause.i - first] = replace(clause, head=head.i, deprel="acl")
    return rows


def _phrasal(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make one verb of two that report together, as with a particle: *liet woensdag **weten** dat*; what hung on the second goes to the first."""
    for n, second in enumerate(rows):
        verb = rows[second.head - first]
        wanted = words.phrasal.get(verb.lemma, frozenset())
        if second.form not in wanted or verb.i >= second.i or second.deprel not in {"xcomp", "compound:prt", "conj", "ccomp", "aux"}:
            continue
        rows[n] = replace(second, deprel="compound:prt")
        for m, token in enumerate(rows):
            if token.head == second.i and m != n:
                rows[m] = replace(token, head=verb.i)
    return rows


def _determiners(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Give an article that hangs on the verb to the adjective behind it that stands for somebody: *gaat de verdachte ondervragen*."""
    del first, words
    for n, token in enumerate(rows[:-1]):
        noun = rows[n + 1]
        if token.deprel == "det" and noun.upos == "ADJ" and noun.head == token.head and noun.deprel in {"obj", "nsubj", "nsubj:pass", "iobj", "obl"}:
            rows[n] = replace(token, head=noun.i)
    return rows


def _markers(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make a marker of a preposition before an infinitive that no verb has for a particle: *zonder te schieten*."""
    for n, token in enumerate(rows):
        end = token.head - first
        strange = token.deprel == "compound:prt" and token.upos == "ADP" and token.form.lower() not in words.particles
        if strange and any(t.head == token.head and t.deprel == "mark" for t in rows[n:end]):
            rows[n] = replace(token, deprel="mark")
    return rows


def _conjunctions(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make a marker of a preposition before the subject of a finite clause that has no other: *tot de politie ingreep*."""
    for n, token in enumerate(rows):
        noun = rows[token.head - first]
        clause = rows[noun.head - first]
        opens = token.deprel == "case" and token.form.lower() in words.conjunctions and noun.deprel in {"obl", "obl:arg"} and noun.i > token.i
        if not (opens and clause.deprel == "advcl" and clause.i > noun.i and ("VerbForm", "Fin") in clause.feats):
            continue
        if not any(t.head == clause.i and t.deprel in {"nsubj", "nsubj:pass", "mark", "expl"} for t in rows):
            rows[n] = replace(token, upos="SCONJ", head=clause.i, deprel="mark")
            rows[noun.i - first] = replace(noun, deprel="nsubj")
    return rows


def _plural_nouns(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make a noun of a participle that stands as a subject or an object without any auxiliary: *er vallen ontslagen*."""
    del first
    part = ("VerbForm", "Part")
    lending = {t.head for t in rows if t.deprel.partition(":")[0] in {"aux", "cop", "nsubj"} and part not in t.feats}
    for n, token in enumerate(rows):
        noun = words.plural_nouns.get(token.form.lower())
        if noun is not None and token.upos == "VERB" and token.deprel in {"nsubj", "nsubj:pass", "obj", "obl", "nmod"} and token.i not in lending:
            rows[n] = replace(token, upos="NOUN", lemma=noun, feats=(("Number", "Plur"),))
            if n and rows[n - 1].head == token.i and part in rows[n - 1].feats:
                rows[n - 1] = replace(rows[n - 1], upos="ADJ", deprel="amod")  # ***gedwongen** ontslagen*
    return rows


def _surnames(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make a subject of a surname whose particle the tagger took for a preposition: *Van Loon stapt op*."""
    for n, token in enumerate(rows):
        name = rows[token.head - first]
        verb = rows[name.head - first]
        opens = n == 0 or rows[n - 1].upos == "PUNCT"
        if not (opens and token.form in words.surname_particles and token.deprel == "case" and name.i == token.i + 1 and name.upos == "PROPN"):
            continue
        alone = not any(t.head == verb.i and t.deprel.startswith("nsubj") for t in rows)
        if alone and name.deprel == "obl" and verb.i == name.i + 1 and ("VerbForm", "Fin") in verb.feats:
            rows[n] = replace(token, upos="PROPN", deprel="flat")
            rows[name.i - first] = replace(name, deprel="nsubj")
    return rows


def _openers(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make a subject of a name that the parser took for an adverb right before its verb: *Terlingen stuurt de Kamer een brief*."""
    del words
    for n, token in enumerate(rows):
        verb = rows[token.head - first]
        opens = n == 0 or rows[n - 1].upos == "PUNCT"
        if not (opens and token.upos == "PROPN" and token.deprel == "advmod" and verb.i == token.i + 1 and ("VerbForm", "Fin") in verb.feats):
            continue
        own = {t.deprel: m for m, t in enumerate(rows) if t.head == verb.i and t.deprel in {"nsubj", "obj", "iobj"}}
        if "nsubj" in own and "obj" in own and "iobj" not in own:
            rows[n] = replace(token, deprel="nsubj")
            rows[own["nsubj"]] = replace(rows[own["nsubj"]], deprel="iobj")
    return rows


def _plurals(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make a noun of a plural that opens its sentence and was taken for a name (*Vissers protesteerden*), and the reverse (*Wilders noemt*).

    A name takes a singular verb.
    """
    del first
    singular = {t.head if t.deprel.partition(":")[0] == "aux" else t.i for t in rows if ("Number", "Sing") in t.feats and ("VerbForm", "Fin") in t.feats}
    headed = {t.head for t in rows if t.deprel in {"det", "amod", "nummod", "conj", "nmod"}}
    finite = {t.head if t.deprel.partition(":")[0] == "aux" else t.i for t in rows if ("Number", "Plur") in t.feats and ("VerbForm", "Fin") in t.feats}
    joined = {t.head for t in rows if t.deprel in {"conj", "flat", "appos"}}
    for n, token in enumerate(rows):
        opens = n == 0 or rows[n - 1].upos == "PUNCT"
        plural = token.upos == "NOUN" and ("Number", "Plur") in token.feats
        if opens and plural and token.form.istitle() and token.deprel == "nsubj" and token.head in singular - finite and token.i not in joined | headed:
            rows[n] = replace(token, upos="PROPN", lemma=token.form, feats=(("Number", "Sing"),))
        if not (opens and token.upos == "PROPN" and token.deprel == "nsubj" and token.head in finite) or token.i in joined:
            continue
        lemma = words.plural(token.form)
        if lemma is not None:
            rows[n] = replace(token, upos="NOUN", lemma=lemma, feats=(("Number", "Plur"),))
    return rows


def _bound(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Give a verb that has no life of its own the particle right behind it: *kondigt aan 500 banen te schrappen*."""
    for n, token in enumerate(rows[1:], 1):
        verb, noun = rows[n - 1], rows[token.head - first]
        if not (verb.lemma in words.bound and token.form in words.particles and token.upos == "ADP" and token.deprel == "case"):
            continue
        rows[n] = replace(token, head=verb.i, deprel="compound:prt")
        told = next((t for t in rows if t.head == verb.i and t.deprel in {"xcomp", "ccomp"} and t.i > noun.i), None)
        if noun.head == verb.i and noun.deprel == "obl":
            rows[noun.i - first] = replace(noun, head=told.i if told is not None else verb.i, deprel="obj")
    return rows


_RULES = (_determiners, _markers, _conjunctions, _plural_nouns, _phrasal, _announcing, _relatives, _bound, _surnames, _openers, _plurals)
