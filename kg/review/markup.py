"""Pages as HTML: everything from outside goes through `esc`, and a policy in the page allows its own style and script and nothing else."""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import json
import re
from importlib import resources
from typing import NamedTuple

__all__ = ["Link", "attributes", "data_block", "esc", "external", "language", "link", "page"]

# What no HTML document may hold, and what reorders or hides the text around it: shown as signs, never obeyed.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LAST_CONTROL = 0x20
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")


def esc(text: str) -> str:
    r"""Return text as it stands in an element or an attribute in double quotes.

    >>> esc('<b title="x">\x1b')
    '&lt;b title=&quot;x&quot;&gt;␛'
    """
    return html.escape(_UNSEEN.sub(_sign, text), quote=True)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == ord("\r"):
        return "\n"
    return chr(0x2400 + code) if code < _LAST_CONTROL else "\ufffd"


def language(tag: str) -> str:
    """Return a `lang` attribute for a language tag; nothing for what is none."""
    return f' lang="{tag}"' if _LANGUAGE.match(tag) else ""


def attributes(given: dict[str, str]) -> str:
    """Return attributes with their values, each behind a space; those without a value are left out."""
    return "".join(f' {name}="{esc(value)}"' for name, value in given.items() if value)


def link(target: str, text: str) -> str:
    """Return a link to another of our pages, whose address we made ourselves."""
    return f'<a href="{esc(target)}"><bdi>{esc(text)}</bdi></a>'


def external(address: str) -> str:
    """Return an address of the web as a link that tells nothing of where it stands; any other as text."""
    if re.match(r"https?://[^\s/]", address):
        return f'<a href="{esc(address)}" rel="noreferrer noopener nofollow">{esc(address)}</a>'
    return f"<bdi>{esc(address)}</bdi>"


def data_block(name: str, value: object) -> str:
    """Return a block of JSON that no text in it can end."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return f'<script type="application/json" id="{name}">{_inert(text)}</script>'


def _inert(text: str) -> str:
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class Link(NamedTuple):
    """One of the pages that every page leads to."""

    target: str
    text: str


MENU = (
    Link("index.html", "Articles"),
    Link("actors.html", "Actors"),
    Link("said.html", "Who said what"),
    Link("timeline.html", "Timeline"),
    Link("network.html", "Network"),
    Link("disagreements.html", "Disagreements"),
    Link("find.html", "Find"),
)


class _Parts(NamedTuple):
    style: str
    script: str
    policy: str


@functools.cache
def _parts() -> _Parts:
    folder = resources.files("kg.review") / "static"
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("review.css", "review.js"))
    return _Parts(style, script, f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page(title: str, body: str, *, here: str = "", root: str = "", skips: tuple[Link, ...] = (Link("#main", "Skip to content"),)) -> bytes:
    """Return a whole page; `here` is its own entry of the menu, `root` leads to the folder of the set."""
    parts = _parts()
    skipping = "".join(f'<a class="skip" href="{each.target}">{each.text}</a>' for each in skips)
    menu = "".join(f'<li><a href="{root}{m.target}"{_current(m.target == here)}>{m.text}</a></li>' for m in MENU)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{parts.policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{esc(" ".join(title.split()))} - kg review</title>
<style>{parts.style}</style>
</head>
<body>
{skipping}
<header><nav aria-label="Pages"><ul>{menu}</ul></nav></header>
<main id="main" tabindex="-1">
{body}
</main>
<script>{parts.script}</script>
</body>
</html>
""".encode("utf-8", "replace")


def _current(here: bool) -> str:  # noqa: FBT001
    return ' aria-current="page"' if here else ""
