"""Subjects, assertions and concepts of NewsML-G2 as given entities, events and subjects.

Source: IPTC, NewsML-G2 specification 2.35, "Concepts and concept items".
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from kg.model import EntityKind, GivenEntity, GivenEvent, Subject
from kg.readers.dates import day
from kg.readers.xml import XML_LANG, attribute, child, children, descendants, local, text_of

if TYPE_CHECKING:
    from lxml import etree

    from kg.readers.codes import Codes
    from kg.readers.draft import Draft

__all__ = ["asserted", "concepts", "events", "subjects"]

_KINDS = {
    "person": EntityKind.PERSON,
    "organisation": EntityKind.ORGANIZATION,
    "organization": EntityKind.ORGANIZATION,
    "team": EntityKind.ORGANIZATION,
    "geoarea": EntityKind.PLACE,
    "poi": EntityKind.PLACE,
    "object": EntityKind.THING,
}
_DETAILS = {
    "persondetails": EntityKind.PERSON,
    "organisationdetails": EntityKind.ORGANIZATION,
    "geoareadetails": EntityKind.PLACE,
    "poidetails": EntityKind.PLACE,
    "objectdetails": EntityKind.THING,
}
_SHORT = re.compile(r"mnemonic|short", re.IGNORECASE)  # roles of names that are codes (`DEU`)
_LATITUDE = 90
_ANTARCTIC = -60  # no news comes from further south


def asserted(item: etree._Element) -> dict[str, etree._Element]:
    """Return the `assert` elements of an item by their qcode, uri and literal."""
    found: dict[str, etree._Element] = {}
    for each in children(item, "assert"):
        for key in ("qcode", "uri", "literal"):
            if attribute(each, key):
                found.setdefault(attribute(each, key), each)
    return found


def subjects(draft: Draft, meta: etree._Element | None, codes: Codes, details: dict[str, etree._Element]) -> None:
    """Read `subject` elements: typed ones are entities and events, others are subjects; an assertion completes them."""
    for subject in children(meta, "subject"):
        main = child(subject, "mainconcept")
        parts = [main, *children(subject, "facetconcept")] if main is not None else [subject]
        for part in parts:
            if part is not None:
                _subject(draft, part, codes, details)


def _subject(draft: Draft, element: etree._Element, codes: Codes, details: dict[str, etree._Element]) -> None:
    assertion = next((details[v] for k in ("qcode", "uri", "literal") if (v := attribute(element, k)) in details), None)
    word = _type(element) or _type(child(assertion, "type"))
    kind = _KINDS.get(word) or next((_DETAILS[local(d)] for d in (assertion if assertion is not None else ()) if local(d) in _DETAILS), None)
    named = [*children(element, "name"), *children(assertion, "name")]
    names = [n for n in named if not _SHORT.search(attribute(n, "role", "roleuri"))] or named
    name = next((text_of(n) for n in names if text_of(n)), "")
    iris = _iris(element, assertion, codes)
    if assertion is not None:
        _check_position(draft, assertion, name)
    if word == "event":
        if name:
            draft.add("events", [GivenEvent(name=name, same_as=iris)], "subject")
    elif kind is not None:
        if name:
            others = dict.fromkeys(t for n in names if (t := text_of(n)) and t != name)
            entity = GivenEntity(name=name, kind=kind, same_as=iris, alternate_names=tuple(others), about=True)
            draft.add("entities", [entity], "subject")
    elif iris or len(name) > 2:  # noqa: PLR2004  (a desk's code)
        language = next((attribute(n, XML_LANG) for n in names if attribute(n, XML_LANG)), None) or draft.fields.get("language")
        for each in iris[:1] or ((None,) if name else ()):
            draft.add("subjects", [Subject(iri=each, label=name or None, language=language)], "subject")


def _type(element: etree._Element | None) -> str:
    """Return the concept type without its scheme: `cpnat:person` -> `person`; of IPTC's schemes for all news and for sport; others give nothing."""
    value = attribute(element, "type", "typeuri", "qcode", "uri") if local_is_type(element) else attribute(element, "type", "typeuri")
    match = re.fullmatch(r"(?:(?:sp)?cpnat:|\S*/(?:sp)?cpnature/)(\w+)", value)
    return match[1].lower() if match else ""


def local_is_type(element: etree._Element | None) -> bool:
    """Whether an element is a `type` element, whose own code is the type."""
    return element is not None and local(element) == "type"


