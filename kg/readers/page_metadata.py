"""The metadata of an HTML page: JSON-LD, then microdata and RDFa, then `article:*` and OpenGraph, then other `meta`, then what is to be seen.

Source: schema.org; the Open Graph protocol; HTML 5 link types; Creative Commons `rel=license`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kg.readers.addresses import canonical_url, joined
from kg.readers.bylines import authors
from kg.readers.dates import parse as parse_date
from kg.readers.page_dates import put_dates_seen
from kg.readers.page_title import put_title
from kg.readers.schema_org import fill, index, is_article, mentioned, text, types, walk
from kg.readers.xml import attribute, iri, local, tags, text_of

if TYPE_CHECKING:
    from lxml import etree

    from kg.readers.draft import Draft
    from kg.readers.schema_org import Node

__all__ = ["article_node", "describe", "describe_part"]

_META = {
    "published": ("article:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "dc.date",
                  "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "date"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod"),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "article:publisher", "application-name"),
    "description": ("description", "og:description", "dc.description", "twitter:description"),
    "keywords": ("news_keywords", "keywords", "article:tag", "article:section", "parsely-tags"),
    "language": ("og:locale", "content-language", "dc.language", "dcterms.language"),
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"),
    "licence": ("dcterms.license", "dc.rights.license"),
}  # fmt: skip
_LICENCE = re.compile(r"https?://(?:creativecommons\.org/(?:licenses|publicdomain)/|opensource\.org/licen|data\.gov\.|www\.nationalarchives\.gov\.uk/doc/open)")
_CC = re.compile(r"https?://creativecommons\.org/(?:licenses/[a-z-]+/\d\.\d(?:/[a-z]{2}(?![a-z]))?|publicdomain/[a-z]+/\d\.\d)")


def article_node(root: etree._Element, draft: Draft) -> tuple[Node | None, dict[str, Node]]:
    """Return the article node of a page and all nodes with an `@id`; of several the one whose URL or headline is the page's."""
    data = [*_json_ld(root, draft), *_microdata(root), *_rdfa(root)]
    nodes = index(data)
    found = [node for node in walk(data) if is_article(node) and set(node) - {"@id", "@type", "url"}]
    if len(found) > 1:
        here = _canonical(root, draft)
        title = _bare(text_of(next(iter(tags(root, "h1")), None)) or text_of(next(iter(tags(root, "title")), None)))
        found.sort(key=lambda node: (-_fits(node, here, title), -len(node)))
    return (found[0] if found else None), nodes


def _fits(node: Node, here: str | None, title: str) -> int:
    own = {canonical_url(text(node.get(k))) for k in ("url", "@id")} | {canonical_url(str(n.get("@id") or "")) for n in walk(node.get("mainEntityOfPage"))}
    headline = _bare(text(node.get("headline")) or text(node.get("name")))
    return 2 * (here is not None and here in own) + bool(headline and (headline in title or title in headline) and title)


def _json_ld(root: etree._Element, draft: Draft) -> list[object]:
    found: list[object] = []
    for script in tags(root, "script"):
        if "ld+json" not in attribute(script, "type").lower():
            continue
        written = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script.text or "")
        try:
            found.append(json.loads(written.strip().rstrip(";"), strict=False))
        except (ValueError, RecursionError) as error:
            if written.strip():
                draft.warn(f"a JSON-LD block is no valid JSON and was left: {error}")
    return found


def _microdata(root: etree._Element) -> list[object]:
    """Return the top items of HTML microdata as JSON-LD nodes."""
    tops = root.xpath("//*[@itemscope and @itemtype and not(@itemprop)]")
    return [_item(top, "itemprop", "itemscope", "itemtype", 0) for top in tops]


def _rdfa(root: etree._Element) -> list[object]:
    """Return the top nodes of RDFa Lite as JSON-LD nodes, where their vocabulary is schema.org."""
    tops = root.xpath("//*[@typeof and not(@property)]")
    return [_item(t, "property", "typeof", "typeof", 0) for t in tops if "schema" in attribute(t, "vocab") + attribute(t, "typeof") or _vocabulary(t)]


def _vocabulary(element: etree._Element) -> bool:
    return any("schema.org" in attribute(each, "vocab") for each in element.iterancestors())


