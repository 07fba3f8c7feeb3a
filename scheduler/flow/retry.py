"""What to do after a send that brought no receipt: decided from values alone, so that every case can be listed in a test."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.model.failure import Failure, Kind

BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 600, 900))
"""How long to wait after the first, second, ... spent attempt; the last one holds for all that follow."""

MOST = 12
"""Spent attempts after which a person must look. With BACKOFF that is about two hours, the usual patience of a post."""

FARTHEST = timedelta(hours=24)
"""However far away a network says «come back», we look again after a day: an absurd header must not bury a post."""

TOO_MANY = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Certainly not sent: READY once more, but not before `at`."""

    at: datetime


@dataclass(frozen=True, slots=True)
class WaitForPerson:
    """Certainly not sent, but trying on by itself makes no sense any more."""


@dataclass(frozen=True, slots=True)
class Fail:
    """The network read it and said no."""


@dataclass(frozen=True, slots=True)
class Block:
    """The account is refused: its deliveries wait, none is spent."""


@dataclass(frozen=True, slots=True)
class Look:
    """It may be there: look before anything else is done."""


Decision = Again | WaitForPerson | Fail | Block | Look


def decide(failure: Failure, *, attempts: int, now: datetime, give_up_at: datetime | None, jitter: float) -> Decision:
    """Return what follows `failure`.

    `attempts` counts those spent before this one, `give_up_at` is the instant from which the post is too late (never later
    than that is it tried again), `jitter` lies in 0..1 and keeps many deliveries from coming back in the same second.
    Only a failure that says «certainly not sent» can lead to Again: nothing that may be there is ever sent a second time.
    """
    if failure.kind is Kind.UNKNOWN:
        return Look()
    if failure.kind is Kind.REFUSED:
        return Fail()
    if failure.kind is Kind.BLOCKED:
        return Block()
    spends = failure.status != TOO_MANY and failure.retry_at is None
    if spends and attempts + 1 >= MOST:
        return WaitForPerson()
    pause = BACKOFF[min(attempts, len(BACKOFF) - 1)]
    at = now + pause * (1 + jitter / 4)
    if failure.retry_at is not None:
        # Everyone who was told the same second would come back in it.
        at = max(now, failure.retry_at) + timedelta(seconds=1 + 29 * jitter)
    at = min(at, now + FARTHEST)
    if give_up_at is not None:
        at = max(now, min(at, give_up_at))
    return Again(at=at)
