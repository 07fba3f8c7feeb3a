"""A sign of life to a watch elsewhere: a machine that is dead can warn nobody itself, but somebody may miss its call.

It means that posts go out, not that a process runs: while anything keeps them from going out there is no call.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from scheduler.errors import SchedulerError
from scheduler.plain import redact
from scheduler.sentences import say

EVERY = timedelta(minutes=5)
PATIENCE = 10.0
"""Seconds that the watch may take."""


class Heartbeat:
    """The chore of calling the watch, as long as `ailing` is "". `failed` is told once, in `language`, when it cannot be
    reached, until it can again; `withheld` likewise why it is not called.
    """

    def __init__(
        self,
        address: Callable[[], str],
        *,
        language: str,
        failed: Callable[[str], None],
        ailing: Callable[[], str] = str,
        withheld: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._address = address
        self._ailing = ailing
        self._withheld = withheld
        self._ails = ""
        self._language = language
        self._failed = failed
        self._last: datetime | None = None
        self._silent = False

    def due(self, now: datetime) -> datetime | None:
        """At the start, then every few minutes."""
        return now if self._last is None else self._last + EVERY

    def run(self, now: datetime) -> None:
        """Call it. What goes wrong is told, and harms nothing."""
        self._last = now
        before, self._ails = self._ails, self._ailing()
        if self._ails:
            if not before:
                self._withheld(self._ails)
            return
        why = self._called()
        if why and not self._silent:
            self._failed(why)
        self._silent = bool(why)

    def _called(self) -> str:
        """Why it was not reached; "" where it answered."""
        from scheduler.connector.http import Session  # noqa: PLC0415 - only who has a watch pays for requests

        try:
            address = self._address()
            redact.remember(address)  # whoever knows it can speak for this machine
            parts = urlsplit(address)
            with Session(f"{parts.scheme}://{parts.netloc}", timeout=PATIENCE) as session:
                answer = session.get(address)
                return "" if answer.status_code < 300 else f"HTTP {answer.status_code}"
        except SchedulerError as problem:
            return str(say(problem.code, problem.arguments, self._language))
        except (
            OSError,
            ValueError,
        ) as fault:  # all that requests raises is an OSError; its text has the path, which is a secret
            return type(fault).__name__
