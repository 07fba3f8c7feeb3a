"""What a connector may tell beside publishing: the account's newest posts, and how long the network will take no more."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.model.greeting import Follower
    from scheduler.model.publics import Engager

PATIENCE = 5.0
"""Seconds that a look at the newest posts may wait for the network, each time: a post that is due waits no longer for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A post of the account as its network lists it, whoever made it. `remote_id` is what `publish` would have returned.

    `text` holds its words without markup, as raw as the network has them: whoever shows them makes them harmless.
    """

    remote_id: str
    url: str
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowerPage:
    """Some who follow the account, newest first; `next` is where the next page begins, "" behind the last."""

    followers: "tuple[Follower, ...]"
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagerPage:
    """Some who engaged with a post; `next` is where the next page begins, "" behind the last. It names nobody."""

    engagers: "tuple[Engager, ...]"
    next: str = ""
    gone: bool = False
    """Whether the post is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Full:
    """By the network's latest answer nothing more is accepted before `until`; `own`: from this account, not from its app."""

    until: datetime
    own: bool = True
