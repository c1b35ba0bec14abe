"""Cues and quotations of an article, and why some of them made no statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Signal, SignalKind
from kg.spans import Covering
from kg.statements import quotes
from kg.statements.page import LONG_QUOTE, reporting_verbs
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lexicons.reporting import ReportingLexicon
    from kg.model import Analysis, Span, Statement, Token

__all__ = ["signals"]

NO_CONTENT = "no clause, quotation or object that it reports"
NO_SUBJECT = "an infinitive or participle without a source of its own"
NO_SOURCE = "what follows is no source"
TOO_SHORT = "too short for speech: a title or a term"
NO_CUE = "no cue beside it and no first person in it"


def signals(analysis: Analysis, statements: tuple[Statement, ...], events: set[Span], lexicon: ReportingLexicon) -> Iterator[Signal]:
    """Yield reporting verbs, source prepositions and quotations; a verb that is an event's trigger is used as well."""
    tree = Tree.of(analysis)
    cues = [span for s in statements for span in s.cue]
    spoken, used = Covering((span, 0) for span in cues), Covering((span, 0) for span in (*cues, *events))
    for token, _ in reporting_verbs(tree, lexicon):
        governs = any(
            spoken.by_another(t.span) for t in tree.children(token.i, "xcomp", "ccomp")
        )  # *wilde niet zeggen*; *wil slopen* without a statement is not used
        yield Signal(kind=SignalKind.CUE, span=token.span, reason="" if governs or used.by_another(token.span) else _why(tree, token))
    for token in tree.tokens:
        if token.form.lower() in lexicon.source_prepositions:
            yield Signal(kind=SignalKind.CUE, span=token.span, reason="" if used.by_another(token.span) else NO_SOURCE)
    contents = Covering((span, 0) for s in statements for span in s.content)
    for quote in quotes.find(analysis.article, lexicon):
        told = contents.overlap(quote)
        short = len(tree.within(quote)) < LONG_QUOTE
        yield Signal(kind=SignalKind.QUOTATION, span=quote, reason="" if told else (TOO_SHORT if short else NO_CUE))


def _why(tree: Tree, token: Token) -> str:
    subject = tree.child(token.i, "nsubj", "nsubj:pass") is not None
    dependent = token.feat("VerbForm") in {"Inf", "Part"} or universal(token.deprel) in {"amod", "xcomp", "advcl"}
    return NO_SUBJECT if dependent and not subject else NO_CONTENT
