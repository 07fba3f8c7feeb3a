"""What lies in the queue, as laying out looks at it: who has which hour and which content, what went out, what it reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from scheduler.model.delivery import SETTLED, State

ON = SETTLED - {State.PUBLISHED}
SHORT = ("pool-dry-", "pool-resting", "slot-series-empty")
"""How the codes of what slots and pools lack begin: only the queue tells it truly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """One delivery. `hour` is when it goes out or went out; None: a person sends it.

    `gone`: planning took it out, so it may come back as if it had never been there. `texts` are those of its parts, where
    they were asked for.
    """

    tag: str
    campaign: str
    post: str
    occurrence: str
    account: str
    network: str
    state: State
    hour: datetime | None
    content: str = ""
    gone: bool = False
    texts: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether something of it is out, or may still go out."""
        return self.state not in ON


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """The queue at one moment. `known`: it was read; else nothing is known of it, and what is laid out is provisional.

    `reached` says of tags what they reached of the metric and at the age that their pool's floor asks for; `runs` are the days
    of campaigns as they were applied that series name, and that are not in hand.
    """

    lying: tuple[Lying, ...] = ()
    known: bool = True
    reached: Mapping[str, float] = field(default_factory=dict)
    runs: Mapping[str, tuple[date, date]] = field(default_factory=dict)


UNKNOWN = Queued(known=False)
"""For who opens no database."""
