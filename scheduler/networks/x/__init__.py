"""X, through tweepy (loaded when the first request is made)."""

from typing import ClassVar

from scheduler.connector.base import Ability, Connector, Option
from scheduler.networks.x.rules import RULES

__all__ = ["RULES", "X"]


class X(Connector):
    """One account on X. `can` is empty: its posts can be prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://docs.x.com/x-api/introduction"
    base_url = "https://api.x.com"
    can: ClassVar[Ability] = Ability.NONE
    options = (
        Option(name="consumer_key", secret=True),
        Option(name="consumer_secret", secret=True),
        Option(name="access_token", secret=True),
        Option(name="access_token_secret", secret=True),
    )
