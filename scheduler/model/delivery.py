"""The delivery, the row of the queue, and its states as data: the table of DESIGN section 7, refused at import if wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduler.clock import aware
from scheduler.model.variant import Variant


class State(StrEnum):
    """Where a delivery stands."""

    AWAITING = "awaiting"
    READY = "ready"
    HELD = "held"
    CLAIMED = "claimed"
    SENDING = "sending"
    UNKNOWN = "unknown"
    EXPECTED = "expected"
    PARTIAL = "partial"
    PUBLISHED = "published"
    FAILED = "failed"
    MISSED = "missed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What moves it. The journal records the event's word."""

    PLANNED_AWAITING = "planned, approvals missing"
    PLANNED_READY = "planned"
    APPROVED = "approved"
    CHANGED = "changed, to be approved again"
    HELD = "held"
    UNHELD_AWAITING = "unheld, approvals missing"
    UNHELD_READY = "unheld"
    TOO_LATE = "too late"
    TOO_LATE_PARTLY = "too late, some parts out"
    CLAIMED = "claimed"
    GIVEN_BACK = "given back"
    ATTEMPTED = "attempt written"
    SENT = "all parts out"
    NOT_SENT = "known not sent"
    REFUSED = "refused"
    REFUSED_PARTLY = "refused after some parts"
    LOST = "answer lost"
    HANDED_OFF = "handed to a person"
    UNFINISHED = "not finished in time"
    FOUND = "found on the network"
    FOUND_PARTLY = "found, parts remain"
    ABSENT = "proved absent"
    CONFIRMED = "confirmed by a person"
    GIVEN_UP = "given up"
    RETRIED = "retried by a person"
    SETTLED = "settled by a person"
    CANCELLED = "cancelled"
    STOPPED = "stopped by a person"
    WITHDRAWN = "withdrawn"


S, E = State, Event
TRANSITIONS: dict[tuple[State | None, Event], State] = {
    (None, E.PLANNED_AWAITING): S.AWAITING,
    (None, E.PLANNED_READY): S.READY,
    (S.AWAITING, E.APPROVED): S.READY,
    (S.READY, E.CHANGED): S.AWAITING,
    (S.AWAITING, E.HELD): S.HELD,
    (S.READY, E.HELD): S.HELD,
    (S.HELD, E.UNHELD_AWAITING): S.AWAITING,
    (S.HELD, E.UNHELD_READY): S.READY,
    (S.AWAITING, E.TOO_LATE): S.MISSED,
    (S.READY, E.TOO_LATE): S.MISSED,
    (S.HELD, E.TOO_LATE): S.MISSED,
    (S.AWAITING, E.TOO_LATE_PARTLY): S.PARTIAL,
    (S.READY, E.TOO_LATE_PARTLY): S.PARTIAL,
    (S.HELD, E.TOO_LATE_PARTLY): S.PARTIAL,
    (S.READY, E.CLAIMED): S.CLAIMED,
    (S.CLAIMED, E.GIVEN_BACK): S.READY,
    (S.CLAIMED, E.ATTEMPTED): S.SENDING,
    (S.SENDING, E.SENT): S.PUBLISHED,
    (S.SENDING, E.NOT_SENT): S.READY,
    (S.SENDING, E.REFUSED): S.FAILED,
    (S.SENDING, E.REFUSED_PARTLY): S.PARTIAL,
    (S.SENDING, E.LOST): S.UNKNOWN,
    (S.SENDING, E.HANDED_OFF): S.EXPECTED,
    (S.SENDING, E.UNFINISHED): S.PARTIAL,
    (S.UNKNOWN, E.FOUND): S.PUBLISHED,
    (S.UNKNOWN, E.FOUND_PARTLY): S.READY,
    (S.UNKNOWN, E.CONFIRMED): S.PUBLISHED,
    (S.UNKNOWN, E.ABSENT): S.READY,
    (S.EXPECTED, E.CONFIRMED): S.PUBLISHED,
    (S.EXPECTED, E.GIVEN_UP): S.MISSED,
    (S.FAILED, E.RETRIED): S.READY,
    (S.MISSED, E.RETRIED): S.READY,
    (S.PARTIAL, E.RETRIED): S.READY,
    (S.FAILED, E.SETTLED): S.PUBLISHED,
    (S.MISSED, E.SETTLED): S.PUBLISHED,
    (S.PARTIAL, E.SETTLED): S.PUBLISHED,
    (S.FAILED, E.CANCELLED): S.CANCELLED,
    (S.MISSED, E.CANCELLED): S.CANCELLED,
    (S.PARTIAL, E.CANCELLED): S.CANCELLED,
    (S.AWAITING, E.CANCELLED): S.CANCELLED,
    (S.READY, E.CANCELLED): S.CANCELLED,
    (S.HELD, E.CANCELLED): S.CANCELLED,
    # Some parts are out, and no more shall follow: what is out is about to be withdrawn.
    (S.AWAITING, E.STOPPED): S.PARTIAL,
    (S.READY, E.STOPPED): S.PARTIAL,
    (S.HELD, E.STOPPED): S.PARTIAL,
    (S.CLAIMED, E.STOPPED): S.PARTIAL,
    (S.SENDING, E.STOPPED): S.PARTIAL,
    (S.PUBLISHED, E.WITHDRAWN): S.WITHDRAWN,
    (S.PARTIAL, E.WITHDRAWN): S.WITHDRAWN,
}

