"""Which inputs a command line names, and what their outputs are called."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import temporary
from kg._version import __version__
from kg.cli.naming import distinct
from kg.errors import KgError, ReadError
from kg.guard import guard
from kg.pipeline import STDIN
from kg.readers import Input, readers
from kg.readers.addresses import identity, without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.readers import Facts

__all__ = ["Source", "find", "inputs", "output_names", "unmatched"]

_PACKED = frozenset({".gz", ".bz2", ".xz", ".zip", ".tar", ".tgz"})
_URL = re.compile(r"https?://", re.IGNORECASE)
_OTHER_URL = re.compile(r"[a-z][a-z0-9+.-]+://|data:|javascript:|mailto:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a URL or `-`; `stem` is its output's name without suffix, with the folders of a walked directory.

    `address` is a URL as it was given; its `name` has no user and password.
    """

    name: str
    stem: Path
    address: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> Source:
        """Return a URL as a source."""
        name = without_secrets(url)
        return cls(name, Path(identity(name)), url)


def find(names: Iterable[str], metadata: Path | None) -> tuple[list[Source], list[KgError], list[tuple[str, str]]]:
    """Return the sources in the order of the command line, errors, and warnings; directories are walked by name.

    The metadata file is no article. Files of a walked directory whose suffix no format has are left, and that is said.
    """
    found: list[Source] = []
    errors: list[KgError] = []
    warnings: list[tuple[str, str]] = []
    seen: set[str] = set()
    for name in names:
        path = Path(name)
        if name == STDIN:
            found.append(Source(STDIN, Path("stdin")))
        elif _URL.match(name):
            found.append(Source.of(name))
        elif _OTHER_URL.match(name) and not _is(path.exists):
            errors.append(ReadError("this is no address of http or https", where=without_secrets(name), advice="save the page and give its file"))
        elif _is(path.is_dir):
            files, others = _walk(path, metadata)
            found.extend(Source(str(p), _stem(p.relative_to(path))) for p in files)
            if not files:
                errors.append(ReadError("there is no article in this directory", where=name, advice="see kg formats for what can be read"))
            if others:
                told = ", ".join(f"{suffix} ({count})" for suffix, count in sorted(others.items()))
                warnings.append((name, f"{others.total()} file{'s are' if others.total() > 1 else ' is'} of no news format: {told}"))
        else:
            found.append(Source(name, Path(_stem(path).name)))
    once: list[Source] = []
    for each in found:
        real = each.name if each.name == STDIN or _URL.match(each.name) else os.path.realpath(each.name)
        if real in seen:
            warnings.append((each.name, "given more than once: read once"))
        else:
            once.append(each)
            seen.add(real)
    return once, errors, warnings


def _is(question: Callable[[], bool]) -> bool:
    """Ask a path; a name that no file can have, as one that is too long, is none."""
    try:
        return question()
    except (OSError, ValueError):
        return False


def _stem(path: Path) -> Path:
    bare = path.with_suffix("")
    return bare.with_suffix("") if path.suffix in _PACKED and bare.suffix else bare


def _walk(folder: Path, metadata: Path | None) -> tuple[list[Path], Counter[str]]:
    known = _PACKED.union(*(reader.suffixes for reader in readers()))
    files = [p for p in folder.rglob("*") if not p.name.startswith(".") and not p.is_dir()]
    files = [p for p in files if metadata is None or p.resolve() != metadata.resolve()]
    others = Counter(p.suffix.lower() for p in files if p.suffix.lower() not in known)
    return sorted(p for p in files if p.suffix.lower() in known), others


def output_names(sources: list[Source]) -> list[str]:
    """Return a name without suffix for each that every file system takes; two sources of one name get a short hash of their paths."""
    return distinct([s.stem.as_posix() for s in sources], [s.name for s in sources])


def _keys(source: Source) -> tuple[str, str, str]:
    """Return what the metadata file may call a source."""
    path = Path(source.name)
    return path.name, path.stem, str(source.stem)


def unmatched(sources: list[Source], table: dict[str, Facts], metadata: Path | None) -> list[tuple[str, str]]:
    """Return a warning about the rows of the metadata file that no source of the run goes with."""
    used = {key for source in sources for key in _keys(source)}
    left = [key for key in table if key not in used]
    if not left:
        return []
    told = ", ".join(map(repr, left[:5])) + (", ..." if len(left) > 5 else "")  # noqa: PLR2004  (a line)
    return [(str(metadata), f"{len(left)} row{'s go' if len(left) > 1 else ' goes'} with no source of this run: {told}")]


def inputs(sources: list[Source], given: Facts, table: dict[str, Facts], *, form: str | None = None, limit: int) -> Iterator[Input | ReadError]:
    """Yield each source as an input with its facts: the command line over the metadata row of its file. URLs are fetched, one at a time."""
    for each in sources:
        row = next((table[key] for key in _keys(each) if key in table), None)
        facts = given.over(row) if row else given
        if _URL.match(each.name):
            yield _fetched(each.address or each.name, facts, form, limit)
        elif each.name == STDIN:
            yield _piped(facts, form, limit)
        else:
            yield Input(name=each.name, facts=facts, form=form, limit=limit)


def _piped(facts: Facts, form: str | None, limit: int) -> Input | ReadError:
    try:
        return replace(_standard_input(limit), facts=facts, form=form)
    except ReadError as error:
        return error


def _standard_input(limit: int) -> Input:
    """Return standard input: in memory as far as one article may be large, a stream of many articles in a file that goes with the process."""
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) <= limit:
        return Input(name=STDIN, data=data, limit=limit)
    folder = Path(tempfile.gettempdir())
    temporary.sweep(folder)
    path = temporary.new(folder)
    atexit.register(path.unlink, missing_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            shutil.copyfileobj(sys.stdin.buffer, file)
    except OSError as error:
        raise ReadError(f"standard input cannot be kept in {folder}: {error.strerror}", where=STDIN, advice="make room there, or set TMPDIR") from error
    return Input(name=STDIN, path=path, limit=limit)


def _fetched(url: str, facts: Facts, form: str | None, limit: int) -> Input | ReadError:
    from kg.readers.web import fetch  # noqa: PLC0415  (imports httpx)

    try:
        with guard(url):
            return replace(fetch(url, agent=f"kg/{__version__} (news articles to a knowledge graph)", limit=limit), facts=facts, form=form)
    except ReadError as error:
        return error
