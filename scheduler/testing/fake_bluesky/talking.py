"""What others write: below a post, to the account by name, with a hashtag."""

from abc import ABC
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from scheduler.testing.fake_bluesky.engaging import Engaging
from scheduler.testing.fake_bluesky.lexicon import COLLECTION, refused
from scheduler.testing.server import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A post of somebody. `under` is the post that it answers, by its address; `named`: the account is notified."""

    uri: str
    handle: str
    text: str
    at: datetime
    under: str = ""
    named: bool = False
    hashtags: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Talking(Engaging, ABC):
    """A network whose posts people answer in words."""

    said: list[Said] = field(default_factory=list)
    _said: int = 0

    def say(self, did: str, handle: str, text: str, **more: Any) -> Said:
        """Have somebody write a post now. `at`, `under`, `named`, `hashtags` and `alts` as in `Said`."""
        self._said += 1
        uri = f"at://{did}/{COLLECTION}/3kvoice{self._said:06}"
        one = Said(uri=uri, handle=handle, text=text, **({"at": self.clock.now()} | more))
        self.said.append(one)
        return one

    def unsay(self, uri: str) -> None:
        """Have its author delete it."""
        self.said = [one for one in self.said if one.uri != uri]

    def get_post_thread(self, request: Request) -> dict[str, Any]:
        """What stands below a post, of others or of ours."""
        uri = request.one("uri")
        other = next((one for one in self.said if one.uri == uri), None)
        thread = (
            {"post": self._view(other), "replies": []} if other else Engaging.get_post_thread(self, request)["thread"]
        )
        self._hang(thread)
        return {"thread": thread}

    def _hang(self, thread: dict[str, Any]) -> None:
        below = [self._view(one) for one in self.said if one.under == thread["post"]["uri"]]
        below += [
            self.shown(record)
            for record in self.records.values()
            if record.value.get("reply", {}).get("parent", {}).get("uri") == thread["post"]["uri"]
        ]
        kind = "app.bsky.feed.defs#threadViewPost"
        fresh: list[dict[str, Any]] = [{"$type": kind, "post": post, "replies": []} for post in below]
        for each in fresh:
            self._hang(each)
        thread["replies"] = [*thread["replies"], *fresh]

    def list_notifications(self, request: Request) -> dict[str, Any]:
        """Who named the account or answered it, the newest first."""
        if request.query.get("reasons") != ["mention", "reply"]:
            raise refused("InvalidRequest", "reasons are not what is sought")
        named = [one for one in reversed(self.said) if one.named]
        reasons = ["reply" if one.under else "mention" for one in named]
        listed = [self._view(one) | {"reason": why} for one, why in zip(named, reasons, strict=True)]
        return self._page(request, "notifications", listed)

    def search_posts(self, request: Request) -> dict[str, Any]:
        """Posts with a hashtag, the newest first."""
        (tag,) = request.query.get("tag", [""])
        if request.one("q") != f"#{tag}" or request.one("sort") != "latest":
            raise refused("InvalidRequest", "not a search for a hashtag")
        wanted = [one for one in reversed(self.said) if tag.casefold() in {each.casefold() for each in one.hashtags}]
        return self._page(request, "posts", [self._view(one) for one in wanted])

    def spoken(self, uri: str) -> dict[str, Any] | None:
        """A post of somebody else by its address."""
        return next((self._view(one) for one in self.said if one.uri == uri), None)

    def _view(self, one: Said) -> dict[str, Any]:
        did = one.uri.removeprefix("at://").partition("/")[0]
        record: dict[str, Any] = {"$type": COLLECTION, "text": one.text, "createdAt": "2020-01-01T00:00:00Z"}
        if one.under:
            place = {"uri": one.under, "cid": "bafy"}
            record["reply"] = {"root": place, "parent": place}
        if one.alts:
            record["embed"] = {"$type": "app.bsky.embed.images", "images": [{"alt": alt} for alt in one.alts]}
        return {
            "uri": one.uri,
            "cid": "bafy",
            "author": {"did": did, "handle": one.handle},
            "record": record,
            "indexedAt": one.at.isoformat().replace("+00:00", "Z"),
        }


ROUTES = {
    "app.bsky.notification.listNotifications": ("GET", Talking.list_notifications),
    "app.bsky.feed.searchPosts": ("GET", Talking.search_posts),
}
