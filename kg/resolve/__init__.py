"""Which mentions are one entity. Mentions are partitioned and never rewritten; ambiguous means apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Entity, EntityKind, Form, Mention, MentionForm
from kg.reported import Reported
from kg.resolve.anaphora import NEAR, definite, pronoun, titles
from kg.resolve.given import join
from kg.resolve.groups import Groups
from kg.resolve.names import cluster
from kg.spans import Covering
from kg.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.lexicons.names import NameLexicon
    from kg.model import Analysis, HeldRole, Phrase, Statement
    from kg.resolve.groups import Group

__all__ = ["entities", "join", "posts"]


def entities(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    roles: tuple[HeldRole, ...],
    phrases: Iterable[Phrase],
    lexicon: NameLexicon,
    statements: tuple[Statement, ...] = (),
) -> tuple[Entity, ...]:
    """Partition the mentions; phrases whose head is no mention's become things. In order of first mention."""
    tree = Tree.of(analysis)
    groups = Groups(tree, cluster(analysis, mentions, lexicon))
    said, held = Reported(statements), titles(tree, roles)
    own: list[Mention] = []
    for mention in mentions:
        if mention.form is MentionForm.NAME:
            continue
        if mention.form is MentionForm.PRONOUN and tree.tokens[mention.head].form.lower() in lexicon.pronouns["speaker"]:
            own.append(mention)
            continue
        if mention.form is MentionForm.NOMINAL:
            home = definite(tree, mention, groups, held, lexicon)
        else:
            home = pronoun(tree, mention, _without_speaker(tree, mention, groups, said), lexicon)
        if home is None:
            groups.begin([mention])
        else:
            groups.join(mention, home)
    for mention in _neuter(tree, statements, mentions):
        home = _speaking(tree, mention, groups, said, own_words=False)
        if home is not None and any(m.kind in {EntityKind.ORGANIZATION, EntityKind.GEOPOLITICAL_ENTITY} for m in home):
            groups.join(mention, home)
    for mention in own:
        home = _speaking(tree, mention, groups, said)
        ours = tree.tokens[mention.head].form.lower() in lexicon.pronouns["ours"]
        if home is not None and not (ours and any(m.kind is EntityKind.PERSON for m in home)):
            groups.join(mention, home)  # *wij* of a person may be anybody's and stays unsaid
    heads = {m.head for m in mentions if not m.derived}
    speaking = {p.head for s in statements for p in s.speakers}
    for phrase in phrases:
        if tree.named(phrase.head, heads) not in heads:
            heads.add(phrase.head)
            if tree.tokens[phrase.head].upos in {"NOUN", "PROPN", "NUM", "SYM", "X", "ADJ", "VERB"}:
                groups.begin([Mention(span=phrase.span, head=phrase.head, form=MentionForm.NOMINAL, kind=_unlisted(tree, phrase, speaking, lexicon))])
    speaking = {tree.named(p.head, heads) for s in statements if s.form is Form.DIRECT for p in s.speakers}
    found = [_entity(analysis, group, speaking) for group in groups.all if any(m.form is not MentionForm.PRONOUN for m in group)]
    return tuple(sorted(found, key=lambda e: (e.mentions[0].span, e.kind.value)))


def posts(analysis: Analysis, roles: tuple[HeldRole, ...], found: tuple[Entity, ...]) -> tuple[HeldRole, ...]:
    """Return the roles, each with the organization that the same person's same title has elsewhere: *Delta-topman Jan Smit*, later *topman Smit*."""
    person = {m.head: n for n, entity in enumerate(found) for m in entity.mentions}

    def key(role: HeldRole) -> tuple[int | None, str]:
        return person.get(role.holder), analysis.article.words(role.title).casefold()

    known = {key(role): role.of for role in reversed(roles) if role.of is not None and role.holder in person}
    return tuple(replace(role, of=known.get(key(role))) if role.of is None else role for role in roles)


def _unlisted(tree: Tree, phrase: Phrase, speaking: set[int], lexicon: NameLexicon) -> EntityKind:
    """Return what an unlisted noun stands for: several that speak are people (*bronnen rond het bedrijf*, *ingewijden*), but *cijfers* are none."""
    token = tree.tokens[phrase.head]
    if lexicon.kind(token.lemma) in {EntityKind.THING, EntityKind.PLACE}:
        return EntityKind.THING
    several = token.feat("Number") == "Plur" or token.upos == "VERB"
    return EntityKind.GROUP if phrase.head in speaking and several else EntityKind.THING


def _without_speaker(tree: Tree, mention: Mention, groups: Groups, said: Reported) -> list[Group]:
    """Return the groups that *hij* or *ze* may refer to, as far back as it reaches: in one's own words one is *ik*."""
    near = groups.near(mention.head, NEAR)
    quoting = [s for s in said.over(mention.span) if s.form is Form.DIRECT]
    speaking = {tree.named(p.head, groups.heads) for s in quoting for p in s.speakers}
    return [g for g in near if not any(m.head in speaking and not m.derived for m in g)] if speaking else near


def _neuter(tree: Tree, statements: tuple[Statement, ...], mentions: tuple[Mention, ...]) -> list[Mention]:
    """*Het* as the subject of a reported clause, where it stands for nothing that the clause tells otherwise (*het lijkt dat*)."""
    taken = {m.head for m in mentions}
    contents = Covering((span, 0) for s in statements for span in s.content)
    found = []
    for token in tree.tokens:
        if token.upos != "PRON" or token.deprel != "nsubj" or token.i in taken or token.feat("Gender") not in {"Neut", ""}:
            continue
        verb = tree.tokens[token.head]
        told = verb.upos == "VERB" and not tree.children(verb.i, "csubj", "ccomp", "cop", "aux:pass") and tree.children(verb.i, "obj")
        opens = contents.by_another(token.span)
        if told and opens and token.feat("Person") == "3" and token.feat("PronType") == "Prs":
            found.append(Mention(span=token.span, head=token.i, form=MentionForm.PRONOUN))
    return found


def _speaking(tree: Tree, mention: Mention, groups: Groups, said: Reported, *, own_words: bool = True) -> Group | None:
    """*Ik* and *wij* in quoted words are the one who speaks.

    Without `own_words` the statement is an indirect one: *Delta meldde dat het de fabriek verkoopt*.
    """
    around = [s for s in said.over(mention.span) if (s.form is not Form.INDIRECT) is own_words and len(s.speakers) == 1]
    around = [s for s in around if s.speakers[0].span != mention.span]
    if not around:
        return None
    quote = min(around, key=lambda s: sum(map(len, s.content)))
    return groups.of_named(tree.named(quote.speakers[0].head, groups.heads))


def _entity(analysis: Analysis, group: list[Mention], speaking: set[int]) -> Entity:
    """Join a group; a name that no context gives a kind and that speaks is taken for a person's."""
    group = sorted(group, key=lambda m: (m.span, m.derived))
    kinds = Counter(m.kind for m in group if m.kind is not None)
    names = [(m.canonical or " ".join(analysis.article.words(m.span).split()), m) for m in group if m.form is MentionForm.NAME]
    known = next((m.canonical for _, m in names if m.canonical), None)
    whole = [name for name, m in names if not m.derived] or [name for name, _ in names]
    name = known or (max(whole, key=lambda n: (len(n.split()), len(n))) if whole else None)
    others = tuple(sorted({n for n in whole if n != name}))
    unknown = EntityKind.PERSON if name and any(m.head in speaking for m in group) else EntityKind.THING
    return Entity(kind=max(kinds, key=kinds.__getitem__) if kinds else unknown, mentions=tuple(group), name=name, alternate_names=others)
