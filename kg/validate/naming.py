"""All that a graph names stands under one base."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.validate.facts import BLANK
from kg.validate.rules import rule_finding
from kg.vocab import KG, PROV

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Finding, Severity
    from kg.validate.facts import Facts

__all__ = ["check_names"]

_LOCAL = re.compile(r"(?:article|item)/[^/#]+\Z")
_KINDS = (KG.Person, KG.Organization, KG.GeopoliticalEntity, KG.Group, KG.Place, KG.Thing, KG.Role, KG.Event, KG.Statement, KG.Mention, PROV.Activity)


def check_names(facts: Facts, severities: Mapping[str, Severity]) -> Iterator[Finding]:
    """Yield nodes whose IRI is not under the base that the article's IRI shows, `{base}article/<id>`."""
    articles = [str(a) for kind in (KG.Article, KG.Item) for a in facts.classes.get(kind, ())]
    bases = tuple(_LOCAL.sub("", article) for article in articles if _LOCAL.search(article))
    if not bases:
        return
    for kind in _KINDS:
        for node in facts.classes.get(kind, ()):
            if not str(node).startswith((*bases, BLANK)):
                what, advice = f"it is not named under {bases[0]}", "convert all articles with one --base"
                yield rule_finding("BaseIRI", str(node), what, advice, severities)
