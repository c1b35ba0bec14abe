"""The tree of a page as its readers see it: without what is hidden, what readers wrote below and what asks for consent; and the articles on it.

Source: HTML 5, the attribute `hidden`, `template`, `dialog`; CSS 2.2, `display` and `visibility`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.readers.words import comments_label
from kg.readers.xml import attribute, local, tags, text_of

if TYPE_CHECKING:
    from lxml import etree

    from kg.readers.furniture import LeftOut

__all__ = ["articles", "heading", "lead", "paragraphs", "prose", "tidy"]

_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:;|!|$))", re.IGNORECASE)
_RULE = re.compile(r"([^{}@;]{1,300})\{[^{}]{0,300}?(?:display\s*:\s*none|visibility\s*:\s*hidden)[^{}]{0,300}\}", re.IGNORECASE)
_HIDES = frozenset({"hidden", "d-none", "is-hidden", "u-hidden", "display-none"})
_SPOKEN = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader-only", "u-hidden-visually", "a11y-hidden"})
_COMMENTS = frozenset(
    [
        "comment",
        "comments",
        "reactie",
        "reacties",
        "kommentar",
        "kommentare",
        "lezersreacties",
        "leserkommentare",
        "userreacties",
        "disqus",
        "commentlist",
        "respond",
    ]
)
# Words that stand beside these in the name of an element that says something about comments and holds none.
_ABOUT_COMMENTS = frozenset(
    [
        "open",
        "closed",
        "enabled",
        "disabled",
        "has",
        "no",
        "with",
        "without",
        "count",
        "counter",
        "link",
        "links",
        "allowed",
        "off",
        "on",
        "button",
        "icon",
        "toggle",
        "page",
    ]
)
_CONSENT = re.compile(
    r"(?:cookie|consent|gdpr|privacy[-_]?(?:gate|wall|notice)|onetrust|didomi|usercentrics|cmp|sp[-_]message|cookiebot|cybot|qc[-_]cmp\d?)(?:[-_]{0,2}[\w-]*)"
)
_BESIDE = frozenset({"nav", "footer", "form", "figure", "figcaption", "noscript", "button", "template", "dialog", "li"})
_BOXES = re.compile(r"caption|credit|byline|share|sharing|related|promo|newsletter|banner|tagline|sidebar|widget|menu|breadcrumb|author|footer|carousel|slider")
_NO_BOX = frozenset({"html", "body", "main", "head", "p", "a", "h1", "h2", "h3", "h4", "span", "script", "time", "button", "li", "input", "img"})
_BODY = re.compile(r"articleBody")
_WHOLE = frozenset({"html", "body", "main", "head"})
_LEAD = re.compile(
    r"(?:(?:article|artikel|post|entry|story|news)[-_]*)?"
    r"(?:lead|lede|intro|introduction|introtext|inleiding|standfirst|vorspann|chapeau|dek|deck)(?:[-_]*text)?"
)
_LEAD_WORDS = (8, 120)
_ENOUGH = 25  # words that must stand outside of comments and consent
_WORDS = 30  # of an article of its own
_PART = 0.2  # smallest share of the longest article
_LINKED = 0.5  # largest share of links in an article
_HEADINGS = ("h1", "h2", "h3")


def tidy(root: etree._Element, left: LeftOut) -> None:
    """Take out of a tree what the page does not show, what readers wrote and what asks for consent; hidden text of the article is counted."""
    hidden = _hidden_by_rule(root)
    body = next(iter(tags(root, "body")), root)
    measure = _paragraphs if tags(body, "p") else _all_words
    whole = shown = measure(body)
    for element in [each for each in root.iter() if _is_hidden(each, hidden)]:
        if not any(each is root for each in element.iterancestors()):
            continue  # gone with one around it
        if element.getparent() is None or local(element) in _WHOLE or _holds_article(element):
            continue
        if shown - measure(element) < _ENOUGH < whole and local(element) != "template":
            continue  # a script will show it
        shown -= measure(element)
        if local(element) != "template" and _in_article(element) and len(text_of(element).split()) > 4:  # noqa: PLR2004  (a label)
            left.add("hidden on the page", text_of(element))
        _drop(element)
    for what, marked in (("comments of readers", _holds_comments), ("", _asks_consent)):
        found = [each for each in root.iter() if local(each) and local(each) not in _NO_BOX and marked(each) and not _holds_article(each)]
        found = [each for each in found if not any(above in found for above in each.iterancestors())]
        texts = [text_of(each) for each in found]
        if measure(body) - sum(map(measure, found)) < _ENOUGH:
            continue  # it is the page
        for element, words in zip(found, texts, strict=True):
            if what and len(words.split()) > _ENOUGH:
                left.add(what, words)
            _drop(element)


def _paragraphs(element: etree._Element) -> int:
    return sum(len(text_of(each).split()) for each in tags(element, "p"))


def _all_words(element: etree._Element) -> int:
    return sum(len((each.text or "").split()) for each in element.iter() if local(each) not in ("script", "style", "a", "button", ""))


def _hidden_by_rule(root: etree._Element) -> frozenset[str]:
    """Return the classes (`.x`, `p.x`) and ids (`#x`) that a style sheet of the page hides wherever it is shown."""
    found: set[str] = set()
    for style in tags(root, "style"):
        if attribute(style, "media") in ("", "all", "screen"):
            rules = re.sub(r"/\*.*?\*/", "", style.text or "", flags=re.DOTALL)
            rules = re.sub(r"@(?:media|supports|container)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", rules)
            for selectors in _RULE.findall(rules):
                found.update(each.strip() for each in selectors.split(",") if re.fullmatch(r"[a-z0-9]*[.#][\w-]+", each.strip()))
    return frozenset(found)


def _is_hidden(element: etree._Element, rules: frozenset[str]) -> bool:
    name = local(element)
    if not name or name in ("script", "style", "meta", "link", "head"):
        return False
    if name == "template" or (name == "dialog" and element.get("open") is None):
        return True
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden") == "true" and name in ("p", "div", "section", "li", "blockquote"):
        return True
    classes = (element.get("class") or "").split()
    if _SPOKEN.intersection(classes) and len(text_of(element).split()) <= 12:  # noqa: PLR2004  (a label for screen readers)
        return True
    if _HIDES.intersection(classes) and not any(re.search(r"block|flex|inline|grid|show|visible|print", each) for each in classes):
        return True
    plain = {f".{each}" for each in classes} | {f"#{element.get('id')}"}
    marks = plain | {f"{name}{each}" for each in plain}
    return _UNSEEN.search(element.get("style") or "") is not None or not rules.isdisjoint(marks)


def _holds_comments(element: etree._Element) -> bool:
    """Whether an element is marked as comments: by its names, its role in schema.org, or what it is called for screen readers."""
    if attribute(element, "itemprop") == "comment" or attribute(element, "itemtype").endswith(("/Comment", "/UserComments")):
        return True
    if comments_label(attribute(element, "aria-label")) in ("counted", "bare"):
        return True
    names = " ".join(attribute(element, name) for name in ("id", "class", "data-component", "data-testid", "data-module")).split()
    words = [re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1-\2", name).lower()) for name in names]
    return any(_COMMENTS.intersection(each) and not _ABOUT_COMMENTS.intersection(each) for each in words)


def _asks_consent(element: etree._Element) -> bool:
    return any(_CONSENT.fullmatch(name) for name in f"{attribute(element, 'id')} {attribute(element, 'class')}".lower().split())


def _holds_article(element: etree._Element) -> bool:
    """Whether an element holds the article itself: its title or what is marked as its body."""
    return (
        any(local(each) in ("h1", "main") or _BODY.search(attribute(each, "itemprop", "property")) for each in element.iter()) and local(element) != "template"
    )


def _in_article(element: etree._Element) -> bool:
    above = [local(each) for each in element.iterancestors()]
    return not {"nav", "aside", "footer", "form", "header", "button", "figure", "template", "dialog"}.intersection(above) and (
        "article" in above or any(_BODY.search(attribute(each, "itemprop", "property")) for each in element.iterancestors())
    )


def _drop(element: etree._Element) -> None:
    """Take an element out and leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def lead(root: etree._Element, title: str, first: str) -> list[str]:
    """Return the lead of an article: what one element is marked as, or the paragraphs between its title and the one that begins with `first`."""
    marked = {text_of(element) for element in root.iter("p", "div", "section", "strong", "h2") if _is_lead(element)}
    if len(marked) == 1 and re.search(r"[.!?][\"'”’»)]*\Z", next(iter(marked))):
        return [*marked]
    found: list[str] = []
    titled = False
    for element in root.iter("h1", "h2", "p"):
        text = text_of(element)
        if element.tag != "p":
            titled, found = (True, []) if text and text in title else (titled, found)
        elif first and text.startswith(first):
            return found if titled else []
        elif len(text.split()) >= _LEAD_WORDS[0] and _is_running(element, text):
            found.append(text)
    return []