def _item(element: etree._Element, prop: str, scope: str, kind: str, depth: int) -> Node:
    node: dict[str, object] = {"@type": [re.split(r"[/#:]", word)[-1] for word in attribute(element, kind).split()]}
    if attribute(element, "itemid", "resource"):
        node["@id"] = attribute(element, "itemid", "resource")
    stack = [(each, depth) for each in reversed(element)]
    while stack:
        each, level = stack.pop()
        if not local(each):
            continue
        inner = each.get(scope) is not None
        names = attribute(each, prop).split()
        if names:
            value: object = _item(each, prop, scope, kind, level + 1) if inner and level < 8 else _value(each)  # noqa: PLR2004  (depth of a page's items)
            for name in names:
                old = node.get(re.split(r"[/#:]", name)[-1])
                new = [*old, value] if isinstance(old, list) else [value] if old is None else [old, value]
                node[re.split(r"[/#:]", name)[-1]] = new if len(new) > 1 else value
        if not inner and not (names and names[0] == "articleBody"):
            stack.extend((below, level) for below in reversed(each))
    return node


def _value(element: etree._Element) -> str:
    stated = attribute(element, "content", "datetime")
    if stated:
        return stated
    return attribute(element, "href", "src") if local(element) in ("a", "link", "img") and not text_of(element) else text_of(element)


def _canonical(root: etree._Element, draft: Draft) -> str | None:
    base = draft.source.url or ""
    for link in tags(root, "link"):
        if "canonical" in attribute(link, "rel").lower().split():
            return canonical_url(joined(base, attribute(link, "href")))
    return None


def describe(root: etree._Element, draft: Draft) -> Node | None:
    """Put the metadata of a page into a draft, and return its article node."""
    meta = _meta(root)
    draft.put("url", _canonical(root, draft), "link[rel=canonical]")
    node, nodes = article_node(root, draft)
    own: dict[str, object] = {}
    if node is not None:
        own = {k: v for k, v in node.items() if k not in ("headline", "name", "description")}
        fill(draft, own, nodes)
        draft.put("kicker", text(node.get("kicker")), "JSON-LD kicker")
    else:
        for each in nodes.values():
            if types(each) & {"WebPage", "ItemPage"}:
                draft.date("published", text(each.get("datePublished")), "JSON-LD WebPage datePublished")
                draft.date("modified", text(each.get("dateModified")), "JSON-LD WebPage dateModified")
                draft.put("language", text(each.get("inLanguage")), "JSON-LD WebPage inLanguage")
                mentioned(draft, {k: v for k, v in each.items() if k in ("about", "mentions")}, nodes, "JSON-LD WebPage")
    draft.put("url", canonical_url(joined(draft.source.url or "", next(iter(meta.get("og:url", ())), ""))), "og:url")
    draft.put("url", canonical_url(draft.source.url or ""), "address")
    for field in ("published", "modified"):
        for name in _META[field]:
            for value in meta.get(name, ())[:1]:
                if parse_date(value) is not None:
                    draft.date(field, value, f"meta {name}")
    put_title(root, draft, node, _first(meta, "title"), meta.get("og:site_name", ()), nodes)
    _people(root, draft, meta)
    draft.put("publisher", _first(meta, "publisher", lambda v: iri(v) is None), "og:site_name")
    if node is not None:
        draft.add("summary", [text(node.get("description"))], "JSON-LD description")
    if "summary" not in draft.fields:
        draft.add("summary", [_first(meta, "description")], "meta description")
    for name in _META["keywords"]:
        for value in meta.get(name, ()) if "keywords" not in draft.fields or name.startswith("article:") else ():
            draft.add("keywords", [word.strip() for word in value.split(",")][:50], f"meta {name}")
    html = root if local(root) == "html" else next(iter(tags(root, "html")), root)
    draft.put("language", attribute(html, "lang", "{http://www.w3.org/XML/1998/namespace}lang"), "html/@lang")
    draft.put("language", _first(meta, "language").split(",")[0].replace("_", "-"), "og:locale")
    _licences(root, draft, meta)
    put_dates_seen(root, draft)
    return node


