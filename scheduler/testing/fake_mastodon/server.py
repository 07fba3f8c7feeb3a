"""The fake's routes: what it answers to each request, and how it words what goes wrong."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from scheduler.testing.fake_mastodon.engaging import ROUTES
from scheduler.testing.fake_mastodon.shapes import account, attachment, follower, instance, shown
from scheduler.testing.fake_mastodon.state import OWN_ID, TOKEN, pointed, refused
from scheduler.testing.fake_mastodon.talking import ROUTES as SPOKEN
from scheduler.testing.fake_mastodon.talking import Talking
from scheduler.testing.server import Answer, FakeServer, Fault, Request, Turn

WORDS: Mapping[Fault, tuple[int, Any]] = {
    Fault.DOWN: (503, {"error": "Service Unavailable"}),
    Fault.BAD: (400, {"error": "Bad Request"}),
    Fault.STRANGE: (422, {"error": "Validation failed: Text is strange"}),
    Fault.REVOKED: (401, {"error": "The access token was revoked"}),
    Fault.FORBIDDEN: (403, {"error": "This action is not allowed"}),
    Fault.LIMIT: (429, {"error": "Too many requests"}),
    Fault.LIMIT_BARE: (429, None),
}


class State(Talking):
    """One server with one account, and its routes."""

    def turn(self, request: Request) -> Turn:
        """As `Network` says."""
        if (request.method, request.path) == ("POST", "/api/v1/statuses"):
            return Turn.PUBLISH
        return Turn.UPLOAD if request.path.startswith("/api/v2/media") else Turn.OTHER

    def allowed(self, request: Request) -> None:
        """As `Network` says."""
        if request.headers.get("authorization") != f"Bearer {TOKEN}" and not request.path.endswith("/instance"):
            raise refused(401, "The access token is invalid")

    def refusal(self, fault: Fault) -> Answer:
        """As `Network` says."""
        status, body = WORDS[fault]
        if fault is not Fault.LIMIT:
            return Answer(status=status, body=body)
        reset = _iso(self.clock.now() + timedelta(minutes=5))
        headers = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
        return Answer(status=status, body=body, headers=headers)

    def answer(self, request: Request) -> Answer:
        """As `Network` says."""
        for wanted, pattern, name in _ROUTES:
            found = re.fullmatch(pattern, request.path)
            if wanted == request.method and found:
                given = getattr(self, name)(request, *found.groups())
                return given if isinstance(given, Answer) else Answer(status=given[0], body=given[1])
        raise refused(404, "Not found")

    def _create(self, request: Request) -> tuple[int, Any]:
        posted = self.create(request.form(), request.headers.get("idempotency-key", ""))
        return 200, shown(self, posted, request.base)

    def _upload(self, request: Request) -> tuple[int, Any]:
        parts = request.parts()
        file = parts.get("file")
        if file is None:
            raise refused(422, "Validation failed: File can't be blank")
        description = parts.get("description")
        focus = parts.get("focus")
        one = self.upload(
            file[1], file[0], description[1].decode() if description else None, pointed(focus and focus[1])
        )
        return (202 if one.looks else 200), attachment(one, request.base)

    def _look(self, request: Request, media_id: str) -> tuple[int, Any]:
        one = self.free(media_id)
        one.looks = max(0, one.looks - 1)
        return (206 if one.looks else 200), attachment(one, request.base)

    def _describe(self, request: Request, media_id: str) -> tuple[int, Any]:
        description = next(iter(request.form().get("description", [])), None)
        return 200, attachment(self.describe(media_id, description), request.base)

    def _several(self, request: Request) -> tuple[int, Any]:
        ids = request.query.get("id[]", [])
        if not self.has_batch:
            raise refused(404, "Not found")
        if len(ids) > 20:
            raise refused(422, "Too many ids")
        there = {one.id: shown(self, one, request.base) for one in self.posted if one.id not in self.gone}
        there |= {one: other for one in ids if (other := self.spoken(request, one))}
        return 200, [there[one] for one in ids if one in there]

    def _one(self, request: Request, status_id: str) -> tuple[int, Any]:
        return 200, shown(self, self.get(status_id), request.base)

    def _source(self, request: Request, status_id: str) -> tuple[int, Any]:
        if not self.has_source:
            raise refused(404, "Not found")
        posted = self.get(status_id)
        return 200, {"id": posted.id, "text": posted.text, "spoiler_text": posted.warning}

    def _delete(self, request: Request, status_id: str) -> tuple[int, Any]:
        answer = shown(self, self.get(status_id), request.base)
        self.gone.add(status_id)
        return 200, answer

    def _list(self, request: Request, account_id: str) -> tuple[int, Any]:
        if account_id != OWN_ID:
            raise refused(404, "Record not found")
        limit, before = min(40, int(request.one("limit", "20"))), int(request.one("max_id", "9" * 20))
        there = [one for one in self.posted if one.id not in self.gone and int(one.id) < before]
        newest = sorted(there, key=lambda one: int(one.id), reverse=True)[:limit]
        return 200, [shown(self, one, request.base) for one in newest]

    def _followers(self, request: Request, account_id: str) -> Answer:
        """By the number of the follow, newest first; the next page by its number, in the Link header."""
        if account_id != OWN_ID:
            raise refused(404, "Record not found")
        if self.scopes is not None and not {"read", "read:accounts"} & set(self.scopes.split()):
            raise refused(403, "This action is outside the authorized scopes")
        follows = list(zip(range(len(self.following), 0, -1), self.following, strict=True))
        if self.shuffled:
            self.shuffled += 1
            names = sorted(self.following, key=lambda name: hashlib.sha256(f"{self.shuffled} {name}".encode()).digest())
            follows = list(zip(range(len(names), 0, -1), names, strict=True))
        limit, before = min(self.page, int(request.one("limit", "40"))), int(request.one("max_id", "9" * 9))
        listed = [(number, name) for number, name in follows if number < before][:limit]
        headers = {}
        if listed and listed[-1][0] > 1:
            address = f"{request.base}{request.path}?limit={limit}&max_id={listed[-1][0]}"
            headers["Link"] = f'<{address}>; rel="next"'
        return Answer(body=[follower(name, request.base) for _, name in listed], headers=headers)

    def _me(self, request: Request) -> tuple[int, Any]:
        return 200, account(self, request.base)

    def _application(self, request: Request) -> tuple[int, Any]:
        """What the token's application may do: the scopes are said since 4.3."""
        about: dict[str, Any] = {"name": "Calendrier", "website": None}
        return 200, about if self.scopes is None else about | {"scopes": self.scopes.split()}

    def _instance_v1(self, request: Request) -> tuple[int, Any]:
        return 200, instance(self, version=1)

    def _instance_v2(self, request: Request) -> tuple[int, Any]:
        if not self.has_v2:
            raise refused(404, "Not found")
        return 200, instance(self, version=2)


