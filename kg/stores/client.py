"""One HTTP connection pool to a store: authentication, retries with backoff, and answers turned into sentences.

The rules: connection failures, timeouts, 408, 429 and 502 to 504 pass and are tried again, with exponential backoff and jitter, after what Retry-After
says; 500 is tried once more, since some servers say it of bad data; 400 to 415 stay. All that is sent here may be sent twice.
"""

from __future__ import annotations

import gzip
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import StoreError, StoreLost

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

__all__ = ["Access", "Client"]

_TRANSIENT = frozenset({408, 429, 502, 503, 504})
_LONGEST = 30.0
_ADVICE = {
    400: "see the server's log",
    401: "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, and --auth",
    403: "use an account that may write, and check --auth",
    404: "give the address of its Graph Store Protocol (Oxigraph /store, Fuseki /DATASET/data, Virtuoso /sparql-graph-crud-auth)",
    405: "try --protocol update",
    413: "raise the server's limit on the size of requests",
    415: "check that the address is that of a Graph Store Protocol",
}
_HOPELESS = frozenset({401, 403, 404, 405, 501})
# Where these lead, the same request is sent again (RFC 9110, 15.4.8 and 15.4.9); the others may turn it into a GET.
_FOLLOWED = frozenset({307, 308})
_MOVED = frozenset({301, 302, 303, 307, 308})
_HOPS = 5


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a store: kind of authentication with its secrets, patience, and whether bodies are packed."""

    auth: str = "none"
    user: str = ""
    password: str = ""
    token: str = ""
    timeout: float = 60
    retries: int = 5
    packed: bool = False
    agent: str = "kg"


class Client:
    """Sends requests until they are answered. Raises `StoreError` for an answer that is final, `StoreLost` where going on is of no use."""

    def __init__(self, access: Access, where: str) -> None:
        import httpx  # noqa: PLC0415  (not for `kg --help`)

        self.access, self.where = access, where
        self._http = httpx
        self._random = random.Random()  # noqa: S311  (it spreads waiting times)
        headers = {"User-Agent": access.agent}
        if access.auth == "bearer":
            headers["Authorization"] = f"Bearer {access.token}"
        auths = {"basic": httpx.BasicAuth, "digest": httpx.DigestAuth}
        auth = auths[access.auth](access.user, access.password) if access.auth in auths else None
        limits = httpx.Limits(max_connections=4, max_keepalive_connections=4)
        try:
            self._client = httpx.Client(auth=auth, headers=headers, limits=limits, timeout=httpx.Timeout(access.timeout, connect=min(5, access.timeout)))
        except (ValueError, httpx.InvalidURL, UnicodeEncodeError) as error:
            raise StoreLost(f"the client cannot start: {error}", where=where, advice="check the secrets and proxy settings") from error

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def send(
        self, method: str, url: str, *, params: Mapping[str, str], data: bytes | Mapping[str, str] = b"", kind: str = "text/turtle", accept: str = "*/*"
    ) -> httpx.Response:
        """Send a graph, or a form, and return the answer once it is 2xx; 404 of a DELETE and 405 or 501 are the caller's."""
        attempt = 0
        while True:
            attempt += 1
            try:
                response = self._once(method, url, params, data, kind, accept)
            except self._http.TransportError as error:
                if attempt > self.access.retries:
                    raise self._unreached(error) from error
                self._wait(attempt, "")
                continue
            except (self._http.InvalidURL, self._http.RequestError, UnicodeError) as error:  # idna's errors are of the last kind
                raise StoreLost(f"no usable address: {error}", where=self.where, advice="give one as http://localhost:7878/store") from error
            if not self._again(response.status_code, attempt):
                return response
            self._wait(attempt, response.headers.get("Retry-After", ""))

    def _once(self, method: str, url: str, params: Mapping[str, str], data: bytes | Mapping[str, str], kind: str, accept: str) -> httpx.Response:
        headers = {"Accept": accept}
        body: bytes | None = None
        form = None if isinstance(data, bytes) else dict(data)
        if isinstance(data, bytes) and data:
            headers["Content-Type"] = kind
            if self.access.packed:
                headers["Content-Encoding"] = "gzip"
                data = gzip.compress(data, 6, mtime=0)
            body = data
        asked = self._http.URL(url, params={**dict(self._http.URL(url).params), **params})
        for _ in range(_HOPS):
            response = self._client.request(method, asked, content=body, data=form, headers=headers)
            onward = self._onward(asked, response)
            if onward is None:
                return response
            asked = onward
        return response

    def _onward(self, asked: httpx.URL, response: httpx.Response) -> httpx.URL | None:
        """Return where to send the same request again, if the answer says so; secrets go to no other server, and to none in the clear."""
        if response.status_code not in _FOLLOWED or not response.headers.get("Location"):
            return None
        onward = asked.join(response.headers["Location"])
        same = (onward.scheme, onward.host, onward.port) == (asked.scheme, asked.host, asked.port)
        upgrade = (asked.scheme, onward.scheme, onward.host) == ("http", "https", asked.host) and asked.port is onward.port is None
        if onward.scheme not in {"http", "https"} or (self.access.auth != "none" and not (same or upgrade)):
            return None
        return onward

    def _again(self, status: int, attempt: int) -> bool:
        return attempt <= self.access.retries and (status in _TRANSIENT or (status == 500 and attempt == 1))  # noqa: PLR2004

    def _wait(self, attempt: int, after: str) -> None:
        """Wait half a second, one, two … and up to as much again; or what the server asks for, within bounds."""
        pause = float(after) if after.isdecimal() else 0.5 * 2 ** (attempt - 1) * (1 + self._random.random())
        time.sleep(min(pause, _LONGEST))

    def _unreached(self, error: Exception) -> StoreError:
        if isinstance(error, self._http.TimeoutException) and not isinstance(error, self._http.ConnectTimeout):
            return StoreError(f"no answer within {self.access.timeout:g} s", where=self.where, advice="raise --timeout, or look at the server")
        return StoreLost(f"the store cannot be reached: {error or type(error).__name__}", where=self.where, advice="check the address and that it runs")

    def refused(self, response: httpx.Response, what: str) -> StoreError:
        """Return the sentence for an answer that is no success."""
        status = response.status_code
        if status in _MOVED and response.headers.get("Location"):
            return self._moved(response, what)
        said = " ".join(response.text.split())[:160]
        reason = f"the store answers {status} {response.reason_phrase} to {what}".replace("  ", " ")
        kind = StoreLost if status in _HOPELESS else StoreError
        return kind(f"{reason}: {said}" if said and status not in {401, 413} else reason, where=self.where, advice=_ADVICE.get(status, "see the server's log"))

    def _moved(self, response: httpx.Response, what: str) -> StoreError:
        """Return the sentence for a redirection that is not followed: the address to give, without what was asked there."""
        to = response.request.url.join(response.headers["Location"]).copy_with(query=None, fragment=None)
        secrets = self.access.auth != "none" and response.status_code in _FOLLOWED
        why = ", and secrets are sent to no other server" if secrets else ""
        reason = f"the store answers {response.status_code} {response.reason_phrase} to {what}: moved to {to}{why}".replace("  ", " ")
        return StoreLost(reason, where=self.where, advice="give that address")
