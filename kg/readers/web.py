"""A page at an address: one polite request, within a time and a size, to the host that the user named, of a kind that can be an article.

Where the server leads on to is followed when it is the same place: the same host and port, with or without `www.`, or the same host over https
instead of http. Everywhere else is the user's to name: a page must not make this machine ask its neighbours.
"""

from __future__ import annotations

import base64
import contextlib
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpcore
import httpx

from kg.errors import ReadError
from kg.readers.addresses import user_and_password, without_secrets
from kg.readers.source import DEFAULT_LIMIT, Input
from kg.readers.unpacking import ACCEPTED, PackingError, unpacked
from kg.readers.wire import AddressError, Clock, LateError, Transport

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["fetch"]

_TIMEOUT = 30.0  # seconds without a byte
_DEADLINE = 120.0  # seconds for all of it
_REDIRECTS = 5
_SHOWN = 200  # characters of an address that is not the user's own
_ACCEPTED = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"
# Media types that no reader has a use for; what is not named here is recognised by its content.
_NOT_TEXT = ("image/", "video/", "audio/", "font/", "application/pdf", "application/msword", "application/vnd.openxmlformats", "application/vnd.ms-")
_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

# What httpcore raises has no common ancestor.
_BELOW = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, httpcore.TimeoutException, httpcore.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for: the address as the user gave it, and within which bounds."""

    name: str
    limit: int
    clock: Clock
    headers: dict[str, str]
    secret: str


def fetch(url: str, *, agent: str, limit: int = DEFAULT_LIMIT, timeout: float = _TIMEOUT, deadline: float = _DEADLINE) -> Input:
    """Request a URL once and return its content as an input. Raises `ReadError`.

    `agent` says who asks, `limit` is in bytes, unpacked, `timeout` (without a byte) and `deadline` (for all of it, from the first look-up of the
    name to the last byte) are in seconds. A refusal of the server, a place that the user did not name, a content type that no reader knows, more
    than `limit` bytes or more than `deadline` seconds are errors. User and password in the URL go to its host and nowhere else.
    """
    name, secret = without_secrets(url), user_and_password(url)
    clock = Clock.of(deadline, timeout)
    headers = {"User-Agent": agent, "Accept": _ACCEPTED, "Accept-Encoding": ACCEPTED}
    try:
        start = _parsed(name)
        with Transport(clock) as transport:
            return _followed(transport, start, _Asked(name, limit, clock, headers, _basic(secret)))
    except LateError as error:
        raise ReadError(f"not there within {deadline:g} seconds", where=name, advice="try again later, or save the page and give its file") from error
    except PackingError as error:
        raise ReadError(f"cannot be unpacked: {error}", where=name, advice="save the page and give its file") from error
    except AddressError as error:
        raise ReadError(f"leads inside a network: {error}", where=name, advice="give that address if you trust it") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, *_BELOW, OSError, ValueError) as error:
        raise ReadError(f"cannot be fetched: {_reason(error)}", where=name, advice="check the address, or save the page and give its file") from error


def _parsed(url: str) -> httpx.URL:
    found = httpx.URL(url.strip())
    if found.scheme not in _PORTS or not found.raw_host:
        raise ReadError("this is no address of http or https", where=url, advice="save the page and give its file")
    return found


def _basic(secret: tuple[str, str] | None) -> str:
    """Return the header for user and password (RFC 7617), which is empty where there are none."""
    return f"Basic {base64.b64encode(':'.join(secret).encode()).decode()}" if secret else ""


def _followed(transport: Transport, start: httpx.URL, asked: _Asked) -> Input:
    """Request the address, then where the server leads on to; cookies are kept on the way."""
    at, cookies = start, httpx.Cookies()
    for _ in range(_REDIRECTS + 1):
        own = {"Authorization": asked.secret} if asked.secret and at.raw_host == start.raw_host else {}
        request = httpx.Request("GET", at, headers=asked.headers | own, cookies=cookies)
        with contextlib.closing(transport.handle_request(request)) as response:
            response.request = request
            cookies.extract_cookies(response)
            if not response.has_redirect_location:
                return _content(response, at, asked)
            at = _next(at, response.headers["location"], asked.name)
    advice = "open it in a browser, and give the address that it ends at"
    raise ReadError(f"cannot be fetched: it leads on more than {_REDIRECTS} times", where=asked.name, advice=advice)


def _next(at: httpx.URL, location: str, name: str) -> httpx.URL:
    """Return where the server leads on to, without what it says about user and password. Raises `ReadError` for a place that the user did not name."""
    shown = without_secrets(location.strip())[:_SHOWN]
    scheme = _SCHEME.match(location)
    to = at.join(location.strip()) if scheme is None or scheme[1].lower() in _PORTS else None
    if to is None or not to.raw_host:
        raise ReadError(f"leads to {shown}, which is no address of http or https", where=name, advice="save the page and give its file")
    shown = without_secrets(str(to))[:_SHOWN]
    if _host(to) != _host(at):
        raise ReadError(f"leads to another host, {shown}", where=name, advice="give that address if it is the one you want")
    if (at.scheme, to.scheme) == ("https", "http"):
        raise ReadError(f"leads from https to http, {shown}", where=name, advice="give that address if you trust it")
    if at.scheme == to.scheme and _port(to) != _port(at):
        raise ReadError(f"leads to another port of its host, {shown}", where=name, advice="give that address if it is the one you want")
    return to.copy_with(username=None, password=None)


def _host(url: httpx.URL) -> bytes:
    """Return the host by which places are compared; `www.` before a name is no difference."""
    return url.raw_host.lower().rstrip(b".").removeprefix(b"www.")


def _port(url: httpx.URL) -> int:
    return url.port or _PORTS[url.scheme]


def _content(response: httpx.Response, at: httpx.URL, asked: _Asked) -> Input:
    """Read the body of the last answer."""
    _check(response.status_code, response.headers, asked.name)
    data = bytearray()
    for piece in unpacked(response.iter_raw(), response.headers.get("content-encoding", "")):
        data += piece
        if len(data) > asked.limit:
            raise ReadError(f"more bytes than the limit of {asked.limit:,}", where=asked.name, advice="raise it with --max-size")
        asked.clock.left()
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    address = without_secrets(str(at))
    return Input(name=asked.name, data=bytes(data), url=address, media_type=kind, charset=response.charset_encoding, limit=asked.limit)


def _check(status: int, headers: Mapping[str, str], url: str) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        later = status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
        raise ReadError(f"the server answers {_named(status)}", where=url, advice="try again later" if later else "check the address and your rights")
    if kind.startswith(_NOT_TEXT):
        raise ReadError(f"this is {kind}, not an article", where=url, advice="give the address of a page")


def _named(status: int) -> str:
    """Return a status with the name that the standard has for it; the server's own words are not repeated."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:_SHOWN] or type(error).__name__
