"""Who follows an account, a page at a time, newest first; a handle that could be anything else in a text is left out."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scheduler.connector.base import SendFailure
from scheduler.connector.shown import FollowerPage
from scheduler.model.failure import Failure, Kind
from scheduler.model.greeting import Follower
from scheduler.networks.mastodon.client import Client

PAGE = 80
"""https://docs.joinmastodon.org/methods/accounts/#followers (22 November 2026): at most 80."""
LONGEST = 320
# A name as the server reads it in a text: https://github.com/mastodon/mastodon/blob/main/app/models/account.rb (MENTION_RE),
# read 2026-11-22. What does not match whole would mention somebody else, or nobody.
HANDLE = re.compile(r"[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_]+)?(?:@(?!-)\w+(?:[.-]+\w+)*\.\w{2,})?", re.IGNORECASE)


def page(client: Client, own: str, cursor: str) -> FollowerPage:
    """The followers of the account `own` from `cursor` on ("": from the newest), and where the next page begins."""
    given = client.call(lambda: client.api.account_followers(own, limit=PAGE, max_id=cursor or None))
    if not isinstance(given, list):
        raise SendFailure(Failure(kind=Kind.NOT_SENT, code="read-senseless", status=client.status_code() or None))
    host = urlsplit(client.session.base).hostname or ""
    return FollowerPage(followers=tuple(_followers(given, host)), next=_next(client, cursor) if given else "")


def _followers(given: list[Any], host: str) -> Iterator[Follower]:
    for one in given:
        acct = one.get("acct") if isinstance(one, Mapping) else None
        if isinstance(acct, str) and len(acct) <= LONGEST and HANDLE.fullmatch(acct):
            # Somebody of this very server has no host in its answers: in a text the bare name means them, and them alone.
            yield Follower(handle=acct, who=acct if "@" in acct else f"{acct}@{host}")


def _next(client: Client, cursor: str) -> str:
    """The cursor of the next page, by the answer's Link header; the server's own number, which is nobody's id."""
    links = getattr(client.session.last, "links", {})
    address = str((links.get("next") or {}).get("url") or "")
    following = next(iter(parse_qs(urlsplit(address).query).get("max_id", [])), "")
    return following if following != cursor else ""