def _is_lead(element: etree._Element) -> bool:
    marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower().split()
    if not any(_LEAD.fullmatch(mark) for mark in marks) or tags(element, "h1", "a"):
        return False
    above = {local(each) for each in element.iterancestors()}
    return _LEAD_WORDS[0] <= len(text_of(element).split()) <= _LEAD_WORDS[1] and not above & (_BESIDE | {"aside", "a"})


def _is_running(element: etree._Element, text: str) -> bool:
    """Whether a paragraph is running text by its place: in no box beside the text, and not mostly links."""
    above = {local(each) for each in element.iterancestors()}
    names = " ".join(f"{each.get('class') or ''} {each.get('id') or ''}" for each in (element, *element.iterancestors()) if local(each) not in _WHOLE)
    if _BOXES.search(names.lower()):
        return False
    return not above & (_BESIDE | {"aside", "a"}) and 2 * sum(len(text_of(link)) for link in tags(element, "a")) < len(text)


def articles(root: etree._Element) -> list[etree._Element]:
    """Return the elements that are articles of their own: with a heading and paragraphs, not within others, and none of them only a teaser."""
    found = [each for each in tags(root, "article") if not any(local(a) in ("article", "aside", "nav", "footer") for a in each.iterancestors())]
    found = [each for each in found if heading(each) is not None]
    sizes = [_prose(each) for each in found]
    longest = max(sizes, default=0)
    return [each for each, size in zip(found, sizes, strict=True) if size >= max(_WORDS, _PART * longest)]


