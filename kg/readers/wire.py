"""Connections that a server cannot hold open, nor lead inside: every wait ends at one moment, and an address is checked before it is used."""

from __future__ import annotations

import contextlib
import ipaddress
import queue
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

__all__ = ["AddressError", "Clock", "LateError", "Transport", "is_public"]

_CONNECT = 10.0  # seconds for one address of a host
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052


class LateError(Exception):
    """The time is over."""


class AddressError(Exception):
    """A host on the way has no address that may be asked."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment at which a request ends, whatever it waits for, and the longest single wait."""

    end: float
    patience: float

    @classmethod
    def of(cls, deadline: float, patience: float) -> Clock:
        """Start the clock."""
        return cls(time.monotonic() + deadline, patience)

    def left(self, most: float | None = None) -> float:
        """Return the seconds that one wait may take. Raises `LateError` when there are none."""
        rest = self.end - time.monotonic()
        if rest <= 0:
            raise LateError
        return min(rest, self.patience, most or rest)

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Tell a wait that ended with the clock from one that ended before."""
        try:
            yield
        except httpcore.TimeoutException as error:
            if time.monotonic() >= self.end:
                raise LateError from error
            raise


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet: no loopback, private, link-local, shared or multicast one, in whatever form IPv6 carries it."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(found.packed[-4:])
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


@dataclass(slots=True)
class _Backend(httpcore.NetworkBackend):
    """Opens connections to the addresses that a name had when it was first asked for: a name that answers otherwise the next time gains nothing.

    The first host is the user's own and may be local. When it is public, no later one may be otherwise; `check` is off towards a proxy.
    """

    clock: Clock
    check: bool = True
    public: bool = False
    known: dict[str, list[str]] = field(default_factory=dict)
    inner: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  (the clock knows)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        first = not self.known
        if host not in self.known:
            self.known[host] = _resolved(host, port, self.clock.left())
        addresses = [a for a in self.known[host] if not (self.check and self.public) or is_public(a)]
        if not addresses:
            raise AddressError(f"{host} has the address {self.known[host][0]}")
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                with self.clock.watching():
                    stream = self.inner.connect_tcp(address, port, self.clock.left(_CONNECT), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            self.public = is_public(address) if first else self.public
            return _Stream(stream, self.clock)
        raise failure or httpcore.ConnectError("no address")


def _resolved(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of a host. The system's resolver knows no time, so it is asked in a thread that may be left behind."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(each[4][0]) for each in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty as error:
        raise LateError from error
    if isinstance(answer, Exception):
        raise httpcore.ConnectError(f"the host is not known: {getattr(answer, 'strerror', None) or answer}") from answer
    return answer


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait is cut by the clock."""

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
        self.inner, self.clock = inner, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self.clock.watching():
            return self.inner.read(max_bytes, self.clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self.clock.watching():
            self.inner.write(buffer, self.clock.left(timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        with self.clock.watching():
            return _Stream(self.inner.start_tls(ssl_context, server_hostname, self.clock.left(timeout)), self.clock)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """Sends the requests of one fetch, through the proxy of the environment where there is one."""

    def __init__(self, clock: Clock) -> None:
        self.backend = _Backend(clock)
        self.pools: dict[str, httpcore.ConnectionPool] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body comes as it is read."""
        proxy = _proxy(request.url)
        if proxy not in self.pools:
            self.pools[proxy] = self._pool(proxy)
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        sent = httpcore.Request(request.method, url, headers=request.headers.raw, content=b"", extensions=request.extensions)
        answer = self.pools[proxy].handle_request(sent)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def _pool(self, proxy: str) -> httpcore.ConnectionPool:
        context = httpx.create_ssl_context()
        if not proxy:
            return httpcore.ConnectionPool(context, network_backend=self.backend)
        try:
            given = httpx.Proxy(proxy)
        except (httpx.InvalidURL, ValueError):
            raise ValueError("the proxy that the environment names is no address of http or https") from None  # it may hold a password
        url = httpcore.URL(scheme=given.url.raw_scheme, host=given.url.raw_host, port=given.url.port, target=given.url.raw_path)
        through = httpcore.Proxy(url, given.raw_auth, given.headers.raw)
        return httpcore.ConnectionPool(context, through, network_backend=_Backend(self.backend.clock, check=False))

    def close(self) -> None:
        """Close the connections."""
        for pool in self.pools.values():
            pool.close()


def _proxy(url: httpx.URL) -> str:
    found = getproxies()
    if proxy_bypass(url.host):
        return ""
    proxy = found.get(url.scheme) or found.get("all") or ""
    if not proxy or proxy.lower().startswith(("http://", "https://")):
        return proxy
    if "://" in proxy:
        raise ValueError("the proxy that the environment names is not one of http or https")
    return f"http://{proxy}"


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()
