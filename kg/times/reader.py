"""What the patterns read: the words of an article, its day of publication and the tense around an expression."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import BlockKind
from kg.tree import Tree

if TYPE_CHECKING:
    from kg.lexicons.times import TimeLexicon
    from kg.model import Analysis, Token
    from kg.times.calendar import Interval

__all__ = ["UNKNOWN", "Reader", "Reading"]

UNKNOWN: Interval = (None, None)
_FIRST_YEAR, _LAST_YEAR = 1000, 2100


@dataclass(frozen=True, slots=True)
class Reading:
    """What a pattern made of tokens `start <= i < end`; `head` carries the expression in the tree, `grain` is its unit.

    `given` says that the text names the year.
    """

    start: int
    end: int
    head: int
    interval: Interval
    grain: str = "day"
    given: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """The words of one article, its publication date and the lexicon."""

    tree: Tree
    lexicon: TimeLexicon
    published: dt.date | None
    words: tuple[str, ...]

    @classmethod
    def of(cls, analysis: Analysis, lexicon: TimeLexicon) -> Reader:
        """Read an article's words in lower case."""
        day = analysis.article.published
        words = tuple(token.form.lower() for token in analysis.tokens)
        return cls(Tree.of(analysis), lexicon, day.date() if isinstance(day, dt.datetime) else day, words)

    def word(self, i: int, end: int) -> str:
        """Return the word at `i`, nothing beyond the end."""
        return self.words[i] if 0 <= i < end else ""

    def before(self, i: int) -> str:
        """Return the word before `i` in its sentence, articles passed over."""
        j, first = i - 1, self.tree.sentence(i).start
        if j > first and self.words[j] in self.lexicon.articles:
            j -= 1
        k = j
        while k > first and self.words[k] in self.lexicon.through:
            k -= 1  # *tot en met*
        j = k if self.words[k] in self.lexicon.until else j
        return self.words[j] if j >= first else ""

    def number(self, i: int, end: int) -> int | None:
        """Return a number in figures or in words."""
        word = self.word(i, end)
        return int(word) if re.fullmatch(r"\d{1,4}", word) else self.lexicon.numbers.get(word)

    def year(self, i: int, end: int) -> int | None:
        """Return a number of four figures that may be a year."""
        word = self.word(i, end)
        found = int(word) if re.fullmatch(r"\d{4}", word) else 0
        return found if _FIRST_YEAR <= found <= _LAST_YEAR else None

    def past_article(self, i: int, end: int) -> int:
        """Return `i`, or the place behind an article there."""
        return i + 1 if self.word(i, end) in self.lexicon.articles else i

    def in_name(self, i: int) -> bool:
        """Whether a capital beside another one makes a weekday or a month part of a name: *Jan Mulder*, *Roze Zaterdag*."""
        if not self.tree.tokens[i].form[:1].isupper():
            return False
        sentence = self.tree.sentence(i)
        beside = [j for j in (i - 1, i + 1) if sentence.start < j < sentence.end]
        return any(self.tree.tokens[j].form[:1].isupper() and self.words[j] not in self.lexicon.months for j in beside)

    def clause(self, i: int) -> Token:
        """Return the predicate that a token stands with: the nearest, also one joined to another: *heeft gewonnen en speelt zondag*."""
        top = self.tree.clause(i)
        for token in (self.tree.tokens[i], *self.tree.ancestors(i)):
            if token.i == top.i:
                break
            if token.deprel == "conj" and token.upos == "VERB" and any(t.feat("VerbForm") == "Fin" for t in (token, *self.tree.children(token.i, "aux"))):
                return token
        return top

    def hearsay(self, verbs: tuple[Token, ...]) -> bool:
        """*zou zijn gezien*, *zou hebben gestolen*: it is said to have been."""
        would = any(t.lemma in self.lexicon.ahead and t.feat("Tense") == "Past" for t in verbs)
        return would and any(t.lemma in self.lexicon.had and t.feat("VerbForm") == "Inf" for t in verbs)

    def relative(self, i: int) -> bool:
        """Whether a word that looks like a determiner opens a relative clause: *de vrouw die zondag viel*."""
        return i >= 0 and self.tree.tokens[i].deprel != "det" and self.tree.tokens[i].upos == "PRON"

    def dates_noun(self, i: int) -> bool:
        """Whether an expression stands behind a noun with *van*: *het overleg van dinsdagavond*."""
        return self.before(i) in self.lexicon.attributive and self.tree.tokens[i].deprel == "nmod"

    def scheduled(self, i: int) -> bool:
        """Whether an expression stands behind a noun for what is on the calendar: *de wedstrijd van zondag*."""
        noun = self.tree.tokens[self.tree.tokens[i].head].lemma.lower()
        return any(noun.endswith(word) for word in self.lexicon.scheduled)

    def direction(self, i: int) -> int:
        """Return -1 or 1 by the tense of the clause; a headline's present tense tells of the past, and so does a date behind its noun."""
        if self.before(i) in self.lexicon.since_past:
            return -1
        clause = self.clause(i)
        verbs = (clause, *self.tree.children(clause.i, "aux", "cop"))
        if any(t.lemma in self.lexicon.ahead for t in verbs):
            return -1 if self.hearsay(verbs) else 1
        if any(t.feat("Tense") == "Past" for t in verbs):
            return -1
        if any(t.lemma in self.lexicon.perfect and t.i != clause.i for t in verbs):
            return -1  # *heeft ... ondergaan*, whatever form the tagger saw
        if self.dates_noun(i):
            return 1 if self.scheduled(i) and any(t.feat("VerbForm") == "Fin" for t in verbs) else -1
        participle = clause.feat("VerbForm") == "Part"
        if participle and not any(t.lemma in self.lexicon.coming for t in verbs):
            return -1
        if self.tree.sentence(i).kind is BlockKind.HEADLINE:
            return -1
        return 1 if any(t.feat("VerbForm") in {"Fin", "Inf"} for t in verbs) else -1
