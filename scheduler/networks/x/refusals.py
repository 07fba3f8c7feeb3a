"""X's refusals in our words, decided from one answer alone. tweepy loses a problem's type and title, so they are read here.

Shapes: https://docs.x.com/x-api/fundamentals/response-codes-and-errors (21 November 2026), and for what is not written there
the bodies that operators published: https://github.com/akrherz/iembot/issues/163 (duplicate content),
https://github.com/koala73/worldmonitor/pull/7156 (credits), https://github.com/plhery/node-twitter-api-v2/issues/366 (385).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

import requests

from scheduler.connector.outcome import DETAIL, failure, retry_at, server_clock
from scheduler.model.failure import Failure, Kind
from scheduler.plain import redact

SKEW = timedelta(minutes=5)
"""X does not write how far off the time of a signature may be; what is refused beyond this is put down to the clock."""
TIMESTAMP = 135
"""«Timestamp out of bounds»: https://developer.x.com/en/support/x-api/error-troubleshooting (21 November 2026)."""


class Doing(Enum):
    """What a request was for: the same answer can mean another thing."""

    READING = auto()
    UPLOADING = auto()
    """A picture or its alternative text: nothing of it is seen before the post is."""
    PUBLISHING = auto()


@dataclass(frozen=True, slots=True)
class _Told:
    """What an answer says, whichever of X's three shapes it has: problem JSON, a list of errors, or v1 codes."""

    words: str
    types: str
    codes: frozenset[int]
    is_json: bool


def judged(answer: requests.Response, *, now: datetime, doing: Doing) -> Failure:
    """What became of a request that was answered by something unusable, in our words."""
    plain = failure(answer, now=now, writing=doing is Doing.PUBLISHING)
    told = _read(answer)
    if told.is_json:
        plain = replace(plain, detail=redact(f"{answer.status_code} {told.words} {told.types}".strip())[:DETAIL])
    if answer.status_code == 429:
        return _limited(plain, told, answer.headers, now)
    skewed = TIMESTAMP in told.codes or abs(server_clock(answer.headers, now) - now) > SKEW
    if answer.status_code == 401 and skewed:
        return replace(plain, kind=Kind.BLOCKED, code="x-clock")
    if 400 <= answer.status_code < 500:
        kind, code = _refused(told, plain, answer.status_code, doing) or (plain.kind, plain.code)
        return replace(plain, kind=kind, code=code)
    return plain


def _read(answer: requests.Response) -> _Told:
    try:
        body = answer.json()
    except ValueError:
        return _Told("", "", frozenset(), is_json=False)
    pieces = [body] if isinstance(body, dict) else []
    errors = body.get("errors") if pieces else None
    pieces += [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    words = [
        str(one[name]) for one in pieces for name in ("title", "detail", "message", "reason", "period") if one.get(name)
    ]
    types = [str(one["type"]) for one in pieces if one.get("type") not in {None, "about:blank"}]
    codes = frozenset(one["code"] for one in pieces if isinstance(one.get("code"), int))
    return _Told(" ".join(dict.fromkeys(words)), " ".join(dict.fromkeys(types)), codes, is_json=True)


_CREDITS = re.compile(r"credits?.?(?:depleted|exhausted)|problems/credits|any credits|spend.?cap", re.IGNORECASE)
_TYPES: tuple[tuple[str, str], ...] = (
    ("oauth1-permissions", "x-read-only"),
    ("client-forbidden", "x-app-not-enrolled"),
    ("unsupported-authentication", "x-app-not-enrolled"),
)
_WORDS: tuple[tuple[int, str, Kind, str], ...] = (
    # (v1 code, words, kind, ours): the first that fits. What is suspended or locked is not mended by another text.
    (385, r"deleted or not visible", Kind.NOT_SENT, "x-not-visible-yet"),
    (64, r"suspended", Kind.BLOCKED, "x-suspended"),
    (326, r"\blocked\b", Kind.BLOCKED, "x-locked"),
    (261, r"oauth1 app permissions|cannot perform write actions", Kind.BLOCKED, "x-read-only"),
    (187, r"duplicate content|is a duplicate", Kind.UNKNOWN, "x-duplicate"),
    (186, r"too long|shorter|character limit|over the limit", Kind.REFUSED, "x-too-long"),
    (0, r"cashtag", Kind.REFUSED, "x-cashtags"),
    (433, r"reply to (?:this|or quote)|reply .{0,40}not allowed", Kind.REFUSED, "x-reply-restricted"),
    (0, r"mention", Kind.REFUSED, "x-mention-restricted"),
    (0, r"not permitted to perform", Kind.REFUSED, "x-not-permitted"),
)


def _refused(told: _Told, plain: Failure, status: int, doing: Doing) -> tuple[Kind, str] | None:
    """The kind and the code of a refusal that X explains; None where the status alone must do."""
    if status == 402 or _CREDITS.search(f"{told.words} {told.types}"):
        return Kind.BLOCKED, "x-no-credits"
    if status == 403 and not told.is_json:
        return Kind.NOT_SENT, "x-challenged"  # a page of the guard before the API: nothing came through
    if found := next((code for part, code in _TYPES if part in told.types), None):
        return Kind.BLOCKED, found
    if status in {400, 403} and (word := _worded(told)) and (doing is Doing.PUBLISHING or word[0] is Kind.BLOCKED):
        return word
    if doing is Doing.UPLOADING and plain.kind is Kind.REFUSED and status != 404:
        return Kind.REFUSED, "x-no-media" if status == 403 else "send-media-refused"
    return None


def _worded(told: _Told) -> tuple[Kind, str] | None:
    for code, words, kind, ours in _WORDS:
        if code in told.codes or re.search(words, told.words, re.IGNORECASE):
            return kind, ours
    return None


def _limited(plain: Failure, told: _Told, headers: Mapping[str, str], now: datetime) -> Failure:
    """A limit of a quarter of an hour, of a day, or of the billing cycle: the last one a person must lift."""
    if "usage-capped" in told.types:
        monthly = "daily" not in told.words.lower()
        return replace(plain, kind=Kind.BLOCKED if monthly else plain.kind, code="x-usage-capped")
    given = {name.lower(): value.strip() for name, value in headers.items()}
    spent = [name for name in _DAILY if given.get(f"{name}-remaining") == "0"]
    if not spent:
        return plain
    times = [_at(given, name, now) for name in spent]
    own = spent == ["x-user-limit-24hour"]
    return replace(plain, code="x-daily-limit", retry_at=max((one for one in times if one), default=None), own=own)


_DAILY = ("x-app-limit-24hour", "x-user-limit-24hour")


def _at(given: Mapping[str, str], name: str, now: datetime) -> datetime | None:
    wanted: Mapping[str, Any] = {"date": given.get("date", ""), "x-rate-limit-reset": given.get(f"{name}-reset", "")}
    return retry_at(wanted, now)
