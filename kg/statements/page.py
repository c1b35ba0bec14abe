"""What all patterns look at, and how a statement is completed from its cue."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Attitude, Form, Span, Statement
from kg.statements import quotes
from kg.statements.cues import addressee, cue_spans, lemma, occasion, phrases, polarity, speakers
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.attachment import Timeline
    from kg.lexicons.reporting import ReportingLexicon
    from kg.model import Phrase, Token
    from kg.tree import Tree

__all__ = ["LONG_QUOTE", "Page", "form", "made", "parts", "reporting_verbs", "said_by", "sounded_by"]

LONG_QUOTE = 4  # words from which a quotation without a verb is more than a title or a scare quote


@dataclass(frozen=True, slots=True)
class Page:
    """All that the patterns look at; `verbs` are the words that may be cues, in text order."""

    tree: Tree
    lexicon: ReportingLexicon
    quotes: tuple[Span, ...]
    actors: frozenset[int]
    persons: frozenset[int]
    timeline: Timeline
    verbs: tuple[tuple[Token, Attitude], ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.tree.analysis.article.text

    def quoted(self, i: int) -> Span | None:
        """Return the quotation that token `i` stands in."""
        span = self.tree.tokens[i].span
        found = self.quotes[bisect.bisect_right(self.quotes, span.start, key=lambda q: q.start) - 1 :][:1]  # they are sorted and share nothing
        return found[0] if found and found[0].covers(span) else None

    def quotes_from(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the quotations that begin in a stretch of the text, in order."""
        return self.quotes[bisect.bisect_left(self.quotes, start, key=lambda q: q.start) : bisect.bisect_left(self.quotes, end, key=lambda q: q.start)]

    def quotes_near(self, span: Span) -> tuple[Span, ...]:
        """Return the quotations that may share words with a span."""
        first = max(bisect.bisect_left(self.quotes, span.start, key=lambda q: q.start) - 1, 0)
        return self.quotes[first : bisect.bisect_left(self.quotes, span.end, key=lambda q: q.start)]

    def inside(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens within a span."""
        within = self.tree.within(span)
        return self.tree.tokens[within.start : within.stop]

    def verbs_in(self, start: int, stop: int) -> tuple[tuple[Token, Attitude], ...]:
        """Return those of the words that may be cues from one token up to another."""
        first = bisect.bisect_left(self.verbs, start, key=lambda verb: verb[0].i)
        return self.verbs[first : bisect.bisect_left(self.verbs, stop, lo=first, key=lambda verb: verb[0].i)]

    def is_actor(self, i: int) -> bool:
        """Whether token `i` heads an actor's phrase, or that of a pronoun for a person."""
        return self.tree.named(i, self.actors) in self.actors


def reporting_verbs(tree: Tree, lexicon: ReportingLexicon) -> Iterator[tuple[Token, Attitude]]:
    """Yield each verb that may be a cue, and the attitude that it expresses; *wijzen* is one with *erop* only."""
    for token in tree.tokens:
        if token.upos not in {"VERB", "AUX"}:
            continue
        word = lemma(tree, token, lexicon)
        attitude = lexicon.verbs.get(word)
        if attitude is None and token.feat("VerbForm") == "Part":
            attitude = lexicon.verbs.get(token.form.lower())  # *is overtuigd dat*
        if attitude is None and _pronominal(tree, token, word, lexicon):
            attitude = lexicon.prepositional_attitudes[word]
        if attitude is not None and not _reflexive(tree, token, word, lexicon):
            yield token, attitude


def _pronominal(tree: Tree, token: Token, word: str, lexicon: ReportingLexicon) -> bool:
    """Whether *er* with the verb's preposition announces a clause: *wees erop dat*, *ging er van uit dat*."""
    prepositions = lexicon.prepositional.get(word, frozenset())
    if not prepositions:
        return False
    sentence = tree.sentence(token.i)
    near = [t.form.lower() for t in tree.tokens[max(sentence.start, token.i - LONG_QUOTE) : min(sentence.end, token.i + 2 * LONG_QUOTE)]]
    return any(f"er{p}" in near or ("er" in near and p in near) for p in prepositions)


def _reflexive(tree: Tree, cue: Token, word: str, lexicon: ReportingLexicon) -> bool:
    if word not in lexicon.reflexive_is_event:
        return False
    return any(t.feat("Reflex") == "Yes" or t.deprel == "expl:pv" for t in tree.children(cue.i))


def made(page: Page, cue: Token, content: tuple[Span, ...], speakers_: tuple[Phrase, ...], attitude: Attitude) -> Statement | None:
    """Complete a statement from its cue; None if nothing is left of the content."""
    content = tuple(quotes.trimmed(page.text, span) for span in content)
    spans = cue_spans(page.tree, cue, page.lexicon)
    content = tuple(span for span in content if not any(c.covers(span) for c in spans))
    if any(span.covers(c) for span in content for c in spans):
        return None  # the parser hung the cue into its own clause
    if not content:
        return None
    tree, lexicon = page.tree, page.lexicon
    to = addressee(tree, cue, lexicon)
    if to is not None and any(span.overlaps(to.span) for span in (*content, *(p.span for p in speakers_))):
        to = None
    time = page.timeline.of(cue.i)
    if time is not None and any(span.overlaps(time.span) for span in content):
        time = None
    where = occasion(tree, cue, lexicon)
    return Statement(
        content=tuple(sorted(content)),
        pattern="",
        speakers=tuple(p for p in speakers_ if not any(span.covers(p.span) for span in content)),
        cue=spans,
        addressee=to,
        form=form(page, content, spans),
        attitude=attitude,
        polarity=polarity(tree, cue, lexicon),
        time=time,
        occasion=where if where and not any(span.overlaps(where) for span in content) else None,
    )


def form(page: Page, content: tuple[Span, ...], cue: tuple[Span, ...] = ()) -> Form:
    """Return direct for quoted words alone, mixed for some of them, indirect for none.

    Marks that stand round the cue as well quote somebody who reports: within them the words are indirect.
    """
    inside = [q for q in page.quotes_near(Span(min(c.start for c in content), max(c.end for c in content))) if any(span.overlaps(q) for span in content)]
    inside = [q for q in inside if not any(q.covers(span) for span in cue)]
    if not inside:
        return Form.INDIRECT
    if page.text[content[0].start : content[0].end].split()[0].lower() in page.lexicon.clause_openers:
        return Form.MIXED
    whole = all(any(q.covers(quotes.trimmed(page.text, span)) for q in inside) for span in content)
    return Form.DIRECT if whole else Form.MIXED


def parts(page: Page, indices: Iterable[int], without: set[int]) -> tuple[Span, ...]:
    """Return the spans of tokens, split where left-out tokens stand between, without punctuation at the edges."""
    runs: list[list[int]] = []
    tokens = page.tree.tokens
    for i in sorted(set(indices) - without):
        if runs and all(j not in without for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    runs = [run for run in runs if any(tokens[i].upos != "PUNCT" for i in run)]
    return tuple(page.tree.span(tuple(run)) for run in runs)


def said_by(page: Page, cue: Token) -> tuple[Phrase, ...]:
    """Return the subject of a cue; where the parser took an inverted subject for an object, the actor right after the verb."""
    found = tuple(p for p in speakers(page.tree, cue, page.lexicon) if not _in_quoted_clause(page, p.head, cue))
    if found or page.tree.child(cue.i, "nsubj:pass", "aux:pass") is not None:
        return found
    if cue.lemma in page.lexicon.sounding:
        return sounded_by(page, cue)
    for token in page.tree.children(cue.i, "obj", "iobj", "obl"):
        start = page.tree.phrase(token.i).span.start
        beside = start > cue.span.end and not page.text[cue.span.end : start].strip()
        if beside and page.is_actor(token.i) and page.tree.case(token.i) == "":
            return phrases(page.tree, token.i)
    return () if universal(cue.deprel) in {"xcomp", "amod"} else _beside(page, cue)


def sounded_by(page: Page, cue: Token) -> tuple[Phrase, ...]:
    """Return where words come from: *klinkt het bij **de bond***, *staat in **een rapport van de inspectie***."""
    tree = page.tree
    subject = tree.child(cue.i, "nsubj")
    if subject is not None and (subject.form.lower() not in page.lexicon.dummy_subjects or subject.i < cue.i):
        return ()
    for token in tree.children(cue.i, "obl"):
        if token.i > cue.i and tree.case(token.i) in page.lexicon.sounding_prepositions:
            document = tree.tokens[token.i].lemma.lower().endswith(page.lexicon.documents)
            if document or page.is_actor(token.i):
                return phrases(tree, token.i)
    return ()


def _in_quoted_clause(page: Page, i: int, cue: Token) -> bool:
    """Whether token `i` belongs to words that are quoted and the cue does not: the subject of what was said, not of saying it."""
    quote = page.quoted(i)
    return quote is not None and cue.deprel != "acl:relcl" and not quote.covers(cue.span) and any(t.feat("VerbForm") == "Fin" for t in page.inside(quote))


def _beside(page: Page, cue: Token) -> tuple[Phrase, ...]:
    """Return the actor's phrase that touches the verb, whatever the parser made of it: 'verklaarde Holmgaard:'."""
    sentence = page.tree.sentence(cue.i)
    for i in (cue.i + 1, cue.i - 1):
        if not sentence.start <= i < sentence.end or page.quoted(i) is not None:
            continue
        token = page.tree.tokens[i]
        top = token if (token.i in page.actors or (i > cue.i and page.is_actor(i))) else None
        for above in page.tree.ancestors(i):
            if above.i == cue.i or above.upos not in {"NOUN", "PROPN"} or abs(above.i - cue.i) > LONG_QUOTE:
                break
            top = above if page.is_actor(above.i) else top
        if top is not None and page.tree.case(top.i) == "":
            return phrases(page.tree, top.i)
    return ()
