"""Who engaged with a status of the fake: people of other servers, in lists and pages as the API gives them."""

from abc import ABC
from dataclasses import dataclass, field
from typing import Any

from scheduler.testing.fake_mastodon.shapes import follower
from scheduler.testing.fake_mastodon.state import OWN_ID, Ledger, refused
from scheduler.testing.server import Answer, Request


@dataclass(slots=True, kw_only=True)
class Engaged:
    """Whoever did something with one status, by `acct`; replies and quotes with their visibility."""

    favourited_by: list[str] = field(default_factory=list)
    reblogged_by: list[str] = field(default_factory=list)
    quotes: list[tuple[str, str]] = field(default_factory=list)
    replies: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Engaging(Ledger, ABC):
    """A server whose statuses people answer."""

    engaged: dict[str, Engaged] = field(default_factory=dict)
    has_quotes: bool = True
    """Whether it is 4.5 or newer."""
    groups: set[str] = field(default_factory=set)
    bots: set[str] = field(default_factory=set)

    def _people(self, request: Request, status_id: str, name: str) -> Answer:
        """Favourites and boosts, newest first; the next page by its number, in the Link header."""
        names = getattr(self._engaged(status_id), name)
        return self._page(request, [self._account(one, request.base) for one in names])

    def _quotes(self, request: Request, status_id: str) -> Answer:
        if not self.has_quotes:
            raise refused(404, "Not found")
        there = self._engaged(status_id).quotes
        return self._page(request, [self._written(acct, seen, request.base) for acct, seen in there])

    def _context(self, request: Request, status_id: str) -> Answer:
        there = self._engaged(status_id).replies
        below = [self._written(acct, seen, request.base) for acct, seen in there]
        return Answer(body={"ancestors": [], "descendants": below})

    def _engaged(self, status_id: str) -> Engaged:
        self.get(status_id)
        return self.engaged.get(status_id, Engaged())

    def _page(self, request: Request, everything: list[dict[str, Any]]) -> Answer:
        limit, before = min(self.page, int(request.one("limit", "40"))), int(request.one("max_id", "9" * 9))
        numbered = list(zip(range(len(everything), 0, -1), everything, strict=True))
        listed = [(number, one) for number, one in numbered if number < before][:limit]
        headers = {}
        if listed and listed[-1][0] > 1:
            address = f"{request.base}{request.path}?limit={limit}&max_id={listed[-1][0]}"
            headers["Link"] = f'<{address}>; rel="next"'
        return Answer(body=[one for _, one in listed], headers=headers)

    def _account(self, acct: str, base: str) -> dict[str, Any]:
        own = {"id": OWN_ID} if acct == "musee" else {}
        return follower(acct, base) | own | {"group": acct in self.groups, "bot": acct in self.bots}

    def _written(self, acct: str, visibility: str, base: str) -> dict[str, Any]:
        account = self._account(acct, base)
        return {"id": "1", "content": f"<p>{acct}</p>", "visibility": visibility, "account": account}


ROUTES = (
    ("GET", "/api/v1/statuses/([0-9]+)/(favourited_by|reblogged_by)", "_people"),
    ("GET", "/api/v1/statuses/([0-9]+)/quotes", "_quotes"),
    ("GET", "/api/v1/statuses/([0-9]+)/context", "_context"),
)
