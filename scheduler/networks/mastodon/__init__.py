"""Mastodon, and servers that speak its API, through Mastodon.py (loaded when the first request is made)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scheduler.connector.base import (
    HEARING,
    Ability,
    Absent,
    CannotTell,
    Connector,
    Found,
    Option,
    Outgoing,
    SendFailure,
    Site,
    looking,
)
from scheduler.model.failure import Failure, Kind
from scheduler.networks.mastodon.guide import GUIDE
from scheduler.networks.mastodon.rules import RULES, language
from scheduler.plain import redact

if TYPE_CHECKING:
    from scheduler.connector.heard import HeardPage, Words
    from scheduler.connector.shown import EngagerPage, FollowerPage, Full, Shown
    from scheduler.model.delivery import Receipt
    from scheduler.model.engagement import Counts
    from scheduler.model.health import Health
    from scheduler.model.mention import Toward
    from scheduler.model.publics import Act
    from scheduler.networks.mastodon.client import Client
    from scheduler.networks.mastodon.engagers import Engagers
    from scheduler.networks.mastodon.search import Sight

BATCH = 20
"""https://docs.joinmastodon.org/methods/statuses/#index (21 November 2026): more ids at once are refused."""
READ_TWICE = 3.0
"""Seconds between the two readings that prove an absence: a lagging copy of the database has caught up by then."""

_ID = re.compile(r"/(\d+|[0-9A-HJKMNP-TV-Z]{26})(?:/embed)?/?$")
"""Digits at Mastodon; GoToSocial, which speaks its API, has ULIDs."""


