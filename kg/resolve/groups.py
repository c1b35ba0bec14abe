"""Mentions in groups, one an entity, found by what they stand near to and by their words, so that long texts take no longer a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Mention, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.tree import Tree

__all__ = ["Group", "Groups"]

Group = list[Mention]
_SEVERAL = 20  # names behind one noun
_SHORTEST, _LONGEST = 5, 40  # letters of a noun that may end a compound


class Groups:
    """The groups in the order in which they began; what is asked for comes in that order."""

    def __init__(self, tree: Tree, groups: Iterable[Group]) -> None:
        self.tree = tree
        self.all: list[Group] = []
        self.heads: dict[int, int] = {}  # of mentions that are no part of a compound: the group
        self.by_head: dict[int, set[int]] = {}
        self.by_sentence: dict[int, set[int]] = {}
        self.by_lemma: dict[str, set[int]] = {}  # of nominal mentions
        self.by_word: dict[str, set[int]] = {}  # of names
        self.by_noun: dict[str, set[int]] = {}  # of names with a noun right before them
        for group in groups:
            self.begin(group)

    def begin(self, group: Group) -> None:
        """Add a group."""
        self.all.append(group)
        for mention in group:
            self._index(mention, len(self.all) - 1)

    def join(self, mention: Mention, group: Group) -> None:
        """Add a mention to the group of another."""
        group.append(mention)
        self._index(mention, min(self.by_head[group[0].head], key=lambda n: self.all[n] is not group))

    def near(self, i: int, back: int) -> list[Group]:
        """Return the groups with a mention in the sentence of token `i` or in one of the `back` before it."""
        at = self.tree.sentence_of[i]
        return self._of(n for sentence in range(at - back, at + 1) for n in self.by_sentence.get(sentence, ()))

    def of_lemma(self, lemma: str) -> list[Group]:
        """Return the groups with a noun phrase of that head."""
        return self._of(self.by_lemma.get(lemma, ()))

    def of_word(self, word: str) -> list[Group]:
        """Return the groups with a name that holds the word, case apart."""
        return self._of(self.by_word.get(word, ()))

    def of_noun(self, lemma: str) -> list[Group]:
        """Return the groups with a name right behind the noun or one that ends in it: *gemeente Groningen*, *woningcorporatie Wonen Zuid* (corporatie)."""
        found = self.by_noun.get(lemma, set())
        return self._of(found) if len(found) <= _SEVERAL else []  # it means none of so many

    def of_heads(self, heads: Iterable[int]) -> list[Group]:
        """Return the groups of some tokens."""
        return self._of(n for head in heads for n in self.by_head.get(head, ()))

    def of_named(self, head: int) -> Group | None:
        """Return the group of a mention that is no part of a compound."""
        return self.all[self.heads[head]] if head in self.heads else None

    def _of(self, numbers: Iterable[int]) -> list[Group]:
        return [self.all[n] for n in sorted(set(numbers))]

    def _index(self, mention: Mention, n: int) -> None:
        if not mention.derived:
            self.heads[mention.head] = min(n, self.heads.get(mention.head, n))
        self.by_head.setdefault(mention.head, set()).add(n)
        self.by_sentence.setdefault(self.tree.sentence_of[mention.head], set()).add(n)
        if mention.form is MentionForm.NOMINAL:
            self.by_lemma.setdefault(self.tree.tokens[mention.head].lemma, set()).add(n)
        elif mention.form is MentionForm.NAME and not mention.derived:
            for word in self.tree.analysis.article.words(mention.span).split():
                self.by_word.setdefault(word.casefold(), set()).add(n)
            first = self.tree.within(mention.span).start
            before = self.tree.tokens[first - 1] if first > self.tree.sentence(first).start else None
            if before is not None and before.upos == "NOUN":
                noun = before.lemma.lower()[-_LONGEST:]
                for cut in range(max(1, len(noun) - _SHORTEST + 1)):
                    self.by_noun.setdefault(noun[cut:], set()).add(n)
