"""A strict X on the loopback: checks each signature, refuses what the real one refuses, fails as told.

In a test: `with FakeX() as server: ... server.base_url`, the four keys being `server.keys`. Agreement with it is not agreement
with X: it knows what docs/networks/x.md cites, and nothing else.
"""

from scheduler.testing.fake_x.server import FakeX, State
from scheduler.testing.fake_x.state import Posted
from scheduler.testing.server import Fault

__all__ = ["FakeX", "Fault", "Posted", "State"]
