"""Identifiers and URLs of articles: what the article's own IRI is made of, and what is cut from a URL."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kg.readers.words import words
from kg.vocab import slug

__all__ = ["canonical_url", "identity", "is_global"]

_LONG = 12  # characters of an identifier that no other source has


def identity(identifier: str) -> str:
    """Return the local id of an article: a slug of the end of its identifier or URL, and a short hash of all of it."""
    tail = re.split(r"[/:]", re.sub(r"[?#].*", "", identifier).rstrip("/:"))[-1].rpartition(".")
    return f"{slug(tail[0] or tail[2])[:60].strip('-')}-{hashlib.sha256(identifier.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def canonical_url(url: str) -> str | None:
    """Return an http(s) URL without fragment and tracking parameters, None for anything else."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"{}|\\^`]", url.strip()):
        return None
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(k)]
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, urlencode(query) if len(query) < parts.query.count("&") + 1 else parts.query, ""))


def _tracks(name: str) -> bool:
    return name.lower().startswith("utm_") or name.lower() in words("tracking", "parameters")


def is_global(identifier: str) -> bool:
    """Whether an identifier means the same outside its file: a URN, a URL, a tag, a long code; `12` is a row's number."""
    return re.match(r"[A-Za-z][\w+.-]*:", identifier) is not None or len(identifier) >= _LONG
