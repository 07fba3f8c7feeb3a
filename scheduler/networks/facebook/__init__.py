"""Facebook Pages through the Graph API, by facebook-sdk (loaded when the first request is made)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

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
from scheduler.networks.facebook.guide import GUIDE
from scheduler.networks.facebook.rules import RULES

if TYPE_CHECKING:
    from scheduler.connector.heard import HeardPage, Words
    from scheduler.connector.shown import Full, Shown
    from scheduler.model.delivery import Receipt
    from scheduler.model.engagement import Counts
    from scheduler.model.health import Health
    from scheduler.model.mention import Toward
    from scheduler.model.variant import Part
    from scheduler.networks.facebook.client import Client


FIGURES = {"followers": "followers_count", "likes": "fan_count"}
"""https://developers.facebook.com/docs/graph-api/reference/page/ (22 November 2026)."""


class Facebook(Connector):
    """One Page.

    Pictures are uploaded unpublished, each says its alternative text back, and only then does the one request go out that
    anybody can see. Timed replies and first comments are comments under the own post. Facebook never proves an absence.
    """

    rules = RULES
    docs = "https://developers.facebook.com/docs/pages-api"
    base_url = "https://graph.facebook.com"
    guide = GUIDE
    options = (
        Option(name="page_id"),
        Option(name="access_token", secret=True),
        Option(name="app_secret", secret=True, required=False),
        Option(name="app_id", required=False),
        Option(name="graph_version", required=False),
    )
    withheld = "engagers-comments-only"
    counted = ("reactions", "replies", "shares", "clicks", "views", "reach")
    can = (
        Ability.PUBLISH
        | Ability.FIRST_COMMENT
        | Ability.FIND
        | Ability.COUNTS
        | Ability.FOLLOWERS
        | Ability.WITHDRAW
        | Ability.NEWEST
        | Ability.REPLIES
    )
    app = "app_id"
    request_life = 120.0

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._opened: Client | None = None
        self._refused: set[str] = set()

    @property
    def _client(self) -> "Client":
        if self._opened is None:
            from scheduler.networks.facebook.client import Client  # noqa: PLC0415 - rules are read without the SDK

            self._opened = Client(self.site)
        return self._opened

    def publish(self, outgoing: Outgoing) -> "Receipt":
        from scheduler.connector.checks import in_time  # noqa: PLC0415 - as `Client` above

        client, part = self._client, outgoing.part
        if outgoing.above and len(part.media) > 1:
            raise SendFailure(Failure(kind=Kind.REFUSED, code="facebook-comment-pictures"))
        pictures = [
            client.upload(data, one.mime, one.alt) for one, data in zip(part.media, outgoing.media, strict=True)
        ]
        if pictures:
            self._check_alts(pictures, [one.alt for one in part.media])
        in_time(outgoing, self.site.clock)
        if outgoing.above:
            given = client.post(outgoing.above, "comments", **_comment(part, pictures))
        else:
            given = client.post(
                client.page, "feed", **_post(part, pictures, outgoing.card.url if outgoing.card else "")
            )
        receipt = self._receipt(outgoing, given, self.site.clock.now())
        if len(pictures) > 1:
            self._check_pictures(receipt.remote_id, len(pictures))
        return receipt

    def _check_alts(self, pictures: Sequence[str], alts: Sequence[str]) -> None:
        """Raise REFUSED where a picture does not say back the words that it was given. Nothing of it is published yet."""
        from scheduler.connector.checks import alt_lost, same_words  # noqa: PLC0415 - as `Client` above
        from scheduler.networks.facebook.errors import Refusal  # noqa: PLC0415 - as `Client` above

        client = self._client
        answers = client.batch([(one, {"fields": "id,alt_text_custom"}) for one in pictures])
        for answer, alt in zip(answers, alts, strict=True):
            if isinstance(answer, Refusal):
                raise client.failed(answer)
            kept = answer.get("alt_text_custom")
            if alt and not same_words(kept, alt):
                raise alt_lost(alt, kept)

    def _check_pictures(self, remote_id: str, number: int) -> None:
        """Raise UNKNOWN where the post shows fewer pictures than it was given: it is out, and a person must look.

        A reading that fails says nothing, and the post stays as the network answered it.
        """
        from scheduler.networks.facebook.search import POST, pictures  # noqa: PLC0415 - as `Client` above

        try:
            there = pictures(self._client.get(remote_id, fields=POST))
        except SendFailure:
            return
        if there < number:
            detail = f"{_url(remote_id)}: {there} of {number}"
            raise SendFailure(Failure(kind=Kind.UNKNOWN, code="facebook-pictures-missing", detail=detail))

    def find(self, outgoing: Outgoing) -> Found | CannotTell:
        from scheduler.networks.facebook.search import look, made  # noqa: PLC0415 - as `Client` above

        with looking():
            sight = look(self._client, outgoing, self.site.clock.now())
        if sight.ours:
            now = self.site.clock.now()
            first = min(sight.ours, key=lambda one: (made(one) or now, str(one["id"])))
            return Found(receipt=self._receipt(outgoing, first, made(first) or now))
        return CannotTell(recent=tuple(dict.fromkeys(_place(one) for one in (*sight.doubtful, *sight.recent))))

    def counts(self, remote_ids: Sequence[str]) -> "Mapping[str, Counts]":
        from scheduler.networks.facebook.tally import tally  # noqa: PLC0415 - as `Client` above

        return tally(self._client, remote_ids, self._refused)

    def followers(self) -> int | None:
        number = self._client.get(self._client.page, fields="id,followers_count").get("followers_count")
        return None if number is None else int(number)

    def figures(self) -> Mapping[str, int]:
        from scheduler.connector.picked import picked  # noqa: PLC0415 - as `Client` above

        return picked(self._client.get(self._client.page, fields="id,followers_count,fan_count"), FIGURES)

    def identity(self) -> str:
        client = self._client
        found = str(client.get("me", fields="id").get("id"))
        if found != client.page:
            detail = f"page_id: {client.page}, token: {found}"
            raise SendFailure(Failure(kind=Kind.BLOCKED, code="facebook-wrong-page", detail=detail))
        return found

    @classmethod
    def named(cls, url: str, identity: str) -> str:
        from scheduler.networks.facebook.address import named  # noqa: PLC0415 - as `Client` above

        return named(url, identity)

    def probe(self) -> "Health":
        from scheduler.networks.facebook.probe import probe  # noqa: PLC0415 - as `Client` above

        return probe(self._client)

    def exchange(self) -> Mapping[str, str]:
        from scheduler.networks.facebook.exchange import page_token  # noqa: PLC0415 - as `Client` above

        token = page_token(self._client)
        return {"access_token": token} if token else {}

    def heard_page(self, toward: "Toward", about: str, cursor: str) -> "HeardPage":
        from scheduler.model.mention import Toward as Way  # noqa: PLC0415 - as `Client` above
        from scheduler.networks.facebook import hearing  # noqa: PLC0415 - as `Client` above

        if toward is not Way.REPLY:
            raise Unsupported("Facebook.heard_page")
        return hearing.page(self._client, about, cursor)

    def words(self, remote_ids: Sequence[str]) -> "Mapping[str, Words]":
        from scheduler.networks.facebook import hearing  # noqa: PLC0415 - as `Client` above

        return hearing.words(self._client, remote_ids)

    def newest(self, most: int) -> "Sequence[Shown]":
        from scheduler.connector.shown import PATIENCE, Shown  # noqa: PLC0415 - as `Client` above
        from scheduler.networks.facebook.search import made, newest  # noqa: PLC0415 - as `Client` above

        with self._client.session.within(PATIENCE):
            listed = newest(self._client, most)
        return [
            Shown(remote_id=str(one["id"]), url=_place(one), text=str(one.get("message") or ""), at=made(one))
            for one in listed
        ]

    def full(self) -> "Full | None":
        from scheduler.networks.facebook.errors import full  # noqa: PLC0415 - as `Client` above

        return full(getattr(self._client.session.last, "headers", {}), self.site.clock.now())

    def withdraw(self, remote_id: str) -> None:
        from scheduler.networks.facebook.search import is_gone  # noqa: PLC0415 - as `Client` above

        try:
            self._client.delete(remote_id)
        except SendFailure as problem:
            if problem.failure.code != "facebook-gone":
                raise
            if not is_gone(self._client, remote_id):
                detail = problem.failure.detail
                raise SendFailure(Failure(kind=Kind.REFUSED, code="facebook-permission", detail=detail)) from problem

    def close(self) -> None:
        if self._opened is not None:
            self._opened.session.close()

    def _receipt(self, outgoing: Outgoing, given: Mapping[str, Any], at: datetime) -> "Receipt":
        from scheduler.model.delivery import Receipt  # noqa: PLC0415 - as `Client` above

        return Receipt(part=outgoing.number, remote_id=str(given["id"]), url=_place(given), at=at)


def _post(part: "Part", pictures: Sequence[str], attached: str = "") -> dict[str, str]:
    """The fields of a post. A link shows its card where no picture stands; pictures and card exclude each other.

    `attached` is a link that does not stand in the text.
    """
    import json  # noqa: PLC0415 - rules are read without it

    from scheduler.model.variant import FacetKind  # noqa: PLC0415 - as above

    fields = {"message": part.text} if part.text else {}
    if pictures:
        # As JSON: a list of objects as the SDK sends it loses all pictures without a word.
        return fields | {"attached_media": json.dumps([{"media_fbid": one} for one in pictures])}
    links = [one.value for one in part.facets if one.kind is FacetKind.LINK and one.value.startswith("http")]
    # The last: a post's own link stands behind its text.
    link = attached or (links[-1] if links else "")
    return fields | ({"link": link} if link else {})


def _comment(part: "Part", pictures: Sequence[str]) -> dict[str, str]:
    return {"message": part.text} | ({"attachment_id": pictures[0]} if pictures else {})


def _place(given: Mapping[str, Any]) -> str:
    return str(given.get("permalink_url") or _url(str(given["id"])))


def _url(remote_id: str) -> str:
    return f"https://www.facebook.com/{remote_id}"
