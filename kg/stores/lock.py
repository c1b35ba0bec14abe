"""One load at a time into a server: a claim in a graph of its own, which is there while a load writes.

A server replaces a graph in two steps, so that two loads at once may leave the blank nodes of both, or half of each version. A claim is put by a
conditional update; where two come through at once, as each sees the store without the other, both go back and try again. The claim of a process that is
gone, or that was not renewed for long, is taken away.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import random
import socket
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import StoreError, StoreLost
from kg.vocab import DCTERMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.stores.remote import Remote

__all__ = ["GRAPH", "Lock"]

_REFUSED = frozenset({401})  # who may not write finds it out once; a 403 is what a store says that takes no updates
GRAPH = "urn:kg:load-lock"
_CLAIM = f"<{GRAPH}> <{DCTERMS.identifier}>"
# Seconds: how often a claim is renewed, and after which it counts as left behind where its process cannot be looked at.
_RENEWED, _LEFT = 20, 300
_PAUSE = 0.25


def _machine() -> str:
    """Return a name for what shares process numbers with us: the machine since it was started, or the container."""
    known = [socket.gethostname()]
    for path in ("/proc/sys/kernel/random/boot_id", "/proc/self/ns/pid"):
        try:
            known.append(Path(path).readlink().as_posix() if path.endswith("pid") else Path(path).read_text(encoding="ascii").strip())
        except OSError:
            continue
    return hashlib.sha256(" ".join(known).encode()).hexdigest()[:16]


class _Claim(NamedTuple):
    """Who claims: a token, the machine, the process, and the second in which the claim was last renewed."""

    token: str
    machine: str
    process: int
    second: int

    @property
    def text(self) -> str:
        return f"{self.token} {self.machine} {self.process} {self.second}"

    @classmethod
    def read(cls, text: str) -> _Claim:
        parts = text.split(" ")
        try:
            return cls(parts[0], parts[1], int(parts[2]), int(parts[3]))
        except (IndexError, ValueError):
            return cls(text, "", 0, 0)

    def left(self, machine: str) -> bool:
        """Whether nobody stands behind it any more."""
        if self.machine == machine and os.name == "posix":
            try:
                os.kill(self.process, 0)
            except ProcessLookupError:
                return True
            except OSError:
                pass  # it lives, as someone else's
        return abs(time.time() - self.second) > _LEFT


@dataclass(slots=True)
class Lock:
    """The right to write into a server. `told` is called once if another load has it."""

    remote: Remote
    told: Callable[[str], None]
    _mine: _Claim | None = None
    _machine: str = field(default_factory=_machine)

    def take(self) -> None:
        """Wait until no other load writes. A server that takes no updates cannot be locked, and is not."""
        waits = False
        token = uuid.uuid4().hex
        while True:
            mine = _Claim(token, self._machine, os.getpid(), int(time.time()))
            if not self._update(
                f'INSERT {{ GRAPH <{GRAPH}> {{ {_CLAIM} "{mine.text}" }} }} WHERE {{ FILTER NOT EXISTS {{ GRAPH <{GRAPH}> {{ {_CLAIM} ?any }} }} }}'
            ):
                return
            claims = self._claims()
            if claims == [mine.text]:
                self._mine = mine
                return
            if mine.text in claims:
                self._withdraw(mine.text)
            others = [text for text in claims if text != mine.text]
            for text in others:
                if _Claim.read(text).left(self._machine):
                    self._withdraw(text)
                elif not waits:
                    waits = True
                    since = dt.datetime.fromtimestamp(_Claim.read(text).second, dt.UTC)
                    self.told(f"another load is writing (seen at {since:%H:%M:%S} UTC): waiting for its end")
            time.sleep(_PAUSE * (0.5 + random.random()))  # noqa: S311  (it spreads the attempts)

    def renew(self) -> None:
        """Say that the load goes on. Raises `StoreLost` where another has taken its place."""
        if self._mine is None or time.time() - self._mine.second < _RENEWED:
            return
        if self._mine.text not in self._claims():
            raise StoreLost("another load has taken the place of this one, which was silent for long", where=self.remote.name, advice="load again")
        later = self._mine._replace(second=int(time.time()))
        self._update(f'DELETE DATA {{ GRAPH <{GRAPH}> {{ {_CLAIM} "{self._mine.text}" }} }} ; INSERT DATA {{ GRAPH <{GRAPH}> {{ {_CLAIM} "{later.text}" }} }}')
        self._mine = later

    def leave(self) -> None:
        """Let others write."""
        if self._mine is not None:
            # A claim is put where there is none, so that none but ours goes with the graph.
            with contextlib.suppress(StoreError):
                if self._claims() == [self._mine.text]:
                    self._update(f"DROP SILENT GRAPH <{GRAPH}>")
                else:
                    self._withdraw(self._mine.text)
            self._mine = None

    def _withdraw(self, text: str) -> None:
        self._update(f'DELETE DATA {{ GRAPH <{GRAPH}> {{ {_CLAIM} "{text}" }} }}')

    def _update(self, update: str) -> bool:
        """Send an update, and return whether the server took it; many take none, and are loaded without a lock."""
        response = self.remote.client.send("POST", self.remote.addresses.updates, params={}, data={"update": update})
        if response.status_code in _REFUSED:
            raise self.remote.client.refused(response, "an update")
        return response.is_success

    def _claims(self) -> list[str]:
        _, rows = self.remote.select(f"SELECT ?claim WHERE {{ GRAPH <{GRAPH}> {{ {_CLAIM} ?claim }} }}")
        return sorted(str(row["claim"]["value"]) for row in rows)
