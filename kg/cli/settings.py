"""Settings beside the command line: `kg.toml` and the environment. What no option has is not passed over in silence."""

from __future__ import annotations

import difflib
import os
import tomllib
from typing import TYPE_CHECKING, Any

import click

from kg.cli.speech import Speech
from kg.errors import VocabularyError
from kg.guard import RAISE
from kg.vocab import checked_base

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Base", "Iri", "Probability", "is_given", "read_file", "take_environment", "unknown_variables"]

_PREFIX = "KG_"
_OTHERS = frozenset({RAISE, "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"})
_EVERYWHERE = frozenset({"quiet", "verbose"})


class Base(click.ParamType):  # type: ignore[type-arg]
    """An absolute IRI that others begin with; a slash is added where none closes it, and that is said."""

    name = "IRI"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the base. Fails for what is no IRI."""
        try:
            base = checked_base(str(value))
        except VocabularyError as error:
            self.fail(f"{error.what}; {error.advice}", param, ctx)
        if base != value and ctx is not None:
            ctx.ensure_object(Speech).early.append((f"--base {value}", f"read as {base}"))
        return base


class Probability(click.FloatRange):
    """A number from 0 to 1; `nan`, which a range of Click's lets through, is none."""

    name = "PROBABILITY"

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number. Fails for what is none."""
        found: float = super().convert(value, param, ctx)
        if found != found:  # noqa: PLR0124  (so is nan, alone)
            self.fail(f"{value!r} is no number from 0 to 1", param, ctx)
        return found


class Iri(click.ParamType):  # type: ignore[type-arg]
    """An absolute IRI, as stores take it."""

    name = "IRI"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the IRI. Fails for what is none."""
        from kg.triples import iri_fault  # noqa: PLC0415  (imports pyoxigraph)

        if fault := iri_fault(str(value)):
            self.fail(f"{fault}; write it as https://news.example/", param, ctx)
        return str(value)


def is_given(context: click.Context, parameter: str) -> bool:
    """Whether the user has set an option, in whatever place."""
    return context.get_parameter_source(parameter) is not click.core.ParameterSource.DEFAULT


def _spellings(parameter: click.Parameter) -> list[str]:
    """Return what a setting may be called: as the option is, without its dashes, and as the program calls it."""
    written = [o.removeprefix("--").replace("-", "_") for o in parameter.opts if o.startswith("--")]
    return list(dict.fromkeys([*written, parameter.name or ""]))


def take_environment(group: click.Group) -> None:
    """Let each option be a variable: `KG_CONVERT_BASE` for one command, `KG_BASE` for all."""
    for name, command in group.commands.items():
        for option in command.params:
            if isinstance(option, click.Option):
                names = [n.upper() for n in _spellings(option)]
                option.envvar = [*(f"{_PREFIX}{name.upper()}_{n}" for n in names), *(f"{_PREFIX}{n}" for n in names)]


def unknown_variables(group: click.Group) -> list[tuple[str, str]]:
    """Return a warning for each variable that looks like a setting and is none."""
    known = {*_OTHERS, *(f"{_PREFIX}{n.upper()}" for n in _EVERYWHERE)}
    for command in group.commands.values():
        for option in command.params:
            known.update(option.envvar if isinstance(option.envvar, list) else ())
    return [(name, f"there is no such setting{_near(name, known)}") for name in sorted(os.environ) if name.startswith(_PREFIX) and name not in known]


def read_file(path: Path, group: click.Group) -> dict[str, Any]:
    """Return the settings of a file by command, as Click takes them. Raises a usage error for what is none."""
    if not path.exists() and not path.is_symlink():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"{path}: no valid TOML: {error}") from error
    found: dict[str, Any] = {}
    for name, table in tables.items():
        if name in _EVERYWHERE and not isinstance(table, dict):
            found[name] = _value(f"{path}: {name}", table)
        elif name in group.commands and isinstance(table, dict):
            found[name] = dict(_option(path, name, group.commands[name], key, value) for key, value in table.items())
        elif isinstance(table, dict) or name in group.commands:
            advice = f"write it as [{name}]" if name in group.commands else f"there is no such command{_near(name, group.commands)}"
            raise click.UsageError(f"{path}: [{name}]: {advice}")
        else:
            owners = [command for command, each in group.commands.items() if any(_written(name) in _spellings(o) for o in each.params)]
            advice = f"write it below [{owners[0]}]" if owners else f"there is no such setting{_near(name, _all_spellings(group))}"
            raise click.UsageError(f"{path}: {name}: {advice}")
    return found


def _option(path: Path, name: str, command: click.Command, key: str, value: object) -> tuple[str, object]:
    option = next((o for o in command.params if _written(key) in _spellings(o)), None)
    where = f"{path}: [{name}] {key}"
    if option is None or option.name is None:
        known = {spelling for each in command.params for spelling in _spellings(each)}
        raise click.UsageError(f"{where}: kg {name} has no such option{_near(_written(key), known)}")
    if isinstance(value, list) and (option.multiple or option.nargs != 1):
        return option.name, [str(_value(where, each)) for each in value]
    given = _value(where, value)
    return option.name, [str(given)] if option.multiple else given


def _value(where: str, value: object) -> str | bool:
    """Return a value as the command line would give it, words or a switch. Raises a usage error for what holds several."""
    if isinstance(value, (dict, list)):
        raise click.UsageError(f"{where}: one value is wanted, not {value!r:.200}")
    return value if isinstance(value, bool) else str(value)


def _written(key: str) -> str:
    return key.replace("-", "_")


def _all_spellings(group: click.Group) -> set[str]:
    return {spelling for command in group.commands.values() for each in command.params for spelling in _spellings(each)}


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""
