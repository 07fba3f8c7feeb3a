"""What people can take home from Bluesky: the repository of an account («Settings / Account / Export my data»), one CAR file.

It holds our own records and nobody else's: so posts, and no count of any kind (likes are records of those who gave them):
https://docs.bsky.app/blog/repo-export, read 2026-11-22. The counts can be read from the network, as long as the posts are there.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from scheduler.errors import Problem
from scheduler.model.past import NONE, Archive, Files, Left, Read, Sent
from scheduler.networks.bluesky.car import Broken, records

POSTS = "app.bsky.feed.post"


def wanted(names: Sequence[str]) -> Sequence[str]:
    """The repository."""
    return [one for one in names if one.lower().endswith(".car")][:1]


def read(files: Files, names: Sequence[str]) -> Read:
    """The posts of a repository."""
    (name,) = names
    left: dict[Left, int] = {}
    try:
        did, found = records(files.read(name), POSTS)
    except Broken as broken:
        raise Problem("arrival-broken", where=name) from broken
    return Read(posts=_posts(did, found, name, left), left=left, made=files.made(name))


def _posts(
    did: str, found: Iterator[tuple[str, Mapping[str, Any]]], name: str, left: dict[Left, int]
) -> Iterator[Sent]:
    try:
        for row, (key, record) in enumerate(found, 1):
            reply = record.get("reply")
            parent = reply.get("parent") if isinstance(reply, dict) else None
            above = str(parent.get("uri") or "") if isinstance(parent, dict) else ""
            at = _instant(record.get("createdAt"))
            why = Left.UNDATED if at is None else Left.REPLY if _foreign(reply, above, did) else None
            if why or at is None:
                left[why or Left.UNDATED] = left.get(why or Left.UNDATED, 0) + 1
                continue
            uri, url = f"at://{did}/{POSTS}/{key}", f"https://bsky.app/profile/{did}/post/{key}"
            yield Sent(row, at, uri, url, str(record.get("text") or ""), NONE, above)
    except Broken as broken:
        raise Problem("arrival-broken", where=name) from broken


def _foreign(reply: Any, above: str, did: str) -> bool:
    return bool(reply) and not above.startswith(f"at://{did}/")


def _instant(given: Any) -> int | None:
    try:
        at = datetime.fromisoformat(str(given or ""))
        return int(at.timestamp() * 1000) * 1000 if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


EXPORTS = (Archive(name="bluesky-repository", wanted=wanted, read=read, notes=("arrival-note-bluesky",), counts=False),)
"""What `scheduler import` knows of this network."""
