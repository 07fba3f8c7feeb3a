"""A pause: what people have stopped, and what becomes of what it stopped."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a pause stops."""

    ALL = "all"
    ACCOUNT = "account"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """One pause. What is not known of it (a file made by hand) is empty."""

    scope: Scope = Scope.ALL
    name: str = ""
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    file: str = ""
    """Where it lies as a file; "" where only the database has it."""

    @property
    def key(self) -> tuple[Scope, str]:
        """What it stops: there is one pause of each at most."""
        return self.scope, self.name


class Late(StrEnum):
    """What becomes of a post whose hour passed under a pause."""

    SEND = "send"
    """It goes out now, one after the other on each account."""
    MISSED = "missed"
    """It does not go out."""
    HOLD = "hold"
    """It waits until somebody unholds it, or it is too late."""
