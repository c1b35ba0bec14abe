"""What the README says of `kg validate` is run: the reports that it shows, the workflow files, the hook."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import junitparser
import pytest
import yaml

from kg.cli import main
from kg.reports import REPORTS
from kg.validate.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "tests" / "validation"


def shown() -> list[tuple[str, str]]:
    specification = importlib.util.spec_from_file_location("validation_readme", ROOT / "tools" / "validation_readme.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.shown(README)


@pytest.mark.parametrize(("command", "expected"), shown(), ids=lambda value: value.rpartition(" ")[2] if value.startswith("kg ") else "")
def test_what_is_shown_is_printed(monkeypatch, capsys, command, expected) -> None:
    """`python tools/validation_readme.py` refreshes it."""
    monkeypatch.chdir(ROOT)
    assert main(command.split()[1:]) == 1
    assert capsys.readouterr().out == expected


def test_every_report_is_shown() -> None:
    assert {command.partition("--report ")[2] for command, _ in shown()} == {"", *REPORTS}


def documents() -> dict[str, dict]:
    section = README.partition("## Validate in CI")[2].partition("\n## ")[0]
    found = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)]
    assert len(found) == 3
    return dict(zip(("github", "gitlab", "pre-commit"), found, strict=True))


@pytest.fixture
def project(tmp_path) -> Path:
    """A repository with a graph and the text of its article."""
    (tmp_path / "graphs").mkdir()
    (tmp_path / "texts").mkdir()
    shutil.copy(EXAMPLES / "good.ttl", tmp_path / "graphs" / "brug.ttl")
    shutil.copy(EXAMPLES / "texts" / "brug.txt", tmp_path / "texts" / "brug.txt")
    return tmp_path


def step(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a CI server does: by a shell that stops at the first failure, with the installed `kg` on the path."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["bash", "-e", "-c", command], cwd=folder, capture_output=True, text=True, check=False, env=environment)


def installs(command: str) -> bool:
    """Whether a command installs this package, under the name that it has."""
    name = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    return command == f"pip install {name}"


def test_github_workflow(project) -> None:
    steps = documents()["github"]["jobs"]["validate"]["steps"]
    first, *commands = [each["run"] for each in steps if "run" in each]
    assert installs(first)
    assert [step(command, project).returncode for command in commands] == [0, 0]
    shutil.copy(EXAMPLES / "broken.ttl", project / "graphs" / "brug.ttl")
    (project / "kg.sarif").unlink()
    sarif, annotated = (step(command, project) for command in commands)
    assert (sarif.returncode, annotated.returncode) == (0, 1), "the findings are uploaded before the job fails"
    uploaded = next(each["with"]["sarif_file"] for each in steps if "upload-sarif" in each.get("uses", ""))
    assert len(json.loads((project / uploaded).read_text(encoding="utf-8"))["runs"][0]["results"]) == 5
    assert annotated.stdout.count("::error file=texts/brug.txt,") == 3


def test_gitlab_job(project) -> None:
    job = documents()["gitlab"]["graphs"]
    first, *commands = job["script"]
    assert installs(first)
    report = project / job["artifacts"]["reports"]["junit"]
    assert [step(command, project).returncode for command in commands] == [0]
    assert junitparser.JUnitXml.fromfile(str(report)).failures == 0
    shutil.copy(EXAMPLES / "broken.ttl", project / "graphs" / "brug.ttl")
    assert [step(command, project).returncode for command in commands] == [1]
    assert junitparser.JUnitXml.fromfile(str(report)).failures == 3


def test_pre_commit_hook(project) -> None:
    """The command line that pre-commit makes: the entry, the user's arguments, the files that the pattern lets through."""
    (defined,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = documents()["pre-commit"]["repos"]
    (used,) = repository["hooks"]
    assert used["id"] == defined["id"]
    names = [str(path.relative_to(project)) for path in sorted(project.rglob("*")) if path.is_file()]
    files = [name for name in names if re.search(defined["files"], name)]
    assert (names, files) == (["graphs/brug.ttl", "texts/brug.txt"], ["graphs/brug.ttl"])
    command = " ".join([defined["entry"], *used["args"], *files])
    assert step(command, project).returncode == 0
    shutil.copy(EXAMPLES / "broken.ttl", project / "graphs" / "brug.ttl")
    assert step(command, project).returncode == 1


def test_every_option_is_told_of(capsys) -> None:
    """In the README, or in the help only where it is the same for every command."""
    main(["validate", "--help"])
    told = capsys.readouterr().out
    options = set(re.findall(r"--[a-z-]+", told))
    assert "\n  kg validate graphs/ --text texts/\n" in told, "the examples stand on lines of their own"
    section = README.partition("## Validate in CI")[2].partition("\n## ")[0]
    assert {option for option in options if option not in section} == {"--help", "--quiet", "--verbose", "--output"}


def test_every_rule_is_told_of() -> None:
    assert [rule for rule in RULES if f"`{rule}`" not in README] == []
