"""Who is told of what happens in one calendar: news as they come, the morning's digest, and a watch elsewhere."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduler.app import ending, health
from scheduler.app.connectors import Connectors
from scheduler.app.ground import Ground
from scheduler.app.heartbeat import Heartbeat
from scheduler.errors import Problem, SchedulerError
from scheduler.flow.chore import Chore
from scheduler.flow.digest import digest
from scheduler.flow.newsroom import Newsroom
from scheduler.notify import Delivered, News, Notifier
from scheduler.notify.digest import digested
from scheduler.secrets import is_reference
from scheduler.sentences import label, say
from scheduler.store import accounts

log = logging.getLogger("scheduler.run")

LATEST = timedelta(hours=4)
"""A machine that was asleep in the morning sends the digest so much later at the latest."""


class Telling:
    """The notifications of one calendar. Where no address is configured, nothing is kept and nothing sent."""

    def __init__(self, ground: Ground, connectors: Connectors) -> None:
        self._ground = ground
        self._connectors = connectors

    @cached_property
    def notifier(self) -> Notifier:
        """What delivers a message to every address of the configuration."""
        one = self._ground
        return Notifier(
            one.config.notify_urls,
            self._connectors.secret,
            language=one.language,
            calendar=self.calendar,
            failed=lambda found: log.warning(
                label("notify-failed", one.language, why=f"{found.place} {found.why}".strip())
            ),
        )

    @property
    def calendar(self) -> str:
        """The calendar's name for people: its folder's."""
        return self._ground.config.path.parent.name

    @cached_property
    def newsroom(self) -> Newsroom | None:
        """What decides which news are sent, and when; None where nobody is to be told."""
        one = self._ground
        if not self.notifier.able:
            return None
        networks = {name: account.network for name, account in one.config.accounts.items()}
        about = {"calendar": self.calendar, "zone": one.config.timezone}
        return Newsroom(one.database, one.clock, self.notifier, networks=networks, **about)

    def tell(self, news: Sequence[News]) -> None:
        """Take news of the dispatcher."""
        if self.newsroom is not None:
            self.newsroom.tell(news)

    def flush(self) -> None:
        """Send now what waits to be sent."""
        if self.newsroom is not None:
            self.newsroom.flush()

    def stand_by(self) -> None:
        """Tell that this process waits behind another."""
        if self.newsroom is not None:
            self.newsroom.stand_by()

    @property
    def chores(self) -> tuple[Chore, ...]:
        """What the daemon does beside publishing."""
        hour = self._ground.config.digest
        morning = (Morning(self._ground, self, hour),) if hour is not None and self.notifier.able else ()
        watch = (self.watch,) if self.watch is not None else ()
        return (*((self.newsroom,) if self.newsroom is not None else ()), *morning, *watch)

    @cached_property
    def watch(self) -> Heartbeat | None:
        """The watch elsewhere, if there is one."""
        one, written = self._ground, self._ground.config.heartbeat_url
        if not written:
            return None
        return Heartbeat(
            lambda: self._connectors.secret(written) if is_reference(written) else written,
            language=one.language,
            failed=lambda why: log.warning(str(say("heartbeat-silent", {"why": why}, one.language))),
            ailing=self._ailing,
            withheld=lambda why: log.warning(str(say("heartbeat-withheld", {"why": why}, one.language))),
        )

    def _ailing(self) -> str:
        """What keeps posts from going out, in words; "" where nothing does."""
        one = self._ground
        try:
            found = next(health.hindered(one), None)
        except SchedulerError as problem:
            return str(say(problem.code, problem.arguments, one.language))
        return say(found.code, found.arguments, one.language).text if found else ""

    def listed(self) -> list[Delivered]:
        """Every address that is told, as it may be shown. Raises `Problem` where there is none."""
        self._must_be_able()
        return self.notifier.listed()

    def _must_be_able(self) -> None:
        if not self.notifier.able:
            raise Problem("notify-no-address", where=str(self._ground.config.path))

    def test(self, *, morning: bool = False) -> list[Delivered]:
        """Send a test message, or the digest of now, to every address. Raises `Problem` where there is none."""
        one = self._ground
        self._must_be_able()
        if morning:
            return self.notifier.deliver(*self.digest(one.clock.now()))
        title = label("notify-test-title", one.language, calendar=self.calendar)
        return self.notifier.deliver(title, label("notify-test", one.language))

    def digest(self, now: datetime) -> tuple[str, str]:
        """Title and body of the morning's message, as of `now`."""
        one = self._ground
        found = digest(one.database, now, one.config.timezone, one.config.accounts)
        lapsing = ending.lapsing(one, found.day)
        found = replace(found, lapsing=[(each.file, each.until, each.tags[: ending.NAMED]) for each in lapsing])
        return digested(found, one.language, self.calendar)


class Morning:
    """The chore of the digest: once a day at its hour by the calendar's clock, also across restarts."""

    FACT = "digest"

    def __init__(self, ground: Ground, telling: Telling, hour: time) -> None:
        self._ground = ground
        self._telling = telling
        self._hour = hour
        self._sent: str | None = None

    def due(self, now: datetime) -> datetime | None:
        """Today's hour, also when it was slept through for a while; else tomorrow's."""
        zone = ZoneInfo(self._ground.config.timezone)
        today = now.astimezone(zone).date()
        hour = datetime.combine(today, self._hour, zone)
        if self._last() != today.isoformat() and now <= hour + LATEST:
            return hour
        return datetime.combine(today + timedelta(days=1), self._hour, zone)

    def run(self, now: datetime) -> None:
        """Send it. It counts as sent also where nobody took it: news are told again, a morning is over."""
        today = now.astimezone(ZoneInfo(self._ground.config.timezone)).date()
        try:
            message = self._telling.digest(now)
            self._sent = today.isoformat()
            accounts.remember(self._ground.database, "", {self.FACT: self._sent}, at=now)
        except SchedulerError as problem:
            log.debug("digest: %s", problem)
            return
        self._telling.notifier.send(*message)

    def _last(self) -> str:
        if self._sent is None or self._ground.database.several:  # another worker may have sent it
            fact = accounts.remembered(self._ground.database, "").get(self.FACT)
            self._sent = str(fact.value) if fact else ""
        return self._sent
