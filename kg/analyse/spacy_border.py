"""The border to spaCy: its documents become tokens and sentences of our own, with Universal Dependencies labels."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.analyse.labels import to_universal
from kg.analyse.morphology import Morphology
from kg.model import Analysis, Article, Sentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.model import Block

__all__ = ["SpacyAnalyser"]

_BATCH = 16  # articles whose blocks go through the pipeline together
_CLAUSE = 16  # words between a verb and the particle that closes its clause
_NOMINAL_RELATIONS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos"})
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)|(?<!\w)’(?=[snt]\b)")


@dataclass(frozen=True, slots=True)
class SpacyAnalyser:
    """Any spaCy pipeline with a tagger, a lemmatizer and a parser, one block of an article at a time.

    `name` is the pipeline's name and version; `morphology` corrects its lemmas and parts of speech.
    """

    name: str
    nlp: Language
    morphology: Morphology = field(default_factory=Morphology)

    def analyse(self, article: Article) -> Analysis:
        """Analyse one article."""
        return next(self.pipe((article,)))

    def pipe(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Analyse articles in order; the blocks of several go through the pipeline in one batch."""
        stream = iter(articles)
        while batch := tuple(itertools.islice(stream, _BATCH)):
            texts = [_plain(article.words(block.span)) for article in batch for block in article.blocks]
            docs = self.nlp.pipe(map(_bounded, map(self.nlp.make_doc, texts)))
            for article in batch:
                yield self._analysis(article, tuple(itertools.islice(docs, len(article.blocks))))

    def _analysis(self, article: Article, docs: tuple[Doc, ...]) -> Analysis:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for number, (block, doc) in enumerate(zip(article.blocks, docs, strict=True)):
            first = len(tokens)
            rows, index = self._tokens(article, block, doc, first)
            tokens.extend(rows)
            sentences.extend(_sentences(doc, index, tokens, block, number))
        return Analysis(article=article, sentences=tuple(sentences), tokens=tuple(tokens), analyser=self.name)

    def _tokens(self, article: Article, block: Block, doc: Doc, first: int) -> tuple[list[Token], dict[int, int]]:
        """Return the rows of one block, and spaCy's index -> ours; blanks are dropped, their dependents go to their head."""
        words = [t for t in doc if not t.is_space]
        index = {t.i: first + n for n, t in enumerate(words)}
        heads, deprels = to_universal(doc)
        rows = []
        for t in words:
            head = heads[t.i]
            if head not in index:
                head = _kept(heads, index, head)
            i = index[t.i]
            target = index.get(head, i)
            start = block.span.start + t.idx
            span = Span(start, start + len(t.text))
            upos = t.pos_ or "X"
            rows.append(
                Token(
                    i=i,
                    span=span,
                    form=article.words(span),
                    lemma=self.morphology.lemma(t.text, t.lemma_ or t.text, upos),
                    upos=upos,
                    head=target,
                    deprel="root" if target == i else deprels[t.i],
                    feats=_feats(str(t.morph)),
                    xpos=t.tag_ or "_",
                )
            )
        rows = self._with_phrasal(self._with_nominalized(self._with_verbs(rows, first), first), first)
        rows = self._with_titles(self._with_clauses(self._with_days(rows, first), first))
        return self._with_plurals(self._with_surnames(self._with_particles(rows, first), first)), index

    def _with_verbs(self, rows: list[Token], first: int) -> list[Token]:
        """Make a verb of what has an auxiliary: *zal ... ontslaan*, whatever the tagger took the infinitive for."""
        helpers = {t.head - first: t.lemma for t in rows if t.upos == "AUX" and t.deprel.partition(":")[0] == "aux"}
        helped = set(helpers)
        for n in sorted(helped):
            token = rows[n]
            perfect = token.upos == "VERB" and ("VerbForm", "Inf") in token.feats and helpers[n] in self.morphology.perfect
            read = self.morphology.verb(token.form) if perfect or token.upos not in {"VERB", "AUX"} else None
            if read is not None and not (perfect and read[1] != "Part"):  # *is neergestoken* ends like an infinitive
                rows[n] = replace(token, upos="VERB", lemma=read[0], feats=(("VerbForm", read[1]),))
        joined = helped | {t.head - first for t in rows if t.deprel.partition(":")[0] in {"mark", "aux", "compound"}}
        for n, token in enumerate(rows):
            infinitive = token.upos == "VERB" and ("VerbForm", "Inf") in token.feats and self.morphology.particles
            if not infinitive or n in joined:
                continue
            if self.morphology.verb(token.form) is None:  # *zeeleven*: no dictionary knows such a verb
                rows[n] = replace(token, upos="NOUN", feats=(("Number", "Plur"),))
            elif token.deprel == "xcomp" and rows[token.head - first].lemma not in self.morphology.bare:  # *dat de bouw bruinvissen verjaagt*
                rows[n] = replace(token, upos="NOUN", deprel="obj", feats=(("Number", "Plur"),))
        return rows

    def _with_nominalized(self, rows: list[Token], first: int) -> list[Token]:
        """Make a noun of a participle that a determiner and no noun goes with: *hoorden de verdachte*, *de gewonden*."""
        for n, token in enumerate(rows[1:], 1):
            ends = token.form.endswith(self.morphology.nominalized) and token.form.islower()
            if not (token.upos == "VERB" and ("VerbForm", "Part") in token.feats and ends and rows[n - 1].deprel == "det"):
                continue
            noun = replace(token, upos="NOUN", lemma=self.morphology.plural(token.form) or token.form, feats=())
            above = rows[token.head - first]
            if rows[n - 1].head == token.i and token.deprel.partition(":")[0] in _NOMINAL_RELATIONS:
                rows[n] = noun
            elif token.deprel == "amod" and above.i == token.i + 1 and above.upos in {"ADV", "ADJ"} and above.deprel in {"obj", "nsubj", "nsubj:pass"}:
                rows[n] = replace(noun, head=above.head, deprel=above.deprel)  # *verhoorden de verdachte urenlang*
                rows[n + 1] = replace(above, deprel="advmod")
                rows[n - 1] = replace(rows[n - 1], head=token.i)
        return rows

    def _with_days(self, rows: list[Token], first: int) -> list[Token]:
        """Take the subject's place from a day where the verb has another subject, or an object that may be: *Vrijdag stapte de directeur op*."""
        for n, day in enumerate(rows):
            if day.form.lower() not in self.morphology.days or day.deprel not in {"nsubj", "nsubj:pass"}:
                continue
            beside = [m for m, t in enumerate(rows) if t.head == day.head and m != n and t.deprel in {"nsubj", "nsubj:pass", "obj"}]
            if not beside:
                continue
            rows[n] = replace(day, deprel="obl")
            if len(beside) == 1 and rows[beside[0]].deprel == "obj":
                verb = rows[day.head - first]
                helped = any(t.head == verb.i and t.upos == "AUX" and t.lemma in self.morphology.passive for t in rows)
                passive = helped and ("VerbForm", "Part") in verb.feats  # *is zondag een man neergestoken*
                rows[beside[0]] = replace(rows[beside[0]], deprel="nsubj:pass" if passive else "nsubj")
        return rows

    def _with_clauses(self, rows: list[Token], first: int) -> list[Token]:
        """Make an object clause of a relative one that would have two objects: *Dinsdag meldde het bedrijf dat de fabriek sluit*."""
        for n, clause in enumerate(rows):
            noun = rows[clause.head - first]
            verb = rows[noun.head - first]
            if clause.deprel != "acl:relcl" or noun.deprel != "nsubj" or not verb.i < noun.i < clause.i:
                continue
            objects = [t for t in rows if t.head == clause.i and t.deprel == "obj"]
            subject = next((t for t in rows if t.head == clause.i and t.deprel == "nsubj"), None)
            opener = rows[noun.i + 1 - first]
            if opener.form not in self.morphology.complementizers or opener not in objects or len(objects) != 2 or subject is not None:  # noqa: PLR2004
                continue
            rows[opener.i - first] = replace(opener, upos="SCONJ", deprel="mark", feats=())
            rows[objects[1].i - first] = replace(objects[1], deprel="nsubj")
            rows[n] = replace(clause, head=verb.i, deprel="ccomp")
        return rows

    def _with_phrasal(self, rows: list[Token], first: int) -> list[Token]:
        """Make one verb of two that report together, as with a particle: *liet woensdag **weten** dat*; what hung on the second goes to the first."""
        for n, second in enumerate(rows):
            verb = rows[second.head - first]
            wanted = self.morphology.phrasal.get(verb.lemma, frozenset())
            if second.form not in wanted or verb.i >= second.i or second.deprel not in {"xcomp", "compound:prt", "conj", "ccomp", "aux"}:
                continue
            rows[n] = replace(second, deprel="compound:prt")
            for m, token in enumerate(rows):
                if token.head == second.i and m != n:
                    rows[m] = replace(token, head=verb.i)
        return rows

    def _with_titles(self, rows: list[Token]) -> list[Token]:
        """Put a name that was taken for an adverb beside the noun before it: *ontsloeg generaal Zaloezjny*."""
        for n, token in enumerate(rows[1:], 1):
            if token.upos == "PROPN" and token.deprel == "advmod" and rows[n - 1].upos == "NOUN" and rows[n - 1].form.islower():
                rows[n] = replace(token, head=rows[n - 1].i, deprel="appos")
        return rows

    def _with_surnames(self, rows: list[Token], first: int) -> list[Token]:
        """Make a subject of a surname whose particle the tagger took for a preposition: *Van Loon stapt op*."""
        for n, token in enumerate(rows):
            name = rows[token.head - first]
            verb = rows[name.head - first]
            opens = n == 0 or rows[n - 1].upos == "PUNCT"
            if not (opens and token.form in self.morphology.surname_particles and token.deprel == "case" and name.i == token.i + 1 and name.upos == "PROPN"):
                continue
            alone = not any(t.head == verb.i and t.deprel.startswith("nsubj") for t in rows)
            if alone and name.deprel == "obl" and verb.i == name.i + 1 and ("VerbForm", "Fin") in verb.feats:
                rows[n] = replace(token, upos="PROPN", deprel="flat")
                rows[name.i - first] = replace(name, deprel="nsubj")
        return rows

    def _with_plurals(self, rows: list[Token]) -> list[Token]:
        """Make a noun of a plural that opens its sentence and was taken for a name (*Vissers protesteerden*), and the reverse (*Wilders noemt*).

        A name takes a singular verb.
        """
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
            lemma = self.morphology.plural(token.form)
            if lemma is not None:
                rows[n] = replace(token, upos="NOUN", lemma=lemma, feats=(("Number", "Plur"),))
        return rows

    def _with_particles(self, rows: list[Token], first: int) -> list[Token]:
        """Give a preposition without a noun behind it back to its verb: *zegde toe dat ze blijft*."""
        for n, token in enumerate(rows):
            following = rows[n + 1] if n + 1 < len(rows) else None
            closes = following is None or following.upos in {"SCONJ", "PUNCT"}
            if token.form not in self.morphology.particles or token.upos != "ADP" or not closes or token.deprel == "compound:prt":
                continue
            verb = self._finite_before(rows, n)
            if verb is not None:
                rows[n] = replace(token, head=first + verb, deprel="compound:prt")
        return rows

    def _finite_before(self, rows: list[Token], n: int) -> int | None:
        for k in range(n - 1, max(n - _CLAUSE, -1), -1):
            if rows[k].form.lower() in self.morphology.stranding or rows[k].upos == "PUNCT":
                return None
            if rows[k].upos == "VERB" and ("VerbForm", "Fin") in rows[k].feats:
                return k
        return None


