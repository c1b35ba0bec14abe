"""The page of one article: its text with what was found marked in it, and the claims beside it, each leading to its words and back."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.review.labels import label, moment, phrases, status
from kg.review.marking import anchor, marked
from kg.review.markup import Link, attributes, esc, external, language, link, page
from kg.validate.places import span_of
from kg.vocab import KG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.review.records import Claim, Document, Entity, Flaw

__all__ = ["actor_id", "address", "article_page"]

_SKIPS = (Link("#text", "Skip to the text"), Link("#claims", "Skip to the claims"), Link("#filter", "Skip to the filters"))
_PIECES = "Only the words of mentions are in the graph. Convert with --with-text, or give the texts with --text."
_KEY = (
    ("t-trigger", "event"),
    ("t-content", "said"),
    ("t-cue", "cue"),
    ("t-speaker", "speaker"),
    ("t-agent", "participant"),
    ("t-place", "place"),
    ("t-time", "time"),
    ("t-actor", "name or other mention"),
)


def address(iri: str) -> str:
    """Return the address of an article's page in the set: letters and digits that every file system and every address takes, and a hash of the IRI."""
    tail = re.sub(r"[^a-z0-9]+", "-", iri.rstrip("/").rpartition("/")[2].lower()).strip("-")[:60]
    return f"articles/{tail or 'article'}-{hashlib.sha256(iri.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}.html"


def actor_id(iri: str) -> str:
    """Return what names an actor in the pages of the set."""
    return f"a-{hashlib.sha256(iri.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def article_page(document: Document) -> bytes:
    """Return the page of an article."""
    at_claims, others = _placed(document)
    tongue, holders = language(document.language), {claim.iri: claim for claim in document.claims}
    body = f"""<h1{tongue}><bdi>{esc(document.title)}</bdi></h1>
{_facts(document)}
{_filters(document)}
<p id="live" class="sr" role="status"></p>
<div class="panes">
<section aria-labelledby="text-h"><h2 id="text-h">Text</h2>
<ul class="key" aria-label="Marks">{"".join(f'<li><span class="{c}">{name}</span></li>' for c, name in _KEY)}</ul>
<div id="text" class="text" tabindex="-1" dir="auto"{tongue}>{marked(document) if document.text else '<p class="gap">(no text)</p>'}</div></section>
<section aria-labelledby="claims-h"><h2 id="claims-h">Claims</h2>
{_flaws(others, "findings")}
<ol id="claims" class="claims" tabindex="-1">{"".join(_claim(document, claim, at_claims[claim.key], holders) for claim in document.claims)}</ol>
{_actors(document.entities.values(), document.language)}</section>
</div>"""
    return page(document.title, body, root="../", skips=_SKIPS)


def _facts(document: Document) -> str:
    facts = [moment(document.published) if document.published else "no date of publication", document.publisher, document.status]
    told = " · ".join(f"<bdi>{esc(fact)}</bdi>" for fact in facts if fact)
    lines = [told, external(document.url) if document.url else "", f"Graph: <bdi>{esc(document.iri)}</bdi>"]
    note = "" if document.is_whole else f'<p class="flaw">{_PIECES}</p>'
    return "".join(f'<p class="facts">{line}</p>' for line in lines if line) + note


def _placed(document: Document) -> tuple[dict[str, list[Flaw]], list[Flaw]]:
    """Return the findings by the claim that each is about, and those about anything else."""
    by_iri = {claim.iri: claim.key for claim in document.claims}
    by_span: dict[tuple[int, int], str] = {}
    for claim in document.claims:
        for part in claim.parts:
            by_span.setdefault((part.start, part.end), claim.key)
    placed: dict[str, list[Flaw]] = defaultdict(list)
    others = []
    for flaw in document.flaws:
        key = by_iri.get(flaw.focus) or by_span.get(span_of(flaw.focus) or (0, 0))
        if key is None:
            others.append(flaw)
        else:
            placed[key].append(flaw)
    return placed, others


def _flaws(flaws: Iterable[Flaw], name: str) -> str:
    told = "".join(f'<p class="flaw">{esc(_told(flaw))} <bdi>({esc(flaw.focus)})</bdi></p>' for flaw in flaws)
    return f'<div id="{name}">{told}</div>' if told else ""


def _told(flaw: Flaw) -> str:
    return f"{flaw.severity}: {'; '.join(each for each in (flaw.wrong, flaw.mend) if each)}"


