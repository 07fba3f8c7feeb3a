"""tweepy, wrapped so that none of its ways reaches a user: its fixed host, its missing time-out, its hidden problems."""

import base64
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import requests
import tweepy

from scheduler.connector.base import SendFailure, Site
from scheduler.connector.checks import alt_lost, same_words
from scheduler.connector.http import Session, failure, server_clock
from scheduler.model.failure import Failure, Kind
from scheduler.networks.x.refusals import Doing, judged
from scheduler.plain import redact

HOST = "https://api.twitter.com"
"""Where tweepy 4 sends everything: a local variable of its `BaseClient.request`."""
LONGEST = 60.0
"""Seconds that a picture may take to be prepared, and not more: it is put off then."""


class _Moved(Session):
    """Sends what tweepy means for its own host to the account's; it is signed after this, for the address that it goes to."""

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **named: Any) -> requests.Response:
        address = url.decode() if isinstance(url, bytes) else url
        return super().request(method, address.replace(HOST, self.base, 1), *args, **named)


class Client:
    """One account's access. Each method makes one request, or one and its looks, and raises `SendFailure` alone."""

    def __init__(self, site: Site, base: str) -> None:
        self._site = site
        self.session = _Moved(base, timeout=site.timeout)
        named = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
        keys = {name: site.secret(site.account.settings[name]) for name in named}
        self.api: Any = tweepy.Client(**keys, return_type=requests.Response, wait_on_rate_limit=False)
        self.api.session.close()
        self.api.session = self.session
        self.api.user_agent = str(self.session.headers["User-Agent"])

    def get(self, route: str, **params: str | int) -> Mapping[str, Any]:
        """The body of a reading: always an object."""
        return self._body(lambda: self.api.request("GET", route, params=params, user_auth=True), Doing.READING)

    def delete(self, post_id: str) -> bool:
        """Delete a post; return whether X says that it did. Nothing is published by it: whatever fails may be tried again."""
        answer = self._answer(lambda: self.api.delete_tweet(post_id, user_auth=True), Doing.READING)
        if answer.status_code == 204:  # the page on response codes says 204, that of the endpoint says 200 with a word
            return True
        data = self._object(answer, Doing.READING).get("data")
        return isinstance(data, dict) and data.get("deleted") is True

    def create(self, text: str, *, media: list[str], above: str) -> str:
        """Create a post and return its id: the only request that publishes."""
        body = self._body(
            lambda: self.api.create_tweet(
                text=text or None, media_ids=media or None, in_reply_to_tweet_id=above or None
            ),
            Doing.PUBLISHING,
        )
        created = body.get("data")
        if not isinstance(created, dict) or not created.get("id"):
            raise self._senseless(Doing.PUBLISHING)
        return str(created["id"])

    def upload(self, data: bytes, category: str, alt: str) -> str:
        """Upload a picture with its alternative text, and return its id once X has it ready: base64 in JSON, as
        https://docs.x.com/x-api/media/image-or-subtitle-media-upload allows (21 November 2026) and tweepy can send.

        Nothing of it is published yet, so whatever fails here is known not to be out.
        """
        media_id = self._prepared(
            self._post("/2/media/upload", {"media": base64.b64encode(data).decode(), "media_category": category})
        )
        if alt:
            self._describe(media_id, alt)
        return media_id

    def headers(self) -> Mapping[str, str]:
        """Those of the latest answer."""
        return getattr(self.session.last, "headers", {})

    def server_clock(self, now: datetime) -> datetime:
        """The server's time, by its latest answer."""
        return server_clock(self.headers(), now)

    def _describe(self, media_id: str, alt: str) -> None:
        told = self._post("/2/media/metadata", {"id": media_id, "metadata": {"alt_text": {"text": alt}}})
        kept = told.get("associated_metadata")
        said = kept.get("alt_text") if isinstance(kept, dict) else None
        if said is None:  # X does not always say it back; an id is its word that it was kept
            return
        words = str(said.get("text") if isinstance(said, dict) else said)
        if not same_words(words, alt):
            raise alt_lost(alt, words)

    def _prepared(self, given: Mapping[str, Any]) -> str:
        """Wait for a picture that X still works on: https://docs.x.com/x-api/media/quickstart/media-upload-chunked."""
        media_id, waited = str(given["id"]), 0.0
        while (info := given.get("processing_info") or {}).get("state") in {"pending", "in_progress"}:
            seconds = min(max(float(info.get("check_after_secs") or 1), 0.5), 15.0)
            if waited + seconds > LONGEST:
                raise SendFailure(Failure(kind=Kind.NOT_SENT, code="send-media-slow"))
            self._site.pause(seconds)
            waited += seconds
            query = {"command": "STATUS", "media_id": media_id}
            given = self._data(
                lambda query=query: self.api.request(  # type: ignore[misc]
                    "GET", "/2/media/upload", params=query, user_auth=True
                )
            )
        if info.get("state") == "failed":
            raise SendFailure(Failure(kind=Kind.REFUSED, code="send-media-refused", detail=redact(str(info))[:500]))
        return media_id

    def _post(self, route: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._data(lambda: self.api.request("POST", route, json=body, user_auth=True))

    def _data(self, do: Callable[[], requests.Response]) -> Mapping[str, Any]:
        given = self._body(do, Doing.UPLOADING).get("data")
        if not isinstance(given, dict) or not given.get("id"):
            raise self._senseless(Doing.UPLOADING)
        return given

    def _body(self, do: Callable[[], requests.Response], doing: Doing) -> Mapping[str, Any]:
        return self._object(self._answer(do, doing), doing)

    def _answer(self, do: Callable[[], requests.Response], doing: Doing) -> requests.Response:
        """The answer of the 200s; raises `SendFailure` for anything else that the network did."""
        self.session.last = None
        try:
            return do()
        except Exception as problem:  # tweepy raises nearly anything while it reads a senseless problem
            raise self._failed(problem, doing) from problem

    def _object(self, answer: requests.Response, doing: Doing) -> Mapping[str, Any]:
        """The JSON object of an answer; raises `SendFailure` for a page, a list, or nothing."""
        try:
            body = answer.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise self._senseless(doing)
        return body

    def _failed(self, problem: Exception, doing: Doing) -> Exception:
        last, now = self.session.last, self._site.clock.now()
        if last is None:
            return problem  # nothing was asked: a fault of ours
        if isinstance(last, requests.Response):
            return SendFailure(judged(last, now=now, doing=doing))
        return SendFailure(failure(last, now=now, writing=doing is Doing.PUBLISHING))

    def _senseless(self, doing: Doing) -> SendFailure:
        last = self.session.last
        assert isinstance(last, requests.Response)
        return SendFailure(judged(last, now=self._site.clock.now(), doing=doing))

    def shift(self) -> timedelta:
        """How far the server's clock is ahead of ours, by its latest answer."""
        now = self._site.clock.now()
        return self.server_clock(now) - now
