"""One place to publish, as the configuration describes it: whose rules hold, and what sends for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.model.cost import Money
from scheduler.model.notice import Where
from scheduler.model.slot import NO_GRID, Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account. `settings` holds the network's own options as written: secrets stay references (`env:NAME`)."""

    name: str
    network: str
    through: str
    """The network's name for its own connector, `rehearsal` or `handoff`."""
    where: Where
    base_url: str = ""
    approvals: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    budget: Money | None = None
    """What it may cost in a month."""
    limits: Mapping[str, int] = field(default_factory=dict)
    app: str = ""
    """The app through which it speaks to its network, where that is not to be seen by its credentials: apps have limits."""
    grid: Grid = NO_GRID
    """The slots for posts that name no hour."""
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who may say yes: `people` first, `deputies` in their place."""

    key: str
    name: str
    people: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    signed: bool = False
    """Whether a yes must be signed with a key of `signers`; else it is a record of who said it."""
    signers: str = ""
    """The file of allowed signers, as `ssh-keygen` reads it."""
