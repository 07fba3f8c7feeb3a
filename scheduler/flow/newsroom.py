"""What people are told, and when: many things in one message, each once, also through restarts; nothing is forgotten.

What happened (a post failed) is kept in the database until a message about it was taken; what is so (an account is blocked, a
token ends) is compared with what was told of it. Neither a restart nor a dead notification service loses or repeats anything.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from scheduler.clock import Clock
from scheduler.errors import SchedulerError
from scheduler.flow import standing
from scheduler.flow.reconcile import IN_VAIN, UNANSWERED
from scheduler.flow.tally import TOLD, news_of
from scheduler.model.delivery import State
from scheduler.notify.news import ALONE, News
from scheduler.store import accounts, deliveries, history
from scheduler.store.database import Database

log = logging.getLogger(__name__)

WINDOW = timedelta(seconds=30)
"""What happens so soon after the first thing stands in the same message: a dead network fails account after account."""
PERIOD = timedelta(hours=1)
"""The same cause on the same account is told again so much later at the earliest, all that came meanwhile at once."""
RETRY = timedelta(minutes=5)
"""When a message that nobody took is tried again."""
LOOK = timedelta(minutes=1)
"""How often it is looked at what is so."""
MEMORY = timedelta(days=2)
"""How long it is remembered what was told of a post: as far back as a restart looks for what was not."""
FACT = "news"
_IN_JOURNAL = frozenset({*TOLD.values(), "unknown"})


class Newsroom:
    """Given news by the dispatcher's thread (`tell`); a chore that sends them; `flush` where no chore runs.

    `send` is given the news of one message and says whether anybody took it. Never raises for a store that fails: what could
    not be kept is sent all the same.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        send: Callable[[Sequence[News]], bool],
        *,
        networks: Mapping[str, str],
        calendar: str = "",
        zone: str = "UTC",
        by: str = "dispatcher",
    ) -> None:
        self._database = database
        self._clock = clock
        self._send = send
        self._networks = networks
        self._calendar = calendar
        self._zone = zone
        self._by = by
        self._lock = Lock()
        self._pending: list[News] = []
        self._first: datetime | None = None
        self._told: dict[str, str] = {}
        self._looked: datetime | None = None
        self._not_before: datetime | None = None
        self._read()

    # -- being told

    def tell(self, news: Sequence[News]) -> None:
        """Keep what happened until it is sent. What is so (a blocked account) is looked at, not remembered."""
        happened = [one for one in news if one.state not in standing.SEEN]
        if self._database.several:  # whichever worker speaks for all finds the rest in the journal
            happened = [one for one in happened if one.state not in _IN_JOURNAL]
        with self._lock:
            if news:
                self._looked = None
                self._first = self._first or self._clock.now()
            self._pending += happened
            if happened:
                self._write()

    # -- sending, as a chore

    def due(self, now: datetime) -> datetime | None:
        """When to look or to send next."""
        with self._lock:
            looking = now if self._looked is None and self._first is None else None
            looked = self._looked + LOOK if self._looked is not None else None
            window = self._first + WINDOW if self._first is not None else None
            found = [one for one in (looking, looked, window) if one is not None]
            return max(min(found), self._not_before) if self._not_before else min(found)

    def run(self, now: datetime) -> None:
        """Send what there is to tell. Of several workers one does: what it tells of, all have done and told."""
        try:
            if self._database.several:
                with self._lock:
                    self._read()
            self._say(now)
        except SchedulerError as problem:  # the store: what it keeps is told when it can be read again
            log.debug("news: %s", problem)

    def flush(self) -> None:
        """Send at once what there is to tell: at the end of a pass, or of the daemon."""
        self._not_before = None
        self.run(self._clock.now())

    def _say(self, now: datetime) -> None:
        about = {"calendar": self._calendar, "zone": self._zone}
        seen = standing.look(self._database, self._told, now, networks=self._networks, **about)
        with self._lock:
            self._looked, waiting = now, list(self._pending)
        fresh = [one for one in waiting if not self._recently(one, now)]
        if not fresh and not seen.urgent:
            with self._lock:
                self._first = self._soonest(waiting)
            return
        wanted = [*waiting, *seen.news]
        if not self._send(wanted):
            self._not_before = now + RETRY
            return
        with self._lock:
            self._not_before = None
            self._pending = [one for one in self._pending if one not in waiting]
            self._first = now if self._pending else None
            self._told = {**_young(seen.told, now), **{key: now.isoformat() for one in wanted for key in _keys(one)}}
            self._write()

    def stand_by(self) -> None:
        """Tell, at most once a day, that this process waits behind another one."""
        now, key = self._clock.now(), f"standby {self._calendar}"
        if key not in self._told and self._send([News(subject=self._calendar, state="standby")]):
            with self._lock:
                self._told[key] = now.isoformat()
                self._write()

    def _recently(self, one: News, now: datetime) -> bool:
        if one.state in ALONE:
            return False
        told = self._told.get(_cause(one))
        return told is not None and now < datetime.fromisoformat(told) + PERIOD

    def _soonest(self, waiting: Sequence[News]) -> datetime | None:
        """A `first` such that its window ends when the first period does."""
        ends = [
            datetime.fromisoformat(self._told[_cause(one)]) + PERIOD for one in waiting if _cause(one) in self._told
        ]
        return min(ends) - WINDOW if ends else None

    # -- what is kept

    def _read(self) -> None:
        fact = accounts.remembered(self._database, "").get(FACT)
        now = self._clock.now()
        if fact is None:  # the first time: what lies there already is seen in the queue, nobody is told of it
            self._told = {"since": now.isoformat()}
            self._write()
            return
        self._told = dict(fact.value.get("told", {}))
        self._pending = [_news(one) for one in fact.value.get("pending", ())]
        self._pending += self._untold(now)
        self._first = now - WINDOW if self._pending else None

    def _write(self) -> None:
        value = {"told": self._told, "pending": [_plain(one) for one in self._pending]}
        try:
            accounts.remember(self._database, "", {FACT: value}, at=self._clock.now())
        except SchedulerError as problem:  # it is still in memory
            log.debug("news: %s", problem)

    def _untold(self, now: datetime) -> Iterator[News]:
        """What the dispatcher did right before it died, and could not tell any more."""
        since = max(now - MEMORY, datetime.fromisoformat(self._told.get("since", now.isoformat())))
        words = {state.value: word for state, word in TOLD.items()}
        kept = {(one.subject, one.state) for one in self._pending}
        last: dict[int, tuple[str, datetime]] = {}
        for entry in history.since(self._database, since):
            if entry.by != self._by or entry.delivery_id is None:
                continue
            if entry.after in words and entry.before != entry.after:
                last[entry.delivery_id] = (words[entry.after], entry.at)
            elif entry.after == State.UNKNOWN.value and entry.details.get("code") in {IN_VAIN, UNANSWERED}:
                last[entry.delivery_id] = ("unknown", entry.at)
        for one in deliveries.select(self._database, ids=last) if last else ():
            word, at = last[one.id]
            still = TOLD.get(one.state, "unknown" if one.state is State.UNKNOWN else "") == word
            told = self._told.get(f"{word} {one.tag}", "")
            if still and (one.tag, word) not in kept and (not told or datetime.fromisoformat(told) < at):
                yield news_of(one, word)


def _young(told: Mapping[str, str], now: datetime) -> dict[str, str]:
    """What was told, without what is too old to matter: keys of posts and causes are dated."""
    return {
        key: value
        for key, value in told.items()
        if key.partition(" ")[0] in standing.KEPT or datetime.fromisoformat(value) > now - MEMORY
    }


def _cause(one: News) -> str:
    return f"cause {one.state} {one.account} {one.why.partition(' ')[0]}"


def _keys(one: News) -> tuple[str, ...]:
    """Under what it is remembered that `one` was told."""
    return () if one.state in standing.SEEN else (f"{one.state} {one.subject}", _cause(one))


def _plain(one: News) -> dict[str, Any]:
    return {**asdict(one), "hour": one.hour.isoformat() if one.hour else None}


def _news(given: Mapping[str, Any]) -> News:
    known = {field.name: given[field.name] for field in fields(News) if field.name in given}
    hour = known.get("hour")
    return News(**{**known, "hour": datetime.fromisoformat(hour) if hour else None})
