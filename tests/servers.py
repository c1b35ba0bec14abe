"""Real stores on loopback for the tests: the `oxigraph` server, Debian's Virtuoso 7, and a gate before them that refuses when told to."""

from __future__ import annotations

import base64
import contextlib
import http.client
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

VIRTUOSO_INI = Path("/etc/virtuoso-opensource-7/virtuoso.ini")
PATIENCE = 60


class Answer(NamedTuple):
    """What a gate says in the place of the store, and to how many requests."""

    status: int
    times: int
    headers: dict[str, str]
    path: str
    after: int = 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until something listens; a server that ends before is an error."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("the server does not listen")


class Oxigraph:
    """The `oxigraph` server over a directory; it can be killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        binary = Path(sys.executable).parent / "oxigraph"
        self.binary = str(binary if binary.exists() else shutil.which("oxigraph"))
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/store"

    def start(self) -> None:
        command = [self.binary, "serve", "--location", str(self.folder), "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port, self.process)

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def oxigraph(folder: Path):
    server = Oxigraph(folder)
    try:
        yield server
    finally:
        server.kill()


class Virtuoso(NamedTuple):
    """A running Virtuoso: its address, password, and the port and program for SQL."""

    url: str
    password: str
    sql: str
    folder: Path
    process: int


@contextlib.contextmanager
def virtuoso(folder: Path, *, more: dict[str, str] | None = None):
    """Start Debian's Virtuoso 7 over an own directory; skip where it is not installed."""
    if shutil.which("virtuoso-t") is None or not VIRTUOSO_INI.exists():
        pytest.skip("virtuoso-t is not installed: apt-get install virtuoso-opensource-7 virtuoso-opensource-7-bin virtuoso-vad-conductor")
    web, sql = free_port(), free_port()
    ini = VIRTUOSO_INI.read_text(encoding="utf-8").replace("/var/lib/virtuoso-opensource-7/db", str(folder))
    settings = {"DirsAllowed": f"., {folder}, /usr/share/virtuoso-opensource-7/vad", **(more or {})}
    for key, value in settings.items():
        ini = re.sub(rf"(?m)^({key}\s*=).*$", lambda m, value=value: f"{m[1]} {value}", ini)
    before, after = ini.split("[HTTPServer]", 1)
    before = re.sub(r"(?m)^(ServerPort\s*=).*$", rf"\1 127.0.0.1:{sql}", before)
    after = re.sub(r"(?m)^(ServerPort\s*=).*$", rf"\1 127.0.0.1:{web}", after, count=1)
    (folder / "virtuoso.ini").write_text(f"{before}[HTTPServer]{after}", encoding="utf-8")
    command = ["virtuoso-t", "+configfile", "virtuoso.ini"]
    # This sets the password and exits, with a code that tells nothing.
    subprocess.run([*command, "+pwdold", "dba", "+pwddba", "secret", "+wait"], cwd=folder, check=False, capture_output=True)
    assert "password is changed" in (folder / "virtuoso.log").read_text(encoding="utf-8")
    process = subprocess.Popen([*command, "+foreground"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(web, process)
        yield Virtuoso(f"http://127.0.0.1:{web}/sparql-graph-crud-auth", "secret", f"127.0.0.1:{sql}", folder, process.pid)
    finally:
        process.kill()
        process.wait()


class Gate:
    """A reverse proxy before a store, as newsrooms have them: with a password, and with refusals on order.

    `refuse` makes it answer the next requests whose address holds `path` itself, when `after` have passed; `seen` lists (method, path, status, body length, headers).
    """

    def __init__(self, port: int, *, user: str = "", password: str = "") -> None:
        self.seen: list[tuple[str, str, int, int, dict[str, str]]] = []
        self.orders: list[Answer] = []
        self.delay = 0.0
        expected = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode() if user else ""
        gate = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                time.sleep(gate.delay)
                status, headers, data = gate.answer(self.path, self.headers.get("Authorization"), expected)
                if status == 0:
                    inner = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                    kept = {k: v for k, v in self.headers.items() if k.lower() not in {"host", "connection", "authorization"}}
                    inner.request(self.command, self.path, body=body, headers=kept)
                    reply = inner.getresponse()
                    status, data = reply.status, reply.read()
                    headers = {"Content-Type": reply.headers.get("Content-Type", "text/plain")}
                    inner.close()
                gate.seen.append((self.command, self.path, status, len(body), dict(self.headers)))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self.send_response(status)
                    for key, value in {**headers, "Content-Length": str(len(data))}.items():
                        self.send_header(key, value)
                    self.end_headers()
                    self.wfile.write(data)

            do_GET = do_PUT = do_POST = do_DELETE = forward  # noqa: N815

            def log_message(self, *_arguments) -> None:
                """Be quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/store"

    def refuse(self, status: int, *, times: int = 1, path: str = "graph=", after: int = 0, **headers: str) -> None:
        self.orders.append(Answer(status, times, {k.replace("_", "-"): v for k, v in headers.items()}, path, after))

    def answer(self, path: str, given: str | None, expected: str) -> tuple[int, dict[str, str], bytes]:
        """Return what the gate says itself, or status 0 to pass the request on."""
        if expected and given != expected:
            return 401, {"WWW-Authenticate": 'Basic realm="store"'}, b"who are you?"
        for n, order in enumerate(self.orders):
            if order.path in path and order.after > 0:
                self.orders[n] = order._replace(after=order.after - 1)
            elif order.path in path and order.times > 0:
                self.orders[n] = order._replace(times=order.times - 1)
                return order.status, order.headers, b"not this one"
        return 0, {}, b""

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
