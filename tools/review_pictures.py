"""The pictures of docs/review.md: `python tools/review_pictures.py`. They show the example article and the twenty of tests/stories/rietmonde."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
STORY = ROOT / "tests" / "stories" / "rietmonde"
EXAMPLE = ROOT / "tests" / "articles" / "windpark.txt"
WIDE, PHONE = {"width": 1100, "height": 700}, {"width": 390, "height": 700}


def kg(*arguments: object) -> None:
    """Run `kg`."""
    subprocess.run([sys.executable, "-m", "kg", "-q", *map(str, arguments)], check=True)


def main() -> None:
    """Make the pages and take a picture of each view."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        kg("convert", STORY, "--metadata", STORY / "facts.csv", "-o", folder / "graphs", "--no-validate", "--with-text")
        kg("link", folder / "graphs", "-o", folder / "graphs" / "links.ttl")
        kg("review", folder / "graphs", "-o", folder / "story")
        kg("convert", EXAMPLE, "--published", "2026-03-11", "-o", folder / "one", "--no-validate", "--with-text")
        kg("review", folder / "one", "-o", folder / "example")
        (article,) = (folder / "example" / "articles").iterdir()
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])

        def picture(name: str, path: Path, chosen: str = "", *, viewport: dict[str, int] = WIDE, scheme: str = "light") -> None:
            page = browser.new_page(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
            page.goto(path.as_uri())
            if chosen:
                page.click(chosen)
            page.screenshot(path=ROOT / "docs" / f"review-{name}.png")
            page.close()

        picture("article", article, "#c-s625-687 .go")
        picture("dark", article, "#w-e701-706", scheme="dark")
        picture("phone", article, "#c-s625-687 .go", viewport=PHONE)
        for view in ("index", "actors", "claims", "said", "timeline", "network", "disagreements"):
            picture(view, folder / "story" / f"{view}.html")
        browser.close()


if __name__ == "__main__":
    main()