class Mastodon(Connector):
    """One account on one instance.

    An alternative text is proved before the post goes out (the server says it back after the upload, or is told again; else
    nothing is sent) and compared once more in the answer. Absence is proved only by a list that holds older and newer posts
    of the account, read twice. The idempotency key is a second belt: some servers ignore it.
    """

    rules = RULES
    docs = "https://docs.joinmastodon.org/client/intro/"
    base_url = ""
    options = (Option(name="access_token", secret=True),)
    guide = GUIDE
    counted = ("reactions", "replies", "shares")
    can = (
        Ability.PUBLISH
        | Ability.THREAD
        | Ability.FIND
        | Ability.PROVE_ABSENCE
        | Ability.COUNTS
        | Ability.FOLLOWERS
        | Ability.WITHDRAW
        | Ability.LIMITS
        | Ability.NEWEST
        | Ability.FOLLOWER_LIST
        | Ability.ENGAGERS
        | HEARING
    )
    request_life = 60.0

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._opened: Client | None = None
        self._me: Mapping[str, Any] | None = None
        self._engagers: Engagers | None = None

    @property
    def _client(self) -> "Client":
        if self._opened is None:
            from scheduler.networks.mastodon.client import Client  # noqa: PLC0415 - rules are read without Mastodon.py

            self._opened = Client(self.site)
        return self._opened

    def publish(self, outgoing: Outgoing) -> "Receipt":
        from scheduler.connector.checks import in_time  # noqa: PLC0415 - as `Client` above

        client, part, options = self._client, outgoing.part, outgoing.options
        shown = zip(part.media, outgoing.media, strict=True)
        media = [client.upload(data, one.mime, one.alt, one.focus) for one, data in shown]
        in_time(outgoing, self.site.clock)
        status = client.call(
            lambda: client.api.status_post(
                part.text,
                in_reply_to_id=outgoing.above or None,
                media_ids=media or None,
                visibility=options.visibility,
                spoiler_text=options.warning or None,
                language=language(options.language),
                idempotency_key=outgoing.key,
            ),
            writing=True,
        )
        if not isinstance(status, dict) or not status.get("id"):
            raise client.senseless()
        self._check_alts(outgoing, status)
        return self._receipt(outgoing, status, self.site.clock.now())

    @staticmethod
    def _check_alts(outgoing: Outgoing, status: Mapping[str, Any]) -> None:
        """Raise UNKNOWN where the post shows other words than were proved: it is out, and reading back will find it."""
        from scheduler.connector.checks import same_words  # noqa: PLC0415 - as `Client` above

        kept = [one.get("description") for one in status.get("media_attachments") or []]
        sent = [one.alt for one in outgoing.part.media]
        if len(kept) != len(sent) or not all(map(same_words, kept, sent)):
            place, shown = redact(str(status.get("url") or status["id"])), [redact(str(one)) for one in kept]
            detail = f"{place}: {len(kept)} of {len(sent)} pictures, texts {shown!r}"
            raise SendFailure(Failure(kind=Kind.UNKNOWN, code="published-without-alt", detail=detail[:500]))

    def find(self, outgoing: Outgoing) -> Found | Absent | CannotTell:
        with looking():
            sight = self._look(outgoing)
            if sight.shows_absence:
                self.site.pause(READ_TWICE)
                sight = self._look(outgoing)
        if sight.shows_absence:
            return Absent()
        if sight.ours:
            first = min(sight.ours, key=lambda status: (status["created_at"], str(status["id"])))
            return Found(receipt=self._receipt(outgoing, first, first["created_at"].astimezone(UTC)))
        return CannotTell(recent=tuple(self._url(one) for one in (*sight.doubtful, *sight.recent)))

    def counts(self, remote_ids: Sequence[str]) -> "Mapping[str, Counts]":
        from scheduler.networks.mastodon.answers import counts  # noqa: PLC0415 - as `Client` above

        return {str(one["id"]): counts(one) for one in self._several(remote_ids)}

    def followers(self) -> int | None:
        return self.figures().get("followers")

    def figures(self) -> Mapping[str, int]:
        from scheduler.networks.mastodon.answers import figures  # noqa: PLC0415 - as `Client` above

        return figures(self._account(fresh=True))

    def follower_page(self, cursor: str) -> "FollowerPage":
        from scheduler.networks.mastodon.followers import page  # noqa: PLC0415 - as `Client` above

        return page(self._client, str(self._account()["id"]), cursor)

    def engager_page(self, remote_id: str, acts: "Collection[Act]", cursor: str) -> "EngagerPage":
        if self._engagers is None:
            from scheduler.networks.mastodon.engagers import Engagers  # noqa: PLC0415 - as `Client` above

            self._engagers = Engagers(self._client, str(self._account()["id"]))
        return self._engagers.page(remote_id, acts, cursor)

    def engager_name(self) -> str:
        return f"{self._account().get('acct')}@{urlsplit(self._client.session.base).hostname}".lower()

    def heard_page(self, toward: "Toward", about: str, cursor: str) -> "HeardPage":
        from scheduler.networks.mastodon import hearing  # noqa: PLC0415 - as `Client` above

        return hearing.page(self._client, str(self._account()["id"]), toward, about, cursor)

    def words(self, remote_ids: Sequence[str]) -> "Mapping[str, Words]":
        from scheduler.networks.mastodon import hearing  # noqa: PLC0415 - as `Client` above

        host = urlsplit(self._client.session.base).hostname or ""
        return hearing.words(self._several(remote_ids), host, self._url)

    def identity(self) -> str:
        return f"{self._account(fresh=True)['id']}@{urlsplit(self._client.session.base).hostname}"

    @classmethod
    def named(cls, url: str, identity: str) -> str:  # noqa: ARG003 - the address says it all
        found = _ID.search(urlsplit(url).path)
        return found[1] if found else ""

    def probe(self) -> "Health":
        from scheduler.networks.mastodon.probing import health, scopes  # noqa: PLC0415 - as `Client` above

        identity, client = self.identity(), self._client
        host = urlsplit(client.session.base).hostname or ""
        return health(identity, self._account(), host=host, granted=scopes(client))

    def newest(self, most: int) -> "Sequence[Shown]":
        from scheduler.connector.shown import PATIENCE, Shown  # noqa: PLC0415 - as `Client` above
        from scheduler.networks.mastodon.search import text_of  # noqa: PLC0415 - as `Client` above

        with self._client.session.within(PATIENCE):
            page = next(self._pages(str(self._account()["id"])))
        return [
            Shown(
                remote_id=str(one["id"]),
                url=self._url(one),
                text=text_of(str(one.get("content") or "")),
                at=one["created_at"].astimezone(UTC) if isinstance(one.get("created_at"), datetime) else None,
            )
            for one in page[:most]
        ]

    def full(self) -> "Full | None":
        return self._client.full()

    def limits(self) -> Mapping[str, int]:
        from scheduler.networks.mastodon.answers import limits  # noqa: PLC0415 - as `Client` above

        return limits(self._instance())

    def withdraw(self, remote_id: str) -> None:
        client = self._client
        try:
            client.call(lambda: client.api.status_delete(remote_id))
        except SendFailure as problem:
            if problem.failure.status != 404:  # gone already
                raise

    def close(self) -> None:
        if self._opened is not None:
            self._opened.session.close()

    # Reading

    def _account(self, *, fresh: bool = False) -> Mapping[str, Any]:
        if self._me is None or fresh:
            client = self._client
            self._me = _object(client.call(client.api.account_verify_credentials), client)
        return self._me

    def _instance(self) -> Mapping[str, Any]:
        client = self._client
        try:
            return _object(client.call(client.api.instance_v2), client, key="configuration")
        except SendFailure as problem:
            if problem.failure.status not in {404, 410}:
                raise
        return _object(client.call(client.api.instance_v1), client, key="uri")

    def _several(self, ids: Sequence[str]) -> list[Mapping[str, Any]]:
        batches = [self._batch(list(ids[start : start + BATCH])) for start in range(0, len(ids), BATCH)]
        wanted = set(ids)
        return [one for batch in batches for one in batch if str(one["id"]) in wanted]

    def _batch(self, ids: list[str]) -> list[Mapping[str, Any]]:
        client = self._client
        try:
            return list(client.call(lambda: client.api.statuses(ids)))
        except SendFailure as problem:
            if problem.failure.status not in {404, 405}:  # before 4.3 there is no such address
                raise
        return [status for one in ids if (status := self._one(one)) is not None]

    def _one(self, remote_id: str) -> Mapping[str, Any] | None:
        client = self._client
        try:
            return _object(client.call(lambda: client.api.status(remote_id)), client)
        except SendFailure as problem:
            if problem.failure.status == 404:
                return None
            raise

    def _look(self, outgoing: Outgoing) -> "Sight":
        from scheduler.networks.mastodon.search import look  # noqa: PLC0415 - as `Client` above

        own = str(self._account(fresh=True)["id"])
        now = self.site.clock.now()
        shift = self._client.server_clock(now) - now
        since = (outgoing.since or now) + shift
        settled = (outgoing.latest or now) + shift + timedelta(seconds=self.request_life)
        return look(outgoing, self._pages(own), self._source, since=since, settled=settled)

    def _pages(self, own: str) -> Iterator[list[Mapping[str, Any]]]:
        from scheduler.networks.mastodon.search import PAGE, PAGES  # noqa: PLC0415 - as `Client` above

        client, before = self._client, None
        for _ in range(PAGES):
            page = client.call(
                lambda before=before: client.api.account_statuses(  # type: ignore[misc]
                    own, exclude_reblogs=True, limit=PAGE, max_id=before
                )
            )
            yield list(page)
            if not page:
                return
            before = str(page[-1]["id"])

    def _source(self, status: Mapping[str, Any]) -> Mapping[str, Any] | None:
        client = self._client
        try:
            return _object(client.call(lambda: client.api.status_source(str(status["id"]))), client)
        except SendFailure as problem:
            if problem.failure.status in {404, 405, 501}:  # before 3.5, and some servers beside Mastodon
                return None
            raise

    def _receipt(self, outgoing: Outgoing, status: Mapping[str, Any], at: datetime) -> "Receipt":
        from scheduler.model.delivery import Receipt  # noqa: PLC0415 - as `Client` above

        return Receipt(part=outgoing.number, remote_id=str(status["id"]), url=self._url(status), at=at)

    def _url(self, status: Mapping[str, Any]) -> str:
        return str(status.get("url") or f"{self._client.session.base}/web/statuses/{status['id']}")


def _object(given: Any, client: "Client", key: str = "id") -> Mapping[str, Any]:
    """The answer of a reading, if it is what was asked for; a page of HTML or an empty object is not."""
    if isinstance(given, dict) and given.get(key) is not None:
        return given
    status = client.status_code() or None
    raise SendFailure(Failure(kind=Kind.NOT_SENT, code="read-senseless", status=status))