def prose(root: etree._Element) -> list[str]:
    """Return the running text of the article elements of a page that are no teasers."""
    found = [each for each in tags(root, "article") if not any(local(a) in ("article", "aside", "nav", "footer") for a in each.iterancestors())]
    return [" ".join(text_of(p) for p in tags(each, "p")) for each in found if _prose(each) >= _WORDS]


def paragraphs(root: etree._Element) -> list[tuple[str, bool]]:
    """Return the paragraphs of the articles on a page that are no lines and not mostly links, each with whether it stands beside the text."""
    found = []
    for element in tags(root, "p"):
        above = {local(each) for each in element.iterancestors()}
        text = text_of(element)
        inside = above & {"article", "main"} or _in_article(element)
        if inside and len(text.split()) >= _LEAD_WORDS[0] and ("aside" in above or _is_running(element, text)):
            found.append((text, "aside" in above))
    return found


def heading(element: etree._Element) -> etree._Element | None:
    """Return the heading of an article element."""
    for name in _HEADINGS:
        first = next((each for each in tags(element, name) if text_of(each)), None)
        if first is not None:
            return first
    return None


def _prose(element: etree._Element) -> int:
    """Return how many words of running text an element holds; a teaser, whose title is a link and whose text is one paragraph, has none."""
    paragraphs = [text_of(each) for each in tags(element, "p") if len(text_of(each).split()) > 5]  # noqa: PLR2004  (a line of its date)
    links = " ".join(text_of(each) for each in tags(element, "a"))
    title = heading(element)
    linked = title is not None and (bool(tags(title, "a")) or any(local(each) == "a" for each in title.iterancestors()))
    if linked and len(paragraphs) < 2:  # noqa: PLR2004  (a text has two)
        return 0
    text = text_of(element)
    return sum(len(each.split()) for each in paragraphs) if len(links) < _LINKED * len(text) else 0
