"""The configuration as values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.errors import Problem
from scheduler.model.account import Account, Role
from scheduler.model.cost import Money
from scheduler.model.line import Line
from scheduler.model.notice import Notice, blocking
from scheduler.model.spans import KEEP_MONTHS, LOOK_BACK

if TYPE_CHECKING:
    from scheduler.model.surroundings import PlatformNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Engaged:
    """Whether it is collected who engages, for how long it is kept, and what the register says of it."""

    collect: bool = True
    keep: int = KEEP_MONTHS
    """Months."""
    look_back: timedelta = LOOK_BACK
    known: Path | None = None
    """A file of handles, one a line: people who are known."""
    institutions: Path | None = None
    controller: str = ""
    contact: str = ""
    basis: str = ""
    """`public-interest` or `legitimate-interest`; empty: still to be chosen."""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Where visits of the site are counted: `kind` is `matomo` or `plausible`, `token` a reference to a secret."""

    kind: str
    address: str
    site: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One calendar's configuration. Paths are absolute; `path` is the file itself."""

    path: Path
    calendar_id: str
    folder: Path
    timezone: str = "UTC"
    language: str = "en"
    database_url: str = ""
    """Empty: SQLite in the user's state folder. A relative SQLite path has been made absolute."""
    database_password: str = ""
    """A reference to a secret; empty: the server asks for none, or libpq finds it (`~/.pgpass`, PGPASSWORD)."""
    own_hosts: tuple[str, ...] = ()
    horizon: timedelta = timedelta(days=90)
    threads: int = 50
    workers: str = "one"
    look_before_sending: str = "cheap"
    """Where an account's newest posts are read before something is sent there: cheap, always or never."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    media_roots: tuple[Path, ...] = ()
    rights_required: bool = False
    accounts: Mapping[str, Account] = field(default_factory=dict)
    notify_urls: tuple[str, ...] = ()
    """References to secrets."""
    heartbeat_url: str = ""
    """An address, or a reference to one."""
    digest: time | None = None
    """When the morning's message is sent, by the calendar's clock; None: never."""
    review_name: str = ""
    """Whose week it is, at the head of the page to be validated."""
    review_mail: str = ""
    """Where the answers to that page go; empty: it has no links."""
    review_motion: bool = True
    """Whether anything may move by itself in the review."""
    review_pictures: str = "auto"
    """How the review draws pictures: `auto` is the terminal's own way where it has one, else half-blocks."""
    networks_allowed: tuple[str, ...] = ()
    """Networks of other packages that may be loaded."""
    prices: Path | None = None
    """A file of one's own prices; None: those that come with the program alone."""
    budget: Money | None = None
    """What all accounts together may cost in a month."""
    publics: Engaged | None = None
    """None: it is not collected who engages."""
    counters: tuple[Counter, ...] = ()
    """Where visits of the site are counted."""
    events: "tuple[PlatformNote, ...]" = ()
    """What platforms did to their figures, as the user noted it."""
    line: Line | None = None
    """The house's editorial line; None: no rule is set."""
    notices: tuple[Notice, ...] = ()
    """Warnings; of a configuration with an error nothing is made."""


class Invalid(Problem):
    """The configuration cannot be used; `notices` says everything that is wrong with it."""

    def __init__(self, path: Path, notices: Collection[Notice]) -> None:
        super().__init__("config-invalid", where=str(path), n=sum(blocking([one]) for one in notices))
        self.notices = tuple(notices)
