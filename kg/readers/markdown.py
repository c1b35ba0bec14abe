"""Markdown with front matter in YAML, TOML or JSON (CommonMark, with tables; MDX and the boxes of Docusaurus and VitePress).

Source: CommonMark 0.31; the front matter of Jekyll, Hugo and Docusaurus.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from kg.errors import ReadError
from kg.model import BlockKind
from kg.readers import Reader, mdx
from kg.readers.draft import Draft
from kg.readers.markup import Piece, from_html
from kg.readers.record import fill, has_text, plain
from kg.readers.text import decode
from kg.readers.words import is_key_points_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from kg.model import Article
    from kg.readers import Head, Input

__all__ = ["READER", "read"]

_SUFFIXES = (".md", ".markdown", ".mdx", ".qmd")
_FRONT = re.compile(
    r"\A(?:---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
    r"|\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\n|\Z)"
    r"|(?P<json>\{[ \t]*\n.*?\n\})[ \t]*\n(?=\s*[^\s{\[]))",
    re.DOTALL | re.MULTILINE,
)
_FRONT_LIMIT = 100_000
_MARKS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"!?\[[^\]\n]{1,200}\]\([^)\s]{1,300}\)"),
    re.compile(r"\*\*[^*\s][^*\n]{0,200}\*\*|(?<!\w)__[^_\s][^_\n]{0,200}__(?!\w)"),
    re.compile(r"^(?:```|~~~|:::)", re.MULTILINE),
    re.compile(r"^(?:=|-){3,}[ \t]*$", re.MULTILINE),
)
_TRUNCATED = re.compile(r"^[ \t]*(?:<!--\s*(?:truncate|more)\s*-->|\{/\*\s*truncate\s*\*/\})[ \t]*$", re.MULTILINE | re.IGNORECASE)
# `:::tip TL;DR`, `:::note[Title]`, `::: {.callout}`, and `:::` that closes; a leaf directive (`::video[...]`) holds no text.
_BOX = re.compile(r"^:::+[ \t]*(?:\{[^}\n]*\}|[\w-]*)[ \t]*(?:\[(.*)\]|([^\n\[{]*))(?:\{[^}\n]*\})?[ \t]*$", re.MULTILINE)
_LEAF = re.compile(r"^::[\w-]+(?:\[.*\])?(?:\{.*\})?[ \t]*$", re.MULTILINE)
_MDX = re.compile(r"^(?:import\s[^\n]*\sfrom\s[^\n]*|import\s+['\"][^\n]*|export\s+(?:const|default|function)\b[^\n]*)$\n?", re.MULTILINE)
_DATED = re.compile(r"(?:^|[/\\])(\d{4})[-/\\](\d\d)[-/\\](\d\d)(?=[-_/\\.])")


def _recognise(head: Head) -> int:
    text = head.text
    front = _FRONT.match(text)
    if head.root[1] or (front is None and head.json_keys):
        return 0
    if front is not None and re.search(r"^[\w-]+\s*[:=]|^\s*\"\w+\"\s*:", front[0], re.MULTILINE):
        return 75
    kinds = sum(bool(mark.search(text)) for mark in _MARKS)
    return 40 if kinds > 1 or (kinds and head.name.lower().endswith(_SUFFIXES)) else 0


def read(source: Input) -> Iterator[Article]:
    """Yield the article of a page. Raises `ReadError` for front matter that is not valid."""
    text, warnings = decode(source.read(), source.name)
    text = text.lstrip("\ufeff\n")
    draft = Draft(source=source, form="markdown", warnings=warnings)
    front = _FRONT.match(text)
    record = _front_matter(front, source.name) if front is not None else {}
    body = text[front.end() :] if front is not None else text
    fill(draft, {key: value for key, value in record.items() if not has_text([key]) and plain(key) != "id"})
    if record.get("draft") is True:
        draft.warn("its front matter calls it a draft")
    draft.pieces = _blocks(mdx.without_tags(_LEAF.sub("", _MDX.sub("", body))), draft)
    if match := _DATED.search(PurePath(source.name).as_posix()):
        draft.date("published", "-".join(match.groups()), "file name", "derived")
    yield draft.article()


def _front_matter(match: re.Match[str], where: str) -> dict[str, object]:
    """Parse front matter by safe loaders; YAML aliases, which may multiply, are refused. Raises `ReadError`."""
    written = match["yaml"] or match["toml"] or match["json"] or ""
    if len(written) > _FRONT_LIMIT:
        raise ReadError(f"front matter of more than {_FRONT_LIMIT:,} characters", where=where, advice="check its closing line")
    try:
        found = tomllib.loads(written) if match["toml"] is not None else json.loads(written) if match["json"] is not None else _yaml(written)
        repr(found)  # a number of thousands of digits cannot be written out, and Python says so here rather than behind our back
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise ReadError(f"no valid front matter: {reason}", where=where, advice="mend it, or choose another format with --from") from error
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}


def _yaml(written: str) -> object:
    import yaml  # noqa: PLC0415  (30 ms)

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(written, Loader=yaml.SafeLoader)):
            message = "aliases are not read"
            raise ValueError(message)
        return yaml.load(written, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, AttributeError, TypeError, OverflowError) as error:  # PyYAML lets odd tags and numbers through to Python
        raise ValueError(str(error)) from error


def _blocks(body: str, draft: Draft) -> list[Piece]:
    """Return the blocks of Markdown; what stands before a mark of truncation is the summary as well; a box of key points becomes a list of them."""
    parts = _TRUNCATED.split(body, maxsplit=1)
    first = _pieces(_BOX.sub(_box, parts[0]), draft)
    if len(parts) > 1:
        draft.add("summary", [" ".join(p.text for p in first if p.kind is BlockKind.PARAGRAPH)], "<!-- truncate -->")
    return first + (_pieces(_BOX.sub(_box, parts[1]), draft) if len(parts) > 1 else [])


def _box(match: re.Match[str]) -> str:
    """Turn the opening line of a box into a heading where it has a title, and its closing line into nothing."""
    title = (match[1] or match[2] or "").strip()
    return f"\n\n###### {title}\n\n" if title else "\n\n"


def _pieces(text: str, draft: Draft) -> list[Piece]:
    from markdown_it import MarkdownIt  # noqa: PLC0415  (60 ms)

    try:
        tokens = MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"]).parse(text)
    except (RecursionError, IndexError, ValueError) as error:
        raise ReadError(
            f"no Markdown can be read in it: {type(error).__name__}", where=draft.source.name, advice="choose another format with --from"
        ) from error
    found: list[Piece] = []
    around: list[str] = []
    row: list[str] = []
    for token in tokens:
        if token.nesting > 0:
            around.append(token.type)
        elif token.nesting < 0 and around:
            around.pop()
            if token.type == "tr_close" and any(row):
                found.append(Piece(kind=BlockKind.LIST_ITEM, text=" | ".join(filter(None, row))))
            row = [] if token.type == "tr_close" else row
        elif token.type == "html_block":
            found.extend(from_html(token.content) if "table_open" not in around and not token.content.lstrip().startswith("<!--") else [])
        elif token.type == "inline" and "table_open" in around:
            row.append(" ".join(_inline(token.children or ()).split()))
        elif token.type == "inline":
            piece = _piece(token, around)
            if piece is not None and not _title(piece, around, draft):
                found.append(piece)
    return found


def _piece(token: Token, around: list[str]) -> Piece | None:
    text = " ".join(_inline(token.children or ()).split())
    if not text:
        return None
    if "heading_open" in around:
        kind = BlockKind.HEADING
    elif "blockquote_open" in around:
        kind = BlockKind.QUOTE
    elif "list_item_open" in around:
        kind = BlockKind.LIST_ITEM
    else:
        kind = BlockKind.PARAGRAPH
        bold = re.fullmatch(r"(?:\*\*|__)(.{2,60})(?:\*\*|__)", token.content.strip())
        if bold and is_key_points_label(bold[1]):
            kind = BlockKind.HEADING
    return Piece(kind=kind, text=text)


def _title(piece: Piece, around: list[str], draft: Draft) -> bool:
    """Take the first heading for the headline where the front matter has none, once."""
    if piece.kind is BlockKind.HEADING and around[-1] == "heading_open" and "headline" not in draft.fields and not is_key_points_label(piece.text):
        draft.put("headline", piece.text, "#", "derived")
        return True
    return False


def _inline(tokens: Any) -> str:
    """Return the text of inline tokens: of links and code too, of pictures and HTML tags nothing."""
    return "".join(" " if t.type in ("softbreak", "hardbreak") else t.content if t.type in ("text", "code_inline", "text_special") else "" for t in tokens)


READER = Reader(
    name="markdown",
    title="Markdown with front matter in YAML, TOML or JSON",
    recognise=_recognise,
    read=read,
    suffixes=_SUFFIXES,
    media_types=("text/markdown",),
)
