"""Bytes to text: what the bytes are, whatever is declared of them; one bad byte costs one character.

Source: WHATWG Encoding Standard (the names that pages use, and what they mean by them); RFC 3629 (UTF-8).
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from kg.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["BOMS", "MARK", "Encoding", "decoded", "guessed", "recoded", "told", "wide"]

MARK = "\ufffd"
# In this order: a UTF-32 mark begins with a UTF-16 one.
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the news of the last decades was saved in; Western tables first, as a short text fits several.
_ENCODINGS = ("cp1252", "iso8859_15", "mac_roman", "utf_16", "cp1251", "cp1253", "koi8_r", "shift_jis", "big5", "gb18030", "euc_kr")
_MEANT = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ansi": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "windows-31j": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "macintosh": "mac_roman", "x-mac-roman": "mac_roman",
    "unicode": "utf-16-le", "utf-16": "utf-16-le", "ucs-2": "utf-16-le", "utf8": "utf-8",
}  # fmt: skip
_UTF = frozenset({"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
_SEVEN_BITS = re.compile(rb"\x1b[$(]|~\{")  # ISO 2022 and HZ write their letters in ASCII
_WELL_FORMED = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
# Bytes of Windows 1252 that stand in Western texts: letters, quotation marks, dashes, the euro; y with diaeresis and thorn are more often damage.
_WESTERN = frozenset([0x80, *range(0x82, 0x8D), 0x8E, *range(0x91, 0x9D), 0x9E, 0x9F, 0xA0, 0xA3, 0xA7, 0xA9, 0xAB, 0xAE, *range(0xB0, 0xB5), 0xB7, 0xBA, 0xBB])
_WESTERN |= frozenset(range(0xC0, 0xFE)) - {0xD7, 0xF7}
_MAC = re.compile(rb"[A-Za-z][\x82-\x84\x86-\x91\x93-\x9f][a-z ]")  # quotation marks of Windows 1252 within words: letters of another table
_FEW = 0.12  # share of the letters of a Western text that are not ASCII, at most
_SAMPLE = 100_000
_UNITS = 4096
_SHARE = 0.4  # of a half of the bytes that are zero where text is set in wide units


@dataclass(frozen=True, slots=True)
class Encoding:
    """What bytes are: a codec, the length of their byte order mark, and what is to be said about it."""

    codec: str
    skip: int = 0
    warnings: tuple[str, ...] = ()


def decoded(data: bytes, where: str, stated: Iterable[str | None] = ()) -> tuple[str, list[str]]:
    """Return the text of bytes, and warnings. Raises `ReadError` for what is no text.

    By byte order mark; as UTF-16 or UTF-32 where zeros show it; as UTF-8 where the bytes are that; as UTF-8 with U+FFFD for what is broken where
    more of them is sound; as what is stated, if it fits; and then by detection.
    """
    found = told(data, where, stated)
    body = data[found.skip :]
    try:
        return body.decode(found.codec), list(found.warnings)
    except UnicodeDecodeError:
        text = body.decode(found.codec, "replace")
    return text, [*found.warnings, _lost(body, found)]


def _lost(body: bytes, found: Encoding) -> str:
    """Say how many characters are lost and where the first stands."""
    bad = _bad(body) if found.codec == "utf-8" else []
    if not bad:
        try:
            body.decode(found.codec)
        except UnicodeDecodeError as error:
            return f"not all of it is {found.codec}: byte {error.start + found.skip} and others that do not fit are read as U+FFFD"
    places = ", ".join(f"{at + found.skip:,}" for at in bad[:3]) + (", ..." if len(bad) > 3 else "")  # noqa: PLR2004  (shown)
    return f"{len(bad)} bad byte{'s' if len(bad) > 1 else ''} in UTF-8 (at {places}): read as U+FFFD"


def told(data: bytes, where: str, stated: Iterable[str | None] = ()) -> Encoding:
    """Return what bytes are; some of them are enough. Raises `ReadError`."""
    marked = next(((mark, codec) for mark, codec in BOMS if data.startswith(mark)), None)
    if marked is not None:
        return Encoding(marked[1], len(marked[0]))
    units = wide(data)
    if units:
        return Encoding(units, 0, (f"no byte order mark: read as {units}",))
    names = [_codec(name) for name in stated if name]
    if data.isascii():
        seven = next((n for n in names if n and n.startswith(("iso2022", "hz"))), None) if _SEVEN_BITS.search(data) else None
        return Encoding(seven or "utf-8")
    bad = _bad(data)
    other = next((n for n in names if n and n not in _UTF), None)
    if not bad:
        return Encoding("utf-8", 0, (f"declared as {other}, but it is UTF-8: read as UTF-8",) if other else ())
    good = len(_WELL_FORMED.findall(data))
    if good >= len(bad) or _damaged(data, bad, declared="utf-8" in names):
        return Encoding("utf-8")
    return _other(data, where, names, bad[0])


def _other(data: bytes, where: str, names: list[str | None], first: int) -> Encoding:
    """Return the encoding of bytes that are no UTF-8: what is stated and fits, else what detection finds."""
    for name in names:
        if name and name not in _UTF and _fits(data, name):
            return Encoding(name)
    found = guessed(data)
    if found is not None:
        return Encoding(found, 0, (f"not UTF-8 (byte {first:,}): read as {found}",))
    for name in names:
        if name and name not in _UTF and data.decode(name, "replace").count(MARK) * 100 < len(data):
            return Encoding(name)  # with what does not fit as U+FFFD
    raise ReadError(f"this is no text: invalid UTF-8 at byte {first:,}", where=where, advice="save it as UTF-8")


def _codec(name: str) -> str | None:
    """Return the codec that a label means, None for one that nobody knows."""
    label = name.strip(" \"'").lower()
    label = _MEANT.get(label, label)
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    return found.name if found._is_text_encoding else None  # noqa: SLF001  (base64 and rot13 are codecs as well, and there is no other sign)


def _bad(data: bytes) -> list[int]:
    """Return where bytes stand that are no UTF-8, one for each character that is lost."""
    found: list[int] = []
    at, size = 0, _SAMPLE
    while at < len(data):
        window = data[at : at + size]
        try:
            at += codecs.utf_8_decode(window, "strict", at + size >= len(data))[1]
            size = _SAMPLE
        except UnicodeDecodeError as error:
            found.append(at + error.start)
            at, size = at + error.end, _UNITS  # where there is one there are others
    return found


def _damaged(data: bytes, bad: list[int], *, declared: bool) -> bool:
    """Whether the one byte of an otherwise plain text is damage and no letter of an old encoding."""
    if len(bad) > 1:
        return False
    byte, around = data[bad[0]], data[max(0, bad[0] - 1) : bad[0]] + data[bad[0] + 1 : bad[0] + 2]
    return declared or byte not in _WESTERN or (byte >= 0xC0 and not re.search(rb"[A-Za-z]", around))  # noqa: PLR2004  (letters)


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return len(data) - error.start < 4 and len(data) >= _SAMPLE  # noqa: PLR2004  (a sample may end within a character)
    return True


def wide(data: bytes) -> str:
    """Return the UTF-16 or UTF-32 codec that bytes without a mark are set in, told by where their zeros stand; an empty string for others."""
    some = data[:_UNITS]
    some = some[: len(some) // 4 * 4]
    if len(some) < 8 or b"\x00" not in some:  # noqa: PLR2004  (too few to tell)
        return ""
    zeros = [some[n::4].count(0) * 4 / len(some) for n in range(4)]
    for codec, full, empty in (("utf-32-le", (1, 2, 3), (0,)), ("utf-32-be", (0, 1, 2), (3,))):
        if all(zeros[n] > 0.9 for n in full) and all(zeros[n] < 0.1 for n in empty):  # noqa: PLR2004  (all, none)
            return codec
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    codec = "utf-16-le" if odd > _SHARE and even < 0.05 else "utf-16-be" if even > _SHARE and odd < 0.05 else ""  # noqa: PLR2004  (a stray one)
    return codec if codec and not re.search(r"[\x01-\x08\x0e-\x1a]", some.decode(codec, "replace")) else ""


def guessed(data: bytes) -> str | None:
    """Return the encoding of bytes that are no UTF-8 and carry no mark, None where none of the usual ones fits."""
    if b"\x00" in data:
        return None
    high = [byte for byte in data if byte > 0x7F]  # noqa: PLR2004  (ASCII)
    letters = sum(map(str.isalpha, data.decode("latin-1")))
    if len(high) < _FEW * letters and _WESTERN.issuperset(high) and not _MAC.search(data):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415  (60 ms, rarely needed)

    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_ENCODINGS)).best()
    found = best.encoding if best is not None else None
    return found if found and _fits(data, found) else None


class _Recoded(io.RawIOBase):
    """A stream in UTF-8 of one in another encoding, with U+FFFD for what does not fit."""

    def __init__(self, raw: IO[bytes], found: Encoding) -> None:
        self.raw = raw
        self.decoder = codecs.getincrementaldecoder(found.codec)("replace")
        self.rest = b""
        self.ended = False
        raw.read(found.skip)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self.rest and not self.ended:
            part = self.raw.read(65_536)
            self.ended = not part
            self.rest = self.decoder.decode(part, final=self.ended).encode("utf-8", "replace")
        size = min(len(buffer), len(self.rest))
        buffer[:size] = self.rest[:size]
        self.rest = self.rest[size:]
        return size


def recoded(raw: IO[bytes], found: Encoding) -> IO[bytes]:
    """Return a stream in UTF-8, without a byte order mark."""
    return io.BufferedReader(_Recoded(raw, found))
