"""A page at an address: an end to every wait, the host that was named and no other, and a size that holds while unpacking. All on loopback."""

from __future__ import annotations

import base64
import contextlib
import gzip
import itertools
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import zlib

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.readers.addresses import canonical_url, user_and_password, without_secrets
from kg.readers.unpacking import PackingError, unpacked
from kg.readers.web import fetch
from kg.readers.wire import AddressError, Clock, _Backend, is_public

TEXT = "Wethouder Anna Visser opende gisteren de nieuwe kade van Zoutwijk, na jaren van werk."
PAGE = f"<!doctype html><html lang=nl><title>Kade open</title><article><h1>Kade open</h1><p>{TEXT} De kade is klaar, zei Visser.</p></article>".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"


class Raw:
    """A server that says what a test tells it to, byte by byte: `answers` maps a path to a function of the connection and the request."""

    def __init__(self, context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.answers: dict[str, object] = {}
        self.seen: list[str] = []
        self.context = context
        self.socket = socket.create_server((host, 0))
        self.port = self.socket.getsockname()[1]
        self.over = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            if self.context is None:
                self.speak(connection)
                return
            with self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False) as secured:
                secured.do_handshake()
                self.speak(secured)
                secured.unwrap()

    def speak(self, connection: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request and (data := connection.recv(65536)):
            request += data
        if not request:
            return
        self.seen.append(request.decode("latin-1"))
        answer = self.answers[request.split(b" ")[1].decode()]
        if callable(answer):
            answer(connection)
        else:
            connection.sendall(answer)

    def drip(self, connection: socket.socket, before: bytes, data: bytes) -> None:
        """Send the first bytes, then one at a time, five a second."""
        connection.sendall(before)
        for byte in itertools.cycle(data):
            if self.over.wait(0.2):
                return
            connection.sendall(bytes((byte,)))

    def close(self) -> None:
        self.over.set()
        self.socket.close()


@pytest.fixture
def site():
    server = Raw()
    yield server
    server.close()


def moved(to: str) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + to.encode() + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def page(body: bytes, *headers: str) -> bytes:
    return HEAD + "".join(f"{h}\r\n" for h in headers).encode() + b"\r\n" + body


def get(url: str, **bounds: object):
    return fetch(url, agent="kg/test", **{"limit": 1_000_000, "timeout": 5, "deadline": 20} | bounds)


# an end to every wait


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        (b"", b"HTTP/1.1 200 OK\r\nX-Kade: open\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (page(b"<p>"), b"De kade is open. "),
        (page(b"", "Content-Length: 100000"), b"De kade is open. "),
        (page(b"", "Transfer-Encoding: chunked"), b"1\r\na\r\n"),
        (page(gzip.compress(PAGE)[:10], "Content-Encoding: gzip"), b"\x00\x00\x00\xff\xff"),
        (b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"HTTP/1.1 302 Found\r\n", b"Location: /\r\n"),
    ],
    ids=["status", "headers", "body", "length", "chunks", "gzip", "hints", "redirect"],
)
def test_a_server_that_drips_ends_with_the_clock(site, before, rest) -> None:
    site.answers["/"] = lambda connection: site.drip(connection, before, rest)
    begun = time.monotonic()
    with pytest.raises(ReadError, match=r"not there within 1\.5 seconds; try again later"):
        get(f"http://127.0.0.1:{site.port}/", deadline=1.5)
    assert 1.4 < time.monotonic() - begun < 2.5


def test_redirects_and_silence_share_the_clock(site) -> None:
    def late(connection: socket.socket) -> None:
        site.over.wait(0.6)
        connection.sendall(moved("/"))

    site.answers["/"] = late
    begun = time.monotonic()
    with pytest.raises(ReadError, match="not there within 1 seconds"):
        get(f"http://127.0.0.1:{site.port}/", deadline=1)
    assert time.monotonic() - begun < 2
    site.answers["/silent"] = lambda connection: site.over.wait(30)
    with pytest.raises(ReadError, match="not there within 1 seconds"):
        get(f"http://127.0.0.1:{site.port}/silent", deadline=1)
    with pytest.raises(ReadError, match="cannot be fetched: timed out"):
        get(f"http://127.0.0.1:{site.port}/silent", timeout=0.5)