FINAL = frozenset({S.CANCELLED, S.WITHDRAWN})
"""States without an exit. PUBLISHED leaves only by being withdrawn."""

SETTLED = frozenset({S.PUBLISHED, S.CANCELLED, S.WITHDRAWN})
"""Nothing is left to do."""

UNSENT = frozenset({S.AWAITING, S.READY, S.HELD})
"""Nothing has been attempted in this round: planning may move, replace or cancel it."""

STOPPED = frozenset({S.FAILED, S.MISSED, S.PARTIAL})
"""A person may mend these, send them now, or settle them."""

CANCELLABLE = UNSENT | STOPPED
SENDABLE = STOPPED | {S.READY}

NEEDS_PERSON = frozenset({S.AWAITING, S.HELD, S.UNKNOWN, S.EXPECTED, S.PARTIAL, S.FAILED, S.MISSED})


def check(transitions: Iterable[tuple[tuple[State | None, Event], State]]) -> None:
    """Raise ValueError for a table with an unreachable state, a state without an exit, or an exit from a final one."""
    table = dict(transitions)
    left = {start for start, _ in table}
    reached: set[State | None] = {None}
    while True:
        more = {end for (start, _), end in table.items() if start in reached} - reached
        if not more:
            break
        reached |= more
    if unreachable := set(State) - reached:
        raise ValueError(f"unreachable states: {sorted(unreachable)}")
    if stuck := set(State) - left - FINAL:
        raise ValueError(f"states without an exit: {sorted(stuck)}")
    if left & FINAL:
        raise ValueError(f"exits from final states: {sorted(state for state in left & FINAL if state)}")
    if unused := set(Event) - {event for _, event in table}:
        raise ValueError(f"events that move nothing: {sorted(unused)}")


check(TRANSITIONS.items())


def after(state: State | None, event: Event) -> State:
    """The state that `event` leads to. Raises ValueError where the table has no such move."""
    try:
        return TRANSITIONS[(state, event)]
    except KeyError:
        raise ValueError(f"no move from {state} by «{event}»") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the network answered for one part. `remote_id` is the network's own; `at` is aware, in UTC."""

    part: int
    remote_id: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What a person was given to publish by hand: where it lies, where the network is written to, and when they were told."""

    folder: str
    page: str
    address: str
    at: datetime

    def __post_init__(self) -> None:
        aware(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One yes of a role, bound to the digest of what was seen and to the earliest hour it was given for."""

    role: str
    by: str
    how: str
    at: datetime
    digest: str
    not_before: datetime | None = None
    identity: str = ""
    proof: str = ""
    """What was signed and the signature, where the role wants one."""


def hour_of(due: datetime | None, local: datetime | None, closes: datetime | None, zone: str) -> datetime | None:
    """The earliest instant that a person has in mind who says yes: what it is due at; of a manual post, its window's opening.

    One without an opening may go out all day long: from the start of the day on which it closes. None: nothing is known.
    """
    if due is not None or local is not None:
        return due or local
    return datetime.combine(closes.astimezone(ZoneInfo(zone)).date(), time(), ZoneInfo(zone)) if closes else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One occurrence for one account. `due` and `closes` are UTC; `local` is the author's wall time with its zone's offset.

    `roles` are those that must say yes; `approvals` those given, for whatever digest. `receipts` are in the order of parts.
    """

    id: int
    campaign: str
    post: str
    occurrence: str
    account: str
    network: str
    state: State
    variant: Variant
    digest: str
    code: str
    due: datetime | None
    local: datetime | None
    zone: str
    too_late_at: datetime | None
    closes: datetime | None = None
    embargo: datetime | None = None
    """Nobody may send it before, not even by hand."""
    not_before: datetime | None = None
    roles: tuple[str, ...] = ()
    approvals: tuple[Approval, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    attempts: int = 0
    token: int = 0
    theme: str = ""
    category: str = ""
    reason: str = ""
    under: str = ""
    """The tag of the delivery that a timed reply stands under; empty for a post."""
    source: str = ""
    """Digest of the source (content, overrides, pictures, rules version) it was adapted from: unchanged, it stays frozen."""
    handed: Handing | None = None
    """What a person was given last, where it was handed to one."""
    reminded_at: datetime | None = None
    """When that person was reminded; None: not yet."""
    content: str = ""
    """Which content of its post's pool it says; empty where the post has none."""
    conditions: str = ""
    """What cancels or holds it, as `condition.written` writes it; empty: nothing does."""
    follower: str = ""
    """The handle of the one whom it welcomes, until it is settled; empty for what is public."""

    def __post_init__(self) -> None:
        for instant in (self.due, self.closes, self.embargo, self.not_before, self.too_late_at, self.reminded_at):
            if instant is not None:
                aware(instant)

    @property
    def tag(self) -> str:
        """`campaign/post/occurrence/account`."""
        return f"{self.campaign}/{self.post}/{self.occurrence}/{self.account}"

    @property
    def hour(self) -> datetime | None:
        """The instant that a yes is bound to, as `hour_of`."""
        return hour_of(self.due, self.local, self.closes, self.zone)

    @property
    def missing_roles(self) -> tuple[str, ...]:
        """Roles that have not yet said yes to this digest for this hour or an earlier one."""
        hour = self.hour
        given = {
            yes.role
            for yes in self.approvals
            if yes.digest == self.digest and (yes.not_before is None or hour is None or hour >= yes.not_before)
        }
        return tuple(role for role in self.roles if role not in given)
