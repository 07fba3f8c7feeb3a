"""A session's tokens, as they are kept beside the secrets: written as JSON, read with distrust. Pure."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any, Self

MARGIN = timedelta(minutes=10)
"""A session is renewed so long before it ends: a request that begins in it also ends in it."""
ACCESS = timedelta(minutes=90)
REFRESH = timedelta(days=60)
"""What is assumed of tokens that do not say how long they last. The reference server gives 120 minutes and 90 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One session. `owner` is the address for which it was opened (see `owner_of`); instants are seconds of the epoch by our
    own clock.

    A vault takes long texts in it for secrets, but for ids and addresses: so the two tokens are its only other texts.
    """

    owner: str
    did: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    until: int
    refresh_until: int

    @classmethod
    def given(cls, answer: Mapping[str, Any], *, owner: str, now: datetime) -> Self | None:
        """The session in an answer of the server; None where there is none in it.

        Tokens last as long as they say between their two own instants: the server's clock may differ from ours.
        """
        did, access, refresh = (answer.get(name) for name in ("did", "accessJwt", "refreshJwt"))
        if not (isinstance(did, str) and isinstance(access, str) and isinstance(refresh, str)):
            return None
        if not (did.startswith("did:") and access and refresh):
            return None
        return cls(
            owner=owner,
            did=did,
            access=access,
            refresh=refresh,
            until=int((now + (_life(access) or ACCESS)).timestamp()),
            refresh_until=int((now + (_life(refresh) or REFRESH)).timestamp()),
        )

    @classmethod
    def kept(cls, text: str | None, *, owner: str) -> Self | None:
        """The session that was kept for `owner`; None where there is none, or nothing that can be read."""
        try:
            found = json.loads(text or "null")
        except ValueError:
            return None
        kinds = {one.name: one.type for one in fields(cls)}
        if not isinstance(found, dict) or {name: type(value) for name, value in found.items()} != kinds:
            return None
        tokens = cls(**found)
        return tokens if tokens.owner == owner else None

    def dump(self) -> str:
        """As `kept` reads it."""
        return json.dumps(asdict(self))

    def lasts(self, now: datetime) -> bool:
        """Whether the session still holds for a while."""
        return (now + MARGIN).timestamp() < self.until

    def renewable(self, now: datetime) -> bool:
        """Whether another session may be had for it without a password."""
        return now.timestamp() < self.refresh_until

    @property
    def scope(self) -> str:
        """What the session may do, in the server's words; "" where it does not say."""
        return str(_claims(self.access).get("scope", ""))


def owner_of(server: str, login: str) -> str:
    """For whom a session is opened: another login, or another server, never meets it."""
    return f"{server}/@{login}"


def _life(token: str) -> timedelta | None:
    claims = _claims(token)
    begins, ends = claims.get("iat"), claims.get("exp")
    if not isinstance(begins, int) or not isinstance(ends, int) or not 0 < ends - begins < 10**9:
        return None
    return timedelta(seconds=ends - begins)


def _claims(token: str) -> dict[str, Any]:
    """What a token says of itself, unverified: only its life and scope are read, to know when to ask again."""
    try:
        middle = token.split(".")[1]
        claims = json.loads(urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    except (ValueError, IndexError):
        return {}
    return claims if isinstance(claims, dict) else {}
