"""What is checked beside the shapes: the evidence of each mention, names, and a set of graphs as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RULES", "rule_finding"]

# Name -> what it asks for, and its severity unless the user gives another.
RULES = {
    "TextHash": ("The text is the one that the graph was made from.", Severity.VIOLATION),
    "TextMissing": ("The text of an article is at hand where texts are given.", Severity.VIOLATION),
    "BaseIRI": ("All that a graph names stands under the base of its article.", Severity.VIOLATION),
    "MentionSpan": ("A mention's IRI, its two offsets and the length of its words agree.", Severity.VIOLATION),
    "MentionWords": ("A mention's words stand in the text at its offsets.", Severity.VIOLATION),
    "ActorKinds": ("An actor is of one kind in all graphs.", Severity.WARNING),
    "GraphName": ("A named graph has the IRI of its article for a name.", Severity.VIOLATION),
    "ArticleTwice": ("An article is in one graph.", Severity.VIOLATION),
    "ArticleMissing": ("A link to another article leads to one of the set.", Severity.WARNING),
}


def rule_finding(rule: str, focus: str, what: str, advice: str, severities: Mapping[str, Severity], *, path: str = "", value: str = "") -> Finding:
    """Return a finding against one of the rules."""
    return Finding(focus=focus, path=path, message=f"{what}; {advice}", severity=severities.get(rule, RULES[rule][1]), component=rule, value=value)
