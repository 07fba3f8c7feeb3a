"""What is drawn for an occurrence: the minute within its window, and the order of a shuffled rotation.

Drawn from a hash of what is drawn for, so that the same date always gets the same: today, after a restart, on another machine.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache

from scheduler.model.series import Order


def minute(campaign: str, post: str, day: date, first: time, last: time) -> time:
    """The hour of a nominal date within a window: `first` may be it, `last` no more. All accounts get the same."""
    begin, end = (60 * one.hour + one.minute for one in (first, last))
    drawn = begin + _number(f"{campaign}/{post}/{day.isoformat()}") % (end - begin)
    return time(drawn // 60, drawn % 60)


def turn(order: Order, number: int, many: int, seed: str) -> int:
    """Which of `many` contents (from 0) the occurrence `number` (from 1) of a series says."""
    if order is Order.TURN or many < 2:
        return (number - 1) % many
    lap, place = divmod(number - 1, many)
    return _lap(seed, lap, many)[place]


def _lap(seed: str, lap: int, many: int) -> Sequence[int]:
    """The order of one round: all contents once, and the first not the one that the round before ended with."""
    if many == 2:  # any other order would repeat one at a seam
        return _shuffled(seed, 0, many)
    own = list(_shuffled(seed, lap, many))
    if lap and own[0] == _shuffled(seed, lap - 1, many)[-1]:  # this exchange never touches the last one
        own[0], own[1] = own[1], own[0]
    return own


@lru_cache(maxsize=256)
def _shuffled(seed: str, lap: int, many: int) -> Sequence[int]:
    return sorted(range(many), key=lambda one: _number(f"{seed}/{lap}/{one}"))


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
