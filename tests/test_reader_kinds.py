"""No input stops a batch and none lies: bytes, dates, broken mark-up, formats told by structure, and what is refused by its name."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import zipfile

import pytest
from lxml import etree

from kg.errors import ReadError
from kg.model import Article
from kg.readers import Facts, Input, choose, language_tag, read
from kg.readers.charset import decoded
from kg.readers.dates import read as read_date

from .mutations import warc, zipped

SAID = "Wethouder Zoë Brouwhuis zegt dat het café aan de kade dicht gaat, en dat de coördinatie financiële hulp vraagt."
PLAIN = "De gemeente Zoutwijk sluit volgende week de oude kade voor al het verkeer, zegt wethouder Tessa Brouwhuis."


def one(data: bytes | str, name: str = "input", **rest) -> Article:
    (item,) = read(Input(name=name, data=data.encode() if isinstance(data, str) else data, **rest))
    assert isinstance(item, Article), item
    return item


def refused(data: bytes | str, name: str = "input") -> str:
    (item,) = read(Input(name=name, data=data.encode() if isinstance(data, str) else data))
    assert isinstance(item, ReadError), item.text
    assert "\n" not in str(item)
    assert item.advice
    return str(item)


def wrapped(form: str, text: str, declared: str) -> str:
    """Return a text in a format, with an encoding that it declares."""
    return {
        "text": text,
        "html": f'<!DOCTYPE html><html lang="nl"><head><meta charset="{declared}"><title>Kade</title></head><body><article><p>{text}</p></article></body></html>',
        "nitf": f'<?xml version="1.0" encoding="{declared}"?><nitf baselang="nl"><body><body.content><p>{text}</p></body.content></body></nitf>',
        "feed": f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>D</title><item><title>K</title>'
        f"<description>{text}</description></item></channel></rss>",
        "csv": f"datum;kop;tekst\n2026-03-11;Kade;{text}\n",
        "jsonl": json.dumps({"titel": "Kade", "tekst": text}, ensure_ascii=False),
        "json-feed": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": text}]}, ensure_ascii=False),
        "markdown": f"---\ntitle: Kade\n---\n\n{text}\n",
        "tei": f'<?xml version="1.0" encoding="{declared}"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{text}</p></body></text></TEI>',
    }[form]


FORMS = ("text", "html", "nitf", "feed", "csv", "jsonl", "json-feed", "markdown", "tei")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-16", "us-ascii", "koi8-r"])
def test_what_is_utf_8_is_read_so_whatever_is_declared(form, declared) -> None:
    source = Input(name="input", data=wrapped(form, SAID, declared).encode(), charset=declared)
    assert choose(source).name == form
    (article,) = read(source)
    assert SAID in article.text


@pytest.mark.parametrize("form", FORMS)
def test_one_bad_byte_costs_one_character_and_is_told(form) -> None:
    text = SAID.replace("kade", "k#de")
    article = one(wrapped(form, text, "utf-8").encode().replace(b"#", b"\xe9"))
    assert SAID.replace("kade", "k\ufffdde") in article.text
    assert any("1 bad byte" in warning for warning in article.warnings)


@pytest.mark.parametrize("form", FORMS)
def test_the_old_encoding_of_the_west_is_read_undeclared(form) -> None:
    article = one(wrapped(form, SAID, "none-such").encode("cp1252"))
    assert SAID in article.text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-16", "utf-8-sig"])
def test_wide_units_are_read_with_a_mark_and_without(form, encoding) -> None:
    if form == "jsonl" and encoding.startswith(("utf-16", "utf-32")):
        form = "json-feed"  # lines are cut at the byte of the line feed
    source = Input(name="input", data=wrapped(form, SAID, "utf-8").encode(encoding))
    assert choose(source).name == form
    (article,) = read(source)
    assert SAID in article.text


def test_a_legacy_encoding_that_is_declared_and_fits_is_obeyed() -> None:
    assert "Как пережить ночь" in one(wrapped("nitf", "Как пережить ночь", "koi8-r").encode("koi8-r")).text
    assert "日本語の記事です。" in one(wrapped("html", "日本語の記事です。" * 9, "shift_jis").encode("cp932")).text
    assert decoded("日本語".encode("iso2022_jp"), "x", ["iso-2022-jp"])[0] == "日本語"
    assert "“Zo’n kade”" in one(wrapped("html", "“Zo’n kade” zei hij. " * 5, "iso-8859-1").encode("cp1252")).text


def test_a_stray_zero_costs_a_character_and_a_binary_file_is_refused() -> None:
    article = one(f"{PLAIN} {PLAIN}\x00 En toen?")
    assert "\ufffd En toen?" in article.text
    assert any("control character" in warning for warning in article.warnings)
    assert "binary" in refused(b"\x01\x02\x00\x07abc" * 50)


def test_each_row_names_its_bad_byte() -> None:
    rows = [f"2026-03-{n:02};Kop {n};{SAID}" for n in range(1, 4)]
    data = "\n".join(["datum;kop;tekst", *rows]).encode().replace("Zoë".encode(), b"Zo\xff", 1)
    found = list(read(Input(name="t.csv", data=data)))
    assert [bool(article.warnings) for article in found] == [True, False, False]
    assert found[0].source.name == "t.csv#1"


# dates


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Wed, 11 Mar 2026 01:45:08 +02:00", "2026-03-11T01:45:08+02:00"),
        ("Wed, 11 Mar 2026 09:30:00 CET", "2026-03-11T09:30:00+01:00"),
        ("Wed, 08 Jul 2026 09:30:00 CEST", "2026-07-08T09:30:00+02:00"),
        ("Wed, 08 Jul 2026 09:30:00 Europe/Amsterdam", "2026-07-08T09:30:00+02:00"),
        ("Wed, 11 Mar 2026 09:30:00 GMT+7", "2026-03-11T09:30:00+07:00"),
        ("Wed, 11 Mar 2026 09:30:00 UTC-03:30", "2026-03-11T09:30:00-03:30"),
        ("Wed, Mar 11 2026 08:28:28 PM", "2026-03-11T20:28:28"),
        ("11 Mar 26 12:05 AM EDT", "2026-03-11T00:05:00-04:00"),
        ("Wed, 11 Mar 2026 09:30:00 +0100 (Midden-Europa)", "2026-03-11T09:30:00+01:00"),
        ("Wednesday, 11-Mar-26 09:30:00 GMT", "2026-03-11T09:30:00+00:00"),
        ("Wed Mar 11 09:30:00 MEZ 2026", "2026-03-11T09:30:00+01:00"),
        ("wo, 11 mrt. 2026 09:30:00 +0100", "2026-03-11T09:30:00+01:00"),
        ("mercredi 11 mars 2026", "2026-03-11"),
        ("2026-07-11T09:30:00+02:00[Europe/Amsterdam]", "2026-07-11T09:30:00+02:00"),
        ("2026-07-11 09:30 Asia/Tokyo", "2026-07-11T09:30:00+09:00"),
        ("2026-03-11T09:30:00.000+01", "2026-03-11T09:30:00+01:00"),
        ("2026/3/1 8:05 pm", "2026-03-01T20:05:00"),
        ("25-3-2026", "2026-03-25"),
        ("3/25/2026 09:30", "2026-03-25T09:30:00"),
        ("3.11.2026", "2026-11-03"),
    ],
)
def test_a_date_keeps_its_offset_or_has_none(written, expected) -> None:
    found = read_date(written)
    assert found.value is not None
    assert found.value.isoformat() == expected
    assert not found.note


@pytest.mark.parametrize("zone", ["IST", "Q", "XYZT", "Mars/Olympus", "+25:00", "local time", "CET+0500"])
def test_an_unknown_zone_is_no_utc(zone) -> None:
    amsterdam = dt.timezone(dt.timedelta(hours=1))
    found = read_date(f"Wed, 11 Mar 2026 09:30:00 {zone}", amsterdam)
    assert found.value == dt.datetime(2026, 3, 11, 9, 30)  # noqa: DTZ001  (it is local)
    assert zone in found.note
    feed = f'<rss version="2.0"><channel><item><title>K</title><pubDate>Wed, 11 Mar 2026 09:30:00 {zone}</pubDate><description>{PLAIN}</description></item></channel></rss>'
    assert any("not known" in warning for warning in one(feed).warnings)


@pytest.mark.parametrize(
    "written",
    [
        "0001-01-01T00:00:00", "0001-01-01", "9999-12-31T23:59:59.9999999Z", "0000-00-00 00:00:00", "2026-02-31", "1741680000", "1741680000000", "-1",
        "1970-01-01T00:00:00Z", "1899-12-30T00:00:00", "31-02-2026", "2026-13-01", "2026-03-11T25:00:00", "99999999", "Fri, 31 Feb 2026 10:00:00 GMT",
        "/Date(1741680000000)/", "Infinity", "1e400",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["jsonl", "csv", "feed", "markdown"])
def test_a_date_out_of_range_is_told_and_left_out(written, form) -> None:
    quoted = json.dumps(written)
    article = one(
        {
            "jsonl": f'{{"date": {quoted}, "titel": "K", "tekst": "{PLAIN}"}}',
            "csv": f'datum,kop,tekst\n{quoted},K,"{PLAIN}"\n',
            "feed": f'<rss version="2.0"><channel><item><title>K</title><pubDate>{written}</pubDate><description>{PLAIN}</description></item></channel></rss>',
            "markdown": f"---\ntitle: K\ndate: {quoted}\n---\n\n{PLAIN}\n",
        }[form]
    )
    assert article.published is None
    assert any("published stays empty" in warning for warning in article.warnings)


def test_the_order_of_a_column_of_dates_is_told_by_all_of_it() -> None:
    def days(*dates: str, first: bool | None = None) -> list[str | None]:
        table = "datum;kop;tekst\n" + "".join(f"{date};K{n};{PLAIN}\n" for n, date in enumerate(dates))
        found = list(read(Input(name="t.csv", data=table.encode(), facts=Facts(day_first=first))))
        return [article.published.isoformat() if article.published else None for article in found]

    assert days("11-3-2026", "25-3-2026") == ["2026-03-11", "2026-03-25"]
    assert days("3/11/2026", "3/25/2026") == ["2026-03-11", "2026-03-25"]
    assert days("11-3-2026", "12-3-2026") == [None, None]
    assert days("11-3-2026", "12-3-2026", first=True) == ["2026-03-11", "2026-03-12"]
    assert days("11-3-2026", first=False) == ["2026-11-03"]
    assert days("11-3-2026", "25-3-2026", "3-25-2026") == [None, "2026-03-25", "2026-03-25"]
    records = json.dumps([{"date": "11/3/2026", "text": PLAIN}, {"date": "31/3/2026", "text": PLAIN + " Ja."}])
    assert [article.published.isoformat() for article in read(Input(name="j", data=records.encode()))] == ["2026-03-11", "2026-03-31"]
    assert "--day-first" in " ".join(next(iter(read(Input(name="t", data=f"datum;tekst\n1-2-2026;{PLAIN}\n".encode())))).warnings)


# mark-up that is broken


@pytest.mark.parametrize(
    ("text", "expected", "named"),
    [
        ("Caf&eacute; Jansen &amp; Zonen, winst &lt; 5 procent en schuld &gt; 2 miljoen", "Café Jansen & Zonen, winst < 5 procent en schuld > 2 miljoen", "&eacute;"),
        ("Bode & Zoon en Jansen &amp; Zonen", "Bode & Zoon en Jansen & Zonen", "1 bare &"),
        ("De winst was < 5 procent, niet &lt; 3", "De winst was < 5 procent, niet < 3", "1 bare <"),
        ("Tot&nbsp;ziens&hellip; &quot;Ja&quot;", 'Tot ziens… "Ja"', "2 references of HTML (&nbsp; &hellip;)"),
        ("Een bel\x07 klinkt &amp; zwijgt", "Een bel\ufffd klinkt & zwijgt", "control character"),
        ("Teken &#0; hier &amp; daar", "Teken \ufffd hier & daar", "reference to no character"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["nitf", "tei"])
def test_repair_keeps_the_text_and_names_what_it_did(text, expected, named, form) -> None:
    article = one(wrapped(form, text, "utf-8"))
    assert article.text == expected
    assert any(named in warning for warning in article.warnings)


def test_a_document_that_is_cut_off_is_no_sloppy_one() -> None:
    whole = wrapped("nitf", PLAIN, "utf-8")
    assert "cut off" in refused(whole[:-40])
    entries = "".join(f"<item><title>K{n}</title><description>{PLAIN} {n}</description></item>" for n in range(3))
    feed = f'<rss version="2.0"><channel><title>D</title>{entries}</channel></rss>'
    *articles, error = read(Input(name="feed.xml", data=feed[:-90].encode()))
    assert [article.headline for article in articles] == ["K0", "K1"]
    assert "cut off behind entry 2" in str(error)
    atom = feed.replace("<rss", "<feed").replace("item>", "entry>").replace("</rss>", "</feed>").replace("<channel>", "").replace("</channel>", "")
    assert "cut off" in str(list(read(Input(name="x", data=atom[:-60].encode(), form="feed")))[-1])
    assert "cut off" in refused('{"title": "Kade", "text": "' + PLAIN)
    *rows, row = read(Input(name="t.csv", data=f'kop,tekst\nA,"{PLAIN}"\nB,"{PLAIN[:30]}'.encode()))
    assert len(rows) == 1
    assert "t.csv#2: the row is cut off" in str(row)


@pytest.mark.parametrize("body", [f"&lt;![CDATA[{PLAIN}]]&gt;", f"\n&lt;![CDATA[&lt;p&gt;{PLAIN}&lt;/p&gt;]]&gt;\n", f"<![CDATA[<p>{PLAIN}</p>]]>"])
@pytest.mark.parametrize("element", ["description", "content:encoded"])
def test_a_section_that_was_escaped_is_text(body, element) -> None:
    feed = f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>K</title><{element}>{body}</{element}></item></channel></rss>'
    assert one(feed).text == f"K\n\n{PLAIN}"


def test_what_a_program_says_before_a_document_does_not_hide_it() -> None:
    noise = "Warning: Undefined variable $x in /srv/feed.php on line 3\n"
    assert PLAIN in one(noise + wrapped("feed", PLAIN, "utf-8")).text
    article = one(noise + wrapped("nitf", PLAIN, "utf-8"))
    assert PLAIN in article.text
    assert any("before the XML declaration" in warning for warning in article.warnings)


# formats told by their structure

ITEM = {"uri": "urn:x:1", "title": "Kade dicht", "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{PLAIN}</p>"}], "language": "nl"}


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("json-feed", json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_html": f"<p>{PLAIN}</p>"}]}).replace("/", "\\/")),
        ("json-feed", json.dumps({"title": "D", "items": [{"id": "1", "content_html": f"<p>{PLAIN}</p>"}]})),
        ("json-feed", json.dumps({"items": [{"id": "1", "content_text": PLAIN}], "filler": "x" * 9000, "version": "https://jsonfeed.org/version/1.1"})),
        ("ninjs", json.dumps(ITEM)),
        ("ninjs", json.dumps([ITEM])),
        ("ninjs", json.dumps({"uri": "urn:x:2", "headlines": [{"role": "main", "value": "Kade"}], "body_text": PLAIN})),
        ("markdown", f"---\r\ntitle: Kade dicht\r\ndate: 2026-03-11\r\n---\r\n\r\n{PLAIN}\r\n"),
        ("markdown", f"\ufeff---\r\ntitle: Kade dicht\r\n---\r\n{PLAIN}\r\n"),
        ("markdown", f"\n\n+++\r\ntitle = 'Kade dicht'\r\n+++\r\n{PLAIN}\r\n"),
        ("markdown", f"---\ntitle: Kade dicht\n...\n{PLAIN}\n"),
        ("csv", f"sep=;\r\ndatum;kop;tekst\r\n2026-03-11;Kade dicht;{PLAIN}\r\n"),
        ("csv", f'\ufeff"sep=\t"\r\nkop\ttekst\r\nKade dicht\t{PLAIN}\r\n'),
        ("csv", f"\r\n\r\nkop|tekst\r\nKade dicht|{PLAIN}\r\n"),
        ("html", f"<style>{'.x{color:red}' * 300}</style><h1>Kade dicht</h1><p>{PLAIN}</p>"),
        ("html", f"<!-- {'x' * 3000} -->\n<!-- y --><header>D</header><p>{PLAIN}</p>"),
        ("html", f"\n\n   <center><b>Kade dicht</b></center><p>{PLAIN}</p>"),
        ("html", f"<noscript>{'x ' * 2000}</noscript><p>{PLAIN}</p>"),
        ("html", f"Kade dicht <p>{PLAIN}</p><p>{PLAIN} Ja.</p>"),
        ("feed", f'\ufeff \r\n<?xml version="1.0"?><!-- a --><rss version="2.0"><channel><item><title>K</title><description>{PLAIN}</description></item></channel></rss>'),
        ("jsonl", "\x1e" + json.dumps({"titel": "Kade", "tekst": PLAIN}) + "\n"),
        ("text", f'[Van onze verslaggever] {PLAIN}\n\nVolgens haar: "Dat kan niet".\n'),
        ("text", f"Vraag: gaat de kade dicht?\n\nAntwoord: {PLAIN}\n"),
    ],
)  # fmt: skip
def test_a_format_is_told_by_its_structure(form, data) -> None:
    source = Input(name="input", data=data.encode())
    assert choose(source).name == form
    (article,) = read(source)
    assert PLAIN in article.text
    assert "sep=" not in article.text
    assert "title" not in article.text


def test_a_table_whose_columns_nobody_knows_asks_for_them() -> None:
    table = "nr;opschrift;lap\n" + "".join(f"{n};K{n};{PLAIN}\n" for n in range(4))
    assert "--map COLUMN=text" in refused(table)


# what is refused by its name


def office(*names: str) -> bytes:
    return zipped(dict.fromkeys(names, b"<x/>"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "a PDF"),
        (b"\n\n%PDF-1.4 <html>", "a PDF"),
        (b"{\\rtf1\\ansi De kade is open.}", "RTF"),
        (b"From: a@b.example\nTo: c@b.example\nSubject: Kade\nDate: Wed, 11 Mar 2026 09:30:00 +0100\n\n" + PLAIN.encode(), "e-mail"),
        (b"Received: from x\n\tby y\nMIME-Version: 1.0\nContent-Type: text/html\n\n<html><p>x</p></html>", "e-mail"),
        (b"From: <Saved by Blink>\nSubject: K\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>", "MHTML"),
        (b"From a@b.example Wed Mar 11 09:30:00 2026\nFrom: a@b.example\nSubject: K\n\nDe kade.", "mailbox"),
        (b"https://a.example/1\nhttps://a.example/2\n", "list of 2 addresses"),
        (b"# krant\n- https://a.example/1\r\n", "list of 1 address"),
        (b"url\nhttps://a.example/1\nhttps://a.example/2\n", "addresses"),
        (office("[Content_Types].xml", "word/document.xml"), "Word"),
        (office("_rels/.rels", "docProps/app.xml", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "xl/workbook.xml", "[Content_Types].xml"), "Excel"),
        (office("mimetype", "content.xml"), "OpenDocument"),
        (office("mimetype", "META-INF/container.xml", "OEBPS/1.xhtml"), "EPUB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old office document"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00", "recording"),
        (b"ID3\x04\x00\x00", "recording"),
        (b"%!PS-Adobe-3.0\n%%Title: K\n", "PostScript"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "unpack"),
        (b"\x28\xb5\x2f\xfd\x04\x00", "unpack"),
        (b"SQLite format 3\x00" + b"\x00" * 90, "data file"),
        (b"PAR1\x15\x04", "data file"),
        (b"\x7fELF\x02\x01", "program"),
        (b"#!/bin/sh\necho kade\n", "program"),
        (b"\\documentclass{article}\n\\begin{document}\nDe kade is open.\n\\end{document}\n", "LaTeX"),
        (b"title: Kade\ndate: 2026-03-11\ntags:\n  - haven\nbody: De kade is open.\n", "YAML"),
        (b"[krant]\nnaam = Duinpost\ntaal = nl\n", "settings"),
        (b'"title": "Kade", "text": "De kade is open."', "part of JSON"),
        (b"{'title': 'Kade', 'text': 'De kade is open.'}", "part of JSON"),
        (b'callback({"title": "Kade"});', "part of JSON"),
        (b'["De kade is open.", "De haven is dicht."]', "JSON"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar"),
        (b"WEBVTT\n\n00:01.000 --> 00:04.000\nDe kade.\n", "subtitles"),
        (b"1\n00:00:01,000 --> 00:00:04,000\nDe kade.\n", "subtitles"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n", "git lfs pull"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>x</p></html>", "raw answer"),
        (b"@article{jansen2026,\n title = {Kade}}\n", "references"),
        (b"-- MySQL dump\nCREATE TABLE x (y int);\n", "database"),
        (b"diff --git a/x b/x\n--- a/x\n+++ b/x\n", "changes"),
        (b'<?xml version="1.0"?><opml version="2.0"><body/></opml>', "root element opml"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_by_its_name(data, says) -> None:
    assert says in refused(data)


# archives


def test_of_a_wacz_the_pages_are_read_and_not_its_lists() -> None:
    page = wrapped("html", PLAIN, "utf-8").encode()
    records = gzip.compress(warc([("https://duinpost.example/1", page)]))
    lists = {"datapackage.json": b'{"profile": "data-package", "resources": []}', "pages/pages.jsonl": b'{"format": "json-pages-1.0", "title": "All"}\n'}
    files = {**lists, "indexes/index.cdx": b"example,duinpost)/1 20260311 {}\n", "archive/data.warc.gz": records}
    assert PLAIN in one(zipped(files), "a.wacz").text


def test_names_in_an_archive_lead_nowhere_and_bombs_are_bounded(tmp_path) -> None:
    inner = gzip.compress(b"De kade is open. " * 3_000_000)
    names = ("../../x.txt", "/etc/x.txt", "C:\\x.txt", "a/" * 400 + "x.txt", "\x1b[31mx.txt")
    data = zipped({**dict.fromkeys(names, PLAIN.encode()), "bomb.gz": inner})
    found = list(read(Input(name=str(tmp_path / "a.zip"), data=data, limit=1_000_000)))
    assert sum(isinstance(item, Article) for item in found) == len(names)
    assert "limit" in str(found[-1])
    nested = PLAIN.encode()
    for _ in range(6):
        nested = zipped({"x": nested})
    assert "deep" in str(next(iter(read(Input(name="n.zip", data=nested)))))


def test_a_zip_that_lies_about_its_sizes_is_bounded() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", b"a" * 5_000_000)
    data = out.getvalue().replace((5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    (item,) = read(Input(name="a.zip", data=data, limit=1_000_000))
    assert isinstance(item, (Article, ReadError))


# TEI and Markdown


def test_a_broken_word_is_one_word() -> None:
    text = (
        'tot af-<lb break="no"/>schaffing, be<pc force="weak">-</pc>\n<lb break="no"/><pb n="2"/>sluit, ver-\n<pb n="3" break="no"/>\ngeten en goed<lb/>gekeurd'
    )
    assert one(wrapped("tei", text, "utf-8")).text == "tot afschaffing, besluit, vergeten en goed gekeurd"


def test_the_journal_is_the_publisher_and_an_old_language_a_language() -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>Zoutwijker Courant, 12 maart 1873</title></titleStmt><publicationStmt><publisher>Bibliotheek</publisher>"
        '</publicationStmt><sourceDesc><biblStruct><monogr><title level="j">Zoutwijker Courant</title></monogr></biblStruct></sourceDesc></fileDesc></teiHeader>'
    )
    data = wrapped("tei", PLAIN, "utf-8").replace("<text>", f'{header}<text xml:lang="dum">')
    article = one(data)
    assert (article.publisher, article.language) == ("Zoutwijker Courant", "dum")
    assert not any("language" in warning for warning in article.warnings)
    assert [language_tag(tag) for tag in ("nld", "dut", "frr", "goh", "zxx", "nl-be")] == ["nl", "nl", "frr", "goh", "zxx", "nl-BE"]
    with pytest.raises(ReadError, match="no language"):
        language_tag("qqx")


def test_tags_of_components_go_and_their_text_stays() -> None:
    text = (
        "---\ntitle: Kade\n---\n\n<Blockquote\n  variation=\"roze\"\n  onClick={() => { go('>') }}\n>\nDe kade gaat open.\n</Blockquote>\n\n"
        '<video controls style={{width: "100%"}}>\nUw browser kan dit niet.\n</video>\n\n<>Een zin.</> Nog <Mark color="a">een woord</Mark> hier.\n\n'
        'Prijs < 5 euro en `<Code\n>`.\n\n<div class="x">\n<p>In een doos.</p>\n</div>\n\n| a | b |\n|---|---|\n| c | d |\n'
    )
    article = one(text)
    for kept in ("De kade gaat open.", "Een zin. Nog een woord hier.", "Prijs < 5 euro", "In een doos."):
        assert kept in article.text
    for gone in ("variation", "style", "browser", "video", "Blockquote", "go("):
        assert gone not in article.text
    assert [article.words(block.span) for block in article.blocks][-2:] == ["a | b", "c | d"]
    assert not article.warnings


def test_mended_xml_is_xml() -> None:
    from kg.readers.xml_repair import mend

    text, done = mend("<a b='x & y'><![CDATA[& < &x; ]]><!-- & --><b/>&lt; &eacute; & < 3 &#x1F;</a>", "x")
    root = etree.fromstring(text.encode())
    assert "".join(root.itertext()).startswith("& < &x; < é & < 3")
    assert len(done) == 4


@pytest.mark.parametrize(("written", "read"), [("ka&#1;de", "kade"), ("ka\x01de", "kade"), ("de&#12;kade", "de kade")])
def test_a_page_with_a_control_character_is_read(written, read) -> None:
    page = f"<html lang='nl'><head><title>Nieuws</title></head><body><article><p>Gisteren ging {written} open.</p></article></body></html>"
    assert f"Gisteren ging {read} open." in one(page).text


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_half_character_in_json_is_one_mark_and_said(name) -> None:
    found = one(r'{"headline": "Kade \ud800 open", "text": "De kade van Zoutwijk \udc00 is open \ud83d\ude00, zei de minister.", "language": "nl"}', name)
    assert found.headline == "Kade \ufffd open"
    assert found.text.endswith("Zoutwijk \ufffd is open \U0001f600, zei de minister.")
    assert any("halves of characters" in warning for warning in found.warnings)
