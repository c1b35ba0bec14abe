"""JSON-LD with schema.org nodes, in a file of its own. The context is never fetched.

Source: W3C JSON-LD 1.1 (its plain tree form); schema.org.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import ItemKind
from kg.readers import Reader
from kg.readers.draft import Draft
from kg.readers.json_text import loads, warned
from kg.readers.schema_org import body, fill, index, is_article, mentioned, types, walk
from kg.readers.xml import iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Input, Item
    from kg.readers.schema_org import Node

__all__ = ["READER", "articles", "is_schema", "read"]

_ALONE = frozenset({"Quotation", "Claim", "Person", "Organization", "Place"})


def _recognise(head: Head) -> int:
    return 85 if head.json_keys & {"@type", "@graph", "@context"} else 0


def read(source: Input) -> Iterator[Item]:
    """Yield the articles of a JSON-LD file, or what it states without one. Raises `ReadError`."""
    data, warnings = loads(source)
    yield from warned(articles(data, source, source.name), warnings)


def is_schema(data: object) -> bool:
    """Whether a JSON object is a node of schema.org, or a graph of such nodes."""
    return isinstance(data, dict) and ("@graph" in data or bool(types(data)) or "schema.org" in str(data.get("@context")))


def articles(data: object, source: Input, where: str) -> Iterator[Item]:
    """Yield every article node of a parsed JSON-LD value; without one, a single item of the quotations, claims, events and entities in it.

    A bad article among several is yielded as its `ReadError`. Raises `ReadError` where there is nothing at all.
    """
    nodes = index(data)
    inner: set[int] = set()
    found: list[Node] = []
    for node in walk(data):
        if is_article(node) and id(node) not in inner and not (set(node) <= {"@id", "@type", "url"}):
            found.append(node)
            inner.update(id(each) for each in walk(node))
    for number, node in enumerate(found, 1):
        place = where if len(found) == 1 else f"{where}#{number}"
        draft = Draft(source=source, where=place, form="json-ld", bare=True)
        fill(draft, node, nodes)
        draft.put("identifier", draft.fields.get("url"), "url")
        draft.pieces = body(draft, node)
        try:
            yield draft.article()
        except ReadError as error:
            yield error
    if not found:
        yield _alone(data, nodes, source, where).article()


def _alone(data: object, nodes: dict[str, Node], source: Input, where: str) -> Draft:
    draft = Draft(source=source, where=where, form="json-ld")
    draft.put("kind", ItemKind.CONCEPT, "@type")
    tops = [node for node in walk(data) if types(node) & _ALONE or any(kind.endswith("Event") for kind in types(node))]
    top = tops[0] if tops else {}
    draft.put("url", iri(str(top.get("url") or top.get("@id") or "")), "url")
    draft.put("identifier", draft.fields.get("url"), "url")
    mentioned(draft, {"mentions": [n for n in tops if not types(n) & {"Quotation", "Claim"}], "hasPart": tops}, nodes, "JSON-LD")
    if not any(draft.fields.get(name) for name in ("statements", "events", "entities")):
        raise ReadError("no article, quotation, claim or event of schema.org is in it", where=where, advice="check the format, or choose one with --from")
    return draft


READER = Reader(
    name="json-ld",
    title="JSON-LD with schema.org: articles, quotations, claims, claim reviews, events",
    recognise=_recognise,
    read=read,
    suffixes=(".jsonld", ".json"),
    media_types=("application/ld+json",),
)