class FakeMastodon(FakeServer):
    """A running fake; a context manager. `state` is read and set by tests, `release` lets slow answers go."""

    def __init__(self, state: State | None = None, *, port: int = 0) -> None:
        self.state = state or State()
        self.token = TOKEN
        super().__init__(self.state, port=port)


_ROUTES = (
    *ROUTES,
    *SPOKEN,
    ("POST", "/api/v1/statuses", "_create"),
    ("GET", "/api/v1/accounts/verify_credentials", "_me"),
    ("GET", "/api/v1/accounts/([0-9]+)/statuses", "_list"),
    ("GET", "/api/v1/accounts/([0-9]+)/followers", "_followers"),
    ("GET", "/api/v1/statuses", "_several"),
    ("GET", "/api/v1/statuses/([0-9]+)", "_one"),
    ("DELETE", "/api/v1/statuses/([0-9]+)", "_delete"),
    ("GET", "/api/v1/statuses/([0-9]+)/source", "_source"),
    ("POST", "/api/v2/media", "_upload"),
    ("GET", "/api/v1/media/([0-9]+)", "_look"),
    ("PUT", "/api/v1/media/([0-9]+)", "_describe"),
    ("GET", "/api/v1/apps/verify_credentials", "_application"),
    ("GET", "/api/v1/instance", "_instance_v1"),
    ("GET", "/api/v2/instance", "_instance_v2"),
)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
