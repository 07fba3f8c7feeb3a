"""facebook-sdk on a current version of the Graph API: one account's access, every failure as our own."""

import json
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from scheduler.connector.base import SendFailure, Site
from scheduler.connector.http import failure, server_clock
from scheduler.model.failure import Failure, Kind
from scheduler.networks.facebook.errors import Refusal, became, meant, refusal
from scheduler.networks.facebook.wire import Wire
from scheduler.plain import redact

with warnings.catch_warnings():
    # Its one module of 2018 has an invalid escape in a pattern; Python says so to a user who can do nothing about it.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    import facebook

Answer = TypeVar("Answer")

VERSION = "v26.0"
"""Current since 29 July 2026; the SDK knows none above 3.1 and is told by hand.
https://developers.facebook.com/docs/graph-api/changelog/versions (22 November 2026)
"""
SERVER = "https://graph.facebook.com"
BATCH = 50
"""https://developers.facebook.com/docs/graph-api/batch-requests (22 November 2026): requests in one."""


class Client:
    """One Page's access. Whatever goes wrong at the network is raised as `SendFailure`."""

    def __init__(self, site: Site) -> None:
        settings = site.account.settings
        self._site = site
        # First of all: an address that may not be spoken to is refused before any secret is read.
        server = site.account.base_url or SERVER
        self.session = Wire(server, named=facebook.FACEBOOK_GRAPH_URL, timeout=site.timeout)
        self.page = settings["page_id"]
        self.token = _secret(site, settings["access_token"])
        self.app_id = settings.get("app_id", "")
        self.app_secret = _secret(site, settings["app_secret"]) if settings.get("app_secret") else ""
        self.session.secret = self.app_secret
        self.api: Any = facebook.GraphAPI(access_token=self.token, session=self.session)
        self.api.version = f"v{(settings.get('graph_version') or VERSION).removeprefix('v')}"

    def get(self, path: str, **fields: str) -> Mapping[str, Any]:
        """Read an object or an edge; raises where the answer is no object."""
        return self._object(self.call(lambda: self.api.get_object(path, **fields)))

    def post(self, parent: str, edge: str, **fields: str) -> Mapping[str, Any]:
        """Write what can be seen: whatever happens after the request has left is UNKNOWN."""
        given = self.call(lambda: self.api.put_object(parent, edge, **fields), writing=True)
        if isinstance(given, dict) and given.get("id"):
            return given
        last = self.session.last
        assert last is not None
        raise SendFailure(failure(last, now=self._site.clock.now(), writing=True))

    def upload(self, data: bytes, mime: str, alt: str) -> str:
        """Upload a picture that nobody sees until a post takes it, and return its id."""
        fields = {"published": "false"} | ({"alt_text_custom": alt} if alt else {})
        file = (f"picture.{mime.rpartition('/')[2]}", data, mime)
        try:
            given = self.call(lambda: self.api.put_photo(image=file, album_path=f"{self.page}/photos", **fields))
        except SendFailure as problem:
            if problem.failure.code not in {"send-refused", "facebook-bad-parameter"}:
                raise
            raise SendFailure(replace(problem.failure, code="send-media-refused")) from problem
        return str(self._object(given)["id"])

    def lasting(self, token: str) -> str:
        """The user token of sixty days for one of hours; needs the app's number and secret."""
        app: Any = facebook.GraphAPI(session=self.session)  # the secret stands in the body, and no token beside it
        fields = {
            "grant_type": "fb_exchange_token",
            "client_id": self.app_id,
            "client_secret": self.app_secret,
            "fb_exchange_token": token,
        }
        path = f"{self.api.version}/oauth/access_token"
        given = self._object(self.call(lambda: app.request(path, post_args=fields)))
        lasting = str(given.get("access_token") or "")
        redact.remember(lasting)
        return lasting

    def delete(self, path: str) -> None:
        """Delete an object; raises where Facebook does not say that it did."""
        given = self.call(lambda: self.api.delete_object(path))
        if not isinstance(given, dict) or given.get("success") is not True:
            raise self.senseless()

    def batch(
        self, asked: Sequence[tuple[str, Mapping[str, str]]], token: str = ""
    ) -> list[Mapping[str, Any] | Refusal]:
        """Read several paths in as few requests as may be; each comes to an object or to its own refusal.

        What takes too long together is left unanswered by Facebook and asked again; NOT_SENT where that leads nowhere.
        """
        found: dict[int, Mapping[str, Any] | Refusal] = {}
        while waiting := [number for number in range(len(asked)) if number not in found][:BATCH]:
            answers = self._together([asked[number] for number in waiting], token)
            answered = {number: one for number, one in zip(waiting, answers, strict=True) if one is not None}
            if not answered:
                raise self.senseless()
            found |= {number: self._single(one) for number, one in answered.items()}
        return [found[number] for number in range(len(asked))]

    def _together(self, asked: Sequence[tuple[str, Mapping[str, str]]], token: str) -> list[object]:
        wanted = [{"method": "GET", "relative_url": f"{path}?{urlencode(fields)}"} for path, fields in asked]
        fields = {"batch": json.dumps(wanted), "include_headers": "false"} | ({"access_token": token} if token else {})
        given = self.call(lambda: self.api.request(f"{self.api.version}/", post_args=fields))
        if not isinstance(given, list) or len(given) != len(wanted):
            raise self.senseless()
        return given

    def call(self, do: Callable[[], Answer], *, writing: bool = False) -> Answer:
        """The answer of `do`; raises `SendFailure` for anything the network did, and what is a fault of ours as it is."""
        self.session.last = None
        try:
            return do()
        except SendFailure:
            raise
        except Exception as problem:  # whatever the SDK makes of an answer
            last = self.session.last
            if last is None:
                raise
            raise SendFailure(became(last, now=self._site.clock.now(), writing=writing)) from problem

    def failed(self, error: Refusal) -> SendFailure:
        """What to raise for the refusal of a reading."""
        return SendFailure(meant(error, now=self._site.clock.now(), writing=False))

    def senseless(self) -> SendFailure:
        """What to raise where a reading was answered by something that is no answer to it."""
        status = getattr(self.session.last, "status_code", None)
        return SendFailure(Failure(kind=Kind.NOT_SENT, code="read-senseless", status=status))

    def server_clock(self, now: datetime) -> datetime:
        """The server's time, by its latest answer."""
        return server_clock(getattr(self.session.last, "headers", {}), now)

    def _object(self, given: object) -> Mapping[str, Any]:
        if isinstance(given, dict) and ("id" in given or "data" in given or "access_token" in given):
            return given
        raise self.senseless()

    def _single(self, one: object) -> Mapping[str, Any] | Refusal:
        status = one.get("code") if isinstance(one, dict) else None
        try:
            body = json.loads(one["body"]) if isinstance(one, dict) else None
        except (KeyError, TypeError, ValueError):
            body = None
        headers = getattr(self.session.last, "headers", {})
        found = refusal(body, status if isinstance(status, int) else 0, headers)
        if found is not None:
            return found
        if isinstance(body, dict) and status == 200:
            return body
        raise self.senseless()


def _secret(site: Site, reference: str) -> str:
    """A secret that is known as one from now on: Facebook's own sentences repeat tokens that they refuse.

    Raises BLOCKED for one with a blank or a line end in it: as a header it would be refused with the secret in the text.
    """
    value = site.secret(reference).strip()
    redact.remember(value)
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise SendFailure(Failure(kind=Kind.BLOCKED, code="facebook-token-odd"))
    return value
