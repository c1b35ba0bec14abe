"""Nodes of schema.org, from JSON-LD, microdata or RDFa, to the fields of an article and to what the source gives.

Source: schema.org 30, types NewsArticle, Quotation, Claim, ClaimReview, Event. A context is never fetched.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from kg.model import BlockKind, EntityKind, GivenEntity, GivenEvent, GivenStatement, Subject
from kg.readers.bylines import author, authors, named_in
from kg.readers.dates import day
from kg.readers.markup import Piece, from_html, has_markup
from kg.readers.xml import fragment, iri, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers.draft import Draft

__all__ = ["Node", "body", "event", "fill", "index", "is_article", "mentioned", "text", "types", "walk"]

Node = dict[str, object]

_DEPTH = 12
_MOST = 20_000  # nodes of a page
_TEASER = 250  # characters; a body that short is hardly an article
_ARTICLES = re.compile(
    r"(?:\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report|SatiricalArticle|ScholarlyArticle|TechArticle|SocialMediaPosting|ClaimReview|AdvertiserContentArticle)"
)
_PERSONS = frozenset({"Person", "Patient"})
_PLACES = re.compile(r"Place|City|Country|State|AdministrativeArea|Continent|Landform|\w*(?:Building|Structure|Residence)")
_ORGANIZATIONS = re.compile(r"\w*(?:Organization|Corporation|NGO|Team|Business|Party|Consortium|Airline|Library|School|University|Agency)")
_EVENTS = re.compile(r"\w*(?:Event|Festival|Hackathon|EventSeries)")


def types(node: object) -> frozenset[str]:
    """Return the types of a node by the last part of their IRIs."""
    stated = node.get("@type") if isinstance(node, dict) else None
    values = stated if isinstance(stated, list) else [stated]
    return frozenset(re.split(r"[/#:]", value)[-1] for value in values if isinstance(value, str))


def is_article(node: object) -> bool:
    """Whether a node is an article of any kind."""
    return any(_ARTICLES.fullmatch(kind) for kind in types(node))


def walk(data: object) -> Iterator[Node]:
    """Yield every object of a JSON value, outer ones first, down to a bounded depth and number."""
    level: list[object] = [data]
    count = 0
    for _ in range(_DEPTH):
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                count += 1
                if count > _MOST:
                    return
                yield value
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        level = below


def index(data: object) -> dict[str, Node]:
    """Return the nodes that have an `@id`, the fullest of each."""
    found: dict[str, Node] = {}
    for node in walk(data):
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(found.get(name, {})):
            found[name] = node
    return found


def _values(node: Node, *names: str) -> list[object]:
    found: list[object] = []
    for name in names:
        value = node.get(name)
        found.extend(value if isinstance(value, list) else [] if value is None else [value])
    return found


def text(value: object) -> str:
    """Return the text of a value: a string with HTML references decoded once, a number, the name of an object, the first of a list."""
    if isinstance(value, list):
        return next((t for t in map(text, value) if t), "")
    if isinstance(value, dict):
        return next((t for k in ("@value", "name", "text", "headline") if (t := text(value.get(k)))), "")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    plain = html.unescape(value) if isinstance(value, str) else ""
    if has_markup(plain):
        plain = text_of(fragment(plain))
    return " ".join(plain.split())


def _first(node: Node, *names: str) -> str:
    return next((t for name in names if (t := text(node.get(name)))), "")


def _link(value: object) -> str:
    """Return the IRI of a value: a string, or the `@id` or `url` of an object."""
    if isinstance(value, list):
        return next((t for t in map(_link, value) if t), "")
    if isinstance(value, dict):
        return _link(value.get("@id")) or _link(value.get("url"))
    return (iri(value) or "") if isinstance(value, str) else ""


def _resolved(value: object, nodes: dict[str, Node]) -> object:
    """Return the full node that a bare reference names."""
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 2:  # noqa: PLR2004  (@id, perhaps @type)
        return nodes.get(str(value["@id"]), value)
    return value


def fill(draft: Draft, node: Node, nodes: dict[str, Node], where: str = "JSON-LD") -> None:
    """Put the fields of an article node into a draft that does not have them yet."""
    url = _link(node.get("url")) or _link(node.get("mainEntityOfPage")) or _link(node.get("@id"))
    draft.put("url", url, f"{where} url")
    draft.put("headline", _first(node, "headline", "name"), f"{where} headline")
    draft.put("subheadline", _first(node, "alternativeHeadline"), f"{where} alternativeHeadline")
    draft.add("summary", [_first(node, "description", "abstract")], f"{where} description")
    for field, name in (("published", "datePublished"), ("modified", "dateModified"), ("created", "dateCreated"), ("expires", "expires")):
        draft.date(field, _first(node, name), f"{where} {name}")
    draft.put("language", _language(node.get("inLanguage")), f"{where} inLanguage")
    _people(draft, node, nodes, where)
    draft.put("publisher", text(_resolved(node.get("publisher"), nodes)), f"{where} publisher")
    for name in ("keywords", "articleSection"):
        for value in _values(node, name):
            draft.add("keywords", [word.strip() for word in text(value).split(",")], f"{where} {name}")
    draft.put("dateline", _first(node, "dateline"), f"{where} dateline")
    draft.put("located", text(node.get("locationCreated")) or text(node.get("contentLocation")), f"{where} locationCreated")
    draft.put("version", _first(node, "version"), f"{where} version")
    draft.add("licenses", [_link(value) for value in _values(node, "license")], f"{where} license")
    draft.put("rights", _first(node, "copyrightNotice") or text(_resolved(node.get("copyrightHolder"), nodes)), f"{where} copyrightNotice")
    if str(node.get("isAccessibleForFree")).strip().lower() in ("false", "http://schema.org/false", "https://schema.org/false"):
        draft.fields["complete"] = False
        draft.warn(f"{where} says that the article is not free: the text may be incomplete")
    for value in _values(node, "correction"):
        draft.put("correction", _first(value, "text", "description", "name") if isinstance(value, dict) else text(value), f"{where} correction")
        draft.put("signal", "correction", f"{where} correction")
    mentioned(draft, node, nodes, where)


def _language(value: object) -> str:
    if isinstance(value, dict):
        return text(value.get("alternateName")) or text(value.get("name"))
    return text(value)


def _people(draft: Draft, node: Node, nodes: dict[str, Node], where: str) -> None:
    found: list[GivenEntity | None] = []
    for value in _values(node, "author", "creator"):
        full = _resolved(value, nodes)
        if isinstance(full, dict):
            kind = _kind(full)
            if kind is not EntityKind.ORGANIZATION and len(several := named_in(text(full.get("name")))) > 1:
                found.extend(several)
                continue
            found.append(author(text(full.get("name")), kind if kind in (EntityKind.PERSON, EntityKind.ORGANIZATION) else None, _same_as(full)))
        else:
            found.extend(authors(text(full)))
    if "authors" not in draft.fields:
        draft.add("authors", found, f"{where} author")


def _kind(node: Node) -> EntityKind | None:
    kinds = types(node)
    if kinds & _PERSONS:
        return EntityKind.PERSON
    if any(_ORGANIZATIONS.fullmatch(kind) for kind in kinds):
        return EntityKind.ORGANIZATION
    return EntityKind.PLACE if any(_PLACES.fullmatch(kind) for kind in kinds) else None


def _same_as(node: Node) -> tuple[str, ...]:
    """Return the IRIs that a node gives for itself: `sameAs`, and an `@id` of the web that is not a part of a page."""
    own = _link(node.get("@id")) if "#" not in str(node.get("@id")) else ""
    return tuple(dict.fromkeys(filter(None, [*map(_link, _values(node, "sameAs")), own])))


def _entity(value: object, nodes: dict[str, Node], *, about: bool = False, kind: EntityKind | None = None) -> GivenEntity | None:
    full = _resolved(value, nodes)
    if isinstance(full, str):
        return GivenEntity(name=text(full), kind=kind, about=about) if kind is not None and text(full) else None
    if not isinstance(full, dict):
        return None
    found, name = _kind(full) or kind, text(full.get("name"))
    return GivenEntity(name=name, kind=found, same_as=_same_as(full), about=about) if found is not None and name else None


def mentioned(draft: Draft, node: Node, nodes: dict[str, Node], where: str) -> None:
    """Read what an article is about and mentions: entities, events, subjects, and the quotations and claims in it."""
    for name in ("about", "mentions", "contentLocation", "spatialCoverage", "subjectOf"):
        for value in _values(node, name):
            full = _resolved(value, nodes)
            if isinstance(full, dict) and any(_EVENTS.fullmatch(kind) for kind in types(full)):
                draft.add("events", [event(full, nodes, about=name == "about")], f"{where} {name}")
            elif isinstance(full, dict) and (entity := _entity(full, nodes, about=name == "about")) is not None:
                draft.add("entities", [entity], f"{where} {name}")
            elif name == "about" and text(full):
                same = _same_as(full) if isinstance(full, dict) else ()
                draft.add("subjects", [Subject(iri=same[0] if same else None, label=text(full), language=draft.fields.get("language"))], f"{where} about")
    for inner in walk(node):
        kinds = types(inner)
        if "Quotation" in kinds:
            draft.add("statements", [_quotation(inner, nodes)], f"{where} Quotation")
        elif kinds & {"Claim", "ClaimReview"}:
            draft.add("statements", [_claim(inner, nodes)], f"{where} Claim")


def _quotation(node: Node, nodes: dict[str, Node]) -> GivenStatement | None:
    words = _first(node, "text")
    speakers = [_entity(v, nodes, kind=EntityKind.PERSON) for v in _values(node, "spokenByCharacter", "creator", "author")]
    date = day(_first(node, "dateCreated", "datePublished"))
    return GivenStatement(text=words, speaker=next(filter(None, speakers), None), date=date) if words else None


def _claim(node: Node, nodes: dict[str, Node]) -> GivenStatement | None:
    """Return the claim of a `Claim`, or the one that a `ClaimReview` reviews, with who made it; the reviewer did not."""
    if "ClaimReview" in types(node):
        reviewed = _resolved(next(iter(_values(node, "itemReviewed")), None), nodes)
        source: Node = reviewed if isinstance(reviewed, dict) else {}
        words = _first(node, "claimReviewed") or _first(source, "text", "name")
    else:
        source, words = node, _first(node, "text", "name")
    appearances = [v for v in _values(source, "appearance", "firstAppearance") if isinstance(v, dict)]
    speakers = [_entity(v, nodes, kind=EntityKind.PERSON) for v in _values(source, "author", "creator")]
    speakers += [_entity(v, nodes, kind=EntityKind.PERSON) for each in appearances for v in _values(each, "author", "creator")]
    date = day(_first(source, "datePublished", "dateCreated"))
    return GivenStatement(text=words, speaker=next(filter(None, speakers), None), direct=False, date=date) if words else None


def event(node: Node, nodes: dict[str, Node], *, about: bool = True) -> GivenEvent | None:
    """Return the event of an `Event` node; one without a name is none."""
    name = text(node.get("name"))
    start, end = day(_first(node, "startDate")), day(_first(node, "endDate"))
    place = next(filter(None, (_entity(v, nodes, kind=EntityKind.PLACE) for v in _values(node, "location"))), None)
    people = [_entity(v, nodes) for v in _values(node, "performer", "organizer", "attendee", "actor", "competitor", "contributor")]
    if not name:
        return None
    ordered = end if not (start and end) or end >= start else None
    return GivenEvent(name=name, start=start, end=ordered, place=place, participants=tuple(filter(None, people)), same_as=_same_as(node), about=about)


def body(draft: Draft, node: Node) -> list[Piece]:
    """Return the blocks of `articleBody` (of a review its `reviewBody`) and of the updates of a live blog; a teaser makes the article incomplete."""
    stated = next((v for k in ("articleBody", "text", "reviewBody") for v in _values(node, k) if isinstance(v, str) and v.strip()), "")
    updates = _updates(node)
    if stated and not updates and len(stated) < _TEASER and "ClaimReview" not in types(node):
        draft.fields["complete"] = False
        draft.warn("articleBody is no longer than a teaser: the article itself is not in it")
    found = from_html(stated) if stated else []
    known = " ".join(piece.text for piece in found)
    return found + [piece for update in updates for piece in update if piece.text not in known]


def _updates(node: Node) -> list[list[Piece]]:
    """Return the blocks of the updates of a live blog, each under its title."""
    found = []
    for update in _values(node, "liveBlogUpdate"):
        if isinstance(update, dict):
            pieces = from_html(next((v for k in ("articleBody", "text", "description") for v in _values(update, k) if isinstance(v, str) and v.strip()), ""))
            title = _first(update, "headline", "name")
            found.append([Piece(kind=BlockKind.HEADING, text=title), *pieces] if title and pieces and title != pieces[0].text else pieces)
    return found
