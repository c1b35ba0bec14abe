"""What holds no article that can be read here, told by its first bytes, so that it is refused by its name and not read as plain text.

Source: the magic numbers of `file` (Ian Darwin), RFC 5322 and 4155 (mail), and the specifications of the formats.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.readers.source import Head

__all__ = ["PLAIN", "SURE", "foreign"]

SURE, PLAIN = 80, 45  # how sure a reader must be to take it nevertheless: of bytes that tell all, of a text that looks like something else

_SAVE = "save it as HTML or text first"
_PICTURE = ("a picture", "give the text that belongs to it")
_SOUND = ("a recording of sound or video", "give the text that belongs to it")
_PACKED = ("compressed in a way that is not unpacked here", "unpack it first")
_DATA = ("a data file", "export it as CSV or JSON Lines first")
_PROGRAM = ("a program", "give a file with an article")
_MAIL = ("an e-mail message", "save its text, or its HTML part, as a file first")
_MAGIC: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"{\\rtf", ("a document in RTF", _SAVE)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("an old office document or an Outlook message", _SAVE)),
    (b"\xdb\xa5-\x00", ("an old office document", _SAVE)),
    (b"\xffWPC", ("a document of WordPerfect", _SAVE)),
    (b"%!PS", ("a page in PostScript", _SAVE)),
    (b"\xc5\xd0\xd3\xc6", ("a page in PostScript", _SAVE)),
    (b"AT&TFORM", ("a scan in DjVu", "give its text")),
    (b"ITSF", ("a help file", _SAVE)),
    *((mark, _PICTURE) for mark in (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00", b"8BPS")),
    *((mark, _SOUND) for mark in (b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"\xff\xfb", b"\xff\xf3", b"FLV\x01", b"\x00\x00\x01\xba", b"MThd", b"0&\xb2u")),
    *((mark, _PACKED) for mark in (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd", b"\x04\x22M\x18", b"LZIP", b"\x1f\x9d", b"MSCF", b"xar!")),
    *((mark, _DATA) for mark in (b"SQLite format 3\x00", b"PAR1", b"ARROW1", b"\x89HDF", b"\x93NUMPY", b"Obj\x01", b"ORC", b"\x80\x04\x95", b"\x80\x05\x95")),
    *((mark, _PROGRAM) for mark in (b"\x7fELF", b"MZ\x90", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\x00asm", b"#!", b"<?php", b"wOFF", b"wOF2")),
    (b"bplist00", ("a web archive of Safari or a property list", "save the page as HTML first")),
    (b"d8:announce", ("a torrent", "fetch what it names first")),
    (b"version https://git-lfs.github.com/spec/", ("a pointer to a large file, not the file", "run git lfs pull first")),
    (b"-----BEGIN PGP", ("encrypted or signed with PGP", "decrypt it first")),
    (b"BEGIN:VCALENDAR", ("a calendar", "give a file with an article")),
    (b"BEGIN:VCARD", ("a card with an address", "give a file with an article")),
    (b"WEBVTT", ("subtitles", "give a text of whole sentences")),
    (b"[InternetShortcut]", ("a shortcut to an address", "give the address itself to kg convert")),
    (b"HTTP/1.", ("the raw answer of a server", "give the page alone, or a WARC file")),
)  # fmt: skip
_HEADER = re.compile(r"(?:[!-9;-~]{1,60}:(?:[ \t][^\n]*|)\n(?:[ \t]+\S[^\n]*\n)*)+(?=\n|\Z|[^\n]*\Z)")
_TELLS = re.compile(
    r"^(from|received|return-path|message-id|mime-version|delivered-to|newsgroups|x-[\w-]+|to|subject|date|content-type|cc|reply-to):",
    re.IGNORECASE | re.MULTILINE,
)
_DECISIVE = frozenset({"received", "return-path", "message-id", "mime-version", "delivered-to", "newsgroups"})
_MBOX = re.compile(r"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")
_ADDRESS = re.compile(r"[\W\d]{0,6}(?:https?|ftp)://\S+\s*", re.IGNORECASE)
_SUBTITLE = re.compile(r"\d+\s*\n\d\d:\d\d:\d\d[,.]\d{3} --> ")
_TEX = re.compile(r"^[ \t]*\\(?:documentclass|begin\{document\}|documentstyle)", re.MULTILINE)
_RECORDS = re.compile(r"@\w+\s*\{\s*[\w:.+/-]+\s*,|TY {2}- |%0 \w+|PMID- \d|LEADER ", re.IGNORECASE)
_SQL = re.compile(
    r"(?:--[^\n]*\n|/\*.*?\*/;?|\s)*(?:CREATE (?:TABLE|DATABASE)|INSERT INTO|DROP TABLE|PRAGMA |SET @|BEGIN TRANSACTION)\b", re.IGNORECASE | re.DOTALL
)
_PATCH = re.compile(r"(?:diff --git |Index: \S+\n=|--- \S+[^\n]*\n\+\+\+ \S)")
_JSON = re.compile(
    r"(?:\)\]\}'|/\*.*?\*/\s*[{\[]|//[^\n]*\n\s*[{\[]"  # a guard against scripts, comments
    r"|\{\s*(?:'[^'\n]{1,60}'|[A-Za-z_$][\w$]{0,40})\s*:\s*['\"\[{\dtfnN-]|\[\s*\{|\[\s*\"[^\"]*\"\s*[,\]]|\{\s*\"[^\"]{1,60}\"\s*[:,}]"  # objects
    r"|\"[\w@$ .-]{1,60}\"\s*:\s*[\"\[{\dtfn-]|(?:var|let|const|window\.)\s*[\w.]+\s*=\s*[{\[]|[\w.$]{1,60}\(\s*[{\[]\s*[\"{])",  # without braces, in a script
    re.DOTALL,
)
_KEY = re.compile(r"(?:- +)?[a-z_][\w-]*:(?:[ \t].*)?|[ \t]+\S.*|- +\S.*|#.*|---.*|\.\.\.")
_SETTING = re.compile(r"\[{1,2}[\w .\"'-]+\]{1,2}|[\w.\"-]+\s*=\s*\S.*|[#;].*")
_LINES = 20


def foreign(head: Head) -> tuple[str, str, int] | None:
    """Return what an input is, what to do, and how sure that is; None for what may be read."""
    data = head.data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if b"%PDF-" in data[:1024] and not head.root[1]:
        return "a PDF", "take its text out first, as with pdftotext, and give that", SURE
    for mark, (what, advice) in _MAGIC:
        if data.startswith(mark) or (mark[:1] in b"\x00" and head.data.startswith(mark)):
            return what, advice, SURE
    if data.startswith(b"RIFF") or data[4:8] == b"ftyp":
        return (*(_PICTURE if data[8:12] in (b"WEBP", b"avif", b"heic", b"mif1") else _SOUND), SURE)
    if data[60:68] in (b"BOOKMOBI", b"TEXtREAd"):
        return "an electronic book", _SAVE, SURE
    if data[:2] == b"BM" and b"\x00\x00\x00\x00" in data[5:12]:
        return (*_PICTURE, SURE)
    return _set_as_text(head.text)


def _set_as_text(text: str) -> tuple[str, str, int] | None:
    """Tell texts that are no article."""
    if _MBOX.match(text):
        return "a mailbox", "save the text of each message as a file first", SURE
    if mail := _mail(text):
        return (*mail, SURE)
    lines = [line for line in text.splitlines() if line.strip()]
    addresses = sum(bool(_ADDRESS.fullmatch(line)) for line in lines)
    named = [line for line in lines if not line.lstrip().startswith("#")]
    if addresses and addresses >= len(named) - (len(named[0].split()) == 1 and not _ADDRESS.fullmatch(named[0])) - (len(text) > 60_000):  # noqa: PLR2004  (cut)
        number = f"{addresses} address{'es' if addresses > 1 else ''}"
        return f"a list of {number}, not an article", "give them to kg convert: xargs kg convert < FILE", SURE
    for form, what, advice in (
        (_SUBTITLE, "subtitles", "give a text of whole sentences"),
        (_RECORDS, "a list of references", "give the articles themselves"),
        (_SQL, "statements of a database", "export the articles as CSV or JSON Lines"),
        (_PATCH, "a list of changes", "give the article itself"),
    ):
        if form.match(text):
            return what, advice, SURE
    if _TEX.search(text[:4096]):
        return "a document in LaTeX", _SAVE, PLAIN
    if _JSON.match(text) and not _prose(text):
        return "a part of JSON or a script with it", "give whole JSON, one value or one a line", 2
    if len(lines) > 2 and all(_KEY.fullmatch(line) for line in lines[:_LINES]) and sum(":" in line for line in lines[:_LINES]) > 2:  # noqa: PLR2004  (a list)
        return "a file in YAML", "save it as JSON, or as Markdown with this as front matter", PLAIN
    if len(lines) > 1 and all(_SETTING.fullmatch(line) for line in lines[:_LINES]):
        return "a file of settings", "give a file with an article", PLAIN
    return None


def _mail(text: str) -> tuple[str, str] | None:
    """Tell a message by its head: nothing but header fields up to the first empty line, among them one that only mail has, or its sender and more."""
    match = _HEADER.match(text)
    if match is None:
        return None
    fields = {name.lower() for name in _TELLS.findall(match[0])}
    if not (fields & _DECISIVE and len(fields) > 1) and not ("from" in fields and len(fields & {"to", "subject", "date"}) > 1):
        return None
    if re.search(r"multipart/related|snapshot-content-location", match[0], re.IGNORECASE):
        return "a page saved as MHTML", "open it in a browser and save it as HTML"
    return _MAIL


def _prose(text: str) -> bool:
    """Whether what begins with a bracket goes on as a text: a note in brackets, then sentences."""
    return re.match(r"\[[^\[\]{}\"]{1,200}\]\s*\S", text) is not None
