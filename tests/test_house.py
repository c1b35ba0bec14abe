"""Rules of the house that no linter knows."""

from __future__ import annotations

import re
from pathlib import Path

import kg

PACKAGE = Path(kg.__file__).parent


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_no_code_asks_for_a_language() -> None:
    """Adding a language is adding a folder."""
    asking = [str(p) for p in sources() if re.search(r"language\s*(==|!=)\s*[\"']|[\"'](nl|en|de)[\"']\s*(==|!=)", p.read_text(encoding="utf-8"))]
    assert asking == []


def test_no_drawers() -> None:
    """No module is called after what it is not about."""
    assert [p.name for p in sources() if p.stem in {"utils", "helpers", "common", "core", "base", "misc"}] == []


def test_no_broad_handlers_without_a_reason() -> None:
    """`except Exception` swallows programming mistakes."""
    pattern = re.compile(r"^\s*except( Exception| BaseException)?:", re.MULTILINE)
    broad = [path.name for path in sources() if pattern.search(path.read_text(encoding="utf-8"))]
    assert broad == []
