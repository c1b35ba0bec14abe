"""Time and memory of reading: `python tools/readers_benchmark.py > tools/readers_benchmark.txt`.

Every format is made from the example article (its paragraphs turned round from article to article), so that all readers read the same text. Pages
carry the load of real ones: navigation, scripts, teasers. Machines differ: read the ratios.
"""

from __future__ import annotations

import csv
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path

import trafilatura

from kg.model import Article
from kg.readers import Input, read

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from mutations import warc  # noqa: E402  (the tests make the same files)

TEXT = (ROOT / "tests/articles/windpark.txt").read_text(encoding="utf-8")
TITLE, *PARTS = [part for part in TEXT.split("\n\n") if part.strip()]
ITEMS = 50
PAGES = 2_000


def paragraphs(number: int) -> list[str]:
    """Return the paragraphs of article `number`: the same words in another order."""
    turn = number % len(PARTS)
    return [" ".join(p.split()) for p in PARTS[turn:] + PARTS[:turn]]


def page(number: int) -> bytes:
    """Return a page of about 60 KB with one article in it."""
    teasers = "".join(f'<li class="teaser"><a href="/bericht/{n}">Bericht nummer {n} van vandaag</a><img src="/i/{n}.jpg" alt=""></li>' for n in range(150))
    scripts = "<script>" + "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)};" * 300 + "</script>"
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": f"{TITLE} ({number})",
        "datePublished": "2026-03-11T09:00:00+01:00",
        "inLanguage": "nl",
    }
    facts |= {
        "url": f"https://duinpost.example/{number}",
        "author": {"@type": "Person", "name": "Anna Visser"},
        "publisher": {"@type": "Organization", "name": "Duinpost"},
    }
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs(number))
    return (
        f'<!DOCTYPE html><html lang="nl"><head><title>{TITLE} - Duinpost</title><link rel="canonical" href="https://duinpost.example/{number}">'
        f'<script type="application/ld+json">{json.dumps(facts)}</script>{scripts}</head><body><nav><ul>{teasers}</ul></nav>'
        f"<main><article><h1>{TITLE} ({number})</h1>{body}</article></main><aside><ul>{teasers}</ul></aside><footer>Duinpost</footer></body></html>"
    ).encode()


