"""Who engaged with a post of the fake: the network behind the server, in lists and pages as its lexicons say."""

from abc import ABC
from dataclasses import dataclass, field
from typing import Any

from scheduler.testing.fake_bluesky.lexicon import refused
from scheduler.testing.fake_bluesky.state import Ledger
from scheduler.testing.server import Request


@dataclass(slots=True, kw_only=True)
class Engaged:
    """Whoever did something with one post, as (did, handle)."""

    likes: list[tuple[str, str]] = field(default_factory=list)
    reposts: list[tuple[str, str]] = field(default_factory=list)
    quotes: list[tuple[str, str]] = field(default_factory=list)
    replies: list[tuple[str, str]] = field(default_factory=list)
    """Each stands under the one before."""


@dataclass(slots=True, kw_only=True)
class Engaging(Ledger, ABC):
    """A network that answers."""

    engaged: dict[str, Engaged] = field(default_factory=dict)
    page: int = 100

    def get_likes(self, request: Request) -> dict[str, Any]:
        """Who likes a post."""
        return self._page(request, "likes", [{"actor": _profile(*one)} for one in self._engaged(request).likes])

    def get_reposted_by(self, request: Request) -> dict[str, Any]:
        """Who reposted it."""
        return self._page(request, "repostedBy", [_profile(*one) for one in self._engaged(request).reposts])

    def get_quotes(self, request: Request) -> dict[str, Any]:
        """Posts that quote it."""
        return self._page(request, "posts", [_post(*one) for one in self._engaged(request).quotes])

    def get_post_thread(self, request: Request) -> dict[str, Any]:
        """What stands below it. Unlike the lists, it says where there is no such post."""
        uri = request.one("uri")
        post = next((one for one in self.records.values() if one.uri == uri), None)
        if post is None:
            raise refused("NotFound", f"Post not found: {uri}")
        below: list[dict[str, Any]] = [{"$type": "app.bsky.feed.defs#blockedPost", "uri": "at://x", "blocked": True}]
        for one in reversed(self._engaged(request).replies):
            below = [{"$type": "app.bsky.feed.defs#threadViewPost", "post": _post(*one), "replies": below}]
        return {"thread": {"$type": "app.bsky.feed.defs#threadViewPost", "post": self.shown(post), "replies": below}}

    def _engaged(self, request: Request) -> Engaged:
        uri = request.one("uri")
        if not uri.startswith("at://"):
            raise refused("InvalidRequest", "Error: uri must be a valid at-uri")
        there = {one.uri for one in self.records.values()}
        return self.engaged.get(uri, Engaged()) if uri in there else Engaged()

    def _page(self, request: Request, name: str, everything: list[dict[str, Any]]) -> dict[str, Any]:
        most = int(request.one("limit") or 50)
        if not 1 <= most <= 100:
            raise refused("InvalidRequest", "Error: limit must be between 1 and 100")
        first = int(request.one("cursor") or 0)
        last = first + min(most, self.page)
        more = {"cursor": str(last)} if last < len(everything) else {}
        return {"uri": request.one("uri"), name: everything[first:last], **more}


def _profile(did: str, handle: str) -> dict[str, Any]:
    return {"did": did, "handle": handle, "displayName": handle.partition(".")[0]}


def _post(did: str, handle: str) -> dict[str, Any]:
    return {"uri": f"at://{did}/app.bsky.feed.post/3k", "author": _profile(did, handle), "record": {"text": handle}}
