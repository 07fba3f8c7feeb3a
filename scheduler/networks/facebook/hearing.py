"""Comments under the Page's own posts: the one kind of message that a Page's token may list.

https://developers.facebook.com/docs/graph-api/reference/object/comments (read 2026-11-22): `filter=stream` gives answers to
comments, too. Who wrote one is said only with the permission pages_read_user_content, and where the person allows it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from scheduler.connector.base import SendFailure
from scheduler.connector.heard import Heard, HeardPage, Words
from scheduler.networks.facebook.client import Client
from scheduler.networks.facebook.errors import Refusal
from scheduler.networks.facebook.search import made

PAGE = "50"
PLACE = "id,created_time,from{id},parent{id}"
SAID = "id,message,created_time,permalink_url,from,attachment{type,title}"


def page(client: Client, about: str, cursor: str) -> HeardPage:
    """As `Connector.heard_page` says, for what stands under the post `about`."""
    asked = {"fields": PLACE, "filter": "stream", "order": "reverse_chronological", "limit": PAGE}
    try:
        given = client.get(f"{about}/comments", **asked, **({"after": cursor} if cursor else {}))
    except SendFailure as problem:
        if problem.failure.code == "facebook-gone":
            return HeardPage(heard=(), gone=True)
        raise
    listed, paging = given.get("data"), given.get("paging") or {}
    if not isinstance(listed, list):
        raise client.senseless()
    # Not the address in `next`, which holds the token.
    after = str((paging.get("cursors") or {}).get("after") or "") if paging.get("next") else ""
    heard = [_heard(client, one, about) for one in listed if isinstance(one, Mapping)]
    return HeardPage(heard=tuple(one for one in heard if one), next=after if after != cursor else "")


def _heard(client: Client, one: Mapping[str, Any], about: str) -> Heard | None:
    at, writer, above = made(one), one.get("from") or {}, one.get("parent") or {}
    if at is None or not one.get("id"):
        return None
    under = tuple(dict.fromkeys(filter(None, (str(above.get("id") or ""), about))))
    return Heard(remote_id=str(one["id"]), at=at, under=under, own=str(writer.get("id")) == client.page)


def words(client: Client, remote_ids: Sequence[str]) -> dict[str, Words]:
    """As `Connector.words` says."""
    answers = client.batch([(one, {"fields": SAID}) for one in remote_ids])
    found = {}
    for one, answer in zip(remote_ids, answers, strict=True):
        if isinstance(answer, Refusal):
            if not answer.gone:
                raise client.failed(answer)
            continue
        at, writer = made(answer), answer.get("from") or {}
        if at is None:
            continue
        picture = (answer.get("attachment") or {}).get("type") == "photo"
        found[one] = Words(
            text=str(answer.get("message") or ""),
            author=str(writer.get("name") or ""),
            who=str(writer.get("id") or ""),
            url=str(answer.get("permalink_url") or f"https://www.facebook.com/{one}"),
            at=at,
            pictures=("",) if picture else (),
        )
    if remote_ids and not found:
        # Facebook says «gone» also of what may not be seen: if the Page's own posts may not be either, that is the reason.
        client.get(f"{client.page}/published_posts", fields="id", limit="1")
    return found
