"""What else the daemon does at its hours, beside publishing."""

from datetime import datetime
from typing import Protocol


class Chore(Protocol):
    """Something else that the daemon does at its hours (reading counts back). It uses connectors of its own."""

    def due(self, now: datetime) -> datetime | None:
        """The next instant at which there is something to do; None: nothing is known."""

    def run(self, now: datetime) -> None:
        """Do what is due at `now`."""
