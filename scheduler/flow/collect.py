"""Reading counts back at fixed post ages into append-only snapshots; one account's trouble stops no other.

What a network does not give stays None. A post that is gone is noted by a reading without any count, so that it is not asked
for again at that age. A network that has nothing yet (some answer a day late) is asked again at the next pass, for as long
as a reading still counts as one of that age.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from scheduler.clock import Clock
from scheduler.connector.base import Ability, Connector, SendFailure
from scheduler.errors import SchedulerError
from scheduler.flow.figures import ASKED_AT
from scheduler.flow.objections import told
from scheduler.model.engagement import Counts, Snapshot
from scheduler.sentences.stored import stored
from scheduler.store import accounts, snapshots, stops
from scheduler.store.database import Database
from scheduler.store.snapshots import Due

DAILY = timedelta(hours=20)
"""How old an account's last count of followers is when it is read again: once a day, whatever the hour of the pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one pass did. `due` = `read` + `gone` + `silent` + `to_type` + those of the accounts in `failed` and `unable`."""

    due: int = 0
    read: int = 0
    """Readings that brought counts."""
    silent: int = 0
    """Asked, and nothing given yet: asked again at the next pass."""
    gone: tuple[str, ...] = ()
    """Tags of posts that are no longer on their network."""
    followers: int = 0
    """Accounts whose followers were counted."""
    failed: Mapping[str, str] = field(default_factory=dict)
    """Accounts that could not be read, with the stored reason (`scheduler.sentences.stored`)."""
    unable: tuple[str, ...] = ()
    """Accounts whose network gives no counts."""
    to_type: tuple[Due, ...] = ()
    """Posts that a person published, of an age at which that person's figures are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pass:
    """What was read of one account."""

    taken: tuple[Snapshot, ...] = ()
    silent: int = 0
    gone: tuple[str, ...] = ()


def collect(database: Database, connector: Callable[[str], Connector], clock: Clock) -> Collected:
    """Read every count that is due at the clock's hour, an account at a time, each in as few requests as it allows.

    `connector` gives an account's connector and may raise `SchedulerError`. What was read is kept an account at a time, so
    that a pass that is broken off loses nothing that it had. Never raises for what a network does.
    """
    waiting: dict[str, list[Due]] = {}
    for one in snapshots.due(database, clock.now()):
        waiting.setdefault(one.account, []).append(one)
    known = {one.account for one in accounts.followers(database)}
    read = silent = followers = 0
    gone: list[str] = []
    failed: dict[str, str] = {}
    unable: list[str] = []
    to_type: list[Due] = []
    for account in sorted(known | set(waiting)):
        try:
            voice = connector(account)
            if Ability.HAND_OFF in voice.can:
                waiting[account] = [one for one in waiting.get(account, []) if one.age in ASKED_AT and not one.under]
                to_type += waiting[account]
            elif waiting.get(account) and Ability.COUNTS not in voice.can:
                unable.append(account)
            else:
                found = _read(database, voice, waiting.get(account, []), clock)
                snapshots.add(database, found.taken)
                read += len(found.taken) - len(found.gone)
                silent += found.silent
                gone += found.gone
            followers += _count_followers(database, voice, account, clock)
        except SendFailure as silence:
            failed[account] = told(silence.failure)
        except SchedulerError as problem:
            failed[account] = stored(problem.code, **problem.arguments)
    return Collected(
        due=sum(map(len, waiting.values())),
        read=read,
        silent=silent,
        gone=tuple(dict.fromkeys(gone)),
        followers=followers,
        failed=failed,
        unable=tuple(unable),
        to_type=tuple(to_type),
    )


def _read(database: Database, voice: Connector, due: Sequence[Due], clock: Clock) -> _Pass:
    if not due:
        return _Pass()
    answered = voice.counts(_ids(due))
    now = clock.now()
    taken, gone, silent = [], [], 0
    for one in due:
        counts = answered.get(one.remote_id)
        if counts is None and one.part in stops.typed(database, one.delivery_id):
            silent += 1  # what a person's address made an id of need not be one: that it is unknown says nothing
            continue
        if counts is None:
            gone.append(one.tag)
        elif not counts.given:
            silent += 1
            continue
        taken.append(
            Snapshot(
                tag=one.tag,
                part=one.part,
                age=one.age,
                taken=now,
                counts=counts or Counts(),
                simulated=voice.simulated,
            )
        )
    return _Pass(taken=tuple(taken), silent=silent, gone=tuple(gone))


def _ids(due: Iterable[Due]) -> list[str]:
    return list(dict.fromkeys(one.remote_id for one in due))


def _count_followers(database: Database, voice: Connector, account: str, clock: Clock) -> int:
    """1 where the account's followers were counted now: once a day, and only where the network says how many."""
    if Ability.FOLLOWERS not in voice.can:
        return 0
    now = clock.now()
    if accounts.followers(database, account, start=now - DAILY):
        return 0
    count = voice.followers()
    if count is None:
        return 0
    accounts.count_followers(database, account, count, at=now, simulated=voice.simulated)
    return 1
