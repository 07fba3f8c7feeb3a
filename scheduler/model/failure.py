"""What became of a send that brought no receipt. The kind decides whether it may ever be tried again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """The four ways not to have a receipt."""

    REFUSED = "refused"
    """The network read it and said no (4xx): it is not there, and the same text will not be accepted."""
    NOT_SENT = "not-sent"
    """Certainly not there: never connected, 429, an outage announced before sending. May be tried again."""
    UNKNOWN = "unknown"
    """The answer was lost, or was a 5xx or senseless: it may be there. Never sent again without looking."""
    BLOCKED = "blocked"
    """The account itself is refused (401, wrong identity): its deliveries wait for a person, none is spent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What a connector raises (wrapped in `SendFailure`): `code` is a sentence of `sentences.publishing`, `detail` outside text.

    `retry_at` is the network's own word on when to come back (aware, UTC), if it gave one.
    """

    kind: Kind
    code: str
    detail: str = ""
    status: int | None = None
    retry_at: datetime | None = None
    own: bool = False
    """Of a limit: whether it is this account's alone; else every account of the same app waits for it."""
