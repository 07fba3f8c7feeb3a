"""What a request came to, on real sockets: the difference between «not sent» and «unknown» is never guessed."""

import shutil
import socket
import ssl
import struct
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
import requests
from urllib3 import HTTPConnectionPool
from urllib3 import exceptions as low

from scheduler.connector.http import OtherOrigin, Session, failure, origin
from scheduler.connector.outcome import retry_at, server_clock
from scheduler.errors import Problem
from scheduler.model.failure import Failure, Kind
from scheduler.plain import REDACTED, redact
from scheduler.sentences import say

NOW = datetime(2027, 6, 7, 9, 0, tzinfo=UTC)
Behaviour = Callable[[socket.socket], None]


@contextmanager
def serving(behave: Behaviour) -> Iterator[tuple[str, list[bytes]]]:
    """A server that reads each request whole and then behaves; gives its address and what it read."""
    listener, seen = socket.create_server(("127.0.0.1", 0)), list[bytes]()

    def serve() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line, suppress(OSError):
                seen.append(_whole(line))
                behave(line)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", seen
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)


def _whole(line: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        more = line.recv(65536)
        if not more:
            return data
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(one.split(b":")[1]) for one in head.split(b"\r\n") if one.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


def answering(raw: bytes) -> Behaviour:
    return lambda line: line.sendall(raw)


def reset(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _until(done: Event) -> None:
    done.wait(20)


def post(base: str, *, timeout: float = 5.0, path: str = "/post") -> Failure:
    """The failure of one write."""
    session = Session(base, timeout=timeout)
    try:
        session.post(base + path, data={"status": "Bonjour"})
    except requests.RequestException:
        pass  # `last` keeps it, as it keeps an answer
    finally:
        session.close()
    assert session.last is not None
    return failure(session.last, now=NOW)


# Never connected


def test_nobody_listens(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    found = post(f"http://127.0.0.1:{port}")
    assert (found.kind, found.code) == (Kind.NOT_SENT, "send-not-connected")


def test_nobody_answers_the_door() -> None:
    """A listener whose queue is full drops the next greeting: a time-out before anything was written."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        found = post(f"http://127.0.0.1:{full.getsockname()[1]}", timeout=0.2)
        for one in waiting:
            one.close()
    assert (found.kind, found.code) == (Kind.NOT_SENT, "send-not-connected")


def test_a_name_that_is_not_known() -> None:
    found = post("https://mastodon.example")
    assert (found.kind, found.code) == (Kind.NOT_SENT, "send-not-connected")


def test_a_server_that_speaks_no_tls_gets_nothing() -> None:
    with serving(answering(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as (base, _):
        found = post(base.replace("http:", "https:"), timeout=0.3)
    assert found.kind is Kind.NOT_SENT


def test_a_certificate_that_is_refused_says_so() -> None:
    beneath = low.SSLError(ssl.SSLCertVerificationError("self-signed"))
    problem = requests.exceptions.SSLError(low.MaxRetryError(HTTPConnectionPool("127.0.0.1"), "/", beneath))
    found = failure(problem, now=NOW)
    assert (found.kind, found.code) == (Kind.NOT_SENT, "send-certificate")


# Written, and then


@pytest.mark.parametrize(
    "behave",
    [
        lambda line: None,
        reset,
        answering(b"HTTP/1.1 200 OK\r\nContent-Le"),
        answering(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
        answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        answering(b"\x00\x01\x02\r\n\r\n"),
    ],
    ids=["closed", "reset", "half a head", "half a body", "bad chunks", "noise"],
)
def test_whatever_happens_after_writing_is_unknown(behave: Behaviour) -> None:
    with serving(behave) as (base, seen):
        found = post(base)
        assert b"status=Bonjour" in seen[0], "the whole request arrived"
    assert found.kind is Kind.UNKNOWN


def test_silence_is_unknown() -> None:
    done = Event()
    with serving(lambda _: _until(done)) as (base, _):
        found = post(base, timeout=0.2)
        done.set()
    assert found.kind is Kind.UNKNOWN


def test_a_trickle_is_cut_off() -> None:
    """Each byte would give the socket's own time-out a new start."""
    done = Event()

    def trickle(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        for _ in range(100):  # five seconds, where the session's patience is half of one; then a whole answer
            if done.wait(0.05):
                break
            line.sendall(b"x")

    with serving(trickle) as (base, _):
        found = post(base, timeout=0.3)
        done.set()
    assert (found.kind, found.code) == (Kind.UNKNOWN, "send-answer-lost")


def test_what_an_earlier_request_wrote_says_nothing_of_the_next() -> None:
    with serving(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) as (base, _):
        session = Session(base, timeout=5)
        session.post(base + "/post", data={"status": "Bonjour"})
    with pytest.raises(requests.ConnectionError) as caught:  # nobody listens any more
        session.post(base + "/post", data={"status": "Encore"})
    assert failure(caught.value, now=NOW).kind is Kind.NOT_SENT
    assert getattr(caught.value, "nothing_written", None) is True


# By a proxy


def proxied(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, proxy)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")


def test_what_a_proxy_was_given_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda line: None) as (proxy, seen):
        proxied(monkeypatch, proxy)
        found = post("http://localhost:9")
    assert b"status=Bonjour" in seen[0], "the whole request arrived at the proxy"
    assert (found.kind, found.code) == (Kind.UNKNOWN, "send-answer-lost")


def test_what_went_through_a_tunnel_is_unknown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Institutions let nobody out but by a proxy: the request is encrypted to the network, and its answer may be lost too."""
    context, trusted = self_signed(tmp_path)
    arrived: list[bytes] = []

    def tunnel(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with context.wrap_socket(line, server_side=True) as inside:
            arrived.append(_whole(inside))

    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
    with serving(tunnel) as (proxy, seen):
        proxied(monkeypatch, proxy)
        found = post("https://localhost")
    assert seen[0].startswith(b"CONNECT localhost:443")
    assert b"status=Bonjour" in arrived[0]
    assert (found.kind, found.code) == (Kind.UNKNOWN, "send-answer-lost")


@pytest.mark.parametrize(
    "behave", [answering(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"), lambda line: None, reset]
)
def test_a_proxy_that_opens_no_tunnel_was_given_nothing(monkeypatch: pytest.MonkeyPatch, behave: Behaviour) -> None:
    with serving(behave) as (proxy, seen):
        proxied(monkeypatch, proxy)
        found = post("https://localhost")
    assert seen
    assert b"Bonjour" not in b"".join(seen)
    assert found.kind is Kind.NOT_SENT


def self_signed(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server named localhost proves itself with, and the file by which it is trusted."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with")
    kind = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    name = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    made = [openssl, *kind, *name, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate


def test_a_reading_that_fails_sent_nothing() -> None:
    with serving(lambda line: None) as (base, _):
        session = Session(base, timeout=5)
        with pytest.raises(requests.ConnectionError) as caught:
            session.get(base + "/get")
    assert failure(caught.value, now=NOW, writing=False).kind is Kind.NOT_SENT


# Answers


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, Kind.UNKNOWN),
        (204, Kind.UNKNOWN),
        (302, Kind.BLOCKED),
        (400, Kind.REFUSED),
        (401, Kind.BLOCKED),
        (403, Kind.REFUSED),
        (404, Kind.REFUSED),
        (408, Kind.UNKNOWN),
        (409, Kind.UNKNOWN),
        (410, Kind.REFUSED),
        (413, Kind.REFUSED),
        (422, Kind.REFUSED),
        (429, Kind.NOT_SENT),
        (500, Kind.UNKNOWN),
        (502, Kind.UNKNOWN),
        (503, Kind.UNKNOWN),
        (504, Kind.UNKNOWN),
        (599, Kind.UNKNOWN),
    ],
)
def test_each_status_has_our_word(status: int, kind: Kind) -> None:
    raw = f'HTTP/1.1 {status} X\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 15\r\n\r\n{{"error": "no"}}'
    with serving(answering(raw.encode())) as (base, _):
        found = post(base)
    assert (found.kind, found.status) == (kind, status)
    assert say(found.code, {}, "fr").text
    if status >= 400:
        assert found.detail == f"{status} no"


@pytest.mark.parametrize(
    ("headers", "after"),
    [
        ({"Retry-After": "120"}, timedelta(minutes=2)),
        ({"retry-after": "Mon, 07 Jun 2027 09:10:00 GMT"}, timedelta(minutes=10)),
        ({"X-RateLimit-Reset": "2027-06-07T09:05:00.000Z"}, timedelta(minutes=5)),
        ({"X-RateLimit-Reset": "2027-06-07T11:05:00+02:00"}, timedelta(minutes=5)),
        ({"x-rate-limit-reset": str(int((NOW + timedelta(minutes=15)).timestamp()))}, timedelta(minutes=15)),
        ({"RateLimit-Reset": str(int((NOW + timedelta(minutes=20)).timestamp()))}, timedelta(minutes=20)),
        ({"X-RateLimit-Reset": "2027-06-07T10:05:00Z", "Date": "Mon, 07 Jun 2027 10:00:00 GMT"}, timedelta(minutes=5)),
        ({"Retry-After": "120", "X-RateLimit-Reset": "2027-06-07T10:00:00Z"}, timedelta(minutes=2)),
        ({}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "0"}, None),
        ({"X-RateLimit-Reset": "2027-06-07T08:00:00Z"}, None),
        ({"X-RateLimit-Reset": "99999999999999999999"}, None),
        ({"X-RateLimit-Reset": "2031-01-01T00:00:00Z"}, None),
        ({"Retry-After": "٣"}, None),
    ],
)
def test_the_networks_word_on_when_to_come_back(headers: dict[str, str], after: timedelta | None) -> None:
    assert retry_at(headers, NOW) == (NOW + after if after is not None else None)


def test_the_servers_clock_is_read_from_its_answers() -> None:
    assert server_clock({"Date": "Mon, 07 Jun 2027 09:00:30 GMT"}, NOW) == NOW + timedelta(seconds=30)
    assert server_clock({"Date": "yesterday"}, NOW) == NOW
    assert server_clock({}, NOW) == NOW


# Secrets


def test_a_redirect_is_not_followed_and_the_other_server_gets_nothing() -> None:
    with serving(answering(b"")) as (other, seen_there):
        raw = f"HTTP/1.1 307 Elsewhere\r\nLocation: {other}/post\r\nContent-Length: 0\r\n\r\n".encode()
        with serving(answering(raw)) as (base, seen):
            found = post(base)
        assert len(seen) == 1
        assert not seen_there
    assert (found.kind, found.code) == (Kind.BLOCKED, "send-redirected")


def test_another_origin_gets_no_byte() -> None:
    with serving(answering(b"")) as (other, seen):
        session = Session("http://127.0.0.1:9", timeout=1)
        with pytest.raises(OtherOrigin) as caught:
            session.post(f"{other}/post", headers={"Authorization": "Bearer secret"})
        assert not seen
    assert failure(caught.value, now=NOW).kind is Kind.BLOCKED


def test_a_password_in_a_netrc_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with serving(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) as (base, seen):
        Session(base, timeout=5).get(base + "/")
    assert b"uthorization" not in seen[0]


@pytest.mark.parametrize("after_writing", [True, False])
def test_a_token_in_an_address_is_not_in_the_detail(after_writing: bool) -> None:
    redact.remember("EAAB-secret-token")
    with serving(
        answering(b'HTTP/1.1 400 X\r\nContent-Length: 42\r\n\r\n{"error": "bad token EAAB-secret-token !"} ')
    ) as (base, _):
        found = post(base if after_writing else "http://127.0.0.1:1", path="/me?access_token=EAAB-secret-token")
    assert "EAAB-secret-token" not in found.detail
    assert REDACTED in found.detail


# Addresses


def test_origins() -> None:
    assert origin("https://Mastodon.Example/") == "https://mastodon.example"
    assert origin("http://127.0.0.1:3000") == "http://127.0.0.1:3000"
    assert origin("http://[::1]:3000") == "http://[::1]:3000"
    assert origin("http://localhost") == "http://localhost"
    for wrong in (
        "http://127.0.0.1.example",
        "http://10.0.0.1",
        "https://",
        "https://a.example:x",
        "https://a.example?b",
        "file:///etc",
    ):
        with pytest.raises(Problem):
            origin(wrong)
