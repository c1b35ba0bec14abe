"""What the rest of the article says of an event that its own sentence says nothing of: *de sluiting*, where the site is to close in September."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from kg.events.factuality import setting
from kg.events.factuality.governing import harm
from kg.model import Temporality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.events.factuality.rules import Rule
    from kg.events.factuality.setting import Setting
    from kg.model import Token

__all__ = ["to_come"]

_NEAREST = 5  # mentions on either side that are looked at
_DEFAULTS = frozenset({"known", "fragment", "present", "headline", "lasting"})


def to_come(s: Setting, decide: Callable[[Setting], Rule[Temporality]]) -> bool:
    """Whether all other mentions of the same event that tell when it is say that it is to come."""
    if not s.noun or not s.definite or harm(s.token, s.lexicon) or s.adjectives & s.words["known.another"]:
        return False
    found = [_of(s, token, decide) for token in _same(s)]
    told = [rule.value for rule in found if rule is not None and rule.name not in _DEFAULTS]
    return bool(told) and all(value is Temporality.FUTURE for value in told)


def _of(s: Setting, token: Token, decide: Callable[[Setting], Rule[Temporality]]) -> Rule[Temporality] | None:
    other = setting.of(s.tree, token.i, s.statements, s.lexicon)
    return None if other.adjectives & s.words["known.another"] else decide(other)


def _same(s: Setting) -> Iterator[Token]:
    """The nearest other mentions: the same noun in the same number, or the verb that it is made of (*sluiting*, *sluiten*)."""
    noun = s.token
    verbs = {noun.lemma[: -len(ending)] + verb for ending, _, verb in (w.partition(":") for w in s.words["known.deverbal"]) if noun.lemma.endswith(ending)}
    for lemma in (noun.lemma, *sorted(verbs)):
        places = s.tree.lemmas.get(lemma, ())
        at = bisect.bisect_left(places, noun.i)
        for i in places[max(0, at - _NEAREST) : at + _NEAREST]:
            token = s.tree.tokens[i]
            same = lemma == noun.lemma and token.upos == "NOUN" and token.feat("Number") == noun.feat("Number")
            if i != noun.i and (same or (token.upos == "VERB" and s.tree.lemma(i) == lemma)):
                yield token
