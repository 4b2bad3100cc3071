"""What asks the web: sixteen clients at once for a rate, one for a file, one for the time of a page."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection

CLIENTS = 16
#: The proxy tells so that the browser came by HTTPS; pages are not answered otherwise.
THROUGH_PROXY = {"X-Forwarded-Proto": "https", "User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"}
END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Target:
    """A page and who asks for it."""

    port: int
    path: str
    cookie: str = ""

    @property
    def headers(self) -> Mapping[str, str]:
        """What a browser behind the proxy would send."""
        return THROUGH_PROXY | ({"Cookie": self.cookie} if self.cookie else {})

    @property
    def request(self) -> bytes:
        """The same as it goes over the wire."""
        lines = [f"GET {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass
class _Client(asyncio.Protocol):
    """One connection that asks again as soon as it is answered."""

    request: bytes
    answered: int = 0
    head: bytearray = field(default_factory=bytearray)
    missing: int = 0
    told: str = "the web closed the connection"

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.transport.write(self.request)

    def data_received(self, piece: bytes) -> None:
        if self.missing:
            self.missing -= len(piece)
        else:
            self.head += piece
            head, mark, body = self.head.partition(END_OF_HEAD)
            if not mark:
                return
            self.missing = self._length(bytes(head)) - len(body)
            self.head.clear()
        if not self.missing:
            self.answered += 1
            self.transport.write(self.request)

    def _length(self, head: bytes) -> int:
        status, *lines = head.lower().split(b"\r\n")
        headers = dict(line.split(b": ", 1) for line in lines)
        if b" 200" not in status or b"content-length" not in headers:
            self.told = head.decode()
            self.transport.abort()
        return int(headers.get(b"content-length", 0))


def rate(target: Target, seconds: float) -> float:
    """Answers a second to sixteen clients at once; ``ConnectionError`` when one of them is turned away."""
    return asyncio.run(_rate(target, seconds))


async def _rate(target: Target, seconds: float) -> float:
    loop, started = asyncio.get_running_loop(), time.perf_counter()
    made = [
        await loop.create_connection(lambda: _Client(target.request), "127.0.0.1", target.port)
        for _number in range(CLIENTS)
    ]
    await asyncio.sleep(seconds)
    took, answered = time.perf_counter() - started, sum(client.answered for _transport, client in made)
    for transport, client in made:
        if transport.is_closing():
            raise ConnectionError(f"{target.path}: {client.told}")
        transport.abort()
    return answered / took


def milliseconds(target: Target, times: int) -> float:
    """The median time of one page for somebody who is alone, after two that warm up."""
    with closing(HTTPConnection("127.0.0.1", target.port, timeout=60)) as connection:
        taken = [_one(connection, target) for _number in range(times + 2)][2:]
    return statistics.median(taken) * 1000


def _one(connection: HTTPConnection, target: Target) -> float:
    started = time.perf_counter()
    connection.request("GET", target.path, headers=target.headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise ConnectionError(f"{target.path}: {answer.status}")
    return time.perf_counter() - started


def drain(target: Target) -> dict[str, float]:
    """Seconds until the first byte and until the last one of a file that is thrown away, and its bytes."""
    piece, size = bytearray(1 << 20), 1
    with closing(HTTPConnection("127.0.0.1", target.port, timeout=600)) as connection:
        started = time.perf_counter()
        connection.request("GET", target.path, headers=target.headers)
        answer = connection.getresponse()
        answer.read(1)
        first = time.perf_counter() - started
        while got := answer.readinto(piece):
            size += got
        took = time.perf_counter() - started
    if answer.status != 200:
        raise ConnectionError(f"{target.path}: {answer.status}")
    return {"first_ms": first * 1000, "seconds": took, "bytes": size}
