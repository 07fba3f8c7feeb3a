"""Reading counts back at fixed post ages into append-only snapshots; one account's trouble stops no other.

What a network does not give stays None. A post that is gone is noted by a reading without any count, so that it is not asked
for again at that age. A network that has nothing yet (some answer a day late), or less than it usually gives at that age, is
asked again, ever more rarely, for as long as a reading still counts as one of that age. An account that wants to be left alone
is left alone. What was read is kept before more is asked for, so that a pass that is broken off loses nothing that it had.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scheduler.clock import Clock
from scheduler.connector.base import Ability, Connector, SendFailure
from scheduler.errors import SchedulerError
from scheduler.flow.budgets import Budgets
from scheduler.flow.figures import ASKED_AT
from scheduler.flow.objections import told
from scheduler.model.engagement import Counts, Snapshot
from scheduler.sentences.stored import stored
from scheduler.store import accounts, patience, snapshots, stops
from scheduler.store.database import Database
from scheduler.store.snapshots import Due

if TYPE_CHECKING:
    from scheduler.flow.engagers import Gathered

DAILY = timedelta(hours=20)
"""How old an account's last count of followers is when it is read again: once a day, whatever the hour of the pass."""
DAY = timedelta(days=1)
AT_ONCE = 400
"""Parts asked for before what came is kept. Networks take 20 to 100 a request: it costs none more."""
SHARE = 6
"""An open reading is asked for again after this share of the time in which it counts: some six times in all."""
SOONEST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one pass did. `due` = `read` + `gone` + `silent` + `to_type` + those of the accounts in `failed` and `unable`."""

    due: int = 0
    read: int = 0
    """Readings that brought counts."""
    silent: int = 0
    """Asked, and nothing given yet: asked again later."""
    partly: int = 0
    """Of those read, the ones that lack what is usual: kept, and asked again later."""
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
    again: datetime | None = None
    """When a pass has something to do, though no part reaches an age: what is open, and each day's followers."""
    people: "Gathered | None" = None
    """Who engaged, where that was read in the same pass."""


@dataclass(slots=True)
class _Tally:
    """What a pass has done so far."""

    due: int = 0
    read: int = 0
    silent: int = 0
    partly: int = 0
    followers: int = 0
    gone: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    unable: list[str] = field(default_factory=list)
    to_type: list[Due] = field(default_factory=list)
    again: list[datetime] = field(default_factory=list)

    def said(self) -> Collected:
        return Collected(
            due=self.due,
            read=self.read,
            silent=self.silent,
            partly=self.partly,
            gone=tuple(dict.fromkeys(self.gone)),
            followers=self.followers,
            failed=self.failed,
            unable=tuple(self.unable),
            to_type=tuple(self.to_type),
            again=min(self.again, default=None),
        )


def collect(
    database: Database,
    connector: Callable[[str], Connector],
    clock: Clock,
    *,
    apps: Mapping[str, str] | None = None,
    connected: Collection[str] = (),
) -> Collected:
    """Read every count that is due at the clock's hour, an account at a time, each in as few requests as it allows.

    `connector` gives an account's connector and may raise `SchedulerError`. `apps` names the app of those that share one. The
    followers of those `connected` are counted though nothing of theirs is due. Never raises for what a network does.
    """
    now, budgets, tally = clock.now(), Budgets(database, clock, apps or {}), _Tally()
    still = patience.still_open(database)
    waiting = _waiting(database, still, now)
    known = {one.account for one in accounts.latest_followers(database)}
    for account in sorted(known | set(connected) | set(waiting)):
        due = waiting.get(account, [])
        tally.due += len(due)
        wait = budgets.waits(account)
        if wait:
            tally.failed[account] = budgets.why(account, wait)
            tally.again.append(wait.until)
            continue
        try:
            voice = connector(account)
            _ask(database, voice, due, clock, tally, still.get(account, {}))
            tally.followers += _count_followers(database, voice, account, clock)
            budgets.after(account, voice)
            tally.again.append(now + DAY)
        except SendFailure as silence:
            tally.failed[account] = budgets.met(account, silence.failure) or told(silence.failure)
            tally.again.append(now + SOONEST * 3)
        except SchedulerError as problem:
            tally.failed[account] = stored(problem.code, **problem.arguments)
    return tally.said()


