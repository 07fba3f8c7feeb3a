"""Bluesky, by its own protocol over HTTP: a post is a record under a key that we choose, so it cannot go out twice."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
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
from scheduler.errors import SchedulerError
from scheduler.model.failure import Failure, Kind
from scheduler.networks.bluesky.guide import GUIDE
from scheduler.networks.bluesky.rules import RULES
from scheduler.plain import redact

if TYPE_CHECKING:
    from scheduler.connector.heard import HeardPage, Words
    from scheduler.connector.shown import EngagerPage, Full, Shown
    from scheduler.model.delivery import Receipt
    from scheduler.model.engagement import Counts
    from scheduler.model.health import Health
    from scheduler.model.mention import Toward
    from scheduler.model.publics import Act
    from scheduler.networks.bluesky.session import Access

FIGURES = {"followers": "followersCount", "following": "followsCount", "posts": "postsCount"}
"""https://docs.bsky.app/docs/api/app-bsky-actor-get-profile (22 November 2026)."""
BATCH = 25
"""https://docs.bsky.app/docs/api/app-bsky-feed-get-posts (21 November 2026): more at once are refused."""


class Bluesky(Connector):
    """One account on Bluesky, or on a server of one's own that speaks its protocol.

    A part's key is made of what the part is, and the server is asked to create, never to replace: however often a part is
    sent, from wherever, it is there once. The remote id is the record's `at://` address. What is read back of the record
    comes from the account's own server, which has it from the moment of writing; counts come from the network behind it.
    """

    rules = RULES
    guide = GUIDE
    docs = "https://docs.bsky.app/"
    base_url = "https://bsky.social"
    options = (
        Option(name="handle"),
        Option(name="app_password", secret=True),
    )
    counted = ("reactions", "replies", "shares", "saves")
    can = (
        Ability.PUBLISH
        | Ability.THREAD
        | Ability.FIND
        | Ability.PROVE_ABSENCE
        | Ability.NATIVE_KEY
        | Ability.COUNTS
        | Ability.FOLLOWERS
        | Ability.WITHDRAW
        | Ability.RESOLVE
        | Ability.NEWEST
        | Ability.ENGAGERS
        | HEARING
    )
    request_life = 60.0

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._opened: Access | None = None

    @property
    def _access(self) -> "Access":
        if self._opened is None:
            from scheduler.networks.bluesky.session import Access  # noqa: PLC0415 - rules are read without requests

            self._opened = Access(self.site, self.base_url)
        return self._opened

    def publish(self, outgoing: Outgoing) -> "Receipt":
        from scheduler.connector.checks import in_time  # noqa: PLC0415 - as `Access` above
        from scheduler.networks.bluesky import posting, record  # noqa: PLC0415 - as `Access` above

        access = self._access
        try:
            post = posting.prepared(access, outgoing, at=record.created(outgoing, self.site.clock.now()))
            uri = posting.create(access, outgoing, post, partial(in_time, outgoing, self.site.clock))
        except SchedulerError as problem:  # no password for a new session: it is asked for before anything is sent
            detail = redact(str(problem))[:500]
            raise SendFailure(Failure(kind=Kind.NOT_SENT, code="bluesky-session-not-kept", detail=detail)) from problem
        return self._receipt(outgoing, uri, self.site.clock.now())

    def find(self, outgoing: Outgoing) -> Found | Absent | CannotTell:
        from scheduler.networks.bluesky import posting, record  # noqa: PLC0415 - as `Access` above

        with looking():
            uri = posting.address(self._access, outgoing)
            there = posting.there(self._access, uri)
        if there is not None:
            if not record.alike(there["value"], outgoing):
                return CannotTell(recent=(_page(uri),))
            return Found(receipt=self._receipt(outgoing, uri, self._written(there["value"])))
        life = timedelta(seconds=self.request_life)
        settled = outgoing.latest is not None and self.site.clock.now() > outgoing.latest + life
        return Absent() if settled else CannotTell()

    def counts(self, remote_ids: Sequence[str]) -> "Mapping[str, Counts]":
        asked = [one for one in remote_ids if one.startswith("at://")]
        given: list[Mapping[str, Any]] = []
        for start in range(0, len(asked), BATCH):
            answer = self._access.read("app.bsky.feed.getPosts", {"uris": asked[start : start + BATCH]})
            posts = answer.get("posts")
            if not isinstance(posts, list):
                raise self._access.senseless()
            given += [one for one in posts if isinstance(one, dict)]
        wanted = set(asked)
        return {str(one["uri"]): _counts(one) for one in given if one.get("uri") in wanted}

    def followers(self) -> int | None:
        profile = self._access.read("app.bsky.actor.getProfile", {"actor": self._access.tokens().did})
        number = profile.get("followersCount")
        return number if isinstance(number, int) else None

    def figures(self) -> Mapping[str, int]:
        from scheduler.connector.picked import picked  # noqa: PLC0415 - as `Access` above

        return picked(self._access.read("app.bsky.actor.getProfile", {"actor": self._access.tokens().did}), FIGURES)

    def engager_page(self, remote_id: str, acts: "Collection[Act]", cursor: str) -> "EngagerPage":
        from scheduler.networks.bluesky.engagers import page  # noqa: PLC0415 - as `Access` above

        return page(self._access, remote_id, acts, cursor)

    def engager_name(self) -> str:
        return self._access.tokens().did

    def heard_page(self, toward: "Toward", about: str, cursor: str) -> "HeardPage":
        from scheduler.networks.bluesky import hearing  # noqa: PLC0415 - as `Access` above

        return hearing.page(self._access, toward, about, cursor)

    def words(self, remote_ids: Sequence[str]) -> "Mapping[str, Words]":
        from scheduler.networks.bluesky import hearing  # noqa: PLC0415 - as `Access` above

        return hearing.words(self._access, remote_ids)

    def identity(self) -> str:
        return str(self._session()["did"])

    @classmethod
    def named(cls, url: str, identity: str) -> str:
        pieces = urlsplit(url).path.strip("/").split("/")
        if len(pieces) != 4 or (pieces[0], pieces[2]) != ("profile", "post"):
            return ""
        # The record stands under the account's id, which an address with a handle does not say.
        did = pieces[1] if pieces[1].startswith("did:") else identity
        return f"at://{did}/app.bsky.feed.post/{pieces[3]}" if did.startswith("did:") else ""

    def newest(self, most: int) -> "Sequence[Shown]":
        from scheduler.connector.shown import PATIENCE, Shown  # noqa: PLC0415 - as `Access` above
        from scheduler.networks.bluesky import posting  # noqa: PLC0415 - as `Access` above

        with self._access.http.within(PATIENCE):
            listed = posting.listed(self._access)
        shown = [
            Shown(remote_id=uri, url=_page(uri), text=str(value.get("text") or ""), at=self._written(value))
            for uri, value in listed
        ]
        return sorted(shown, key=lambda one: one.at or self.site.clock.now(), reverse=True)[:most]

    def full(self) -> "Full | None":
        from scheduler.connector.outcome import full_until  # noqa: PLC0415 - as `Access` above
        from scheduler.connector.shown import Full  # noqa: PLC0415 - as `Access` above

        until = full_until(getattr(self._access.http.last, "headers", {}), self.site.clock.now())
        return Full(until=until) if until else None

    def probe(self) -> "Health":
        from scheduler.networks.bluesky.probing import health  # noqa: PLC0415 - as `Access` above

        session, login = self._session(), self.site.account.settings["handle"]
        owner = session["did"] if "@" in login.strip().lstrip("@") else self.resolve(login)
        return health(session, login=login, owner=owner, scope=self._access.tokens().scope)

    def resolve(self, handle: str) -> str:
        from scheduler.networks.bluesky.posting import did_of  # noqa: PLC0415 - as `Access` above

        return did_of(self._access, handle)

    def withdraw(self, remote_id: str) -> None:
        from scheduler.networks.bluesky import posting  # noqa: PLC0415 - as `Access` above

        posting.delete(self._access, remote_id)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def _session(self) -> Mapping[str, Any]:
        given = self._access.read("com.atproto.server.getSession", {})
        if not str(given.get("did", "")).startswith("did:"):
            raise self._access.senseless()
        return given

    def _receipt(self, outgoing: Outgoing, uri: str, at: datetime) -> "Receipt":
        from scheduler.model.delivery import Receipt  # noqa: PLC0415 - as `Access` above

        return Receipt(part=outgoing.number, remote_id=uri, url=_page(uri), at=at)

    def _written(self, post: Mapping[str, Any]) -> datetime:
        """When the post says that it was written; else now."""
        try:
            at = datetime.fromisoformat(str(post.get("createdAt")))
        except ValueError:
            at = self.site.clock.now()
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


def _page(uri: str) -> str:
    """The page of a post. Named by the account's id: a handle may change."""
    did, _, key = uri.removeprefix("at://").split("/")
    return f"https://bsky.app/profile/{did}/post/{key}"


def _counts(post: Mapping[str, Any]) -> "Counts":
    from scheduler.model.engagement import Counts  # noqa: PLC0415 - as `Access` above

    def given(name: str) -> int | None:
        number = post.get(name)
        return number if isinstance(number, int) and number >= 0 else None

    reposts, quotes = given("repostCount"), given("quoteCount")
    return Counts(
        reactions=given("likeCount"),
        replies=given("replyCount"),
        # Bluesky gives both, always: without one of them nothing was said of the sum.
        shares=None if reposts is None or quotes is None else reposts + quotes,
        saves=given("bookmarkCount"),
    )
