"""ninjs 1, 2 and 3: news in JSON. Keys are read without regard to case and separators, since the versions differ in both.

Source: IPTC, ninjs 1.6, 2.1 and 3.0 schemas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import NoArticle, ReadError
from kg.model import EntityKind, GivenEntity, GivenEvent, ItemKind, Subject
from kg.readers import Reader
from kg.readers.bylines import person
from kg.readers.dates import day
from kg.readers.draft import Draft, one_by_one
from kg.readers.json_text import Object, loads, objects, text, warned
from kg.readers.markup import Piece, from_html, from_plain, has_markup, pieces, without_furniture
from kg.readers.xml import descendants, fragment, iri, local, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Input, Item

__all__ = ["READER", "articles", "is_ninjs", "read"]

_DECISIVE = frozenset(
    {
        "versioncreated",
        "pubstatus",
        "bodyxhtml",
        "bodytext",
        "bodyhtml",
        "representationtype",
        "contentcreated",
        "firstcreated",
        "copyrightholder",
        "renditions",
        "bodies",
        "headlines",
        "embargoeduntil",
        "usageterms",
        "infosources",
    }
)
_KINDS = {
    "person": EntityKind.PERSON,
    "people": EntityKind.PERSON,
    "organisation": EntityKind.ORGANIZATION,
    "organisations": EntityKind.ORGANIZATION,
    "place": EntityKind.PLACE,
    "places": EntityKind.PLACE,
    "object": EntityKind.THING,
    "objects": EntityKind.THING,
}
_MEDIA = frozenset({"picture", "video", "audio", "graphic", "animation", "component"})
_DEPTH = 4  # of wrappers and associations


def _recognise(head: Head) -> int:
    keys = head.json_keys
    if "standard" in keys and re.search(r"\"name\"\s*:\s*\"[\w .-]*ninjs[\w .-]*\"", head.text, re.IGNORECASE):
        return 95
    strong = keys & _DECISIVE
    return 90 if ({"uri", "guid"} & keys and strong) or len(strong) > 1 else 0


def read(source: Input) -> Iterator[Item]:
    """Yield the articles and events of a ninjs file: an object, an array, or a wrapper. Raises `ReadError`."""
    data, warnings = loads(source)
    items = _items(data)
    if not items:
        raise ReadError("there is no ninjs item in it", where=source.name, advice="check the format, or choose one with --from")
    yield from warned(one_by_one(items, source, articles, alone=len(items) == 1), warnings)


def _items(data: object, depth: int = 0) -> list[Object]:
    if isinstance(data, list) and depth < _DEPTH:
        return [item for each in data for item in _items(each, depth + 1)]
    if not isinstance(data, dict):
        return []
    for key in ("items", "item", "_items"):
        if isinstance(data.get(key), (list, dict)) and "uri" not in data:
            return _items(data[key], depth + 1)
    return [data]


def is_ninjs(data: object) -> bool:
    """Whether a JSON object is a ninjs item."""
    return isinstance(data, dict) and bool({"uri", "guid"} & _plain(data).keys()) and bool(_plain(data).keys() & _DECISIVE)


def _plain(data: Object) -> Object:
    """Return an object with its keys in lower case, without separators."""
    return {re.sub(r"[_\W]", "", str(key)).lower(): value for key, value in data.items()}


def articles(data: object, source: Input, where: str) -> Iterator[Item]:
    """Yield the article, or the event, of one ninjs object, then those of its associations that are texts. Raises `ReadError`."""
    yield from _articles(data, source, where, 0)


def _articles(data: object, source: Input, where: str, depth: int) -> Iterator[Item]:
    if not isinstance(data, dict) or depth > _DEPTH:
        raise ReadError("this is no ninjs item", where=where, advice="give a JSON object")
    item = _plain(data)
    draft = Draft(source=source, where=where, form="ninjs")
    kind = text(item, "type").lower()
    if kind in _MEDIA:
        raise NoArticle(f"no article in it, only {kind} {text(item, 'uri')}", where=where, advice="give the text items that it belongs to")
    event = kind == "event" or "eventdetails" in item
    draft.put("kind", ItemKind.CONCEPT if event else ItemKind.ARTICLE, f"type={kind}")
    draft.bare = event or kind == "composite"
    _fields(draft, item)
    _entities(draft, item)
    if event:
        draft.add("events", [_event(draft, item)], "eventDetails")
    else:
        draft.pieces = _body(draft, item)
    yield draft.article()
    linked = item.get("associations")
    for number, each in enumerate(linked.values() if isinstance(linked, dict) else linked if isinstance(linked, list) else (), 1):
        if isinstance(each, dict) and text(_plain(each), "type").lower() == "text" and _has_body(_plain(each)):
            yield from _articles(each, source, f"{where}/association {number}", depth + 1)


def _list(item: Object, *names: str) -> list[Object]:
    """Return the objects of these arrays, with plain keys."""
    return [_plain(each) for each in objects(item, *names)]


def _fields(draft: Draft, item: Object) -> None:
    identifier = text(item, "uri", "guid")
    draft.put("identifier", identifier, "uri")
    draft.put("url", iri(identifier) if identifier.startswith("http") else "", "uri")
    draft.put("version", text(item, "version"), "version")
    draft.put("language", text(item, "language"), "language")
    draft.status(text(item, "pubstatus"), "pubStatus")
    draft.put("signal", "correction" if "correct" in text(item, "signal").lower() else "", "signal")
    draft.date("published", text(item, "firstcreated"), "firstCreated", "derived")
    draft.date("published", text(item, "versioncreated"), "versionCreated", "derived")
    if text(item, "firstcreated") and text(item, "versioncreated") != text(item, "firstcreated"):
        draft.date("modified", text(item, "versioncreated"), "versionCreated")
    draft.date("created", text(item, "contentcreated"), "contentCreated")
    draft.date("expires", text(item, "expires"), "expires")
    for key in ("embargoed", "embargoeduntil"):
        if key in item and item[key] not in (None, False):
            draft.put("embargoed", True, key)
            draft.date("embargo_until", text(item, key), key)
    if text(item, "representationtype").lower() == "partial":
        draft.fields["complete"] = False
    _headlines(draft, item)
    draft.byline(text(item, "byline", "by"), "byline")
    draft.put("located", text(item, "located"), "located")
    sources = _list(item, "infosource", "infosources")
    draft.put("publisher", next((text(s, "name") for s in sources if text(s, "name")), ""), "infoSource")
    draft.put("publisher", text(item, "copyrightholder"), "copyrightHolder")
    draft.put("rights", text(item, "copyrightnotice", "usageterms"), "copyrightNotice")
    rights = _plain(item["rightsinfo"]) if isinstance(item.get("rightsinfo"), dict) else {}  # type: ignore[arg-type]
    draft.add("licenses", [iri(text(rights, "linkedrights"))], "rightsInfo/linkedRights")
    draft.add("keywords", [text(item, "slugline")], "slugline")
    for key in ("keywords", "keyword"):
        words = item.get(key)
        draft.add("keywords", [w for w in (words if isinstance(words, list) else [words]) if isinstance(w, str)], key)
    if text(item, "ednote"):
        draft.warn("a note to editors (ednote) is left out")


def _headlines(draft: Draft, item: Object) -> None:
    roles = sorted(_list(item, "headlines"), key=lambda h: text(h, "role").lower() not in ("main", ""))
    for each in roles:
        role = text(each, "role").lower()
        field = "subheadline" if "sub" in role else "kicker" if "kick" in role else "headline"
        draft.put(field, _unescaped(text(each, "value")), f"headlines[{role}]")
    draft.put("headline", _unescaped(text(item, "headline", "title")), "headline")
    draft.put("headline", next((text(item, k) for k in sorted(item) if k.startswith("headline") and text(item, k)), ""), "headline_*")
    plain = [text(item, key) for key in sorted(item) if key.startswith("description") and key not in ("descriptions", "descriptionxhtml", "descriptionhtml")]
    values = [text(d, "value") for d in _list(item, "descriptions") if text(d, "role").lower() != "caption"]
    for value in (*plain, *values):
        draft.add("summary", [" ".join(p.text for p in from_html(_unescaped(value)))], "description")


def _unescaped(text: str) -> str:
    r"""Undo a second layer of JSON escapes, as some systems write it: `\"` within a string."""
    return re.sub(r"\\([\"'])", r"\1", text)


def _entities(draft: Draft, item: Object) -> None:
    for key, kind in _KINDS.items():
        for each in _list(item, key):
            name = text(each, "name")
            if name:
                about = text(each, "rel").lower() in ("", "about")
                name = person(name) if kind is EntityKind.PERSON else name
                draft.add("entities", [GivenEntity(name=name, kind=kind, same_as=_iris(each), about=about)], key)
    for each in _list(item, "subject", "subjects"):
        found = _iris(each)
        if found or text(each, "name"):
            draft.add(
                "subjects", [Subject(iri=found[0] if found else None, label=text(each, "name") or None, language=draft.fields.get("language"))], "subject"
            )
    for each in _list(item, "event", "events"):
        if text(each, "name") and text(each, "rel").lower() in ("", "about", "mentions"):
            draft.add("events", [GivenEvent(name=text(each, "name"), same_as=_iris(each))], "events")


def _iris(item: Object) -> tuple[str, ...]:
    """Return the IRI of an entity: `uri`, or in ninjs 1 the scheme and the code."""
    scheme, code = text(item, "scheme"), text(item, "code")
    found = iri(text(item, "uri")) or (iri(scheme + code) if code and scheme.startswith("http") and scheme.endswith(("/", "#", "=")) else None)
    return (found,) if found else ()


def _event(draft: Draft, item: Object) -> GivenEvent | None:
    """Return the event that an item of type event is; expected dates stand in for stated ones."""
    details = _plain(item["eventdetails"]) if isinstance(item.get("eventdetails"), dict) else {}  # type: ignore[arg-type]
    dates = _plain(details["dates"]) if isinstance(details.get("dates"), dict) else {}  # type: ignore[arg-type]
    start = day(text(dates, "startdate", "confirmedstartdate", "expectedstartdate"))
    end = day(text(dates, "enddate", "confirmedenddate", "expectedenddate"))
    people = [e for e in draft.fields.get("entities", ()) if e.kind in (EntityKind.PERSON, EntityKind.ORGANIZATION)]
    places = [e for e in draft.fields.get("entities", ()) if e.kind is EntityKind.PLACE]
    organisers = [GivenEntity(name=text(o, "name"), kind=EntityKind.ORGANIZATION, same_as=_iris(o)) for o in _list(details, "organiser") if text(o, "name")]
    people += [o for o in organisers if o.name not in {e.name for e in people}]
    name = draft.fields.get("headline")
    return GivenEvent(
        name=name,
        start=start,
        end=end if not (start and end) or end >= start else None,
        place=places[0] if places else None,
        participants=tuple(people),
    ) if name else None  # fmt: skip


def _has_body(item: Object) -> bool:
    return bool(_list(item, "bodies")) or any(key.startswith("body") and text(item, key) for key in item)


def _body(draft: Draft, item: Object) -> list[Piece]:
    """Return the blocks of the best rendition: HTML, then NITF, then plain text; they are one text."""
    found: list[tuple[int, str, str]] = []
    for each in _list(item, "bodies"):
        stated = f"{text(each, 'contenttype')} {text(each, 'role')}".lower()
        found.append((_rank(stated, text(each, "value")), stated, text(each, "value")))
    named = [key for key in sorted(item) if key.startswith("body") and key != "bodies"]
    found.extend((_rank(key, text(item, key)), key, text(item, key)) for key in named if text(item, key))
    for rank, _, value in sorted((f for f in found if f[2].strip()), key=lambda f: f[0]):
        blocks = _blocks(draft, value, rank)
        if blocks:
            return blocks
    return []


def _rank(stated: str, value: str) -> int:
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?<nitf\b", value):
        return 1
    if "html" in stated:
        return 0
    return 3 if "xml" in stated or "nitf" in stated else 2


def _blocks(draft: Draft, value: str, rank: int) -> list[Piece]:
    from kg.readers import nitf  # noqa: PLC0415  (kept beside its use)

    if rank == 1:
        root, warnings = parse(value.encode(), draft.where)
        for warning in warnings:
            draft.warn(warning)
        element = root if local(root) == "nitf" else next(iter(descendants(root, "nitf")), None)
        if element is None:
            return []
        nitf.fill(draft, element)
        blocks, draft.pieces = draft.pieces, []
        return blocks
    if rank == 0 and has_markup(value):
        return pieces(without_furniture(fragment(value)))
    return from_plain(_unescaped(value)) if rank == 2 else from_html(_unescaped(value)) if rank == 0 else []  # noqa: PLR2004  (plain text)


READER = Reader(
    name="ninjs",
    title="ninjs 1, 2 and 3: news in JSON (IPTC)",
    recognise=_recognise,
    read=read,
    suffixes=(".json", ".ninjs"),
    media_types=("application/json", "application/vnd.iptc.ninjs+json"),
)
