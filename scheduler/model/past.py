"""Posts that went out before this program or beside it, as exports of networks and spreadsheets tell of them.

A network says in a module `exports` of its own (or in `EXPORTS` of its single file) what its exports look like: `Layout` for a
table, `Archive` for a container of files. Nothing else knows a network's export by name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from scheduler.clock import aware
from scheduler.model.engagement import COMPONENTS
from scheduler.patterns import lazy_pattern
from scheduler.plain import one_line

TITLE = 80
"""How much of a past post's own words is kept: enough to know it again, no copy of it."""
BESIDE = "past:"
"""What the tag of a past post begins with; no campaign can be called so."""
IMPORTED = "import:"
"""What `Snapshot.by` begins with where counts came with an export; the number of the import follows."""
NONE: tuple[int | None, ...] = (None,) * len(COMPONENTS)
"""Counts of which none was given."""


class Field(StrEnum):
    """What a column of an export may hold. The names are those of `--map COLUMN=FIELD`."""

    DATE = "date"
    HOUR = "hour"
    ZONE = "zone"
    ID = "id"
    OWNER = "owner"
    URL = "url"
    TEXT = "text"
    ACCOUNT = "account"
    NETWORK = "network"
    CAMPAIGN = "campaign"
    POST = "post"
    THEME = "theme"
    CATEGORY = "category"
    HASHTAGS = "hashtags"
    KIND = "kind"
    PERIOD = "period"
    REACTIONS = "reactions"
    REPLIES = "replies"
    SHARES = "shares"
    SAVES = "saves"
    CLICKS = "clicks"
    VIEWS = "views"
    REACH = "reach"
    TOTAL = "total"
    """Reactions, replies and shares of the row together, as the file adds them up: only compared, never kept."""
    IGNORE = "ignore"


COUNTED = tuple(Field(name) for name in COMPONENTS)
"""The fields that are counts, in the order of `Sent.counts`."""


class Left(StrEnum):
    """Why a row or record is left out."""

    REPLY = "reply"
    """An answer to somebody else: no post of its own, and it names that person."""
    REPOST = "repost"
    """Somebody else's post, passed on."""
    PRIVATE = "private"
    """Not public: a message to a few, or to followers only."""
    TWICE = "twice"
    """The same post stands in the file before."""
    UNDATED = "undated"
    """No date that can be read."""
    PERIOD = "period"
    """Counts of one day, not of the post's whole life."""
    PART = "part"
    """It goes on a post that is known as a single one."""


class Sent(NamedTuple):
    """One post as an export says it: a plain tuple, since an export has a hundred thousand.

    `at` is in microseconds since 1970 in UTC; `counts` in the order of `COMPONENTS`, None where none was given, never 0 for
    it; `id` the remote id as the network's connector calls it; `above` the id of the post of the same account that it goes on.
    """

    row: int
    at: int
    id: str = ""
    url: str = ""
    text: str = ""
    counts: tuple[int | None, ...] = NONE
    above: str = ""
    day_only: bool = False
    """Whether the file gives no hour: noon is meant then."""
    account: str = ""
    campaign: str = ""
    post: str = ""
    theme: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPost:
    """One past post as it is kept. `tag` is under which its snapshots stand; it never changes, whatever campaign it is given."""

    tag: str
    account: str
    network: str
    at: datetime
    remote_ids: tuple[str, ...] = ()
    """Of its parts; a single post has one at most."""
    url: str = ""
    title: str = ""
    campaign: str = ""
    post: str = ""
    theme: str = ""
    category: str = ""
    parts: int = 1
    day_only: bool = False
    source: str = ""
    imported_at: datetime
    by: str = ""

    def __post_init__(self) -> None:
        aware(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One import: where its counts come from (`source`), how they were taken from there (`method`), and of when they are."""

    id: int
    file: str
    source: str
    method: str
    collected_at: datetime
    imported_at: datetime
    by: str
    posts: int
    readings: int


class Files(Protocol):
    """What an export consists of: one file, or those in a ZIP, a tar archive or a folder. Nothing is ever unpacked to a disk."""

    @property
    def names(self) -> Sequence[str]:
        """Every file's name inside it, with `/` between folders."""

    def read(self, name: str) -> bytes:
        """All of one file. Raises `Problem` for one that is too large to be honest, or damaged."""

    def made(self, name: str) -> datetime | None:
        """When that file was written, where the container says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table that a network exports. It is known by `needs`: headings, written plainly, of which one set is all there.

    Headings are compared without accents, case and signs. `moment` reads the instant (microseconds) out of a post's id, where
    the network writes it there; `remote` makes the connector's remote id of the row's id, owner and address.
    """

    name: str
    headings: Mapping[Field, tuple[str, ...]]
    needs: tuple[tuple[str, ...], ...]
    zone: str = ""
    """The zone of its hours; empty: that of the calendar, unless another is given."""
    moment: Callable[[str], int | None] | None = None
    remote: Callable[[str, str, str], str] | None = None
    answers: Callable[[str], bool] | None = None
    """Whether a text answers somebody: such rows are left out."""
    lifetime: tuple[str, ...] = ()
    """What `Field.PERIOD` says where the counts are those of the whole life; another word leaves the row out."""
    kinds: Mapping[str, Left] = field(default_factory=dict)
    """What `Field.KIND` says of rows that are left out."""
    notes: tuple[str, ...] = ()
    """Codes of what to know of it."""


class Read(NamedTuple):
    """What an archive holds: its posts one by one, and what was left out of it, counted while they are read."""

    posts: Iterator[Sent]
    left: dict[Left, int]
    made: datetime | None = None
    """When it was made, where it says so."""
    stated: int | None = None
    """How many records it says that it holds."""
    found: list[int] = []  # noqa: RUF012 - filled while it is read: how many records there were


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A container that a network exports. `wanted` finds its files among the names (empty: it is another's)."""

    name: str
    wanted: Callable[[Sequence[str]], Sequence[str]]
    read: Callable[[Files, Sequence[str]], Read]
    notes: tuple[str, ...] = ()
    counts: bool = True
    """Whether it holds any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A container that a network exports and that is of no use here: `code` says why, and what to export instead."""

    name: str
    wanted: Callable[[Sequence[str]], Sequence[str]]
    code: str


Export = Layout | Archive | Refused
_HANDLE = lazy_pattern(r"(?<![\w/.])@[\w.-]*\w(?:@[\w.-]*\w)?")
_ADDRESS = lazy_pattern(r"https?://\S+")


def titled(text: str) -> str:
    """The short title of a past post: its first words on one line, without addresses and without anybody's handle."""
    head = text if len(text) <= 4 * TITLE else text[: 4 * TITLE]
    if "@" in head:
        head = _HANDLE.sub("@…", head)
    if "://" in head:
        head = _ADDRESS.sub("", head)
    plain = head.isprintable()
    line = head if plain and "  " not in head else " ".join(head.split())
    if len(line) > TITLE:
        line = line[:TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return line.strip() if plain or line.isprintable() else one_line(line)


def address(url: str) -> str:
    """An address for comparing: without scheme, `www.`, the slash at its end, and the query, where the path says it all."""
    path, _, query = url.partition("#")[0].partition("?")
    plain = f"{path}?{query}" if query and path.endswith(".php") else path.rstrip("/")
    return plain.partition("://")[2].removeprefix("www.").removeprefix("m.") or plain
