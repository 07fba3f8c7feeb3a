"""The fake on a real socket of the loopback: routes, faults, and the answers in bytes."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from scheduler.testing.fake_mastodon.shapes import account, attachment, instance, shown
from scheduler.testing.fake_mastodon.state import OWN_ID, TOKEN, Fault, Refused, State

PATIENCE = 30.0
"""Seconds that a slow answer waits at most to be released."""
PAGE = b"<!doctype html><html><title>Welcome to the hotel's wireless network</title></html>"

BEFORE = {
    Fault.DOWN: (503, {"error": "Service Unavailable"}),
    Fault.BAD: (400, {"error": "Bad Request"}),
    Fault.STRANGE: (422, {"error": "Validation failed: Text is strange"}),
    Fault.REVOKED: (401, {"error": "The access token was revoked"}),
    Fault.FORBIDDEN: (403, {"error": "This action is not allowed"}),
    Fault.LIMIT: (429, {"error": "Too many requests"}),
    Fault.LIMIT_BARE: (429, None),
    Fault.ELSEWHERE: (307, None),
}


class FakeMastodon:
    """A running server; a context manager. `state` is read and set by tests, `release` lets slow answers go."""

    def __init__(self, state: State | None = None, *, port: int = 0) -> None:
        self.state = state or State()
        self.release = Event()
        fake = self

        class Bound(_Handler):
            server_state = fake.state
            release = fake.release

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Bound)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}"
        Bound.base = self.base_url
        self.token = TOKEN

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    server_state: State
    release: Event
    base: str = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_PUT(self) -> None:
        self._serve("PUT")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(self.server_state.clock.now(), usegmt=True)

    def _serve(self, method: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path.rstrip("/")
        state = self.server_state
        with state.changed:
            state.requests.append((method, path))
        try:
            self._known(path)
            if (method, path) == ("POST", "/api/v1/statuses"):
                self._create(body)
            else:
                with state.changed:
                    status, answer = self._answer(method, path, body)
                self._send(status, answer)
        except Refused as no:
            self._send(no.status, {"error": no.message})

    def _known(self, path: str) -> None:
        if self.headers.get("Authorization") != f"Bearer {TOKEN}" and not path.endswith("/instance"):
            raise Refused(401, "The access token is invalid")

    def _create(self, body: bytes) -> None:
        state = self.server_state
        with state.changed:
            fault = state.next_fault()
            if fault is Fault.LOST:
                return self._hang_up()
            if fault in BEFORE:
                status, answer = BEFORE[fault]
                return self._send(status, answer, self._headers(fault))
            posted = state.create(
                parse_qs(body.decode(), keep_blank_values=True), self.headers.get("Idempotency-Key", "")
            )
            answer = shown(state, posted, self.base)
        if fault is Fault.SLOW:
            self.release.wait(PATIENCE)
        if fault is Fault.DROP:
            return self._hang_up()
        if fault is Fault.ERROR:
            return self._send(500, {"error": "Internal Server Error"})
        if fault is Fault.HTML:
            return self._write(200, PAGE, "text/html; charset=utf-8", {})
        return self._send(200, {} if fault is Fault.NO_ID else answer)

    def _headers(self, fault: Fault) -> Mapping[str, str]:
        if fault is Fault.ELSEWHERE:
            return {"Location": "http://127.0.0.2:9/api/v1/statuses"}
        if fault is Fault.LIMIT:
            reset = self.server_state.clock.now() + timedelta(minutes=5)
            return {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": _iso(reset)}
        return {}

    def _answer(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        for wanted, pattern, name in _ROUTES:
            found = re.fullmatch(pattern, path)
            if wanted == method and found:
                answer: tuple[int, Any] = getattr(self, name)(body, *found.groups())
                return answer
        raise Refused(404, "Not found")

    def _upload(self, body: bytes) -> tuple[int, Any]:
        parts = _multipart(self.headers.get("Content-Type", ""), body)
        file = parts.get("file")
        if file is None:
            raise Refused(422, "Validation failed: File can't be blank")
        description = parts.get("description")
        one = self.server_state.upload(file[1], file[0], description[1].decode() if description else None)
        return (202 if one.looks else 200), attachment(one, self.base)

    def _look(self, body: bytes, media_id: str) -> tuple[int, Any]:
        one = self.server_state.free(media_id)
        one.looks = max(0, one.looks - 1)
        return (206 if one.looks else 200), attachment(one, self.base)

    def _describe(self, body: bytes, media_id: str) -> tuple[int, Any]:
        form = parse_qs(body.decode()) or {
            name: [value[1].decode()] for name, value in _multipart(self.headers.get("Content-Type", ""), body).items()
        }
        description = next(iter(form.get("description", [])), None)
        return 200, attachment(self.server_state.describe(media_id, description), self.base)

    def _several(self, body: bytes) -> tuple[int, Any]:
        ids = parse_qs(urlsplit(self.path).query).get("id[]", [])
        if not self.server_state.has_batch:
            raise Refused(404, "Not found")
        if len(ids) > 20:
            raise Refused(422, "Too many ids")
        there = {one.id: one for one in self.server_state.posted if one.id not in self.server_state.gone}
        return 200, [shown(self.server_state, there[one], self.base) for one in ids if one in there]

    def _one(self, body: bytes, status_id: str) -> tuple[int, Any]:
        return 200, shown(self.server_state, self.server_state.get(status_id), self.base)

    def _source(self, body: bytes, status_id: str) -> tuple[int, Any]:
        if not self.server_state.has_source:
            raise Refused(404, "Not found")
        posted = self.server_state.get(status_id)
        return 200, {"id": posted.id, "text": posted.text, "spoiler_text": posted.warning}

    def _delete(self, body: bytes, status_id: str) -> tuple[int, Any]:
        posted = self.server_state.get(status_id)
        answer = shown(self.server_state, posted, self.base)
        self.server_state.gone.add(status_id)
        return 200, answer

    def _list(self, body: bytes, account_id: str) -> tuple[int, Any]:
        if account_id != OWN_ID:
            raise Refused(404, "Record not found")
        query = parse_qs(urlsplit(self.path).query)
        limit = min(40, int((query.get("limit") or ["20"])[0]))
        before = int((query.get("max_id") or ["9" * 20])[0])
        there = [
            one for one in self.server_state.posted if one.id not in self.server_state.gone and int(one.id) < before
        ]
        newest = sorted(there, key=lambda one: int(one.id), reverse=True)[:limit]
        return 200, [shown(self.server_state, one, self.base) for one in newest]

    def _me(self, body: bytes) -> tuple[int, Any]:
        return 200, account(self.server_state, self.base)

    def _instance_v1(self, body: bytes) -> tuple[int, Any]:
        return 200, instance(self.server_state, version=1)

    def _instance_v2(self, body: bytes) -> tuple[int, Any]:
        if not self.server_state.has_v2:
            raise Refused(404, "Not found")
        return 200, instance(self.server_state, version=2)

    def _send(self, status: int, answer: Any, headers: Mapping[str, str] | None = None) -> None:
        data = b"" if answer is None else json.dumps(answer).encode()
        self._write(status, data, "application/json; charset=utf-8", headers or {})

    def _write(self, status: int, data: bytes, kind: str, headers: Mapping[str, str]) -> None:
        with suppress(ConnectionError):  # the sender was killed
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

    def _hang_up(self) -> None:
        self.close_connection = True


_ROUTES = (
    ("GET", "/api/v1/accounts/verify_credentials", "_me"),
    ("GET", "/api/v1/accounts/([0-9]+)/statuses", "_list"),
    ("GET", "/api/v1/statuses", "_several"),
    ("GET", "/api/v1/statuses/([0-9]+)", "_one"),
    ("DELETE", "/api/v1/statuses/([0-9]+)", "_delete"),
    ("GET", "/api/v1/statuses/([0-9]+)/source", "_source"),
    ("POST", "/api/v2/media", "_upload"),
    ("GET", "/api/v1/media/([0-9]+)", "_look"),
    ("PUT", "/api/v1/media/([0-9]+)", "_describe"),
    ("GET", "/api/v1/instance", "_instance_v1"),
    ("GET", "/api/v2/instance", "_instance_v2"),
)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _multipart(kind: str, body: bytes) -> dict[str, tuple[str, bytes]]:
    """The parts of a form, by name: (content type, bytes)."""
    if not kind.startswith("multipart/form-data"):
        return {}
    message: Message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    parts = {}
    for part in message.get_payload():
        assert isinstance(part, Message)
        name = part.get_param("name", header="Content-Disposition")
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        parts[str(name)] = (part.get_content_type(), data)
    return parts
