"""A strict Graph API on the loopback with one Page: refuses what the real one refuses, and fails as told.

In a test: `with FakeFacebook() as server: ... server.base_url`. Agreement with it is not agreement with Facebook: it knows
what docs/networks/facebook.md cites, and nothing else.
"""

from scheduler.testing.fake_facebook.server import FakeFacebook, State
from scheduler.testing.fake_facebook.state import APP_ID, APP_SECRET, PAGE_ID, TOKEN, Photo, Posted
from scheduler.testing.server import Fault

__all__ = ["APP_ID", "APP_SECRET", "PAGE_ID", "TOKEN", "FakeFacebook", "Fault", "Photo", "Posted", "State"]