def _iris(element: etree._Element, assertion: etree._Element | None, codes: Codes) -> tuple[str, ...]:
    """Return the IRI of a concept and those of its `sameAs`; codes of unknown schemes give none."""
    found = [codes.of(element), *(codes.of(same) for each in (element, assertion) for same in children(each, "sameas"))]
    return tuple(dict.fromkeys(each for each in found if each))


def _check_position(draft: Draft, element: etree._Element, name: str) -> None:
    for position in descendants(element, "position"):
        try:
            latitude, longitude = float(attribute(position, "latitude")), float(attribute(position, "longitude"))
        except ValueError:
            continue
        if abs(latitude) > _LATITUDE or (latitude < _ANTARCTIC and abs(longitude) <= _LATITUDE):
            draft.warn(f"the position of {name or 'a place'} ({latitude}, {longitude}) looks as if latitude and longitude were swapped: not used")


def concepts(draft: Draft, item: etree._Element, codes: Codes) -> None:
    """Read the concepts of a concept or knowledge item: entities and events, with no text of their own."""
    for concept in descendants(item, "concept"):
        name = text_of(child(concept, "name"))
        draft.put("language", attribute(child(concept, "name"), XML_LANG), "concept/name/@xml:lang")
        word = _type(child(concept, "type"))
        iris = _concept_iris(concept, codes)
        details = child(concept, "eventdetails")
        if details is not None or word == "event":
            draft.add("events", [_event(name, details, iris)] if name else [], "concept")
            continue
        kind = _KINDS.get(word) or next((_DETAILS[local(d)] for d in concept if local(d) in _DETAILS), None)
        if name and kind is not None:
            others = tuple(dict.fromkeys(t for n in descendants(concept, "sameas") if (t := text_of(child(n, "name"))) and t != name))
            draft.add("entities", [GivenEntity(name=name, kind=kind, same_as=iris, alternate_names=others, about=True)], "concept")
        elif name:
            language = attribute(child(concept, "name"), XML_LANG) or draft.fields.get("language")
            draft.add("subjects", [Subject(iri=iris[0] if iris else None, label=name, language=language)], "concept")


def events(draft: Draft, part: etree._Element) -> bool:
    """Read a set of events that stands in the content of a news item; return whether there is one."""
    found = [e for e in descendants(part, "event") if child(e, "eventdetails") is not None]
    named = [(text_of(child(e, "name")), child(e, "eventdetails")) for e in found]
    draft.add("events", [_event(name, details, ()) for name, details in named if name], "inlineXML/events")
    return bool(found)


def _concept_iris(concept: etree._Element, codes: Codes) -> tuple[str, ...]:
    own = codes.of(child(concept, "conceptid"))
    return tuple(dict.fromkeys(filter(None, [own, *(codes.of(same) for same in children(concept, "sameas"))])))


def _event(name: str, details: etree._Element | None, iris: tuple[str, ...]) -> GivenEvent:
    """Return the event of `eventDetails`: its days from start, end or duration, its place, and who takes part."""
    dates = child(details, "dates")
    start, end = day(text_of(child(dates, "start"))), day(text_of(child(dates, "end")))
    end = end or _last_day(text_of(child(dates, "start")), text_of(child(dates, "duration")))
    place = text_of(child(details, "location", "name"))
    people = tuple(e for each in children(details, "participant", "organiser") if (e := _participant(each)) is not None)
    return GivenEvent(
        name=name,
        start=start,
        end=end if start is None or end is None or end >= start else None,
        place=GivenEntity(name=place, kind=EntityKind.PLACE) if place else None,
        participants=people,
        same_as=iris,
    )


def _participant(element: etree._Element) -> GivenEntity | None:
    name = text_of(child(element, "name"))
    organization = child(element, "organisationdetails") is not None or local(element) == "organiser"
    kind = EntityKind.PERSON if child(element, "persondetails") is not None or not organization else EntityKind.ORGANIZATION
    return GivenEntity(name=name, kind=kind) if name else None


def _last_day(start: str, duration: str) -> dt.date | None:
    """Add an ISO 8601 duration of weeks, days, hours and minutes; a whole number of days ends on the last of them (P2D: the next day)."""
    from kg.readers.dates import parse  # noqa: PLC0415  (two names from one module)

    match = re.fullmatch(r"P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?", duration.strip())
    first = parse(start)
    if match is None or first is None or not any(match.groups()):
        return None
    weeks, days, hours, minutes = (int(n or 0) for n in match.groups())
    length = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    if not isinstance(first, dt.datetime):
        first = dt.datetime.combine(first, dt.time())
    try:
        last = first + length - (dt.timedelta(days=1) if not hours and not minutes else dt.timedelta())
    except OverflowError:  # behind the year 9999
        return None
    return last.date()
