"""What to do after a send that brought no receipt: decided from values alone, so that every case can be listed in a test."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.model.failure import Failure, Kind

FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)
BACKOFF = tuple(min(FIRST * 2**tries, LONGEST) for tries in range(6))
"""How long to wait after the first, second, ... spent attempt: twice as long each time; the last holds for all that follow."""

MOST = 12
"""Spent attempts after which a person must look. With BACKOFF that is about two hours, the usual patience of a post."""

FARTHEST = timedelta(hours=24)
"""However far away a network says «come back», we look again after a day: an absurd header must not bury a post."""

TOO_MANY = 429

SPREAD = timedelta(seconds=30)
"""After a reset everybody who was told the same second comes back within so long, ..."""
EACH = timedelta(seconds=2)
"""... or within as many times this as there are accounts that share the limit, ..."""
WIDEST = timedelta(minutes=5)
"""... but no longer than this: a post is not late for the sake of others."""

ACCOUNT_WIDE = frozenset({"send-forbidden"})
"""Refusals that name no fault of the post: the account or its token may not publish, and every other post would be burnt."""


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


def fraction(delivery_id: int, attempt: int) -> float:
    """A share from 0 to 1 that is always the same for one attempt at one delivery: jitter that a test, or a reader, can redo."""
    drawn = hashlib.sha256(f"{delivery_id}\n{attempt}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") / 2**64


def spread(share: float, accounts: int = 1) -> timedelta:
    """How long after a reset somebody comes back who has this share of the time in which all of `accounts` do."""
    return timedelta(seconds=1) + (min(max(SPREAD, EACH * accounts), WIDEST) - timedelta(seconds=1)) * share


def decide(
    failure: Failure,
    *,
    attempts: int,
    now: datetime,
    give_up_at: datetime | None,
    jitter: float,
    accounts: int = 1,
) -> Decision:
    """Return what follows `failure`.

    `attempts` counts those spent before this one, `give_up_at` is the instant from which the post is too late (never later
    than that is it tried again), `jitter` lies in 0..1 and keeps many deliveries from coming back in the same second,
    `accounts` is how many share the limit. Only a failure that says «certainly not sent» can lead to Again: nothing that may
    be there is ever sent a second time.
    """
    if failure.kind is Kind.UNKNOWN:
        return Look()
    if failure.kind is Kind.BLOCKED or (failure.kind is Kind.REFUSED and failure.code in ACCOUNT_WIDE):
        return Block()
    if failure.kind is Kind.REFUSED:
        return Fail()
    spends = failure.status != TOO_MANY and failure.retry_at is None
    if spends and attempts + 1 >= MOST:
        return WaitForPerson()
    pause = BACKOFF[min(attempts, len(BACKOFF) - 1)]
    at = now + pause * (1 + jitter / 4)
    if failure.retry_at is not None:
        at = max(now, failure.retry_at) + spread(jitter, accounts)
    at = min(at, now + FARTHEST)
    if give_up_at is not None:
        at = max(now, min(at, give_up_at))
    return Again(at=at)
