"""Mastodon, and servers that speak its API, through Mastodon.py."""

from scheduler.connector.base import Connector
from scheduler.networks.mastodon.rules import RULES


class Mastodon(Connector):
    """One account on one instance."""

    rules = RULES
    docs = "https://docs.joinmastodon.org/client/intro/"