def _claim(document: Document, claim: Claim, flaws: list[Flaw], holders: dict[str, Claim]) -> str:
    speakers = "\n".join(" ".join(document.labels.get(iri, iri).split()) for iri in claim.taking("speaker"))
    given = {
        "id": f"c-{claim.key}",
        "class": claim.kind,
        "data-kind": claim.kind,
        "data-f": claim.iri.partition("#")[2],
        "data-certainty": label(claim.certainty) if claim.certainty else "",
        "data-attitude": label(claim.attitude) if claim.attitude else "",
        "data-speaker": speakers,
        "data-confidence": "" if claim.confidence is None else f"{claim.confidence:g}",
        "data-flaws": str(len(flaws) or ""),
    }
    tongue = language(document.language)
    words = "".join(f"<bdi{tongue}>{esc(text)}</bdi>" if own else esc(text) for text, own in phrases(document, claim))
    told = (
        f'<a class="go" id="c-{claim.key}-t" href="#w-{claim.key}">{words}</a>' if anchor(claim) else f'<span class="none" id="c-{claim.key}-t">{words}</span>'
    )
    tags = "".join(f'<span class="tag">{esc(each)}</span>' for each in _tags(claim))
    found = "".join(f'<p class="flaw">{esc(_told(flaw))}</p>' for flaw in flaws)
    return f"<li{attributes(given)}>{told}{tags}{_within(document, claim, holders)}{found}</li>\n"


def _tags(claim: Claim) -> list[str]:
    return [*status(claim), *([f"confidence {claim.confidence:.2f}"] if claim.confidence is not None else [])]


def _within(document: Document, claim: Claim, holders: dict[str, Claim]) -> str:
    """Return a link to the statement that a claim stands in."""
    holder = holders.get(claim.within)
    if holder is None:
        return ""
    who = ", ".join(" ".join(document.labels.get(iri, iri).split()) for iri in holder.taking("speaker"))
    return f'<a class="tag" href="#c-{holder.key}">as told by <bdi>{esc(who or "an unknown speaker")}</bdi></a>'


def _filters(document: Document) -> str:
    claims = document.claims
    speakers = {" ".join(document.labels.get(iri, iri).split()) for claim in claims for iri in claim.taking("speaker")}
    selects = (
        ("kind", "Kind", {claim.kind for claim in claims}),
        ("certainty", "Certainty", {label(claim.certainty) for claim in claims if claim.certainty}),
        ("attitude", "Attitude", {label(claim.attitude) for claim in claims if claim.attitude}),
        ("speaker", "Speaker", speakers),
    )
    told = "".join(_select(name, title, values) for name, title, values in selects)
    if any(claim.confidence is not None for claim in claims):
        told += '<div><label for="f-confidence">Confidence at least</label><input id="f-confidence" type="number" min="0" max="1" step="0.05" value="0"></div>'
    told += (
        '<div><label for="f-flaws">Findings</label><select id="f-flaws"><option value="">all</option><option value="1">with findings</option></select></div>'
    )
    told += '<div><label for="f-q">Words</label><input id="f-q" type="search" autocomplete="off"></div><button type="reset">Clear</button>'
    count = f'<output id="count">{len(claims)} claims</output>'
    hint = "Enter on a claim shows its words and back; arrow keys move from one to the next; Escape goes back."
    return f'<form id="filter" aria-label="Filters" tabindex="-1" hidden>{told}{count}<p class="hint">{hint}</p></form>'


def _select(name: str, title: str, values: set[str]) -> str:
    options = "".join(f'<option value="{esc(value)}">{esc(value)}</option>' for value in sorted(values))
    return f'<div><label for="f-{name}">{title}</label><select id="f-{name}"><option value="">all</option>{options}</select></div>'


def _actors(entities: Iterable[Entity], tongue: str) -> str:
    kept = [entity for entity in entities if entity.kind not in {KG.Thing}]
    if not kept:
        return ""
    rows = "".join(
        f'<tr><th scope="row"{language(tongue)}>{link(f"../find.html#{actor_id(entity.iri)}", entity.label)}</th>'
        f'<td data-h="Kind">{esc(label(entity.kind))}</td><td data-h="Roles"{language(tongue)}>{esc(", ".join(entity.roles))}</td>'
        f'<td class="n" data-h="Mentions">{len(entity.spans)}</td>'
        f'<td class="n" data-h="Confidence">{"" if entity.confidence is None else f"{entity.confidence:.2f}"}</td></tr>'
        for entity in kept
    )
    head = '<tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Roles</th><th scope="col" class="n">Mentions</th>'
    head += '<th scope="col" class="n">Confidence</th></tr>'
    return f'<h2>Actors and places</h2><div class="scroll"><table class="rows"><thead>{head}</thead><tbody>{rows}</tbody></table></div>'
