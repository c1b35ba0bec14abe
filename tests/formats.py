"""The example article in every format, so that all readers read the same text."""

from __future__ import annotations

import csv
import io
import itertools
import json
from html import escape
from pathlib import Path

__all__ = ["BLOCKS", "ITEMS", "TEXT", "TITLE", "made", "page"]

TEXT = (Path(__file__).parent / "articles" / "windpark.txt").read_text(encoding="utf-8")
TITLE, _, BODY = TEXT.partition("\n\n")
ITEMS = 50
SITE = "https://duinpost.example"


def _blocks(body: str) -> list[tuple[str, str]]:
    """Return the blocks of the body as the tags of HTML: `h2`, `li`, `p`."""
    found = []
    for line in body.splitlines():
        if line.startswith("- "):
            found.append(("li", line[2:]))
        elif line.strip():
            found.append(("h2" if len(line) < 40 and not line.endswith(".") else "p", line))
    return found


BLOCKS = _blocks(BODY)


def _marked(names: dict[str, str], *, turn: int = 0) -> str:
    """Return the blocks as mark-up with these names of elements, from number `turn` on and round."""
    parts = []
    turned = BLOCKS[turn % len(BLOCKS) :] + BLOCKS[: turn % len(BLOCKS)]
    for tag, group in itertools.groupby(turned, key=lambda block: block[0]):
        inner = "".join(f"<{names[tag]}>{escape(words)}</{names[tag]}>" for _, words in group)
        parts.append(f"<{names['ul']}>{inner}</{names['ul']}>" if tag == "li" else inner)
    return "".join(parts)


HTML = {"h2": "h2", "ul": "ul", "li": "li", "p": "p"}
NITF = {"h2": "hl2", "ul": "ul", "li": "li", "p": "p"}
TEI = {"h2": "head", "ul": "list", "li": "item", "p": "p"}


def page(number: int = 0) -> bytes:
    """Return a page of about 60 KB with the article in it, its paragraphs turned round by its number."""
    teasers = "".join(f'<li class="teaser"><a href="/bericht/{n}">Bericht nummer {n} van vandaag</a><img src="/i/{n}.jpg" alt=""></li>' for n in range(150))
    scripts = "<script>" + "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)};" * 300 + "</script>"
    title = f"{TITLE} ({number})" if number else TITLE
    facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": "2026-03-11T09:00:00+01:00", "inLanguage": "nl"}
    facts |= {"url": f"{SITE}/{number}", "author": {"@type": "Person", "name": "Anna Visser"}, "publisher": {"@type": "Organization", "name": "Duinpost"}}
    return (
        f'<!DOCTYPE html><html lang="nl"><head><title>{title} - Duinpost</title><link rel="canonical" href="{SITE}/{number}">'
        f'<script type="application/ld+json">{json.dumps(facts)}</script>{scripts}</head><body><nav><ul>{teasers}</ul></nav>'
        f"<main><article><h1>{title}</h1>{_marked(HTML, turn=number)}</article></main><aside><ul>{teasers}</ul></aside><footer>Duinpost</footer></body></html>"
    ).encode()


def _rows() -> list[dict[str, str]]:
    return [{"url": f"{SITE}/{n}", "date": "2026-03-11", "title": TITLE, "text": BODY, "lang": "nl"} for n in range(ITEMS)]


def _csv() -> str:
    table = io.StringIO()
    writer = csv.DictWriter(table, list(_rows()[0]))
    writer.writeheader()
    writer.writerows(_rows())
    return table.getvalue()


def _naf() -> str:
    words, at = [], 0
    for number, word in enumerate(TEXT.split()):
        at = TEXT.index(word, at)
        words.append(f'<wf id="w{number}" sent="1" offset="{at}" length="{len(word)}">{escape(word)}</wf>')
        at += len(word)
    return f'<NAF xml:lang="nl"><raw>{escape(TEXT)}</raw><text>{"".join(words)}</text></NAF>'


def _rss(body: str, title: str) -> str:
    entry = f"<item><title>{title}</title><guid>{SITE}/%d</guid><description>x</description><content:encoded>{escape(body)}</content:encoded></item>"
    channel = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Duinpost</title><language>nl</language>'
    return channel + "".join(entry % n for n in range(ITEMS)) + "</channel></rss>"


def made() -> dict[str, tuple[bytes, int]]:
    """Return a file of each format, and how many articles are in it."""
    html, nitf, tei, title = _marked(HTML), _marked(NITF), _marked(TEI), escape(TITLE)
    heading = f"<body.head><hedline><hl1>{title}</hl1></hedline></body.head>"
    item = {"uri": "http://duin.example/1", "type": "text", "versioncreated": "2026-03-11T09:00:00Z", "language": "nl", "headline": TITLE, "body_xhtml": html}
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "inLanguage": "nl", "articleBody": BODY}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Duinpost", "language": "nl"}
    entries = [{"id": f"{SITE}/{n}", "title": TITLE, "content_html": html} for n in range(ITEMS)]
    g2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:duin.example:1"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
    g2 += f'<contentMeta><language tag="nl"/><headline>{title}</headline></contentMeta><contentSet><inlineXML>{html}</inlineXML></contentSet></newsItem>'
    newsml = f'<NewsML><NewsItem xml:lang="nl"><NewsComponent><NewsLines><HeadLine>{title}</HeadLine></NewsLines><ContentItem><DataContent><nitf><body>'
    newsml += f"<body.content>{nitf}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    markdown = "\n\n".join({"h2": "## ", "li": "- ", "p": ""}[tag] + words for tag, words in BLOCKS)
    files = {
        "text": TEXT,
        "markdown": f"---\ntitle: {json.dumps(TITLE)}\nlang: nl\n---\n\n{markdown}",
        "csv": _csv(),
        "jsonl": "".join(json.dumps(row) + "\n" for row in _rows()),
        "json-feed": json.dumps(feed | {"items": entries}),
        "feed": _rss(html, title),
        "ninjs": json.dumps(item),
        "json-ld": json.dumps(node),
        "nitf": f'<nitf baselang="nl"><body>{heading}<body.content>{nitf}</body.content></body></nitf>',
        "newsml-g2": g2,
        "newsml-1": newsml,
        "tei": f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="nl"><text><body><div type="article"><head>{title}</head>{tei}</div></body></text></TEI>',
        "naf": _naf(),
    }
    many = {"csv", "jsonl", "json-feed", "feed"}
    return {name: (content.encode(), ITEMS if name in many else 1) for name, content in files.items()} | {"html": (page(), 1)}