def test_a_handshake_and_a_full_queue_end_with_the_clock() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as mute:
        port = mute.getsockname()[1]
        with pytest.raises(ReadError, match="not there within 1 seconds"):
            get(f"https://127.0.0.1:{port}/", deadline=1)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
        with pytest.raises(ReadError, match="not there within 1 seconds"):
            get(f"http://127.0.0.1:{port}/", deadline=1)
        for each in waiting:
            each.close()


def test_a_name_that_is_not_answered_ends_with_the_clock(tmp_path) -> None:
    """The real resolver, in a process whose getaddrinfo is slow."""
    code = """if True:
        import socket, time
        found = socket.getaddrinfo
        socket.getaddrinfo = lambda *a, **k: time.sleep(30) or found(*a, **k)
        from kg.errors import ReadError
        from kg.readers.web import fetch
        begun = time.monotonic()
        try: fetch("http://duinpost.example/", agent="kg/test", deadline=1)
        except ReadError as error: print(error.what, time.monotonic() - begun < 2)
        """
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    )
    assert done.stdout == "not there within 1 seconds True\n", done.stderr
    assert time.monotonic() - begun < 20


# the host that was named


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("http://localhost:{port}/page", "leads to another host, http://localhost:"),
        ("http://127.0.0.2:{port}/page", "leads to another host, http://127.0.0.2:"),
        ("http://[::1]:{port}/page", "leads to another host"),
        ("http://[::ffff:127.0.0.1]:{port}/page", "leads to another host"),
        ("http://2130706433:{port}/page", "leads to another host"),
        ("http://0x7f000001:{port}/page", "leads to another host"),
        ("http://127.1:{port}/page", "leads to another host"),
        ("http://169.254.169.254/latest/meta-data/", "leads to another host, http://169.254.169.254/"),
        ("//duinpost.example/page", "leads to another host, http://duinpost.example/page; give that address"),
        ("http://127.0.0.1.duinpost.example/", "leads to another host"),
        ("http://127.0.0.1:{port}@duinpost.example/", "leads to another host, http://duinpost.example/"),
        ("http://127.0.0.1:1/page", "leads to another port of its host"),
        ("http://127.0.0.1/page", "leads to another port of its host"),
        ("file:///etc/passwd", "leads to file:///etc/passwd, which is no address of http or https"),
        ("ftp://127.0.0.1/page", "no address of http or https"),
        ("javascript:alert(1)", "leads to javascript:alert.1., which is no address of http or https"),
        ("data:text/html,<p>x", "no address of http or https"),
        ("http://[", "another host|cannot be fetched"),
        ("http://", "leads on more than 5 times"),
        ("/again", "leads on more than 5 times"),
    ],
)
def test_elsewhere_is_refused_and_named(site, to, says) -> None:
    site.answers |= {"/": moved(to.format(port=site.port)), "/page": page(PAGE), "/again": moved("/again")}
    with pytest.raises(ReadError, match=says) as told:
        get(f"http://127.0.0.1:{site.port}/")
    assert len(site.seen) == (6 if "more than" in says else 1)
    assert told.value.where == f"http://127.0.0.1:{site.port}/"


@pytest.mark.parametrize("to", ["/page", "page", "?kade", "http://127.0.0.1:{port}/page", "//127.0.0.1:{port}/page", "http://wie:dan@127.0.0.1:{port}/page"])
def test_the_same_place_is_followed(site, to) -> None:
    site.answers |= {"/": moved(to.format(port=site.port)), "/page": page(PAGE), "/?kade": page(PAGE)}
    found = get(f"http://127.0.0.1:{site.port}/")
    assert found.data == PAGE
    assert found.url in {f"http://127.0.0.1:{site.port}/page", f"http://127.0.0.1:{site.port}/?kade"}
    assert "Authorization" not in site.seen[-1]


