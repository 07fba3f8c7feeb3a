"""What people can take home from Mastodon: the archive that «Import and export / Request your archive» makes, once a week.

A ZIP (a `.tar.gz` before 4.2) with `outbox.json`, an ActivityStreams collection: `Create` activities hold our posts, `Announce`
ones are reposts. A post is public where the public collection is among `to` or `cc`; the archive holds messages to single people,
too, and of those nothing is read but that they are not public. Since 4.4 a note says `likes` and `shares` with `totalItems`
(https://github.com/mastodon/mastodon/pull/32007); before that it holds no counts, and of replies it never says how many.
Collections and properties: https://docs.joinmastodon.org/spec/activitypub/, all read 2026-11-22.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from scheduler.errors import Problem
from scheduler.model.past import Archive, Files, Left, Read, Sent

PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_ID = re.compile(r"/(\d+)/?$")


def wanted(names: Sequence[str]) -> Sequence[str]:
    """The file of an archive that holds posts."""
    return [one for one in names if one.rpartition("/")[2] == "outbox.json"][:1]


def read(files: Files, names: Sequence[str]) -> Read:
    """The posts of an archive."""
    (name,) = names
    try:
        whole = json.loads(files.read(name))
    except (ValueError, RecursionError) as broken:
        raise Problem("arrival-broken", where=name) from broken
    items = whole.get("orderedItems") if isinstance(whole, dict) else None
    if not isinstance(items, list):
        raise Problem("arrival-broken", where=name)
    left: dict[Left, int] = {}
    said = whole.get("totalItems")
    return Read(
        posts=_posts(items, left),
        left=left,
        made=files.made(name),
        stated=said if isinstance(said, int) else None,
        found=[len(items)],
    )


def _posts(items: Sequence[Any], left: dict[Left, int]) -> Iterator[Sent]:
    from scheduler.networks.mastodon.search import text_of  # noqa: PLC0415 - an archive is read once

    for row, activity in enumerate(items, 1):
        note = activity.get("object") if isinstance(activity, dict) else None
        why = _why(activity, note)
        at = _instant(note.get("published")) if why is None and isinstance(note, dict) else None
        if why or at is None or not isinstance(note, dict):
            left[why or Left.UNDATED] = left.get(why or Left.UNDATED, 0) + 1
            continue
        counts = (_items(note.get("likes")), None, _items(note.get("shares")), None, None, None, None)
        yield Sent(
            row,
            at,
            _number(note.get("id")),
            str(note.get("url") or note.get("id") or ""),
            text_of(str(note.get("content") or "")),
            counts,
            _number(note.get("inReplyTo")),
        )


def _why(activity: Any, note: Any) -> Left | None:
    if not isinstance(activity, dict) or activity.get("type") == "Announce":
        return Left.REPOST
    if activity.get("type") != "Create" or not isinstance(note, dict):
        return Left.REPOST
    to = {*_list(note.get("to")), *_list(note.get("cc"))}
    if not to & PUBLIC:
        return Left.PRIVATE
    above, actor = str(note.get("inReplyTo") or ""), str(activity.get("actor") or note.get("attributedTo") or "")
    return Left.REPLY if above and not (actor and above.startswith(f"{actor.rstrip('/')}/")) else None


def _list(given: Any) -> list[str]:
    return [given] if isinstance(given, str) else [one for one in given if isinstance(one, str)] if given else []


def _number(given: Any) -> str:
    """The id by which the server's own interface knows a status: the last piece of its address."""
    found = _ID.search(str(given or ""))
    return found[1] if found else ""


def _instant(given: Any) -> int | None:
    try:
        at = datetime.fromisoformat(str(given or ""))
        return int(at.timestamp() * 1000) * 1000 if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _items(given: Any) -> int | None:
    """How many a collection says that it has; None where the note has none."""
    said = given.get("totalItems") if isinstance(given, Mapping) else None
    return said if isinstance(said, int) and not isinstance(said, bool) and said >= 0 else None


EXPORTS = (Archive(name="mastodon-archive", wanted=wanted, read=read, notes=("arrival-note-mastodon-archive",)),)
"""What `scheduler import` knows of this network."""
