"""Who liked a post, reposted it, quoted it or replied: one list after the other, a page a request.

https://docs.bsky.app/docs/api/app-bsky-feed-get-likes (and get-reposted-by, get-quotes, get-post-thread; read 2026-11-22):
100 a page, a thread at most 1000 deep and all at once. The name is the account's id: a handle may change, and be another's later.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from scheduler.connector.shown import EngagerPage
from scheduler.model.publics import Act, Engager
from scheduler.networks.bluesky.session import Access, Said

PAGE = "100"
DEEPEST = 1000
THREAD = "getPostThread"
_LISTS = (
    ("getLikes", Act.REACTION, "likes"),
    ("getRepostedBy", Act.SHARE, "repostedBy"),
    ("getQuotes", Act.SHARE, "posts"),
    (THREAD, Act.REPLY, ""),
)
_GONE = frozenset({"NotFound"})
_NOBODY = "handle.invalid"
"""What the network says for a handle that does not lead back to its account."""


def page(access: Access, remote_id: str, acts: Collection[Act], cursor: str) -> EngagerPage:
    """As `Connector.engager_page` says. The cursor holds a list's name and the network's own place in it."""
    if not remote_id.startswith("at://"):
        return EngagerPage(engagers=(), gone=True)
    wanted = [one for one in _LISTS if one[1] in acts]
    names = [name for name, _, _ in wanted]
    at, _, place = cursor.partition(" ")
    if not wanted or (at and at not in names):
        return EngagerPage(engagers=())
    name, act, holds = wanted[names.index(at) if at else 0]
    try:
        given = access.read(f"app.bsky.feed.{name}", _params(name, remote_id, place))
    except Said as problem:
        if problem.word in _GONE:
            return EngagerPage(engagers=(), gone=True)
        raise
    if name == THREAD:
        thread = given.get("thread")
        if not isinstance(thread, dict):
            raise access.senseless()
        if "post" not in thread:  # deleted or hidden
            return EngagerPage(engagers=(), gone=True)
        people, after = _below(thread), ""
    else:
        listed = given.get(holds)
        if not isinstance(listed, list):
            raise access.senseless()
        people, after = _listed(listed), str(given.get("cursor") or "") if listed else ""
    after = "" if after == place else after
    following = names[names.index(name) + 1 :]
    own = access.tokens().did
    return EngagerPage(
        engagers=tuple(one for one in _engagers(people, act) if one.who != own),
        next=f"{name} {after}" if after else following[0] if following else "",
    )


def _params(name: str, remote_id: str, place: str) -> dict[str, str | list[str]]:
    if name == THREAD:
        return {"uri": remote_id, "depth": str(DEEPEST), "parentHeight": "0"}
    params: dict[str, str | list[str]] = {"uri": remote_id, "limit": PAGE}
    return params | ({"cursor": place} if place else {})


def _listed(given: list[Any]) -> Iterator[Any]:
    """The profiles in a list of likes, of profiles or of posts."""
    for one in given:
        if isinstance(one, Mapping):
            yield one.get("actor") or one.get("author") or one


def _below(thread: Mapping[str, Any]) -> Iterator[Any]:
    """Who wrote below a post, however deep."""
    waiting = [thread]
    while waiting:
        replies = waiting.pop().get("replies")
        for one in replies if isinstance(replies, list) else ():
            if isinstance(one, Mapping):
                waiting.append(one)
                post = one.get("post")
                if isinstance(post, Mapping):
                    yield post.get("author")


def _engagers(people: Iterator[Any], act: Act) -> Iterator[Engager]:
    for one in people:
        did, handle = (one.get("did"), one.get("handle")) if isinstance(one, Mapping) else (None, None)
        if isinstance(did, str) and did.startswith("did:"):
            named = handle if isinstance(handle, str) and handle != _NOBODY else ""
            yield Engager(who=did, handle=named, act=act)
