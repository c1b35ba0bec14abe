"""The evidence lock: each mention says what stands in the text, where it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.triples import Literal
from kg.validate.places import span_of
from kg.validate.rules import rule_finding
from kg.vocab import KG, NIF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Finding, Severity
    from kg.validate.facts import Facts
    from kg.validate.texts import Text

__all__ = ["check_evidence"]

_AGAIN = "convert the article again"


def check_evidence(facts: Facts, texts: Mapping[str, Text], severities: Mapping[str, Severity], *, asked: bool) -> Iterator[Finding]:
    """Yield what the mentions of a graph say wrongly; `asked` tells that texts were given, so that one which is not there is a finding."""
    for article in facts.classes.get(KG.Article, ()):
        yield from _article(facts, str(article), texts.get(str(article)), severities, asked=asked)
    for mention in facts.classes.get(KG.Mention, ()):
        article = str(next(iter(facts.values(mention, NIF.referenceContext)), ""))
        yield from _mention(facts, str(mention), article, texts.get(article), severities)


def _article(facts: Facts, article: str, text: Text | None, severities: Mapping[str, Severity], *, asked: bool) -> Iterator[Finding]:
    if text is None:
        if asked:
            yield rule_finding("TextMissing", article, "there is no text of this article in the folder", "give the folder that --text-out wrote", severities)
        return
    given = {v.value for v in facts.values(article, KG.textHash) if isinstance(v, Literal)}
    if given and text.digest not in given:
        what = "the text is not the one that this graph was made from: its SHA-256 is another"
        yield rule_finding("TextHash", article, what, _AGAIN, severities, path=KG.textHash, value=text.digest)
    inside = [v.value for v in facts.values(article, NIF.isString) if isinstance(v, Literal)]
    if text.file and any(each != text.content for each in inside):
        yield rule_finding("TextHash", article, "the text in the graph is not the one in the folder", _AGAIN, severities, path=NIF.isString)


def _mention(facts: Facts, mention: str, article: str, text: Text | None, severities: Mapping[str, Severity]) -> Iterator[Finding]:
    begin, end, words = (_one(facts, mention, predicate) for predicate in (NIF.beginIndex, NIF.endIndex, NIF.anchorOf))
    start, stop = _number(begin), _number(end)
    if start is None or stop is None or words is None:
        yield rule_finding("MentionSpan", mention, "a mention has one begin and one end, which are numbers, and its words once", _AGAIN, severities)
        return
    named, own = span_of(mention), mention.partition("#")[0]
    if named != (start, stop) or stop - start != len(words.value):
        iri = f"the IRI says {named[0]} to {named[1]}" if named else "the IRI says no offsets"
        what = f"{iri}, the offsets say {start} to {stop}, and the words have {len(words.value)} characters"
        yield rule_finding("MentionSpan", mention, what, _AGAIN, severities, value=words.value)
    if own != article:
        what = f"the IRI is one of {own}, and the mention points into {article or 'no article'}"
        yield rule_finding("MentionSpan", mention, what, _AGAIN, severities, path=NIF.referenceContext, value=article)
    if text is not None and text.content[max(start, 0) : max(stop, 0)] != words.value:
        yield rule_finding("MentionWords", mention, _difference(text, start, stop, words.value), _AGAIN, severities, path=NIF.anchorOf, value=words.value)


def _one(facts: Facts, node: str, predicate: str) -> Literal | None:
    values = facts.values(node, predicate)
    return values[0] if len(values) == 1 and isinstance(values[0], Literal) else None


def _number(literal: Literal | None) -> int | None:
    digits = literal.value.removeprefix("-") if literal is not None else ""
    return int(literal.value) if literal is not None and digits.isascii() and digits.isdigit() and len(digits) < 19 else None  # noqa: PLR2004


def _difference(text: Text, start: int, stop: int, words: str) -> str:
    """Say what stands there instead, and where the words are, if they are in the text at all."""
    if not 0 <= start < stop <= len(text.content):
        return f"the text ends at {len(text.content)}, before {stop}"
    line, column = text.position(start)
    found = text.content[start:stop]
    before, after = text.content.rfind(words, 0, start + len(words)), text.content.find(words, start)
    nearest = min((place for place in (before, after) if place >= 0), key=lambda place: abs(place - start), default=-1)
    where = "they are not in the text" if nearest < 0 else "they stand at {}:{}, {:+d} characters".format(*text.position(nearest), nearest - start)
    return f"{' '.join(found.split())!r} stands at {line}:{column}, not {' '.join(words.split())!r}: {where}"
