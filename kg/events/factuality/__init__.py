"""How an event is presented: certainty, polarity and temporality (after FactBank, Saurí and Pustejovsky 2009).

Each is a table of small named rules; the first that holds decides, and `reasons` tells which did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events.factuality import elsewhere, setting, temporal
from kg.events.factuality.certain import CERTAINTY
from kg.events.factuality.denied import POLARITY
from kg.events.factuality.rules import first

if TYPE_CHECKING:
    from kg.attachment import Timeline
    from kg.events.factuality.rules import Rule
    from kg.events.factuality.setting import Setting
    from kg.lexicons.triggers import TriggerLexicon
    from kg.model import Certainty, Polarity, Statement, Temporality
    from kg.tree import Tree

__all__ = ["certainty", "polarity", "reasons", "temporality"]


def certainty(tree: Tree, i: int, statements: tuple[Statement, ...], lexicon: TriggerLexicon) -> Certainty:
    """Return how sure the author or the speaker is: modals, adverbs, the governing word, conditions, purposes."""
    return first(CERTAINTY, setting.of(tree, i, statements, lexicon)).value


def polarity(tree: Tree, i: int, statements: tuple[Statement, ...], lexicon: TriggerLexicon) -> Polarity:
    """Return negative for *niet*, *geen*, *zonder* over the trigger, or a governing word that says it did not happen."""
    return first(POLARITY, setting.of(tree, i, statements, lexicon)).value


def temporality(tree: Tree, i: int, statements: tuple[Statement, ...], timeline: Timeline, lexicon: TriggerLexicon) -> Temporality:
    """Return past, present or future of publication: by a date first, then by governor, tense and kind of noun."""
    return _when(setting.of(tree, i, statements, lexicon), timeline).value


def _when(s: Setting, timeline: Timeline) -> Rule[Temporality]:
    """The rule for the time of an event; where its sentence says nothing, that of its other mentions."""

    def decide(other: Setting) -> Rule[Temporality]:
        return first(temporal.rules(other, timeline), other)

    rule = decide(s)
    if rule.name in temporal.TAKEN_FOR_PAST and elsewhere.to_come(s, decide):
        return temporal.ELSEWHERE
    return rule


def reasons(tree: Tree, i: int, statements: tuple[Statement, ...], timeline: Timeline, lexicon: TriggerLexicon) -> tuple[str, str, str]:
    """Return the names of the rules that decided certainty, polarity and temporality."""
    found = setting.of(tree, i, statements, lexicon)
    return first(CERTAINTY, found).name, first(POLARITY, found).name, _when(found, timeline).name
