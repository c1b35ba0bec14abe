"""A page at an address: one polite request, within a time and a size, of a kind that can be an article."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from kg.errors import ReadError
from kg.readers.source import DEFAULT_LIMIT, Input

__all__ = ["fetch"]

_TIMEOUT = 30.0  # seconds without a byte
_DEADLINE = 120.0  # seconds for all of it
_REDIRECTS = 5
_ACCEPTED = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"
# Media types that no reader has a use for; what is not named here is recognised by its content.
_NOT_TEXT = ("image/", "video/", "audio/", "font/", "application/pdf", "application/msword", "application/vnd.openxmlformats", "application/vnd.ms-")


def fetch(url: str, *, agent: str, limit: int = DEFAULT_LIMIT, timeout: float = _TIMEOUT, deadline: float = _DEADLINE) -> Input:
    """Request a URL once and return its content as an input. Raises `ReadError`.

    `agent` says who asks, `limit` is in bytes, `timeout` (without a byte) and `deadline` (for all of it) are in seconds.
    Redirects are followed within http and https. A refusal of the server, a content type that no reader knows, more than `limit` bytes or
    more than `deadline` seconds are errors.
    """
    import httpx  # noqa: PLC0415  (100 ms, only for addresses)

    end = time.monotonic() + deadline
    try:
        headers = {"User-Agent": agent, "Accept": _ACCEPTED}
        patience = httpx.Timeout(timeout, connect=min(10.0, timeout))
        with (
            httpx.Client(timeout=patience, follow_redirects=True, max_redirects=_REDIRECTS, headers=headers) as client,
            client.stream("GET", url) as response,
        ):
            _check(response.status_code, response.headers.get("content-type", ""), url)
            data = bytearray()
            for chunk in response.iter_bytes(65_536):
                data += chunk
                if len(data) > limit:
                    raise ReadError(f"more bytes than the limit of {limit:,}", where=url, advice="raise it with --max-size")
                if time.monotonic() > end:
                    raise ReadError(f"not there within {deadline:.0f} seconds", where=url, advice="try again later, or save the page and give its file")
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Input(name=url, data=bytes(data), url=_without_secrets(str(response.url)), media_type=kind, charset=response.charset_encoding, limit=limit)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
        raise ReadError(f"cannot be fetched: {_reason(error)}", where=url, advice="check the address, or save the page and give its file") from error


def _check(status: int, kind: str, url: str) -> None:
    if status >= 400:  # noqa: PLR2004  (RFC 9110, errors)
        later = status == 429 or status >= 500  # noqa: PLR2004  (the same)
        raise ReadError(f"the server answers {status}", where=url, advice="try again later" if later else "check the address and your rights")
    if kind.strip().lower().startswith(_NOT_TEXT):
        raise ReadError(f"this is {kind.partition(';')[0].strip()}, not an article", where=url, advice="give the address of a page")


def _without_secrets(url: str) -> str:
    """Return a URL without user name and password: it goes into the graph."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
