"""Fetching a page or a picture of the open web, on a person's word: http(s) from global addresses, no credentials, bounded.

A page may name any host, and a host any address: each name is resolved once, its address is judged, and the connection goes to
that very address; each redirect is judged anew (security C). No proxy is used: it would resolve names by itself.
Importing this module loads urllib3.
"""

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import urllib3
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from scheduler.errors import ExitCode, SchedulerError

HOPS = 5
SECONDS = 20.0
"""For one answer, from the connection to the last byte."""
_WAIT = 8.0
_TRANSLATED = 0x0064_FF9B << 96
"""64:ff9b::/96, IPv4 behind a translator: https://www.rfc-editor.org/rfc/rfc6052, read 2026-11-22."""


class NotFetched(SchedulerError):
    """It was not fetched; the code says why."""

    exit = ExitCode.NETWORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came: the address that it came from in the end, its media type and charset as its server says, and its bytes."""

    address: str
    kind: str
    charset: str
    data: bytes


def fetch(
    address: str, *, kinds: Sequence[str], most: int, whole: bool, this_machine: bool = False, seconds: float = SECONDS
) -> Fetched:
    """Fetch `address`: one of the media types `kinds`, `most` bytes. Raises `NotFetched`, and nothing else.

    `whole`: more bytes are refused; else they are left unread. `this_machine`: the loopback is allowed, too.
    """
    for _ in range(HOPS):
        answer = _ask(address, kinds, most, whole=whole, this_machine=this_machine, seconds=seconds)
        if isinstance(answer, Fetched):
            return answer
        address = answer
    raise NotFetched("fetch-round", where=address)


def _ask(
    address: str, kinds: Sequence[str], most: int, *, whole: bool, this_machine: bool, seconds: float
) -> Fetched | str:
    """The answer, or the address that it leads to."""
    scheme, host, port, target = _parted(address)
    at = _resolved(host, port, address, this_machine=this_machine)
    named = f"[{host}]" if ":" in host else host
    headers = {
        "Host": named if port == _PORTS[scheme] else f"{named}:{port}",
        "User-Agent": "editorial-scheduler (reads the card of a link)",
        "Accept": ", ".join(kinds),
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    held: list[socket.socket] = []
    pool = _pool(scheme, at, port, host, held)
    answer: Any = None
    try:
        with _bounded(held, seconds) as over:
            answer = pool.urlopen(
                "GET",
                target,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                assert_same_host=False,
            )
            if answer.status in {301, 302, 303, 307, 308} and answer.headers.get("Location"):
                return urljoin(address, str(answer.headers["Location"]))
            taken = _taken(answer, address, kinds, most, whole=whole)
            if over.is_set():  # what was cut off may look like an end
                raise NotFetched("fetch-slow", where=address)
            return taken
    except (HTTPError, OSError, ValueError) as failed:
        raise NotFetched("fetch-failed", where=address, detail=str(failed)) from failed
    finally:
        if answer is not None:
            answer.close()
        for one in held:
            one.close()
        pool.close()


_PORTS = {"http": 80, "https": 443}


def _parted(address: str) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = parts.hostname or ""
        host = "" if len(host) > 253 else host if ":" in host else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        host, port = "", 0
    if not host or not port or parts.username or parts.password:
        raise NotFetched("fetch-address", where=address)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return parts.scheme, host, port, f"{path}?{query}" if query else path


def _resolved(host: str, port: int, address: str, *, this_machine: bool) -> str:
    """The address to connect to. Where one of a name's addresses is not allowed, none is."""
    try:
        with suppress(ValueError):
            if not allowed(ip_address(host), this_machine=this_machine):
                raise NotFetched("fetch-not-global", where=address, host=host)
        found = [one[4][0] for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as failed:
        raise NotFetched("fetch-no-host", where=address, host=host) from failed
    addresses = [ip_address(str(one).partition("%")[0]) for one in found]
    if not addresses or not all(allowed(one, this_machine=this_machine) for one in addresses):
        raise NotFetched("fetch-not-global", where=address, host=host)
    return str(addresses[0])


def allowed(address: IPv4Address | IPv6Address, *, this_machine: bool = False) -> bool:
    """Whether `address` is of the open web (or this machine's own, where that is meant), whatever it is wrapped in."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and int(address) >> 32 << 32 == _TRANSLATED:
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return allowed(inner, this_machine=this_machine)
    if address.is_loopback:
        return this_machine
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def _pool(scheme: str, at: str, port: int, host: str, held: list[socket.socket]) -> urllib3.HTTPConnectionPool:
    limits = urllib3.Timeout(connect=_WAIT, read=_WAIT)
    if scheme == "http":
        pool = urllib3.HTTPConnectionPool(at, port, timeout=limits, maxsize=1)
    else:
        pool = urllib3.HTTPSConnectionPool(
            at,
            port,
            timeout=limits,
            maxsize=1,
            cert_reqs="CERT_REQUIRED",
            ca_certs=DEFAULT_CA_BUNDLE_PATH,
            server_hostname=host,
            assert_hostname=host,
        )
    watched: Any = _held(HTTPSConnection if scheme == "https" else HTTPConnection, held)
    pool.ConnectionCls = watched
    return pool


def _held(base: type[HTTPConnection], held: list[socket.socket]) -> Callable[..., Any]:
    class Held(base):  # type: ignore[misc,valid-type]
        def connect(self) -> None:
            super().connect()
            held.append(self.sock)  # an answer takes it away from its connection

    return Held


@contextmanager
def _bounded(held: list[socket.socket], seconds: float) -> Iterator[threading.Event]:
    """Hang up when the time is over: a socket's own timeout begins anew with every byte that trickles in."""
    over = threading.Event()

    def hang_up() -> None:
        over.set()
        for one in held:
            with suppress(OSError):  # closed already
                one.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, hang_up)
    watch.daemon = True
    watch.start()
    try:
        yield over
    finally:
        watch.cancel()


def _taken(answer: Any, address: str, kinds: Sequence[str], most: int, *, whole: bool) -> Fetched:
    if answer.status != 200:
        raise NotFetched("fetch-status", where=address, status=answer.status)
    kind, _, more = answer.headers.get("Content-Type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in kinds:
        raise NotFetched("fetch-kind", where=address, kind=kind[:60] or "?")
    data = bytearray()
    while len(data) <= most and (piece := answer.read(16_384, decode_content=True)):
        data += piece
    if len(data) > most and whole:
        raise NotFetched("fetch-heavy", where=address, most=most // 1_000_000)
    charset = more.lower().partition("charset=")[2].partition(";")[0].strip()
    return Fetched(address=address, kind=kind, charset=charset, data=bytes(data[:most]))
