"""X, through tweepy (loaded when the first request is made)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scheduler.connector.base import (
    Ability,
    CannotTell,
    Connector,
    Found,
    Option,
    Outgoing,
    SendFailure,
    Site,
    Unsupported,
    looking,
)
from scheduler.model.failure import Failure, Kind
from scheduler.networks.x.guide import GUIDE
from scheduler.networks.x.rules import RULES

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.connector.heard import HeardPage, Words
    from scheduler.connector.shown import Full, Shown
    from scheduler.model.delivery import Receipt
    from scheduler.model.engagement import Counts
    from scheduler.model.health import Health
    from scheduler.model.mention import Toward
    from scheduler.networks.x.client import Client
    from scheduler.networks.x.posts import Seen
    from scheduler.networks.x.reading import Reader

__all__ = ["RULES", "X"]

PAID = "paid"
"""What an account's `mentions` says where they may be read for money."""
PAUSES = (1.0, 3.0, 5.0)
"""Seconds before a reply is tried anew that X refuses because it does not show its own post yet
(https://github.com/plhery/node-twitter-api-v2/issues/366, 21 November 2026): a refusal, so nothing is doubled."""
EARLIER = timedelta(seconds=30)
"""Between the attempt's row and the server's clock, once the two clocks are compared."""
PAGES = 3
"""Of a hundred posts each: what is older than so many is for a person to find."""

FIGURES = {
    "followers": "followers_count",
    "following": "following_count",
    "posts": "tweet_count",
    "listed": "listed_count",
}
"""What an account says of itself in `public_metrics`: https://docs.x.com/x-api/users/get-my-user (22 November 2026). The
specification of 2026 says `post_count`."""
_STATUS = re.compile(r"/status(?:es)?/(\d+)(?:/|$)")