def _waiting(database: Database, still: Mapping[str, patience.Open], now: datetime) -> dict[str, list[Due]]:
    """What is due, by account; what is open waits for its own moment."""
    later = {one: at for each in still.values() for one, at in each.items()}
    found: dict[str, list[Due]] = {}
    for one in snapshots.due(database, now, again={one for one, at in later.items() if at <= now}):
        if later.get(one.key, now) <= now:
            found.setdefault(one.account, []).append(one)
    return found


def _ask(
    database: Database, voice: Connector, due: Sequence[Due], clock: Clock, tally: _Tally, still: patience.Open
) -> None:
    """Ask for what is due of one account, keep what comes, and remember what is open."""
    if Ability.HAND_OFF in voice.can:
        asked = [one for one in due if one.age in ASKED_AT and not one.under]
        tally.due, tally.to_type = tally.due - len(due) + len(asked), tally.to_type + asked
        return
    if due and Ability.COUNTS not in voice.can:
        tally.unable.append(voice.site.account.name)
        return
    now = clock.now()
    # What is open and not asked for now stays so; where its age is over, it is forgotten.
    later = {one: at for one, at in still.items() if at > now}
    try:
        for some in _some(due):
            for one in _read(database, voice, some, clock, tally):
                later[one.key] = now + max(SOONEST, snapshots.tolerance(one.age) / SHARE)
    finally:
        if later != still:
            patience.keep(database, voice.site.account.name, later, at=now)
    tally.again += later.values()


def _some(due: Sequence[Due]) -> Iterator[Sequence[Due]]:
    for first in range(0, len(due), AT_ONCE):
        yield due[first : first + AT_ONCE]


def _read(database: Database, voice: Connector, due: Sequence[Due], clock: Clock, tally: _Tally) -> Iterable[Due]:
    """Read `due`, keep what is new, and return what is still open."""
    answered = voice.counts(_ids(due))
    usual = snapshots.usual(database, voice.site.account.name)
    now = clock.now()
    taken, still, gone = [], [], []
    for one in due:
        counts = answered.get(one.remote_id)
        # What a person's address made an id of need not be one: that it is unknown says nothing.
        unsure = counts is None and one.part in stops.typed(database, one.delivery_id)
        if unsure or (counts is not None and not counts.given):
            still.append(one)
            continue
        if counts is None:
            gone.append(one.tag)
        elif usual.get((one.part, one.age // snapshots.SECOND), frozenset()) - set(counts.given):
            tally.partly += 1
            still.append(one)
        taken.append(_snapshot(one, counts or Counts(), now, simulated=voice.simulated))
    snapshots.add(database, taken)
    tally.read += len(taken) - len(gone)
    tally.silent += len(due) - len(taken)
    tally.gone += gone
    return still


def _snapshot(one: Due, counts: Counts, now: datetime, *, simulated: bool) -> Snapshot:
    return Snapshot(tag=one.tag, part=one.part, age=one.age, taken=now, counts=counts, simulated=simulated)


def _ids(due: Iterable[Due]) -> list[str]:
    return list(dict.fromkeys(one.remote_id for one in due))


def _count_followers(database: Database, voice: Connector, account: str, clock: Clock) -> int:
    """1 where the account's followers were counted now: once a day, with what else the network says of it."""
    if Ability.FOLLOWERS not in voice.can:
        return 0
    now = clock.now()
    since = now - DAILY
    if accounts.followers(database, account, start=since) or accounts.figures(database, account, start=since):
        return 0
    given = dict(voice.figures())
    count = given.pop("followers", None)
    accounts.count(database, account, given, at=now, simulated=voice.simulated)
    if count is None:
        return 0
    accounts.count_followers(database, account, count, at=now, simulated=voice.simulated)
    return 1
