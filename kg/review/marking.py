"""The text of an article as HTML: cut wherever a claim begins or ends, so that no mark crosses another and each piece knows whose it is."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.review.markup import attributes, esc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.review.records import Claim, Document, Part

__all__ = ["anchor", "marked"]

_GAP = '<span class="gap">[…]</span>'
_BREAK = re.compile(r"\n[ \t]*\n\s*")


class _Mark(NamedTuple):
    start: int
    end: int
    key: str
    role: str


def anchor(claim: Claim) -> Part | None:
    """Return the stretch that stands for a claim: the trigger of an event, the cue of a statement, or else its content."""
    found = claim.spans("trigger") or claim.spans("cue") or claim.spans("content") or claim.parts
    return found[0] if found else None


def marked(document: Document) -> str:
    """Return the text in paragraphs, with every stretch of a claim marked."""
    marks = [_Mark(part.start, part.end, claim.key, part.role) for claim in document.claims for part in claim.parts]
    marks += [_Mark(*span, "", "actor") for entity in document.entities.values() for span in entity.spans]
    marks += [_Mark(*span, "", "keypoint") for span in document.key_points]
    anchors: dict[int, list[Claim]] = defaultdict(list)
    for claim in document.claims:
        where = anchor(claim)
        if where is not None:
            anchors[where.start].append(claim)
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(document.text)] if document.is_whole else []
    return _paragraphs(document, marks, anchors, breaks)


def _paragraphs(document: Document, marks: list[_Mark], anchors: dict[int, list[Claim]], breaks: list[tuple[int, int]]) -> str:
    told: list[str] = ["<p>"]
    starts, ends = {start for start, _ in breaks}, {end for _, end in breaks}
    gone, place, inside = 0, 0, False
    for start, end, on in _pieces(document, marks, [*starts, *ends]):
        inside = (inside or start in starts) and start not in ends
        if inside:
            told += ["</p>\n<p>"] if start in starts else []
            continue
        while place < len(document.known) and document.known[place][1] <= start:
            place += 1
        if place < len(document.known) and document.known[place][0] <= start:
            told.append(_piece(document.text[start:end], on, anchors.get(start, [])))
            gone = end
        elif gone <= start:
            told.append(f" {_GAP} ")
            gone = document.known[place][0] if place < len(document.known) else len(document.text) + 1
    return "".join([*told, "</p>"]).replace("<p></p>\n", "")


def _pieces(document: Document, marks: Iterable[_Mark], also: list[int]) -> Iterator[tuple[int, int, set[_Mark]]]:
    """Yield the pieces of the text in order, each with the marks that cover it."""
    opening, closing = defaultdict[int, list[_Mark]](list), defaultdict[int, list[_Mark]](list)
    for mark in marks:
        opening[mark.start].append(mark)
        closing[mark.end].append(mark)
    edges = {0, len(document.text), *opening, *closing, *also, *(edge for span in document.known for edge in span)}
    on: set[_Mark] = set()
    ordered = sorted(edges)
    for start, end in itertools.pairwise(ordered):
        on.difference_update(closing.get(start, ()))
        on.update(opening.get(start, ()))
        yield start, end, on


def _piece(text: str, on: set[_Mark], claims: list[Claim]) -> str:
    """Return a piece; where a claim has its anchor it is a link to the claim in the list."""
    words = esc(text)
    if not on and not claims:
        return words
    first = claims[0] if claims else None
    keys = sorted({mark.key for mark in on if mark.key} | {c.key for c in claims}, key=lambda key: (first is None or key != first.key, key))
    given = {"class": " ".join(sorted({f"t-{mark.role}" for mark in on})), "data-c": " ".join(keys)}
    if first is None:
        return f"<span{attributes(given)}>{words}</span>"
    more = "".join(f'<span id="w-{c.key}"></span>' for c in claims[1:])
    return f'{more}<a id="w-{first.key}" href="#c-{first.key}" aria-describedby="c-{first.key}-t"{attributes(given)}>{words}</a>'
