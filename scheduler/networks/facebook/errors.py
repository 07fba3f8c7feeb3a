"""What the Graph API's errors mean: a table from its numbers to our word for what became of the request.

https://developers.facebook.com/docs/graph-api/guides/error-handling and
https://developers.facebook.com/docs/graph-api/overview/rate-limiting (22 November 2026); what those pages leave out is from
the experience of others, https://github.com/gitroomhq/postiz-app (facebook.provider.ts, read the same day). The status tells
little: nearly everything is a 400, also «wait».
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scheduler.connector.outcome import DETAIL, LONGEST_WAIT, failure, retry_at
from scheduler.connector.shown import Full
from scheduler.model.failure import Failure, Kind
from scheduler.plain import redact

WAIT = 429
"""What a limit is noted as, whatever status it came with: the program knows by it that waiting spends no attempt."""
APP_WINDOW = timedelta(minutes=15)
"""An app's calls are counted over a sliding hour; a quarter of it on, some are free again. Facebook names no time."""

_Meaning = tuple[Kind, str]

SUBCODES: Mapping[int, _Meaning] = {
    458: (Kind.BLOCKED, "facebook-app-removed"),
    459: (Kind.BLOCKED, "facebook-checkpoint"),
    460: (Kind.BLOCKED, "facebook-password-changed"),
    463: (Kind.BLOCKED, "facebook-token-expired"),
    464: (Kind.BLOCKED, "facebook-checkpoint"),
    467: (Kind.BLOCKED, "facebook-token-invalid"),
    490: (Kind.BLOCKED, "facebook-token-expired"),
    492: (Kind.BLOCKED, "facebook-role-lost"),
    1390008: (Kind.BLOCKED, "facebook-too-fast"),
    4854002: (Kind.BLOCKED, "facebook-identity-check"),
    1404078: (Kind.BLOCKED, "facebook-page-authorization"),
    1609005: (Kind.REFUSED, "facebook-link-unreadable"),
    1609008: (Kind.REFUSED, "facebook-own-link"),
    1366046: (Kind.REFUSED, "facebook-picture-too-large"),
    1366051: (Kind.UNKNOWN, "facebook-photos-used"),
    1346003: (Kind.REFUSED, "facebook-abusive"),
    1404102: (Kind.REFUSED, "facebook-standards"),
    1404006: (Kind.BLOCKED, "facebook-checkpoint"),
    1404112: (Kind.BLOCKED, "facebook-blocked"),
    2069019: (Kind.REFUSED, "send-media-refused"),
    1363047: (Kind.UNKNOWN, "facebook-trouble"),
    1609010: (Kind.UNKNOWN, "facebook-trouble"),
}
"""By `error_subcode`; some come as the code itself."""
CODES: Mapping[int, _Meaning] = {
    4: (Kind.NOT_SENT, "facebook-app-limit"),
    341: (Kind.NOT_SENT, "facebook-app-limit"),
    17: (Kind.NOT_SENT, "facebook-page-limit"),
    32: (Kind.NOT_SENT, "facebook-page-limit"),
    613: (Kind.NOT_SENT, "facebook-page-limit"),
    80001: (Kind.NOT_SENT, "facebook-page-limit"),
    102: (Kind.BLOCKED, "facebook-token-invalid"),
    190: (Kind.BLOCKED, "facebook-token-invalid"),
    368: (Kind.BLOCKED, "facebook-blocked"),
    506: (Kind.UNKNOWN, "facebook-duplicate"),
    10: (Kind.REFUSED, "facebook-permission"),
    100: (Kind.REFUSED, "facebook-bad-parameter"),
    803: (Kind.REFUSED, "facebook-gone"),
}
LIMITS = frozenset({"facebook-app-limit", "facebook-page-limit"})
TRANSIENT = frozenset({1, 2})
NO_SUCH_OBJECT = 33


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An error object of the Graph API, and what came around it."""

    code: int = 0
    subcode: int = 0
    message: str = ""
    transient: bool = False
    status: int = 0
    headers: Mapping[str, str]

    @property
    def gone(self) -> bool:
        """Whether the object asked for does not exist (or, which Facebook does not tell apart, may not be seen)."""
        return self.code == 803 or (self.code, self.subcode) == (100, NO_SUCH_OBJECT)


def refusal(body: object, status: int, headers: Mapping[str, str]) -> Refusal | None:
    """The error in an answer; None where there is none in Graph's form."""
    error = body.get("error") if isinstance(body, Mapping) else None
    if not isinstance(error, Mapping) or not isinstance(error.get("code"), int):
        return None
    subcode = error.get("error_subcode")
    words = [error.get(name) for name in ("message", "error_user_title", "error_user_msg", "fbtrace_id")]
    return Refusal(
        code=error["code"],
        subcode=subcode if isinstance(subcode, int) else 0,
        message=" · ".join(str(one) for one in dict.fromkeys(words) if one),
        transient=error.get("is_transient") is True,
        status=status,
        headers=headers,
    )


