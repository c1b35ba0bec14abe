"""Whom a definite description or a pronoun refers to, where one candidate is left."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from kg.model import BlockKind, EntityKind, Mention, MentionForm
from kg.tree import universal

if TYPE_CHECKING:
    from kg.lexicons.names import NameLexicon
    from kg.model import HeldRole
    from kg.resolve.groups import Group, Groups
    from kg.tree import Tree

__all__ = ["NEAR", "definite", "pronoun", "titles"]

NEAR, _FAR = 3, 8  # sentences back that a pronoun and a definite description reach
_OTHERS = frozenset({EntityKind.ORGANIZATION, EntityKind.GEOPOLITICAL_ENTITY})
_SUBJECT = 6  # what a subject counts above others


def titles(tree: Tree, roles: tuple[HeldRole, ...]) -> dict[str, set[int]]:
    """Return who holds each title, by its words in lower case."""
    found: dict[str, set[int]] = {}
    for role in roles:
        found.setdefault(tree.analysis.article.words(role.title).lower(), set()).add(role.holder)
    return found


def definite(tree: Tree, mention: Mention, groups: Groups, held: dict[str, set[int]], lexicon: NameLexicon) -> Group | None:
    """*de minister* after *minister Veldkamp*; *het bedrijf* where one company was named before; the same words again."""
    determiner = tree.child(mention.head, "det")
    if determiner is None or determiner.form.lower() not in lexicon.pronouns["definite"]:
        return None
    lemma = tree.tokens[mention.head].lemma.lower()
    bare = not tree.children(mention.head, "amod", "nmod", "nummod", "acl")
    alike = (g for g in groups.of_lemma(tree.tokens[mention.head].lemma) if any(m.form is MentionForm.NOMINAL and _alike(tree, m, mention) for m in g))
    same = list(itertools.islice(alike, 2))  # one, or more than one
    if len(same) == 1:
        return same[0]
    if not bare or same:
        return None
    if mention.kind is EntityKind.PERSON:
        titled = {holder for n in range(len(lemma)) for holder in held.get(lemma[n:], ())}
        found = _before(groups.of_heads(titled), mention)
        return found[0] if len(found) == 1 else None
    if mention.kind not in _OTHERS or lemma.endswith(lexicon.parts):
        return None
    verb = tree.tokens[mention.head].head
    called = [g for g in _elsewhere(tree, groups.of_word(lemma), mention, verb) if _kind(g) is mention.kind and _called(tree, g, lemma)]
    called = called or _elsewhere(tree, groups.of_noun(lemma), mention, verb)
    if len(called) == 1:
        return called[0]
    if lemma in lexicon.institutions:
        return None
    close = _elsewhere(tree, groups.near(mention.head, _FAR), mention, verb)
    named = [g for g in close if g[0].form is MentionForm.NAME and _kind(g) is mention.kind and any(not m.derived for m in g)]
    for reach in (_FAR, 1, 0):
        near = [g for g in named if _distance(tree, g, mention) <= reach]
        if len(near) == 1:
            return None if _beside_another(tree, near[0], groups, mention) else near[0]
    return None


def _before(groups: list[Group], mention: Mention) -> list[Group]:
    """Return the groups that the mention comes after."""
    return [g for g in groups if any(m.span.start < mention.span.start for m in g)]


def _elsewhere(tree: Tree, groups: list[Group], mention: Mention, verb: int) -> list[Group]:
    """Return those of them that take no part in a verb: who sells a company is another one."""
    return [g for g in _before(groups, mention) if not any(tree.tokens[m.head].head == verb for m in g)]


def _beside_another(tree: Tree, group: list[Mention], groups: Groups, mention: Mention) -> bool:
    """Whether the name stood last in a row with a name of an unknown or the same kind: *Philips en Siemens ... Het concern*."""
    last = max((m for m in group if m.span.start < mention.span.start), key=lambda m: m.span)
    alike = [g for g in groups.near(last.head, 0) if g is not group and _kind(g) in {None, EntityKind.THING, _kind(group)}]
    return any(m.form is MentionForm.NAME and _in_a_row(tree, last.head, m.head) for g in alike for m in g)


def _in_a_row(tree: Tree, one: int, other: int) -> bool:
    """Whether two names stand in one row: *Kees Smit, minister Anna Visser en Peter de Haan*; not the second in apposition to the first."""
    (top, listed), (second, too) = _top(tree, one), _top(tree, other)
    return top == second and (listed or too)


def _top(tree: Tree, head: int) -> tuple[int, bool]:
    """The first head of the row that a token stands in, and whether a conjunction lies between."""
    listed = False
    while (relation := universal(tree.tokens[head].deprel)) in {"conj", "appos", "flat"}:
        listed = listed or relation == "conj"
        head = tree.tokens[head].head
    return head, listed


def _called(tree: Tree, group: list[Mention], lemma: str) -> bool:
    """Whether the noun is a word of the name: *de commissie* after *Europese Commissie*."""
    names = (m for m in group if m.form is MentionForm.NAME and not m.derived)
    return any(lemma in (word.casefold() for word in tree.analysis.article.words(m.span).split()) for m in names)


def _alike(tree: Tree, one: Mention, other: Mention) -> bool:
    """Whether two noun phrases have one head, and the later one no modifier that the earlier phrase does not hold."""
    same_head = tree.tokens[one.head].lemma == tree.tokens[other.head].lemma and one.kind is other.kind
    if not same_head or one.span.start >= other.span.start:
        return False
    modifiers = tree.children(other.head, "amod", "nmod", "nummod")
    told = {tree.tokens[i].lemma for i in tree.within(one.span)} if modifiers else set()
    return all(tree.tokens[c.i].lemma in told for c in modifiers)


def pronoun(tree: Tree, mention: Mention, groups: list[Group], lexicon: NameLexicon) -> Group | None:
    """*Hij*, *zijn*, *ze*: the nearest entity that agrees, a subject before others; a speaker's *ik* is left unsaid."""
    token = tree.tokens[mention.head]
    word = token.form.lower()
    if word in lexicon.pronouns["last_named"] | lexicon.pronouns["last"]:
        return _last_named(tree, mention, groups)
    possessive = universal(token.deprel) in {"nmod", "det"} and word in lexicon.pronouns["possessive"]
    plural = word in lexicon.pronouns["plural"] or (word in lexicon.pronouns["either"] and _plural_verb(tree, mention))
    wanted = _agreeing(lexicon, word, plural=plural, possessive=possessive)
    found = []
    for group in groups:
        for candidate in group:
            score = _score(tree, candidate, mention, possessive=possessive)
            if score is not None and wanted(_kind(group), _sex(tree, group, lexicon)):
                found.append((score, candidate, group))
    rows = [(score, candidate.span.start, group) for score, candidate, group in found]
    if not rows:
        return None
    score, _, home = max(rows, key=lambda row: (row[0], row[1]))
    others = [(s, c, g) for s, c, g in found if g is not home]
    best = max((c for s, c, g in found if g is home and s == score), key=lambda c: c.span)
    if any(_in_a_row(tree, best.head, c.head) for _, c, _ in others):
        return None  # *Kees Smit en Peter de Haan reden naar huis. Hij was moe*
    body = possessive and not plural and _kind(home) in _OTHERS and not _own_subject(tree, best, mention)
    if body and any(_kind(g) is EntityKind.PERSON for _, _, g in others):
        return None  # *Karim Belhaj is opgepakt. Justitie loofde een beloning uit voor de tip die leidt tot zijn arrestatie*
    if possessive and any(_in_control(tree, best, c, mention) for _, c, _ in others):
        return None  # *De commissie dwingt Delta zijn prijzen te verlagen*
    return home


