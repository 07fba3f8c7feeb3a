"""Whether a post or comment of ours is on the Page: by its words, its pictures and its time.

Facebook's lists are ranked and leave posts out («approximately 600 ranked, published posts per year»,
https://developers.facebook.com/docs/graph-api/reference/page/feed, 22 November 2026): what is not in them may be there all
the same. So nothing here proves an absence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from scheduler.connector.base import Outgoing, SendFailure
from scheduler.connector.checks import same_words
from scheduler.networks.facebook.client import Client

SLACK = timedelta(seconds=15)
"""Between the attempt's row and the server's clock, once the two clocks are compared."""
LOOK_BACK = timedelta(days=1)
"""The same words in the day before may be ours too, sent under a clock that was wrong: a person must look."""
PAGES = 20
PAGE = 25
"""Up to 100 are allowed (https://developers.facebook.com/docs/graph-api/reference/page/feed, 22 November 2026), but with what
hangs on each post Facebook then refuses with «reduce the amount of data», as a fault of its own. A day holds fewer."""
POST = "id,message,created_time,permalink_url,attachments{media_type,subattachments.limit(30){media_type}}"
COMMENT = "id,message,created_time,permalink_url,from,attachment{type}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What the list showed: what is ours, what may be, and the newest of all."""

    ours: tuple[Mapping[str, Any], ...]
    doubtful: tuple[Mapping[str, Any], ...]
    recent: tuple[Mapping[str, Any], ...]


def look(client: Client, outgoing: Outgoing, now: datetime) -> Sight:
    """Read the Page's posts (or the comments under `outgoing.above`), newest first, back to a day before the attempt."""
    ours: list[Mapping[str, Any]] = []
    doubtful: list[Mapping[str, Any]] = []
    recent: list[Mapping[str, Any]] = []
    for one in _listed(client, outgoing.above):
        since = (outgoing.since or now) + (client.server_clock(now) - now)
        created = made(one)
        if created is None:
            continue
        if created < since - LOOK_BACK:
            break
        if len(recent) < 5:
            recent.append(one)
        if _same(client, one, outgoing):
            sure = created >= since - SLACK and _surely(one, outgoing)
            (ours if sure else doubtful).append(one)
    return Sight(ours=tuple(ours), doubtful=tuple(doubtful), recent=tuple(recent))


def _listed(client: Client, above: str) -> Iterator[Mapping[str, Any]]:
    path = f"{above}/comments" if above else f"{client.page}/published_posts"
    fields = {"fields": COMMENT, "order": "reverse_chronological"} if above else {"fields": POST}
    after = ""
    for _ in range(PAGES):
        page = client.get(path, limit=str(PAGE), **fields, **({"after": after} if after else {}))
        entries, paging = page.get("data"), page.get("paging") or {}
        if not isinstance(entries, list):
            raise client.senseless()
        yield from entries
        # Not the address in `next`, which holds the token. A page may be empty and yet not be the last.
        after = str((paging.get("cursors") or {}).get("after") or "")
        if not paging.get("next") or not after:
            return


def newest(client: Client, most: int) -> Sequence[Mapping[str, Any]]:
    """The Page's newest posts, as far as Facebook lists them, newest first."""
    page = client.get(f"{client.page}/published_posts", fields=POST, limit=str(min(most, PAGE))).get("data")
    if not isinstance(page, list):
        raise client.senseless()
    return [one for one in page if isinstance(one, dict) and one.get("id")][:most]


def is_gone(client: Client, remote_id: str) -> bool:
    """Whether an object is gone that Facebook does not find; raises `SendFailure` where that cannot be told.

    Facebook says «does not exist» also of what the token may not touch. It is believed where the token may read the Page, and
    does not find the object there either.
    """
    client.get(f"{client.page}/published_posts", fields="id", limit="1")
    try:
        client.get(remote_id, fields="id")
    except SendFailure as problem:
        if problem.failure.code == "facebook-gone":
            return True
        raise
    return False


def _same(client: Client, one: Mapping[str, Any], outgoing: Outgoing) -> bool:
    writer = (one.get("from") or {}).get("id")
    if writer is not None and str(writer) != client.page:
        return False
    there = pictures(one) if not outgoing.above else int((one.get("attachment") or {}).get("type") == "photo")
    return there == len(outgoing.part.media) and same_words(one.get("message"), outgoing.part.text)


def _surely(one: Mapping[str, Any], outgoing: Outgoing) -> bool:
    """Whether what looks the same can only be ours: pictures without a word may be a colleague's, a comment without its
    writer anybody's (Facebook names people only where they allow it).
    """
    return bool(outgoing.part.text.split()) and (not outgoing.above or "from" in one)


def made(one: Mapping[str, Any]) -> datetime | None:
    """When a post or comment was made, in UTC; None where the list does not say."""
    try:
        at = datetime.fromisoformat(str(one["created_time"]))
    except (KeyError, ValueError):
        return None
    return at.astimezone(UTC) if at.tzinfo else None


def pictures(post: Mapping[str, Any]) -> int:
    """How many pictures a post shows; the picture of a link's card is none."""
    number = 0
    for one in (post.get("attachments") or {}).get("data") or ():
        beneath = (one.get("subattachments") or {}).get("data") or ()
        number += sum(each.get("media_type") == "photo" for each in beneath or (one,))
    return number