class X(Connector):
    """One account on X, by OAuth 1.0a: its tokens do not end, so that nothing has to be renewed.

    A picture goes out only with its alternative text accepted before the post. X never proves an absence: a lost answer is
    found in the account's own list, or a person looks. What X calls a duplicate may be our own lost attempt, so it is looked
    for and never taken for a refusal.
    """

    rules = RULES
    docs = "https://docs.x.com/x-api/introduction"
    base_url = "https://api.x.com"
    options = (
        Option(name="consumer_key", secret=True),
        Option(name="consumer_secret", secret=True),
        Option(name="access_token", secret=True),
        Option(name="access_token_secret", secret=True),
        Option(name="mentions", required=False),
    )
    withheld = "engagers-costly"
    unheard = "mentions-paid"
    counted = ("reactions", "replies", "shares", "saves", "views")
    can = (
        Ability.PUBLISH
        | Ability.THREAD
        | Ability.FIRST_COMMENT
        | Ability.FIND
        | Ability.COUNTS
        | Ability.FOLLOWERS
        | Ability.WITHDRAW
        | Ability.NEWEST
    )
    newest_is_paid = True
    app = "consumer_key"
    guide = GUIDE

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._opened: Client | None = None
        self._read: Reader | None = None
        self._own = ""

    @property
    def _client(self) -> "Client":
        if self._opened is None:
            from scheduler.networks.x.client import Client  # noqa: PLC0415 - rules are read without tweepy

            self._opened = Client(self.site, self.site.account.base_url or str(self.base_url))
        return self._opened

    @property
    def _reader(self) -> "Reader":
        if self._read is None:
            from scheduler.networks.x.reading import Reader  # noqa: PLC0415 - as `Client` above

            self._read = Reader(self._client)
        return self._read

    def publish(self, outgoing: Outgoing) -> "Receipt":
        from scheduler.connector.checks import in_time  # noqa: PLC0415 - as `Client` above

        part, alone = outgoing.part, len(outgoing.part.media) == 1
        media = [
            self._client.upload(data, _category(one.mime, alone=alone), one.alt)
            for one, data in zip(part.media, outgoing.media, strict=True)
        ]
        pauses = iter(PAUSES if outgoing.above else ())
        while True:
            in_time(outgoing, self.site.clock)
            try:
                post_id = self._client.create(part.text, media=media, above=outgoing.above)
            except SendFailure as problem:
                pause = next(pauses, None) if problem.failure.code == "x-not-visible-yet" else None
                if pause is None:
                    raise
                self.site.pause(pause)
            else:
                return _receipt(outgoing, post_id, self.site.clock.now())

    def find(self, outgoing: Outgoing) -> Found | CannotTell:
        with looking():
            listed, doubtful, ours = self._look(outgoing)
        if ours:
            first = min(ours, key=lambda one: int(one.id))
            return Found(receipt=_receipt(outgoing, first.id, first.at))
        return CannotTell(recent=tuple(dict.fromkeys(_url(one.id) for one in (*doubtful, *listed[:5]))))

    def counts(self, remote_ids: Sequence[str]) -> "Mapping[str, Counts]":
        from scheduler.networks.x.reading import readable  # noqa: PLC0415 - as `Client` above

        wanted = readable(remote_ids)
        if not wanted:
            return {}
        own = self._own or str(self._account()["id"])
        there = {one.id: one for one in self._reader.among_mine(own, wanted)}
        missing = [one for one in wanted if one not in there]
        more, gone = self._reader.several(missing) if missing else ([], set())
        there |= {one.id: one for one in more}
        return {one: _counts(there[one].metrics if one in there else {}) for one in wanted if one not in gone}

    def followers(self) -> int | None:
        number = (self._account().get("public_metrics") or {}).get("followers_count")
        return None if number is None else int(number)

    def figures(self) -> Mapping[str, int]:
        from scheduler.connector.picked import picked  # noqa: PLC0415 - as `Client` above

        given = self._account().get("public_metrics")
        return picked(given, {"posts": "post_count"}) | picked(given, FIGURES)

    @property
    def hears(self) -> Ability:
        paid = self.site.account.settings.get("mentions", "").strip().lower() == PAID
        return Ability.MENTIONS if paid else Ability.NONE

    def heard_page(self, toward: "Toward", about: str, cursor: str) -> "HeardPage":
        from scheduler.model.mention import Toward as Way  # noqa: PLC0415 - as `Client` above
        from scheduler.networks.x import hearing  # noqa: PLC0415 - as `Client` above

        if toward is not Way.MENTION or not self.hears:
            raise Unsupported("X.heard_page")
        return hearing.page(self._reader, self._own or str(self._account()["id"]), cursor)

    def words(self, remote_ids: Sequence[str]) -> "Mapping[str, Words]":
        from scheduler.networks.x import hearing  # noqa: PLC0415 - as `Client` above

        if not self.hears:
            raise Unsupported("X.words")
        return hearing.words(self._reader, remote_ids)

    def identity(self) -> str:
        return str(self._account()["id"])

    @classmethod
    def named(cls, url: str, identity: str) -> str:  # noqa: ARG003 - the address says it all
        found = _STATUS.search(urlsplit(url).path)  # what follows the digits opens a picture, or the list of likes
        return found[1] if found else ""

    def probe(self) -> "Health":
        from scheduler.networks.x import health  # noqa: PLC0415 - as `Client` above

        try:
            me = self._account()
        except SendFailure as problem:
            found = health.refused(problem.failure, str(self._client.api.access_token))
            if found is None:
                raise
            return found
        headers = self._client.headers()
        return health.said(me, headers, pictures=health.may_upload(self._client))

    def newest(self, most: int) -> "Sequence[Shown]":
        from scheduler.connector.shown import PATIENCE, Shown  # noqa: PLC0415 - as `Client` above
        from scheduler.networks.x.reading import BATCH, SMALLEST  # noqa: PLC0415 - as `Client` above

        with self._client.session.within(PATIENCE):
            own = self._own or str(self._account()["id"])
            page = next(self._reader.mine(own, min(BATCH, max(SMALLEST, most))))
        return [Shown(remote_id=one.id, url=_url(one.id), text=one.texts[0], at=one.at) for one in page[:most]]

    def full(self) -> "Full | None":
        from scheduler.connector.outcome import full_until  # noqa: PLC0415 - as `Client` above
        from scheduler.connector.shown import Full  # noqa: PLC0415 - as `Client` above

        # X counts what one user may write beside what the app may: https://docs.x.com/x-api/fundamentals/rate-limits
        # (21 November 2026).
        until = full_until(self._client.headers(), self.site.clock.now())
        return Full(until=until) if until else None

    def withdraw(self, remote_id: str) -> None:
        try:
            deleted = self._client.delete(remote_id)
        except SendFailure as problem:
            if problem.failure.status != 404:  # gone already
                raise
        else:
            if not deleted:
                raise SendFailure(Failure(kind=Kind.NOT_SENT, code="read-senseless"))

    def close(self) -> None:
        if self._opened is not None:
            self._opened.session.close()

    # Reading

    def _account(self) -> Mapping[str, Any]:
        me = self._client.get("/2/users/me", **{"user.fields": "protected,public_metrics,username"}).get("data")
        if not isinstance(me, dict) or not me.get("id"):
            raise SendFailure(Failure(kind=Kind.NOT_SENT, code="read-senseless"))
        self._own = str(me["id"])
        return me

    def _look(self, outgoing: Outgoing) -> "tuple[list[Seen], list[Seen], list[Seen]]":
        """What the account's list shows since the first attempt: all of it, what is ours but for a picture's text, and ours."""
        from scheduler.networks.x.posts import is_ours, same_alts  # noqa: PLC0415 - as `Client` above

        own = str(self._account()["id"])
        since = (outgoing.since or self.site.clock.now()) + self._client.shift() - EARLIER
        listed = [one for page in self._pages(own, since) for one in page]
        alike = [one for one in listed if one.at >= since and is_ours(one, outgoing)]
        ours = [one for one in alike if same_alts(one, outgoing)]
        return listed, [one for one in alike if one not in ours], ours

    def _pages(self, own: str, since: "datetime") -> "Iterator[list[Seen]]":
        start = since.strftime("%Y-%m-%dT%H:%M:%SZ")
        return islice(self._reader.mine(own, 100, start_time=start), PAGES)


def _category(mime: str, *, alone: bool) -> str:
    """https://docs.x.com/x-api/media/quickstart/best-practices (21 November 2026): one GIF, or up to four pictures."""
    return "tweet_gif" if mime == "image/gif" and alone else "tweet_image"


def _counts(metrics: Mapping[str, Any]) -> "Counts":
    from scheduler.model.engagement import Counts  # noqa: PLC0415 - as `Client` above

    given = {name: value for name, value in metrics.items() if isinstance(value, int) and value >= 0}
    reposts, quotes = given.get("repost_count", given.get("retweet_count")), given.get("quote_count")
    return Counts(
        reactions=given.get("like_count"),
        replies=given.get("reply_count"),
        # X gives both, always: without one of them nothing was said of the sum.
        shares=None if reposts is None or quotes is None else reposts + quotes,
        saves=given.get("bookmark_count"),
        views=given.get("impression_count"),
    )


def _url(post_id: str) -> str:
    return f"https://x.com/i/web/status/{post_id}"


def _receipt(outgoing: Outgoing, post_id: str, at: "datetime") -> "Receipt":
    from scheduler.model.delivery import Receipt  # noqa: PLC0415 - as `Client` above

    return Receipt(part=outgoing.number, remote_id=post_id, url=_url(post_id), at=at)
