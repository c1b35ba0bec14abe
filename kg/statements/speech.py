"""Quotation marks: words that somebody is quoted with, their verb, and the speaker of a quotation that stands alone."""

from __future__ import annotations

import bisect
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Attitude, BlockKind, Form, Span, Statement
from kg.statements import quotes
from kg.statements.clauses import content_clause
from kg.statements.cues import phrases
from kg.statements.page import LONG_QUOTE, Page, form, made, said_by, sounded_by
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Token

__all__ = ["bare_quote", "is_speech", "name_colon", "quote_with_verb"]

_MARKS = " \"'“”„‘’«»,`"
_STRAIGHT = "\"'"
_NEAR = 120  # characters between a quotation and its cue


def quote_with_verb(page: Page) -> Iterator[Statement]:
    """'"Wij wachten niet", zei Veldkamp.'."""
    for quote in page.quotes:
        if not is_speech(page, quote):
            continue
        cue = _cue_beside(page, quote) or _any_verb_after(page, quote)
        if cue is None:
            continue
        token, attitude = cue
        parts = [quote, *(q for q in page.quotes_from(quote.end + 1, page.tree.sentence(token.i).span.end + 1) if _continues(page, quote, q, token))]
        found = made(page, token, tuple(parts), said_by(page, token), attitude)
        if found is not None:
            yield replace(found, form=Form.DIRECT)


def is_speech(page: Page, quote: Span) -> bool:
    """Whether a quotation is somebody's words: a sentence, or words that end like one; a title or a scare quote is not."""
    words = [t for t in page.inside(quote) if t.upos != "PUNCT"]
    finite = any(t.feat("VerbForm") == "Fin" for t in words)
    ended = page.text[quote.end - 1] in ".!?,…" and len(words) > 1
    return (finite and len(words) >= LONG_QUOTE - 1) or ended or len(words) > 2 * LONG_QUOTE


def _cue_beside(page: Page, quote: Span) -> tuple[Token, Attitude] | None:
    """Return the nearest reporting verb outside the quotation, in the sentence that it ends or begins in."""
    tree = page.tree
    home = {tree.sentence_of[i] for i in tree.within(quote)}
    rows = []
    first = bisect.bisect_left(page.verbs, quote.start - _NEAR, key=lambda row: row[0].span.end)
    last = bisect.bisect_right(page.verbs, quote.end + _NEAR, key=lambda row: row[0].span.start)
    for token, attitude in page.verbs[first:last]:
        announced = _announces(page, quote, token)
        near = tree.sentence_of[token.i] in home or _same_paragraph_next(page, quote, token) or announced
        inside = page.quoted(token.i)
        if not near or token.feat("VerbForm") == "Inf" or inside == quote or (inside is not None and not announced):
            continue
        if token.span.start > quote.end and _reports_itself(page, token):
            continue
        gap = token.span.start - quote.end if token.span.start >= quote.end else quote.start - token.span.end
        between = page.text[min(quote.end, token.span.end) : max(quote.start, token.span.start)]
        before = token.span.end <= quote.start
        mark = ":" in between or "," in between or announced
        opened = before and any(t.form.lower() in page.lexicon.openers for t in page.inside(Span(token.span.end, quote.start)))
        if gap <= _NEAR and not (before and (not mark or opened)):
            rows.append((gap, token.i, token, attitude))
    return min(rows, key=lambda row: row[:2])[2:] if rows else None


def _any_verb_after(page: Page, quote: Span) -> tuple[Token, Attitude] | None:
    """'"Eindelijk rust", lacht Veldkamp.': after quoted words a finite verb before its subject attributes, whatever it means."""
    tokens = page.tree.tokens
    i = page.tree.within(quote).stop
    while i < len(tokens) and tokens[i].upos == "PUNCT" and tokens[i].span.start - quote.end < LONG_QUOTE:
        i += 1
    if i + 1 >= len(tokens) or "\n" in page.text[quote.end : tokens[i].span.start] or not tokens[i].form[:1].islower():
        return None
    verb = tokens[i]
    if verb.upos != "VERB" or verb.feat("VerbForm") != "Fin" or not _lexical(page, verb):
        return None
    if verb.lemma in page.lexicon.sounding:
        return (verb, Attitude.ASSERTION) if sounded_by(page, verb) else None
    behind = [t for t in page.tree.children(i, "nsubj") if t.i > i and page.tree.phrase(t.i).span.start <= verb.span.end + 1]
    who = any(page.is_actor(t.i) or t.feat("PronType") == "Prs" for t in behind)
    named = i + 1 in page.actors or (tokens[i + 1].upos == "NOUN" and i + 2 in page.actors)
    return (verb, Attitude.ASSERTION) if who or named else None


