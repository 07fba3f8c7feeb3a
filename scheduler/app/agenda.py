"""Deliveries as a calendar shows them: a post with all its networks in one place, on its day at its hour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.model.delivery import FINAL, UNSENT, Delivery, State
from scheduler.model.greeting import BEGINS
from scheduler.model.notice import Notice
from scheduler.model.variant import ONCE

MOVABLE = UNSENT | {State.MISSED, State.FAILED, State.CANCELLED}
"""Nothing of it is out, or on its way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post at one occurrence: its deliveries, in the order of their hour. `hour` is the author's; None where it has none."""

    campaign: str
    post: str
    occurrence: str
    day: date
    hour: datetime | None
    deliveries: tuple[Delivery, ...]

    @property
    def key(self) -> str:
        """`campaign/post/occurrence`: what it is found by after everything else has changed."""
        return f"{self.campaign}/{self.post}/{self.occurrence}"

    @property
    def reply(self) -> str:
        """The id of the timed reply that it is, else nothing."""
        return self.occurrence.partition("+")[2]

    @property
    def theme(self) -> str:
        """The day's theme, as applied."""
        return next((one.theme for one in self.deliveries if one.theme), "")

    @property
    def code(self) -> str:
        """The post's short code."""
        return next((one.code for one in self.deliveries if one.state not in FINAL), self.deliveries[0].code)

    @property
    def text(self) -> str:
        """The first words of the first network that says any."""
        texts = (part.text for one in self.deliveries for part in one.variant.parts if part.text)
        return next(texts, "")

    @property
    def missing(self) -> tuple[str, ...]:
        """The roles that have not said yes on some network, each once."""
        return tuple(dict.fromkeys(role for one in self.deliveries for role in one.missing_roles))

    @property
    def by_hand(self) -> bool:
        """Whether a person sends it, in its window: it has no hour of its own."""
        return all(one.due is None for one in self.deliveries)

    @property
    def out(self) -> bool:
        """Whether anything of it can be looked at outside: it is published, or lies ready for somebody's hand."""
        return any(one.receipts or (one.handed and one.state is State.EXPECTED) for one in self.deliveries)

    def has(self, *states: State) -> bool:
        """Whether any of its deliveries is in one of `states`."""
        return any(one.state in states for one in self.deliveries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """One week of the queue, as it was at `seq`. `now` is the moment it was read, in the calendar's zone."""

    monday: date
    entries: tuple[Entry, ...]
    now: datetime
    seq: int
    troubled: int = 0
    """Posts of the whole queue that need a person for another reason than a yes."""
    awaiting: int = 0
    """Posts of the whole queue that await a yes."""
    hand: int = 0
    """Posts of the whole queue that a person may send now, welcomes among them: nothing else sends them."""
    blocked: Mapping[str, str] = field(default_factory=dict)
    """Account -> why it is blocked, as stored."""
    titles: Mapping[str, str] = field(default_factory=dict)
    beat: datetime | None = None
    """The last sign of life of what publishes, in the calendar's zone."""
    publishes: bool = False
    empty: bool = False
    """Whether nothing was ever queued."""

    @property
    def title(self) -> str:
        """What the header says: the one campaign of the week, else nothing."""
        names = {one.campaign for one in self.entries}
        return self.titles.get(next(iter(names)), "") if len(names) == 1 else ""

    def find(self, key: str) -> Entry | None:
        """The entry of that key."""
        return next((one for one in self.entries if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the files say beside the queue: `changes` that applying them would do, and what is wrong in them."""

    changes: int
    notices: tuple[Notice, ...]
    changed: frozenset[str] = frozenset()
    """`campaign/post/occurrence` of what would change."""
    campaigns: Mapping[str, str] = field(default_factory=dict)
    """The short name of the campaign of each file."""

    def lined(self, one: Delivery) -> tuple[Notice, ...]:
        """What the editorial line says of a delivery by its file as it is now, beyond what its frozen variant says already."""
        known = {(said.code, str(said.arguments)) for said in one.variant.notices}
        reply = one.occurrence.partition("+")[1:]
        name = f'post "{one.post}{"".join(reply)}" -> '
        return tuple(
            said
            for said in self.notices
            if said.code.startswith("line-")
            and said.where is not None
            and self.campaigns.get(said.where.file) == one.campaign
            and said.subject.startswith(name)
            and one.account in said.subject.removeprefix(name).split(", ")
            and (said.code, str(said.arguments)) not in known
        )


def of_series(entry: Entry) -> bool:
    """Whether `entry` is one date of a series: neither a post of one date, nor a timed reply, nor a welcome."""
    return not entry.reply and entry.occurrence != ONCE and not entry.occurrence.startswith(BEGINS)


def unmovable(entry: Entry) -> tuple[str, dict[str, object]]:
    """Why a post cannot be moved in the review, as a code with arguments; the code is empty where it can."""
    if entry.occurrence.startswith(BEGINS):
        return "move-welcome", {"post": entry.post}
    if entry.reply and entry.occurrence.partition("+")[0] != ONCE:
        return "move-series", {"post": entry.post}
    gone = [one.network for one in entry.deliveries if one.state not in MOVABLE or one.receipts]
    if gone:
        return "move-sent", {"post": entry.post, "networks": gone}
    cancelled = all(one.state is State.CANCELLED for one in entry.deliveries)
    return ("move-cancelled", {"post": entry.post}) if cancelled else ("", {})


def target(entry: Entry, by: timedelta) -> datetime:
    """When the post would go out at the earliest: the wall clock moves, not the seconds between."""
    ends = [one.closes for one in entry.deliveries if one.closes]
    hour = entry.hour or (ends[0].astimezone(ZoneInfo(entry.deliveries[0].zone)) if ends else None)
    assert hour is not None, "what stands on a day has an hour or a window"
    return (hour.replace(tzinfo=None) + by).replace(tzinfo=ZoneInfo(entry.deliveries[0].zone))


def day_of(one: Delivery) -> date | None:
    """The day on which it stands; what is sent by hand stands on the day on which its window ends."""
    if one.local is not None:
        return one.local.date()
    at = one.due or one.closes
    return at.astimezone(ZoneInfo(one.zone)).date() if at else None


def entries(found: Iterable[Delivery], accounts: Iterable[str] = ()) -> tuple[Entry, ...]:
    """`found` by post, in the order of their hour, the networks of each in that of `accounts`.

    Of a tag that was cancelled and planned anew, the new one alone.
    """
    rank = {name: place for place, name in enumerate(accounts)}
    newest: dict[str, Delivery] = {}
    for one in sorted(found, key=lambda one: (one.state not in FINAL, one.id)):
        newest[one.tag] = one
    posts: dict[tuple[str, str, str], list[Delivery]] = {}
    for one in sorted(newest.values(), key=lambda one: (rank.get(one.account, len(rank)), one.id)):
        posts.setdefault((one.campaign, one.post, one.occurrence), []).append(one)
    made = [entry for some in posts.values() if (entry := _entry(some)) is not None]
    return tuple(sorted(made, key=_place))


def _entry(some: list[Delivery]) -> Entry | None:
    days = [day for one in some if (day := day_of(one)) is not None]
    if not days:
        return None
    hours = [one.local for one in some if one.local is not None]
    first = some[0]
    return Entry(
        campaign=first.campaign,
        post=first.post,
        occurrence=first.occurrence,
        day=min(days),
        hour=min(hours) if hours else None,
        deliveries=tuple(some),
    )


def _place(one: Entry) -> tuple[date, datetime, str]:
    at = one.hour or datetime.combine(one.day, datetime.max.time(), UTC)
    return one.day, at.astimezone(UTC), one.key
