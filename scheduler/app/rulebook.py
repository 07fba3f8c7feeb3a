"""The rules that hold for each account of a calendar. No campaign is read for them, and no text adapted."""

from collections.abc import Mapping
from functools import cached_property

from scheduler.adapt import measure
from scheduler.app import facts
from scheduler.clock import Clock
from scheduler.config import Config
from scheduler.connector import discover
from scheduler.model.network import Rules


class Rulebook:
    """A configuration, with what its accounts' servers have said."""

    def __init__(self, config: Config, clock: Clock) -> None:
        self.config = config
        self.clock = clock

    @cached_property
    def rules(self) -> Mapping[str, Rules]:
        """The rules that hold for each account: its network's, with its server's limits, and over these the account's own.

        Unknown networks are left out.
        """
        allowed = self.config.networks_allowed
        known = discover.names(allowed)
        accounts = self.config.accounts.items()
        return {
            name: measure.applied(discover.rules(one.network, allowed), {**self.facts[name].limits, **one.limits})
            for name, one in accounts
            if one.network in known
        }

    @cached_property
    def facts(self) -> Mapping[str, facts.Known]:
        """What each account's server said when it was last asked."""
        calendar = self.config.calendar_id
        return {name: facts.known(calendar, name) for name in self.config.accounts}