@pytest.mark.parametrize("url", ["http://localhost:{port}/", "http://2130706433:{port}/", "http://127.1:{port}/", "HTTP://127.0.0.1:{port}"])
def test_what_the_user_names_may_be_local(site, url) -> None:
    site.answers["/"] = page(PAGE)
    assert get(url.format(port=site.port)).data == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:,x",
        "http://",
        "https:///kade",
        "http://[",
        "http://a:b/",
        "",
        "\udcff",
        "http://\udcff/",
        "http://a\x00b/",
        "http://a b/",
    ],
)
def test_what_is_no_address(url) -> None:
    with pytest.raises(ReadError):
        get(url)


PRIVATE = [
    "127.0.0.1",
    "127.255.0.1",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:c0a8:101::",
    "2001:db8::1",
]
PUBLIC = ["8.8.8.8", "93.184.216.34", "172.32.0.1", "::ffff:8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::"]


def test_addresses_of_the_internet_are_told_from_others() -> None:
    assert [a for a in PRIVATE if is_public(a)] == []
    assert [a for a in PUBLIC if not is_public(a)] == []


def test_a_name_cannot_turn_inside_once_it_was_public(site) -> None:
    """The first host was public; a `www.` of it that has a private address is not asked, and its first answer is kept: no rebinding."""
    backend = _Backend(Clock.of(5, 5), public=True, known={"duinpost.example": ["93.184.216.34"], "www.duinpost.example": ["127.0.0.1"]})
    with pytest.raises(AddressError, match=r"www\.duinpost\.example has the address 127\.0\.0\.1"):
        backend.connect_tcp("www.duinpost.example", site.port)
    local = _Backend(Clock.of(5, 5), known={})
    local.connect_tcp("localhost", site.port).close()
    assert not local.public
    local.known["localhost"] = ["127.0.0.1"]
    local.connect_tcp("localhost", site.port).close()


# http to https, and the certificate


@pytest.fixture
def secure(monkeypatch, tmp_path):
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    server = Raw(context)
    yield server
    server.close()


def test_http_leads_to_https_and_not_back(site, secure) -> None:
    secure.answers |= {"/page": page(PAGE), "/back": moved(f"http://localhost:{site.port}/")}
    site.answers["/"] = moved(f"https://localhost:{secure.port}/page")
    assert get(f"http://localhost:{site.port}/").data == PAGE
    with pytest.raises(ReadError, match="leads from https to http"):
        get(f"https://localhost:{secure.port}/back")
    with pytest.raises(ReadError, match=r"cannot be fetched: .*certificate"):
        get(f"https://127.0.0.1:{secure.port}/page")


def test_a_slow_body_over_tls_ends_with_the_clock(secure) -> None:
    secure.answers["/"] = lambda connection: secure.drip(connection, page(b""), b"a")
    begun = time.monotonic()
    with pytest.raises(ReadError, match="not there within 1 seconds"):
        get(f"https://localhost:{secure.port}/", deadline=1)
    assert time.monotonic() - begun < 2


# user and password


def test_secrets_go_to_the_host_and_nowhere_else(site, tmp_path) -> None:
    site.answers |= {"/kade": page(PAGE), "/moved": moved("/kade"), "/away": moved(f"http://localhost:{site.port}/kade"), "/none": b"HTTP/1.1 404 No\r\n\r\n"}
    place = f"redactie:gehe%69m%2F1@127.0.0.1:{site.port}"
    urls = [f"http://{place}/{path}" for path in ("kade", "moved", "away", "none")] + [f"ftp://{place}/x", "http://redactie:geheim/1@duinpost.example:99999/"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for more in ((), ("--report", "json"), ("-vv",), ("--url", f"ftp://{place}/x"), ("--url", f"http://{place}/x"), ("--jobs", "2")):
        command = [sys.executable, "-m", "kg", "convert", *urls, "--no-validate", "-o", "out", "--text-out", "texts", *more]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment)
        assert done.returncode == 3
        written = b"".join(str(p).encode() + (p.read_bytes() if p.is_file() else b"") for p in tmp_path.rglob("*"))
        assert b"Kade open" in written
        for all_of_it in (done.stdout, done.stderr, written):
            assert not [word for word in (b"geheim", b"gehe%69m", b"redactie", base64.b64encode(b"redactie:geheim/1")) if word in all_of_it]
        assert b"leads to another host" in done.stdout + done.stderr
    asked = "Basic " + base64.b64encode(b"redactie:geheim/1").decode()
    assert {asked in request for request in site.seen} == {True}
    inspected = subprocess.run([sys.executable, "-m", "kg", "inspect", urls[0]], cwd=tmp_path, capture_output=True, env=environment)
    assert inspected.returncode == 0
    assert b"gehe" not in inspected.stdout + inspected.stderr


