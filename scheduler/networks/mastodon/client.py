"""Mastodon.py, wrapped so that none of its ways reaches a user: its waiting, its own time-outs, its hidden answers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from scheduler.connector.base import SendFailure, Site
from scheduler.connector.checks import alt_lost, same_words
from scheduler.connector.http import Session, failure, server_clock
from scheduler.connector.outcome import full_until
from scheduler.connector.shown import Full
from scheduler.connector.without import without
from scheduler.model.failure import Failure, Kind

# It takes 9 MB of it for Web Push alone, and does without where it is not installed (`mastodon/compat.py` of 2.3.3).
with without("cryptography"):
    import mastodon

Answer = TypeVar("Answer")

NEW_ENOUGH = "4.5.0"
"""Told to Mastodon.py so that it asks no server for its version before an upload; each call copes with older ones itself."""
POLLS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)
"""Seconds between two looks at a picture that the server still prepares: half a minute in all."""


class Client:
    """One account's access. `call` runs one request and turns whatever goes wrong into a `SendFailure`."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.session = Session(site.account.base_url, timeout=site.timeout)
        self.session.hooks["response"].append(_without_deprecation)
        self.api: Any = mastodon.Mastodon(
            api_base_url=self.session.base,
            session=self.session,
            request_timeout=site.timeout,
            ratelimit_method="throw",
            version_check_mode="created",
            mastodon_version=NEW_ENOUGH,
            user_agent=str(self.session.headers["User-Agent"]),
        )
        # Not by the constructor: it opens a file of that name, should there be one.
        self.api.access_token = site.secret(site.account.settings["access_token"])

    def call(self, do: Callable[[], Answer], *, writing: bool = False) -> Answer:
        """The answer of `do`; raises `SendFailure` for anything the network did, and what is a fault of ours as it is."""
        self.session.last = None
        try:
            return do()
        except SendFailure:
            raise
        except Exception as problem:  # the library raises nearly anything while it casts a senseless answer
            last = self.session.last
            if last is None:
                raise
            raise SendFailure(failure(last, now=self._site.clock.now(), writing=writing)) from problem

    def read(self, path: str, params: Mapping[str, str]) -> Any:
        """The answer to a question for which the library has no words: its lists of people know neither limit nor cursor."""

        def ask() -> Any:
            headers = {"Authorization": f"Bearer {self.api.access_token}"}
            answer = self.session.get(f"{self.session.base}{path}", params=params, headers=headers)
            answer.raise_for_status()
            return answer.json()

        return self.call(ask)

    def status_code(self) -> int:
        """The HTTP status of the latest answer; 0 where there was none."""
        return int(getattr(self.session.last, "status_code", 0))

    def senseless(self) -> SendFailure:
        """What to raise where a write was answered by something without an id."""
        last = self.session.last
        assert last is not None
        return SendFailure(failure(last, now=self._site.clock.now(), writing=True))

    def upload(self, data: bytes, mime: str, alt: str, focus: tuple[float, float] | None = None) -> str:
        """Upload a picture and return its id: the server has it ready, and has said its alternative text back to us.

        `focus` is the place that previews keep, from the left and from the top, 0 to 1.

        Nothing of it is published yet, so whatever fails here is known not to be out.
        """
        given = self._prepared(self._uploaded(data, mime, alt, focus and _point(*focus)))
        if not same_words(given.get("description"), alt):
            given = self._picture(lambda: self.api.media_update(given["id"], description=alt))
        if not same_words(given.get("description"), alt):
            raise alt_lost(alt, given.get("description"))
        return str(given["id"])

    def _uploaded(self, data: bytes, mime: str, alt: str, focus: tuple[float, float] | None) -> Mapping[str, Any]:
        try:
            return self._picture(
                lambda: self.api.media_post(data, mime_type=mime, description=alt or None, focus=focus)
            )
        except SendFailure as problem:
            if problem.failure.code != "send-refused":
                raise
            raise SendFailure(replace(problem.failure, code="send-media-refused")) from problem

    def _prepared(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        media_id = given["id"]
        for seconds in POLLS:
            if self.status_code() not in {202, 206}:
                return given
            self._site.pause(seconds)
            given = self._picture(lambda: self.api.media(media_id))
        raise SendFailure(Failure(kind=Kind.NOT_SENT, code="send-media-slow"))

    def _picture(self, do: Callable[[], Any]) -> Mapping[str, Any]:
        given = self.call(do)
        if isinstance(given, dict) and given.get("id"):
            return given
        raise SendFailure(Failure(kind=Kind.NOT_SENT, code="read-senseless", status=self.status_code() or None))

    def full(self) -> Full | None:
        """What the latest answer said of the calls that are left."""
        until = full_until(getattr(self.session.last, "headers", {}), self._site.clock.now())
        return Full(until=until) if until else None

    def server_clock(self, now: datetime) -> datetime:
        """The server's time, by its latest answer."""
        return server_clock(getattr(self.session.last, "headers", {}), now)


def _point(left: float, top: float) -> tuple[float, float]:
    """A place as the API names it: from -1 to 1, the middle 0, and upward.

    https://docs.joinmastodon.org/api/guidelines/#focal-points, read 2026-11-22.
    """
    return round(left * 2 - 1, 4), round(1 - top * 2, 4)


def _without_deprecation(answer: Any, *_: Any, **_named: Any) -> None:
    """Mastodon.py would print a warning to a user who can do nothing about it."""
    answer.headers.pop("deprecation", None)
