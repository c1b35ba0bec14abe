"""The headline of a page: of the titles that it states the one that the others contain, without the names of site and section behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.readers.addresses import split as split_address
from kg.readers.schema_org import text, types, walk
from kg.readers.words import words
from kg.readers.xml import attribute, tags, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from kg.readers.draft import Draft
    from kg.readers.schema_org import Node

__all__ = ["put_title", "without_site"]

_MARKS = re.compile(r"(\s+(?:[-–—|·•»:>]|::|//)\s+|\s*\|\s*)")
_CRUMBS = "//*[contains(@class, 'breadcrumb') or contains(@class, 'kruimel') or contains(@class, 'crumbs') or @aria-label='breadcrumb']"
_SHORT = 4  # words of a section or of the name of a site
_TITLE = 2  # words that a headline has at least


def put_title(root: etree._Element, draft: Draft, node: Node | None, stated: str, names: Iterable[str], nodes: dict[str, Node]) -> None:
    """Set the headline. `stated` is what the metadata give, `names` those of the site."""
    given = [(text(node.get("headline")) or text(node.get("name")), "JSON-LD headline")] if node is not None else []
    heads = [text_of(h) for h in tags(root, "h1")]
    given += [(h, "h1") for h in heads] if len(heads) == 1 else []
    given += [(stated, "og:title"), (text_of(next(iter(tags(root, "title")), None)), "title")]
    sites = {_bare(s) for s in (draft.fields.get("publisher"), *names, *_hosts(draft)) if s}
    sections = _sections(root, draft, node, nodes)
    if heads and len(heads) == 1 and _bare(heads[0]) in sites:
        given = [g for g in given if g[1] != "h1"]
    named = [(without_site(title, sites, sections), where) for title, where in given if title.strip()]
    if not named:
        return
    if (headed := _headed(root, named[0][0])) is not None:
        named = [(headed, "heading"), *named]
    for title, where in named:
        others = [_bare(other) for other, _ in named if other != title]
        if len(_bare(title)) > 3 and others and all(_bare(title) in other for other in others):  # noqa: PLR2004  (more than a letter or two)
            draft.put("headline", title, where)
    draft.put("headline", named[0][0], named[0][1])


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def _hosts(draft: Draft) -> list[str]:
    """Return the host of the page and its name without the domains around it: `vrt.be`, `vrt`."""
    host = (split_address(draft.fields.get("url") or draft.source.url or "").hostname or "").removeprefix("www.")
    parts = host.split(".")
    return [host, *parts[-2:-1]] if len(parts) > 1 and len(parts[-2]) > 1 else [host]


def _headed(root: etree._Element, title: str) -> str | None:
    """Return a heading of the page with which a title begins, before a mark."""
    for heading in tags(root, "h1", "h2"):
        own = text_of(heading)
        if len(own.split()) >= _TITLE and title.casefold().startswith(own.casefold()) and _MARKS.match(title[len(own) :]):
            return own
    return None


def _sections(root: etree._Element, draft: Draft, node: Node | None, nodes: dict[str, Node]) -> frozenset[str]:
    """Return the names of sections: those that all newspapers have, and those that the page names (metadata, path of crumbs, address)."""
    found = list(words("sections", "names"))
    for each in walk([node or {}, *nodes.values()]):
        found.extend(text(value) for value in _listed(each.get("articleSection")))
        if "BreadcrumbList" in types(each):
            found.extend(text(crumb.get("name")) or text(crumb.get("item")) for crumb in walk(each.get("itemListElement")))
    stated = ("article:section", "section", "og:section", "cxenseparse:section")
    found.extend(attribute(meta, "content") for meta in tags(root, "meta") if attribute(meta, "property", "name").lower() in stated)
    for crumbs in root.xpath(_CRUMBS):
        found.extend(text_of(link) for link in tags(crumbs, "a", "li", "span"))
    path = [part.replace("-", " ") for part in split_address(draft.fields.get("url") or "").path.split("/")[1:-1]]
    return frozenset(bare for each in (*found, *path) if each and len((bare := _bare(each)).split()) <= _SHORT and bare)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def without_site(title: str, sites: Iterable[str], sections: frozenset[str] = frozenset()) -> str:
    """Cut ` - Site` or ` | Section` at either end, and behind a bar all that has the name of the site in it."""
    parts = _MARKS.split(" ".join(title.split()))
    sites = set(sites)
    bar = next((n for n in range(1, len(parts), 2) if "|" in parts[n] and any(_names_site(each, sites) for each in parts[n + 1 :: 2])), 0)
    if bar and len("".join(parts[:bar]).split()) >= _TITLE:
        parts = parts[:bar]
    while len(parts) > 2 and (_is_site(parts[-1], sites) or _is_section(parts, sections) or _opens_site(parts, sites)):  # noqa: PLR2004  (text, mark, text)
        parts = parts[:-2]
    while len(parts) > 2 and _is_site(parts[0], sites):  # noqa: PLR2004  (the same)
        parts = parts[2:]
    return "".join(parts).strip()


def _is_site(part: str, sites: set[str]) -> bool:
    bare = re.sub(r"\A(?:the|de|het|der|die|das) ", "", _bare(part))
    return bool(bare) and any(bare == site or bare.replace(" ", "") == re.sub(r" (?:[a-z]{2,3}|org|info)$", "", site).replace(" ", "") for site in sites)


def _names_site(part: str, sites: set[str]) -> bool:
    """Whether the name of the site stands in a part as words of it: `NU - Het laatste nieuws op NU.nl`, `VRT NWS: nieuws`."""
    bare = _bare(part)
    if _is_site(part, sites):
        return True
    for site in sites:
        name = re.sub(r" (?:[a-z]{2,3}|org|info)$", "", site)
        if len(name.replace(" ", "")) > 2 and (f" {name} " in f" {bare} " or f" {site} " in f" {bare} "):  # noqa: PLR2004  (no word of every text)
            return True
        if len(site) > 3 and f" {site} " in f" {bare} ":  # noqa: PLR2004  (the same)
            return True
        solid = name.replace(" ", "")
        if len(solid) > 3 and any("".join(bare.split()[:n]) == solid for n in range(1, 5)):  # noqa: PLR2004  (the same)
            return True
    return False


def _opens_site(parts: list[str], sites: set[str]) -> bool:
    """Whether the last part, behind a dash or a bar, is short and begins or ends with the name of the site."""
    return parts[-2].strip() != ":" and len(parts[-1].split()) <= _SHORT + 1 and len("".join(parts[:-2]).split()) >= _TITLE and _names_site(parts[-1], sites)


def _is_section(parts: list[str], sections: frozenset[str]) -> bool:
    return parts[-2].strip() != ":" and _bare(parts[-1]) in sections and len("".join(parts[:-2]).split()) >= _TITLE
