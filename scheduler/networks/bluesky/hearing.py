"""Messages of others: under a post, in the account's notifications, and by a hashtag.

https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread, .../app-bsky-notification-list-notifications and
.../app-bsky-feed-search-posts (read 2026-11-22): a thread at most 1,000 deep and all at once, lists 100 a page. The hour is that
at which the network saw a message: what its author says of it may be any.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from scheduler.connector.heard import Heard, HeardPage, Words
from scheduler.model.mention import Toward
from scheduler.networks.bluesky.session import Access, Object, Params, Said

PAGE = "100"
DEEPEST = "1000"
BATCH = 25
"""https://docs.bsky.app/docs/api/app-bsky-feed-get-posts (21 November 2026): more at once are refused."""
_GONE = frozenset({"NotFound"})


def page(access: Access, toward: Toward, about: str, cursor: str) -> HeardPage:
    """As `Connector.heard_page` says."""
    if toward is Toward.REPLY:
        return _thread(access, about)
    place = {"cursor": cursor} if cursor else {}
    if toward is Toward.MENTION:
        asked: Params = {"reasons": ["mention", "reply"], "limit": PAGE, **place}
        given = access.read("app.bsky.notification.listNotifications", asked)
        listed = given.get("notifications")
    else:
        word = about.lstrip("#")
        asked = {"q": f"#{word}", "tag": [word], "sort": "latest", "limit": PAGE, **place}
        given = access.read("app.bsky.feed.searchPosts", asked)
        listed = given.get("posts")
    if not isinstance(listed, list):
        raise access.senseless()
    after = str(given.get("cursor") or "") if listed else ""
    own = access.tokens().did
    return HeardPage(heard=tuple(_heard(listed, own)), next=after if after != cursor else "")


def _thread(access: Access, about: str) -> HeardPage:
    if not about.startswith("at://"):
        return HeardPage(heard=(), gone=True)
    try:
        asked = {"uri": about, "depth": DEEPEST, "parentHeight": "0"}
        given = access.read("app.bsky.feed.getPostThread", asked)
    except Said as problem:
        if problem.word in _GONE:
            return HeardPage(heard=(), gone=True)
        raise
    thread = given.get("thread")
    if not isinstance(thread, Mapping):
        raise access.senseless()
    if "post" not in thread:  # deleted or hidden
        return HeardPage(heard=(), gone=True)
    return HeardPage(heard=tuple(_heard(list(_below(thread)), access.tokens().did, about)))


def _below(thread: Object) -> Iterator[Any]:
    waiting = [thread]
    while waiting:
        replies = waiting.pop().get("replies")
        for one in replies if isinstance(replies, list) else ():
            if isinstance(one, Mapping):
                waiting.append(one)
                yield one.get("post")


def _heard(listed: Sequence[Any], own: str, root: str = "") -> Iterator[Heard]:
    for one in listed:
        uri, at = (str(one.get("uri")), _at(one)) if isinstance(one, Mapping) else ("", None)
        if at is None or not uri.startswith("at://"):
            continue
        mine = uri.startswith(f"at://{own}/")
        yield Heard(remote_id=uri, at=at, under=tuple(dict.fromkeys((*_above(one), *filter(None, [root])))), own=mine)


def _above(post: Object) -> Iterator[str]:
    record = post.get("record")
    reply = record.get("reply") if isinstance(record, Mapping) else None
    if not isinstance(reply, Mapping):
        return
    for name in ("parent", "root"):
        one = reply.get(name)
        uri = str(one.get("uri")) if isinstance(one, Mapping) else ""
        if uri.startswith("at://"):
            yield uri


def _at(post: Object) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(post.get("indexedAt")))
    except ValueError:
        return None
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


def words(access: Access, remote_ids: Sequence[str]) -> dict[str, Words]:
    """As `Connector.words` says."""
    asked = [one for one in remote_ids if one.startswith("at://")]
    found: dict[str, Words] = {}
    for start in range(0, len(asked), BATCH):
        posts = access.read("app.bsky.feed.getPosts", {"uris": asked[start : start + BATCH]}).get("posts")
        if not isinstance(posts, list):
            raise access.senseless()
        for one in posts:
            at = _at(one) if isinstance(one, Mapping) else None
            if at is not None and one.get("uri") in asked:
                found[str(one["uri"])] = _words(one, at)
    return found


def _words(post: Object, at: datetime) -> Words:
    record, author = post.get("record"), post.get("author")
    record, author = (one if isinstance(one, Mapping) else {} for one in (record, author))
    did, _, key = str(post["uri"]).removeprefix("at://").split("/")
    images = (record.get("embed") or {}).get("images") if isinstance(record.get("embed"), Mapping) else None
    return Words(
        text=str(record.get("text") or ""),
        author=f"@{author.get('handle') or did}",
        who=did,
        url=f"https://bsky.app/profile/{did}/post/{key}",
        at=at,
        pictures=tuple(str(one.get("alt") or "") for one in images or () if isinstance(one, Mapping)),
    )
