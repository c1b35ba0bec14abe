"""The kind of a name spreads: to the same name elsewhere, to shorter forms, to acronyms, to names beside it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import EntityKind

if TYPE_CHECKING:
    from kg.lexicons.names import NameLexicon
    from kg.model import Analysis, Mention
    from kg.tree import Tree

__all__ = ["spread"]

_SHORTEST, _SHORT = 1, 5  # letters of an acronym that is written as a name
_GPE, _ORG, _PER, _PLACE = EntityKind.GEOPOLITICAL_ENTITY, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.PLACE


def spread(tree: Tree, mentions: list[Mention], lexicon: NameLexicon) -> list[Mention]:
    """Give a name without a kind that of the same name elsewhere, or of the longer name that it ends (or opens)."""
    analysis = tree.analysis
    known: dict[str, EntityKind] = {}
    parts: dict[str, EntityKind] = {}
    for mention in mentions:
        words = " ".join(analysis.article.words(mention.span).split())
        if mention.kind is None:
            continue
        if known.get(words) is not _PER:
            known[words] = mention.kind
        pieces = words.split()
        if len(pieces) > 1 and mention.kind is not EntityKind.THING:  # *Delta* of *Delta Store* is the maker
            parts.setdefault(pieces[-1] if mention.kind is _PER else pieces[0], mention.kind)
        if mention.kind is _PER:  # *Van den Berg* after *Hanneke van den Berg*
            parts.update((" ".join(pieces[n:]).casefold(), _PER) for n in range(1, len(pieces) - 1))
    mentions = _abbreviated(tree, mentions)
    beside = _coordinated(tree, mentions)
    for mention in mentions:
        if mention.kind is None and mention.head in beside:
            known.setdefault(_words(analysis, mention), beside[mention.head])
    actors = {_words(analysis, m): m for m in mentions if m.kind is None and _acts(tree, m)}
    out = []
    for mention in mentions:
        words = " ".join(analysis.article.words(mention.span).split())
        kind = mention.kind or known.get(words) or parts.get(words) or (parts.get(words.casefold()) if " " in words else None)
        if kind is None and words in actors and words in lexicon.first_names:
            kind = _PER
        if kind is _PLACE and words not in lexicon.places and known.get(words) in {_PER, _ORG}:
            kind = known[words]
        if kind is _PLACE and parts.get(words) is _PER and words not in lexicon.places:
            kind = _PER
        out.append(replace(mention, kind=kind))
    return out


def _abbreviated(tree: Tree, mentions: list[Mention]) -> list[Mention]:
    """Give capitals in brackets behind a name the kind of that name, wherever they stand: *Developers Conference (DC)*."""
    article = tree.analysis.article
    told: dict[str, EntityKind] = {}
    for one, other in itertools.pairwise(sorted(mentions, key=lambda m: m.span)):
        words = article.words(other.span)
        between = article.text[one.span.end : other.span.start]
        capitals = "".join(word[0] for word in article.words(one.span).split() if word[:1].isupper())
        short = _SHORTEST < len(words) <= _SHORT and words.isalpha() and len(capitals) >= len(words) and words[:1] == capitals[:1]
        spelled = short and one.kind is _ORG  # *Iers Republikeins Leger (Ira)*: the letters may be those of another language
        fits = spelled or (words.isupper() and (other.kind is None or words == capitals[-len(words) :]))
        if between.strip() == "(" and fits and one.kind not in {None, _PER} and not one.derived:
            told[words] = one.kind
    return [replace(m, kind=told.get(article.words(m.span), m.kind)) for m in mentions] if told else mentions


def _coordinated(tree: Tree, mentions: list[Mention]) -> dict[int, EntityKind]:
    """Return the kind of names without one that stand in a row with a name of a known kind: *Rossum, Bianchi en Castro*."""
    kinds = {m.head: m.kind for m in mentions}
    found: dict[int, EntityKind] = {}
    for head, kind in kinds.items():
        first = tree.tokens[head].head if tree.tokens[head].deprel == "conj" else head
        row = [first, *(t.i for t in tree.children(first, "conj"))]
        told = {kinds[i] for i in row if kinds.get(i) is not None}
        if kind is None and len(told) == 1 and told <= {_PER, _PLACE, _GPE}:  # products stand beside companies too
            (found[head],) = told  # type: ignore[assignment]
    return found


def _words(analysis: Analysis, mention: Mention) -> str:
    return " ".join(analysis.article.words(mention.span).split())


def _acts(tree: Tree, mention: Mention) -> bool:
    """Whether a name of one word is the subject of a verb, without an article: *Delta onthult*."""
    token = tree.tokens[mention.head]
    single = len(_words(tree.analysis, mention).split()) == 1
    verb = tree.tokens[token.head]
    return single and token.deprel == "nsubj" and verb.upos == "VERB" and not tree.children(token.i, "det")
