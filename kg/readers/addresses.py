"""Identifiers and URLs of articles: what the article's own IRI is made of, and what is cut from a URL."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from kg.readers.words import words
from kg.vocab import slug

__all__ = ["canonical_url", "identity", "is_global", "joined", "split", "user_and_password", "without_secrets"]

_LONG = 12  # characters of an identifier that no other source has
# User and password stand before the last @ of the authority (RFC 3986, 3.2.1); an unquoted / or # in the password puts them before a later one,
# which is told by a port that is no number.
_SECRETS = re.compile(r"\A(\s*[a-z][a-z0-9+.-]*:[/\\]+)(?:([^/?#]*)@|([^/?#:@]+:(?!\d*(?:[/?#]|\Z)).*)@)", re.IGNORECASE | re.DOTALL)


def without_secrets(url: str) -> str:
    """Return an address without user and password: it is shown, and it goes into the graph.

    >>> without_secrets("https://redactie:geheim@duinpost.example/kade?x=a@b")
    'https://duinpost.example/kade?x=a@b'
    """
    return _SECRETS.sub(r"\1", url)


def user_and_password(url: str) -> tuple[str, str] | None:
    """Return user and password of an address, decoded; None where it has none."""
    found = _SECRETS.match(url)
    if found is None:
        return None
    user, _, password = (found[2] or found[3] or "").partition(":")
    return unquote(user), unquote(password)


def identity(identifier: str) -> str:
    """Return the local id of an article: a slug of the end of its identifier or URL, and a short hash of all of it."""
    tail = re.split(r"[/:]", re.sub(r"[?#].*", "", identifier).rstrip("/:"))[-1].rpartition(".")
    return f"{slug(tail[0] or tail[2])[:60].strip('-')}-{hashlib.sha256(identifier.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def split(url: str) -> SplitResult:
    """Split an address; one that cannot be split (`http://[::1`) has no parts."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def joined(base: str, link: str) -> str:
    """Return a link as an address; nothing for one that is none."""
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def canonical_url(url: str) -> str | None:
    """Return an http(s) URL without secrets, fragment and tracking parameters, None for anything else."""
    try:
        url = without_secrets(url)
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
