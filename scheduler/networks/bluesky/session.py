"""The way to an account's server: one origin, one session for all threads and processes, renewed before it ends.

A login costs: 30 in five minutes and 300 a day are allowed (https://docs.bsky.app/docs/advanced-guides/rate-limits, read
2026-11-21). So a session is kept in the vault, renewed there under its lock, and opened anew only where it is dead.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import requests

from scheduler.connector.base import SendFailure, Site
from scheduler.connector.http import Session
from scheduler.errors import SchedulerError
from scheduler.model.failure import Failure, Kind
from scheduler.networks.bluesky.tokens import Tokens, owner_of
from scheduler.networks.bluesky.words import ENDED, judged, word
from scheduler.plain import redact

Object = Mapping[str, Any]
Params = Mapping[str, str | list[str]]


Guard = Callable[[], None]


class Said(SendFailure):
    """A failure that the network explained: `word` is its own for it, "" where it said none."""

    def __init__(self, failure: Failure, word: str) -> None:
        super().__init__(failure)
        self.word = word


def _go() -> None:
    """No objection."""


@contextmanager
def _keeping() -> Iterator[None]:
    """Around the vault alone: a password that cannot be had, or may not be sent there, is another trouble with other advice."""
    try:
        yield
    except (OSError, SchedulerError) as problem:
        detail = redact(f"{type(problem).__name__}: {problem}")[:500]
        raise SendFailure(Failure(kind=Kind.NOT_SENT, code="bluesky-session-not-kept", detail=detail)) from problem


class Access:
    """One account's access. Whatever goes wrong on the way is a `SendFailure`; nothing but `write` may have published.

    A password that cannot be resolved is raised as the `SchedulerError` that it is, before anything is sent.
    """

    def __init__(self, site: Site, server: str) -> None:
        self._site = site
        self._login = site.account.settings["handle"].strip().removeprefix("@")
        self._tokens: Tokens | None = None
        self.http = Session(site.account.base_url or server, timeout=site.timeout)

    def read(self, name: str, params: Params) -> Object:
        """The answer to a question."""
        return self._asked("GET", name, params=params)

    def public(self, name: str, params: Params) -> Object:
        """The answer to a question that anybody may ask."""
        return self._answer(self._send("GET", name, "", params=params))

    def write(self, name: str, body: Object, *, publishes: bool = False, guard: Guard = _go) -> Object:
        """Have something done. `publishes`: what is unclear about it is UNKNOWN. `guard` may raise, right before it leaves."""
        return self._asked("POST", name, publishes=publishes, guard=guard, json=body)

    def upload(self, name: str, data: bytes, mime: str) -> Object:
        """Send bytes."""
        return self._asked("POST", name, data=data, headers={"Content-Type": mime})

    def tokens(self) -> Tokens:
        """The session, good for a while."""
        now = self._site.clock.now()
        if self._tokens is None:
            self._tokens = self._kept()
        if self._tokens is None or not self._tokens.lasts(now):
            self._tokens = self._renewed(self._tokens)
        return self._tokens

    def close(self) -> None:
        """Let go of the connection."""
        self.http.close()

    # Requests

    def _asked(self, method: str, name: str, *, publishes: bool = False, guard: Guard = _go, **more: Any) -> Object:
        tokens = self.tokens()
        guard()
        answer = self._send(method, name, tokens.access, publishes=publishes, **more)
        if word(answer) in ENDED and 400 <= answer.status_code < 500:  # read and refused: nothing was done
            self._tokens = tokens = self._renewed(tokens)
            guard()
            answer = self._send(method, name, tokens.access, publishes=publishes, **more)
        return self._answer(answer, publishes=publishes)

    def _send(
        self, method: str, name: str, token: str, *, publishes: bool = False, headers: Object | None = None, **more: Any
    ) -> requests.Response:
        told = dict(headers or {}) | ({"Authorization": f"Bearer {token}"} if token else {})
        try:
            return self.http.request(method, f"{self.http.base}/xrpc/{name}", headers=told, **more)
        except requests.RequestException as problem:
            raise SendFailure(judged(problem, now=self._site.clock.now(), writing=publishes)) from problem

    def _answer(self, answer: requests.Response, *, publishes: bool = False) -> Object:
        if answer.status_code == requests.codes.ok:
            try:
                body = answer.json()
            except ValueError:
                body = None
            if isinstance(body, dict):
                return body
        raise self.senseless(answer, publishes=publishes)

    def senseless(self, answer: requests.Response | None = None, *, publishes: bool = False) -> SendFailure:
        """What to raise for the latest answer (or `answer`), which brought nothing usable."""
        last = answer if answer is not None else self.http.last
        assert isinstance(last, requests.Response)
        return Said(judged(last, now=self._site.clock.now(), writing=publishes), word(last))

    # The session

    def _kept(self) -> Tokens | None:
        return Tokens.kept(self._site.vault.read(), owner=owner_of(self.http.base, self._login))

    def _renewed(self, stale: Tokens | None) -> Tokens:
        """A session that holds, in place of `stale`: another's renewal is taken over, and ours is kept before it is used."""
        now, vault = self._site.clock.now(), self._site.vault
        with ExitStack() as held:
            with _keeping():
                held.enter_context(vault.held())
                there = self._kept()
            if there is not None and there != stale and there.lasts(now):
                return there
            fresh = self._refreshed(there) or self._opened()
            with _keeping():
                vault.write(fresh.dump())
        return fresh

    def _refreshed(self, old: Tokens | None) -> Tokens | None:
        """The session that follows `old`; None where it cannot be continued."""
        if old is None or not old.renewable(self._site.clock.now()):
            return None
        answer = self._send("POST", "com.atproto.server.refreshSession", old.refresh)
        if word(answer) in ENDED or (answer.status_code == requests.codes.unauthorized and not word(answer)):
            return None
        return self._given(answer)

    def _opened(self) -> Tokens:
        password = self._site.secret(self._site.account.settings["app_password"])
        body = {"identifier": self._login, "password": password}
        return self._given(self._send("POST", "com.atproto.server.createSession", "", json=body))

    def _given(self, answer: requests.Response) -> Tokens:
        owner = owner_of(self.http.base, self._login)
        try:
            tokens = Tokens.given(self._answer(answer), owner=owner, now=self._site.clock.now())
            if tokens is None:
                raise self.senseless()
        except SendFailure as problem:
            if answer.ok:  # whatever is wrong with it, it may hold tokens that nobody knows as such yet
                raise SendFailure(replace(problem.failure, detail="")) from None
            if problem.failure.kind is not Kind.REFUSED:
                raise
            # It is the account that is refused, not the post.
            raise SendFailure(replace(problem.failure, kind=Kind.BLOCKED, code="bluesky-no-session")) from problem
        redact.remember(tokens.access)
        redact.remember(tokens.refresh)
        return tokens
