"""Who speaks a quotation without a cue: the one who goes on, or whom the sentence before is about."""

from __future__ import annotations

import bisect
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Span
from kg.spans import Covering
from kg.statements.cues import phrases
from kg.tree import universal

if TYPE_CHECKING:
    from kg.model import Phrase, Statement, Token
    from kg.statements.page import Page

__all__ = ["spoken"]

_SENTENCES_BACK = 2  # from a free quotation to the cue whose speaker goes on


def spoken(page: Page, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Give each quotation without a cue its speaker, in text order; one over several paragraphs has the same in each."""
    reported = Reported(page, statements)
    found = [s if s.cue or s.speakers else replace(s, speakers=spoken_by_context(page, s, reported)) for s in statements]
    by_start = {span.start: n for n, s in enumerate(found) for span in s.content}
    chained = [(a, b) for a, b in zip(page.quotes, page.quotes[1:], strict=False) if _goes_on(page, a, b)]
    for one, other in (*chained, *((b, a) for a, b in reversed(chained))):
        known, open_ = by_start.get(one.start), by_start.get(other.start)
        if known is None or open_ is None or found[open_].cue or not found[known].speakers:
            continue
        if found[known].cue or not found[open_].speakers:
            found[open_] = replace(found[open_], speakers=found[known].speakers)
    return tuple(found)


def _goes_on(page: Page, one: Span, other: Span) -> bool:
    """Whether a quotation that its paragraph does not close goes on in the next."""
    between = page.text[one.end : other.start]
    return between[:1] == "\n" and not any(c.isalnum() for c in between)


class Reported:
    """The statements with a speaker that quote nobody's report, by where they end: what a free quotation may go on from."""

    def __init__(self, page: Page, others: tuple[Statement, ...]) -> None:
        self.page = page
        covering = Covering((content, n) for n, other in enumerate(others) for content in other.content)
        rows = []
        for n, other in enumerate(others):
            anchor = other.cue[0] if other.cue else other.span
            if other.speakers and not covering.by_another(anchor, n):
                within = page.tree.within(anchor)
                home = page.tree.sentence_of[within.start] if len(within) else -1
                rows.append((max(anchor.end, other.span.end), home, -n, other))
        self.rows = sorted(rows, key=lambda row: row[:3])
        self.ends = [row[0] for row in self.rows]

    def before(self, quote: Statement) -> tuple[int, Statement] | None:
        """Return the nearest one that ends before a quotation, and the sentence of its cue."""
        for _, home, _, other in reversed(self.rows[: bisect.bisect_right(self.ends, quote.span.start)]):
            if other is not quote and not any(o.covers(span) for o in quote.content for span in other.cue):
                return home, other
        return None


def spoken_by_context(page: Page, quote: Statement, reported: Reported) -> tuple[Phrase, ...]:
    """Return the speaker of a free quotation: the one whose statement was reported just before it.

    Nothing else may have been reported in between, the cue is in the same paragraph or the one before, and nobody else was brought on since.
    """
    tree = page.tree
    start = tree.sentence_of[tree.within(quote.span).start]
    found = reported.before(quote)
    if found is not None and not _brought_on(page, found[1], quote):
        home, nearest = found[0] if found[0] >= 0 else start, found[1]
        ended = tree.sentence_of[max(tree.within(nearest.span).stop - 1, 0)]
        close = start - max(home, ended) <= _SENTENCES_BACK and tree.sentence(tree.within(quote.span).start).block - tree.analysis.sentences[home].block <= 1
        if close and len(nearest.speakers) == 1:
            return nearest.speakers
    return _subject_before(page, quote.content[0])


def _brought_on(page: Page, told: Statement, quote: Statement) -> bool:
    """Whether sentences between a statement and a quotation name somebody, or have a person for their subject, whom the statement's speaker is not.

    'Met die conclusie ging hij naar curator Lize Hartog, die het team leidt. "Alles ..."'; '*Ook wethouder Blom is verbaasd.* "Wij ..."'.
    """
    tree = page.tree
    anchor = max(told.span.end, *(c.end for c in told.cue), *(p.span.end for p in told.speakers))
    if anchor >= quote.content[0].start:
        return False
    first = tree.within(quote.content[0]).start
    here = tree.sentence_of[max(tree.within(told.cue[0] if told.cue else told.span).start, 0)]
    between = [t for t in tree.tokens[tree.within(Span(anchor, quote.content[0].start)).start : first] if tree.sentence_of[t.i] != here]
    speakers = {tree.tokens[i].form for p in told.speakers for i in tree.within(p.span)}
    return any(t.i in page.actors and t.upos in {"PROPN", "NOUN"} and t.form not in speakers and _single(page, t) for t in between)


def _single(page: Page, token: Token) -> bool:
    """Whether an actor is one person or body by name: a group or *het dorp* that is talked about brings nobody on."""
    tree = page.tree
    named = token.upos == "PROPN" or any(t.upos == "PROPN" for t in tree.children(token.i, "appos", "flat"))
    subject = universal(token.deprel) == "nsubj" and universal(tree.tokens[token.head].deprel) == "root"
    return (named or subject) and token.feat("Number") != "Plur"


def _subject_before(page: Page, quote: Span) -> tuple[Phrase, ...]:
    """Return whom the sentence right before a quotation in the same paragraph is about: 'Visser was tevreden. "Dit is wat ik hoopte."'.

    That is the subject of its last clause that is no subordinate one, if it is one person. Newspapers leave the reporting verb out so.
    """
    tree = page.tree
    first = tree.within(quote).start
    sentence = tree.sentence(first)
    before = tree.tokens[sentence.start : first]
    if not any(t.form.isalnum() for t in before):
        number = tree.sentence_of[first]
        previous = tree.analysis.sentences[number - 1] if number else sentence
        if previous.block != sentence.block or any(q.overlaps(previous.span) and q.start != quote.start for q in page.quotes_near(previous.span)):
            return ()
        before = tree.tokens[previous.start : previous.end]
    subjects = [t for t in before if t.deprel == "nsubj" and universal(tree.tokens[t.head].deprel) in {"root", "conj", "parataxis"}]
    if not subjects:
        return ()
    token = subjects[-1]
    others = [t for t in before if t.i > token.i and t.upos == "PROPN" and t.i in page.persons and not tree.phrase(token.i).span.covers(t.span)]
    if token.form.lower() in page.lexicon.dummy_subjects or others:
        return ()  # *Met die conclusie ging hij naar curator Lize Hartog*: he or she
    person = token.feat("PronType") == "Prs" and token.feat("Person") == "3" and token.feat("Gender") != "Neut"
    named = token.upos in {"PROPN", "NOUN"} and page.is_actor(token.i) and token.feat("Number") != "Plur"
    return phrases(tree, token.i) if person or named else ()
