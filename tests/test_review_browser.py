"""The pages of `kg review` in a real browser: Debian's Chromium, driven by Playwright, from files."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from kg.review.article import address

from .graphs import run
from .pages import HOSTILE, page, stories
from .test_review import with_text

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
if CHROMIUM is None:
    pytest.skip("Chromium is not installed: apt-get install chromium", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install '.[browser]'")
AXE = Path(os.environ.get("AXE_CORE", "axe.min.js"))  # of the npm package axe-core

pytestmark = pytest.mark.model
VIEWS = ("index", "actors", "claims", "said", "timeline", "network", "disagreements", "find", "article")


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory, converted) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    graphs = stories(folder)
    turtle = re.sub(r"kg:confidence [\d.]+", "kg:confidence 0.05", with_text(converted))
    for value in ("0.35", "0.85"):
        turtle = turtle.replace('kg:derivedBy "noun" ;\n    kg:confidence 0.05', f'kg:derivedBy "noun" ;\n    kg:confidence {value}', 1)
    (graphs / "windpark.ttl").write_text(turtle, encoding="utf-8")
    done = run("-q", "review", graphs, "-o", "review", "--no-validate", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "review"


@pytest.fixture(scope="module")
def article(converted) -> str:
    return address(converted.triples.iri)


class Watched:
    """A page, and what it complains of."""

    def __init__(self, browser, **options) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.told: list[str] = []
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("request", lambda request: None if request.url.startswith("file:") else self.told.append(request.url))


@pytest.fixture
def opened(browser):
    made = []

    def opening(path: Path, part: str = "", **options):
        watched = Watched(browser, **options)
        made.append(watched)
        watched.page.goto(path.resolve().as_uri() + part)
        return watched.page

    yield opening
    told = [line for watched in made for line in watched.told]
    for watched in made:
        watched.context.close()
    assert told == []


def on(page) -> set[str]:
    """The words that are highlighted."""
    return set(page.eval_on_selector_all("#text .on", "found => found.map(each => each.textContent)"))


def active(page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent")


def test_a_click_on_a_claim_shows_its_words_and_the_other_way_round(opened, pages, article) -> None:
    page = opened(pages / article)
    page.click("#c-e657-664 .go")
    assert {"akkoord", "14 april", "het kabinet"} <= on(page)
    assert page.locator("#w-e657-664").is_visible()
    assert page.evaluate(
        "(() => { const box = document.querySelector('#w-e657-664').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()"
    )
    page.click("#w-e701-706")
    assert page.locator("#c-e701-706.on").count() == 1
    assert page.locator("#claims > .on").count() == 1
    assert "sprak" in on(page)
    assert page.evaluate(
        "(() => { const box = document.querySelector('#c-e701-706').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()"
    )


def test_words_of_several_claims_show_one_after_the_other(opened, pages, article) -> None:
    page = opened(pages / article)
    chosen = []
    for _ in range(3):
        page.click("#w-e657-664")
        chosen.append(page.locator("#claims > .on").get_attribute("id"))
    assert chosen == ["c-e657-664", "c-s625-687", "c-e657-664"]


def test_the_keyboard_alone_does_it(opened, pages, article) -> None:
    """Skip link, arrow keys from claim to claim, Enter to the words, Escape back; one tab stop a list."""
    page = opened(pages / article)
    for _ in range(2):
        page.keyboard.press("Tab")
    assert active(page) == "Skip to the claims"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    claims = page.locator("#claims .go").all()
    assert active(page) == claims[0].get_attribute("id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    third = claims[2].get_attribute("id")
    assert active(page) == third
    page.keyboard.press("Enter")
    assert active(page) == f"w-{third[2:-2]}"
    page.keyboard.press("ArrowRight")
    assert active(page) != f"w-{third[2:-2]}"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert active(page) == third
    page.keyboard.press("End")
    assert active(page) == claims[-1].get_attribute("id")
    assert page.locator("#claims .go[tabindex='0']").count() == page.locator("#text a[tabindex='0']").count() == 1
    assert page.locator("#live").text_content().startswith("Words: ")


def test_filters(opened, pages, article) -> None:
    page = opened(pages / article)
    claims = page.locator("#claims > li")

    def shown() -> list[dict[str, str]]:
        return page.eval_on_selector_all("#claims > li:not([hidden])", "found => found.map(each => ({...each.dataset, text: each.textContent}))")

    total = claims.count()
    assert len(shown()) == total
    for name, value in (("kind", "statement"), ("certainty", "probable"), ("attitude", "expectation"), ("speaker", "Hanneke Veldkamp")):
        page.select_option(f"#f-{name}", value)
        found = shown()
        assert 0 < len(found) < total
        assert {each[name] for each in found} == {value}
        assert page.locator("#count").text_content() == f"{len(found)} of {total} claims"
        page.click("button[type=reset]")
        assert len(shown()) == total
    page.fill("#f-confidence", "0.5")
    assert [each["confidence"] for each in shown()] == ["0.85"]
    page.fill("#f-confidence", "0.2")
    assert sorted(each["confidence"] for each in shown()) == ["0.35", "0.85"]
    page.click("button[type=reset]")
    page.fill("#f-q", "VISSERS")
    assert shown()
    assert all("vissers" in each["text"].lower() for each in shown())
    assert page.locator("#text .off").count() > 20
    page.keyboard.press("Tab")
    page.fill("#f-q", "nothing has these words")
    assert shown() == []


def test_an_address_leads_to_its_words(opened, pages, article) -> None:
    """Also with the fragment of the node's own IRI."""
    for part in ("#w-e657-664", "#event=657,664", "#event%3D657,664"):
        page = opened(pages / article, part)
        assert page.locator("#c-e657-664.on").count() == 1
        assert active(page) == "w-e657-664"
    assert opened(pages / article, "#%E0%A4%A").locator("#claims > .on").count() == 0