def _in_control(tree: Tree, subject: Mention, other: Mention, mention: Mention) -> bool:
    """Whether the other one is the object of the same verb, and the pronoun stands in an infinitive that hangs on that verb."""
    verb, clause = tree.clause(subject.head), tree.clause(mention.head)
    told = universal(tree.tokens[other.head].deprel) in {"obj", "iobj", "obl"} and tree.tokens[other.head].head == verb.i and tree.case(other.head) == ""
    return told and universal(clause.deprel) in {"xcomp", "ccomp", "advcl"} and clause.head == verb.i and tree.child(clause.i, "nsubj", "nsubj:pass") is None


def _own_subject(tree: Tree, candidate: Mention, mention: Mention) -> bool:
    """Whether the candidate is the subject of the clause that the pronoun stands in: *Delta verhoogt zijn winst*."""
    return tree.clause(candidate.head).i == tree.clause(mention.head).i and _is_subject(tree, candidate.head)


def _last_named(tree: Tree, mention: Mention, groups: list[Group]) -> Group | None:
    """*Deze laatste*, *laatstgenoemde*: whoever was named last, in the same sentence or the one before."""
    before = [(m.span, g) for g in groups for m in g if m.form is MentionForm.NAME and not m.derived and m.span.end < mention.span.start]
    near = [(span, g) for span, g in before if tree.sentence_of[mention.head] - tree.sentence_of[tree.within(span).start] <= 1]
    near = [(span, g) for span, g in near if _kind(g) in {EntityKind.PERSON, *_OTHERS}]
    return max(near, key=lambda row: row[0])[1] if near else None


