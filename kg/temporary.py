"""Files that stand until a whole one takes their place, and what a killed run left of them.

Their names say whose they are: `.kg-<host>-<process>-<random>.tmp`. A run that writes into a folder removes those of this host whose process
has gone, and those of others that are older than a day.
"""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import re
import secrets
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["new", "sweep"]

_NAME = re.compile(r"\.kg-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{8}\.tmp")
_OLD = 24 * 3600.0  # seconds


@functools.cache
def _host() -> str:
    return hashlib.sha256(platform.node().encode("utf-8", "surrogatepass")).hexdigest()[:8]


def new(folder: Path) -> Path:
    """Return the path of a file that is not there yet."""
    return folder / f".kg-{_host()}-{os.getpid()}-{secrets.token_hex(4)}.tmp"


@functools.lru_cache(maxsize=10_000)
def sweep(folder: Path) -> None:
    """Remove what killed runs left in a folder, once a process; what cannot be removed stays."""
    try:
        found = [each for each in os.scandir(folder) if each.name.startswith(".kg-")]
    except OSError:
        return
    for each in found:
        match = _NAME.fullmatch(each.name)
        try:
            if match is not None and _left(match[1], int(match[2]), each.stat(follow_symlinks=False).st_mtime):
                os.unlink(each.path)  # noqa: PTH108  (a path of scandir)
        except OSError:
            continue


def _left(host: str, process: int, written: float) -> bool:
    if time.time() - written > _OLD:
        return True
    return host == _host() and process != os.getpid() and not _runs(process)


def _runs(process: int) -> bool:
    if os.name == "nt":  # there a signal would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
