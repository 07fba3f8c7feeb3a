"""Welcomes: how the one who is welcomed is called where no name may stand, and when messages to single people may go out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.model.condition import Quiet
from scheduler.model.zone import resolve

BEGINS = "w-"
"""How the occurrence of a welcome begins: no date and no `once` does."""
MOST_A_DAY = 20
SPREAD = timedelta(minutes=10)
WITHIN = timedelta(days=7)
"""Later than so long after somebody followed, a welcome is out of place."""
KEY_BYTES = 32
FOR_ALL = "once "
"""How the source of a welcome begins of which one yes covers the same words to everybody."""
ANONYMOUS = "@…"
"""What stands for a handle that is not kept any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """One who follows an account. `handle` is as a text names it, without the leading @, checked by the network's own rule;
    `who` is the same person under the same name wherever the account is looked at from.
    """

    handle: str
    who: str


def key_id(key: bytes) -> str:
    """What tells one key from another, and nothing else of it."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, and checking needs no digest

    return hashlib.sha256(b"welcome key\n" + key).hexdigest()[:6]


def pseudonym(key: bytes, account: str, who: str) -> str:
    """The name of a follower in tags and marks: without the key nobody can say whose it is, nor that two accounts share one."""
    import hmac  # noqa: PLC0415 - as above

    keyed = hmac.digest(key, f"{account}\n{who.casefold()}".encode(), "sha256").hex()
    return f"{BEGINS}{key_id(key)}-{keyed[:24]}"


def is_greeting(occurrence: str) -> bool:
    """Whether a delivery of that occurrence is a message to one person."""
    return occurrence.startswith(BEGINS)


def hours(
    number: int,
    now: datetime,
    taken: Iterable[datetime],
    *,
    spread: timedelta,
    most: int,
    quiet: Sequence[Quiet],
    zone: str,
) -> list[datetime]:
    """When `number` messages go out, one after the other, beside those that are `taken` already."""
    known = sorted(taken)
    found: list[datetime] = []
    for _ in range(number):
        found.append(free_at(now, known, spread=spread, most=most, quiet=quiet, zone=zone))
        known = sorted([*known, found[-1]])
    return found


def free_at(
    now: datetime, taken: Sequence[datetime], *, spread: timedelta, most: int, quiet: Sequence[Quiet], zone: str
) -> datetime:
    """The first instant from `now` at which one more may go out: behind the last by `spread`, within the day's number,
    outside of quiet hours.
    """
    place = ZoneInfo(zone)
    at = max([now, *(one + spread for one in taken)])
    for _ in range(2 * (len(taken) + 2)):
        day = at.astimezone(place).date()
        if sum(1 for one in taken if one.astimezone(place).date() == day) >= most:
            at = _instant(day + timedelta(days=1), time(), zone)
            continue
        later = _after(at, quiet, zone)
        if later == at:
            return at
        at = later
    return at


def _instant(day: date, hour: time, zone: str) -> datetime:
    return resolve(datetime.combine(day, hour), zone).instant.astimezone(UTC)


def _after(at: datetime, quiet: Sequence[Quiet], zone: str) -> datetime:
    """`at`, or the end of the quiet hours in which it lies."""
    local = at.astimezone(ZoneInfo(zone))
    clock = local.time()
    for first, last in quiet:
        if first <= clock < last if first < last else (clock >= first or clock < last):
            day = local.date() + timedelta(days=1 if first >= last and clock >= first else 0)
            return _instant(day, last, zone)
    return at