def made() -> dict[str, tuple[bytes, int]]:
    """Return a file of each format, and how many articles are in it."""
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs(0))
    title = escape(TITLE)
    entry = f"<item><title>{title}</title><guid>https://duinpost.example/%d</guid><description>x</description><content:encoded>{escape(body)}</content:encoded></item>"
    rss = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Duinpost</title><language>nl</language>'
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["url", "date", "title", "text", "lang"])
    writer.writerows([f"https://duinpost.example/{n}", "2026-03-11", TITLE, "\n\n".join(paragraphs(n)), "nl"] for n in range(ITEMS))
    item = {"uri": "http://duin.example/1", "type": "text", "versioncreated": "2026-03-11T09:00:00Z", "language": "nl", "headline": TITLE, "body_xhtml": body}
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "inLanguage": "nl", "articleBody": "\n\n".join(paragraphs(0))}
    lines = "".join(
        json.dumps({"url": f"https://duinpost.example/{n}", "title": TITLE, "text": "\n\n".join(paragraphs(n)), "lang": "nl"}) + "\n" for n in range(ITEMS)
    )
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Duinpost", "language": "nl"}
    feed["items"] = [{"id": f"https://duinpost.example/{n}", "title": TITLE, "content_html": body} for n in range(ITEMS)]
    g2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:duin.example:1"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
    g2 += '<contentMeta><language tag="nl"/>'
    words, at = [], 0
    for n, word in enumerate(" ".join(paragraphs(0)).split()):
        words.append(f'<wf id="w{n}" sent="1" offset="{at}" length="{len(word)}">{escape(word)}</wf>')
        at += len(word) + 1
    return {
        "text": (TEXT.encode(), 1),
        "markdown": (f"---\ntitle: Windpark\nlang: nl\n---\n\n{TEXT}".encode(), 1),
        "csv": (table.getvalue().encode(), ITEMS),
        "jsonl": (lines.encode(), ITEMS),
        "json-feed": (json.dumps(feed).encode(), ITEMS),
        "feed": ((rss + "".join(entry % n for n in range(ITEMS)) + "</channel></rss>").encode(), ITEMS),
        "ninjs": (json.dumps(item).encode(), 1),
        "json-ld": (json.dumps(node).encode(), 1),
        "nitf": (
            f'<nitf baselang="nl"><body><body.head><hedline><hl1>{title}</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>'.encode(),
            1,
        ),
        "newsml-g2": (f"{g2}<headline>{title}</headline></contentMeta><contentSet><inlineXML>{body}</inlineXML></contentSet></newsItem>".encode(), 1),
        "newsml-1": (
            f'<NewsML><NewsItem xml:lang="nl"><NewsComponent><NewsLines><HeadLine>{title}</HeadLine></NewsLines><ContentItem><DataContent><nitf><body>'
            f"<body.content>{body}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>".encode(),
            1,
        ),
        "tei": (f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="nl"><text><body><head>{title}</head>{body}</body></text></TEI>'.encode(), 1),
        "naf": (f'<NAF xml:lang="nl"><raw>{escape(" ".join(paragraphs(0)))}</raw><text>{"".join(words)}</text></NAF>'.encode(), 1),
        "html": (page(1), 1),
    }


def each_reader() -> None:
    """Print the milliseconds an article of each reader, the median of some rounds."""
    print(f"{'reader':<12}{'ms per article':>15}")
    for form, (data, count) in made().items():
        times = []
        for _ in range(1 + max(5, 60 // count)):
            start = time.perf_counter()
            found = list(read(Input(name="input", data=data)))
            times.append((time.perf_counter() - start) / count)
            assert len(found) == count, (form, found)
            assert all(isinstance(item, Article) and item.source.format == form for item in found), (form, found)
        print(f"{form:<12}{1000 * statistics.median(times[1:]):>15.2f}")


def against_trafilatura() -> None:
    """Print how the page reader and the WARC reader compare with trafilatura alone on the same pages, in turn."""
    pages = [page(n) for n in range(100)]
    archive = warc((f"https://duinpost.example/{n}", data) for n, data in enumerate(pages))
    spent = {"trafilatura": 0.0, "page reader": 0.0, "WARC reader": 0.0}
    for data in pages:
        start = time.perf_counter()
        trafilatura.bare_extraction(data, with_metadata=True)
        spent["trafilatura"] += time.perf_counter() - start
        start = time.perf_counter()
        list(read(Input(name="input", data=data, form="html")))
        spent["page reader"] += time.perf_counter() - start
    start = time.perf_counter()
    assert len(list(read(Input(name="w", data=archive)))) == len(pages)
    spent["WARC reader"] = time.perf_counter() - start
    print(f"\n{len(pages)} pages of {len(pages[0]) // 1000} KB, ms per page, and the speed as a share of trafilatura's with metadata")
    for name, value in spent.items():
        print(f"{name:<12}{1000 * value / len(pages):>15.2f}{spent['trafilatura'] / value:>8.2f}")


def memory() -> None:
    """Print the largest memory of `kg convert` on WARC files of a tenth and of all pages, without and with the analysis."""
    print(f"\n{'kg convert of a WARC':<34}{'pages':>7}{'seconds':>9}{'MB':>6}")
    with tempfile.TemporaryDirectory() as scratch:
        for count in (PAGES // 10, PAGES):
            path = Path(scratch) / f"{count}.warc"
            with path.open("wb") as file:
                for n in range(count):
                    file.write(warc([(f"https://duinpost.example/{n}", page(n))]))
            for what, options in (("read and written only (--lang fr)", ["--lang", "fr"]), ("with analysis", [])):
                seconds, peak = run("convert", str(path), "-o", f"{scratch}/out", "--no-validate", *options)
                print(f"{what:<34}{count:>7}{seconds:>9.1f}{peak:>6}")


def run(*arguments: str) -> tuple[float, int]:
    """Run a command; return its seconds and its largest resident size in MB."""
    start = time.perf_counter()
    command = subprocess.Popen([sys.executable, "-m", "kg", "-q", *arguments])
    _, status, usage = os.wait4(command.pid, 0)
    command.returncode = os.waitstatus_to_exitcode(status)
    assert command.returncode == 0, arguments
    return time.perf_counter() - start, usage.ru_maxrss // 1024


if __name__ == "__main__":
    each_reader()
    against_trafilatura()
    memory()