def test_rows_of_the_set_lead_to_the_words(opened, pages) -> None:
    for view in ("said", "timeline", "claims", "network", "disagreements"):
        page = opened(pages / f"{view}.html")
        page.locator("#rows tbody a[href^='articles/']").first.click()
        page.wait_for_url("**/articles/*")
        assert on(page), view
        assert page.locator("#claims > .on").count() == 1


def test_a_table_is_filtered(opened, pages) -> None:
    page = opened(pages / "said.html")
    page.fill("#q", "drenthof")
    rows = page.eval_on_selector_all("#rows tbody tr:not([hidden])", "found => found.map(each => each.textContent)")
    assert rows
    assert all("drenthof" in row.lower() for row in rows)
    assert page.locator("#rows-count").text_content().startswith(f"{len(rows)} of ")


def test_the_timeline_zooms_by_buttons_and_keys_and_a_bar_filters(opened, pages) -> None:
    page = opened(pages / "timeline.html")
    whole = page.locator("#range").text_content()
    page.click("[data-move=in]")
    closer = page.locator("#range").text_content()
    assert closer != whole
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert page.locator("#range").text_content() == whole
    page.keyboard.press("+")
    assert page.locator("#range").text_content() == closer
    page.keyboard.press("ArrowRight")
    assert page.locator("#range").text_content() != closer
    page.keyboard.press("0")
    bar = page.locator("#chart a[aria-label^='2026-03']").first
    count = int(bar.get_attribute("aria-label").split(": ")[1].split()[0])
    bar.focus()
    page.keyboard.press("Enter")
    shown = page.locator("#rows tbody tr:not([hidden])").count()
    assert count <= shown < page.locator("#rows tbody tr").count()
    assert page.input_value("#from").startswith("2026-03")
    page.click("button[type=reset]")
    assert page.locator("#rows tbody tr[hidden]").count() == 0


