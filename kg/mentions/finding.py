"""Where the text refers to an entity: names, nationality adjectives, noun phrases, pronouns."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.mentions.names import named
from kg.mentions.signs import past_portfolio
from kg.mentions.spreading import spread
from kg.model import BlockKind, EntityKind, Mention, MentionForm, Span
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lexicons.names import NameLexicon
    from kg.model import Analysis, Token

__all__ = ["find"]


def find(analysis: Analysis, lexicon: NameLexicon) -> tuple[Mention, ...]:
    """Return all mentions in text order; two mentions share a head only where one is part of a compound."""
    tree = Tree.of(analysis)
    names, covered = named(tree, lexicon)
    found = spread(tree, names, lexicon)
    found += _derived(tree, lexicon, covered)
    found += _nominals(tree, lexicon, covered)
    found += _pronouns(tree, lexicon, covered)
    return tuple(sorted(found, key=lambda m: (m.span, m.form.value, m.derived)))


def _derived(tree: Tree, lexicon: NameLexicon, covered: set[int]) -> Iterator[Mention]:
    """Yield *Franse* (Frankrijk), and *NAVO* in *NAVO-leden*."""
    for token in tree.tokens:
        country = lexicon.adjectives.get(token.form)
        if country is not None and token.i not in covered:
            yield Mention(
                span=token.span,
                head=token.i,
                form=MentionForm.NAME,
                kind=EntityKind.GEOPOLITICAL_ENTITY,
                derived=True,
                canonical=country,
            )
        first, kind = _owner(token, lexicon)
        if kind is not None and token.i not in covered:
            span = Span(token.span.start, token.span.start + len(first))
            yield Mention(span=span, head=token.i, form=MentionForm.NAME, kind=kind, derived=True, canonical=lexicon.countries.get(first))


def _owner(token: Token, lexicon: NameLexicon) -> tuple[str, EntityKind | None]:
    """Return the name that a compound begins with, and its kind: *NAVO-leden*, *Delta-topman*, *D66-Kamerlid*."""
    last = token.form.rpartition("-")[2]
    title = lexicon.title(token.lemma) if "-" in token.form else ""
    if token.form.lower() in lexicon.titles or token.form.lower() in lexicon.posts:
        return "", None  # *Secretaris-generaal*
    cut = len(title) if title and token.form.lower().endswith(f"-{title}") else len(last)
    first = token.form[: -cut - 1] if cut < len(token.form) else ""
    if not first or first in lexicon.units or token.upos not in {"NOUN", "PROPN"} or not first[:1].isupper() or not (last.islower() or title):
        return "", None
    if first in lexicon.countries:
        return first, EntityKind.GEOPOLITICAL_ENTITY
    capitals = first.isupper() and len(first) > 1
    posted = bool(lexicon.title(last.lower())) and first.lower() not in lexicon.title_prefixes and _is_name(first, token, lexicon)
    return (first, EntityKind.ORGANIZATION) if first in lexicon.organizations or capitals or posted else ("", None)


def _is_name(first: str, token: Token, lexicon: NameLexicon) -> bool:
    """Whether the first part of a compound is a name: no town or person, and no word with a capital by position only."""
    other = first in lexicon.places or first in lexicon.first_names or first in lexicon.adjectives
    return not other and (token.i > 0 or first.lower() not in lexicon.kinds)


def _nominals(tree: Tree, lexicon: NameLexicon, covered: set[int]) -> Iterator[Mention]:
    """Yield noun phrases for persons, groups and organizations: *het bedrijf*, *twee agenten*."""
    for token in tree.tokens:
        if token.upos not in {"NOUN", "ADJ", "PROPN"} or token.i in covered:
            continue
        kind = _nominal_kind(token, lexicon)
        titles = past_portfolio(tree, token.i, lexicon) in _behind(token.i, covered)
        if kind is None or titles or _names_someone(tree, token, covered) or not _refers(tree, token, lexicon):
            continue
        if kind is EntityKind.PERSON and (_any_of_its_kind(tree, token) or _opens_a_name(tree, token, covered, lexicon)):
            continue
        phrase = tree.phrase(token.i)
        if kind in {EntityKind.PERSON, EntityKind.ORGANIZATION} and _before_its_name(tree, phrase.span, covered):
            continue
        if any(tree.tokens[i].feat("VerbForm") == "Fin" for i in tree.within(phrase.span)):
            continue  # a clause that the parser took for a phrase
        yield Mention(span=phrase.span, head=token.i, form=MentionForm.NOMINAL, kind=kind)


def _behind(i: int, covered: set[int]) -> set[int]:
    """The tokens of names that follow a token, but not at once."""
    return {j for j in range(i + 2, i + 9) if j in covered}


def _nominal_kind(token: Token, lexicon: NameLexicon) -> EntityKind | None:
    plural = token.feat("Number") == "Plur"
    if token.lemma in lexicon.inhabitants or token.form in lexicon.inhabitants:
        return EntityKind.GROUP if plural or token.form.endswith(("en", "s")) else EntityKind.PERSON
    if token.upos not in {"NOUN", "PROPN"}:
        return None
    kind = lexicon.kind(token.form) if token.form.lower() in lexicon.kinds else lexicon.kind(token.lemma)
    if kind is EntityKind.GROUP:
        return kind
    if kind in {EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GEOPOLITICAL_ENTITY}:
        return EntityKind.GROUP if plural else kind
    return None


def _any_of_its_kind(tree: Tree, token: Token) -> bool:
    """Whether a singular without article behind a preposition or a verb names nobody in particular: *per ondernemer*, *is kandidaat*."""
    if tree.children(token.i, "det", "nummod", "nmod:poss", "amod") or universal(token.deprel) in {"nsubj", "root"}:
        return False
    before = tree.tokens[token.i - 1] if token.i > tree.sentence(token.i).start else None
    return before is not None and before.upos not in {"DET", "NUM", "ADJ", "PRON", "PROPN"} and tree.sentence(token.i).kind is BlockKind.PARAGRAPH


def _opens_a_name(tree: Tree, token: Token, covered: set[int], lexicon: NameLexicon) -> bool:
    """Whether a post without article stands right before a first name that the tree puts elsewhere: *Secretaris-generaal Mark Rutte*."""
    after = token.i + 1 if token.i + 1 in covered else token.i + 2  # *hoogleraar Staatsrecht Geert Blom*
    if not lexicon.title(token.lemma) or tree.children(token.i, "det", "nmod:poss") or after not in covered:
        return False
    words = tree.tokens[token.i : after + 1]
    close = all(two.span.start - one.span.end == 1 and two.form[:1].isupper() for one, two in itertools.pairwise(words))
    return close and words[-1].upos == "PROPN" and words[-1].form in lexicon.first_names


def _before_its_name(tree: Tree, span: Span, covered: set[int]) -> bool:
    """Whether a name stands in apposition to the phrase or within it: *de voorzitter van de bond, Anna Visser*."""
    within = tree.within(span)
    after = within.stop
    if after + 1 < len(tree.tokens) and tree.tokens[after].form == "," and after + 1 in covered:
        name = tree.tokens[after + 1]
        return universal(name.deprel) in {"appos", "flat", "conj", "nsubj", "obj", "nmod", "parataxis"} and name.upos == "PROPN"
    comma = next((i for i in within if tree.tokens[i].form == ","), None)
    return comma is not None and comma + 1 in covered and universal(tree.tokens[comma + 1].deprel) == "appos"


def _names_someone(tree: Tree, token: Token, covered: set[int]) -> bool:
    """Whether the noun only introduces a name (*minister Veldkamp*, *zanger en gitarist Merle Haas*)."""
    if tree.child(token.i, "det") is None and any(_names_someone(tree, t, covered) for t in tree.children(token.i, "conj") if t.upos == "NOUN"):
        return True
    named = next((t for t in tree.children(token.i, "appos") if t.i > token.i and t.i in covered and t.upos == "PROPN"), None)
    if named is not None and all(t.upos != "PUNCT" for t in tree.tokens[token.i : named.i]):
        return True  # *de minister van Buitenlandse Zaken Marco Rubio*
    following = token.i + 1
    close = following in covered and tree.tokens[following].head == token.i
    return (close and universal(tree.tokens[following].deprel) in {"appos", "flat", "nmod"}) or (
        token.head in covered and universal(token.deprel) in {"appos", "nmod", "compound"} and abs(token.head - token.i) <= 2  # noqa: PLR2004
    )


def _refers(tree: Tree, token: Token, lexicon: NameLexicon) -> bool:
    """Whether the phrase stands for somebody: no predicate noun (*hij is minister*), no apposition, no part of a name."""
    if tree.children(token.i, "cop") or universal(token.deprel) in {"appos", "flat", "fixed", "compound", "xcomp", "amod"}:
        return False
    marks = {t.form.lower() for t in tree.children(token.i, "mark", "case")}
    return not marks & lexicon.predicative


def _pronouns(tree: Tree, lexicon: NameLexicon, covered: set[int]) -> Iterator[Mention]:
    """Yield personal and possessive pronouns; *het* is left out, as it mostly refers to no entity."""
    words = frozenset().union(*(lexicon.pronouns[key] for key in ("male", "female", "either", "plural", "speaker")))
    for token in tree.tokens:
        word = token.form.lower()
        if token.upos in {"PRON", "DET"} and word in words and token.i not in covered:
            yield Mention(span=token.span, head=token.i, form=MentionForm.PRONOUN)
        elif word in lexicon.pronouns["last_named"] or (word in lexicon.pronouns["last"] and _this(tree, token, lexicon)):
            start = tree.tokens[token.i - 1].span.start if _this(tree, token, lexicon) else token.span.start
            yield Mention(span=Span(start, token.span.end), head=token.i, form=MentionForm.PRONOUN)


def _this(tree: Tree, token: Token, lexicon: NameLexicon) -> bool:
    """Whether *deze* stands right before, and no noun behind: *deze laatste*."""
    before = tree.tokens[token.i - 1].form.lower() if token.i > tree.sentence(token.i).start else ""
    following = tree.tokens[token.i + 1].upos if token.i + 1 < len(tree.tokens) else ""
    return before in lexicon.pronouns["this"] and following != "NOUN"
