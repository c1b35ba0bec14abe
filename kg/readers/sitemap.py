"""A sitemap: it names pages and holds no text, so that it gives addresses and no article.

Source: sitemaps.org protocol 0.9; Google's news extension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import NoArticle, ReadError
from kg.readers import Reader
from kg.readers.xml import child, children, iri, local, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers import Head, Input, Item

__all__ = ["READER", "read"]

_SHOWN = 20  # addresses in a message


def _recognise(head: Head) -> int:
    return 95 if head.root[1].lower() in ("urlset", "sitemapindex") else 0


def read(source: Input) -> Iterator[Item]:
    """Name the pages of a sitemap. Raises `NoArticle`, always, or `ReadError`."""
    root, _ = parse(source.read(), source.name)
    found = [address for entry in children(root, "url", "sitemap") if (address := iri(text_of(child(entry, "loc"))))]
    if not found:
        raise ReadError("there is no address in this sitemap", where=source.name, advice="check the file")
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    what = f"a {'list of sitemaps' if local(root) == 'sitemapindex' else 'sitemap'} has no text, only addresses: {' '.join(found[:_SHOWN])}{more}"
    raise NoArticle(what, where=source.name, advice="give these addresses to kg convert")
    yield  # a generator, as all readers are


READER = Reader(
    name="sitemap", title="Sitemap: names pages, holds no article", recognise=_recognise, read=read, suffixes=(".xml",), media_types=("application/xml",)
)