def test_a_stretch_drawn_with_the_mouse_filters(opened, pages) -> None:
    page = opened(pages / "timeline.html")
    box = page.locator("#chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20)
    page.mouse.up()
    assert page.input_value("#from") < page.input_value("#to")


def test_a_name_is_found_in_the_whole_set(opened, pages) -> None:
    page = opened(pages / "find.html")
    page.fill("#q", "kastelein")
    assert "Ruben Kastelein" in page.locator("#found").text_content()
    page.locator("#found a", has_text="Ruben Kastelein").first.click()
    page.wait_for_url("**/claims.html#*")
    assert page.locator(":target").count() == 1


def test_the_names_of_an_article_lead_to_all_that_is_said_of_them(opened, pages, article) -> None:
    page = opened(pages / article)
    page.locator("table a", has_text="Jonas Brandt").click()
    page.wait_for_url("**/find.html#*")
    assert page.locator("#found li").count() == 1


def test_dark_mode_and_phones(opened, pages, article) -> None:
    """The colours follow the system, and nothing is wider than the page."""
    page = opened(pages / article)
    for view in VIEWS:
        page.goto((pages / (article if view == "article" else f"{view}.html")).as_uri())
        for scheme, colour in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(21, 23, 27)")):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == colour
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (view, width)


def test_paper_has_no_filters_and_all_claims(opened, pages, article) -> None:
    page = opened(pages / article)
    page.emulate_media(media="print")
    assert not page.locator("#filter").is_visible()
    assert not page.locator("header").is_visible()
    assert page.locator("#claims > li").last.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.panes')).display") == "block"


def test_without_scripts_the_links_still_lead(opened, pages, article) -> None:
    page = opened(pages / article, java_script_enabled=False)
    page.click("#c-e657-664 .go")
    assert page.url.endswith("#w-e657-664")
    assert page.locator("#filter").is_hidden()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: AXE_CORE names its axe.min.js (npm pack axe-core)")
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(opened, pages, article, view) -> None:
    """WCAG 2.0, 2.1 and 2.2, A and AA, and what axe calls best practices; with a claim chosen, in the dark, and on a phone."""
    page = opened(pages / (article if view == "article" else f"{view}.html"))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    if view == "article":
        page.click("#c-e657-664 .go")
    rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
    for scheme, width, asked in (
        ("light", 1280, rules),
        ("light", 360, rules),
        ("dark", 1280, "{runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}}"),
    ):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = page.evaluate(f"axe.run(document, {asked})")
        assert found["passes"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []


@pytest.fixture(scope="module")
def plain_elements(browser, tmp_path_factory) -> list[str]:
    path = tmp_path_factory.mktemp("plain") / "a.html"
    path.write_bytes(hostile_page("plain"))
    watched = Watched(browser)
    watched.page.goto(path.as_uri())
    found = watched.page.evaluate(ELEMENTS)
    watched.context.close()
    return found


ELEMENTS = "[...document.querySelectorAll('*')].map(each => [each.localName, ...each.getAttributeNames()].join(' '))"


def hostile_page(word: str) -> bytes:
    return page(word=f"x{word}x", text=f"Anna Visser zei dat de kade opent. {word}")


@pytest.mark.parametrize("word", HOSTILE)
def test_nothing_escapes(opened, tmp_path, plain_elements, word) -> None:
    """The browser's own parser sees the elements and attributes of a plain word; nothing runs and nothing is fetched, also when the filters are used."""
    path = tmp_path / "a.html"
    path.write_bytes(hostile_page(word))
    shown = opened(path)
    assert shown.evaluate(ELEMENTS) == plain_elements
    for selector in ("#c-s16-33 .go", "#w-s16-33", "#w-e28-33"):
        shown.click(selector)
    shown.fill("#f-q", word)
    shown.fill("#f-q", "")
    shown.select_option("#f-speaker", index=1)
    assert [each.get_attribute("id") for each in shown.locator("#claims > li:not([hidden])").all()] == ["c-s16-33"]
    assert shown.evaluate("window.hacked") is None


def test_the_policy_stops_what_would_slip_through(browser, tmp_path) -> None:
    """A page into which somebody wrote a script, a handler and a picture by hand runs and fetches none of them."""
    path = tmp_path / "a.html"
    bad = b"<script>window.hacked=1</script><img src='https://x.example/a.png' onerror='window.hacked=1'><b onclick='window.hacked=1' id=b>b</b></main>"
    path.write_bytes(page(word="x").replace(b"</main>", bad))
    watched = Watched(browser)
    failed: list[str] = []
    watched.page.on("requestfailed", lambda request: failed.append(f"{request.url} {request.failure}"))
    watched.page.goto(path.as_uri())
    watched.page.click("#b")
    assert watched.page.evaluate("window.hacked") is None
    watched.context.close()
    assert failed == ["https://x.example/a.png csp"]
    assert len([line for line in watched.told if "Content Security Policy" in line]) >= 3
