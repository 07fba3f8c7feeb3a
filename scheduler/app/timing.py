"""Asking the networks what time it is, and keeping for the doctor what came of it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from scheduler.app import aim
from scheduler.app.ground import Ground
from scheduler.connector import dates
from scheduler.errors import SchedulerError
from scheduler.flow.standing import CLOCK
from scheduler.flow.timekeeper import Timekeeper
from scheduler.store import accounts

PATIENCE = 5.0
"""Seconds that a network may take to say what time it is."""
MOST = 3
"""Networks asked at once: one that answers is enough."""


class TimeAsked:
    """The chore of asking, without any credentials, while there is a doubt, and of keeping what is held of it."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._kept: str | None = None

    @cached_property
    def keeper(self) -> Timekeeper:
        """What is known of the time in this process."""
        return Timekeeper(self._ground.clock, able=any(origins(self._ground)))

    def listening(self) -> AbstractContextManager[None]:
        """While inside, every answer of a network tells its time."""
        return dates.listening(self.keeper.hear)

    def due(self, now: datetime) -> datetime | None:
        """While the time is in doubt, every minute; and when what is held of it is another thing."""
        if self._kept is None:
            self._kept = told(self._ground)
        return now if self.keeper.why.partition(" ")[0] != self._kept.partition(" ")[0] else self.keeper.asks

    def run(self, now: datetime) -> None:
        """Ask, and keep what is held now."""
        asks = self.keeper.asks
        if asks is not None and asks <= now:
            for origin in list(origins(self._ground))[:MOST]:
                if _asked(origin) and not self.keeper.why:
                    break  # one that contradicts us may be wrong itself: the next is asked, too
            self.keeper.asked()
        why = self.keeper.why
        if why != self._kept:
            accounts.remember(self._ground.database, "", {CLOCK: why}, at=now)
            self._kept = why


def origins(ground: Ground) -> Iterator[str]:
    """Where the calendar's accounts are: servers that are spoken to anyway."""
    found: dict[str, None] = {}
    for account in ground.config.accounts.values():
        if account.through != account.network:
            continue
        with suppress(SchedulerError):
            origin = aim.target(ground.config, account)["origin"]
            if origin.startswith("https://") and urlsplit(origin).hostname:
                found[origin] = None
    if found and (watch := ground.config.heartbeat_url).startswith("https://"):
        parts = urlsplit(watch)
        found[f"{parts.scheme}://{parts.netloc}"] = None  # for a calendar of one server, whose own clock may be wrong
    yield from found


def told(ground: Ground) -> str:
    """Why the clock is not believed, as a stored reason; "" where it is."""
    fact = accounts.remembered(ground.database, "").get(CLOCK)
    return str(fact.value) if fact else ""


def _asked(origin: str) -> bool:
    """Whether it answered, whatever: every answer bears its date."""
    from scheduler.connector.http import Session  # noqa: PLC0415 - only a doubt pays for requests

    try:
        with Session(origin, timeout=PATIENCE) as session:
            session.head(f"{origin}/")
    except (SchedulerError, OSError, ValueError):
        return False
    return True
