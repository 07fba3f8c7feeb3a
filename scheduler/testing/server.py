"""What all fakes of networks share: a real socket of the loopback, requests and answers as values, and what goes wrong.

A fake is a `Network`: it knows which requests publish, how it words each refusal, and what it answers. Agreement with a fake
is not agreement with its network: it knows what the network's page in docs/networks cites, and nothing else.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from email.utils import format_datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from scheduler.clock import Clock, SystemClock

PATIENCE = 30.0
"""Seconds that a slow answer waits at most to be released."""
PAGE = b"<!doctype html><html><title>Welcome to the hotel's wireless network</title></html>"


class Fault(StrEnum):
    """What goes wrong with one request."""

    NONE = "none"
    DROP = "drop"
    """Accepted; the connection is closed without an answer."""
    ERROR = "error"
    """Accepted; answered 500."""
    LOST = "lost"
    """Not accepted; the connection is closed without an answer."""
    DOWN = "down"
    """Not accepted; answered 503."""
    LIMIT = "limit"
    """429 (or the network's own way) with the time of the reset."""
    LIMIT_BARE = "limit-bare"
    """429 and nothing else."""
    HTML = "html"
    """Accepted; answered 200 with a page."""
    NO_ID = "no-id"
    """Accepted; answered 200 with an empty object."""
    SLOW = "slow"
    """Accepted; answered only when released."""
    FORBIDDEN = "forbidden"
    """Not accepted; 403."""
    BAD = "bad"
    """Not accepted; 400, as some servers say where Mastodon says 422."""
    STRANGE = "strange"
    """Not accepted; 422."""
    REVOKED = "revoked"
    """Not accepted; 401."""
    ELSEWHERE = "elsewhere"
    """Not accepted; 307 to another origin."""


BEFORE = frozenset(
    {Fault.DOWN, Fault.BAD, Fault.STRANGE, Fault.REVOKED, Fault.FORBIDDEN, Fault.LIMIT, Fault.LIMIT_BARE}
)
"""Faults that the network words itself (`Network.refusal`), before anything is accepted."""


class Turn(StrEnum):
    """What a request is to the network: each turn meets faults of its own list."""

    PUBLISH = "publish"
    UPLOAD = "upload"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it arrived. Header names are in lower case; `path` is without its query and its last stroke."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    base: str = ""
    """The fake's own address."""

    def form(self) -> dict[str, list[str]]:
        """The fields of a form, URL-encoded or in parts (a file's bytes are left out of it: see `parts`)."""
        if self.headers.get("content-type", "").startswith("multipart/form-data"):
            return {name: [data.decode()] for name, (kind, data) in self.parts().items() if kind == "text/plain"}
        return parse_qs(self.body.decode(), keep_blank_values=True)

    def json(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def parts(self) -> dict[str, tuple[str, bytes]]:
        """The parts of a multipart form, by name: (content type, bytes)."""
        kind = self.headers.get("content-type", "")
        if not kind.startswith("multipart/form-data"):
            return {}
        message: Message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + self.body)
        parts = {}
        for part in message.get_payload():
            assert isinstance(part, Message)
            name = part.get_param("name", header="Content-Disposition")
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            parts[str(name)] = (part.get_content_type(), data)
        return parts

    def one(self, name: str, default: str = "") -> str:
        """The first value of a query's field."""
        return next(iter(self.query.get(name, [])), default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the network says: JSON in `body` (None: nothing at all), or bytes of the content type `kind`."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "application/json; charset=utf-8"


class Refused(Exception):
    """An answer of the 400s, raised from anywhere in a fake."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer.body))
        self.answer = answer


@dataclass(slots=True, kw_only=True)
class Network(ABC):
    """One network with one account. Its fields are its settings; every method is called under `changed`."""

    clock: Clock = field(default_factory=SystemClock)
    faults: list[Fault] = field(default_factory=list)
    """For the next requests that publish, in order; then none."""
    upload_faults: list[Fault] = field(default_factory=list)
    other_faults: list[Fault] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of every request that arrived."""
    changed: Condition = field(default_factory=Condition)

    @abstractmethod
    def turn(self, request: Request) -> Turn:
        """What this request is."""

    @abstractmethod
    def answer(self, request: Request) -> Answer:
        """Do what is asked, or raise `Refused`. When this returns, it is done."""

    @abstractmethod
    def refusal(self, fault: Fault) -> Answer:
        """How this network words a fault of `BEFORE`."""

    def allowed(self, request: Request) -> None:
        """Raise `Refused` where the request's credentials are not those of the account."""

    def fault(self, turn: Turn) -> Fault:
        """The fault of the request at hand."""
        waiting = {Turn.PUBLISH: self.faults, Turn.UPLOAD: self.upload_faults, Turn.OTHER: self.other_faults}[turn]
        return waiting.pop(0) if waiting else Fault.NONE


class FakeServer:
    """A running fake; a context manager. `network` is read and set by tests, `release` lets slow answers go."""

    def __init__(self, network: Network, *, port: int = 0) -> None:
        self.network = network
        self.release = Event()
        bound = type("Bound", (_Handler,), {"network": network, "release": self.release})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), bound)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}"
        bound.base = self.base_url  # type: ignore[attr-defined]

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
    network: Network
    release: Event
    base: str = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_DELETE = do_PATCH = do_GET  # noqa: N815 - the base class looks for these names

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(self.network.clock.now(), usegmt=True)

    def _serve(self) -> None:
        request = self._request()
        network = self.network
        with network.changed:
            network.requests.append((request.method, request.path))
            fault = Fault.NONE
            try:
                network.allowed(request)
                fault = network.fault(network.turn(request))
                answer = self._judged(request, fault)
            except Refused as no:
                fault, answer = Fault.NONE, no.answer
        self._say(fault, answer)

    def _request(self) -> Request:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        return Request(
            method=self.command,
            path=parts.path.rstrip("/"),
            query=parse_qs(parts.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            base=self.base,
        )

    def _judged(self, request: Request, fault: Fault) -> Answer:
        if fault is Fault.LOST:
            return Answer()
        if fault is Fault.ELSEWHERE:
            return Answer(status=307, headers={"Location": f"http://127.0.0.2:9{request.path}"})
        if fault in BEFORE:
            return self.network.refusal(fault)
        return self.network.answer(request)

    def _say(self, fault: Fault, answer: Answer) -> None:
        if fault is Fault.SLOW:
            self.release.wait(PATIENCE)
        if fault in {Fault.DROP, Fault.LOST}:
            self.close_connection = True
            return
        match fault:
            case Fault.ERROR:
                answer = Answer(status=500, body={"error": "Internal Server Error"})
            case Fault.HTML:
                answer = Answer(body=PAGE, kind="text/html; charset=utf-8")
            case Fault.NO_ID:
                answer = Answer(body={})
            case _:
                pass
        self._write(answer)

    def _write(self, answer: Answer) -> None:
        body = answer.body
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        with suppress(ConnectionError):  # the sender was killed
            self.send_response(answer.status)
            for name, value in {
                "Content-Type": answer.kind,
                "Content-Length": str(len(data)),
                **answer.headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