def _kept(heads: list[int], index: dict[int, int], head: int) -> int:
    """Return the nearest token above that is no blank, or the last one before the chain comes round."""
    seen: set[int] = set()
    while head not in index and head not in seen:
        seen.add(head)
        head = heads[head]
    return head


@functools.lru_cache(maxsize=4096)
def _feats(morph: str) -> tuple[tuple[str, str], ...]:
    """`Number=Sing|Tense=Past`, the FEATS column, to pairs; articles hold few different ones."""
    return tuple(sorted((name, value) for name, _, value in (pair.partition("=") for pair in morph.split("|")) if value))


def _sentences(doc: Doc, index: dict[int, int], tokens: list[Token], block: Block, number: int) -> Iterator[Sentence]:
    for sentence in doc.sents:
        held = [index[t.i] for t in sentence if t.i in index]
        if held:
            span = Span(tokens[held[0]].span.start, tokens[held[-1]].span.end)
            yield Sentence(start=held[0], end=held[-1] + 1, span=span, kind=block.kind, block=number)


def _bounded(doc: Doc) -> Doc:
    """Let no sentence begin behind a word: a foreign name makes the parser break there (*president Volodymyr | Zelensky reist*)."""
    for before, token in itertools.pairwise(doc):
        if not (before.is_punct or before.is_space or before.text.endswith(".")):
            token.is_sent_start = False
    return doc


def _plain(text: str) -> str:
    """Return text of the same length that the tokenizer takes: `zo’n` with a typewriter's apostrophe, lines as blanks."""
    return _APOSTROPHE.sub("'", text).replace("\n", " ")
