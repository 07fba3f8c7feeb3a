"""What the network's refusals mean to us: its error words, told apart where the bare status says too little.

The words are those of https://github.com/bluesky-social/atproto (lexicons, packages/pds, read 2026-11-21).
"""

from dataclasses import replace
from datetime import datetime

import requests

from scheduler.connector.outcome import DETAIL, failure
from scheduler.model.failure import Failure, Kind
from scheduler.plain import redact

ENDED = frozenset({"ExpiredToken", "InvalidToken"})
"""The session is over; another may be had."""
ABSENT = frozenset({"RecordNotFound"})
SWAPPED = "InvalidSwap"
"""Something stands where nothing should."""

_WORDS: dict[str, tuple[Kind, str]] = {
    "AuthenticationRequired": (Kind.BLOCKED, "bluesky-password-refused"),
    "AuthFactorTokenRequired": (Kind.BLOCKED, "bluesky-second-factor"),
    "AccountTakedown": (Kind.BLOCKED, "bluesky-taken-down"),
    "AccountSuspended": (Kind.BLOCKED, "bluesky-taken-down"),
    "RepoTakendown": (Kind.BLOCKED, "bluesky-taken-down"),
    "RepoSuspended": (Kind.BLOCKED, "bluesky-taken-down"),
    "AccountDeactivated": (Kind.BLOCKED, "bluesky-deactivated"),
    "RepoDeactivated": (Kind.BLOCKED, "bluesky-deactivated"),
    "ExpiredToken": (Kind.BLOCKED, "bluesky-session-refused"),
    "InvalidToken": (Kind.BLOCKED, "bluesky-session-refused"),
    "RateLimitExceeded": (Kind.NOT_SENT, "send-rate-limited"),
    "BlobNotFound": (Kind.NOT_SENT, "bluesky-picture-gone"),
    "BlobTooLarge": (Kind.REFUSED, "bluesky-picture-too-large"),
    "PayloadTooLarge": (Kind.REFUSED, "bluesky-picture-too-large"),
    "InvalidMimeType": (Kind.REFUSED, "send-media-refused"),
    "InvalidSwap": (Kind.REFUSED, "bluesky-key-taken"),
}
_ELSEWHERE = frozenset({"UpstreamFailure", "UpstreamTimeout"})
"""The account's server waits in vain for the one behind it, which counts and resolves."""


def word(answer: requests.Response) -> str:
    """The network's own word for a refusal, "" where it says none."""
    return str(_body(answer).get("error", ""))


def judged(problem: Exception | requests.Response, *, now: datetime, writing: bool) -> Failure:
    """What became of a request, in our words. A word of the network never makes a 5xx on a write into something known."""
    told = failure(problem, now=now, writing=writing)
    if not isinstance(problem, requests.Response):
        return told
    said = word(problem)
    message = f"{problem.status_code} {said}: {_body(problem).get('message', '')}" if said else told.detail
    told = replace(told, detail=redact(message)[:DETAIL])
    if said in _ELSEWHERE and told.kind is Kind.NOT_SENT:
        return replace(told, code="bluesky-upstream")
    if 400 <= problem.status_code < 500 and said in _WORDS:
        kind, code = _WORDS[said]
        return replace(told, kind=kind, code=code)
    return replace(told, code="bluesky-picture-too-large") if problem.status_code == 413 else told


def _body(answer: requests.Response) -> dict[str, object]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
