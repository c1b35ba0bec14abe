"""Each case that was found under attack and in use has its tests: `cases.csv` names them, 105 rows of four lists."""

from __future__ import annotations

import ast
import csv
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
NUMBERS = {"attack": 19, "rdf": 19, "commands": 33, "formats": 34}


def rows() -> list[dict[str, str]]:
    with (HERE / "cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def functions(module: str) -> set[str]:
    tree = ast.parse((HERE / module).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_case_is_in_the_list() -> None:
    assert Counter(row["list"] for row in rows()) == NUMBERS


def test_every_test_that_is_named_is_there() -> None:
    for row in rows():
        assert row["tests"], row["case"]
        for name in row["tests"].split():
            module, _, function = name.partition("::")
            assert (function in functions(module)) if function else (HERE / module).is_file(), f"{row['case']}: {name}"
