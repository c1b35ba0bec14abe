"""What holds across a set of graphs: one kind an actor, one graph an article, no link to an article that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.triples import Literal
from kg.validate.rules import rule_finding
from kg.vocab import KG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Finding, Severity
    from kg.validate.facts import Facts

__all__ = ["Across", "Summary", "summary"]

_KINDS = ("Person", "Organization", "GeopoliticalEntity", "Group", "Place", "Thing")
_LINKS = (KG.sameEventAs, KG.reportedIn, KG.occasion, KG.partOf)


class Summary(NamedTuple):
    """What one graph says that another may gainsay: its articles, named entities with their kinds, and links to other articles' nodes."""

    articles: tuple[str, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()


def summary(facts: Facts) -> Summary:
    """Return what a graph says that another may gainsay."""
    articles = tuple(str(a) for kind in (KG.Article, KG.Item) for a in facts.classes.get(kind, ()))
    own = set(articles)
    entities = ((str(node), kind) for kind in _KINDS for node in facts.classes.get(KG.NAMESPACE + kind, ()) if "#" not in str(node))
    links = (
        (str(node), predicate, target)
        for kind in (KG.Event, KG.Statement)
        for node in facts.classes.get(kind, ())
        for predicate in _LINKS
        for target in facts.values(node, predicate)
        if not isinstance(target, Literal) and target.partition("#")[0] not in own
    )
    return Summary(articles, tuple(entities), tuple(links))


class Across:
    """Takes the summaries of a set one by one, and then tells what does not go together."""

    def __init__(self, severities: Mapping[str, Severity]) -> None:
        self.severities = severities
        self._articles: dict[str, str] = {}
        self._kinds: dict[str, tuple[str, str]] = {}
        self._links: list[tuple[str, tuple[str, str, str]]] = []
        self._found: list[tuple[str, Finding]] = []

    def add(self, source: str, said: Summary) -> None:
        """Take in one graph."""
        for article in said.articles:
            first = self._articles.setdefault(article, source)
            if first != source:
                advice = "keep one of the two, or give the articles identifiers of their own"
                self._found.append((source, rule_finding("ArticleTwice", article, f"this article is in {first} too", advice, self.severities)))
        for entity, kind in said.entities:
            known, first = self._kinds.setdefault(entity, (kind, source))
            if known != kind:
                what, advice = f"it is a kg:{kind} here and a kg:{known} in {first}", "join or part the two with an authority file"
                self._found.append((source, rule_finding("ActorKinds", entity, what, advice, self.severities, value=kind)))
        self._links += [(source, link) for link in said.links]

    def findings(self) -> Iterator[tuple[str, Finding]]:
        """Yield findings with the file of each, when all graphs are in."""
        yield from self._found
        for source, (node, predicate, target) in self._links:
            if target.partition("#")[0] not in self._articles:
                what, advice = f"it links to {target}, whose article is not in this set", "check that article's graph with the others"
                yield source, rule_finding("ArticleMissing", node, what, advice, self.severities, path=predicate, value=target)
