"""Word lists: `kg/lexicons/<language>/<name>.toml`, with a user's folder laid over the built-in one.

A file opens with a `[header]` table (title, source, licence, version) and holds tables of entries. This module only
reads and overlays; the modules beside it turn each list into frozen types and check it.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from kg.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

__all__ = ["HEADER_KEYS", "Table", "header", "languages", "read"]

Table = dict[str, object]
HEADER_KEYS = ("title", "source", "licence", "version")


def languages() -> tuple[str, ...]:
    """The languages that have word lists, as BCP 47 primary subtags."""
    return tuple(sorted(p.name for p in _home().iterdir() if p.is_dir() and p.name.isalpha() and not p.name.startswith("_")))


@functools.lru_cache(maxsize=64)
def read(language: str, name: str, overlay: Path | None = None) -> Table:
    """Return the tables of `<language>/<name>.toml`, the overlay's entries replacing or joining the built-in ones.

    The overlay is a folder that holds `<name>.toml`. Raises `LexiconError` for a file that is missing or no TOML.
    """
    tables = _parse(_home() / language / f"{name}.toml", f"{language}/{name}.toml")
    if overlay is not None and (overlay / f"{name}.toml").is_file():
        tables = _merge(tables, _parse(overlay / f"{name}.toml", str(overlay / f"{name}.toml")))
    return {key: value for key, value in tables.items() if key != "header"}


def header(language: str, name: str) -> Table:
    """Return the `[header]` of a built-in list. Raises `LexiconError` where it lacks a key."""
    where = f"{language}/{name}.toml"
    found = _parse(_home() / language / f"{name}.toml", where).get("header")
    if not isinstance(found, dict) or any(key not in found for key in HEADER_KEYS):
        raise LexiconError("the header is not complete", where=where, advice=f"give {', '.join(HEADER_KEYS)}")
    return found


def _home() -> Traversable:
    return resources.files("kg.lexicons")


def _parse(path: Traversable, where: str) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LexiconError("there is no such word list", where=where) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"no valid TOML: {error}", where=where) from error


def _merge(below: Mapping[str, object], above: Mapping[str, object]) -> Table:
    """Lay `above` over `below`: tables join key by key, lists and strings of several words are appended, other values replace."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *(item for item in value if item not in old)]
        elif isinstance(old, str) and isinstance(value, str) and len(old.split()) > 1:
            merged[key] = f"{old} {value}"
        else:
            merged[key] = value
    return merged
