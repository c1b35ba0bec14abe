"""Names of output files that every file system takes, and that no two sources share.

A name that has to change gets eight hex digits of the hash of the old one, so that it is the same in every run and different from its neighbours'.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["distinct", "safe"]

_LONGEST = 240  # bytes: 255, less the longest suffix of a graph and a little
# What Windows does not take, control characters, and bytes that are no UTF-8.
_BAD = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def safe(stem: str) -> str:
    """Return a path without suffix whose parts are names everywhere; one that is fine stays as it is."""
    return "/".join(_part(part) for part in stem.split("/"))


def _part(name: str) -> str:
    clean = _BAD.sub("_", name)
    clean = clean[:-1] + "_" if clean.endswith((".", " ")) and clean not in {".", ".."} else clean
    if len(clean.encode()) > _LONGEST:
        clean = clean.encode()[: _LONGEST - 9].decode("utf-8", "ignore")
    elif clean == name and not _DEVICES.fullmatch(name):
        return name
    return f"{clean}-{_digest(name)}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def distinct(stems: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return an output name for each source: its stem made safe; sources whose stems are one to some file system get a hash of their `names`."""
    made = [safe(stem) for stem in stems]
    shared = Counter(map(_same, made))
    found = [stem if shared[_same(stem)] == 1 else safe(f"{stem}-{_digest(name)}") for stem, name in zip(made, names, strict=True)]
    taken: Counter[str] = Counter()
    for n, stem in enumerate(found):
        again = taken[_same(stem)]
        taken[_same(stem)] += 1
        if again and names[n] not in names[:n]:  # a source is called as another one's name and hash are
            found[n] = safe(f"{stem}-{_digest(f'{names[n]} {again}')}")
    return found


def _same(stem: str) -> str:
    """What a file system that folds case and composes letters makes of a name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", stem).casefold())
