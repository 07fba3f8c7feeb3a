"""HTTP for connectors: one origin, bounded time, no redirects, and whether anything was written.

Importing this module loads requests: a network imports it inside its functions.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import connection, connectionpool

from scheduler.connector import dates
from scheduler.connector.outcome import OtherOrigin, failure, server_clock
from scheduler.errors import Problem

__all__ = ["OtherOrigin", "Session", "failure", "is_this_machine", "origin", "server_clock"]


def origin(address: str) -> str:
    """`scheme://host[:port]` of a server's address; https only, but for this machine.

    Raises `Problem` for anything else: an address with a path, a user, a query, or without a scheme.
    """
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    extra = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if not parts.hostname or extra or port == -1 or parts.scheme not in {"http", "https"}:
        raise Problem("address-unusable", address=address)
    if parts.scheme == "http" and not is_this_machine(parts.hostname):
        raise Problem("address-insecure", address=address)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def is_this_machine(host: str) -> bool:
    """Whether `host` is the loopback."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Session(requests.Session):
    """Speaks to one origin and follows no redirect. A request waits `timeout` seconds for the next byte, and ends after half
    as long again, whatever trickles in.

    `last` is what the latest request came to, an answer or an exception: for libraries that hide it. An exception says
    whether anything was written (`nothing_written`). A connection serves one request, so that a write never meets one that
    the server closed in the meantime. One thread at a time.
    """

    def __init__(self, base: str, *, timeout: float) -> None:
        super().__init__()
        self.base = origin(base)
        self.last: requests.Response | Exception | None = None
        self._timeout = timeout
        self._line = _Line()
        self.headers.update({"User-Agent": "editorial-scheduler", "Connection": "close"})
        self.auth = _as_it_is  # never a password from a .netrc
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Adapter(self._line))

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **named: Any) -> requests.Response:
        """As requests does, with the origin checked, time bounded and redirects returned as answers."""
        named |= {"allow_redirects": False, "timeout": self._timeout}
        self.last = None
        self._line.wrote = False
        try:
            self._check(url.decode() if isinstance(url, bytes) else url)
            with self._bounded():
                answer = super().request(method, url, *args, **named)
        except Exception as problem:
            problem.nothing_written = not self._line.wrote  # type: ignore[attr-defined]
            self.last = problem
            raise
        finally:
            self._line.close()  # requests would leave it to the collector
        self.last = answer
        if not is_this_machine(urlsplit(self.base).hostname or ""):  # its clock is ours: no witness
            dates.heard(self.base, answer.headers)
        return answer

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """For as long as it is open, no request waits longer than `seconds` for the next byte."""
        before, self._timeout = self._timeout, min(seconds, self._timeout)
        try:
            yield
        finally:
            self._timeout = before

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc.lower()}" != self.base:
            raise OtherOrigin(f"not {self.base}: {parts.netloc}")

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        """Hang up when the time is over: the timeout of a socket begins anew with every byte that trickles in."""
        watch = threading.Timer(self._timeout * 1.5, self._line.hang_up)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class _Line:
    """The connection in use, and whether anything was written to it."""

    def __init__(self) -> None:
        self.wrote = False
        self._connection: connection.HTTPConnection | None = None

    def opened(self, one: connection.HTTPConnection) -> None:
        self._connection = one

    @property
    def is_open(self) -> bool:
        return self._connection is not None and self._connection.sock is not None

    def hang_up(self) -> None:
        """From the watch's thread: whoever waits on the socket wakes with an error."""
        sock = self._connection.sock if self._connection else None
        if sock is not None:
            with suppress(OSError):  # closed already
                sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


class _Adapter(HTTPAdapter):
    def __init__(self, line: _Line) -> None:
        self._line = line
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **named: Any) -> None:
        super().init_poolmanager(*args, **named)
        self.poolmanager.pool_classes_by_scheme = self._pools()

    def proxy_manager_for(self, proxy: Any, **named: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **named)
        # Its connections are others than those above: unwatched, a post that went out by a proxy would look unsent.
        manager.pool_classes_by_scheme = self._pools()
        return manager

    def _pools(self) -> dict[str, type[connectionpool.HTTPConnectionPool]]:
        plain, safe = connectionpool.HTTPConnectionPool, connectionpool.HTTPSConnectionPool
        return {
            "http": type("Plain", (plain,), {"ConnectionCls": _watched(connection.HTTPConnection, self._line)}),
            "https": type("Safe", (safe,), {"ConnectionCls": _watched(connection.HTTPSConnection, self._line)}),
        }


def _watched(base: type[connection.HTTPConnection], line: _Line) -> type[connection.HTTPConnection]:
    class Watched(base):  # type: ignore[misc,valid-type]
        stands = False

        def connect(self) -> None:
            line.opened(self)  # before it stands: a handshake can hang too
            self.stands = False
            super().connect()
            self.stands = True

        def send(self, data: Any) -> None:
            if self.sock is None:
                self.connect()  # if this fails, nothing was written
            if self.stands:  # else it asks a proxy for the way, which is no part of the request
                line.wrote = True
            super().send(data)

    return Watched
