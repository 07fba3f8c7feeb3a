"""What publishes: connectors built from the configuration, the dispatcher, the brake, and the state of the accounts."""

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from scheduler import secrets
from scheduler.app import aim, trust
from scheduler.connector import discover
from scheduler.connector.base import Ability, Connector, SendFailure, Site
from scheduler.errors import Problem, SchedulerError
from scheduler.flow.brake import PAUSED, STOP, Brake
from scheduler.flow.dispatch import Chore, Dispatcher
from scheduler.flow.objections import told
from scheduler.flow.tally import Summary
from scheduler.model.account import Account
from scheduler.model.delivery import Delivery
from scheduler.notify import Notifier
from scheduler.sentences import label
from scheduler.sentences.stored import said, stored
from scheduler.store import accounts, snapshots
from scheduler.wake import Alarm, ClockAlarm

if TYPE_CHECKING:
    from scheduler.app.scheduler import Scheduler

log = logging.getLogger("scheduler.run")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """One account, and what is known of it. `trouble` is a stored sentence, empty where all is well or nothing was asked."""

    account: Account
    tested: bool
    identity: str = ""
    followers: int | None = None
    trouble: str = ""


class Engine:
    """The publishing side of one calendar."""

    def __init__(self, scheduler: "Scheduler") -> None:
        self._scheduler = scheduler
        self._connectors: dict[tuple[int, str], Connector] = {}

    @cached_property
    def _notifier(self) -> Notifier:
        one = self._scheduler
        addresses = one.config.notify_urls
        return Notifier(
            lambda: [self._secret(address) for address in addresses],
            language=one.language,
            failed=lambda why: log.warning(label("notify-failed", one.language, why=why)),
        )

    # -- connectors

    def connector(self, name: str) -> Connector:
        """The connector that sends for an account, one a thread. Raises `SchedulerError` where it cannot be made."""
        key = (threading.get_ident(), name)
        if key not in self._connectors:
            account = self._scheduler.config.accounts[name]
            self._connectors[key] = discover.load(account.through)(self._site(account))
        return self._connectors[key]

    def _site(self, account: Account) -> Site:
        one = self._scheduler
        return Site(
            account=account,
            rules=one.calendar.rules[account.name],
            clock=one.clock,
            secret=lambda reference: self._secret_of(account, reference),
            folder=one.folder / "accounts" / account.name,
            title=account.name,
            language=one.config.language,
            seed=one.seed,
        )

    def close(self) -> None:
        """Let go of every connection."""
        for connector in self._connectors.values():
            connector.close()
        self._connectors.clear()
        if "_notifier" in self.__dict__:
            self._notifier.close()

    # -- publishing

    def dispatcher(
        self, *, follow: Callable[[Delivery], None] = lambda _: None, chores: Sequence[Chore] = ()
    ) -> Dispatcher:
        """A dispatcher over this calendar's queue; one is made for each run."""
        one = self._scheduler
        return Dispatcher(
            one.database,
            self.connector,
            one.blobs,
            one.clock,
            brake=Brake(self._brakes),
            threads=one.config.threads,
            tell=self._notifier,
            follow=follow,
            chores=chores,
        )

    def once(self) -> Summary:
        """One pass over what is due."""
        summary = self.dispatcher(follow=self._log).once()
        self.draw()
        return summary

    def run(self) -> Summary:
        """The daemon: until SIGTERM or Ctrl-C, which let what is in flight finish."""
        dispatcher = self.dispatcher(follow=self._log, chores=[self._readings, self._horizon])
        alarm = ClockAlarm()
        language = self._scheduler.language
        log.info(label("run-started", language, file=str(self._scheduler.config.path)))
        with _stopping(dispatcher.stop):
            try:
                summary = dispatcher.run(alarm, standing_by=lambda: log.warning(label("run-standby", language)))
            finally:
                alarm.close()
        self.draw()
        log.info(label("run-stopped", language))
        return summary

    def simulate(self, alarm: Alarm) -> Summary:
        """The daemon on a simulated clock: the same code, another alarm."""
        return self.dispatcher(chores=[self._readings, self._horizon]).run(alarm)

    @cached_property
    def _readings(self) -> "Readings":
        return Readings(self._scheduler)

    @cached_property
    def _horizon(self) -> "Horizon":
        return Horizon(self._scheduler)

    def draw(self) -> dict[str, Path]:
        """Draw the pages that connectors keep of themselves (the rehearsal's timelines), by account."""
        config = self._scheduler.config
        known = [name for name in config.accounts if name in self._scheduler.calendar.rules]
        return {name: page for name in known if (page := self._page(name, config.timezone))}

    def _page(self, name: str, zone: str) -> Path | None:
        try:
            return self.connector(name).page(zone)
        except (
            SchedulerError,
            SendFailure,
        ) as problem:  # a page is for looking at; its account's state stands in the queue
            log.debug("%s: %s", name, problem)
            return None

    def _log(self, delivery: Delivery) -> None:
        language = self._scheduler.language
        state = label(f"state-{delivery.state.value}", language, network=delivery.network)
        why = said(delivery.reason, language)
        log.info(
            "%s: %s%s",
            delivery.tag,
            state,
            f" ({why})" if why else "",
            extra={"tag": delivery.tag, "state": delivery.state.value, "account": delivery.account},
        )

    # -- the brake

    @property
    def _brakes(self) -> list[Path]:
        one = self._scheduler
        return [one.config.folder / STOP, one.database.folder / PAUSED]

    def braked(self) -> Path | None:
        """The file that stops all sending, if one does."""
        return next((file for file in self._brakes if file.is_symlink() or file.exists()), None)

    def brake(self, *, paused: bool, by: str) -> Path:
        """Pull the brake, or let it go; returns its file. A STOP file in the calendar's folder is its owner's to remove."""
        file = self._brakes[1]
        if paused:
            file.write_text(f"{by} {self._scheduler.clock.now().isoformat()}\n", encoding="utf-8")
        else:
            file.unlink(missing_ok=True)
        return file

    # -- accounts

    def accounts(self, *, test: bool, repin: Sequence[str] = ()) -> list[AccountState]:
        """Every account of the configuration; `test` asks each network who we are, without posting.

        `repin` names accounts that a person has pointed elsewhere on purpose. Raises `Problem` for an unknown one.
        """
        known = self._scheduler.config.accounts
        for name in repin:
            if name not in known:
                raise Problem("unknown-account-asked", where="--repin", name=name, known=sorted(known))
            aim.forget_pin(self._scheduler, known[name])
        return [self._account(account, test=test) for account in self._scheduler.config.accounts.values()]

    def _account(self, account: Account, *, test: bool) -> AccountState:
        one = self._scheduler
        blocked = accounts.blocked(one.database).get(account.name)
        if not test:
            pin = accounts.pinned(one.database, account.name)
            trouble = blocked.why if blocked else ""
            return AccountState(account=account, tested=False, identity=pin.identity if pin else "", trouble=trouble)
        try:
            connector = self.connector(account.name)
            identity = connector.identity()
            followers = connector.followers() if Ability.FOLLOWERS in connector.can else None
        except SendFailure as failure:
            return AccountState(account=account, tested=True, trouble=told(failure.failure))
        except SchedulerError as problem:
            given = {name: str(value) for name, value in problem.arguments.items()}
            return AccountState(account=account, tested=True, trouble=stored(problem.code, **given))
        if blocked:
            accounts.unblock(one.database, account.name, at=one.clock.now())
        return AccountState(account=account, tested=True, identity=identity, followers=followers)

    def _secret_of(self, account: Account, reference: str) -> str:
        aim.must_be_pinned(self._scheduler, account)
        return self._secret(reference)

    def _secret(self, reference: str) -> str:
        trust.must_be_trusted(self._scheduler.config.path)
        return secrets.resolve(reference, self._scheduler.config.path.parent)


class Readings:
    """The chore of reading counts back, whenever a part reaches one of the ages."""

    def __init__(self, scheduler: "Scheduler") -> None:
        self._scheduler = scheduler
        self._last: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        """When the next part reaches an age; at once when nothing was read since the start."""
        return now if self._last is None else snapshots.next_due(self._scheduler.database, self._last)

    def run(self, now: datetime) -> None:
        """Read what is due."""
        self._last = now
        self._scheduler.insight.collect()


class Horizon:
    """The chore of laying out series further, once a day, from the campaigns as they were applied."""

    EVERY = timedelta(days=1)

    def __init__(self, scheduler: "Scheduler") -> None:
        self._scheduler = scheduler
        self._last: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        """A day after the last."""
        return now if self._last is None else self._last + self.EVERY

    def run(self, now: datetime) -> None:
        """Lay out what the horizon now shows."""
        self._last = now
        self._scheduler.queue.lay_out()


@contextmanager
def _stopping(stop: Callable[[], None]) -> Iterator[None]:
    """SIGTERM and Ctrl-C call `stop`; outside the main thread signals are not ours to take."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def caught(_number: int, _frame: FrameType | None) -> None:
        stop()

    before = {number: signal.signal(number, caught) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
