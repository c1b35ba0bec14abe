"""CoNLL-U (https://universaldependencies.org/format.html) as analyses: for tests without a model and for parses made elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import AnalysisError
from kg.model import Analysis, Article, Block, BlockKind, Sentence, Source, Span, Token

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["read_conllu"]

_COLUMNS = 10


def read_conllu(text: str, *, language: str, published: dt.date | None = None) -> Analysis:
    """Return the analysis of a CoNLL-U text; the article's text is rebuilt from the forms and `SpaceAfter=No`.

    `# newpar` begins a block, `# block = headline` tells its kind. Raises `AnalysisError` with the line.
    """
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        reader.take(line.strip("\n"), number)
    reader.end_sentence()
    reader.end_block()
    words = "".join(reader.pieces).rstrip()
    article = Article(id="conllu", text=words, language=language, source=Source(name="conllu"), blocks=tuple(reader.blocks), published=published)
    return Analysis(article=article, sentences=tuple(reader.sentences), tokens=tuple(reader.tokens), analyser="conllu")


class _Reader:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.blocks: list[Block] = []
        self.first = self.block_start = 0
        self.kind = BlockKind.PARAGRAPH

    def take(self, line: str, number: int) -> None:
        if not line:
            self.end_sentence()
        elif line.startswith("#"):
            self._comment(line)
        else:
            self._row(line, number)

    def _comment(self, line: str) -> None:
        key, _, value = line.lstrip("# ").partition("=")
        if key.strip() in {"newpar", "block"}:
            self.end_block()
            self.kind = BlockKind(value.strip()) if key.strip() == "block" else BlockKind.PARAGRAPH

    def _row(self, line: str, number: int) -> None:
        cells = line.split("\t") if "\t" in line else line.split()
        if len(cells) < _COLUMNS - 2 or not cells[0].isdigit():
            raise AnalysisError("a row has ten columns and a whole number", where=f"line {number}", advice="write it as CoNLL-U")
        form, head = cells[1], int(cells[6])
        i = self.first + int(cells[0]) - 1
        feats = tuple(sorted((k, v) for k, _, v in (f.partition("=") for f in cells[5].split("|")) if v))
        span = Span(self.length, self.length + len(form))
        target = i if head == 0 else self.first + head - 1
        self.tokens.append(Token(i=i, span=span, form=form, lemma=cells[2], upos=cells[3], xpos=cells[4], head=target, deprel=cells[7], feats=feats))
        self._write(form + ("" if "SpaceAfter=No" in cells[-1] else " "))

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def end_sentence(self) -> None:
        if len(self.tokens) > self.first:
            span = Span(self.tokens[self.first].span.start, self.tokens[-1].span.end)
            self.sentences.append(Sentence(start=self.first, end=len(self.tokens), span=span, kind=self.kind, block=len(self.blocks)))
            self.first = len(self.tokens)

    def end_block(self) -> None:
        self.end_sentence()
        if self.tokens and self.tokens[-1].span.end > self.block_start:
            self.blocks.append(Block(kind=self.kind, span=Span(self.block_start, self.tokens[-1].span.end)))
            self._write("\n")
            self.block_start = self.length