def _agreeing(lexicon: NameLexicon, word: str, *, plural: bool, possessive: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Return the test that a candidate's kind and sex must pass."""

    def agrees(kind: EntityKind | None, sex: str) -> bool:
        if plural:
            return kind is EntityKind.GROUP or (kind in _OTHERS and possessive)
        if kind is EntityKind.PERSON:
            wrong = {"male": "female", "female": "male"}
            own = next((k for k in ("male", "female") if word in lexicon.pronouns[k]), "female")
            return sex != wrong[own]
        return possessive and kind in _OTHERS

    return agrees


def _score(tree: Tree, candidate: Mention, mention: Mention, *, possessive: bool) -> int | None:
    """Grade a candidate by distance in sentences and by its function; None if it cannot be the one."""
    if candidate.span.start >= mention.span.start or candidate.derived:
        return None
    back = tree.sentence_of[mention.head] - tree.sentence_of[candidate.head]
    if back > NEAR or _heading_between(tree, candidate.head, mention.head):
        return None
    subject = _is_subject(tree, candidate.head)
    own_clause = back == 0 and tree.clause(candidate.head).i == tree.clause(mention.head).i
    if own_clause and not possessive:
        return None
    return 10 * (NEAR - back) + _SUBJECT * subject + 4 * (own_clause and possessive and subject)


def _heading_between(tree: Tree, i: int, j: int) -> bool:
    """Whether another section has begun."""
    return any(s.kind is BlockKind.HEADING for s in tree.analysis.sentences[tree.sentence_of[i] + 1 : tree.sentence_of[j] + 1])


def _is_subject(tree: Tree, i: int) -> bool:
    """Whether a mention is a subject, or the name in apposition to one (*topman Jan Smit*)."""
    token = tree.tokens[i]
    if universal(token.deprel) in {"appos", "flat", "nmod"} and tree.child(i, "case") is None:
        token = tree.tokens[token.head]
    return universal(token.deprel) in {"nsubj", "csubj"}


def _plural_verb(tree: Tree, mention: Mention) -> bool:
    token = tree.tokens[mention.head]
    verb = tree.tokens[token.head]
    finite = [t for t in (verb, *tree.children(verb.i, "aux", "cop")) if t.feat("VerbForm") == "Fin"]
    return any(t.feat("Number") == "Plur" for t in finite)


def _distance(tree: Tree, group: list[Mention], mention: Mention) -> int:
    return min((tree.sentence_of[mention.head] - tree.sentence_of[m.head] for m in group if m.span.start < mention.span.start), default=99)


def _kind(group: list[Mention]) -> EntityKind | None:
    kinds = Counter(m.kind for m in group if m.kind is not None)
    return max(kinds, key=kinds.__getitem__) if kinds else None


def _sex(tree: Tree, group: list[Mention], lexicon: NameLexicon) -> str:
    """Return male, female or either, by first name, else by noun: *de vrouw*."""
    for mention in group:
        if mention.form is MentionForm.NAME:
            first = tree.analysis.article.words(mention.span).split()[0]
            found = lexicon.first_names.get(first)
            if found:
                return found
    nouns = [tree.tokens[m.head].lemma.lower() for m in group if m.form is MentionForm.NOMINAL]
    told = {sex for noun in nouns for sex, words in lexicon.sexes.items() if noun.endswith(words)}
    return told.pop() if len(told) == 1 else "either"