def _lexical(page: Page, verb: Token) -> bool:
    """Whether a verb is no auxiliary of another (*wil ... zien*)."""
    infinitive = any(t.feat("VerbForm") == "Inf" for t in page.tree.children(verb.i, "xcomp"))
    return not infinitive and universal(verb.deprel) != "aux"


def _same_paragraph_next(page: Page, quote: Span, token: Token) -> bool:
    """Whether the verb opens what follows the closing mark, where the parser began a new sentence there."""
    start = page.tree.sentence(token.i).span.start
    gap = page.text[quote.end : max(quote.end, token.span.start)]
    return quote.end <= token.span.start and start >= quote.end - 2 and len(gap) < LONG_QUOTE * 2 and "\n" not in gap


def _announces(page: Page, quote: Span, token: Token) -> bool:
    """Whether the verb's sentence ends in a colon right before the quotation: 'Holmgaard verklaarde: "Wij wachten niet."'."""
    between = page.text[token.span.end : quote.start]
    return token.span.end < quote.start and "\n" not in between and between.rstrip(_MARKS).endswith(":") and between.count(":") == 1


def _reports_itself(page: Page, token: Token) -> bool:
    """Whether the verb has a clause of its own behind it: '"Het is mooi." Visser zei dat ...'."""
    told = content_clause(page, token)
    mark = page.tree.child(told.i, "mark") if told is not None else None
    return mark is not None and mark.i > token.i


def _continues(page: Page, first: Span, later: Span, cue: Token) -> bool:
    """Whether a later quotation in the cue's sentence goes on with the first: '"Wij", zei hij, "wachten niet."'."""
    sentence = page.tree.sentence(cue.i)
    return first.end <= cue.span.start < later.start <= sentence.span.end and is_speech(page, later)


def name_colon(page: Page) -> Iterator[Statement]:
    """'Veldkamp: steun blijft nodig' above an article or a part of it; 'Veldkamp: "Wij wachten niet."' in the running text too."""
    for sentence in page.tree.analysis.sentences:
        above = sentence.kind in {BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.KEY_POINT}
        colon = next((t for t in page.tree.tokens[sentence.start : sentence.end] if t.form == ":"), None)
        if colon is None or (above and colon.i + 1 >= sentence.end) or colon.i - sentence.start > 2 * LONG_QUOTE:
            continue
        quote = next(iter(page.quotes_from(colon.span.end + 1, min(colon.span.end + _NEAR, len(page.text)))), None)
        quote = None if quote is None or page.text[colon.span.end : quote.start].strip(_MARKS) else quote
        named = [i for i in range(sentence.start, colon.i) if i in page.actors]
        verbs = any(page.tree.tokens[i].feat("VerbForm") == "Fin" for i in range(sentence.start, colon.i))
        if len(named) != 1 or verbs or not (above or quote):
            continue
        content = quotes.trimmed(page.text, quote or page.tree.span(tuple(range(colon.i + 1, sentence.end))))
        yield Statement(content=(content,), pattern="", speakers=phrases(page.tree, named[0]), cue=(colon.span,), form=form(page, (content,)))


def bare_quote(page: Page) -> Iterator[Statement]:
    """'"Wij wachten niet." Veldkamp ...': a quotation that is a sentence of its own, without a cue.

    Straight marks round a sentence may also be what is left of a table's quoting: then a first person must speak in it.
    """
    for quote in page.quotes:
        if not is_speech(page, quote):
            continue
        own = any(t.form.lower() in page.lexicon.first_persons for t in page.inside(quote))
        typographic = page.text[quote.start - 1 : quote.start].strip(_STRAIGHT + " ")
        if (own and len(quote) > 5 * LONG_QUOTE) or (_stands_alone(page, quote) and typographic):
            yield Statement(content=(quotes.trimmed(page.text, quote),), pattern="", form=Form.DIRECT)


def _stands_alone(page: Page, quote: Span) -> bool:
    """Whether the quotation is whole sentences: what is before it has ended, and it ends itself."""
    text, start, end = page.text, quote.start, quote.end
    while start and text[start - 1] in _MARKS:
        start -= 1
    while end < len(text) and text[end] in _MARKS:
        end += 1
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    ended = page.text[quote.end - 1] in ".!?…" or after == "."
    return ended and (not before or before[-1] in ".!?:…”\"'’\n") and page.text[quote.start].isupper() and len(quote) > 3 * LONG_QUOTE
