"""What drawing from pools takes and gives: stocks and wishes, what stands near, what was drawn and what ran dry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.model.pool import Pool

Key = tuple[str, str]
"""A campaign and a post."""


class Why(StrEnum):
    """Why nothing of a pool may come, the reason first that time alone heals."""

    REST = "rest"
    NEAR = "near"
    LOW = "low"
    SEASON = "season"
    """Out of season, or over for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """The pool of one series, its contents' texts (one content in several languages has several) and its campaign's zone."""

    key: Key
    pool: Pool
    texts: Sequence[Sequence[str]]
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A delivery that wants a content, on its nominal day."""

    tag: str
    key: Key
    occurrence: str
    account: str
    network: str
    day: date
    place: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shy:
    """How near the same words may come on a network: `days` apart, on the same account or (`everywhere`) on any of them.

    `itself`: the network forbids repeats, so that the window holds for the pool's own contents, too, however short their rest.
    """

    days: int
    everywhere: bool = False
    itself: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text that goes out, or went, on an account."""

    tag: str
    account: str
    network: str
    day: date
    text: str
    key: Key | None = None
    """The pool that says it, if one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dry:
    """A delivery that no content is left for."""

    draw: Draw
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Low:
    """A content that rests until `until`, because what it said last (`tag`) reached too little."""

    key: Key
    entry: str
    account: str
    until: date
    tag: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The place of each delivery's content in its pool, by tag; without one are the dry ones and those above the weekly cap."""

    chosen: Mapping[str, int]
    dry: tuple[Dry, ...]
    low: tuple[Low, ...]
