"""The fake's routes: what it answers to each request, and how it words what goes wrong."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from scheduler.testing.fake_x.oauth import KEYS, signed
from scheduler.testing.fake_x.shapes import account, created, listed, missing, unavailable
from scheduler.testing.fake_x.state import OWN_ID, Ledger, Posted, Uploaded, invalid, problem
from scheduler.testing.server import Answer, FakeServer, Fault, Request, Turn

WORDS: Mapping[Fault, tuple[int, str, str]] = {
    Fault.DOWN: (503, "Service Unavailable", "Service Unavailable"),
    Fault.BAD: (400, "Invalid Request", "One or more parameters to your request was invalid."),
    Fault.STRANGE: (422, "Unprocessable Entity", "Unprocessable Entity"),
    Fault.REVOKED: (401, "Unauthorized", "Unauthorized"),
    Fault.FORBIDDEN: (403, "Forbidden", "You are not permitted to perform this action."),
    Fault.LIMIT: (429, "Too Many Requests", "Too Many Requests"),
    Fault.LIMIT_BARE: (429, "Too Many Requests", "Too Many Requests"),
}


class State(Ledger):
    """X with one account, and its routes."""

    def turn(self, request: Request) -> Turn:
        """As `Network` says."""
        if (request.method, request.path) == ("POST", "/2/tweets"):
            return Turn.PUBLISH
        return Turn.UPLOAD if request.path.startswith("/2/media") else Turn.OTHER

    def allowed(self, request: Request) -> None:
        """As `Network` says."""
        if not signed(request):
            raise problem(401, "Unauthorized", title="Unauthorized")
        self.seen.append(request)
        self.standing()

    def refusal(self, fault: Fault) -> Answer:
        """As `Network` says."""
        status, title, detail = WORDS[fault]
        body = {"title": title, "detail": detail, "type": "about:blank", "status": status}
        return Answer(status=status, body=body, headers=self._limits() if fault is Fault.LIMIT else {})

    def _limits(self) -> Mapping[str, str]:
        now = self.clock.now()
        soon = {"x-rate-limit-limit": "100", "x-rate-limit-remaining": "0", "x-rate-limit-reset": _stamp(now, 5)}
        if not self.daily:
            return soon
        day = {"limit": "10000", "remaining": "0", "reset": _stamp(now, 60 * 7)}
        return soon | {f"x-app-limit-24hour-{name}": value for name, value in day.items()}

    def answer(self, request: Request) -> Answer:
        """As `Network` says."""
        for wanted, pattern, name in _ROUTES:
            found = re.fullmatch(pattern, request.path)
            if wanted == request.method and found:
                answer: Answer = getattr(self, name)(request, *found.groups())
                return replace(answer, headers={"x-access-level": self.access, **answer.headers})
        raise problem(404, "Not Found", title="Not Found")

    def _create(self, request: Request) -> Answer:
        return Answer(body=created(self, self.create(request.json())), status=201)

    def _delete(self, request: Request, post_id: str) -> Answer:
        self.writable()
        if post_id not in self.there():
            raise problem(404, f"Could not find tweet with id: [{post_id}].", title="Not Found Error")
        self.gone.add(post_id)
        return Answer(status=204) if self.bare_deletions else Answer(body={"data": {"deleted": True}})

    def _upload(self, request: Request) -> Answer:
        return Answer(body={"data": self._prepared(self.upload(request.json()))})

    def _look(self, request: Request) -> Answer:
        if not self.media_scope:
            raise problem(403, "You are not permitted to use this endpoint.")
        if request.one("command") != "STATUS":
            raise invalid("The `command` query parameter value is not one of [STATUS]")
        one = self.free(request.one("media_id"))
        one.looks = max(0, one.looks - 1)
        return Answer(body={"data": self._prepared(one)})

    def _prepared(self, one: Uploaded) -> dict[str, Any]:
        data: dict[str, Any] = {
            "id": one.id,
            "media_key": f"3_{one.id}",
            "size": one.size,
            "expires_after_secs": 1_295_999,
        }
        if one.looks:
            data["processing_info"] = {"state": "pending", "check_after_secs": 2}
        elif self.breaks:
            data["processing_info"] = {"state": "failed"}
        return data

    def _describe(self, request: Request) -> Answer:
        one, said = self.describe(request.json())
        if self.alts == "silent":
            return Answer(body={"data": {"id": one.id}})
        return Answer(body={"data": {"id": one.id, "associated_metadata": {"alt_text": {"text": said}}}})

    def _me(self, request: Request) -> Answer:
        return Answer(body=account(self, request))

    def _several(self, request: Request) -> Answer:
        ids = request.one("ids").split(",")
        if len(ids) > 100 or not all(re.fullmatch(r"[0-9]{1,19}", one) for one in ids):
            raise invalid("The `ids` query parameter value is not valid")
        others = {one.id: one for one in self.heard if one.id not in self.gone}
        there = {name: one for name, one in (self.there() | others).items() if name not in self.hidden}
        found = [there[one] for one in ids if one in there]
        self.read["ids"] = self.read.get("ids", 0) + len(found)
        errors = [unavailable(one) if one in self.hidden else missing(one) for one in ids if one not in there]
        return Answer(body=listed(self, request, found) | ({"errors": errors} if errors else {}))

    def _list(self, request: Request, account_id: str) -> Answer:
        size = int(request.one("max_results", "10"))
        if account_id != OWN_ID or not 5 <= size <= 100:
            raise invalid("The `max_results` query parameter value is not between 5 and 100")
        rest = [one for one in self._newest() if _within(request, one)]
        page = rest[:size]
        self.read["own"] = self.read.get("own", 0) + len(page)
        meta: dict[str, Any] = {"result_count": len(page)}
        if page:
            meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
        if len(rest) > size:
            meta["next_token"] = f"b{page[-1].id}"
        return Answer(body=listed(self, request, page) | {"meta": meta})

    def _mentions(self, request: Request, account_id: str) -> Answer:
        size = int(request.one("max_results", "10"))
        if account_id != OWN_ID or not 5 <= size <= 100:
            raise invalid("The `max_results` query parameter value is not between 5 and 100")
        newest = sorted(
            (one for one in self.heard if one.id not in self.gone), key=lambda one: int(one.id), reverse=True
        )
        rest = [one for one in newest if _within(request, one)]
        self.read["mentions"] = self.read.get("mentions", 0) + len(rest[:size])
        meta = {"next_token": f"b{rest[size - 1].id}"} if len(rest) > size else {}
        return Answer(body=listed(self, request, rest[:size]) | {"meta": meta})

    def _newest(self) -> list[Posted]:
        there = [one for one in self.there().values() if one.id not in self.hidden]
        return sorted(there, key=lambda one: int(one.id), reverse=True)


class FakeX(FakeServer):
    """A running fake; a context manager. `state` is read and set by tests, `release` lets slow answers go."""

    def __init__(self, state: State | None = None, *, port: int = 0) -> None:
        self.state = state or State()
        self.keys = dict(KEYS)
        super().__init__(self.state, port=port)


_ROUTES = (
    ("POST", "/2/tweets", "_create"),
    ("DELETE", "/2/tweets/([0-9]+)", "_delete"),
    ("GET", "/2/tweets", "_several"),
    ("GET", "/2/users/me", "_me"),
    ("GET", "/2/users/([0-9]+)/tweets", "_list"),
    ("GET", "/2/users/([0-9]+)/mentions", "_mentions"),
    ("POST", "/2/media/upload", "_upload"),
    ("GET", "/2/media/upload", "_look"),
    ("POST", "/2/media/metadata", "_describe"),
)


def _within(request: Request, one: Posted) -> bool:
    """Whether a post lies between the ends that a request names, and behind the page before."""
    number, token = int(one.id), request.one("pagination_token")
    since, until, start = request.one("since_id"), request.one("until_id"), request.one("start_time")
    return (
        (not since or number > int(since))
        and (not until or number < int(until))
        and (not token or number < int(token[1:]))
        and (not start or one.at >= datetime.fromisoformat(start))
    )


def _stamp(now: datetime, minutes: int) -> str:
    return str(int((now + timedelta(minutes=minutes)).timestamp()))
