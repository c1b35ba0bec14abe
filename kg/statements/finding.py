"""The order of the patterns; the first that takes a cue keeps it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.attachment import Timeline
from kg.model import Attitude, EntityKind, Polarity
from kg.reported import Reported
from kg.statements import clauses, context, minds, objects, quotes, sources, speech
from kg.statements.page import Page, reporting_verbs
from kg.tree import Tree

if TYPE_CHECKING:
    from kg.lexicons.reporting import ReportingLexicon
    from kg.model import Analysis, Mention, Span, Statement, TimeExpression

__all__ = ["find"]

_PATTERNS = (
    speech.quote_with_verb,
    minds.predicate,
    minds.modal_intention,
    clauses.clause,
    minds.of_mind,
    clauses.by_words,
    sources.according_to,
    sources.adverbial,
    clauses.parenthetic,
    speech.name_colon,
    clauses.evident,
    clauses.anaphoric,
    objects.judgement,
    objects.object_alone,
    objects.prepositional,
    sources.cue_noun,
    speech.bare_quote,
)


_SAID = frozenset({Attitude.ASSERTION, Attitude.ANNOUNCEMENT, Attitude.DENIAL, Attitude.WARNING})


def find(analysis: Analysis, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...], lexicon: ReportingLexicon) -> tuple[Statement, ...]:
    """Return the statements in text order."""
    actors = frozenset(m.head for m in mentions if m.kind not in {EntityKind.PLACE, EntityKind.THING} and not m.derived)
    persons = frozenset(m.head for m in mentions if m.kind is EntityKind.PERSON and not m.derived)
    tree = Tree.of(analysis)
    page = Page(tree, lexicon, quotes.find(analysis.article, lexicon), actors, persons, Timeline(tree, times), tuple(reporting_verbs(tree, lexicon)))
    found: list[Statement] = []
    near = Reported(())
    used: set[Span] = set()
    told: set[tuple[Span, ...]] = set()
    for pattern in _PATTERNS:
        for statement in pattern(page):
            if (
                statement.content in told
                or used.intersection(statement.cue)
                or (not statement.cue and any(_conflict(s, statement) for s in near.beside(statement.content)))
            ):
                continue
            used.update(statement.cue)
            told.add(statement.content)
            found.append(replace(statement, pattern=pattern.__name__))
            near.add(statement)
    found = [_of_nobody(tree, s, lexicon) for s in found if not _of_anybody(tree, s, lexicon)]
    demands = Reported(s for s in found if s.attitude is Attitude.DEMAND)
    others = tuple(s for s in found if not _asked_for(s, demands))
    found = [replace(s, speakers=tuple(sources.issued(page, phrase) for phrase in s.speakers)) for s in context.spoken(page, others)]
    return tuple(sorted(found, key=lambda s: (s.span, s.cue)))


def _asked_for(statement: Statement, demands: Reported) -> bool:
    """Whether saying it is what somebody demands, so that nothing was said: *eist dat de minister het plan openbaar maakt*."""
    if statement.attitude not in _SAID or not statement.cue:  # so it is no demand itself
        return False
    return any(all(any(c.covers(cue) for c in d.content) for cue in statement.cue) for d in demands.beside(statement.cue))


def _of_anybody(tree: Tree, statement: Statement, lexicon: ReportingLexicon) -> bool:
    """Whether the one who says it is nobody in particular: *dat kun je niet voorzien*."""
    return any(tree.tokens[p.head].form.lower() in lexicon.generic for p in statement.speakers)


def _of_nobody(tree: Tree, statement: Statement, lexicon: ReportingLexicon) -> Statement:
    """Deny what nobody said: *niemand verwachtte dat*."""
    none = any(tree.tokens[p.head].form.lower() in lexicon.nobody for p in statement.speakers)
    return replace(statement, polarity=Polarity.NEGATIVE) if none else statement


def _conflict(one: Statement, quote: Statement) -> bool:
    """Whether a statement shares words with a free quotation and is not told within it."""
    overlap = any(a.overlaps(b) for a in one.content for b in quote.content)
    return overlap and not (one.cue and all(any(c.covers(span) for c in quote.content) for span in one.cue))
