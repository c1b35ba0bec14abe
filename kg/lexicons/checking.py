"""Whether a folder of a user's word lists is used as a whole: each file, table and key has a place in the built-in lists."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kg import lexicons
from kg.errors import LexiconError
from kg.lexicons import names, reporting, times, triggers
from kg.model import Attitude
from kg.vocab import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["check"]

_HEADER = "header"
# Tables whose keys are words, or codes of countries: any key goes.
_OPEN = frozenset(
    {
        *(("times", table) for table in ("days", "units", "shifts", "portions", "numbers", "tens")),
        *(("names", table) for table in ("countries", "capitals", "organizations.expansions")),
        *(("nationalities", table) for table in ("adjectives", "also")),
        ("reporting", "joined"),
    }
)
# Tables whose keys are terms of the ontology, of which the built-in list may lack some.
_TERMS = {
    **{("reporting", table): frozenset(map(str, Attitude)) for table in ("verbs", "nouns", "prepositional", "predicates", "adverbials")},
    **{("triggers", table): EVENT_TYPES | {"other"} for table in ("verbs", "nouns")},
}
_FIXED = frozenset({"morphology"})  # the shipped pipeline goes with it


def check(folder: Path | None) -> None:
    """Read a user's folder as the analysis will. Raises `LexiconError` for what it would pass over, and for a list that cannot be used."""
    if folder is None:
        return
    known = {language: lexicons.files(language) for language in lexicons.languages()}
    found = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    if not found:
        told = ", ".join(sorted({name for each in known.values() for name in each} - _FIXED))
        raise LexiconError("there is no word list in this folder", where=str(folder), advice=f"put one of these there, as NAME.toml: {told}")
    for path in found:
        _check_file(path, path.relative_to(folder).parts, known)
    for language in known:
        for module in (names, reporting, times, triggers):
            _load(module, language, folder)


def _load(module: object, language: str, folder: Path) -> None:
    try:
        module.load(language, folder)  # type: ignore[attr-defined]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise LexiconError(f"cannot be used: {reason}", where=str(folder), advice="give each key what it has in the built-in lists") from error


def _check_file(path: Path, parts: tuple[str, ...], known: dict[str, tuple[str, ...]]) -> None:
    if len(parts) > 2 or (len(parts) == 2 and parts[0] not in known):  # noqa: PLR2004  (language and file)
        raise LexiconError("no language has this folder", where=str(path), advice=_near(parts[0], known, "word lists stand in DIR or DIR/<language>"))
    languages = [parts[0]] if len(parts) == 2 else sorted(known)  # noqa: PLR2004
    lists = sorted({name for language in languages for name in known[language]} - _FIXED)
    if path.stem in _FIXED and path.suffix == ".toml":
        raise LexiconError("this list goes with the pipeline and cannot be changed", where=str(path), advice="take the file away")
    if path.suffix != ".toml" or path.stem not in lists:
        raise LexiconError("no word list has this name", where=str(path), advice=_near(path.name, [f"{name}.toml" for name in lists], "see kg/lexicons"))
    given = lexicons.parsed(path, str(path))
    for language in languages:
        if path.stem in known[language]:
            _check_table(given, lexicons.read(language, path.stem), path, "")


def _check_table(given: lexicons.Table, built_in: lexicons.Table, path: Path, above: str) -> None:
    terms, is_open = _TERMS.get((path.stem, above)), (path.stem, above) in _OPEN
    samples = list(built_in.values())
    for key, value in given.items():
        where = f"{path}: {above}.{key}" if above else f"{path}: {key}"
        if not above and key == _HEADER:
            continue
        if key not in (terms or ()) and key not in built_in and not is_open:
            what = "there is no such key" if above else "there is no such table"
            raise LexiconError(what, where=where, advice=_near(key, terms or built_in, ""))
        expected = built_in.get(key, samples[0] if samples else value)
        if isinstance(expected, dict):
            if not isinstance(value, dict):
                raise LexiconError("this is a table", where=where, advice=f"write it as [{key}] with keys below it")
            _check_table(value, expected, path, f"{above}.{key}" if above else key)
        elif not _alike(value, expected):
            kind = "a whole number" if isinstance(expected, int) else "words, in one string or in a list of strings"
            raise LexiconError(f"{kind} is wanted, not {value!r}" if isinstance(expected, int) else f"{kind} are wanted, not {value!r}", where=where)


def _alike(value: object, expected: object) -> bool:
    if isinstance(expected, int):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def _near(name: str, known: Iterable[str], otherwise: str) -> str:
    choices = sorted(known)
    near = difflib.get_close_matches(name, choices, 1, 0.5)
    return f"did you mean {near[0]!r}?" if near else otherwise or f"there are {', '.join(choices)}"
