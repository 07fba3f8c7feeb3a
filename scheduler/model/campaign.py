"""The campaign as its author wrote it: days, themes, posts, objectives; network-neutral and with the place of each part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from scheduler.model import variant
from scheduler.model.condition import Condition, Quiet
from scheduler.model.greeting import MOST_A_DAY, SPREAD, WITHIN
from scheduler.model.line import Excuse, Line
from scheduler.model.manner import Bilingual, LinkPlace, Spare, Surplus, TooLong, Typography
from scheduler.model.network import Side
from scheduler.model.notice import Where
from scheduler.model.picture import Picture
from scheduler.model.pool import Pool
from scheduler.model.series import Repeat
from scheduler.model.slot import PRIORITY, Taken, Wish

__all__ = ["Bilingual", "LinkPlace", "Spare", "Surplus", "TooLong", "Typography"]

ONCE = variant.ONCE


class At(StrEnum):
    """How a post's moment is meant."""

    HOUR = "hour"
    MANUAL = "manual"
    SLOT = "slot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When on its day: an hour (wall clock), by a person's key within `between`, or the next free slot."""

    kind: At
    hour: time | None = None
    between: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person or institution that posts mention: one handle a network, without the leading @."""

    key: str
    name: str
    handles: Mapping[str, str]
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A text in one language (BCP 47)."""

    language: str
    text: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard:
    """What the card of a link shows, where the network lets its sender say so; all of it empty: no card is wanted.

    `link` is the one it stands beside in the file: it goes with no other.
    """

    where: Where
    title: str = ""
    description: str = ""
    image: Picture | None = None
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a post, a reply or one content of a rotation says. None means «not said here», an empty list replaces."""

    where: Where
    text: str | None = None
    link: str | None = None
    link_in: LinkPlace | None = None
    hashtags: tuple[str, ...] | None = None
    hashtags_inherited: bool | None = None
    media: tuple[Picture, ...] | None = None
    if_too_long: TooLong | None = None
    warning: str | None = None
    visibility: str | None = None
    language: str | None = None
    text_where: Where | None = None
    texts: tuple[Translation, ...] | None = None
    """In the order of the file, in place of `text`: an account gets those of its languages."""
    bilingual: Bilingual | None = None
    typography: Typography | None = None
    numbering: bool | None = None
    """Whether each part of a thread ends in `(1/n)`."""
    surplus: Surplus | None = None
    link_part: Side | None = None
    """Which part of a thread holds the link, where it is another one than the network shows best."""
    media_part: Side | None = None
    spare_hashtags: Spare | None = None
    card: LinkCard | None = None
    conditions: tuple[Condition, ...] = ()
    """What cancels or holds this one content of a series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What one network or account is given instead: `name` is a network's or an account's."""

    name: str
    content: Content
    moment: Moment | None = None
    skip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A post under the post, later the same day (or on `date`); not sent if the post did not go out."""

    id: str
    moment: Moment
    content: Content
    day: date | None = None
    overrides: Mapping[str, Override] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """One nominal date of a series, edited apart from it: left out, at another day or hour, or with other words."""

    day: date
    """The nominal one: it stays the occurrence's name wherever it goes."""
    skip: bool = False
    to: date | None = None
    hour: time | None = None
    content: Content | None = None
    overrides: Mapping[str, Override] = field(default_factory=dict)
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One content, written once. A dated post has `day`; a series has `repeat`; `rotate` replaces `content` in turn."""

    id: str
    content: Content
    where: Where
    theme: str = ""
    day: date | None = None
    moment: Moment | None = None
    repeat: Repeat | None = None
    rotate: tuple[Content, ...] = ()
    occurrences: tuple[Edited, ...] = ()
    """Of a series: the dates that differ from it."""
    overrides: Mapping[str, Override] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    """Networks or accounts; empty for all of the campaign's accounts."""
    places: Mapping[str, Where] = field(default_factory=dict)
    """Where a name stands that only the configuration can judge: `only.musee-x`, `networks.facebook`, `not_during.slug`."""
    replies: tuple[Reply, ...] = ()
    day_hashtags: tuple[str, ...] = ()
    category: str = ""
    minutes: int | None = None
    note: str = ""
    draft: bool = False
    embargo: datetime | None = None
    excuses: tuple[Excuse, ...] = ()
    """The rules of the editorial line that are not held against it."""
    countdown: date | None = None
    """The day that `{days}` counts down to; a series ends on it."""
    too_late_after: timedelta | None = None
    conditions: tuple[Condition, ...] = ()
    """What cancels or holds it when it would go out."""
    priority: int = PRIORITY
    """Among the posts that wait for a slot; 1 goes first."""
    slot_from: date | None = None
    slot_until: date | None = None
    """Between these days it takes the first free slot, where it has no `day`."""
    pool: Pool | None = None
    """Of a series whose contents come back after a rest: its entries stand in the order of `rotate`."""

    @property
    def contents(self) -> tuple[Content, ...]:
        """All that it may say itself, on whichever date."""
        if not (self.rotate or self.occurrences):
            return (self.content,)
        return (self.content, *self.rotate, *(one.content for one in self.occurrences if one.content is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One themed day."""

    day: date
    theme: str
    hashtags: tuple[str, ...]
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What the week should change, fixed before it: `target` as written ("+30%", "1200"), `age` of the posts."""

    name: str
    metric: str
    target: str
    age: timedelta
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What the week is compared with: so many complete weeks before, or an earlier campaign."""

    weeks: int = 8
    campaign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """A message for new followers of one account, once a person ever.

    `approve` is `each`, where somebody says yes to every message (without roles: sends each by a key), or `once`, where one yes
    covers the same words to everybody.
    """

    id: str
    account: str
    text: str
    approve: str
    where: Where
    contents: tuple[Content, ...] = ()
    """What it says; of several, each person gets one. Empty in what earlier versions applied: then it is `text`."""
    a_day: int = MOST_A_DAY
    spread: timedelta = SPREAD
    not_between: tuple[Quiet, ...] = ()
    first: date | None = None
    """Whoever followed before this day is not greeted."""
    within: timedelta = WITHIN
    """So long after it was seen that somebody follows the message may still go out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One file, checked. `posts` holds those of the days and those outside them, in the order of the file.

    Posts with an error of their own are not in it: a fault in one post blocks that post only, and its key stands in
    `blocked`, so that planning neither cancels nor replaces what is already queued for it.
    """

    slug: str
    title: str
    language: str
    timezone: str
    accounts: tuple[str, ...]
    where: Where
    hashtags: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    too_late_after: timedelta = timedelta(hours=2)
    if_too_long: TooLong = TooLong.THREAD
    bilingual: Bilingual = Bilingual.JOIN
    typography: Typography = Typography.AS_WRITTEN
    numbering: bool = False
    surplus: Surplus = Surplus.DROP
    link_part: Side | None = None
    media_part: Side | None = None
    spare_hashtags: Spare = Spare.KEEP
    baseline: Baseline | None = None
    objectives: tuple[Objective, ...] = ()
    line: Line | None = None
    """Its own editorial line, beside the house's."""
    people: Mapping[str, Person] = field(default_factory=dict)
    days: tuple[Day, ...] = ()
    posts: tuple[Post, ...] = ()
    welcome: tuple[Welcome, ...] = ()
    blocked: tuple[str, ...] = ()
    places: Mapping[str, Where] = field(default_factory=dict)
    """Where a name stands that only the configuration can judge: `accounts.musee-x`, `approvals.press`, `baseline.campaign`."""


def counted_to(campaign: Campaign, post: Post) -> date | None:
    """The day that `{days}` counts down to: the post's own, else the first themed one of its campaign."""
    return post.countdown or min((one.day for one in campaign.days), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One date of a post (or of one of its replies), resolved: the author's wall time and our UTC instant.

    `key` is `once`, the nominal local date and time of a series (`2027-01-05T10:00`), or either plus `+reply`.
    `due` is None for a manual moment, whose `closes` says until when a person may send it.
    """

    campaign: str
    post: Post
    key: str
    content: Content
    account: str
    local: datetime | None
    due: datetime | None
    closes: datetime | None = None
    reply: Reply | None = None
    follower: str = ""
    """The handle of the one whom it welcomes, checked by the network's own rule; empty for what is public."""
    number: int = 1
    """Its place in the series, from 1: `{n}`."""
    wish: Wish | None = None
    """What it asks for where it takes a slot: until it has one, it has neither `local` nor `due`."""
    taken: Taken | None = None
    """The slot that it was given."""
    entry: str = ""
    """Which content of its pool it says."""
