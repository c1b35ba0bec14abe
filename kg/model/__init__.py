"""The frozen types at which the stages meet.

    read      bytes    -> Article
    analyse   Article  -> Analysis                    sentences and tokens in the CoNLL-U sense
    extract   Analysis -> Mention, HeldRole, TimeExpression, Statement, Event
    resolve   mentions -> Entity                      which mentions are one entity; no mention is rewritten
    graph     Extraction -> triples

Spans are half-open and count Unicode code points of `Article.text`. Tokens are counted through the whole article, so that one
integer names a token; a phrase is known by the index of its head token. Nothing here knows RDF, spaCy or a language.
"""

from __future__ import annotations

from kg.model.claims import (
    Attitude,
    Certainty,
    ClaimKind,
    Entity,
    EntityKind,
    Event,
    EventLink,
    Extraction,
    Finding,
    Form,
    HeldRole,
    LeftOut,
    Mention,
    MentionForm,
    Participant,
    Phrase,
    Polarity,
    Role,
    Severity,
    Signal,
    SignalKind,
    Statement,
    Temporality,
    TimeExpression,
)
from kg.model.given import GivenEntity, GivenEvent, GivenStatement, Origin, Subject
from kg.model.text import (
    UNDETERMINED,
    Analyser,
    Analysis,
    Article,
    Block,
    BlockKind,
    ItemKind,
    NameSpan,
    Sentence,
    Source,
    Span,
    Status,
    Token,
)

__all__ = [
    "UNDETERMINED",
    "Analyser",
    "Analysis",
    "Article",
    "Attitude",
    "Block",
    "BlockKind",
    "Certainty",
    "ClaimKind",
    "Entity",
    "EntityKind",
    "Event",
    "EventLink",
    "Extraction",
    "Finding",
    "Form",
    "GivenEntity",
    "GivenEvent",
    "GivenStatement",
    "HeldRole",
    "ItemKind",
    "LeftOut",
    "Mention",
    "MentionForm",
    "NameSpan",
    "Origin",
    "Participant",
    "Phrase",
    "Polarity",
    "Role",
    "Sentence",
    "Severity",
    "Signal",
    "SignalKind",
    "Source",
    "Span",
    "Statement",
    "Status",
    "Subject",
    "Temporality",
    "TimeExpression",
    "Token",
]