@pytest.mark.parametrize(
    ("url", "bare", "secret"),
    [
        ("https://a:b@duinpost.example/x?y=c@d#e@f", "https://duinpost.example/x?y=c@d#e@f", ("a", "b")),
        ("https://a@duinpost.example", "https://duinpost.example", ("a", "")),
        ("HTTPS://a:b:c@d@duinpost.example/", "HTTPS://duinpost.example/", ("a", "b:c@d")),
        ("http://a:%C3%A9%40@[::1]:8080/", "http://[::1]:8080/", ("a", "é@")),
        ("http://a:b/c#d?e@duinpost.example/", "http://duinpost.example/", ("a", "b/c#d?e")),
        ("http://a:b/c@duinpost.example/", "http://duinpost.example/", ("a", "b/c")),
        ("https://duinpost.example/@anna", "https://duinpost.example/@anna", None),
        ("https://duinpost.example:8080/@anna", "https://duinpost.example:8080/@anna", None),
        ("https://duinpost.example:/a@b", "https://duinpost.example:/a@b", None),
        ("kade@duinpost.example", "kade@duinpost.example", None),
    ],
)
def test_secrets_are_told_from_the_rest(url, bare, secret) -> None:
    assert without_secrets(url) == bare
    assert user_and_password(url) == secret
    assert without_secrets(bare) == bare
    assert "a:b" not in (canonical_url(url) or "")


# what comes


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "401 Unauthorized; check the address and your rights"),
        (403, "403 Forbidden; check the address and your rights"),
        (404, "404 Not Found; check"),
        (410, "410 Gone; check"),
        (429, "429 Too Many Requests; try again later"),
        (500, "500 Internal Server Error; try again later"),
        (503, "503 Service Unavailable; try again later"),
        (599, "599; try again later"),
        (304, "304 Not Modified; check"),
        (302, "302 Found; check"),
    ],
)
def test_a_refusal_is_named(site, status, says) -> None:
    site.answers["/"] = f"HTTP/1.1 {status} Zo maar\r\nContent-Length: 0\r\n\r\n".encode()
    with pytest.raises(ReadError) as told:
        get(f"http://127.0.0.1:{site.port}/")
    assert f"the server answers {says}" in str(told.value)


DEFLATED = zlib.compressobj(wbits=-15)
RAW = DEFLATED.compress(PAGE) + DEFLATED.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("GZIP", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])),
        ("gzip", gzip.compress(PAGE) + b"\x00" * 20),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", RAW),
        ("identity", PAGE),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE))),
    ],
)
def test_packed_pages_are_unpacked(site, encoding, body) -> None:
    site.answers["/"] = page(body, f"Content-Encoding: {encoding}")
    assert get(f"http://127.0.0.1:{site.port}/").data == PAGE
    assert "Accept-Encoding: gzip, deflate\r\n" in site.seen[0]


@given(st.binary(max_size=300_000), st.integers(1, 70_000), st.sampled_from(["gzip", "deflate", "raw"]))
def test_unpacking_gives_what_was_packed_however_it_is_cut(data, size, form) -> None:
    engine = zlib.compressobj(wbits=-15)
    packed = {"gzip": gzip.compress(data), "deflate": zlib.compress(data), "raw": engine.compress(data) + engine.flush()}[form]
    pieces = list(unpacked((packed[n : n + size] for n in range(0, len(packed), size)), "gzip" if form == "gzip" else "deflate"))
    assert b"".join(pieces) == data
    assert max(map(len, pieces), default=0) <= 65_536
    with pytest.raises(PackingError):
        list(unpacked([packed[:-1]], "gzip" if form == "gzip" else "deflate"))


