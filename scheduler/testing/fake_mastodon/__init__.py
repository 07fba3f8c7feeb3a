"""A strict Mastodon on the loopback: refuses what the real one refuses, fails as told, and keeps a log of its own.

In a test: `with FakeMastodon() as server: ... server.base_url`. As a process, for tests that kill the sender:
`python -m scheduler.testing.fake_mastodon --port 0 --log FILE --drop 3` prints its address on the first line. Agreement with
it is not agreement with Mastodon: it knows what docs/networks.md cites, and nothing else.
"""

from scheduler.testing.fake_mastodon.server import FakeMastodon, State
from scheduler.testing.fake_mastodon.state import Posted
from scheduler.testing.server import Fault

__all__ = ["FakeMastodon", "Fault", "Posted", "State"]
