"""What evaluation is asked: plain values, gathered from the store by the caller; nothing here reads or writes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from scheduler.clock import aware
from scheduler.flow.evaluate.voices import Voices
from scheduler.model.campaign import Campaign, Objective
from scheduler.model.comparison import Edition
from scheduler.model.delivery import Delivery, State
from scheduler.model.effort import Clearance, Logged
from scheduler.model.engagement import Snapshot
from scheduler.model.greeting import is_greeting
from scheduler.model.publics import Crowd
from scheduler.model.surroundings import AccountFigure, Observed, PlatformNote
from scheduler.plain import one_line

AGE = timedelta(days=7)
"""The post age at which a report compares, unless it is told another."""
TITLE = 80
"""How much of a post's text names it in a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One post that went out on one account: a thread is one. `at` is aware, the instant of its first part."""

    tag: str
    campaign: str
    post: str
    network: str
    account: str
    at: datetime
    theme: str = ""
    category: str = ""
    minutes: int | None = None
    title: str = ""
    url: str = ""
    parts: int = 1
    own_replies: int = 0
    """Our own parts and timed replies: networks count them among the replies, so they are taken off (the simulated audience
    does not count them)."""
    at_export: bool = False
    """Whether its counts came with an export: one reading, however late, then stands for the age."""
    day_only: bool = False
    """Whether nobody knows its hour: noon is meant."""

    def __post_init__(self) -> None:
        aware(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Another campaign's days: its weeks are no reference for ours."""

    title: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Followers:
    """An account's followers, as read at one moment."""

    account: str
    taken: datetime
    count: int
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One campaign to be judged. `posts` and `snapshots` hold all that is known of its accounts, past weeks included.

    `first` and `last` are the operation's days, in `zone`. `days` names the theme of each. `now` is when the question is
    asked: nothing younger than the compared age at that moment is counted.
    """

    campaign: str
    title: str
    zone: str
    first: date
    last: date
    now: datetime
    posts: Sequence[Published]
    snapshots: Iterable[Snapshot]
    """All held, or read anew each time they are gone through (`Readings`)."""
    accounts: tuple[str, ...] = ()
    days: Mapping[date, str] = field(default_factory=dict)
    objectives: Sequence[Objective] = ()
    weeks: int = 8
    age: timedelta = AGE
    others: Sequence[Operation] = ()
    followers: Sequence[Followers] = ()
    unsent: Mapping[str, int] = field(default_factory=dict)
    withdrawn: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)
    """How networks are written, by name."""
    version: str = ""
    draws: int = 0
    """How often weeks and posts are drawn again for the interval by lot; 0 leaves it out."""
    crowd: Crowd | None = None
    """Who engaged, by pseudonyms; None where nothing is known of it."""
    voices: Voices | None = None
    """What others said, where the calendar keeps that."""
    notes: Sequence[PlatformNote] = ()
    """What platforms did to their figures, whenever."""
    account_figures: Sequence[AccountFigure] = ()
    logged: Sequence[Logged] = ()
    """Minutes that people wrote down, those of the baseline's weeks included."""
    clearances: Sequence[Clearance] = ()
    """The operation's pictures, with what their rights took."""
    earlier: Sequence[Edition] = ()
    """Earlier editions of the same operation, each judged by itself."""
    observed: Sequence[Observed] = ()
    """Site visits and other series from outside."""

    def __post_init__(self) -> None:
        aware(self.now)
        if self.last < self.first:
            raise ValueError(f"an operation that ends on {self.last}, before its first day {self.first}")


def window(campaign: Campaign, posts: Iterable[Published] = ()) -> tuple[date, date] | None:
    """The operation's first and last day: its themed days, else the days of its dated posts, else those it published on."""
    days = [day.day for day in campaign.days] or [post.day for post in campaign.posts if post.day is not None]
    days = days or [post.at.date() for post in posts if post.campaign == campaign.slug]
    return (min(days), max(days)) if days else None


def operation(campaign: Campaign) -> Operation | None:
    """A campaign as an operation that disturbs other campaigns' weeks: one with themed days; a series is ordinary life."""
    if not campaign.days:
        return None
    days = [day.day for day in campaign.days]
    return Operation(title=campaign.title, first=min(days), last=max(days))


def published(
    deliveries: Iterable[Delivery], minutes: Mapping[tuple[str, str], int] | None = None
) -> tuple[Published, ...]:
    """The posts among `deliveries` that went out whole, each with the number of our own replies under it.

    `minutes` gives the declared time by (campaign, post). A timed reply is part of the conversation, not a post.
    """
    rows = list(deliveries)
    replies: dict[str, int] = {}
    for row in rows:
        if row.under and row.receipts:
            replies[row.under] = replies.get(row.under, 0) + len(row.receipts)
    return tuple(
        Published(
            tag=row.tag,
            campaign=row.campaign,
            post=row.post,
            network=row.network,
            account=row.account,
            at=row.receipts[0].at,
            theme=row.theme,
            category=row.category,
            minutes=(minutes or {}).get((row.campaign, row.post)),
            title=_title(row),
            url=row.receipts[0].url,
            # Under one address a person confirmed all of them: what is read there is read of the whole.
            parts=max(1, sum(1 for receipt in row.receipts if receipt.remote_id)),
            own_replies=len(row.receipts) - 1 + replies.get(row.tag, 0),
        )
        for row in rows
        if row.state is State.PUBLISHED and row.receipts and not row.under and not is_greeting(row.occurrence)
    )


def _title(row: Delivery) -> str:
    return titled(row.variant.parts[0].text) if row.variant.parts else row.post


def titled(text: str) -> str:
    """The beginning of what a post says: what names it in a list."""
    text = one_line(text)
    if len(text) <= TITLE:
        return text
    return text[:TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
