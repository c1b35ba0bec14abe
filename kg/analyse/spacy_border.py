"""The border to spaCy: its documents become tokens and sentences of our own, with Universal Dependencies labels."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analyse.labels import to_universal
from kg.analyse.mending import mended
from kg.analyse.morphology import Morphology
from kg.model import Analysis, Article, Sentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.model import Block

__all__ = ["SpacyAnalyser"]

_BATCH = 16  # articles whose blocks go through the pipeline together
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
        return mended(rows, first, self.morphology), index


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
