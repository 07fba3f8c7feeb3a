"""A strict Bluesky on the loopback: one server with one account, which refuses what the real one refuses and fails as told.

In a test: `with FakeBluesky() as server: ... server.base_url`. As a process, for tests that kill the sender:
`python -m scheduler.testing.fake_bluesky --port 0 --log FILE --drop 3` prints its address on the first line. What it does was
compared with the reference server (tests/servers); agreement with it is still not agreement with Bluesky.
"""

from scheduler.testing.fake_bluesky.server import FakeBluesky, State
from scheduler.testing.fake_bluesky.state import DID, HANDLE, PASSWORD, Post
from scheduler.testing.server import Fault

__all__ = ["DID", "HANDLE", "PASSWORD", "FakeBluesky", "Fault", "Post", "State"]
