"""The fake's sessions: tokens with a life, a refresh token that is good once, and few logins."""

import json
from abc import ABC
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from scheduler.testing.fake_bluesky.lexicon import refused
from scheduler.testing.server import Network

DID = "did:plc:musee5hlt2wcrk4yq3nb6zvx"
HANDLE = "musee.bsky.social"
PASSWORD = "fake-pass-word-4f1d"  # noqa: S105 - it opens nothing but this fake
ACCESS, REFRESH = timedelta(minutes=120), timedelta(days=90)
LOGINS = ((timedelta(minutes=5), 30), (timedelta(days=1), 300))
FULL, NARROW = "com.atproto.access", "com.atproto.appPass"


@dataclass(slots=True, kw_only=True)
class Sessions(Network, ABC):
    """One account's password and tokens."""

    handle: str = HANDLE
    password: str = PASSWORD
    second_factor: bool = False
    status: str = ""
    """takendown, suspended or deactivated; "" where the account is active."""
    scope: str = NARROW
    confirmed: bool = True
    logins: list[datetime] = field(default_factory=list)
    """When each login was tried."""
    refreshes: int = 0
    access: dict[str, datetime] = field(default_factory=dict)
    """The tokens that are good, and until when."""
    refresh: dict[str, datetime] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    """Refresh tokens that were used or revoked."""
    _issued: int = 0

    def login(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Open a session; raises Refused."""
        now = self.clock.now()
        for span, most in LOGINS:
            recent = [at for at in self.logins if at > now - span]
            if len(recent) >= most:
                reset = int((recent[0] + span).timestamp())
                raise limited(most, reset)
        self.logins.append(now)
        names = {self.handle, DID, "musee@musee.example"}
        if given["identifier"] not in names or given["password"] != self.password:
            raise refused("AuthenticationRequired", "Invalid identifier or password", status=401)
        if self.second_factor:
            message = "A sign in code has been sent to your email address"
            raise refused("AuthFactorTokenRequired", message, status=401)
        if self.status in {"takendown", "suspended"}:
            raise refused("AccountTakedown", "Account has been taken down", status=401)
        return self._issue()

    def renew(self, token: str) -> dict[str, Any]:
        """Exchange a refresh token; it is good once. Raises Refused."""
        if token in self.dead:
            raise refused("ExpiredToken", "Token has been revoked")
        if self.refresh.get(token, self.clock.now()) <= self.clock.now():
            raise refused("ExpiredToken", "Token has expired")
        if self.status in {"takendown", "suspended"}:
            raise refused("AccountTakedown", "Account has been taken down", status=401)
        self.refreshes += 1
        self.dead.add(token)
        return self._issue()

    def check(self, token: str) -> None:
        """Refuse an access token that is not good."""
        until = self.access.get(token)
        if until is None:
            raise refused("InvalidToken", "Token could not be verified")
        if until <= self.clock.now():
            raise refused("ExpiredToken", "Token has expired")

    def revoke(self) -> None:
        """End every session, and the app password with them, as its owner can."""
        self.access.clear()
        self.dead |= set(self.refresh)
        self.password = ""

    def expire(self) -> None:
        """End the access tokens early, as a server that changed its keys does."""
        self.access = dict.fromkeys(self.access, self.clock.now())

    def described(self) -> dict[str, Any]:
        """What a session says of its account."""
        said: dict[str, Any] = {"did": DID, "handle": self.handle, "active": not self.status}
        if self.status:
            said["status"] = self.status
        return said | {"email": "musee@musee.example", "emailConfirmed": self.confirmed}

    def _issue(self) -> dict[str, Any]:
        now = self.clock.now()
        access, refresh = self._token(self.scope, ACCESS), self._token("com.atproto.refresh", REFRESH)
        self.access[access], self.refresh[refresh] = now + ACCESS, now + REFRESH
        return self.described() | {"accessJwt": access, "refreshJwt": refresh}

    def _token(self, scope: str, life: timedelta) -> str:
        self._issued += 1
        now = int(self.clock.now().timestamp())
        claims = {"scope": scope, "sub": DID, "iat": now, "exp": now + int(life.total_seconds())}
        pieces = ({"typ": "at+jwt", "alg": "HS256"}, claims, {"nobody signs": self._issued})
        return ".".join(urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in pieces)


def limited(most: int, reset: int) -> Exception:
    """Too many requests, with the hour (in seconds of the epoch) of the next."""
    headers = {
        "RateLimit-Limit": str(most),
        "RateLimit-Remaining": "0",
        "RateLimit-Reset": str(reset),
        "RateLimit-Policy": f"{most};w=300",
    }
    return refused("RateLimitExceeded", "Rate Limit Exceeded", status=429, headers=headers)
