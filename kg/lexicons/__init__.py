"""Word lists: `kg/lexicons/<language>/<name>.toml`, with a user's folder laid over the built-in one.

A file opens with a `[header]` table (title, source, licence, version) and holds tables of entries. This module only
reads and overlays; the modules beside it turn each list into frozen types and check it.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

from kg.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

__all__ = ["HEADER_KEYS", "Table", "files", "header", "languages", "parsed", "read"]

Table = dict[str, object]
HEADER_KEYS = ("title", "source", "licence", "version")


L = TypeVar("L")


def languages() -> tuple[str, ...]:
    """The languages that have word lists, as BCP 47 primary subtags."""
    return tuple(sorted(p.name for p in _home().iterdir() if p.is_dir() and p.name.isalpha() and not p.name.startswith("_")))


def once(load: Callable[[str, Path | None], L]) -> Callable[..., L]:
    """Keep what a list is loaded into, by language and overlay, wherever the folder of a relative overlay lies now."""

    @functools.lru_cache(maxsize=8)
    def kept(language: str, overlay: Path | None, _place: Path | None) -> L:
        return load(language, overlay)

    @functools.wraps(load)
    def loaded(language: str, overlay: Path | None = None) -> L:
        return kept(language, overlay, overlay.resolve() if overlay is not None else None)

    return loaded


def read(language: str, name: str, overlay: Path | None = None) -> Table:
    """Return the tables of `<language>/<name>.toml`, the overlay's entries replacing or joining the built-in ones.

    The overlay is a folder that holds `<name>.toml` for all languages, or `<language>/<name>.toml`, or both. Raises `LexiconError` for a file that
    is missing or no TOML.
    """
    tables = parsed(_home() / language / f"{name}.toml", f"{language}/{name}.toml")
    for path in (overlay / f"{name}.toml", overlay / language / f"{name}.toml") if overlay is not None else ():
        if path.is_file():
            tables = _merge(tables, parsed(path, str(path)))
    return {key: value for key, value in tables.items() if key != "header"}


def header(language: str, name: str) -> Table:
    """Return the `[header]` of a built-in list. Raises `LexiconError` where it lacks a key."""
    where = f"{language}/{name}.toml"
    found = parsed(_home() / language / f"{name}.toml", where).get("header")
    if not isinstance(found, dict) or any(key not in found for key in HEADER_KEYS):
        raise LexiconError("the header is not complete", where=where, advice=f"give {', '.join(HEADER_KEYS)}")
    return found


def _home() -> Traversable:
    return resources.files("kg.lexicons")


def files(language: str) -> tuple[str, ...]:
    """The names of a language's built-in lists."""
    return tuple(sorted(p.name.removesuffix(".toml") for p in (_home() / language).iterdir() if p.name.endswith(".toml")))


def parsed(path: Traversable, where: str) -> Table:
    """Return the tables of a file. Raises `LexiconError` for one that is not there or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LexiconError("there is no such word list", where=where) from error
    except OSError as error:
        raise LexiconError(f"cannot be read: {error.strerror}", where=where, advice="check its permissions") from error
    except (ValueError, RecursionError) as error:  # TOML and UTF-8 that are none, a number of thousands of digits
        raise LexiconError(f"no valid TOML: {error}", where=where) from error


def _merge(below: Mapping[str, object], above: Mapping[str, object]) -> Table:
    """Lay `above` over `below`: tables join key by key, lists and strings of several words are added to, other values replace."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merge(old, value)
        elif isinstance(old, list) and isinstance(value, (list, str)):
            phrases = any(" " in str(item) for item in old)
            more = value if isinstance(value, list) else [value] if phrases else value.split()
            merged[key] = [*old, *(item for item in more if item not in old)]
        elif isinstance(old, str) and len(old.split()) > 1 and isinstance(value, (list, str)):
            merged[key] = f"{old} {value if isinstance(value, str) else ' '.join(map(str, value))}"
        else:
            merged[key] = value
    return merged
