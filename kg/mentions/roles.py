"""Posts that persons hold: *de Franse president Claire Dubois*, *Anna Visser, secretaris-generaal van de NAVO*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mentions.signs import past_portfolio
from kg.model import EntityKind, HeldRole, MentionForm, Span
from kg.spans import Covering
from kg.tree import Tree, universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lexicons.names import NameLexicon
    from kg.model import Analysis, Mention, Token

__all__ = ["roles"]

_OFFICES = frozenset({EntityKind.ORGANIZATION, EntityKind.GEOPOLITICAL_ENTITY, EntityKind.GROUP})


def roles(analysis: Analysis, mentions: tuple[Mention, ...], lexicon: NameLexicon) -> tuple[HeldRole, ...]:
    """Return one role a title that stands in the noun phrase of a named person or in apposition to it."""
    tree = Tree.of(analysis)
    people = [m for m in mentions if m.kind is EntityKind.PERSON and not m.derived]
    unnamed = {m.head for m in people if m.form is MentionForm.NOMINAL}
    around = _Around(tree, mentions)
    found = list(_phrases(tree, around, lexicon))
    taken = Covering((span, 0) for span in (*(role.title for role in found), *(m.span for m in mentions if m.form is MentionForm.NAME and not m.derived)))
    for token in tree.tokens:
        title = lexicon.title(token.lemma) if token.upos in {"NOUN", "ADJ", "PROPN"} else ""
        if not title or taken.by_another(token.span):
            continue
        near = around.mentions(token.i)
        persons = around.persons(token.i)
        holder, office = _holder(tree, token, persons, lexicon), _office(tree, token, near, lexicon)
        if office is None and holder is not None:
            office = _beside_holder(tree, token, persons.get(holder), near, lexicon)
        if holder is None and token.i in unnamed and office is not None:
            holder = token.i  # *een woordvoerder van het ministerie*
        if office is None and title in lexicon.firm_posts:
            office = _only_firm(tree, token, near)
        if holder is not None:
            found.append(HeldRole(title=_title_span(token, title, near), holder=holder, of=office))
    return tuple(found)


class _Around:
    """The mentions by sentence: what has to do with a title stands in its sentence or in the ones beside it."""

    def __init__(self, tree: Tree, mentions: tuple[Mention, ...]) -> None:
        self.tree = tree
        self.by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            self.by_sentence.setdefault(tree.sentence_of[mention.head], []).append(mention)

    def mentions(self, i: int) -> list[Mention]:
        """Return the mentions near a token, in order."""
        at = self.tree.sentence_of[i]
        return [m for n in (at - 1, at, at + 1) for m in self.by_sentence.get(n, ())]

    def persons(self, i: int) -> dict[int, Mention]:
        """Return the named persons near a token, by head."""
        return {m.head: m for m in self.mentions(i) if m.kind is EntityKind.PERSON and not m.derived and m.form is MentionForm.NAME}


def _phrases(tree: Tree, around: _Around, lexicon: NameLexicon) -> Iterator[HeldRole]:
    """Yield posts of several words: *Chief Executive Officer*."""
    words = [t.form.lower() for t in tree.tokens]
    opening = {p[0] for p in lexicon.post_phrases}
    i = 0
    while i < len(words):
        phrase = next((p for p in lexicon.post_phrases if tuple(words[i : i + len(p)]) == p), ()) if words[i] in opening else ()
        if not phrase:
            i += 1
            continue
        inside = range(i, i + len(phrase))
        top = next((j for j in inside if tree.tokens[j].head not in inside), i)
        holders = (_holder(tree, tree.tokens[j], around.persons(j), lexicon) for j in (top, inside[-1]))
        holder = next((h for h in holders if h is not None), None)
        if holder is not None:
            title = Span(tree.tokens[i].span.start, tree.tokens[inside[-1]].span.end)
            yield HeldRole(title=title, holder=holder, of=_office(tree, tree.tokens[top], around.mentions(top), lexicon))
        i = inside[-1] + 1


def _holder(tree: Tree, title: Token, persons: dict[int, Mention], lexicon: NameLexicon) -> int | None:
    """Return the head of the one person that the title belongs to."""
    if title.i > tree.sentence(title.i).start + 1 and tree.tokens[title.i - 1].form == "(":
        named = [head for head, m in persons.items() if title.i - 2 in tree.within(m.span)]
        if named:
            return named[0]  # *Jan Smit (directeur Natuurmonumenten)*
    beside = [c.i for c in tree.children(title.i, "appos", "flat") if c.i in persons]
    if not beside and title.head in persons and title.deprel in {"appos", "nmod", "compound", "amod", "flat"}:
        beside = [title.head]
    if not beside:
        beside = _subject(tree, title, persons, lexicon)
    if not beside:
        after = past_portfolio(tree, title.i, lexicon)
        start = tree.tokens[after].span.start if after < len(tree.tokens) else -1
        beside = [head for head, m in persons.items() if m.span.start == start]
    if not beside:
        after = tree.within(tree.phrase(title.i).span).stop
        if after + 1 < len(tree.tokens) and tree.tokens[after].form == ",":
            beside = [head for head, m in persons.items() if m.span.start == tree.tokens[after + 1].span.start]
    return beside[0] if len(beside) == 1 else None


def _subject(tree: Tree, title: Token, persons: dict[int, Mention], lexicon: NameLexicon) -> list[int]:
    """Return the subject of which the post is told: *Peter Kuiper is directeur van Delta*, *Anna Visser wordt benoemd tot burgemeester*."""
    verb = title if tree.child(title.i, "cop") is not None else tree.tokens[title.head]
    told = verb.i == title.i or (universal(title.deprel) == "xcomp" and verb.upos == "AUX")
    made = title.deprel == "obl:arg" and tree.child(verb.i, "nsubj:pass") is not None
    denied = any(t.form.lower() in lexicon.denials for i in (verb.i, title.i) for t in tree.children(i, "advmod", "det"))
    subject = tree.child(verb.i, "nsubj", "nsubj:pass")
    if not (told or made) or denied or subject is None or any(t.deprel in {"aux", "mark"} for t in tree.children(verb.i, "aux", "mark")):
        return []
    return [i for i in (subject.i, *(t.i for t in tree.children(subject.i, "appos"))) if i in persons][:1]


def _beside_holder(tree: Tree, title: Token, holder: Mention | None, mentions: list[Mention], lexicon: NameLexicon) -> int | None:
    """Return the organization in brackets or with *van* behind a name that the title introduces: *burgemeester Wim Kolkman van Zutphen*."""
    inside = tree.within(holder.span) if holder is not None else range(0)
    if inside.start != title.i + 1 or inside.stop + 1 >= len(tree.tokens):
        return None
    mark, following = tree.tokens[inside.stop].form, tree.tokens[inside.stop + 1]
    if mark != "(" and mark not in lexicon.of_prepositions:
        return None
    offices = _OFFICES | {EntityKind.PLACE} if mark != "(" and _of_a_land(title, lexicon) else _OFFICES
    named = (m for m in mentions if m.form is MentionForm.NAME and m.kind in offices and m.span.start == following.span.start)
    return next((m.head for m in named), None)


def _of_a_land(title: Token, lexicon: NameLexicon) -> bool:
    """Whether towns and countries have the post too: *burgemeester*, *oud-burgemeester*."""
    post = lexicon.title(title.lemma)
    return post in lexicon.land_posts or post.rpartition("-")[2] in lexicon.land_posts


def _only_firm(tree: Tree, title: Token, mentions: list[Mention]) -> int | None:
    """Return the one organization that the sentence names, if it stands before a title without article: *Delta zegt dat topman Jan Smit vertrekt*."""
    sentence = tree.sentence(title.i)
    if tree.children(title.i, "det", "nmod:poss", "amod"):
        return None
    named = [m for m in mentions if m.kind in _OFFICES and m.form is MentionForm.NAME and sentence.start <= m.head < sentence.end]
    firms = {tree.analysis.article.words(m.span) for m in named}
    near = [m for m in named if m.kind is EntityKind.ORGANIZATION and not m.derived and m.head < title.i]
    return near[-1].head if near and len(firms) == 1 else None


def _title_span(token: Token, title: str, mentions: list[Mention]) -> Span:
    """Return the title behind the name that a compound begins with (*NAVO-chef*), the title inside another compound, or the whole word."""
    owner = next((m for m in mentions if m.derived and m.head == token.i and m.span.start == token.span.start and m.span.end < token.span.end), None)
    if owner is not None:
        return Span(owner.span.end + 1, token.span.end)
    start = token.span.end - len(title) if token.form.lower().endswith(title) else token.span.start
    return Span(start, token.span.end)


def _office(tree: Tree, title: Token, mentions: list[Mention], lexicon: NameLexicon) -> int | None:
    """Return the head of the organization or country: in the compound, as an adjective, or after *van*."""
    for mention in mentions:
        beside = tree.tokens[mention.head].head == title.i and universal(tree.tokens[mention.head].deprel) != "conj"
        if mention.derived and (mention.head == title.i or beside):
            return mention.head
    before = [m for m in mentions if m.kind in _OFFICES and m.form is MentionForm.NAME and 0 < title.span.start - m.span.end < 2]  # noqa: PLR2004  (a blank)
    if before:
        return before[0].head
    offices = _OFFICES | {EntityKind.PLACE} if _of_a_land(title, lexicon) else _OFFICES  # *burgemeester van Utrecht*
    by_head = {m.head: m for m in mentions if m.kind in offices and not m.derived}
    if any(c.i == title.i + 1 and c.i in by_head and by_head[c.i].kind in _OFFICES for c in tree.children(title.i, "appos")):
        return title.i + 1  # *Jan Smit (directeur Natuurmonumenten)*
    for child in tree.children(title.i, "nmod"):
        named = tree.named(child.i, by_head)  # *van het concern Delta*
        if named in by_head and tree.case(child.i) in lexicon.of_prepositions:
            return named
    return None