def became(last: Any, *, now: datetime, writing: bool) -> Failure:
    """What became of the request that came to `last`, an answer or an exception of the session."""
    try:
        found = refusal(last.json(), last.status_code, last.headers)
    except (AttributeError, ValueError):
        found = None
    if found is None:
        return failure(last, now=now, writing=writing)
    return meant(found, now=now, writing=writing)


def meant(error: Refusal, *, now: datetime, writing: bool) -> Failure:
    """Our word for an error of the Graph API. A fault of the server's own while it writes leaves all open."""
    kind, code = _meaning(error)
    waits = code in LIMITS
    if writing and error.status >= 500:
        kind, code = Kind.UNKNOWN, "facebook-trouble"
    elif kind is Kind.UNKNOWN and not writing:
        kind, code = Kind.NOT_SENT, "send-outage" if code == "facebook-trouble" else code
    number = f"#{error.code}/{error.subcode}" if error.subcode else f"#{error.code}"
    return Failure(
        kind=kind,
        code=code,
        # Redacted before it is cut: half a secret is not known as one, and Facebook repeats tokens that it does not like.
        detail=redact(f"{error.status} ({number}) {error.message}")[:DETAIL],
        status=WAIT if waits and kind is Kind.NOT_SENT else error.status,
        retry_at=returns(error.headers, now) if waits else None,
        own=code == "facebook-page-limit",
    )


def _meaning(error: Refusal) -> _Meaning:
    if error.gone:
        return Kind.REFUSED, "facebook-gone"
    if error.code == 100 and "appsecret_proof" in error.message:
        return Kind.BLOCKED, "facebook-proof-refused"
    for number in (error.subcode, error.code):
        if number in SUBCODES:
            return SUBCODES[number]
    if error.code in TRANSIENT:
        return Kind.UNKNOWN, "facebook-trouble"
    if error.code in CODES:
        return CODES[error.code]
    if 200 <= error.code < 300:
        return Kind.REFUSED, "facebook-permission"
    if error.transient:
        return Kind.UNKNOWN, "facebook-trouble"
    return Kind.REFUSED, "send-refused"


def returns(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When to come back: the minutes that the usage header of the Page names, else a while where the app's hour is full."""
    given = {name.lower(): value for name, value in headers.items()}
    if at := retry_at(given, now):
        return at
    if at := _page_until(given, now):
        return at
    return now + APP_WINDOW if _app_spent(given) else None


def full(headers: Mapping[str, str], now: datetime) -> Full | None:
    """What an answer that went well says of the calls that are left: none of the app's, or none of the Page's.

    https://developers.facebook.com/docs/graph-api/overview/rate-limiting (22 November 2026).
    """
    given = {name.lower(): value for name, value in headers.items()}
    if _app_spent(given):
        return Full(until=now + APP_WINDOW, own=False)
    until = _page_until(given, now)
    return Full(until=until) if until else None


def _page_until(given: Mapping[str, str], now: datetime) -> datetime | None:
    minutes = max(
        (
            use["estimated_time_to_regain_access"]
            for uses in _object(given.get("x-business-use-case-usage", "")).values()
            if isinstance(uses, list)
            for use in uses
            if isinstance(use, Mapping) and isinstance(use.get("estimated_time_to_regain_access"), int | float)
        ),
        default=0,
    )
    return now + min(timedelta(minutes=min(minutes, 10**6)), LONGEST_WAIT) if minutes > 0 else None


def _app_spent(given: Mapping[str, str]) -> bool:
    shares = [one for one in _object(given.get("x-app-usage", "")).values() if isinstance(one, int | float)]
    return any(one >= 100 for one in shares)


def _object(text: str) -> Mapping[str, Any]:
    try:
        given = json.loads(text)
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}
