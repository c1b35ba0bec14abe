"""Zones as dates have them behind their time: offsets, letters, names of IANA; an unknown one is no UTC.

Source: RFC 5322, 3.3 and 4.3; RFC 9557; the IANA time zone database.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["read_zone"]

# Zones that are written in letters, in hours. What means several (IST, AST) is not here,
# nor are the letters of the military, which RFC 5322 takes for unknown.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MET": 1, "MEZ": 1, "CEST": 2, "MEST": 2, "MESZ": 2, "EET": 2, "SAST": 2,
    "EEST": 3, "MSK": 3, "WIB": 7, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "ACDT": 10.5, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
_OFFSET = re.compile(r"(?P<name>[A-Z]{1,5})?\s*(?P<sign>[+\N{MINUS SIGN}-])\s*(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?(?::?\d\d)?", re.IGNORECASE)
_COMMENT = re.compile(r"\s*\([^()]*\)|(?<=[\dZz])\s*\[[^\[\]]*\]")  # behind an offset, which says it all
_PREFIXES = ("", "GMT", "UTC", "UT", "Z")


def read_zone(written: str, moment: dt.datetime) -> tuple[bool, dt.tzinfo | None]:
    """Return whether a zone is known, and its offset at a moment."""
    bare = _COMMENT.sub("", written).strip() or written.strip(" ()")
    bare = bare.strip("[] ")
    if bare.upper() in _ZONES:
        return True, dt.timezone(dt.timedelta(hours=_ZONES[bare.upper()]))
    match = _OFFSET.fullmatch(bare)
    if match is not None:
        return _offset(match)
    if "/" not in bare:
        return False, None
    try:
        size = moment.replace(tzinfo=ZoneInfo(bare)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False, None
    return (True, dt.timezone(size)) if size is not None else (False, None)


def _offset(match: re.Match[str]) -> tuple[bool, dt.tzinfo | None]:
    """Return the offset of `+0100`, `GMT+7`, `CET+01:00`; letters that say another one make it unknown."""
    size = dt.timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    if size > dt.timedelta(hours=14):
        return False, None
    size = size if match["sign"] == "+" else -size
    name = (match["name"] or "").upper()
    if name not in _PREFIXES and dt.timedelta(hours=_ZONES.get(name, 99)) != size:
        return False, None
    return True, dt.timezone(size)
