"""What many tests need: the example article, converted once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["KG_RAISE"] = "1"  # a defect ends a test as the exception that it is, and is not told in a line as to a user

ARTICLE = Path(__file__).parent / "articles" / "windpark.txt"

import kg  # noqa: E402


@pytest.fixture(scope="session")
def text() -> str:
    return ARTICLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def converted(text):
    return kg.convert(text, published="2026-03-11", source="tests/articles/windpark.txt")
