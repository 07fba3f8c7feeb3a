"""Fetching from the open web: which addresses are allowed, where redirects lead, and what bounds an answer."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import ClassVar
from urllib.parse import unquote

import pytest

from scheduler.connector.fetch import NotFetched, allowed, fetch

HTML = ("text/html",)


class Site(BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, dict[str, str]]]] = []
    release = threading.Event()

    def do_GET(self) -> None:
        Site.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", unquote(self.path[4:]))
            self.end_headers()
            return
        if self.path == "/round":
            self.send_response(301)
            self.send_header("Location", "/round")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "image/png" if self.path == "/picture" else "text/html; charset=UTF-8; x=y")
        self.end_headers()
        if self.path == "/trickle":
            while not Site.release.wait(0.05):
                try:
                    self.wfile.write(b"a")
                except OSError:
                    return
            return
        self.wfile.write(b"x" * 5000)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.seen.clear()
    Site.release.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Site.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


def code(failed: pytest.ExceptionInfo[NotFetched]) -> str:
    return failed.value.code


def test_a_page_comes_with_its_kind_and_charset_and_nothing_of_ours_is_sent(site: str) -> None:
    found = fetch(f"{site}/é?q=à b", kinds=HTML, most=10_000, whole=True, this_machine=True)
    assert (found.kind, found.charset, len(found.data)) == ("text/html", "utf-8", 5000)
    path, headers = Site.seen[0]
    assert path == "/%C3%A9?q=%C3%A0%20b"
    assert not {"authorization", "cookie", "referer"} & set(headers)


def test_this_machine_is_refused_unless_it_is_meant(site: str) -> None:
    with pytest.raises(NotFetched) as failed:
        fetch(site, kinds=HTML, most=100, whole=False)
    assert code(failed) == "fetch-not-global"
    assert Site.seen == []


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[::ffff:192.168.1.1]/"]
)
def test_a_redirect_is_judged_anew(site: str, target: str) -> None:
    with pytest.raises(NotFetched) as failed:
        fetch(f"{site}/to?{target}", kinds=HTML, most=100, whole=False, this_machine=True)
    assert code(failed) == "fetch-not-global"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("file:///etc/passwd", "fetch-address"),
        ("ftp://example.org/", "fetch-address"),
        ("http://user:word@example.org/", "fetch-address"),
        ("http://[::1", "fetch-failed"),
    ],
)
def test_a_redirect_leads_to_the_web_alone(site: str, target: str, expected: str) -> None:
    with pytest.raises(NotFetched) as failed:
        fetch(f"{site}/to?{target}", kinds=HTML, most=100, whole=False, this_machine=True)
    assert code(failed) == expected


@pytest.mark.parametrize(
    ("path", "expected"), [("/gone", "fetch-status"), ("/picture", "fetch-kind"), ("/round", "fetch-round")]
)
def test_what_is_no_page_is_said(site: str, path: str, expected: str) -> None:
    with pytest.raises(NotFetched) as failed:
        fetch(f"{site}{path}", kinds=HTML, most=100, whole=False, this_machine=True)
    assert code(failed) == expected


def test_bytes_are_bounded(site: str) -> None:
    assert len(fetch(f"{site}/a", kinds=HTML, most=100, whole=False, this_machine=True).data) == 100
    with pytest.raises(NotFetched) as failed:
        fetch(f"{site}/a", kinds=HTML, most=100, whole=True, this_machine=True)
    assert code(failed) == "fetch-heavy"


def test_a_server_that_trickles_is_hung_up_on(site: str) -> None:
    with pytest.raises(NotFetched) as failed:
        fetch(f"{site}/trickle", kinds=HTML, most=1_000_000, whole=False, this_machine=True, seconds=0.5)
    assert code(failed) in {"fetch-slow", "fetch-failed"}


def test_the_address_that_was_judged_is_the_one_that_is_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers otherwise the second time leads nowhere else: it is asked for once."""
    asked: list[str] = []
    port = int(site.rpartition(":")[2])

    def answer(host: str, given: int, *more: object, **named: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", given))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    fetch(f"http://rebind.example:{port}/a", kinds=HTML, most=100, whole=False, this_machine=True)
    assert [one for one in asked if one != "127.0.0.1"] == ["rebind.example"]
    assert Site.seen[0][1]["host"] == f"rebind.example:{port}"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.1.1",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
        ),
        *(
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "240.0.0.1",
        ),
        "2001:0:53aa:64c:0:0:f5ff:fffe",
    ],
)
def test_addresses_that_are_not_of_the_open_web(address: str) -> None:
    assert not allowed(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_addresses_of_the_open_web(address: str) -> None:
    assert allowed(ip_address(address))
