"""Where a finding is: its words in the article, and the line of its node in the graph file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.triples import Literal
from kg.vocab import KG, NIF, RDFS

if TYPE_CHECKING:
    from kg.validate.facts import Facts, Node
    from kg.validate.texts import Text

__all__ = ["Place", "article_of", "line_of", "place", "span_of"]

_SPAN = re.compile(r"#[a-z]+=([0-9]+),([0-9]+)\Z")
_EVIDENCE = (KG.mention, KG.contentMention, KG.cueMention, KG.keyPoint)
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Lines and columns count from 1 and in code points; 0 is unknown. `file` holds the article's text, or else the graph.

    `in_text` is line and column in a text that stands in the graph only.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    words: str = ""
    article: str = ""
    in_text: tuple[int, int] | None = None


def span_of(iri: str) -> tuple[int, int] | None:
    """Return the offsets in a node's IRI, as `#char=71,83`."""
    found = _SPAN.search(iri)
    return (int(found[1]), int(found[2])) if found else None


def article_of(facts: Facts, focus: Node) -> str:
    """Return the article that a node belongs to: its IRI says so, or the graph has one article only."""
    articles = [str(a) for kind in (KG.Article, KG.Item) for a in facts.classes.get(kind, ())]
    own = str(focus).partition("#")[0]
    if own in articles:
        return own
    return articles[0] if len(articles) == 1 else ""


def place(facts: Facts, focus: str, source: str, content: str, texts: dict[str, Text]) -> Place:
    """Return where a focus node is: in the article's text file if that is at hand, else in the graph file."""
    node, article = _evidence(facts, focus)
    article = article or article_of(facts, focus)
    span, text = span_of(node), texts.get(article)
    words = _words(facts, node, focus)
    inside = span is not None and text is not None and span[1] <= len(text.content)
    if text is None or not text.file:
        line = line_of(content, focus, article)
        in_text = text.position(span[0]) if span is not None and text is not None and inside else None
        return Place(file=source, line=line, column=1 if line else 0, words=words, article=article, in_text=in_text)
    if span is None or not inside:
        return Place(file=text.file, line=1, column=1, words=words, article=article)
    begin, end = text.position(span[0]), text.position(span[1])
    stretch = " ".join(text.content[span[0] : span[1]].split())
    return Place(file=text.file, line=begin[0], column=begin[1], end_line=end[0], end_column=end[1], words=_cut(stretch), article=article)


def _evidence(facts: Facts, focus: str) -> tuple[str, str]:
    """Return the node whose IRI holds the offsets, the focus itself or its first mention, and the article of a mention."""
    if span_of(focus) is not None:
        return focus, focus.partition("#")[0]
    for predicate in _EVIDENCE:
        for mention in sorted((str(m) for m in facts.values(focus, predicate) if not isinstance(m, Literal)), key=lambda m: (span_of(m) or (0, 0), m)):
            return mention, mention.partition("#")[0]
    return focus, ""


def _words(facts: Facts, node: str, focus: str) -> str:
    """Return the words that the graph itself gives."""
    span = span_of(node)
    mentions = (node, f"{node.partition('#')[0]}#char={span[0]},{span[1]}" if span else "")
    candidates = [(m, NIF.anchorOf) for m in mentions] + [(focus, p) for p in (RDFS.label, KG.roleTitle, KG.text)]
    for subject, predicate in candidates:
        for value in facts.values(subject, predicate):
            if isinstance(value, Literal):
                return _cut(" ".join(value.value.split()))
    return ""


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def line_of(content: str, focus: str, article: str) -> int:
    """Return the line of a graph file on which a node's description begins, or is first named; 0 if it is not found."""
    local = focus.removeprefix(article) if article else focus
    names = [re.escape(f"<{name}>") for name in dict.fromkeys((focus, local))]
    found = re.search(f"^(?:{'|'.join(names)})[ \t]", content, re.MULTILINE) or re.search("|".join(names), content)
    return content.count("\n", 0, found.start()) + 1 if found and focus else 0
