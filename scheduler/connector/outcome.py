"""What became of a request that brought nothing usable: the one place that tells «not sent» from «unknown».

Importing this module loads requests: a network imports it inside its functions.
"""

import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import requests
from urllib3 import exceptions as low

from scheduler.model.failure import Failure, Kind
from scheduler.plain import redact

DETAIL = 500
"""Signs of a network's answer that are kept."""
LONGEST_WAIT = timedelta(days=2)
"""A network's word on when to come back is not believed beyond this."""


class OtherOrigin(requests.RequestException):
    """A request to another server than the account's: refused before anything was written."""


def failure(problem: BaseException | requests.Response, *, now: datetime, writing: bool = True) -> Failure:
    """What became of a request that brought nothing usable.

    `writing` says whether it could have published something: a read, an upload, a poll cannot, and whatever happens to it,
    nothing was sent. An answer of the 200s given here means that nobody could make sense of it. The detail is redacted.
    """
    if isinstance(problem, requests.Response):
        return _answered(problem, now, writing)
    return _raised(problem, writing)


def _raised(problem: BaseException, writing: bool) -> Failure:
    detail = redact(str(problem))[:DETAIL]
    causes = tuple(_causes(problem))
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes):
        return Failure(kind=Kind.NOT_SENT, code="send-certificate", detail=detail)
    if any(isinstance(one, OtherOrigin) for one in causes):
        return Failure(kind=Kind.BLOCKED, code="send-redirected", detail=detail)
    never = any(
        isinstance(one, low.NewConnectionError | low.ConnectTimeoutError | requests.ConnectTimeout)
        or getattr(one, "nothing_written", False)
        for one in causes
    )
    if never:
        return Failure(kind=Kind.NOT_SENT, code="send-not-connected", detail=detail)
    if not writing:
        return Failure(kind=Kind.NOT_SENT, code="send-outage", detail=detail)
    return Failure(kind=Kind.UNKNOWN, code="send-answer-lost", detail=detail)


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """The exception and all that lies beneath: causes, contexts, and the reasons that urllib3 and requests wrap."""
    waiting: list[BaseException] = [problem]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        beneath = [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
        waiting += [below for below in beneath if isinstance(below, BaseException)]


def _answered(answer: requests.Response, now: datetime, writing: bool) -> Failure:
    status = answer.status_code
    kind, code = _meaning(status, writing)
    return Failure(
        kind=kind,
        code=code,
        detail=said(answer),
        status=status,
        retry_at=retry_at(answer.headers, now) if status in {429, 503} else None,
    )


_PLAIN: Mapping[int, tuple[Kind, str]] = {
    401: (Kind.BLOCKED, "send-unauthorized"),
    403: (Kind.REFUSED, "send-forbidden"),
    425: (Kind.NOT_SENT, "send-rate-limited"),
    429: (Kind.NOT_SENT, "send-rate-limited"),
}
_DOUBTFUL = frozenset({408, 409})
"""A server or a proxy that gave up waiting, or that has the same request in hand: it may be there."""


def _meaning(status: int, writing: bool) -> tuple[Kind, str]:
    if status in _PLAIN:
        return _PLAIN[status]
    if 300 <= status < 400:
        return Kind.BLOCKED, "send-redirected"
    if 400 <= status < 500 and status not in _DOUBTFUL:
        return Kind.REFUSED, "send-refused"
    if not writing:
        return Kind.NOT_SENT, "send-outage" if status >= 400 else "read-senseless"
    if status in _DOUBTFUL:
        return Kind.UNKNOWN, "send-answer-lost"
    if status >= 500:
        return Kind.UNKNOWN, "send-server-error"
    return Kind.UNKNOWN, "send-senseless"


def said(answer: requests.Response) -> str:
    """What the server says of its refusal: the message of a JSON error, else the beginning of the text; redacted."""
    text = ""
    try:
        body = answer.json()
    except ValueError:
        text = answer.text
    else:
        error = body.get("error", body) if isinstance(body, dict) else body
        told = error.get("message", error) if isinstance(error, dict) else error
        text = told if isinstance(told, str) else str(told)
    return redact(f"{answer.status_code} {text}".strip())[:DETAIL]


def retry_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When the network wants to be asked again, in UTC by our clock: Retry-After, else (X-)RateLimit-Reset; None if unsaid.

    The server's clock is corrected by its Date header. A time already past, or absurdly far, is None.
    """
    given = {name.lower(): value.strip() for name, value in headers.items()}
    shift = server_clock(given, now) - now
    after = given.get("retry-after", "")
    if after.isascii() and after.isdigit():
        at: datetime | None = now + timedelta(seconds=min(int(after), 10**7))
    elif after:
        at = _http_date(after)
        at = at and at - shift
    else:
        at = _reset(next((given[name] for name in _RESETS if given.get(name)), ""), now + shift)
        at = at and at - shift
    return at if at and now < at <= now + LONGEST_WAIT else None


_RESETS = ("x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset")


def full_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when the server takes no more, by an answer that itself went well: nothing remains, and it says for how long."""
    given = {name.lower(): value.strip() for name, value in headers.items()}
    left = [
        given[name.replace("reset", "remaining")] for name in _RESETS if name.replace("reset", "remaining") in given
    ]
    return retry_at(headers, now) if left and left[0] == "0" else None


def server_clock(headers: Mapping[str, str], now: datetime) -> datetime:
    """The server's own time, by the Date header of its answer; `now` where it gives none."""
    given = next((value for name, value in headers.items() if name.lower() == "date"), "")
    return _http_date(given) or now


def _http_date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


SECONDS = 10**8
"""A number below is taken for seconds from now, as https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
(22 November 2026) has it; networks that we know give the seconds since 1970, which are more."""


def _reset(text: str, now: datetime) -> datetime | None:
    try:
        if text.isascii() and text.isdigit():
            return now + timedelta(seconds=int(text)) if int(text) < SECONDS else datetime.fromtimestamp(int(text), UTC)
        at = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
