"""Questions to a Universal Dependencies tree, in token indices of the whole article.

Relations are asked for by their universal part: `nsubj` also finds `nsubj:pass`.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Phrase, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from kg.model import Analysis, Sentence, Token

__all__ = ["CLAUSES", "NOMINAL", "Tree", "universal"]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
# Dependents that hold a clause of their own (UD: csubj, ccomp, xcomp, advcl, acl, parataxis).
CLAUSES = frozenset({"csubj", "ccomp", "xcomp", "advcl", "acl", "parataxis"})
# What hangs on the head of a noun phrase and yet is not part of it: relative clauses, asides, clause-level material.
_OUTSIDE_PHRASE = frozenset({"acl:relcl", "parataxis", "punct", "cop", "csubj", "ccomp", "advcl", "discourse", "vocative", "mark"})


class _Broad(dict[str, str]):
    """Relations to their universal parts, filled as they come."""

    def __missing__(self, deprel: str) -> str:
        self[deprel] = deprel.partition(":")[0]
        return self[deprel]


_BROAD = _Broad()


def universal(deprel: str) -> str:
    """`nsubj:pass` -> `nsubj`."""
    return _BROAD[deprel]


@dataclass(frozen=True, slots=True)
class Tree:
    """An analysis with its children indexed; build it once a stage with `Tree.of`."""

    analysis: Analysis
    tokens: tuple[Token, ...]
    children_of: tuple[tuple[Token, ...], ...]
    sentence_of: tuple[int, ...]
    lemmas: Mapping[str, tuple[int, ...]]  # where each is, particles apart

    @classmethod
    def of(cls, analysis: Analysis) -> Tree:
        """Index the heads of an analysis; the last one is kept, as each stage asks for the same."""
        if _LAST and _LAST[0].analysis is analysis:
            return _LAST[0]
        children: list[list[Token]] = [[] for _ in analysis.tokens]
        for token in analysis.tokens:
            if token.head != token.i:
                children[token.head].append(token)
        sentences = [0] * len(analysis.tokens)
        for number, sentence in enumerate(analysis.sentences):
            for i in range(sentence.start, sentence.end):
                sentences[i] = number
        lemmas: dict[str, list[int]] = {}
        for token in analysis.tokens:
            lemmas.setdefault(token.lemma, []).append(token.i)
        places = {lemma: tuple(found) for lemma, found in lemmas.items()}
        _LAST[:] = [cls(analysis, analysis.tokens, tuple(map(tuple, children)), tuple(sentences), places)]
        return _LAST[0]

    def sentence(self, i: int) -> Sentence:
        """The sentence that holds token `i`."""
        return self.analysis.sentences[self.sentence_of[i]]

    def within(self, span: Span) -> range:
        """Return the tokens that lie within a span."""
        starts = bisect.bisect_left(self.tokens, span.start, key=lambda t: t.span.start)
        return range(starts, bisect.bisect_right(self.tokens, span.end, lo=starts, key=lambda t: t.span.end))

    def children(self, i: int, *deprels: str) -> tuple[Token, ...]:
        """Dependents of token `i` in text order; with `deprels`, those whose full or universal relation is one of them."""
        found = self.children_of[i]
        if not deprels or not found:
            return found
        return tuple([t for t in found if t.deprel in deprels or _BROAD[t.deprel] in deprels])

    def child(self, i: int, *deprels: str) -> Token | None:
        """The first such dependent, or None."""
        for token in self.children_of[i]:
            if not deprels or token.deprel in deprels or universal(token.deprel) in deprels:
                return token
        return None

    def particle(self, i: int) -> Token | None:
        """The separable particle of a verb (UD `compound:prt`): the last, as it closes the clause, or right before its verb (*in te houden*).

        Words between the two show a preposition that the parser took for one (*in de hand te houden*).
        """
        found = [t for t in self.children(i, "compound:prt") if (self._closes(t) if t.i > i else all(self._verbal(j) for j in range(t.i + 1, i)))]
        return found[-1] if found else None

    def lemma(self, i: int) -> str:
        """The dictionary form of a verb with its separable particle: *kondigt ... aan*: *aankondigen*."""
        lemma, particle = self.tokens[i].lemma, self.particle(i)
        if particle is None or lemma.startswith(particle.form.lower()):
            return lemma
        return particle.form.lower() + lemma

    def _closes(self, particle: Token) -> bool:
        """Whether no noun phrase follows that a preposition could be for; an infinitive may (*kondigde aan de fabriek te sluiten*)."""
        end = self.sentence(particle.i).end
        following = self.tokens[particle.i + 1] if particle.i + 1 < end else None
        if following is None or following.upos not in {"DET", "NOUN", "PROPN", "NUM"}:
            return True
        return any(t.feat("VerbForm") == "Inf" for t in self.tokens[particle.i + 1 : end])

    def _verbal(self, i: int) -> bool:
        token = self.tokens[i]
        return token.upos in {"VERB", "AUX"} or universal(token.deprel) in {"mark", "compound", "aux"}

    def ancestors(self, i: int) -> Iterator[Token]:
        """The head of token `i`, its head, and so on to the root."""
        seen = {i}
        while (head := self.tokens[i].head) not in seen:
            seen.add(head)
            yield self.tokens[head]
            i = head

    def subtree(self, i: int, keep: Callable[[Token], bool] | None = None) -> tuple[int, ...]:
        """Indices of token `i` and all that hangs below it, in text order; `keep` prunes dependents."""
        found, queue = [], [i]
        while queue:
            current = queue.pop()
            found.append(current)
            queue.extend(t.i for t in self.children_of[current] if keep is None or keep(t))
        return tuple(sorted(found))

    def span(self, indices: tuple[int, ...]) -> Span:
        """The span from the first to the last of these tokens (in text order), without punctuation at its edges."""
        start, end = 0, len(indices)
        while start < end - 1 and self._edge(indices[start]):
            start += 1
        while end > start + 1 and self._edge(indices[end - 1]):
            end -= 1
        return Span(self.tokens[indices[start]].span.start, self.tokens[indices[end - 1]].span.end)

    def _edge(self, i: int) -> bool:
        token = self.tokens[i]
        return token.upos == "PUNCT" and not any(c.isalnum() for c in token.form)

    def around(self, i: int, indices: tuple[int, ...]) -> tuple[int, ...]:
        """The run of `indices` that holds token `i` without gaps (punctuation apart)."""
        kept, found = set(indices), [i]
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(self.tokens) and (j in kept or self._bridges(j, j + step, kept)):
                found.append(j)
                j += step
        return tuple(sorted(found))

    def _bridges(self, j: int, beyond: int, kept: set[int]) -> bool:
        return self.tokens[j].upos == "PUNCT" and beyond in kept

    def phrase(self, i: int, *, coordinated: bool = False) -> Phrase:
        """The noun phrase headed by token `i`: determiners, modifiers and apposition, without preposition and relative clause.

        With `coordinated` the conjuncts of the head belong to it.
        """

        def keep(token: Token) -> bool:
            if token.head != i:
                return token.deprel not in ("acl:relcl", "parataxis")
            if universal(token.deprel) == "acl" and self.child(token.i, "mark") is not None:
                return False
            if token.deprel in _OUTSIDE_PHRASE or universal(token.deprel) in _OUTSIDE_PHRASE:
                return False
            if universal(token.deprel) in ("case", "cc", "conj"):
                return coordinated and token.i > i
            return not (universal(token.deprel) == "nsubj" or token.deprel == "aux")

        run = self.around(i, self.subtree(i, keep))
        while run[0] != i and self._adverbial(run[0], i):
            run = run[1:]  # *ook*, *zelfs*, *zeer binnenkort*: the sentence's, not the phrase's
        return Phrase(span=self._closed(self.span(run)), head=i)

    def _adverbial(self, j: int, i: int) -> bool:
        """Whether token `j` is an adverb that hangs on token `i`, or says how much of one (*heel* of *binnenkort*)."""
        token = self.tokens[j]
        while token.head != i:
            if token.deprel != "advmod" or token.head <= token.i:
                return False
            token = self.tokens[token.head]
        return token.upos == "ADV"

    def _closed(self, span: Span) -> Span:
        """Take in the bracket that closes what the span opens: *Jansen (52)*."""
        text = self.analysis.article.text
        opened = text.count("(", span.start, span.end) > text.count(")", span.start, span.end)
        return Span(span.start, span.end + 1) if opened and text[span.end : span.end + 1] == ")" else span

    def named(self, i: int, heads: Container[int]) -> int:
        """Return token `i`, or the token in apposition to it that is one of `heads` (*premier* -> *Holmgaard* in *premier Holmgaard*)."""
        if i in heads:
            return i
        beside = (t.i for t in self.children(i, "appos", "flat", "nmod") if t.i > i and t.i in heads and self.child(t.i, "case") is None)
        return next(beside, i)

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """Token `i` and all conjuncts that hang on it."""
        found, waiting = [], [i]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(t.i for t in reversed(self.children(current, "conj")))
        return tuple(found)

    def clause(self, i: int) -> Token:
        """The nearest predicate above token `i` (or itself): the head of a clause, a root included."""
        token = self.tokens[i]
        if token.is_root or universal(token.deprel) in CLAUSES:
            return token
        for above in self.ancestors(i):
            if above.is_root or universal(above.deprel) in CLAUSES:
                return above
        return token

    def case(self, i: int) -> str:
        """The adposition of a noun phrase, lower case, or an empty string (`in het kader van` gives its first word)."""
        token = self.child(i, "case")
        return token.form.lower() if token is not None else ""


_LAST: list[Tree] = []
