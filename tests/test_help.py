"""The help of every command: there, and with its examples as they are typed."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from kg.cli import kg


@pytest.mark.parametrize("name", sorted(kg.commands))
def test_help_says_what_a_command_does(name) -> None:
    command = kg.commands[name]
    shown = CliRunner().invoke(kg, [name, "-h"], prog_name="kg").output
    assert command.help
    assert "\\b" not in shown
    examples = [line.strip() for line in command.help.splitlines() if line.strip().startswith("kg ")]
    lines = [line.strip() for line in shown.splitlines()]
    assert all(example in lines for example in examples)
    assert all(option.help or option.name in {"lang", "published", "model", "report"} for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("name", ["convert", "load", "query", "link"])
def test_the_large_commands_have_examples(name) -> None:
    assert (kg.commands[name].help or "").count("\n    kg ") + (kg.commands[name].help or "").count("\nkg ") >= 2