BOMB = gzip.compress(b"a" * 200_000_000, 9)
DEEP_BOMB = gzip.compress(gzip.compress(b"\x00" * 1_000_000_000, 1), 9)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (page(BOMB, "Content-Encoding: gzip"), "more bytes than the limit of 1,000,000; raise it with --max-size"),
        (page(BOMB, "Content-Encoding: gzip", f"Content-Length: {len(BOMB)}"), "more bytes than the limit"),
        (page(zlib.compress(b"a" * 50_000_000), "Content-Encoding: deflate"), "more bytes than the limit"),
        (page(DEEP_BOMB, "Content-Encoding: gzip, gzip"), "more bytes than the limit"),
        (page(PAGE, "Content-Encoding: gzip, gzip, gzip, gzip"), "packed 4 times"),
        (page(b"\x0b\x80", "Content-Encoding: br"), "packed as br, which was not asked for; save the page"),
        (page(b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd"), "packed as zstd, which was not asked for"),
        (page(PAGE, "Content-Encoding: gzip"), "damaged"),
        (page(gzip.compress(PAGE)[:-9], "Content-Encoding: gzip"), "cut off"),
        (page(PAGE, "Content-Length: 100000"), "cannot be fetched"),
        (page(PAGE, "Content-Length: zoveel"), "cannot be fetched"),
        (page(b"5\r\nKade", "Transfer-Encoding: chunked"), "cannot be fetched"),
        (page(b"geen\r\nKade", "Transfer-Encoding: chunked"), "cannot be fetched"),
        (HEAD + b"X: " + b"y" * 10_000_000, "cannot be fetched"),
        (b"kade open\r\n\r\n", "cannot be fetched"),
        (b"", "cannot be fetched"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_is_too_large_or_broken_is_told(site, answer, says) -> None:
    import tracemalloc

    site.answers["/"] = answer
    tracemalloc.start()
    with pytest.raises(ReadError, match=says):
        get(f"http://127.0.0.1:{site.port}/")
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def test_endless_chunks_and_pages_end_at_the_limit(site) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(page(b"", "Transfer-Encoding: chunked"))
        while True:
            connection.sendall(b"4000\r\n" + b"a" * 0x4000 + b"\r\n")

    site.answers["/"] = endless
    with pytest.raises(ReadError, match="more bytes than the limit"):
        get(f"http://127.0.0.1:{site.port}/")


def test_a_length_that_says_less_ends_there(site) -> None:
    site.answers["/"] = page(PAGE + b"<p>Meer", f"Content-Length: {len(PAGE)}")
    assert get(f"http://127.0.0.1:{site.port}/").data == PAGE


def test_a_proxy_of_the_environment_is_used_and_its_password_is_not_told(site, monkeypatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://wie:geheim@127.0.0.1:{site.port}")
    monkeypatch.delenv("no_proxy", raising=False)
    site.answers["http://duinpost.example/kade"] = page(PAGE)
    assert get("http://duinpost.example/kade").data == PAGE
    assert "Proxy-Authorization: Basic " + base64.b64encode(b"wie:geheim").decode() in site.seen[0]
    monkeypatch.setenv("http_proxy", "socks5://wie:geheim@127.0.0.1:1")
    with pytest.raises(ReadError, match="the proxy") as told:
        get("http://duinpost.example/kade")
    assert "geheim" not in str(told.value) + str(told.value.__cause__)


def test_the_graph_of_a_page_has_the_address_that_it_came_from(site, tmp_path) -> None:
    site.answers |= {"/a": moved("/kade"), "/kade": page(PAGE)}
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "kg", "convert", f"http://127.0.0.1:{site.port}/a", "-o", "-", "--no-validate", "-f", "jsonld"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment)
    (article,) = [node for node in json.loads(done.stdout)["@graph"] if "schema:url" in node]
    assert article["schema:url"][0]["@value"] == f"http://127.0.0.1:{site.port}/kade"
