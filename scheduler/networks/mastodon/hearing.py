"""Messages of others: under a status, in the account's notifications, and on a hashtag's timeline.

All are those that the account's own server knows. https://docs.joinmastodon.org/methods/ (read 2026-11-22): `context` gives a
thread at once (4,096 below, to whoever is logged in), `notifications` at most 80 a page, `timelines/tag` 40.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from scheduler.connector.base import SendFailure
from scheduler.connector.heard import Heard, HeardPage, Words
from scheduler.model.failure import Failure, Kind
from scheduler.model.mention import Toward
from scheduler.networks.mastodon.client import Client
from scheduler.networks.mastodon.search import text_of

PAGE = "40"
_OPEN = frozenset({"public", "unlisted"})
"""Whoever wrote to us alone sent a letter: it is nobody's statistic."""


def page(client: Client, own: str, toward: Toward, about: str, cursor: str) -> HeardPage:
    """As `Connector.heard_page` says; `own` is the account's id."""
    if toward is Toward.REPLY:
        return _thread(client, own, about)
    place = {"max_id": cursor} if cursor else {}
    if toward is Toward.MENTION:
        listed = _listed(client, "/api/v1/notifications", {"types[]": "mention", "limit": PAGE} | place)
        statuses = [one.get("status") for one in listed if isinstance(one, Mapping)]
    else:
        path = f"/api/v1/timelines/tag/{quote(about.lstrip('#'), safe='')}"
        statuses = listed = _listed(client, path, {"limit": PAGE} | place)
    return HeardPage(heard=tuple(_heard(statuses, own)), next=_next(client, cursor) if listed else "")


def _thread(client: Client, own: str, about: str) -> HeardPage:
    try:
        given = client.read(f"/api/v1/statuses/{about}/context", {})
    except SendFailure as problem:
        if problem.failure.status == 404:
            return HeardPage(heard=(), gone=True)
        raise
    below = given.get("descendants") if isinstance(given, Mapping) else None
    if not isinstance(below, list):
        raise _senseless(client)
    return HeardPage(heard=tuple(_heard(below, own, about)))


def _listed(client: Client, path: str, params: Mapping[str, str]) -> list[Any]:
    try:
        given = client.read(path, params)
    except SendFailure as problem:
        if problem.failure.status == 403 and path.endswith("notifications"):
            detail = problem.failure.detail
            failure = Failure(kind=Kind.REFUSED, code="mastodon-no-notifications", detail=detail, status=403)
            raise SendFailure(failure) from problem
        raise
    if not isinstance(given, list):
        raise _senseless(client)
    return given


def _heard(statuses: Sequence[Any], own: str, root: str = "") -> Iterator[Heard]:
    for one in statuses:
        at = _at(one) if isinstance(one, Mapping) and one.get("id") else None
        if at is None or one.get("visibility") not in _OPEN:
            continue
        under = [str(above) for above in (one.get("in_reply_to_id"), root) if above]
        mine = str((one.get("account") or {}).get("id")) == own
        yield Heard(remote_id=str(one["id"]), at=at, under=tuple(dict.fromkeys(under)), own=mine)


def _at(status: Mapping[str, Any]) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(status.get("created_at")))
    except ValueError:
        return None
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


def _next(client: Client, cursor: str) -> str:
    links = getattr(client.session.last, "links", {})
    address = str((links.get("next") or {}).get("url") or "")
    following = next(iter(parse_qs(urlsplit(address).query).get("max_id", [])), "")
    return following if following != cursor else ""


def _senseless(client: Client) -> SendFailure:
    return SendFailure(Failure(kind=Kind.NOT_SENT, code="read-senseless", status=client.status_code() or None))


def words(
    statuses: Sequence[Mapping[str, Any]], host: str, url: Callable[[Mapping[str, Any]], str]
) -> dict[str, Words]:
    """What statuses say. One that its author has made private meanwhile is as good as gone."""
    found = {}
    for one in statuses:
        acct = str((one.get("account") or {}).get("acct") or "")
        full, at = acct if "@" in acct else f"{acct}@{host}", one.get("created_at")
        if one.get("visibility") not in _OPEN or not isinstance(at, datetime):
            continue
        pieces = (str(one.get("spoiler_text") or ""), text_of(str(one.get("content") or "")))
        found[str(one["id"])] = Words(
            text="\n".join(filter(None, pieces)),
            author=f"@{full}",
            who=full.lower(),
            url=url(one),
            at=at.astimezone(UTC),
            pictures=tuple(str(each.get("description") or "") for each in one.get("media_attachments") or ()),
        )
    return found
