"""What an export would bring, or has brought: shown to a person before it is kept, and to scripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scheduler.model.notice import Notice
from scheduler.model.past import Field, PastPost


@dataclass(frozen=True, slots=True, kw_only=True)
class Guessed:
    """New posts of one campaign and theme, as they were guessed (`by`: `hashtag`, `day-hashtag`, `column` or `asked`)."""

    campaign: str
    title: str
    theme: str
    by: str
    posts: int
    outside: int
    """Those of them that lie beside its days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """One export against what is known: each record of it is among `new`, `known`, `ours` and `left`, or part of a thread."""

    source: Path
    origin: str
    """The name of a network's export, or `table`."""
    network: str
    accounts: tuple[str, ...]
    zone: str
    collected_at: datetime
    collected_by: str
    """What says of when the counts are: `asked`, `archive`, or `file` (its date on the disk)."""
    first: datetime | None
    last: datetime | None
    new: int
    known: int
    ours: int
    readings: int
    unchanged: int
    bare: int
    """Posts without any count."""
    early: int
    """Counts taken before their post went out, as the dates have it: left out."""
    day_only: int
    """New posts whose hour nobody knows."""
    counts: bool
    """Whether exports of this kind hold any."""
    columns: tuple[tuple[str, Field], ...] = ()
    unread: tuple[str, ...] = ()
    """Headings of columns that are not read."""
    left: Mapping[str, int] = field(default_factory=dict)
    guesses: tuple[Guessed, ...] = ()
    notes: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    before: datetime | None = None
    """When the same file was imported last."""
    kept: int | None = None
    """The number of the import; None: nothing is written yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Past posts, and the campaign and theme that each is given, or would be."""

    posts: tuple[tuple[PastPost, str, str], ...]
    kept: int | None = None
    """How many changed; None: nothing was written."""

    @property
    def changes(self) -> int:
        """How many would not be as they are."""
        return sum((post.campaign, post.theme) != (campaign, theme) for post, campaign, theme in self.posts)
