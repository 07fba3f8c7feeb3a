"""A connector beside the network that it speaks to: what a network's test sets up, and what may go wrong there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.clock import SimulatedClock
from scheduler.connector.base import Connector
from scheduler.model.failure import Kind


class Trouble(StrEnum):
    """What the next write meets. The values are for the rig; `EXPECTED` says what must come of each."""

    BAD_REQUEST = "400"
    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    UNPROCESSABLE = "422"
    RATE_LIMITED = "429 with the time of return"
    RATE_LIMITED_BARE = "429 and nothing else"
    ACCEPTED_THEN_ERROR = "accepted, 500"
    UNAVAILABLE = "not accepted, 503"
    ACCEPTED_THEN_LOST = "accepted, connection closed"
    LOST = "not accepted, connection closed after the request"
    ACCEPTED_THEN_PAGE = "accepted, 200 with HTML"
    ACCEPTED_THEN_NOTHING = "accepted, 200 without an id"
    ACCEPTED_THEN_SILENCE = "accepted, no answer in time"
    REDIRECTED = "307 to another server"
    UNREACHABLE = "nobody listens"


EXPECTED: dict[Trouble, Kind] = {
    Trouble.BAD_REQUEST: Kind.REFUSED,
    Trouble.UNAUTHORIZED: Kind.BLOCKED,
    Trouble.FORBIDDEN: Kind.REFUSED,
    Trouble.UNPROCESSABLE: Kind.REFUSED,
    Trouble.RATE_LIMITED: Kind.NOT_SENT,
    Trouble.RATE_LIMITED_BARE: Kind.NOT_SENT,
    Trouble.ACCEPTED_THEN_ERROR: Kind.UNKNOWN,
    Trouble.UNAVAILABLE: Kind.UNKNOWN,
    Trouble.ACCEPTED_THEN_LOST: Kind.UNKNOWN,
    Trouble.LOST: Kind.UNKNOWN,
    Trouble.ACCEPTED_THEN_PAGE: Kind.UNKNOWN,
    Trouble.ACCEPTED_THEN_NOTHING: Kind.UNKNOWN,
    Trouble.ACCEPTED_THEN_SILENCE: Kind.UNKNOWN,
    Trouble.REDIRECTED: Kind.BLOCKED,
    Trouble.UNREACHABLE: Kind.NOT_SENT,
}
ACCEPTED = frozenset(trouble for trouble in Trouble if trouble.value.startswith("accepted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A part as the network has it; `id` is its remote id, `pictures` are the SHA-256 of what it was given."""

    id: str
    text: str
    above: str = ""
    alts: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    warning: str = ""
    language: str = ""
    visibility: str = "public"


@dataclass(slots=True, kw_only=True)
class Rig:
    """A connector beside the network that it speaks to, as the test of that network sets them up."""

    connector: Connector
    clock: SimulatedClock
    arrived: Callable[[], Sequence[Arrived]]
    meet: Callable[[Trouble], None] = lambda _: None
    secrets: tuple[str, ...] = ()
    closed: Callable[[], bool] = lambda: True
    """Whether all of the connector's connections are closed."""
    engage: Callable[[str], None] = lambda _: None
    """Has people answer the post with that remote id, one at least in each way; by default its network does so by itself."""
    answer: Callable[[str], None] = lambda _: None
    """Has somebody answer the post with that remote id in words, name the account and use `#MuseumWeek`; as `engage`."""
    pauses: list[float] = field(default_factory=list)
