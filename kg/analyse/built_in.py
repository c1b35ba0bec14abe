"""The built-in analyser: blocks of an article to words, words to sentences, sentences to trees, by the network of the language."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analyse.ends import first_words
from kg.analyse.mending import mended
from kg.analyse.morphology import Morphology
from kg.analyse.repair import LONGEST
from kg.model import Analysis, Article, NameSpan, Sentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.analyse.network import Network, Row

__all__ = ["BuiltInAnalyser"]


@dataclass(frozen=True, slots=True)
class BuiltInAnalyser:
    """The network of a language with its dictionary of forms, one article at a time, so that its graph does not hang on its neighbours."""

    network: Network
    morphology: Morphology = field(default_factory=Morphology)

    @property
    def name(self) -> str:
        """Name and version of the network."""
        return self.network.name

    def analyse(self, article: Article) -> Analysis:
        """Analyse one article."""
        texts = [article.words(block.span) for block in article.blocks]
        spans = [self.network.tokenizer.spans(text) for text in texts]
        forms = [[text[s.start : s.end] for s in found] for text, found in zip(texts, spans, strict=True)]
        starts = self.network.starts(forms)
        cuts = [_cut(text, found, chances) for text, found, chances in zip(texts, spans, starts, strict=True)]
        parsed = iter(self.network.parse([[words[i] for i in cut] for words, found in zip(forms, cuts, strict=True) for cut in found]))
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[NameSpan] = []
        arcs: list[float] = []
        for number, (block, words, found) in enumerate(zip(article.blocks, spans, cuts, strict=True)):
            first = len(tokens)
            rows: list[Token] = []
            for cut in found:
                start = first + len(rows)
                read = next(parsed)
                names += _names(read, start)
                arcs += (row.arc for row in read)
                rows += self._tokens(article, [Span(block.span.start + words[i].start, block.span.start + words[i].end) for i in cut], read, start)
                span = Span(rows[-len(read)].span.start, rows[-1].span.end)
                sentences.append(Sentence(start=start, end=start + len(read), span=span, kind=block.kind, block=number))
            tokens += mended(rows, first, self.morphology)
        return Analysis(article=article, sentences=tuple(sentences), tokens=tuple(tokens), analyser=self.name, names=tuple(names), arcs=tuple(arcs))

    def pipe(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Analyse articles in order."""
        return map(self.analyse, articles)

    def _tokens(self, article: Article, spans: list[Span], rows: list[Row], first: int) -> Iterator[Token]:
        """Yield the words of one sentence, counted from `first`."""
        for n, (span, row) in enumerate(zip(spans, rows, strict=True)):
            form = article.words(span)
            yield Token(
                i=first + n,
                span=span,
                form=form,
                lemma=self.morphology.lemma(form, row.lemma, row.upos),
                upos=row.upos,
                head=first + row.head - 1 if row.head else first + n,
                deprel=row.deprel,
                feats=self.morphology.feats(form, _feats(row.feats)),
            )


def _cut(text: str, spans: list[Span], starts: list[float]) -> list[range]:
    """Return the sentences of a block as ranges of words, none longer than `LONGEST`."""
    begins = first_words(text, spans, starts)
    found: list[range] = []
    if not begins:
        return found  # marks that are no words, as a zero-width blank
    for begin, end in zip(begins, [*begins[1:], len(spans)], strict=True):
        found += [range(at, min(end, at + LONGEST)) for at in range(begin, end, LONGEST)]
    return found


@functools.lru_cache(maxsize=4096)
def _feats(column: str) -> tuple[tuple[str, str], ...]:
    """`Number=Sing|Tense=Past`, the FEATS column, to pairs; articles hold few different ones."""
    return tuple(sorted((name, value) for name, _, value in (pair.partition("=") for pair in column.split("|")) if value))


def _names(rows: list[Row], first: int) -> Iterator[NameSpan]:
    """Yield the name spans of a sentence; the probability of a span is that of its weakest word."""
    start = 0
    for n, row in enumerate(rows):
        place, _, kind = row.name.partition("-")
        if place in {"B", "S"}:
            start = n
        if place in {"E", "S"}:
            yield NameSpan(start=first + start, end=first + n + 1, kind=kind, probability=round(min(r.surety for r in rows[start : n + 1]), 4))
