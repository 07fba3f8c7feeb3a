"""What adaptation is given: one occurrence for one account, and the facts that it needs and may not fetch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Occurrence
from scheduler.model.film import Film
from scheduler.model.network import Rules


class Facts(Protocol):
    """What is known of the file of a picture or video. Width and height are those of the upright picture; 0 if not known."""

    @property
    def format(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def frames(self) -> int: ...
    @property
    def film(self) -> Film | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One occurrence to adapt. `pictures` maps a picture's file, as written, to what is known of it; `today` judges rights."""

    campaign: Campaign
    occurrence: Occurrence
    account: Account
    rules: Rules
    today: date
    own_hosts: tuple[str, ...] = ()
    pictures: Mapping[str, Facts] = field(default_factory=dict)
