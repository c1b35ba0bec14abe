"""What a parser of Dutch gets wrong in ways that grammar can tell: parts of speech and relations put right, block by block.

Each function takes the rows of one block, the index of its first token in the article, and the words of the language, and returns the rows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.analyse.morphology import Morphology
    from kg.model import Token

__all__ = ["mended"]

_CLAUSE = 16  # words between a verb and the particle that closes its clause
_NOMINAL_RELATIONS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos"})


def mended(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Return the rows of a block with what is certainly wrong in them put right."""
    for rule in _RULES if words.language else ():  # a pipeline of the user's is taken as it is
        rows = rule(rows, first, words)
    return rows


def _verbs(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make a verb of what has an auxiliary: *zal ... ontslaan*, whatever the tagger took the infinitive for."""
    helpers = {t.head - first: t.lemma for t in rows if t.upos == "AUX" and t.deprel.partition(":")[0] == "aux"}
    helped = set(helpers)
    for n in sorted(helped):
        token = rows[n]
        perfect = token.upos == "VERB" and ("VerbForm", "Inf") in token.feats and helpers[n] in words.perfect
        read = words.verb(token.form) if perfect or token.upos not in {"VERB", "AUX"} else None
        if read is not None and not (perfect and read[1] != "Part"):  # *is neergestoken* ends like an infinitive
            rows[n] = replace(token, upos="VERB", lemma=read[0], feats=(("VerbForm", read[1]),))
    for n, token in enumerate(rows):
        alike = token.upos == "VERB" and token.form == token.lemma and ("VerbForm", "Inf") not in token.feats
        if alike and token.deprel == "xcomp" and rows[token.head - first].lemma in words.bare:
            rows[n] = replace(token, feats=(("VerbForm", "Inf"),))  # *wil de btw verhogen*, by its form a past plural or a participle too
    joined = helped | {t.head - first for t in rows if t.deprel.partition(":")[0] in {"mark", "aux", "compound"}}
    for n, token in enumerate(rows):
        infinitive = token.upos == "VERB" and ("VerbForm", "Inf") in token.feats and words.particles
        if not infinitive or n in joined:
            continue
        if words.verb(token.form) is None:  # *zeeleven*: no dictionary knows such a verb
            rows[n] = replace(token, upos="NOUN", feats=(("Number", "Plur"),))
        elif token.deprel == "xcomp" and rows[token.head - first].lemma not in words.bare:  # *dat de bouw bruinvissen verjaagt*
            rows[n] = replace(token, upos="NOUN", deprel="obj", feats=(("Number", "Plur"),))
    return rows


def _nominalized(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make a noun of a participle that a determiner and no noun goes with: *hoorden de verdachte*, *de gewonden*."""
    for n, token in enumerate(rows[1:], 1):
        ends = token.form.endswith(words.nominalized) and token.form.islower()
        participle = token.upos == "VERB" and ("VerbForm", "Part") in token.feats
        lasting = token.upos == "ADJ" and rows[token.head - first].form.endswith(words.lasting) and token.deprel == "amod"
        if not ((participle or lasting) and ends and rows[n - 1].deprel == "det"):
            continue
        noun = replace(token, upos="NOUN", lemma=words.plural(token.form) or token.form, feats=())
        above = rows[token.head - first]
        if rows[n - 1].head == token.i and token.deprel.partition(":")[0] in _NOMINAL_RELATIONS:
            rows[n] = noun
        elif token.deprel == "amod" and above.i == token.i + 1 and above.upos in {"ADV", "ADJ", "NOUN"} and above.deprel in {"obj", "nsubj", "nsubj:pass"}:
            rows[n] = replace(noun, head=above.head, deprel=above.deprel)  # *verhoorden de verdachte urenlang*
            rows[n + 1] = replace(above, deprel="advmod")
            rows[n - 1] = replace(rows[n - 1], head=token.i)
    return rows


def _days(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Take the subject's place from a day where the verb has another subject, or an object that may be: *Vrijdag stapte de directeur op*."""
    for n, day in enumerate(rows):
        if day.form.lower() not in words.days or day.deprel not in {"nsubj", "nsubj:pass"}:
            continue
        beside = [m for m, t in enumerate(rows) if t.head == day.head and m != n and t.deprel in {"nsubj", "nsubj:pass", "obj"}]
        if not beside:
            continue
        rows[n] = replace(day, deprel="obl")
        if len(beside) == 1 and rows[beside[0]].deprel == "obj":
            verb = rows[day.head - first]
            helped = any(t.head == verb.i and t.upos == "AUX" and t.lemma in words.passive for t in rows)
            passive = helped and ("VerbForm", "Part") in verb.feats  # *is zondag een man neergestoken*
            rows[beside[0]] = replace(rows[beside[0]], deprel="nsubj:pass" if passive else "nsubj")
    return rows


def _clauses(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Make an object clause of a relative one that would have two objects: *Dinsdag meldde het bedrijf dat de fabriek sluit*."""
    for n, clause in enumerate(rows):
        noun = rows[clause.head - first]
        verb = rows[noun.head - first]
        if clause.deprel != "acl:relcl" or noun.deprel != "nsubj" or not verb.i < noun.i < clause.i:
            continue
        objects = [t for t in rows if t.head == clause.i and t.deprel == "obj"]
        subject = next((t for t in rows if t.head == clause.i and t.deprel == "nsubj"), None)
        opener = rows[noun.i + 1 - first]
        if opener.form not in words.complementizers or opener not in objects or len(objects) != 2 or subject is not None:  # noqa: PLR2004
            continue
        rows[opener.i - first] = replace(opener, upos="SCONJ", deprel="mark", feats=())
        rows[objects[1].i - first] = replace(objects[1], deprel="nsubj")
        rows[n] = replace(clause, head=verb.i, deprel="ccomp")
    return rows


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


def _titles(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Put a name that was taken for an adverb beside the noun before it: *ontsloeg generaal Zaloezjny*."""
    del words
    for n, token in enumerate(rows[1:], 1):
        noun = rows[n - 1]
        wrong = token.upos == "PROPN" and token.deprel == "advmod" and noun.upos == "NOUN" and noun.form.islower()
        if wrong and not _above(rows, first, token, noun):
            rows[n] = replace(token, head=rows[n - 1].i, deprel="appos")
    return rows


def _above(rows: list[Token], first: int, upper: Token, token: Token) -> bool:
    """Whether a token hangs below another, which then cannot be hung below it."""
    while token.head != token.i:
        if token.head == upper.i:
            return True
        token = rows[token.head - first]
    return False


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


def _particles(rows: list[Token], first: int, words: Morphology) -> list[Token]:
    """Give a preposition without a noun behind it back to its verb: *zegde toe dat ze blijft*."""
    for n, token in enumerate(rows):
        following = rows[n + 1] if n + 1 < len(rows) else None
        closes = following is None or following.upos in {"SCONJ", "PUNCT"}
        if token.form not in words.particles or token.upos != "ADP" or not closes or token.deprel == "compound:prt":
            continue
        verb = _finite_before(rows, n, words)
        if verb is not None:
            rows[n] = replace(token, head=first + verb, deprel="compound:prt")
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


def _finite_before(rows: list[Token], n: int, words: Morphology) -> int | None:
    for k in range(n - 1, max(n - _CLAUSE, -1), -1):
        if rows[k].form.lower() in words.stranding or rows[k].upos == "PUNCT":
            return None
        if rows[k].upos == "VERB" and ("VerbForm", "Fin") in rows[k].feats:
            return k
    return None


_RULES = (_verbs, _nominalized, _phrasal, _days, _announcing, _relatives, _clauses, _titles, _bound, _particles, _surnames, _plurals)
