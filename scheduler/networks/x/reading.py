"""Reading posts back: pages of the account's own, which are cheap, and posts by their ids, which are not.

https://docs.x.com/x-api/getting-started/pricing (21 November 2026): a post in a list of one's own costs 0.001 USD, one that is
asked for by its id 0.005; both bring the same counts.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from scheduler.connector.base import SendFailure
from scheduler.model.failure import Failure, Kind
from scheduler.networks.x.client import Client
from scheduler.networks.x.posts import Seen, seen

BATCH = 100
"""https://docs.x.com/x-api/posts/lookup/introduction (21 November 2026): so many ids at once; so many posts a page."""
SMALLEST = 5
"""The smallest page that can be asked for."""
DEARER = 5
"""How many times the price of a post in a list one by its id costs."""
_ID = re.compile(r"[0-9]{1,19}")

VOCABULARIES: tuple[Mapping[str, str], ...] = (
    {
        "tweet.fields": "attachments,created_at,entities,note_tweet,public_metrics,referenced_tweets",
        "expansions": "attachments.media_keys",
    },
    {
        "post.fields": "attachments,created_at,entities,note_post,public_metrics",
        "expansions": "attachments.media_keys,referenced_posts",
    },
)
"""The pages of X's documentation name the first, its specification of 2026 the second; a server that does not know a
parameter refuses the request, and the other is taken from then on."""


def page_size(missing: int) -> int:
    """How many posts a page should hold where `missing` are sought: never dearer than asking for each by its id."""
    return min(BATCH, max(SMALLEST, DEARER * missing))


def goes_on(found: int, read: int) -> bool:
    """Whether a further page is likely to be cheaper: this one brought a post sought for every five that were paid."""
    return found * DEARER >= read > 0


class Reader:
    """Reads posts in whichever vocabulary the server knows."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known = 0

    def mine(self, own: str, size: int, **query: str) -> Iterator[list[Seen]]:
        """Pages of the account's own posts without reposts, newest first."""
        token: Mapping[str, str] = {}
        while True:
            body = self._read(f"/2/users/{own}/tweets", max_results=str(size), exclude="retweets", **query, **token)
            yield _posts(body)
            meta = body.get("meta")
            following = meta.get("next_token") if isinstance(meta, dict) else None
            if not following:
                return
            token = {"pagination_token": str(following)}

    def mentions(self, own: str, token: str) -> tuple[list[Seen], str]:
        """A page of posts that name the account, newest first, and where the next begins ("": this was the last)."""
        place = {"pagination_token": token} if token else {}
        body = self._read(f"/2/users/{own}/mentions", max_results=str(BATCH), **place)
        meta = body.get("meta")
        return _posts(body), str(meta.get("next_token") or "") if isinstance(meta, dict) else ""

    def several(self, ids: Sequence[str]) -> tuple[list[Seen], set[str]]:
        """Posts by their ids, and the ids of those that X says are gone."""
        there: list[Seen] = []
        gone: set[str] = set()
        for start in range(0, len(ids), BATCH):
            body = self._read("/2/tweets", ids=",".join(ids[start : start + BATCH]))
            there += _posts(body)
            gone |= _gone(body)
        return there, gone

    def among_mine(self, own: str, ids: Collection[str]) -> list[Seen]:
        """Those of `ids` that pages of the account's own posts bring, for as long as pages are the cheaper way."""
        missing, found = set(ids), list[Seen]()
        if not missing:
            return found
        places = sorted(map(int, missing))
        between = {"since_id": str(places[0] - 1), "until_id": str(places[-1] + 1)}
        for page in self.mine(own, page_size(len(missing)), **between):
            hits = [one for one in page if one.id in missing]
            found += hits
            missing -= {one.id for one in hits}
            if not missing or not goes_on(len(hits), len(page)):
                break
        return found

    def _read(self, route: str, **query: str) -> Mapping[str, Any]:
        try:
            return self._asked(route, query)
        except SendFailure as problem:
            if problem.failure.status != 400 or not re.search(r"\b(?:tweet|post)\.fields", problem.failure.detail):
                raise
            self._known = 1 - self._known
        return self._asked(route, query)

    def _asked(self, route: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        return self._client.get(route, **query, **VOCABULARIES[self._known], **{"media.fields": "alt_text,type"})


def readable(ids: Collection[str]) -> list[str]:
    """Those that can be ids of X at all: another among them would have the whole batch refused."""
    return [one for one in ids if _ID.fullmatch(one)]


def _posts(body: Mapping[str, Any]) -> list[Seen]:
    try:
        media = {str(one.get("media_key")): one for one in (body.get("includes") or {}).get("media") or []}
        return [seen(one, media) for one in body.get("data") or []]
    except (AttributeError, KeyError, TypeError, ValueError) as problem:  # no posts, whatever it is
        raise SendFailure(Failure(kind=Kind.NOT_SENT, code="read-senseless")) from problem


def _gone(body: Mapping[str, Any]) -> set[str]:
    """The ids that X says it cannot find; any other trouble with a post is no word on whether it is there."""
    errors = body.get("errors")
    return {
        str(one.get("resource_id") or one.get("value"))
        for one in (errors if isinstance(errors, list) else [])
        if isinstance(one, dict) and str(one.get("type")).endswith("/resource-not-found")
    }
