"""The page of the week to be validated, as values that a template only has to lay out, and what it is made from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from scheduler.model.account import Role
from scheduler.model.changed import Changed
from scheduler.model.delivery import Delivery
from scheduler.model.network import Rules
from scheduler.model.picture import Rights
from scheduler.model.remark import Remark
from scheduler.model.variant import Media
from scheduler.render.preview_page import Inline
from scheduler.render.worded import Difference

PostKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What the page is made from: `posts` by the hour, each its deliveries in the order of the accounts.

    `changed` are those that a reader of the page before, or whoever said yes, has not read so, by tag; `new` the tags that
    the page before did not show, `gone` the posts that are on it no more.
    """

    name: str
    title: str
    monday: date
    posts: Sequence[Sequence[Delivery]]
    roles: Mapping[str, Role]
    rules: Mapping[str, Rules]
    remarks: Mapping[PostKey, Sequence[Remark]]
    notes: Mapping[tuple[str, str], str]
    rights: Callable[[Delivery, Media], Sequence[Rights]]
    picture: Callable[[Media], Inline]
    mail: str
    until: datetime | None
    now: datetime
    before: datetime | None = None
    changed: Mapping[str, Changed] = field(default_factory=dict)
    new: frozenset[str] = frozenset()
    gone: Sequence[str] = ()
    whole: bool = True
    """Whether posts of which nothing is asked are laid out, too; else they stand in the table alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One post of which something is asked, as the first table names it."""

    code: str
    anchor: str
    title: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What one role is asked: `yes` is the link that answers everything at once, empty where there is none."""

    role: str
    people: str
    posts: Sequence[Asked]
    yes: str
    signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One post in the table of the week."""

    hour: str
    title: str
    networks: Sequence[tuple[str, str]]
    """Sign and name of each."""
    code: str
    anchor: str
    """Empty where the post itself is not on the page."""
    todo: bool
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceDay:
    """One day of that table."""

    name: str
    theme: str
    rows: Sequence[Glance]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What changed on one post since the page before, in the list at the head."""

    anchor: str
    title: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One message of a variant: lines of what is read, its name in a thread, and its counters."""

    name: str
    lines: Sequence[str]
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What some networks show, alike: their names, what is special about them, and the messages."""

    networks: str
    about: str
    language: str
    warning: str
    texts: Sequence[Text]
    card: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture with its words: what is seen, whose it is, what may be done with it, and what of it is not shown."""

    picture: Inline
    kind: str
    alt: str
    credit: str
    rights: str
    doubtful: bool
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One of two columns: variants, then pictures where they stand in it."""

    faces: Sequence[Face]
    shots: Sequence[Shot]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What changed on a post: a heading, then each place with what was taken out and put in, and what this asks."""

    head: str
    found: Sequence[tuple[str, Sequence[Difference]]]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One role's row below a post: asked (links where there is an address), or answered."""

    role: str
    asked: bool
    yes: str = ""
    question: str = ""
    signed: bool = False
    said: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One post to be read."""

    anchor: str
    code: str
    hour: str
    title: str
    name: str
    networks: str
    todo: bool
    state: str
    box: Box | None
    columns: Sequence[Column]
    note: str
    remarks: Sequence[tuple[str, str, str]]
    """Who asked and when, what, and the answer (empty: it is open)."""
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day with its theme and its posts."""

    anchor: str
    name: str
    theme: str
    about: str
    sheets: Sequence[Sheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPage:
    """The whole page."""

    language: str
    name: str
    title: str
    about: str
    head: str
    explained: str
    example: str
    asks: Sequence[Ask]
    changes_head: str
    changes: Sequence[Line]
    rest: str
    glance: Sequence[GlanceDay]
    signs: Sequence[tuple[str, str]]
    """The sign of each network, and its name."""
    days: Sequence[Day]
    links: Sequence[tuple[str, str, str]]
    """Code, networks, address."""
    mail: str
    zone: str
    say: Mapping[str, str]