def describe_part(element: etree._Element, draft: Draft) -> None:
    """Put into a draft what an element that holds one of several articles states itself: its author and its date."""
    _people(element, draft, {})
    put_dates_seen(element, draft)


def _meta(root: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tags(root, "meta"):
        name, value = attribute(element, "property", "name", "http-equiv", "itemprop").lower(), attribute(element, "content")
        if name and value:
            found.setdefault(name, []).append(value)
    return found


def _first(meta: dict[str, list[str]], field: str, accept: object = None) -> str:
    values = (value for name in _META[field] for value in meta.get(name, ()))
    return next((v for v in values if accept is None or accept(v)), "")  # type: ignore[operator]


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def _people(root: etree._Element, draft: Draft, meta: dict[str, list[str]]) -> None:
    """Read authors from metadata, then from an element that is marked as the byline."""
    for name in _META["author"]:
        for value in meta.get(name, ()) if "authors" not in draft.fields else ():
            if iri(value) is None:
                draft.byline(value, f"meta {name}")
    if "authors" in draft.fields:
        return
    for element in root.xpath("descendant::*[@class or @rel or @itemprop]"):
        marks = f"{attribute(element, 'class')} {attribute(element, 'rel')} {attribute(element, 'itemprop')}".lower().split()
        if any(re.fullmatch(r"(?:entry-|post-|article-?_*|meta-)?(?:author|byline|auteur|autor)(?:[-_]+name)?|vcard|fn", mark) for mark in marks):
            words = _linked(element)
            if 3 < len(words) < 90:  # noqa: PLR2004  (a name, not a biography)
                draft.byline(words, "byline element")
                if "authors" not in draft.fields or element.getparent() is None:
                    continue
                draft.fields.pop("authors")  # with those beside it that are marked so too
                for other in element.getparent():
                    if attribute(other, "class") == attribute(element, "class"):
                        draft.add("authors", authors(_linked(other)), "byline element")
                return


def _linked(element: etree._Element) -> str:
    """Return the names that an element links to, else its text."""
    links = [text_of(link) for link in tags(element, "a") if text_of(link)]
    return ", ".join(dict.fromkeys(links)) or text_of(element)


def _licences(root: etree._Element, draft: Draft, meta: dict[str, list[str]]) -> None:
    """Read `rel=license` outside figures; several different ones are all given, with a warning that names their places."""
    places: dict[str, str] = {str(each): "JSON-LD" for each in draft.fields.get("licenses", ())}
    for element in tags(root, "a", "link"):
        target = iri(attribute(element, "href"))
        marked = "license" in attribute(element, "rel").lower().split()
        if target is None or not (marked or _LICENCE.match(target)) or _of_picture(element):
            continue
        if _within(element, "footer"):
            places.setdefault(target, "footer")
        elif marked:
            places.setdefault(target, f"{local(element)}[rel=license]")
    for value in (v for name in _META["licence"] for v in meta.get(name, ())):
        if iri(value):
            places.setdefault(value, "meta")
    plain = {_normal(iri_): where for iri_, where in reversed(places.items())}
    draft.fields.pop("licenses", None)
    draft.add("licenses", list(dict.fromkeys(map(_normal, places))), "rel=license")
    if len(plain) > 1:
        draft.warn(f"several licences: {', '.join(f'{each} ({where})' for each, where in sorted(plain.items()))}")


def _normal(licence: str) -> str:
    match = _CC.match(licence.replace("http://", "https://", 1))
    return f"{match[0]}/" if match else licence


def _of_picture(element: etree._Element) -> bool:
    """Whether a link belongs to a picture: in a figure, or in an element near above that is marked as a caption or a credit."""
    above = list(element.iterancestors())
    marked = re.compile(r"(?:^|[-_\s])(?:caption|bildquelle|bildnachweis|image|photo|credit)s?(?:[-_\s]|$)")
    return any(local(e) in ("figure", "figcaption") for e in above) or any(marked.search(attribute(e, "class").lower()) for e in above[:3])


def _within(element: etree._Element, name: str) -> bool:
    return any(local(e) == name or name in f"{attribute(e, 'id')} {attribute(e, 'class')}".lower() for e in element.iterancestors())
