"""Names as the grammar tells them: runs of proper nouns and what is tied to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import BlockKind, EntityKind
from kg.tree import universal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lexicons.names import NameLexicon
    from kg.model import Token
    from kg.tree import Tree

__all__ = ["known", "part", "runs", "shouted", "surname"]

_NAMED = frozenset({"PROPN", "NOUN", "ADJ", "X", "NUM"})
_SECTION = 4  # words of a name of a section at most
_WORD = 4  # letters from which a capitalised noun is no abbreviation
_JOINED = frozenset({"flat", "compound", "fixed", "appos", "nmod", "goeswith"})


def runs(tree: Tree, lexicon: NameLexicon) -> Iterator[tuple[int, ...]]:
    """Yield runs of tokens that form a name, as *Hanneke van den Berg* or *Europese Unie*."""
    for sentence in tree.analysis.sentences:
        i = sentence.start
        if shouted(tree, i):
            continue
        while i < sentence.end:
            if not _opens(tree, i, sentence.end, lexicon):
                i += 1
                continue
            run = [i]
            while (step := _extends(tree, run, sentence.end, lexicon)) is not None:
                run.extend(range(run[-1] + 1, step + 1))
            if tuple(tree.tokens[j].form.lower() for j in run) not in lexicon.post_phrases:
                yield tuple(run)
            i = run[-1] + 1


def shouted(tree: Tree, i: int) -> bool:
    """Whether capitals tell nothing in the sentence of a token: *BINNENLAND.*, *KUNST EN CULTUUR*, a headline in capitals throughout."""
    sentence = tree.sentence(i)
    words = [token.form for token in tree.tokens[sentence.start : sentence.end] if token.form[:1].isalpha()]
    short = sentence.kind is not BlockKind.PARAGRAPH or len(words) <= _SECTION
    return short and bool(words) and all(word.isupper() for word in words)


def _opens(tree: Tree, i: int, end: int, lexicon: NameLexicon) -> bool:
    token = tree.tokens[i]
    word = token.form.casefold()
    if word in lexicon.not_names or word in lexicon.titles or token.form in lexicon.units or not token.form[:1].isalnum():
        return False
    listed = known(token.form, lexicon) or (token.deprel == "nmod:poss" and known(token.form.removesuffix("s"), lexicon))
    if i == tree.sentence(i).start and not listed and (lexicon.kind(token.form) or lexicon.kind(token.lemma)):
        return False  # *Vissers*, *Milieuorganisatie Schone Zee*: a capital by position only
    last = token.form.rpartition("-")[2]
    if "-" in token.form and last.islower() and (lexicon.kind(last) or lexicon.kind(token.lemma)):
        return False  # *Hezbollah-strijders*
    if token.upos == "PROPN":
        return any(c.isupper() for c in token.form) and token.form not in lexicon.honorifics
    if token.form in lexicon.countries or token.form in lexicon.organizations:
        return True
    inside = i > tree.sentence(i).start and tree.sentence(i).kind is BlockKind.PARAGRAPH and tree.tokens[i - 1].upos != "PUNCT"
    word_like = token.upos == "NOUN" and token.form[:1].isupper() and token.form[1:].islower() and len(token.form) >= _WORD
    if inside and word_like and token.lemma not in lexicon.inhabitants:
        return True  # Dutch writes common nouns small
    capital = token.form[:1].isupper() and token.upos in {"ADJ", "NOUN", "X"}
    if not capital or i + 1 >= end:
        return False
    following = tree.tokens[i + 1]
    if token.form in lexicon.first_names and following.upos in {"PROPN", "NOUN", "X"} and part(tree, i + 1, lexicon):
        return True
    pair = f"{token.form} {following.form}"
    if pair in lexicon.organizations or pair in lexicon.places or pair in lexicon.countries:
        return True
    inner = i > tree.sentence(i).start or token.form in lexicon.adjectives
    _, hyphen, kind = following.form.rpartition("-")
    if hyphen and kind.islower():
        return False  # *Zuid-Europese KNMI-medewerkers*
    return inner and token.upos == "ADJ" and following.upos in {"PROPN", "NOUN"} and following.form[:1].isupper()


def _extends(tree: Tree, run: list[int], end: int, lexicon: NameLexicon) -> int | None:
    """Return the last token of the next piece of the name, or None."""
    j = run[-1] + 1
    if j >= end:
        return None
    following = tree.tokens[j]
    if part(tree, j, lexicon) and _tied(tree, run, following, lexicon):
        return j
    k = j
    while k < end and tree.tokens[k].form.lower() in lexicon.particles and k - j < 3:  # noqa: PLR2004  (van den ten)
        k += 1
    if k == j or k >= end or not part(tree, k, lexicon):
        return None
    weak = all(tree.tokens[n].form.lower() in lexicon.weak_particles for n in range(j, k))
    last = tree.tokens[k]
    behind_title = run[0] > tree.sentence(run[0]).start and bool(lexicon.title(tree.tokens[run[0] - 1].lemma))
    sure = behind_title or tree.tokens[run[0]].form in lexicon.first_names
    complete = len(run) > 1 and sure and tree.tokens[run[-1]].form not in lexicon.first_names
    if complete and behind_title and k == j + 1:
        return None  # *burgemeester Elise Drenthof van Oosterhaven*, *minister Van Weel van Justitie*
    weak = weak or complete
    inside = last.head in run and universal(last.deprel) in {"flat", "compound", "fixed"}
    return k if inside and (not weak or universal(tree.tokens[j].deprel) == "flat") else None


def surname(tree: Tree, i: int, lexicon: NameLexicon) -> bool:
    """Whether a word for a post ends the name of a person, behind a first name: *Judith Prins*, *Wim de Koning*."""
    form, sentence = tree.tokens[i].form, tree.sentence(i)
    before = i - 1
    while before > sentence.start and tree.tokens[before].form in lexicon.particles:
        before -= 1
    last = i + 1 >= sentence.end or not tree.tokens[i + 1].form[:1].isupper()
    return last and form[:1].isupper() and form[1:].islower() and before >= sentence.start and tree.tokens[before].form in lexicon.first_names


def part(tree: Tree, i: int, lexicon: NameLexicon) -> bool:
    """Whether a token may be part of a name."""
    token = tree.tokens[i]
    word = token.form.casefold()
    post = word in lexicon.titles and not surname(tree, i, lexicon)
    if word in lexicon.not_names or post or token.form in lexicon.units:
        return False
    capital = token.form[:1].isupper() or token.form[:1].isdigit() or token.form in {"Inc.", "&"}
    return token.upos in _NAMED and capital and any(c.isalnum() for c in token.form)


def _tied(tree: Tree, run: list[int], token: Token, lexicon: NameLexicon) -> bool:
    """Whether the next capitalised token belongs to the same name, by the tree or by the word list."""
    text = " ".join(tree.tokens[i].form for i in run)
    longer = f"{text} {token.form}"
    if longer in lexicon.organizations or longer in lexicon.places or longer in lexicon.countries:
        return True
    relation = universal(token.deprel)
    if token.head in run:
        return relation in _JOINED and not (relation == "appos" and token.form in lexicon.first_names)
    heads = {tree.tokens[i].head for i in run}
    if token.i in heads:
        return any(universal(tree.tokens[i].deprel) in {"amod", "nmod", "compound", "flat", "nummod", "appos"} for i in run)
    behind_title = run[0] - 1 in heads and lexicon.kind(tree.tokens[run[0] - 1].lemma) is EntityKind.PERSON
    titled = tree.tokens[run[-1]].form in lexicon.first_names or behind_title
    beside = relation == "appos" and titled  # *burgemeester Elise Drenthof*
    lost = relation in {"punct", "advmod", "dep"} and token.upos == "PROPN" and titled  # no name is one: the parser knew no better
    return token.head in heads and (relation == "flat" or beside or lost)


def known(words: str, lexicon: NameLexicon) -> bool:
    """Whether the words are in one of the lists of names."""
    return words in lexicon.countries or words in lexicon.places or words in lexicon.organizations or words in lexicon.first_names
